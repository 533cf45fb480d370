/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The sheet: all lengths are points. */
typedef struct
{
  double width;
  double height;
  double margin; /* at both sides */
} HeraldSheet;

HeraldSheet herald_sheet_choose      (const char        *language,
                                      double             measure);
double      herald_sheet_get_measure (const HeraldSheet *self);

G_END_DECLS
