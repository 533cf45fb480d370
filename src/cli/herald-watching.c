/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-watching.h"

#include "herald-interrupt.h"
#include "herald-live.h"
#include "herald-output.h"

#include <stdio.h>

typedef struct
{
  GMainLoop *loop;
  gboolean   json;
  char      *last; /* line */
} Watching;

static char *
write_json (const HeraldSyncStatus *status)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, herald_sync_status_to_json (status));
  return json_to_string (node, FALSE);
}

static char *
write_words (const HeraldSyncStatus *status)
{
  g_autofree char *words = herald_sync_status_describe (status);
  g_autofree char *why = herald_sync_status_explain (status);

  return why != NULL ? g_strdup_printf ("%s: %s", words, why) : g_steal_pointer (&words);
}

static void
on_changed (HeraldLive *live,
            Watching   *self)
{
  const HeraldSyncStatus *status = herald_live_get_status (live);
  g_autofree char *line = self->json ? write_json (status) : write_words (status);

  if (g_strcmp0 (line, self->last) == 0)
    return;

  herald_print ("%s\n", line);
  /* Whoever reads along wants it now, and nobody may be there any more. */
  if (fflush (stdout) != 0)
    g_main_loop_quit (self->loop);
  g_free (self->last);
  self->last = g_steal_pointer (&line);
}

static void
on_stopped (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  herald_live_stop_finish (HERALD_LIVE (source), result, NULL);
  g_main_loop_quit (((Watching *) user_data)->loop);
}

static gboolean
on_interrupted (GCancellable *cancellable,
                gpointer      user_data)
{
  g_main_loop_quit (((Watching *) user_data)->loop);
  return G_SOURCE_REMOVE;
}

static HeraldRemote *
connect_with_password (HeraldLibrary  *library,
                       const char     *url,
                       gpointer        user_data,
                       GError        **error)
{
  return herald_sync_connect (library, url, user_data, error);
}

/**
 * herald_watch_sync:
 * @library: the library
 * @author: whom automatic versions are by
 * @password: (nullable): the password that was asked for; %NULL: the one that is stored
 * @json: whether a program reads along
 *
 * Runs until SIGINT or SIGTERM, and then ends cleanly.
 */
void
herald_watch_sync (HeraldLibrary      *library,
                   const HeraldAuthor *author,
                   const char         *password,
                   gboolean            json)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (HeraldInterrupt) interrupt = herald_interrupt_new ();
  g_autoptr (GSource) interrupted = g_cancellable_source_new (herald_interrupt_get_cancellable (interrupt));
  g_autoptr (HeraldLive) live = NULL;
  Watching self = { loop, json, NULL };

  g_return_if_fail (HERALD_IS_LIBRARY (library));

  live = herald_live_new (library, author);
  if (password != NULL)
    herald_live_set_connect (live, connect_with_password, (gpointer) password);
  g_signal_connect (live, "changed", G_CALLBACK (on_changed), &self);
  g_source_set_callback (interrupted, G_SOURCE_FUNC (on_interrupted), &self, NULL);
  g_source_attach (interrupted, NULL);

  herald_live_start (live);
  g_main_loop_run (loop);

  g_signal_handlers_disconnect_by_data (live, &self);
  g_source_destroy (interrupted);
  herald_live_stop_async (live, on_stopped, &self);
  g_main_loop_run (loop);
  g_free (self.last);
}
