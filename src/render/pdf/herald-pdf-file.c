/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-pdf-file.h"

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
clear_figure (HeraldPdfFigure *figure)
{
  g_free (figure->alt);
}

static GPtrArray *
collect_numbering (GPtrArray *pieces)
{
  GPtrArray *numbering = g_ptr_array_new ();

  for (guint i = 0; i < pieces->len; i++)
    {
      HeraldPiece *piece = g_ptr_array_index (pieces, i);

      if (piece->numbering != NULL)
        g_ptr_array_add (numbering, (gpointer) piece->numbering);
    }
  return numbering;
}

static GBytes *
draw (const HeraldPdfFacts  *facts,
      HeraldPdfSetting      *setting,
      GArray                *figures,
      GError               **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (take_bytes, bytes, setting->sheet.width, setting->sheet.height);
  cairo_status_t status = CAIRO_STATUS_SUCCESS;

  set_metadata (surface, facts);
  herald_pdf_draw_pages (surface, setting, figures);
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
 * @setting: pages
 * @error: return location
 *
 * Returns: (transfer full): a PDF that keeps to ISO 14289-1 (PDF/UA-1)
 */
GBytes *
herald_pdf_write (const HeraldPdfFacts  *facts,
                  HeraldPdfSetting      *setting,
                  GError               **error)
{
  g_autoptr (GArray) figures = g_array_new (FALSE, FALSE, sizeof (HeraldPdfFigure));
  g_autoptr (GPtrArray) numbering = collect_numbering (setting->pieces);
  g_autoptr (GBytes) pages = NULL;

  g_array_set_clear_func (figures, (GDestroyNotify) clear_figure);
  pages = draw (facts, setting, figures, error);
  return pages != NULL ? herald_pdf_finish (pages, facts, figures, numbering, error) : NULL;
}
