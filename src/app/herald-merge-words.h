/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-merge-place.h"

G_BEGIN_DECLS

/* How the window says what several people changed differently. All (transfer full). */
char *herald_merge_words_who    (const HeraldDispute     *dispute); /* "Anna Bruni and Lin Qiao changed the same words." */
char *herald_merge_words_open   (const HeraldDispute     *dispute); /* "3 places need your decision." */
char *herald_merge_words_joined (guint                    n);       /* "12 other changes were joined." */
char *herald_merge_words_why    (const HeraldMergePlace  *place);   /* "Both changed these words." */
char *herald_merge_words_when   (const HeraldMergeOption *option,
                                 const char              *own_zone);

G_END_DECLS
