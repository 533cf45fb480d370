/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-press-room-dialog.h"

#include <glib/gi18n.h>

#include "herald-compat.h"
#include "herald-press-room-outlook.h"
#include "herald-press-room.h"
#include "herald-progress-page.h"

struct _HeraldPressRoomDialog
{
  AdwWindow            parent_instance;

  HeraldLibrary       *library;
  HeraldAuthor        *author;
  GSettings           *settings;
  GFile               *folder;      /* (nullable) */
  GCancellable        *cancellable; /* while it is made */
  GCancellable        *looking;     /* ends with the dialog */
  GPtrArray           *rows;        /* of GtkWidget: what it shows */

  GtkStack            *stack;
  GtkButton           *cancel_button;
  GtkWidget           *make_button;
  AdwPreferencesGroup *outlook;
  GtkWidget           *problem_group;
  GtkLabel            *problem;
  AdwActionRow        *folder_row;
  AdwActionRow        *address_row;
  GtkSwitch           *with_pdf;
  HeraldProgressPage  *progress;
  AdwStatusPage       *done;
  GtkWidget           *look;
};

enum
{
  SIGNAL_SHOW,
  SIGNAL_PREFERENCES,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeraldPressRoomDialog, herald_press_room_dialog, ADW_TYPE_WINDOW)

static void
update (HeraldPressRoomDialog *self)
{
  gtk_widget_set_sensitive (self->make_button, self->folder != NULL && self->cancellable == NULL);
}

static void
show_problem (HeraldPressRoomDialog *self,
              const char            *message)
{
  gtk_label_set_label (self->problem, message != NULL ? message : "");
  gtk_widget_set_visible (self->problem_group, message != NULL);
}

/* What it shows */

static void
add_row (HeraldPressRoomDialog *self,
         const char            *title,
         const char            *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_group_add (self->outlook, row);
  g_ptr_array_add (self->rows, row);
}

static void
add_count (HeraldPressRoomDialog *self,
           guint                  n,
           char                  *title, /* (transfer full) */
           const char            *subtitle)
{
  if (n > 0)
    add_row (self, title, subtitle);
  g_free (title);
}

/* Translators of all the lines below: a number of announcements */
static void
show_outlook (HeraldPressRoomDialog        *self,
              const HeraldPressRoomOutlook *outlook)
{
  g_autofree char *pages = g_strdup_printf (ngettext ("%u page with all languages", "%u pages with all languages", outlook->n_pages),
                                            outlook->n_pages);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->outlook, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  if (outlook->n_stories == 0)
    add_row (self, _("Nothing is released yet."), _("The press room would be empty."));
  add_count (self, outlook->n_stories,
             g_strdup_printf (ngettext ("%u announcement is shown", "%u announcements are shown", outlook->n_stories), outlook->n_stories),
             pages);
  add_count (self, outlook->n_embargoed,
             g_strdup_printf (ngettext ("%u stays out until its embargo ends", "%u stay out until their embargo ends", outlook->n_embargoed),
                              outlook->n_embargoed),
             NULL);
  add_count (self, outlook->n_waiting,
             g_strdup_printf (ngettext ("%u approved announcement stays out", "%u approved announcements stay out", outlook->n_waiting),
                              outlook->n_waiting),
             _("Without an embargo that ended, it is shown after a press kit of it was exported for release."));
  add_count (self, outlook->n_disputed,
             g_strdup_printf (ngettext ("%u stays out because of two versions", "%u stay out because of two versions", outlook->n_disputed),
                              outlook->n_disputed),
             _("Decide which words count first."));
}

static void
on_foreseen (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(HeraldPressRoomDialog) self = data;
  HeraldPressRoomOutlook outlook = { 0 };
  g_autoptr(GError) error = NULL;

  if (herald_press_room_foresee_finish (HERALD_LIBRARY (source), result, &outlook, &error))
    show_outlook (self, &outlook);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_problem (self, error->message);
}

static void
show_address (HeraldPressRoomDialog *self)
{
  g_autofree char *address = herald_library_get_setting (self->library, HERALD_PRESS_ROOM_SETTING_ADDRESS, NULL);

  adw_action_row_set_subtitle (self->address_row, address != NULL && *address != '\0'
                                                    ? address
                                                    : _("None: links in feeds stay relative, and there is no site map"));
}

static void
look_again (HeraldPressRoomDialog *self)
{
  show_address (self);
  herald_press_room_foresee_async (self->library, self->looking, on_foreseen, g_object_ref (self));
}

/* Where to: each library has a folder of its own, for two press rooms in one would take turns. */

static void
show_folder (HeraldPressRoomDialog *self)
{
  g_autofree char *path = self->folder != NULL ? g_file_get_parse_name (self->folder) : NULL;

  if (path != NULL)
    adw_action_row_set_subtitle (self->folder_row, path);
  update (self);
}

static void
keep_folder (HeraldPressRoomDialog *self)
{
  g_autoptr(GVariant) old = g_settings_get_value (self->settings, "press-room-folders");
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  g_autofree char *uri = g_file_get_uri (self->folder);
  const char *id = herald_library_get_id (self->library);
  GVariantIter iter;
  const char *key = NULL;
  const char *value = NULL;

  g_variant_iter_init (&iter, old);
  while (g_variant_iter_next (&iter, "{&s&s}", &key, &value))
    if (!g_str_equal (key, id))
      g_variant_builder_add (&builder, "{ss}", key, value);
  g_variant_builder_add (&builder, "{ss}", id, uri);
  g_settings_set_value (self->settings, "press-room-folders", g_variant_builder_end (&builder));
}

static GFile *
find_folder (HeraldPressRoomDialog *self)
{
  g_autoptr(GVariant) folders = g_settings_get_value (self->settings, "press-room-folders");
  const char *uri = NULL;

  return g_variant_lookup (folders, herald_library_get_id (self->library), "&s", &uri) ? g_file_new_for_uri (uri) : NULL;
}

static void
on_folder_chosen (GFile    *file,
                  gpointer  data)
{
  HeraldPressRoomDialog *self = data;

  if (file == NULL || self->library == NULL)
    return;
  g_set_object (&self->folder, file);
  show_problem (self, NULL);
  show_folder (self);
}

static void
on_choose_folder (HeraldPressRoomDialog *self)
{
  herald_compat_choose_file (GTK_WINDOW (self), _("Folder for the Press Room"), _("_Choose"), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                             NULL, on_folder_chosen, g_object_ref (self), g_object_unref);
}

static void
on_preferences (HeraldPressRoomDialog *self)
{
  g_signal_emit (self, signals[SIGNAL_PREFERENCES], 0);
}

static void
on_look (HeraldPressRoomDialog *self)
{
  g_autoptr(GFile) page = g_file_get_child (self->folder, "index.html");

  g_signal_emit (self, signals[SIGNAL_SHOW], 0, page);
}

static void
on_open_folder (HeraldPressRoomDialog *self)
{
  g_signal_emit (self, signals[SIGNAL_SHOW], 0, self->folder);
}

/* Making */

static void
show_choices (HeraldPressRoomDialog *self,
              const char            *problem)
{
  gtk_widget_set_visible (self->make_button, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "choices");
  show_problem (self, problem);
  update (self);
}

static void
show_done (HeraldPressRoomDialog      *self,
           const HeraldPressRoomCount *count)
{
  g_autofree char *pages = g_strdup_printf (ngettext ("%u page.", "%u pages.", count->n_pages), count->n_pages);
  /* Translators: both are numbers: announcements whose pages were written, and those that are there no more */
  g_autofree char *changes = g_strdup_printf (_("Made anew: %u. Taken away: %u."), count->n_made, count->n_removed);
  g_autofree char *description = g_strjoin (" ", pages, changes, NULL);
  gboolean same = count->n_made == 0 && count->n_removed == 0;

  adw_status_page_set_title (self->done, same ? _("The Press Room Was Up to Date") : _("The Press Room Is Ready"));
  adw_status_page_set_description (self->done, description);
  gtk_button_set_label (self->cancel_button, _("_Close"));
  gtk_stack_set_visible_child_name (self->stack, "done");
  gtk_widget_grab_focus (self->look);
}

static void
on_made (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(HeraldPressRoomDialog) self = data;
  HeraldPressRoomCount count = { 0 };
  g_autoptr(GError) error = NULL;
  gboolean made = herald_press_room_export_finish (HERALD_LIBRARY (source), result, &count, &error);

  g_clear_object (&self->cancellable);
  if (self->library == NULL)
    return;
  if (made)
    show_done (self, &count);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_choices (self, _("Stopped. What is in the folder works; the rest is made the next time."));
  else
    show_choices (self, error->message);
}

static void
on_progress (guint       done,
             guint       all,
             const char *what,
             gpointer    data)
{
  herald_progress_page_tell (((HeraldPressRoomDialog *) data)->progress, done, all, what);
}

static void
on_make (HeraldPressRoomDialog *self)
{
  g_autofree char *path = self->folder != NULL ? g_file_get_path (self->folder) : NULL;
  HeraldPressRoomExport job = { .folder = path, .with_pdf = gtk_switch_get_active (self->with_pdf), .author = self->author,
                                .progress = on_progress, .progress_data = self };

  if (self->cancellable != NULL || self->folder == NULL)
    return;
  if (path == NULL)
    {
      show_problem (self, _("A press room can only be made in a folder of this computer. Choose another one."));
      return;
    }
  keep_folder (self);
  self->cancellable = g_cancellable_new ();
  herald_progress_page_begin (self->progress, _("Making the Press Room"));
  gtk_stack_set_visible_child_name (self->stack, "working");
  gtk_widget_set_visible (self->make_button, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
  herald_press_room_export_async (self->library, &job, self->cancellable, on_made, g_object_ref (self));
}

/* While it is made, Cancel stops that and stays to say what it came to. */
static gboolean
herald_press_room_dialog_close_request (GtkWindow *window)
{
  HeraldPressRoomDialog *self = HERALD_PRESS_ROOM_DIALOG (window);

  if (self->cancellable == NULL)
    return GTK_WINDOW_CLASS (herald_press_room_dialog_parent_class)->close_request (window);
  g_cancellable_cancel (self->cancellable);
  return TRUE;
}

static void
herald_press_room_dialog_dispose (GObject *object)
{
  HeraldPressRoomDialog *self = HERALD_PRESS_ROOM_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_object (&self->library);
  g_clear_object (&self->settings);
  g_clear_object (&self->folder);
  g_clear_pointer (&self->author, herald_author_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (herald_press_room_dialog_parent_class)->dispose (object);
}

static void
herald_press_room_dialog_class_init (HeraldPressRoomDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_press_room_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = herald_press_room_dialog_close_request;
  signals[SIGNAL_SHOW] = g_signal_new ("show-place", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_FILE);
  signals[SIGNAL_PREFERENCES] = g_signal_new ("preferences", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (HERALD_TYPE_PROGRESS_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldpress/Herald/herald-press-room-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldPressRoomDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, HeraldPressRoomDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldPressRoomDialog, make_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldPressRoomDialog, outlook);
  gtk_widget_class_bind_template_child (widget_class, HeraldPressRoomDialog, problem_group);
  gtk_widget_class_bind_template_child (widget_class, HeraldPressRoomDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, HeraldPressRoomDialog, folder_row);
  gtk_widget_class_bind_template_child (widget_class, HeraldPressRoomDialog, address_row);
  gtk_widget_class_bind_template_child (widget_class, HeraldPressRoomDialog, with_pdf);
  gtk_widget_class_bind_template_child (widget_class, HeraldPressRoomDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, HeraldPressRoomDialog, done);
  gtk_widget_class_bind_template_child (widget_class, HeraldPressRoomDialog, look);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_folder);
  gtk_widget_class_bind_template_callback (widget_class, on_preferences);
  gtk_widget_class_bind_template_callback (widget_class, on_make);
  gtk_widget_class_bind_template_callback (widget_class, on_look);
  gtk_widget_class_bind_template_callback (widget_class, on_open_folder);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
herald_press_room_dialog_init (HeraldPressRoomDialog *self)
{
  self->rows = g_ptr_array_new ();
  self->looking = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
on_library_changed (HeraldPressRoomDialog *self)
{
  if (self->cancellable == NULL)
    look_again (self);
}

/**
 * herald_press_room_dialog_new:
 * @parent: the window that asks
 * @library: whose press room
 * @author: whom automatic versions are by
 * @settings: remembers the folder
 *
 * Returns: the dialog, not shown yet
 */
GtkWidget *
herald_press_room_dialog_new (GtkWindow          *parent,
                              HeraldLibrary      *library,
                              const HeraldAuthor *author,
                              GSettings          *settings)
{
  HeraldPressRoomDialog *self = g_object_new (HERALD_TYPE_PRESS_ROOM_DIALOG, "transient-for", parent, NULL);

  self->library = g_object_ref (library);
  self->author = herald_author_copy (author);
  self->settings = g_object_ref (settings);
  self->folder = find_folder (self);
  show_folder (self);
  g_signal_connect_object (library, "changed", G_CALLBACK (on_library_changed), self, G_CONNECT_SWAPPED);
  look_again (self);
  return GTK_WIDGET (self);
}
