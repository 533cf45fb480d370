/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "herald-library.h"

G_BEGIN_DECLS

/* The announcements of a library, with search.
 *
 * signal "activated" (const char *id): the person wants to see this one
 * signal "loaded" (const char *first): the rows are here; the id of the first, or NULL */
#define HERALD_TYPE_LIST_PANE (herald_list_pane_get_type ())
G_DECLARE_FINAL_TYPE (HeraldListPane, herald_list_pane, HERALD, LIST_PANE, GtkBox)

GtkWidget *herald_list_pane_new          (HeraldLibrary  *library);
void       herald_list_pane_set_title    (HeraldListPane *self,
                                          const char     *title);
void       herald_list_pane_focus_search (HeraldListPane *self);
void       herald_list_pane_focus_list   (HeraldListPane *self);
void       herald_list_pane_select       (HeraldListPane *self,
                                          const char     *id);
void       herald_list_pane_show_single  (HeraldListPane *self,
                                          gboolean        single);
void       herald_list_pane_set_sync     (HeraldListPane *self,
                                          const char     *text,
                                          const char     *icon,
                                          gboolean        busy);

G_END_DECLS
