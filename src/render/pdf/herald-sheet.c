/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-sheet.h"

/**
 * herald_sheet_choose:
 * @language: BCP 47
 * @measure: how wide lines are to be, in points
 *
 * Returns: Letter (ANSI/ASME Y14.1) for American English and Spanish, where offices have it, else A4 (ISO 216)
 */
HeraldSheet
herald_sheet_choose (const char *language,
                     double      measure)
{
  gboolean letter = g_ascii_strcasecmp (language, "en-US") == 0 || g_ascii_strcasecmp (language, "es-US") == 0;
  HeraldSheet self = letter ? (HeraldSheet) { 612.0, 792.0, 0 } : (HeraldSheet) { 595.276, 841.89, 0 };

  self.margin = (self.width - measure) / 2;
  return self;
}

/**
 * herald_sheet_get_measure:
 * @self: a sheet
 *
 * Returns: how wide lines are, in points
 */
double
herald_sheet_get_measure (const HeraldSheet *self)
{
  return self->width - 2 * self->margin;
}
