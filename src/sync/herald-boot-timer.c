/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-boot-timer.h"

#include <errno.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

typedef struct
{
  GSource source;
  int     fd;
} BootTimer;

/* The poll on its descriptor wakes the loop up; reading it makes it quiet again. */
static gboolean
boot_timer_check (GSource *source)
{
  guint64 times = 0;

  return read (((BootTimer *) source)->fd, &times, sizeof times) == sizeof times;
}

static gboolean
boot_timer_dispatch (GSource     *source,
                     GSourceFunc  callback,
                     gpointer     user_data)
{
  return callback != NULL ? callback (user_data) : G_SOURCE_REMOVE;
}

static void
boot_timer_finalize (GSource *source)
{
  BootTimer *self = (BootTimer *) source;

  if (self->fd >= 0)
    close (self->fd);
}

static GSourceFuncs boot_timer_funcs = {
  .check = boot_timer_check,
  .dispatch = boot_timer_dispatch,
  .finalize = boot_timer_finalize,
};

/**
 * herald_boot_timer_new:
 *
 * timerfd_create(2) on CLOCK_BOOTTIME.
 *
 * Returns: (transfer full): a timer that is not set, to be given a callback and a context
 */
GSource *
herald_boot_timer_new (void)
{
  GSource *source = g_source_new (&boot_timer_funcs, sizeof (BootTimer));
  BootTimer *self = (BootTimer *) source;

  self->fd = timerfd_create (CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK);
  if (self->fd < 0)
    g_error ("No timer: %s", g_strerror (errno));

  g_source_add_unix_fd (source, self->fd, G_IO_IN);
  g_source_set_static_name (source, "herald-boot-timer");
  return source;
}

/**
 * herald_boot_timer_set:
 * @timer: a timer
 * @ms: milliseconds from now; 0 stops it
 *
 * What was set before does not count any more.
 */
void
herald_boot_timer_set (GSource *timer,
                       guint    ms)
{
  struct itimerspec when = { { 0 }, { ms / 1000, (long) (ms % 1000) * 1000000 } };

  g_return_if_fail (timer != NULL);

  timerfd_settime (((BootTimer *) timer)->fd, 0, &when, NULL);
}
