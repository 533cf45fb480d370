/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-pdf-maker.h"

#include "herald-pdf-page.h"

#define MAX_ROW_HEIGHT 240.0 /* what is taller is no row any more, but texts that may break */
#define STACKED_SPACE  4.0

/**
 * herald_pdf_maker_part_words:
 * @self: a maker
 * @piece: words in lines
 *
 * Parts words where the language has it.
 */
void
herald_pdf_maker_part_words (HeraldPdfMaker *self,
                             HeraldPiece    *piece)
{
  for (guint i = 0; i < piece->cells->len; i++)
    {
      HeraldCell *cell = g_ptr_array_index (piece->cells, i);

      herald_hyphens_apply (self->hyphens, cell->layout, cell->links);
    }
}

/**
 * herald_pdf_maker_add_missing:
 * @self: a maker
 * @problem: (transfer full): why a picture cannot be shown
 * @error: return location for @problem, where that is a reason to show nothing
 *
 * Adds words in the place of the picture.
 */
gboolean
herald_pdf_maker_add_missing (HeraldPdfMaker  *self,
                              GError          *problem,
                              GError         **error)
{
  HeraldPdfSetting *setting = self->setting;
  HeraldPiece *piece = NULL;
  const double padding = HERALD_MISSING_PADDING;

  if (setting->problems == NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  piece = herald_pdf_setting_add (setting, HERALD_PIECE_TEXT, HERALD_GRID + padding, HERALD_GRID + padding);
  herald_piece_add_cell (piece, "P", herald_pdf_setting_rich (setting, HERALD_FACE_CAPTION, problem->message), padding,
                         herald_pdf_setting_measure (setting) - 2 * padding);
  piece->missing = TRUE;
  if (!g_ptr_array_find_with_equal_func (setting->problems, problem->message, g_str_equal, NULL))
    g_ptr_array_add (setting->problems, g_strdup (problem->message));
  g_error_free (problem);
  return TRUE;
}

/**
 * herald_pdf_maker_stack:
 * @self: a maker
 * @row: the last piece, cells side by side
 *
 * Of a row that is too tall to be one, its cells come to stand one above the other, where each may go on on the next
 * page.
 *
 * Returns: (transfer none): the last piece now
 */
HeraldPiece *
herald_pdf_maker_stack (HeraldPdfMaker *self,
                        HeraldPiece    *row)
{
  double space_after = row->space_after;
  HeraldPiece *last = row;

  if (herald_piece_get_height (row) <= MAX_ROW_HEIGHT)
    return row;
  row->kind = HERALD_PIECE_TEXT;
  while (row->cells->len > 1)
    {
      last->keep_with_next = TRUE;
      last->space_after = STACKED_SPACE;
      last = herald_pdf_setting_add (self->setting, HERALD_PIECE_TEXT, 0, space_after);
      g_ptr_array_add (last->cells, g_ptr_array_steal_index (row->cells, 1));
    }
  return last;
}

/**
 * herald_pdf_maker_add_labelled:
 * @self: a maker
 * @tags: (transfer none): literals: the structure elements of both
 * @label: (transfer full): what stands in the label column; nothing of it, if it has no words
 * @text: (transfer full): what it labels
 * @label_width: of the column
 * @space_before: points above both, except at the head of a page
 * @space_after: points below both
 *
 * Returns: (transfer none): the last piece now
 */
HeraldPiece *
herald_pdf_maker_add_labelled (HeraldPdfMaker *self,
                               const char     *tags[2],
                               HeraldRich     *label,
                               HeraldRich     *text,
                               double          label_width,
                               double          space_before,
                               double          space_after)
{
  HeraldPiece *piece = herald_pdf_setting_add (self->setting, HERALD_PIECE_ROW, space_before, space_after);
  double x = label_width + (label_width >= HERALD_PDF_LABEL_WIDTH ? HERALD_PDF_GUTTER : 0);

  if (label->text->len > 0)
    herald_piece_add_cell (piece, tags[0], label, 0, label_width);
  else
    herald_rich_free (label);
  herald_piece_add_cell (piece, tags[1], text, x, herald_pdf_setting_measure (self->setting) - x);
  herald_pdf_maker_part_words (self, piece);
  if (piece->cells->len == 1)
    piece->kind = HERALD_PIECE_TEXT;
  return herald_pdf_maker_stack (self, piece);
}
