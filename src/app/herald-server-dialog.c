/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-server-dialog.h"

#include <glib/gi18n.h>

#include "herald-compat.h"
#include "herald-sync-panel.h"

struct _HeraldServerDialog
{
  AdwWindow             parent_instance;

  HeraldSyncController *controller;

  AdwBin               *place;      /* of the panel */
  AdwEntryRow          *url;
  AdwEntryRow          *password;
  AdwActionRow         *authority;
  GtkWidget            *forget_authority;
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
show_authority (HeraldServerDialog *self)
{
  g_autofree char *name = herald_sync_controller_describe_authority (self->controller);
  g_autofree char *escaped = name != NULL ? g_markup_escape_text (name, -1) : NULL;

  adw_action_row_set_subtitle (self->authority, escaped != NULL ? escaped : _("The ones that this computer trusts"));
  gtk_widget_set_visible (self->forget_authority, name != NULL);
}

static void
on_changed (HeraldServerDialog *self)
{
  gtk_widget_set_visible (self->remove, herald_sync_controller_get_state (self->controller) != HERALD_SYNC_STATE_LOCAL);
}

static void
on_set (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  g_autoptr(HeraldServerDialog) self = data;
  g_autoptr(GError) error = NULL;

  if (self->controller == NULL)
    return;
  if (herald_sync_controller_change_finish (HERALD_SYNC_CONTROLLER (source), result, &error))
    gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  else
    show_problem (self, error->message);
  show_authority (self);
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
on_authority_chosen (GFile    *file,
                     gpointer  data)
{
  HeraldServerDialog *self = data;

  if (file != NULL && self->controller != NULL)
    herald_sync_controller_set_authority_async (self->controller, g_file_peek_path (file), on_set, g_object_ref (self));
}

static void
on_choose_authority (HeraldServerDialog *self)
{
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Certificates (PEM)"));
  gtk_file_filter_add_pattern (filter, "*.pem");
  gtk_file_filter_add_pattern (filter, "*.crt");
  gtk_file_filter_add_pattern (filter, "*.cer");
  show_problem (self, NULL);
  herald_compat_choose_file (GTK_WINDOW (self), _("Certificate Authority"), _("_Choose"), GTK_FILE_CHOOSER_ACTION_OPEN,
                             filter, on_authority_chosen, g_object_ref (self), g_object_unref);
}

static void
on_forget_authority (HeraldServerDialog *self)
{
  show_problem (self, NULL);
  herald_sync_controller_set_authority_async (self->controller, NULL, on_set, g_object_ref (self));
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
  gtk_widget_class_bind_template_child (widget_class, HeraldServerDialog, place);
  gtk_widget_class_bind_template_child (widget_class, HeraldServerDialog, url);
  gtk_widget_class_bind_template_child (widget_class, HeraldServerDialog, password);
  gtk_widget_class_bind_template_child (widget_class, HeraldServerDialog, authority);
  gtk_widget_class_bind_template_child (widget_class, HeraldServerDialog, forget_authority);
  gtk_widget_class_bind_template_child (widget_class, HeraldServerDialog, remove);
  gtk_widget_class_bind_template_child (widget_class, HeraldServerDialog, save);
  gtk_widget_class_bind_template_child (widget_class, HeraldServerDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, on_remove);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_authority);
  gtk_widget_class_bind_template_callback (widget_class, on_forget_authority);
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
  adw_bin_set_child (self->place, herald_sync_panel_new (controller));
  g_signal_connect_object (controller, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  gtk_editable_set_text (GTK_EDITABLE (self->url), url != NULL ? url : "");
  on_changed (self);
  show_authority (self);
  return GTK_WIDGET (self);
}
