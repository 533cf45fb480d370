/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include "herald-i18n.h"
#include "herald-import.h"
#include "herald-json.h"
#include "herald-output.h"

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
  const char *text;
  gsize length;

  if (!herald_command_parse (self, cli, options, argv, 1, 1, &arguments, error) ||
      !herald_command_check_language (language, error))
    return FALSE;
  bytes = herald_cli_read_file (arguments[0], HERALD_JSON_MAX_SIZE, error);
  if (bytes == NULL)
    return FALSE;

  text = g_bytes_get_data (bytes, &length);
  announcement = herald_import_text (text != NULL ? text : "", (gssize) length, language, error);
  if (announcement == NULL)
    {
      g_prefix_error (error, "%s: ", arguments[0]);
      return FALSE;
    }
  if (!herald_cli_add (cli, announcement, error))
    return FALSE;
  herald_print ("%s\n", announcement->id);
  return TRUE;
}

const HeraldCommand herald_cmd_import = {
  .name = "import",
  .usage = "FILE|- [--language L]",
  .summary = N_("Make an announcement of a text and print its ID"),
  .details = N_("Headline, quotes with their speakers, companies, source, embargo and contacts are recognised; what is\n"
                "not stays a paragraph, so that no word is lost.\n"
                "\n"
                "Examples:\n"
                "  heraldctl import release.txt\n"
                "  xclip -o | heraldctl import - --language it"),
  .run = run,
};
