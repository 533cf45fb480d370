/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Rows of text in aligned columns. */
typedef struct _HeraldTable HeraldTable;

HeraldTable *herald_table_new    (const char * const *titles);
void         herald_table_free   (HeraldTable        *self);
void         herald_table_add    (HeraldTable        *self,
                                  const char * const *cells);
char        *herald_table_format (HeraldTable        *self,
                                  gboolean            with_titles);
void         herald_table_print  (HeraldTable        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldTable, herald_table_free)

G_END_DECLS
