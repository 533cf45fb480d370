/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-pixels.h"

#include <math.h>

/* A drawing has few colours, a photograph soon has more than this. */
#define FLAT_COLOURS 256

/* Whether a pixel is something to see on white paper. */
static gboolean
is_ink (const guchar *pixel,
        int           n_channels)
{
  if (n_channels == 4 && pixel[3] < 8)
    return FALSE;
  return n_channels == 4 || pixel[0] < 248 || pixel[1] < 248 || pixel[2] < 248;
}

/**
 * herald_pixels_trim:
 * @pixels: a logo
 *
 * Cuts off an empty border: it would count as the logo's size.
 *
 * Returns: (transfer full): the part that is to be seen, which may share memory with @pixels
 */
GdkPixbuf *
herald_pixels_trim (GdkPixbuf *pixels)
{
  int width = gdk_pixbuf_get_width (pixels);
  int height = gdk_pixbuf_get_height (pixels);
  int n_channels = gdk_pixbuf_get_n_channels (pixels);
  int stride = gdk_pixbuf_get_rowstride (pixels);
  const guchar *data = gdk_pixbuf_read_pixels (pixels);
  int left = width, right = -1, top = height, bottom = -1;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      if (is_ink (data + (gsize) y * stride + x * n_channels, n_channels))
        {
          left = MIN (left, x);
          right = MAX (right, x);
          top = MIN (top, y);
          bottom = MAX (bottom, y);
        }
  if (right < left)
    return g_object_ref (pixels);
  return gdk_pixbuf_new_subpixbuf (pixels, left, top, right - left + 1, bottom - top + 1);
}

/* The mean of a square of pixels; colours count as much as they are to be seen. */
static void
average (const guchar *data,
         int           stride,
         int           n_channels,
         int           edge,
         guchar       *result)
{
  guint64 sums[4] = { 0 };
  guint64 weight = 0;
  guint64 n = (guint64) edge * edge;

  for (int y = 0; y < edge; y++, data += stride)
    for (int x = 0; x < edge; x++)
      {
        const guchar *pixel = data + x * n_channels;
        guint alpha = n_channels == 4 ? pixel[3] : 255;

        for (guint i = 0; i < 3; i++)
          sums[i] += pixel[i] * alpha;
        weight += alpha;
      }
  for (guint i = 0; i < 3; i++)
    result[i] = weight > 0 ? (guchar) ((sums[i] + weight / 2) / weight) : 0;
  if (n_channels == 4)
    result[3] = (guchar) ((weight + n / 2) / n);
}

/* By a whole number: exact, and a fraction of the work of any other number. */
static GdkPixbuf *
divide (GdkPixbuf *pixels,
        int        divisor)
{
  int n_channels = gdk_pixbuf_get_n_channels (pixels);
  int width = gdk_pixbuf_get_width (pixels) / divisor;
  int height = gdk_pixbuf_get_height (pixels) / divisor;
  int stride = gdk_pixbuf_get_rowstride (pixels);
  const guchar *from = gdk_pixbuf_read_pixels (pixels);
  GdkPixbuf *result = gdk_pixbuf_new (GDK_COLORSPACE_RGB, n_channels == 4, 8, width, height);
  guchar *to = gdk_pixbuf_get_pixels (result);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      average (from + (gsize) y * divisor * stride + (gsize) x * divisor * n_channels, stride, n_channels, divisor,
               to + (gsize) y * gdk_pixbuf_get_rowstride (result) + x * n_channels);
  return result;
}

/**
 * herald_pixels_shrink:
 * @pixels: a picture
 * @max_width: pixels at most
 * @max_height: likewise
 *
 * Returns: (transfer full): the picture, smaller if need be: by a whole number, unless that would give away too much of
 *   the size
 */
GdkPixbuf *
herald_pixels_shrink (GdkPixbuf *pixels,
                      int        max_width,
                      int        max_height)
{
  int width = gdk_pixbuf_get_width (pixels);
  int height = gdk_pixbuf_get_height (pixels);
  double scale = MIN ((double) max_width / width, (double) max_height / height);
  int divisor = (int) ceil (1.0 / scale - 1e-9);

  if (scale >= 1.0)
    return g_object_ref (pixels);
  if (divisor * scale <= 5.0 / 3.0 && divisor <= MIN (width, height))
    return divide (pixels, divisor);
  return gdk_pixbuf_scale_simple (pixels, MAX (1, (int) lround (width * scale)), MAX (1, (int) lround (height * scale)), GDK_INTERP_BILINEAR);
}

/**
 * herald_pixels_flatten:
 * @pixels: an opaque picture
 *
 * Returns: (transfer full): the picture in three channels
 */
GdkPixbuf *
herald_pixels_flatten (GdkPixbuf *pixels)
{
  if (gdk_pixbuf_get_n_channels (pixels) == 3)
    return g_object_ref (pixels);
  return gdk_pixbuf_composite_color_simple (pixels, gdk_pixbuf_get_width (pixels), gdk_pixbuf_get_height (pixels),
                                            GDK_INTERP_NEAREST, 255, 8, 0xffffff, 0xffffff);
}

/**
 * herald_pixels_is_opaque:
 * @pixels: a picture
 *
 * Returns: whether nothing behind it is to be seen
 */
gboolean
herald_pixels_is_opaque (GdkPixbuf *pixels)
{
  int stride = gdk_pixbuf_get_rowstride (pixels);
  const guchar *data = gdk_pixbuf_read_pixels (pixels);

  if (!gdk_pixbuf_get_has_alpha (pixels))
    return TRUE;
  for (int y = 0; y < gdk_pixbuf_get_height (pixels); y++)
    for (int x = 0; x < gdk_pixbuf_get_width (pixels); x++)
      if (data[(gsize) y * stride + x * 4 + 3] != 255)
        return FALSE;
  return TRUE;
}

/**
 * herald_pixels_is_flat:
 * @pixels: a picture
 *
 * Returns: whether it is a drawing or a chart, whose edges JPEG would blur
 */
gboolean
herald_pixels_is_flat (GdkPixbuf *pixels)
{
  int n_channels = gdk_pixbuf_get_n_channels (pixels);
  int stride = gdk_pixbuf_get_rowstride (pixels);
  const guchar *data = gdk_pixbuf_read_pixels (pixels);
  g_autoptr (GHashTable) colours = g_hash_table_new (NULL, NULL);
  guint last = 0;

  for (int y = 0; y < gdk_pixbuf_get_height (pixels); y++)
    for (int x = 0; x < gdk_pixbuf_get_width (pixels); x++)
      {
        const guchar *pixel = data + (gsize) y * stride + x * n_channels;
        guint colour = 1u << 24 | (guint) pixel[0] << 16 | (guint) pixel[1] << 8 | pixel[2];

        if (colour != last && g_hash_table_add (colours, GUINT_TO_POINTER (colour)) && g_hash_table_size (colours) > FLAT_COLOURS)
          return FALSE;
        last = colour;
      }
  return TRUE;
}
