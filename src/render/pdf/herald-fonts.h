/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

/* The families that Herald sets in, best first; the others are for scripts and machines that have none of these. */
#define HERALD_FONTS_SERIF "Source Serif 4, Noto Serif, Noto Serif CJK SC, Noto Naskh Arabic, DejaVu Serif, serif"
#define HERALD_FONTS_SANS  "Source Sans 3, Noto Sans, Noto Sans CJK SC, Noto Sans Arabic, DejaVu Sans, sans-serif"

/* Which of them are looked through: the fewer, the faster. The same ones are chosen where they have all characters. */
typedef enum
{
  HERALD_FONTS_LATIN, /* the first that there are of those with Latin, Greek and Cyrillic letters */
  HERALD_FONTS_OWN,   /* the families above */
  HERALD_FONTS_ALL,   /* all of this computer */
  HERALD_N_FONTS
} HeraldFontRange;

/* The fonts of a job, each range found when it is first asked for. One thread at a time. */
typedef struct _HeraldFonts HeraldFonts;

void            herald_fonts_stand_alone (void);
PangoFontMap   *herald_fonts_new_map     (void);
HeraldFonts    *herald_fonts_new         (void);
void            herald_fonts_free        (HeraldFonts     *self);
PangoFontMap   *herald_fonts_get_map     (HeraldFonts     *self,
                                          HeraldFontRange  range); /* or NULL, but for HERALD_FONTS_ALL */
HeraldFontRange herald_fonts_begin_with  (const char      *language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldFonts, herald_fonts_free)

G_END_DECLS
