/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-history-selection.h"

struct _HeraldHistorySelection
{
  GObject                 parent_instance;

  GListModel             *model;
  HeraldHistorySelectable selectable;
  gpointer                chosen[2]; /* the latest first */
};

static void list_model_init (GListModelInterface *iface);
static void selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HeraldHistorySelection, herald_history_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

static gboolean
is_chosen (HeraldHistorySelection *self,
           gpointer                item)
{
  return item != NULL && (item == self->chosen[0] || item == self->chosen[1]);
}

static gpointer
peek (HeraldHistorySelection *self,
      guint                   position)
{
  g_autoptr(GObject) item = g_list_model_get_item (self->model, position);

  return item; /* the model keeps it */
}

/* Takes these instead of what is chosen; the same one twice counts once. */
static void
set_chosen (HeraldHistorySelection *self,
            gpointer                latest,
            gpointer                other)
{
  guint n = g_list_model_get_n_items (self->model);
  gpointer before[2] = { self->chosen[0], self->chosen[1] };

  if (other == latest)
    other = NULL;
  if (latest == before[0] && other == before[1])
    return;
  self->chosen[0] = latest != NULL ? g_object_ref (latest) : NULL;
  self->chosen[1] = other != NULL ? g_object_ref (other) : NULL;
  g_clear_object (&before[0]);
  g_clear_object (&before[1]);
  if (n > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n);
}

/* GListModel: the model's lines as they are. */

static GType
get_item_type (GListModel *list)
{
  return g_list_model_get_item_type (HERALD_HISTORY_SELECTION (list)->model);
}

static guint
get_n_items (GListModel *list)
{
  return g_list_model_get_n_items (HERALD_HISTORY_SELECTION (list)->model);
}

static gpointer
get_item (GListModel *list,
          guint       position)
{
  return g_list_model_get_item (HERALD_HISTORY_SELECTION (list)->model, position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* GtkSelectionModel */

static gboolean
is_selected (GtkSelectionModel *model,
             guint              position)
{
  HeraldHistorySelection *self = HERALD_HISTORY_SELECTION (model);

  return is_chosen (self, peek (self, position));
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model,
                        guint              position,
                        guint              n_items)
{
  GtkBitset *selection = gtk_bitset_new_empty ();

  for (guint i = position; i < position + n_items; i++)
    if (is_selected (model, i))
      gtk_bitset_add (selection, i);
  return selection;
}

static gboolean
select_item (GtkSelectionModel *model,
             guint              position,
             gboolean           unselect_rest)
{
  HeraldHistorySelection *self = HERALD_HISTORY_SELECTION (model);
  gpointer item = peek (self, position);

  if (item == NULL || !self->selectable (item))
    return FALSE;
  if (unselect_rest)
    set_chosen (self, item, NULL);
  else if (!is_chosen (self, item))
    set_chosen (self, item, self->chosen[0]);
  return TRUE;
}

static gboolean
unselect_item (GtkSelectionModel *model,
               guint              position)
{
  HeraldHistorySelection *self = HERALD_HISTORY_SELECTION (model);
  gpointer item = peek (self, position);

  if (!is_chosen (self, item) || self->chosen[1] == NULL)
    return FALSE;
  set_chosen (self, item == self->chosen[0] ? self->chosen[1] : self->chosen[0], NULL);
  return TRUE;
}

/* The two ends of a stretch: from the one that is chosen to the one that was pointed at. */
static gboolean
select_range (GtkSelectionModel *model,
              guint              position,
              guint              n_items,
              gboolean           unselect_rest)
{
  HeraldHistorySelection *self = HERALD_HISTORY_SELECTION (model);
  guint last = position + n_items - 1;
  gpointer ends[2];

  while (position < last && !self->selectable (peek (self, position)))
    position++;
  while (position < last && !self->selectable (peek (self, last)))
    last--;
  ends[0] = peek (self, position);
  ends[1] = peek (self, last);
  if (ends[0] == NULL || ends[1] == NULL || !self->selectable (ends[0]))
    return FALSE;
  if (is_chosen (self, ends[0]))
    set_chosen (self, ends[1], ends[0]);
  else
    set_chosen (self, ends[0], ends[1]);
  return TRUE;
}

static gboolean
select_none (GtkSelectionModel *model)
{
  return FALSE;
}

static gboolean
unselect_range (GtkSelectionModel *model,
                guint              position,
                guint              n_items)
{
  return FALSE;
}

static gboolean
set_selection (GtkSelectionModel *model,
               GtkBitset         *selected,
               GtkBitset         *mask)
{
  if (gtk_bitset_is_empty (selected))
    return FALSE;
  return select_range (model, gtk_bitset_get_minimum (selected),
                       gtk_bitset_get_maximum (selected) - gtk_bitset_get_minimum (selected) + 1, TRUE);
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->select_range = select_range;
  iface->unselect_range = unselect_range;
  iface->select_all = select_none;
  iface->unselect_all = select_none;
  iface->set_selection = set_selection;
}

static void
herald_history_selection_dispose (GObject *object)
{
  HeraldHistorySelection *self = HERALD_HISTORY_SELECTION (object);

  g_clear_object (&self->chosen[0]);
  g_clear_object (&self->chosen[1]);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (herald_history_selection_parent_class)->dispose (object);
}

static void
herald_history_selection_class_init (HeraldHistorySelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = herald_history_selection_dispose;
}

static void
herald_history_selection_init (HeraldHistorySelection *self)
{
}

/**
 * herald_history_selection_new:
 * @model: the lines; it keeps the ones that it has shown, so that they stay the same objects
 * @selectable: tells which can be selected
 *
 * Returns: (transfer full): a selection, empty
 */
HeraldHistorySelection *
herald_history_selection_new (GListModel              *model,
                              HeraldHistorySelectable  selectable)
{
  HeraldHistorySelection *self = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (model), NULL);
  g_return_val_if_fail (selectable != NULL, NULL);

  self = g_object_new (HERALD_TYPE_HISTORY_SELECTION, NULL);
  self->model = g_object_ref (model);
  self->selectable = selectable;
  g_signal_connect_object (model, "items-changed", G_CALLBACK (g_list_model_items_changed), self, G_CONNECT_SWAPPED);
  return self;
}

static guint
find (HeraldHistorySelection *self,
      gpointer                item)
{
  guint n = g_list_model_get_n_items (self->model);

  for (guint i = 0; i < n; i++)
    if (peek (self, i) == item)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

/**
 * herald_history_selection_get:
 * @self: a selection
 * @latest: (out) (transfer none) (nullable): the one chosen last
 * @other: (out) (transfer none) (nullable): the one beside it
 *
 * What is folded away stays selected.
 */
void
herald_history_selection_get (HeraldHistorySelection *self,
                              gpointer               *latest,
                              gpointer               *other)
{
  g_return_if_fail (HERALD_IS_HISTORY_SELECTION (self));

  *latest = self->chosen[0];
  *other = self->chosen[1];
}

/**
 * herald_history_selection_toggle:
 * @self: a selection
 * @item: (transfer none): a line
 *
 * Adds it as the one to compare with, or takes it away again: what Ctrl+click does.
 */
void
herald_history_selection_toggle (HeraldHistorySelection *self,
                                 gpointer                item)
{
  guint position = 0;

  g_return_if_fail (HERALD_IS_HISTORY_SELECTION (self));

  position = find (self, item);
  if (position == GTK_INVALID_LIST_POSITION)
    return;
  if (is_chosen (self, item))
    unselect_item (GTK_SELECTION_MODEL (self), position);
  else
    select_item (GTK_SELECTION_MODEL (self), position, FALSE);
}

/* This one alone; it need not be among the lines now. */
void
herald_history_selection_choose (HeraldHistorySelection *self,
                                 gpointer                item)
{
  g_return_if_fail (HERALD_IS_HISTORY_SELECTION (self));
  g_return_if_fail (G_IS_OBJECT (item));

  set_chosen (self, item, NULL);
}

gboolean
herald_history_selection_has (HeraldHistorySelection *self,
                              gpointer                item)
{
  g_return_val_if_fail (HERALD_IS_HISTORY_SELECTION (self), FALSE);

  return is_chosen (self, item);
}
