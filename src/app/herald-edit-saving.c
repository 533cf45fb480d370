/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The saving half of HeraldEditSession: a timer from the first unsaved change, one write at a time. Every write is a
 * compare-and-swap; what was written elsewhere in between is joined with ours and nobody's words are lost. */
#include "herald-edit-session-private.h"

#include <glib/gi18n.h>

#include "herald-edit-merge.h"

/* From the first unsaved change: what a power cut may take at most. */
#define SAVE_AFTER_MS 2000
#define RETRY_AFTER_MS 5000

/* One write. */
typedef struct
{
  HeraldEditSession *session;
  HeraldDocument    *mine;    /* the text here when it began */
  HeraldDocument    *written; /* the same, with what was written elsewhere */
  guint64            edits;
} SaveRun;

static void
save_run_free (SaveRun *run)
{
  g_clear_pointer (&run->mine, herald_document_unref);
  g_clear_pointer (&run->written, herald_document_unref);
  g_object_unref (run->session);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaveRun, save_run_free)

gboolean
herald_edit_session_is_dirty (HeraldEditSession *self)
{
  return self->edits != self->saved_edits;
}

/* What the library holds, and what of ours is in it. */
void
herald_edit_session_set_stored (HeraldEditSession *self,
                                HeraldDocument    *stored,
                                HeraldDocument    *mine,
                                gint64             revision)
{
  HeraldDocument *old_stored = self->stored;
  HeraldDocument *old_mine = self->mine;

  self->stored = herald_document_ref (stored);
  self->mine = mine != NULL ? herald_document_ref (mine) : NULL;
  self->revision = revision;
  g_clear_pointer (&old_stored, herald_document_unref);
  g_clear_pointer (&old_mine, herald_document_unref);
}

static gboolean
on_save_timer (gpointer data)
{
  HeraldEditSession *self = data;

  self->save_source = 0;
  herald_edit_session_start_saving (self);
  return G_SOURCE_REMOVE;
}

static void
schedule_saving (HeraldEditSession *self,
                 guint              after_ms)
{
  if (self->save_source == 0)
    self->save_source = g_timeout_add (after_ms, on_save_timer, self);
}

void
herald_edit_session_save_later (HeraldEditSession *self)
{
  if (!self->saving)
    schedule_saving (self, SAVE_AFTER_MS);
}

static void
finish_waiters (HeraldEditSession *self,
                const GError      *error)
{
  GQueue waiters = self->waiters;

  g_queue_init (&self->waiters);
  while (waiters.length > 0)
    {
      g_autoptr(GTask) task = g_queue_pop_head (&waiters);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
    }
}

static void
fail_saving (HeraldEditSession *self,
             const GError      *error)
{
  self->saving = FALSE;
  herald_edit_session_set_state (self, HERALD_SAVE_FAILED, error->message);
  schedule_saving (self, RETRY_AFTER_MS);
  finish_waiters (self, error);
}

static void
finish_saving (HeraldEditSession *self,
               guint64            edits)
{
  self->saving = FALSE;
  self->saved_edits = edits;
  if (!herald_edit_session_is_dirty (self))
    {
      g_clear_handle_id (&self->save_source, g_source_remove);
      herald_edit_session_set_state (self, HERALD_SAVE_SAVED, NULL);
      finish_waiters (self, NULL);
    }
  else if (self->waiters.length > 0)
    herald_edit_session_start_saving (self);
  else
    {
      herald_edit_session_set_state (self, HERALD_SAVE_PENDING, NULL);
      schedule_saving (self, SAVE_AFTER_MS);
    }
  if (!self->saving && self->read_again)
    herald_edit_session_read_stored (self);
  herald_edit_session_show_stored (self);
}

static void prepare (SaveRun *run);

/* Somebody else wrote in between: theirs is read, ours is joined with it, and that is written. */
static void
on_theirs_read (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr(SaveRun) run = data;
  HeraldEditSession *self = run->session;
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldWorkingCopy) copy = herald_library_get_working_copy_finish (HERALD_LIBRARY (source), result, &error);

  if (copy == NULL)
    {
      fail_saving (self, error);
      return;
    }
  herald_edit_session_set_stored (self, copy->document, self->mine, copy->revision);
  prepare (g_steal_pointer (&run));
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(SaveRun) run = data;
  HeraldEditSession *self = run->session;
  g_autoptr(GError) error = NULL;
  gint64 revision = herald_library_put_working_copy_finish (HERALD_LIBRARY (source), result, &error);

  if (g_error_matches (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_CHANGED))
    {
      g_clear_pointer (&run->written, herald_document_unref);
      herald_library_get_working_copy_async (self->library, self->announcement->id, NULL, on_theirs_read,
                                             g_steal_pointer (&run));
      return;
    }
  if (revision == 0)
    {
      fail_saving (self, error);
      return;
    }
  herald_edit_session_set_stored (self, run->written, run->mine, revision);
  finish_saving (self, run->edits);
}

static void
write_run (SaveRun *run)
{
  HeraldEditSession *self = run->session;

  herald_library_put_working_copy_async (self->library, run->written, self->revision, NULL, on_written, run);
}

/* Where both changed the same words theirs becomes a version, so that they are not lost, and ours stands. */
static void
on_theirs_kept (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr(SaveRun) run = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldVersion) version = herald_library_save_version_finish (HERALD_LIBRARY (source), result, &error);

  if (version == NULL)
    {
      fail_saving (run->session, error);
      return;
    }
  herald_edit_session_notice (run->session, _("Another program changed this announcement. Its text is kept in the history, yours stands."));
  run->written = herald_document_ref (run->mine);
  write_run (g_steal_pointer (&run));
}

static void
on_merged (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(SaveRun) run = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldMerge) merge = herald_edit_merge_finish (result, &error);

  if (merge == NULL)
    {
      fail_saving (run->session, error);
      return;
    }
  if (!herald_merge_is_clean (merge))
    {
      herald_library_save_version_async (run->session->library, run->session->announcement->id, run->session->author,
                                         NULL, TRUE, NULL, on_theirs_kept, run);
      g_steal_pointer (&run);
      return;
    }
  run->written = herald_document_ref (merge->document);
  if (g_str_equal (herald_document_get_hash (run->written), herald_document_get_hash (run->session->stored)))
    {
      herald_edit_session_set_stored (run->session, run->session->stored, run->mine, run->session->revision);
      finish_saving (run->session, run->edits);
    }
  else
    write_run (g_steal_pointer (&run));
}

/* (transfer full) */
static void
prepare (SaveRun *run)
{
  HeraldEditSession *self = run->session;

  if (self->stored != self->mine)
    {
      herald_edit_merge_async (self->mine, run->mine, self->stored, NULL, on_merged, run);
      return;
    }
  run->written = herald_document_ref (run->mine);
  write_run (run);
}

/* Saves what is unsaved, at once. */
void
herald_edit_session_start_saving (HeraldEditSession *self)
{
  SaveRun *run = NULL;

  if (self->saving)
    return;
  g_clear_handle_id (&self->save_source, g_source_remove);
  if (!herald_edit_session_is_dirty (self))
    {
      finish_waiters (self, NULL);
      return;
    }
  self->saving = TRUE;
  herald_edit_session_set_state (self, HERALD_SAVE_SAVING, NULL);
  run = g_new0 (SaveRun, 1);
  run->session = g_object_ref (self);
  run->edits = self->edits;
  run->mine = herald_announcement_to_document (self->announcement);
  prepare (run);
}

/**
 * herald_edit_session_flush:
 * @self: a session
 *
 * Saves at once what is unsaved, without waiting for the timer. The outcome shows in the state.
 */
void
herald_edit_session_flush (HeraldEditSession *self)
{
  g_return_if_fail (HERALD_IS_EDIT_SESSION (self));

  if (herald_edit_session_is_dirty (self))
    herald_edit_session_start_saving (self);
}

/**
 * herald_edit_session_flush_async:
 * @self: a session
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when all that was edited so far is saved, or could not be
 * @user_data: for @callback
 */
void
herald_edit_session_flush_async (HeraldEditSession   *self,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GTask *task = NULL;

  g_return_if_fail (HERALD_IS_EDIT_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, herald_edit_session_flush_async);
  g_queue_push_tail (&self->waiters, task);
  herald_edit_session_start_saving (self);
}

gboolean
herald_edit_session_flush_finish (HeraldEditSession  *self,
                                  GAsyncResult       *result,
                                  GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
