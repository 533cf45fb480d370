/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a picture says about itself wherever it goes: whose it is, what is on it, when it may be shown. */
typedef struct _HeraldPictureFacts HeraldPictureFacts;

HeraldPictureFacts *herald_picture_facts_new   (GPtrArray                *contents, /* of HeraldContent */
                                                const char               *sha256);
void                herald_picture_facts_free  (HeraldPictureFacts       *self);
GBytes             *herald_picture_facts_write (const HeraldPictureFacts *self,
                                                GBytes                   *picture,
                                                const char               *media_type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldPictureFacts, herald_picture_facts_free)

G_END_DECLS
