/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-couch-server.h"
#include "herald-sync-support.h"

#include "herald-couch-remote.h"
#include "herald-live-versions.h"
#include "herald-live.h"

#include <string.h>

typedef struct
{
  HeraldCouchServer *server;
  char              *url;
  const char        *password; /* with which both connect; atomic pointer */
  int                down;     /* atomic: what the server does with everything; a HeraldCouchFaultKind */
  HeraldLibrary     *a;
  HeraldLibrary     *b;
  HeraldLive        *live_a;
  HeraldLive        *live_b;
  guint              n_ended;
} Fixture;

static HeraldCouchFault
decide (const char *method,
        const char *path,
        gpointer    user_data)
{
  Fixture *fixture = user_data;

  return (HeraldCouchFault) { (HeraldCouchFaultKind) g_atomic_int_get (&fixture->down), 0 };
}

static HeraldRemote *
connect_to (HeraldLibrary  *library,
            const char     *url,
            gpointer        user_data,
            GError        **error)
{
  Fixture *fixture = user_data;
  HeraldRemote *remote = herald_couch_remote_new (url, g_atomic_pointer_get (&fixture->password), error);

  if (remote != NULL)
    herald_couch_remote_set_retry_delay (HERALD_COUCH_REMOTE (remote), 1);
  return remote;
}

static void
on_ended (HeraldLive *live,
          gboolean    asked,
          const char *problem,
          Fixture    *fixture)
{
  fixture->n_ended++;
}

static HeraldLive *
make_live (Fixture       *fixture,
           HeraldLibrary *library)
{
  g_autoptr (HeraldAuthor) author = herald_test_author ();
  HeraldLive *live = herald_live_new (library, author);

  herald_live_set_connect (live, connect_to, fixture);
  herald_live_set_delay (live, 1);
  g_signal_connect (live, "ended", G_CALLBACK (on_ended), fixture);
  return live;
}

static void
set_url (HeraldLibrary *library,
         const char    *url)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (herald_sync_set_remote (library, url, &error));
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->server = herald_couch_server_new ();
  herald_couch_server_set_fault (fixture->server, decide, fixture);
  fixture->url = herald_couch_server_url (fixture->server, HERALD_COUCH_USER, "team");
  fixture->password = HERALD_COUCH_PASSWORD;
  fixture->a = herald_test_library_new ("Aurelia");
  fixture->b = herald_test_library_new ("Kitefin");
  set_url (fixture->a, fixture->url);
  set_url (fixture->b, fixture->url);
  fixture->live_a = make_live (fixture, fixture->a);
  fixture->live_b = make_live (fixture, fixture->b);
}

static void
on_stopped (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (herald_live_stop_finish (HERALD_LIVE (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
stop (HeraldLive *live)
{
  gboolean stopped = FALSE;

  herald_live_stop_async (live, on_stopped, &stopped);
  while (!stopped)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  stop (fixture->live_a);
  stop (fixture->live_b);
  g_object_unref (fixture->live_a);
  g_object_unref (fixture->live_b);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  herald_test_library_close (fixture->a);
  herald_test_library_close (fixture->b);
  herald_couch_server_free (fixture->server);
  g_free (fixture->url);
}

static void
wait_for_state (HeraldLive      *live,
                HeraldSyncState  state)
{
  while (herald_live_get_status (live)->state != state)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
says (HeraldLibrary *library,
      const char    *id,
      const char    *headline)
{
  g_autoptr (HeraldWorkingCopy) copy = herald_library_get_working_copy (library, id, NULL);
  g_autoptr (HeraldAnnouncement) announcement = copy != NULL ? herald_announcement_from_document (copy->document, NULL) : NULL;

  return announcement != NULL && g_strcmp0 (announcement->headline, headline) == 0;
}

static void
wait_for_words (HeraldLibrary *library,
                const char    *id,
                const char    *headline)
{
  while (!says (library, id, headline))
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_round (Fixture *fixture)
{
  guint before = fixture->n_ended;

  while (fixture->n_ended == before)
    g_main_context_iteration (NULL, TRUE);
}

static void
start_a (Fixture *fixture)
{
  herald_live_start (fixture->live_a);
  wait_for_state (fixture->live_a, HERALD_SYNC_STATE_UP_TO_DATE);
}

static void
start_both (Fixture *fixture)
{
  start_a (fixture);
  herald_live_start (fixture->live_b);
  wait_for_state (fixture->live_b, HERALD_SYNC_STATE_UP_TO_DATE);
}

/* What is written in one library is read in the other: versions at once, and unsaved words as the automatic version that
 * is due. Nobody asks for a sync. */
static void
test_both_ways (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *id = NULL;

  start_both (fixture);
  id = herald_test_add (fixture->a, "Aurelia meets Kitefin");
  herald_test_save (fixture->a, id, "First");
  wait_for_words (fixture->b, id, "Aurelia meets Kitefin");

  herald_test_edit (fixture->b, id, "Kitefin answers");
  wait_for_words (fixture->a, id, "Kitefin answers");

  herald_test_edit (fixture->a, id, "Aurelia again");
  herald_test_save (fixture->a, id, "Third");
  wait_for_words (fixture->b, id, "Aurelia again");
  herald_test_assert_equal (fixture->a, fixture->b);
}

static HeraldCouchFault
no_waiting (const char *method,
            const char *path,
            gpointer    user_data)
{
  return (HeraldCouchFault) { strstr (path, "longpoll") != NULL ? HERALD_COUCH_FAULT_DROP : HERALD_COUCH_FAULT_NONE, 0 };
}

static void
on_progress (HeraldLive *live,
             guint      *most)
{
  const HeraldSyncStatus *status = herald_live_get_status (live);

  g_assert_true (status->total == 0 || status->done <= status->total);
  if (status->state == HERALD_SYNC_STATE_RUNNING && status->sending)
    *most = MAX (*most, status->total);
}

/* How far it is: n of m. */
static void
test_progress (Fixture       *fixture,
               gconstpointer  data)
{
  guint most = 0;

  for (guint i = 0; i < 12; i++)
    g_free (herald_test_add (fixture->a, "One of twelve"));
  g_signal_connect (fixture->live_a, "changed", G_CALLBACK (on_progress), &most);
  start_a (fixture);
  g_assert_cmpuint (most, ==, 12);
  g_signal_handlers_disconnect_by_data (fixture->live_a, &most);
}

/* Where something between lets nobody wait, it is asked now and then instead. */
static void
test_no_waiting (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *id = NULL;

  herald_couch_server_set_fault (fixture->server, no_waiting, NULL);
  start_both (fixture);
  id = herald_test_add (fixture->a, "Through the wall");
  herald_test_save (fixture->a, id, "First");
  wait_for_words (fixture->b, id, "Through the wall");
}

static void
test_offline (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *id = NULL;

  start_both (fixture);
  g_atomic_int_set (&fixture->down, HERALD_COUCH_FAULT_DROP);
  id = herald_test_add (fixture->a, "On the train");
  herald_test_save (fixture->a, id, "First");
  wait_for_state (fixture->live_a, HERALD_SYNC_STATE_OFFLINE);
  g_assert_true (herald_sync_status_may_retry (herald_live_get_status (fixture->live_a)));

  g_atomic_int_set (&fixture->down, HERALD_COUCH_FAULT_NONE);
  wait_for_state (fixture->live_a, HERALD_SYNC_STATE_UP_TO_DATE);
  wait_for_words (fixture->b, id, "On the train");
}

/* Another network: what was open hangs in the air, and is asked for anew at once. */
static void
test_network_changed (Fixture       *fixture,
                      gconstpointer  data)
{
  start_a (fixture);
  g_signal_emit_by_name (g_network_monitor_get_default (), "network-changed", TRUE);
  wait_for_round (fixture);
  g_assert_cmpint (herald_live_get_status (fixture->live_a)->state, ==, HERALD_SYNC_STATE_UP_TO_DATE);
}

/* Refused once, it is not tried again, whatever happens here; a person's word is another thing. */
static void
test_log_in (Fixture       *fixture,
             gconstpointer  data)
{
  const HeraldSyncStatus *status = NULL;
  g_autofree char *id = NULL;

  g_atomic_pointer_set (&fixture->password, "wrong");
  herald_live_start (fixture->live_a);
  wait_for_state (fixture->live_a, HERALD_SYNC_STATE_LOG_IN);
  status = herald_live_get_status (fixture->live_a);
  g_assert_cmpint (status->log_in, ==, HERALD_SYNC_LOG_IN_REFUSED);
  g_assert_cmpuint (herald_couch_server_get_bad_logins (fixture->server), ==, 1);

  id = herald_test_add (fixture->a, "Written meanwhile");
  herald_test_save (fixture->a, id, "First");
  g_signal_emit_by_name (g_network_monitor_get_default (), "network-changed", TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (herald_couch_server_get_bad_logins (fixture->server), ==, 1);

  g_atomic_pointer_set (&fixture->password, HERALD_COUCH_PASSWORD);
  herald_live_sync_now (fixture->live_a);
  wait_for_state (fixture->live_a, HERALD_SYNC_STATE_UP_TO_DATE);
}

static void
test_password_changed (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *id = NULL;

  start_a (fixture);
  herald_couch_server_add_user (fixture->server, HERALD_COUCH_USER, "another", "[\"_admin\"]");
  id = herald_test_add (fixture->a, "Written meanwhile");
  herald_test_save (fixture->a, id, "First");
  wait_for_state (fixture->live_a, HERALD_SYNC_STATE_LOG_IN);
  g_assert_cmpint (herald_live_get_status (fixture->live_a)->log_in, ==, HERALD_SYNC_LOG_IN_PASSWORD_CHANGED);

  g_atomic_pointer_set (&fixture->password, "another");
  herald_live_reconnect (fixture->live_a);
  wait_for_state (fixture->live_a, HERALD_SYNC_STATE_UP_TO_DATE);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  start_a (fixture);
  g_atomic_int_set (&fixture->down, HERALD_COUCH_FAULT_STALL);
  herald_live_sync_now (fixture->live_a);
  wait_for_state (fixture->live_a, HERALD_SYNC_STATE_RUNNING);
  herald_live_cancel (fixture->live_a);
  wait_for_state (fixture->live_a, HERALD_SYNC_STATE_PAUSED);

  g_atomic_int_set (&fixture->down, HERALD_COUCH_FAULT_NONE);
  herald_live_sync_now (fixture->live_a);
  wait_for_state (fixture->live_a, HERALD_SYNC_STATE_UP_TO_DATE);
}

static void
test_stop_in_a_round (Fixture       *fixture,
                      gconstpointer  data)
{
  g_atomic_int_set (&fixture->down, HERALD_COUCH_FAULT_STALL);
  herald_live_start (fixture->live_a);
  wait_for_state (fixture->live_a, HERALD_SYNC_STATE_RUNNING);
  /* tear_down stops it */
}

/* A library gets its server later, and then another library's. */
static void
test_server_set (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *other = herald_couch_server_url (fixture->server, HERALD_COUCH_USER, "other");
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  set_url (fixture->a, NULL);
  herald_live_start (fixture->live_a);
  id = herald_test_add (fixture->a, "First of all here");
  set_url (fixture->a, fixture->url);
  wait_for_state (fixture->live_a, HERALD_SYNC_STATE_UP_TO_DATE);
  g_assert_cmpstr (herald_live_get_url (fixture->live_a), ==, fixture->url);

  set_url (fixture->b, other);
  herald_live_start (fixture->live_b);
  wait_for_state (fixture->live_b, HERALD_SYNC_STATE_UP_TO_DATE);

  set_url (fixture->a, other);
  wait_for_state (fixture->live_a, HERALD_SYNC_STATE_OTHER_LIBRARY);
  g_assert_true (herald_sync_accept_remote (fixture->a, &error));
  herald_live_sync_now (fixture->live_a);
  wait_for_state (fixture->live_a, HERALD_SYNC_STATE_UP_TO_DATE);
  wait_for_words (fixture->b, id, "First of all here");

  set_url (fixture->a, NULL);
  wait_for_state (fixture->live_a, HERALD_SYNC_STATE_LOCAL);
}

/* At most one automatic version a minute of each document; one that was named, or somebody else's, is no reason to wait. */
static void
test_due (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("herald-live-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "library", NULL);
  g_autoptr (HeraldClock) clock = herald_clock_new_fixed (G_GINT64_CONSTANT (1795348800000000));
  HeraldLibrary *library = herald_library_create (path, "Aurelia", clock, &error);
  g_autoptr (HeraldAuthor) author = herald_test_author ();
  g_autofree char *id = herald_test_add (library, "One");
  guint next = 99;

  g_assert_true (herald_live_save_due (library, author, &next, &error));
  g_assert_cmpuint (next, ==, 0);
  g_assert_cmpuint (herald_test_n_versions (library, id), ==, 1);

  herald_test_edit (library, id, "Two");
  herald_clock_advance (clock, 20 * G_USEC_PER_SEC);
  g_assert_true (herald_live_save_due (library, author, &next, &error));
  g_assert_cmpuint (next, ==, 40);
  g_assert_cmpuint (herald_test_n_versions (library, id), ==, 1);

  herald_clock_advance (clock, 40 * G_USEC_PER_SEC);
  g_assert_true (herald_live_save_due (library, author, &next, &error));
  g_assert_cmpuint (next, ==, 0);
  g_assert_cmpuint (herald_test_n_versions (library, id), ==, 2);

  herald_test_save (library, id, "Named");
  herald_test_edit (library, id, "Three");
  g_assert_true (herald_live_save_due (library, author, &next, &error));
  g_assert_cmpuint (next, ==, 0);
  g_assert_cmpuint (herald_test_n_versions (library, id), ==, 4);

  /* The clock was set back by a day. */
  herald_test_edit (library, id, "Four");
  herald_clock_advance (clock, G_GINT64_CONSTANT (-24) * 60 * 60 * G_USEC_PER_SEC);
  g_assert_true (herald_live_save_due (library, author, &next, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (next, ==, 0);
  g_assert_cmpuint (herald_test_n_versions (library, id), ==, 5);
  herald_test_library_close (library);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/live/due", test_due);
  ADD ("/live/both-ways", test_both_ways);
  ADD ("/live/progress", test_progress);
  ADD ("/live/no-waiting", test_no_waiting);
  ADD ("/live/offline", test_offline);
  ADD ("/live/network-changed", test_network_changed);
  ADD ("/live/log-in", test_log_in);
  ADD ("/live/password-changed", test_password_changed);
  ADD ("/live/cancel", test_cancel);
  ADD ("/live/stop-in-a-round", test_stop_in_a_round);
  ADD ("/live/server-set", test_server_set);

  return g_test_run ();
}
