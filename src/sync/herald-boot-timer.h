/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A timer that goes on while the computer sleeps: what fell due meanwhile fires as soon as it wakes up. GLib's own
 * timers stand still then. Fires once each time that it is set; callback is a GSourceFunc. */
GSource *herald_boot_timer_new (void);
void     herald_boot_timer_set (GSource *timer,
                                guint    ms); /* 0: not at all */

G_END_DECLS
