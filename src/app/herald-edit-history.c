/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-edit-history.h"

#define MAX_STATES 300
/* Typing goes on as one group until the person pauses for this long. */
#define GROUP_PAUSE_US (1500 * G_TIME_SPAN_MILLISECOND)

struct _HeraldEditHistory
{
  GQueue  undo;   /* of HeraldAnnouncement, newest first */
  GQueue  redo;
  char   *group;  /* what the newest undo state was recorded for */
  gint64  last_us;
};

/**
 * herald_edit_history_new:
 *
 * Returns: (transfer full): an empty history
 */
HeraldEditHistory *
herald_edit_history_new (void)
{
  HeraldEditHistory *self = g_new0 (HeraldEditHistory, 1);

  g_queue_init (&self->undo);
  g_queue_init (&self->redo);
  return self;
}

void
herald_edit_history_free (HeraldEditHistory *self)
{
  if (self == NULL)
    return;
  g_queue_clear_full (&self->undo, (GDestroyNotify) herald_announcement_free);
  g_queue_clear_full (&self->redo, (GDestroyNotify) herald_announcement_free);
  g_free (self->group);
  g_free (self);
}

/**
 * herald_edit_history_record:
 * @self: a history
 * @before: the state before an edit that is about to happen; copied if it begins a new group
 * @group: (nullable): edits of the same group without a pause are undone together; NULL: never grouped
 * @now_us: when, in microseconds
 *
 * What could be redone is gone after this.
 */
void
herald_edit_history_record (HeraldEditHistory        *self,
                            const HeraldAnnouncement *before,
                            const char               *group,
                            gint64                    now_us)
{
  gboolean same = FALSE;

  g_return_if_fail (self != NULL);
  g_return_if_fail (before != NULL);

  same = group != NULL && g_strcmp0 (group, self->group) == 0 &&
         now_us - self->last_us < GROUP_PAUSE_US && self->undo.length > 0;
  self->last_us = now_us;
  g_queue_clear_full (&self->redo, (GDestroyNotify) herald_announcement_free);
  if (same)
    return;
  g_free (self->group);
  self->group = g_strdup (group);
  g_queue_push_head (&self->undo, herald_announcement_copy (before));
  if (self->undo.length > MAX_STATES)
    herald_announcement_free (g_queue_pop_tail (&self->undo));
}

gboolean
herald_edit_history_can_undo (HeraldEditHistory *self)
{
  return self->undo.length > 0;
}

gboolean
herald_edit_history_can_redo (HeraldEditHistory *self)
{
  return self->redo.length > 0;
}

static HeraldAnnouncement *
step (HeraldEditHistory  *self,
      GQueue             *from,
      GQueue             *to,
      HeraldAnnouncement *now)
{
  g_clear_pointer (&self->group, g_free);
  if (from->length == 0)
    return now;
  g_queue_push_head (to, now);
  return g_queue_pop_head (from);
}

/**
 * herald_edit_history_undo:
 * @self: a history
 * @now: (transfer full): the state that stands, kept for redo
 *
 * Returns: (transfer full): the state before; @now itself if there is none
 */
HeraldAnnouncement *
herald_edit_history_undo (HeraldEditHistory  *self,
                          HeraldAnnouncement *now)
{
  g_return_val_if_fail (self != NULL, now);

  return step (self, &self->undo, &self->redo, now);
}

/**
 * herald_edit_history_redo:
 * @self: a history
 * @now: (transfer full): the state that stands, kept for undo
 *
 * Returns: (transfer full): the state that was undone last; @now itself if there is none
 */
HeraldAnnouncement *
herald_edit_history_redo (HeraldEditHistory  *self,
                          HeraldAnnouncement *now)
{
  g_return_val_if_fail (self != NULL, now);

  return step (self, &self->redo, &self->undo, now);
}
