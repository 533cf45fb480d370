/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-window.h"

#include <glib/gi18n.h>

#include "herald-compat.h"
#include "herald-editor.h"
#include "herald-importer.h"
#include "herald-list-pane.h"
#include "herald-preview-view.h"
#include "herald-window-actions.h"
#include "herald-window-sending.h"

struct _HeraldWindow
{
  AdwApplicationWindow  parent_instance;

  HeraldLibrary        *library;
  HeraldAuthor         *author;
  HeraldSyncController *sync;
  GSettings            *settings;
  HeraldEditSession    *session;
  char                 *wanted;      /* id that is being opened */
  HeraldAnnouncement   *wanted_new;  /* or the new announcement that is */
  gboolean              leaving;     /* the one before is being saved */
  gboolean              closing;     /* its last changes are being saved */
  gboolean              may_close;
  gboolean              greeted;     /* the first list has been looked at */
  char                 *first;       /* what stood on top of it */

  HeraldSplit          *split;
  HeraldListPane       *list;
  AdwToastOverlay      *toasts;
  GtkStack             *pages;       /* list and editor, or a page over both */
  GtkWidget            *content;
  GtkStack             *stack;
  HeraldEditor         *editor;
  HeraldSplit          *sides;       /* text and preview */
  AdwBin               *preview_side;
  GtkWidget            *back;
  GtkWidget            *export_button;
  GtkWidget            *versions_button;
  GtkButton            *save_button;
};

G_DEFINE_FINAL_TYPE (HeraldWindow, herald_window, ADW_TYPE_APPLICATION_WINDOW)

/**
 * herald_window_say:
 * @self: a window
 * @message: one sentence
 *
 * Tells the person something without asking for anything.
 */
void
herald_window_say (HeraldWindow *self,
                   const char   *message)
{
  AdwToast *toast = NULL;

  g_return_if_fail (HERALD_IS_WINDOW (self));

  toast = adw_toast_new ("");
  {
    g_autofree char *escaped = g_markup_escape_text (message, -1);

    adw_toast_set_title (toast, escaped);
  }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/**
 * herald_window_offer:
 * @self: a window
 * @message: what has happened
 * @button: what can be done about it
 * @action: the action that does it
 * @target: (nullable): its parameter
 */
void
herald_window_offer (HeraldWindow *self,
                     const char   *message,
                     const char   *button,
                     const char   *action,
                     GVariant     *target)
{
  AdwToast *toast = NULL;
  g_autofree char *escaped = NULL;

  g_return_if_fail (HERALD_IS_WINDOW (self));

  escaped = g_markup_escape_text (message, -1);
  toast = adw_toast_new (escaped);
  adw_toast_set_button_label (toast, button);
  adw_toast_set_action_name (toast, action);
  if (target != NULL)
    adw_toast_set_action_target_value (toast, target);
  adw_toast_set_timeout (toast, 8);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
show_title (HeraldWindow *self)
{
  const char *headline = NULL;

  if (self->session != NULL)
    headline = herald_edit_session_get_announcement (self->session)->headline;
  if (self->session == NULL)
    headline = _("Herald");
  else if (headline == NULL || *headline == '\0')
    headline = _("Untitled Announcement");
  gtk_window_set_title (GTK_WINDOW (self), headline);
}

static void
on_edited (HeraldWindow *self)
{
  show_title (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", herald_edit_session_can_undo (self->session));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo", herald_edit_session_can_redo (self->session));
}

static void
show_folding (HeraldWindow *self)
{
  gboolean folded = herald_split_get_folded (self->split);

  gtk_widget_set_visible (self->back, folded);
  /* Where it is narrow they are in the announcement's menu alone. */
  gtk_widget_set_visible (self->export_button, !folded);
  gtk_widget_set_visible (self->versions_button, !folded);
  if (folded)
    gtk_button_set_icon_name (self->save_button, "document-save-symbolic");
  else
    gtk_button_set_label (self->save_button, _("_Save Version"));
  herald_list_pane_show_single (self->list, folded);
}

static void
on_split_changed (HeraldWindow *self)
{
  show_folding (self);
  /* Folded, the list covers what is edited: leaving it is leaving the text. */
  if (!herald_split_get_show_content (self->split) && self->session != NULL)
    herald_edit_session_flush (self->session);
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
  show_title (self);
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
      herald_window_say (self, error->message);
      return;
    }
  set_session (self, session);
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

static void
save_state (HeraldWindow *self)
{
  int width = 0;
  int height = 0;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set (self->settings, "window-size", "(ii)", width, height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
}

static gboolean
herald_window_close_request (GtkWindow *window)
{
  HeraldWindow *self = HERALD_WINDOW (window);

  save_state (self);
  if (self->may_close || self->session == NULL || herald_edit_session_get_read_only (self->session))
    return GTK_WINDOW_CLASS (herald_window_parent_class)->close_request (window);
  if (self->closing)
    return TRUE;
  self->closing = TRUE;
  herald_edit_session_save_version_async (self->session, NULL, NULL, on_saved_before_close, g_object_ref (self));
  return TRUE;
}

static void
on_active (HeraldWindow *self)
{
  if (!gtk_window_is_active (GTK_WINDOW (self)) && self->session != NULL)
    herald_edit_session_flush (self->session);
}

/* List and server */

static void
on_activated (HeraldWindow *self,
              const char   *id)
{
  herald_window_open (self, id);
}

static void
greet (HeraldWindow *self)
{
  if (self->session != NULL || self->wanted != NULL || self->wanted_new != NULL)
    return;
  /* Side by side an empty half would say nothing; folded, the list is the start. */
  if (self->first != NULL && !herald_split_get_folded (self->split))
    herald_window_open (self, self->first);
  else if (self->first == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "welcome");
      herald_split_set_show_content (self->split, TRUE);
    }
  if (self->first != NULL)
    herald_list_pane_focus_list (self->list);
}

/* Whether list and page stand side by side is known when the window has its first size. */
static gboolean
on_greet (GtkWidget     *widget,
          GdkFrameClock *frame_clock,
          gpointer       data)
{
  if (gtk_widget_get_width (widget) == 0)
    return G_SOURCE_CONTINUE;
  greet (HERALD_WINDOW (widget));
  return G_SOURCE_REMOVE;
}

static void
on_list_loaded (HeraldWindow *self,
                const char   *first)
{
  if (self->greeted)
    return;
  self->greeted = TRUE;
  self->first = g_strdup (first);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), on_greet, NULL, NULL);
}

static void
on_sync_changed (HeraldWindow *self)
{
  g_autofree char *text = herald_sync_controller_describe (self->sync);
  HeraldSyncState state = herald_sync_controller_get_state (self->sync);

  herald_list_pane_set_sync (self->list, text, herald_sync_controller_get_icon (self->sync),
                             state == HERALD_SYNC_STATE_RUNNING);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sync",
                                 state != HERALD_SYNC_STATE_LOCAL && state != HERALD_SYNC_STATE_RUNNING);
}

static gboolean
on_drop (HeraldWindow *self,
         const GValue *value)
{
  GFile *file = g_value_get_object (value);

  if (file == NULL)
    return FALSE;
  herald_window_import_file (self, file);
  return TRUE;
}

/* A text file dropped beside the editor becomes an announcement. */
static void
accept_files (HeraldWindow *self,
              GtkWidget    *widget)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}

static void
herald_window_dispose (GObject *object)
{
  HeraldWindow *self = HERALD_WINDOW (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_object (&self->sync);
  g_clear_object (&self->settings);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (herald_window_parent_class)->dispose (object);
}

static void
herald_window_finalize (GObject *object)
{
  HeraldWindow *self = HERALD_WINDOW (object);

  g_clear_pointer (&self->author, herald_author_free);
  g_clear_pointer (&self->first, g_free);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->wanted_new, herald_announcement_free);

  G_OBJECT_CLASS (herald_window_parent_class)->finalize (object);
}

static void
herald_window_class_init (HeraldWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = herald_window_dispose;
  object_class->finalize = herald_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = herald_window_close_request;

  g_type_ensure (HERALD_TYPE_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldpress/Herald/herald-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, HeraldWindow, content);
  gtk_widget_class_bind_template_child (widget_class, HeraldWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, HeraldWindow, editor);
  gtk_widget_class_bind_template_child (widget_class, HeraldWindow, back);
  gtk_widget_class_bind_template_child (widget_class, HeraldWindow, export_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldWindow, versions_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldWindow, save_button);
  gtk_widget_class_bind_template_callback (widget_class, on_active);
  herald_window_actions_install (widget_class);
  herald_window_sending_install (widget_class);
}

static void
herald_window_init (HeraldWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "editor", herald_editor_get_actions (self->editor));
}

static void
restore_state (HeraldWindow *self)
{
  int width = 0;
  int height = 0;

  g_settings_get (self->settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
on_show_list_changed (HeraldWindow *self)
{
  herald_split_set_show_list (self->split, g_settings_get_boolean (self->settings, "show-list"));
}

/* The preview's half is there only while there is a preview. */
static void
build_sides (HeraldWindow *self)
{
  g_autoptr(GtkWidget) text = g_object_ref (GTK_WIDGET (self->stack));

  gtk_box_remove (GTK_BOX (self->content), text);
  gtk_widget_set_hexpand (text, TRUE);
  self->preview_side = ADW_BIN (adw_bin_new ());
  self->sides = HERALD_SPLIT (herald_split_new (text, GTK_WIDGET (self->preview_side)));
  herald_split_set_show_content (self->sides, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->preview_side), FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->sides), TRUE);
  gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (self->sides));
}

static void
build (HeraldWindow *self,
       const char   *library_name)
{
  GtkWidget *content = g_object_ref (self->content);

  build_sides (self);
  self->list = HERALD_LIST_PANE (herald_list_pane_new (self->library));
  herald_list_pane_set_title (self->list, library_name);
  adw_toast_overlay_set_child (self->toasts, NULL);
  self->split = HERALD_SPLIT (herald_split_new (GTK_WIDGET (self->list), content));
  self->pages = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->pages, FALSE);
  gtk_stack_set_transition_type (self->pages, GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  gtk_stack_set_transition_duration (self->pages, 120);
  gtk_stack_add_child (self->pages, GTK_WIDGET (self->split));
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->pages));
  g_object_unref (content);
  accept_files (self, GTK_WIDGET (self->list));
  g_signal_connect_object (self->split, "notify", G_CALLBACK (on_split_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "activated", G_CALLBACK (on_activated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "loaded", G_CALLBACK (on_list_loaded), self, G_CONNECT_SWAPPED);
}

/**
 * herald_window_new:
 * @application: the application
 * @library: what to show
 * @library_name: (nullable): what people call it
 * @author: who writes
 * @sync: how the library stands to its team server
 * @settings: what the window remembers
 *
 * Returns: (transfer none): a window, not shown yet
 */
HeraldWindow *
herald_window_new (GtkApplication       *application,
                   HeraldLibrary        *library,
                   const char           *library_name,
                   const HeraldAuthor   *author,
                   HeraldSyncController *sync,
                   GSettings            *settings)
{
  HeraldWindow *self = g_object_new (HERALD_TYPE_WINDOW, "application", application, NULL);

  self->library = g_object_ref (library);
  self->author = herald_author_copy (author);
  self->sync = g_object_ref (sync);
  self->settings = g_object_ref (settings);
  build (self, library_name != NULL ? library_name : _("Announcements"));
  g_signal_connect_object (settings, "changed::show-list", G_CALLBACK (on_show_list_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sync, "changed", G_CALLBACK (on_sync_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sync, "failed", G_CALLBACK (herald_window_say), self, G_CONNECT_SWAPPED);
  restore_state (self);
  on_show_list_changed (self);
  on_sync_changed (self);
  show_folding (self);
  herald_window_actions_set_has_document (GTK_WIDGET (self), FALSE, FALSE);
  herald_window_actions_set_has_preview (GTK_WIDGET (self), FALSE);
  show_title (self);
  return self;
}

HeraldLibrary *
herald_window_get_library (HeraldWindow *self)
{
  g_return_val_if_fail (HERALD_IS_WINDOW (self), NULL);

  return self->library;
}

/* (nullable): the announcement that is open */
HeraldEditSession *
herald_window_get_session (HeraldWindow *self)
{
  g_return_val_if_fail (HERALD_IS_WINDOW (self), NULL);

  return self->session;
}

const HeraldAuthor *
herald_window_get_author (HeraldWindow *self)
{
  g_return_val_if_fail (HERALD_IS_WINDOW (self), NULL);

  return self->author;
}

GSettings *
herald_window_get_settings (HeraldWindow *self)
{
  g_return_val_if_fail (HERALD_IS_WINDOW (self), NULL);

  return self->settings;
}

HeraldSyncController *
herald_window_get_sync (HeraldWindow *self)
{
  g_return_val_if_fail (HERALD_IS_WINDOW (self), NULL);

  return self->sync;
}

/**
 * herald_window_show_page:
 * @self: a window
 * @page: (transfer floating): covers list and editor, in place of a page before it
 */
void
herald_window_show_page (HeraldWindow *self,
                         GtkWidget    *page)
{
  g_return_if_fail (HERALD_IS_WINDOW (self));
  g_return_if_fail (GTK_IS_WIDGET (page));

  herald_window_close_page (self);
  if (self->session != NULL)
    herald_edit_session_flush (self->session);
  gtk_stack_add_child (self->pages, page);
  gtk_stack_set_visible_child (self->pages, page);
}

/* (transfer none) (nullable): what covers list and editor now */
GtkWidget *
herald_window_get_page (HeraldWindow *self)
{
  GtkWidget *page = NULL;

  g_return_val_if_fail (HERALD_IS_WINDOW (self), NULL);

  page = gtk_stack_get_visible_child (self->pages);
  return page != GTK_WIDGET (self->split) ? page : NULL;
}

/* Back to list and editor. */
void
herald_window_close_page (HeraldWindow *self)
{
  GtkWidget *page = NULL;

  g_return_if_fail (HERALD_IS_WINDOW (self));

  page = herald_window_get_page (self);
  if (page == NULL)
    return;
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (self->split));
  gtk_stack_remove (self->pages, page);
  gtk_widget_child_focus (GTK_WIDGET (self->editor), GTK_DIR_TAB_FORWARD);
}

/* (transfer none) (nullable): the preview that is beside the text, or over it */
HeraldPreviewView *
herald_window_get_preview (HeraldWindow *self)
{
  g_return_val_if_fail (HERALD_IS_WINDOW (self), NULL);

  return HERALD_PREVIEW_VIEW (adw_bin_get_child (self->preview_side));
}

/**
 * herald_window_show_preview:
 * @self: a window with an announcement
 *
 * Shows the press kit's pages beside the text; where it is narrow, over it.
 */
void
herald_window_show_preview (HeraldWindow *self)
{
  GtkWidget *view = NULL;

  g_return_if_fail (HERALD_IS_WINDOW (self));
  g_return_if_fail (self->session != NULL);

  herald_window_close_page (self);
  herald_split_set_show_content (self->split, TRUE);
  if (herald_window_get_preview (self) == NULL)
    {
      view = herald_preview_view_new (self->session);
      g_signal_connect_object (view, "close", G_CALLBACK (herald_window_close_preview), self, G_CONNECT_SWAPPED);
      adw_bin_set_child (self->preview_side, view);
      gtk_widget_set_visible (GTK_WIDGET (self->preview_side), TRUE);
      herald_window_actions_set_has_preview (GTK_WIDGET (self), TRUE);
    }
  herald_split_set_show_content (self->sides, TRUE);
  herald_preview_view_focus (herald_window_get_preview (self));
}

void
herald_window_close_preview (HeraldWindow *self)
{
  g_return_if_fail (HERALD_IS_WINDOW (self));

  if (herald_window_get_preview (self) == NULL)
    return;
  herald_split_set_show_content (self->sides, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->preview_side), FALSE);
  adw_bin_set_child (self->preview_side, NULL);
  herald_window_actions_set_has_preview (GTK_WIDGET (self), FALSE);
  gtk_widget_child_focus (GTK_WIDGET (self->editor), GTK_DIR_TAB_FORWARD);
}

/* Whether it is to be seen: where it is narrow the text may cover it. */
gboolean
herald_window_sees_preview (HeraldWindow *self)
{
  g_return_val_if_fail (HERALD_IS_WINDOW (self), FALSE);

  return herald_window_get_preview (self) != NULL && herald_window_get_page (self) == NULL &&
         (!herald_split_get_folded (self->sides) || herald_split_get_show_content (self->sides));
}

void
herald_window_search (HeraldWindow *self)
{
  g_return_if_fail (HERALD_IS_WINDOW (self));

  g_settings_set_boolean (self->settings, "show-list", TRUE);
  herald_split_set_show_content (self->split, FALSE);
  herald_list_pane_focus_search (self->list);
}

/* F9: folded, to the list and back; side by side, the list goes and comes. */
void
herald_window_show_list (HeraldWindow *self)
{
  g_return_if_fail (HERALD_IS_WINDOW (self));

  if (herald_split_get_folded (self->split))
    herald_split_set_show_content (self->split, !herald_split_get_show_content (self->split));
  else
    g_settings_set_boolean (self->settings, "show-list", !g_settings_get_boolean (self->settings, "show-list"));
}
