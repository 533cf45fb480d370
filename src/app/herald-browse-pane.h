/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-list-pane.h"
#include "herald-today-pane.h"

G_BEGIN_DECLS

/* What was chosen in the sidebar: a list of announcements, the day, or the calendar; and how the library stands to its team
 * server.
 *
 * property "sort": "changed", "headline" or "lift" */
#define HERALD_TYPE_BROWSE_PANE (herald_browse_pane_get_type ())
G_DECLARE_FINAL_TYPE (HeraldBrowsePane, herald_browse_pane, HERALD, BROWSE_PANE, GtkBox)

GtkWidget      *herald_browse_pane_new              (HeraldLibrary     *library,
                                                     HeraldShelf       *shelf);
HeraldListPane *herald_browse_pane_get_list         (HeraldBrowsePane  *self);
HeraldTodayPane *herald_browse_pane_get_today       (HeraldBrowsePane  *self);
void            herald_browse_pane_set_library_name (HeraldBrowsePane  *self,
                                                     const char        *name);
void            herald_browse_pane_set_scope        (HeraldBrowsePane  *self,
                                                     const HeraldScope *scope);
void            herald_browse_pane_focus            (HeraldBrowsePane  *self);
void            herald_browse_pane_show_single      (HeraldBrowsePane  *self,
                                                     gboolean           single);
void            herald_browse_pane_set_sync_popover (HeraldBrowsePane  *self,
                                                     GtkWidget         *popover);
void            herald_browse_pane_set_sync         (HeraldBrowsePane  *self,
                                                     const char        *text,
                                                     const char        *icon,
                                                     gboolean           busy);

G_END_DECLS
