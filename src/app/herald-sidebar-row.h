/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "herald-scope.h"

G_BEGIN_DECLS

/* One list that can be chosen in the sidebar, and how much is in it. */
#define HERALD_TYPE_SIDEBAR_ROW (herald_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (HeraldSidebarRow, herald_sidebar_row, HERALD, SIDEBAR_ROW, GtkListBoxRow)

GtkWidget         *herald_sidebar_row_new       (const HeraldScope *scope);
const HeraldScope *herald_sidebar_row_get_scope (HeraldSidebarRow  *self);
void               herald_sidebar_row_set_count (HeraldSidebarRow  *self,
                                                 guint              count);

G_END_DECLS
