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
  g_autofree char *tag = NULL, *status = NULL;
  gboolean trash = FALSE, json = FALSE;
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry options[] = {
    { "tag", 0, 0, G_OPTION_ARG_FILENAME, &tag, N_("Only those with this tag"), N_("TAG") },
    { "status", 0, 0, G_OPTION_ARG_FILENAME, &status, N_("Only those of this status"), N_("STATUS") },
    { "trash", 0, 0, G_OPTION_ARG_NONE, &trash, N_("Those in the trash, instead of all others"), NULL },
    HERALD_OPTION_JSON (&json),
    { NULL }
  };
  HeraldListQuery query = { .type = HERALD_DOCUMENT_ANNOUNCEMENT };
  HeraldLibrary *library;
  g_autoptr (GPtrArray) rows = NULL;

  if (!herald_command_parse (self, cli, options, argv, 0, 0, &arguments, error))
    return FALSE;
  if (status != NULL && !herald_status_from_string (status, &query.status))
    {
      g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_USAGE,
                   _("“%s” is not a status: use draft, review, approved, scheduled, released or withdrawn"), status);
      return FALSE;
    }

  library = herald_cli_open_library (cli, error);
  if (library == NULL)
    return FALSE;
  query.tag = tag;
  query.trash = trash;
  rows = herald_library_list (library, &query, error);
  if (rows == NULL)
    return FALSE;
  herald_listing_print (rows, json);
  return TRUE;
}

const HeraldCommand herald_cmd_list = {
  .name = "list",
  .usage = "[--tag T] [--status S] [--trash] [--json]",
  .summary = N_("List the announcements, the newest first"),
  .details = N_("Examples:\n"
                "  heraldctl list --tag imaging\n"
                "  heraldctl list --status approved --json"),
  .run = run,
};
