/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-diff.h"

#include <string.h>

#include "herald-prose-align.h"

/* Words that stay between two changes are worth showing as kept while at least this part of a sentence stays. */
#define WORTH_MARKING 300

/* How many sentences are set against each other at a time. */
#define MAX_GAP 64

typedef HeraldProsePair Pair;
typedef HeraldProseGap Gap;

static void
open_pair (Pair       *pair,
           GHashTable *table,
           const char *a,
           const char *b)
{
  herald_prose_init (&pair->a, a, table);
  herald_prose_init (&pair->b, b, table);
  pair->counts = g_new0 (guint, g_hash_table_size (table) + 1);
}

static void
close_pair (Pair *pair)
{
  herald_prose_clear (&pair->a);
  herald_prose_clear (&pair->b);
  g_clear_pointer (&pair->counts, g_free);
}

static const HeraldUnit *
unit_at (const HeraldProse *prose,
         guint              i)
{
  return &g_array_index (prose->units, HeraldUnit, i);
}

static const HeraldSentence *
sentence_at (const HeraldProse *prose,
             guint              i)
{
  return &g_array_index (prose->sentences, HeraldSentence, i);
}

static guint
count_chars (const HeraldProse *prose,
             guint              start,
             guint              end)
{
  guint n = 0;

  for (guint i = start; i < end; i++)
    n += unit_at (prose, i)->token.n_chars;
  return n;
}

/* The spans as they are made: pieces are appended in order; within one change what is removed comes first. */
typedef struct
{
  GArray *spans;
  guint   a, b;           /* told so far */
  guint   removed, added; /* of the change being told */
} Output;

static void
finish_change (Output *out)
{
  if (out->removed > 0)
    {
      HeraldDiffSpan span = { HERALD_DIFF_REMOVED, out->a, out->removed, out->b, 0 };

      g_array_append_val (out->spans, span);
      out->a += out->removed;
    }
  if (out->added > 0)
    {
      HeraldDiffSpan span = { HERALD_DIFF_ADDED, out->a, 0, out->b, out->added };

      g_array_append_val (out->spans, span);
      out->b += out->added;
    }
  out->removed = out->added = 0;
}

static void
add_same (Output *out,
          guint   length)
{
  HeraldDiffSpan *last = NULL;

  if (length == 0)
    return;
  finish_change (out);
  last = out->spans->len > 0 ? &g_array_index (out->spans, HeraldDiffSpan, out->spans->len - 1) : NULL;
  if (last != NULL && last->kind == HERALD_DIFF_SAME)
    {
      last->a_length += length;
      last->b_length += length;
    }
  else
    {
      HeraldDiffSpan span = { HERALD_DIFF_SAME, out->a, length, out->b, length };

      g_array_append_val (out->spans, span);
    }
  out->a += length;
  out->b += length;
}

/* Some sentences of A and some of B, by their places in units. */
typedef struct
{
  guint a, a_end;
  guint b, b_end;
} Stretch;

typedef struct
{
  const Pair *pair;
  Stretch     stretch;
} Within;

static gboolean
same_unit (guint    a,
           guint    b,
           gpointer user_data)
{
  const Within *within = user_data;

  return unit_at (&within->pair->a, within->stretch.a + a)->number
         == unit_at (&within->pair->b, within->stretch.b + b)->number;
}

/* What a stretch of units says. */
typedef struct
{
  guint    n_words;
  guint    n_letters;
  guint    longest;
  guint    weight;
  gboolean has_digit;
} Said;

static Said
read_units (const HeraldProse *prose,
            guint              start,
            guint              end)
{
  Said said = { 0, 0, 0, 0, FALSE };

  for (guint i = start; i < end; i++)
    {
      const HeraldUnit *unit = unit_at (prose, i);

      said.n_words += unit->n_letters > 0 ? 1 : 0;
      said.n_letters += unit->n_letters;
      said.longest = MAX (said.longest, unit->n_letters);
      said.weight += unit->weight;
      said.has_digit = said.has_digit || unit->has_digit;
    }
  return said;
}

static void
add_said (Said       *all,
          const Said *more)
{
  all->n_words += more->n_words;
  all->n_letters += more->n_letters;
  all->longest = MAX (all->longest, more->longest);
  all->weight += more->weight;
  all->has_digit = all->has_digit || more->has_digit;
}

/* A change within a sentence, and what stays before the next one. */
typedef struct
{
  guint    a, a_end;
  guint    b, b_end;
  guint    same;      /* units that stay after it */
  Said     removed;
  Said     added;
  Said     kept;
} Change;

static void
read_change (const Pair *pair,
             Change     *change)
{
  change->removed = read_units (&pair->a, change->a, change->a_end);
  change->added = read_units (&pair->b, change->b, change->b_end);
  change->kept = read_units (&pair->a, change->a_end, change->a_end + change->same);
}

static gboolean
is_replacement (const Change *change)
{
  return change->removed.n_letters > 0 && change->added.n_letters > 0;
}

static guint
size_of (const Change *change)
{
  return MAX (change->removed.n_letters, change->added.n_letters);
}

/* Whether what stays between two changes only makes them harder to read: a space between two words that were both
 * replaced, a lone "the", one character between two rewritten parts of a Chinese sentence. (The idea is that of
 * N. Fraser, "Diff: Semantic Cleanup", 2009.) A number is never called changed when it stays. */
static gboolean
is_clutter (const Change *change,
            const Change *next)
{
  const Said *kept = &change->kept;

  if (kept->has_digit || size_of (change) == 0 || size_of (next) == 0)
    return FALSE;
  if (kept->n_letters == 0)
    return is_replacement (change) || is_replacement (next);
  return kept->n_words <= 2 && kept->longest <= 4 && kept->n_letters <= size_of (change)
         && kept->n_letters <= size_of (next) && (is_replacement (change) || is_replacement (next));
}

/* The changes of a stretch; what stays before the first one goes to *before. */
static GArray *
list_changes (const Pair *pair,
              Stretch     stretch,
              guint      *before)
{
  Within within = { pair, stretch };
  g_autoptr (GArray) spans = herald_diff_sequences (stretch.a_end - stretch.a, stretch.b_end - stretch.b, same_unit, &within);
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (Change));

  *before = 0;
  for (guint i = 0; i < spans->len; i++)
    {
      const HeraldDiffSpan *span = &g_array_index (spans, HeraldDiffSpan, i);
      guint a = stretch.a + span->a_start, b = stretch.b + span->b_start;

      if (span->kind == HERALD_DIFF_SAME && changes->len == 0)
        *before = span->a_length;
      else if (span->kind == HERALD_DIFF_SAME)
        g_array_index (changes, Change, changes->len - 1).same = span->a_length;
      else if (span->kind == HERALD_DIFF_ADDED && changes->len > 0
               && g_array_index (changes, Change, changes->len - 1).same == 0)
        g_array_index (changes, Change, changes->len - 1).b_end = b + span->b_length;
      else
        {
          Change change = { a, a + span->a_length, b, b + span->b_length, 0, { 0 }, { 0 }, { 0 } };

          g_array_append_val (changes, change);
        }
    }
  for (guint i = 0; i < changes->len; i++)
    read_change (pair, &g_array_index (changes, Change, i));
  return changes;
}

/* Joins changes that only clutter stands between; what a join makes may join the one before it. */
static void
tidy (GArray *changes)
{
  guint n = 0;

  for (guint i = 0; i < changes->len; i++)
    {
      Change change = g_array_index (changes, Change, i);

      while (n > 0 && is_clutter (&g_array_index (changes, Change, n - 1), &change))
        {
          const Change *last = &g_array_index (changes, Change, --n);

          change.a = last->a;
          change.b = last->b;
          add_said (&change.removed, &last->removed);
          add_said (&change.removed, &last->kept);
          add_said (&change.added, &last->added);
          add_said (&change.added, &last->kept);
        }
      g_array_index (changes, Change, n++) = change;
    }
  g_array_set_size (changes, n);
}

/* Whether enough stays of a stretch to show it as changed, rather than as removed and written anew. */
static gboolean
is_worth_marking (const Pair *pair,
                  Stretch     stretch,
                  GArray     *changes)
{
  guint all_a = read_units (&pair->a, stretch.a, stretch.a_end).weight;
  guint all_b = read_units (&pair->b, stretch.b, stretch.b_end).weight;
  guint kept_a = all_a, kept_b = all_b;

  for (guint i = 0; i < changes->len; i++)
    {
      kept_a -= g_array_index (changes, Change, i).removed.weight;
      kept_b -= g_array_index (changes, Change, i).added.weight;
    }
  return all_a + all_b == 0 || (kept_a + kept_b) * (guint64) 1000 / (all_a + all_b) >= (changes->len > 2 ? HERALD_PROSE_ALIKE : WORTH_MARKING);
}

static void
replace_stretch (const Pair *pair,
                 Output     *out,
                 Stretch     stretch)
{
  out->removed += count_chars (&pair->a, stretch.a, stretch.a_end);
  out->added += count_chars (&pair->b, stretch.b, stretch.b_end);
}

/* One sentence, or two where one was split or two were joined. */
static void
compare_stretch (const Pair *pair,
                 Output     *out,
                 Stretch     stretch)
{
  guint before;
  g_autoptr (GArray) changes = list_changes (pair, stretch, &before);

  tidy (changes);
  if (!is_worth_marking (pair, stretch, changes))
    {
      replace_stretch (pair, out, stretch);
      return;
    }
  add_same (out, count_chars (&pair->a, stretch.a, stretch.a + before));
  for (guint i = 0; i < changes->len; i++)
    {
      const Change *change = &g_array_index (changes, Change, i);

      replace_stretch (pair, out, (Stretch) { change->a, change->a_end, change->b, change->b_end });
      add_same (out, count_chars (&pair->a, change->a_end, change->a_end + change->same));
    }
}

/* Sentences a to a_end of A became sentences b to b_end of B. */
static void
compare_sentences (const Pair *pair,
                   Output     *out,
                   guint       a,
                   guint       a_end,
                   guint       b,
                   guint       b_end)
{
  const HeraldSentence *last_a = sentence_at (&pair->a, a_end - 1), *last_b = sentence_at (&pair->b, b_end - 1);
  Stretch words = { sentence_at (&pair->a, a)->start, last_a->words_end, sentence_at (&pair->b, b)->start, last_b->words_end };
  Stretch space = { last_a->words_end, last_a->end, last_b->words_end, last_b->end };

  compare_stretch (pair, out, words);
  if (space.a_end > space.a && space.b_end > space.b
      && unit_at (&pair->a, space.a)->number == unit_at (&pair->b, space.b)->number)
    add_same (out, count_chars (&pair->a, space.a, space.a_end));
  else
    replace_stretch (pair, out, space);
}

static gboolean
same_sentence (guint    a,
               guint    b,
               gpointer user_data)
{
  const Pair *pair = user_data;
  const HeraldSentence *one = sentence_at (&pair->a, a), *other = sentence_at (&pair->b, b);

  if (one->words_end - one->start != other->words_end - other->start || one->weight != other->weight)
    return FALSE;
  for (guint i = 0; i < one->words_end - one->start; i++)
    if (unit_at (&pair->a, one->start + i)->number != unit_at (&pair->b, other->start + i)->number)
      return FALSE;
  return TRUE;
}

static void
tell_step (const Pair *pair,
           Output     *out,
           guint       a,
           guint       n_a,
           guint       b,
           guint       n_b)
{
  if (n_a > 0 && n_b > 0)
    compare_sentences (pair, out, a, a + n_a, b, b + n_b);
  else if (n_a > 0)
    out->removed += count_chars (&pair->a, sentence_at (&pair->a, a)->start, sentence_at (&pair->a, a)->end);
  else
    out->added += count_chars (&pair->b, sentence_at (&pair->b, b)->start, sentence_at (&pair->b, b)->end);
}

static void
compare_part_of_gap (const Pair *pair,
                     Output     *out,
                     Gap         gap)
{
  g_autoptr (GArray) steps = herald_prose_align (pair, &gap);

  for (guint k = steps->len; k > 0; k--)
    {
      const HeraldProseStep *step = &g_array_index (steps, HeraldProseStep, k - 1);

      tell_step (pair, out, gap.a, step->n_a, gap.b, step->n_b);
      gap.a += step->n_a;
      gap.b += step->n_b;
    }
}

static void
compare_gap (const Pair *pair,
             Output     *out,
             Gap         gap)
{
  guint n = MAX (gap.n_a, gap.n_b) / MAX_GAP + 1;
  guint a = 0, b = 0;

  for (guint i = 1; i <= n; i++)
    {
      guint a_end = (guint) ((guint64) gap.n_a * i / n), b_end = (guint) ((guint64) gap.n_b * i / n);

      compare_part_of_gap (pair, out, (Gap) { gap.a + a, a_end - a, gap.b + b, b_end - b });
      a = a_end;
      b = b_end;
    }
}

static void
compare_proses (Pair   *pair,
                Output *out)
{
  g_autoptr (GArray) spans = herald_diff_sequences (pair->a.sentences->len, pair->b.sentences->len, same_sentence, pair);
  Gap gap = { 0, 0, 0, 0 };

  for (guint i = 0; i < spans->len; i++)
    {
      const HeraldDiffSpan *span = &g_array_index (spans, HeraldDiffSpan, i);

      if (span->kind != HERALD_DIFF_SAME)
        {
          gap.n_a += span->a_length;
          gap.n_b += span->b_length;
          continue;
        }
      compare_gap (pair, out, gap);
      for (guint k = 0; k < span->a_length; k++)
        compare_sentences (pair, out, span->a_start + k, span->a_start + k + 1, span->b_start + k, span->b_start + k + 1);
      gap = (Gap) { span->a_start + span->a_length, 0, span->b_start + span->b_length, 0 };
    }
  compare_gap (pair, out, gap);
  finish_change (out);
}

/**
 * herald_diff_texts:
 * @a: a text, valid UTF-8
 * @b: another
 *
 * Compares two texts for a reader. Sentences are set against each other first (one may have been split, two joined), so
 * that no change reaches over the border of one; in a sentence words, numbers with their units and CJK characters are
 * changed as a whole; what stays between two changes and only clutters is told with them; and a sentence with little
 * left of it is one removed and one added.
 *
 * Returns: (transfer full) (element-type HeraldDiffSpan): spans that cover both texts in order, in code points; what was
 *   removed comes before what was added in its place
 */
GArray *
herald_diff_texts (const char *a,
                   const char *b)
{
  g_autoptr (GHashTable) table = herald_prose_table_new ();
  Output out = { g_array_new (FALSE, FALSE, sizeof (HeraldDiffSpan)), 0, 0, 0, 0 };
  Pair pair = { 0 };

  g_return_val_if_fail (a != NULL && b != NULL, out.spans);

  if (strcmp (a, b) == 0)
    {
      add_same (&out, (guint) g_utf8_strlen (a, -1));
      return out.spans;
    }
  if (*a == '\0' || *b == '\0')
    {
      out.removed = (guint) g_utf8_strlen (a, -1);
      out.added = (guint) g_utf8_strlen (b, -1);
      finish_change (&out);
      return out.spans;
    }
  open_pair (&pair, table, a, b);
  compare_proses (&pair, &out);
  close_pair (&pair);
  return out.spans;
}
