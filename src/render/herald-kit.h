/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A press kit in memory: relative paths, made from safe characters only, and their bytes, in a fixed order. */
typedef struct _HeraldKit HeraldKit;

HeraldKit  *herald_kit_new      (void);
HeraldKit  *herald_kit_ref      (HeraldKit  *self);
void        herald_kit_unref    (HeraldKit  *self);
void        herald_kit_add      (HeraldKit  *self,
                                 const char *path,
                                 GBytes     *bytes);
guint       herald_kit_get_size (HeraldKit  *self);
const char *herald_kit_get_path (HeraldKit  *self,
                                 guint       index);
GBytes     *herald_kit_get      (HeraldKit  *self,
                                 const char *path);  /* (transfer none), or NULL */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldKit, herald_kit_unref)

G_END_DECLS
