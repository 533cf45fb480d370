/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "herald-picture-facts.h"

G_BEGIN_DECLS

/* What a picture is made for. */
typedef enum
{
  HERALD_PICTURE_WEB,   /* a figure on a page: 1200 to 2000 pixels, or as many as there are */
  HERALD_PICTURE_PRINT, /* a figure to download and print: up to 4000 pixels */
  HERALD_PICTURE_LOGO,  /* without its empty border: up to 600 pixels */
  HERALD_PICTURE_SMALL, /* a figure in a list of announcements: up to 480 pixels */
  HERALD_N_PICTURES
} HeraldPictureUse;

/* A picture made anew from its pixels, so that nothing which was hidden in the file can leave. */
typedef struct
{
  GBytes     *bytes;      /* the pixels, encoded again, upright and in sRGB, with facts where there are any */
  const char *media_type; /* image/png where it is transparent or flat, else image/jpeg */
  int         width;
  int         height;
  GdkPixbuf  *pixels;     /* of a PNG; NULL for a JPEG, which goes into a PDF as it is */
} HeraldKitPicture;

HeraldKitPicture *herald_kit_picture_new      (GBytes                    *bytes,
                                               HeraldPictureUse           use,
                                               const HeraldPictureFacts  *facts,
                                               GError                   **error);
HeraldKitPicture *herald_kit_picture_unpack   (GBytes                    *packed); /* or NULL */
GBytes           *herald_kit_picture_pack     (const HeraldKitPicture    *self);
void              herald_kit_picture_set_facts (HeraldKitPicture         *self,
                                               const HeraldPictureFacts  *facts);
void              herald_kit_picture_free     (HeraldKitPicture          *self);
void              herald_kit_picture_fit_area (const HeraldKitPicture    *self,
                                               double                     area,
                                               double                     max_width,
                                               double                     max_height,
                                               double                    *width,
                                               double                    *height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldKitPicture, herald_kit_picture_free)

G_END_DECLS
