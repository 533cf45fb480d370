/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Servers that mean harm, or are broken: whatever they say, nothing crashes, hangs, fills the disk or is written outside
 * the library; and when an honest one answers again, all is as it should be. Every member of every reply in turn is
 * something else (some by day; HERALD_SYNC_EVERY_VALUE=1 for a night). */
#include "herald-canned-server.h"
#include "herald-couch-remote.h"
#include "herald-couch-server.h"
#include "herald-json.h"
#include "herald-members.h"
#include "herald-sync-support.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define PLACE  "@HOSTILE@"
#define STRIDE 5 /* places between two that are tried by day */

static const char * const values[] = {
  "null", "true", "-1", "9007199254740993", "1e400", "\"\"", "\"../../../../../tmp/herald-outside\"",
  "\"<script>alert(1)</script><img src=x onerror=alert(1)>\"", "[]", "{}", "[[[[{\"a\":[null]}]]]]", "\"\\u0000\"", "{\"a\":1,\"a\":2}",
  "\"\\ud800\"", "[{\"_id\":\"x\",\"_rev\":\"1-x\"}]",
};

typedef struct
{
  HeraldCouchServer *server;
  HeraldRemote      *remote;
  HeraldLibrary     *a;
  char              *id;

  /* of the filter, in the server's thread */
  GHashTable        *counts; /* "GET /team" -> how many places its reply has */
  const char        *reply;  /* which one is not what it should be */
  guint              place;
  const char        *value;
  guint              used;
} Fixture;

/* Places in a reply */

static JsonNode *copy_but (JsonNode *node, guint place, guint *at);

static JsonNode *
copy_object_but (JsonObject *object,
                 guint       place,
                 guint      *at)
{
  g_autoptr (JsonObject) copy = json_object_new ();
  JsonObjectIter iter = { 0 };
  const char *name = NULL;
  JsonNode *value = NULL;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    json_object_set_member (copy, name, copy_but (value, place, at));

  return json_node_init_object (json_node_alloc (), copy);
}

static JsonNode *
copy_array_but (JsonArray *array,
                guint      place,
                guint     *at)
{
  g_autoptr (JsonArray) copy = json_array_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    json_array_add_element (copy, copy_but (json_array_get_element (array, i), place, at));

  return json_node_init_array (json_node_alloc (), copy);
}

/* Counts all values while it copies; the one at the place becomes PLACE. */
static JsonNode *
copy_but (JsonNode *node,
          guint     place,
          guint    *at)
{
  if ((*at)++ == place)
    return json_node_init_string (json_node_alloc (), PLACE);
  if (JSON_NODE_HOLDS_OBJECT (node))
    return copy_object_but (json_node_get_object (node), place, at);
  if (JSON_NODE_HOLDS_ARRAY (node))
    return copy_array_but (json_node_get_array (node), place, at);

  return json_node_copy (node);
}

static GBytes *
change (GBytes     *body,
        guint       place,
        const char *value,
        guint      *n_places)
{
  g_autoptr (JsonNode) node = herald_json_parse_bytes (body, NULL);
  guint at = 0;
  g_autoptr (JsonNode) changed = node != NULL ? copy_but (node, place, &at) : NULL;
  g_autofree char *written = changed != NULL ? json_to_string (changed, FALSE) : NULL;
  g_autoptr (GString) text = g_string_new (written);

  *n_places = at;
  if (written == NULL || value == NULL)
    return NULL;

  g_string_replace (text, "\"" PLACE "\"", value, 1);
  return g_string_free_to_bytes (g_steal_pointer (&text));
}

static GBytes *
filter (const char *method,
        const char *path,
        GBytes     *body,
        gpointer    user_data)
{
  Fixture *fixture = user_data;
  g_autofree char *reply = g_strdup_printf ("%s %s", method, strstr (path, "_local/") != NULL ? "_local" : path);
  guint n_places = 0;

  if (fixture->reply != NULL && strcmp (fixture->reply, reply) == 0)
    {
      fixture->used++;
      return change (body, fixture->place, fixture->value, &n_places);
    }

  if (fixture->reply == NULL)
    {
      change (body, G_MAXUINT, NULL, &n_places);
      n_places = MAX (n_places, GPOINTER_TO_UINT (g_hash_table_lookup (fixture->counts, reply)));
      g_hash_table_replace (fixture->counts, g_steal_pointer (&reply), GUINT_TO_POINTER (n_places));
    }
  return NULL;
}

static HeraldRemote *
connect_to (HeraldCouchServer *server)
{
  g_autofree char *url = herald_couch_server_url (server, HERALD_COUCH_USER, "team");
  g_autoptr (GError) error = NULL;
  HeraldRemote *remote = herald_couch_remote_new (url, HERALD_COUCH_PASSWORD, &error);

  g_assert_no_error (error);
  herald_couch_remote_set_retry_delay (HERALD_COUCH_REMOTE (remote), 0);
  return remote;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->server = herald_couch_server_new ();
  fixture->remote = connect_to (fixture->server);
  fixture->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  fixture->a = herald_test_library_new ("Aurelia");
  fixture->id = herald_test_add (fixture->a, "“Una lente” — 两家公司");
  g_free (herald_test_add_asset (fixture->a, fixture->id, "not really a picture"));
  herald_test_save (fixture->a, fixture->id, "First");
  herald_test_edit (fixture->a, fixture->id, "Second");
  herald_test_sync_quietly (fixture->a, fixture->remote);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  herald_test_library_close (fixture->a);
  g_object_unref (fixture->remote);
  herald_couch_server_free (fixture->server);
  g_hash_table_unref (fixture->counts);
  g_free (fixture->id);
}

/* A round of a library that has something to take in and something to send. */
static void
run_round (Fixture       *fixture,
           HeraldLibrary *library,
           gboolean       honest)
{
  g_autoptr (HeraldRemote) remote = connect_to (fixture->server);
  g_autoptr (HeraldAuthor) author = herald_test_author ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldSyncResult) result = herald_sync_run (library, remote, author, NULL, &error);

  if (honest && g_error_matches (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_IDENTITY))
    {
      /* It said that it was another's, and the person is asked. */
      g_clear_error (&error);
      g_assert_true (herald_sync_accept_remote (library, &error));
      result = herald_sync_run (library, remote, author, NULL, &error);
    }

  if (honest)
    g_assert_no_error (error);
  else if (result == NULL)
    g_assert_true (error->domain == HERALD_SYNC_ERROR || error->domain == HERALD_MODEL_ERROR);
}

/* Changes that are other ones are no broken reply: nobody can tell. The second place is "results". */
static gboolean
is_believable (const char *reply,
               guint       place,
               const char *value)
{
  return strcmp (reply, "GET /team/_changes") == 0 && place == 1 && (strcmp (value, "[]") == 0 || g_str_has_prefix (value, "[{"));
}

/* Each case begins with the same server. */
static void
try_value (Fixture    *fixture,
           GHashTable *saved,
           const char *reply,
           guint       place,
           const char *value)
{
  HeraldLibrary *b = herald_test_library_new ("Kitefin");
  HeraldLibrary *c = herald_test_library_new ("Press");

  herald_couch_server_restore (fixture->server, saved);
  g_free (herald_test_add (b, "Mine"));
  fixture->place = place;
  fixture->value = value;
  fixture->used = 0;
  fixture->reply = reply;
  herald_couch_server_set_filter (fixture->server, filter, fixture);
  run_round (fixture, b, FALSE);
  herald_couch_server_set_filter (fixture->server, NULL, NULL);

  if (g_test_verbose ())
    g_test_message ("%s: %u is %s", reply, place, value);
  g_assert_cmpuint (fixture->used, >, 0);
  run_round (fixture, b, TRUE);
  run_round (fixture, c, TRUE);
  if (!is_believable (reply, place, value))
    herald_test_assert_equal (b, c);
  herald_test_library_close (b);
  herald_test_library_close (c);
}

static void
count_places (Fixture *fixture)
{
  HeraldLibrary *b = herald_test_library_new ("Kitefin");

  g_free (herald_test_add (b, "Mine"));
  fixture->reply = NULL;
  herald_couch_server_set_filter (fixture->server, filter, fixture);
  run_round (fixture, b, TRUE);
  herald_couch_server_set_filter (fixture->server, NULL, NULL);
  herald_test_library_close (b);
}

static void
test_every_member (Fixture       *fixture,
                   gconstpointer  data)
{
  gboolean all = g_getenv ("HERALD_SYNC_EVERY_VALUE") != NULL;
  g_autoptr (GHashTable) saved = herald_couch_server_save (fixture->server);
  guint turn = (guint) g_test_rand_int_range (0, 1000);
  GHashTableIter iter = { 0 };
  gpointer reply = NULL;
  gpointer count = NULL;
  guint cases = 0;

  count_places (fixture);
  g_hash_table_iter_init (&iter, fixture->counts);
  while (g_hash_table_iter_next (&iter, &reply, &count))
    for (guint place = all ? 0 : turn % STRIDE; place < GPOINTER_TO_UINT (count); place += all ? 1 : STRIDE)
      for (guint i = 0; i < (all ? G_N_ELEMENTS (values) : 1); i++, cases++, turn++)
        try_value (fixture, saved, reply, place, values[all ? i : turn % G_N_ELEMENTS (values)]);

  g_test_message ("%u cases, %u replies", cases, g_hash_table_size (fixture->counts));
}

/* What no JSON may hold, in the middle of one document. */
static GBytes *
garble (const char *method,
        const char *path,
        GBytes     *body,
        gpointer    user_data)
{
  g_autoptr (GString) text = NULL;

  if (!g_str_has_suffix (path, "/_changes"))
    return NULL;

  text = g_string_new_len (g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body));
  g_string_replace (text, user_data, "\\u0000", 1);
  return g_string_free_to_bytes (g_steal_pointer (&text));
}

/* The sequence goes on past a document that cannot be read; it is looked at again, and the others are there at once. */
static void
test_garbled_row (Fixture       *fixture,
                  gconstpointer  data)
{
  HeraldLibrary *b = herald_test_library_new ("Kitefin");
  g_autofree char *other = herald_test_add (fixture->a, "Another");
  g_autofree char *headline = NULL;

  run_round (fixture, fixture->a, TRUE);
  herald_couch_server_set_filter (fixture->server, garble, (gpointer) "Second");
  run_round (fixture, b, TRUE);
  headline = herald_test_headline (b, other);
  g_assert_cmpstr (headline, ==, "Another");

  herald_couch_server_set_filter (fixture->server, NULL, NULL);
  run_round (fixture, b, TRUE);
  herald_test_assert_equal (fixture->a, b);
  herald_test_library_close (b);
}

static GBytes *
take_results_out (const char *method,
                  const char *path,
                  GBytes     *body,
                  gpointer    user_data)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  char *changed = g_str_has_suffix (path, "/_changes") ? g_strconcat ("{\"results\":true,", strstr (text, "\"last_seq\""), NULL)
                                                       : NULL;

  return changed != NULL ? g_bytes_new_take (changed, strlen (changed)) : NULL;
}

/* A reply without what was asked for is none: the next one is asked for the same. */
static void
test_no_results (Fixture       *fixture,
                 gconstpointer  data)
{
  HeraldLibrary *b = herald_test_library_new ("Kitefin");
  g_autoptr (HeraldRemote) remote = connect_to (fixture->server);
  g_autoptr (HeraldAuthor) author = herald_test_author ();
  g_autoptr (HeraldSyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  herald_couch_server_set_filter (fixture->server, take_results_out, NULL);
  result = herald_sync_run (b, remote, author, NULL, &error);
  g_assert_null (result);
  g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_BAD_REPLY);

  herald_couch_server_set_filter (fixture->server, NULL, NULL);
  run_round (fixture, b, TRUE);
  herald_test_assert_equal (fixture->a, b);
  herald_test_library_close (b);
}

/* Replies without an end, and without a bottom */

static const struct { const char *what; const char *head; const char *piece; } endless[] = {
  { "zeros", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10737418240\r\n\r\n",
    "00000000000000000000000000000000000000000000000000000000000000000000000000000000" },
  { "heartbeats", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10737418240\r\n\r\n",
    "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n" },
  { "a string", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10737418240\r\n\r\n"
    "{\"db_name\":\"team\",\"results\":[{\"id\":\"",
    "<b>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" },
  { "brackets", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10737418240\r\n\r\n{\"results\":",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[" },
  { "rows", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10737418240\r\n\r\n{\"results\":[0",
    ",0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0" },
  { "names", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10737418240\r\n\r\n{\"db_name\":\"team\"",
    ",\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,\"i\":1,\"j\":1,\"k\":1,\"l\":1,\"m\":1,\"n\":1,\"o\":1" },
  { "a header", "HTTP/1.1 200 OK\r\nX-Long: ",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" },
};

/* Kilobytes, of this process at its greatest. */
static guint64
peak_memory (void)
{
  g_autofree char *text = NULL;
  const char *line = NULL;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL) || (line = strstr (text, "VmHWM:")) == NULL)
    return 0;

  return g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10);
}

static char *
repeat (const char *piece)
{
  g_autoptr (GString) many = g_string_new (NULL);

  for (guint i = 0; i < 1000; i++)
    g_string_append (many, piece);
  return g_strdup (many->str);
}

/* Opens the databases, or asks for changes, and gets something without an end. */
static void
get_endless (guint    i,
             gboolean rows)
{
  g_autoptr (HeraldCannedServer) server = herald_canned_server_new ();
  g_autofree char *url = herald_canned_server_url (server);
  g_autofree char *piece = repeat (endless[i].piece);
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldRemote) remote = herald_couch_remote_new (url, "secret", &error);
  g_autofree char *sequence = NULL;
  guint more = 0;

  herald_couch_remote_set_retry_delay (HERALD_COUCH_REMOTE (remote), 0);
  for (guint attempt = 0; attempt < 10; attempt++)
    herald_canned_server_add_endless (server, endless[i].head, piece);

  if (rows)
    g_assert_null (herald_remote_changes (remote, NULL, 1, TRUE, &sequence, &more, NULL, &error));
  else
    g_assert_false (herald_remote_open (remote, NULL, &error));
  g_test_message ("%s: %s", endless[i].what, error->message);
  g_assert_cmpint (error->domain, ==, HERALD_SYNC_ERROR);
}

static void
test_endless (Fixture       *fixture,
              gconstpointer  data)
{
  guint64 before = peak_memory ();

  for (guint i = 0; i < G_N_ELEMENTS (endless); i++)
    get_endless (i, GPOINTER_TO_INT (data));

#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpuint (peak_memory () - before, <, 600 * 1024);
#else
  g_assert_cmpuint (before, >, 0);
#endif
}

/* Words of colleagues */

static void
write_words (HeraldLibrary *library,
             const char    *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldWorkingCopy) copy = herald_library_get_working_copy (library, id, &error);
  g_autoptr (HeraldAnnouncement) announcement = herald_announcement_from_document (copy->document, &error);
  g_autoptr (HeraldDocument) document = NULL;
  const char *hash = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
  const char *other = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

  g_assert_no_error (error);
  g_ptr_array_add (announcement->assets, herald_asset_new (hash, "../../../../tmp/herald-outside", "../../x", 1));
  g_ptr_array_add (announcement->assets, herald_asset_new (other, "/tmp/herald-outside", "text/html\r\nX-Evil: 1", 1));
  g_ptr_array_add (announcement->tags, g_strdup ("../../../tmp/herald-outside"));
  document = herald_announcement_to_document (announcement);
  g_assert_cmpint (herald_library_put_working_copy (library, document, copy->revision, &error), >, 0);
}

/* Nothing but libraries may lie where temporary files do. */
static void
check_outside (void)
{
  g_autoptr (GDir) dir = g_dir_open (g_get_tmp_dir (), 0, NULL);
  const char *name = NULL;

  g_assert_false (g_file_test ("/tmp/herald-outside", G_FILE_TEST_EXISTS));
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (g_get_tmp_dir (), name, NULL);
      g_autoptr (GDir) inside = g_dir_open (folder, 0, NULL);
      const char *child = NULL;

      g_assert_true (g_str_has_prefix (name, "herald-sync-"));
      while (inside != NULL && (child = g_dir_read_name (inside)) != NULL)
        g_assert_cmpstr (child, ==, "library");
    }
}

static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  HeraldLibrary *b = herald_test_library_new ("Kitefin");
  g_autofree char *id = herald_test_add (fixture->a, "<script>alert(1)</script> ../../../tmp/herald-outside %s%n");
  g_autofree char *headline = NULL;

  write_words (fixture->a, id);
  run_round (fixture, fixture->a, TRUE);
  run_round (fixture, b, TRUE);
  headline = herald_test_headline (b, id);
  g_assert_cmpstr (headline, ==, "<script>alert(1)</script> ../../../tmp/herald-outside %s%n");
  check_outside ();
  herald_test_library_close (b);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = NULL;
  int status = 0;

  /* A place of its own, so that whatever else appears there is seen. */
  if (g_getenv ("TMPDIR") == NULL && g_access ("/dev/shm", W_OK) == 0)
    folder = g_mkdtemp (g_strdup ("/dev/shm/herald-hostile-XXXXXX"));
  else
    folder = g_mkdtemp (g_build_filename (g_get_tmp_dir (), "herald-hostile-XXXXXX", NULL));
  g_setenv ("TMPDIR", folder, TRUE);

  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, func) g_test_add (path, Fixture, GINT_TO_POINTER (data), set_up, func, tear_down)
  ADD ("/hostile-server/every-member", 0, test_every_member);
  ADD ("/hostile-server/garbled-row", 0, test_garbled_row);
  ADD ("/hostile-server/no-results", 0, test_no_results);
  ADD ("/hostile-server/endless/value", FALSE, test_endless);
  ADD ("/hostile-server/endless/rows", TRUE, test_endless);
  ADD ("/hostile-server/names", 0, test_names);
#undef ADD

  status = g_test_run ();
  g_rmdir (folder);
  return status;
}
