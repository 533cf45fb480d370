/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *herald_picture_format_sniff       (GBytes      *bytes); /* a name of gdk-pixbuf's, or NULL */
gboolean    herald_picture_format_is_complete (GBytes      *bytes,
                                               const char  *format);
gboolean    herald_picture_format_is_animated (GBytes      *bytes,
                                               const char  *format);
gboolean    herald_picture_format_check_size  (int          width,
                                               int          height,
                                               double       max_pixels,
                                               GError     **error);

G_END_DECLS
