/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-markdown.h"

#include "herald-late.h"

HERALD_LATE ("markdown", gboolean, herald_markdown_add, (HeraldRendering *rendering, GError **error), (rendering, error))
