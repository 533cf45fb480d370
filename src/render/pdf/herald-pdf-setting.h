/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-content.h"
#include "herald-layout.h"
#include "herald-pdf-surround.h"

G_BEGIN_DECLS

/* The pages of one edition: what is on them, and where. */
typedef struct
{
  const HeraldContent *content;   /* borrowed */
  HeraldTypeset       *typeset;
  HeraldSheet          sheet;
  HeraldPdfSurround   *surround;
  GPtrArray           *pieces;    /* of HeraldPiece, in reading order */
  GArray              *fragments; /* of HeraldFragment, once it is paginated */
  GPtrArray           *problems;  /* of char*: why a picture is not there; NULL: that is an error instead */
} HeraldPdfSetting;

HeraldPdfSetting *herald_pdf_setting_new      (const HeraldContent *content,
                                               PangoFontMap        *fonts,   /* or NULL */
                                               const HeraldSheet   *sheet);
void              herald_pdf_setting_free     (HeraldPdfSetting    *self);
HeraldPiece      *herald_pdf_setting_add      (HeraldPdfSetting    *self,
                                               HeraldPieceKind      kind,
                                               double               space_before,
                                               double               space_after);
HeraldPiece      *herald_pdf_setting_add_text (HeraldPdfSetting    *self,
                                               const char          *tag,
                                               HeraldRich          *rich,    /* (transfer full) */
                                               double               indent,
                                               double               space_before,
                                               double               space_after);
HeraldRich       *herald_pdf_setting_rich     (HeraldPdfSetting    *self,
                                               HeraldFace           face,
                                               const char          *text);
double            herald_pdf_setting_measure  (HeraldPdfSetting    *self);
void              herald_pdf_setting_paginate (HeraldPdfSetting    *self,
                                               double               gaps);
gboolean          herald_pdf_setting_lacks_font (HeraldPdfSetting  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldPdfSetting, herald_pdf_setting_free)

G_END_DECLS
