/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-history-view.h"

#include <glib/gi18n.h>

#include "herald-comparison-view.h"
#include "herald-compat.h"
#include "herald-history-model.h"
#include "herald-history-restore.h"
#include "herald-history-selection.h"
#include "herald-history-sides.h"
#include "herald-history-tasks.h"
#include "herald-history-timeline.h"
#include "herald-wrap-layout.h"

#define PAGE 60
/* Edits come in bursts: one comparison answers them all. */
#define COMPARE_AFTER_MS 60

struct _HeraldHistoryView
{
  AdwBin                  parent_instance;

  HeraldEditSession      *session;
  HeraldHistoryModel     *model;
  HeraldHistorySelection *selection;
  HeraldComparisonSide   *before;    /* what is compared */
  HeraldComparisonSide   *after;
  guint                   compare_source;
  GCancellable           *cancellable;

  HeraldSplit            *split;
  GtkWidget              *holder;
  GtkWidget              *pane;
  GtkWidget              *content;
  AdwHeaderBar           *header;
  GtkEditable            *search;
  GtkStack               *list_stack;
  HeraldHistoryTimeline  *timeline;
  AdwStatusPage          *list_failed;
  GtkLabel              *incomplete;
  GtkWidget              *back;
  AdwWindowTitle         *title;
  GtkWidget              *tools;
  GtkWidget              *modes;
  GtkToggleButton        *inline_button;
  GtkDropDown            *since;
  GtkWidget              *clear;
  GtkMenuButton          *restore_menu;
  GtkWidget              *restore_button;
  HeraldComparisonView   *comparison;
};

enum
{
  SIGNAL_CLOSE,
  SIGNAL_SAY,
  SIGNAL_RESTORED,
  SIGNAL_RESTORE,
  SIGNAL_EXPORTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeraldHistoryView, herald_history_view, ADW_TYPE_BIN)

/* What is compared with what */

/* Which controls there are for what is compared. */
static void
show_controls (HeraldHistoryView *self,
               HeraldHistoryItem *latest,
               gboolean           two)
{
  gboolean one_version = !two && herald_history_item_get_row (latest) != NULL;
  gboolean writable = !herald_edit_session_get_read_only (self->session);
  gboolean with_draft = self->after != NULL && self->after->hash == NULL;
  gboolean choice = two && !with_draft;

  gtk_widget_set_visible (GTK_WIDGET (self->since), one_version);
  gtk_widget_set_visible (self->clear, two);
  gtk_widget_set_visible (self->restore_button, !choice);
  gtk_widget_set_visible (GTK_WIDGET (self->restore_menu), choice);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->restore_button),
                                  with_draft ? "history.restore-before" : "history.restore-after");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.restore-before", writable && self->before != NULL && self->before->hash != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.restore-after", writable && self->after != NULL && self->after->hash != NULL);
  if (choice)
    {
      g_autoptr(GMenu) menu = g_menu_new ();
      g_autofree char *before = g_strdup_printf (_("Restore “%s”"), self->before->name);
      g_autofree char *after = g_strdup_printf (_("Restore “%s”"), self->after->name);

      g_menu_append (menu, after, "history.restore-after");
      g_menu_append (menu, before, "history.restore-before");
      gtk_menu_button_set_menu_model (self->restore_menu, G_MENU_MODEL (menu));
    }
}

static void
show_title (HeraldHistoryView *self)
{
  /* Translators: what a version is compared with */
  g_autofree char *subtitle = g_strdup_printf (_("compared with “%s”"), self->before->name);

  adw_window_title_set_title (self->title, self->after->name);
  adw_window_title_set_subtitle (self->title, subtitle);
}

static void
compare (HeraldHistoryView *self)
{
  gpointer latest = NULL;
  gpointer other = NULL;

  g_clear_handle_id (&self->compare_source, g_source_remove);
  herald_history_selection_get (self->selection, &latest, &other);
  if (latest == NULL)
    return;
  g_clear_pointer (&self->before, herald_comparison_side_free);
  g_clear_pointer (&self->after, herald_comparison_side_free);
  herald_history_choose_sides (self->session, self->model, latest, other,
                               gtk_drop_down_get_selected (self->since) == 0, &self->before, &self->after);
  show_controls (self, latest, other != NULL);
  if (self->before == NULL)
    return;
  show_title (self);
  herald_comparison_view_show (self->comparison, self->before, self->after);
}

static gboolean
on_compare_timer (gpointer data)
{
  HeraldHistoryView *self = data;

  self->compare_source = 0;
  compare (self);
  return G_SOURCE_REMOVE;
}

/* row: the version that the draft comes from; its number may not be known. (transfer full) */
static char *
describe_draft (const HeraldHistoryRow *row,
                gboolean                same)
{
  if (row->number == 0)
    return g_strdup (same ? _("now · the same as the newest version") : _("now · changed since the newest version"));
  return g_strdup_printf (same ? _("now · the same as version %u") : _("now · changed since version %u"), row->number);
}

/* Says of the draft whether a version has it. */
static void
show_draft (HeraldHistoryView *self)
{
  HeraldHistoryItem *draft = herald_history_model_get_draft (self->model);
  g_autoptr(HeraldDocument) document = NULL;
  g_autofree char *note = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->model)) && note == NULL; i++)
    {
      g_autoptr(HeraldHistoryItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), i);
      const HeraldHistoryRow *row = herald_history_item_get_row (item);

      if (row == NULL || (!row->is_base && !row->is_head))
        continue;
      document = herald_announcement_to_document (herald_edit_session_get_announcement (self->session));
      note = describe_draft (row, g_str_equal (row->version->body, herald_document_get_hash (document)));
    }
  herald_history_item_set_note (draft, note != NULL ? note : _("now · no version yet"));
}

static void
on_edited (HeraldHistoryView *self)
{
  if (self->compare_source == 0)
    self->compare_source = g_timeout_add (COMPARE_AFTER_MS, on_compare_timer, self);
  if (!herald_history_model_is_search (self->model))
    show_draft (self);
}

/* The timeline */

static void
on_selection_changed (HeraldHistoryView *self)
{
  compare (self);
}

static void
on_opened (HeraldHistoryView *self,
           gboolean           by_keyboard)
{
  herald_split_set_show_content (self->split, TRUE);
  if (by_keyboard)
    herald_comparison_view_step (self->comparison, 1);
}

/* After a search the same version is another line. */
static void
follow_selected (HeraldHistoryView *self)
{
  gpointer latest = NULL;
  gpointer other = NULL;
  HeraldHistoryItem *here = NULL;

  herald_history_selection_get (self->selection, &latest, &other);
  if (latest == NULL)
    {
      herald_history_selection_choose (self->selection, herald_history_model_get_draft (self->model));
      return;
    }
  if (other != NULL || herald_history_item_get_hash (latest) == NULL)
    return;
  here = herald_history_model_find (self->model, herald_history_item_get_hash (latest));
  if (here != NULL && here != latest)
    herald_history_selection_choose (self->selection, here);
}

static void
on_loaded (HeraldHistoryView *self)
{
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0;

  gtk_stack_set_visible_child_name (self->list_stack, empty ? "nothing" : "list");
  if (!herald_history_model_is_search (self->model))
    show_draft (self);
  follow_selected (self);
  if (self->before == NULL)
    compare (self);
}

static void
on_failed (HeraldHistoryView *self,
           const char        *message)
{
  adw_status_page_set_description (self->list_failed, message);
  gtk_stack_set_visible_child_name (self->list_stack, "failed");
}

static void
on_incomplete (HeraldHistoryView *self,
               const char        *message)
{
  g_autofree char *words = message != NULL ? g_strdup_printf (_("Older versions are on the team server. %s"), message) : NULL;

  gtk_label_set_label (self->incomplete, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->incomplete), words != NULL);
}

static void
on_search_changed (HeraldHistoryView *self)
{
  herald_history_model_set_words (self->model, gtk_editable_get_text (self->search));
}

static void
on_stop_search (HeraldHistoryView *self)
{
  if (*gtk_editable_get_text (self->search) == '\0')
    g_signal_emit (self, signals[SIGNAL_CLOSE], 0);
  gtk_editable_set_text (self->search, "");
  herald_history_view_focus_list (self);
}

static void
on_search_activate (HeraldHistoryView *self)
{
  herald_history_view_focus_list (self);
}

/* The comparison */

static void
on_since_changed (HeraldHistoryView *self)
{
  compare (self);
}

static void
on_mode_toggled (HeraldHistoryView *self)
{
  herald_comparison_view_set_side_by_side (self->comparison, !gtk_toggle_button_get_active (self->inline_button));
}

static void
on_compared (HeraldHistoryView *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.export",
                                 herald_comparison_view_get_comparison (self->comparison) != NULL);
}

static void
on_part_restored (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr(HeraldHistoryView) self = data;
  g_autoptr(GError) error = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!herald_history_restore_finish (HERALD_EDIT_SESSION (source), result, &error))
    g_signal_emit (self, signals[SIGNAL_SAY], 0, error->message);
  else
    g_signal_emit (self, signals[SIGNAL_RESTORED], 0, herald_history_restore_get_message (result));
}

static void
on_restore_part (HeraldHistoryView *self,
                 const char        *subject,
                 gboolean           after)
{
  const HeraldComparisonSide *side = after || self->before->hash == NULL ? self->after : self->before;
  HeraldComparison *comparison = herald_comparison_view_get_comparison (self->comparison);

  if (side->hash == NULL || herald_edit_session_get_read_only (self->session))
    return;
  herald_history_restore_async (self->session, comparison, subject, side->hash, side->name, self->cancellable,
                                on_part_restored, g_object_ref (self));
}

static void
restore_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  HeraldHistoryView *self = HERALD_HISTORY_VIEW (widget);
  const HeraldComparisonSide *side = g_str_equal (name, "history.restore-before") ? self->before : self->after;
  g_autofree char *message = NULL;

  if (side == NULL || side->hash == NULL)
    return;
  message = side->number > 0 ? g_strdup_printf (_("Version %u restored"), side->number) : g_strdup (_("Version restored"));
  g_signal_emit (self, signals[SIGNAL_RESTORE], 0, side->hash, message);
}

/* Naming and exporting tell what came of them. */
static void
on_told (const char *message,
         GFile      *folder,
         gpointer    data)
{
  if (folder != NULL)
    g_signal_emit (data, signals[SIGNAL_EXPORTED], 0, folder);
  else
    g_signal_emit (data, signals[SIGNAL_SAY], 0, message);
}

/* The version that was chosen last; of the draft the one that it descends from. */
static void
name_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HeraldHistoryView *self = HERALD_HISTORY_VIEW (widget);
  gpointer latest = NULL;
  gpointer other = NULL;
  const char *hash = NULL;

  herald_history_selection_get (self->selection, &latest, &other);
  hash = latest != NULL ? herald_history_item_get_hash (latest) : NULL;
  if (hash == NULL && self->before != NULL)
    hash = self->before->hash;
  if (hash != NULL && !herald_edit_session_get_read_only (self->session))
    herald_history_name_version (GTK_WINDOW (gtk_widget_get_root (widget)), self->session, hash, on_told,
                                 g_object_ref (self), g_object_unref);
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HeraldHistoryView *self = HERALD_HISTORY_VIEW (widget);

  if (self->before != NULL)
    herald_history_export_comparison (GTK_WINDOW (gtk_widget_get_root (widget)), self->session, self->before, self->after,
                                      g_variant_get_string (parameter, NULL), on_told, g_object_ref (self),
                                      g_object_unref);
}

static void
step_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  herald_comparison_view_step (HERALD_HISTORY_VIEW (widget)->comparison,
                               g_str_equal (name, "history.next-change") ? 1 : -1);
}

static void
clear_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HeraldHistoryView *self = HERALD_HISTORY_VIEW (widget);
  gpointer latest = NULL;
  gpointer other = NULL;

  herald_history_selection_get (self->selection, &latest, &other);
  if (latest != NULL)
    herald_history_selection_choose (self->selection, latest);
}

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HeraldHistoryView *self = HERALD_HISTORY_VIEW (widget);

  if (g_str_equal (name, "history.escape") && herald_split_get_folded (self->split) &&
      herald_split_get_show_content (self->split))
    herald_split_set_show_content (self->split, FALSE);
  else
    g_signal_emit (self, signals[SIGNAL_CLOSE], 0);
}

static void
show_list_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  HeraldHistoryView *self = HERALD_HISTORY_VIEW (widget);

  herald_split_set_show_content (self->split, FALSE);
  herald_history_view_focus_list (self);
}

static void
show_folding (HeraldHistoryView *self)
{
  gboolean folded = herald_split_get_folded (self->split);

  gtk_widget_set_visible (self->back, folded);
  gtk_widget_set_sensitive (self->modes, !folded);
  adw_header_bar_set_show_end_title_buttons (self->header, folded);
  /* One column alone can be read there. (What is hidden when folded must not make it unfold again.) */
  if (folded)
    gtk_toggle_button_set_active (self->inline_button, TRUE);
}

static void
herald_history_view_dispose (GObject *object)
{
  HeraldHistoryView *self = HERALD_HISTORY_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->compare_source, g_source_remove);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (herald_history_view_parent_class)->dispose (object);
}

static void
herald_history_view_finalize (GObject *object)
{
  HeraldHistoryView *self = HERALD_HISTORY_VIEW (object);

  g_clear_pointer (&self->before, herald_comparison_side_free);
  g_clear_pointer (&self->after, herald_comparison_side_free);

  G_OBJECT_CLASS (herald_history_view_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "history.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "history.escape", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "history.show-list", NULL, show_list_action);
  gtk_widget_class_install_action (widget_class, "history.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "history.restore-before", NULL, restore_action);
  gtk_widget_class_install_action (widget_class, "history.restore-after", NULL, restore_action);
  gtk_widget_class_install_action (widget_class, "history.name", NULL, name_action);
  gtk_widget_class_install_action (widget_class, "history.export", "s", export_action);
  gtk_widget_class_install_action (widget_class, "history.next-change", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "history.previous-change", NULL, step_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "history.escape", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "history.name", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "history.next-change", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "history.previous-change", NULL);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldpress/Herald/herald-history-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryView, holder);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryView, pane);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryView, content);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryView, header);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryView, search);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryView, list_stack);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryView, timeline);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryView, list_failed);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryView, incomplete);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryView, back);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryView, title);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryView, tools);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryView, modes);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryView, inline_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryView, since);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryView, clear);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryView, restore_menu);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryView, restore_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryView, comparison);
  gtk_widget_class_bind_template_callback (widget_class, on_opened);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_since_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_mode_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_compared);
  gtk_widget_class_bind_template_callback (widget_class, on_restore_part);
}

static void
herald_history_view_class_init (HeraldHistoryViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_history_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = herald_history_view_finalize;
  signals[SIGNAL_CLOSE] = g_signal_new ("close", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SAY] = g_signal_new ("say", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                      0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_RESTORED] = g_signal_new ("restored", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_RESTORE] = g_signal_new ("restore", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_EXPORTED] = g_signal_new ("exported", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_FILE);
  g_type_ensure (HERALD_TYPE_COMPARISON_VIEW);
  g_type_ensure (HERALD_TYPE_HISTORY_TIMELINE);
  g_type_ensure (HERALD_TYPE_WRAP_LAYOUT);
  bind_template (widget_class);
  install_actions (widget_class);
}

static void
herald_history_view_init (HeraldHistoryView *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The template has both halves side by side; where it is narrow they fold into one. */
static void
build_split (HeraldHistoryView *self)
{
  g_autoptr(GtkWidget) pane = g_object_ref (self->pane);
  g_autoptr(GtkWidget) content = g_object_ref (self->content);

  gtk_box_remove (GTK_BOX (self->holder), pane);
  gtk_box_remove (GTK_BOX (self->holder), content);
  self->split = HERALD_SPLIT (herald_split_new (pane, content));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->split));
  g_signal_connect_object (self->split, "notify::folded", G_CALLBACK (show_folding), self, G_CONNECT_SWAPPED);
  herald_split_set_show_content (self->split, FALSE);
  show_folding (self);
}

/**
 * herald_history_view_new:
 * @session: whose versions
 *
 * Returns: (transfer floating): the view; everything in it loads by itself
 */
GtkWidget *
herald_history_view_new (HeraldEditSession *session)
{
  HeraldHistoryView *self = g_object_new (HERALD_TYPE_HISTORY_VIEW, NULL);
  HeraldLibrary *library = NULL;

  g_return_val_if_fail (HERALD_IS_EDIT_SESSION (session), NULL);

  library = herald_edit_session_get_library (session);
  self->session = g_object_ref (session);
  self->model = herald_history_model_new (library, herald_edit_session_get_id (session), PAGE);
  self->selection = herald_history_selection_new (G_LIST_MODEL (self->model), herald_history_item_is_state);
  herald_comparison_view_set_library (self->comparison, library, herald_edit_session_get_read_only (session));
  g_signal_connect_object (self->model, "loaded", G_CALLBACK (on_loaded), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "incomplete", G_CALLBACK (on_incomplete), self, G_CONNECT_SWAPPED);
  herald_comparison_view_add_tool (self->comparison, self->tools);
  g_signal_connect_object (session, "edited", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (on_selection_changed), self,
                           G_CONNECT_SWAPPED);
  herald_history_timeline_set_model (self->timeline, self->model, self->selection, herald_library_get_clock (library));
  build_split (self);
  return GTK_WIDGET (self);
}

void
herald_history_view_focus_search (HeraldHistoryView *self)
{
  g_return_if_fail (HERALD_IS_HISTORY_VIEW (self));

  herald_split_set_show_content (self->split, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

void
herald_history_view_focus_list (HeraldHistoryView *self)
{
  g_return_if_fail (HERALD_IS_HISTORY_VIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->timeline));
}
