/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-couch-server.h"

#include "herald-couch-server-private.h"
#include "herald-id.h"
#include "herald-json.h"
#include "herald-members.h"

#include <string.h>

#define MAX_BAD_LOGINS 5

static void
user_free (gpointer data)
{
  HeraldCouchUser *user = data;

  g_free (user->password);
  g_free (user->roles);
  g_free (user);
}

/* Exchanges */

void
herald_couch_exchange_clear (HeraldCouchExchange *exchange)
{
  g_clear_pointer (&exchange->path, g_ptr_array_unref);
  g_clear_pointer (&exchange->query, g_hash_table_unref);
  g_clear_pointer (&exchange->body, g_bytes_unref);
  g_clear_pointer (&exchange->user, g_free);
  g_clear_pointer (&exchange->roles, json_array_unref);
  g_clear_pointer (&exchange->file, g_bytes_unref);
  g_clear_pointer (&exchange->etag, g_free);
  if (exchange->reply != NULL)
    g_string_free (exchange->reply, TRUE);
}

/* As CouchDB reads paths: a plus is a space. */
static GPtrArray *
split_path (const char *path)
{
  GPtrArray *segments = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = g_strsplit (path[0] == '/' ? path + 1 : path, "/", -1);

  if (parts[0] == NULL)
    g_ptr_array_add (segments, g_strdup (""));
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *segment = g_uri_unescape_string (g_strdelimit (parts[i], "+", ' '), NULL);

      g_ptr_array_add (segments, segment != NULL ? segment : g_strdup (""));
    }

  return segments;
}

void
herald_couch_exchange_init (HeraldCouchExchange *exchange,
                            HeraldCouchServer   *server,
                            SoupServerMessage   *message)
{
  GUri *uri = soup_server_message_get_uri (message);
  const char *query = g_uri_get_query (uri);

  exchange->method = soup_server_message_get_method (message);
  exchange->path = split_path (g_uri_get_path (uri));
  if (query != NULL)
    exchange->query = g_uri_parse_params (query, -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
  exchange->body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  exchange->content_type = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Content-Type");
  exchange->databases = server->databases;
  exchange->judge = server->judge;
  exchange->judge_data = server->judge_data;
  exchange->max_document = server->max_document;
  exchange->status = 200;
  exchange->reply = g_string_new (NULL);
  exchange->reply_type = "application/json";
}

/* Who it is: https://docs.couchdb.org/en/3.4.3-docs/api/server/authn.html */

static void
log_in (HeraldCouchServer   *server,
        HeraldCouchExchange *exchange,
        const char          *name)
{
  const HeraldCouchUser *user = g_hash_table_lookup (server->users, name);
  g_autoptr (JsonNode) roles = user->roles != NULL ? herald_json_parse (user->roles, -1, NULL) : NULL;

  exchange->user = g_strdup (name);
  exchange->roles = roles != NULL ? json_array_ref (json_node_get_array (roles)) : NULL;
  for (guint i = 0; exchange->roles != NULL && i < json_array_get_length (exchange->roles); i++)
    if (g_strcmp0 (json_array_get_string_element (exchange->roles, i), "_admin") == 0)
      exchange->is_admin = TRUE;
}

static gboolean
check_password (HeraldCouchServer   *server,
                HeraldCouchExchange *exchange,
                const char          *name,
                const char          *password)
{
  HeraldCouchUser *user = name != NULL ? g_hash_table_lookup (server->users, name) : NULL;

  if (user != NULL && user->bad_logins >= MAX_BAD_LOGINS)
    {
      herald_couch_exchange_refuse (exchange, 403, "forbidden",
                                    "Account is temporarily locked due to multiple authentication failures");
      return FALSE;
    }

  if (user != NULL && g_strcmp0 (user->password, password) == 0)
    {
      user->bad_logins = 0;
      log_in (server, exchange, name);
      return TRUE;
    }

  if (user != NULL)
    user->bad_logins++;
  herald_couch_exchange_refuse (exchange, 401, "unauthorized", "Name or password is incorrect.");
  return FALSE;
}

static gboolean
check_basic (HeraldCouchServer   *server,
             HeraldCouchExchange *exchange,
             const char          *header)
{
  gsize length = 0;
  g_autofree guchar *decoded = g_base64_decode (header + strlen ("Basic "), &length);
  g_autofree char *text = g_strndup ((const char *) decoded, length);
  char *colon = strchr (text, ':');

  if (colon != NULL)
    *colon = '\0';

  return check_password (server, exchange, text, colon != NULL ? colon + 1 : NULL);
}

static const char *
find_session (HeraldCouchServer *server,
              SoupServerMessage *message)
{
  const char *header = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Cookie");
  const char *found = header != NULL ? strstr (header, "AuthSession=") : NULL;
  g_autofree char *token = found != NULL ? g_strdup (found + strlen ("AuthSession=")) : NULL;

  if (token == NULL)
    return NULL;

  return g_hash_table_lookup (server->sessions, g_strdelimit (token, ";, ", '\0'));
}

/* As with require_valid_user: whoever has not logged in sees nothing, but may log in. */
static gboolean
authenticate (HeraldCouchServer   *server,
              HeraldCouchExchange *exchange,
              SoupServerMessage   *message)
{
  const char *header = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Authorization");
  const char *name = find_session (server, message);
  gboolean logs_in = strcmp (g_ptr_array_index (exchange->path, 0), "_session") == 0 && strcmp (exchange->method, "POST") == 0;

  if (logs_in)
    return TRUE;
  if (header != NULL && g_str_has_prefix (header, "Basic "))
    return check_basic (server, exchange, header);
  if (name != NULL)
    {
      log_in (server, exchange, name);
      return TRUE;
    }

  herald_couch_exchange_refuse (exchange, 401, "unauthorized", "Authentication required.");
  return FALSE;
}

static void
make_session (HeraldCouchServer   *server,
              HeraldCouchExchange *exchange,
              SoupServerMessage   *message)
{
  g_autoptr (JsonNode) node = herald_json_parse_bytes (exchange->body, NULL);
  JsonObject *object = herald_node_object (node);
  g_autofree char *token = herald_uuid_new ();
  g_autofree char *cookie = g_strdup_printf ("AuthSession=%s; Version=1; Path=/; HttpOnly", token);

  if (!check_password (server, exchange, herald_member_string (object, "name"), herald_member_string (object, "password")))
    return;

  g_hash_table_replace (server->sessions, g_steal_pointer (&token), g_strdup (exchange->user));
  soup_message_headers_append (soup_server_message_get_response_headers (message), "Set-Cookie", cookie);
  g_string_append (exchange->reply, "{\"ok\":true,\"name\":");
  herald_couch_append_json (exchange->reply, exchange->user);
  g_string_append (exchange->reply, ",\"roles\":[]}\n");
}

static void
run_session (HeraldCouchServer   *server,
             HeraldCouchExchange *exchange,
             SoupServerMessage   *message)
{
  const HeraldCouchUser *user = NULL;

  if (strcmp (exchange->method, "POST") == 0)
    {
      make_session (server, exchange, message);
      return;
    }

  user = g_hash_table_lookup (server->users, exchange->user);
  g_string_append (exchange->reply, "{\"ok\":true,\"userCtx\":{\"name\":");
  herald_couch_append_json (exchange->reply, exchange->user);
  g_string_append_printf (exchange->reply, ",\"roles\":%s},\"info\":{\"authentication_handlers\":[\"cookie\",\"default\"]}}\n",
                          user->roles != NULL ? user->roles : "[]");
}

/* Answers */

static gboolean
is_streamed (HeraldCouchExchange *exchange)
{
  const char *place = exchange->path->len > 1 ? g_ptr_array_index (exchange->path, 1) : "";

  return exchange->status < 300 && (strcmp (place, "_changes") == 0 || strcmp (place, "_all_docs") == 0 ||
                                    strcmp (place, "_bulk_get") == 0);
}

/* What CouchDB streams comes in chunks, a line each. */
void
herald_couch_append_chunks (SoupMessageBody *body,
                            GBytes          *bytes)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);

  for (gsize start = 0; start < length;)
    {
      const char *end = memchr (data + start, '\n', length - start);
      gsize size = end != NULL ? (gsize) (end - data) + 1 - start : length - start;

      soup_message_body_append (body, SOUP_MEMORY_COPY, data + start, size);
      start += size;
    }
}

GBytes *
herald_couch_server_filter (HeraldCouchServer   *server,
                            HeraldCouchExchange *exchange,
                            const char          *path)
{
  g_autoptr (GBytes) bytes = exchange->file != NULL ? g_bytes_ref (exchange->file)
                                                    : g_bytes_new (exchange->reply->str, exchange->reply->len);
  GBytes *other = server->filter != NULL ? server->filter (exchange->method, path, bytes, server->filter_data) : NULL;

  return other != NULL ? other : g_steal_pointer (&bytes);
}

static void
give_reply (HeraldCouchExchange *exchange,
            SoupServerMessage   *message,
            GBytes              *bytes)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SoupMessageBody *body = soup_server_message_get_response_body (message);

  soup_message_headers_replace (headers, "Server", "CouchDB/3.4.3 (Erlang OTP/26)");
  soup_message_headers_replace (headers, "Content-Type", exchange->reply_type);
  soup_message_headers_replace (headers, "Cache-Control", "must-revalidate");
  if (exchange->etag != NULL)
    soup_message_headers_replace (headers, "ETag", exchange->etag);
  soup_server_message_set_status (message, exchange->status, NULL);

  if (is_streamed (exchange))
    {
      soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
      herald_couch_append_chunks (body, bytes);
    }
  else if (g_bytes_get_size (bytes) > 0)
    {
      soup_message_body_append_bytes (body, bytes);
    }
  soup_message_body_complete (body);
}

/* Closes the connection under the answer. */
static void
hang_up (SoupServerMessage *message)
{
  g_socket_shutdown (soup_server_message_get_socket (message), TRUE, TRUE, NULL);
  soup_server_message_set_status (message, 500, NULL);
}

static void
send_cut (HeraldCouchExchange *exchange,
          SoupServerMessage   *message,
          GBytes              *bytes,
          guint                cut)
{
  GSocket *socket = soup_server_message_get_socket (message);
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 %u OK\r\nContent-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                                           exchange->status, exchange->reply_type, g_bytes_get_size (bytes));
  g_autoptr (GByteArray) all = g_byte_array_new ();

  g_byte_array_append (all, (const guint8 *) head, (guint) strlen (head));
  g_byte_array_append (all, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));

  g_socket_set_blocking (socket, TRUE);
  for (gsize sent = 0; sent < MIN (cut, all->len);)
    {
      gssize n = g_socket_send (socket, (const char *) all->data + sent, MIN (cut, all->len) - sent, NULL, NULL);

      if (n <= 0)
        break;
      sent += (gsize) n;
    }
  hang_up (message);
}

/* Requests */

static void
run (HeraldCouchServer   *server,
     HeraldCouchExchange *exchange,
     SoupServerMessage   *message)
{
  if (!authenticate (server, exchange, message))
    return;

  if (strcmp (g_ptr_array_index (exchange->path, 0), "_session") == 0)
    run_session (server, exchange, message);
  else
    herald_couch_exchange_run (exchange);
}

/* What it takes before the request is done. TRUE: the request is over. */
static gboolean
fail_before (HeraldCouchServer   *server,
             HeraldCouchExchange *exchange,
             SoupServerMessage   *message,
             HeraldCouchFault     fault)
{
  g_autoptr (GBytes) bytes = NULL;

  switch (fault.kind)
    {
    case HERALD_COUCH_FAULT_STATUS:
      herald_couch_exchange_refuse (exchange, fault.value, "on_purpose", "The test wants it so.");
      bytes = g_bytes_new (exchange->reply->str, exchange->reply->len);
      give_reply (exchange, message, bytes);
      return TRUE;
    case HERALD_COUCH_FAULT_DROP:
      hang_up (message);
      return TRUE;
    case HERALD_COUCH_FAULT_STALL:
      g_ptr_array_add (server->stalled, g_object_ref (message));
      soup_server_message_pause (message);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
answer (HeraldCouchServer   *server,
        HeraldCouchExchange *exchange,
        SoupServerMessage   *message,
        const char          *path,
        HeraldCouchFault     fault)
{
  g_autoptr (GBytes) bytes = NULL;

  exchange->rewind = fault.kind == HERALD_COUCH_FAULT_STALE ? fault.value : 0;
  run (server, exchange, message);

  if (fault.kind == HERALD_COUCH_FAULT_ACCEPTED && exchange->status == 201)
    exchange->status = 202;

  if (exchange->waits)
    {
      herald_couch_server_wait (server, exchange, message);
      return;
    }

  bytes = herald_couch_server_filter (server, exchange, path);
  if (fault.kind == HERALD_COUCH_FAULT_LOST)
    hang_up (message);
  else if (fault.kind == HERALD_COUCH_FAULT_CUT)
    send_cut (exchange, message, bytes, fault.value);
  else
    give_reply (exchange, message, bytes);

  if (strcmp (exchange->method, "GET") != 0)
    herald_couch_server_wake_waiters (server);
}

static void
handle (SoupServer        *soup,
        SoupServerMessage *message,
        const char        *decoded,
        GHashTable        *query,
        gpointer           user_data)
{
  HeraldCouchServer *server = user_data;
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  g_auto (HeraldCouchExchange) exchange = { 0 };
  HeraldCouchFault fault = { HERALD_COUCH_FAULT_NONE, 0 };

  g_mutex_lock (&server->mutex);
  server->requests++;
  herald_couch_exchange_init (&exchange, server, message);
  if (server->fault != NULL)
    fault = server->fault (exchange.method, path, server->fault_data);

  if (!fail_before (server, &exchange, message, fault))
    answer (server, &exchange, message, path, fault);
  g_mutex_unlock (&server->mutex);
}

static gpointer
serve (gpointer user_data)
{
  HeraldCouchServer *server = user_data;

  g_main_context_push_thread_default (server->context);
  g_main_loop_run (server->loop);
  g_main_context_pop_thread_default (server->context);
  return NULL;
}

/* The object */

HeraldCouchServer *
herald_couch_server_new (void)
{
  HeraldCouchServer *server = g_new0 (HeraldCouchServer, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris = NULL;

  g_mutex_init (&server->mutex);
  server->context = g_main_context_new ();
  server->loop = g_main_loop_new (server->context, FALSE);
  server->databases = herald_couch_databases_new ();
  server->users = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, user_free);
  server->sessions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  server->waiters = g_ptr_array_new_with_free_func (herald_couch_waiter_free);
  server->stalled = g_ptr_array_new_with_free_func (g_object_unref);
  herald_couch_server_set_max_document (server, 0);
  herald_couch_server_add_user (server, HERALD_COUCH_USER, HERALD_COUCH_PASSWORD, "[\"_admin\"]");

  g_main_context_push_thread_default (server->context);
  server->soup = soup_server_new ("raw-paths", TRUE, NULL);
  soup_server_add_handler (server->soup, NULL, handle, server, NULL);
  soup_server_listen_local (server->soup, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  g_main_context_pop_thread_default (server->context);

  uris = soup_server_get_uris (server->soup);
  server->port = (guint) g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  server->thread = g_thread_new ("couch-server", serve, server);
  return server;
}

static gboolean
quit (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

void
herald_couch_server_free (HeraldCouchServer *server)
{
  g_main_context_invoke (server->context, quit, server->loop);
  g_thread_join (server->thread);

  g_main_context_push_thread_default (server->context);
  g_ptr_array_unref (server->waiters);
  soup_server_disconnect (server->soup);
  g_ptr_array_unref (server->stalled);
  g_object_unref (server->soup);
  while (g_main_context_iteration (server->context, FALSE))
    ;
  g_main_context_pop_thread_default (server->context);

  g_hash_table_unref (server->databases);
  g_hash_table_unref (server->users);
  g_hash_table_unref (server->sessions);
  g_main_loop_unref (server->loop);
  g_main_context_unref (server->context);
  g_mutex_clear (&server->mutex);
  g_free (server);
}

char *
herald_couch_server_url (HeraldCouchServer *server,
                         const char        *user,
                         const char        *database)
{
  return g_strdup_printf ("http://%s@127.0.0.1:%u/%s", user, server->port, database);
}

guint
herald_couch_server_port (HeraldCouchServer *server)
{
  return server->port;
}

void
herald_couch_server_add_user (HeraldCouchServer *server,
                              const char        *name,
                              const char        *password,
                              const char        *roles)
{
  HeraldCouchUser *user = g_new0 (HeraldCouchUser, 1);

  user->password = g_strdup (password);
  user->roles = g_strdup (roles);
  g_mutex_lock (&server->mutex);
  g_hash_table_replace (server->users, g_strdup (name), user);
  g_mutex_unlock (&server->mutex);
}
