/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-content.h"
#include "herald-kit-picture.h"

G_BEGIN_DECLS

GBytes *herald_pdf_render (const HeraldContent  *content,
                           HeraldKitPictures       *pictures,
                           GError              **error);

G_END_DECLS
