/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The texts unpacked last: the next one is most often told by its difference to one of them. For one walk over a history;
 * of bounded size, whatever the texts weigh. */
typedef struct _HeraldBodyCache HeraldBodyCache;

HeraldBodyCache *herald_body_cache_new  (void);
void             herald_body_cache_free (HeraldBodyCache *self);
/* NULL: not among them. (transfer none) */
GBytes          *herald_body_cache_get  (HeraldBodyCache *self,
                                         gint64           row);
void             herald_body_cache_put  (HeraldBodyCache *self,
                                         gint64           row,
                                         GBytes          *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldBodyCache, herald_body_cache_free)

G_END_DECLS
