/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-fonts.h"
#include "herald-kit-pictures.h"
#include "herald-pdf-setting.h"
#include "herald-rendering.h"

G_BEGIN_DECLS

gboolean          herald_pdf_add (HeraldRendering      *rendering,
                                  GError              **error);
HeraldPdfSetting *herald_pdf_set (const HeraldContent  *content,
                                  HeraldKitPictures    *pictures,
                                  HeraldFonts          *fonts,
                                  gboolean              forgiving,
                                  GCancellable         *cancellable,
                                  GError              **error);

G_END_DECLS
