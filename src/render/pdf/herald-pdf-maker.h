/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-hyphens.h"
#include "herald-kit-pictures.h"
#include "herald-pdf-setting.h"

G_BEGIN_DECLS

#define HERALD_PDF_LABEL_WIDTH 118.0 /* the left column of facts, profiles and contacts */
#define HERALD_PDF_ITEM_INDENT 18.0
#define HERALD_PDF_GUTTER      16.0

/* Makes the pieces of one edition: each of the functions below adds some at the end. */
typedef struct
{
  HeraldPdfSetting  *setting;
  HeraldKitPictures *pictures;
  HeraldHyphens     *hyphens;
  GCancellable      *cancellable;
} HeraldPdfMaker;

gboolean     herald_pdf_maker_add_front    (HeraldPdfMaker  *self,
                                            GError         **error);
gboolean     herald_pdf_maker_add_body     (HeraldPdfMaker  *self,
                                            GError         **error);
void         herald_pdf_maker_add_back     (HeraldPdfMaker  *self);

gboolean     herald_pdf_maker_add_missing  (HeraldPdfMaker  *self,
                                            GError          *problem,
                                            GError         **error);
HeraldPiece *herald_pdf_maker_add_labelled (HeraldPdfMaker  *self,
                                            const char      *tags[2],
                                            HeraldRich      *label,
                                            HeraldRich      *text,
                                            double           label_width,
                                            double           space_before,
                                            double           space_after);
HeraldPiece *herald_pdf_maker_stack        (HeraldPdfMaker  *self,
                                            HeraldPiece     *row);
void         herald_pdf_maker_part_words   (HeraldPdfMaker  *self,
                                            HeraldPiece     *piece);

G_END_DECLS
