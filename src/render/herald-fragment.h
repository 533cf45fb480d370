/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-story.h"
#include "herald-xml.h"

G_BEGIN_DECLS

/* Names the file of a figure's picture and its size in CSS pixels; NULL: the page shows the caption alone. */
typedef const char *(*HeraldFragmentPicture) (const HeraldPart *figure,
                                              int              *width,
                                              int              *height,
                                              gpointer          user_data);

void  herald_fragment_write  (HeraldXml             *out,
                              const HeraldContent   *content,
                              HeraldFragmentPicture  find_picture,
                              gpointer               user_data);
char *herald_fragment_to_text (const HeraldContent   *content,
                               HeraldFragmentPicture  find_picture,
                               gpointer               user_data);

G_END_DECLS
