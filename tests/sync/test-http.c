/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-canned-server.h"

#include "herald-couch-remote.h"
#include "herald-sync.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define HEAD    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
#define CHUNKED HEAD "Transfer-Encoding: chunked\r\n\r\n"
#define LENGTH  HEAD "Content-Length: 100000000000\r\n\r\n"
#define NEWS    "{\"results\":[\n{\"seq\":\"9-g1\",\"id\":\"announcement:x\",\"changes\":[{\"rev\":\"2-a\"}]}\n],\n" \
                "\"last_seq\":\"9-g1\",\"pending\":0}\n"
#define NOTHING "{\"results\":[\n\n],\n\"last_seq\":\"8-g1\",\"pending\":0}\n"
#define HELLO   "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824" /* SHA-256 of "hello" */

typedef struct
{
  HeraldCannedServer *server;
  HeraldRemote       *remote;
  HeraldRemoteWait    wait;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;

  fixture->server = herald_canned_server_new ();
  url = herald_canned_server_url (fixture->server);
  fixture->remote = herald_couch_remote_new (url, "geheim", &error);
  g_assert_no_error (error);
  herald_couch_remote_set_retry_delay (HERALD_COUCH_REMOTE (fixture->remote), 1);
  fixture->wait.heartbeat = 10000;
  fixture->wait.patience = 60000;
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

static gboolean
wait_for (Fixture  *fixture,
          GError  **error)
{
  return herald_remote_wait (fixture->remote, "8-g1+x", &fixture->wait, NULL, error);
}

/* Waiting */

static void
test_news (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  herald_canned_server_add_raw (fixture->server, CHUNKED "1\r\n\n\r\n1\r\n\n\r\n6f\r\n" NEWS "\r\n0\r\n\r\n");
  g_assert_true (wait_for (fixture, &error));
  g_assert_no_error (error);
  g_assert_true (fixture->wait.changed);
  g_assert_true (fixture->wait.heard);
  g_assert_true (g_str_has_prefix (request (fixture, 0), "GET /team/_changes?feed=longpoll&limit=1&heartbeat=10000&since=8-g1%2Bx HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (request (fixture, 0), "\r\nAuthorization: Basic "));
}

static void
test_no_news (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  herald_canned_server_add (fixture->server, 200, NOTHING);
  g_assert_true (wait_for (fixture, &error));
  g_assert_no_error (error);
  g_assert_false (fixture->wait.changed);
}

/* Nobody answers, or nobody goes on: the watchdog notices, whether before the headers or after a heartbeat. */
static void
test_silence (Fixture       *fixture,
              gconstpointer  data)
{
  const gboolean heard = data != NULL;
  g_autoptr (GError) error = NULL;

  herald_canned_server_add_held (fixture->server, heard ? CHUNKED "1\r\n\n\r\n" : "");
  fixture->wait.patience = heard ? 2000 : 50; /* a slow machine may not even have connected: but who was heard, was */
  g_assert_false (wait_for (fixture, &error));
  g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_OFFLINE);
  g_assert_true (fixture->wait.heard == heard);
  g_assert_cmpuint (n_requests (fixture), <=, 1);
}

static void
test_cut (Fixture       *fixture,
          gconstpointer  data)
{
  const char *cut = data;
  g_autoptr (GError) error = NULL;

  herald_canned_server_add_raw (fixture->server, cut);
  g_assert_false (wait_for (fixture, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == HERALD_SYNC_ERROR);
  g_assert_cmpuint (n_requests (fixture), ==, 1);
}

static gboolean
cancel (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

static gpointer
cancel_in_thread (gpointer cancellable)
{
  return GINT_TO_POINTER (cancel (cancellable));
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread = NULL;

  herald_canned_server_add_held (fixture->server, CHUNKED "1\r\n\n\r\n");
  thread = g_thread_new ("cancel", cancel_in_thread, cancellable);
  g_assert_false (herald_remote_wait (fixture->remote, NULL, &fixture->wait, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
}

/* A heartbeat every ten seconds is one byte; a flood of them is an attack. */
static void
test_flood_of_heartbeats (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autofree char *newlines = g_strnfill (64 * 1024, '\n');
  g_autoptr (GError) error = NULL;

  herald_canned_server_add_endless (fixture->server, LENGTH, newlines);
  g_assert_false (wait_for (fixture, &error));
  g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_TOO_LARGE);
}

static void
test_told_apart (Fixture       *fixture,
                 gconstpointer  data)
{
  static const struct { guint status; const char *reason; int code; } cases[] = {
    { 401, "Name or password is incorrect.", HERALD_SYNC_ERROR_LOG_IN },
    { 401, "exp not in future", HERALD_SYNC_ERROR_EXPIRED },
    { 401, "Your session has expired", HERALD_SYNC_ERROR_EXPIRED },
    { 403, "Account is temporarily locked due to multiple authentication failures", HERALD_SYNC_ERROR_LOCKED },
    { 403, "You are not allowed to access this db.", HERALD_SYNC_ERROR_FORBIDDEN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"error\":\"x\",\"reason\":\"%s\"}", cases[i].reason);
      g_autoptr (GError) error = NULL;

      herald_canned_server_add (fixture->server, cases[i].status, body);
      g_assert_false (wait_for (fixture, &error));
      g_assert_error (error, HERALD_SYNC_ERROR, cases[i].code);
    }

  g_assert_cmpuint (n_requests (fixture), ==, G_N_ELEMENTS (cases));
}

/* Requests */

/* Neither credentials nor anything else goes to where a server sends on. */
static void
test_redirect (Fixture       *fixture,
               gconstpointer  data)
{
  const char *status = data;
  HeraldCannedServer *other = herald_canned_server_new ();
  g_autofree char *url = herald_canned_server_url (other);
  g_autofree char *reply = g_strdup_printf ("HTTP/1.1 %s\r\nLocation: %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                                            status, url);
  g_autoptr (GError) error = NULL;

  herald_canned_server_add_raw (fixture->server, reply);
  g_assert_false (herald_remote_open (fixture->remote, NULL, &error));
  g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_BAD_REPLY);
  g_assert_cmpuint (n_requests (fixture), ==, 1);
  g_assert_cmpuint (herald_canned_server_stop (other)->len, ==, 0);
  herald_canned_server_free (other);
}

/* The rest of a cut file is asked for, and joins what was here. */
static void
test_resume (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = NULL;
  char got[16] = "";
  gsize length = 0;

  herald_canned_server_add_raw (fixture->server, HEAD "Content-Length: 5\r\n\r\nhe");
  herald_canned_server_add_raw (fixture->server, "HTTP/1.1 206 Partial\r\nContent-Range: bytes 2-4/5\r\nContent-Length: 3\r\n"
                                                 "Connection: close\r\n\r\nl");
  herald_canned_server_add_raw (fixture->server, "HTTP/1.1 206 Partial\r\nContent-Range: bytes 3-4/5\r\nContent-Length: 2\r\n"
                                                 "Connection: close\r\n\r\nlo");

  stream = herald_remote_get_asset (fixture->remote, HELLO, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_input_stream_read_all (stream, got, sizeof got, &length, NULL, NULL));
  g_assert_cmpmem (got, length, "hello", 5);
  g_assert_null (strstr (request (fixture, 0), "\r\nRange:"));
  g_assert_nonnull (strstr (request (fixture, 1), "\r\nRange: bytes=2-\r\n"));
  g_assert_nonnull (strstr (request (fixture, 2), "\r\nRange: bytes=3-\r\n"));
}

/* One that knows no ranges sends the whole; one that holds another file by now says so; both are read from the start. */
static void
test_resume_from_the_start (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = NULL;

  herald_canned_server_add_raw (fixture->server, HEAD "Content-Length: 5\r\n\r\nhe");
  if (data != NULL)
    herald_canned_server_add (fixture->server, 416, "{}");
  herald_canned_server_add (fixture->server, 200, "hello");

  stream = herald_remote_get_asset (fixture->remote, HELLO, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (stream);
}

static void
test_another_part (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = NULL;

  herald_canned_server_add_raw (fixture->server, HEAD "Content-Length: 5\r\n\r\nhe");
  herald_canned_server_add_raw (fixture->server, "HTTP/1.1 206 Partial\r\nContent-Range: bytes 1-4/5\r\nContent-Length: 4\r\n"
                                                 "Connection: close\r\n\r\nello");

  stream = herald_remote_get_asset (fixture->remote, HELLO, NULL, &error);
  g_assert_null (stream);
  g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_BAD_REPLY);
}

/* A hostile server */

/* More than anybody needs, of any kind, ends by itself. */
static void
test_endless (Fixture       *fixture,
              gconstpointer  data)
{
  const char *unit = data;
  GString *piece = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  while (piece->len < 256 * 1024)
    g_string_append (piece, unit);
  herald_canned_server_add_endless (fixture->server, LENGTH, piece->str);

  g_assert_false (herald_remote_open (fixture->remote, NULL, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == HERALD_SYNC_ERROR);
  g_assert_cmpuint (n_requests (fixture), ==, 1);
  g_string_free (piece, TRUE);
}

static void
test_endless_headers (Fixture       *fixture,
                      gconstpointer  data)
{
  GString *piece = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  while (piece->len < 256 * 1024)
    g_string_append (piece, "X-More: of it\r\n");
  for (guint i = 0; i < 5; i++)
    herald_canned_server_add_endless (fixture->server, HEAD, piece->str);

  g_assert_false (herald_remote_open (fixture->remote, NULL, &error));
  g_assert_nonnull (error);
  g_string_free (piece, TRUE);
}

/* A refusal is read as far as it fits on a line. */
static void
test_endless_refusal (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *piece = g_strnfill (256 * 1024, 'x');
  g_autoptr (GError) error = NULL;

  herald_canned_server_add_endless (fixture->server, "HTTP/1.1 403 No\r\nContent-Length: 100000000000\r\n\r\n{\"reason\":\"", piece);
  g_assert_false (herald_remote_open (fixture->remote, NULL, &error));
  g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_FORBIDDEN);
  g_assert_cmpuint (strlen (error->message), <, 1000);
}

/* One byte now and then would hold a round up for ever. */
static void
test_too_slow (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  herald_couch_remote_set_window (HERALD_COUCH_REMOTE (fixture->remote), 0);
  herald_canned_server_add_held (fixture->server, LENGTH "{");

  g_assert_false (herald_remote_open (fixture->remote, NULL, &error));
  g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_OFFLINE);
  g_assert_cmpuint (n_requests (fixture), ==, 1);
}

/* What a server says is shown as words, whatever it is: no line breaks, no control characters, not for ever. */
static void
test_nasty_reason (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  herald_canned_server_add (fixture->server, 403, "{\"error\":\"forbidden\",\"reason\":\"<b>\\u001b[31m\\n\\r\\t../../etc/passwd</b>\"}");
  g_assert_false (herald_remote_open (fixture->remote, NULL, &error));
  g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_FORBIDDEN);
  for (const char *c = error->message; *c != '\0'; c++)
    g_assert_false (g_ascii_iscntrl (*c));
  g_assert_nonnull (strstr (error->message, "<b> [31m   ../../etc/passwd</b>"));
  g_assert_null (strstr (error->message, "geheim"));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
#define ADD_WITH(path, data, func) g_test_add (path, Fixture, data, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/http/wait/news", test_news);
  ADD ("/http/wait/no-news", test_no_news);
  ADD ("/http/wait/silence", test_silence);
  ADD_WITH ("/http/wait/silence-after-a-heartbeat", "heard", test_silence);
  ADD_WITH ("/http/wait/cut-before-headers", "", test_cut);
  ADD_WITH ("/http/wait/cut-in-headers", "HTTP/1.1 200 OK\r\nConte", test_cut);
  ADD_WITH ("/http/wait/cut-after-a-heartbeat", CHUNKED "1\r\n\n\r\n", test_cut);
  ADD_WITH ("/http/wait/cut-in-the-news", CHUNKED "10\r\n{\"results\":[\n{\"s\r\n0\r\n\r\n", test_cut);
  ADD ("/http/wait/cancelled", test_cancelled);
  ADD ("/http/wait/flood-of-heartbeats", test_flood_of_heartbeats);
  ADD ("/http/wait/told-apart", test_told_apart);
  ADD_WITH ("/http/redirect/301", "301 Moved", test_redirect);
  ADD_WITH ("/http/redirect/307", "307 Elsewhere", test_redirect);
  ADD ("/http/resume", test_resume);
  ADD ("/http/resume/no-ranges", test_resume_from_the_start);
  ADD_WITH ("/http/resume/not-satisfiable", "416", test_resume_from_the_start);
  ADD ("/http/resume/another-part", test_another_part);
  ADD_WITH ("/http/hostile/spaces", "   \n", test_endless);
  ADD_WITH ("/http/hostile/deep", "[[[[{\"a\":", test_endless);
  ADD_WITH ("/http/hostile/string", "\"aaaaaaaa", test_endless);
  ADD_WITH ("/http/hostile/html", "<!doctype html><p>", test_endless);
  ADD ("/http/hostile/headers", test_endless_headers);
  ADD ("/http/hostile/refusal", test_endless_refusal);
  ADD ("/http/hostile/slow", test_too_slow);
  ADD ("/http/hostile/reason", test_nasty_reason);

  return g_test_run ();
}
