/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-kit-picture.h"
#include "herald-render.h"

G_BEGIN_DECLS

/* Pictures of one render job, each made once for all formats and editions. */
typedef struct _HeraldKitPictures HeraldKitPictures;

HeraldKitPictures *herald_kit_pictures_new       (const HeraldRenderJob   *job,
                                                  GPtrArray               *contents); /* of HeraldContent */
void               herald_kit_pictures_free      (HeraldKitPictures       *self);
void               herald_kit_pictures_begin     (HeraldKitPictures       *self,
                                                  HeraldPictureUse         use);
void               herald_kit_pictures_forget_failed (HeraldKitPictures   *self);
HeraldKitPicture  *herald_kit_pictures_get       (HeraldKitPictures       *self,
                                                  const char              *sha256,
                                                  const char              *name,
                                                  GError                 **error);
HeraldKitPicture  *herald_kit_pictures_get_print (HeraldKitPictures       *self,
                                                  const char              *sha256,
                                                  const char              *name,
                                                  GError                 **error);
HeraldKitPicture  *herald_kit_pictures_get_small (HeraldKitPictures       *self,
                                                  const char              *sha256,
                                                  const char              *name,
                                                  GError                 **error);
HeraldKitPicture  *herald_kit_pictures_get_logo  (HeraldKitPictures       *self,
                                                  const HeraldParty       *party,
                                                  GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldKitPictures, herald_kit_pictures_free)

G_END_DECLS
