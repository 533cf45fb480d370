/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-list-pane.h"

#include <glib/gi18n.h>

#include "herald-announcement-row.h"
#include "herald-list-model.h"
#include "herald-list-selection.h"

/* "in 9 days", "4 min ago": told anew every minute. */
#define TICK_S 60

struct _HeraldListPane
{
  GtkBox               parent_instance;

  HeraldLibrary       *library;
  HeraldListModel     *model;
  HeraldListSelection *selection;
  GHashTable          *rows;      /* of HeraldAnnouncementRow: those that exist now */
  char                *wanted;    /* id to select when it is in the list */
  guint                tick;
  gboolean             selecting; /* by us, not by the person */
  gboolean             in_trash;

  GtkSearchEntry      *search;
  GtkStack            *stack;
  GtkListView         *list;
  AdwStatusPage       *failed;
  GtkRevealer         *selected_bar;
  GtkLabel            *selected_label;
  GtkMenuButton       *tag_button;
  GtkEditable         *tag_entry;
  GtkWidget           *trash_button;
  GtkWidget           *untrash_button;
  GMenuModel          *row_menu;
  GtkWidget           *menu;      /* the popover of row_menu */
};

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_LOADED,
  SIGNAL_CHANGE,
  SIGNAL_EXPORT,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

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
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, self->wanted);
}

static void
show_selected (HeraldListPane *self)
{
  guint n = herald_list_selection_get_size (self->selection);
  g_autofree char *label = g_strdup_printf (ngettext ("%'u selected", "%'u selected", n), n);

  gtk_label_set_label (self->selected_label, label);
  gtk_revealer_set_reveal_child (self->selected_bar, n > 1);
}

/* One is to be seen; several are to be done something with. */
static void
on_selected (HeraldListPane *self)
{
  g_autoptr(GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  show_selected (self);
  if (!self->selecting && gtk_bitset_get_size (selected) == 1)
    emit_activated (self, gtk_bitset_get_minimum (selected));
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

  /* What is selected together stays together. */
  if (herald_list_selection_get_size (self->selection) > 1)
    return;
  self->selecting = TRUE;
  if (position == GTK_INVALID_LIST_POSITION)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  else
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
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
  g_signal_emit (self, signals[SIGNAL_LOADED], 0, first != NULL ? herald_list_item_get_id (first) : NULL);
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

/* What is done with the selected ones */

typedef struct
{
  HeraldListPane *pane;
  HeraldBulk     *bulk; /* NULL: to export */
} Wish;

static void
wish_free (Wish *wish)
{
  g_object_unref (wish->pane);
  g_clear_pointer (&wish->bulk, herald_bulk_free);
  g_free (wish);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

static void
on_gathered (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(Wish) wish = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) ids = herald_list_selection_get_ids_finish (HERALD_LIST_SELECTION (source), result, &error);

  if (wish->pane->library == NULL)
    return;
  if (ids == NULL)
    {
      g_signal_emit (wish->pane, signals[SIGNAL_FAILED], 0, error->message);
      return;
    }
  if (wish->bulk != NULL)
    {
      g_ptr_array_extend_and_steal (wish->bulk->ids, g_steal_pointer (&ids));
      gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (wish->pane->selection));
      g_signal_emit (wish->pane, signals[SIGNAL_CHANGE], 0, g_steal_pointer (&wish->bulk));
      return;
    }
  g_ptr_array_add (ids, NULL);
  g_signal_emit (wish->pane, signals[SIGNAL_EXPORT], 0, ids->pdata);
}

/* bulk: (transfer full) (nullable) */
static void
gather (HeraldListPane *self,
        HeraldBulk     *bulk)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->pane = g_object_ref (self);
  wish->bulk = bulk;
  herald_list_selection_get_ids_async (self->selection, self->library, on_gathered, wish);
}

static void
trash_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HeraldBulkKind kind = g_str_equal (name, "rows.trash") ? HERALD_BULK_TRASH : HERALD_BULK_UNTRASH;

  gather (HERALD_LIST_PANE (widget), herald_bulk_new (kind, NULL, HERALD_STATUS_NONE));
}

static void
set_status_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  HeraldStatus status = HERALD_STATUS_DRAFT;

  if (herald_status_from_string (g_variant_get_string (parameter, NULL), &status))
    gather (HERALD_LIST_PANE (widget), herald_bulk_new (HERALD_BULK_SET_STATUS, NULL, status));
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  gather (HERALD_LIST_PANE (widget), NULL);
}

static void
change_tag (HeraldListPane *self,
            HeraldBulkKind  kind)
{
  g_autofree char *tag = g_strstrip (g_strdup (gtk_editable_get_text (self->tag_entry)));

  if (*tag == '\0')
    return;
  gtk_editable_set_text (self->tag_entry, "");
  gtk_menu_button_popdown (self->tag_button);
  gather (self, herald_bulk_new (kind, tag, HERALD_STATUS_NONE));
}

static void
on_add_tag (HeraldListPane *self)
{
  change_tag (self, HERALD_BULK_ADD_TAG);
}

static void
on_remove_tag (HeraldListPane *self)
{
  change_tag (self, HERALD_BULK_REMOVE_TAG);
}

/* The bar has the place to write it, also when only one is selected. */
static void
ask_tag_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  HeraldListPane *self = HERALD_LIST_PANE (widget);

  gtk_revealer_set_reveal_child (self->selected_bar, TRUE);
  gtk_menu_button_popup (self->tag_button);
}

static void
pop_up (HeraldListPane *self,
        GtkWidget      *row)
{
  graphene_rect_t bounds;

  if (herald_list_selection_get_size (self->selection) == 0 || !gtk_widget_compute_bounds (row, GTK_WIDGET (self), &bounds))
    return;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu),
                               &(GdkRectangle) { bounds.origin.x, bounds.origin.y, bounds.size.width, bounds.size.height });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* From the keyboard, at the row that has the focus. */
static void
menu_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (HERALD_LIST_PANE (widget)->list));

  if (row != NULL)
    pop_up (HERALD_LIST_PANE (widget), row);
}

static void
on_secondary_press (GtkGestureClick *gesture,
                    int              n_press,
                    double           x,
                    double           y,
                    GtkListItem     *list_item)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  HeraldListPane *self = HERALD_LIST_PANE (gtk_widget_get_ancestor (row, HERALD_TYPE_LIST_PANE));

  if (!gtk_list_item_get_selected (list_item))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), gtk_list_item_get_position (list_item), TRUE);
  pop_up (self, row);
}

static void
accept_secondary_press (GtkWidget   *row,
                        GtkListItem *list_item)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (gesture, "pressed", G_CALLBACK (on_secondary_press), list_item, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (gesture));
}

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item,
          HeraldListPane           *self)
{
  GtkWidget *row = herald_announcement_row_new (herald_library_get_clock (self->library));

  gtk_list_item_set_child (list_item, row);
  accept_secondary_press (row, list_item);
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
  g_clear_pointer (&self->menu, gtk_widget_unparent);
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
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_CHANGE] = g_signal_new ("change", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_EXPORT] = g_signal_new ("export", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRV);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldpress/Herald/herald-list-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldListPane, search);
  gtk_widget_class_bind_template_child (widget_class, HeraldListPane, stack);
  gtk_widget_class_bind_template_child (widget_class, HeraldListPane, list);
  gtk_widget_class_bind_template_child (widget_class, HeraldListPane, failed);
  gtk_widget_class_bind_template_child (widget_class, HeraldListPane, selected_bar);
  gtk_widget_class_bind_template_child (widget_class, HeraldListPane, selected_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldListPane, tag_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldListPane, tag_entry);
  gtk_widget_class_bind_template_child (widget_class, HeraldListPane, trash_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldListPane, untrash_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldListPane, row_menu);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_list_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_add_tag);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_tag);
  gtk_widget_class_install_action (widget_class, "rows.trash", NULL, trash_action);
  gtk_widget_class_install_action (widget_class, "rows.untrash", NULL, trash_action);
  gtk_widget_class_install_action (widget_class, "rows.set-status", "s", set_status_action);
  gtk_widget_class_install_action (widget_class, "rows.ask-tag", NULL, ask_tag_action);
  gtk_widget_class_install_action (widget_class, "rows.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "rows.menu", NULL, menu_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "rows.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "rows.menu", NULL);
}

static void
herald_list_pane_init (HeraldListPane *self)
{
  self->rows = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->menu = gtk_popover_menu_new_from_model (self->row_menu);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rows.untrash", FALSE);
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
  self->selection = herald_list_selection_new (self->model);
  factory = make_factory (self);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "loaded", G_CALLBACK (on_loaded), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * herald_list_pane_set_scope:
 * @self: a list pane
 * @scope: which list
 * @sort: in which order
 */
void
herald_list_pane_set_scope (HeraldListPane    *self,
                            const HeraldScope *scope,
                            HeraldSort         sort)
{
  g_return_if_fail (HERALD_IS_LIST_PANE (self));

  self->in_trash = scope->kind == HERALD_SCOPE_TRASH;
  gtk_widget_set_visible (self->trash_button, !self->in_trash);
  gtk_widget_set_visible (self->untrash_button, self->in_trash);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rows.trash", !self->in_trash);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rows.untrash", self->in_trash);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rows.export", !self->in_trash);
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  herald_list_model_set_scope (self->model, scope, sort);
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
