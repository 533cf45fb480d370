/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a typewriter's quotation marks, hyphens and dots become as one types, by the language of the announcement.
 * before: the words before the cursor, what was typed last included. Returns how many of their last characters give way
 * to *instead, 0: none. */
guint herald_typography_correct (const char  *language,
                                 const char  *before,
                                 const char **instead);

G_END_DECLS
