/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-history-dialog.h"

#include <glib/gi18n.h>

#include "herald-format.h"
#include "herald-zone.h"

/* Rows at a time: who looks for an older one asks for more. */
#define PAGE 100

struct _HeraldHistoryDialog
{
  AdwWindow          parent_instance;

  HeraldEditSession *session;
  GCancellable      *cancellable;
  char              *own_zone;
  guint              n_rows;

  GtkStack          *stack;
  GtkListBox        *list;
  GtkWidget         *more;
  AdwStatusPage     *failed;
};

static guint restore_signal;

G_DEFINE_FINAL_TYPE (HeraldHistoryDialog, herald_history_dialog, ADW_TYPE_WINDOW)

static void
on_restore_clicked (GtkWidget           *button,
                    HeraldHistoryDialog *self)
{
  g_autofree char *hash = g_strdup (g_object_get_data (G_OBJECT (button), "hash"));
  guint number = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "number"));

  g_signal_emit (self, restore_signal, 0, hash, number);
  gtk_window_close (GTK_WINDOW (self));
}

static char *
describe (HeraldHistoryDialog    *self,
          const HeraldHistoryRow *row)
{
  const HeraldVersion *version = row->version;
  gint64 time = 0;
  g_autofree char *moment = herald_utc_parse (version->time, &time) ? herald_format_moment (time, self->own_zone)
                                                                    : g_strdup (version->time);
  const char *author = version->author != NULL ? version->author->name : NULL;

  if (author == NULL || *author == '\0')
    return g_steal_pointer (&moment);
  return g_strdup_printf ("%s · %s", author, moment);
}

static void
add_row (HeraldHistoryDialog    *self,
         const HeraldHistoryRow *row)
{
  const HeraldVersion *version = row->version;
  gboolean merged = version->automatic && version->parents->len > 1;
  const char *title = version->message != NULL && *version->message != '\0' ? version->message
                      : merged ? _("Joined versions") : _("Automatic version");
  GtkWidget *widget = adw_action_row_new ();
  GtkWidget *number = NULL;
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Restore"));
  g_autofree char *subtitle = describe (self, row);
  g_autofree char *number_text = g_strdup_printf (_("v%u"), row->number);
  g_autofree char *label = g_strdup_printf (_("Restore version %u"), row->number);

  number = gtk_label_new (number_text);
  gtk_widget_add_css_class (number, "dim-label");
  gtk_widget_add_css_class (number, "numeric");
  gtk_label_set_width_chars (GTK_LABEL (number), 4);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (widget), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (widget), 2);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (widget), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (widget), number);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (button), "hash", g_strdup (version->hash), g_free);
  g_object_set_data (G_OBJECT (button), "number", GUINT_TO_POINTER (row->number));
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_restore_clicked), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), button);
  gtk_widget_set_sensitive (button, !herald_edit_session_get_read_only (self->session));
  if (version->automatic)
    gtk_widget_add_css_class (widget, "automatic-version");
  gtk_list_box_append (self->list, widget);
}

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HeraldHistoryDialog) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = herald_library_list_versions_finish (HERALD_LIBRARY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (rows == NULL)
    {
      adw_status_page_set_description (self->failed, error->message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  for (guint i = 0; i < rows->len; i++)
    add_row (self, g_ptr_array_index (rows, i));
  self->n_rows += rows->len;
  gtk_widget_set_visible (self->more, rows->len == PAGE);
  gtk_stack_set_visible_child_name (self->stack, self->n_rows > 0 ? "list" : "empty");
}

static void
load_more (HeraldHistoryDialog *self)
{
  herald_library_list_versions_async (herald_edit_session_get_library (self->session),
                                      herald_edit_session_get_id (self->session), self->n_rows, PAGE,
                                      self->cancellable, on_listed, g_object_ref (self));
}

static void
herald_history_dialog_dispose (GObject *object)
{
  HeraldHistoryDialog *self = HERALD_HISTORY_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->own_zone, g_free);

  G_OBJECT_CLASS (herald_history_dialog_parent_class)->dispose (object);
}

static void
herald_history_dialog_class_init (HeraldHistoryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_history_dialog_dispose;
  restore_signal = g_signal_new ("restore", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldpress/Herald/herald-history-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryDialog, list);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryDialog, more);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryDialog, failed);
  gtk_widget_class_bind_template_callback (widget_class, load_more);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
herald_history_dialog_init (HeraldHistoryDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->own_zone = herald_format_own_zone ();
}

/**
 * herald_history_dialog_new:
 * @parent: the window that asks
 * @session: whose versions
 *
 * Returns: the dialog, not shown yet
 */
GtkWidget *
herald_history_dialog_new (GtkWindow         *parent,
                           HeraldEditSession *session)
{
  HeraldHistoryDialog *self = g_object_new (HERALD_TYPE_HISTORY_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  load_more (self);
  return GTK_WIDGET (self);
}
