/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One table of what CouchDB 3.4 documents, asked of the server in this process and of the one from npm: both follow the
 * same rules, and so neither is what Herald happens to need. */
#include "herald-couch-server.h"
#include "herald-json.h"
#include "herald-members.h"
#include "herald-npm-server.h"
#include "herald-sync-support.h"

#include <libsoup/soup.h>
#include <string.h>

#define EVERYWHERE FALSE
#define NOT_NPM    TRUE  /* where that server differs from CouchDB, and is known to */

/* "{a}" in path and body is the revision that the row with keep 'a' gave. */
typedef struct
{
  const char *what;
  const char *method;
  const char *path;
  const char *body;
  guint       status;
  const char *has;     /* found in the reply without its spaces; or NULL */
  const char *has_not;
  char        keep;
  gboolean    not_npm;
} Row;

static const Row rows[] = {
  { "no database yet", "GET", "/rules", NULL, 404, "\"error\":\"not_found\"", NULL, 0, EVERYWHERE },
  { "make it", "PUT", "/rules", NULL, 201, "\"ok\":true", NULL, 0, EVERYWHERE },
  { "make it again", "PUT", "/rules", NULL, 412, "\"error\":\"file_exists\"", NULL, 0, EVERYWHERE },
  { "tell", "GET", "/rules", NULL, 200, "\"db_name\":\"rules\"", NULL, 0, EVERYWHERE },
  { "an illegal name", "PUT", "/Rules", NULL, 400, "illegal_database_name", NULL, 0, NOT_NPM },

  { "no document yet", "GET", "/rules/one", NULL, 404, "\"error\":\"not_found\"", NULL, 0, EVERYWHERE },
  { "write", "PUT", "/rules/one", "{\"n\":1}", 201, "\"id\":\"one\"", NULL, 'a', EVERYWHERE },
  { "write without a revision", "PUT", "/rules/one", "{\"n\":2}", 409, "\"error\":\"conflict\"", NULL, 0, EVERYWHERE },
  { "write with a wrong revision", "PUT", "/rules/one", "{\"_rev\":\"1-0123456789abcdef0123456789abcdef\",\"n\":2}", 409,
    "\"error\":\"conflict\"", NULL, 0, EVERYWHERE },
  { "write with no revision at all", "PUT", "/rules/one", "{\"_rev\":\"x\"}", 400, "bad_request", NULL, 0, EVERYWHERE },
  { "write on", "PUT", "/rules/one", "{\"_rev\":\"{a}\",\"n\":2}", 201, "\"rev\":\"2-", NULL, 'b', EVERYWHERE },
  { "write on from before", "PUT", "/rules/one", "{\"_rev\":\"{a}\",\"n\":3}", 409, "conflict", NULL, 0, EVERYWHERE },
  { "read", "GET", "/rules/one", NULL, 200, "\"n\":2", "_conflicts", 0, EVERYWHERE },
  { "read an older one", "GET", "/rules/one?rev={a}", NULL, 200, "\"n\":1", NULL, 0, EVERYWHERE },
  { "read with its history", "GET", "/rules/one?revs=true", NULL, 200, "\"start\":2", NULL, 0, EVERYWHERE },
  { "a member that is not one's own", "PUT", "/rules/two", "{\"_strange\":1}", 400, "doc_validation", NULL, 0, NOT_NPM },
  { "an id that is not one's own", "PUT", "/rules/_mine", "{}", 400, NULL, NULL, 0, NOT_NPM },
  { "not JSON", "PUT", "/rules/two", "{", 400, "bad_request", NULL, 0, EVERYWHERE },
  { "an odd id", "PUT", "/rules/a%3Ab%2Bc%20%C3%A9", "{}", 201, "\"id\":\"a:b+cé\"", NULL, 0, EVERYWHERE },

  { "delete without a revision", "DELETE", "/rules/one", NULL, 409, NULL, NULL, 0, NOT_NPM },
  { "delete", "DELETE", "/rules/one?rev={b}", NULL, 200, "\"rev\":\"3-", NULL, 'c', EVERYWHERE },
  { "read what is deleted", "GET", "/rules/one", NULL, 404, "\"error\":\"not_found\"", NULL, 0, EVERYWHERE },
  { "and be told so", "GET", "/rules/one", NULL, 404, "\"reason\":\"deleted\"", NULL, 0, NOT_NPM },
  { "read the tombstone", "GET", "/rules/one?rev={c}", NULL, 200, "\"_deleted\":true", NULL, 0, EVERYWHERE },
  { "write again", "PUT", "/rules/one", "{\"n\":4}", 201, "\"rev\":\"4-", NULL, 'd', EVERYWHERE },

  { "many", "POST", "/rules/_bulk_docs", "{\"docs\":[{\"_id\":\"m1\"},{\"_id\":\"m2\"},{\"_id\":\"one\"}]}", 201,
    "{\"ok\":true,\"id\":\"m2\"", NULL, 0, EVERYWHERE },
  { "many, one of which is there", "POST", "/rules/_bulk_docs", "{\"docs\":[{\"_id\":\"m1\"},{\"_id\":\"m3\"}]}", 201,
    "\"error\":\"conflict\"", NULL, 0, EVERYWHERE },
  { "many, none named", "POST", "/rules/_bulk_docs", "{}", 400, "bad_request", NULL, 0, EVERYWHERE },
  { "a leaf by replication", "POST", "/rules/_bulk_docs",
    "{\"new_edits\":false,\"docs\":[{\"_id\":\"m1\",\"_rev\":\"1-ffffffffffffffffffffffffffffffff\",\"n\":9}]}", 201, "[]", NULL, 0,
    EVERYWHERE },
  { "the greater name wins", "GET", "/rules/m1?conflicts=true", NULL, 200, "\"n\":9", NULL, 0, EVERYWHERE },
  { "the other is told", "GET", "/rules/m1?conflicts=true", NULL, 200, "\"_conflicts\":[\"1-", NULL, 0, EVERYWHERE },
  { "a longer history wins", "POST", "/rules/_bulk_docs",
    "{\"new_edits\":false,\"docs\":[{\"_id\":\"m1\",\"_rev\":\"3-0000000000000000000000000000000c\",\"_revisions\":{\"start\":3,\"ids\":"
    "[\"0000000000000000000000000000000c\",\"0000000000000000000000000000000b\",\"0000000000000000000000000000000a\"]},\"n\":10}]}",
    201, "[]", NULL, 0, EVERYWHERE },
  { "it does", "GET", "/rules/m1?conflicts=true", NULL, 200, "\"n\":10", NULL, 0, EVERYWHERE },
  { "a loser goes", "PUT", "/rules/m1", "{\"_rev\":\"1-ffffffffffffffffffffffffffffffff\",\"_deleted\":true}", 201, "\"rev\":\"2-", NULL,
    0, EVERYWHERE },
  { "the winner stays", "GET", "/rules/m1?conflicts=true", NULL, 200, "\"n\":10", "1-ffff", 0, EVERYWHERE },
  { "the winner goes", "DELETE", "/rules/m1?rev=3-0000000000000000000000000000000c", NULL, 200, "\"rev\":\"4-", NULL, 0, EVERYWHERE },
  { "what is left wins", "GET", "/rules/m1", NULL, 200, "\"_rev\":\"1-", NULL, 0, EVERYWHERE },

  { "all", "GET", "/rules/_all_docs", NULL, 200, "\"id\":\"m2\"", "\"n\":", 0, EVERYWHERE },
  { "a range", "GET", "/rules/_all_docs?startkey=%22m2%22&endkey=%22m3%22&limit=1", NULL, 200, "\"id\":\"m2\"", "\"id\":\"m3\"", 0,
    EVERYWHERE },
  { "a range, going on", "GET", "/rules/_all_docs?startkey=%22m2%22&endkey=%22m9%22&limit=5&skip=1", NULL, 200, "\"id\":\"m3\"",
    "\"id\":\"m2\"", 0, EVERYWHERE },
  { "by keys", "POST", "/rules/_all_docs", "{\"keys\":[\"m3\",\"none\",\"m2\"]}", 200, "\"key\":\"none\",\"error\":\"not_found\"",
    "\"doc\":", 0, EVERYWHERE },
  { "by keys, with documents", "POST", "/rules/_all_docs?include_docs=true", "{\"keys\":[\"one\"]}", 200, "\"n\":4", NULL, 0,
    EVERYWHERE },
  { "delete one for good", "DELETE", "/rules/one?rev={d}", NULL, 200, NULL, NULL, 0, EVERYWHERE },
  { "by key, deleted", "POST", "/rules/_all_docs?include_docs=true", "{\"keys\":[\"one\"]}", 200, "\"deleted\":true", "\"n\":4", 0,
    EVERYWHERE },
  { "many by revision", "POST", "/rules/_bulk_get", "{\"docs\":[{\"id\":\"one\",\"rev\":\"{a}\"},{\"id\":\"none\",\"rev\":\"1-a\"}]}",
    200, "\"n\":1", NULL, 0, EVERYWHERE },

  { "changes", "GET", "/rules/_changes", NULL, 200, "\"last_seq\":", "\"doc\":", 0, EVERYWHERE },
  { "changes say what is deleted", "GET", "/rules/_changes", NULL, 200, "\"deleted\":true", NULL, 0, EVERYWHERE },
  { "changes with documents", "GET", "/rules/_changes?include_docs=true&conflicts=true&since=0", NULL, 200, "\"_id\":\"m2\"", NULL, 0,
    EVERYWHERE },
  { "some changes", "GET", "/rules/_changes?limit=1", NULL, 200, "\"pending\":", NULL, 0, NOT_NPM },

  { "no note yet", "GET", "/rules/_local/note", NULL, 404, "not_found", NULL, 0, EVERYWHERE },
  { "a note", "PUT", "/rules/_local/note", "{\"token\":\"t\"}", 201, "\"rev\":\"0-1\"", NULL, 'n', EVERYWHERE },
  { "read the note", "GET", "/rules/_local/note", NULL, 200, "\"token\":\"t\"", NULL, 0, EVERYWHERE },
  { "note again", "PUT", "/rules/_local/note", "{\"token\":\"u\",\"_rev\":\"{n}\"}", 201, "\"rev\":\"0-2\"", NULL, 0, EVERYWHERE },
  { "notes are in no changes", "GET", "/rules/_changes", NULL, 200, "\"results\":", "_local", 0, EVERYWHERE },

  { "a file", "PUT", "/rules/file/data", "bytes", 201, "\"rev\":\"1-", NULL, 'f', EVERYWHERE },
  { "read the file", "GET", "/rules/file/data", NULL, 200, "bytes", NULL, 0, EVERYWHERE },
  { "its document", "GET", "/rules/file", NULL, 200, "\"stub\":true", NULL, 0, EVERYWHERE },
  { "a file again", "PUT", "/rules/file/data", "others", 409, "conflict", NULL, 0, EVERYWHERE },
  { "no such file", "GET", "/rules/file/other", NULL, 404, "not_found", NULL, 0, EVERYWHERE },
  { "keep the file", "PUT", "/rules/file",
    "{\"_rev\":\"{f}\",\"n\":1,\"_attachments\":{\"data\":{\"stub\":true,\"content_type\":\"text/plain\",\"length\":5,"
    "\"revpos\":1,\"digest\":\"md5-SzpiGLs+OnMD6KFxpg/Pkg==\"}}}", 201, "\"rev\":\"2-", NULL, 'g', EVERYWHERE },
  { "it is kept", "GET", "/rules/file/data", NULL, 200, "bytes", NULL, 0, EVERYWHERE },
  { "let the file go", "PUT", "/rules/file", "{\"_rev\":\"{g}\",\"n\":2}", 201, "\"rev\":\"3-", NULL, 0, EVERYWHERE },
  { "it is gone", "GET", "/rules/file/data", NULL, 404, "not_found", NULL, 0, EVERYWHERE },

  { "who may", "GET", "/rules/_security", NULL, 200, "{", NULL, 0, EVERYWHERE },
  { "who is it", "GET", "/_session", NULL, 200, "\"name\":\"" HERALD_COUCH_USER "\"", NULL, 0, EVERYWHERE },
  { "drop it", "DELETE", "/rules", NULL, 200, "\"ok\":true", NULL, 0, EVERYWHERE },
  { "gone", "GET", "/rules/_all_docs", NULL, 404, "not_found", NULL, 0, EVERYWHERE },
};

static char *
fill_in (const char *text,
         char      **kept)
{
  g_autoptr (GString) filled = g_string_new (text);

  for (char c = 'a'; c <= 'z'; c++)
    {
      const char place[] = { '{', c, '}', '\0' };

      if (kept[c - 'a'] != NULL)
        g_string_replace (filled, place, kept[c - 'a'], 0);
    }

  return g_strdup (filled->str);
}

static char *
ask (SoupSession *session,
     guint        port,
     const Row   *row,
     char       **kept,
     guint       *status)
{
  g_autofree char *path = fill_in (row->path, kept);
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u%s", port, path);
  g_autoptr (SoupMessage) message = soup_message_new (row->method, url);
  g_autofree char *plain = g_strdup (HERALD_COUCH_USER ":" HERALD_COUCH_PASSWORD);
  g_autofree char *encoded = g_base64_encode ((const guchar *) plain, strlen (plain));
  g_autofree char *header = g_strconcat ("Basic ", encoded, NULL);
  g_autoptr (GBytes) reply = NULL;
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", header);
  if (row->body != NULL)
    {
      g_autofree char *body = fill_in (row->body, kept);
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, strstr (row->path, "/data") != NULL ? "text/plain" : "application/json", bytes);
    }

  reply = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  *status = soup_message_get_status (message);

  for (gsize i = 0; i < g_bytes_get_size (reply); i++)
    if (!g_ascii_isspace (((const char *) g_bytes_get_data (reply, NULL))[i]))
      g_string_append_c (text, ((const char *) g_bytes_get_data (reply, NULL))[i]);

  return g_string_free (text, FALSE);
}

static void
keep_rev (const char *reply,
          char      **kept,
          char        name)
{
  g_autoptr (JsonNode) node = herald_json_parse (reply, -1, NULL);

  kept[name - 'a'] = g_strdup (herald_member_string (herald_node_object (node), "rev"));
}

static void
run_table (guint    port,
           gboolean is_npm)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  char *kept['z' - 'a' + 1] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint status = 0;
      g_autofree char *reply = NULL;

      if (is_npm && rows[i].not_npm)
        continue;

      reply = ask (session, port, &rows[i], kept, &status);
      if (status != rows[i].status || (rows[i].has != NULL && strstr (reply, rows[i].has) == NULL) ||
          (rows[i].has_not != NULL && strstr (reply, rows[i].has_not) != NULL))
        {
          g_test_message ("%s: %u %s", rows[i].what, status, reply);
          g_test_fail ();
        }
      if (rows[i].keep != 0)
        keep_rev (reply, kept, rows[i].keep);
    }

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    g_free (kept[i]);
}

static void
test_here (void)
{
  g_autoptr (HeraldCouchServer) server = herald_couch_server_new ();

  run_table (herald_couch_server_port (server), FALSE);
}

static void
test_npm (void)
{
  g_autoptr (HeraldNpmServer) server = NULL;

  if (herald_npm_server_why_not () != NULL)
    {
      g_test_skip (herald_npm_server_why_not ());
      return;
    }

  server = herald_npm_server_new (HERALD_COUCH_USER, HERALD_COUCH_PASSWORD, "{}");
  run_table (herald_npm_server_port (server), TRUE);
}

/* What the one from npm cannot show: who may not, log-ins that expire, sizes, long-poll with heartbeats. */

static guint
ask_as (SoupSession *session,
        guint        port,
        const char  *user,
        const char  *method,
        const char  *path,
        const char  *body,
        char       **reply)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u%s", port, path);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  g_autofree char *encoded = user != NULL ? g_base64_encode ((const guchar *) user, strlen (user)) : NULL;
  g_autofree char *header = user != NULL ? g_strconcat ("Basic ", encoded, NULL) : NULL;
  g_autoptr (GBytes) got = NULL;
  g_autoptr (GError) error = NULL;

  if (header != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", header);
  if (bytes != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", bytes);
  got = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  if (reply != NULL)
    *reply = g_strndup (g_bytes_get_data (got, NULL), g_bytes_get_size (got));

  return soup_message_get_status (message);
}

static SoupSession *
new_session (void)
{
  SoupSession *session = soup_session_new ();

  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  return session;
}

static void
test_who_may (void)
{
  const char *admin = HERALD_COUCH_USER ":" HERALD_COUCH_PASSWORD;
  g_autoptr (HeraldCouchServer) server = herald_couch_server_new ();
  g_autoptr (SoupSession) session = new_session ();
  guint port = herald_couch_server_port (server);

  herald_couch_server_add_user (server, "lin", "pw", "[\"herald-editor\"]");
  g_assert_cmpuint (ask_as (session, port, NULL, "GET", "/team", NULL, NULL), ==, 401);
  g_assert_cmpuint (ask_as (session, port, "lin:pw", "PUT", "/team", NULL, NULL), ==, 401);
  g_assert_cmpuint (ask_as (session, port, admin, "PUT", "/team", NULL, NULL), ==, 201);
  g_assert_cmpuint (ask_as (session, port, "lin:pw", "GET", "/team", NULL, NULL), ==, 403);
  g_assert_cmpuint (ask_as (session, port, admin, "PUT", "/team/_security",
                            "{\"members\":{\"roles\":[\"herald-editor\"]}}", NULL), ==, 200);
  g_assert_cmpuint (ask_as (session, port, "lin:pw", "GET", "/team", NULL, NULL), ==, 200);
  g_assert_cmpuint (ask_as (session, port, "lin:pw", "PUT", "/team/one", "{}", NULL), ==, 201);
  g_assert_cmpuint (ask_as (session, port, "lin:pw", "PUT", "/team/_design/x", "{}", NULL), ==, 401);
  g_assert_cmpuint (ask_as (session, port, "lin:pw", "DELETE", "/team", NULL, NULL), ==, 401);

  for (guint i = 0; i < 5; i++)
    g_assert_cmpuint (ask_as (session, port, "lin:no", "GET", "/team", NULL, NULL), ==, 401);
  g_assert_cmpuint (ask_as (session, port, "lin:pw", "GET", "/team", NULL, NULL), ==, 403);
}

static void
test_log_in (void)
{
  g_autoptr (HeraldCouchServer) server = herald_couch_server_new ();
  g_autoptr (SoupSession) session = new_session ();
  guint port = herald_couch_server_port (server);

  soup_session_add_feature_by_type (session, SOUP_TYPE_COOKIE_JAR);
  g_assert_cmpuint (ask_as (session, port, NULL, "POST", "/_session", "{\"name\":\"anna\",\"password\":\"no\"}", NULL), ==, 401);
  g_assert_cmpuint (ask_as (session, port, NULL, "POST", "/_session",
                            "{\"name\":\"anna\",\"password\":\"" HERALD_COUCH_PASSWORD "\"}", NULL), ==, 200);
  g_assert_cmpuint (ask_as (session, port, NULL, "GET", "/team", NULL, NULL), ==, 404);
  herald_couch_server_end_sessions (server);
  g_assert_cmpuint (ask_as (session, port, NULL, "GET", "/team", NULL, NULL), ==, 401);
}

static void
test_too_large (void)
{
  const char *admin = HERALD_COUCH_USER ":" HERALD_COUCH_PASSWORD;
  g_autoptr (HeraldCouchServer) server = herald_couch_server_new ();
  g_autoptr (SoupSession) session = new_session ();
  guint port = herald_couch_server_port (server);

  herald_couch_server_set_max_document (server, 30);
  ask_as (session, port, admin, "PUT", "/team", NULL, NULL);
  g_assert_cmpuint (ask_as (session, port, admin, "PUT", "/team/one", "{\"text\":\"short\"}", NULL), ==, 201);
  g_assert_cmpuint (ask_as (session, port, admin, "PUT", "/team/two", "{\"text\":\"not quite as short as that\"}", NULL), ==, 413);
  g_assert_cmpuint (ask_as (session, port, admin, "POST", "/team/_bulk_docs",
                            "{\"docs\":[{\"_id\":\"a\"},{\"_id\":\"b\",\"text\":\"not quite as short as that\"}]}", NULL), ==, 413);
  g_assert_cmpuint (ask_as (session, port, admin, "GET", "/team/a", NULL, NULL), ==, 404);
}

static gpointer
write_later (gpointer user_data)
{
  const char *admin = HERALD_COUCH_USER ":" HERALD_COUCH_PASSWORD;
  HeraldCouchServer *server = user_data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (SoupSession) session = NULL;

  g_main_context_push_thread_default (context);
  session = new_session ();
  while (herald_couch_server_get_requests (server) < 2)
    g_thread_yield ();
  ask_as (session, herald_couch_server_port (server), admin, "PUT", "/team/one", "{}", NULL);
  g_clear_object (&session);
  g_main_context_pop_thread_default (context);
  return NULL;
}

static void
test_long_poll (void)
{
  const char *admin = HERALD_COUCH_USER ":" HERALD_COUCH_PASSWORD;
  g_autoptr (HeraldCouchServer) server = herald_couch_server_new ();
  g_autoptr (SoupSession) session = new_session ();
  g_autofree char *timed_out = NULL;
  g_autofree char *reply = NULL;
  guint port = herald_couch_server_port (server);
  GThread *thread = NULL;

  ask_as (session, port, admin, "PUT", "/team", NULL, NULL);
  thread = g_thread_new ("writer", write_later, server);
  g_assert_cmpuint (ask_as (session, port, admin, "GET", "/team/_changes?feed=longpoll&heartbeat=1", NULL, &reply), ==, 200);
  g_thread_join (thread);
  g_assert_true (g_str_has_prefix (reply, "\n"));
  g_assert_nonnull (strstr (reply, "\"id\":\"one\""));

  ask_as (session, port, admin, "GET", "/team/_changes?feed=longpoll&timeout=1&since=now", NULL, &timed_out);
  g_assert_nonnull (strstr (timed_out, "\"results\":[\n\n]"));
}

/* A sequence of before a restore is taken, and tells nothing of what it does not cover; one of a database that was
 * dropped is the beginning. */
static void
test_sequences (void)
{
  const char *admin = HERALD_COUCH_USER ":" HERALD_COUCH_PASSWORD;
  g_autoptr (HeraldCouchServer) server = herald_couch_server_new ();
  g_autoptr (SoupSession) session = new_session ();
  g_autoptr (GHashTable) saved = NULL;
  guint port = herald_couch_server_port (server);
  g_autofree char *before = NULL;
  g_autofree char *path = NULL;
  g_autofree char *after = NULL;
  g_autofree char *anew = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *since = NULL;

  ask_as (session, port, admin, "PUT", "/team", NULL, NULL);
  ask_as (session, port, admin, "PUT", "/team/one", "{}", NULL);
  saved = herald_couch_server_save (server);
  ask_as (session, port, admin, "PUT", "/team/one", "{\"_rev\":\"1-0\"}", NULL);
  ask_as (session, port, admin, "POST", "/team/_bulk_docs", "{\"docs\":[{\"_id\":\"a\"},{\"_id\":\"b\"},{\"_id\":\"c\"}]}", NULL);

  ask_as (session, port, admin, "GET", "/team/_changes", NULL, &before);
  node = herald_json_parse (before, -1, NULL);
  since = g_uri_escape_string (herald_member_string (herald_node_object (node), "last_seq"), NULL, FALSE);
  path = g_strconcat ("/team/_changes?since=", since, NULL);

  herald_couch_server_restore (server, saved);
  ask_as (session, port, admin, "PUT", "/team/b", "{}", NULL);
  ask_as (session, port, admin, "GET", path, NULL, &after);
  g_assert_null (strstr (after, "\"id\""));

  ask_as (session, port, admin, "DELETE", "/team", NULL, NULL);
  ask_as (session, port, admin, "PUT", "/team", NULL, NULL);
  ask_as (session, port, admin, "PUT", "/team/b", "{}", NULL);
  ask_as (session, port, admin, "GET", path, NULL, &anew);
  g_assert_nonnull (strstr (anew, "\"id\":\"b\""));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/couch-rules/here", test_here);
  g_test_add_func ("/couch-rules/npm", test_npm);
  g_test_add_func ("/couch-rules/who-may", test_who_may);
  g_test_add_func ("/couch-rules/log-in", test_log_in);
  g_test_add_func ("/couch-rules/too-large", test_too_large);
  g_test_add_func ("/couch-rules/long-poll", test_long_poll);
  g_test_add_func ("/couch-rules/sequences", test_sequences);

  return g_test_run ();
}
