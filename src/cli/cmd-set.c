/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include <string.h>

#include "herald-i18n.h"

static gboolean
edit (HeraldAnnouncement  *announcement,
      gpointer             user_data,
      GError             **error)
{
  char **settings = user_data;

  for (guint i = 0; settings[i] != NULL; i++)
    {
      const char *equals = strchr (settings[i], '=');
      g_autofree char *member = g_strndup (settings[i], equals - settings[i]);

      if (!herald_announcement_set_member (announcement, member, equals + 1, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  g_auto (GStrv) arguments = NULL;
  g_autofree char *id = NULL;

  if (!herald_command_parse (self, cli, NULL, argv, 2, G_MAXUINT, &arguments, error))
    return FALSE;
  for (guint i = 1; arguments[i] != NULL; i++)
    if (strchr (arguments[i], '=') == NULL || arguments[i][0] == '=')
      {
        g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_USAGE,
                     _("“%s” is not of the form MEMBER=VALUE"), arguments[i]);
        return FALSE;
      }

  id = herald_cli_resolve_id (cli, arguments[0], error);
  return id != NULL && herald_cli_edit (cli, id, edit, arguments + 1, error);
}

const HeraldCommand herald_cmd_set = {
  .name = "set",
  .usage = "ID MEMBER=VALUE...",
  .summary = N_("Set members of an announcement; all of them or none"),
  .details = N_("MEMBER is headline, subheadline, language, kind, status (draft, review or approved), notes,\n"
                "dateline.place, dateline.date, source.name, source.url, inside_information, filing.system,\n"
                "filing.number or filing.at. An empty value removes it.\n"
                "\n"
                "Examples:\n"
                "  heraldctl set 3f2a headline=\"Aurelia Optics and Kitefin Mobile join forces\"\n"
                "  heraldctl set 3f2a dateline.place=Bergamo dateline.date=2026-12-01 status=review"),
  .run = run,
};
