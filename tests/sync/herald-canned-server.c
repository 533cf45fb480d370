/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-canned-server.h"

#include <string.h>

typedef struct
{
  char     *bytes;
  char     *piece; /* after them, again and again; or NULL */
  gboolean  held;  /* after them, silence until the client goes */
} Reply;

struct _HeraldCannedServer
{
  GSocketListener *listener;
  guint16          port;
  GCancellable    *stop;
  GThread         *thread;
  GAsyncQueue     *replies;  /* of Reply */
  GPtrArray       *requests; /* the thread's until it has ended */
};

static void
reply_free (Reply *reply)
{
  g_free (reply->bytes);
  g_free (reply->piece);
  g_free (reply);
}

static void
push (HeraldCannedServer *self,
      char               *bytes,
      const char         *piece,
      gboolean            held)
{
  Reply *reply = g_new0 (Reply, 1);

  reply->bytes = bytes;
  reply->piece = g_strdup (piece);
  reply->held = held;
  g_async_queue_push (self->replies, reply);
}

static gsize
content_length (const char *head)
{
  g_autofree char *lower = g_ascii_strdown (head, -1);
  const char *found = strstr (lower, "\r\ncontent-length:");

  return found != NULL ? (gsize) g_ascii_strtoull (found + strlen ("\r\ncontent-length:"), NULL, 10) : 0;
}

static char *
read_request (GInputStream *input)
{
  GString *text = g_string_new (NULL);
  char byte = 0;
  gsize body = 0;

  while (strstr (text->str, "\r\n\r\n") == NULL && g_input_stream_read (input, &byte, 1, NULL, NULL) == 1)
    g_string_append_c (text, byte);

  for (body = content_length (text->str); body > 0 && g_input_stream_read (input, &byte, 1, NULL, NULL) == 1; body--)
    g_string_append_c (text, byte);

  return g_string_free (text, FALSE);
}

static void
write_reply (HeraldCannedServer *self,
             const Reply        *reply,
             GIOStream          *connection)
{
  GOutputStream *output = g_io_stream_get_output_stream (connection);
  char rest[256] = "";

  g_output_stream_write_all (output, reply->bytes, strlen (reply->bytes), NULL, self->stop, NULL);
  while (reply->piece != NULL &&
         g_output_stream_write_all (output, reply->piece, strlen (reply->piece), NULL, self->stop, NULL))
    ;
  while (reply->held && g_input_stream_read (g_io_stream_get_input_stream (connection), rest, sizeof rest, self->stop, NULL) > 0)
    ;
}

static void
answer (HeraldCannedServer *self,
        GSocketConnection  *connection)
{
  Reply *reply = NULL;

  g_ptr_array_add (self->requests, read_request (g_io_stream_get_input_stream (G_IO_STREAM (connection))));

  reply = g_async_queue_try_pop (self->replies);
  if (reply == NULL)
    {
      push (self, g_strdup ("HTTP/1.1 418 Nothing laid ready\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), NULL, FALSE);
      reply = g_async_queue_pop (self->replies);
    }

  write_reply (self, reply, G_IO_STREAM (connection));
  reply_free (reply);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
}

static gpointer
serve (gpointer data)
{
  HeraldCannedServer *self = data;

  for (;;)
    {
      g_autoptr (GSocketConnection) connection = g_socket_listener_accept (self->listener, NULL, self->stop, NULL);

      if (connection == NULL)
        return NULL;
      answer (self, connection);
    }
}

HeraldCannedServer *
herald_canned_server_new (void)
{
  HeraldCannedServer *self = g_new0 (HeraldCannedServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) got = NULL;
  g_autoptr (GError) error = NULL;

  self->listener = g_socket_listener_new ();
  self->stop = g_cancellable_new ();
  self->replies = g_async_queue_new_full ((GDestroyNotify) reply_free);
  self->requests = g_ptr_array_new_with_free_func (g_free);

  g_socket_listener_add_address (self->listener, wanted, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &got, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
  self->thread = g_thread_new ("canned-server", serve, self);

  return self;
}

GPtrArray *
herald_canned_server_stop (HeraldCannedServer *server)
{
  if (server->thread != NULL)
    {
      g_cancellable_cancel (server->stop);
      g_thread_join (g_steal_pointer (&server->thread));
    }

  return server->requests;
}

void
herald_canned_server_free (HeraldCannedServer *server)
{
  herald_canned_server_stop (server);
  g_object_unref (server->listener);
  g_object_unref (server->stop);
  g_async_queue_unref (server->replies);
  g_ptr_array_unref (server->requests);
  g_free (server);
}

char *
herald_canned_server_url (HeraldCannedServer *server)
{
  return g_strdup_printf ("http://anna@127.0.0.1:%u/team", server->port);
}

void
herald_canned_server_add (HeraldCannedServer *server,
                          guint               status,
                          const char         *body)
{
  push (server,
        g_strdup_printf ("HTTP/1.1 %u Canned\r\nContent-Type: application/json\r\n"
                         "Content-Length: %" G_GSIZE_FORMAT "\r\nConnection: close\r\n\r\n%s",
                         status, strlen (body), body),
        NULL, FALSE);
}

void
herald_canned_server_add_raw (HeraldCannedServer *server,
                              const char         *bytes)
{
  push (server, g_strdup (bytes), NULL, FALSE);
}

void
herald_canned_server_add_held (HeraldCannedServer *server,
                               const char         *bytes)
{
  push (server, g_strdup (bytes), NULL, TRUE);
}

void
herald_canned_server_add_endless (HeraldCannedServer *server,
                                  const char         *bytes,
                                  const char         *piece)
{
  push (server, g_strdup (bytes), piece, FALSE);
}
