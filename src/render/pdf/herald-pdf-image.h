/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "herald-kit-picture.h"

G_BEGIN_DECLS

/* Pictures as Cairo paints them. */
cairo_surface_t *herald_pdf_image_new         (const HeraldKitPicture *picture);
cairo_surface_t *herald_pdf_image_new_decoded (const HeraldKitPicture *picture);

G_END_DECLS
