/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-rendering.h"
#include "herald-story.h"

G_BEGIN_DECLS

/* A picture or a logo as a file of its own in the kit. */
typedef struct
{
  const char             *sha256;  /* of the original, which stays in the library */
  char                   *name;    /* the caption or the company; may be "" */
  char                   *path;    /* pictures/the-first-lens.jpg, logos/aurelia-optics.png */
  const HeraldKitPicture *picture; /* borrowed from the rendering */
  gboolean                is_logo;
} HeraldMediaFile;

GPtrArray             *herald_media_new          (HeraldRendering   *rendering,
                                                  GError           **error);
void                   herald_media_add          (GPtrArray         *media,
                                                  HeraldKit         *kit);
const HeraldMediaFile *herald_media_find         (GPtrArray         *media,
                                                  const char        *sha256);
const char            *herald_media_find_picture (const HeraldPart  *figure,
                                                  int               *width,
                                                  int               *height,
                                                  gpointer           media); /* GPtrArray of HeraldMediaFile */

G_END_DECLS
