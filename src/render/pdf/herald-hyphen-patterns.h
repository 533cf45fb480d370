/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The patterns by which words of a language are parted, from a dictionary of office programs. */
typedef struct _HeraldHyphenPatterns HeraldHyphenPatterns;

HeraldHyphenPatterns *herald_hyphen_patterns_load  (const char                  *path); /* or NULL */
HeraldHyphenPatterns *herald_hyphen_patterns_parse (const char                  *data,
                                                    gsize                        size); /* or NULL */
void                  herald_hyphen_patterns_free  (HeraldHyphenPatterns        *self);
GArray               *herald_hyphen_patterns_find  (const HeraldHyphenPatterns  *self,
                                                    const char                  *word); /* of guint: letters before the hyphen */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldHyphenPatterns, herald_hyphen_patterns_free)

G_END_DECLS
