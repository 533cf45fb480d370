/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-comparison-content.h"

G_BEGIN_DECLS

/* How entries are shown, and what can be taken back from where. Strings are borrowed for the call. */
typedef struct
{
  HeraldLibrary *library;
  HeraldColours  colours;
  gboolean       side_by_side;
  const char    *before_name; /* of the version that can be restored from; NULL: from none */
  const char    *after_name;  /* the same; NULL: it is the draft itself */
} HeraldEntryLook;

/* One thing of a comparison: what it is, how it was and is, and a button that takes it back.
 *
 * signal "restore" (const char *subject, gboolean after): as before, or as after */
#define HERALD_TYPE_COMPARISON_ENTRY_VIEW (herald_comparison_entry_view_get_type ())
G_DECLARE_FINAL_TYPE (HeraldComparisonEntryView, herald_comparison_entry_view, HERALD, COMPARISON_ENTRY_VIEW, GtkBox)

GtkWidget  *herald_comparison_entry_view_new         (HeraldComparison            *comparison,
                                                      const HeraldComparisonEntry *entry,
                                                      const HeraldEntryLook       *look);
const char *herald_comparison_entry_view_get_subject (HeraldComparisonEntryView   *self);
gboolean    herald_comparison_entry_view_is_change   (HeraldComparisonEntryView   *self);

G_END_DECLS
