/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

/* The families that Herald sets in, best first; the others are for scripts and machines that have none of these. */
#define HERALD_FONTS_SERIF "Source Serif 4, Noto Serif, Noto Serif CJK SC, Noto Naskh Arabic, DejaVu Serif, serif"
#define HERALD_FONTS_SANS  "Source Sans 3, Noto Sans, Noto Sans CJK SC, Noto Sans Arabic, DejaVu Sans, sans-serif"

void          herald_fonts_stand_alone (void);
PangoFontMap *herald_fonts_new_map     (void);
PangoFontMap *herald_fonts_new_own_map (void); /* or NULL */

G_END_DECLS
