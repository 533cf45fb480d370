/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Long-polls: https://docs.couchdb.org/en/3.4.3-docs/api/database/changes.html#long-polling */
#include "herald-couch-server-private.h"

#define HEARTBEAT_MS 60000

/* A long-poll that has nothing to say yet. */
typedef struct
{
  HeraldCouchServer *server;
  SoupServerMessage *message;
  GSource           *heartbeat;
  GSource           *timeout;
  gulong             finished;
} Waiter;

void
herald_couch_waiter_free (gpointer data)
{
  Waiter *waiter = data;

  g_signal_handler_disconnect (waiter->message, waiter->finished);
  g_source_destroy (waiter->heartbeat);
  g_source_unref (waiter->heartbeat);
  if (waiter->timeout != NULL)
    {
      g_source_destroy (waiter->timeout);
      g_source_unref (waiter->timeout);
    }
  g_object_unref (waiter->message);
  g_free (waiter);
}

static void
waiter_finished (SoupServerMessage *message,
                 gpointer           user_data)
{
  Waiter *waiter = user_data;

  g_ptr_array_remove (waiter->server->waiters, waiter);
}

static gboolean
waiter_beat (gpointer user_data)
{
  Waiter *waiter = user_data;

  soup_message_body_append (soup_server_message_get_response_body (waiter->message), SOUP_MEMORY_STATIC, "\n", 1);
  soup_server_message_unpause (waiter->message);
  return G_SOURCE_CONTINUE;
}

static void
waiter_answer (Waiter              *waiter,
               HeraldCouchExchange *exchange)
{
  HeraldCouchServer *server = waiter->server;
  g_autoptr (SoupServerMessage) message = g_object_ref (waiter->message);
  g_autoptr (GBytes) bytes = herald_couch_server_filter (server, exchange, g_uri_get_path (soup_server_message_get_uri (message)));

  g_ptr_array_remove (server->waiters, waiter);
  herald_couch_append_chunks (soup_server_message_get_response_body (message), bytes);
  soup_message_body_complete (soup_server_message_get_response_body (message));
  soup_server_message_unpause (message);
}

static gboolean
waiter_time_out (gpointer user_data)
{
  Waiter *waiter = user_data;
  HeraldCouchServer *server = waiter->server;
  g_auto (HeraldCouchExchange) exchange = { 0 };

  g_mutex_lock (&server->mutex);
  herald_couch_exchange_init (&exchange, server, waiter->message);
  exchange.is_admin = TRUE;
  herald_couch_exchange_run (&exchange);
  waiter_answer (waiter, &exchange);
  g_mutex_unlock (&server->mutex);
  return G_SOURCE_REMOVE;
}

void
herald_couch_server_wake_waiters (HeraldCouchServer *server)
{
  for (guint i = server->waiters->len; i > 0; i--)
    {
      Waiter *waiter = g_ptr_array_index (server->waiters, i - 1);
      g_auto (HeraldCouchExchange) exchange = { 0 };

      herald_couch_exchange_init (&exchange, server, waiter->message);
      exchange.is_admin = TRUE; /* it was judged when it came */
      herald_couch_exchange_run (&exchange);
      if (!exchange.waits)
        waiter_answer (waiter, &exchange);
    }
}

static GSource *
attach_timer (HeraldCouchServer *server,
              guint              ms,
              GSourceFunc        func,
              Waiter            *waiter)
{
  GSource *source = g_timeout_source_new (ms);

  g_source_set_callback (source, func, waiter, NULL);
  g_source_attach (source, server->context);
  return source;
}

void
herald_couch_server_wait (HeraldCouchServer   *server,
                          HeraldCouchExchange *exchange,
                          SoupServerMessage   *message)
{
  Waiter *waiter = g_new0 (Waiter, 1);
  const char *heartbeat = herald_couch_exchange_query (exchange, "heartbeat");
  const char *timeout = herald_couch_exchange_query (exchange, "timeout");
  guint64 ms = heartbeat != NULL ? g_ascii_strtoull (heartbeat, NULL, 10) : 0;

  waiter->server = server;
  waiter->message = g_object_ref (message);
  waiter->finished = g_signal_connect (message, "finished", G_CALLBACK (waiter_finished), waiter);
  waiter->heartbeat = attach_timer (server, ms > 0 ? (guint) ms : HEARTBEAT_MS, waiter_beat, waiter);
  if (heartbeat == NULL && timeout != NULL)
    waiter->timeout = attach_timer (server, (guint) g_ascii_strtoull (timeout, NULL, 10), waiter_time_out, waiter);
  g_ptr_array_add (server->waiters, waiter);

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Content-Type", "application/json");
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message), SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);
  soup_server_message_set_status (message, 200, NULL);
  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC, "\n", 1);
}
