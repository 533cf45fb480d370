/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-directory-command.h"

#include "herald-i18n.h"

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  return herald_directory_command_run (self, cli, argv, HERALD_DOCUMENT_ORGANISATION, error);
}

const HeraldCommand herald_cmd_organisation = {
  .name = "organisation",
  .usage = "list|new NAME [--alias NAME]...|show ID|put ID FILE|- [--json]",
  .summary = N_("List, add, show or replace the companies of the library"),
  .details = N_("A company has a name, aliases, a profile in each language, a logo, a site and contacts. Its ID may be its name.\n"
                "What is put is JSON of the form that show prints.\n"
                "\n"
                "Examples:\n"
                "  heraldctl organisation new \"Aurelia Optics\" --alias Aurelia\n"
                "  heraldctl organisation show Aurelia >a.json; edit a.json; heraldctl organisation put Aurelia a.json"),
  .run = run,
};
