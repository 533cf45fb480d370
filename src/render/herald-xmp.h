/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writes what a picture or a PDF says about itself (ISO 16684-1). Names are literals of the program; there is no way to
 * put markup in as text. */
typedef struct _HeraldXmp HeraldXmp;

HeraldXmp *herald_xmp_new       (void);
void       herald_xmp_free      (HeraldXmp  *self);
void       herald_xmp_add       (HeraldXmp  *self,
                                 const char *name,
                                 const char *text);
void       herald_xmp_add_item  (HeraldXmp  *self,
                                 const char *name,
                                 const char *text);
void       herald_xmp_add_words (HeraldXmp  *self,
                                 const char *name,
                                 const char *language,
                                 const char *text);
char      *herald_xmp_finish    (HeraldXmp  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldXmp, herald_xmp_free)

G_END_DECLS
