/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-edit-history.h"

#include "herald-merge.h"

/* Typing goes on as one group until the person pauses for this long. */
#define GROUP_PAUSE_US (1500 * G_TIME_SPAN_MILLISECOND)

/* What leads from one state to the one before it; done, it leads back. */
typedef struct
{
  gboolean            foreign; /* somebody else's */
  HeraldAnnouncement *rest;    /* all but the body; NULL: did not change */
  GPtrArray          *edits;   /* of HeraldFlowEdit, to be done from the last to the first */
} Step;

struct _HeraldEditHistory
{
  GQueue  undo; /* of Step, newest first */
  GQueue  redo;
  char   *group; /* what the newest undo step was made for */
  gint64  last_us;
  guint   open;  /* between begin and end */
};

static Step *
step_new (gboolean foreign)
{
  Step *step = g_new0 (Step, 1);

  step->foreign = foreign;
  step->edits = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_flow_edit_free);
  return step;
}

static void
step_free (Step *step)
{
  g_clear_pointer (&step->rest, herald_announcement_free);
  g_ptr_array_unref (step->edits);
  g_free (step);
}

/* The announcement as if it had no body; to be read only. */
static HeraldAnnouncement
without_body (const HeraldAnnouncement *announcement,
              GPtrArray                *none)
{
  HeraldAnnouncement rest = *announcement;

  rest.body = none;
  return rest;
}

static HeraldAnnouncement *
copy_rest (const HeraldAnnouncement *announcement)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  HeraldAnnouncement rest = without_body (announcement, none);

  return herald_announcement_copy (&rest);
}

static gboolean
rest_equal (const HeraldAnnouncement *a,
            const HeraldAnnouncement *b)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  HeraldAnnouncement one = without_body (a, none);
  HeraldAnnouncement other = without_body (b, none);

  return herald_record_equal (&herald_announcement_type, &one, &other);
}

/* What leads from now to then. */
static Step *
step_between (const HeraldAnnouncement *now,
              const HeraldAnnouncement *then,
              gboolean                  foreign)
{
  Step *step = step_new (foreign);
  HeraldFlowEdit *edit = NULL;
  guint at = 0;
  guint n_now = 0;
  guint n_then = 0;

  if (!rest_equal (now, then))
    step->rest = copy_rest (then);
  if (!herald_flow_compare_bodies (now->body, then->body, &at, &n_now, &n_then))
    return step;
  edit = herald_flow_edit_new (at, n_now);
  for (guint i = 0; i < n_then; i++)
    g_ptr_array_add (edit->blocks, herald_block_copy (g_ptr_array_index (then->body, at + i)));
  g_ptr_array_add (step->edits, edit);
  return step;
}

/* now: (transfer full). Returns the state that the step leads to; the step leads back then. */
static HeraldAnnouncement *
step_do (Step               *step,
         HeraldAnnouncement *now)
{
  g_autoptr(GPtrArray) done = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_flow_edit_free);
  HeraldAnnouncement *then = step->rest;

  while (step->edits->len > 0)
    {
      HeraldFlowEdit *edit = g_ptr_array_steal_index (step->edits, step->edits->len - 1);

      herald_flow_edit_apply (edit, now->body);
      g_ptr_array_add (done, edit);
    }
  g_ptr_array_unref (step->edits);
  step->edits = g_steal_pointer (&done);
  if (then == NULL)
    return now;
  step->rest = now;
  g_ptr_array_unref (then->body);
  then->body = now->body;
  now->body = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_block_free);
  return then;
}

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
  g_queue_clear_full (&self->undo, (GDestroyNotify) step_free);
  g_queue_clear_full (&self->redo, (GDestroyNotify) step_free);
  g_free (self->group);
  g_free (self);
}

/* The step that an edit of this group belongs to, a new one if need be. */
static Step *
open_step (HeraldEditHistory *self,
           const char        *group,
           gint64             now_us)
{
  Step *step = g_queue_peek_head (&self->undo);
  gboolean same = step != NULL && !step->foreign && group != NULL && g_strcmp0 (group, self->group) == 0 &&
                  now_us - self->last_us < GROUP_PAUSE_US;

  self->last_us = now_us;
  g_queue_clear_full (&self->redo, (GDestroyNotify) step_free);
  if (same)
    return step;
  g_free (self->group);
  self->group = g_strdup (group);
  step = step_new (FALSE);
  g_queue_push_head (&self->undo, step);
  return step;
}

/**
 * herald_edit_history_begin:
 * @self: a history
 * @before: the state before an edit that is about to happen; all but its body is copied
 * @group: (nullable): edits of the same group without a pause are undone together; NULL: never grouped
 * @now_us: when, in microseconds
 *
 * Until herald_edit_history_end() anything but the body may change, and edits of the body that are told are part of the
 * same step. What could be redone is gone after this.
 */
void
herald_edit_history_begin (HeraldEditHistory        *self,
                           const HeraldAnnouncement *before,
                           const char               *group,
                           gint64                    now_us)
{
  Step *step = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (before != NULL);

  step = open_step (self, group, now_us);
  if (step->rest == NULL)
    step->rest = copy_rest (before);
  self->open++;
}

void
herald_edit_history_end (HeraldEditHistory *self)
{
  g_return_if_fail (self != NULL && self->open > 0);

  self->open--;
}

/* Whether back touches only blocks that the newer one replaces anyway; then it is part of that. */
static gboolean
absorb (HeraldFlowEdit       *newest,
        const HeraldFlowEdit *back)
{
  guint n_before = back->blocks->len;

  if (back->at < newest->at || back->at + n_before > newest->at + newest->n_blocks)
    return FALSE;
  newest->n_blocks = newest->n_blocks + back->n_blocks - n_before;
  return TRUE;
}

void
herald_edit_history_splice (HeraldEditHistory *self,
                            HeraldFlowEdit    *back,
                            const char        *group,
                            gint64             now_us)
{
  Step *step = NULL;
  HeraldFlowEdit *newest = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (back != NULL);

  step = self->open > 0 ? g_queue_peek_head (&self->undo) : open_step (self, group, now_us);
  if (step->edits->len > 0)
    newest = g_ptr_array_index (step->edits, step->edits->len - 1);
  if (newest != NULL && absorb (newest, back))
    herald_flow_edit_free (back);
  else
    g_ptr_array_add (step->edits, back);
}

/**
 * herald_edit_history_replace:
 * @self: a history
 * @before: the text until now
 * @after: what stands instead of it, by a deed of the person here
 */
void
herald_edit_history_replace (HeraldEditHistory        *self,
                             const HeraldAnnouncement *before,
                             const HeraldAnnouncement *after)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (before != NULL && after != NULL);

  g_clear_pointer (&self->group, g_free);
  g_queue_clear_full (&self->redo, (GDestroyNotify) step_free);
  g_queue_push_head (&self->undo, step_between (after, before, FALSE));
}

/* Steps of others in a row are one. step: (transfer full). */
static void
push_foreign (GQueue *queue,
              Step   *step)
{
  Step *newest = g_queue_peek_head (queue);

  if (newest == NULL)
    {
      step_free (step);
      return;
    }
  if (!newest->foreign)
    {
      g_queue_push_head (queue, step);
      return;
    }
  while (step->edits->len > 0)
    g_ptr_array_add (newest->edits, g_ptr_array_steal_index (step->edits, 0));
  if (newest->rest == NULL)
    newest->rest = g_steal_pointer (&step->rest);
  step_free (step);
}

/**
 * herald_edit_history_arrive:
 * @self: a history
 * @before: the text until now
 * @after: the same with what somebody else wrote
 *
 * Undo is for one's own edits: from now it takes them back and leaves what has arrived.
 */
void
herald_edit_history_arrive (HeraldEditHistory        *self,
                            const HeraldAnnouncement *before,
                            const HeraldAnnouncement *after)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (before != NULL && after != NULL);

  g_clear_pointer (&self->group, g_free);
  push_foreign (&self->undo, step_between (after, before, TRUE));
  push_foreign (&self->redo, step_between (after, before, TRUE));
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

/* now: (transfer full). Does a step that others' work lies above: as if theirs had come before it. */
static HeraldAnnouncement *
step_below (GQueue             *from,
            GQueue             *to,
            Step               *foreign,
            HeraldAnnouncement *now)
{
  g_autoptr(HeraldAnnouncement) theirs = herald_announcement_copy (now);
  g_autoptr(HeraldAnnouncement) ours = step_do (foreign, now);
  g_autoptr(HeraldDocument) base = herald_announcement_to_document (ours);
  g_autoptr(HeraldDocument) with_theirs = herald_announcement_to_document (theirs);
  g_autoptr(HeraldDocument) without_mine = NULL;
  g_autoptr(HeraldMerge) merge = NULL;
  Step *own = g_queue_pop_head (from);
  HeraldAnnouncement *then = NULL;

  step_free (foreign);
  ours = step_do (own, g_steal_pointer (&ours));
  step_free (own);
  without_mine = herald_announcement_to_document (ours);
  merge = herald_merge_documents (base, without_mine, with_theirs, NULL);
  then = merge != NULL ? herald_announcement_from_document (merge->document, NULL) : NULL;
  if (then != NULL)
    g_queue_push_head (to, step_between (then, theirs, FALSE));
  else
    then = g_steal_pointer (&theirs);
  push_foreign (from, step_between (then, ours, TRUE));
  return then;
}

static HeraldAnnouncement *
step (HeraldEditHistory  *self,
      GQueue             *from,
      GQueue             *to,
      HeraldAnnouncement *now)
{
  Step *newest = g_queue_pop_head (from);

  g_clear_pointer (&self->group, g_free);
  if (newest == NULL)
    return now;
  if (newest->foreign)
    return step_below (from, to, newest, now);
  now = step_do (newest, now);
  g_queue_push_head (to, newest);
  return now;
}

/**
 * herald_edit_history_undo:
 * @self: a history
 * @now: (transfer full): the state that stands
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
 * @now: (transfer full): the state that stands
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
