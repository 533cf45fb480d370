/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a round did before it was cut off is covered by no checkpoint: a copy of the server that was made in between has
 * the token of before, and lacks it. */
#include "herald-couch-remote.h"
#include "herald-couch-server.h"
#include "herald-sync-support.h"

#include <string.h>

typedef struct
{
  HeraldCouchServer *server;
  HeraldRemote      *remote;
  HeraldLibrary     *a;
  HeraldLibrary     *b;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;

  fixture->server = herald_couch_server_new ();
  url = herald_couch_server_url (fixture->server, HERALD_COUCH_USER, "team");
  fixture->remote = herald_couch_remote_new (url, HERALD_COUCH_PASSWORD, &error);
  g_assert_no_error (error);
  herald_couch_remote_set_retry_delay (HERALD_COUCH_REMOTE (fixture->remote), 0);
  fixture->a = herald_test_library_new ("Aurelia");
  fixture->b = herald_test_library_new ("Kitefin");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  herald_test_library_close (fixture->a);
  herald_test_library_close (fixture->b);
  g_object_unref (fixture->remote);
  herald_couch_server_free (fixture->server);
}

static HeraldCouchFault
fail_at_token (const char *method,
               const char *path,
               gpointer    user_data)
{
  gboolean token = strcmp (method, "PUT") == 0 && strstr (path, "_local") != NULL;

  return (HeraldCouchFault) { token ? HERALD_COUCH_FAULT_STATUS : HERALD_COUCH_FAULT_NONE, 503 };
}

static void
sync_without_token (Fixture       *fixture,
                    HeraldLibrary *library)
{
  g_autoptr (HeraldAuthor) author = herald_test_author ();
  g_autoptr (HeraldSyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  herald_couch_server_set_fault (fixture->server, fail_at_token, NULL);
  result = herald_sync_run (library, fixture->remote, author, NULL, &error);
  g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_OFFLINE);
  herald_couch_server_set_fault (fixture->server, NULL, NULL);
}

static gboolean
server_says (Fixture    *fixture,
             const char *id,
             const char *words)
{
  g_autofree char *name = g_strconcat ("announcement:", id, NULL);
  g_autofree char *text = herald_couch_server_get_text (fixture->server, "team", name);

  return text != NULL && strstr (text, words) != NULL;
}

static void
test_pushed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *id = herald_test_add (fixture->a, "Before");
  g_autoptr (GHashTable) copy = NULL;

  herald_test_sync_quietly (fixture->a, fixture->remote);
  copy = herald_couch_server_save (fixture->server);
  herald_test_edit (fixture->a, id, "After");
  sync_without_token (fixture, fixture->a);
  g_assert_true (server_says (fixture, id, "After"));

  herald_couch_server_restore (fixture->server, copy);
  herald_test_sync_quietly (fixture->a, fixture->remote);
  g_assert_true (server_says (fixture, id, "After"));
  herald_test_sync_quietly (fixture->b, fixture->remote);
  herald_test_assert_equal (fixture->a, fixture->b);
}

static void
test_pulled (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GHashTable) copy = NULL;
  g_autofree char *one = herald_test_add (fixture->a, "One");
  g_autofree char *two = NULL;
  g_autofree char *headline = NULL;

  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_sync_quietly (fixture->b, fixture->remote);
  copy = herald_couch_server_save (fixture->server);

  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *words = g_strdup_printf ("One, and %u", i);

      herald_test_edit (fixture->a, one, words);
      herald_test_sync_quietly (fixture->a, fixture->remote);
    }
  sync_without_token (fixture, fixture->b);

  herald_couch_server_restore (fixture->server, copy);
  two = herald_test_add (fixture->a, "Two");
  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_sync_quietly (fixture->b, fixture->remote);
  headline = herald_test_headline (fixture->b, two);
  g_assert_cmpstr (headline, ==, "Two");
  herald_test_assert_equal (fixture->a, fixture->b);
}

/* What the copy does not cover is looked at once, and not at each round from then on. */
static void
test_looked_at_once (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *id = herald_test_add (fixture->a, "Before");
  guint requests = 0;
  guint quiet = 0;

  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_sync_quietly (fixture->a, fixture->remote);
  requests = herald_couch_server_get_requests (fixture->server);
  herald_test_sync_quietly (fixture->a, fixture->remote);
  quiet = herald_couch_server_get_requests (fixture->server) - requests;

  herald_test_edit (fixture->a, id, "After");
  sync_without_token (fixture, fixture->a);
  herald_test_sync_quietly (fixture->a, fixture->remote);

  requests = herald_couch_server_get_requests (fixture->server);
  herald_test_sync_quietly (fixture->a, fixture->remote);
  g_assert_cmpuint (herald_couch_server_get_requests (fixture->server) - requests, ==, quiet);
}

static HeraldRemote *
connect_to (Fixture    *fixture,
            const char *database)
{
  g_autofree char *url = herald_couch_server_url (fixture->server, HERALD_COUCH_USER, database);
  g_autoptr (GError) error = NULL;
  HeraldRemote *remote = herald_couch_remote_new (url, HERALD_COUCH_PASSWORD, &error);

  g_assert_no_error (error);
  herald_couch_remote_set_retry_delay (HERALD_COUCH_REMOTE (remote), 0);
  return remote;
}

static void
move_to (HeraldLibrary *library,
         HeraldRemote  *remote)
{
  g_autoptr (HeraldAuthor) author = herald_test_author ();
  g_autoptr (HeraldSyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  result = herald_sync_run (library, remote, author, NULL, &error);
  g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_IDENTITY);
  g_clear_error (&error);
  g_assert_true (herald_sync_accept_remote (library, &error));
  herald_test_sync_quietly (library, remote);
}

/* The team moves to another database. Who goes first has the heads alone, without what led to them; who has that brings
 * it, though all heads are there already. */
static void
test_moved (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (HeraldRemote) other = connect_to (fixture, "other");
  HeraldLibrary *founder = herald_test_library_new ("Founder");
  g_autofree char *id = herald_test_add (fixture->a, "Before");
  g_autofree char *bodies = g_strdup_printf ("body:%s:", id);
  g_autoptr (GPtrArray) there = NULL;

  herald_test_save (fixture->a, id, "First");
  herald_test_edit (fixture->a, id, "After");
  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_sync_quietly (fixture->b, fixture->remote);
  herald_test_sync_quietly (founder, other);

  move_to (fixture->b, other);
  move_to (fixture->a, other);
  there = herald_couch_server_list (fixture->server, "other-objects", bodies);
  g_assert_cmpuint (there->len, ==, 2);
  herald_test_library_close (founder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/checkpoint/pushed", test_pushed);
  ADD ("/checkpoint/pulled", test_pulled);
  ADD ("/checkpoint/looked-at-once", test_looked_at_once);
  ADD ("/checkpoint/moved", test_moved);
#undef ADD

  return g_test_run ();
}
