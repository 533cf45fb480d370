/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-announcement.h"

G_BEGIN_DECLS

/* What can be undone and redone of one announcement: whole states, since undo concerns embargo, tags and speakers as
 * much as words. Bounded, so that a day's work does not fill the memory. What others write
 * meanwhile is not undone. */
typedef struct _HeraldEditHistory HeraldEditHistory;

HeraldEditHistory  *herald_edit_history_new      (void);
void                herald_edit_history_free     (HeraldEditHistory        *self);
void                herald_edit_history_record   (HeraldEditHistory        *self,
                                                  const HeraldAnnouncement *before,
                                                  const char               *group,
                                                  gint64                    now_us);
void                herald_edit_history_arrive   (HeraldEditHistory        *self,
                                                  HeraldDocument           *before,
                                                  HeraldDocument           *after);
gboolean            herald_edit_history_can_undo (HeraldEditHistory        *self);
gboolean            herald_edit_history_can_redo (HeraldEditHistory        *self);
HeraldAnnouncement *herald_edit_history_undo     (HeraldEditHistory        *self,
                                                  HeraldAnnouncement       *now);
HeraldAnnouncement *herald_edit_history_redo     (HeraldEditHistory        *self,
                                                  HeraldAnnouncement       *now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldEditHistory, herald_edit_history_free)

G_END_DECLS
