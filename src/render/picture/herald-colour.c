/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-colour.h"

#include <lcms2.h>
#include <stdlib.h>

/* A profile of more is none (a table-based one for print has about two megabytes). */
#define MAX_PROFILE (4 * 1024 * 1024)

#define FLAGS (cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_COPY_ALPHA)

/* The way from a profile to sRGB, or NULL: what cannot be read, or is for other channels, is taken as browsers take it,
 * as no profile at all. */
static cmsHTRANSFORM
new_transform (gconstpointer          profile,
               gsize                  size,
               cmsColorSpaceSignature channels,
               cmsUInt32Number        format,
               cmsUInt32Number        result)
{
  cmsHPROFILE from = profile != NULL && size > 0 && size <= MAX_PROFILE ? cmsOpenProfileFromMem (profile, (cmsUInt32Number) size) : NULL;
  cmsHPROFILE to = NULL;
  cmsHTRANSFORM transform = NULL;

  if (from == NULL)
    return NULL;
  if (cmsGetColorSpace (from) == channels)
    {
      to = cmsCreate_sRGBProfile ();
      transform = cmsCreateTransform (from, format, to, result, INTENT_RELATIVE_COLORIMETRIC, FLAGS);
      cmsCloseProfile (to);
    }
  cmsCloseProfile (from);
  return transform;
}

/* Most profiles are sRGB under one of its names: then the colours stay as they are. */
static gboolean
changes_colours (cmsHTRANSFORM transform)
{
  static const guchar levels[] = { 0, 64, 128, 200, 255 };
  gboolean changes = FALSE;

  for (guint i = 0; i < 125 && !changes; i++)
    {
      guchar before[3] = { levels[i % 5], levels[i / 5 % 5], levels[i / 25] };
      guchar after[3] = { 0 };

      cmsDoTransform (transform, before, after, 1);
      for (guint j = 0; j < 3; j++)
        changes = changes || abs (before[j] - after[j]) > 2;
    }
  return changes;
}

/**
 * herald_colour_is_needed:
 * @profile: (nullable): an ICC profile (ISO 15076-1) out of a picture
 * @size: its bytes
 *
 * Returns: whether colours look different when they are taken as sRGB
 */
gboolean
herald_colour_is_needed (gconstpointer profile,
                         gsize         size)
{
  cmsHTRANSFORM transform = new_transform (profile, size, cmsSigRgbData, TYPE_RGB_8, TYPE_RGB_8);
  gboolean needed = transform != NULL && changes_colours (transform);

  if (transform != NULL)
    cmsDeleteTransform (transform);
  return needed;
}

/**
 * herald_colour_to_srgb:
 * @pixels: a picture, changed in place
 * @profile: (nullable): its ICC profile
 * @size: bytes of the profile
 *
 * Turns colours into sRGB, which is what screens, and a PDF without a profile, take them for.
 */
void
herald_colour_to_srgb (GdkPixbuf     *pixels,
                       gconstpointer  profile,
                       gsize          size)
{
  cmsUInt32Number format = gdk_pixbuf_get_has_alpha (pixels) ? TYPE_RGBA_8 : TYPE_RGB_8;
  cmsHTRANSFORM transform = NULL;
  guchar *data = NULL;
  int width = gdk_pixbuf_get_width (pixels);
  int stride = gdk_pixbuf_get_rowstride (pixels);

  if (!herald_colour_is_needed (profile, size))
    return;
  transform = new_transform (profile, size, cmsSigRgbData, format, format);
  data = gdk_pixbuf_get_pixels (pixels);
  for (int y = 0; y < gdk_pixbuf_get_height (pixels); y++)
    cmsDoTransform (transform, data + (gsize) y * stride, data + (gsize) y * stride, (cmsUInt32Number) width);
  cmsDeleteTransform (transform);
}

struct _HeraldInk
{
  cmsHTRANSFORM transform; /* or NULL */
  gboolean      inverted;
};

/**
 * herald_ink_new:
 * @profile: (nullable): the ICC profile of a picture in cyan, magenta, yellow and black
 * @size: its bytes
 * @inverted: whether 255 means no ink, as Adobe writes it
 *
 * Returns: (transfer full): the way to sRGB
 */
HeraldInk *
herald_ink_new (gconstpointer profile,
                gsize         size,
                gboolean      inverted)
{
  HeraldInk *self = g_new0 (HeraldInk, 1);

  self->transform = new_transform (profile, size, cmsSigCmykData, inverted ? TYPE_CMYK_8_REV : TYPE_CMYK_8, TYPE_RGB_8);
  self->inverted = inverted;
  return self;
}

/**
 * herald_ink_free:
 * @self: (transfer full): a way to sRGB
 */
void
herald_ink_free (HeraldInk *self)
{
  if (self->transform != NULL)
    cmsDeleteTransform (self->transform);
  g_free (self);
}

/**
 * herald_ink_to_srgb:
 * @self: a way to sRGB
 * @ink: cyan, magenta, yellow and black of each pixel
 * @colour: (out): red, green and blue
 * @n_pixels: how many
 *
 * As the profile says; without one, as light that the inks leave of white paper.
 */
void
herald_ink_to_srgb (const HeraldInk *self,
                    const guchar    *ink,
                    guchar          *colour,
                    gsize            n_pixels)
{
  if (self->transform != NULL)
    {
      cmsDoTransform (self->transform, ink, colour, (cmsUInt32Number) n_pixels);
      return;
    }
  for (; n_pixels > 0; n_pixels--, ink += 4, colour += 3)
    for (guint i = 0; i < 3; i++)
      {
        guint light = self->inverted ? ink[i] : 255u - ink[i];
        guint paper = self->inverted ? ink[3] : 255u - ink[3];

        colour[i] = (guchar) (light * paper / 255);
      }
}
