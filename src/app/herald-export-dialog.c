/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-export-dialog.h"

#include <glib/gi18n.h>

#include "herald-compat.h"
#include "herald-export-judge.h"
#include "herald-export-several.h"
#include "herald-progress-page.h"
#include "herald-refusal-row.h"

/* More rows than anybody reads; the number of all is said above them. */
#define MAX_ROWS 100

struct _HeraldExportDialog
{
  AdwWindow          parent_instance;

  HeraldLibrary     *library;
  HeraldEditSession *session;     /* of a single announcement; NULL: several */
  char             **ids;
  HeraldAuthor      *author;
  GSettings         *settings;
  GFile             *parent_folder;
  GFile             *folder;      /* where a single kit goes: a folder of its own; else parent_folder */
  GCancellable      *cancellable; /* while kits are made */
  GCancellable      *judging;     /* while the gate is asked */
  gboolean           refused;
  GPtrArray         *reasons;     /* of GtkWidget: rows of refusals */

  GtkStack          *stack;
  GtkButton         *cancel_button;
  GtkWidget         *export_button;
  GtkSpinner        *spinner;
  GtkWidget         *fitting_row;
  GtkCheckButton    *fitting;
  GtkCheckButton    *review;
  GtkCheckButton    *briefing;
  GtkCheckButton    *release;
  AdwEntryRow       *recipient;
  AdwPreferencesGroup *refusals;
  AdwPreferencesGroup *formats;
  GPtrArray         *checks;      /* of GtkCheckButton: one for each of herald_export_formats() */
  AdwActionRow      *folder_row;
  GtkWidget         *problem_group;
  GtkLabel          *problem;
  HeraldProgressPage *progress;
  AdwActionRow      *made_row;
  GtkImage          *made_icon;
  GtkWidget         *open_folder;
  AdwPreferencesGroup *left;
};

enum
{
  SIGNAL_EXPORTED,
  SIGNAL_MEND,
  SIGNAL_SHOW_FOLDER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeraldExportDialog, herald_export_dialog, ADW_TYPE_WINDOW)

static void
show_folder (HeraldExportDialog *self)
{
  g_autofree char *path = NULL;

  g_clear_object (&self->folder);
  if (self->session != NULL)
    {
      g_autofree char *name = herald_export_make_folder_name (herald_edit_session_get_announcement (self->session));

      self->folder = g_file_get_child (self->parent_folder, name);
    }
  else
    self->folder = g_object_ref (self->parent_folder);
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

static HeraldPurpose
get_purpose (HeraldExportDialog *self)
{
  if (gtk_check_button_get_active (self->release))
    return HERALD_PURPOSE_RELEASE;
  return gtk_check_button_get_active (self->briefing) ? HERALD_PURPOSE_BRIEFING : HERALD_PURPOSE_REVIEW;
}

/* (nullable) */
static const char *
get_recipient (HeraldExportDialog *self)
{
  return gtk_check_button_get_active (self->briefing) ? gtk_editable_get_text (GTK_EDITABLE (self->recipient)) : NULL;
}

static void
update (HeraldExportDialog *self)
{
  g_autoptr(GPtrArray) chosen = list_chosen (self);
  const char *recipient = get_recipient (self);

  gtk_widget_set_visible (GTK_WIDGET (self->recipient), recipient != NULL);
  gtk_widget_set_sensitive (self->export_button, self->cancellable == NULL && !self->refused && chosen->len > 1 &&
                                                   (recipient == NULL || *recipient != '\0'));
}

static void
show_problem (HeraldExportDialog *self,
              const char         *message)
{
  gtk_label_set_label (self->problem, message != NULL ? message : "");
  gtk_widget_set_visible (self->problem_group, message != NULL);
}

/* What the gate says */

static void
on_mend (const char *id,
         const char *place,
         gpointer    data)
{
  g_autoptr(HeraldExportDialog) self = g_object_ref (HERALD_EXPORT_DIALOG (data));
  g_autofree char *its_id = g_strdup (id); /* both go with the row */
  g_autofree char *its_place = g_strdup (place);

  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[SIGNAL_MEND], 0, its_id, its_place);
}

static void
show_verdict (HeraldExportDialog      *self,
              const HeraldGateVerdict *verdict)
{
  guint n_shown = 0;

  for (guint i = 0; i < self->reasons->len; i++)
    adw_preferences_group_remove (self->refusals, g_ptr_array_index (self->reasons, i));
  g_ptr_array_set_size (self->reasons, 0);
  self->refused = FALSE;
  for (guint i = 0; verdict != NULL && i < verdict->reasons->len; i++)
    {
      const HeraldGateReason *reason = g_ptr_array_index (verdict->reasons, i);
      GtkWidget *row = NULL;

      if (reason->kind == HERALD_GATE_REASON_RECIPIENT)
        continue; /* the empty field above says so */
      row = herald_refusal_row_new (reason, self->ids[0], on_mend, self);
      adw_preferences_group_add (self->refusals, row);
      g_ptr_array_add (self->reasons, row);
      n_shown++;
    }
  self->refused = n_shown > 0;
  gtk_widget_set_visible (GTK_WIDGET (self->refusals), self->refused);
  update (self);
}

static void
on_judged (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HeraldExportDialog) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldGateVerdict) verdict = herald_export_judge_finish (HERALD_LIBRARY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->judging);
  if (error != NULL)
    show_problem (self, error->message);
  show_verdict (self, verdict);
}

static void
on_flushed_to_judge (GObject      *source,
                     GAsyncResult *result,
                     gpointer      data)
{
  g_autoptr(HeraldExportDialog) self = data;
  g_autoptr(GError) error = NULL;

  if (herald_edit_session_flush_finish (HERALD_EDIT_SESSION (source), result, &error))
    herald_export_judge_async (self->library, self->ids[0], get_purpose (self), get_recipient (self), self->judging, on_judged,
                               g_object_ref (self));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_problem (self, error->message);
}

/* One announcement is judged before; of several each is judged on its way. */
static void
judge (HeraldExportDialog *self)
{
  if (self->session == NULL)
    return;
  if (self->judging != NULL)
    g_cancellable_cancel (self->judging);
  g_clear_object (&self->judging);
  self->judging = g_cancellable_new ();
  herald_edit_session_flush_async (self->session, self->judging, on_flushed_to_judge, g_object_ref (self));
}

static void
on_purpose (HeraldExportDialog *self,
            GtkCheckButton     *button)
{
  /* Of two that change, the one that is chosen now. */
  if (self->library == NULL || !gtk_check_button_get_active (button))
    return;
  update (self);
  judge (self);
  if (button == self->briefing)
    gtk_widget_grab_focus (GTK_WIDGET (self->recipient));
}

/* Where to */

static void
on_folder_chosen (GFile    *file,
                  gpointer  data)
{
  HeraldExportDialog *self = data;
  g_autofree char *uri = NULL;

  if (file == NULL || self->library == NULL)
    return;
  g_set_object (&self->parent_folder, file);
  uri = g_file_get_uri (file);
  g_settings_set_string (self->settings, "export-folder", uri);
  show_folder (self);
}

static void
on_choose_folder (HeraldExportDialog *self)
{
  herald_compat_choose_file (GTK_WINDOW (self), _("Folder for Press Kits"), _("_Choose"), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                             NULL, on_folder_chosen, g_object_ref (self), g_object_unref);
}

static void
on_open_folder (HeraldExportDialog *self)
{
  g_signal_emit (self, signals[SIGNAL_SHOW_FOLDER], 0, self->folder);
}

/* Making */

static void
set_busy (HeraldExportDialog *self,
          gboolean            busy)
{
  if (!busy)
    g_clear_object (&self->cancellable);
  else
    self->cancellable = g_cancellable_new ();
  gtk_spinner_set_spinning (self->spinner, busy && self->session != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy && self->session != NULL);
  update (self);
}

static void
keep_choices (HeraldExportDialog *self,
              GPtrArray          *formats)
{
  g_settings_set_strv (self->settings, "export-formats", (const char * const *) formats->pdata);
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
  set_busy (self, FALSE);
  if (paths == NULL)
    {
      show_problem (self, error->message);
      judge (self);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_EXPORTED], 0, self->folder);
  gtk_window_close (GTK_WINDOW (self));
}

static void
export_single (HeraldExportDialog *self)
{
  g_autoptr(GPtrArray) formats = list_chosen (self);
  g_autofree char *path = g_file_get_path (self->folder);
  HeraldExport job = { .id = self->ids[0], .formats = (const char * const *) formats->pdata, .folder = path,
                       .purpose = get_purpose (self), .recipient = get_recipient (self), .author = self->author };

  herald_export_to_folder_async (self->library, &job, self->cancellable, on_exported, g_object_ref (self));
}

/* What was typed a second ago belongs into the kit. */
static void
on_flushed (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HeraldExportDialog) self = data;
  g_autoptr(GError) error = NULL;

  if (herald_edit_session_flush_finish (HERALD_EDIT_SESSION (source), result, &error))
    {
      export_single (self);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  show_problem (self, error->message);
}

static char *
describe_outcome (const HeraldExportOutcome *outcome)
{
  if (outcome->verdict != NULL)
    return herald_gate_verdict_to_text (outcome->verdict);
  return g_strdup (outcome->error->message);
}

typedef struct
{
  char *id;
  char *place;
} Destination;

static void
destination_free (gpointer data)
{
  Destination *destination = data;

  g_free (destination->id);
  g_free (destination->place);
  g_free (destination);
}

static void
on_open (HeraldExportDialog *self,
         GtkWidget          *button)
{
  const Destination *destination = g_object_get_data (G_OBJECT (button), "destination");

  on_mend (destination->id, destination->place, self);
}

static void
add_left (HeraldExportDialog        *self,
          const HeraldExportOutcome *outcome)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Open"));
  Destination *destination = g_new0 (Destination, 1);
  g_autofree char *reason = describe_outcome (outcome);
  const char *headline = outcome->headline != NULL && *outcome->headline != '\0' ? outcome->headline : _("Untitled Announcement");

  destination->id = g_strdup (outcome->id);
  destination->place = outcome->verdict != NULL ? g_strdup (herald_refusal_find_place (outcome->verdict)) : NULL;
  g_object_set_data_full (G_OBJECT (button), "destination", destination, destination_free);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), headline);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reason);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_open), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->left, row);
}

static void
show_made (HeraldExportDialog *self,
           guint               n_made,
           guint               all)
{
  g_autofree char *title = n_made == 0 ? g_strdup (_("No press kit was made."))
                                       : g_strdup_printf (ngettext ("%u press kit was made.", "%u press kits were made.", n_made), n_made);
  g_autofree char *path = g_file_get_parse_name (self->folder);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->made_row), title);
  adw_action_row_set_subtitle (self->made_row, n_made > 0 ? path : "");
  gtk_widget_set_visible (self->open_folder, n_made > 0);
  gtk_image_set_from_icon_name (self->made_icon, n_made == all ? "object-select-symbolic" : "dialog-warning-symbolic");
}

static void
show_left (HeraldExportDialog *self,
           GPtrArray          *outcomes,
           guint               n_left,
           guint               n_stopped)
{
  g_autofree char *description = NULL;
  guint n_shown = 0;

  gtk_widget_set_visible (GTK_WIDGET (self->left), n_left + n_stopped > 0);
  for (guint i = 0; i < outcomes->len && n_shown < MAX_ROWS; i++)
    {
      const HeraldExportOutcome *outcome = g_ptr_array_index (outcomes, i);

      if (outcome->error == NULL || g_error_matches (outcome->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        continue;
      add_left (self, outcome);
      n_shown++;
    }
  if (n_stopped > 0)
    description = g_strdup_printf (ngettext ("%u more was left out because you stopped.", "%u more were left out because you stopped.", n_stopped),
                                   n_stopped);
  else if (n_left > n_shown)
    /* Translators: both are numbers */
    description = g_strdup_printf (_("The first %u of %u are shown."), n_shown, n_left);
  adw_preferences_group_set_description (self->left, description);
}

static void
on_several (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HeraldExportDialog) self = data;
  g_autoptr(GPtrArray) outcomes = herald_export_several_finish (HERALD_LIBRARY (source), result);
  guint n_made = 0;
  guint n_stopped = 0;

  if (self->library == NULL)
    return;
  set_busy (self, FALSE);
  for (guint i = 0; i < outcomes->len; i++)
    {
      const HeraldExportOutcome *outcome = g_ptr_array_index (outcomes, i);

      n_made += outcome->error == NULL;
      n_stopped += g_error_matches (outcome->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  show_made (self, n_made, outcomes->len);
  show_left (self, outcomes, outcomes->len - n_made - n_stopped, n_stopped);
  gtk_button_set_label (self->cancel_button, _("_Close"));
  gtk_widget_set_visible (self->export_button, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "report");
  gtk_widget_grab_focus (n_made > 0 ? self->open_folder : GTK_WIDGET (self->cancel_button));
}

static void
on_progress (guint       done,
             guint       all,
             const char *what,
             gpointer    data)
{
  herald_progress_page_tell (((HeraldExportDialog *) data)->progress, done, all, what);
}

static void
export_several (HeraldExportDialog *self)
{
  g_autoptr(GPtrArray) formats = list_chosen (self);
  g_autofree char *path = g_file_get_path (self->folder);
  HeraldExportSeveral job = { .ids = (const char * const *) self->ids, .formats = (const char * const *) formats->pdata,
                              .folder = path, .fitting = gtk_check_button_get_active (self->fitting),
                              .purpose = get_purpose (self), .recipient = get_recipient (self), .author = self->author };

  herald_progress_page_begin (self->progress, _("Making Press Kits"));
  gtk_stack_set_visible_child_name (self->stack, "working");
  gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
  herald_export_several_async (self->library, &job, on_progress, self, self->cancellable, on_several, g_object_ref (self));
}

static void
on_export (HeraldExportDialog *self)
{
  g_autoptr(GPtrArray) formats = list_chosen (self);
  g_autofree char *path = g_file_get_path (self->folder);

  if (self->cancellable != NULL || self->library == NULL)
    return;
  show_problem (self, NULL);
  if (path == NULL)
    {
      show_problem (self, _("Press kits can only be made in a folder of this computer. Choose another one."));
      return;
    }
  keep_choices (self, formats);
  set_busy (self, TRUE);
  if (self->session != NULL)
    herald_edit_session_flush_async (self->session, self->cancellable, on_flushed, g_object_ref (self));
  else
    export_several (self);
}

/* Cancel stops what is being made of several and says what became of it; else the dialog goes. */
static gboolean
herald_export_dialog_close_request (GtkWindow *window)
{
  HeraldExportDialog *self = HERALD_EXPORT_DIALOG (window);

  if (self->cancellable == NULL || self->session != NULL)
    return GTK_WINDOW_CLASS (herald_export_dialog_parent_class)->close_request (window);
  g_cancellable_cancel (self->cancellable);
  return TRUE;
}

static void
herald_export_dialog_dispose (GObject *object)
{
  HeraldExportDialog *self = HERALD_EXPORT_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->judging != NULL)
    g_cancellable_cancel (self->judging);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->judging);
  g_clear_object (&self->session);
  g_clear_object (&self->library);
  g_clear_object (&self->settings);
  g_clear_object (&self->parent_folder);
  g_clear_object (&self->folder);
  g_clear_pointer (&self->ids, g_strfreev);
  g_clear_pointer (&self->author, herald_author_free);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_pointer (&self->reasons, g_ptr_array_unref);

  G_OBJECT_CLASS (herald_export_dialog_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HeraldExportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, HeraldExportDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldExportDialog, export_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldExportDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, HeraldExportDialog, fitting_row);
  gtk_widget_class_bind_template_child (widget_class, HeraldExportDialog, fitting);
  gtk_widget_class_bind_template_child (widget_class, HeraldExportDialog, review);
  gtk_widget_class_bind_template_child (widget_class, HeraldExportDialog, briefing);
  gtk_widget_class_bind_template_child (widget_class, HeraldExportDialog, release);
  gtk_widget_class_bind_template_child (widget_class, HeraldExportDialog, recipient);
  gtk_widget_class_bind_template_child (widget_class, HeraldExportDialog, refusals);
  gtk_widget_class_bind_template_child (widget_class, HeraldExportDialog, formats);
  gtk_widget_class_bind_template_child (widget_class, HeraldExportDialog, folder_row);
  gtk_widget_class_bind_template_child (widget_class, HeraldExportDialog, problem_group);
  gtk_widget_class_bind_template_child (widget_class, HeraldExportDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, HeraldExportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, HeraldExportDialog, made_row);
  gtk_widget_class_bind_template_child (widget_class, HeraldExportDialog, made_icon);
  gtk_widget_class_bind_template_child (widget_class, HeraldExportDialog, open_folder);
  gtk_widget_class_bind_template_child (widget_class, HeraldExportDialog, left);
}

static void
herald_export_dialog_class_init (HeraldExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_export_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = herald_export_dialog_close_request;
  signals[SIGNAL_EXPORTED] = g_signal_new ("exported", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_FILE);
  signals[SIGNAL_MEND] = g_signal_new ("mend", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_SHOW_FOLDER] = g_signal_new ("show-folder", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_FILE);
  g_type_ensure (HERALD_TYPE_PROGRESS_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldpress/Herald/herald-export-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, on_purpose);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_folder);
  gtk_widget_class_bind_template_callback (widget_class, on_open_folder);
  gtk_widget_class_bind_template_callback (widget_class, on_export);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
herald_export_dialog_init (HeraldExportDialog *self)
{
  self->checks = g_ptr_array_new ();
  self->reasons = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_format (HeraldExportDialog *self,
            const char         *format,
            gboolean            chosen)
{
  const char *title = herald_export_describe_format (format);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), chosen);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  /* A calendar tells when the embargo ends. */
  if (g_str_equal (format, "ics") && self->session != NULL && herald_edit_session_get_announcement (self->session)->embargo == NULL)
    {
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
      gtk_widget_set_sensitive (row, FALSE);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("There is no embargo."));
    }
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

static HeraldExportDialog *
make (GtkWindow          *parent,
      HeraldLibrary      *library,
      HeraldEditSession  *session,
      const char * const *ids,
      const HeraldAuthor *author,
      GSettings          *settings)
{
  HeraldExportDialog *self = g_object_new (HERALD_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);
  g_auto(GStrv) chosen = g_settings_get_strv (settings, "export-formats");

  self->session = session != NULL ? g_object_ref (session) : NULL;
  self->ids = g_strdupv ((char **) ids);
  self->author = herald_author_copy (author);
  self->settings = g_object_ref (settings);
  self->parent_folder = start_folder (settings);
  for (const char * const *format = herald_export_formats (); *format != NULL; format++)
    add_format (self, *format, g_strv_contains ((const char * const *) chosen, *format));
  show_folder (self);
  self->library = g_object_ref (library);
  return self;
}

/**
 * herald_export_dialog_new:
 * @parent: the window that asks
 * @session: the announcement to export
 * @author: whom an automatic version is by
 * @settings: remembers folder and formats
 *
 * Returns: the dialog, not shown yet
 */
GtkWidget *
herald_export_dialog_new (GtkWindow          *parent,
                          HeraldEditSession  *session,
                          const HeraldAuthor *author,
                          GSettings          *settings)
{
  const char *ids[] = { herald_edit_session_get_id (session), NULL };
  HeraldExportDialog *self = make (parent, herald_edit_session_get_library (session), session, ids, author, settings);
  HeraldPurpose purpose = herald_export_default_purpose (herald_edit_session_get_announcement (session));

  gtk_check_button_set_active (purpose == HERALD_PURPOSE_RELEASE ? self->release : self->review, TRUE);
  update (self);
  judge (self);
  return GTK_WIDGET (self);
}

/**
 * herald_export_dialog_new_several:
 * @parent: the window that asks
 * @library: where the announcements are
 * @ids: which ones, ended by %NULL
 * @author: whom automatic versions are by
 * @settings: remembers folder and formats
 *
 * Returns: the dialog, not shown yet
 */
GtkWidget *
herald_export_dialog_new_several (GtkWindow          *parent,
                                  HeraldLibrary      *library,
                                  const char * const *ids,
                                  const HeraldAuthor *author,
                                  GSettings          *settings)
{
  HeraldExportDialog *self = make (parent, library, NULL, ids, author, settings);
  guint n = g_strv_length (self->ids);
  g_autofree char *title = g_strdup_printf (ngettext ("Export %u Press Kit", "Export %u Press Kits", n), n);

  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_widget_set_visible (self->fitting_row, TRUE);
  gtk_check_button_set_active (self->fitting, TRUE);
  update (self);
  return GTK_WIDGET (self);
}
