/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the team's server may answer on purpose, and what a round makes of it: once, again, or not at all. */
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

  /* what fails, in the server's thread */
  const char        *method;
  const char        *place;
  HeraldCouchFault   fault;
  guint              left;
  guint              asked;
} Fixture;

static HeraldCouchFault
fail_there (const char *method,
            const char *path,
            gpointer    user_data)
{
  Fixture *fixture = user_data;

  if (strcmp (method, fixture->method) != 0 || strstr (path, fixture->place) == NULL)
    return (HeraldCouchFault) { HERALD_COUCH_FAULT_NONE, 0 };

  fixture->asked++;
  if (fixture->left == 0)
    return (HeraldCouchFault) { HERALD_COUCH_FAULT_NONE, 0 };

  fixture->left--;
  return fixture->fault;
}

static void
set_fault (Fixture              *fixture,
           const char           *method,
           const char           *place,
           HeraldCouchFaultKind  kind,
           guint                 value,
           guint                 times)
{
  herald_couch_server_set_fault (fixture->server, NULL, NULL);
  fixture->method = method;
  fixture->place = place;
  fixture->fault = (HeraldCouchFault) { kind, value };
  fixture->left = times;
  fixture->asked = 0;
  herald_couch_server_set_fault (fixture->server, fail_there, fixture);
}

static HeraldRemote *
connect_as (Fixture    *fixture,
            const char *user,
            const char *password)
{
  g_autofree char *url = herald_couch_server_url (fixture->server, user, "team");
  g_autoptr (GError) error = NULL;
  HeraldRemote *remote = herald_couch_remote_new (url, password, &error);

  g_assert_no_error (error);
  herald_couch_remote_set_retry_delay (HERALD_COUCH_REMOTE (remote), 0);
  return remote;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->server = herald_couch_server_new ();
  fixture->remote = connect_as (fixture, HERALD_COUCH_USER, HERALD_COUCH_PASSWORD);
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

static gboolean
try_round (HeraldLibrary  *library,
           HeraldRemote   *remote,
           GError        **error)
{
  g_autoptr (HeraldAuthor) author = herald_test_author ();
  g_autoptr (HeraldSyncResult) result = herald_sync_run (library, remote, author, NULL, error);

  return result != NULL;
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

/* What a round asks once, and what it asks again; nothing is lost either way. */
static void
test_statuses (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct { guint status; int code; gboolean again; } answers[] = {
    { 400, HERALD_SYNC_ERROR_FAILED, FALSE },    { 401, HERALD_SYNC_ERROR_LOG_IN, FALSE },
    { 403, HERALD_SYNC_ERROR_FORBIDDEN, FALSE }, { 408, HERALD_SYNC_ERROR_OFFLINE, TRUE },
    { 429, HERALD_SYNC_ERROR_OFFLINE, TRUE },    { 500, HERALD_SYNC_ERROR_FAILED, TRUE },
    { 502, HERALD_SYNC_ERROR_OFFLINE, TRUE },    { 503, HERALD_SYNC_ERROR_OFFLINE, TRUE },
    { 504, HERALD_SYNC_ERROR_OFFLINE, TRUE },    { 302, HERALD_SYNC_ERROR_BAD_REPLY, FALSE },
  };
  g_autofree char *id = herald_test_add (fixture->a, "0");

  herald_test_sync_quietly (fixture->a, fixture->remote);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *words = g_strdup_printf ("words of %u", answers[i].status);
      g_autoptr (GError) error = NULL;

      herald_test_edit (fixture->a, id, words);
      set_fault (fixture, "GET", "/_changes", HERALD_COUCH_FAULT_STATUS, answers[i].status, 100);
      g_assert_false (try_round (fixture->a, fixture->remote, &error));
      g_test_message ("%u: %u requests: %s", answers[i].status, fixture->asked, error->message);
      g_assert_cmpint (error->domain, ==, HERALD_SYNC_ERROR);
      if (answers[i].status != 401)
        g_assert_cmpint (error->code, ==, answers[i].code);
      g_assert_true (answers[i].again ? fixture->asked > 1 : fixture->asked == 1);

      set_fault (fixture, "GET", "/_changes", HERALD_COUCH_FAULT_STATUS, answers[i].status, answers[i].again ? 1 : 0);
      herald_test_sync_quietly (fixture->a, fixture->remote);
      g_assert_true (server_says (fixture, id, words));
    }
}

/* Five bad log-ins lock the account: a round asks once, and so do the rounds after it. */
static void
test_wrong_password (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (HeraldRemote) wrong = connect_as (fixture, HERALD_COUCH_USER, "wrong");
  g_autoptr (GError) error = NULL;

  g_free (herald_test_add (fixture->a, "Words"));
  herald_test_sync_quietly (fixture->a, fixture->remote);
  g_assert_false (try_round (fixture->a, wrong, &error));
  g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_LOG_IN);
  g_assert_cmpuint (herald_couch_server_get_bad_logins (fixture->server), ==, 1);

  herald_test_sync_quietly (fixture->a, fixture->remote);
  g_assert_cmpuint (herald_couch_server_get_bad_logins (fixture->server), ==, 0);
}

/* A document that is too large for the server stays here and is named; the others go. */
static void
test_too_large (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *long_words = g_strnfill (6000, 'x');
  g_autofree char *large = herald_test_add (fixture->a, long_words);
  g_autoptr (HeraldSyncResult) result = NULL;

  for (guint i = 0; i < 20; i++)
    g_free (herald_test_add (fixture->a, "Small"));

  herald_couch_server_set_max_document (fixture->server, 4000);
  result = herald_test_sync (fixture->a, fixture->remote);
  g_assert_cmpuint (result->pushed, ==, 20);
  g_assert_cmpuint (result->set_aside->len, >, 0);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (result->set_aside, 0), large));

  /* As it is it is not sent again; changed, it is. */
  herald_couch_server_set_max_document (fixture->server, 0);
  g_clear_pointer (&result, herald_sync_result_free);
  result = herald_test_sync (fixture->a, fixture->remote);
  g_assert_cmpuint (result->set_aside->len, ==, 1);
  herald_test_edit (fixture->a, large, "Fewer words");
  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_sync_quietly (fixture->b, fixture->remote);
  herald_test_assert_equal (fixture->a, fixture->b);
}

/* A file that is refused today goes tomorrow, and the words with it: never without. */
static void
test_file_refused (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *id = herald_test_add (fixture->a, "Words");
  g_autofree char *sha256 = herald_test_add_asset (fixture->a, id, "not really a picture");
  g_autofree char *asset = g_strconcat ("asset:", sha256, NULL);
  g_autoptr (HeraldSyncResult) result = NULL;
  g_autoptr (GBytes) there = NULL;

  g_free (herald_test_add (fixture->a, "Others"));
  set_fault (fixture, "PUT", "/data", HERALD_COUCH_FAULT_STATUS, 403, 1);
  result = herald_test_sync (fixture->a, fixture->remote);
  g_assert_cmpuint (result->set_aside->len, ==, 1);
  g_assert_cmpuint (result->pushed, ==, 1);
  g_assert_false (server_says (fixture, id, "Words"));

  herald_test_sync_quietly (fixture->a, fixture->remote);
  g_assert_true (server_says (fixture, id, "Words"));
  there = herald_couch_server_get_attachment (fixture->server, "team-objects", asset, "data");
  g_assert_nonnull (there);
}

/* 202: some nodes have it, and the others will. */
static void
test_accepted (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *id = herald_test_add (fixture->a, "Words");

  g_free (herald_test_add_asset (fixture->a, id, "not really a picture"));
  set_fault (fixture, "POST", "", HERALD_COUCH_FAULT_ACCEPTED, 0, 1000);
  herald_test_sync_quietly (fixture->a, fixture->remote);
  set_fault (fixture, "PUT", "", HERALD_COUCH_FAULT_ACCEPTED, 0, 1000);
  herald_test_sync_quietly (fixture->b, fixture->remote);
  herald_test_assert_equal (fixture->a, fixture->b);
}

/* The database was made anew, by whoever wanted to begin again: whoever has words brings them back. */
static void
test_made_anew (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *id = herald_test_add (fixture->a, "Words");

  g_free (herald_test_add_asset (fixture->a, id, "not really a picture"));
  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_sync_quietly (fixture->b, fixture->remote);

  herald_couch_server_drop (fixture->server, "team");
  herald_couch_server_drop (fixture->server, "team-objects");
  herald_test_sync_quietly (fixture->b, fixture->remote);
  g_assert_true (server_says (fixture, id, "Words"));
  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_assert_equal (fixture->a, fixture->b);
}

/* Another replica answers, which is behind. */
static void
test_stale (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *id = herald_test_add (fixture->a, "First");

  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_sync_quietly (fixture->b, fixture->remote);
  herald_test_edit (fixture->a, id, "Second");
  herald_test_sync_quietly (fixture->a, fixture->remote);

  set_fault (fixture, "GET", "/_changes", HERALD_COUCH_FAULT_STALE, 100, 1000);
  for (guint i = 0; i < 3; i++)
    herald_test_sync_quietly (fixture->b, fixture->remote);
  g_assert_cmpuint (herald_test_n_heads (fixture->b, id), ==, 1);
  herald_test_assert_equal (fixture->a, fixture->b);
}

static char *
judge (const char *user,
       const char *id,
       const char *body,
       gpointer    user_data)
{
  return strcmp (user, "lin") == 0 ? g_strdup ("read-only: this account may read, not write") : NULL;
}

/* Whoever lost the right to write goes on reading, and keeps what is written meanwhile until the right is back. */
static void
test_right_lost (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (HeraldRemote) lin = NULL;
  g_autofree char *mine = herald_test_add (fixture->b, "Lin's");
  g_autofree char *theirs = herald_test_add (fixture->a, "Anna's");
  g_autofree char *headline = NULL;
  g_autoptr (GError) error = NULL;

  herald_couch_server_add_user (fixture->server, "lin", "pw", "[\"_admin\"]");
  lin = connect_as (fixture, "lin", "pw");
  herald_test_sync_quietly (fixture->b, lin);

  herald_couch_server_set_judge (fixture->server, judge, NULL);
  herald_test_edit (fixture->b, mine, "Lin's, later");
  herald_test_sync_quietly (fixture->a, fixture->remote);
  try_round (fixture->b, lin, &error);
  g_assert_false (server_says (fixture, mine, "later"));
  headline = herald_test_headline (fixture->b, theirs);
  g_assert_cmpstr (headline, ==, "Anna's");

  herald_couch_server_set_judge (fixture->server, NULL, NULL);
  herald_test_sync_quietly (fixture->b, lin);
  g_assert_true (server_says (fixture, mine, "later"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/faults/statuses", test_statuses);
  ADD ("/faults/wrong-password", test_wrong_password);
  ADD ("/faults/too-large", test_too_large);
  ADD ("/faults/file-refused", test_file_refused);
  ADD ("/faults/accepted", test_accepted);
  ADD ("/faults/made-anew", test_made_anew);
  ADD ("/faults/stale", test_stale);
  ADD ("/faults/right-lost", test_right_lost);
#undef ADD

  return g_test_run ();
}
