/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include <string.h>

#include "herald-editions.h"
#include "herald-i18n.h"
#include "herald-id.h"
#include "herald-output.h"

/* A new announcement that has its blocks already, empty: no words that could be left in by mistake. */
typedef struct
{
  const char      *name;
  HeraldKind       kind;
  HeraldBlockType  blocks[8]; /* up to HERALD_BLOCK_UNKNOWN */
} Template;

static const Template templates[] = {
  /* Both companies speak: the lead, what one says, what is made together, what the other says. */
  { "partnership", HERALD_KIND_PARTNERSHIP,
    { HERALD_BLOCK_PARAGRAPH, HERALD_BLOCK_QUOTE, HERALD_BLOCK_PARAGRAPH, HERALD_BLOCK_QUOTE, HERALD_BLOCK_PARAGRAPH } },
  { "product", HERALD_KIND_PRODUCT,
    { HERALD_BLOCK_PARAGRAPH, HERALD_BLOCK_PARAGRAPH, HERALD_BLOCK_QUOTE, HERALD_BLOCK_FACTS } },
  { "event", HERALD_KIND_EVENT,
    { HERALD_BLOCK_PARAGRAPH, HERALD_BLOCK_FACTS, HERALD_BLOCK_QUOTE } },
  { "corporate", HERALD_KIND_CORPORATE,
    { HERALD_BLOCK_PARAGRAPH, HERALD_BLOCK_QUOTE, HERALD_BLOCK_PARAGRAPH } },
};

static const Template *
find_template (const char  *name,
               GError     **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    if (g_str_equal (templates[i].name, name))
      return &templates[i];
  g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_USAGE,
               _("“%s” is not a template: use partnership, product, event or corporate"), name);
  return NULL;
}

/* The language of this computer, as in "it_IT.UTF-8". (transfer full) */
static char *
guess_language (void)
{
  const char *locale = g_get_language_names ()[0];
  gsize length = strspn (locale, "abcdefghijklmnopqrstuvwxyz");

  return length >= 2 && length <= 3 ? g_strndup (locale, length) : g_strdup ("en");
}

static HeraldAnnouncement *
make (const char  *kind_name,
      const char  *template_name,
      const char  *language,
      GError     **error)
{
  HeraldKind kind = HERALD_KIND_OTHER;
  const Template *template = NULL;
  g_autofree char *guessed = language == NULL ? guess_language () : NULL;
  HeraldAnnouncement *announcement;

  if (template_name != NULL)
    {
      template = find_template (template_name, error);
      if (template == NULL)
        return NULL;
      kind = template->kind;
    }
  if (kind_name != NULL && (!herald_kind_from_string (kind_name, &kind) || kind == HERALD_KIND_NONE))
    {
      g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_USAGE,
                   _("“%s” is not a kind: use partnership, product, event, corporate or other"), kind_name);
      return NULL;
    }

  announcement = herald_announcement_new (kind, language != NULL ? language : guessed);
  for (guint i = 0; template != NULL && template->blocks[i] != HERALD_BLOCK_UNKNOWN; i++)
    g_ptr_array_add (announcement->body, herald_block_new (template->blocks[i], NULL));
  return announcement;
}

/* user_data: a new group, for an announcement that has none; replaced by the group that it has then. */
static gboolean
join_group (HeraldAnnouncement  *announcement,
            gpointer             user_data,
            GError             **error)
{
  char **group = user_data;

  if (announcement->translation_group == NULL)
    announcement->translation_group = g_strdup (*group);
  g_free (*group);
  *group = g_strdup (announcement->translation_group);
  return TRUE;
}

static gboolean
check_free (HeraldLibrary  *library,
            const char     *group,
            const char     *language,
            GError        **error)
{
  g_autoptr (GPtrArray) editions = herald_editions_list (library, group, error);

  if (editions == NULL)
    return FALSE;
  for (guint i = 0; i < editions->len; i++)
    {
      const HeraldSummary *summary = g_ptr_array_index (editions, i);

      if (g_strcmp0 (summary->language, language) == 0)
        {
          g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_FAILED,
                       _("There is an edition in “%s” already: %s"), language, summary->id);
          return FALSE;
        }
    }
  return TRUE;
}

/* Structure, companies, pictures and embargo are the original's; so are the words, until they are translated. What
 * was said, agreed and noted about the original's words is not about the new ones. */
static HeraldAnnouncement *
make_edition (const HeraldAnnouncement *original,
              const char               *language)
{
  HeraldAnnouncement *edition = herald_announcement_copy (original);

  g_free (edition->id);
  edition->id = herald_uuid_new ();
  g_free (edition->language);
  edition->language = g_strdup (language);
  edition->status = HERALD_STATUS_DRAFT;
  g_ptr_array_set_size (edition->sign_offs, 0);
  g_ptr_array_set_size (edition->overrides, 0);
  g_ptr_array_set_size (edition->comments, 0);
  g_clear_pointer (&edition->notes, g_free);
  g_clear_pointer (&edition->trashed, herald_trashed_free);
  return edition;
}

static HeraldAnnouncement *
make_edition_of (HeraldCli   *cli,
                 const char  *prefix,
                 const char  *language,
                 GError     **error)
{
  g_autoptr (HeraldWorkingCopy) copy = herald_cli_load (cli, prefix, error);
  g_autoptr (HeraldAnnouncement) original = copy != NULL ? herald_cli_read_announcement (copy->document, error) : NULL;
  g_autoptr (HeraldAnnouncement) edition = NULL;
  g_autofree char *group = NULL;

  if (original == NULL)
    return NULL;
  if (g_strcmp0 (original->language, language) == 0)
    {
      g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_FAILED,
                   _("There is an edition in “%s” already: %s"), language, original->id);
      return NULL;
    }
  if (original->translation_group != NULL &&
      !check_free (herald_cli_open_library (cli, NULL), original->translation_group, language, error))
    return NULL;

  group = herald_uuid_new ();
  if (!herald_cli_edit (cli, original->id, join_group, &group, error))
    return NULL;
  edition = make_edition (original, language);
  g_free (edition->translation_group);
  edition->translation_group = g_steal_pointer (&group);
  return g_steal_pointer (&edition);
}

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  g_autofree char *kind = NULL, *template = NULL, *original = NULL, *language = NULL;
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry options[] = {
    { "kind", 0, 0, G_OPTION_ARG_FILENAME, &kind, N_("partnership, product, event, corporate or other"), N_("KIND") },
    { "template", 0, 0, G_OPTION_ARG_FILENAME, &template, N_("Empty blocks to fill in: partnership, product, event or corporate"), N_("TEMPLATE") },
    { "edition-of", 0, 0, G_OPTION_ARG_FILENAME, &original, N_("An edition of this announcement in another language"), N_("ID") },
    { "language", 0, 0, G_OPTION_ARG_FILENAME, &language, N_("The language, as in it or zh-Hans"), N_("LANGUAGE") },
    { NULL }
  };
  g_autoptr (HeraldAnnouncement) announcement = NULL;

  if (!herald_command_parse (self, cli, options, argv, 0, 0, &arguments, error) ||
      !herald_command_check_language (language, error))
    return FALSE;
  if (original != NULL && (language == NULL || kind != NULL || template != NULL))
    return herald_command_refuse (self, error);
  if (original != NULL)
    announcement = make_edition_of (cli, original, language, error);
  else
    announcement = make (kind, template, language, error);
  if (announcement == NULL || !herald_cli_add (cli, announcement, error))
    return FALSE;
  herald_print ("%s\n", announcement->id);
  return TRUE;
}

const HeraldCommand herald_cmd_new = {
  .name = "new",
  .usage = "[--kind K] [--template T] [--language L] | --edition-of ID --language L",
  .summary = N_("Make an empty announcement, or one in another language, and print its ID"),
  .details = N_("An edition begins with the words of the original, to be translated, and has its companies, pictures and\n"
                "embargo; the embargo of one is from then on that of all.\n"
                "\n"
                "Examples:\n"
                "  heraldctl new --template partnership --language it\n"
                "  heraldctl new --edition-of 3f2a --language en"),
  .run = run,
};
