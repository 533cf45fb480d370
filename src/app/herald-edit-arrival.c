/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What reaches HeraldEditSession from elsewhere: another window, heraldctl, sync. It is joined with the text here and
 * shown, but never under the hands of somebody who is writing the same words: then the whole step waits. */
#include "herald-edit-session-private.h"

#include "herald-edit-merge.h"

/* Somebody who has not typed for so long looks up. */
#define HANDS_OFF_US (3 * G_TIME_SPAN_SECOND)

/* One try to show what arrived. */
typedef struct
{
  HeraldEditSession *session;
  HeraldDocument    *shown;
  HeraldDocument    *stored;
  guint64            edits;
} ShowRun;

static void
show_run_free (ShowRun *run)
{
  herald_document_unref (run->shown);
  herald_document_unref (run->stored);
  g_object_unref (run->session);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ShowRun, show_run_free)

static gboolean
on_show_timer (gpointer data)
{
  HeraldEditSession *self = data;

  self->show_source = 0;
  herald_edit_session_show_stored (self);
  return G_SOURCE_REMOVE;
}

/* Whether somebody is writing what would change. */
static gboolean
has_to_wait (HeraldEditSession        *self,
             const HeraldAnnouncement *after)
{
  gint64 rest_us = self->edited_us + HANDS_OFF_US - g_get_monotonic_time ();

  if (herald_edit_merge_touches (self->announcement, after, self->composing))
    return TRUE;
  if (rest_us <= 0 || !herald_edit_merge_touches (self->announcement, after, self->group))
    return FALSE;
  if (self->show_source == 0)
    self->show_source = g_timeout_add ((guint) (rest_us / 1000) + 1, on_show_timer, self);
  return TRUE;
}

static void
show (HeraldEditSession  *self,
      ShowRun            *run,
      HeraldDocument     *after,
      HeraldAnnouncement *announcement)
{
  herald_edit_history_arrive (self->history, self->announcement, announcement);
  herald_edit_session_set_stored (self, run->stored, run->stored, self->revision, self->base);
  self->read_only = herald_document_is_newer (run->stored);
  if (g_str_equal (herald_document_get_hash (after), herald_document_get_hash (run->stored)))
    {
      self->saved_edits = self->edits;
      herald_edit_session_set_state (self, HERALD_SAVE_SAVED, NULL);
    }
  else if (!herald_edit_session_is_dirty (self))
    {
      self->edits++;
      herald_edit_session_set_state (self, HERALD_SAVE_PENDING, NULL);
      herald_edit_session_save_later (self);
    }
  herald_edit_session_replace (self, announcement);
}

static void
on_joined (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(ShowRun) run = data;
  HeraldEditSession *self = run->session;
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldMerge) merge = herald_edit_merge_finish (result, &error);
  g_autoptr(HeraldAnnouncement) announcement = NULL;

  self->joining = FALSE;
  if (self->library == NULL)
    return;
  if (self->saving || self->edits != run->edits || self->stored != run->stored)
    {
      herald_edit_session_show_stored (self);
      return;
    }
  announcement = merge != NULL ? herald_announcement_from_document (merge->document, &error) : NULL;
  if (announcement == NULL)
    herald_edit_session_notice (self, error->message);
  /* Saving keeps both sides' words; what is left after that can be shown. */
  else if (!herald_merge_is_clean (merge))
    herald_edit_session_start_saving (self);
  else if (!has_to_wait (self, announcement))
    show (self, run, merge->document, g_steal_pointer (&announcement));
}

/* Shows what is stored, joined with what is not saved yet. Called again whenever something in the way has ended. */
void
herald_edit_session_show_stored (HeraldEditSession *self)
{
  ShowRun *run = NULL;

  if (self->stored == self->mine || self->joining || self->saving || self->library == NULL)
    return;
  self->joining = TRUE;
  run = g_new0 (ShowRun, 1);
  run->session = g_object_ref (self);
  run->edits = self->edits;
  run->shown = herald_announcement_to_document (self->announcement);
  run->stored = herald_document_ref (self->stored);
  herald_edit_merge_async (self->mine, run->shown, self->stored, NULL, on_joined, run);
}

/* The text of a restore, which is one's own deed. */
static void
take_own (HeraldEditSession       *self,
          const HeraldWorkingCopy *copy)
{
  g_autoptr(GError) error = NULL;
  HeraldAnnouncement *announcement = herald_announcement_from_document (copy->document, &error);

  if (announcement == NULL)
    {
      herald_edit_session_notice (self, error->message);
      return;
    }
  herald_edit_history_replace (self->history, self->announcement, announcement);
  herald_edit_session_set_stored (self, copy->document, copy->document, copy->revision, copy->base);
  herald_edit_session_replace (self, announcement);
}

static void
take_copy (HeraldEditSession       *self,
           const HeraldWorkingCopy *copy,
           gboolean                 own)
{
  if (self->saving)
    self->read_again = TRUE; /* perhaps it is what is being written */
  else if (copy->revision < self->revision)
    return;
  else if (copy->revision == self->revision)
    herald_edit_session_set_stored (self, self->stored, self->mine, self->revision, copy->base);
  else if (own && !herald_edit_session_is_dirty (self) && self->stored == self->mine)
    take_own (self, copy);
  else
    {
      herald_edit_session_set_stored (self, copy->document, self->mine, copy->revision, copy->base);
      herald_edit_session_show_stored (self);
    }
}

/* What the library does to the text from now until herald_edit_session_end_step() is a deed of the person here. */
void
herald_edit_session_begin_step (HeraldEditSession *self)
{
  self->own_steps++;
}

/* copy: (nullable): how it is now. */
void
herald_edit_session_end_step (HeraldEditSession       *self,
                              const HeraldWorkingCopy *copy)
{
  self->own_steps--;
  if (self->library == NULL)
    return;
  if (copy != NULL)
    take_copy (self, copy, TRUE);
  if (self->read_again)
    herald_edit_session_read_stored (self);
}

static void
on_stored_read (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr(HeraldEditSession) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldWorkingCopy) copy = herald_library_get_working_copy_finish (HERALD_LIBRARY (source), result, &error);

  self->reading = FALSE;
  if (self->library == NULL)
    return;
  if (self->own_steps > 0)
    self->read_again = TRUE;
  else if (copy != NULL)
    take_copy (self, copy, FALSE);
  else if (!g_error_matches (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND))
    herald_edit_session_notice (self, error->message);
  if (self->read_again)
    herald_edit_session_read_stored (self);
}

/* Looks whether something else is stored by now. */
void
herald_edit_session_read_stored (HeraldEditSession *self)
{
  if (self->reading || self->saving || self->own_steps > 0)
    {
      self->read_again = TRUE;
      return;
    }
  if (self->revision == 0)
    return;
  self->reading = TRUE;
  self->read_again = FALSE;
  herald_library_get_working_copy_async (self->library, self->announcement->id, NULL, on_stored_read,
                                         g_object_ref (self));
}

void
herald_edit_session_stop_arrivals (HeraldEditSession *self)
{
  g_clear_handle_id (&self->show_source, g_source_remove);
}

/**
 * herald_edit_session_compose:
 * @self: a session
 * @group: (nullable): the group of the edits that an input method is about to make; %NULL: none any more
 *
 * While words are being composed, nothing else changes them.
 */
void
herald_edit_session_compose (HeraldEditSession *self,
                             const char        *group)
{
  g_return_if_fail (HERALD_IS_EDIT_SESSION (self));

  if (g_strcmp0 (self->composing, group) == 0)
    return;
  g_free (self->composing);
  self->composing = g_strdup (group);
  if (group == NULL)
    herald_edit_session_show_stored (self);
}
