/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-pdf-file.h"

#include "herald-clean.h"
#include "herald-i18n.h"
#include "herald-pdf-finish.h"

static cairo_status_t
take_bytes (void                *closure,
            const unsigned char *data,
            unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata (cairo_surface_t      *surface,
              const HeraldPdfFacts *facts)
{
  g_autoptr (GString) author = g_string_new (NULL);

  for (guint i = 0; facts->authors != NULL && i < facts->authors->len; i++)
    g_string_append_printf (author, "%s%s", i > 0 ? ", " : "", (const char *) g_ptr_array_index (facts->authors, i));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, facts->title);
  if (author->len > 0)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, author->str);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Herald");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, facts->time);
}

static void
collect_notes (GPtrArray *pieces,
               GPtrArray *alts,
               GPtrArray *numbering)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      HeraldPiece *piece = g_ptr_array_index (pieces, i);

      for (guint j = 0; j < piece->plates->len; j++)
        g_ptr_array_add (alts, herald_clean_line (g_array_index (piece->plates, HeraldPlate, j).alt));
      if (piece->numbering != NULL)
        g_ptr_array_add (numbering, (gpointer) piece->numbering);
    }
}

static GBytes *
draw (const HeraldPdfFacts  *facts,
      const HeraldSheet     *sheet,
      const HeraldContent   *content,
      PangoContext          *context,
      GArray                *fragments,
      GError               **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (take_bytes, bytes, sheet->width, sheet->height);
  cairo_status_t status = CAIRO_STATUS_SUCCESS;

  set_metadata (surface, facts);
  herald_pdf_draw_pages (surface, sheet, content, context, fragments);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, HERALD_RENDER_ERROR, HERALD_RENDER_ERROR_FAILED, _("The PDF could not be written: %s"),
                   cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/**
 * herald_pdf_write:
 * @facts: what the file says of itself
 * @sheet: the sheet
 * @content: for what surrounds the text
 * @context: where it is set
 * @pieces: (element-type HeraldPiece): the pieces, in reading order
 * @fragments: (element-type HeraldFragment): where they are, from herald_layout_paginate()
 * @error: return location
 *
 * Returns: (transfer full): a PDF that keeps to ISO 14289-1 (PDF/UA-1)
 */
GBytes *
herald_pdf_write (const HeraldPdfFacts  *facts,
                  const HeraldSheet     *sheet,
                  const HeraldContent   *content,
                  PangoContext          *context,
                  GPtrArray             *pieces,
                  GArray                *fragments,
                  GError               **error)
{
  g_autoptr (GBytes) pages = draw (facts, sheet, content, context, fragments, error);
  g_autoptr (GPtrArray) alts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) numbering = g_ptr_array_new ();

  if (pages == NULL)
    return NULL;
  collect_notes (pieces, alts, numbering);
  return herald_pdf_finish (pages, facts, alts, numbering, error);
}
