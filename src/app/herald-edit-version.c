/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-edit-session-private.h"

/* A person who has not typed for so long has stopped editing: an automatic version is due. */
#define IDLE_VERSION_S 180

/* Versions: save, then make one. The task's data is the message, or for a restore the hash with the message. */

typedef struct
{
  char          *hash;
  char          *message;
  HeraldVersion *version;
} VersionJob;

static void
version_job_free (VersionJob *job)
{
  g_free (job->hash);
  g_free (job->message);
  g_clear_pointer (&job->version, herald_version_free);
  g_free (job);
}

static void
on_version_saved (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr(GTask) task = data;
  g_autoptr(GError) error = NULL;
  HeraldVersion *version = herald_library_save_version_finish (HERALD_LIBRARY (source), result, &error);

  if (version == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, version, (GDestroyNotify) herald_version_free);
}

static void
on_flushed_for_version (GObject      *source,
                        GAsyncResult *result,
                        gpointer      data)
{
  g_autoptr(GTask) task = data;
  HeraldEditSession *self = HERALD_EDIT_SESSION (source);
  VersionJob *job = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (!herald_edit_session_flush_finish (self, result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  herald_library_save_version_async (self->library, herald_edit_session_get_id (self),
                                     self->author, job->message, job->message == NULL, g_task_get_cancellable (task),
                                     on_version_saved, g_object_ref (task));
}

void
herald_edit_session_save_version_async (HeraldEditSession   *self,
                                        const char          *message,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  VersionJob *job = NULL;

  g_return_if_fail (HERALD_IS_EDIT_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, herald_edit_session_save_version_async);
  job = g_new0 (VersionJob, 1);
  job->message = g_strdup (message);
  g_task_set_task_data (task, job, (GDestroyNotify) version_job_free);
  herald_edit_session_stop_idle (self);
  herald_edit_session_flush_async (self, cancellable, on_flushed_for_version, g_object_ref (task));
}

HeraldVersion *
herald_edit_session_save_version_finish (HeraldEditSession  *self,
                                         GAsyncResult       *result,
                                         GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_restored_read (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr(GTask) task = data;
  HeraldEditSession *self = g_task_get_source_object (task);
  VersionJob *job = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldWorkingCopy) copy = NULL;

  copy = herald_library_get_working_copy_finish (HERALD_LIBRARY (source), result, &error);
  herald_edit_session_end_step (self, copy);
  if (copy == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_task_return_pointer (task, g_steal_pointer (&job->version), (GDestroyNotify) herald_version_free);
}

static void
on_restored (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(GTask) task = data;
  HeraldEditSession *self = g_task_get_source_object (task);
  VersionJob *job = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  job->version = herald_library_restore_version_finish (HERALD_LIBRARY (source), result, &error);
  if (job->version == NULL)
    {
      herald_edit_session_end_step (self, NULL);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  herald_library_get_working_copy_async (self->library, herald_edit_session_get_id (self),
                                         g_task_get_cancellable (task),
                                         on_restored_read, g_object_ref (task));
}

static void
on_flushed_for_restore (GObject      *source,
                        GAsyncResult *result,
                        gpointer      data)
{
  g_autoptr(GTask) task = data;
  HeraldEditSession *self = HERALD_EDIT_SESSION (source);
  VersionJob *job = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (!herald_edit_session_flush_finish (self, result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  herald_edit_session_begin_step (self);
  herald_library_restore_version_async (self->library, herald_edit_session_get_id (self),
                                        job->hash, self->author, job->message,
                                        g_task_get_cancellable (task), on_restored, g_object_ref (task));
}

/**
 * herald_edit_session_restore_async:
 * @self: a session
 * @hash: the version whose text shall stand again
 * @message: what the new version on top says
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * What was unsaved is saved first and stays in the history.
 */
void
herald_edit_session_restore_async (HeraldEditSession   *self,
                                   const char          *hash,
                                   const char          *message,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  VersionJob *job = NULL;

  g_return_if_fail (HERALD_IS_EDIT_SESSION (self));
  g_return_if_fail (hash != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, herald_edit_session_restore_async);
  job = g_new0 (VersionJob, 1);
  job->hash = g_strdup (hash);
  job->message = g_strdup (message);
  g_task_set_task_data (task, job, (GDestroyNotify) version_job_free);
  herald_edit_session_flush_async (self, cancellable, on_flushed_for_restore, g_object_ref (task));
}

HeraldVersion *
herald_edit_session_restore_finish (HeraldEditSession  *self,
                                    GAsyncResult       *result,
                                    GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_idle_version_saved (GObject      *source,
                       GAsyncResult *result,
                       gpointer      data)
{
  HeraldEditSession *self = HERALD_EDIT_SESSION (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldVersion) version = herald_edit_session_save_version_finish (self, result, &error);

  if (version == NULL)
    herald_edit_session_notice (self, error->message);
}

static gboolean
on_idle_version (gpointer data)
{
  HeraldEditSession *self = data;

  self->idle_source = 0;
  herald_edit_session_save_version_async (self, NULL, NULL, on_idle_version_saved, NULL);
  return G_SOURCE_REMOVE;
}

void
herald_edit_session_restart_idle (HeraldEditSession *self)
{
  herald_edit_session_stop_idle (self);
  self->idle_source = g_timeout_add_seconds (IDLE_VERSION_S, on_idle_version, self);
}

/* A version is being made: none is due for a while. */
void
herald_edit_session_stop_idle (HeraldEditSession *self)
{
  g_clear_handle_id (&self->idle_source, g_source_remove);
}
