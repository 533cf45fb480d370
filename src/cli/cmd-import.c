/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include "herald-bundle.h"
#include "herald-document-file.h"
#include "herald-editions.h"
#include "herald-i18n.h"
#include "herald-import.h"
#include "herald-interrupt.h"
#include "herald-json.h"
#include "herald-output.h"

/* The JSON form of an announcement, rather than its words. */
static gboolean
is_json (const char *path,
         GBytes     *bytes)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autofree char *folded = g_ascii_strdown (path, -1);
  gsize at = 0;

  if (g_str_has_suffix (folded, ".json"))
    return TRUE;
  if (g_str_has_suffix (folded, ".txt"))
    return FALSE;
  while (at < length && g_ascii_isspace (text[at]))
    at++;
  return at < length && text[at] == '{' && g_strstr_len (text, (gssize) length, "\"schema\"") != NULL;
}

/* One embargo holds for all language editions: a new one may not bring another. */
static gboolean
check_embargo (HeraldCli                 *cli,
               const HeraldAnnouncement  *announcement,
               GError                   **error)
{
  HeraldLibrary *library = herald_cli_open_library (cli, error);
  g_autoptr (GPtrArray) editions = NULL;

  if (library == NULL)
    return FALSE;
  if (announcement->translation_group == NULL)
    return TRUE;
  editions = herald_editions_list (library, announcement->translation_group, error);
  for (guint i = 0; editions != NULL && i < editions->len; i++)
    {
      const HeraldSummary *edition = g_ptr_array_index (editions, i);

      if (g_strcmp0 (edition->embargo_utc, announcement->embargo != NULL ? announcement->embargo->utc : NULL) != 0)
        {
          g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_FAILED,
                       _("Its embargo is not that of its other language edition, %s"), edition->id);
          return FALSE;
        }
    }
  return editions != NULL;
}

static HeraldAnnouncement *
read_json (HeraldCli  *cli,
           GBytes     *bytes,
           GError    **error)
{
  g_autoptr (HeraldAnnouncement) announcement = herald_document_file_parse (bytes, error);

  if (announcement == NULL || !herald_document_file_check (NULL, announcement, error) ||
      !check_embargo (cli, announcement, error))
    return NULL;
  return g_steal_pointer (&announcement);
}

static HeraldAnnouncement *
read_text (GBytes      *bytes,
           const char  *language,
           GError     **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  return herald_import_text (text != NULL ? text : "", (gssize) length, language, error);
}

/* A document that is here already is not replaced: that is what put is for. */
static gboolean
add (HeraldCli           *cli,
     HeraldAnnouncement  *announcement,
     GError             **error)
{
  g_autoptr (GError) local_error = NULL;

  if (herald_cli_add (cli, announcement, &local_error))
    return TRUE;
  if (g_error_matches (local_error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_CHANGED))
    g_set_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_EXISTS,
                 _("This library has the announcement “%s” already"), announcement->id);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Ids of what a bundle holds are its own, and may be many: how much of it is new is told instead. */
static gboolean
take_bundle (HeraldCli   *cli,
             const char  *file,
             GError     **error)
{
  HeraldLibrary *library = herald_cli_open_library (cli, error);
  g_autoptr (HeraldInterrupt) interrupt = library != NULL ? herald_interrupt_new () : NULL;
  HeraldBundleCount count;

  if (library == NULL)
    return FALSE;
  if (!herald_bundle_take (library, file, &count, NULL, NULL, herald_interrupt_get_cancellable (interrupt), error))
    {
      g_prefix_error (error, "%s: ", file);
      return FALSE;
    }
  /* Translators: all four are numbers; “new”: were not in the library before */
  herald_print (_("Documents: %u. Versions: %u, new: %u. New files: %u."), count.documents, count.versions,
                count.new_versions, count.new_assets);
  herald_print ("\n");
  return TRUE;
}

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  g_autofree char *language = NULL;
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry options[] = {
    { "language", 0, 0, G_OPTION_ARG_FILENAME, &language, N_("The language of the text, as in it or zh-Hans; else it is guessed"), N_("LANGUAGE") },
    { NULL }
  };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (HeraldAnnouncement) announcement = NULL;
  gboolean json;

  if (!herald_command_parse (self, cli, options, argv, 1, 1, &arguments, error) ||
      !herald_command_check_language (language, error))
    return FALSE;
  if (g_str_has_suffix (arguments[0], HERALD_BUNDLE_SUFFIX))
    return language == NULL ? take_bundle (cli, arguments[0], error) : herald_command_refuse (self, error);
  bytes = herald_cli_read_file (arguments[0], HERALD_JSON_MAX_SIZE, error);
  if (bytes == NULL)
    return FALSE;

  json = is_json (arguments[0], bytes);
  if (json && language != NULL)
    return herald_command_refuse (self, error);
  announcement = json ? read_json (cli, bytes, error) : read_text (bytes, language, error);
  if (announcement == NULL || !add (cli, announcement, error))
    {
      g_prefix_error (error, "%s: ", arguments[0]);
      return FALSE;
    }
  herald_print ("%s\n", announcement->id);
  return TRUE;
}

const HeraldCommand herald_cmd_import = {
  .name = "import",
  .usage = "FILE|- [--language L]",
  .summary = N_("Make an announcement of a text and print its ID"),
  .details = N_("Headline, quotes with their speakers, companies, source, embargo and contacts are recognised; what is\n"
                "not stays a paragraph, so that no word is lost. What “heraldctl show --json” has printed comes in as it\n"
                "was, under its own ID.\n"
                "\n"
                "A bundle, which ends with .presskit, comes in with all its versions, companies, people and files; what\n"
                "is here already is not changed.\n"
                "\n"
                "Examples:\n"
                "  heraldctl import release.txt\n"
                "  xclip -o | heraldctl import - --language it"),
  .run = run,
};
