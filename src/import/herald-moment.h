/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-embargo.h"
#include "herald-slice.h"

G_BEGIN_DECLS

/* Dates, times and zones as press releases write them. */
const char    *herald_date_match      (HeraldSlice    slice,
                                       const char    *language,
                                       char         **date);
HeraldEmbargo *herald_embargo_read    (HeraldSlice    slice,
                                       const char    *language);

G_END_DECLS
