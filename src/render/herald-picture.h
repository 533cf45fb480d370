/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "herald-render.h"

G_BEGIN_DECLS

/* A picture made anew from its pixels, so that nothing which was hidden in the file can leave. */
typedef struct
{
  GdkPixbuf  *pixbuf;
  GBytes     *bytes;      /* the pixels, encoded again */
  const char *media_type; /* image/png where it is transparent or flat, else image/jpeg */
  int         width;
  int         height;
} HeraldPicture;

/* Pictures of one render job by hash, so that two editions decode each once. */
typedef struct _HeraldPictures HeraldPictures;

HeraldPicture  *herald_picture_new       (GBytes                *bytes,
                                          int                    max_width,
                                          int                    max_height,
                                          gboolean               trim,
                                          GError               **error);
void            herald_picture_free      (HeraldPicture         *self);
void            herald_picture_fit_area  (const HeraldPicture   *self,
                                          double                 area,
                                          double                 max_width,
                                          double                 max_height,
                                          double                *width,
                                          double                *height);

HeraldPictures *herald_pictures_new      (const HeraldRenderJob *job);
void            herald_pictures_free     (HeraldPictures        *self);
HeraldPicture  *herald_pictures_get      (HeraldPictures        *self,
                                          const char            *sha256,
                                          const char            *name,
                                          GError               **error);
HeraldPicture  *herald_pictures_get_logo (HeraldPictures        *self,
                                          const HeraldParty     *party,
                                          GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldPicture, herald_picture_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldPictures, herald_pictures_free)

G_END_DECLS
