/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-text.h"

G_BEGIN_DECLS

/* What typing does to marks: all places and lengths in code points. */
void     herald_mark_edit_insert (GArray         *marks,
                                  guint           at,
                                  guint           n_chars);
void     herald_mark_edit_delete (GArray         *marks,
                                  guint           at,
                                  guint           n_chars);
GArray  *herald_mark_edit_slice  (GArray         *marks,
                                  guint           start,
                                  guint           n_chars);
void     herald_mark_edit_append (GArray         *marks,
                                  GArray         *other,
                                  guint           offset);
void     herald_mark_edit_clear  (GArray         *marks,
                                  guint           start,
                                  guint           n_chars,
                                  HeraldMarkKind  kind);
gboolean herald_mark_edit_covers (GArray         *marks,
                                  guint           start,
                                  guint           n_chars,
                                  HeraldMarkKind  kind);

G_END_DECLS
