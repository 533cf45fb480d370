/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What several people changed differently, as HeraldEditSession knows it: noticed, laid before a person, decided. */
#include "herald-edit-session-private.h"

static gboolean
has_head (const HeraldDispute *dispute,
          const char          *hash)
{
  return dispute->heads != NULL && hash != NULL && g_strv_contains ((const char * const *) dispute->heads, hash);
}

static gboolean
disputes_equal (const HeraldDispute *a,
                const HeraldDispute *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a->state == b->state && g_strv_equal ((const char * const *) a->heads, (const char * const *) b->heads);
}

/* What is unsaved becomes a version, and versions that go together are joined. What comes of it arrives like anything
 * else that is written elsewhere. */

static void
on_heads_joined (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr(HeraldEditSession) self = data;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) heads = herald_library_join_heads_finish (HERALD_LIBRARY (source), result, &error);

  self->joining_heads = FALSE;
  if (heads == NULL && self->library != NULL)
    herald_edit_session_notice (self, error->message);
}

static void
on_flushed_for_joining (GObject      *source,
                        GAsyncResult *result,
                        gpointer      data)
{
  g_autoptr(HeraldEditSession) self = data;

  /* What is not saved is told elsewhere, and tried again there. */
  if (!herald_edit_session_flush_finish (self, result, NULL) || self->library == NULL)
    {
      self->joining_heads = FALSE;
      return;
    }
  herald_library_join_heads_async (self->library, self->announcement->id, self->author, NULL, on_heads_joined,
                                   g_object_ref (self));
}

/* A version arrived beside a text that is in no version yet. */
static void
join_heads (HeraldEditSession *self)
{
  if (self->joining_heads || self->read_only)
    return;
  self->joining_heads = TRUE;
  herald_edit_session_flush_async (self, NULL, on_flushed_for_joining, g_object_ref (self));
}

static void
on_dispute_loaded (GObject      *source,
                   GAsyncResult *result,
                   gpointer      data)
{
  g_autoptr(HeraldEditSession) self = data;
  g_autoptr(GError) error = NULL;
  HeraldDispute *dispute = herald_library_load_dispute_finish (HERALD_LIBRARY (source), result, &error);
  gboolean again = self->dispute_again;

  self->loading_dispute = FALSE;
  self->dispute_again = FALSE;
  if (dispute != NULL && dispute->dirty && dispute->heads != NULL && dispute->heads[0] != NULL &&
      !has_head (dispute, self->base) && self->library != NULL)
    join_heads (self);
  if (dispute != NULL && dispute->state == HERALD_DISPUTE_NONE)
    g_clear_pointer (&dispute, herald_dispute_free);
  if (self->library != NULL && (error == NULL || g_error_matches (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND)))
    {
      gboolean same = disputes_equal (self->dispute, dispute);

      g_clear_pointer (&self->dispute, herald_dispute_free);
      self->dispute = g_steal_pointer (&dispute);
      if (!same)
        herald_edit_session_dispute_changed (self);
    }
  g_clear_pointer (&dispute, herald_dispute_free);
  if (again)
    herald_edit_session_look_for_dispute (self);
}

/* Looks whether there is something to decide. */
void
herald_edit_session_look_for_dispute (HeraldEditSession *self)
{
  if (self->library == NULL)
    return;
  self->dispute_again = self->loading_dispute;
  if (self->loading_dispute)
    return;
  self->loading_dispute = TRUE;
  herald_library_load_dispute_async (self->library, self->announcement->id, NULL, on_dispute_loaded,
                                     g_object_ref (self));
}

/**
 * herald_edit_session_get_dispute:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): what a person has to decide, or why nobody can; %NULL: nothing
 */
const HeraldDispute *
herald_edit_session_get_dispute (HeraldEditSession *self)
{
  g_return_val_if_fail (HERALD_IS_EDIT_SESSION (self), NULL);

  return self->dispute;
}

/* Laying it before a person: with all that was written until now in a version */

static void
on_dispute_opened (GObject      *source,
                   GAsyncResult *result,
                   gpointer      data)
{
  g_autoptr(GTask) task = data;
  g_autoptr(GError) error = NULL;
  HeraldDispute *dispute = herald_library_load_dispute_finish (HERALD_LIBRARY (source), result, &error);

  if (dispute == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, dispute, (GDestroyNotify) herald_dispute_free);
}

static void
on_saved_for_dispute (GObject      *source,
                      GAsyncResult *result,
                      gpointer      data)
{
  g_autoptr(GTask) task = data;
  HeraldEditSession *self = HERALD_EDIT_SESSION (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldVersion) version = herald_edit_session_save_version_finish (self, result, &error);

  if (version == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    herald_library_load_dispute_async (self->library, herald_edit_session_get_id (self),
                                       g_task_get_cancellable (task), on_dispute_opened, g_object_ref (task));
}

/**
 * herald_edit_session_open_dispute_async:
 * @self: a session
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is there
 * @user_data: for @callback
 *
 * What was written until now becomes a version first, so that it is one of the sides.
 */
void
herald_edit_session_open_dispute_async (HeraldEditSession   *self,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  GTask *task = NULL;

  g_return_if_fail (HERALD_IS_EDIT_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, herald_edit_session_open_dispute_async);
  herald_edit_session_save_version_async (self, NULL, cancellable, on_saved_for_dispute, task);
}

/**
 * herald_edit_session_open_dispute_finish:
 * @self: a session
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what is to be decided; perhaps nothing any more
 */
HeraldDispute *
herald_edit_session_open_dispute_finish (HeraldEditSession  *self,
                                         GAsyncResult       *result,
                                         GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Deciding */

static void
on_decided_read (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr(GTask) task = data;
  HeraldEditSession *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldWorkingCopy) copy = herald_library_get_working_copy_finish (HERALD_LIBRARY (source), result, &error);

  herald_edit_session_end_step (self, copy);
  herald_edit_session_look_for_dispute (self);
  if (copy == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_decided (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(GTask) task = data;
  HeraldEditSession *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldVersion) version = herald_library_resolve_dispute_finish (HERALD_LIBRARY (source), result, &error);

  if (version == NULL)
    {
      herald_edit_session_end_step (self, NULL);
      herald_edit_session_look_for_dispute (self);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  herald_library_get_working_copy_async (HERALD_LIBRARY (source), herald_edit_session_get_id (self), NULL,
                                         on_decided_read, g_object_ref (task));
}

/**
 * herald_edit_session_decide_async:
 * @self: a session
 * @dispute: what was to be decided, from herald_edit_session_open_dispute_async()
 * @document: what was decided
 * @message: what the new version says
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * One version with all sides as parents. It fails with %HERALD_STORE_ERROR_CHANGED when something has changed since
 * the dispute was opened.
 */
void
herald_edit_session_decide_async (HeraldEditSession   *self,
                                  const HeraldDispute *dispute,
                                  HeraldDocument      *document,
                                  const char          *message,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  GTask *task = NULL;

  g_return_if_fail (HERALD_IS_EDIT_SESSION (self));
  g_return_if_fail (dispute != NULL && document != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, herald_edit_session_decide_async);
  herald_edit_session_begin_step (self);
  herald_library_resolve_dispute_async (self->library, dispute, document, self->author, message, NULL, on_decided,
                                        task);
}

gboolean
herald_edit_session_decide_finish (HeraldEditSession  *self,
                                   GAsyncResult       *result,
                                   GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
