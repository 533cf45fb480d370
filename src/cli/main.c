/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <unistd.h>

#include "herald-command.h"
#include "herald-credentials.h"
#include "herald-export.h"
#include "herald-i18n.h"
#include "herald-output.h"

static const HeraldCommand * const commands[] = {
  &herald_cmd_import, &herald_cmd_new, &herald_cmd_list, &herald_cmd_search, &herald_cmd_show, &herald_cmd_put,
  &herald_cmd_set, &herald_cmd_tag, &herald_cmd_embargo, &herald_cmd_asset,
  &herald_cmd_organisation, &herald_cmd_person,
  &herald_cmd_save, &herald_cmd_history, &herald_cmd_diff, &herald_cmd_blame, &herald_cmd_check, &herald_cmd_override,
  &herald_cmd_restore,
  &herald_cmd_trash, &herald_cmd_untrash, &herald_cmd_erase,
  &herald_cmd_export, &herald_cmd_formats, &herald_cmd_remote, &herald_cmd_sync, &herald_cmd_conflicts, &herald_cmd_resolve,
  &herald_cmd_verify, &herald_cmd_library, &herald_cmd_whoami,
};

static const HeraldCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i]->name, name))
      return commands[i];
  return NULL;
}

static void
print_help (GOptionContext *context)
{
  g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

  herald_print ("%s%s\n", help, _("Commands:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    herald_print ("  %-14s%s\n", commands[i]->name, _(commands[i]->summary));
  herald_print ("\n%s\n", _("“heraldctl COMMAND --help” tells more about one of them.\n"
                            "An ID may be shortened to any of its beginnings that fits one announcement only.\n"
                            "Exit status: 0 done, 1 failed, 2 wrong usage, 3 may not go out,\n"
                            "4 a conflict needs a person."));
}

static gboolean
run_command (HeraldCli  *cli,
             char      **argv,
             GError    **error)
{
  const HeraldCommand *command;

  if (argv == NULL)
    {
      g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_USAGE,
                   _("Usage: heraldctl [--library DIR] COMMAND; “heraldctl --help” lists the commands"));
      return FALSE;
    }
  command = find_command (argv[0]);
  if (command == NULL)
    {
      g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_USAGE,
                   _("“%s” is not a command; “heraldctl --help” lists them"), argv[0]);
      return FALSE;
    }
  return command->run (command, cli, argv, error);
}

static gboolean
run (HeraldCli  *cli,
     char      **argv,
     GError    **error)
{
  gboolean help = FALSE, version = FALSE;
  g_autofree char *library = NULL;
  g_auto (GStrv) rest = NULL;
  g_auto (GStrv) words = g_strdupv (argv);
  const GOptionEntry options[] = {
    { "library", 0, 0, G_OPTION_ARG_FILENAME, &library, N_("Work on the library in the folder DIR"), N_("DIR") },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, N_("Show this help"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_("Show which Herald this is"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest, NULL, N_("COMMAND") },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_strict_posix (context, TRUE); /* what stands behind the command belongs to the command */
  g_option_context_set_summary (context, _("The work of Herald, press announcements, without a window."));
  g_option_context_add_main_entries (context, options, GETTEXT_PACKAGE);
  if (!g_option_context_parse_strv (context, &words, error))
    return FALSE;

  if (library != NULL)
    herald_cli_choose_library (cli, library);
  if (help)
    print_help (context);
  else if (version)
    herald_print ("heraldctl %s\n", HERALD_VERSION);
  else
    return run_command (cli, rest, error);
  return TRUE;
}

static gboolean
check_arguments (int      argc,
                 char   **argv,
                 GError **error)
{
  for (int i = 1; i < argc; i++)
    if (!g_utf8_validate (argv[i], -1, NULL))
      {
        g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_USAGE,
                     _("Argument %d is not valid UTF-8"), i);
        return FALSE;
      }
  return TRUE;
}

/* What the libraries log is for whoever looks for a fault, with G_MESSAGES_DEBUG=all: a person is told once, in one
 * line, by the command that failed. Never on standard output, where the data go. */
static GLogWriterOutput
write_log (GLogLevelFlags   level,
           const GLogField *fields,
           gsize            n_fields,
           gpointer         user_data)
{
  if ((level & (G_LOG_LEVEL_WARNING | G_LOG_LEVEL_MESSAGE)) != 0 && (level & G_LOG_FLAG_FATAL) == 0 &&
      g_getenv ("G_MESSAGES_DEBUG") == NULL)
    return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n_fields, user_data);
}

/* A standard stream that was closed by the caller would be handed to the next file that is opened: what is meant
 * for the terminal would be written into the database. */
static void
hold_standard_streams (void)
{
  int fd;

  do
    fd = open ("/dev/null", O_RDONLY); /* not for writing: printing into it must fail, as it does when closed */
  while (fd >= 0 && fd <= STDERR_FILENO);

  if (fd > STDERR_FILENO)
    close (fd);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (HeraldClock) clock = NULL;
  g_autoptr (HeraldCli) cli = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) output_error = NULL;
  HeraldExit status;

  herald_credentials_forbid_cores ();
  hold_standard_streams ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, HERALD_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("heraldctl");
  g_log_writer_default_set_use_stderr (TRUE);
  g_log_set_writer_func (write_log, NULL, NULL);
  /* A reader that has gone ("heraldctl list | head -1") must not end us in the middle of a write to the library. */
  signal (SIGPIPE, SIG_IGN);
  herald_export_stand_alone ();

  clock = herald_clock_new_system ();
  cli = herald_cli_new (clock);
  if (check_arguments (argc, argv, &error))
    run (cli, argv, &error);
  if (error != NULL && !g_error_matches (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_HELPED))
    herald_warn (error->message);

  status = herald_cli_exit_code (error);
  if (!herald_print_finish (&output_error))
    {
      herald_warn (output_error->message);
      return status != HERALD_EXIT_DONE ? status : HERALD_EXIT_FAILED;
    }
  return status;
}
