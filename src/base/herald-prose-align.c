/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-prose-align.h"

/* How far from the diagonal of a gap one looks for a sentence's other state. Bounds the work on texts with little in
 * common to a constant for each sentence. */
#define BAND 12

/* Some units of A and some of B. */
typedef struct
{
  guint a, a_end;
  guint b, b_end;
} Stretch;

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

/* The weight of what units of A and of B have in common, wherever it stands. */
static guint
weigh_common (const HeraldProsePair *pair,
              Stretch     stretch)
{
  guint weight = 0;

  for (guint i = stretch.a; i < stretch.a_end; i++)
    pair->counts[unit_at (&pair->a, i)->number]++;
  for (guint i = stretch.b; i < stretch.b_end; i++)
    {
      const HeraldUnit *unit = unit_at (&pair->b, i);

      if (pair->counts[unit->number] > 0)
        {
          pair->counts[unit->number]--;
          weight += unit->weight;
        }
    }
  for (guint i = stretch.a; i < stretch.a_end; i++)
    pair->counts[unit_at (&pair->a, i)->number] = 0;
  return weight;
}

/* What speaks for taking n_a sentences from a and n_b from b for states of the same; 0: nothing. */
static guint
score (const HeraldProsePair *pair,
       guint       a,
       guint       n_a,
       guint       b,
       guint       n_b)
{
  const HeraldSentence *first_a = sentence_at (&pair->a, a), *last_a = sentence_at (&pair->a, a + n_a - 1);
  const HeraldSentence *first_b = sentence_at (&pair->b, b), *last_b = sentence_at (&pair->b, b + n_b - 1);
  guint all = first_a->weight + first_b->weight + (n_a > 1 ? last_a->weight : 0) + (n_b > 1 ? last_b->weight : 0);
  guint least = n_a + n_b > 2 ? 600 : HERALD_PROSE_ALIKE;
  guint weight_a = first_a->weight + (n_a > 1 ? last_a->weight : 0);
  guint common;

  if (2000 * (guint64) MIN (weight_a, all - weight_a) < (guint64) least * all)
    return 0;
  common = weigh_common (pair, (Stretch) { first_a->start, last_a->end, first_b->start, last_b->end });
  if (common == 0 || 2000 * (guint64) common / all < least)
    return 0;
  /* Both parts of what was split or joined must come from there. */
  if (n_a > 1 && 2 * weigh_common (pair, (Stretch) { last_a->start, last_a->end, first_b->start, last_b->end }) < last_a->weight)
    return 0;
  if (n_a > 1 && 2 * weigh_common (pair, (Stretch) { first_a->start, first_a->end, first_b->start, last_b->end }) < first_a->weight)
    return 0;
  if (n_b > 1 && 2 * weigh_common (pair, (Stretch) { first_a->start, last_a->end, last_b->start, last_b->end }) < last_b->weight)
    return 0;
  if (n_b > 1 && 2 * weigh_common (pair, (Stretch) { first_a->start, last_a->end, first_b->start, first_b->end }) < first_b->weight)
    return 0;
  return common;
}

/* How sentences of a gap go together: steps of a path through it. */
typedef struct
{
  guint  score;
  guint8 n_a, n_b; /* the step that leads here */
} Cell;

static gboolean
is_in_band (const HeraldProseGap *gap,
            guint      i,
            guint      j)
{
  gint64 off = (gint64) i * gap->n_b - (gint64) j * gap->n_a;

  return ABS (off) <= (gint64) BAND * MAX (gap->n_a, gap->n_b);
}

static void
try_step (const HeraldProsePair *pair,
          const HeraldProseGap *gap,
          Cell       *cells,
          guint       i,
          guint       j,
          guint       n_a,
          guint       n_b)
{
  Cell *cell = &cells[i * (gap->n_b + 1) + j];
  const Cell *from = NULL;
  guint gain = 0;

  if (i < n_a || j < n_b)
    return;
  from = cell - n_a * (gap->n_b + 1) - n_b;
  if (n_a > 0 && n_b > 0)
    gain = is_in_band (gap, i, j) ? score (pair, gap->a + i - n_a, n_a, gap->b + j - n_b, n_b) : 0;
  if (n_a > 0 && n_b > 0 && gain == 0)
    return;
  if (cell->n_a + cell->n_b == 0 || from->score + gain > cell->score)
    *cell = (Cell) { from->score + gain, (guint8) n_a, (guint8) n_b };
}

/* The path with the most in common (W. A. Gale and K. W. Church, "A program for aligning sentences in bilingual
 * corpora", 1993, align sentences with such steps, but by length). */
static Cell *
find_path (const HeraldProsePair *pair,
           const HeraldProseGap *gap)
{
  Cell *cells = g_new0 (Cell, (gsize) (gap->n_a + 1) * (gap->n_b + 1));

  for (guint i = 0; i <= gap->n_a; i++)
    for (guint j = 0; j <= gap->n_b; j++)
      {
        try_step (pair, gap, cells, i, j, 0, 1);
        try_step (pair, gap, cells, i, j, 1, 0);
        try_step (pair, gap, cells, i, j, 1, 1);
        try_step (pair, gap, cells, i, j, 1, 2);
        try_step (pair, gap, cells, i, j, 2, 1);
      }
  return cells;
}

/**
 * herald_prose_align:
 * @pair: two texts
 * @gap: sentences of theirs
 *
 * Returns: (transfer full) (element-type HeraldProseStep): how to go through both, last step first
 */
GArray *
herald_prose_align (const HeraldProsePair *pair,
                    const HeraldProseGap  *gap)
{
  g_autofree Cell *cells = find_path (pair, gap);
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (HeraldProseStep));

  for (guint i = gap->n_a, j = gap->n_b; i + j > 0;)
    {
      const Cell *cell = &cells[i * (gap->n_b + 1) + j];
      HeraldProseStep step = { cell->n_a, cell->n_b };

      g_array_append_val (steps, step);
      i -= cell->n_a;
      j -= cell->n_b;
    }
  return steps;
}
