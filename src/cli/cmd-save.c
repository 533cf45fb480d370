/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include "herald-i18n.h"
#include "herald-output.h"

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  g_autofree char *message = NULL, *id = NULL;
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry options[] = {
    { "message", 'm', 0, G_OPTION_ARG_FILENAME, &message, N_("What this version is"), N_("MESSAGE") },
    { NULL }
  };
  g_autoptr (HeraldAuthor) person = NULL;
  g_autoptr (HeraldVersion) version = NULL;

  if (!herald_command_parse (self, cli, options, argv, 1, 1, &arguments, error))
    return FALSE;
  if (message == NULL || *g_strstrip (message) == '\0')
    return herald_command_refuse (self, error);

  id = herald_cli_resolve_id (cli, arguments[0], error);
  if (id == NULL)
    return FALSE;
  person = herald_cli_get_person (cli, error);
  if (person == NULL)
    return FALSE;
  version = herald_library_save_version (herald_cli_open_library (cli, NULL), id, person, message, FALSE, error);
  if (version == NULL)
    return FALSE;
  herald_print ("%s\n", version->hash);
  return TRUE;
}

const HeraldCommand herald_cmd_save = {
  .name = "save",
  .usage = "ID -m MESSAGE",
  .summary = N_("Make a named version of the current draft and print its hash"),
  .details = N_("Example:\n"
                "  heraldctl save 3f2a -m \"As agreed with Bergamo\""),
  .run = run,
};
