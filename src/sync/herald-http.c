/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-http-private.h"

#include "herald-credentials.h"
#include "herald-i18n.h"
#include "herald-json.h"
#include "herald-members.h"
#include "herald-sync.h"

#include <string.h>

#define TIMEOUT_S     60 /* without a byte */
#define WINDOW_MS     (5 * 60 * 1000)
#define MIN_PACE      (64 * 1024) /* bytes in such a time: who sends less holds us up */
#define MAX_ATTEMPTS  5
#define DELAY_MS      400
#define MAX_DELAY_MS  15000
#define MAX_COMPLAINT (64 * 1024)
#define PIECE         (64 * 1024)

/* Made when it is needed, in the private context. The manager of log-ins is taken out: CouchDB's 401 has no
 * WWW-Authenticate, credentials go up front, and a refused log-in must not be tried again (five lock the account). */
static SoupSession *
make_session (HeraldHttp *self)
{
  SoupSession *session = soup_session_new_with_options ("timeout", TIMEOUT_S,
                                                        "idle-timeout", TIMEOUT_S / 2,
                                                        "user-agent", "Herald/" HERALD_VERSION,
                                                        NULL);

  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  if (self->authorities != NULL)
    soup_session_set_tls_database (session, self->authorities);

  /* Unencrypted, it is to this computer: no proxy elsewhere may read it. */
  if (g_str_has_prefix (self->server, "http:"))
    soup_session_set_proxy_resolver (session, NULL);

  return session;
}

/* In the private context. */
SoupSession *
herald_http_get_session (HeraldHttp *self)
{
  if (self->session == NULL)
    self->session = make_session (self);

  return self->session;
}

/* RFC 7617 with UTF-8. */
static char *
make_authorization (const char *user,
                    const char *password)
{
  char *plain = g_strconcat (user, ":", password, NULL);
  char *encoded = g_base64_encode ((const guchar *) plain, strlen (plain));
  char *header = g_strconcat ("Basic ", encoded, NULL);

  herald_credentials_free (plain);
  herald_credentials_free (encoded);
  return header;
}

/**
 * herald_http_new:
 * @server: "https://host:port" and perhaps a path, without a user
 * @user: who logs in
 * @password: the password
 *
 * Returns: (transfer full): a way to the server; nothing is sent yet
 */
HeraldHttp *
herald_http_new (const char *server,
                 const char *user,
                 const char *password)
{
  HeraldHttp *self = g_new0 (HeraldHttp, 1);

  self->server = g_strdup (server);
  self->authorization = make_authorization (user, password);
  self->delay = DELAY_MS;
  self->window = WINDOW_MS;
  self->context = g_main_context_new ();

  return self;
}

/**
 * herald_http_free:
 * @http: (transfer full): a way to a server
 *
 * Closes its connections.
 */
void
herald_http_free (HeraldHttp *http)
{
  g_return_if_fail (http != NULL);

  g_main_context_push_thread_default (http->context);
  g_clear_object (&http->session);
  g_main_context_pop_thread_default (http->context);

  g_main_context_unref (http->context);
  g_clear_object (&http->authorities);
  herald_credentials_free (http->authorization);
  g_free (http->server);
  g_free (http);
}

/**
 * herald_http_set_delay:
 * @http: a way to a server
 * @ms: milliseconds before the second attempt; each later one waits twice as long
 *
 * For tests, which do not want to wait.
 */
void
herald_http_set_delay (HeraldHttp *http,
                       guint       ms)
{
  g_return_if_fail (http != NULL);

  http->delay = ms;
}

/**
 * herald_http_set_window:
 * @http: a way to a server
 * @ms: milliseconds in which 64 KiB of a reply must have come, or its end
 *
 * For tests, which do not want to wait.
 */
void
herald_http_set_window (HeraldHttp *http,
                        guint       ms)
{
  g_return_if_fail (http != NULL);

  http->window = ms;
}

/**
 * herald_http_set_authorities:
 * @http: a way to a server, over which nothing was sent yet
 * @authorities: (nullable): who may vouch for the server; %NULL: whom the system trusts
 *
 * For a team whose server has a certificate of an authority of its own.
 */
void
herald_http_set_authorities (HeraldHttp   *http,
                             GTlsDatabase *authorities)
{
  g_return_if_fail (http != NULL);
  g_return_if_fail (http->session == NULL);

  g_set_object (&http->authorities, authorities);
}

/* What the server says about its refusal, made fit for one line: it is not to be trusted. */
static char *
read_complaint (GInputStream *stream,
                GCancellable *cancellable)
{
  g_autofree char *data = g_malloc (MAX_COMPLAINT);
  g_autoptr (JsonNode) node = NULL;
  const char *reason = NULL;
  g_autofree char *line = NULL;
  gsize length = 0;

  if (!g_input_stream_read_all (stream, data, MAX_COMPLAINT, &length, cancellable, NULL))
    return NULL;

  node = herald_json_parse (data, (gssize) length, NULL);
  reason = herald_member_string (herald_node_object (node), "reason");
  if (reason == NULL)
    return NULL;

  line = g_utf8_substring (reason, 0, MIN (g_utf8_strlen (reason, -1), 200));
  for (char *c = line; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';

  return g_steal_pointer (&line);
}

/* CouchDB 3.4 ("Name or password is incorrect.") and its proxies tell why by words alone: chttpd_auth's lockout, and
 * the claims of a JSON Web Token. */
static gboolean
set_log_in_error (GError     **error,
                  guint        status,
                  const char  *complaint)
{
  if ((status == 401 || status == 403) && strstr (complaint, "temporarily locked") != NULL)
    g_set_error_literal (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_LOCKED,
                         _("The team server has locked this account for a while, after too many wrong passwords."));
  else if (status == 401 && (strstr (complaint, "expired") != NULL || strstr (complaint, "exp not in future") != NULL))
    g_set_error_literal (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_EXPIRED,
                         _("The log-in to the team server has expired."));
  else
    return FALSE;

  return TRUE;
}

static void
set_status_error (GError     **error,
                  guint        status,
                  const char  *complaint)
{
  if (set_log_in_error (error, status, complaint))
    return;

  if (status == 401)
    g_set_error_literal (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_LOG_IN,
                         _("The team server refuses this user or password."));
  else if (status == 403 && g_str_has_prefix (complaint, HERALD_HTTP_READ_ONLY))
    g_set_error_literal (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_READ_ONLY,
                         _("This account may read on the team server, not write."));
  else if (status == 403)
    g_set_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_FORBIDDEN,
                 _("The team server does not allow this: %s"), complaint);
  else if (status == 404)
    g_set_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_NOT_FOUND,
                 _("The team server does not have this: %s"), complaint);
  else if (status == 409 || status == 412)
    g_set_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_CHANGED,
                 _("Somebody else changed this on the team server: %s"), complaint);
  else if (status == 413)
    g_set_error_literal (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_TOO_LARGE,
                         _("The team server finds this too large."));
  else if (status == 408 || status == 429 || (status >= 502 && status <= 504))
    g_set_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_OFFLINE,
                 _("The team server is too busy (%u). Herald tries again later."), status);
  else if (status >= 300 && status < 400)
    g_set_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_BAD_REPLY,
                 _("The team server sends Herald on to another address (%u). Enter that address instead."), status);
  else
    g_set_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_FAILED,
                 _("The team server failed (%u): %s"), status, complaint);
}

static gboolean
is_transient (guint status)
{
  return status == 408 || status == 429 || status >= 500;
}

/* A reply that is a refusal, which is read. Whether another attempt may help. */
gboolean
herald_http_refuse (SoupMessage   *message,
                    GInputStream  *stream,
                    GCancellable  *cancellable,
                    GError       **error)
{
  guint status = soup_message_get_status (message);
  g_autofree char *complaint = read_complaint (stream, cancellable);

  set_status_error (error, status, complaint != NULL ? complaint : soup_message_get_reason_phrase (message));
  return is_transient (status);
}

/* Takes local. Whether another attempt may help: connections that break do, a computer that is not there does not. */
gboolean
herald_http_translate (GError  *local,
                       GError **error)
{
  g_autoptr (GError) cause = local;
  gboolean broken = g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) ||
                    g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED) ||
                    g_error_matches (cause, G_TLS_ERROR, G_TLS_ERROR_EOF) ||
                    g_error_matches (cause, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING); /* cut in its head */

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&cause));
  else if (g_error_matches (cause, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    g_set_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_UNTRUSTED,
                 _("The team server cannot prove who it is: %s"), cause->message);
  else
    g_set_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_OFFLINE,
                 _("The team server cannot be reached: %s"), cause->message);

  return broken;
}

void
herald_http_translate_content (GError  *local,
                               GError **error)
{
  g_autoptr (GError) cause = local;

  if (cause->domain != HERALD_JSON_ERROR)
    g_propagate_error (error, g_steal_pointer (&cause));
  else if (cause->code == HERALD_JSON_ERROR_TOO_LARGE)
    g_set_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_TOO_LARGE,
                 _("The team server sent more than Herald takes: %s"), cause->message);
  else
    g_set_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_BAD_REPLY,
                 _("The team server sent something that is not for Herald: %s"), cause->message);
}

/* A byte a minute would keep a connection open, and us waiting, for ever. */
static gboolean
keep_pace (HeraldHttp  *self,
           gint64      *since,
           gsize       *got,
           GError     **error)
{
  gint64 now = g_get_monotonic_time ();

  if (*got >= MIN_PACE)
    {
      *got = 0;
      *since = now;
    }

  if (now - *since < (gint64) self->window * 1000)
    return TRUE;

  g_set_error_literal (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_OFFLINE,
                       _("The team server sends too slowly. Herald tries again later."));
  return FALSE;
}

/* libsoup 3.2.3 tells nobody when fewer bytes came than the headers promise. What is compressed it counts otherwise. */
static gboolean
is_cut (SoupMessage *message,
        guint64      length)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  return soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
         soup_message_headers_get_one (headers, "Content-Encoding") == NULL &&
         length < (guint64) soup_message_headers_get_content_length (headers);
}

static gboolean
read_reply (HeraldHttp            *self,
            SoupMessage           *message,
            GInputStream          *stream,
            const HeraldHttpSink  *sink,
            GCancellable          *cancellable,
            gboolean              *again,
            GError               **error)
{
  g_autofree char *data = g_malloc (PIECE);
  GError *local = NULL;
  gint64 since = g_get_monotonic_time ();
  guint64 total = 0;
  gsize got = 0;
  gssize length = 0;

  while ((length = g_input_stream_read (stream, data, PIECE, cancellable, &local)) > 0)
    {
      if (!sink->feed (sink->user_data, data, (gsize) length, &local))
        {
          herald_http_translate_content (local, error);
          return FALSE;
        }

      total += (gsize) length;
      got += (gsize) length;
      if (!keep_pace (self, &since, &got, error))
        return FALSE;
    }

  if (length == 0 && is_cut (message, total))
    local = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, _("the connection ended too early"));
  if (local != NULL)
    {
      *again = herald_http_translate (local, error);
      return FALSE;
    }

  /* libsoup 3.2.3 takes a chunked body that was cut at a chunk's end for a whole one. */
  if (!sink->finish (sink->user_data, &local))
    {
      *again = TRUE;
      herald_http_translate_content (local, error);
      return FALSE;
    }

  return TRUE;
}

/* libsoup 3.2.3 sends a request again by itself when a connection that was kept goes away under it, and has nothing left
 * of the body by then: a picture would arrive empty, and stay so. */
static void
set_body_anew (SoupMessage *message,
               gpointer     user_data)
{
  const char *type = soup_message_headers_get_one (soup_message_get_request_headers (message), "Content-Type");
  g_autofree char *kept = g_strdup (type);

  soup_message_set_request_body_from_bytes (message, kept, user_data);
}

static void
set_body (SoupMessage             *message,
          const HeraldHttpRequest *request)
{
  soup_message_set_request_body_from_bytes (message, request->content_type, request->body);
  g_signal_connect_data (message, "restarted", G_CALLBACK (set_body_anew), g_bytes_ref (request->body),
                         (GClosureNotify) (GCallback) g_bytes_unref, 0);
}

SoupMessage *
herald_http_make_message (HeraldHttp               *self,
                          const HeraldHttpRequest  *request,
                          GError                  **error)
{
  g_autofree char *address = g_strconcat (self->server, request->path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (request->method, address);
  SoupMessageHeaders *headers = NULL;

  if (message == NULL)
    {
      g_set_error_literal (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_FAILED,
                           _("The address of the team server is not valid."));
      return NULL;
    }

  headers = soup_message_get_request_headers (message);
  soup_message_headers_replace (headers, "Authorization", self->authorization);
  soup_message_headers_replace (headers, "Accept", "application/json, */*;q=0.5");
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (request->body != NULL)
    set_body (message, request);

  return g_steal_pointer (&message);
}

/* RFC 9110, section 14. What is compressed on its way has other offsets. */
static void
ask_for_rest (SoupMessage *message,
              guint64      offset)
{
  soup_message_headers_set_range (soup_message_get_request_headers (message), (goffset) offset, -1);
  soup_message_disable_feature (message, SOUP_TYPE_CONTENT_DECODER);
}

/* Where a good reply begins: a server need not know ranges. */
static gboolean
find_beginning (SoupMessage  *message,
                guint64       offset,
                guint64      *from,
                GError      **error)
{
  goffset start = 0;
  goffset end = 0;
  goffset total = 0;

  *from = 0;
  if (soup_message_get_status (message) != SOUP_STATUS_PARTIAL_CONTENT)
    return TRUE;

  if (offset > 0 &&
      soup_message_headers_get_content_range (soup_message_get_response_headers (message), &start, &end, &total) &&
      start == (goffset) offset)
    {
      *from = offset;
      return TRUE;
    }

  g_set_error_literal (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_BAD_REPLY,
                       _("The team server sent another part of a file than it was asked for."));
  return FALSE;
}

static gboolean
try_once (HeraldHttp               *self,
          const HeraldHttpRequest  *request,
          const HeraldHttpSink     *sink,
          guint64                   offset,
          GCancellable             *cancellable,
          gboolean                 *again,
          GError                  **error)
{
  g_autoptr (SoupMessage) message = herald_http_make_message (self, request, error);
  g_autoptr (GInputStream) stream = NULL;
  GError *local = NULL;
  guint64 from = 0;
  guint status = 0;

  if (message == NULL)
    return FALSE;
  if (offset > 0)
    ask_for_rest (message, offset);

  stream = soup_session_send (herald_http_get_session (self), message, cancellable, &local);
  if (stream == NULL)
    {
      *again = herald_http_translate (local, error);
      return FALSE;
    }

  status = self->status = soup_message_get_status (message);
  if (status >= 200 && status < 300)
    return find_beginning (message, offset, &from, error) && sink->begin (sink->user_data, from, error) &&
           read_reply (self, message, stream, sink, cancellable, again, error);

  *again = herald_http_refuse (message, stream, cancellable, error);
  return FALSE;
}

/* Between half of the delay and the whole of it, so that a team does not come back all at once. */
static gboolean
wait_before (HeraldHttp    *self,
             guint          attempt,
             GCancellable  *cancellable,
             GError       **error)
{
  guint64 delay = MIN ((guint64) self->delay << (attempt - 1), MAX_DELAY_MS);
  GPollFD fd = { 0 };
  int ms = (int) (delay / 2 + (guint64) g_random_int_range (0, (gint32) (delay / 2) + 1));

  if (g_cancellable_make_pollfd (cancellable, &fd))
    {
      g_poll (&fd, 1, ms);
      g_cancellable_release_fd (cancellable);
    }
  else
    {
      g_usleep ((gulong) ms * 1000);
    }

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/**
 * herald_http_send:
 * @http: a way to a server
 * @request: what to send
 * @sink: where a good reply goes
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError of %HERALD_SYNC_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Sends a request that may be repeated without harm, and blocks until its reply has been read. 408, 429 and 5xx,
 * broken connections and cut replies are tried again a few times with growing, jittered delays; nothing else is.
 *
 * Returns: whether the server agreed and its reply was complete
 */
gboolean
herald_http_send (HeraldHttp               *http,
                  const HeraldHttpRequest  *request,
                  const HeraldHttpSink     *sink,
                  GCancellable             *cancellable,
                  GError                  **error)
{
  gboolean sent = FALSE;
  gboolean whole = FALSE; /* ask for all of it, whatever is here */
  guint64 offset = 0;

  g_return_val_if_fail (http != NULL && request != NULL && sink != NULL, FALSE);

  g_main_context_push_thread_default (http->context);
  http->status = 0;

  for (guint attempt = 1; !sent; attempt++)
    {
      g_autoptr (GError) local = NULL;
      gboolean again = FALSE;

      offset = whole || sink->offset == NULL ? 0 : sink->offset (sink->user_data);
      sent = try_once (http, request, sink, offset, cancellable, &again, &local);
      if (sent)
        break;

      if (offset > 0 && http->status == SOUP_STATUS_REQUESTED_RANGE_NOT_SATISFIABLE)
        whole = again = TRUE;

      if (!again || attempt == MAX_ATTEMPTS || g_cancellable_is_cancelled (cancellable))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          break;
        }

      g_debug ("%s %s: %s Attempt %u follows.", request->method, request->path, local->message, attempt + 1);
      if (!wait_before (http, attempt, cancellable, error))
        break;
    }

  g_main_context_pop_thread_default (http->context);
  return sent;
}

/**
 * herald_http_get_status:
 * @http: a way to a server
 *
 * Returns: the status of the last reply (202 is not 201: a cluster has not written it everywhere), or 0
 */
guint
herald_http_get_status (HeraldHttp *http)
{
  g_return_val_if_fail (http != NULL, 0);

  return http->status;
}
