/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "herald-clock.h"
#include "herald-history-item.h"

G_BEGIN_DECLS

/* A line of the timeline on screen.
 *
 * signal "compare" (HeraldHistoryItem *item): this one beside what is selected, or no longer
 * signal "opened" (HeraldHistoryItem *item): clicked on, to see it
 * signal "toggle" (HeraldHistoryItem *item): open or close this fold */
#define HERALD_TYPE_HISTORY_CELL (herald_history_cell_get_type ())
G_DECLARE_FINAL_TYPE (HeraldHistoryCell, herald_history_cell, HERALD, HISTORY_CELL, GtkBox)

GtkWidget *herald_history_cell_new          (HeraldClock       *clock);
void       herald_history_cell_set_item     (HeraldHistoryCell *self,
                                             HeraldHistoryItem *item);
HeraldHistoryItem *herald_history_cell_get_item (HeraldHistoryCell *self);
void       herald_history_cell_set_compared (HeraldHistoryCell *self,
                                             gboolean           compared);

G_END_DECLS
