/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-comparison-side.h"
#include "herald-edit-session.h"
#include "herald-history-model.h"

G_BEGIN_DECLS

/* What is compared with what. since: a version with the draft, else with what it was made from.
 * before: NULL where there is no version yet. */
void herald_history_choose_sides (HeraldEditSession     *session,
                                  HeraldHistoryModel    *model,
                                  HeraldHistoryItem     *item,
                                  HeraldHistoryItem     *other,
                                  gboolean               since,
                                  HeraldComparisonSide **before,
                                  HeraldComparisonSide **after);

G_END_DECLS
