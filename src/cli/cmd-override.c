/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include <string.h>

#include "herald-check.h"
#include "herald-i18n.h"

typedef struct
{
  const char *rule;
  const char *place;  /* or NULL: everywhere */
  const char *by;
  const char *at;
  const char *reason; /* or NULL: what was let pass is to be found again */
} Job;

static gboolean
edit (HeraldAnnouncement  *announcement,
      gpointer             user_data,
      GError             **error)
{
  const Job *job = user_data;
  guint n = job->reason != NULL ? herald_check_override (announcement, job->rule, job->place, job->by, job->at, job->reason)
                                : herald_check_remove_override (announcement, job->rule, job->place);

  if (n == 0)
    g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_FAILED,
                 job->reason != NULL ? _("The rule “%s” has found nothing there; heraldctl check tells the rules.")
                                     : _("Nothing of the rule “%s” was let pass there."), job->rule);
  return n > 0;
}

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  g_autofree char *by = NULL, *reason = NULL, *id = NULL, *at = NULL;
  gboolean remove = FALSE;
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry options[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_("Why it may pass"), N_("TEXT") },
    { "by", 0, 0, G_OPTION_ARG_STRING, &by, N_("Who says so; without it, whoever you are"), N_("NAME") },
    { "remove", 0, 0, G_OPTION_ARG_NONE, &remove, N_("Find it again"), NULL },
    { NULL }
  };
  g_autoptr (HeraldAuthor) person = NULL;

  if (!herald_command_parse (self, cli, options, argv, 2, 3, &arguments, error))
    return FALSE;
  if (remove ? reason != NULL || by != NULL : reason == NULL)
    return herald_command_refuse (self, error);
  if (!remove && (strspn (reason, " \t\n") == strlen (reason) || (by != NULL && strspn (by, " \t\n") == strlen (by))))
    {
      g_set_error_literal (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_USAGE, _("What passes needs a name and a reason."));
      return FALSE;
    }
  person = herald_cli_get_person (cli, error);
  id = person != NULL ? herald_cli_resolve_id (cli, arguments[0], error) : NULL;
  if (id == NULL)
    return FALSE;
  at = herald_clock_format_now (herald_cli_get_clock (cli));
  return herald_cli_edit (cli, id, edit, &(Job) { arguments[1], arguments[2], by != NULL ? by : person->name, at, reason }, error);
}

const HeraldCommand herald_cmd_override = {
  .name = "override",
  .usage = "ID RULE [SUBJECT] --reason TEXT [--by NAME] | ID RULE [SUBJECT] --remove",
  .summary = N_("Let pass what check has found, with a name and a reason"),
  .details = N_("It holds for the words that are found now; other ones are found again. RULE and SUBJECT are as in check --json.\n"
                "An embargo cannot be let pass.\n"
                "\n"
                "Example:\n"
                "  heraldctl override 3f2a placeholder headline --reason \"XYZ is the company's name\""),
  .run = run,
};
