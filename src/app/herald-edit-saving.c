/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The saving half of HeraldEditSession: a timer from the first unsaved change, one write at a time. Every write is a
 * compare-and-swap; what was written elsewhere in between is joined with ours by the library. */
#include "herald-edit-session-private.h"

/* From the first unsaved change: what a power cut may take at most. */
#define SAVE_AFTER_MS 2000
#define RETRY_AFTER_MS 5000

/* One write. */
typedef struct
{
  HeraldEditSession *session;
  HeraldDocument    *mine;   /* the text here when it began */
  guint64            edits;
} SaveRun;

static void
save_run_free (SaveRun *run)
{
  g_clear_pointer (&run->mine, herald_document_unref);
  g_object_unref (run->session);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaveRun, save_run_free)

gboolean
herald_edit_session_is_dirty (HeraldEditSession *self)
{
  return self->edits != self->saved_edits;
}

/* What the library holds, and what of ours is in it. base: the version that it descends from. */
void
herald_edit_session_set_stored (HeraldEditSession *self,
                                HeraldDocument    *stored,
                                HeraldDocument    *mine,
                                gint64             revision,
                                const char        *base)
{
  HeraldDocument *old_stored = self->stored;
  HeraldDocument *old_mine = self->mine;
  g_autofree char *old_base = self->base;

  self->base = g_strdup (base);
  if (mine != old_mine || stored == mine)
    {
      g_free (self->mine_base);
      self->mine_base = g_strdup (base);
    }
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

/* What was written elsewhere is in it as well; or it is in a version of its own, and a person has to decide. */
static void
on_merged (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(SaveRun) run = data;
  HeraldEditSession *self = run->session;
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldWorkingCopy) copy = herald_library_merge_working_copy_finish (HERALD_LIBRARY (source), result, &error);
  gboolean same = FALSE;

  if (copy == NULL)
    {
      fail_saving (self, error);
      return;
    }
  same = g_str_equal (herald_document_get_hash (copy->document), herald_document_get_hash (run->mine));
  herald_edit_session_set_stored (self, same ? run->mine : copy->document, run->mine, copy->revision, copy->base);
  finish_saving (self, run->edits);
}

/* (transfer full) */
static void
merge_run (SaveRun *run)
{
  HeraldEditSession *self = run->session;
  HeraldWorkingCopy from = { .document = self->mine, .base = self->mine_base };

  /* Without a revision: another text is stored than the one that ours was made from. */
  herald_library_merge_working_copy_async (self->library, &from, run->mine, self->author, NULL, on_merged, run);
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

  if (revision != 0)
    {
      herald_edit_session_set_stored (self, run->mine, run->mine, revision, self->base);
      finish_saving (self, run->edits);
    }
  else if (self->mine != NULL && g_error_matches (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_CHANGED))
    merge_run (g_steal_pointer (&run));
  else
    fail_saving (self, error);
}

/* (transfer full) */
static void
write_run (SaveRun *run)
{
  HeraldEditSession *self = run->session;

  if (self->stored != self->mine)
    merge_run (run);
  else
    herald_library_put_working_copy_async (self->library, run->mine, self->revision, NULL, on_written, run);
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
  write_run (run);
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
