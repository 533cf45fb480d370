/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-rendering.h"

G_BEGIN_DECLS

gboolean  herald_plain_text_add   (HeraldRendering      *rendering,
                                   GError              **error);
char     *herald_plain_text_write (const HeraldContent  *content);

G_END_DECLS
