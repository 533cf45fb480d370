/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "herald-piece.h"
#include "herald-sheet.h"

G_BEGIN_DECLS

/* Where pages are drawn, with the elements of their structure. */
typedef struct
{
  cairo_t             *cr;
  const HeraldSheet   *sheet;
  const HeraldTypeset *typeset;
  gboolean             tagged; /* a whole document; one page for itself has no structure, since elements go over its end */
  const char          *leaf;   /* the leaf element that is open, or NULL */
  const HeraldLink    *link;   /* of that leaf */
} HeraldPdfCanvas;

void   herald_pdf_canvas_set_colour (HeraldPdfCanvas  *self,
                                     guint32           colour);
void   herald_pdf_canvas_fill       (HeraldPdfCanvas  *self,
                                     guint32           colour,
                                     double            x,
                                     double            y,
                                     double            width,
                                     double            height);
double herald_pdf_canvas_get_left   (HeraldPdfCanvas  *self,
                                     double            x,
                                     double            width);
void   herald_pdf_canvas_begin_tag  (HeraldPdfCanvas  *self,
                                     const char       *name);
void   herald_pdf_canvas_end_tag    (HeraldPdfCanvas  *self,
                                     const char       *name);
void   herald_pdf_canvas_open_leaf  (HeraldPdfCanvas  *self,
                                     const HeraldLink *link);
void   herald_pdf_canvas_close_leaf (HeraldPdfCanvas  *self);

G_END_DECLS
