/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-comparison-private.h"

#include <string.h>

#include "herald-alignment.h"
#include "herald-words.h"

/* Lists whose elements have an identity: each is compared with itself, wherever it stands. */
typedef struct
{
  const char *member;
  const char *subject;
  gboolean    ordered; /* a place in it means something */
} ThingList;

static const ThingList lists[] = {
  { "parties", "party", TRUE },
  { "body", "block", TRUE },
  { "boilerplates", "boilerplate", TRUE },
  { "contacts", "contact", TRUE },
  { "assets", "asset", TRUE },
  { "sign_offs", "sign_off", FALSE },
  { "comments", "comment", FALSE },
  { "overrides", "override", FALSE },
};

/* Two paragraphs are one that was split when together they share so much with it, and so much more than the first. */
#define SPLIT_ALIKE 700
#define SPLIT_GAIN 100

/* A block with another id is the same one, cut and pasted, when it shares so much. */
#define PASTED_ALIKE 650

/* So many pairs of removed and added blocks are looked at: more than people make, and no longer than a moment. */
#define MOST_PAIRS 20000

typedef struct
{
  JsonArray  *array;   /* NULL: empty */
  guint       n;
  GPtrArray  *ids;     /* of char *, in the order of array */
  GHashTable *indices; /* id -> index + 1 */
  int        *partner; /* place in the other side, or -1 */
  int        *leader;  /* place, in this side, of the block that tells of this one too, or -1 */
} Side;

typedef struct
{
  GPtrArray                 *entries;
  const HeraldComparedSides *sides;
  const ThingList           *list;
  Side                       before;
  Side                       after;
} Compare;

static void
clear_side (Side *side)
{
  g_clear_pointer (&side->ids, g_ptr_array_unref);
  g_clear_pointer (&side->indices, g_hash_table_unref);
  g_clear_pointer (&side->partner, g_free);
  g_clear_pointer (&side->leader, g_free);
}

static void
clear_compare (Compare *compare)
{
  clear_side (&compare->before);
  clear_side (&compare->after);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Compare, clear_compare)

static const char *
get_string (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

static char *
dup_identity (const char *member,
              JsonNode   *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *party, *by;

  if (object == NULL)
    return NULL;
  if (strcmp (member, "assets") == 0)
    return g_strdup (get_string (object, "sha256"));
  if (strcmp (member, "sign_offs") != 0)
    return g_strdup (get_string (object, "id"));
  if (get_string (object, "subject") == NULL || get_string (object, "sha256") == NULL)
    return NULL;
  party = get_string (object, "party");
  by = get_string (object, "by");
  return g_strjoin ("/", party != NULL ? party : "", get_string (object, "subject"), get_string (object, "sha256"),
                    by != NULL ? by : "", NULL);
}

static int *
make_places (guint n)
{
  int *places = g_new (int, n + 1);

  for (guint i = 0; i <= n; i++)
    places[i] = -1;
  return places;
}

/* FALSE: not a list whose elements all have an identity of their own. An absent one is empty. */
static gboolean
open_side (Side       *side,
           const char *member,
           JsonNode   *node)
{
  side->array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  side->n = side->array != NULL ? json_array_get_length (side->array) : 0;
  side->ids = g_ptr_array_new_with_free_func (g_free);
  side->indices = g_hash_table_new (g_str_hash, g_str_equal);
  side->partner = make_places (side->n);
  side->leader = make_places (side->n);
  if (node != NULL && side->array == NULL)
    return FALSE;
  for (guint i = 0; i < side->n; i++)
    {
      char *id = dup_identity (member, json_array_get_element (side->array, i));

      if (id == NULL)
        return FALSE;
      g_ptr_array_add (side->ids, id);
      if (!g_hash_table_insert (side->indices, id, GUINT_TO_POINTER (i + 1)))
        return FALSE;
    }
  return TRUE;
}

static JsonNode *
node_at (const Side *side,
         int         i)
{
  return i >= 0 ? json_array_get_element (side->array, (guint) i) : NULL;
}

static JsonObject *
object_at (const Side *side,
           int         i)
{
  return i >= 0 ? json_node_get_object (node_at (side, i)) : NULL;
}

static const char *
text_at (const Side *side,
         guint       i)
{
  const char *text = get_string (object_at (side, (int) i), "text");

  return text != NULL ? text : "";
}

static gboolean
is_of_type (const Side *side,
            guint       i,
            const char *type)
{
  return g_strcmp0 (get_string (object_at (side, (int) i), "type"), type) == 0;
}

static gboolean
is_alone (const Side *side,
          guint       i)
{
  return side->partner[i] < 0 && side->leader[i] < 0;
}

static void
pair_up (Compare *compare,
         guint    before,
         guint    after)
{
  compare->before.partner[before] = (int) after;
  compare->after.partner[after] = (int) before;
}

static void
pair_by_identity (Compare *compare)
{
  for (guint i = 0; i < compare->after.n; i++)
    {
      guint found = GPOINTER_TO_UINT (g_hash_table_lookup (compare->before.indices, g_ptr_array_index (compare->after.ids, i)));

      if (found > 0)
        pair_up (compare, found - 1, i);
    }
}

/* Lets the paragraph at leader, whose other state is whole, tell of its lone neighbour, if together they are more like
 * it. joined holds the words so far. */
static gboolean
draw_in (Side       *side,
         guint       leader,
         gint64      neighbour,
         const char *whole,
         GString    *joined,
         guint      *similarity)
{
  g_autofree char *candidate = NULL;
  guint with_it;

  if (neighbour < 0 || neighbour >= side->n || !is_alone (side, (guint) neighbour)
      || !is_of_type (side, (guint) neighbour, "paragraph"))
    return FALSE;
  candidate = neighbour < leader ? g_strconcat (text_at (side, (guint) neighbour), "\n", joined->str, NULL)
                                 : g_strconcat (joined->str, "\n", text_at (side, (guint) neighbour), NULL);
  with_it = herald_diff_similarity (whole, candidate);
  if (with_it < SPLIT_ALIKE || with_it < *similarity + SPLIT_GAIN)
    return FALSE;
  side->leader[neighbour] = (int) leader;
  *similarity = with_it;
  g_string_assign (joined, candidate);
  return TRUE;
}

/* The paragraph at place was edited: perhaps by taking a part of it into a new one, or by taking one in. */
static void
find_pieces (Side       *side,
             guint       place,
             const char *whole)
{
  g_autoptr (GString) joined = g_string_new (text_at (side, place));
  guint similarity;
  gint64 next = (gint64) place + 1, previous = (gint64) place - 1;

  if ((next >= side->n || !is_alone (side, (guint) next)) && (previous < 0 || !is_alone (side, (guint) previous)))
    return;
  similarity = herald_diff_similarity (whole, joined->str);
  while (draw_in (side, place, next, whole, joined, &similarity))
    next++;
  while (draw_in (side, place, previous, whole, joined, &similarity))
    previous--;
}

static void
find_splits_and_joins (Compare *compare)
{
  for (guint i = 0; i < compare->after.n; i++)
    {
      int before = compare->after.partner[i];

      if (before < 0 || !is_of_type (&compare->after, i, "paragraph") || !is_of_type (&compare->before, (guint) before, "paragraph")
          || strcmp (text_at (&compare->before, (guint) before), text_at (&compare->after, i)) == 0)
        continue;
      find_pieces (&compare->after, i, text_at (&compare->before, (guint) before));
      find_pieces (&compare->before, (guint) before, text_at (&compare->after, i));
    }
}

/* The words of the blocks that stand alone; NULL of the others, and of those that say nothing. */
static GPtrArray *
read_lone_blocks (const Side *side)
{
  GPtrArray *bags = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_word_bag_free);

  for (guint i = 0; i < side->n; i++)
    {
      g_autofree char *words = is_alone (side, i) ? herald_words_of_member ("body", node_at (side, (int) i)) : NULL;

      g_ptr_array_add (bags, words != NULL && *words != '\0' ? herald_word_bag_new (words) : NULL);
    }
  return bags;
}

/* The block of before that is most like that of after, if one is like enough; else -1. */
static int
find_pasted (const Compare       *compare,
             GPtrArray           *bags,
             guint                after,
             const HeraldWordBag *words,
             guint               *n_pairs)
{
  guint best = PASTED_ALIKE - 1;
  int place = -1;

  for (guint i = 0; i < compare->before.n && best < 1000 && *n_pairs < MOST_PAIRS; i++)
    {
      const HeraldWordBag *candidate = g_ptr_array_index (bags, i);
      guint alike;

      if (candidate == NULL || !is_alone (&compare->before, i)
          || !is_of_type (&compare->after, after, get_string (object_at (&compare->before, (int) i), "type")))
        continue;
      (*n_pairs)++;
      alike = herald_word_bag_compare (candidate, words);
      if (alike > best)
        {
          best = alike;
          place = (int) i;
        }
    }
  return place;
}

/* Cutting and pasting makes a block with a new id: for readers it is the one that was cut. */
static void
pair_by_words (Compare *compare)
{
  g_autoptr (GPtrArray) before = read_lone_blocks (&compare->before);
  g_autoptr (GPtrArray) after = read_lone_blocks (&compare->after);
  guint n_pairs = 0;

  for (guint i = 0; i < compare->after.n; i++)
    {
      const HeraldWordBag *words = g_ptr_array_index (after, i);
      int place = words != NULL ? find_pasted (compare, before, i, words, &n_pairs) : -1;

      if (place >= 0)
        pair_up (compare, (guint) place, i);
    }
}

/* A picture that was replaced by another file of that name. */
static void
pair_by_name (Compare *compare)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal); /* name -> place + 1 */

  for (guint i = 0; i < compare->before.n; i++)
    {
      const char *name = get_string (object_at (&compare->before, (int) i), "name");

      if (name != NULL && is_alone (&compare->before, i))
        g_hash_table_insert (places, (char *) name, GUINT_TO_POINTER (i + 1));
    }
  for (guint i = 0; i < compare->after.n; i++)
    {
      const char *name = get_string (object_at (&compare->after, (int) i), "name");
      guint found = name != NULL && is_alone (&compare->after, i) ? GPOINTER_TO_UINT (g_hash_table_lookup (places, name)) : 0;

      if (found == 0)
        continue;
      pair_up (compare, found - 1, i);
      g_hash_table_remove (places, name);
    }
}

static char *
make_subject (const Compare *compare,
              const Side    *side,
              int            i)
{
  return g_strdup_printf ("%s:%s", compare->list->subject, (char *) g_ptr_array_index (side->ids, (guint) i));
}

static HeraldBlockType
read_block_type (const Side *side,
                 int         i)
{
  static const char * const names[] = { "", "paragraph", "heading", "quote", "list", "figure", "facts" };
  const char *type = i >= 0 ? get_string (object_at (side, i), "type") : NULL;

  for (guint k = 1; type != NULL && k < G_N_ELEMENTS (names); k++)
    if (strcmp (names[k], type) == 0)
      return (HeraldBlockType) k;
  return HERALD_BLOCK_UNKNOWN;
}

static void
append_text (HeraldComparedText *all,
             JsonObject         *object)
{
  g_auto (HeraldComparedText) text = herald_compared_text_read (object);
  g_autofree char *before = g_steal_pointer (&all->text);
  guint offset = before != NULL ? (guint) g_utf8_strlen (before, -1) + 1 : 0;

  if (all->marks == NULL)
    all->marks = herald_marks_new ();
  for (guint i = 0; text.marks != NULL && i < text.marks->len; i++)
    {
      const HeraldMark *mark = &g_array_index (text.marks, HeraldMark, i);

      herald_marks_add (all->marks, offset + mark->start, mark->length, mark->kind, mark->url);
    }
  all->text = before != NULL ? g_strconcat (before, "\n", text.text != NULL ? text.text : "", NULL)
                             : g_strdup (text.text != NULL ? text.text : "");
}

/* The words of the block at place and of those that it tells of, a line each; also gets the subjects of the latter. */
static HeraldComparedText
read_group (const Compare *compare,
            const Side    *side,
            int            place,
            GPtrArray     *also)
{
  HeraldComparedText all = { NULL, NULL };
  int first = place, end = place + 1;

  while (first > 0 && side->leader[first - 1] == place)
    first--;
  while ((guint) end < side->n && side->leader[end] == place)
    end++;
  for (int i = first; i < end; i++)
    {
      append_text (&all, object_at (side, i));
      if (i != place)
        g_ptr_array_add (also, make_subject (compare, side, i));
    }
  return all;
}

static gboolean
has_followers (const Side *side,
               int         place)
{
  return place >= 0 && ((place > 0 && side->leader[place - 1] == place)
                        || ((guint) place + 1 < side->n && side->leader[place + 1] == place));
}

static void
compare_group (const Compare         *compare,
               HeraldComparisonEntry *entry)
{
  g_auto (HeraldComparedText) before = read_group (compare, &compare->before, entry->before_index, entry->also);
  g_auto (HeraldComparedText) after = read_group (compare, &compare->after, entry->after_index, entry->also);

  herald_compare_texts (entry->parts, "text", &before, &after);
}

static void
compare_things (const Compare         *compare,
                HeraldComparisonEntry *entry)
{
  entry->was_split = has_followers (&compare->after, entry->after_index);
  entry->was_joined = has_followers (&compare->before, entry->before_index);
  if (entry->was_split || entry->was_joined)
    compare_group (compare, entry);
  else
    herald_compare_value (entry->parts, compare->sides, compare->list->member, "", entry->before, entry->after);
}

static void
add_entry (const Compare       *compare,
           const HeraldAligned *aligned)
{
  const Side *side = aligned->after >= 0 ? &compare->after : &compare->before;
  int place = aligned->after >= 0 ? aligned->after : aligned->before;
  HeraldComparisonEntry *entry = herald_comparison_entry_new (compare->list->member, make_subject (compare, side, place));
  gboolean moved = aligned->moved && compare->list->ordered;
  gboolean edited;

  entry->before_index = aligned->before;
  entry->after_index = aligned->after;
  entry->distance = moved ? aligned->distance : 0;
  entry->before = aligned->before >= 0 ? json_node_ref (node_at (&compare->before, aligned->before)) : NULL;
  entry->after = aligned->after >= 0 ? json_node_ref (node_at (&compare->after, aligned->after)) : NULL;
  entry->block_type_before = read_block_type (&compare->before, aligned->before);
  entry->block_type = entry->after != NULL ? read_block_type (&compare->after, aligned->after) : entry->block_type_before;
  compare_things (compare, entry);

  edited = herald_compared_parts_differ (entry->parts);
  if (entry->before != NULL && entry->after != NULL)
    {
      g_autofree char *was = make_subject (compare, &compare->before, aligned->before);

      if (strcmp (was, entry->subject) != 0)
        g_ptr_array_add (entry->also, g_steal_pointer (&was));
      else
        edited = edited || !json_node_equal (entry->before, entry->after);
    }
  entry->kind = herald_compared_kind (entry->before != NULL, entry->after != NULL, edited, moved);
  g_ptr_array_add (compare->entries, entry);
}

static void
add_entries (const Compare *compare)
{
  g_autoptr (GArray) aligned = herald_align_lists (compare->before.n, compare->after.n, compare->after.partner);

  for (guint i = 0; i < aligned->len; i++)
    {
      const HeraldAligned *element = &g_array_index (aligned, HeraldAligned, i);

      if ((element->before >= 0 && compare->before.leader[element->before] >= 0)
          || (element->after >= 0 && compare->after.leader[element->after] >= 0))
        continue;
      add_entry (compare, element);
    }
}

static const ThingList *
find_list (const char *member)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (strcmp (lists[i].member, member) == 0)
      return &lists[i];
  return NULL;
}

gboolean
herald_compare_things (GPtrArray                 *entries,
                       const HeraldComparedSides *sides,
                       const char                *member,
                       JsonNode                  *before,
                       JsonNode                  *after)
{
  g_auto (Compare) compare = { entries, sides, find_list (member), { 0 }, { 0 } };

  if (compare.list == NULL || !open_side (&compare.before, member, before) || !open_side (&compare.after, member, after))
    return FALSE;
  pair_by_identity (&compare);
  if (strcmp (member, "body") == 0)
    {
      find_splits_and_joins (&compare);
      pair_by_words (&compare);
    }
  if (strcmp (member, "assets") == 0)
    pair_by_name (&compare);
  add_entries (&compare);
  return TRUE;
}
