/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-fault-proxy.h"

#include <gio/gio.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>

#define PIECE  4096
#define INTACT G_MAXUINT64

struct _HeraldFaultProxy
{
  GSocketListener *listener;
  guint            port;
  guint            upstream;
  GCancellable    *stop;
  GThread         *thread;
  GPtrArray       *connections; /* of GThread *: the accepting thread's until it has ended */

  GMutex           mutex; /* of all that follows */
  GCond            changed;
  guint64          left;  /* bytes until it breaks, or INTACT */
  HeraldBreak      kind;
  gboolean         broke;
  gboolean         dead;
  gboolean         stalled;
  gboolean         twice;
  guint            latency;
  guint64          bytes;
};

typedef struct
{
  HeraldFaultProxy  *proxy;
  GSocketConnection *client;
} Connection;

static void
join (gpointer thread)
{
  g_thread_join (thread);
}

static GSocketConnection *
connect_upstream (HeraldFaultProxy *self)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, (guint16) self->upstream);

  return g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), self->stop, NULL);
}

/* A request with its body: all of Herald's say how long theirs is. NULL: the client has gone. */
static GString *
read_request (HeraldFaultProxy *self,
              GInputStream     *input)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char byte = 0;

  while (strstr (text->str, "\r\n\r\n") == NULL)
    {
      if (g_input_stream_read (input, &byte, 1, self->stop, NULL) != 1)
        return NULL;
      g_string_append_c (text, byte);
    }

  {
    g_autofree char *lower = g_ascii_strdown (text->str, -1);
    const char *found = strstr (lower, "\r\ncontent-length:");
    gsize length = found != NULL ? (gsize) g_ascii_strtoull (found + strlen ("\r\ncontent-length:"), NULL, 10) : 0;
    gsize head = text->len;
    gsize got = 0;

    g_string_set_size (text, head + length);
    if (!g_input_stream_read_all (input, text->str + head, length, &got, self->stop, NULL) || got < length)
      return NULL;
  }

  return g_steal_pointer (&text);
}

/* The first of two: its answer is read and forgotten. */
static void
deliver_once_more (HeraldFaultProxy *self,
                   GString          *request)
{
  g_autoptr (GSocketConnection) upstream = connect_upstream (self);
  g_autoptr (GString) closing = g_string_new_len (request->str, (gssize) request->len);
  char data[PIECE];

  if (upstream == NULL)
    return;

  g_string_insert (closing, strstr (closing->str, "\r\n") - closing->str, "\r\nConnection: close");
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (upstream)), closing->str, closing->len, NULL,
                             self->stop, NULL);
  while (g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (upstream)), data, sizeof data, self->stop, NULL) > 0)
    ;
}

static gboolean
pass_request (HeraldFaultProxy  *self,
              GSocketConnection *client,
              GSocketConnection *upstream)
{
  g_autoptr (GString) request = read_request (self, g_io_stream_get_input_stream (G_IO_STREAM (client)));
  gboolean twice = FALSE;

  if (request == NULL)
    return FALSE;

  g_mutex_lock (&self->mutex);
  twice = self->twice;
  g_mutex_unlock (&self->mutex);
  if (twice)
    deliver_once_more (self, request);

  return g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (upstream)), request->str, request->len, NULL,
                                    self->stop, NULL);
}

/* How much of the piece still goes through. Whether it breaks after that. */
static gboolean
account (HeraldFaultProxy *self,
         gsize            *length,
         HeraldBreak      *kind,
         guint            *latency)
{
  gboolean breaks = FALSE;

  g_mutex_lock (&self->mutex);
  if (self->left != INTACT && *length >= self->left)
    {
      *length = (gsize) self->left;
      *kind = self->kind;
      self->left = INTACT;
      self->broke = breaks = TRUE;
      self->dead = self->kind == HERALD_BREAK_DIE;
    }
  else if (self->left != INTACT)
    {
      self->left -= *length;
    }
  self->bytes += *length;
  *latency = self->latency;
  g_mutex_unlock (&self->mutex);

  return breaks;
}

static void
stall (HeraldFaultProxy  *self,
       GSocketConnection *client)
{
  char byte = 0;

  g_mutex_lock (&self->mutex);
  self->stalled = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);

  /* Until the client goes. */
  while (g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (client)), &byte, 1, self->stop, NULL) > 0)
    ;
}

static void
break_connection (HeraldFaultProxy  *self,
                  GSocketConnection *client,
                  HeraldBreak        kind)
{
  const struct linger now = { 1, 0 };
  int fd = g_socket_get_fd (g_socket_connection_get_socket (client));

  if (kind == HERALD_BREAK_STALL)
    stall (self, client);
  if (kind == HERALD_BREAK_RESET)
    setsockopt (fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

static gboolean
pass_reply (HeraldFaultProxy  *self,
            GSocketConnection *client,
            GSocketConnection *upstream)
{
  char data[PIECE];
  gssize got = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (upstream)), data, sizeof data, self->stop, NULL);
  gsize length = got > 0 ? (gsize) got : 0;
  HeraldBreak kind = HERALD_BREAK_CLOSE;
  guint latency = 0;
  gboolean breaks = FALSE;

  if (got <= 0)
    return FALSE;

  breaks = account (self, &length, &kind, &latency);
  if (latency > 0)
    g_usleep (latency);
  if (!g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (client)), data, length, NULL, self->stop, NULL))
    return FALSE;
  if (breaks)
    break_connection (self, client, kind);

  return !breaks;
}

static gpointer
run_connection (gpointer user_data)
{
  Connection *connection = user_data;
  HeraldFaultProxy *self = connection->proxy;
  g_autoptr (GSocketConnection) client = connection->client;
  g_autoptr (GSocketConnection) upstream = connect_upstream (self);
  GPollFD fds[3] = { { -1, G_IO_IN, 0 }, { -1, G_IO_IN, 0 }, { 0 } };
  gboolean goes_on = upstream != NULL;

  g_free (connection);
  if (!goes_on || !g_cancellable_make_pollfd (self->stop, &fds[2]))
    return NULL;

  g_socket_set_option (g_socket_connection_get_socket (client), IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
  g_socket_set_option (g_socket_connection_get_socket (upstream), IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
  fds[0].fd = g_socket_get_fd (g_socket_connection_get_socket (client));
  fds[1].fd = g_socket_get_fd (g_socket_connection_get_socket (upstream));
  while (goes_on && g_poll (fds, G_N_ELEMENTS (fds), -1) > 0 && fds[2].revents == 0)
    {
      if (fds[1].revents != 0)
        goes_on = pass_reply (self, client, upstream);
      else if (fds[0].revents != 0)
        goes_on = pass_request (self, client, upstream);
    }

  g_cancellable_release_fd (self->stop);
  return NULL;
}

static gpointer
run_listener (gpointer user_data)
{
  HeraldFaultProxy *self = user_data;

  for (;;)
    {
      GSocketConnection *client = g_socket_listener_accept (self->listener, NULL, self->stop, NULL);
      Connection *connection = NULL;
      gboolean dead = FALSE;

      if (client == NULL)
        return NULL;

      g_mutex_lock (&self->mutex);
      dead = self->dead;
      g_mutex_unlock (&self->mutex);
      if (dead)
        {
          g_object_unref (client);
          continue;
        }

      connection = g_new0 (Connection, 1);
      connection->proxy = self;
      connection->client = client;
      g_ptr_array_add (self->connections, g_thread_new ("fault-proxy", run_connection, connection));
    }
}

HeraldFaultProxy *
herald_fault_proxy_new (guint upstream)
{
  HeraldFaultProxy *self = g_new0 (HeraldFaultProxy, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) got = NULL;
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  self->upstream = upstream;
  self->left = INTACT;
  self->stop = g_cancellable_new ();
  self->connections = g_ptr_array_new_with_free_func (join);
  self->listener = g_socket_listener_new ();
  g_socket_listener_add_address (self->listener, wanted, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &got, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
  self->thread = g_thread_new ("fault-listener", run_listener, self);

  return self;
}

void
herald_fault_proxy_free (HeraldFaultProxy *proxy)
{
  g_cancellable_cancel (proxy->stop);
  g_thread_join (proxy->thread);
  g_ptr_array_unref (proxy->connections);

  g_object_unref (proxy->listener);
  g_object_unref (proxy->stop);
  g_cond_clear (&proxy->changed);
  g_mutex_clear (&proxy->mutex);
  g_free (proxy);
}

guint
herald_fault_proxy_port (HeraldFaultProxy *proxy)
{
  return proxy->port;
}

void
herald_fault_proxy_break_after (HeraldFaultProxy *proxy,
                                guint64           bytes,
                                HeraldBreak       kind)
{
  g_mutex_lock (&proxy->mutex);
  proxy->left = bytes;
  proxy->kind = kind;
  proxy->broke = proxy->stalled = FALSE;
  g_mutex_unlock (&proxy->mutex);
}

gboolean
herald_fault_proxy_mend (HeraldFaultProxy *proxy)
{
  gboolean broke = FALSE;

  g_mutex_lock (&proxy->mutex);
  broke = proxy->broke;
  proxy->left = INTACT;
  proxy->broke = proxy->dead = FALSE;
  g_mutex_unlock (&proxy->mutex);
  return broke;
}

void
herald_fault_proxy_set_latency (HeraldFaultProxy *proxy,
                                guint             us)
{
  g_mutex_lock (&proxy->mutex);
  proxy->latency = us;
  g_mutex_unlock (&proxy->mutex);
}

void
herald_fault_proxy_set_twice (HeraldFaultProxy *proxy,
                              gboolean          twice)
{
  g_mutex_lock (&proxy->mutex);
  proxy->twice = twice;
  g_mutex_unlock (&proxy->mutex);
}

guint64
herald_fault_proxy_get_bytes (HeraldFaultProxy *proxy)
{
  guint64 bytes = 0;

  g_mutex_lock (&proxy->mutex);
  bytes = proxy->bytes;
  g_mutex_unlock (&proxy->mutex);
  return bytes;
}

void
herald_fault_proxy_wait_stall (HeraldFaultProxy *proxy)
{
  g_mutex_lock (&proxy->mutex);
  while (!proxy->stalled)
    g_cond_wait (&proxy->changed, &proxy->mutex);
  g_mutex_unlock (&proxy->mutex);
}
