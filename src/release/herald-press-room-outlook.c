/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-press-room-outlook.h"

#include "herald-press-room-plan.h"

static gboolean
has_reason (const HeraldGateVerdict *verdict,
            HeraldGateReasonKind     kind)
{
  for (guint i = 0; i < verdict->reasons->len; i++)
    if (((HeraldGateReason *) g_ptr_array_index (verdict->reasons, i))->kind == kind)
      return TRUE;
  return FALSE;
}

static gboolean
is_embargoed (const HeraldGateVerdict *verdict)
{
  return has_reason (verdict, HERALD_GATE_REASON_EMBARGO) || has_reason (verdict, HERALD_GATE_REASON_EMBARGO_LATER);
}

static void
count_story (HeraldPressRoomPlan        *plan,
             const HeraldPressRoomStory *story,
             gint64                      now_us,
             HeraldPressRoomOutlook     *outlook)
{
  guint n_pages = 0;

  for (guint i = 0; i < story->editions->len; i++)
    {
      g_autoptr (HeraldGateVerdict) verdict = herald_press_room_plan_judge (plan, g_ptr_array_index (story->editions, i), now_us);

      n_pages += verdict->answer == HERALD_GATE_OPEN;
      outlook->n_embargoed += is_embargoed (verdict);
    }
  outlook->n_pages += n_pages;
  outlook->n_stories += n_pages > 0;
}

/**
 * herald_press_room_foresee:
 * @library: the library
 * @outlook: (out): what there would be
 * @error: return location
 *
 * Looks at list rows alone, so that it takes a moment with any number of announcements: one whose words the gate then
 * refuses (inside information without its filing) is counted here and not shown there. Saves nothing. Blocks.
 *
 * Returns: %FALSE when an error is set
 */
gboolean
herald_press_room_foresee (HeraldLibrary           *library,
                           HeraldPressRoomOutlook  *outlook,
                           GError                 **error)
{
  g_autoptr (HeraldPressRoomPlan) plan = NULL;
  gint64 now_us = 0;

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), FALSE);
  g_return_val_if_fail (outlook != NULL, FALSE);

  plan = herald_press_room_plan_foresee (library, error);
  if (plan == NULL)
    return FALSE;
  now_us = herald_clock_get_real (herald_library_get_clock (library));
  *outlook = (HeraldPressRoomOutlook) { .n_waiting = plan->n_waiting };
  for (guint i = 0; i < plan->stories->len; i++)
    count_story (plan, g_ptr_array_index (plan->stories, i), now_us, outlook);
  for (guint i = 0; i < plan->standings->len; i++)
    outlook->n_disputed += ((HeraldStanding *) g_ptr_array_index (plan->standings, i))->n_heads > 1;
  return TRUE;
}

static void
foresee_in_thread (GTask        *task,
                   gpointer      source,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  g_autofree HeraldPressRoomOutlook *outlook = g_new0 (HeraldPressRoomOutlook, 1);
  GError *error = NULL;

  if (herald_press_room_foresee (source, outlook, &error))
    g_task_return_pointer (task, g_steal_pointer (&outlook), g_free);
  else
    g_task_return_error (task, error);
}

void
herald_press_room_foresee_async (HeraldLibrary       *library,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (HERALD_IS_LIBRARY (library));

  task = g_task_new (library, cancellable, callback, user_data);
  g_task_set_source_tag (task, herald_press_room_foresee_async);
  g_task_run_in_thread (task, foresee_in_thread);
}

gboolean
herald_press_room_foresee_finish (HeraldLibrary           *library,
                                  GAsyncResult            *result,
                                  HeraldPressRoomOutlook  *outlook,
                                  GError                 **error)
{
  g_autofree HeraldPressRoomOutlook *found = NULL;

  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);

  found = g_task_propagate_pointer (G_TASK (result), error);
  if (found != NULL)
    *outlook = *found;
  return found != NULL;
}
