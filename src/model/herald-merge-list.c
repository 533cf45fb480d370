/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of the merge: sets, things with an identity, and lines. */
#include "herald-merge-walk.h"

#include <string.h>

#include "herald-merge-chunks.h"
#include "herald-merge-order.h"
#include "herald-organisation.h"
#include "herald-words.h"

/* What tells one element of a list from another, where it is not its id. */
static const struct
{
  const HeraldRecordType *type;
  const char             *members[5];
} keys[] = {
  { &herald_asset_type, { "sha256", NULL } },
  { &herald_sign_off_type, { "party", "subject", "sha256", "by", NULL } },
  { &herald_profile_type, { "language", NULL } },
};

static const char * const id_key[] = { "id", NULL };

/* One list. */
typedef struct
{
  GPtrArray  *ids;   /* of char * */
  GHashTable *nodes; /* id -> JsonNode */
} Side;

static void
clear_side (Side *side)
{
  g_clear_pointer (&side->ids, g_ptr_array_unref);
  g_clear_pointer (&side->nodes, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Side, clear_side)

static JsonArray *
to_array (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static guint
get_length (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

static GHashTable *
to_set (JsonNode *node)
{
  GHashTable *set = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *array = to_array (node);

  for (guint i = 0; i < get_length (array); i++)
    g_hash_table_add (set, (char *) json_array_get_string_element (array, i));
  return set;
}

/* A tag is there if both have it, or one of them added it. */
JsonNode *
herald_merge_set (HeraldMergeTrio trio)
{
  g_autoptr (GHashTable) base = to_set (trio.base);
  g_autoptr (GHashTable) ours = to_set (trio.ours);
  g_autoptr (GHashTable) theirs = to_set (trio.theirs);
  g_autoptr (GHashTable) both = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GList) sorted = NULL;
  JsonArray *merged = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  GHashTableIter iter;
  gpointer word;

  g_hash_table_iter_init (&iter, ours);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    if (g_hash_table_contains (theirs, word) || !g_hash_table_contains (base, word))
      g_hash_table_add (both, word);
  g_hash_table_iter_init (&iter, theirs);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    if (!g_hash_table_contains (base, word))
      g_hash_table_add (both, word);
  sorted = g_list_sort (g_hash_table_get_keys (both), (GCompareFunc) strcmp);
  for (GList *l = sorted; l != NULL; l = l->next)
    json_array_add_string_element (merged, l->data);
  json_node_take_array (node, merged);
  return node;
}

static guint *
number_lines (JsonArray  *array,
              GHashTable *known)
{
  guint *numbers = g_new (guint, get_length (array) + 1);

  for (guint i = 0; i < get_length (array); i++)
    {
      char *line = herald_canonical_to_string (json_array_get_element (array, i), NULL);
      guint number = GPOINTER_TO_UINT (g_hash_table_lookup (known, line));

      if (number == 0)
        {
          number = g_hash_table_size (known) + 1;
          g_hash_table_insert (known, line, GUINT_TO_POINTER (number));
        }
      else
        g_free (line);
      numbers[i] = number;
    }
  return numbers;
}

static void
append_lines (JsonArray   *merged,
              JsonArray   *from,
              HeraldRange  range)
{
  for (guint i = range.start; i < range.end; i++)
    json_array_add_element (merged, herald_node_copy (json_array_get_element (from, i)));
}

/* Whether the lines of the chunk are ours; where one side took lines away that the other edited, the edit survives. */
static gboolean
takes_ours (HeraldMergeWalk   *walk,
            const HeraldChunk *chunk)
{
  if (chunk->kind != HERALD_CHUNK_CONFLICT)
    return chunk->kind != HERALD_CHUNK_THEIRS;
  if (chunk->ours.start == chunk->ours.end || chunk->theirs.start == chunk->theirs.end)
    return chunk->ours.start < chunk->ours.end;
  return walk->prefer == HERALD_MERGE_OURS;
}

static char *
dup_words (const char *name,
           JsonNode   *node)
{
  return node != NULL ? herald_words_of_member (name, node) : NULL;
}

static gboolean
numbers_differ (const char      *name,
                HeraldMergeTrio  trio)
{
  g_autofree char *base = dup_words (name, trio.base);
  g_autofree char *ours = dup_words (name, trio.ours);
  g_autofree char *theirs = dup_words (name, trio.theirs);

  return herald_merge_numbers_differ (base, ours, theirs);
}

/* Elements without an identity: each is one line. */
static JsonNode *
merge_lines (HeraldMergeWalk *walk,
             const char      *thing,
             const char      *name,
             HeraldMergeTrio  trio)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *base = to_array (trio.base), *ours = to_array (trio.ours), *theirs = to_array (trio.theirs);
  g_autofree guint *of_base = number_lines (base, known);
  g_autofree guint *of_ours = number_lines (ours, known);
  g_autofree guint *of_theirs = number_lines (theirs, known);
  g_autoptr (GArray) chunks = NULL;
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *merged = json_array_new ();
  gboolean is_conflict = numbers_differ (name, trio);

  chunks = herald_merge_chunks ((HeraldSequence) { of_base, get_length (base) },
                                (HeraldSequence) { of_ours, get_length (ours) },
                                (HeraldSequence) { of_theirs, get_length (theirs) }, NULL);
  for (guint i = 0; i < chunks->len; i++)
    {
      const HeraldChunk *chunk = &g_array_index (chunks, HeraldChunk, i);

      is_conflict |= chunk->kind == HERALD_CHUNK_CONFLICT;
      if (takes_ours (walk, chunk))
        append_lines (merged, ours, chunk->ours);
      else
        append_lines (merged, theirs, chunk->theirs);
    }
  json_node_take_array (node, merged);
  if (!is_conflict)
    return node;
  herald_merge_report (walk, HERALD_CONFLICT_TEXT, thing, name, NULL, trio);
  if (!walk->keeps_base)
    return node;
  json_node_unref (node);
  return trio.base != NULL ? herald_node_copy (trio.base) : NULL;
}

/* NULL: has none. */
char *
herald_merge_dup_identity (const HeraldRecordType *type,
                           JsonNode               *node)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  const char * const *key = id_key;
  gboolean is_known = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].type == type)
      key = keys[i].members;
  for (guint i = 0; key[i] != NULL; i++)
    {
      const char *part = herald_merge_get_text (node, key[i]);

      is_known |= part != NULL;
      g_ptr_array_add (parts, (char *) (part != NULL ? part : ""));
    }
  g_ptr_array_add (parts, NULL);
  return is_known ? g_strjoinv ("/", (char **) parts->pdata) : NULL;
}

/* FALSE: not every element has an identity of its own. */
static gboolean
open_side (Side                   *side,
           const HeraldRecordType *type,
           JsonNode               *node)
{
  JsonArray *array = to_array (node);

  side->ids = g_ptr_array_new_with_free_func (g_free);
  side->nodes = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      char *id = herald_merge_dup_identity (type, element);

      if (id == NULL)
        return FALSE;
      g_ptr_array_add (side->ids, id);
      if (!g_hash_table_insert (side->nodes, id, element))
        return FALSE;
    }
  return TRUE;
}

/* A block of a type to come: nothing is known of what its members mean. */
static gboolean
is_of_unknown_variant (const HeraldRecordType *type,
                       JsonNode               *node)
{
  const char *variant = type->variant != NULL && node != NULL ? herald_merge_get_text (node, type->variant) : NULL;

  for (guint i = 0; variant != NULL && i < type->n_members; i++)
    if (strcmp (type->members[i].name, type->variant) == 0)
      return !g_strv_contains (type->members[i].names, variant);
  return FALSE;
}

/* NULL: it is gone. */
static JsonNode *
merge_element (HeraldMergeWalk    *walk,
               const HeraldMember *list,
               const char         *id,
               HeraldMergeTrio     trio)
{
  const HeraldRecordType *type = list->record;
  g_autofree char *thing = g_strconcat (type->name, ":", id, NULL);
  JsonNode *settled = NULL;

  if (herald_merge_settle (trio, &settled))
    return settled != NULL ? herald_node_copy (settled) : NULL;
  if (trio.ours == NULL || trio.theirs == NULL || type == &herald_sign_off_type
      || is_of_unknown_variant (type, trio.base) || is_of_unknown_variant (type, trio.ours)
      || is_of_unknown_variant (type, trio.theirs))
    return herald_merge_value (walk, thing, NULL, list->name, trio);
  return herald_merge_record (walk, type, thing, trio);
}

/* All identities: those of the base, then the preferred side's new ones, then the other's. */
static GPtrArray *
list_identities (HeraldMergeWalk *walk,
                 const Side      *base,
                 const Side      *ours,
                 const Side      *theirs)
{
  const Side *sides[] = { base, walk->prefer == HERALD_MERGE_OURS ? ours : theirs,
                          walk->prefer == HERALD_MERGE_OURS ? theirs : ours };
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    for (guint k = 0; k < sides[i]->ids->len; k++)
      {
        char *id = g_ptr_array_index (sides[i]->ids, k);
        gboolean is_known = FALSE;

        for (guint m = 0; m < i; m++)
          is_known |= g_hash_table_contains (sides[m]->nodes, id);
        if (!is_known)
          g_ptr_array_add (ids, id);
      }
  return ids;
}

static JsonNode *
write_order (GPtrArray *ids)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_sized_new (ids->len);

  for (guint i = 0; i < ids->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (ids, i));
  json_node_take_array (node, array);
  return node;
}

static gboolean
order_matters (const HeraldMember *list)
{
  return list->record != &herald_sign_off_type && list->record != &herald_comment_type;
}

static JsonNode *
put_in_order (HeraldMergeWalk    *walk,
              const HeraldMember *list,
              const Side         *base,
              const Side         *ours,
              const Side         *theirs,
              GHashTable         *merged)
{
  g_autoptr (GPtrArray) torn = g_ptr_array_new ();
  g_autoptr (GPtrArray) order = herald_merge_order (base->ids, ours->ids, theirs->ids, merged, walk->prefer,
                                                    order_matters (list) ? torn : NULL);
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_sized_new (order->len);

  for (guint i = 0; i < order->len; i++)
    json_array_add_element (array, json_node_ref (g_hash_table_lookup (merged, g_ptr_array_index (order, i))));
  for (guint i = 0; i < torn->len; i++)
    {
      const char *id = g_ptr_array_index (torn, i);
      g_autofree char *thing = g_strconcat (list->record->name, ":", id, NULL);
      HeraldMergeTrio trio = { g_hash_table_lookup (base->nodes, id), g_hash_table_lookup (ours->nodes, id),
                               g_hash_table_lookup (theirs->nodes, id) };
      HeraldConflict *conflict = herald_merge_report (walk, HERALD_CONFLICT_ORDER, thing, NULL, list->name, trio);

      herald_conflict_take_values (conflict, (HeraldMergeTrio) { write_order (base->ids), write_order (ours->ids),
                                                                 write_order (theirs->ids) });
    }
  json_node_take_array (node, array);
  return node;
}

/* A list of things that are told from one another by an identity; else of lines. */
JsonNode *
herald_merge_list (HeraldMergeWalk    *walk,
                   const HeraldMember *list,
                   const char         *thing,
                   HeraldMergeTrio     trio)
{
  g_auto (Side) base = { NULL, NULL };
  g_auto (Side) ours = { NULL, NULL };
  g_auto (Side) theirs = { NULL, NULL };
  g_autoptr (GHashTable) merged = NULL;
  g_autoptr (GPtrArray) ids = NULL;

  if (!open_side (&base, list->record, trio.base) || !open_side (&ours, list->record, trio.ours)
      || !open_side (&theirs, list->record, trio.theirs))
    return merge_lines (walk, thing, list->name, trio);
  merged = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) json_node_unref);
  ids = list_identities (walk, &base, &ours, &theirs);
  for (guint i = 0; i < ids->len; i++)
    {
      char *id = g_ptr_array_index (ids, i);
      HeraldMergeTrio element = { g_hash_table_lookup (base.nodes, id), g_hash_table_lookup (ours.nodes, id),
                                  g_hash_table_lookup (theirs.nodes, id) };
      JsonNode *node = merge_element (walk, list, id, element);

      if (node != NULL)
        g_hash_table_insert (merged, id, node);
    }
  return put_in_order (walk, list, &base, &ours, &theirs, merged);
}

