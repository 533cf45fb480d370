/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-pdf-canvas.h"

#include <cairo-pdf.h>

/**
 * herald_pdf_canvas_set_colour:
 * @self: a canvas
 * @colour: 0xRRGGBB, of what is drawn next
 */
void
herald_pdf_canvas_set_colour (HeraldPdfCanvas *self,
                              guint32          colour)
{
  cairo_set_source_rgb (self->cr, (colour >> 16 & 0xff) / 255.0, (colour >> 8 & 0xff) / 255.0, (colour & 0xff) / 255.0);
}

/**
 * herald_pdf_canvas_fill:
 * @self: a canvas
 * @colour: 0xRRGGBB
 * @x: points, as all that follow
 * @y: its top
 * @width: its width
 * @height: its height
 *
 * Draws a rectangle.
 */
void
herald_pdf_canvas_fill (HeraldPdfCanvas *self,
                        guint32          colour,
                        double           x,
                        double           y,
                        double           width,
                        double           height)
{
  herald_pdf_canvas_set_colour (self, colour);
  cairo_rectangle (self->cr, x, y, width, height);
  cairo_fill (self->cr);
}

/**
 * herald_pdf_canvas_get_left:
 * @self: a canvas
 * @x: where something begins, from the start edge of the measure
 * @width: how wide it is
 *
 * Returns: its left edge on the sheet
 */
double
herald_pdf_canvas_get_left (HeraldPdfCanvas *self,
                            double           x,
                            double           width)
{
  return self->typeset->rtl ? self->sheet->width - self->sheet->margin - x - width : self->sheet->margin + x;
}

/**
 * herald_pdf_canvas_begin_tag:
 * @self: a canvas
 * @name: a structure element (PDF 1.7, section 14.8.4)
 */
void
herald_pdf_canvas_begin_tag (HeraldPdfCanvas *self,
                             const char      *name)
{
  if (self->tagged)
    cairo_tag_begin (self->cr, name, NULL);
}

/**
 * herald_pdf_canvas_end_tag:
 * @self: a canvas
 * @name: the element that was begun last
 */
void
herald_pdf_canvas_end_tag (HeraldPdfCanvas *self,
                           const char      *name)
{
  if (self->tagged)
    cairo_tag_end (self->cr, name);
}

/* The value of a tag attribute stands between apostrophes (cairo: "Tags and Links"). */
static void
begin_link (HeraldPdfCanvas *self,
            const char      *url)
{
  g_autoptr (GString) attributes = g_string_new ("uri='");

  for (const char *p = url; *p != '\0'; p++)
    {
      if (*p == '\'' || *p == '\\')
        g_string_append_c (attributes, '\\');
      g_string_append_c (attributes, *p);
    }
  g_string_append_c (attributes, '\'');
  if (self->tagged)
    cairo_tag_begin (self->cr, CAIRO_TAG_LINK, attributes->str);
}

/**
 * herald_pdf_canvas_open_leaf:
 * @self: a canvas
 * @link: (nullable): what the words that come belong to
 *
 * Only leaf elements carry content in Cairo 1.16: whatever is drawn between them is no part of the structure. One that is
 * open already for the same link stays so.
 */
void
herald_pdf_canvas_open_leaf (HeraldPdfCanvas  *self,
                             const HeraldLink *link)
{
  if (self->leaf != NULL && self->link == link)
    return;
  herald_pdf_canvas_close_leaf (self);
  if (link != NULL)
    begin_link (self, link->url);
  else
    herald_pdf_canvas_begin_tag (self, "Span");
  self->leaf = link != NULL ? CAIRO_TAG_LINK : "Span";
  self->link = link;
}

/**
 * herald_pdf_canvas_close_leaf:
 * @self: a canvas, with a leaf open or not
 */
void
herald_pdf_canvas_close_leaf (HeraldPdfCanvas *self)
{
  if (self->leaf != NULL)
    herald_pdf_canvas_end_tag (self, self->leaf);
  self->leaf = NULL;
  self->link = NULL;
}
