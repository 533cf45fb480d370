/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-interrupt.h"

#include <glib-unix.h>
#include <signal.h>

struct _HeraldInterrupt
{
  GMainContext *context;
  GThread      *thread; /* waits for signals while the others work */
  int           done;   /* atomic */
  GCancellable *cancellable;
  GSource      *sources[2];
};

/* A second signal ends the process: the source gives the signal its old effect back when it goes. */
static gboolean
on_signal (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static gpointer
wait_for_signals (gpointer data)
{
  HeraldInterrupt *self = data;

  while (!g_atomic_int_get (&self->done))
    g_main_context_iteration (self->context, TRUE);
  return NULL;
}

/**
 * herald_interrupt_new:
 *
 * From now on SIGINT and SIGTERM cancel, until herald_interrupt_free().
 *
 * Returns: (transfer full): what listens
 */
HeraldInterrupt *
herald_interrupt_new (void)
{
  static const int signals[] = { SIGINT, SIGTERM };
  HeraldInterrupt *self = g_new0 (HeraldInterrupt, 1);

  self->cancellable = g_cancellable_new ();
  self->context = g_main_context_new ();
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      self->sources[i] = g_unix_signal_source_new (signals[i]);
      g_source_set_callback (self->sources[i], on_signal, self->cancellable, NULL);
      g_source_attach (self->sources[i], self->context);
    }
  self->thread = g_thread_new ("interrupt", wait_for_signals, self);
  return self;
}

/**
 * herald_interrupt_free:
 * @self: (transfer full): what listens
 */
void
herald_interrupt_free (HeraldInterrupt *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_int_set (&self->done, TRUE);
  g_main_context_wakeup (self->context);
  g_thread_join (self->thread);
  for (guint i = 0; i < G_N_ELEMENTS (self->sources); i++)
    {
      g_source_destroy (self->sources[i]);
      g_source_unref (self->sources[i]);
    }
  g_main_context_unref (self->context);
  g_object_unref (self->cancellable);
  g_free (self);
}

/**
 * herald_interrupt_get_cancellable:
 * @self: what listens
 *
 * Returns: (transfer none): cancelled at the first signal
 */
GCancellable *
herald_interrupt_get_cancellable (HeraldInterrupt *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->cancellable;
}
