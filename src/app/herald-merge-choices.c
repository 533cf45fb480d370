/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-merge-choices.h"

/**
 * herald_merge_choices_find_option:
 * @place: a place
 * @choice: what was decided about it before
 *
 * Returns: which of its answers that is; -1: none that is still there
 */
int
herald_merge_choices_find_option (const HeraldMergePlace *place,
                                  const HeraldChoice     *choice)
{
  for (guint i = 0; i < place->options->len; i++)
    {
      const HeraldMergeOption *option = g_ptr_array_index (place->options, i);

      if (option->kind == choice->kind &&
          (option->kind != HERALD_CHOICE_THEIRS || choice->head == NULL || g_strcmp0 (option->head, choice->head) == 0))
        return (int) i;
    }
  return -1;
}

/**
 * herald_merge_choices_read_words:
 * @choice: a choice
 *
 * Returns: (transfer full) (nullable): the words of one's own
 */
HeraldItem *
herald_merge_choices_read_words (const HeraldChoice *choice)
{
  if (choice->kind != HERALD_CHOICE_REWRITTEN || choice->value == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (choice->value))
    return herald_record_read (&herald_item_type, json_node_get_object (choice->value), NULL, NULL);
  return herald_item_new (JSON_NODE_HOLDS_VALUE (choice->value) ? json_node_get_string (choice->value) : NULL);
}

/* A text of a block stands with its marks, any other is plain. */
static JsonNode *
write_rewriting (HeraldMergePlaces *self,
                 guint              index)
{
  const HeraldMergePlace *place = herald_merge_places_get (self, index);
  const HeraldItem *item = herald_merge_places_get_rewriting (self, index);
  JsonNode *node = NULL;

  if (g_strcmp0 (place->member, "text") == 0)
    {
      node = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (node, herald_record_write (&herald_item_type, item));
    }
  else
    {
      node = json_node_new (JSON_NODE_VALUE);
      json_node_set_string (node, item->text != NULL ? item->text : "");
    }
  return node;
}

static HeraldChoice *
make_choice (HeraldMergePlaces *self,
             guint              index)
{
  const HeraldMergePlace *place = herald_merge_places_get (self, index);
  const HeraldMergeOption *option = g_ptr_array_index (place->options, herald_merge_places_get_answer (self, index));
  g_autoptr(JsonNode) value = NULL;
  HeraldChoice *choice = NULL;

  if (option->kind == HERALD_CHOICE_REWRITTEN)
    value = write_rewriting (self, index);
  choice = herald_choice_new (place->subject, place->member, option->kind, value);
  if (option->kind == HERALD_CHOICE_THEIRS)
    choice->head = g_strdup (option->head);
  return choice;
}

/**
 * herald_merge_choices_write:
 * @self: places
 *
 * A choice without a member means all of its subject: what is said of one member goes over it.
 *
 * Returns: (transfer full) (element-type HeraldChoice): what is decided so far
 */
GPtrArray *
herald_merge_choices_write (HeraldMergePlaces *self)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_choice_free);

  g_return_val_if_fail (HERALD_IS_MERGE_PLACES (self), choices);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < herald_merge_places_get_n (self); i++)
      {
        const HeraldMergePlace *place = herald_merge_places_get (self, i);

        if (herald_merge_places_get_answer (self, i) >= 0 && (place->member != NULL) == (pass == 1))
          g_ptr_array_add (choices, make_choice (self, i));
      }
  return choices;
}
