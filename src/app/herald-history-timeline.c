/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-history-timeline.h"

#include <glib/gi18n.h>

#include "herald-history-cell.h"

struct _HeraldHistoryTimeline
{
  AdwBin                  parent_instance;

  HeraldHistoryModel     *model;
  HeraldHistorySelection *selection;
  HeraldClock            *clock;
  GHashTable             *cells; /* of HeraldHistoryCell: those on screen */
  GtkListView            *list;
};

static guint opened_signal;

G_DEFINE_FINAL_TYPE (HeraldHistoryTimeline, herald_history_timeline, ADW_TYPE_BIN)

static void
show_compared (HeraldHistoryTimeline *self)
{
  GHashTableIter iter;
  gpointer cell = NULL;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    herald_history_cell_set_compared (cell, herald_history_selection_has (self->selection,
                                                                          herald_history_cell_get_item (cell)));
}

static void
on_cell_compare (HeraldHistoryTimeline *self,
                 HeraldHistoryItem     *item)
{
  gpointer latest = NULL;
  gpointer other = NULL;

  herald_history_selection_toggle (self->selection, item);
  show_compared (self);
  herald_history_selection_get (self->selection, &latest, &other);
  if (other != NULL)
    g_signal_emit (self, opened_signal, 0, FALSE);
}

static void
on_cell_opened (HeraldHistoryTimeline *self)
{
  g_signal_emit (self, opened_signal, 0, FALSE);
}

static void
on_cell_toggle (HeraldHistoryTimeline *self,
                HeraldHistoryItem     *item)
{
  herald_history_model_toggle (self->model, item);
}

static void
on_setup (HeraldHistoryTimeline *self,
          GtkListItem           *list_item)
{
  GtkWidget *cell = herald_history_cell_new (self->clock);

  g_signal_connect_object (cell, "compare", G_CALLBACK (on_cell_compare), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cell, "opened", G_CALLBACK (on_cell_opened), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cell, "toggle", G_CALLBACK (on_cell_toggle), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (list_item, cell);
}

static void
on_bind (HeraldHistoryTimeline *self,
         GtkListItem           *list_item)
{
  HeraldHistoryCell *cell = HERALD_HISTORY_CELL (gtk_list_item_get_child (list_item));
  HeraldHistoryItem *item = gtk_list_item_get_item (list_item);

  g_hash_table_add (self->cells, cell);
  herald_history_cell_set_item (cell, item);
  herald_history_cell_set_compared (cell, herald_history_selection_has (self->selection, item));
  if (herald_history_item_get_kind (item) == HERALD_HISTORY_MORE)
    herald_history_model_want (self->model, item);
}

static void
on_unbind (HeraldHistoryTimeline *self,
           GtkListItem           *list_item)
{
  HeraldHistoryCell *cell = HERALD_HISTORY_CELL (gtk_list_item_get_child (list_item));

  g_hash_table_remove (self->cells, cell);
  herald_history_cell_set_item (cell, NULL);
}

/* By Enter. */
static void
on_activate (HeraldHistoryTimeline *self,
             guint                  position)
{
  g_autoptr(HeraldHistoryItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  if (item == NULL)
    return;
  if (herald_history_item_get_kind (item) == HERALD_HISTORY_FOLD)
    herald_history_model_toggle (self->model, item);
  else if (herald_history_item_get_kind (item) == HERALD_HISTORY_MORE)
    herald_history_model_want (self->model, item);
  else
    g_signal_emit (self, opened_signal, 0, TRUE);
}

static gboolean
herald_history_timeline_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (HERALD_HISTORY_TIMELINE (widget)->list));
}

static void
herald_history_timeline_dispose (GObject *object)
{
  HeraldHistoryTimeline *self = HERALD_HISTORY_TIMELINE (object);

  /* The lines on screen let go of their items first. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (herald_history_timeline_parent_class)->dispose (object);
}

static void
herald_history_timeline_finalize (GObject *object)
{
  g_clear_pointer (&HERALD_HISTORY_TIMELINE (object)->cells, g_hash_table_unref);

  G_OBJECT_CLASS (herald_history_timeline_parent_class)->finalize (object);
}

static void
herald_history_timeline_class_init (HeraldHistoryTimelineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = herald_history_timeline_dispose;
  G_OBJECT_CLASS (klass)->finalize = herald_history_timeline_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = herald_history_timeline_grab_focus;
  opened_signal = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
herald_history_timeline_init (HeraldHistoryTimeline *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->cells = g_hash_table_new (NULL, NULL);
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, G_CONNECT_SWAPPED);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (NULL, g_steal_pointer (&factory)));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Versions, newest first"), -1);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (on_activate), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

/**
 * herald_history_timeline_set_model:
 * @self: a timeline, once
 * @model: its lines
 * @selection: over @model
 * @clock: what "today" is measured by
 */
void
herald_history_timeline_set_model (HeraldHistoryTimeline  *self,
                                   HeraldHistoryModel     *model,
                                   HeraldHistorySelection *selection,
                                   HeraldClock            *clock)
{
  g_return_if_fail (HERALD_IS_HISTORY_TIMELINE (self));
  g_return_if_fail (self->model == NULL);

  self->model = g_object_ref (model);
  self->selection = g_object_ref (selection);
  self->clock = g_object_ref (clock);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (selection, "selection-changed", G_CALLBACK (show_compared), self, G_CONNECT_SWAPPED);
}
