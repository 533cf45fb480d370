/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-pdf-image.h"

#include <string.h>

static void
copy_pixels (cairo_surface_t *surface,
             GdkPixbuf       *pixels)
{
  int source_stride = gdk_pixbuf_get_rowstride (pixels);
  int n_channels = gdk_pixbuf_get_n_channels (pixels);
  const guchar *source = gdk_pixbuf_read_pixels (pixels);
  int stride = cairo_image_surface_get_stride (surface);
  guchar *target = cairo_image_surface_get_data (surface);

  cairo_surface_flush (surface);
  for (int y = 0; y < gdk_pixbuf_get_height (pixels); y++)
    for (int x = 0; x < gdk_pixbuf_get_width (pixels); x++)
      {
        const guchar *p = source + (gsize) y * source_stride + x * n_channels;
        guint32 alpha = n_channels == 4 ? p[3] : 255;
        guint32 pixel = alpha << 24 | (p[0] * alpha / 255) << 16 | (p[1] * alpha / 255) << 8 | (p[2] * alpha / 255);

        memcpy (target + (gsize) y * stride + x * 4, &pixel, 4);
      }
  cairo_surface_mark_dirty (surface);
}

static void
attach_jpeg (cairo_surface_t        *surface,
             const HeraldKitPicture *picture)
{
  cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, g_bytes_get_data (picture->bytes, NULL),
                               g_bytes_get_size (picture->bytes), (cairo_destroy_func_t) g_bytes_unref,
                               g_bytes_ref (picture->bytes));
}

/**
 * herald_pdf_image_new:
 * @picture: a picture
 *
 * The picture for a file. A JPEG goes into it as it is: its pixels are never looked at, so they are of the kind that
 * takes least memory, which Cairo copies when the image goes.
 *
 * Returns: (transfer full): the image, as large as the picture
 */
cairo_surface_t *
herald_pdf_image_new (const HeraldKitPicture *picture)
{
  gboolean has_alpha = picture->pixels != NULL && gdk_pixbuf_get_has_alpha (picture->pixels);
  cairo_format_t format = picture->pixels == NULL ? CAIRO_FORMAT_A1 : has_alpha ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24;
  cairo_surface_t *surface = cairo_image_surface_create (format, picture->width, picture->height);

  if (picture->pixels != NULL)
    copy_pixels (surface, picture->pixels);
  else
    attach_jpeg (surface, picture);
  return surface;
}

/**
 * herald_pdf_image_new_decoded:
 * @picture: a picture
 *
 * The picture for screens and printers, which look at its pixels.
 *
 * Returns: (transfer full): the image, as large as the picture
 */
cairo_surface_t *
herald_pdf_image_new_decoded (const HeraldKitPicture *picture)
{
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GdkPixbuf) pixels = NULL;
  cairo_surface_t *surface = NULL;

  if (picture->pixels != NULL)
    return herald_pdf_image_new (picture);
  stream = g_memory_input_stream_new_from_bytes (picture->bytes);
  pixels = gdk_pixbuf_new_from_stream (stream, NULL, NULL);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, picture->width, picture->height);
  /* Herald has written it itself; were it unreadable all the same, its place stays black. */
  if (pixels != NULL && gdk_pixbuf_get_width (pixels) == picture->width && gdk_pixbuf_get_height (pixels) == picture->height)
    copy_pixels (surface, pixels);
  attach_jpeg (surface, picture);
  return surface;
}
