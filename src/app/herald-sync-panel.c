/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-sync-panel.h"

#include <glib/gi18n.h>

struct _HeraldSyncPanel
{
  AdwBin                parent_instance;

  HeraldSyncController *controller;

  GtkImage             *icon;
  GtkLabel             *title;
  GtkLabel             *last;
  GtkLabel             *explanation;
  GtkProgressBar       *progress;
  guint                 pulse;       /* timeout while nothing is known of how far it is */
  GtkWidget            *log_in;      /* password and button */
  GtkEditable          *password;
  GtkLabel             *problem;
  GtkWidget            *join;
  GtkWidget            *sync;
  GtkWidget            *cancel;
};

G_DEFINE_FINAL_TYPE (HeraldSyncPanel, herald_sync_panel, ADW_TYPE_BIN)

static void
show_text (GtkLabel   *label,
           const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/* Progress */

static gboolean
on_pulse (gpointer data)
{
  gtk_progress_bar_pulse (HERALD_SYNC_PANEL (data)->progress);
  return G_SOURCE_CONTINUE;
}

static void
set_pulsing (HeraldSyncPanel *self,
             gboolean         pulsing)
{
  if (pulsing && self->pulse == 0)
    self->pulse = g_timeout_add (150, on_pulse, self);
  if (!pulsing)
    g_clear_handle_id (&self->pulse, g_source_remove);
}

static void
show_progress (HeraldSyncPanel        *self,
               const HeraldSyncStatus *status)
{
  gboolean running = status->state == HERALD_SYNC_STATE_RUNNING;

  gtk_widget_set_visible (GTK_WIDGET (self->progress), running);
  set_pulsing (self, running && status->total == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)));
  if (running && status->total > 0)
    gtk_progress_bar_set_fraction (self->progress, (double) status->done / status->total);
}

static void
on_changed (HeraldSyncPanel *self)
{
  const HeraldSyncStatus *status = herald_sync_controller_get_status (self->controller);
  g_autofree char *title = herald_sync_status_describe (status);
  g_autofree char *explanation = herald_sync_status_explain (status);
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *when = herald_sync_status_describe_last (status, zone);
  /* Translators: followed by date, time and time zone */
  g_autofree char *last = when != NULL ? g_strdup_printf (_("Last synced: %s"), when) : NULL;
  gboolean running = status->state == HERALD_SYNC_STATE_RUNNING;

  gtk_image_set_from_icon_name (self->icon, herald_sync_controller_get_icon (self->controller));
  gtk_label_set_label (self->title, title);
  show_text (self->last, last);
  show_text (self->explanation, explanation);
  show_progress (self, status);
  gtk_widget_set_visible (self->log_in, status->state == HERALD_SYNC_STATE_LOG_IN);
  gtk_widget_set_visible (self->join, status->state == HERALD_SYNC_STATE_OTHER_LIBRARY);
  gtk_widget_set_visible (self->cancel, running);
  gtk_widget_set_visible (self->sync, !running && status->state != HERALD_SYNC_STATE_LOCAL &&
                                      status->state != HERALD_SYNC_STATE_LOG_IN);
}

/* Deeds */

static void
on_sync (HeraldSyncPanel *self)
{
  show_text (self->problem, NULL);
  if (!gtk_widget_activate_action (GTK_WIDGET (self), "win.sync", NULL))
    herald_sync_controller_run (self->controller, TRUE);
}

static void
on_cancel (HeraldSyncPanel *self)
{
  herald_sync_controller_cancel (self->controller);
}

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(HeraldSyncPanel) self = data;
  g_autoptr(GError) error = NULL;

  if (herald_sync_controller_change_finish (HERALD_SYNC_CONTROLLER (source), result, &error))
    gtk_editable_set_text (self->password, "");
  else
    show_text (self->problem, error->message);
}

static void
on_log_in (HeraldSyncPanel *self)
{
  const char *password = gtk_editable_get_text (self->password);

  if (*password == '\0')
    return;
  show_text (self->problem, NULL);
  herald_sync_controller_set_url_async (self->controller, herald_sync_controller_get_url (self->controller), password,
                                        on_done, g_object_ref (self));
}

static void
on_join (HeraldSyncPanel *self)
{
  show_text (self->problem, NULL);
  herald_sync_controller_join_async (self->controller, on_done, g_object_ref (self));
}

/* Building */

static GtkLabel *
make_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return GTK_LABEL (label);
}

static GtkWidget *
make_button (HeraldSyncPanel *self,
             const char      *label,
             GCallback        callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
build_heading (HeraldSyncPanel *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "pixel-size", 24, NULL);
  self->title = make_label ("heading");
  self->last = make_label ("caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->last), "dim-label");
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->last));
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (row), lines);
  return row;
}

static GtkWidget *
build_log_in (HeraldSyncPanel *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *entry = gtk_password_entry_new ();
  GtkWidget *button = make_button (self, _("_Log In"), G_CALLBACK (on_log_in));

  gtk_password_entry_set_show_peek_icon (GTK_PASSWORD_ENTRY (entry), TRUE);
  g_object_set (entry, "placeholder-text", _("Password"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Password"), -1);
  g_signal_connect_object (entry, "activate", G_CALLBACK (on_log_in), self, G_CONNECT_SWAPPED);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_widget_add_css_class (button, "suggested-action");
  self->password = GTK_EDITABLE (entry);
  gtk_box_append (GTK_BOX (row), entry);
  gtk_box_append (GTK_BOX (row), button);
  return row;
}

static void
build (HeraldSyncPanel *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->explanation = make_label (NULL);
  self->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Sync"), -1);
  self->problem = make_label ("error");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  self->join = make_button (self, _("_Join Both Libraries"), G_CALLBACK (on_join));
  self->sync = make_button (self, _("_Sync Now"), G_CALLBACK (on_sync));
  self->cancel = make_button (self, _("_Cancel"), G_CALLBACK (on_cancel));

  gtk_box_append (GTK_BOX (box), build_heading (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->explanation));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->progress));
  self->log_in = build_log_in (self);
  gtk_box_append (GTK_BOX (box), self->log_in);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  gtk_box_append (GTK_BOX (box), self->join);
  gtk_box_append (GTK_BOX (box), self->sync);
  gtk_box_append (GTK_BOX (box), self->cancel);
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
herald_sync_panel_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (herald_sync_panel_parent_class)->map (widget);

  on_changed (HERALD_SYNC_PANEL (widget));
}

static void
herald_sync_panel_unmap (GtkWidget *widget)
{
  set_pulsing (HERALD_SYNC_PANEL (widget), FALSE);

  GTK_WIDGET_CLASS (herald_sync_panel_parent_class)->unmap (widget);
}

static void
herald_sync_panel_dispose (GObject *object)
{
  HeraldSyncPanel *self = HERALD_SYNC_PANEL (object);

  set_pulsing (self, FALSE);
  g_clear_object (&self->controller);

  G_OBJECT_CLASS (herald_sync_panel_parent_class)->dispose (object);
}

static void
herald_sync_panel_class_init (HeraldSyncPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_sync_panel_dispose;
  widget_class->map = herald_sync_panel_map;
  widget_class->unmap = herald_sync_panel_unmap;
}

static void
herald_sync_panel_init (HeraldSyncPanel *self)
{
  build (self);
}

/**
 * herald_sync_panel_new:
 * @controller: the library's
 *
 * Returns: (transfer floating): a panel that follows it
 */
GtkWidget *
herald_sync_panel_new (HeraldSyncController *controller)
{
  HeraldSyncPanel *self = NULL;

  g_return_val_if_fail (HERALD_IS_SYNC_CONTROLLER (controller), NULL);

  self = g_object_new (HERALD_TYPE_SYNC_PANEL, NULL);
  self->controller = g_object_ref (controller);
  g_signal_connect_object (controller, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  on_changed (self);
  return GTK_WIDGET (self);
}

/**
 * herald_sync_panel_popover:
 * @controller: the library's
 *
 * Returns: (transfer floating): a popover for a button in a #HeraldWindow
 */
GtkWidget *
herald_sync_panel_popover (HeraldSyncController *controller)
{
  GtkWidget *popover = NULL;
  GtkWidget *box = NULL;
  GtkWidget *server = NULL;

  g_return_val_if_fail (HERALD_IS_SYNC_CONTROLLER (controller), NULL);

  popover = gtk_popover_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  server = gtk_button_new_with_mnemonic (_("Team _Server…"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (server), "win.team-server");
  g_signal_connect_object (server, "clicked", G_CALLBACK (gtk_popover_popdown), popover, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (server, "flat");
  gtk_widget_set_size_request (box, 270, -1);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), herald_sync_panel_new (controller));
  gtk_box_append (GTK_BOX (box), server);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}
