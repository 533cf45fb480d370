/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of the merge: sets, things with an identity, and lines. */
#include "herald-merge-walk.h"

#include <string.h>

#include "herald-merge-chunks.h"
#include "herald-merge-figures.h"
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

/* Elements without an identity, with their numbers. */
typedef struct
{
  JsonArray *array;
  guint     *numbers;
} Lines;

static void
append_line (JsonArray   *merged,
             const Lines *from,
             guint        place)
{
  json_array_add_element (merged, herald_node_copy (json_array_get_element (from->array, place)));
}

static void
append_lines (JsonArray   *merged,
              const Lines *from,
              HeraldRange  range)
{
  for (guint i = range.start; i < range.end; i++)
    append_line (merged, from, i);
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

/* Whether side has all lines of base, and more between them. */
static gboolean
only_adds (const Lines *base,
           HeraldRange  in_base,
           const Lines *side,
           HeraldRange  in_side)
{
  guint next = in_base.start;

  for (guint i = in_side.start; i < in_side.end && next < in_base.end; i++)
    next += side->numbers[i] == base->numbers[next];
  return next == in_base.end;
}

/* The lines of adder, but those that the base has as editor edited them. */
static void
append_added (JsonArray   *merged,
              const Lines *base,
              HeraldRange  in_base,
              const Lines *adder,
              HeraldRange  in_adder,
              const Lines *editor,
              HeraldRange  in_editor)
{
  guint next = in_base.start;

  for (guint i = in_adder.start; i < in_adder.end; i++)
    if (next < in_base.end && adder->numbers[i] == base->numbers[next])
      append_line (merged, editor, in_editor.start + next++ - in_base.start);
    else
      append_line (merged, adder, i);
}

/* Both edited lines in their places. Returns whether the same one. */
static gboolean
append_edited (HeraldMergeWalk   *walk,
               JsonArray         *merged,
               const HeraldChunk *chunk,
               const Lines       *base,
               const Lines       *ours,
               const Lines       *theirs)
{
  gboolean is_conflict = FALSE;

  for (guint i = 0; i < chunk->base.end - chunk->base.start; i++)
    {
      guint b = base->numbers[chunk->base.start + i];
      guint o = ours->numbers[chunk->ours.start + i], t = theirs->numbers[chunk->theirs.start + i];
      gboolean is_torn = o != b && t != b && o != t;
      gboolean takes_ours = is_torn ? walk->prefer == HERALD_MERGE_OURS : o != b;

      is_conflict |= is_torn;
      append_line (merged, takes_ours ? ours : theirs, takes_ours ? chunk->ours.start + i : chunk->theirs.start + i);
    }
  return is_conflict;
}

/* What both changed. Lines that touch are no conflict where it can be told which is which: both have as many as before,
 * or one has, and the other only added some. Returns whether people have to decide. */
static gboolean
append_changed (HeraldMergeWalk   *walk,
                JsonArray         *merged,
                const HeraldChunk *chunk,
                const Lines       *base,
                const Lines       *ours,
                const Lines       *theirs)
{
  guint n_base = chunk->base.end - chunk->base.start;
  gboolean ours_in_place = chunk->ours.end - chunk->ours.start == n_base;
  gboolean theirs_in_place = chunk->theirs.end - chunk->theirs.start == n_base;

  if (ours_in_place && theirs_in_place)
    return append_edited (walk, merged, chunk, base, ours, theirs);
  if (ours_in_place && only_adds (base, chunk->base, theirs, chunk->theirs))
    append_added (merged, base, chunk->base, theirs, chunk->theirs, ours, chunk->ours);
  else if (theirs_in_place && only_adds (base, chunk->base, ours, chunk->ours))
    append_added (merged, base, chunk->base, ours, chunk->ours, theirs, chunk->theirs);
  else
    {
      gboolean ours_stand = takes_ours (walk, chunk);

      append_lines (merged, ours_stand ? ours : theirs, ours_stand ? chunk->ours : chunk->theirs);
      return TRUE;
    }
  return FALSE;
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
  g_autofree guint *of_base = number_lines (to_array (trio.base), known);
  g_autofree guint *of_ours = number_lines (to_array (trio.ours), known);
  g_autofree guint *of_theirs = number_lines (to_array (trio.theirs), known);
  const Lines base = { to_array (trio.base), of_base };
  const Lines ours = { to_array (trio.ours), of_ours };
  const Lines theirs = { to_array (trio.theirs), of_theirs };
  g_autoptr (GArray) chunks = NULL;
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *merged = json_array_new ();
  gboolean is_conflict = numbers_differ (name, trio);

  chunks = herald_merge_chunks ((HeraldSequence) { of_base, get_length (base.array) },
                                (HeraldSequence) { of_ours, get_length (ours.array) },
                                (HeraldSequence) { of_theirs, get_length (theirs.array) }, NULL);
  for (guint i = 0; i < chunks->len; i++)
    {
      const HeraldChunk *chunk = &g_array_index (chunks, HeraldChunk, i);

      if (chunk->kind == HERALD_CHUNK_CONFLICT)
        is_conflict |= append_changed (walk, merged, chunk, &base, &ours, &theirs);
      else if (takes_ours (walk, chunk))
        append_lines (merged, &ours, chunk->ours);
      else
        append_lines (merged, &theirs, chunk->theirs);
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
  if (trio.ours == NULL || trio.theirs == NULL || type == &herald_sign_off_type || type == &herald_override_type
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
  return list->record != &herald_sign_off_type && list->record != &herald_comment_type && list->record != &herald_override_type;
}

/* The identities that all three have, as they stand in side. */
static GPtrArray *
list_shared (const Side *side,
             const Side *one,
             const Side *other)
{
  GPtrArray *shared = g_ptr_array_new ();

  for (guint i = 0; i < side->ids->len; i++)
    {
      char *id = g_ptr_array_index (side->ids, i);

      if (g_hash_table_contains (one->nodes, id) && g_hash_table_contains (other->nodes, id))
        g_ptr_array_add (shared, id);
    }
  return shared;
}

static int
find_difference (GPtrArray *one,
                 GPtrArray *other)
{
  for (guint i = 0; i < one->len; i++)
    if (strcmp (g_ptr_array_index (one, i), g_ptr_array_index (other, i)) != 0)
      return (int) i;
  return -1;
}

/* The order of the parties is negotiated: where both changed it, the two are never mixed. Returns one party that stands
 * elsewhere, or NULL. */
static const char *
find_torn_order (const HeraldMember *list,
                 const Side         *base,
                 const Side         *ours,
                 const Side         *theirs)
{
  g_autoptr (GPtrArray) of_base = NULL, of_ours = NULL, of_theirs = NULL;
  const char *one, *other;
  int place;

  if (list->record != &herald_party_type)
    return NULL;
  of_base = list_shared (base, ours, theirs);
  of_ours = list_shared (ours, base, theirs);
  of_theirs = list_shared (theirs, base, ours);
  place = find_difference (of_ours, of_theirs);
  if (place < 0 || find_difference (of_ours, of_base) < 0 || find_difference (of_theirs, of_base) < 0)
    return NULL;
  one = g_ptr_array_index (of_ours, place);
  other = g_ptr_array_index (of_theirs, place);
  return strcmp (one, other) < 0 ? one : other;
}

/* As if side had moved nothing. */
static GPtrArray *
list_unmoved (const Side *side,
              const Side *base)
{
  GPtrArray *ids = g_ptr_array_new ();
  guint next = 0;

  for (guint i = 0; i < side->ids->len; i++)
    {
      char *id = g_ptr_array_index (side->ids, i);

      if (g_hash_table_contains (base->nodes, id))
        {
          while (!g_hash_table_contains (side->nodes, g_ptr_array_index (base->ids, next)))
            next++;
          id = g_ptr_array_index (base->ids, next++);
        }
      g_ptr_array_add (ids, id);
    }
  return ids;
}

/* torn: gets those that both put elsewhere. */
static GPtrArray *
merge_order (HeraldMergeWalk    *walk,
             const HeraldMember *list,
             const Side         *base,
             const Side         *ours,
             const Side         *theirs,
             GHashTable         *merged,
             GPtrArray          *torn)
{
  gboolean is_ours = walk->prefer == HERALD_MERGE_OURS;
  const char *party = find_torn_order (list, base, ours, theirs);
  g_autoptr (GPtrArray) unmoved = party != NULL ? list_unmoved (is_ours ? theirs : ours, base) : NULL;
  GPtrArray *of_ours = unmoved != NULL && !is_ours ? unmoved : ours->ids;
  GPtrArray *of_theirs = unmoved != NULL && is_ours ? unmoved : theirs->ids;
  GPtrArray *order = herald_merge_order (base->ids, of_ours, of_theirs, merged, walk->prefer,
                                         order_matters (list) && party == NULL ? torn : NULL);

  if (party != NULL)
    g_ptr_array_add (torn, (char *) party);
  return order;
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
  g_autoptr (GPtrArray) order = merge_order (walk, list, base, ours, theirs, merged, torn);
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

