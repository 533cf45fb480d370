/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "herald-edit-session.h"

G_BEGIN_DECLS

/* What several people changed differently, laid before a person place by place: mine, theirs, both or words of one's
 * own. Everything can be taken back until it is confirmed; then it is one version. Fills the window.
 *
 * signal "close": it is done, or left for later
 * signal "say" (const char *message): one sentence that the person should read */
#define HERALD_TYPE_MERGE_VIEW (herald_merge_view_get_type ())
G_DECLARE_FINAL_TYPE (HeraldMergeView, herald_merge_view, HERALD, MERGE_VIEW, GtkBox)

GtkWidget *herald_merge_view_new  (HeraldEditSession *session);
void       herald_merge_view_undo (HeraldMergeView   *self);
void       herald_merge_view_redo (HeraldMergeView   *self);

G_END_DECLS
