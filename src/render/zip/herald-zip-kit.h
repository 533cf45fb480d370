/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-rendering.h"

G_BEGIN_DECLS

gboolean herald_zip_kit_add (HeraldRendering  *rendering,
                             GError          **error);

G_END_DECLS
