/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-pdf-finish.h"

#include "herald-late.h"

HERALD_LATE ("pdf", GBytes *, herald_pdf_finish,
             (GBytes *pdf, const HeraldPdfFacts *facts, GArray *figures, GPtrArray *numbering, GError **error),
             (pdf, facts, figures, numbering, error))

static gpointer
load (gpointer data)
{
  herald_late_find ("pdf", "herald_pdf_finish");
  return NULL;
}

/* The library is loaded in a thread meanwhile. */
void
herald_pdf_finish_prepare (void)
{
  g_thread_unref (g_thread_new ("herald-late", load, NULL));
}
