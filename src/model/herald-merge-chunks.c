/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-merge-chunks.h"

#include <string.h>

#include "herald-diff.h"

#define NOWHERE G_MAXUINT

/* What of a sequence the other one has too, and where it stands. What the other one lacks cannot be matched, and leaving
 * it out makes it cheap to compare with a text that has been written anew. */
typedef struct
{
  guint *items;
  guint *places;
  guint  length;
} Shared;

typedef struct
{
  Shared one, other;
} Pair;

static GHashTable *
to_set (HeraldSequence sequence)
{
  GHashTable *set = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < sequence.length; i++)
    g_hash_table_add (set, GUINT_TO_POINTER (sequence.items[i]));
  return set;
}

static Shared
list_shared (HeraldSequence sequence,
             HeraldSequence other)
{
  g_autoptr (GHashTable) set = to_set (other);
  Shared shared = { g_new (guint, sequence.length + 1), g_new (guint, sequence.length + 1), 0 };

  for (guint i = 0; i < sequence.length; i++)
    {
      if (!g_hash_table_contains (set, GUINT_TO_POINTER (sequence.items[i])))
        continue;
      shared.items[shared.length] = sequence.items[i];
      shared.places[shared.length++] = i;
    }
  return shared;
}

static void
clear_shared (Shared *shared)
{
  g_free (shared->items);
  g_free (shared->places);
}

static gboolean
items_equal (guint    a,
             guint    b,
             gpointer user_data)
{
  const Pair *pair = user_data;

  return pair->one.items[a] == pair->other.items[b];
}

/* By item of base: where it stands in side, or NOWHERE. */
static guint *
match_items (HeraldSequence base,
             HeraldSequence side)
{
  Pair pair = { list_shared (base, side), list_shared (side, base) };
  g_autoptr (GArray) spans = herald_diff_sequences (pair.one.length, pair.other.length, items_equal, &pair);
  guint *matches = g_new (guint, base.length + 1);

  for (guint i = 0; i <= base.length; i++)
    matches[i] = NOWHERE;
  for (guint i = 0; i < spans->len; i++)
    {
      const HeraldDiffSpan *span = &g_array_index (spans, HeraldDiffSpan, i);

      for (guint k = 0; span->kind == HERALD_DIFF_SAME && k < span->a_length; k++)
        matches[pair.one.places[span->a_start + k]] = pair.other.places[span->b_start + k];
    }
  clear_shared (&pair.one);
  clear_shared (&pair.other);
  return matches;
}

/* The end of the run of matched items from start on. */
static guint
find_run_end (const guint *matches,
              guint        start,
              guint        length)
{
  guint end = start + 1;

  while (end < length && matches[end] != NOWHERE && matches[end] == matches[end - 1] + 1)
    end++;
  return end;
}

/* Where two changes have nothing but weak items between them, they are one: else two people who both wrote a sentence
 * anew would get their words interleaved, held together by spaces. */
static void
join_across_weak (guint          *matches,
                  HeraldSequence  base,
                  guint           side_length,
                  const gboolean *weak)
{
  guint end;

  for (guint start = 0; start < base.length; start = end)
    {
      gboolean is_weak = TRUE;

      end = start + 1;
      if (matches[start] == NOWHERE)
        continue;
      end = find_run_end (matches, start, base.length);
      if ((start == 0 && matches[start] == 0) || (end == base.length && matches[end - 1] == side_length - 1))
        continue;
      for (guint i = start; is_weak && i < end; i++)
        is_weak = weak[i];
      for (guint i = start; is_weak && i < end; i++)
        matches[i] = NOWHERE;
    }
}

static gboolean
ranges_equal (HeraldSequence one,
              HeraldRange    a,
              HeraldSequence other,
              HeraldRange    b)
{
  gsize length = a.end - a.start;

  return length == b.end - b.start
         && (length == 0 || memcmp (one.items + a.start, other.items + b.start, length * sizeof (guint)) == 0);
}

static HeraldChunkKind
tell_kind (const HeraldChunk *chunk,
           HeraldSequence     base,
           HeraldSequence     ours,
           HeraldSequence     theirs)
{
  if (ranges_equal (base, chunk->base, ours, chunk->ours))
    return HERALD_CHUNK_THEIRS;
  if (ranges_equal (base, chunk->base, theirs, chunk->theirs))
    return HERALD_CHUNK_OURS;
  if (ranges_equal (ours, chunk->ours, theirs, chunk->theirs))
    return HERALD_CHUNK_BOTH;
  return HERALD_CHUNK_CONFLICT;
}

/* From the ends of the chunk on as far as all three go together. */
static void
extend_same (HeraldChunk *chunk,
             guint        length,
             const guint *in_ours,
             const guint *in_theirs)
{
  while (chunk->base.end < length && in_ours[chunk->base.end] == chunk->ours.end
         && in_theirs[chunk->base.end] == chunk->theirs.end)
    {
      chunk->base.end++;
      chunk->ours.end++;
      chunk->theirs.end++;
    }
}

/* From the ends of the chunk to the next item that is in all three; else to the end of all. */
static void
extend_changed (HeraldChunk    *chunk,
                HeraldSequence  base,
                HeraldSequence  ours,
                HeraldSequence  theirs,
                const guint    *in_ours,
                const guint    *in_theirs)
{
  while (chunk->base.end < base.length
         && (in_ours[chunk->base.end] == NOWHERE || in_theirs[chunk->base.end] == NOWHERE))
    chunk->base.end++;
  chunk->ours.end = chunk->base.end < base.length ? in_ours[chunk->base.end] : ours.length;
  chunk->theirs.end = chunk->base.end < base.length ? in_theirs[chunk->base.end] : theirs.length;
}

/**
 * herald_merge_chunks:
 * @base: the common ancestor
 * @ours: one side
 * @theirs: the other side
 * @weak: (nullable): by item of @base, whether it is too common to tell places by, as a space is
 *
 * Cuts the three sequences into chunks that follow each other in all of them. The same sides the other way round give
 * the same chunks the other way round.
 *
 * Returns: (transfer full) (element-type HeraldChunk): the chunks; together they are the whole of each sequence
 */
GArray *
herald_merge_chunks (HeraldSequence  base,
                     HeraldSequence  ours,
                     HeraldSequence  theirs,
                     const gboolean *weak)
{
  GArray *chunks = g_array_new (FALSE, FALSE, sizeof (HeraldChunk));
  g_autofree guint *in_ours = match_items (base, ours);
  g_autofree guint *in_theirs = match_items (base, theirs);
  HeraldChunk chunk = { HERALD_CHUNK_SAME, { 0, 0 }, { 0, 0 }, { 0, 0 } };

  if (weak != NULL)
    {
      join_across_weak (in_ours, base, ours.length, weak);
      join_across_weak (in_theirs, base, theirs.length, weak);
    }
  while (chunk.base.end < base.length || chunk.ours.end < ours.length || chunk.theirs.end < theirs.length)
    {
      chunk.base.start = chunk.base.end;
      chunk.ours.start = chunk.ours.end;
      chunk.theirs.start = chunk.theirs.end;
      chunk.kind = HERALD_CHUNK_SAME;
      extend_same (&chunk, base.length, in_ours, in_theirs);
      if (chunk.base.end == chunk.base.start)
        {
          extend_changed (&chunk, base, ours, theirs, in_ours, in_theirs);
          chunk.kind = tell_kind (&chunk, base, ours, theirs);
        }
      g_array_append_val (chunks, chunk);
    }
  return chunks;
}
