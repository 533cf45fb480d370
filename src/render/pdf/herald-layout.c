/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-layout.h"

/* Fewer lines of a paragraph than this never stand alone at the foot or the head of a page. */
#define MIN_LINES 2

/* And a quote of fewer than this is not parted. */
#define MIN_QUOTE 7

/* 120 pixels per inch: a picture of fewer looks coarse on paper. */
#define MAX_POINTS_PER_PIXEL 0.6

/* A figure may be made smaller down to this part of its height, rather than leave a hole at the foot of a page. */
#define MIN_FIGURE 0.55

static void
cell_free (HeraldCell *cell)
{
  g_clear_object (&cell->layout);
  g_clear_pointer (&cell->links, g_array_unref);
  g_free (cell);
}

static void
clear_plate (HeraldPlate *plate)
{
  g_free (plate->alt);
}

/**
 * herald_piece_new:
 * @kind: what it is
 *
 * Returns: (transfer full): an empty piece
 */
HeraldPiece *
herald_piece_new (HeraldPieceKind kind)
{
  HeraldPiece *self = g_new0 (HeraldPiece, 1);

  self->kind = kind;
  self->cells = g_ptr_array_new_with_free_func ((GDestroyNotify) cell_free);
  self->plates = g_array_new (FALSE, FALSE, sizeof (HeraldPlate));
  g_array_set_clear_func (self->plates, (GDestroyNotify) clear_plate);
  return self;
}

/**
 * herald_piece_free:
 * @self: (transfer full): a piece
 */
void
herald_piece_free (HeraldPiece *self)
{
  g_ptr_array_unref (self->cells);
  g_array_unref (self->plates);
  g_free (self);
}

/**
 * herald_piece_add_cell:
 * @self: a text (which has one) or a row
 * @tag: (transfer none): a literal: its structure element
 * @rich: (transfer full): its words
 * @context: where they are set
 * @x: from the start edge of the measure
 * @width: its own measure
 *
 * Returns: (transfer none): the cell
 */
HeraldCell *
herald_piece_add_cell (HeraldPiece  *self,
                       const char   *tag,
                       HeraldRich   *rich,
                       PangoContext *context,
                       double        x,
                       double        width)
{
  HeraldCell *cell = g_new0 (HeraldCell, 1);

  cell->tag = tag;
  cell->layout = herald_rich_to_layout (rich, context, width);
  cell->links = g_steal_pointer (&rich->links);
  cell->x = x;
  cell->width = width;
  herald_rich_free (rich);
  g_ptr_array_add (self->cells, cell);
  return cell;
}

/**
 * herald_piece_add_plate:
 * @self: pictures
 * @picture: (transfer none): outlives the piece
 * @alt: alternative text
 * @x: from the start edge of the measure
 * @width: on paper
 * @height: on paper
 */
void
herald_piece_add_plate (HeraldPiece   *self,
                        HeraldKitPicture *picture,
                        const char    *alt,
                        double         x,
                        double         width,
                        double         height)
{
  HeraldPlate plate = { picture, x, width, height, g_strdup (alt) };

  g_array_append_val (self->plates, plate);
}

static double
cell_get_height (HeraldCell *cell)
{
  int height = 0;

  pango_layout_get_size (cell->layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

/**
 * herald_piece_get_height:
 * @self: a piece
 *
 * Returns: how much of a page it takes in one
 */
double
herald_piece_get_height (HeraldPiece *self)
{
  double height = 0;

  for (guint i = 0; i < self->cells->len; i++)
    height = MAX (height, cell_get_height (g_ptr_array_index (self->cells, i)));
  for (guint i = 0; i < self->plates->len; i++)
    height = MAX (height, g_array_index (self->plates, HeraldPlate, i).height);
  return height;
}

/**
 * herald_piece_fit:
 * @self: pictures
 * @max_width: at most
 * @max_height: at most
 *
 * Gives each picture the largest size that it may have.
 */
void
herald_piece_fit (HeraldPiece *self,
                  double       max_width,
                  double       max_height)
{
  for (guint i = 0; i < self->plates->len; i++)
    {
      HeraldPlate *plate = &g_array_index (self->plates, HeraldPlate, i);
      double scale = MIN (MAX_POINTS_PER_PIXEL, MIN (max_width / plate->picture->width, max_height / plate->picture->height));

      plate->width = plate->picture->width * scale;
      plate->height = plate->picture->height * scale;
    }
}

/**
 * herald_piece_lacks_font:
 * @self: a piece
 *
 * Returns: whether it holds a character that the fonts it is set in do not have
 */
gboolean
herald_piece_lacks_font (HeraldPiece *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      HeraldCell *cell = g_ptr_array_index (self->cells, i);

      if (pango_layout_get_unknown_glyphs_count (cell->layout) > 0)
        return TRUE;
    }
  return FALSE;
}

static guint
count_lines (HeraldPiece *piece)
{
  HeraldCell *cell = NULL;

  if (piece->kind != HERALD_PIECE_TEXT || piece->cells->len == 0)
    return 1;
  cell = g_ptr_array_index (piece->cells, 0);
  return (guint) pango_layout_get_line_count (cell->layout);
}

/* The height of some lines of a text: all lines of a layout are of one leading. */
static double
lines_height (HeraldPiece *piece,
              guint        n_lines)
{
  return herald_piece_get_height (piece) * n_lines / count_lines (piece);
}

/* Whether lines of a piece may stand on two pages; a short quote is one thing to see. */
static gboolean
may_break (HeraldPiece *piece)
{
  return count_lines (piece) >= (piece->bar ? MIN_QUOTE : 2 * MIN_LINES);
}

/* What must fit under the piece before it: all that is kept together with its first lines. */
static double
first_height (GPtrArray *pieces,
              guint      index)
{
  double height = 0;

  for (;; index++)
    {
      HeraldPiece *piece = g_ptr_array_index (pieces, index);

      if (may_break (piece))
        return height + lines_height (piece, MIN_LINES);
      height += herald_piece_get_height (piece);
      if (!piece->keep_with_next || index + 1 >= pieces->len)
        return height;
      height += piece->space_after + ((HeraldPiece *) g_ptr_array_index (pieces, index + 1))->space_before;
    }
}

/* What must fit under the last lines of a piece. */
static double
tail_height (GPtrArray *pieces,
             guint      index)
{
  HeraldPiece *piece = g_ptr_array_index (pieces, index);
  HeraldPiece *next = NULL;

  if (!piece->keep_with_next || index + 1 >= pieces->len)
    return 0;
  next = g_ptr_array_index (pieces, index + 1);
  return piece->space_after + next->space_before + first_height (pieces, index + 1);
}

/* How many of the lines that are left go on this page: all, or so many that no line is left alone on either side. */
static guint
fit_lines (HeraldPiece *piece,
           guint        n_left,
           double       space,
           double       tail)
{
  double leading = lines_height (piece, 1);
  guint fits = space > 0 ? (guint) (space / leading + 0.01) : 0;

  if (fits >= n_left && n_left * leading + tail <= space + 0.01)
    return n_left;
  if (fits > n_left || n_left - fits < MIN_LINES)
    fits = n_left > MIN_LINES ? n_left - MIN_LINES : 0;
  return fits < MIN_LINES ? 0 : fits;
}

typedef struct
{
  GArray *fragments;
  double  top;      /* of this page */
  double  next_top; /* of those after it */
  double  bottom;
  guint   page;
  double  y;
  double  gap;      /* after the last piece */
} Placing;

static void
turn_page (Placing *self)
{
  self->page++;
  self->top = self->next_top;
  self->y = self->top;
  self->gap = 0;
}

static void
place_lines (Placing     *self,
             HeraldPiece *piece,
             double       tail)
{
  guint n_lines = count_lines (piece);
  guint done = 0;

  while (done < n_lines)
    {
      guint n = fit_lines (piece, n_lines - done, self->bottom - self->y, tail);
      HeraldFragment fragment = { 0 };

      if (n == 0 && self->y > self->top)
        {
          turn_page (self);
          continue;
        }
      if (n == 0) /* nor on a page of its own: as much as fits, and of a line that is taller than a page rather a part than nothing */
        n = CLAMP ((guint) MAX (0, (self->bottom - self->y) / lines_height (piece, 1) + 0.01), 1, n_lines - done);
      fragment = (HeraldFragment) { self->page, piece, done, n, self->y, lines_height (piece, n), done == 0, done + n == n_lines };
      g_array_append_val (self->fragments, fragment);
      self->y += fragment.height;
      done += n;
    }
}

static void
squeeze (HeraldPiece *piece,
         double       space)
{
  double height = herald_piece_get_height (piece);

  if (space < height && space >= height * MIN_FIGURE)
    for (guint i = 0; i < piece->plates->len; i++)
      {
        HeraldPlate *plate = &g_array_index (piece->plates, HeraldPlate, i);

        plate->width *= space / height;
        plate->height *= space / height;
      }
}

/**
 * herald_layout_paginate:
 * @pieces: (element-type HeraldPiece): what to place, in order
 * @first_top: where the measure begins on the first page
 * @top: where it begins on the others
 * @bottom: where it ends
 *
 * Breaks between and inside pieces: no line alone at the head or the foot of a page, headings with what follows,
 * pictures and rows whole. A flexible picture may come out smaller.
 *
 * Returns: (transfer full) (element-type HeraldFragment): the parts, in order
 */
GArray *
herald_layout_paginate (GPtrArray *pieces,
                        double     first_top,
                        double     top,
                        double     bottom)
{
  Placing placing = { g_array_new (FALSE, FALSE, sizeof (HeraldFragment)), first_top, top, bottom, 0, first_top, 0 };

  for (guint i = 0; i < pieces->len; i++)
    {
      HeraldPiece *piece = g_ptr_array_index (pieces, i);
      double gap = placing.y > placing.top ? placing.gap + piece->space_before : 0;

      if (piece->flexible && placing.y > placing.top)
        squeeze (piece, bottom - placing.y - gap - (first_height (pieces, i) - herald_piece_get_height (piece)));
      if (placing.y > placing.top && placing.y + gap + first_height (pieces, i) > bottom + 0.01)
        turn_page (&placing);
      else
        placing.y += gap;
      place_lines (&placing, piece, tail_height (pieces, i));
      placing.gap = piece->space_after;
    }
  return placing.fragments;
}
