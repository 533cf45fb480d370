/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-rendering.h"

G_BEGIN_DECLS

/* The page's style sheet (herald-html-style.c). */
extern const char herald_html_style[];

gboolean herald_html_add (HeraldRendering  *rendering,
                          GError          **error);

G_END_DECLS
