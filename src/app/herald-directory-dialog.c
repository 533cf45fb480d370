/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-directory-dialog.h"

#include <glib/gi18n.h>

#include "herald-directory-page.h"

/* A list to look up in; more than this is for the search. */
#define MAX_ROWS 100

struct _HeraldDirectoryDialog
{
  AdwWindow            parent_instance;

  HeraldLibrary       *library;
  GCancellable        *cancellable;
  HeraldDirectoryPage *page;       /* what is being changed, or NULL */
  gboolean             may_close;

  GtkStack            *stack;
  GtkWidget           *back;
  GtkWidget           *add;
  AdwWindowTitle      *title;
  GtkEditable         *search;
  GtkBox              *lists;
  AdwBin              *place;
  AdwToastOverlay     *toasts;
};

G_DEFINE_FINAL_TYPE (HeraldDirectoryDialog, herald_directory_dialog, ADW_TYPE_WINDOW)

static void
say (HeraldDirectoryDialog *self,
     const char            *message)
{
  g_autofree char *escaped = g_markup_escape_text (message, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static void
show_list (HeraldDirectoryDialog *self)
{
  self->page = NULL;
  adw_bin_set_child (self->place, NULL);
  gtk_stack_set_visible_child_name (self->stack, "list");
  gtk_widget_set_visible (self->back, FALSE);
  gtk_widget_set_visible (self->add, TRUE);
  adw_window_title_set_title (self->title, _("Companies and People"));
}

static void
show_page (HeraldDirectoryDialog *self,
           HeraldWorkingCopy     *copy,
           HeraldDocumentType     type)
{
  g_autoptr(GError) error = NULL;
  GtkWidget *page = herald_directory_page_new (self->library, type, copy, &error);

  if (page == NULL)
    {
      say (self, error->message);
      return;
    }
  self->page = HERALD_DIRECTORY_PAGE (page);
  adw_bin_set_child (self->place, page);
  gtk_stack_set_visible_child_name (self->stack, "page");
  gtk_widget_set_visible (self->back, TRUE);
  gtk_widget_set_visible (self->add, FALSE);
  adw_window_title_set_title (self->title, type == HERALD_DOCUMENT_ORGANISATION ? _("Company") : _("Person"));
  gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static void
on_copy (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(HeraldDirectoryDialog) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldWorkingCopy) copy = herald_library_get_working_copy_finish (HERALD_LIBRARY (source), result, &error);

  if (self->library == NULL)
    return;
  if (copy == NULL)
    say (self, error->message);
  else
    show_page (self, copy, herald_document_get_kind (copy->document));
}

static void
on_row (HeraldDirectoryDialog *self,
        GtkListBoxRow         *row)
{
  herald_library_get_working_copy_async (self->library, g_object_get_data (G_OBJECT (row), "id"), NULL, on_copy, g_object_ref (self));
}

static void
add_group (HeraldDirectoryDialog *self,
           const char            *title,
           GPtrArray             *rows)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  for (guint i = 0; i < rows->len; i++)
    {
      const HeraldSummary *summary = ((HeraldListRow *) g_ptr_array_index (rows, i))->summary;
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *name = g_markup_escape_text (summary->headline != NULL ? summary->headline : _("Without a name"), -1);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_object_set_data_full (G_OBJECT (row), "id", g_strdup (summary->id), g_free);
      g_signal_connect_object (row, "activated", G_CALLBACK (on_row), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  gtk_widget_set_visible (group, rows->len > 0);
  gtk_box_append (self->lists, group);
}

typedef struct
{
  HeraldDirectoryDialog *dialog;
  GCancellable          *cancellable;
  GPtrArray             *companies;
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->dialog);
  g_object_unref (reading->cancellable);
  g_clear_pointer (&reading->companies, g_ptr_array_unref);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
list (HeraldDocumentType   type,
      GAsyncReadyCallback  callback,
      Reading             *reading)
{
  HeraldListQuery query = { .type = type, .sort = HERALD_SORT_HEADLINE, .limit = MAX_ROWS };

  query.query = gtk_editable_get_text (reading->dialog->search);
  herald_library_list_async (reading->dialog->library, &query, reading->cancellable, callback, reading);
}

static void
on_people (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(Reading) reading = data;
  HeraldDirectoryDialog *self = reading->dialog;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) people = herald_library_list_finish (HERALD_LIBRARY (source), result, &error);
  GtkWidget *child = NULL;

  if (g_cancellable_is_cancelled (reading->cancellable))
    return;
  if (people == NULL)
    {
      say (self, error->message);
      return;
    }
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->lists))) != NULL)
    gtk_box_remove (self->lists, child);
  add_group (self, _("Companies"), reading->companies);
  add_group (self, _("People"), people);
}

static void
on_companies (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(Reading) reading = data;
  HeraldDirectoryDialog *self = reading->dialog;
  g_autoptr(GError) error = NULL;

  reading->companies = herald_library_list_finish (HERALD_LIBRARY (source), result, &error);
  if (g_cancellable_is_cancelled (reading->cancellable))
    return;
  if (reading->companies == NULL)
    say (self, error->message);
  else
    list (HERALD_DOCUMENT_PERSON, on_people, g_steal_pointer (&reading));
}

static void
read_lists (HeraldDirectoryDialog *self)
{
  Reading *reading = g_new0 (Reading, 1);

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  reading->dialog = g_object_ref (self);
  reading->cancellable = g_object_ref (self->cancellable);
  list (HERALD_DOCUMENT_ORGANISATION, on_companies, reading);
}

/* Back, and closing: what was changed is kept first. What cannot be kept stays on screen. */

static void
on_kept (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(HeraldDirectoryDialog) self = data;
  g_autoptr(GError) error = NULL;

  if (self->library == NULL)
    return;
  if (!herald_directory_page_keep_finish (HERALD_DIRECTORY_PAGE (source), result, &error))
    {
      self->may_close = FALSE;
      say (self, error->message);
      return;
    }
  if (self->may_close)
    gtk_window_destroy (GTK_WINDOW (self));
  else
    {
      show_list (self);
      read_lists (self);
    }
}

static void
on_back (HeraldDirectoryDialog *self)
{
  if (self->page != NULL)
    herald_directory_page_keep_async (self->page, on_kept, g_object_ref (self));
}

static gboolean
herald_directory_dialog_close_request (GtkWindow *window)
{
  HeraldDirectoryDialog *self = HERALD_DIRECTORY_DIALOG (window);

  if (self->page == NULL)
    return GTK_WINDOW_CLASS (herald_directory_dialog_parent_class)->close_request (window);
  self->may_close = TRUE;
  on_back (self);
  return TRUE;
}

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  show_page (HERALD_DIRECTORY_DIALOG (widget), NULL,
             g_str_equal (name, "directory.add-company") ? HERALD_DOCUMENT_ORGANISATION : HERALD_DOCUMENT_PERSON);
}

static void
herald_directory_dialog_dispose (GObject *object)
{
  HeraldDirectoryDialog *self = HERALD_DIRECTORY_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (herald_directory_dialog_parent_class)->dispose (object);
}

static void
herald_directory_dialog_finalize (GObject *object)
{
  g_clear_object (&HERALD_DIRECTORY_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (herald_directory_dialog_parent_class)->finalize (object);
}

static void
herald_directory_dialog_class_init (HeraldDirectoryDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = herald_directory_dialog_dispose;
  object_class->finalize = herald_directory_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = herald_directory_dialog_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldpress/Herald/herald-directory-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldDirectoryDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, HeraldDirectoryDialog, back);
  gtk_widget_class_bind_template_child (widget_class, HeraldDirectoryDialog, add);
  gtk_widget_class_bind_template_child (widget_class, HeraldDirectoryDialog, title);
  gtk_widget_class_bind_template_child (widget_class, HeraldDirectoryDialog, search);
  gtk_widget_class_bind_template_child (widget_class, HeraldDirectoryDialog, lists);
  gtk_widget_class_bind_template_child (widget_class, HeraldDirectoryDialog, place);
  gtk_widget_class_bind_template_child (widget_class, HeraldDirectoryDialog, toasts);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, read_lists);
  gtk_widget_class_install_action (widget_class, "directory.add-company", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "directory.add-person", NULL, add_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
herald_directory_dialog_init (HeraldDirectoryDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_directory_dialog_new:
 * @parent: the window that asks
 * @library: whose companies and people
 *
 * Returns: (transfer none): a window, not shown yet
 */
GtkWidget *
herald_directory_dialog_new (GtkWindow     *parent,
                             HeraldLibrary *library)
{
  HeraldDirectoryDialog *self = g_object_new (HERALD_TYPE_DIRECTORY_DIALOG, "transient-for", parent, NULL);

  self->library = g_object_ref (library);
  show_list (self);
  read_lists (self);
  return GTK_WIDGET (self);
}
