/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-server-dialog.h"

#include <glib/gi18n.h>

struct _HeraldServerDialog
{
  AdwWindow             parent_instance;

  HeraldSyncController *controller;

  AdwEntryRow          *url;
  AdwEntryRow          *password;
  AdwActionRow         *state;
  GtkImage             *state_icon;
  GtkWidget            *sync;
  GtkWidget            *remove;
  GtkWidget            *save;
  GtkLabel             *problem;
};

G_DEFINE_FINAL_TYPE (HeraldServerDialog, herald_server_dialog, ADW_TYPE_WINDOW)

static void
show_problem (HeraldServerDialog *self,
              const char         *message)
{
  gtk_label_set_label (self->problem, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), message != NULL);
}

static void
on_changed (HeraldServerDialog *self)
{
  g_autofree char *text = herald_sync_controller_describe (self->controller);
  g_autofree char *access = herald_sync_controller_describe_access (self->controller);
  HeraldSyncState state = herald_sync_controller_get_state (self->controller);

  adw_action_row_set_subtitle (self->state, access != NULL ? access : "");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state), text);
  gtk_image_set_from_icon_name (self->state_icon, herald_sync_controller_get_icon (self->controller));
  gtk_widget_set_sensitive (self->sync, state != HERALD_SYNC_STATE_LOCAL && state != HERALD_SYNC_STATE_RUNNING);
  gtk_widget_set_visible (self->remove, state != HERALD_SYNC_STATE_LOCAL);
}

static void
on_failed (HeraldServerDialog *self,
           const char         *message)
{
  show_problem (self, message);
}

static void
on_set (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  g_autoptr(HeraldServerDialog) self = data;
  g_autoptr(GError) error = NULL;

  if (!herald_sync_controller_set_url_finish (HERALD_SYNC_CONTROLLER (source), result, &error))
    show_problem (self, error->message);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->password), "");
}

static void
on_save (HeraldServerDialog *self)
{
  g_autofree char *url = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->url))));

  if (*url == '\0')
    return;
  show_problem (self, NULL);
  herald_sync_controller_set_url_async (self->controller, url,
                                        gtk_editable_get_text (GTK_EDITABLE (self->password)),
                                        on_set, g_object_ref (self));
}

static void
on_remove (HeraldServerDialog *self)
{
  show_problem (self, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->url), "");
  herald_sync_controller_set_url_async (self->controller, NULL, NULL, on_set, g_object_ref (self));
}

static void
on_sync (HeraldServerDialog *self)
{
  show_problem (self, NULL);
  herald_sync_controller_run (self->controller, TRUE);
}

static void
herald_server_dialog_dispose (GObject *object)
{
  HeraldServerDialog *self = HERALD_SERVER_DIALOG (object);

  g_clear_object (&self->controller);

  G_OBJECT_CLASS (herald_server_dialog_parent_class)->dispose (object);
}

static void
herald_server_dialog_class_init (HeraldServerDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_server_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldpress/Herald/herald-server-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldServerDialog, url);
  gtk_widget_class_bind_template_child (widget_class, HeraldServerDialog, password);
  gtk_widget_class_bind_template_child (widget_class, HeraldServerDialog, state);
  gtk_widget_class_bind_template_child (widget_class, HeraldServerDialog, state_icon);
  gtk_widget_class_bind_template_child (widget_class, HeraldServerDialog, sync);
  gtk_widget_class_bind_template_child (widget_class, HeraldServerDialog, remove);
  gtk_widget_class_bind_template_child (widget_class, HeraldServerDialog, save);
  gtk_widget_class_bind_template_child (widget_class, HeraldServerDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, on_remove);
  gtk_widget_class_bind_template_callback (widget_class, on_sync);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
herald_server_dialog_init (HeraldServerDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_server_dialog_new:
 * @parent: the window that asks
 * @controller: the library's
 *
 * Returns: the dialog, not shown yet
 */
GtkWidget *
herald_server_dialog_new (GtkWindow            *parent,
                          HeraldSyncController *controller)
{
  HeraldServerDialog *self = g_object_new (HERALD_TYPE_SERVER_DIALOG, "transient-for", parent, NULL);
  const char *url = herald_sync_controller_get_url (controller);

  self->controller = g_object_ref (controller);
  g_signal_connect_object (controller, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (controller, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  gtk_editable_set_text (GTK_EDITABLE (self->url), url != NULL ? url : "");
  on_changed (self);
  return GTK_WIDGET (self);
}
