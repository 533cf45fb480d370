/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-pdf-page.h"
#include "herald-rendering.h"

G_BEGIN_DECLS

/* The pages of one edition: what is on them, and where. */
typedef struct
{
  const HeraldContent *content;   /* borrowed */
  PangoContext        *context;
  HeraldSheet          sheet;
  GPtrArray           *pieces;    /* of HeraldPiece, in reading order */
  GArray              *fragments; /* of HeraldFragment */
  GPtrArray           *problems;  /* of char*: why a picture is not there; NULL: that is an error instead */
} HeraldPdfSetting;

gboolean          herald_pdf_add          (HeraldRendering      *rendering,
                                           GError              **error);
HeraldPdfSetting *herald_pdf_set          (const HeraldContent  *content,
                                           HeraldKitPictures    *pictures,
                                           PangoFontMap         *own_fonts, /* or NULL */
                                           gboolean              forgiving,
                                           GCancellable         *cancellable,
                                           GError              **error);
void              herald_pdf_setting_free (HeraldPdfSetting     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldPdfSetting, herald_pdf_setting_free)

G_END_DECLS
