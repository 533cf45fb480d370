/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo-pdf.h>

#include "herald-pdf-setting.h"

G_BEGIN_DECLS

/* Around the words that stand in a picture's place. */
#define HERALD_MISSING_PADDING 12.0

/* A figure of the document, for those who do not see it. */
typedef struct
{
  char   *alt;
  double  box[4]; /* left, bottom, right, top: points from the left foot of the sheet */
} HeraldPdfFigure;

void herald_pdf_draw_pages (cairo_surface_t  *surface,
                            HeraldPdfSetting *setting,
                            GArray           *figures); /* of HeraldPdfFigure */
void herald_pdf_draw_page  (cairo_t          *cr,
                            HeraldPdfSetting *setting,
                            guint             page,
                            GHashTable       *images);

G_END_DECLS
