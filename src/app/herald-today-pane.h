/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "herald-shelf.h"

G_BEGIN_DECLS

/* What needs the person now, in all libraries.
 *
 * property "count": how many things */
#define HERALD_TYPE_TODAY_PANE (herald_today_pane_get_type ())
G_DECLARE_FINAL_TYPE (HeraldTodayPane, herald_today_pane, HERALD, TODAY_PANE, GtkBox)

GtkWidget *herald_today_pane_new       (HeraldShelf     *shelf);
guint      herald_today_pane_get_count (HeraldTodayPane *self);
/* What the team's server would not take, of the library in folder: "id: why" each, and beside it the same for people. */
void       herald_today_pane_set_aside (HeraldTodayPane *self,
                                        const char      *folder,
                                        char           **lines,
                                        char           **named);

G_END_DECLS
