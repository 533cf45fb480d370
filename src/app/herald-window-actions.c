/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-window-actions.h"

#include <glib/gi18n.h>

#include "herald-compat.h"
#include "herald-directory-dialog.h"
#include "herald-history-view.h"
#include "herald-importer.h"
#include "herald-merge-view.h"
#include "herald-sample.h"
#include "herald-server-dialog.h"
#include "herald-window-kits.h"
#include "herald-window.h"

/* New and import */

static void
new_announcement_action (GtkWidget  *widget,
                         const char *name,
                         GVariant   *parameter)
{
  const char *locale = g_get_language_names ()[0];
  g_autofree char *language = g_ascii_strdown (locale, 2);
  gboolean usable = strlen (language) == 2 && g_ascii_isalpha (language[1]);

  herald_window_open_new (HERALD_WINDOW (widget),
                          herald_announcement_new (HERALD_KIND_PARTNERSHIP, usable ? language : "en"));
}

static void
on_import_chosen (GFile    *file,
                  gpointer  data)
{
  if (file != NULL && herald_window_get_library (data) != NULL)
    herald_window_import_file (data, file);
}

static void
import_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Text Files and Bundles"));
  gtk_file_filter_add_mime_type (filter, "text/plain");
  gtk_file_filter_add_suffix (filter, "presskit");
  herald_compat_choose_file (GTK_WINDOW (widget), _("Import Text File"), _("_Import"), GTK_FILE_CHOOSER_ACTION_OPEN,
                             filter, on_import_chosen, g_object_ref (widget), g_object_unref);
}

static void
on_clipboard_imported (GObject      *source,
                       GAsyncResult *result,
                       gpointer      data)
{
  g_autoptr(HeraldWindow) self = data;
  g_autoptr(GError) error = NULL;
  HeraldAnnouncement *announcement = herald_importer_finish (result, &error);

  if (announcement != NULL && herald_window_get_library (self) != NULL)
    herald_window_open_new (self, announcement);
  else if (announcement != NULL)
    herald_announcement_free (announcement);
  else
    herald_window_say (self, error->message);
}

static void
on_clipboard_read (GObject      *source,
                   GAsyncResult *result,
                   gpointer      data)
{
  g_autoptr(HeraldWindow) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text == NULL)
    herald_window_say (self, _("There is no text in the clipboard."));
  else
    herald_importer_text_async (text, NULL, on_clipboard_imported, g_object_ref (self));
}

static void
import_clipboard_action (GtkWidget  *widget,
                         const char *name,
                         GVariant   *parameter)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, on_clipboard_read, g_object_ref (widget));
}

static void
directory_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  gtk_window_present (GTK_WINDOW (herald_directory_dialog_new (GTK_WINDOW (widget), herald_window_get_library (HERALD_WINDOW (widget)))));
}

static void
on_sample_added (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr(HeraldWindow) self = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *id = herald_sample_add_finish (result, &error);

  if (id == NULL)
    herald_window_say (self, error->message);
  else if (herald_window_get_library (self) != NULL)
    herald_window_open (self, id);
}

static void
open_sample_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  HeraldWindow *self = HERALD_WINDOW (widget);

  herald_sample_add_async (herald_window_get_library (self), herald_window_get_author (self), on_sample_added, g_object_ref (self));
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HeraldEditSession *session = herald_window_get_session (HERALD_WINDOW (widget));

  GtkWidget *page = herald_window_get_page (HERALD_WINDOW (widget));

  if (session == NULL)
    return;
  /* What is seen is what is undone. */
  if (HERALD_IS_MERGE_VIEW (page) && g_str_equal (name, "win.undo"))
    herald_merge_view_undo (HERALD_MERGE_VIEW (page));
  else if (HERALD_IS_MERGE_VIEW (page))
    herald_merge_view_redo (HERALD_MERGE_VIEW (page));
  else if (g_str_equal (name, "win.undo"))
    herald_edit_session_undo (session);
  else
    herald_edit_session_redo (session);
}

/* Versions */

static void
on_version_saved (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr(HeraldWindow) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldVersion) version = NULL;
  g_autofree char *message = NULL;

  version = herald_edit_session_save_version_finish (HERALD_EDIT_SESSION (source), result, &error);
  if (version == NULL)
    herald_window_say (self, error->message);
  else
    {
      message = g_strdup_printf (_("Version saved: %s"), version->message != NULL ? version->message : "");
      herald_window_say (self, message);
    }
}

typedef struct
{
  HeraldWindow *window;
  GtkEditable  *entry;
  GtkWindow    *dialog;
} VersionQuestion;

static void
version_question_free (VersionQuestion *question)
{
  g_object_unref (question->window);
  g_object_unref (question->entry);
  g_free (question);
}

static void
on_version_answer (const char *response,
                   gpointer    data)
{
  VersionQuestion *question = data;
  HeraldEditSession *session = herald_window_get_session (question->window);
  g_autofree char *message = g_strstrip (g_strdup (gtk_editable_get_text (question->entry)));

  if (!g_str_equal (response, "save") || session == NULL)
    return;
  /* Without a message it is still a version that was asked for. */
  herald_edit_session_save_version_async (session, *message != '\0' ? message : _("Saved version"), NULL,
                                          on_version_saved, g_object_ref (question->window));
}

static void
save_version_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  HeraldWindow *self = HERALD_WINDOW (widget);
  VersionQuestion *question = NULL;
  GtkWidget *entry = NULL;
  HeraldAnswer answers[] = {
    { "cancel", _("_Cancel"), FALSE, FALSE },
    { "save", _("_Save Version"), TRUE, FALSE },
  };

  if (herald_window_get_session (self) == NULL)
    return;
  entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("For example “Sent to legal”"));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name of this version"), -1);
  question = g_new0 (VersionQuestion, 1);
  question->window = g_object_ref (self);
  question->entry = GTK_EDITABLE (g_object_ref_sink (entry));
  herald_edit_session_flush (herald_window_get_session (self));
  herald_compat_ask (GTK_WINDOW (self), _("Save Version"), _("Say what this version is, so that others find it."), entry,
                     answers, G_N_ELEMENTS (answers), on_version_answer, question,
                     (GDestroyNotify) version_question_free);
  gtk_widget_grab_focus (entry);
}

static void
on_restored (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(HeraldWindow) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldVersion) version = NULL;

  version = herald_edit_session_restore_finish (HERALD_EDIT_SESSION (source), result, &error);
  if (version == NULL)
    herald_window_say (self, error->message);
  else if (version->parents->len > 0)
    herald_window_offer (self, version->message != NULL ? version->message : _("Version restored"), _("_Undo"),
                         "win.restore-version",
                         g_variant_new ("(ss)", g_ptr_array_index (version->parents, 0), _("Restoring undone")));
}

/* (hash, message) */
static void
restore_version_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  HeraldWindow *self = HERALD_WINDOW (widget);
  HeraldEditSession *session = herald_window_get_session (self);
  const char *hash = NULL;
  const char *message = NULL;

  g_variant_get (parameter, "(&s&s)", &hash, &message);
  if (session != NULL && !herald_edit_session_get_read_only (session))
    herald_edit_session_restore_async (session, hash, message, NULL, on_restored, g_object_ref (self));
}

static void
on_restore (HeraldWindow *self,
            const char   *hash,
            const char   *message)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.restore-version", "(ss)", hash, message);
}

static void
on_part_restored (HeraldWindow *self,
                  const char   *message)
{
  herald_window_offer (self, message, _("_Undo"), "win.undo", NULL);
}

static void
on_comparison_exported (HeraldWindow *self,
                        GFile        *folder)
{
  herald_window_offer (self, _("Comparison exported"), _("_Open Folder"), "win.show-folder",
                       g_variant_new_take_string (g_file_get_uri (folder)));
}

static void
history_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  HeraldWindow *self = HERALD_WINDOW (widget);
  HeraldEditSession *session = herald_window_get_session (self);
  GtkWidget *view = NULL;

  if (session == NULL)
    return;
  if (HERALD_IS_HISTORY_VIEW (herald_window_get_page (self)))
    {
      herald_window_close_page (self);
      return;
    }
  view = herald_history_view_new (session);
  g_signal_connect_object (view, "close", G_CALLBACK (herald_window_close_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "say", G_CALLBACK (herald_window_say), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "restore", G_CALLBACK (on_restore), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "restored", G_CALLBACK (on_part_restored), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "exported", G_CALLBACK (on_comparison_exported), self, G_CONNECT_SWAPPED);
  herald_window_show_page (self, view);
  herald_history_view_focus_list (HERALD_HISTORY_VIEW (view));
}

static void
decide_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HeraldWindow *self = HERALD_WINDOW (widget);
  HeraldEditSession *session = herald_window_get_session (self);
  GtkWidget *view = NULL;

  if (session == NULL || herald_edit_session_get_dispute (session) == NULL ||
      herald_edit_session_get_read_only (session) || HERALD_IS_MERGE_VIEW (herald_window_get_page (self)))
    return;
  view = herald_merge_view_new (session);
  g_signal_connect_object (view, "close", G_CALLBACK (herald_window_close_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "say", G_CALLBACK (herald_window_say), self, G_CONNECT_SWAPPED);
  herald_window_show_page (self, view);
}

/* Folders and sync */

static void
on_shown (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(HeraldWindow) self = data;
  g_autoptr(GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    herald_window_say (self, error->message);
}

static void
show_folder_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  g_app_info_launch_default_for_uri_async (g_variant_get_string (parameter, NULL), NULL, NULL, on_shown,
                                           g_object_ref (widget));
}

/* Preview */

static void
preview_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  HeraldWindow *self = HERALD_WINDOW (widget);

  if (herald_window_get_session (self) == NULL)
    return;
  if (herald_window_sees_preview (self))
    herald_window_close_preview (self);
  else
    herald_window_show_preview (self);
}

static void
zoom_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HeraldPreviewView *preview = herald_window_get_preview (HERALD_WINDOW (widget));

  if (preview != NULL)
    herald_preview_view_zoom (preview, name + strlen ("win."));
}

static void
team_server_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  GtkWidget *dialog = herald_server_dialog_new (GTK_WINDOW (widget), herald_window_get_sync (HERALD_WINDOW (widget)));

  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_flushed_for_sync (GObject      *source,
                     GAsyncResult *result,
                     gpointer      data)
{
  g_autoptr(HeraldWindow) self = data;
  g_autoptr(GError) error = NULL;

  if (!herald_edit_session_flush_finish (HERALD_EDIT_SESSION (source), result, &error))
    herald_window_say (self, error->message);
  else if (herald_window_get_sync (self) != NULL)
    herald_sync_controller_run (herald_window_get_sync (self), TRUE);
}

static void
sync_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HeraldWindow *self = HERALD_WINDOW (widget);
  HeraldEditSession *session = herald_window_get_session (self);

  if (session != NULL)
    herald_edit_session_flush_async (session, NULL, on_flushed_for_sync, g_object_ref (self));
  else
    herald_sync_controller_run (herald_window_get_sync (self), TRUE);
}

/* Trash: a version with "trashed"; undone by restoring the one before. */

static void
on_trashed (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HeraldWindow) self = data;
  HeraldEditSession *session = HERALD_EDIT_SESSION (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldVersion) version = herald_edit_session_save_version_finish (session, result, &error);

  if (version == NULL)
    {
      herald_window_say (self, error->message);
      return;
    }
  herald_window_offer (self, _("Announcement moved to the trash"), _("_Undo"), "win.untrash",
                       g_variant_new_string (herald_edit_session_get_id (session)));
  if (herald_window_get_session (self) == session)
    herald_window_close_document (self);
}

static void
trash_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HeraldWindow *self = HERALD_WINDOW (widget);
  HeraldEditSession *session = herald_window_get_session (self);
  HeraldAnnouncement *announcement = NULL;
  g_autofree char *now = NULL;

  if (session == NULL || herald_edit_session_get_read_only (session))
    return;
  now = herald_clock_format_now (herald_library_get_clock (herald_window_get_library (self)));
  announcement = herald_edit_session_begin (session, NULL);
  g_clear_pointer (&announcement->trashed, herald_trashed_free);
  announcement->trashed = herald_trashed_new (herald_window_get_author (self)->name, now);
  herald_edit_session_end (session);
  herald_edit_session_save_version_async (session, _("Moved to the trash"), NULL, on_trashed, g_object_ref (self));
}

static void
on_untrashed (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(HeraldWindow) self = data;
  HeraldEditSession *session = HERALD_EDIT_SESSION (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldVersion) version = herald_edit_session_save_version_finish (session, result, &error);

  if (version == NULL)
    herald_window_say (self, error->message);
  else if (herald_window_get_library (self) != NULL)
    herald_window_open (self, herald_edit_session_get_id (session));
}

static void
on_trashed_copy (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr(HeraldWindow) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldWorkingCopy) copy = herald_library_get_working_copy_finish (HERALD_LIBRARY (source), result, &error);
  g_autoptr(HeraldEditSession) session = NULL;
  HeraldAnnouncement *announcement = NULL;

  if (copy != NULL)
    session = herald_edit_session_new (HERALD_LIBRARY (source), herald_window_get_author (self), copy, &error);
  if (session == NULL)
    {
      herald_window_say (self, error->message);
      return;
    }
  announcement = herald_edit_session_begin (session, NULL);
  g_clear_pointer (&announcement->trashed, herald_trashed_free);
  herald_edit_session_end (session);
  herald_edit_session_save_version_async (session, _("Taken out of the trash"), NULL, on_untrashed,
                                          g_object_ref (self));
}

static void
untrash_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  HeraldWindow *self = HERALD_WINDOW (widget);

  herald_library_get_working_copy_async (herald_window_get_library (self), g_variant_get_string (parameter, NULL), NULL,
                                         on_trashed_copy, g_object_ref (self));
}

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GtkWidget *page = herald_window_get_page (HERALD_WINDOW (widget));

  if (HERALD_IS_HISTORY_VIEW (page))
    herald_history_view_focus_search (HERALD_HISTORY_VIEW (page));
  else
    herald_window_search (HERALD_WINDOW (widget));
}

static void
toggle_list_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  herald_window_show_list (HERALD_WINDOW (widget));
}

static void
toggle_sidebar_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  herald_window_show_sidebar (HERALD_WINDOW (widget));
}

/**
 * herald_window_actions_install:
 * @widget_class: the class of #HeraldWindow
 *
 * Gives the window its actions.
 */
void
herald_window_actions_install (GtkWidgetClass *widget_class)
{
  herald_window_kits_install (widget_class);
  gtk_widget_class_install_action (widget_class, "win.new-announcement", NULL, new_announcement_action);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "win.directory", NULL, directory_action);
  gtk_widget_class_install_action (widget_class, "win.open-sample", NULL, open_sample_action);
  gtk_widget_class_install_action (widget_class, "win.import-clipboard", NULL, import_clipboard_action);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.save-version", NULL, save_version_action);
  gtk_widget_class_install_action (widget_class, "win.history", NULL, history_action);
  gtk_widget_class_install_action (widget_class, "win.restore-version", "(ss)", restore_version_action);
  gtk_widget_class_install_action (widget_class, "win.decide", NULL, decide_action);
  gtk_widget_class_install_action (widget_class, "win.preview", NULL, preview_action);
  gtk_widget_class_install_action (widget_class, "win.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "win.zoom-out", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "win.zoom-natural", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "win.zoom-fit", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "win.show-folder", "s", show_folder_action);
  gtk_widget_class_install_action (widget_class, "win.team-server", NULL, team_server_action);
  gtk_widget_class_install_action (widget_class, "win.sync", NULL, sync_action);
  gtk_widget_class_install_action (widget_class, "win.trash", NULL, trash_action);
  gtk_widget_class_install_action (widget_class, "win.untrash", "s", untrash_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.toggle-list", NULL, toggle_list_action);
  gtk_widget_class_install_action (widget_class, "win.toggle-sidebar", NULL, toggle_sidebar_action);
}

/* What needs an announcement is possible only with one. */
void
herald_window_actions_set_has_document (GtkWidget *window,
                                        gboolean   has_document,
                                        gboolean   editable)
{
  gtk_widget_action_set_enabled (window, "win.history", has_document);
  herald_window_kits_set_has_document (window, has_document);
  gtk_widget_action_set_enabled (window, "win.preview", has_document);
  gtk_widget_action_set_enabled (window, "win.print", has_document);
  gtk_widget_action_set_enabled (window, "win.mail", has_document);
  gtk_widget_action_set_enabled (window, "win.undo", FALSE);
  gtk_widget_action_set_enabled (window, "win.redo", FALSE);
  gtk_widget_action_set_enabled (window, "win.save-version", editable);
  gtk_widget_action_set_enabled (window, "win.trash", editable);
}

void
herald_window_actions_set_has_preview (GtkWidget *window,
                                       gboolean   has_preview)
{
  gtk_widget_action_set_enabled (window, "win.zoom-in", has_preview);
  gtk_widget_action_set_enabled (window, "win.zoom-out", has_preview);
  gtk_widget_action_set_enabled (window, "win.zoom-natural", has_preview);
  gtk_widget_action_set_enabled (window, "win.zoom-fit", has_preview);
}
