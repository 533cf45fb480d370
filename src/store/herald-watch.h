/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "herald-database.h"

G_BEGIN_DECLS

/* Notices what has changed in a library, by whichever process, and tells it in the context of whoever opened it. */
typedef struct _HeraldWatch HeraldWatch;

/* id: NULL: anything may have changed. */
typedef void (*HeraldWatchFunc) (GObject    *owner,
                                 const char *id);

HeraldWatch *herald_watch_new   (GObject         *owner,
                                 HeraldWatchFunc  func);
void         herald_watch_unref (HeraldWatch     *self);
HeraldWatch *herald_watch_ref   (HeraldWatch     *self);
/* In the writer's thread. */
void         herald_watch_begin (HeraldWatch     *self,
                                 HeraldDatabase  *database);
void         herald_watch_look  (HeraldWatch     *self,
                                 HeraldDatabase  *database);

G_END_DECLS
