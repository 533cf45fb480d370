/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include "herald-i18n.h"
#include "herald-trashing.h"

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  g_auto (GStrv) arguments = NULL;

  return herald_command_parse (self, cli, NULL, argv, 1, 1, &arguments, error) &&
         herald_trashing_set (cli, arguments[0], FALSE, error);
}

const HeraldCommand herald_cmd_untrash = {
  .name = "untrash",
  .usage = "ID",
  .summary = N_("Take an announcement out of the trash"),
  .run = run,
};
