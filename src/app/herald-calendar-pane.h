/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "herald-shelf.h"

G_BEGIN_DECLS

/* When embargoes end, in all libraries: a month, and its agenda. Days are those of the reader's own time zone; each lift is
 * told with its own. */
#define HERALD_TYPE_CALENDAR_PANE (herald_calendar_pane_get_type ())
G_DECLARE_FINAL_TYPE (HeraldCalendarPane, herald_calendar_pane, HERALD, CALENDAR_PANE, GtkBox)

GtkWidget *herald_calendar_pane_new (HeraldShelf *shelf);

G_END_DECLS
