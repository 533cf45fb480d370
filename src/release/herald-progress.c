/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-progress.h"

struct _HeraldProgressRelay
{
  GMainContext   *context;   /* of who waits */
  HeraldProgress  callback;
  gpointer        user_data;
  GMutex          lock;      /* of all below */
  GSource        *source;    /* on its way to the context, or NULL */
  guint           done;
  guint           all;
  char           *what;
  gboolean        stopped;
};

static void
clear (gpointer data)
{
  HeraldProgressRelay *self = data;

  g_main_context_unref (self->context);
  g_free (self->what);
  g_mutex_clear (&self->lock);
}

static void
unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear);
}

/**
 * herald_progress_relay_new:
 * @callback: called in the thread-default main context of who calls this
 * @user_data: for @callback, which lives until the relay is stopped and the context has gone round
 *
 * Returns: (transfer full): a relay, to be stopped
 */
HeraldProgressRelay *
herald_progress_relay_new (HeraldProgress callback,
                           gpointer       user_data)
{
  HeraldProgressRelay *self = g_atomic_rc_box_new0 (HeraldProgressRelay);

  self->context = g_main_context_ref_thread_default ();
  self->callback = callback;
  self->user_data = user_data;
  g_mutex_init (&self->lock);
  return self;
}

static gboolean
on_idle (gpointer data)
{
  HeraldProgressRelay *self = data;
  g_autofree char *what = NULL;
  guint done = 0;
  guint all = 0;
  gboolean stopped = FALSE;

  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->source, g_source_unref);
  stopped = self->stopped;
  what = g_steal_pointer (&self->what);
  done = self->done;
  all = self->all;
  g_mutex_unlock (&self->lock);
  if (!stopped)
    self->callback (done, all, what, self->user_data);
  return G_SOURCE_REMOVE;
}

void
herald_progress_relay_tell (guint       done,
                            guint       all,
                            const char *what,
                            gpointer    relay)
{
  HeraldProgressRelay *self = relay;

  if (self->callback == NULL)
    return;
  g_mutex_lock (&self->lock);
  self->done = done;
  self->all = all;
  g_free (self->what);
  self->what = g_strdup (what);
  if (self->source == NULL && !self->stopped)
    {
      self->source = g_idle_source_new ();
      g_source_set_priority (self->source, G_PRIORITY_DEFAULT);
      g_source_set_callback (self->source, on_idle, g_atomic_rc_box_acquire (self), unref);
      g_source_attach (self->source, self->context);
    }
  g_mutex_unlock (&self->lock);
}

/**
 * herald_progress_relay_stop:
 * @self: (transfer full): a relay
 *
 * Nothing is told any more: what is sent to the context after this arrives after the last news.
 */
void
herald_progress_relay_stop (HeraldProgressRelay *self)
{
  g_mutex_lock (&self->lock);
  self->stopped = TRUE;
  g_mutex_unlock (&self->lock);
  unref (self);
}
