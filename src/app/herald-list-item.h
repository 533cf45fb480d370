/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-library.h"

G_BEGIN_DECLS

/* One place in the list: empty until the store has answered.
 *
 * signal "changed": the row is another one now */
#define HERALD_TYPE_LIST_ITEM (herald_list_item_get_type ())
G_DECLARE_FINAL_TYPE (HeraldListItem, herald_list_item, HERALD, LIST_ITEM, GObject)

HeraldListItem      *herald_list_item_new     (void);
const HeraldListRow *herald_list_item_get_row (HeraldListItem *self);
const char          *herald_list_item_get_id  (HeraldListItem *self);
void                 herald_list_item_set_row (HeraldListItem *self,
                                               HeraldListRow  *row);

G_END_DECLS
