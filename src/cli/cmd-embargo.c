/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include "herald-describe.h"
#include "herald-editions.h"
#include "herald-i18n.h"
#include "herald-output.h"

static void
report (HeraldCli           *cli,
        const HeraldEmbargo *embargo,
        guint                n_editions)
{
  g_autofree char *end = embargo != NULL ? herald_describe_embargo (embargo) : NULL;

  if (embargo == NULL)
    herald_print ("%s\n", _("There is no embargo any more"));
  else
    herald_print (_("The embargo ends on %s\n"), end);
  if (n_editions > 1)
    herald_print (g_dngettext (GETTEXT_PACKAGE,
                               "That holds for %u language edition\n",
                               "That holds for all %u language editions\n", n_editions), n_editions);
  if (embargo != NULL && herald_embargo_has_passed (embargo, herald_clock_get_real (herald_cli_get_clock (cli))))
    herald_warn (_("This moment has passed already"));
}

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  gboolean earlier = FALSE, later = FALSE, clear = FALSE;
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry options[] = {
    { "earlier", 0, 0, G_OPTION_ARG_NONE, &earlier, N_("The first of two, where the clocks are set back"), NULL },
    { "later", 0, 0, G_OPTION_ARG_NONE, &later, N_("The second of two, where the clocks are set back"), NULL },
    { "clear", 0, 0, G_OPTION_ARG_NONE, &clear, N_("Remove the embargo"), NULL },
    { NULL }
  };
  HeraldZoneChoice choice;
  g_autofree char *id = NULL;
  g_autoptr (HeraldEmbargo) embargo = NULL;
  guint n_editions;

  if (!herald_command_parse (self, cli, options, argv, 1, 3, &arguments, error))
    return FALSE;
  if (g_strv_length (arguments) != (clear ? 1 : 3) || (earlier && later) || (clear && (earlier || later)))
    return herald_command_refuse (self, error);
  choice = earlier ? HERALD_ZONE_EARLIER : later ? HERALD_ZONE_LATER : HERALD_ZONE_ONLY;
  if (!clear)
    {
      embargo = herald_embargo_new (arguments[1], arguments[2], choice, error);
      if (embargo == NULL)
        return FALSE;
    }

  id = herald_cli_resolve_id (cli, arguments[0], error);
  if (id == NULL)
    return FALSE;
  n_editions = herald_editions_set_embargo (herald_cli_open_library (cli, NULL), id, embargo, error);
  if (n_editions == 0)
    return FALSE;
  report (cli, embargo, n_editions);
  return TRUE;
}

const HeraldCommand herald_cmd_embargo = {
  .name = "embargo",
  .usage = "ID \"2026-12-01 09:00[:SS]\" ZONE [--earlier|--later] | ID --clear",
  .summary = N_("Set or remove the end of the embargo, for all language editions"),
  .details = N_("ZONE is a name of the IANA database, such as Europe/Rome or Asia/Shanghai. A time that the clocks skip\n"
                "there is refused (exit status 1); for one that they show twice, --earlier or --later says which.\n"
                "Something that is no time, or an unknown zone, is wrong usage (exit status 2).\n"
                "\n"
                "Examples:\n"
                "  heraldctl embargo 3f2a \"2026-12-01 09:00\" Europe/Rome\n"
                "  heraldctl embargo 3f2a \"2026-10-25 02:30\" Europe/Rome --later\n"
                "  heraldctl embargo 3f2a --clear"),
  .run = run,
};
