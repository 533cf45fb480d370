/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "herald-clock.h"
#include "herald-history-model.h"
#include "herald-history-selection.h"

G_BEGIN_DECLS

/* The lines of a history on screen: those that are looked at, and no more.
 *
 * signal "opened" (gboolean by_keyboard): the person wants to see what is selected */
#define HERALD_TYPE_HISTORY_TIMELINE (herald_history_timeline_get_type ())
G_DECLARE_FINAL_TYPE (HeraldHistoryTimeline, herald_history_timeline, HERALD, HISTORY_TIMELINE, AdwBin)

void herald_history_timeline_set_model (HeraldHistoryTimeline  *self,
                                        HeraldHistoryModel     *model,
                                        HeraldHistorySelection *selection,
                                        HeraldClock            *clock);

G_END_DECLS
