/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-rendering.h"

G_BEGIN_DECLS

gboolean herald_html_add (HeraldRendering  *rendering,
                          GError          **error);

G_END_DECLS
