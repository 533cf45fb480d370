/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/* What is done to the pixels of a picture before they leave. */
GdkPixbuf *herald_pixels_trim      (GdkPixbuf *pixels);
GdkPixbuf *herald_pixels_shrink    (GdkPixbuf *pixels,
                                    int        max_width,
                                    int        max_height);
GdkPixbuf *herald_pixels_flatten   (GdkPixbuf *pixels);
gboolean   herald_pixels_is_opaque (GdkPixbuf *pixels);
gboolean   herald_pixels_is_flat   (GdkPixbuf *pixels);

G_END_DECLS
