/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-content.h"
#include "herald-kit-pictures.h"

G_BEGIN_DECLS

/* A kit in work: what all its formats share, made once. Each format is a folder beside this file with one function of
 * the kind of HeraldFormatFunc, which adds its files for every edition. */
typedef struct
{
  GPtrArray         *contents; /* of HeraldContent: the main edition first */
  HeraldKitPictures *pictures;
  HeraldKit         *kit;
  HeraldKit         *pdfs;     /* those that a format has made already: others hold the same */
} HeraldRendering;

typedef gboolean (*HeraldFormatFunc) (HeraldRendering *rendering, GError **error);

G_END_DECLS
