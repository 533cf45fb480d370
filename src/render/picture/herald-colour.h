/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

gboolean herald_colour_is_needed (gconstpointer  profile,
                                  gsize          size);
void     herald_colour_to_srgb   (GdkPixbuf     *pixels,
                                  gconstpointer  profile,
                                  gsize          size);

/* The way from the inks of a printing press to colours on a screen. */
typedef struct _HeraldInk HeraldInk;

HeraldInk *herald_ink_new        (gconstpointer    profile,
                                  gsize            size,
                                  gboolean         inverted);
void       herald_ink_free       (HeraldInk       *self);
void       herald_ink_to_srgb    (const HeraldInk *self,
                                  const guchar    *ink,
                                  guchar          *colour,
                                  gsize            n_pixels);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldInk, herald_ink_free)

G_END_DECLS
