/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-eml.h"

#include "herald-late.h"

HERALD_LATE ("eml", gboolean, herald_eml_add, (HeraldRendering *rendering, GError **error), (rendering, error))
