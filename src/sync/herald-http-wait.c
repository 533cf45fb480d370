/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waiting at a server for news, with a watchdog. */
#include "herald-http-private.h"

#include "herald-boot-timer.h"
#include "herald-i18n.h"
#include "herald-sync.h"

#define PIECE 4096

typedef struct
{
  GMainContext *context;
  GCancellable *cancellable; /* of what goes on now: the caller's, or the watchdog's word */
  GSource      *watchdog;
  gboolean      bitten;
  GAsyncResult *result;
} Wait;

static gboolean
on_silence (gpointer user_data)
{
  Wait *wait = user_data;

  wait->bitten = TRUE;
  g_cancellable_cancel (wait->cancellable);
  return G_SOURCE_CONTINUE;
}

static void
on_cancelled (GCancellable *cancellable,
              gpointer      inner)
{
  g_cancellable_cancel (inner);
}

static void
on_ready (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  ((Wait *) user_data)->result = g_object_ref (result);
}

/* Lets the private context run until the call that was begun has ended. */
static GAsyncResult *
wait_for_result (Wait *wait)
{
  while (wait->result == NULL)
    g_main_context_iteration (wait->context, TRUE);

  return g_steal_pointer (&wait->result);
}

static gboolean
fail (Wait         *wait,
      GError       *local,
      GCancellable *cancellable,
      GError      **error)
{
  if (!wait->bitten || g_cancellable_is_cancelled (cancellable))
    {
      herald_http_translate (local, error);
      return FALSE;
    }

  g_error_free (local);
  g_set_error_literal (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_OFFLINE, _("The team server has fallen silent."));
  return FALSE;
}

static gboolean
listen_to (Wait                  *wait,
           GInputStream          *stream,
           const HeraldHttpSink  *sink,
           guint                  patience,
           gboolean              *heard,
           GCancellable          *cancellable,
           GError               **error)
{
  g_autofree char *data = g_malloc (PIECE);
  GError *local = NULL;

  for (;;)
    {
      g_autoptr (GAsyncResult) result = NULL;
      gssize length = 0;

      herald_boot_timer_set (wait->watchdog, patience);
      g_input_stream_read_async (stream, data, PIECE, G_PRIORITY_DEFAULT, wait->cancellable, on_ready, wait);
      result = wait_for_result (wait);
      length = g_input_stream_read_finish (stream, result, &local);

      if (length < 0)
        return fail (wait, local, cancellable, error);
      if (length == 0)
        break;

      *heard = TRUE;
      if (!sink->feed (sink->user_data, data, (gsize) length, &local))
        {
          herald_http_translate_content (local, error);
          return FALSE;
        }
    }

  if (sink->finish (sink->user_data, &local))
    return TRUE;

  herald_http_translate_content (local, error);
  return FALSE;
}

static gboolean
send_and_listen (HeraldHttp               *self,
                 Wait                     *wait,
                 const HeraldHttpRequest  *request,
                 const HeraldHttpSink     *sink,
                 guint                     patience,
                 gboolean                 *heard,
                 GCancellable             *cancellable,
                 GError                  **error)
{
  g_autoptr (SoupMessage) message = herald_http_make_message (self, request, error);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GInputStream) stream = NULL;
  GError *local = NULL;
  guint status = 0;

  if (message == NULL || !sink->begin (sink->user_data, 0, error))
    return FALSE;

  herald_boot_timer_set (wait->watchdog, patience);
  soup_session_send_async (herald_http_get_session (self), message, G_PRIORITY_DEFAULT, wait->cancellable, on_ready, wait);
  result = wait_for_result (wait);
  stream = soup_session_send_finish (self->session, result, &local);
  if (stream == NULL)
    return fail (wait, local, cancellable, error);

  status = self->status = soup_message_get_status (message);
  if (status >= 200 && status < 300)
    return listen_to (wait, stream, sink, patience, heard, cancellable, error);

  herald_http_refuse (message, stream, wait->cancellable, error);
  return FALSE;
}

/**
 * herald_http_wait:
 * @http: a way to a server
 * @request: a long-poll
 * @sink: where a good reply goes
 * @patience: milliseconds without a byte, time asleep included, after which nobody is there any more
 * @heard: (out): whether anything came, be it a heartbeat
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError of %HERALD_SYNC_ERROR or %G_IO_ERROR_CANCELLED; OFFLINE after silence
 *
 * Waits, once, until the server's reply is complete. Whoever asks decides when to ask again.
 *
 * Returns: whether the server answered
 */
gboolean
herald_http_wait (HeraldHttp               *http,
                  const HeraldHttpRequest  *request,
                  const HeraldHttpSink     *sink,
                  guint                     patience,
                  gboolean                 *heard,
                  GCancellable             *cancellable,
                  GError                  **error)
{
  g_autoptr (GCancellable) inner = g_cancellable_new ();
  g_autoptr (GSource) watchdog = herald_boot_timer_new ();
  gulong handler = 0;
  gboolean answered = FALSE;

  g_return_val_if_fail (http != NULL && request != NULL && sink != NULL && heard != NULL, FALSE);

  Wait wait = { .context = http->context, .cancellable = inner, .watchdog = watchdog };

  *heard = FALSE;
  g_main_context_push_thread_default (http->context);
  g_source_set_callback (watchdog, on_silence, &wait, NULL);
  g_source_attach (watchdog, http->context);
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), inner, NULL);

  answered = send_and_listen (http, &wait, request, sink, patience, heard, cancellable, error);

  g_cancellable_disconnect (cancellable, handler);
  g_source_destroy (watchdog);
  g_main_context_pop_thread_default (http->context);
  return answered;
}
