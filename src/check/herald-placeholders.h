/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What writers leave where words are still to come: "TBD", "[...]", "DA DEFINIRE". */
GRegex *herald_placeholders_compile (const char *language);

G_END_DECLS
