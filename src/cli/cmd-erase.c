/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include <stdio.h>
#include <unistd.h>

#include "herald-describe.h"
#include "herald-i18n.h"

/* On the terminal, past whatever standard output is connected to. */
static gboolean
ask (const HeraldSummary *summary)
{
  g_autofree char *headline = herald_describe_line (summary->headline);
  char answer[16] = "";
  const char *yes;

  fprintf (stderr, _("Erase “%s” with all its versions, for good? [y/N] "), headline);
  if (fgets (answer, sizeof answer, stdin) == NULL)
    return FALSE;
  g_strstrip (answer);
  /* Translators: what a person types to say yes, in lower case */
  yes = C_("answer", "y");
  return g_ascii_strcasecmp (answer, "y") == 0 || g_ascii_strcasecmp (answer, yes) == 0;
}

static gboolean
may_erase (HeraldCli   *cli,
           const char  *id,
           GError     **error)
{
  g_autoptr (HeraldWorkingCopy) copy = NULL;
  g_autoptr (HeraldSummary) summary = NULL;

  if (!isatty (STDIN_FILENO) || !isatty (STDERR_FILENO))
    {
      g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_USAGE,
                   _("Nobody can be asked here: to erase for good, say --yes"));
      return FALSE;
    }
  copy = herald_cli_load (cli, id, error);
  if (copy == NULL)
    return FALSE;
  summary = herald_summary_from_document (copy->document);
  if (ask (summary))
    return TRUE;
  g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_FAILED, _("Nothing was erased"));
  return FALSE;
}

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  gboolean yes = FALSE;
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry options[] = {
    { "yes", 0, 0, G_OPTION_ARG_NONE, &yes, N_("Do not ask"), NULL },
    { NULL }
  };
  g_autofree char *id = NULL;

  if (!herald_command_parse (self, cli, options, argv, 1, 1, &arguments, error))
    return FALSE;
  id = herald_cli_resolve_id (cli, arguments[0], error);
  if (id == NULL || (!yes && !may_erase (cli, id, error)))
    return FALSE;
  return herald_library_erase (herald_cli_open_library (cli, NULL), id, error);
}

const HeraldCommand herald_cmd_erase = {
  .name = "erase",
  .usage = "ID [--yes]",
  .summary = N_("Erase an announcement with all its versions, for good"),
  .details = N_("For a client who has left, or where the law demands it; the trash is the place for everything else.\n"
                "It is erased from this library; what the team server holds stays there."),
  .run = run,
};
