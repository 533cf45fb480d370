/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "herald-list-model.h"

G_BEGIN_DECLS

/* Which rows of a list are selected. Unlike GtkMultiSelection it never asks for a row: all of a long list can be
 * selected without loading it. */
#define HERALD_TYPE_LIST_SELECTION (herald_list_selection_get_type ())
G_DECLARE_FINAL_TYPE (HeraldListSelection, herald_list_selection, HERALD, LIST_SELECTION, GObject)

HeraldListSelection *herald_list_selection_new      (HeraldListModel     *model);
guint                herald_list_selection_get_size (HeraldListSelection *self);
/* The ids of what is selected; rows that nobody has looked at are read for it. */
void                 herald_list_selection_get_ids_async  (HeraldListSelection *self,
                                                           HeraldLibrary       *library,
                                                           GAsyncReadyCallback  callback,
                                                           gpointer             user_data);
/* (transfer full) (element-type utf8) (nullable) */
GPtrArray           *herald_list_selection_get_ids_finish (HeraldListSelection *self,
                                                           GAsyncResult        *result,
                                                           GError             **error);

G_END_DECLS
