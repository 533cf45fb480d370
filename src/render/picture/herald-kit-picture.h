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
} HeraldKitPicture;

/* Pictures of one render job by hash, so that two editions decode each once. */
typedef struct _HeraldKitPictures HeraldKitPictures;

HeraldKitPicture  *herald_kit_picture_new       (GBytes                  *bytes,
                                                 int                      max_width,
                                                 int                      max_height,
                                                 gboolean                 trim,
                                                 GError                 **error);
void               herald_kit_picture_free      (HeraldKitPicture        *self);
void               herald_kit_picture_fit_area  (const HeraldKitPicture  *self,
                                                 double                   area,
                                                 double                   max_width,
                                                 double                   max_height,
                                                 double                  *width,
                                                 double                  *height);

HeraldKitPictures *herald_kit_pictures_new      (const HeraldRenderJob   *job);
void               herald_kit_pictures_free     (HeraldKitPictures       *self);
HeraldKitPicture  *herald_kit_pictures_get      (HeraldKitPictures       *self,
                                                 const char              *sha256,
                                                 const char              *name,
                                                 GError                 **error);
HeraldKitPicture  *herald_kit_pictures_get_logo (HeraldKitPictures       *self,
                                                 const HeraldParty       *party,
                                                 GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldKitPicture, herald_kit_picture_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldKitPictures, herald_kit_pictures_free)

G_END_DECLS
