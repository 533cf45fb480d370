/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-pdf-file.h"

G_BEGIN_DECLS

GBytes *herald_pdf_finish (GBytes                *pdf,
                           const HeraldPdfFacts  *facts,
                           GArray                *figures,   /* of HeraldPdfFigure */
                           GPtrArray             *numbering, /* of const char* */
                           GError               **error);
/* Tells that it will be called: pages are set first. */
void    herald_pdf_finish_prepare (void);

G_END_DECLS
