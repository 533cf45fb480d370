/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-couch-server.h"
#include "herald-edit-session.h"
#include "herald-sync-support.h"

#include "herald-couch-remote.h"
#include "herald-live.h"

/* Two people at one announcement, each with a library of their own, and a server between. */
typedef struct
{
  HeraldCouchServer *server;
  HeraldLibrary     *anna;
  HeraldLibrary     *lin;
  HeraldLive        *live_anna;
  HeraldLive        *live_lin;
  char              *id;
  HeraldEditSession *session; /* Lin's */
  guint              n_replaced;
} Fixture;

static HeraldRemote *
connect_to (HeraldLibrary  *library,
            const char     *url,
            gpointer        user_data,
            GError        **error)
{
  return herald_couch_remote_new (url, HERALD_COUCH_PASSWORD, error);
}

static HeraldLive *
start (HeraldLibrary *library,
       const char    *url)
{
  g_autoptr(HeraldAuthor) author = herald_test_author ();
  g_autoptr(GError) error = NULL;
  HeraldLive *live = herald_live_new (library, author);

  g_assert_true (herald_sync_set_remote (library, url, &error));
  herald_live_set_connect (live, connect_to, NULL);
  herald_live_start (live);
  while (herald_live_get_status (live)->state != HERALD_SYNC_STATE_UP_TO_DATE)
    g_main_context_iteration (NULL, TRUE);
  return live;
}

static void
on_replaced (Fixture *fixture)
{
  fixture->n_replaced++;
}

static gboolean
is_there (HeraldLibrary *library,
          const char    *id,
          const char    *headline)
{
  g_autoptr(HeraldWorkingCopy) copy = herald_library_get_working_copy (library, id, NULL);
  g_autoptr(HeraldAnnouncement) found = copy != NULL ? herald_announcement_from_document (copy->document, NULL) : NULL;

  return found != NULL && (headline == NULL || g_strcmp0 (found->headline, headline) == 0);
}

static void
open_session (Fixture *fixture)
{
  g_autoptr(HeraldAuthor) author = herald_author_new ("Lin Qiao", "lin@kitefin.example");
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldWorkingCopy) copy = herald_library_get_working_copy (fixture->lin, fixture->id, &error);

  g_assert_no_error (error);
  fixture->session = herald_edit_session_new (fixture->lin, author, copy, &error);
  g_assert_no_error (error);
  g_signal_connect_swapped (fixture->session, "replaced", G_CALLBACK (on_replaced), fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *url = NULL;

  fixture->server = herald_couch_server_new ();
  url = herald_couch_server_url (fixture->server, HERALD_COUCH_USER, "team");
  fixture->anna = herald_test_library_new ("Aurelia");
  fixture->lin = herald_test_library_new ("Kitefin");
  fixture->live_anna = start (fixture->anna, url);
  fixture->live_lin = start (fixture->lin, url);
  fixture->id = herald_test_add (fixture->anna, "Aurelia and Kitefin");
  herald_test_save (fixture->anna, fixture->id, "First");
  while (!is_there (fixture->lin, fixture->id, NULL))
    g_main_context_iteration (NULL, TRUE);
  open_session (fixture);
}

static void
on_stopped (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_assert_true (herald_live_stop_finish (HERALD_LIVE (source), result, NULL));
  *(gboolean *) data = TRUE;
}

static void
stop (HeraldLive *live)
{
  gboolean stopped = FALSE;

  herald_live_stop_async (live, on_stopped, &stopped);
  while (!stopped)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (live);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  stop (fixture->live_anna);
  stop (fixture->live_lin);
  g_object_unref (fixture->session);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  herald_test_library_close (fixture->anna);
  herald_test_library_close (fixture->lin);
  herald_couch_server_free (fixture->server);
  g_free (fixture->id);
}

static const char *
shown (Fixture *fixture)
{
  return herald_edit_session_get_announcement (fixture->session)->headline;
}

static void
type_headline (Fixture    *fixture,
               const char *headline)
{
  HeraldAnnouncement *announcement = herald_edit_session_begin (fixture->session, "headline");

  g_free (announcement->headline);
  announcement->headline = g_strdup (headline);
  herald_edit_session_end (fixture->session);
}

/* A version made at one desk appears in the open editor at the other. */
static void
test_appears (Fixture       *fixture,
              gconstpointer  data)
{
  herald_test_edit (fixture->anna, fixture->id, "Aurelia and Kitefin, together");
  herald_test_save (fixture->anna, fixture->id, "Second");
  while (g_strcmp0 (shown (fixture), "Aurelia and Kitefin, together") != 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->n_replaced, ==, 1);
}

/* What is typed goes out by itself, and comes back to nobody: the editor that it was typed in is left alone. */
static void
test_goes_out (Fixture       *fixture,
               gconstpointer  data)
{
  type_headline (fixture, "Kitefin and Aurelia");
  herald_edit_session_flush (fixture->session);
  while (!is_there (fixture->anna, fixture->id, "Kitefin and Aurelia"))
    g_main_context_iteration (NULL, TRUE);

  type_headline (fixture, "Kitefin and Aurelia, and more");
  g_assert_cmpuint (fixture->n_replaced, ==, 0);
  g_assert_cmpstr (shown (fixture), ==, "Kitefin and Aurelia, and more");
}

/* While the very words are being typed, others wait; nothing that was typed is replaced. */
static void
test_waits (Fixture       *fixture,
            gconstpointer  data)
{
  herald_edit_session_compose (fixture->session, "headline");
  type_headline (fixture, "Aurelia and Kitefin begin");
  herald_test_edit (fixture->anna, fixture->id, "Aurelia and Kitefin!");
  herald_test_save (fixture->anna, fixture->id, "Second");
  while (!is_there (fixture->anna, fixture->id, "Aurelia and Kitefin!") ||
         herald_live_get_status (fixture->live_anna)->state != HERALD_SYNC_STATE_UP_TO_DATE ||
         herald_test_n_versions (fixture->lin, fixture->id) < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (shown (fixture), ==, "Aurelia and Kitefin begin");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/live-editing/appears", test_appears);
  ADD ("/live-editing/goes-out", test_goes_out);
  ADD ("/live-editing/waits", test_waits);

  return g_test_run ();
}
