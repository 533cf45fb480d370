/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-piece.h"

/* 120 pixels per inch: a picture of fewer looks coarse on paper. */
#define MAX_POINTS_PER_PIXEL 0.6

/**
 * herald_cell_new:
 * @tag: (transfer none): a literal: its structure element
 * @rich: (transfer full): its words
 * @x: from the start edge of the measure
 * @width: its own measure
 *
 * Returns: (transfer full): the words in lines
 */
HeraldCell *
herald_cell_new (const char *tag,
                 HeraldRich *rich,
                 double      x,
                 double      width)
{
  HeraldCell *self = g_new0 (HeraldCell, 1);

  self->tag = tag;
  self->layout = herald_rich_to_layout (rich, width);
  self->links = g_steal_pointer (&rich->links);
  self->x = x;
  self->width = width;
  self->leading = rich->leading;
  herald_rich_free (rich);
  return self;
}

/**
 * herald_cell_free:
 * @self: (transfer full): a cell
 */
void
herald_cell_free (HeraldCell *self)
{
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_object (&self->layout);
  g_clear_pointer (&self->links, g_array_unref);
  g_free (self);
}

static void
clear_plate (HeraldPlate *plate)
{
  g_free (plate->alt);
  g_clear_pointer (&plate->caption, herald_cell_free);
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
  self->cells = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_cell_free);
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
 * @x: from the start edge of the measure
 * @width: its own measure
 *
 * Returns: (transfer none): the cell
 */
HeraldCell *
herald_piece_add_cell (HeraldPiece *self,
                       const char  *tag,
                       HeraldRich  *rich,
                       double       x,
                       double       width)
{
  HeraldCell *cell = herald_cell_new (tag, rich, x, width);

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
herald_piece_add_plate (HeraldPiece      *self,
                        HeraldKitPicture *picture,
                        const char       *alt,
                        double            x,
                        double            width,
                        double            height)
{
  HeraldPlate plate = { picture, x, width, height, g_strdup (alt), NULL };

  g_array_append_val (self->plates, plate);
}

/**
 * herald_cell_get_lines:
 * @self: a cell
 *
 * Returns: (transfer none) (element-type HeraldCellLine): its lines. They are looked for once: for each page of a long
 *   text anew took seconds.
 */
GArray *
herald_cell_get_lines (HeraldCell *self)
{
  PangoLayoutIter *iter = NULL;

  if (self->lines != NULL)
    return self->lines;
  self->lines = g_array_new (FALSE, FALSE, sizeof (HeraldCellLine));
  iter = pango_layout_get_iter (self->layout);
  do
    {
      PangoRectangle logical;
      HeraldCellLine line = { pango_layout_iter_get_line_readonly (iter), 0 };

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      line.x = (double) logical.x / PANGO_SCALE;
      g_array_append_val (self->lines, line);
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  return self->lines;
}

/**
 * herald_cell_get_height:
 * @self: a cell
 *
 * Returns: of all its lines
 */
double
herald_cell_get_height (HeraldCell *self)
{
  return pango_layout_get_line_count (self->layout) * self->leading;
}

/**
 * herald_piece_add_caption:
 * @self: pictures
 * @caption: (transfer full): stands below the picture that was added last
 */
void
herald_piece_add_caption (HeraldPiece *self,
                          HeraldCell  *caption)
{
  g_array_index (self->plates, HeraldPlate, self->plates->len - 1).caption = caption;
}

/**
 * herald_piece_get_plates_height:
 * @self: pictures
 *
 * Returns: of the highest of them, without captions
 */
double
herald_piece_get_plates_height (HeraldPiece *self)
{
  double height = 0;

  for (guint i = 0; i < self->plates->len; i++)
    height = MAX (height, g_array_index (self->plates, HeraldPlate, i).height);
  return height;
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
  double height = herald_piece_get_plates_height (self);
  double captions = 0;

  for (guint i = 0; i < self->cells->len; i++)
    height = MAX (height, herald_cell_get_height (g_ptr_array_index (self->cells, i)));
  for (guint i = 0; i < self->plates->len; i++)
    {
      HeraldCell *caption = g_array_index (self->plates, HeraldPlate, i).caption;

      if (caption != NULL)
        captions = MAX (captions, HERALD_CAPTION_GAP + herald_cell_get_height (caption));
    }
  return height + captions;
}

/**
 * herald_piece_get_n_lines:
 * @self: a piece
 *
 * Returns: how many parts it can be broken into: the lines of a text, one for all else
 */
guint
herald_piece_get_n_lines (HeraldPiece *self)
{
  HeraldCell *cell = NULL;

  if (self->kind != HERALD_PIECE_TEXT || self->cells->len == 0)
    return 1;
  cell = g_ptr_array_index (self->cells, 0);
  return (guint) pango_layout_get_line_count (cell->layout);
}

/**
 * herald_piece_get_leading:
 * @self: a piece
 *
 * Returns: the height of one of those parts
 */
double
herald_piece_get_leading (HeraldPiece *self)
{
  if (self->kind != HERALD_PIECE_TEXT || self->cells->len == 0)
    return herald_piece_get_height (self);
  return ((HeraldCell *) g_ptr_array_index (self->cells, 0))->leading;
}

/**
 * herald_piece_get_scale:
 * @picture: a picture
 * @max_width: at most
 * @max_height: at most
 *
 * Returns: points for each of its pixels, with which it has the largest size that it may have
 */
double
herald_piece_get_scale (const HeraldKitPicture *picture,
                        double                  max_width,
                        double                  max_height)
{
  return MIN (MAX_POINTS_PER_PIXEL, MIN (max_width / picture->width, max_height / picture->height));
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
      double scale = herald_piece_get_scale (plate->picture, max_width, max_height);

      plate->width = plate->picture->width * scale;
      plate->height = plate->picture->height * scale;
    }
}

/**
 * herald_piece_shrink:
 * @self: pictures
 * @height: what the highest may have; it is no less high than that now
 *
 * Makes all of them smaller by the same part.
 */
void
herald_piece_shrink (HeraldPiece *self,
                     double       height)
{
  double scale = height / herald_piece_get_height (self);

  for (guint i = 0; i < self->plates->len; i++)
    {
      HeraldPlate *plate = &g_array_index (self->plates, HeraldPlate, i);

      plate->width *= scale;
      plate->height *= scale;
    }
}

static gboolean
cell_lacks_font (HeraldCell *cell)
{
  return cell != NULL && pango_layout_get_unknown_glyphs_count (cell->layout) > 0;
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
    if (cell_lacks_font (g_ptr_array_index (self->cells, i)))
      return TRUE;
  for (guint i = 0; i < self->plates->len; i++)
    if (cell_lacks_font (g_array_index (self->plates, HeraldPlate, i).caption))
      return TRUE;
  return FALSE;
}
