/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

#define HERALD_SOFT_HYPHEN "\u00ad"

/* Where words of a language may be parted: from the dictionaries that the computer has for its office programs. */
typedef struct _HeraldHyphens HeraldHyphens;

HeraldHyphens *herald_hyphens_new      (const char    *language);
void           herald_hyphens_free     (HeraldHyphens *self);
GArray        *herald_hyphens_find     (HeraldHyphens *self,
                                        const char    *word);   /* of guint: bytes before the hyphen, ascending */
void           herald_hyphens_apply    (HeraldHyphens *self,
                                        PangoLayout   *layout,
                                        GArray        *links);  /* of HeraldLink, or NULL */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldHyphens, herald_hyphens_free)

G_END_DECLS
