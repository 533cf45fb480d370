/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-list-item.h"

struct _HeraldListItem
{
  GObject        parent_instance;
  HeraldListRow *row;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (HeraldListItem, herald_list_item, G_TYPE_OBJECT)

static void
herald_list_item_finalize (GObject *object)
{
  HeraldListItem *self = HERALD_LIST_ITEM (object);

  g_clear_pointer (&self->row, herald_list_row_free);

  G_OBJECT_CLASS (herald_list_item_parent_class)->finalize (object);
}

static void
herald_list_item_class_init (HeraldListItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = herald_list_item_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
herald_list_item_init (HeraldListItem *self)
{
}

HeraldListItem *
herald_list_item_new (void)
{
  return g_object_new (HERALD_TYPE_LIST_ITEM, NULL);
}

/* (transfer none) (nullable) */
const HeraldListRow *
herald_list_item_get_row (HeraldListItem *self)
{
  g_return_val_if_fail (HERALD_IS_LIST_ITEM (self), NULL);

  return self->row;
}

const char *
herald_list_item_get_id (HeraldListItem *self)
{
  g_return_val_if_fail (HERALD_IS_LIST_ITEM (self), NULL);

  return self->row != NULL ? self->row->summary->id : NULL;
}

/* row: (transfer full) */
void
herald_list_item_set_row (HeraldListItem *self,
                          HeraldListRow  *row)
{
  g_return_if_fail (HERALD_IS_LIST_ITEM (self));

  g_clear_pointer (&self->row, herald_list_row_free);
  self->row = row;
  g_signal_emit (self, changed_signal, 0);
}
