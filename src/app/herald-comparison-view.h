/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "herald-comparison-side.h"

G_BEGIN_DECLS

/* Two states of an announcement and what differs: changed members above the page, the page with what was removed and
 * added in it. Reads and compares away from the main thread, and puts a long page on screen piece by piece.
 *
 * signal "restore" (const char *subject, gboolean after): take this part back, as before or as after
 * signal "compared": see herald_comparison_view_get_comparison() */
#define HERALD_TYPE_COMPARISON_VIEW (herald_comparison_view_get_type ())
G_DECLARE_FINAL_TYPE (HeraldComparisonView, herald_comparison_view, HERALD, COMPARISON_VIEW, GtkBox)

void              herald_comparison_view_set_library      (HeraldComparisonView       *self,
                                                           HeraldLibrary              *library,
                                                           gboolean                    read_only);
void              herald_comparison_view_show             (HeraldComparisonView       *self,
                                                           const HeraldComparisonSide *before,
                                                           const HeraldComparisonSide *after);
void              herald_comparison_view_add_tool         (HeraldComparisonView       *self,
                                                           GtkWidget                  *tool);
/* (nullable), while nothing is compared yet */
HeraldComparison *herald_comparison_view_get_comparison   (HeraldComparisonView       *self);
void              herald_comparison_view_set_side_by_side (HeraldComparisonView       *self,
                                                           gboolean                    side_by_side);
/* Goes to the next change, or back to the one before. */
void              herald_comparison_view_step             (HeraldComparisonView       *self,
                                                           int                         direction);

G_END_DECLS
