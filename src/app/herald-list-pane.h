/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "herald-bulk.h"
#include "herald-scope.h"

G_BEGIN_DECLS

/* The announcements of a library, with search; several can be selected to do the same with all of them.
 *
 * signal "activated" (const char *id): the person wants to see this one
 * signal "loaded" (const char *first): the rows are here; the id of the first, or NULL
 * signal "change" (HeraldBulk *bulk): what to do with the selected ones; whoever handles it owns it
 * signal "export" (char **ids)
 * signal "failed" (const char *message) */
#define HERALD_TYPE_LIST_PANE (herald_list_pane_get_type ())
G_DECLARE_FINAL_TYPE (HeraldListPane, herald_list_pane, HERALD, LIST_PANE, GtkBox)

GtkWidget  *herald_list_pane_new          (HeraldLibrary     *library);
void        herald_list_pane_set_scope    (HeraldListPane    *self,
                                           const HeraldScope *scope,
                                           HeraldSort         sort);
void        herald_list_pane_focus_search (HeraldListPane    *self);
void        herald_list_pane_focus_list   (HeraldListPane    *self);
void        herald_list_pane_select       (HeraldListPane    *self,
                                           const char        *id);

G_END_DECLS
