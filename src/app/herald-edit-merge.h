/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-announcement.h"
#include "herald-merge.h"

G_BEGIN_DECLS

/* What an edit session needs to join its text with one that was written elsewhere. No widget, no library. */

/* Merging twenty thousand words takes longer than a frame. base NULL: nothing was there. */
void         herald_edit_merge_async   (HeraldDocument            *base,
                                        HeraldDocument            *ours,
                                        HeraldDocument            *theirs,
                                        GCancellable              *cancellable,
                                        GAsyncReadyCallback        callback,
                                        gpointer                   user_data);
HeraldMerge *herald_edit_merge_finish  (GAsyncResult              *result,
                                        GError                   **error);
/* group: what herald_edit_session_begin() is told: "words:<block>", "headline". */
gboolean     herald_edit_merge_touches (const HeraldAnnouncement  *before,
                                        const HeraldAnnouncement  *after,
                                        const char                *group);

G_END_DECLS
