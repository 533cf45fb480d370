/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-canned-server.h"

#include "herald-couch-remote.h"
#include "herald-sync.h"

#include <string.h>

#define OPEN "{\"db_name\":\"team\"}"

typedef struct
{
  HeraldCannedServer *server;
  HeraldRemote       *remote;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;

  fixture->server = herald_canned_server_new ();
  url = herald_canned_server_url (fixture->server);
  fixture->remote = herald_couch_remote_new (url, "räv", &error);
  g_assert_no_error (error);
  herald_couch_remote_set_retry_delay (HERALD_COUCH_REMOTE (fixture->remote), 1);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->remote);
  herald_canned_server_free (fixture->server);
}

static const char *
request (Fixture *fixture,
         guint    n)
{
  GPtrArray *requests = herald_canned_server_stop (fixture->server);

  g_assert_cmpuint (n, <, requests->len);
  return g_ptr_array_index (requests, n);
}

static guint
n_requests (Fixture *fixture)
{
  return herald_canned_server_stop (fixture->server)->len;
}

static void
test_open (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  herald_canned_server_add (fixture->server, 404, "{\"error\":\"not_found\",\"reason\":\"no_db_file\"}");
  herald_canned_server_add (fixture->server, 201, "{\"ok\":true}");
  herald_canned_server_add (fixture->server, 404, "{\"error\":\"not_found\"}");
  herald_canned_server_add (fixture->server, 412, "{\"error\":\"file_exists\"}");

  g_assert_true (herald_remote_open (fixture->remote, NULL, &error));
  g_assert_no_error (error);

  g_assert_true (g_str_has_prefix (request (fixture, 0), "GET /team HTTP/1.1\r\n"));
  g_assert_true (g_str_has_prefix (request (fixture, 1), "PUT /team HTTP/1.1\r\n"));
  g_assert_true (g_str_has_prefix (request (fixture, 3), "PUT /team-objects HTTP/1.1\r\n"));
  /* Up front, and in UTF-8: "anna:räv". */
  g_assert_nonnull (strstr (request (fixture, 0), "Authorization: Basic YW5uYTpyw6R2\r\n"));
}

/* A refused log-in is never repeated: five lock the account. */
static void
test_log_in_refused (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  herald_canned_server_add (fixture->server, 401, "{\"error\":\"unauthorized\",\"reason\":\"Name or password is incorrect.\"}");
  herald_canned_server_add (fixture->server, 200, OPEN);

  g_assert_false (herald_remote_open (fixture->remote, NULL, &error));
  g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_LOG_IN);
  g_assert_cmpuint (n_requests (fixture), ==, 1);
}

static void
test_may_not_make (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  herald_canned_server_add (fixture->server, 404, "{\"error\":\"not_found\"}");
  herald_canned_server_add (fixture->server, 401, "{\"error\":\"unauthorized\"}");

  g_assert_false (herald_remote_open (fixture->remote, NULL, &error));
  g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_FORBIDDEN);
}

static void
test_retries (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  herald_canned_server_add (fixture->server, 503, "busy");
  herald_canned_server_add (fixture->server, 429, "");
  herald_canned_server_add_raw (fixture->server, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\n{\"db_na");
  herald_canned_server_add (fixture->server, 200, OPEN);
  herald_canned_server_add (fixture->server, 200, OPEN);

  g_assert_true (herald_remote_open (fixture->remote, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_requests (fixture), ==, 5);
}

static void
test_retries_end (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 20; i++)
    herald_canned_server_add (fixture->server, 503, "busy");

  g_assert_false (herald_remote_open (fixture->remote, NULL, &error));
  g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_OFFLINE);
  g_assert_cmpuint (n_requests (fixture), ==, 5);
}

static void
test_offline (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  herald_canned_server_stop (fixture->server);
  g_clear_object (&fixture->remote);
  fixture->remote = herald_couch_remote_new ("http://anna@127.0.0.1:1/team", "x", NULL);

  g_assert_false (herald_remote_open (fixture->remote, NULL, &error));
  g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_OFFLINE);
}

/* libsoup takes a chunked body that ends at a chunk's end for a whole one. */
static void
test_cut_at_a_chunk (Fixture       *fixture,
                     gconstpointer  data)
{
  static const char cut[] =
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    "2b\r\n{\"results\":[{\"seq\":1,\"id\":\"a\",\"changes\":[{\r\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *sequence = NULL;
  guint more = FALSE;

  for (guint i = 0; i < 5; i++)
    herald_canned_server_add_raw (fixture->server, cut);

  items = herald_remote_changes (fixture->remote, NULL, 10, TRUE, &sequence, &more, NULL, &error);
  g_assert_null (items);
  g_assert_nonnull (error);
  g_assert_true (error->domain == HERALD_SYNC_ERROR);
  g_assert_cmpuint (n_requests (fixture), ==, 5);
}

static void
test_changes (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *sequence = NULL;
  HeraldRemoteItem *item = NULL;
  guint more = TRUE;

  herald_canned_server_add (fixture->server, 200,
                            "{\"results\":[\n"
                            "{\"seq\":\"5-x+y\",\"id\":\"a:1\",\"changes\":[{\"rev\":\"2-b\"}],"
                            "\"doc\":{\"_id\":\"a:1\",\"_rev\":\"2-b\",\"_conflicts\":[\"2-a\"],\"n\":1}},\n"
                            "{\"seq\":\"6\",\"id\":\"a:2\",\"deleted\":true,\"changes\":[{\"rev\":\"3-c\"}],\"doc\":{}},\n"
                            "{\"seq\":\"7\",\"id\":\"a:3\",\"changes\":[{\"rev\":\"1-d\"}],"
                            "\"doc\":{\"_id\":\"a:3\",\"_rev\":\"1-d\",\"half\":0.5}},\n"
                            "{\"seq\":\"8\",\"id\":\"a:4\",\"changes\":17,\"doc\":\"none\"}\n"
                            "],\n\"last_seq\":\"8-x+y\",\"pending\":0}\n");

  items = herald_remote_changes (fixture->remote, "4-é+&", 10, TRUE, &sequence, &more, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sequence, ==, "8-x+y");
  g_assert_false (more);
  g_assert_cmpuint (items->len, ==, 4);

  item = g_ptr_array_index (items, 0);
  g_assert_cmpstr (item->id, ==, "a:1");
  g_assert_cmpstr (item->rev, ==, "2-b");
  g_assert_cmpstr (item->conflicts[0], ==, "2-a");
  g_assert_cmpuint (json_object_get_size (item->content), ==, 1);

  item = g_ptr_array_index (items, 1);
  g_assert_true (item->deleted);

  /* A row that is refused does not spoil the others. */
  item = g_ptr_array_index (items, 2);
  g_assert_error (item->error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_BAD_REPLY);
  item = g_ptr_array_index (items, 3);
  g_assert_cmpstr (item->id, ==, "a:4");
  g_assert_error (item->error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_BAD_REPLY);

  g_assert_nonnull (strstr (request (fixture, 0), "since=4-%C3%A9%2B%26"));
}

static void
test_bad_replies (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char * const replies[] = {
    "<html><h1>Hotel guest network: please log in</h1></html>",
    "[]",
    "{\"db_name\":7}",
    "{\"db_name\":\"a\",\"db_name\":\"b\"}",
    "{\"x\":\"\\u0000\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_autoptr (GError) error = NULL;

      herald_canned_server_add (fixture->server, 200, replies[i]);
      g_assert_false (herald_remote_open (fixture->remote, NULL, &error));
      g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_BAD_REPLY);
    }
  g_assert_cmpuint (n_requests (fixture), ==, G_N_ELEMENTS (replies));
}

/* Deeper than any stack is asked to go. */
static void
test_deep_reply (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  GString *deep = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  text = g_string_free (deep, FALSE);
  herald_canned_server_add (fixture->server, 200, text);

  g_assert_false (herald_remote_open (fixture->remote, NULL, &error));
  g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_BAD_REPLY);
}

static void
test_redirect (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (HeraldCannedServer) other = herald_canned_server_new ();
  g_autofree char *url = herald_canned_server_url (other);
  g_autofree char *reply = g_strdup_printf ("HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n"
                                            "Connection: close\r\n\r\n", url);
  g_autoptr (GError) error = NULL;

  herald_canned_server_add_raw (fixture->server, reply);
  herald_canned_server_add (other, 200, OPEN);

  g_assert_false (herald_remote_open (fixture->remote, NULL, &error));
  g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_BAD_REPLY);
  g_assert_cmpuint (herald_canned_server_stop (other)->len, ==, 0);
}

static JsonObject *
some_content (void)
{
  JsonObject *content = json_object_new ();

  json_object_set_int_member (content, "n", 1);
  return content;
}

static void
test_put (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (JsonObject) content = some_content ();
  g_autoptr (GError) error = NULL;
  g_autofree char *rev = NULL;

  herald_canned_server_add (fixture->server, 201, "{\"ok\":true,\"id\":\"a:+/é\",\"rev\":\"2-x\"}");
  herald_canned_server_add (fixture->server, 409, "{\"error\":\"conflict\",\"reason\":\"Document update conflict.\"}");

  rev = herald_remote_put (fixture->remote, HERALD_REMOTE_HEADS, "a:+/é", "1-w", content, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (rev, ==, "2-x");

  g_assert_null (herald_remote_put (fixture->remote, HERALD_REMOTE_HEADS, "_local/x+y", NULL, content, NULL, &error));
  g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_CHANGED);

  g_assert_true (g_str_has_prefix (request (fixture, 0), "PUT /team/a%3A%2B%2F%C3%A9 HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (request (fixture, 0), "\r\n\r\n{\"_id\":\"a:+/é\",\"_rev\":\"1-w\",\"n\":1}"));
  g_assert_true (g_str_has_prefix (request (fixture, 1), "PUT /team/_local/x%2By HTTP/1.1\r\n"));
}

static void
test_put_many (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_remote_item_free);
  g_autoptr (GError) error = NULL;
  HeraldRemoteItem *item = NULL;

  g_ptr_array_add (items, herald_remote_item_new ("a", NULL, some_content ()));
  g_ptr_array_add (items, herald_remote_item_new ("b", "1-b", some_content ()));
  g_ptr_array_add (items, herald_remote_item_new ("c", NULL, some_content ()));

  /* Too large: by halves; then one alone still is, and is answered for alone. */
  herald_canned_server_add (fixture->server, 413, "");
  herald_canned_server_add (fixture->server, 413, "");
  herald_canned_server_add (fixture->server, 201, "[{\"ok\":true,\"id\":\"c\",\"rev\":\"1-c\"},"
                                                  "{\"id\":\"b\",\"error\":\"conflict\",\"reason\":\"x\"},"
                                                  "{\"id\":\"stranger\",\"rev\":\"1-s\"},17]");

  g_assert_true (herald_remote_put_many (fixture->remote, HERALD_REMOTE_OBJECTS, items, NULL, &error));
  g_assert_no_error (error);

  item = g_ptr_array_index (items, 0);
  g_assert_error (item->error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_TOO_LARGE);
  item = g_ptr_array_index (items, 1);
  g_assert_error (item->error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_CHANGED);
  item = g_ptr_array_index (items, 2);
  g_assert_no_error (item->error);
  g_assert_cmpstr (item->rev, ==, "1-c");
  g_assert_cmpuint (n_requests (fixture), ==, 3);
}

static void
test_unanswered (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_remote_item_free);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (items, herald_remote_item_new ("a", NULL, some_content ()));
  herald_canned_server_add (fixture->server, 201, "[]");

  g_assert_true (herald_remote_put_many (fixture->remote, HERALD_REMOTE_HEADS, items, NULL, &error));
  g_assert_error (((HeraldRemoteItem *) g_ptr_array_index (items, 0))->error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_BAD_REPLY);
}

static void
test_asset (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "picture", -1);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("picture", 7);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  char buffer[16] = { 0 };
  gsize got = 0;

  herald_canned_server_add (fixture->server, 409, "{\"error\":\"conflict\"}");
  g_assert_true (herald_remote_put_asset (fixture->remote, sha256, "text/html\r\nX-Evil: 1", bytes, NULL, &error));
  g_assert_no_error (error);

  /* Cut, then whole. */
  herald_canned_server_add (fixture->server, 200, "pict");
  herald_canned_server_add (fixture->server, 200, "picture");
  stream = herald_remote_get_asset (fixture->remote, sha256, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_input_stream_read_all (stream, buffer, sizeof buffer, &got, NULL, &error));
  g_assert_cmpmem (buffer, got, "picture", 7);

  /* Other bytes are never handed out. */
  for (guint i = 0; i < 5; i++)
    herald_canned_server_add (fixture->server, 200, "forgery");
  g_assert_null (herald_remote_get_asset (fixture->remote, sha256, NULL, &error));
  g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_BAD_REPLY);

  g_assert_nonnull (strstr (request (fixture, 0), "Content-Type: application/octet-stream\r\n"));
  g_assert_null (strstr (request (fixture, 0), "X-Evil"));
}

static void
test_endless_pages (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GString) page = g_string_new ("{\"rows\":[");
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (page, "%s{\"id\":\"v:%04u\",\"key\":\"\",\"value\":{\"rev\":\"1-a\"}}", i > 0 ? "," : "", i);
  g_string_append (page, "]}");

  /* The same page again is no next page. */
  herald_canned_server_add (fixture->server, 200, page->str);
  herald_canned_server_add (fixture->server, 200, page->str);
  items = herald_remote_list (fixture->remote, HERALD_REMOTE_OBJECTS, "v:", 100000, NULL, &error);
  g_assert_null (items);
  g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_BAD_REPLY);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (herald_remote_open (fixture->remote, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/couch-remote/open", test_open);
  ADD ("/couch-remote/log-in-refused", test_log_in_refused);
  ADD ("/couch-remote/may-not-make", test_may_not_make);
  ADD ("/couch-remote/retries", test_retries);
  ADD ("/couch-remote/retries-end", test_retries_end);
  ADD ("/couch-remote/offline", test_offline);
  ADD ("/couch-remote/cut-at-a-chunk", test_cut_at_a_chunk);
  ADD ("/couch-remote/changes", test_changes);
  ADD ("/couch-remote/bad-replies", test_bad_replies);
  ADD ("/couch-remote/deep-reply", test_deep_reply);
  ADD ("/couch-remote/redirect", test_redirect);
  ADD ("/couch-remote/put", test_put);
  ADD ("/couch-remote/put-many", test_put_many);
  ADD ("/couch-remote/unanswered", test_unanswered);
  ADD ("/couch-remote/asset", test_asset);
  ADD ("/couch-remote/endless-pages", test_endless_pages);
  ADD ("/couch-remote/cancelled", test_cancelled);
#undef ADD

  return g_test_run ();
}
