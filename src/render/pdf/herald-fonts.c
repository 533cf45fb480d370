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
accept_families (GString    *xml,
                 const char *list)
{
  g_auto (GStrv) names = g_strsplit (list, ", ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (weights); j++)
      {
        g_string_append_printf (xml, "<pattern><patelt name=\"family\"><string>%s</string></patelt>", names[i]);
        g_string_append_printf (xml, faces, weights[j]);
        g_string_append (xml, "</pattern>");
      }
}

/**
 * herald_fonts_new_own_map:
 *
 * Only the families that Herald asks for by name. For each way of setting Pango has fontconfig sort all fonts that there
 * are, by how well they fit: with hundreds of them that takes longer than everything else that is done for a page.
 *
 * Returns: (transfer full) (nullable): the fonts; %NULL when this computer has none of them
 */
PangoFontMap *
herald_fonts_new_own_map (void)
{
  g_autoptr (GString) xml = g_string_new (CONFIG_START);
  FcConfig *config = FcConfigCreate ();
  FcFontSet *fonts = NULL;
  PangoFontMap *map = NULL;

  accept_families (xml, HERALD_FONTS_SERIF);
  accept_families (xml, HERALD_FONTS_SANS);
  g_string_append (xml, CONFIG_END);
  if (FcConfigParseAndLoadFromMemory (config, (const FcChar8 *) xml->str, FcFalse) && FcConfigBuildFonts (config))
    fonts = FcConfigGetFonts (config, FcSetSystem);
  if (fonts != NULL && fonts->nfont > 0)
    map = new_map (config);
  FcConfigDestroy (config);
  return map;
}
