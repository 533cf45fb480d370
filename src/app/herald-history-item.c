/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-history-item.h"

struct _HeraldHistoryItem
{
  GObject            parent_instance;

  HeraldHistoryKind  kind;
  HeraldHistoryRow  *row;
  GPtrArray         *parents;
  HeraldHistoryItem *above;
  HeraldHistoryItem *fold;
  char              *note;
  gint64             newest; /* of what is folded below */
  gint64             oldest;
  gboolean           open;
  gboolean           loading;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (HeraldHistoryItem, herald_history_item, G_TYPE_OBJECT)

static void
herald_history_item_finalize (GObject *object)
{
  HeraldHistoryItem *self = HERALD_HISTORY_ITEM (object);

  g_clear_pointer (&self->row, herald_history_row_free);
  g_clear_pointer (&self->parents, g_ptr_array_unref);
  g_clear_object (&self->above);
  g_clear_object (&self->fold);
  g_clear_pointer (&self->note, g_free);

  G_OBJECT_CLASS (herald_history_item_parent_class)->finalize (object);
}

static void
herald_history_item_class_init (HeraldHistoryItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = herald_history_item_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
herald_history_item_init (HeraldHistoryItem *self)
{
}

static HeraldHistoryItem *
item_new (HeraldHistoryKind kind)
{
  HeraldHistoryItem *self = g_object_new (HERALD_TYPE_HISTORY_ITEM, NULL);

  self->kind = kind;
  return self;
}

HeraldHistoryItem *
herald_history_item_new_draft (void)
{
  return item_new (HERALD_HISTORY_DRAFT);
}

/**
 * herald_history_item_new_version:
 * @row: (transfer full): the version
 * @parents: (transfer full) (nullable) (element-type HeraldHistoryRow): of a joined one, what it was made of
 *
 * Returns: (transfer full): its line
 */
HeraldHistoryItem *
herald_history_item_new_version (HeraldHistoryRow *row,
                                 GPtrArray        *parents)
{
  HeraldHistoryItem *self = NULL;

  g_return_val_if_fail (row != NULL, NULL);

  self = item_new (HERALD_HISTORY_VERSION);
  self->row = row;
  self->parents = parents;
  return self;
}

/**
 * herald_history_item_new_fold:
 * @above: the version that automatic ones are folded under
 *
 * Returns: (transfer full): their line, closed
 */
HeraldHistoryItem *
herald_history_item_new_fold (HeraldHistoryItem *above)
{
  HeraldHistoryItem *self = NULL;

  g_return_val_if_fail (HERALD_IS_HISTORY_ITEM (above) && above->row != NULL, NULL);

  self = item_new (HERALD_HISTORY_FOLD);
  self->above = g_object_ref (above);
  return self;
}

/**
 * herald_history_item_new_more:
 * @fold: (nullable): the fold whose versions go on; NULL: the history itself does
 *
 * Returns: (transfer full): a line that stands for what is not loaded yet
 */
HeraldHistoryItem *
herald_history_item_new_more (HeraldHistoryItem *fold)
{
  HeraldHistoryItem *self = item_new (HERALD_HISTORY_MORE);

  herald_history_item_set_fold (self, fold);
  return self;
}

HeraldHistoryKind
herald_history_item_get_kind (HeraldHistoryItem *self)
{
  g_return_val_if_fail (HERALD_IS_HISTORY_ITEM (self), HERALD_HISTORY_MORE);

  return self->kind;
}

gboolean
herald_history_item_is_state (gpointer item)
{
  g_return_val_if_fail (HERALD_IS_HISTORY_ITEM (item), FALSE);

  return HERALD_HISTORY_ITEM (item)->kind == HERALD_HISTORY_DRAFT ||
         HERALD_HISTORY_ITEM (item)->kind == HERALD_HISTORY_VERSION;
}

const HeraldHistoryRow *
herald_history_item_get_row (HeraldHistoryItem *self)
{
  g_return_val_if_fail (HERALD_IS_HISTORY_ITEM (self), NULL);

  return self->row;
}

const char *
herald_history_item_get_hash (HeraldHistoryItem *self)
{
  g_return_val_if_fail (HERALD_IS_HISTORY_ITEM (self), NULL);

  return self->row != NULL ? self->row->version->hash : NULL;
}

GPtrArray *
herald_history_item_get_parents (HeraldHistoryItem *self)
{
  g_return_val_if_fail (HERALD_IS_HISTORY_ITEM (self), NULL);

  return self->parents;
}

HeraldHistoryItem *
herald_history_item_get_above (HeraldHistoryItem *self)
{
  g_return_val_if_fail (HERALD_IS_HISTORY_ITEM (self), NULL);

  return self->above;
}

guint
herald_history_item_get_n_folded (HeraldHistoryItem *self)
{
  g_return_val_if_fail (HERALD_IS_HISTORY_ITEM (self), 0);

  return self->above != NULL ? self->above->row->n_folded : 0;
}

gboolean
herald_history_item_get_open (HeraldHistoryItem *self)
{
  g_return_val_if_fail (HERALD_IS_HISTORY_ITEM (self), FALSE);

  return self->open;
}

void
herald_history_item_set_open (HeraldHistoryItem *self,
                              gboolean           open)
{
  g_return_if_fail (HERALD_IS_HISTORY_ITEM (self));

  if (self->open == open)
    return;
  self->open = open;
  g_signal_emit (self, changed_signal, 0);
}

void
herald_history_item_set_folded_times (HeraldHistoryItem *self,
                                      gint64             newest,
                                      gint64             oldest)
{
  g_return_if_fail (HERALD_IS_HISTORY_ITEM (self));

  self->newest = newest;
  self->oldest = oldest;
}

/* Of a version, or of the fold below it. */
void
herald_history_item_get_folded_times (HeraldHistoryItem *self,
                                      gint64            *newest,
                                      gint64            *oldest)
{
  g_return_if_fail (HERALD_IS_HISTORY_ITEM (self));

  if (self->above != NULL)
    self = self->above;
  *newest = self->newest;
  *oldest = self->oldest;
}

const char *
herald_history_item_get_note (HeraldHistoryItem *self)
{
  g_return_val_if_fail (HERALD_IS_HISTORY_ITEM (self), NULL);

  return self->note;
}

void
herald_history_item_set_note (HeraldHistoryItem *self,
                              const char        *note)
{
  g_return_if_fail (HERALD_IS_HISTORY_ITEM (self));

  if (g_strcmp0 (self->note, note) == 0)
    return;
  g_free (self->note);
  self->note = g_strdup (note);
  g_signal_emit (self, changed_signal, 0);
}

HeraldHistoryItem *
herald_history_item_get_fold (HeraldHistoryItem *self)
{
  g_return_val_if_fail (HERALD_IS_HISTORY_ITEM (self), NULL);

  return self->fold;
}

void
herald_history_item_set_fold (HeraldHistoryItem *self,
                              HeraldHistoryItem *fold)
{
  g_return_if_fail (HERALD_IS_HISTORY_ITEM (self));

  g_set_object (&self->fold, fold);
}

gboolean
herald_history_item_get_loading (HeraldHistoryItem *self)
{
  g_return_val_if_fail (HERALD_IS_HISTORY_ITEM (self), FALSE);

  return self->loading;
}

void
herald_history_item_set_loading (HeraldHistoryItem *self,
                                 gboolean           loading)
{
  g_return_if_fail (HERALD_IS_HISTORY_ITEM (self));

  self->loading = loading;
}

/**
 * herald_history_item_take:
 * @self: the line of a version
 * @other: the same version as it was read later; only to be freed after this
 *
 * What happened to a version may change (exported, synced), the version never does.
 */
void
herald_history_item_take (HeraldHistoryItem *self,
                          HeraldHistoryItem *other)
{
  HeraldHistoryRow *row = NULL;

  g_return_if_fail (HERALD_IS_HISTORY_ITEM (self) && HERALD_IS_HISTORY_ITEM (other));
  g_return_if_fail (self->row != NULL && other->row != NULL);

  row = self->row;
  self->row = other->row;
  other->row = row;
  self->newest = other->newest;
  self->oldest = other->oldest;
  g_signal_emit (self, changed_signal, 0);
}
