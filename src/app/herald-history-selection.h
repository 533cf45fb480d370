/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Selects one line, or two to be compared. A stretch (Shift) selects its two ends; a third line takes the place of the
 * one selected longest. Something stays selected once something was. */
#define HERALD_TYPE_HISTORY_SELECTION (herald_history_selection_get_type ())
G_DECLARE_FINAL_TYPE (HeraldHistorySelection, herald_history_selection, HERALD, HISTORY_SELECTION, GObject)

/* Whether a line can be selected at all. */
typedef gboolean (*HeraldHistorySelectable) (gpointer item);

HeraldHistorySelection *herald_history_selection_new    (GListModel              *model,
                                                         HeraldHistorySelectable  selectable);
/* (transfer none) (nullable), the one chosen last first. */
void                    herald_history_selection_get    (HeraldHistorySelection  *self,
                                                         gpointer                *latest,
                                                         gpointer                *other);
void                    herald_history_selection_toggle (HeraldHistorySelection  *self,
                                                         gpointer                 item);
void                    herald_history_selection_choose (HeraldHistorySelection  *self,
                                                         gpointer                 item);
gboolean                herald_history_selection_has    (HeraldHistorySelection  *self,
                                                         gpointer                 item);

G_END_DECLS
