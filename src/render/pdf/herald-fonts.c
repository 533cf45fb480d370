/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-fonts.h"

#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

/* Where fontconfig's own configuration looks (fonts.conf), and no family but those named here. */
#define CONFIG_START \
  "<fontconfig><dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir><dir prefix=\"xdg\">fonts</dir>" \
  "<cachedir>/var/cache/fontconfig</cachedir><cachedir prefix=\"xdg\">fontconfig</cachedir>" \
  "<selectfont><rejectfont><pattern><patelt name=\"scalable\"><bool>true</bool></patelt></pattern>" \
  "<pattern><patelt name=\"scalable\"><bool>false</bool></patelt></pattern></rejectfont><acceptfont>"
#define CONFIG_END "</acceptfont></selectfont></fontconfig>"

struct _HeraldFonts
{
  PangoFontMap *maps[HERALD_N_FONTS];
  gboolean      looked_for[HERALD_N_FONTS];
};

/* What is asked for of each family: three weights, upright or slanted, at its own width. */
static const char * const faces =
  "<patelt name=\"width\"><int>100</int></patelt><patelt name=\"weight\"><int>%d</int></patelt>";
static const int weights[] = { FC_WEIGHT_REGULAR, FC_WEIGHT_DEMIBOLD, FC_WEIGHT_BOLD };

/* Whether nothing but this file looks for fonts in this process. */
static gboolean alone;

/**
 * herald_fonts_stand_alone:
 *
 * Tells that nothing else in this process draws text, before anything does. Pango has fontconfig read the computer's whole
 * configuration for the process, though each font map here has one of its own; this spares a quarter of the time that a
 * short document takes.
 */
void
herald_fonts_stand_alone (void)
{
  alone = TRUE;
}

static PangoFontMap *
new_map (FcConfig *config)
{
  PangoFontMap *map = NULL;

  if (alone)
    FcConfigSetCurrent (config);
  map = pango_cairo_font_map_new_for_font_type (CAIRO_FONT_TYPE_FT);

  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (map), 72.0);
  if (config != NULL)
    pango_fc_font_map_set_config (PANGO_FC_FONT_MAP (map), config);
  return map;
}

/**
 * herald_fonts_new_map:
 *
 * Returns: (transfer full): all fonts of this computer
 */
PangoFontMap *
herald_fonts_new_map (void)
{
  FcConfig *config = alone ? FcInitLoadConfigAndFonts () : NULL;
  PangoFontMap *map = new_map (config);

  if (config != NULL)
    FcConfigDestroy (config);
  return map;
}

static void
accept_family (GString    *xml,
               const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    {
      g_string_append_printf (xml, "<pattern><patelt name=\"family\"><string>%s</string></patelt>", name);
      g_string_append_printf (xml, faces, weights[i]);
      g_string_append (xml, "</pattern>");
    }
}

static gboolean
has_family (const FcFontSet *fonts,
            const char      *name)
{
  for (int i = 0; i < fonts->nfont; i++)
    {
      FcChar8 *family = NULL;

      for (int j = 0; FcPatternGetString (fonts->fonts[i], FC_FAMILY, j, &family) == FcResultMatch; j++)
        if (g_ascii_strcasecmp ((const char *) family, name) == 0)
          return TRUE;
    }
  return FALSE;
}

static gboolean
has_any_family (const FcFontSet    *fonts,
                const char * const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (has_family (fonts, names[i]))
      return TRUE;
  return FALSE;
}

/* Without a serif or a sans one of the others would stand in, which has better ones in the wider range. */
static PangoFontMap *
new_map_of (const char * const *serif,
            const char * const *sans)
{
  g_autoptr (GString) xml = g_string_new (CONFIG_START);
  FcConfig *config = FcConfigCreate ();
  FcFontSet *fonts = NULL;
  PangoFontMap *map = NULL;

  for (guint i = 0; serif[i] != NULL; i++)
    accept_family (xml, serif[i]);
  for (guint i = 0; sans[i] != NULL; i++)
    accept_family (xml, sans[i]);
  g_string_append (xml, CONFIG_END);
  if (FcConfigParseAndLoadFromMemory (config, (const FcChar8 *) xml->str, FcFalse) && FcConfigBuildFonts (config))
    fonts = FcConfigGetFonts (config, FcSetSystem);
  if (fonts != NULL && has_any_family (fonts, serif) && has_any_family (fonts, sans))
    map = new_map (config);
  FcConfigDestroy (config);
  return map;
}

static PangoFontMap *
new_own_map (void)
{
  g_auto (GStrv) serif = g_strsplit (HERALD_FONTS_SERIF, ", ", -1);
  g_auto (GStrv) sans = g_strsplit (HERALD_FONTS_SANS, ", ", -1);

  return new_map_of ((const char * const *) serif, (const char * const *) sans);
}

/* The first two of each list. */
static PangoFontMap *
new_latin_map (void)
{
  g_auto (GStrv) serif = g_strsplit (HERALD_FONTS_SERIF, ", ", -1);
  g_auto (GStrv) sans = g_strsplit (HERALD_FONTS_SANS, ", ", -1);
  const char * const first_serif[] = { serif[0], serif[1], NULL };
  const char * const first_sans[] = { sans[0], sans[1], NULL };

  return new_map_of (first_serif, first_sans);
}

/**
 * herald_fonts_new:
 *
 * Returns: (transfer full): fonts, none found yet
 */
HeraldFonts *
herald_fonts_new (void)
{
  return g_new0 (HeraldFonts, 1);
}

/**
 * herald_fonts_free:
 * @self: (transfer full): fonts
 */
void
herald_fonts_free (HeraldFonts *self)
{
  for (guint i = 0; i < HERALD_N_FONTS; i++)
    g_clear_object (&self->maps[i]);
  g_free (self);
}

/**
 * herald_fonts_get_map:
 * @self: fonts
 * @range: which of them
 *
 * For each way of setting Pango has fontconfig sort all fonts of a map, by how well they fit: with hundreds of them that
 * takes longer than everything else that is done for a page.
 *
 * Returns: (transfer none) (nullable): the fonts; %NULL when this computer has none of them
 */
PangoFontMap *
herald_fonts_get_map (HeraldFonts     *self,
                      HeraldFontRange  range)
{
  static PangoFontMap *(* const makers[HERALD_N_FONTS]) (void) = { new_latin_map, new_own_map, herald_fonts_new_map };

  if (!self->looked_for[range])
    self->maps[range] = makers[range] ();
  self->looked_for[range] = TRUE;
  return self->maps[range];
}

/**
 * herald_fonts_begin_with:
 * @language: BCP 47
 *
 * Returns: the smallest range that may have all characters of a text in @language
 */
HeraldFontRange
herald_fonts_begin_with (const char *language)
{
  PangoLanguage *known = pango_language_from_string (language);
  int n = 0;

  if (pango_language_get_scripts (known, &n) == NULL)
    return HERALD_FONTS_LATIN;
  return pango_language_includes_script (known, PANGO_SCRIPT_LATIN) || pango_language_includes_script (known, PANGO_SCRIPT_GREEK) ||
         pango_language_includes_script (known, PANGO_SCRIPT_CYRILLIC) ? HERALD_FONTS_LATIN : HERALD_FONTS_OWN;
}
