/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "herald-kit.h"
#include "herald-render.h"

G_BEGIN_DECLS

/* What a kit tells about itself, so that anybody can check it: verify/manifest.json and verify/SHA256SUMS. */
#define HERALD_MANIFEST_PATH      "verify/manifest.json"
#define HERALD_MANIFEST_SUMS_PATH "verify/SHA256SUMS"

void        herald_manifest_add_to_kit (HeraldKit              *kit,
                                        const HeraldRenderJob  *job);
/* The paths that a kit's manifest names, both files of its own included: a set of char *; NULL if it is none. */
GHashTable *herald_manifest_read_paths (GBytes                 *bytes,
                                        GError                **error);

G_END_DECLS
