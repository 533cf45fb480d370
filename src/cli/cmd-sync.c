/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include "herald-credentials.h"
#include "herald-i18n.h"
#include "herald-interrupt.h"
#include "herald-output.h"
#include "herald-prompt.h"
#include "herald-sync-status.h"
#include "herald-watching.h"

#include <stdio.h>
#include <unistd.h>

/* A state, no fault: it is told, and the exit status is that of a sync that went well. */
static void
tell_access (const HeraldSyncResult *result)
{
  g_autofree char *message = NULL;

  if (!result->read_only)
    return;
  if (result->unsent == 0)
    message = g_strdup (_("This account may read on the team server, not write: you get what the others write"));
  else
    message = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                            "This account may read on the team server, not write: %u announcement that you changed stays on this computer",
                                            "This account may read on the team server, not write: %u announcements that you changed stay on this computer",
                                            result->unsent),
                               result->unsent);
  herald_warn (message);
}

static void
print_result (const HeraldSyncResult *result,
              gboolean                json)
{
  JsonObject *object;
  JsonArray *conflicts, *set_aside;

  if (!json)
    {
      /* Translators: numbers of announcements */
      herald_print (_("Sent: %u, received: %u\n"), result->pushed, result->pulled);
      return;
    }
  object = json_object_new ();
  conflicts = json_array_new ();
  set_aside = json_array_new ();
  for (guint i = 0; i < result->conflicts->len; i++)
    json_array_add_string_element (conflicts, g_ptr_array_index (result->conflicts, i));
  for (guint i = 0; i < result->set_aside->len; i++)
    json_array_add_string_element (set_aside, g_ptr_array_index (result->set_aside, i));
  json_object_set_int_member (object, "pushed", result->pushed);
  json_object_set_int_member (object, "pulled", result->pulled);
  json_object_set_array_member (object, "conflicts", conflicts);
  json_object_set_array_member (object, "set_aside", set_aside);
  json_object_set_boolean_member (object, "read_only", result->read_only);
  json_object_set_int_member (object, "unsent", result->unsent);
  herald_print_object (object);
}

/* What a person must know is an error, with an exit status of its own. */
static gboolean
judge (const HeraldSyncResult  *result,
       GError                 **error)
{
  for (guint i = 0; i < result->set_aside->len; i++)
    {
      g_autofree char *message = g_strdup_printf (_("Not synchronised: %s"), (char *) g_ptr_array_index (result->set_aside, i));

      herald_warn (message);
    }
  if (result->conflicts->len > 0)
    {
      g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_CONFLICT,
                   g_dngettext (GETTEXT_PACKAGE,
                                "%u announcement was changed differently by two people; both texts are kept: “heraldctl conflicts” names it",
                                "%u announcements were changed differently by two people; both texts are kept: “heraldctl conflicts” names them",
                                result->conflicts->len),
                   result->conflicts->len);
      return FALSE;
    }
  if (result->set_aside->len > 0)
    {
      g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_FAILED,
                   _("Not everything could be synchronised; what is on this computer is kept"));
      return FALSE;
    }
  return TRUE;
}

static void
explain (GError **error)
{
  g_autoptr (GError) cause = g_steal_pointer (error);

  if (g_error_matches (cause, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_OFFLINE))
    g_set_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_OFFLINE,
                 _("Offline: nothing is lost, and what you wrote goes out with the next sync (%s)"), cause->message);
  else
    *error = g_steal_pointer (&cause);
}

/* What window and "remote show" tell of it later; that it cannot be kept is no reason to fail. */
static void
keep_status (HeraldLibrary          *library,
             const HeraldSyncResult *result,
             const GError           *problem)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldSyncStatus) status = herald_sync_status_load (library, &error);

  if (status != NULL)
    {
      herald_sync_status_begin (status);
      if (result != NULL)
        herald_sync_status_end (status, result, herald_clock_get_real (herald_library_get_clock (library)));
      else
        herald_sync_status_fail (status, problem);
      if (!g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        herald_sync_status_store (status, library, &error);
    }
  if (error != NULL)
    herald_warn (error->message);
}

/* One line that is written over, for whoever waits at a terminal. */
static void
print_progress (const HeraldSyncProgress *progress,
                gpointer                  user_data)
{
  g_autoptr (HeraldSyncStatus) status = herald_sync_status_new ();
  g_autofree char *words = NULL;

  status->state = HERALD_SYNC_STATE_RUNNING;
  herald_sync_status_progress (status, progress->phase == HERALD_SYNC_SENDING, progress->done, progress->total);
  words = herald_sync_status_describe (status);
  fprintf (stderr, "\r\033[K%s", words);
}

static gboolean
sync_once (HeraldLibrary       *library,
           HeraldRemote        *remote,
           const HeraldAuthor  *person,
           gboolean             json,
           GError             **error)
{
  g_autoptr (HeraldInterrupt) interrupt = herald_interrupt_new ();
  gboolean tells = isatty (STDERR_FILENO) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (HeraldSyncResult) result = NULL;

  result = herald_sync_run_watched (library, remote, person, tells ? print_progress : NULL, NULL,
                                    herald_interrupt_get_cancellable (interrupt), &local_error);
  if (tells)
    fputs ("\r\033[K", stderr);
  keep_status (library, result, local_error);
  if (result == NULL)
    {
      explain (&local_error);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  print_result (result, json);
  tell_access (result);
  return judge (result, error);
}

static gboolean
sync_with (HeraldLibrary       *library,
           const char          *url,
           const HeraldAuthor  *person,
           gboolean             watch,
           gboolean             json,
           GError             **error)
{
  g_autoptr (GError) local_error = NULL;
  char *password = herald_prompt_password (url, &local_error);
  g_autoptr (HeraldRemote) remote = NULL;
  gboolean done = FALSE;

  if (password == NULL)
    {
      keep_status (library, NULL, local_error);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (watch)
    {
      herald_watch_sync (library, person, password, json);
      done = TRUE;
    }
  else
    {
      remote = herald_sync_connect (library, url, password, error);
      done = remote != NULL && sync_once (library, remote, person, json, error);
    }
  herald_credentials_free (password);
  return done;
}

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  gboolean json = FALSE;
  gboolean watch = FALSE;
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry options[] = {
    { "watch", 0, 0, G_OPTION_ARG_NONE, &watch, N_("Go on until it is interrupted, and print each state"), NULL },
    HERALD_OPTION_JSON (&json),
    { NULL }
  };
  HeraldLibrary *library;
  g_autoptr (HeraldAuthor) person = NULL;
  g_autofree char *url = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!herald_command_parse (self, cli, options, argv, 0, 0, &arguments, error))
    return FALSE;
  library = herald_cli_open_library (cli, error);
  person = library != NULL ? herald_cli_get_person (cli, error) : NULL;
  if (person == NULL)
    return FALSE;

  url = herald_library_get_setting (library, "remote", &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (url == NULL)
    {
      herald_warn (_("On this computer: no team server is set, so there is nothing to sync with"));
      return TRUE;
    }

  return sync_with (library, url, person, watch, json, error);
}

const HeraldCommand herald_cmd_sync = {
  .name = "sync",
  .usage = "[--watch] [--json]",
  .summary = N_("Send what is new here to the team server, and receive what is new there"),
  .details = N_("What is unsaved becomes a version first. Exit status 4: an announcement was changed differently here and\n"
                "there, both texts are kept, and a person must decide.\n"
                "\n"
                "With --watch it stays, sends what is written soon, receives what others write at once, and comes back by\n"
                "itself when the server could not be reached; with --json each state is an object on a line of its own. It\n"
                "never repeats a log-in that was refused."),
  .run = run,
};
