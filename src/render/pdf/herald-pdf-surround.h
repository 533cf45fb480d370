/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-content.h"
#include "herald-layout.h"
#include "herald-pdf-canvas.h"

G_BEGIN_DECLS

/* What surrounds the text of a page: embargo and draft line, running header, footer. Set once for all pages; it is no part
 * of the structure, but for the embargo and the draft line of the first page, which are the document's first words. */
typedef struct
{
  HeraldCell *banner; /* or NULL */
  HeraldCell *notice; /* or NULL */
  HeraldCell *header;
  HeraldCell *kicker;
  const char *language;
} HeraldPdfSurround;

HeraldPdfSurround *herald_pdf_surround_new       (const HeraldContent      *content,
                                                  const HeraldTypeset      *typeset,
                                                  const HeraldSheet        *sheet);
void               herald_pdf_surround_free      (HeraldPdfSurround        *self);
HeraldFrame        herald_pdf_surround_get_frame (const HeraldPdfSurround  *self,
                                                  const HeraldSheet        *sheet);
void               herald_pdf_surround_draw      (HeraldPdfSurround        *self,
                                                  HeraldPdfCanvas          *canvas,
                                                  guint                     page,
                                                  guint                     n_pages);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldPdfSurround, herald_pdf_surround_free)

G_END_DECLS
