/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The one source of time: handed to whoever needs to know what time it is, never looked up. */
#define HERALD_TYPE_CLOCK (herald_clock_get_type ())
G_DECLARE_FINAL_TYPE (HeraldClock, herald_clock, HERALD, CLOCK, GObject)

HeraldClock *herald_clock_new_system  (void);
HeraldClock *herald_clock_new_fixed   (gint64       unix_us);
void         herald_clock_advance     (HeraldClock *self,
                                       gint64       us);
gint64       herald_clock_get_real    (HeraldClock *self);  /* microseconds since 1970, UTC */
gint64       herald_clock_get_boot    (HeraldClock *self);  /* CLOCK_BOOTTIME, microseconds */
char        *herald_clock_format_now  (HeraldClock *self);  /* "2026-11-22T07:16:42Z" */

G_END_DECLS
