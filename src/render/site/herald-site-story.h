/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-site-card.h"

G_BEGIN_DECLS

/* One announcement in a press room, with its other editions: the files of its folder, and what lists tell of it. */
typedef struct
{
  HeraldKit *kit;
  GPtrArray *cards; /* of HeraldSiteCard */
} HeraldSiteStory;

HeraldSiteStory *herald_site_story_new  (const HeraldRenderJob  *job,
                                         const char             *folder,
                                         GError                **error);
void             herald_site_story_free (HeraldSiteStory        *story);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldSiteStory, herald_site_story_free)

G_END_DECLS
