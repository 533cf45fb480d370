/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-handover-dialog.h"

#include <glib/gi18n.h>

#include "herald-compat.h"
#include "herald-handover.h"
#include "herald-progress-page.h"

/* A window nobody has time to read is worse than none. */
#define PATIENCE_MS 400

typedef struct
{
  GtkWindow            *parent;
  HeraldLibrary        *library;
  char                **ids;
  HeraldAuthor         *author;
  HeraldHandedOver      done;
  HeraldHandoverFailed  failed;
  GObject              *user_data;
  GFile                *file;
  GCancellable         *cancellable;
  GtkWindow            *window;     /* with the progress, or NULL */
  HeraldProgressPage   *progress;
  guint                 timer;
} Handover;

static void
handover_free (gpointer data)
{
  Handover *self = data;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->window != NULL)
    gtk_window_destroy (self->window);
  g_clear_object (&self->window);
  g_clear_object (&self->file);
  g_object_unref (self->parent);
  g_object_unref (self->library);
  g_object_unref (self->user_data);
  g_object_unref (self->cancellable);
  g_strfreev (self->ids);
  herald_author_free (self->author);
  g_free (self);
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  Handover *self = data;
  g_autoptr(GError) error = NULL;

  if (herald_handover_to_file_finish (HERALD_LIBRARY (source), result, &error))
    self->done (self->user_data, self->file);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->failed (self->user_data, error->message);
  handover_free (self);
}

static void
on_progress (guint       done,
             guint       all,
             const char *what,
             gpointer    data)
{
  Handover *self = data;

  if (self->progress != NULL)
    herald_progress_page_tell (self->progress, done, all, what);
}

static gboolean
on_close (GtkWindow    *window,
          GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
  return TRUE; /* it goes when the work has stopped */
}

static GtkWidget *
make_content (Handover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  self->progress = g_object_new (HERALD_TYPE_PROGRESS_PAGE, "vexpand", TRUE, NULL);
  herald_progress_page_begin (self->progress, _("Saving the Bundle"));
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->progress));
  return box;
}

static gboolean
on_patience (gpointer data)
{
  Handover *self = data;

  self->timer = 0;
  self->window = g_object_ref (GTK_WINDOW (adw_window_new ()));
  gtk_window_set_title (self->window, _("Save as Bundle"));
  gtk_window_set_transient_for (self->window, self->parent);
  gtk_window_set_modal (self->window, TRUE);
  gtk_window_set_default_size (self->window, 400, 260);
  adw_window_set_content (ADW_WINDOW (self->window), make_content (self));
  g_signal_connect_object (self->window, "close-request", G_CALLBACK (on_close), self->cancellable, 0);
  gtk_window_present (self->window);
  return G_SOURCE_REMOVE;
}

static GFile *
add_suffix (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *whole = g_str_has_suffix (uri, HERALD_BUNDLE_SUFFIX) ? g_strdup (uri) : g_strconcat (uri, HERALD_BUNDLE_SUFFIX, NULL);

  return g_file_new_for_uri (whole);
}

static void
on_file_chosen (GFile    *file,
                gpointer  data)
{
  Handover *self = data;
  g_autofree char *path = NULL;
  HeraldHandover job = { .ids = (const char * const *) self->ids, .purpose = HERALD_PURPOSE_REVIEW, .author = self->author };

  self->file = file != NULL ? add_suffix (file) : NULL;
  path = self->file != NULL ? g_file_get_path (self->file) : NULL;
  if (path == NULL)
    {
      if (file != NULL)
        self->failed (self->user_data, _("A bundle can only be saved in a folder of this computer."));
      handover_free (self);
      return;
    }
  job.file = path;
  self->timer = g_timeout_add (PATIENCE_MS, on_patience, self);
  herald_handover_to_file_async (self->library, &job, on_progress, self, self->cancellable, on_written, self);
}

static char *
make_name (const char *headline)
{
  g_autoptr(HeraldAnnouncement) words = herald_announcement_new (HERALD_KIND_OTHER, "en");
  g_autofree char *name = NULL;

  words->headline = g_strdup (headline);
  name = headline != NULL && *headline != '\0' ? herald_export_make_folder_name (words) : g_strdup (_("announcements"));
  return g_strconcat (name, HERALD_BUNDLE_SUFFIX, NULL);
}

/**
 * herald_handover_dialog_run:
 * @parent: the window that asks
 * @library: the library
 * @ids: (nullable): announcements, ended by %NULL; %NULL: all, trash and all
 * @headline: (nullable): for the file's name
 * @author: whom automatic versions are by
 * @done: called with the file when it is there
 * @failed: called with the reason when it is not; after Cancel neither is
 * @user_data: a #GObject
 */
void
herald_handover_dialog_run (GtkWindow            *parent,
                            HeraldLibrary        *library,
                            const char * const   *ids,
                            const char           *headline,
                            const HeraldAuthor   *author,
                            HeraldHandedOver      done,
                            HeraldHandoverFailed  failed,
                            gpointer              user_data)
{
  Handover *self = g_new0 (Handover, 1);
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();
  g_autofree char *name = make_name (headline);

  self->parent = g_object_ref (parent);
  self->library = g_object_ref (library);
  self->ids = g_strdupv ((char **) ids);
  self->author = herald_author_copy (author);
  self->done = done;
  self->failed = failed;
  self->user_data = g_object_ref (user_data);
  self->cancellable = g_cancellable_new ();
  gtk_file_filter_set_name (filter, _("Bundles"));
  gtk_file_filter_add_suffix (filter, HERALD_BUNDLE_SUFFIX + 1);
  herald_compat_save_file (parent, _("Save as Bundle"), name, filter, on_file_chosen, self);
}
