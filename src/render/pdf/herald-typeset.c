/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-typeset.h"

#include "herald-fonts.h"
#include "herald-kit-labels.h"

/* The text's own family is the look's; what stands around it is always set sans. */
typedef enum
{
  FAMILY_TEXT,
  FAMILY_SANS,
} Family;

#define COLOUR_ACCENT 0xff000000u /* the look's */

typedef struct
{
  Family       family;
  double       size;
  double       leading;
  PangoWeight  weight;
  guint32      colour;
  double       tracking;
} Face;

static const Face faces[HERALD_N_FACES] = {
  [HERALD_FACE_BODY] = { FAMILY_TEXT, 10.5, 16, PANGO_WEIGHT_NORMAL, HERALD_COLOUR_INK, 0 },
  [HERALD_FACE_KICKER] = { FAMILY_SANS, 8.5, 12, PANGO_WEIGHT_BOLD, COLOUR_ACCENT, 0.5 },
  [HERALD_FACE_TITLE] = { FAMILY_TEXT, 23.5, 28, PANGO_WEIGHT_BOLD, HERALD_COLOUR_INK, -0.2 },
  [HERALD_FACE_LONG_TITLE] = { FAMILY_TEXT, 19, 24, PANGO_WEIGHT_BOLD, HERALD_COLOUR_INK, -0.1 },
  [HERALD_FACE_SUBTITLE] = { FAMILY_TEXT, 13.5, 20, PANGO_WEIGHT_NORMAL, HERALD_COLOUR_SOFT, 0 },
  [HERALD_FACE_DATELINE] = { FAMILY_SANS, 9.75, 16, PANGO_WEIGHT_BOLD, HERALD_COLOUR_INK, 0.1 },
  [HERALD_FACE_HEADING] = { FAMILY_SANS, 12, 16, PANGO_WEIGHT_BOLD, HERALD_COLOUR_INK, 0 },
  [HERALD_FACE_QUOTE] = { FAMILY_TEXT, 14, 20, PANGO_WEIGHT_NORMAL, HERALD_COLOUR_INK, 0 },
  [HERALD_FACE_LONG_QUOTE] = { FAMILY_TEXT, 11.25, 16, PANGO_WEIGHT_NORMAL, HERALD_COLOUR_INK, 0 },
  [HERALD_FACE_NAME] = { FAMILY_SANS, 9, 12, PANGO_WEIGHT_BOLD, HERALD_COLOUR_INK, 0 },
  [HERALD_FACE_POSITION] = { FAMILY_SANS, 9, 12, PANGO_WEIGHT_NORMAL, HERALD_COLOUR_SOFT, 0 },
  [HERALD_FACE_CAPTION] = { FAMILY_SANS, 8.5, 12, PANGO_WEIGHT_NORMAL, HERALD_COLOUR_INK, 0 },
  [HERALD_FACE_CREDIT] = { FAMILY_SANS, 8.5, 12, PANGO_WEIGHT_NORMAL, HERALD_COLOUR_SOFT, 0 },
  [HERALD_FACE_LABEL] = { FAMILY_SANS, 9, 12, PANGO_WEIGHT_BOLD, HERALD_COLOUR_INK, 0 },
  [HERALD_FACE_SMALL] = { FAMILY_TEXT, 9, 12, PANGO_WEIGHT_NORMAL, HERALD_COLOUR_INK, 0 },
  [HERALD_FACE_DETAIL] = { FAMILY_SANS, 9, 12, PANGO_WEIGHT_NORMAL, HERALD_COLOUR_INK, 0 },
  [HERALD_FACE_LOGO] = { FAMILY_SANS, 13, 16, PANGO_WEIGHT_BOLD, HERALD_COLOUR_SOFT, 0 },
  [HERALD_FACE_BANNER] = { FAMILY_SANS, 8.5, 12, PANGO_WEIGHT_BOLD, HERALD_COLOUR_PAPER, 0 },
  [HERALD_FACE_NOTICE] = { FAMILY_SANS, 8, 12, PANGO_WEIGHT_SEMIBOLD, 0x3d3000u, 0 },
  [HERALD_FACE_FOOT] = { FAMILY_SANS, 7.5, 12, PANGO_WEIGHT_NORMAL, HERALD_COLOUR_SOFT, 0 },
};

/**
 * herald_typeset_new:
 * @fonts: (nullable): the fonts to set in; %NULL for all of this computer
 * @language: BCP 47: decides between glyphs of one character in different languages, and on the direction
 * @look: the library's look
 *
 * The unit is the point; nothing depends on a screen or a locale.
 *
 * Returns: (transfer full): how a text is set
 */
HeraldTypeset *
herald_typeset_new (PangoFontMap     *fonts,
                    const char       *language,
                    const HeraldLook *look)
{
  HeraldTypeset *self = g_new0 (HeraldTypeset, 1);
  g_autoptr (PangoFontMap) all = fonts == NULL ? herald_fonts_new_map () : NULL;
  cairo_font_options_t *options = cairo_font_options_create ();

  self->rtl = herald_kit_labels_is_rtl (language);
  self->typeface = look->typeface;
  self->accent = herald_look_get_legible (look->accent, HERALD_COLOUR_PAPER);
  self->context = pango_font_map_create_context (fonts != NULL ? fonts : all);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (self->context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (self->context, 72.0);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  pango_context_set_language (self->context, pango_language_from_string (language));
  pango_context_set_base_dir (self->context, self->rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  return self;
}

/**
 * herald_typeset_free:
 * @self: (transfer full): how a text is set
 */
void
herald_typeset_free (HeraldTypeset *self)
{
  g_object_unref (self->context);
  g_free (self);
}

/**
 * herald_typeset_get_style:
 * @self: how a text is set
 * @face: a way of setting
 *
 * Returns: what it means in the look
 */
HeraldFaceStyle
herald_typeset_get_style (const HeraldTypeset *self,
                          HeraldFace           face)
{
  const Face *known = &faces[face];
  gboolean serif = known->family == FAMILY_TEXT && self->typeface == HERALD_TYPEFACE_SERIF;

  return (HeraldFaceStyle) {
    serif ? HERALD_FONTS_SERIF : HERALD_FONTS_SANS, known->size, known->weight,
    known->colour == COLOUR_ACCENT ? self->accent : known->colour, known->tracking,
  };
}

/**
 * herald_face_get_leading:
 * @face: a way of setting
 *
 * Returns: points from one baseline to the next, in every look
 */
double
herald_face_get_leading (HeraldFace face)
{
  return faces[face].leading;
}

/**
 * herald_leading_get_baseline:
 * @leading: points from one baseline to the next
 *
 * Letters stand at the same place of their line whatever fonts are in it, also where another font stands in: so words in
 * columns side by side have one baseline, and lines of equal leading equal distances.
 *
 * Returns: points from the top of a line to its baseline
 */
double
herald_leading_get_baseline (double leading)
{
  return 0.75 * leading;
}
