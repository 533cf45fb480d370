/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* NFC, without white space around it. */
char    *herald_words_normalise (const char  *words);
/* A set of words: each normalised, none empty, none twice, sorted by their bytes. */
void     herald_set_normalise   (GPtrArray   *words);

/* NULL: not a tag; HERALD_MODEL_ERROR_USAGE says why. */
char    *herald_tag_normalise   (const char  *tag,
                                 GError     **error);

G_END_DECLS
