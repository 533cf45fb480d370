/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-export-several.h"

#include "herald-export-judge.h"

static void
outcome_free (HeraldExportOutcome *outcome)
{
  g_free (outcome->id);
  g_free (outcome->headline);
  g_free (outcome->folder);
  g_clear_pointer (&outcome->paths, g_ptr_array_unref);
  g_clear_error (&outcome->error);
  g_clear_pointer (&outcome->verdict, herald_gate_verdict_free);
  g_free (outcome);
}

/* Two headlines may make one name. */
static char *
choose_folder (const HeraldExportSeveral *job,
               const HeraldAnnouncement  *announcement,
               GHashTable                *taken)
{
  g_autofree char *name = herald_export_make_folder_name (announcement);

  if (!g_hash_table_add (taken, g_strdup (name)))
    {
      g_autofree char *plain = g_steal_pointer (&name);

      name = g_strdup_printf ("%s-%.8s", plain, announcement->id);
      g_hash_table_add (taken, g_strdup (name));
    }
  return g_build_filename (job->folder, name, NULL);
}

/* The words that go out: the draft's. */
static gboolean
prepare (HeraldLibrary             *library,
         const HeraldExportSeveral *job,
         HeraldExportOutcome       *outcome,
         GHashTable                *taken)
{
  g_autoptr (HeraldWorkingCopy) copy = herald_library_get_working_copy (library, outcome->id, &outcome->error);
  g_autoptr (HeraldAnnouncement) announcement = NULL;

  if (copy == NULL)
    return FALSE;
  announcement = herald_announcement_from_document (copy->document, &outcome->error);
  if (announcement == NULL)
    return FALSE;
  outcome->headline = g_strdup (announcement->headline);
  outcome->folder = choose_folder (job, announcement, taken);
  outcome->purpose = job->fitting ? herald_export_default_purpose (announcement) : job->purpose;
  return TRUE;
}

static void
export_one (HeraldLibrary             *library,
            const HeraldExportSeveral *several,
            HeraldExportOutcome       *outcome,
            GCancellable              *cancellable)
{
  HeraldExport job = { .id = outcome->id, .formats = several->formats, .folder = outcome->folder, .purpose = outcome->purpose,
                       .recipient = several->recipient, .author = several->author };

  outcome->paths = herald_export_to_folder (library, &job, cancellable, &outcome->error);
  if (g_error_matches (outcome->error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_REFUSED))
    outcome->verdict = herald_export_judge (library, outcome->id, outcome->purpose, several->recipient, NULL);
}

/**
 * herald_export_several:
 * @library: the library
 * @job: what goes where, and why
 * @progress: (nullable): told before each of them, with its headline
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop; what was made until then stays, and no kit is there in parts
 *
 * Makes the press kits of several announcements one after the other, as herald_export_to_folder() does. Blocks.
 *
 * Returns: (transfer full) (element-type HeraldExportOutcome): what became of each, in the order of the ids
 */
GPtrArray *
herald_export_several (HeraldLibrary              *library,
                       const HeraldExportSeveral  *job,
                       HeraldProgress              progress,
                       gpointer                    progress_data,
                       GCancellable               *cancellable)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) outcome_free);
  guint all = 0;

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (job != NULL && job->ids != NULL && job->formats != NULL && job->folder != NULL && job->author != NULL, NULL);

  all = g_strv_length ((char **) job->ids);
  for (guint i = 0; i < all; i++)
    {
      HeraldExportOutcome *outcome = g_new0 (HeraldExportOutcome, 1);

      outcome->id = g_strdup (job->ids[i]);
      g_ptr_array_add (outcomes, outcome);
      if (g_cancellable_set_error_if_cancelled (cancellable, &outcome->error) || !prepare (library, job, outcome, taken))
        continue;
      if (progress != NULL)
        progress (i, all, outcome->headline, progress_data);
      export_one (library, job, outcome, cancellable);
    }
  return g_steal_pointer (&outcomes);
}

typedef struct
{
  HeraldExportSeveral  job;
  HeraldProgressRelay *relay;
} Order;

static void
order_free (Order *order)
{
  g_strfreev ((char **) order->job.ids);
  g_strfreev ((char **) order->job.formats);
  g_free ((char *) order->job.folder);
  g_free ((char *) order->job.recipient);
  herald_author_free ((HeraldAuthor *) order->job.author);
  g_free (order);
}

static void
export_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Order *order = task_data;
  GPtrArray *outcomes = herald_export_several (source, &order->job, herald_progress_relay_tell, order->relay, cancellable);

  herald_progress_relay_stop (order->relay);
  g_task_return_pointer (task, outcomes, (GDestroyNotify) g_ptr_array_unref);
}

void
herald_export_several_async (HeraldLibrary              *library,
                             const HeraldExportSeveral  *job,
                             HeraldProgress              progress,
                             gpointer                    progress_data,
                             GCancellable               *cancellable,
                             GAsyncReadyCallback         callback,
                             gpointer                    user_data)
{
  g_autoptr (GTask) task = NULL;
  Order *order = NULL;

  g_return_if_fail (HERALD_IS_LIBRARY (library));
  g_return_if_fail (job != NULL && job->ids != NULL && job->formats != NULL && job->folder != NULL && job->author != NULL);

  order = g_new0 (Order, 1);
  order->job = *job;
  order->job.ids = (const char * const *) g_strdupv ((char **) job->ids);
  order->job.formats = (const char * const *) g_strdupv ((char **) job->formats);
  order->job.folder = g_strdup (job->folder);
  order->job.recipient = g_strdup (job->recipient);
  order->job.author = herald_author_copy (job->author);
  order->relay = herald_progress_relay_new (progress, progress_data);
  task = g_task_new (library, cancellable, callback, user_data);
  g_task_set_source_tag (task, herald_export_several_async);
  g_task_set_task_data (task, order, (GDestroyNotify) order_free);
  /* What was made before somebody stopped it is told all the same. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, export_in_thread);
}

/**
 * herald_export_several_finish:
 * @library: the library
 * @result: what the callback got
 *
 * Returns: (transfer full) (element-type HeraldExportOutcome): as herald_export_several()
 */
GPtrArray *
herald_export_several_finish (HeraldLibrary *library,
                              GAsyncResult  *result)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
