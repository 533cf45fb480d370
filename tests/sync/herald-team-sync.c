/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rounds of sync that go well, badly, or not to their end. */
#include "herald-team-private.h"

#include "herald-couch-remote.h"
#include "herald-sync.h"

#include <gio/gio.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* In the server's thread. One request in eight fails, in one of the ways in which requests do. */
static HeraldCouchFault
fail_often (const char *method,
            const char *path,
            gpointer    user_data)
{
  static const guint statuses[] = { 401, 403, 408, 413, 429, 500, 502, 503 };
  HeraldTeam *team = user_data;
  guint32 draw = g_rand_int (team->faults);
  guint status = statuses[draw / 64 % G_N_ELEMENTS (statuses)];

  /* A file that a server finds too large stays too large. */
  if (status == 413 && g_str_has_suffix (path, "/data"))
    status = 503;

  switch (draw % 64)
    {
    case 0:
    case 1:
      return (HeraldCouchFault) { HERALD_COUCH_FAULT_STATUS, status };
    case 2:
    case 3:
      return (HeraldCouchFault) { HERALD_COUCH_FAULT_DROP, 0 };
    case 4:
    case 5:
      return (HeraldCouchFault) { HERALD_COUCH_FAULT_LOST, 0 };
    case 6:
    case 7:
      return (HeraldCouchFault) { HERALD_COUCH_FAULT_CUT, draw / 64 % 600 };
    case 8:
    case 9:
      return (HeraldCouchFault) { HERALD_COUCH_FAULT_ACCEPTED, 0 };
    case 10:
    case 11:
      return (HeraldCouchFault) { HERALD_COUCH_FAULT_STALE, 1 + draw / 64 % 5 };
    default:
      return (HeraldCouchFault) { HERALD_COUCH_FAULT_NONE, 0 };
    }
}

/* The process dies when its last request comes; in one of two cases that request is done. */
static HeraldCouchFault
kill_victim (const char *method,
             const char *path,
             gpointer    user_data)
{
  HeraldTeam *team = user_data;

  if (team->requests_left-- > 1)
    return (HeraldCouchFault) { HERALD_COUCH_FAULT_NONE, 0 };

  kill (team->victim, SIGKILL);
  return (HeraldCouchFault) { g_rand_boolean (team->faults) ? HERALD_COUCH_FAULT_LOST : HERALD_COUCH_FAULT_DROP, 0 };
}

static void
set_faults (HeraldTeam           *team,
            HeraldCouchFaultFunc  func)
{
  herald_couch_server_set_fault (team->server, func, team);
  if (team->node != NULL)
    herald_couch_server_set_fault (team->node, func, team);
}

/* While the cluster is parted, half of the team talks to either node. */
static char *
make_url (HeraldTeam   *team,
          HeraldColleague *member)
{
  return herald_couch_server_url (team->node != NULL && member->index % 2 == 1 ? team->node : team->server,
                                  HERALD_COUCH_USER, team->database);
}

static HeraldRemote *
connect_to (const char *url)
{
  g_autoptr (GError) error = NULL;
  HeraldRemote *remote = herald_couch_remote_new (url, HERALD_COUCH_PASSWORD, &error);

  g_assert_no_error (error);
  herald_couch_remote_set_retry_delay (HERALD_COUCH_REMOTE (remote), 0);
  return remote;
}

/* What a sync may end with when the server fails: anything but trouble in the library. */
static gboolean
is_forgivable (const GError *error)
{
  return error->domain == HERALD_SYNC_ERROR && error->code != HERALD_SYNC_ERROR_IDENTITY;
}

/* Whoever is asked says yes: the team has moved on purpose. */
static HeraldSyncResult *
run (HeraldTeam    *team,
     HeraldColleague  *member,
     HeraldRemote  *remote,
     GError       **error)
{
  g_autoptr (GError) local = NULL;
  HeraldSyncResult *result = herald_sync_run (member->library, remote, member->author, NULL, &local);

  if (g_error_matches (local, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_IDENTITY))
    {
      g_clear_error (&local);
      if (herald_sync_accept_remote (member->library, &local))
        result = herald_sync_run (member->library, remote, member->author, NULL, &local);
    }

  if (result == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return result;
}

/* Edits at random name files that nobody has, here or there; those that somebody has are checked in the end. */
static void
check_set_aside (HeraldTeam      *team,
                 HeraldColleague *member,
                 GPtrArray       *lines)
{
  for (guint i = 0; i < lines->len; i++)
    if (strstr (g_ptr_array_index (lines, i), "is not on this computer") == NULL &&
        strstr (g_ptr_array_index (lines, i), "does not have this: missing") == NULL)
      herald_team_fail (team, "library %u sets aside: %s", member->index, (char *) g_ptr_array_index (lines, i));
}

gboolean
herald_team_sync (HeraldTeam   *team,
                  HeraldColleague *member,
                  gboolean      must_work,
                  gboolean     *moved)
{
  g_autofree char *url = make_url (team, member);
  g_autoptr (HeraldRemote) remote = connect_to (url);
  g_autoptr (HeraldSyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  herald_clock_advance (member->clock, G_USEC_PER_SEC);
  result = run (team, member, remote, &error);
  herald_team_acknowledge (team, member);

  if (result == NULL && (must_work || !is_forgivable (error)))
    herald_team_fail (team, "library %u does not sync: %s", member->index, error->message);
  if (result != NULL && must_work)
    check_set_aside (team, member, result->set_aside);
  if (result != NULL && moved != NULL)
    *moved |= result->pushed > 0 || result->pulled > 0;

  return result != NULL;
}

void
herald_team_sync_badly (HeraldTeam   *team,
                        HeraldColleague *member,
                        guint32       seed)
{
  team->faults = g_rand_new_with_seed (seed);
  set_faults (team, fail_often);
  herald_team_sync (team, member, FALSE, NULL);
  set_faults (team, NULL);
  g_clear_pointer (&team->faults, g_rand_free);
}

/* The library is closed here meanwhile, as it is when the only program that has it open dies. */
void
herald_team_sync_killed (HeraldTeam   *team,
                         HeraldColleague *member,
                         guint32       seed)
{
  g_autofree char *url = make_url (team, member);
  g_autofree char *time = g_strdup_printf ("%" G_GINT64_FORMAT, herald_clock_get_real (member->clock));
  g_autofree char *index = g_strdup_printf ("%u", member->index);
  const char *argv[] = { team->self, "--sync", member->folder, url, time, index, NULL };
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&member->library);
  team->faults = g_rand_new_with_seed (seed);
  team->requests_left = 1 + seed % 25;

  child = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_assert_no_error (error);
  team->victim = (GPid) g_ascii_strtoll (g_subprocess_get_identifier (child), NULL, 10);
  set_faults (team, kill_victim);
  g_output_stream_close (g_subprocess_get_stdin_pipe (child), NULL, NULL); /* it begins now */
  g_subprocess_wait (child, NULL, &error);
  g_assert_no_error (error);

  set_faults (team, NULL);
  g_clear_pointer (&team->faults, g_rand_free);
  if (g_subprocess_get_if_exited (child) && g_subprocess_get_exit_status (child) != 0)
    herald_team_fail (team, "library %u does not sync in a process of its own", member->index);
  herald_team_open (team, member);
  herald_team_acknowledge (team, member);
}

void
herald_team_part (HeraldTeam *team)
{
  if (team->node != NULL)
    return;

  team->node = herald_couch_server_new ();
  herald_couch_server_part (team->server, team->node);
}

void
herald_team_even_out (HeraldTeam *team)
{
  if (team->node == NULL)
    return;

  herald_couch_server_even_out (team->server, team->node);
  g_clear_pointer (&team->node, herald_couch_server_free);
}

gboolean
herald_team_is_child (int   argc,
                      char *argv[])
{
  return argc == 6 && strcmp (argv[1], "--sync") == 0;
}

int
herald_team_run_child (char *argv[])
{
  g_autoptr (HeraldClock) clock = herald_clock_new_fixed (g_ascii_strtoll (argv[4], NULL, 10));
  g_autofree char *name = g_strdup_printf ("Member %s", argv[5]);
  g_autoptr (HeraldAuthor) author = herald_author_new (name, "member@aurelia.example");
  g_autoptr (HeraldLibrary) library = NULL;
  g_autoptr (HeraldRemote) remote = connect_to (argv[3]);
  g_autoptr (HeraldSyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  while (getchar () != EOF)
    ;
  library = herald_library_open (argv[2], clock, &error);
  g_assert_no_error (error);
  result = herald_sync_run (library, remote, author, NULL, &error);

  return result != NULL || error->domain == HERALD_SYNC_ERROR ? EXIT_SUCCESS : EXIT_FAILURE;
}
