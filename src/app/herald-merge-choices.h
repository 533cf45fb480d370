/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-merge-places.h"

G_BEGIN_DECLS

/* Answers as they are kept in the library and taken up again: choices. */
int         herald_merge_choices_find_option (const HeraldMergePlace *place,
                                              const HeraldChoice     *choice);
HeraldItem *herald_merge_choices_read_words  (const HeraldChoice     *choice);
GPtrArray  *herald_merge_choices_write       (HeraldMergePlaces      *self);

G_END_DECLS
