/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "herald-render.h"

G_BEGIN_DECLS

/* Makes pages to look at, the same as in a kit's PDF, again and again: fonts and pictures are kept from one time to the
 * next. It and its pages are for one thread at a time. */
typedef struct _HeraldPageMaker HeraldPageMaker;

HeraldPageMaker *herald_page_maker_new   (HeraldAssetReader      read_asset,
                                          gpointer               read_asset_data,
                                          GDestroyNotify         destroy);
HeraldPageMaker *herald_page_maker_ref   (HeraldPageMaker       *self);
void             herald_page_maker_unref (HeraldPageMaker       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldPageMaker, herald_page_maker_unref)

/* The pages of one edition. They never change. */
typedef struct _HeraldPages HeraldPages;

HeraldPages         *herald_pages_new          (HeraldPageMaker        *maker,
                                                const HeraldRenderJob  *job,
                                                gboolean                forgiving,
                                                GCancellable           *cancellable,
                                                GError                **error);
HeraldPages         *herald_pages_ref          (HeraldPages            *self);
void                 herald_pages_unref        (HeraldPages            *self);
guint                herald_pages_get_count    (HeraldPages            *self);
void                 herald_pages_get_size     (HeraldPages            *self,
                                                double                 *width,
                                                double                 *height);
char                *herald_pages_get_text     (HeraldPages            *self,
                                                guint                   page);
const char * const  *herald_pages_get_problems (HeraldPages            *self);
void                 herald_pages_draw         (HeraldPages            *self,
                                                guint                   page,
                                                cairo_t                *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldPages, herald_pages_unref)

G_END_DECLS
