/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-comparison-side.h"

#include "herald-fetch.h"
#include "herald-history.h"

HeraldComparisonSide *
herald_comparison_side_copy (const HeraldComparisonSide *side)
{
  HeraldComparisonSide *copy = g_new0 (HeraldComparisonSide, 1);

  copy->hash = g_strdup (side->hash);
  copy->document = side->document != NULL ? herald_document_ref (side->document) : NULL;
  copy->name = g_strdup (side->name);
  copy->details = g_strdup (side->details);
  copy->number = side->number;
  return copy;
}

void
herald_comparison_side_free (HeraldComparisonSide *side)
{
  if (side == NULL)
    return;
  g_free (side->hash);
  g_clear_pointer (&side->document, herald_document_unref);
  g_free (side->name);
  g_free (side->details);
  g_free (side);
}

typedef struct
{
  HeraldComparisonSide *before;
  HeraldComparisonSide *after;
} Job;

static void
job_free (Job *job)
{
  herald_comparison_side_free (job->before);
  herald_comparison_side_free (job->after);
  g_free (job);
}

static gboolean
read_side (HeraldLibrary         *library,
           HeraldComparisonSide  *side,
           GCancellable          *cancellable,
           GError               **error)
{
  if (side->document == NULL && side->hash != NULL)
    side->document = herald_fetch_text (library, side->hash, cancellable, error);
  return side->document != NULL || side->hash == NULL;
}

static void
load_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr(GError) error = NULL;

  /* Who goes through the timeline by arrow keys asks for many and waits for one. */
  if (g_task_return_error_if_cancelled (task))
    return;
  if (read_side (source, job->before, cancellable, &error) && read_side (source, job->after, cancellable, &error))
    g_task_return_pointer (task, herald_comparison_new (job->before->document, job->after->document),
                           (GDestroyNotify) herald_comparison_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * herald_comparison_load_async:
 * @library: a library
 * @before: the earlier state, or none
 * @after: the later one
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when they are compared
 * @user_data: for @callback
 */
void
herald_comparison_load_async (HeraldLibrary              *library,
                              const HeraldComparisonSide *before,
                              const HeraldComparisonSide *after,
                              GCancellable               *cancellable,
                              GAsyncReadyCallback         callback,
                              gpointer                    user_data)
{
  g_autoptr(GTask) task = g_task_new (library, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->before = herald_comparison_side_copy (before);
  job->after = herald_comparison_side_copy (after);
  g_task_set_source_tag (task, herald_comparison_load_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, load_thread);
}

HeraldComparison *
herald_comparison_load_finish (HeraldLibrary  *library,
                               GAsyncResult   *result,
                               GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
