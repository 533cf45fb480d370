/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-announcement.h"
#include "herald-flow-edit.h"

G_BEGIN_DECLS

/* What can be undone and redone of one announcement, back to where it was opened. A step holds the blocks that it
 * changed, and of all the rest (headline, embargo, tags) one copy if it changed that, so that a day's work is small.
 * What others write meanwhile is not undone. */
typedef struct _HeraldEditHistory HeraldEditHistory;

HeraldEditHistory  *herald_edit_history_new      (void);
void                herald_edit_history_free     (HeraldEditHistory        *self);
void                herald_edit_history_begin    (HeraldEditHistory        *self,
                                                  const HeraldAnnouncement *before,
                                                  const char               *group,
                                                  gint64                    now_us);
void                herald_edit_history_end      (HeraldEditHistory        *self);
/* back: (transfer full): takes back what was just done to the body. */
void                herald_edit_history_splice   (HeraldEditHistory        *self,
                                                  HeraldFlowEdit           *back,
                                                  const char               *group,
                                                  gint64                    now_us);
void                herald_edit_history_replace  (HeraldEditHistory        *self,
                                                  const HeraldAnnouncement *before,
                                                  const HeraldAnnouncement *after);
void                herald_edit_history_arrive   (HeraldEditHistory        *self,
                                                  const HeraldAnnouncement *before,
                                                  const HeraldAnnouncement *after);
gboolean            herald_edit_history_can_undo (HeraldEditHistory        *self);
gboolean            herald_edit_history_can_redo (HeraldEditHistory        *self);
HeraldAnnouncement *herald_edit_history_undo     (HeraldEditHistory        *self,
                                                  HeraldAnnouncement       *now);
HeraldAnnouncement *herald_edit_history_redo     (HeraldEditHistory        *self,
                                                  HeraldAnnouncement       *now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldEditHistory, herald_edit_history_free)

G_END_DECLS
