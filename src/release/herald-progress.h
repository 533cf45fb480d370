/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Told how far long work is: that many of all are done, and what comes next (or NULL). */
typedef void (*HeraldProgress) (guint done, guint all, const char *what, gpointer user_data);

/* Carries progress from a working thread to the thread that waits for it: only the latest news, whenever that has time.
 *
 * THREAD SAFETY: tell and stop may be called from any thread. */
typedef struct _HeraldProgressRelay HeraldProgressRelay;

HeraldProgressRelay *herald_progress_relay_new  (HeraldProgress       callback,
                                                 gpointer             user_data);
/* A HeraldProgress, with the relay as user_data. */
void                 herald_progress_relay_tell (guint                done,
                                                 guint                all,
                                                 const char          *what,
                                                 gpointer             relay);
void                 herald_progress_relay_stop (HeraldProgressRelay *self);

G_END_DECLS
