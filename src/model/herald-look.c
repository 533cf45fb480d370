/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-look.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#include "herald-i18n.h"

/* WCAG 2.2, success criterion 1.4.3, for text of any size. */
#define LEGIBLE 4.5

/* How finely an accent moves towards black or white until it can be read. */
#define STEPS 64

static const char * const typefaces[] = { "serif", "sans" };

/* "#8f2d04" */
static gboolean
parse_accent (const char *text,
              guint32    *accent)
{
  if (text == NULL || text[0] != '#' || strlen (text) != 7)
    return FALSE;
  for (const char *p = text + 1; *p != '\0'; p++)
    if (!g_ascii_isxdigit (*p))
      return FALSE;
  *accent = (guint32) g_ascii_strtoull (text + 1, NULL, 16);
  return TRUE;
}

/**
 * herald_look_read:
 * @accent: (nullable): a library's setting, "#rrggbb"
 * @typeface: (nullable): a library's setting, "serif" or "sans"
 *
 * Returns: the look; what is absent or not understood is as if nobody had chosen it
 */
HeraldLook
herald_look_read (const char *accent,
                  const char *typeface)
{
  HeraldLook look = { HERALD_LOOK_ACCENT, HERALD_TYPEFACE_SERIF };

  parse_accent (accent, &look.accent);
  herald_typeface_from_string (typeface, &look.typeface);
  return look;
}

/**
 * herald_look_check:
 * @setting: one of the settings of a look
 * @value: what a person wrote
 * @error: return location; %G_IO_ERROR_INVALID_ARGUMENT says what would be understood
 *
 * Returns: whether herald_look_read() would understand it
 */
gboolean
herald_look_check (const char  *setting,
                   const char  *value,
                   GError     **error)
{
  guint32 accent = 0;
  HeraldTypeface typeface = HERALD_TYPEFACE_SERIF;

  g_return_val_if_fail (setting != NULL && value != NULL, FALSE);

  if (strcmp (setting, HERALD_LOOK_SETTING_ACCENT) == 0 && !parse_accent (value, &accent))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _("“%s” is not a colour. Write it like #8f2d04."), value);
      return FALSE;
    }
  if (strcmp (setting, HERALD_LOOK_SETTING_TYPEFACE) == 0 && !herald_typeface_from_string (value, &typeface))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _("“%s” is not a typeface. Choose serif or sans."), value);
      return FALSE;
    }
  return TRUE;
}

static double
linear (guint32 colour,
        guint   shift)
{
  double part = ((colour >> shift) & 0xff) / 255.0;

  return part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

static double
luminance (guint32 colour)
{
  return 0.2126 * linear (colour, 16) + 0.7152 * linear (colour, 8) + 0.0722 * linear (colour, 0);
}

/**
 * herald_look_get_contrast:
 * @one: 0xRRGGBB
 * @other: 0xRRGGBB
 *
 * Returns: the contrast ratio of two colours, 1 to 21, by WCAG 2.2
 */
double
herald_look_get_contrast (guint32 one,
                          guint32 other)
{
  double a = luminance (one);
  double b = luminance (other);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

static guint32
mix_part (guint32 from,
          guint32 to,
          guint   shift,
          guint   step)
{
  guint32 a = (from >> shift) & 0xff;
  guint32 b = (to >> shift) & 0xff;

  return (a * (STEPS - step) + b * step) / STEPS << shift;
}

/**
 * herald_look_get_legible:
 * @accent: 0xRRGGBB
 * @ground: 0xRRGGBB, what it stands on
 *
 * An accent is chosen for a logo, not for small type: here it goes towards black, or white on a dark ground, as far as
 * it must to be read.
 *
 * Returns: 0xRRGGBB
 */
guint32
herald_look_get_legible (guint32 accent,
                         guint32 ground)
{
  guint32 end = herald_look_get_contrast (0x000000, ground) >= herald_look_get_contrast (0xffffff, ground) ? 0x000000 : 0xffffff;

  for (guint step = 0; step < STEPS; step++)
    {
      guint32 colour = mix_part (accent, end, 16, step) | mix_part (accent, end, 8, step) | mix_part (accent, end, 0, step);

      if (herald_look_get_contrast (colour, ground) >= LEGIBLE)
        return colour;
    }
  return end;
}

/**
 * herald_typeface_to_string:
 * @typeface: a typeface
 *
 * Returns: (transfer none): its name in commands and settings
 */
const char *
herald_typeface_to_string (HeraldTypeface typeface)
{
  g_return_val_if_fail ((guint) typeface < G_N_ELEMENTS (typefaces), NULL);

  return typefaces[typeface];
}

/**
 * herald_typeface_from_string:
 * @name: (nullable): a name
 * @typeface: (out): the typeface of that name
 *
 * Returns: whether there is one; @typeface is untouched otherwise
 */
gboolean
herald_typeface_from_string (const char     *name,
                             HeraldTypeface *typeface)
{
  g_return_val_if_fail (typeface != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (typefaces); i++)
    if (g_strcmp0 (name, typefaces[i]) == 0)
      {
        *typeface = (HeraldTypeface) i;
        return TRUE;
      }
  return FALSE;
}
