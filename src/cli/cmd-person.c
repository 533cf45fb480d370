/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-directory-command.h"

#include "herald-i18n.h"

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  return herald_directory_command_run (self, cli, argv, HERALD_DOCUMENT_PERSON, error);
}

const HeraldCommand herald_cmd_person = {
  .name = "person",
  .usage = "list|new NAME [--title T] [--organisation O]|show ID|put ID FILE|- [--json]",
  .summary = N_("List, add, show or replace the people of the library"),
  .details = N_("A person has a name, a job title, a company, a portrait and a biography. Their ID may be their name.\n"
                "What is put is JSON of the form that show prints.\n"
                "\n"
                "Examples:\n"
                "  heraldctl person new \"Lin Qiao\" --title \"founder and CEO\" --organisation \"Kitefin Mobile\"\n"
                "  heraldctl person list --json"),
  .run = run,
};
