/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-window.h"

#include <glib/gi18n.h>

#include "herald-sync-panel.h"
#include "herald-window-actions.h"
#include "herald-window-private.h"
#include "herald-window-sending.h"
#include "herald-window-several.h"

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

/* The announcement that is open gives the window its name. */
void
herald_window_show_title (HeraldWindow *self)
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

static gboolean
herald_window_close_request (GtkWindow *window)
{
  HeraldWindow *self = HERALD_WINDOW (window);

  herald_window_save_state (self);
  return herald_window_hold_close (self) || GTK_WINDOW_CLASS (herald_window_parent_class)->close_request (window);
}

/* How much room there is decides what stands beside what. */
static void
herald_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (herald_window_parent_class)->realize (widget);
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (widget)), "notify::width",
                           G_CALLBACK (herald_window_update_drawer), widget, G_CONNECT_SWAPPED);
}

static void
on_active (HeraldWindow *self)
{
  if (!gtk_window_is_active (GTK_WINDOW (self)) && self->session != NULL)
    herald_edit_session_flush (self->session);
}

static void
on_sync_changed (HeraldWindow *self)
{
  g_autofree char *text = herald_sync_controller_describe (self->sync);
  HeraldSyncState state = herald_sync_controller_get_state (self->sync);
  const HeraldSyncStatus *status = herald_sync_controller_get_status (self->sync);

  herald_today_pane_set_aside (herald_browse_pane_get_today (self->browse), herald_library_get_folder (self->library), status->set_aside,
                               status->named);
  herald_browse_pane_set_sync (self->browse, text, herald_sync_controller_get_icon (self->sync),
                               state == HERALD_SYNC_STATE_RUNNING);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sync",
                                 state != HERALD_SYNC_STATE_LOCAL && state != HERALD_SYNC_STATE_RUNNING);
}

static void
herald_window_dispose (GObject *object)
{
  HeraldWindow *self = HERALD_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_object (&self->sync);
  g_clear_object (&self->shelf);
  g_clear_object (&self->settings);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (herald_window_parent_class)->dispose (object);
}

static void
herald_window_finalize (GObject *object)
{
  HeraldWindow *self = HERALD_WINDOW (object);

  g_clear_pointer (&self->author, herald_author_free);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->last_bulk, herald_bulk_free);
  g_clear_pointer (&self->first, g_free);
  g_clear_pointer (&self->known, g_free);
  g_clear_pointer (&self->remembered, g_free);
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
  widget_class->realize = herald_window_realize;

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
  herald_window_several_install (widget_class);
}

static void
herald_window_init (HeraldWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "editor", herald_editor_get_actions (self->editor));
}

/**
 * herald_window_new:
 * @application: the application
 * @library: what to show
 * @library_name: (nullable): what people call it
 * @author: who writes
 * @sync: how the library stands to its team server
 * @shelf: all libraries
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
                   HeraldShelf          *shelf,
                   GSettings            *settings)
{
  HeraldWindow *self = g_object_new (HERALD_TYPE_WINDOW, "application", application, NULL);

  self->library = g_object_ref (library);
  self->author = herald_author_copy (author);
  self->sync = g_object_ref (sync);
  self->shelf = g_object_ref (shelf);
  self->settings = g_object_ref (settings);
  herald_window_build (self, library_name != NULL ? library_name : _("Announcements"));
  herald_browse_pane_set_sync_popover (self->browse, herald_sync_panel_popover (sync));
  g_signal_connect_object (sync, "changed", G_CALLBACK (on_sync_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sync, "failed", G_CALLBACK (herald_window_say), self, G_CONNECT_SWAPPED);
  herald_window_restore_state (self);
  on_sync_changed (self);
  herald_window_actions_set_has_document (GTK_WIDGET (self), FALSE, FALSE);
  herald_window_actions_set_has_preview (GTK_WIDGET (self), FALSE);
  herald_window_show_title (self);
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

