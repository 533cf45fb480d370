/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "herald-edit-session.h"

G_BEGIN_DECLS

/* The versions of an announcement: their timeline, and what differs between two of them.
 *
 * signal "close": back to the announcement
 * signal "say" (const char *message)
 * signal "restored" (const char *message): a part of the text was taken back, as an edit that can be undone
 * signal "exported" (GFile *folder): the comparison was written there
 * signal "restore" (const char *hash, const char *message): this text shall stand again as a whole */
#define HERALD_TYPE_HISTORY_VIEW (herald_history_view_get_type ())
G_DECLARE_FINAL_TYPE (HeraldHistoryView, herald_history_view, HERALD, HISTORY_VIEW, AdwBin)

GtkWidget *herald_history_view_new          (HeraldEditSession *session);
void       herald_history_view_focus_search (HeraldHistoryView *self);
void       herald_history_view_focus_list   (HeraldHistoryView *self);

G_END_DECLS
