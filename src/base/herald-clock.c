/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-clock.h"

#include "herald-zone.h"

#include <time.h>

struct _HeraldClock
{
  GObject  parent_instance;

  gboolean fixed;
  GMutex   lock; /* a test may advance a fixed clock while the store's thread reads it */
  gint64   real;
  gint64   boot;
};

G_DEFINE_FINAL_TYPE (HeraldClock, herald_clock, G_TYPE_OBJECT)

static void
herald_clock_finalize (GObject *object)
{
  HeraldClock *self = HERALD_CLOCK (object);

  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (herald_clock_parent_class)->finalize (object);
}

static void
herald_clock_class_init (HeraldClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = herald_clock_finalize;
}

static void
herald_clock_init (HeraldClock *self)
{
  g_mutex_init (&self->lock);
}

/**
 * herald_clock_new_system:
 *
 * Returns: (transfer full): this computer's clock
 */
HeraldClock *
herald_clock_new_system (void)
{
  return g_object_new (HERALD_TYPE_CLOCK, NULL);
}

/**
 * herald_clock_new_fixed:
 * @unix_us: the time that it shows, in microseconds since 1970, UTC
 *
 * A clock that stands still until herald_clock_advance(); its computer booted at this moment.
 *
 * Returns: (transfer full): a clock for tests and for rehearsals
 */
HeraldClock *
herald_clock_new_fixed (gint64 unix_us)
{
  HeraldClock *self = g_object_new (HERALD_TYPE_CLOCK, NULL);

  self->fixed = TRUE;
  self->real = unix_us;

  return self;
}

/**
 * herald_clock_advance:
 * @self: a fixed clock
 * @us: microseconds; when negative, somebody set the clock back: the time since boot stays
 *
 * Moves a fixed clock.
 */
void
herald_clock_advance (HeraldClock *self,
                      gint64       us)
{
  g_return_if_fail (HERALD_IS_CLOCK (self));
  g_return_if_fail (self->fixed);

  g_mutex_lock (&self->lock);
  self->real += us;
  self->boot += MAX (us, 0);
  g_mutex_unlock (&self->lock);
}

static gint64
read_fixed (HeraldClock  *self,
            const gint64 *reading)
{
  gint64 value;

  g_mutex_lock (&self->lock);
  value = *reading;
  g_mutex_unlock (&self->lock);

  return value;
}

/**
 * herald_clock_get_real:
 * @self: a clock
 *
 * Returns: the time of day, in microseconds since 1970, UTC; it jumps when somebody sets the clock
 */
gint64
herald_clock_get_real (HeraldClock *self)
{
  g_return_val_if_fail (HERALD_IS_CLOCK (self), 0);

  return self->fixed ? read_fixed (self, &self->real) : g_get_real_time ();
}

/**
 * herald_clock_get_boot:
 * @self: a clock
 *
 * The clock to measure with: unlike g_get_monotonic_time() it also counts the time asleep.
 *
 * Returns: microseconds since this computer started (CLOCK_BOOTTIME); never goes back
 */
gint64
herald_clock_get_boot (HeraldClock *self)
{
  struct timespec now = { 0 };

  g_return_val_if_fail (HERALD_IS_CLOCK (self), 0);

  if (self->fixed)
    return read_fixed (self, &self->boot);

  if (clock_gettime (CLOCK_BOOTTIME, &now) != 0)
    g_error ("This system has no CLOCK_BOOTTIME");

  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/**
 * herald_clock_format_now:
 * @self: a clock
 *
 * Returns: (transfer full): the time as documents write it, "2026-11-22T07:16:42Z"
 */
char *
herald_clock_format_now (HeraldClock *self)
{
  g_return_val_if_fail (HERALD_IS_CLOCK (self), NULL);

  return herald_utc_format (herald_clock_get_real (self) / G_USEC_PER_SEC);
}
