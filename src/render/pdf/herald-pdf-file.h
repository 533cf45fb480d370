/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-pdf-page.h"

G_BEGIN_DECLS

/* What a PDF says of itself. */
typedef struct
{
  const char *title;
  GPtrArray  *authors;   /* of char*, or NULL */
  const char *language;  /* BCP 47 */
  const char *time;      /* of the version, UTC */
} HeraldPdfFacts;

GBytes *herald_pdf_write (const HeraldPdfFacts  *facts,
                          HeraldPdfSetting      *setting,
                          GError               **error);

G_END_DECLS
