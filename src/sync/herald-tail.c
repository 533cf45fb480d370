/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-tail.h"

#include "herald-canonical.h"
#include "herald-json.h"
#include "herald-members.h"

#define MAX_LENGTH 8 /* rows: one would do to tell a change; more, to tell a server that was restored and written to since */

typedef struct
{
  char *sequence; /* after which the next row comes */
  char *id;
  char *leaves;
} Row;

struct _HeraldTail
{
  char      *since; /* or NULL */
  GPtrArray *rows;  /* of Row */
  gboolean   useless;
};

static void
row_free (Row *row)
{
  g_free (row->sequence);
  g_free (row->id);
  g_free (row->leaves);
  g_free (row);
}

static void
add (HeraldTail *tail,
     const char *sequence,
     const char *id,
     const char *leaves)
{
  Row *row = g_new0 (Row, 1);

  row->sequence = g_strdup (sequence);
  row->id = g_strdup (id);
  row->leaves = g_strdup (leaves);
  g_ptr_array_add (tail->rows, row);
}

/**
 * herald_tail_new:
 * @since: (nullable): a sequence, or %NULL for the beginning of the list
 *
 * Returns: (transfer full): a tail without rows that begins there
 */
HeraldTail *
herald_tail_new (const char *since)
{
  HeraldTail *tail = g_new0 (HeraldTail, 1);

  tail->since = g_strdup (since);
  tail->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  return tail;
}

/**
 * herald_tail_parse:
 * @text: (nullable): what herald_tail_to_text() gave
 *
 * Returns: (transfer full) (nullable): the tail
 */
HeraldTail *
herald_tail_parse (const char *text)
{
  g_autoptr (JsonNode) node = text != NULL ? herald_json_parse (text, -1, NULL) : NULL;
  JsonObject *object = herald_node_object (node);
  JsonArray *rows = herald_member_array (object, "rows");
  g_autoptr (HeraldTail) tail = NULL;

  if (rows == NULL)
    return NULL;

  tail = herald_tail_new (herald_member_string (object, "since"));
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = herald_node_object (json_array_get_element (rows, i));
      const char *sequence = herald_member_string (row, "sequence");
      const char *id = herald_member_string (row, "id");
      const char *leaves = herald_member_string (row, "leaves");

      if (sequence == NULL || id == NULL || leaves == NULL)
        return NULL;
      add (tail, sequence, id, leaves);
    }

  return g_steal_pointer (&tail);
}

/**
 * herald_tail_to_text:
 * @tail: a tail
 *
 * Returns: (transfer full) (nullable): the tail as text to keep; %NULL if it is useless
 */
char *
herald_tail_to_text (HeraldTail *tail)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *rows = json_array_new ();

  json_node_take_object (node, object);
  json_object_set_array_member (object, "rows", rows);
  if (tail->since != NULL)
    json_object_set_string_member (object, "since", tail->since);

  for (guint i = 0; i < tail->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (tail->rows, i);
      JsonObject *member = json_object_new ();

      json_object_set_string_member (member, "sequence", row->sequence);
      json_object_set_string_member (member, "id", row->id);
      json_object_set_string_member (member, "leaves", row->leaves);
      json_array_add_object_element (rows, member);
    }

  return tail->useless ? NULL : herald_canonical_to_string (node, NULL);
}

/**
 * herald_tail_free:
 * @tail: (transfer full): a tail
 */
void
herald_tail_free (HeraldTail *tail)
{
  g_free (tail->since);
  g_ptr_array_unref (tail->rows);
  g_free (tail);
}

/* A document stands in the list once, where it was changed last. */
static void
forget (HeraldTail *tail,
        const char *id)
{
  for (guint i = tail->rows->len; i > 0; i--)
    if (g_str_equal (((Row *) g_ptr_array_index (tail->rows, i - 1))->id, id))
      g_ptr_array_remove_index (tail->rows, i - 1);
}

/**
 * herald_tail_note:
 * @tail: a tail
 * @item: a row of the list that comes after those that were noted
 *
 * Adds it; the first one leaves when there are enough.
 */
void
herald_tail_note (HeraldTail             *tail,
                  const HeraldRemoteItem *item)
{
  if (item->id == NULL || item->sequence == NULL || item->leaves == NULL)
    {
      tail->useless = TRUE;
      return;
    }

  forget (tail, item->id);
  add (tail, item->sequence, item->id, item->leaves);
  if (tail->rows->len > MAX_LENGTH)
    {
      Row *first = g_ptr_array_steal_index (tail->rows, 0);

      g_free (tail->since);
      tail->since = g_steal_pointer (&first->sequence);
      row_free (first);
    }
}

const char *
herald_tail_get_since (HeraldTail *tail)
{
  return tail->since;
}

guint
herald_tail_get_length (HeraldTail *tail)
{
  return tail->useless ? 0 : tail->rows->len;
}

/**
 * herald_tail_equals:
 * @tail: a tail
 * @items: (element-type HeraldRemoteItem): all rows that come where it begins
 *
 * Returns: whether they are the same, in whatever order: that of a cluster's list is not reliable
 */
gboolean
herald_tail_equals (HeraldTail *tail,
                    GPtrArray  *items)
{
  g_autoptr (GHashTable) leaves = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < tail->rows->len; i++)
    {
      Row *row = g_ptr_array_index (tail->rows, i);

      g_hash_table_insert (leaves, row->id, row->leaves);
    }

  for (guint i = 0; i < items->len; i++)
    {
      const HeraldRemoteItem *item = g_ptr_array_index (items, i);

      if (item->id == NULL || item->leaves == NULL ||
          g_strcmp0 (g_hash_table_lookup (leaves, item->id), item->leaves) != 0)
        return FALSE;
    }

  return items->len == tail->rows->len;
}
