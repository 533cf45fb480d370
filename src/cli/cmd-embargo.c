/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include "herald-describe.h"
#include "herald-editions.h"
#include "herald-format.h"
#include "herald-i18n.h"
#include "herald-output.h"
#include "herald-time-phrase.h"

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

/* What somebody wrote, with everything that another reader might understand otherwise. */
static HeraldEmbargo *
understand (HeraldCli         *cli,
            const char        *words,
            HeraldZoneChoice   choice,
            GError           **error)
{
  g_autofree char *own_zone = herald_format_own_zone ();
  g_autoptr (HeraldTimePhrase) phrase =
    herald_time_phrase_read (words, herald_clock_get_real (herald_cli_get_clock (cli)) / G_USEC_PER_SEC, own_zone, error);

  for (guint i = 0; phrase != NULL && i < phrase->doubts->len; i++)
    herald_warn (g_ptr_array_index (phrase->doubts, i));
  return phrase != NULL ? herald_embargo_new (phrase->wall, phrase->zone, choice, error) : NULL;
}

/* Words count only when somebody has seen what they are taken for. */
static void
show_understood (const char          *id,
                 const HeraldEmbargo *embargo,
                 HeraldZoneChoice     choice)
{
  g_autofree char *end = herald_describe_embargo (embargo);
  const char *which = choice == HERALD_ZONE_EARLIER ? " --earlier" : choice == HERALD_ZONE_LATER ? " --later" : "";

  herald_print (_("Understood: %s. Nothing is set yet; this sets it:\n"), end);
  herald_print ("  heraldctl embargo %s %s %s%s\n", id, embargo->wall, embargo->zone, which);
}

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  gboolean earlier = FALSE, later = FALSE, clear = FALSE, in_words = FALSE;
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
  in_words = g_strv_length (arguments) == 2;
  if ((!in_words && g_strv_length (arguments) != (clear ? 1 : 3)) || (in_words && clear) || (earlier && later) || (clear && (earlier || later)))
    return herald_command_refuse (self, error);
  choice = earlier ? HERALD_ZONE_EARLIER : later ? HERALD_ZONE_LATER : HERALD_ZONE_ONLY;
  if (!clear)
    {
      embargo = in_words ? understand (cli, arguments[1], choice, error) : herald_embargo_new (arguments[1], arguments[2], choice, error);
      if (embargo == NULL)
        return FALSE;
    }

  id = herald_cli_resolve_id (cli, arguments[0], error);
  if (id == NULL)
    return FALSE;
  if (in_words)
    {
      show_understood (id, embargo, choice);
      return TRUE;
    }
  n_editions = herald_editions_set_embargo (herald_cli_open_library (cli, NULL), id, embargo, error);
  if (n_editions == 0)
    return FALSE;
  report (cli, embargo, n_editions);
  return TRUE;
}

const HeraldCommand herald_cmd_embargo = {
  .name = "embargo",
  .usage = "ID \"2026-12-01 09:00[:SS]\" ZONE [--earlier|--later] | ID WORDS | ID --clear",
  .summary = N_("Set or remove the end of the embargo, for all language editions"),
  .details = N_("ZONE is a name of the IANA database, such as Europe/Rome or Asia/Shanghai. A time that the clocks skip\n"
                "there is refused (exit status 1); for one that they show twice, --earlier or --later says which.\n"
                "Something that is no time, or an unknown zone, is wrong usage (exit status 2).\n"
                "WORDS, such as \"Tuesday 9am CET\", set nothing: what they are taken for is shown, with the command that sets it.\n"
                "\n"
                "Examples:\n"
                "  heraldctl embargo 3f2a \"2026-12-01 09:00\" Europe/Rome\n"
                "  heraldctl embargo 3f2a \"2026-10-25 02:30\" Europe/Rome --later\n"
                "  heraldctl embargo 3f2a \"Tuesday 9am CET\"\n"
                "  heraldctl embargo 3f2a --clear"),
  .run = run,
};
