/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-history-restore.h"

#include <glib/gi18n.h>

#include "herald-edit-session-private.h"
#include "herald-history.h"
#include "herald-restore.h"

typedef struct
{
  GPtrArray *subjects; /* of char * */
  char      *message;
} RestoreJob;

static void
restore_job_free (RestoreJob *job)
{
  g_ptr_array_unref (job->subjects);
  g_free (job->message);
  g_free (job);
}

/* One after the other; what neither text has was told with what became of it. */
static HeraldDocument *
restore_all (HeraldDocument  *into,
             HeraldDocument  *from,
             GPtrArray       *subjects,
             GError         **error)
{
  g_autoptr(HeraldDocument) document = herald_document_ref (into);

  for (guint i = 0; i < subjects->len; i++)
    {
      g_autoptr(GError) problem = NULL;
      HeraldDocument *restored = herald_restore_subject (document, from, subjects->pdata[i], &problem);

      if (restored == NULL && i > 0 && g_error_matches (problem, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_USAGE))
        continue;
      if (restored == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
      herald_document_unref (document);
      document = restored;
    }
  return g_steal_pointer (&document);
}

static gboolean
edit (HeraldEditSession  *session,
      HeraldDocument     *from,
      GPtrArray          *subjects,
      GError            **error)
{
  g_autoptr(HeraldDocument) into = herald_announcement_to_document (herald_edit_session_get_announcement (session));
  g_autoptr(HeraldDocument) restored = restore_all (into, from, subjects, error);
  HeraldAnnouncement *announcement = restored != NULL ? herald_announcement_from_document (restored, error) : NULL;

  if (announcement == NULL)
    return FALSE;
  herald_edit_session_rewrite (session, announcement);
  return TRUE;
}

static void
on_text (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(GTask) task = data;
  RestoreJob *job = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldDocument) from = herald_library_get_text_finish (HERALD_LIBRARY (source), result, &error);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (from != NULL && edit (g_task_get_source_object (task), from, job->subjects, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * herald_history_restore_async:
 * @session: a session that is not read-only
 * @comparison: where the person saw it
 * @subject: what: of one of its entries
 * @hash: the version to take it from
 * @name: what that version is called
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * A paragraph that was split or joined comes back with those that it was told with.
 */
void
herald_history_restore_async (HeraldEditSession   *session,
                              HeraldComparison    *comparison,
                              const char          *subject,
                              const char          *hash,
                              const char          *name,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (session, cancellable, callback, user_data);
  const HeraldComparisonEntry *entry = herald_comparison_find (comparison, subject);
  RestoreJob *job = g_new0 (RestoreJob, 1);
  g_autofree char *what = entry != NULL ? herald_comparison_name_entry (comparison, entry) : g_strdup (subject);

  job->subjects = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (job->subjects, g_strdup (subject));
  for (guint i = 0; entry != NULL && i < entry->also->len; i++)
    g_ptr_array_add (job->subjects, g_strdup (entry->also->pdata[i]));
  /* Translators: a part of the announcement and the version it came back from: "Headline restored from “First draft”" */
  job->message = g_strdup_printf (_("%s restored from “%s”"), what, name);
  g_task_set_source_tag (task, herald_history_restore_async);
  g_task_set_task_data (task, job, (GDestroyNotify) restore_job_free);
  herald_library_get_text_async (herald_edit_session_get_library (session), hash, cancellable, on_text,
                                 g_object_ref (task));
}

gboolean
herald_history_restore_finish (HeraldEditSession  *session,
                               GAsyncResult       *result,
                               GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

const char *
herald_history_restore_get_message (GAsyncResult *result)
{
  RestoreJob *job = g_task_get_task_data (G_TASK (result));

  return job->message;
}
