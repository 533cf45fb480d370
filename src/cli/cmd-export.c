/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include "herald-export.h"
#include "herald-exporting.h"
#include "herald-i18n.h"

#define BUNDLE "presskit"
#define SITE   "site"

typedef struct
{
  char     *formats;
  char     *output;
  char     *purpose;
  char     *recipient;
  char     *version;
  char     *query;
  char     *tag;
  char     *base;
  gboolean  all;
} Wishes;

static void
wishes_clear (Wishes *wishes)
{
  g_free (wishes->formats);
  g_free (wishes->output);
  g_free (wishes->purpose);
  g_free (wishes->recipient);
  g_free (wishes->version);
  g_free (wishes->query);
  g_free (wishes->tag);
  g_free (wishes->base);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wishes, wishes_clear)

/* The words between the commas, none of them empty. (transfer full) */
static char **
split_formats (const char *formats)
{
  g_auto (GStrv) words = g_strsplit (formats, ",", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; words[i] != NULL; i++)
    if (*g_strstrip (words[i]) != '\0')
      g_strv_builder_add (builder, words[i]);
  return g_strv_builder_end (builder);
}

static gboolean
is_bundle (char **formats)
{
  return g_strv_contains ((const char * const *) formats, BUNDLE);
}

static gboolean
is_site (char **formats)
{
  return g_strv_contains ((const char * const *) formats, SITE);
}

/* A press room shows all that is released, as pages, with PDFs beside them if those are asked for. */
static gboolean
check_site (const HeraldCommand  *self,
            const Wishes         *wishes,
            char                **arguments,
            char                **formats,
            GError              **error)
{
  gboolean chosen = arguments[0] != NULL || wishes->query != NULL || wishes->tag != NULL || wishes->version != NULL || wishes->recipient != NULL;

  for (guint i = 0; formats[i] != NULL; i++)
    if (g_strcmp0 (formats[i], SITE) != 0 && g_strcmp0 (formats[i], "html") != 0 && g_strcmp0 (formats[i], "pdf") != 0)
      chosen = TRUE;
  if (!chosen && (wishes->purpose == NULL || g_strcmp0 (wishes->purpose, "release") == 0))
    return TRUE;
  g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_USAGE,
               _("A press room shows all that is released: %s goes with pdf, --output and --base alone"), SITE);
  return FALSE;
}

static gboolean
check_formats (char   **formats,
               GError **error)
{
  const char * const *known = herald_export_formats ();

  for (guint i = 0; formats[i] != NULL; i++)
    if (!g_strv_contains (known, formats[i]) && g_strcmp0 (formats[i], BUNDLE) != 0 && g_strcmp0 (formats[i], SITE) != 0)
      {
        g_autofree char *names = g_strjoinv (", ", (char **) known);

        g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_USAGE,
                     _("“%s” is not a format: there are %s, %s, %s"), formats[i], names, SITE, BUNDLE);
        return FALSE;
      }
  if (!is_bundle (formats) || formats[1] == NULL)
    return TRUE;
  g_set_error_literal (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_USAGE,
                       _("A presskit holds what is not for the press, so it is made alone, into a file of its own"));
  return FALSE;
}

/* Announcements are named one by one, by words, by a tag, or are all of them; only a bundle takes those. */
static gboolean
check_choice (const HeraldCommand  *self,
              const Wishes         *wishes,
              char                **arguments,
              char                **formats,
              GError              **error)
{
  guint n = (arguments[0] != NULL) + (wishes->query != NULL || wishes->tag != NULL) + wishes->all;
  gboolean single = arguments[0] != NULL && arguments[1] == NULL;

  if (n != 1 || (wishes->all && !is_bundle (formats)) || (wishes->version != NULL && (!single || is_bundle (formats))))
    return herald_command_refuse (self, error);
  return TRUE;
}

static gboolean
check_wishes (const HeraldCommand  *self,
              const Wishes         *wishes,
              char                **arguments,
              char                **formats,
              GError              **error)
{
  HeraldPurpose purpose;

  if (wishes->output == NULL || *wishes->output == '\0' || formats == NULL || formats[0] == NULL)
    return herald_command_refuse (self, error);
  if (wishes->purpose != NULL && !herald_purpose_from_string (wishes->purpose, &purpose))
    {
      g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_USAGE,
                   _("“%s” is not a purpose: use review, briefing or release"), wishes->purpose);
      return FALSE;
    }
  if (!check_formats (formats, error))
    return FALSE;
  if (is_site (formats) && !is_bundle (formats))
    return check_site (self, wishes, arguments, formats, error);
  if (wishes->base != NULL)
    return herald_command_refuse (self, error);
  return check_choice (self, wishes, arguments, formats, error);
}

static GPtrArray *
find_ids (HeraldCli     *cli,
          const Wishes  *wishes,
          GError       **error)
{
  HeraldListQuery query = { .type = HERALD_DOCUMENT_ANNOUNCEMENT, .query = wishes->query, .tag = wishes->tag };
  HeraldLibrary *library = herald_cli_open_library (cli, error);
  g_autoptr (GPtrArray) rows = library != NULL ? herald_library_list (library, &query, error) : NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    g_ptr_array_add (ids, g_strdup (((HeraldListRow *) g_ptr_array_index (rows, i))->summary->id));
  if (rows == NULL || ids->len > 0)
    return rows != NULL ? g_steal_pointer (&ids) : NULL;
  g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND, _("No announcement was found"));
  return NULL;
}

static GPtrArray *
resolve_ids (HeraldCli  *cli,
             char      **arguments,
             GError    **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; arguments[i] != NULL; i++)
    {
      g_autofree char *id = herald_cli_resolve_id (cli, arguments[i], error);

      if (id == NULL)
        return NULL;
      if (!g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
        g_ptr_array_add (ids, g_steal_pointer (&id));
    }
  return g_steal_pointer (&ids);
}

static gboolean
export (HeraldCli     *cli,
        const Wishes  *wishes,
        char         **arguments,
        char         **formats,
        GError       **error)
{
  g_autoptr (GPtrArray) ids = NULL;
  HeraldExporting exporting = {
    .formats = (const char * const *) formats,
    .output = wishes->output,
    .purpose = wishes->purpose,
    .recipient = wishes->recipient,
    .version = wishes->version,
    .base = wishes->base,
    .several = arguments[0] == NULL || arguments[1] != NULL,
  };

  if (is_site (formats))
    return herald_exporting_site (cli, &exporting, error);
  if (wishes->all)
    return herald_cli_open_library (cli, error) != NULL && herald_exporting_bundle (cli, NULL, &exporting, error);
  ids = arguments[0] != NULL ? resolve_ids (cli, arguments, error) : find_ids (cli, wishes, error);
  if (ids == NULL)
    return FALSE;
  return is_bundle (formats) ? herald_exporting_bundle (cli, ids, &exporting, error)
                             : herald_exporting_kits (cli, ids, &exporting, error);
}

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  g_auto (Wishes) wishes = { NULL };
  g_auto (GStrv) arguments = NULL;
  g_auto (GStrv) formats = NULL;
  const GOptionEntry options[] = {
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &wishes.formats, N_("What to make, with commas between: see below"), N_("FORMATS") },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &wishes.output, N_("The folder to put it into; of a presskit the file"), N_("DIR") },
    { "purpose", 0, 0, G_OPTION_ARG_FILENAME, &wishes.purpose, N_("review, briefing or release"), N_("PURPOSE") },
    { "for", 0, 0, G_OPTION_ARG_FILENAME, &wishes.recipient, N_("Who is briefed"), N_("NAME") },
    { "version", 0, 0, G_OPTION_ARG_FILENAME, &wishes.version, N_("This version instead of the current draft"), N_("VERSION") },
    { "search", 0, 0, G_OPTION_ARG_FILENAME, &wishes.query, N_("All that have these words"), N_("QUERY") },
    { "tag", 0, 0, G_OPTION_ARG_FILENAME, &wishes.tag, N_("All that have this tag"), N_("TAG") },
    { "base", 0, 0, G_OPTION_ARG_FILENAME, &wishes.base, N_("The public address of a press room, instead of the library’s"), N_("URL") },
    { "all", 0, 0, G_OPTION_ARG_NONE, &wishes.all, N_("The whole library, trash and all: only as a presskit"), NULL },
    { NULL }
  };

  if (!herald_command_parse (self, cli, options, argv, 0, G_MAXUINT, &arguments, error))
    return FALSE;
  if (wishes.formats != NULL)
    formats = split_formats (wishes.formats);
  return check_wishes (self, &wishes, arguments, formats, error) && export (cli, &wishes, arguments, formats, error);
}

const HeraldCommand herald_cmd_export = {
  .name = "export",
  .usage = "ID...|--search QUERY|--tag TAG --format html,pdf --output DIR [--purpose P] [--for NAME] [--version V] [--base URL]",
  .summary = N_("Make press kits and print the paths of their files"),
  .details = N_("Formats: html, pdf, zip (page, PDF, text and pictures in one file), text, markdown, docx, eml (a draft for\n"
                "the mail program), ics (the end of the embargo), ninjs, newsml; “heraldctl formats” tells more.\n"
                "For review every page says that it is a draft. Without --purpose it is review until the text is\n"
                "approved. What may not go out is refused, with the reasons, and nothing is written (exit status 3).\n"
                "Several announcements get a folder each inside DIR. What is interrupted leaves no half kit.\n"
                "\n"
                "The format presskit is a bundle for colleagues and for backup, with notes and all versions, that\n"
                "“heraldctl import” takes in: ID..., --search, --tag or --all into one file.\n"
                "\n"
                "The format site is a press room: a folder for a web server with all that is released, by date, topic\n"
                "and company, with Atom feeds. Announcements are released when their embargo has ended, or when a\n"
                "version of them was given out for publication; all else leaves no trace. Made again, it is brought up\n"
                "to date. “site,pdf” puts a PDF beside each page.\n"
                "\n"
                "Examples:\n"
                "  heraldctl export 3f2a --format html,pdf --output kit\n"
                "  heraldctl export 3f2a --format pdf --output briefing --purpose briefing --for \"Il Globo\"\n"
                "  heraldctl export --tag imaging --format zip --output kits\n"
                "  heraldctl export --format site --output /srv/press --base https://press.example.com/\n"
                "  heraldctl export --all --format presskit --output backup.presskit"),
  .run = run,
};
