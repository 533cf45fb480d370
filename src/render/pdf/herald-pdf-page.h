/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo-pdf.h>

#include "herald-content.h"
#include "herald-layout.h"

G_BEGIN_DECLS

/* The sheet: all lengths are points. */
typedef struct
{
  double   width;
  double   height;
  double   margin; /* at both sides */
  gboolean rtl;
} HeraldSheet;

/* Around the words that stand in a picture's place. */
#define HERALD_MISSING_PADDING 12.0

#define HERALD_SHEET_MEASURE(sheet) ((sheet)->width - 2 * (sheet)->margin)

double herald_pdf_get_top    (const HeraldSheet    *sheet,
                              const HeraldContent  *content,
                              PangoContext         *context,
                              gboolean              first);
double herald_pdf_get_bottom (const HeraldSheet    *sheet);
void   herald_pdf_draw_pages (cairo_surface_t      *surface,
                              const HeraldSheet    *sheet,
                              const HeraldContent  *content,
                              PangoContext         *context,
                              GArray               *fragments); /* of HeraldFragment */
void   herald_pdf_draw_page  (cairo_t              *cr,
                              const HeraldSheet    *sheet,
                              const HeraldContent  *content,
                              PangoContext         *context,
                              GArray               *fragments,
                              guint                 page,
                              GHashTable           *images);

G_END_DECLS
