/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-pdf-setting.h"

/**
 * herald_pdf_setting_new:
 * @content: an edition; outlives what is returned
 * @fonts: (nullable): the fonts to set in; %NULL for all of this computer
 * @sheet: the sheet
 *
 * Returns: (transfer full): pages with nothing on them yet
 */
HeraldPdfSetting *
herald_pdf_setting_new (const HeraldContent *content,
                        PangoFontMap        *fonts,
                        const HeraldSheet   *sheet)
{
  HeraldPdfSetting *self = g_new0 (HeraldPdfSetting, 1);

  self->content = content;
  self->typeset = herald_typeset_new (fonts, content->language, &content->job->look);
  self->sheet = *sheet;
  self->surround = herald_pdf_surround_new (content, self->typeset, sheet);
  self->pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_piece_free);
  return self;
}

/**
 * herald_pdf_setting_free:
 * @self: (transfer full): pages
 */
void
herald_pdf_setting_free (HeraldPdfSetting *self)
{
  g_clear_pointer (&self->pieces, g_ptr_array_unref);
  g_clear_pointer (&self->fragments, g_array_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->surround, herald_pdf_surround_free);
  g_clear_pointer (&self->typeset, herald_typeset_free);
  g_free (self);
}

/**
 * herald_pdf_setting_add:
 * @self: pages
 * @kind: what it is
 * @space_before: points above it, except at the head of a page
 * @space_after: points below it
 *
 * Returns: (transfer none): a piece after all others
 */
HeraldPiece *
herald_pdf_setting_add (HeraldPdfSetting *self,
                        HeraldPieceKind   kind,
                        double            space_before,
                        double            space_after)
{
  HeraldPiece *piece = herald_piece_new (kind);

  piece->space_before = space_before;
  piece->space_after = space_after;
  g_ptr_array_add (self->pieces, piece);
  return piece;
}

/**
 * herald_pdf_setting_add_text:
 * @self: pages
 * @tag: (transfer none): a literal: its structure element
 * @rich: (transfer full): its words
 * @indent: from the start edge of the measure
 * @space_before: points above it, except at the head of a page
 * @space_after: points below it
 *
 * Returns: (transfer none): a piece after all others
 */
HeraldPiece *
herald_pdf_setting_add_text (HeraldPdfSetting *self,
                             const char       *tag,
                             HeraldRich       *rich,
                             double            indent,
                             double            space_before,
                             double            space_after)
{
  HeraldPiece *piece = herald_pdf_setting_add (self, HERALD_PIECE_TEXT, space_before, space_after);

  herald_piece_add_cell (piece, tag, rich, indent, herald_pdf_setting_measure (self) - indent);
  return piece;
}

/**
 * herald_pdf_setting_rich:
 * @self: pages
 * @face: how to set
 * @text: (nullable): a text
 *
 * Returns: (transfer full): the words
 */
HeraldRich *
herald_pdf_setting_rich (HeraldPdfSetting *self,
                         HeraldFace        face,
                         const char       *text)
{
  HeraldRich *rich = herald_rich_new (self->typeset, face);

  herald_rich_add (rich, face, text);
  return rich;
}

/**
 * herald_pdf_setting_measure:
 * @self: pages
 *
 * Returns: how wide lines are, in points
 */
double
herald_pdf_setting_measure (HeraldPdfSetting *self)
{
  return herald_sheet_get_measure (&self->sheet);
}

/**
 * herald_pdf_setting_paginate:
 * @self: pages
 * @gaps: spaces between pieces, as a part of what they are by rights
 *
 * Places all pieces, anew if they were placed before.
 */
void
herald_pdf_setting_paginate (HeraldPdfSetting *self,
                             double            gaps)
{
  HeraldFrame frame = herald_pdf_surround_get_frame (self->surround, &self->sheet);

  frame.gaps = gaps;
  g_clear_pointer (&self->fragments, g_array_unref);
  self->fragments = herald_layout_paginate (self->pieces, &frame);
}

/**
 * herald_pdf_setting_lacks_font:
 * @self: pages
 *
 * Returns: whether there is a character on them that their fonts do not have
 */
gboolean
herald_pdf_setting_lacks_font (HeraldPdfSetting *self)
{
  for (guint i = 0; i < self->pieces->len; i++)
    if (herald_piece_lacks_font (g_ptr_array_index (self->pieces, i)))
      return TRUE;
  return FALSE;
}
