/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "herald-library.h"
#include "herald-list-item.h"
#include "herald-scope.h"

G_BEGIN_DECLS

/* The announcements of a library as a GListModel of HeraldListItem: pages come from the store when somebody looks at
 * them, and go again when many were looked at.
 *
 * signal "loaded": the number of rows is known, after a new query or a change
 * signal "failed" (const char *message) */
#define HERALD_TYPE_LIST_MODEL (herald_list_model_get_type ())
G_DECLARE_FINAL_TYPE (HeraldListModel, herald_list_model, HERALD, LIST_MODEL, GObject)

HeraldListModel *herald_list_model_new       (HeraldLibrary   *library);
void             herald_list_model_set_query (HeraldListModel *self,
                                              const char      *query);
const char      *herald_list_model_get_query (HeraldListModel *self);
void             herald_list_model_set_scope (HeraldListModel *self,
                                              const HeraldScope *scope,
                                              HeraldSort       sort);
/* What the list is, for whoever reads it elsewhere; strings stay the model's. */
HeraldListQuery  herald_list_model_make_query (HeraldListModel *self);
/* (transfer none) (nullable) the item if somebody looked at that place; asks for nothing */
HeraldListItem  *herald_list_model_peek      (HeraldListModel *self,
                                              guint            position);
gboolean         herald_list_model_is_loaded (HeraldListModel *self);
guint            herald_list_model_find      (HeraldListModel *self,
                                              const char      *id);

G_END_DECLS
