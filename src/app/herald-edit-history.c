/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-edit-history.h"

#include "herald-merge.h"

#define MAX_STATES 300
/* Typing goes on as one group until the person pauses for this long. */
#define GROUP_PAUSE_US (1500 * G_TIME_SPAN_MILLISECOND)

/* What somebody else wrote while this was being edited. */
typedef struct
{
  HeraldDocument *before;
  HeraldDocument *after;
} Arrival;

typedef struct
{
  HeraldAnnouncement *announcement;
  guint               n_arrivals; /* how many of them are in it */
} State;

struct _HeraldEditHistory
{
  GQueue     undo;     /* of State, newest first */
  GQueue     redo;
  GPtrArray *arrivals; /* of Arrival, oldest first */
  char      *group;    /* what the newest undo state was recorded for */
  gint64     last_us;
};

static void
arrival_free (Arrival *arrival)
{
  herald_document_unref (arrival->before);
  herald_document_unref (arrival->after);
  g_free (arrival);
}

static void
state_free (State *state)
{
  g_clear_pointer (&state->announcement, herald_announcement_free);
  g_free (state);
}

static State *
state_new (HeraldEditHistory  *self,
           HeraldAnnouncement *announcement)
{
  State *state = g_new0 (State, 1);

  state->announcement = announcement;
  state->n_arrivals = self->arrivals->len;
  return state;
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
  self->arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) arrival_free);
  return self;
}

void
herald_edit_history_free (HeraldEditHistory *self)
{
  if (self == NULL)
    return;
  g_queue_clear_full (&self->undo, (GDestroyNotify) state_free);
  g_queue_clear_full (&self->redo, (GDestroyNotify) state_free);
  g_ptr_array_unref (self->arrivals);
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
  g_queue_clear_full (&self->redo, (GDestroyNotify) state_free);
  if (same)
    return;
  g_free (self->group);
  self->group = g_strdup (group);
  g_queue_push_head (&self->undo, state_new (self, herald_announcement_copy (before)));
  if (self->undo.length > MAX_STATES)
    state_free (g_queue_pop_tail (&self->undo));
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
herald_edit_history_arrive (HeraldEditHistory *self,
                            HeraldDocument    *before,
                            HeraldDocument    *after)
{
  Arrival *arrival = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (before != NULL && after != NULL);

  g_clear_pointer (&self->group, g_free);
  if (self->undo.length == 0 && self->redo.length == 0)
    return;
  arrival = g_new0 (Arrival, 1);
  arrival->before = herald_document_ref (before);
  arrival->after = herald_document_ref (after);
  g_ptr_array_add (self->arrivals, arrival);
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

/* (transfer full): the state with what arrived after it; NULL: they cannot be joined. */
static HeraldAnnouncement *
add_arrivals (HeraldEditHistory *self,
              const State       *state)
{
  g_autoptr(HeraldDocument) document = NULL;

  if (state->n_arrivals == self->arrivals->len)
    return herald_announcement_copy (state->announcement);
  document = herald_announcement_to_document (state->announcement);
  for (guint i = state->n_arrivals; i < self->arrivals->len; i++)
    {
      const Arrival *arrival = g_ptr_array_index (self->arrivals, i);
      g_autoptr(HeraldMerge) merge = herald_merge_documents (arrival->before, document, arrival->after, NULL);

      if (merge == NULL)
        return NULL;
      herald_document_unref (document);
      document = herald_document_ref (merge->document);
    }
  return herald_announcement_from_document (document, NULL);
}

static HeraldAnnouncement *
step (HeraldEditHistory  *self,
      GQueue             *from,
      GQueue             *to,
      HeraldAnnouncement *now)
{
  State *state = NULL;
  HeraldAnnouncement *then = NULL;

  g_clear_pointer (&self->group, g_free);
  if (from->length == 0)
    return now;
  state = g_queue_pop_head (from);
  then = add_arrivals (self, state);
  state_free (state);
  if (then == NULL)
    return now;
  g_queue_push_head (to, state_new (self, now));
  return then;
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
