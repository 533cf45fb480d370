/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-diff.h"

/* Two sequences with more differences than about twice this are not compared to the end: the search stops at the
 * point furthest from its start and goes on from there. The result is still right, but may not be the shortest one.
 * This bounds the work to a constant for each element. */
#define MAX_COST 256

/* One of the sequences, with what of it the other one lacks. */
typedef struct
{
  int       length;
  gboolean *changed; /* from -1 to length, both always FALSE */
} Side;

typedef struct
{
  HeraldDiffEqual equal;
  gpointer        user_data;
  Side            a;
  Side            b;
  int            *forward;  /* by diagonal (place in A minus place in B): the furthest place in A reached from the start */
  int            *backward; /* and from the end */
} Diff;

/* A part of A and a part of B. */
typedef struct
{
  int a, a_end;
  int b, b_end;
} Box;

/* The diagonals that a search has reached; every second one counts. */
typedef struct
{
  int low, high;
} Range;

static gboolean
equals (Diff *diff,
        int   a,
        int   b)
{
  return diff->equal ((guint) a, (guint) b, diff->user_data);
}

/* Widens range by one on both sides, or narrows it where it would leave the box. The places just outside get a
 * value that never wins. */
static void
widen (Range     *range,
       const Box *box,
       int       *reached,
       int        loser)
{
  if (range->low > box->a - box->b_end)
    reached[--range->low - 1] = loser;
  else
    range->low++;

  if (range->high < box->a_end - box->b)
    reached[++range->high + 1] = loser;
  else
    range->high--;
}

/* One more difference from the start. Returns whether the search from the end was met, at (a, b). */
static gboolean
step_forward (Diff        *diff,
              const Box   *box,
              Range       *range,
              const Range *other,
              int         *a,
              int         *b)
{
  gboolean may_meet = ((box->a - box->b) - (box->a_end - box->b_end)) % 2 != 0;
  int *reached = diff->forward;

  widen (range, box, reached, -1);

  for (int d = range->high; d >= range->low; d -= 2)
    {
      *a = MAX (reached[d - 1] + 1, reached[d + 1]);
      *b = *a - d;
      while (*a < box->a_end && *b < box->b_end && equals (diff, *a, *b))
        (*a)++, (*b)++;
      reached[d] = *a;

      if (may_meet && d >= other->low && d <= other->high && diff->backward[d] <= *a)
        return TRUE;
    }

  return FALSE;
}

/* The mirror image. */
static gboolean
step_backward (Diff        *diff,
               const Box   *box,
               Range       *range,
               const Range *other,
               int         *a,
               int         *b)
{
  gboolean may_meet = ((box->a - box->b) - (box->a_end - box->b_end)) % 2 == 0;
  int *reached = diff->backward;

  widen (range, box, reached, G_MAXINT);

  for (int d = range->high; d >= range->low; d -= 2)
    {
      *a = MIN (reached[d - 1], reached[d + 1] - 1);
      *b = *a - d;
      while (*a > box->a && *b > box->b && equals (diff, *a - 1, *b - 1))
        (*a)--, (*b)--;
      reached[d] = *a;

      if (may_meet && d >= other->low && d <= other->high && *a <= diff->forward[d])
        return TRUE;
    }

  return FALSE;
}

/* Where the search from the start has come furthest. */
static void
find_furthest (Diff        *diff,
               const Box   *box,
               const Range *range,
               int         *a,
               int         *b)
{
  int best = -1;

  for (int d = range->high; d >= range->low; d -= 2)
    {
      int place = MIN (MIN (diff->forward[d], box->a_end), box->b_end + d);

      if (2 * place - d <= best)
        continue;

      best = 2 * place - d;
      *a = place;
      *b = place - d;
    }
}

/* A point on a shortest path through the box, about its middle (Myers, section 4b). */
static void
find_middle (Diff      *diff,
             const Box *box,
             int       *a,
             int       *b)
{
  Range forward = { box->a - box->b, box->a - box->b };
  Range backward = { box->a_end - box->b_end, box->a_end - box->b_end };

  diff->forward[forward.low] = box->a;
  diff->backward[backward.low] = box->a_end;

  for (int cost = 0; cost < MAX_COST; cost++)
    if (step_forward (diff, box, &forward, &backward, a, b) || step_backward (diff, box, &backward, &forward, a, b))
      return;

  find_furthest (diff, box, &forward, a, b);
}

static void
shrink (Diff *diff,
        Box  *box)
{
  while (box->a < box->a_end && box->b < box->b_end && equals (diff, box->a, box->b))
    box->a++, box->b++;
  while (box->a < box->a_end && box->b < box->b_end && equals (diff, box->a_end - 1, box->b_end - 1))
    box->a_end--, box->b_end--;
}

static void
compare (Diff *diff,
         Box   box)
{
  shrink (diff, &box);

  while (box.a < box.a_end && box.b < box.b_end)
    {
      int a = 0, b = 0;

      find_middle (diff, &box, &a, &b);
      compare (diff, (Box) { box.a, a, box.b, b });
      box.a = a;
      box.b = b;
      shrink (diff, &box);
    }

  for (int i = box.a; i < box.a_end; i++)
    diff->a.changed[i] = TRUE;
  for (int i = box.b; i < box.b_end; i++)
    diff->b.changed[i] = TRUE;
}

/* A run of changed elements, perhaps empty, between two unchanged ones. Both sides have as many runs as the other. */
typedef struct
{
  int start, end;
} Run;

static gboolean
next_run (const Side *side,
          Run        *run)
{
  if (run->end == side->length)
    return FALSE;

  run->start = run->end = run->end + 1;
  while (side->changed[run->end])
    run->end++;
  return TRUE;
}

static void
previous_run (const Side *side,
              Run        *run)
{
  g_assert (run->start > 0);

  run->start = run->end = run->start - 1;
  while (side->changed[run->start - 1])
    run->start--;
}

/* The two sides while the runs of one are moved: run in side, twin the run of other at the same place. */
typedef struct
{
  Diff *diff;
  Side *side;
  Side *other;
  Run   run;
  Run   twin;
} Slide;

static gboolean
matches (Slide *slide,
         int    in_side,
         int    in_other)
{
  return slide->side == &slide->diff->a ? equals (slide->diff, in_side, in_other)
                                        : equals (slide->diff, in_other, in_side);
}

/* "a b [a b]" says the same as "a [b a] b": what follows or precedes a run can take the place of its other end.
 * A run that meets its neighbour becomes one with it. */
static gboolean
slide_down (Slide *slide)
{
  Run *run = &slide->run;

  if (run->end == slide->side->length || !matches (slide, run->start, slide->twin.end))
    return FALSE;

  slide->side->changed[run->start++] = FALSE;
  slide->side->changed[run->end++] = TRUE;
  while (slide->side->changed[run->end])
    run->end++;

  next_run (slide->other, &slide->twin);
  return TRUE;
}

static gboolean
slide_up (Slide *slide)
{
  Run *run = &slide->run;

  if (run->start == 0 || !matches (slide, run->end - 1, slide->twin.start - 1))
    return FALSE;

  slide->side->changed[--run->start] = TRUE;
  slide->side->changed[--run->end] = FALSE;
  while (slide->side->changed[run->start - 1])
    run->start--;

  previous_run (slide->other, &slide->twin);
  return TRUE;
}

/* Moves a run as far down as it goes, so that equal changes are always told the same way; but back up to the last
 * place where the other side has a run, too: a replacement is easier to read than a removal and an addition. */
static void
settle_run (Slide *slide)
{
  int length = 0;
  int beside_twin = -1;

  do
    {
      length = slide->run.end - slide->run.start;
      while (slide_up (slide))
        ;

      beside_twin = slide->twin.end > slide->twin.start ? slide->run.end : -1;
      while (slide_down (slide))
        if (slide->twin.end > slide->twin.start)
          beside_twin = slide->run.end;
    }
  while (length != slide->run.end - slide->run.start);

  while (beside_twin >= 0 && slide->run.end > beside_twin && slide_up (slide))
    ;
}

static void
settle (Diff *diff,
        Side *side,
        Side *other)
{
  Slide slide = { diff, side, other, { -1, -1 }, { -1, -1 } };

  while (next_run (side, &slide.run))
    {
      next_run (other, &slide.twin);
      if (slide.run.end > slide.run.start)
        settle_run (&slide);
    }
}

static void
add_span (GArray         *spans,
          HeraldDiffKind  kind,
          int             a,
          int             a_end,
          int             b,
          int             b_end)
{
  HeraldDiffSpan span = { kind, (guint) a, (guint) (a_end - a), (guint) b, (guint) (b_end - b) };

  if (span.a_length > 0 || span.b_length > 0)
    g_array_append_val (spans, span);
}

static GArray *
make_spans (const Diff *diff)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (HeraldDiffSpan));
  int a = 0, b = 0;

  while (a < diff->a.length || b < diff->b.length)
    {
      int a_start = a, b_start = b;

      while (a < diff->a.length && b < diff->b.length && !diff->a.changed[a] && !diff->b.changed[b])
        a++, b++;
      add_span (spans, HERALD_DIFF_SAME, a_start, a, b_start, b);

      a_start = a;
      while (diff->a.changed[a])
        a++;
      add_span (spans, HERALD_DIFF_REMOVED, a_start, a, b, b);

      b_start = b;
      while (diff->b.changed[b])
        b++;
      add_span (spans, HERALD_DIFF_ADDED, a, a, b_start, b);
    }

  return spans;
}

/**
 * herald_diff_sequences:
 * @n_a: the length of A
 * @n_b: the length of B
 * @equal: (scope call): whether an element of A (its place is the first argument) equals one of B
 * @user_data: for @equal
 *
 * Compares two sequences (Myers, "An O(ND) Difference Algorithm and Its Variations", 1986, in linear space), up to
 * about 500 differences with the fewest possible changes. A change that could stand in several places stands
 * beside one of the other sequence, else as late as possible. Where both have changes, the removed part comes first.
 *
 * Returns: (transfer full) (element-type HeraldDiffSpan): spans that cover both sequences in order
 */
GArray *
herald_diff_sequences (guint           n_a,
                       guint           n_b,
                       HeraldDiffEqual equal,
                       gpointer        user_data)
{
  g_autofree gboolean *changed_a = g_new0 (gboolean, (gsize) n_a + 2);
  g_autofree gboolean *changed_b = g_new0 (gboolean, (gsize) n_b + 2);
  g_autofree int *forward = g_new (int, (gsize) n_a + n_b + 3);
  g_autofree int *backward = g_new (int, (gsize) n_a + n_b + 3);
  Diff diff = {
    equal, user_data,
    { (int) n_a, changed_a + 1 }, { (int) n_b, changed_b + 1 },
    forward + n_b + 1, backward + n_b + 1,
  };

  g_return_val_if_fail (equal != NULL, NULL);
  g_return_val_if_fail (n_a < G_MAXINT / 4 && n_b < G_MAXINT / 4, NULL);

  compare (&diff, (Box) { 0, (int) n_a, 0, (int) n_b });
  settle (&diff, &diff.a, &diff.b);
  settle (&diff, &diff.b, &diff.a);

  return make_spans (&diff);
}
