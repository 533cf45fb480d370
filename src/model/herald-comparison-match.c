/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-comparison-private.h"

/* What shares less than this of its words is another one. */
#define ALIKE 500

/* So many pairs are looked at: enough for any list that people write, and no more than a moment for what they do not. */
#define MOST_PAIRS 20000

typedef struct
{
  GPtrArray *before;
  GPtrArray *after;
  int       *matches;   /* by place after */
  gboolean  *is_taken;  /* by place before */
  guint      n_pairs;
  GPtrArray *bags;      /* of HeraldWordBag, by place before; NULL: not needed yet */
} Match;

static void
take (Match *match,
      guint  before,
      guint  after)
{
  match->matches[after] = (int) before;
  match->is_taken[before] = TRUE;
}

/* Those with the same words; the first of them with the first, where words come twice. */
static void
match_equal (Match *match)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal); /* text -> the next place + 1 */
  g_autofree guint *next = g_new0 (guint, match->before->len + 1);

  for (guint i = match->before->len; i > 0; i--)
    if (!match->is_taken[i - 1])
      {
        const char *text = g_ptr_array_index (match->before, i - 1);

        next[i] = GPOINTER_TO_UINT (g_hash_table_lookup (places, text));
        g_hash_table_insert (places, (char *) text, GUINT_TO_POINTER (i));
      }
  for (guint i = 0; i < match->after->len; i++)
    {
      const char *text = g_ptr_array_index (match->after, i);
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, text));

      if (place == 0 || match->matches[i] >= 0)
        continue;
      take (match, place - 1, i);
      g_hash_table_insert (places, (char *) text, GUINT_TO_POINTER (next[place]));
    }
}

static const HeraldWordBag *
get_bag (Match *match,
         guint  i)
{
  if (g_ptr_array_index (match->bags, i) == NULL)
    g_ptr_array_index (match->bags, i) = herald_word_bag_new (g_ptr_array_index (match->before, i));
  return g_ptr_array_index (match->bags, i);
}

/* The most similar one of before, from first to end, for the one of after. */
static void
match_similar (Match *match,
               guint  first,
               guint  end,
               guint  after)
{
  guint best = ALIKE, place = end;
  g_autoptr (HeraldWordBag) words = first < end ? herald_word_bag_new (g_ptr_array_index (match->after, after)) : NULL;

  for (guint i = first; i < end && match->n_pairs < MOST_PAIRS; i++)
    {
      guint similarity;

      if (match->is_taken[i])
        continue;
      match->n_pairs++;
      similarity = herald_word_bag_compare (get_bag (match, i), words);
      if (similarity > best)
        {
          best = similarity;
          place = i;
        }
    }
  if (place < end)
    take (match, place, after);
}

/* Nothing from first up to here is matched. */
static guint
find_gap_end (const Match *match,
              guint        first)
{
  guint end = first;

  while (end < match->before->len && !match->is_taken[end])
    end++;
  return end;
}

/**
 * herald_match_texts:
 * @before: (element-type utf8): the words of the elements of a list
 * @after: (element-type utf8): those of its later state
 * @matches: (inout) (array): for each element of @after its place in @before, or -1: what is known already is kept
 *
 * Finds what stayed, for lists whose elements have no identity: by the same words anywhere, then by similar ones
 * between the same neighbours.
 */
void
herald_match_texts (GPtrArray *before,
                    GPtrArray *after,
                    int       *matches)
{
  g_autofree gboolean *is_taken = g_new0 (gboolean, before->len + 1);
  g_autoptr (GPtrArray) bags = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_word_bag_free);
  Match match = { before, after, matches, is_taken, 0, bags };
  guint first = 0;

  g_ptr_array_set_size (bags, (int) before->len);

  for (guint i = 0; i < after->len; i++)
    if (matches[i] >= 0)
      is_taken[matches[i]] = TRUE;
  match_equal (&match);
  for (guint i = 0; i < after->len && match.n_pairs < MOST_PAIRS; i++)
    {
      if (matches[i] < 0)
        match_similar (&match, first, find_gap_end (&match, first), i);
      if (matches[i] >= 0)
        first = (guint) matches[i] + 1;
    }
}
