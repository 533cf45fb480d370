/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-pdf-canvas.h"

G_BEGIN_DECLS

void herald_pdf_words_draw (HeraldPdfCanvas *canvas,
                            HeraldCell      *cell,
                            guint            first,
                            guint            n_lines,
                            gboolean         is_content,
                            double           x,
                            double           y);

G_END_DECLS
