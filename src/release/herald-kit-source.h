/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-library.h"
#include "herald-look.h"
#include "herald-render.h"

G_BEGIN_DECLS

/* What a kit takes from its library, whichever way it goes out. */
GBytes     *herald_kit_source_read_asset (const char     *sha256,
                                          gpointer        library,
                                          GError        **error);
extern const HeraldAssetMemory herald_kit_source_memory;
HeraldLook  herald_kit_source_read_look  (HeraldLibrary  *library);

G_END_DECLS
