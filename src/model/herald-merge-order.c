/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-merge-order.h"

#include <string.h>

/* What no side moved stands still. Between any two of those is a gap; what a side added or moved goes into the gap where
 * that side has it. */
typedef struct
{
  GPtrArray  *ids;   /* those that are kept */
  GHashTable *moved; /* set: in the base too, and put elsewhere */
  GHashTable *gaps;  /* id -> gap + 1, of what this side added or moved */
  GPtrArray  *lists; /* by gap: GPtrArray of these ids */
} Side;

static void
clear_side (Side *side)
{
  g_clear_pointer (&side->ids, g_ptr_array_unref);
  g_clear_pointer (&side->moved, g_hash_table_unref);
  g_clear_pointer (&side->gaps, g_hash_table_unref);
  g_clear_pointer (&side->lists, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Side, clear_side)

static GHashTable *
index_ids (GPtrArray *ids)
{
  GHashTable *indices = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < ids->len; i++)
    g_hash_table_insert (indices, g_ptr_array_index (ids, i), GUINT_TO_POINTER (i + 1));
  return indices;
}

static guint
find (GHashTable *indices,
      const char *id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (indices, id));
}

/* Takes the longest increasing subsequence (patience sorting) out of moved: what is left are the fewest that must have
 * been put elsewhere. places: id -> its place in the base. */
static void
drop_unmoved (GPtrArray  *shared,
              GHashTable *places,
              GHashTable *moved)
{
  g_autofree guint *last = g_new (guint, shared->len + 1);   /* by length: index of the smallest end */
  g_autofree guint *before = g_new (guint, shared->len + 1); /* by index: the one before it, + 1 */
  guint length = 0;

  for (guint i = 0; i < shared->len; i++)
    {
      guint place = find (places, g_ptr_array_index (shared, i));
      guint low = 0, high = length;

      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (find (places, g_ptr_array_index (shared, last[middle])) < place)
            low = middle + 1;
          else
            high = middle;
        }
      before[i] = low > 0 ? last[low - 1] + 1 : 0;
      last[low] = i;
      length = MAX (length, low + 1);
    }
  for (guint next = length > 0 ? last[length - 1] + 1 : 0; next > 0; next = before[next - 1])
    g_hash_table_remove (moved, g_ptr_array_index (shared, next - 1));
}

static void
open_side (Side       *side,
           GPtrArray  *ids,
           GHashTable *kept,
           GHashTable *places)
{
  g_autoptr (GPtrArray) shared = g_ptr_array_new ();

  side->ids = g_ptr_array_new ();
  side->moved = g_hash_table_new (g_str_hash, g_str_equal);
  side->gaps = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < ids->len; i++)
    {
      char *id = g_ptr_array_index (ids, i);

      if (!g_hash_table_contains (kept, id))
        continue;
      g_ptr_array_add (side->ids, id);
      if (!g_hash_table_contains (places, id))
        continue;
      g_ptr_array_add (shared, id);
      g_hash_table_add (side->moved, id);
    }
  drop_unmoved (shared, places, side->moved);
}

/* still: id -> its place among what stands still, + 1. */
static void
find_gaps (Side       *side,
           GHashTable *places,
           GHashTable *still)
{
  guint gap = 0;

  for (guint i = 0; i < side->ids->len; i++)
    {
      char *id = g_ptr_array_index (side->ids, i);

      if (g_hash_table_contains (still, id))
        gap = find (still, id);
      else if (!g_hash_table_contains (places, id) || g_hash_table_contains (side->moved, id))
        g_hash_table_insert (side->gaps, id, GUINT_TO_POINTER (gap + 1));
    }
}

/* What both added or moved, to different gaps, stands where first has it. */
static void
fill_gaps (Side       *side,
           GHashTable *first_gaps,
           guint       n_gaps)
{
  side->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < n_gaps; i++)
    g_ptr_array_add (side->lists, g_ptr_array_new ());
  for (guint i = 0; i < side->ids->len; i++)
    {
      char *id = g_ptr_array_index (side->ids, i);
      guint gap = find (side->gaps, id), first = find (first_gaps, id);

      if (gap > 0 && (first == 0 || first == gap))
        g_ptr_array_add (g_ptr_array_index (side->lists, gap - 1), id);
    }
}

/* Whatever both have stands in the order of first; what only second has stands before the same ones as there. */
static void
merge_gap (GPtrArray *first,
           GPtrArray *second,
           GPtrArray *merged,
           GPtrArray *conflicts)
{
  g_autoptr (GHashTable) in_first = index_ids (first);
  g_autoptr (GHashTable) in_second = index_ids (second);
  guint next = 0;

  for (guint i = 0; i < first->len; i++)
    {
      char *id = g_ptr_array_index (first, i);
      guint end = find (in_second, id);

      if (end > 0 && end <= next && conflicts != NULL)
        g_ptr_array_add (conflicts, id);
      for (; next < end; next++)
        if (!g_hash_table_contains (in_first, g_ptr_array_index (second, next)))
          g_ptr_array_add (merged, g_ptr_array_index (second, next));
      g_ptr_array_add (merged, id);
    }
  for (; next < second->len; next++)
    if (!g_hash_table_contains (in_first, g_ptr_array_index (second, next)))
      g_ptr_array_add (merged, g_ptr_array_index (second, next));
}

static void
report_two_places (const Side *first,
                   const Side *second,
                   GPtrArray  *conflicts)
{
  for (guint i = 0; conflicts != NULL && i < first->ids->len; i++)
    {
      char *id = g_ptr_array_index (first->ids, i);
      guint one = find (first->gaps, id), other = find (second->gaps, id);

      if (one > 0 && other > 0 && one != other)
        g_ptr_array_add (conflicts, id);
    }
}

/**
 * herald_merge_order:
 * @base: (element-type utf8): identities in the order of the common ancestor
 * @ours: (element-type utf8): those of one side
 * @theirs: (element-type utf8): those of the other side
 * @kept: set of those that the result has; each is in @ours or @theirs
 * @prefer: whose place counts where both put the same thing elsewhere
 * @conflicts: (nullable) (element-type utf8): gets those
 *
 * The fewest moves that explain each side's order are its moves; both sides' moves are made. What both added in the same
 * place stands there side by side, the preferred side's first.
 *
 * Returns: (transfer container) (element-type utf8): all of @kept
 */
GPtrArray *
herald_merge_order (GPtrArray       *base,
                    GPtrArray       *ours,
                    GPtrArray       *theirs,
                    GHashTable      *kept,
                    HeraldMergeSide  prefer,
                    GPtrArray       *conflicts)
{
  g_autoptr (GHashTable) places = index_ids (base);
  g_autoptr (GHashTable) still = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) still_ids = g_ptr_array_new ();
  g_auto (Side) first = { NULL, NULL, NULL, NULL };
  g_auto (Side) second = { NULL, NULL, NULL, NULL };
  GPtrArray *merged = g_ptr_array_new ();

  open_side (&first, prefer == HERALD_MERGE_OURS ? ours : theirs, kept, places);
  open_side (&second, prefer == HERALD_MERGE_OURS ? theirs : ours, kept, places);
  for (guint i = 0; i < base->len; i++)
    {
      char *id = g_ptr_array_index (base, i);

      if (!g_hash_table_contains (kept, id) || g_hash_table_contains (first.moved, id)
          || g_hash_table_contains (second.moved, id))
        continue;
      g_ptr_array_add (still_ids, id);
      g_hash_table_insert (still, id, GUINT_TO_POINTER (still_ids->len));
    }
  find_gaps (&first, places, still);
  find_gaps (&second, places, still);
  report_two_places (&first, &second, conflicts);
  fill_gaps (&first, first.gaps, still_ids->len + 1);
  fill_gaps (&second, first.gaps, still_ids->len + 1);
  for (guint i = 0; i <= still_ids->len; i++)
    {
      if (i > 0)
        g_ptr_array_add (merged, g_ptr_array_index (still_ids, i - 1));
      merge_gap (g_ptr_array_index (first.lists, i), g_ptr_array_index (second.lists, i), merged, conflicts);
    }
  return merged;
}
