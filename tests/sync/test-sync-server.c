/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-couch-private.h"
#include "herald-couch-server.h"
#include "herald-fetch.h"
#include "herald-heads-document.h"
#include "herald-npm-server.h"
#include "herald-server-setup.h"
#include "herald-sync-support.h"

#include <string.h>

#define USER     HERALD_COUCH_USER
#define PASSWORD HERALD_COUCH_PASSWORD
#define EDITOR   "lin"
#define USERS    "{\"" EDITOR "\":{\"password\":\"" PASSWORD "\"}}"

/* Both implementations of CouchDB's API: PouchDB's server from npm, and the one of the tests' own. */
typedef struct
{
  HeraldNpmServer   *npm;
  HeraldCouchServer *couch;
  guint              port;
  const char        *user;    /* who syncs */
  HeraldRemote      *remote;
  HeraldLibrary     *a;
  HeraldLibrary     *b;
} Fixture;

typedef struct
{
  gboolean here;  /* the server in this process */
  gboolean rules; /* the databases have Herald's rules, and an editor syncs; else as the first sync makes them */
} Setting;

static const Setting npm = { FALSE, FALSE };
static const Setting npm_with_rules = { FALSE, TRUE };
static const Setting here = { TRUE, FALSE };
static const Setting here_with_roles = { TRUE, TRUE };

static char *
make_url (Fixture    *fixture,
          const char *database)
{
  return g_strdup_printf ("http://%s@127.0.0.1:%u/%s", fixture->user, fixture->port, database);
}

static HeraldRemote *
connect_to (Fixture    *fixture,
            const char *database,
            const char *password)
{
  g_autofree char *url = make_url (fixture, database);
  g_autoptr (GError) error = NULL;
  HeraldRemote *remote = herald_couch_remote_new (url, password, &error);

  g_assert_no_error (error);
  herald_couch_remote_set_retry_delay (HERALD_COUCH_REMOTE (remote), 20);
  return remote;
}

static void
start_server (Fixture       *fixture,
              const Setting *setting)
{
  if (setting->here)
    {
      fixture->couch = herald_couch_server_new ();
      fixture->port = herald_couch_server_port (fixture->couch);
      herald_couch_server_add_user (fixture->couch, EDITOR, PASSWORD, NULL);
    }
  else
    {
      fixture->npm = herald_npm_server_new (USER, PASSWORD, USERS);
      fixture->port = herald_npm_server_port (fixture->npm);
    }
}

/* By the administrator; and let in whoever syncs. */
static void
set_up_rules (Fixture    *fixture,
              const char *database)
{
  char *editors[] = { (char *) EDITOR, NULL };
  const HeraldTeamChange change = { editors, NULL, NULL };
  g_autofree char *url = NULL;
  g_autoptr (HeraldServerSetup) setup = NULL;
  g_autoptr (GError) error = NULL;

  fixture->user = USER;
  url = make_url (fixture, database);
  fixture->user = EDITOR;

  setup = herald_server_setup_run (url, PASSWORD, NULL, &change, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (setup->made, ==, 2);
  g_assert_true (setup->rules_written);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const Setting *setting = data;

  if (!setting->here && herald_npm_server_why_not () != NULL)
    return;

  fixture->user = USER;
  start_server (fixture, setting);
  if (setting->rules)
    {
      set_up_rules (fixture, "team");
      set_up_rules (fixture, "older");
    }
  fixture->remote = connect_to (fixture, "team", PASSWORD);
  fixture->a = herald_test_library_new ("Aurelia");
  fixture->b = herald_test_library_new ("Kitefin");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->remote == NULL)
    return;

  g_object_unref (fixture->remote);
  g_clear_pointer (&fixture->npm, herald_npm_server_free);
  g_clear_pointer (&fixture->couch, herald_couch_server_free);
  herald_test_library_close (fixture->a);
  herald_test_library_close (fixture->b);
}

static gboolean
skip (Fixture *fixture)
{
  if (fixture->remote == NULL)
    g_test_skip (herald_npm_server_why_not ());

  return fixture->remote == NULL;
}

static void
check_headline (HeraldLibrary *library,
                const char    *id,
                const char    *expected)
{
  g_autofree char *headline = herald_test_headline (library, id);

  g_assert_cmpstr (headline, ==, expected);
}

static void
test_both_ways (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autofree char *sha256 = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (HeraldSyncResult) quiet = NULL;

  if (skip (fixture))
    return;

  id = herald_test_add (fixture->a, "“Una lente” — 两家公司 & 😀 +1 \\ \"x\" é");
  sha256 = herald_test_add_asset (fixture->a, id, "not really a picture");
  herald_test_save (fixture->a, id, "Première version");
  herald_test_edit (fixture->a, id, "Second");
  herald_test_save (fixture->a, id, NULL);

  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_sync_quietly (fixture->b, fixture->remote);
  herald_test_assert_equal (fixture->a, fixture->b);
  check_headline (fixture->b, id, "Second");
  g_assert_cmpuint (herald_test_n_versions (fixture->b, id), ==, 1);
  g_assert_true (herald_fetch_texts (fixture->b, fixture->remote, id, NULL, NULL));
  g_assert_cmpuint (herald_test_n_versions (fixture->b, id), ==, 2);

  bytes = herald_library_get_asset (fixture->b, sha256, NULL);
  g_assert_nonnull (bytes);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "not really a picture", 20);

  herald_test_edit (fixture->b, id, "Third, from the other side");
  herald_test_sync_quietly (fixture->b, fixture->remote);
  herald_test_sync_quietly (fixture->a, fixture->remote);
  check_headline (fixture->a, id, "Third, from the other side");
  herald_test_assert_equal (fixture->a, fixture->b);

  quiet = herald_test_sync (fixture->a, fixture->remote);
  g_assert_cmpuint (quiet->pushed + quiet->pulled, ==, 0);
}

static void
test_both_edited (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autoptr (HeraldSyncResult) in_a = NULL;
  g_autoptr (HeraldSyncResult) in_b = NULL;

  if (skip (fixture))
    return;

  id = herald_test_add (fixture->a, "Shared");
  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_sync_quietly (fixture->b, fixture->remote);

  herald_test_edit (fixture->a, id, "Anna's words");
  herald_test_edit (fixture->b, id, "Lin's words");
  herald_test_sync_quietly (fixture->a, fixture->remote);
  in_b = herald_test_sync (fixture->b, fixture->remote);
  in_a = herald_test_sync (fixture->a, fixture->remote);

  g_assert_cmpuint (in_a->conflicts->len, ==, 1);
  g_assert_cmpuint (in_b->conflicts->len, ==, 1);
  g_assert_cmpuint (herald_test_n_heads (fixture->a, id), ==, 2);
  herald_test_assert_equal (fixture->a, fixture->b);
  check_headline (fixture->a, id, "Anna's words");
  check_headline (fixture->b, id, "Lin's words");
}

static void
test_thirty (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (HeraldSyncResult) up = NULL;
  g_autoptr (HeraldSyncResult) down = NULL;

  if (skip (fixture))
    return;

  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *headline = g_strdup_printf ("Comunicato n. %u – 公告", i);
      g_autofree char *id = herald_test_add (fixture->a, headline);

      if (i % 10 == 0)
        g_free (herald_test_add_asset (fixture->a, id, headline));
    }

  up = herald_test_sync (fixture->a, fixture->remote);
  down = herald_test_sync (fixture->b, fixture->remote);
  g_assert_cmpuint (up->pushed, ==, 30);
  g_assert_cmpuint (down->pulled, ==, 30);
  herald_test_assert_equal (fixture->a, fixture->b);
}

/* A pair of databases with an older state takes the place of the one that was synchronised with. */
static void
test_restored (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (HeraldRemote) older = NULL;
  g_autofree char *id = NULL;

  if (skip (fixture))
    return;

  older = connect_to (fixture, "older", PASSWORD);
  id = herald_test_add (fixture->a, "Before the backup");
  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_sync_quietly (fixture->b, fixture->remote);

  herald_test_edit (fixture->a, id, "After the backup");
  herald_test_sync_quietly (fixture->a, fixture->remote);

  /* "older" has neither checkpoint nor documents, and gets everything from whoever has it. */
  herald_test_sync_quietly (fixture->b, older);
  check_headline (fixture->b, id, "Before the backup");
  herald_test_sync_quietly (fixture->a, older);
  herald_test_sync_quietly (fixture->b, older);
  check_headline (fixture->b, id, "After the backup");
  herald_test_assert_equal (fixture->a, fixture->b);
}

static void
test_wrong_password (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (HeraldRemote) stranger = NULL;
  g_autoptr (HeraldAuthor) author = herald_test_author ();
  g_autoptr (HeraldSyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (skip (fixture))
    return;

  stranger = connect_to (fixture, "team", "wrong");
  result = herald_sync_run (fixture->a, stranger, author, NULL, &error);
  g_assert_null (result);
  g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_LOG_IN);
  g_assert_null (strstr (error->message, "wrong"));
}

static void
write_leaf (HeraldRemote     *remote,
            HeraldRemoteItem *item,
            const char       *rev)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), item->content);
  g_autofree char *content = json_to_string (node, FALSE);
  g_autofree char *text = g_strdup_printf ("{\"new_edits\":false,\"docs\":[{\"_id\":\"%s\",\"_rev\":\"%s\",%s]}",
                                           item->id, rev, content + 1);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) reply = NULL;

  reply = herald_couch_send_for_value (HERALD_COUCH_REMOTE (remote), "POST", "/team/_bulk_docs", body, NULL, &error);
  g_assert_no_error (error);
}

/* Two nodes took two writes: the losing leaf joins the winner, and goes by what the rules ask of whoever removes it. */
static void
test_losing_leaf (Fixture       *fixture,
                  gconstpointer  data)
{
  const char *rev = "1-00000000000000000000000000000000";
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autoptr (HeraldRemoteItem) loser = NULL;
  g_autoptr (HeraldRemoteItem) after = NULL;
  g_autoptr (GError) error = NULL;

  if (skip (fixture))
    return;

  id = herald_test_add (fixture->a, "First");
  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_sync_quietly (fixture->b, fixture->remote);
  name = herald_heads_make_id (HERALD_DOCUMENT_ANNOUNCEMENT, id);
  loser = herald_remote_get (fixture->remote, HERALD_REMOTE_HEADS, name, NULL, NULL, &error);
  g_assert_no_error (error);

  herald_test_edit (fixture->a, id, "Second");
  herald_test_sync_quietly (fixture->a, fixture->remote);
  write_leaf (fixture->remote, loser, rev);
  herald_test_sync_quietly (fixture->b, fixture->remote);
  check_headline (fixture->b, id, "Second");

  after = herald_remote_get (fixture->remote, HERALD_REMOTE_HEADS, name, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (after->conflicts == NULL || after->conflicts[0] == NULL);
  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_assert_equal (fixture->a, fixture->b);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add (path, Fixture, &npm, set_up, func, tear_down); \
  g_test_add (path "/with-rules", Fixture, &npm_with_rules, set_up, func, tear_down); \
  g_test_add (path "/here", Fixture, &here, set_up, func, tear_down); \
  g_test_add (path "/here/with-roles", Fixture, &here_with_roles, set_up, func, tear_down)
  ADD ("/sync-server/both-ways", test_both_ways);
  ADD ("/sync-server/both-edited", test_both_edited);
  ADD ("/sync-server/thirty", test_thirty);
  ADD ("/sync-server/restored", test_restored);
  ADD ("/sync-server/losing-leaf", test_losing_leaf);
  ADD ("/sync-server/wrong-password", test_wrong_password);
#undef ADD

  return g_test_run ();
}
