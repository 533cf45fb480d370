/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "herald-library.h"
#include "herald-purpose.h"

G_BEGIN_DECLS

/* What pages shall be made of: a copy of its own, for another thread. */
typedef struct
{
  HeraldAnnouncement *announcement;
  HeraldPurpose       purpose;
  char               *recipient;
  char               *time;         /* UTC */
  gboolean            show_embargo;
} HeraldPreviewOrder;

/* (transfer full): what there is now; asked when pages are about to be made. */
typedef HeraldPreviewOrder *(*HeraldPreviewSource) (gpointer user_data);

/* Makes pages in a thread, as often as is good for somebody who types, and draws what is to be seen of them. Knows no
 * widget. Lives on the main thread.
 *
 * signal "made": there are new pages
 * signal "failed" (const char *message): there are none; those before stay
 * signal "drawn" (uint page, uint strip, GdkTexture): what herald_preview_renderer_draw() asked for */
#define HERALD_TYPE_PREVIEW_RENDERER (herald_preview_renderer_get_type ())
G_DECLARE_FINAL_TYPE (HeraldPreviewRenderer, herald_preview_renderer, HERALD, PREVIEW_RENDERER, GObject)

HeraldPreviewRenderer *herald_preview_renderer_new          (HeraldLibrary          *library,
                                                             HeraldPreviewSource     source,
                                                             gpointer                user_data);
void                   herald_preview_renderer_stop         (HeraldPreviewRenderer  *self);
void                   herald_preview_renderer_invalidate   (HeraldPreviewRenderer  *self,
                                                             gboolean                at_once);
guint                  herald_preview_renderer_get_n_pages  (HeraldPreviewRenderer  *self);
void                   herald_preview_renderer_get_size     (HeraldPreviewRenderer  *self,
                                                             double                 *width,
                                                             double                 *height);
const char            *herald_preview_renderer_get_text     (HeraldPreviewRenderer  *self,
                                                             guint                   page);
const char * const    *herald_preview_renderer_get_problems (HeraldPreviewRenderer  *self);
void                   herald_preview_renderer_draw         (HeraldPreviewRenderer  *self,
                                                             guint                   page,
                                                             guint                   strip,
                                                             double                  scale,
                                                             int                     width,
                                                             int                     top,
                                                             int                     height);
void                   herald_preview_renderer_forget       (HeraldPreviewRenderer  *self);

void herald_preview_order_free (HeraldPreviewOrder *order);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldPreviewOrder, herald_preview_order_free)

G_END_DECLS
