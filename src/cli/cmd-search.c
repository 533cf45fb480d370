/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include "herald-i18n.h"
#include "herald-listing.h"

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  gboolean json = FALSE;
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry options[] = { HERALD_OPTION_JSON (&json), { NULL } };
  g_autofree char *words = NULL;
  HeraldListQuery query = { .type = HERALD_DOCUMENT_ANNOUNCEMENT };
  HeraldLibrary *library;
  g_autoptr (GPtrArray) rows = NULL;

  if (!herald_command_parse (self, cli, options, argv, 1, G_MAXUINT, &arguments, error))
    return FALSE;
  words = g_strstrip (g_strjoinv (" ", arguments));
  if (*words == '\0')
    return herald_command_refuse (self, error);

  library = herald_cli_open_library (cli, error);
  if (library == NULL)
    return FALSE;
  query.query = words;
  rows = herald_library_list (library, &query, error);
  if (rows == NULL)
    return FALSE;
  herald_listing_print (rows, json);
  return TRUE;
}

const HeraldCommand herald_cmd_search = {
  .name = "search",
  .usage = "QUERY... [--json]",
  .summary = N_("Find announcements by their words, the newest first"),
  .details = N_("All words must be there, in any order; each may be a beginning.\n"
                "These narrow it, with words or without: tag:, party:, speaker:, status:, lang:, and the day of the\n"
                "last change: after:2026-05, before:2026-06-01.\n"
                "\n"
                "Examples:\n"
                "  heraldctl search aurelia lens\n"
                "  heraldctl search 'speaker:\"lin qiao\" tag:imaging after:2026'\n"
                "  heraldctl search --json 光学"),
  .run = run,
};
