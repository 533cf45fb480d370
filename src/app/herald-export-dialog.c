/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-export-dialog.h"

#include <glib/gi18n.h>

#include "herald-compat.h"
#include "herald-export.h"

struct _HeraldExportDialog
{
  AdwWindow          parent_instance;

  HeraldEditSession *session;
  HeraldAuthor      *author;
  GSettings         *settings;
  GFile             *parent_folder;
  GFile             *folder;      /* where this kit goes: a folder of its own */
  GCancellable      *cancellable;

  AdwPreferencesGroup *formats;
  GPtrArray         *checks;      /* of GtkCheckButton: one for each of herald_export_formats() */
  AdwComboRow       *purpose;
  AdwEntryRow       *recipient;
  AdwActionRow      *folder_row;
  GtkWidget         *export_button;
  GtkSpinner        *spinner;
  GtkLabel          *problem;
};

static guint exported_signal;

G_DEFINE_FINAL_TYPE (HeraldExportDialog, herald_export_dialog, ADW_TYPE_WINDOW)

static void
show_folder (HeraldExportDialog *self)
{
  g_autofree char *name = herald_export_make_folder_name (herald_edit_session_get_announcement (self->session));
  g_autofree char *path = NULL;

  g_clear_object (&self->folder);
  self->folder = g_file_get_child (self->parent_folder, name);
  path = g_file_get_parse_name (self->folder);
  adw_action_row_set_subtitle (self->folder_row, path);
}

/* (transfer container): the names of the formats that are chosen, ended by NULL */
static GPtrArray *
list_chosen (HeraldExportDialog *self)
{
  const char * const *names = herald_export_formats ();
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
      g_ptr_array_add (chosen, (gpointer) names[i]);
  g_ptr_array_add (chosen, NULL);
  return chosen;
}

static void
update (HeraldExportDialog *self)
{
  g_autoptr(GPtrArray) chosen = list_chosen (self);
  gboolean briefing = adw_combo_row_get_selected (self->purpose) == HERALD_PURPOSE_BRIEFING;
  const char *recipient = gtk_editable_get_text (GTK_EDITABLE (self->recipient));

  gtk_widget_set_visible (GTK_WIDGET (self->recipient), briefing);
  gtk_widget_set_sensitive (self->export_button,
                            self->cancellable == NULL &&
                            chosen->len > 1 &&
                            (!briefing || *recipient != '\0'));
}

static void
on_folder_chosen (GFile    *file,
                  gpointer  data)
{
  HeraldExportDialog *self = data;
  g_autofree char *uri = NULL;

  if (file == NULL || self->session == NULL)
    return;
  g_set_object (&self->parent_folder, file);
  uri = g_file_get_uri (file);
  g_settings_set_string (self->settings, "export-folder", uri);
  show_folder (self);
}

static void
on_choose_folder (HeraldExportDialog *self)
{
  herald_compat_choose_file (GTK_WINDOW (self), _("Folder for the Press Kit"), _("_Choose"),
                             GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, on_folder_chosen, g_object_ref (self),
                             g_object_unref);
}

static void
set_busy (HeraldExportDialog *self,
          gboolean            busy)
{
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  update (self);
}

static void
on_exported (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(HeraldExportDialog) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) paths = herald_export_to_folder_finish (HERALD_LIBRARY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  set_busy (self, FALSE);
  if (paths == NULL)
    {
      gtk_label_set_label (self->problem, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
      return;
    }
  g_signal_emit (self, exported_signal, 0, self->folder);
  gtk_window_close (GTK_WINDOW (self));
}

static void
start_export (HeraldExportDialog *self)
{
  g_autoptr(GPtrArray) formats = list_chosen (self);
  g_autofree char *path = g_file_get_path (self->folder);
  HeraldExport job = { 0 };

  job.id = herald_edit_session_get_id (self->session);
  job.formats = (const char * const *) formats->pdata;
  job.folder = path;
  job.purpose = (HeraldPurpose) adw_combo_row_get_selected (self->purpose);
  job.recipient = job.purpose == HERALD_PURPOSE_BRIEFING ? gtk_editable_get_text (GTK_EDITABLE (self->recipient)) : NULL;
  job.author = self->author;
  herald_export_to_folder_async (herald_edit_session_get_library (self->session), &job, self->cancellable, on_exported,
                                 g_object_ref (self));
}

/* What was typed a second ago belongs into the kit. */
static void
on_flushed (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HeraldExportDialog) self = data;
  g_autoptr(GError) error = NULL;

  if (!herald_edit_session_flush_finish (HERALD_EDIT_SESSION (source), result, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      g_clear_object (&self->cancellable);
      set_busy (self, FALSE);
      gtk_label_set_label (self->problem, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
      return;
    }
  start_export (self);
}

static void
on_export (HeraldExportDialog *self)
{
  if (self->cancellable != NULL)
    return;
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  set_busy (self, TRUE);
  herald_edit_session_flush_async (self->session, self->cancellable, on_flushed, g_object_ref (self));
}

static void
herald_export_dialog_dispose (GObject *object)
{
  HeraldExportDialog *self = HERALD_EXPORT_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_object (&self->parent_folder);
  g_clear_object (&self->folder);
  g_clear_pointer (&self->author, herald_author_free);
  g_clear_pointer (&self->checks, g_ptr_array_unref);

  G_OBJECT_CLASS (herald_export_dialog_parent_class)->dispose (object);
}

static void
herald_export_dialog_class_init (HeraldExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_export_dialog_dispose;
  exported_signal = g_signal_new ("exported", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_FILE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldpress/Herald/herald-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldExportDialog, formats);
  gtk_widget_class_bind_template_child (widget_class, HeraldExportDialog, purpose);
  gtk_widget_class_bind_template_child (widget_class, HeraldExportDialog, recipient);
  gtk_widget_class_bind_template_child (widget_class, HeraldExportDialog, folder_row);
  gtk_widget_class_bind_template_child (widget_class, HeraldExportDialog, export_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldExportDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, HeraldExportDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_folder);
  gtk_widget_class_bind_template_callback (widget_class, on_export);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
herald_export_dialog_init (HeraldExportDialog *self)
{
  self->checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_format (HeraldExportDialog *self,
            const char         *format)
{
  const char *title = herald_export_describe_format (format);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), g_str_equal (format, "html") || g_str_equal (format, "pdf"));
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  /* A calendar tells when the embargo ends. */
  if (g_str_equal (format, "ics") && herald_edit_session_get_announcement (self->session)->embargo == NULL)
    gtk_widget_set_sensitive (row, FALSE);
  adw_preferences_group_add (self->formats, row);
  g_ptr_array_add (self->checks, check);
  g_signal_connect_object (check, "toggled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static GFile *
start_folder (GSettings *settings)
{
  g_autofree char *uri = g_settings_get_string (settings, "export-folder");
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  if (*uri != '\0')
    return g_file_new_for_uri (uri);
  return g_file_new_for_path (documents != NULL ? documents : g_get_home_dir ());
}

/**
 * herald_export_dialog_new:
 * @parent: the window that asks
 * @session: the announcement to export
 * @author: whom an automatic version is by
 * @settings: remembers the folder
 *
 * Returns: the dialog, not shown yet
 */
GtkWidget *
herald_export_dialog_new (GtkWindow          *parent,
                          HeraldEditSession  *session,
                          const HeraldAuthor *author,
                          GSettings          *settings)
{
  HeraldExportDialog *self = g_object_new (HERALD_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->author = herald_author_copy (author);
  self->settings = g_object_ref (settings);
  self->parent_folder = start_folder (settings);
  for (const char * const *format = herald_export_formats (); *format != NULL; format++)
    add_format (self, *format);
  adw_combo_row_set_selected (self->purpose,
                              herald_export_default_purpose (herald_edit_session_get_announcement (session)));
  show_folder (self);
  update (self);
  return GTK_WIDGET (self);
}
