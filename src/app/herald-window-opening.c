/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-window-private.h"

#include <glib/gi18n.h>

#include "herald-directory.h"
#include "herald-importer.h"
#include "herald-window-actions.h"

/* Which announcement is open. */

static void
on_edited (HeraldWindow *self)
{
  herald_window_show_title (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", herald_edit_session_can_undo (self->session));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo", herald_edit_session_can_redo (self->session));
}

static void
set_session (HeraldWindow      *self,
             HeraldEditSession *session)
{
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  herald_window_close_page (self);
  herald_window_close_preview (self);
  g_set_object (&self->session, session);
  herald_editor_set_session (self->editor, session);
  herald_window_actions_set_has_document (GTK_WIDGET (self), session != NULL,
                                          session != NULL && !herald_edit_session_get_read_only (session));
  gtk_stack_set_visible_child_name (self->stack, session != NULL ? "editor" : "none");
  herald_window_show_title (self);
  if (session == NULL)
    {
      herald_list_pane_select (self->list, NULL);
      herald_split_set_show_content (self->split, FALSE);
      return;
    }
  g_signal_connect_object (session, "notice", G_CALLBACK (herald_window_say), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "edited", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
  on_edited (self);
  herald_list_pane_select (self->list, herald_edit_session_get_id (session));
  herald_split_set_show_content (self->split, TRUE);
}

/* Opening: what is open is saved first. If that fails it stays open, with the text and the reason. */

static void
on_copy_read (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(HeraldWindow) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldWorkingCopy) copy = herald_library_get_working_copy_finish (HERALD_LIBRARY (source), result, &error);
  g_autoptr(HeraldEditSession) session = NULL;

  /* Closed, or another one was asked for while this one was on its way. */
  if (self->library == NULL || (copy != NULL && g_strcmp0 (self->wanted, herald_document_get_id (copy->document)) != 0))
    return;
  g_clear_pointer (&self->wanted, g_free);
  if (copy != NULL)
    session = herald_edit_session_new (self->library, self->author, copy, &error);
  if (session == NULL)
    {
      /* What was open last time may have been erased since. */
      if (g_error_matches (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND) && self->remembered != NULL &&
          self->first != NULL)
        {
          g_clear_pointer (&self->remembered, g_free);
          herald_window_open (self, self->first);
        }
      else
        herald_window_say (self, error->message);
      return;
    }
  set_session (self, session);
}

/* What was written makes the library know its companies and speakers. */

typedef struct
{
  HeraldLibrary      *library;
  HeraldAnnouncement *announcement;
} Note;

static void
note_free (Note *note)
{
  g_object_unref (note->library);
  herald_announcement_free (note->announcement);
  g_free (note);
}

static void
note_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Note *note = data;
  GError *error = NULL;

  if (herald_directory_note (note->library, note->announcement, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The text itself is saved; only what would have been offered the next time is missing. */
static void
on_noted (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_warning ("Companies and people could not be noted: %s", error->message);
}

static void
note_people (HeraldWindow *self)
{
  g_autoptr(GTask) task = NULL;
  Note *note = NULL;

  if (self->session == NULL || herald_edit_session_get_read_only (self->session))
    return;
  note = g_new0 (Note, 1);
  note->library = g_object_ref (self->library);
  note->announcement = herald_announcement_copy (herald_edit_session_get_announcement (self->session));
  task = g_task_new (self->library, NULL, on_noted, NULL);
  g_task_set_source_tag (task, note_people);
  g_task_set_task_data (task, note, (GDestroyNotify) note_free);
  g_task_run_in_thread (task, note_in_thread);
}

static void
on_left (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(HeraldWindow) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldVersion) version = NULL;

  version = herald_edit_session_save_version_finish (HERALD_EDIT_SESSION (source), result, &error);
  if (version == NULL && self->library != NULL)
    herald_window_say (self, error->message);
}

static void
open_wanted (HeraldWindow *self)
{
  if (self->wanted_new != NULL)
    {
      g_autoptr(HeraldEditSession) session = NULL;

      session = herald_edit_session_new_unsaved (self->library, self->author, g_steal_pointer (&self->wanted_new));
      set_session (self, session);
      herald_edit_session_flush (session);
      herald_editor_focus_headline (self->editor);
    }
  else if (self->wanted != NULL)
    herald_library_get_working_copy_async (self->library, self->wanted, NULL, on_copy_read, g_object_ref (self));
  else
    set_session (self, NULL);
}

static void
on_flushed_before_leaving (GObject      *source,
                           GAsyncResult *result,
                           gpointer      data)
{
  g_autoptr(HeraldWindow) self = data;
  HeraldEditSession *session = HERALD_EDIT_SESSION (source);
  g_autoptr(GError) error = NULL;

  self->leaving = FALSE;
  if (self->library == NULL)
    return;
  if (!herald_edit_session_flush_finish (session, result, &error))
    {
      g_autofree char *message = g_strdup_printf (_("This announcement is not saved yet and stays open: %s"),
                                                  error->message);

      g_clear_pointer (&self->wanted, g_free);
      g_clear_pointer (&self->wanted_new, herald_announcement_free);
      herald_list_pane_select (self->list, herald_edit_session_get_id (session));
      herald_window_say (self, message);
      return;
    }
  note_people (self);
  if (!herald_edit_session_get_read_only (session))
    herald_edit_session_save_version_async (session, NULL, NULL, on_left, g_object_ref (self));
  open_wanted (self);
}

static void
leave_and_open (HeraldWindow *self)
{
  if (self->leaving)
    return;
  if (self->session == NULL)
    {
      open_wanted (self);
      return;
    }
  self->leaving = TRUE;
  herald_edit_session_flush_async (self->session, NULL, on_flushed_before_leaving, g_object_ref (self));
}

/**
 * herald_window_open:
 * @self: a window
 * @id: an announcement of its library
 */
void
herald_window_open (HeraldWindow *self,
                    const char   *id)
{
  g_return_if_fail (HERALD_IS_WINDOW (self));
  g_return_if_fail (id != NULL);

  if (self->session != NULL && !self->leaving && g_str_equal (herald_edit_session_get_id (self->session), id))
    {
      herald_split_set_show_content (self->split, TRUE);
      return;
    }
  g_clear_pointer (&self->wanted_new, herald_announcement_free);
  g_free (self->wanted);
  self->wanted = g_strdup (id);
  leave_and_open (self);
}

/**
 * herald_window_open_new:
 * @self: a window
 * @announcement: (transfer full): a new announcement; it is saved at once
 */
void
herald_window_open_new (HeraldWindow       *self,
                        HeraldAnnouncement *announcement)
{
  g_return_if_fail (HERALD_IS_WINDOW (self));
  g_return_if_fail (announcement != NULL);

  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->wanted_new, herald_announcement_free);
  self->wanted_new = announcement;
  leave_and_open (self);
}

/* Nothing is open after this. */
void
herald_window_close_document (HeraldWindow *self)
{
  g_return_if_fail (HERALD_IS_WINDOW (self));

  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->wanted_new, herald_announcement_free);
  leave_and_open (self);
}

static void
on_imported (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(HeraldWindow) self = data;
  g_autoptr(GError) error = NULL;
  HeraldAnnouncement *announcement = herald_importer_finish (result, &error);

  if (self->library == NULL)
    g_clear_pointer (&announcement, herald_announcement_free);
  else if (announcement == NULL)
    herald_window_say (self, error->message);
  else
    herald_window_open_new (self, announcement);
}

static void
on_bundle_taken (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr(HeraldWindow) self = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *news = herald_importer_bundle_finish (result, &error);

  herald_window_say (self, news != NULL ? news : error->message);
}

void
herald_window_import_file (HeraldWindow *self,
                           GFile        *file)
{
  g_return_if_fail (HERALD_IS_WINDOW (self));

  if (herald_importer_is_bundle (file) && self->library != NULL)
    herald_importer_bundle_async (self->library, file, NULL, on_bundle_taken, g_object_ref (self));
  else
    herald_importer_file_async (file, NULL, on_imported, g_object_ref (self));
}

/* Closing */

static void
on_close_answer (const char *response,
                 gpointer    data)
{
  HeraldWindow *self = data;

  if (!g_str_equal (response, "discard"))
    return;
  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
ask_to_close (HeraldWindow *self,
              const char   *reason)
{
  HeraldAnswer answers[] = {
    { "cancel", _("_Keep Open"), TRUE, FALSE },
    { "discard", _("_Close Without Saving"), FALSE, TRUE },
  };

  herald_compat_ask (GTK_WINDOW (self), _("The Last Changes Are Not Saved"), reason, NULL, answers,
                     G_N_ELEMENTS (answers), on_close_answer, g_object_ref (self), g_object_unref);
}

static void
on_saved_before_close (GObject      *source,
                       GAsyncResult *result,
                       gpointer      data)
{
  g_autoptr(HeraldWindow) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldVersion) version = NULL;

  version = herald_edit_session_save_version_finish (HERALD_EDIT_SESSION (source), result, &error);
  self->closing = FALSE;
  if (self->library == NULL)
    return;
  /* The words are on disk when only the version could not be made: nothing is lost by closing. */
  if (version == NULL && herald_edit_session_get_state (HERALD_EDIT_SESSION (source)) != HERALD_SAVE_SAVED)
    {
      ask_to_close (self, error->message);
      return;
    }
  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

/**
 * herald_window_hold_close:
 * @self: a window that is asked to close
 *
 * Saves what is open first; the window closes by itself when that is done.
 *
 * Returns: whether it stays open until then
 */
gboolean
herald_window_hold_close (HeraldWindow *self)
{
  if (self->may_close || self->session == NULL || herald_edit_session_get_read_only (self->session))
    return FALSE;
  if (self->closing)
    return TRUE;
  self->closing = TRUE;
  note_people (self);
  herald_edit_session_save_version_async (self->session, NULL, NULL, on_saved_before_close, g_object_ref (self));
  return TRUE;
}
