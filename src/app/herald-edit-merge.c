/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-edit-merge.h"

#include <string.h>

typedef struct
{
  HeraldDocument *base;
  HeraldDocument *ours;
  HeraldDocument *theirs;
} Sides;

static void
sides_free (Sides *sides)
{
  g_clear_pointer (&sides->base, herald_document_unref);
  herald_document_unref (sides->ours);
  herald_document_unref (sides->theirs);
  g_free (sides);
}

static void
merge_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  const Sides *sides = data;
  g_autoptr(GError) error = NULL;
  HeraldMerge *merge = herald_merge_documents (sides->base, sides->ours, sides->theirs, &error);

  if (merge == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, merge, (GDestroyNotify) herald_merge_free);
}

/**
 * herald_edit_merge_async:
 * @base: (nullable): what both sides began with
 * @ours: one side
 * @theirs: the other side
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when they are merged
 * @user_data: for @callback
 *
 * herald_merge_documents() in a thread.
 */
void
herald_edit_merge_async (HeraldDocument      *base,
                         HeraldDocument      *ours,
                         HeraldDocument      *theirs,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Sides *sides = NULL;

  g_return_if_fail (ours != NULL && theirs != NULL);

  sides = g_new0 (Sides, 1);
  sides->base = base != NULL ? herald_document_ref (base) : NULL;
  sides->ours = herald_document_ref (ours);
  sides->theirs = herald_document_ref (theirs);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, herald_edit_merge_async);
  g_task_set_task_data (task, sides, (GDestroyNotify) sides_free);
  g_task_run_in_thread (task, merge_thread);
}

HeraldMerge *
herald_edit_merge_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static const HeraldBoilerplate *
find_profile (const HeraldAnnouncement *announcement,
              const char               *id)
{
  for (guint i = 0; i < announcement->boilerplates->len; i++)
    {
      const HeraldBoilerplate *profile = g_ptr_array_index (announcement->boilerplates, i);

      if (g_strcmp0 (profile->id, id) == 0)
        return profile;
    }
  return NULL;
}

static gboolean
block_differs (const HeraldAnnouncement *before,
               const HeraldAnnouncement *after,
               const char               *id)
{
  const HeraldBlock *was = herald_announcement_find_block (before, id);
  const HeraldBlock *is = herald_announcement_find_block (after, id);

  if (was == NULL || is == NULL)
    return was != is;
  return !herald_block_equal (was, is);
}

static gboolean
profile_differs (const HeraldAnnouncement *before,
                 const HeraldAnnouncement *after,
                 const char               *id)
{
  const HeraldBoilerplate *was = find_profile (before, id);
  const HeraldBoilerplate *is = find_profile (after, id);

  if (was == NULL || is == NULL)
    return was != is;
  return !herald_record_equal (&herald_boilerplate_type, was, is);
}

/**
 * herald_edit_merge_touches:
 * @before: the text that is shown
 * @after: the text that would be
 * @group: (nullable): where somebody is writing
 *
 * Returns: whether showing @after would change what is being written
 */
gboolean
herald_edit_merge_touches (const HeraldAnnouncement *before,
                           const HeraldAnnouncement *after,
                           const char               *group)
{
  const char *id = NULL;

  g_return_val_if_fail (before != NULL && after != NULL, FALSE);

  if (group == NULL)
    return FALSE;
  id = strrchr (group, ':');
  if (id != NULL)
    return g_str_has_prefix (group, "profile:") ? profile_differs (before, after, id + 1)
                                                : block_differs (before, after, id + 1);
  if (g_str_equal (group, "headline"))
    return g_strcmp0 (before->headline, after->headline) != 0;
  if (g_str_equal (group, "subheadline"))
    return g_strcmp0 (before->subheadline, after->subheadline) != 0;
  if (g_str_equal (group, "place"))
    return !herald_record_equal (&herald_dateline_type, before->dateline, after->dateline);
  return FALSE;
}
