/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include "herald-export.h"
#include "herald-i18n.h"
#include "herald-output.h"

typedef struct
{
  char *formats;
  char *folder;
  char *purpose;
  char *recipient;
  char *version;
} Wishes;

static void
wishes_clear (Wishes *wishes)
{
  g_free (wishes->formats);
  g_free (wishes->folder);
  g_free (wishes->purpose);
  g_free (wishes->recipient);
  g_free (wishes->version);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wishes, wishes_clear)

static gboolean
choose_purpose (HeraldCli      *cli,
                const char     *id,
                const Wishes   *wishes,
                HeraldPurpose  *purpose,
                GError        **error)
{
  g_autoptr (HeraldWorkingCopy) copy = NULL;
  g_autoptr (HeraldDocument) document = NULL;
  g_autoptr (HeraldAnnouncement) announcement = NULL;

  if (wishes->purpose != NULL)
    return herald_purpose_from_string (wishes->purpose, purpose); /* judged before */
  if (wishes->version != NULL)
    document = herald_cli_load_version (cli, id, wishes->version, error);
  else
    {
      copy = herald_cli_load (cli, id, error);
      document = copy != NULL ? herald_document_ref (copy->document) : NULL;
    }
  announcement = document != NULL ? herald_announcement_from_document (document, error) : NULL;
  if (announcement == NULL)
    return FALSE;
  *purpose = herald_export_default_purpose (announcement);
  return TRUE;
}

static gboolean
check_wishes (const HeraldCommand  *self,
              const Wishes         *wishes,
              char                **formats,
              GError              **error)
{
  HeraldPurpose purpose;

  if (wishes->folder == NULL || *wishes->folder == '\0' || formats[0] == NULL)
    return herald_command_refuse (self, error);
  if (wishes->purpose != NULL && !herald_purpose_from_string (wishes->purpose, &purpose))
    {
      g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_USAGE,
                   _("“%s” is not a purpose: use review, briefing or release"), wishes->purpose);
      return FALSE;
    }
  return TRUE;
}

static gboolean
export (HeraldCli     *cli,
        const char    *prefix,
        const Wishes  *wishes,
        char         **formats,
        GError       **error)
{
  g_autofree char *id = herald_cli_resolve_id (cli, prefix, error);
  g_autofree char *hash = NULL;
  g_autoptr (HeraldAuthor) person = NULL;
  g_autoptr (GPtrArray) paths = NULL;
  HeraldExport job = { .id = id, .formats = (const char * const *) formats,
                       .folder = wishes->folder, .recipient = wishes->recipient };

  if (id == NULL || !choose_purpose (cli, id, wishes, &job.purpose, error))
    return FALSE;
  if (wishes->version != NULL)
    {
      hash = herald_library_resolve_version (herald_cli_open_library (cli, NULL), id, wishes->version, error);
      if (hash == NULL)
        return FALSE;
    }
  person = herald_cli_get_person (cli, error);
  if (person == NULL)
    return FALSE;
  job.version = hash;
  job.author = person;
  paths = herald_export_to_folder (herald_cli_open_library (cli, NULL), &job, NULL, error);
  if (paths == NULL)
    return FALSE;
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *path = g_build_filename (wishes->folder, g_ptr_array_index (paths, i), NULL);

      herald_print ("%s\n", path);
    }
  return TRUE;
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
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &wishes.formats, N_("What to make: html, pdf, or both with a comma between"), N_("FORMATS") },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &wishes.folder, N_("The folder to put it into"), N_("DIR") },
    { "purpose", 0, 0, G_OPTION_ARG_FILENAME, &wishes.purpose, N_("review, briefing or release"), N_("PURPOSE") },
    { "for", 0, 0, G_OPTION_ARG_FILENAME, &wishes.recipient, N_("Who is briefed"), N_("NAME") },
    { "version", 0, 0, G_OPTION_ARG_FILENAME, &wishes.version, N_("This version instead of the current draft"), N_("VERSION") },
    { NULL }
  };

  if (!herald_command_parse (self, cli, options, argv, 1, 1, &arguments, error))
    return FALSE;
  formats = herald_command_split_formats (wishes.formats, herald_export_formats (), error);
  if (formats == NULL)
    return FALSE;
  return check_wishes (self, &wishes, formats, error) && export (cli, arguments[0], &wishes, formats, error);
}

const HeraldCommand herald_cmd_export = {
  .name = "export",
  .usage = "ID --format html,pdf --output DIR [--purpose P] [--for NAME] [--version V]",
  .summary = N_("Make a press kit and print the paths of its files"),
  .details = N_("For review every page says that it is a draft. Without --purpose it is review until the text is\n"
                "approved. What may not go out is refused, with the reasons, and nothing is written (exit status 3).\n"
                "\n"
                "Examples:\n"
                "  heraldctl export 3f2a --format html,pdf --output kit\n"
                "  heraldctl export 3f2a --format pdf --output briefing --purpose briefing --for \"Il Globo\""),
  .run = run,
};
