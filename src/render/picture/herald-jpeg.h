/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/* What the three channels of a pixel are. JPEG stores luma and two colour differences: a picture that needs no change
 * of colour is never turned into red, green and blue and back. */
typedef enum
{
  HERALD_JPEG_RGB,
  HERALD_JPEG_YCC,
} HeraldJpegSpace;

GdkPixbuf *herald_jpeg_decode (GBytes          *bytes,
                               int              max_width,
                               int              max_height,
                               HeraldJpegSpace *space,
                               GError         **error);
GBytes    *herald_jpeg_copy   (GBytes          *bytes,
                               int              max_width,
                               int              max_height,
                               int             *width,
                               int             *height);
GBytes    *herald_jpeg_encode (GdkPixbuf       *pixels,
                               HeraldJpegSpace  space,
                               int              quality);

G_END_DECLS
