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
         herald_trashing_set (cli, arguments[0], TRUE, error);
}

const HeraldCommand herald_cmd_trash = {
  .name = "trash",
  .usage = "ID",
  .summary = N_("Move an announcement to the trash"),
  .details = N_("It keeps its versions; “heraldctl untrash ID” takes it out, “heraldctl list --trash” lists the trash."),
  .run = run,
};
