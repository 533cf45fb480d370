/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-list-selection.h"

/* Rows read at a time of what nobody has looked at. */
#define PAGE 512

struct _HeraldListSelection
{
  GObject          parent_instance;

  HeraldListModel *model;
  GtkBitset       *selected;
  GHashTable      *items;    /* of HeraldListItem: those of the selected rows that were looked at */
};

static void list_model_init (GListModelInterface *iface);
static void selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HeraldListSelection, herald_list_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

static GType
get_item_type (GListModel *list)
{
  return HERALD_TYPE_LIST_ITEM;
}

static guint
get_n_items (GListModel *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (HERALD_LIST_SELECTION (list)->model));
}

static gpointer
get_item (GListModel *list,
          guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (HERALD_LIST_SELECTION (list)->model), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model,
             guint              position)
{
  return gtk_bitset_contains (HERALD_LIST_SELECTION (model)->selected, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model,
                        guint              position,
                        guint              n_items)
{
  return gtk_bitset_ref (HERALD_LIST_SELECTION (model)->selected);
}

/* A row keeps its item when the list is read again, whatever its new place: the items tell what stays selected. Of rows
 * that nobody has looked at there is nothing to remember but the place. */
static void
note_items (HeraldListSelection *self)
{
  guint n_items = get_n_items (G_LIST_MODEL (self));

  g_hash_table_remove_all (self->items);
  for (guint i = 0; i < n_items; i++)
    {
      HeraldListItem *item = herald_list_model_peek (self->model, i);

      if (item != NULL && gtk_bitset_contains (self->selected, i))
        g_hash_table_add (self->items, g_object_ref (item));
    }
}

static gboolean
set_selection (GtkSelectionModel *model,
               GtkBitset         *selected,
               GtkBitset         *mask)
{
  HeraldListSelection *self = HERALD_LIST_SELECTION (model);
  g_autoptr(GtkBitset) after = gtk_bitset_copy (self->selected);
  g_autoptr(GtkBitset) changed = gtk_bitset_copy (selected);

  gtk_bitset_intersect (changed, mask);
  gtk_bitset_subtract (after, mask);
  gtk_bitset_union (after, changed);
  gtk_bitset_remove_range (after, get_n_items (G_LIST_MODEL (self)), G_MAXUINT - get_n_items (G_LIST_MODEL (self)));
  g_clear_pointer (&changed, gtk_bitset_unref);
  changed = gtk_bitset_copy (self->selected);
  gtk_bitset_difference (changed, after);
  if (gtk_bitset_is_empty (changed))
    return TRUE;
  gtk_bitset_unref (self->selected);
  self->selected = g_steal_pointer (&after);
  note_items (self);
  gtk_selection_model_selection_changed (model, gtk_bitset_get_minimum (changed),
                                         gtk_bitset_get_maximum (changed) - gtk_bitset_get_minimum (changed) + 1);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->set_selection = set_selection;
}

static void
on_items_changed (HeraldListSelection *self,
                  guint                position,
                  guint                removed,
                  guint                added)
{
  gtk_bitset_splice (self->selected, position, removed, added);
  for (guint i = position; i < position + added; i++)
    {
      HeraldListItem *item = herald_list_model_peek (self->model, i);

      if (item != NULL && g_hash_table_contains (self->items, item))
        gtk_bitset_add (self->selected, i);
    }
  note_items (self);
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
herald_list_selection_finalize (GObject *object)
{
  HeraldListSelection *self = HERALD_LIST_SELECTION (object);

  g_clear_object (&self->model);
  g_clear_pointer (&self->selected, gtk_bitset_unref);
  g_clear_pointer (&self->items, g_hash_table_unref);

  G_OBJECT_CLASS (herald_list_selection_parent_class)->finalize (object);
}

static void
herald_list_selection_class_init (HeraldListSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = herald_list_selection_finalize;
}

static void
herald_list_selection_init (HeraldListSelection *self)
{
  self->selected = gtk_bitset_new_empty ();
  self->items = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

/**
 * herald_list_selection_new:
 * @model: the list
 *
 * Returns: (transfer full): it, with nothing selected
 */
HeraldListSelection *
herald_list_selection_new (HeraldListModel *model)
{
  HeraldListSelection *self = g_object_new (HERALD_TYPE_LIST_SELECTION, NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  return self;
}

/* How many rows are selected. */
guint
herald_list_selection_get_size (HeraldListSelection *self)
{
  g_return_val_if_fail (HERALD_IS_LIST_SELECTION (self), 0);

  return (guint) gtk_bitset_get_size (self->selected);
}

typedef struct
{
  HeraldLibrary  *library;
  HeraldListQuery query;  /* with strings of its own */
  GtkBitset      *unread; /* places of which the id is not known yet */
  GPtrArray      *ids;
} Gathering;

static void
gathering_free (Gathering *gathering)
{
  g_object_unref (gathering->library);
  g_free ((char *) gathering->query.query);
  g_free ((char *) gathering->query.tag);
  g_free ((char *) gathering->query.party);
  gtk_bitset_unref (gathering->unread);
  g_clear_pointer (&gathering->ids, g_ptr_array_unref);
  g_free (gathering);
}

static gboolean
read_page (Gathering  *gathering,
           guint       offset,
           GError    **error)
{
  g_autoptr(GPtrArray) rows = NULL;

  gathering->query.offset = offset;
  gathering->query.limit = PAGE;
  rows = herald_library_list (gathering->library, &gathering->query, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (gtk_bitset_contains (gathering->unread, offset + i))
      g_ptr_array_add (gathering->ids, g_strdup (((HeraldListRow *) g_ptr_array_index (rows, i))->summary->id));
  return rows != NULL;
}

static void
gather_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  Gathering *gathering = data;
  GError *error = NULL;

  while (!gtk_bitset_is_empty (gathering->unread))
    {
      guint offset = gtk_bitset_get_minimum (gathering->unread);

      if (!read_page (gathering, offset, &error))
        {
          g_task_return_error (task, error);
          return;
        }
      gtk_bitset_remove_range (gathering->unread, offset, PAGE);
    }
  g_task_return_pointer (task, g_steal_pointer (&gathering->ids), (GDestroyNotify) g_ptr_array_unref);
}

void
herald_list_selection_get_ids_async (HeraldListSelection *self,
                                     HeraldLibrary       *library,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, user_data);
  Gathering *gathering = g_new0 (Gathering, 1);
  GtkBitsetIter iter;
  guint position = 0;

  gathering->library = g_object_ref (library);
  gathering->query = herald_list_model_make_query (self->model);
  gathering->query.query = g_strdup (gathering->query.query);
  gathering->query.tag = g_strdup (gathering->query.tag);
  gathering->query.party = g_strdup (gathering->query.party);
  gathering->unread = gtk_bitset_copy (self->selected);
  gathering->ids = g_ptr_array_new_with_free_func (g_free);
  for (gboolean more = gtk_bitset_iter_init_first (&iter, self->selected, &position); more; more = gtk_bitset_iter_next (&iter, &position))
    {
      HeraldListItem *item = herald_list_model_peek (self->model, position);

      if (item == NULL || herald_list_item_get_id (item) == NULL)
        continue;
      g_ptr_array_add (gathering->ids, g_strdup (herald_list_item_get_id (item)));
      gtk_bitset_remove (gathering->unread, position);
    }
  g_task_set_source_tag (task, herald_list_selection_get_ids_async);
  g_task_set_task_data (task, gathering, (GDestroyNotify) gathering_free);
  g_task_run_in_thread (task, gather_in_thread);
}

GPtrArray *
herald_list_selection_get_ids_finish (HeraldListSelection  *self,
                                      GAsyncResult         *result,
                                      GError              **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
