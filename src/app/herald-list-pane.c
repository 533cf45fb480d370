/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-list-pane.h"

#include <glib/gi18n.h>

#include "herald-announcement-row.h"
#include "herald-list-model.h"

/* "in 9 days", "4 min ago": told anew every minute. */
#define TICK_S 60

struct _HeraldListPane
{
  GtkBox              parent_instance;

  HeraldLibrary      *library;
  HeraldListModel    *model;
  GtkSingleSelection *selection;
  GHashTable         *rows;      /* of HeraldAnnouncementRow: those that exist now */
  char               *wanted;    /* id to select when it is in the list */
  guint               tick;
  gboolean            selecting; /* by us, not by the person */

  AdwWindowTitle     *title;
  AdwHeaderBar       *header;
  GtkSearchEntry     *search;
  GtkStack           *stack;
  GtkListView        *list;
  AdwStatusPage      *failed;
  GtkButton          *sync;
  GtkImage           *sync_icon;
  GtkSpinner         *sync_spinner;
  GtkLabel           *sync_label;
};

static guint activated_signal;
static guint loaded_signal;

G_DEFINE_FINAL_TYPE (HeraldListPane, herald_list_pane, GTK_TYPE_BOX)

static void
emit_activated (HeraldListPane *self,
                guint           position)
{
  g_autoptr(HeraldListItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  const char *id = item != NULL ? herald_list_item_get_id (item) : NULL;

  if (id == NULL)
    return;
  g_free (self->wanted);
  self->wanted = g_strdup (id);
  g_signal_emit (self, activated_signal, 0, self->wanted);
}

static void
on_selected (HeraldListPane *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (self->selecting || position == GTK_INVALID_LIST_POSITION)
    return;
  emit_activated (self, position);
}

static void
on_list_activate (GtkListView    *list,
                  guint           position,
                  HeraldListPane *self)
{
  emit_activated (self, position);
}

static void
select_wanted (HeraldListPane *self)
{
  guint position = self->wanted != NULL ? herald_list_model_find (self->model, self->wanted)
                                        : GTK_INVALID_LIST_POSITION;

  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->selecting = FALSE;
}

static void
on_loaded (HeraldListPane *self)
{
  const char *query = herald_list_model_get_query (self->model);
  gboolean searching = query != NULL && *query != '\0';
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0;
  g_autoptr(HeraldListItem) first = NULL;

  select_wanted (self);
  gtk_stack_set_visible_child_name (self->stack, !empty ? "list" : searching ? "nothing" : "empty");
  first = g_list_model_get_item (G_LIST_MODEL (self->model), 0);
  g_signal_emit (self, loaded_signal, 0, first != NULL ? herald_list_item_get_id (first) : NULL);
}

static void
on_failed (HeraldListPane *self,
           const char     *message)
{
  adw_status_page_set_description (self->failed, message);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
on_search_changed (HeraldListPane *self)
{
  herald_list_model_set_query (self->model, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
on_stop_search (HeraldListPane *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  herald_list_pane_focus_list (self);
}

static void
on_search_activate (HeraldListPane *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    emit_activated (self, 0);
}

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item,
          HeraldListPane           *self)
{
  GtkWidget *row = herald_announcement_row_new (herald_library_get_clock (self->library));

  gtk_list_item_set_child (list_item, row);
  g_hash_table_add (self->rows, row);
}

static void
on_teardown (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item,
             HeraldListPane           *self)
{
  GtkWidget *row = gtk_list_item_get_child (list_item);

  if (row != NULL && self->rows != NULL)
    g_hash_table_remove (self->rows, row);
}

static void
on_bind (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item,
         HeraldListPane           *self)
{
  herald_announcement_row_bind (HERALD_ANNOUNCEMENT_ROW (gtk_list_item_get_child (list_item)),
                                gtk_list_item_get_item (list_item));
}

static void
on_unbind (GtkSignalListItemFactory *factory,
           GtkListItem              *list_item,
           HeraldListPane           *self)
{
  herald_announcement_row_bind (HERALD_ANNOUNCEMENT_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static gboolean
on_tick (gpointer data)
{
  HeraldListPane *self = data;
  GHashTableIter iter;
  gpointer row = NULL;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    herald_announcement_row_update (row);
  return G_SOURCE_CONTINUE;
}

static void
herald_list_pane_dispose (GObject *object)
{
  HeraldListPane *self = HERALD_LIST_PANE (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (herald_list_pane_parent_class)->dispose (object);
}

static void
herald_list_pane_finalize (GObject *object)
{
  HeraldListPane *self = HERALD_LIST_PANE (object);

  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->wanted, g_free);

  G_OBJECT_CLASS (herald_list_pane_parent_class)->finalize (object);
}

static void
herald_list_pane_class_init (HeraldListPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = herald_list_pane_dispose;
  object_class->finalize = herald_list_pane_finalize;
  activated_signal = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  loaded_signal = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldpress/Herald/herald-list-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldListPane, title);
  gtk_widget_class_bind_template_child (widget_class, HeraldListPane, header);
  gtk_widget_class_bind_template_child (widget_class, HeraldListPane, search);
  gtk_widget_class_bind_template_child (widget_class, HeraldListPane, stack);
  gtk_widget_class_bind_template_child (widget_class, HeraldListPane, list);
  gtk_widget_class_bind_template_child (widget_class, HeraldListPane, failed);
  gtk_widget_class_bind_template_child (widget_class, HeraldListPane, sync);
  gtk_widget_class_bind_template_child (widget_class, HeraldListPane, sync_icon);
  gtk_widget_class_bind_template_child (widget_class, HeraldListPane, sync_spinner);
  gtk_widget_class_bind_template_child (widget_class, HeraldListPane, sync_label);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_list_activate);
}

static void
herald_list_pane_init (HeraldListPane *self)
{
  self->rows = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->tick = g_timeout_add_seconds (TICK_S, on_tick, self);
}

static GtkListItemFactory *
make_factory (HeraldListPane *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, 0);
  g_signal_connect_object (factory, "teardown", G_CALLBACK (on_teardown), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, 0);
  return factory;
}

/**
 * herald_list_pane_new:
 * @library: what to list
 *
 * Returns: (transfer floating): a list that follows the library
 */
GtkWidget *
herald_list_pane_new (HeraldLibrary *library)
{
  HeraldListPane *self = g_object_new (HERALD_TYPE_LIST_PANE, NULL);
  g_autoptr(GtkListItemFactory) factory = NULL;

  self->library = g_object_ref (library);
  self->model = herald_list_model_new (library);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  factory = make_factory (self);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "loaded", G_CALLBACK (on_loaded), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/* The library's name: with several of them, a window always says which one it shows. */
void
herald_list_pane_set_title (HeraldListPane *self,
                            const char     *title)
{
  g_return_if_fail (HERALD_IS_LIST_PANE (self));

  adw_window_title_set_title (self->title, title);
}

void
herald_list_pane_focus_search (HeraldListPane *self)
{
  g_return_if_fail (HERALD_IS_LIST_PANE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

void
herald_list_pane_focus_list (HeraldListPane *self)
{
  g_return_if_fail (HERALD_IS_LIST_PANE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

/**
 * herald_list_pane_select:
 * @self: a list pane
 * @id: (nullable): the announcement that is open; it is selected as soon as the list has it
 *
 * "activated" is not emitted.
 */
void
herald_list_pane_select (HeraldListPane *self,
                         const char     *id)
{
  g_autofree char *wanted = g_strdup (id);

  g_return_if_fail (HERALD_IS_LIST_PANE (self));

  g_free (self->wanted);
  self->wanted = g_steal_pointer (&wanted);
  select_wanted (self);
}

/* When the list has the window alone, it has the window's buttons too. */
void
herald_list_pane_show_single (HeraldListPane *self,
                              gboolean        single)
{
  g_return_if_fail (HERALD_IS_LIST_PANE (self));

  adw_header_bar_set_show_end_title_buttons (self->header, single);
}

/**
 * herald_list_pane_set_sync:
 * @self: a list pane
 * @text: how the library stands to its team server
 * @icon: name of a symbolic icon that says the same
 * @busy: whether a round runs now
 */
void
herald_list_pane_set_sync (HeraldListPane *self,
                           const char     *text,
                           const char     *icon,
                           gboolean        busy)
{
  g_return_if_fail (HERALD_IS_LIST_PANE (self));

  gtk_label_set_label (self->sync_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sync), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_image_set_from_icon_name (self->sync_icon, icon);
  gtk_widget_set_visible (GTK_WIDGET (self->sync_icon), !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->sync_spinner), busy);
  gtk_spinner_set_spinning (self->sync_spinner, busy);
}
