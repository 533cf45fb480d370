/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-layout.h"

#include <math.h>

/* Fewer lines of a paragraph than this never stand alone at the foot or the head of a page. */
#define MIN_LINES 2

/* And a quote of fewer than this is not parted. */
#define MIN_QUOTE 7

/* A figure may be made smaller down to this part of its height, rather than leave a hole at the foot of a page. */
#define MIN_FIGURE 0.55

/* One that is a little less wide than the text looks like a mistake. */
#define MAX_SMALLER_FIGURE 0.8

#define EPSILON 0.01

typedef struct
{
  GPtrArray         *pieces;
  const HeraldFrame *frame;
  GArray            *fragments;
  double             top;   /* of this page */
  guint              page;
  double             y;
  double             space; /* after the last piece */
} Placing;

static HeraldPiece *
get_piece (const Placing *self,
           guint          index)
{
  return g_ptr_array_index (self->pieces, index);
}

/* Down to the next line of the grid, which begins at the foot of every page: so lines stand at the same places on all. */
static double
snap (const Placing *self,
      double         y)
{
  double lines = floor ((self->frame->bottom - y + EPSILON) / HERALD_GRID);

  return self->frame->bottom - lines * HERALD_GRID;
}

/* A text of the body's leading, or of a multiple of it. All else is as high as it is, and what follows it snaps in. */
static gboolean
is_on_grid (HeraldPiece *piece)
{
  return piece->kind != HERALD_PIECE_PICTURES && piece->cells->len > 0 &&
         fmod (((HeraldCell *) g_ptr_array_index (piece->cells, 0))->leading, 2 * HERALD_GRID) == 0;
}

static double
scale_space (const Placing *self,
             double         space)
{
  return round (space * self->frame->gaps / (HERALD_GRID / 2)) * (HERALD_GRID / 2);
}

/* Whether lines of a piece may stand on two pages; a short quote is one thing to see. */
static gboolean
may_break (HeraldPiece *piece)
{
  return herald_piece_get_n_lines (piece) >= (piece->bar ? MIN_QUOTE : 2 * MIN_LINES);
}

/* Where a piece begins that follows another which ended at y. */
static double
begin_after (const Placing *self,
             double         y,
             double         space,
             HeraldPiece   *piece)
{
  y += space + scale_space (self, piece->space_before);
  return is_on_grid (piece) ? snap (self, y) : y;
}

/* Where all that is kept together with a piece's first lines ends, if the piece begins at y. */
static double
first_end (const Placing *self,
           guint          index,
           double         y)
{
  for (;; index++)
    {
      HeraldPiece *piece = get_piece (self, index);

      if (may_break (piece))
        return y + MIN_LINES * herald_piece_get_leading (piece);
      y += herald_piece_get_height (piece);
      if (!piece->keep_with_next || index + 1 >= self->pieces->len)
        return y;
      y = begin_after (self, y, scale_space (self, piece->space_after), get_piece (self, index + 1));
    }
}

/* What must fit under the last lines of a piece. */
static double
tail_height (const Placing *self,
             guint          index)
{
  HeraldPiece *piece = get_piece (self, index);
  double y = self->frame->bottom; /* or any other line of the grid */

  if (!piece->keep_with_next || index + 1 >= self->pieces->len)
    return 0;
  y = begin_after (self, y, scale_space (self, piece->space_after), get_piece (self, index + 1));
  return first_end (self, index + 1, y) - self->frame->bottom;
}

/* How many of the lines that are left go on this page: all, or so many that no line is left alone on either side. */
static guint
fit_lines (HeraldPiece *piece,
           guint        n_left,
           double       space,
           double       tail)
{
  double leading = herald_piece_get_leading (piece);
  guint fits = space > 0 ? (guint) (space / leading + EPSILON) : 0;

  if (fits >= n_left && n_left * leading + tail <= space + EPSILON)
    return n_left;
  if (fits > n_left || n_left - fits < MIN_LINES)
    fits = n_left > MIN_LINES ? n_left - MIN_LINES : 0;
  return fits < MIN_LINES ? 0 : fits;
}

static void
turn_page (Placing *self)
{
  self->page++;
  self->top = snap (self, self->frame->top);
  self->y = self->top;
  self->space = 0;
}

static void
place_lines (Placing     *self,
             HeraldPiece *piece,
             double       tail)
{
  guint n_lines = herald_piece_get_n_lines (piece);
  double leading = herald_piece_get_leading (piece);
  double gap = scale_space (self, piece->space_before);
  guint done = 0;

  while (done < n_lines)
    {
      guint n = fit_lines (piece, n_lines - done, self->frame->bottom - self->y, tail);
      HeraldFragment fragment = { 0 };

      if (n == 0 && self->y > self->top)
        {
          turn_page (self);
          continue;
        }
      if (n == 0) /* nor on a page of its own: as much as fits, and of a line that is taller than a page rather a part than nothing */
        n = CLAMP ((guint) MAX (0, (self->frame->bottom - self->y) / leading + EPSILON), 1, n_lines - done);
      fragment = (HeraldFragment) { self->page, piece, done, n, self->y, n * leading, gap, done == 0, done + n == n_lines };
      g_array_append_val (self->fragments, fragment);
      self->y += fragment.height;
      done += n;
    }
}

/* A picture may come out smaller, if then it fits under what is above it. */
static void
squeeze (Placing     *self,
         guint        index,
         double       y)
{
  HeraldPiece *piece = get_piece (self, index);
  double height = herald_piece_get_height (piece);
  double room = height - (first_end (self, index, y) - self->frame->bottom);

  if (room < height && room >= height * MIN_FIGURE)
    herald_piece_shrink (piece, MIN (room, height * MAX_SMALLER_FIGURE));
}

static void
place (Placing *self,
       guint    index)
{
  HeraldPiece *piece = get_piece (self, index);
  gboolean begins_page = self->y <= self->top;
  double y = begins_page ? self->y : begin_after (self, self->y, self->space, piece);

  if (piece->flexible && !begins_page)
    squeeze (self, index, y);
  if (!begins_page && first_end (self, index, y) > self->frame->bottom + EPSILON)
    turn_page (self);
  else
    self->y = y;
  place_lines (self, piece, tail_height (self, index));
  self->space = scale_space (self, piece->space_after);
}

/**
 * herald_layout_paginate:
 * @pieces: (element-type HeraldPiece): what to place, in order
 * @frame: where to
 *
 * Breaks between and inside pieces: no line alone at the head or the foot of a page, headings with what follows,
 * pictures and rows whole. Lines of the body stand on a grid that is the same on all pages: HERALD_GRID, half of the
 * body's leading, so that paragraphs are half a line apart. A flexible picture may come out smaller.
 *
 * Returns: (transfer full) (element-type HeraldFragment): the parts, in order
 */
GArray *
herald_layout_paginate (GPtrArray         *pieces,
                        const HeraldFrame *frame)
{
  Placing placing = { pieces, frame, g_array_new (FALSE, FALSE, sizeof (HeraldFragment)) };

  placing.top = snap (&placing, frame->first_top);
  placing.y = placing.top;
  for (guint i = 0; i < pieces->len; i++)
    place (&placing, i);
  return placing.fragments;
}

/**
 * herald_layout_count:
 * @fragments: (element-type HeraldFragment): from herald_layout_paginate()
 *
 * Returns: on how many pages they are, at least one
 */
guint
herald_layout_count (GArray *fragments)
{
  return fragments->len > 0 ? g_array_index (fragments, HeraldFragment, fragments->len - 1).page + 1 : 1;
}
