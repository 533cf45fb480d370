/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "herald-preview-renderer.h"

G_BEGIN_DECLS

/* The pages of a renderer, to scroll through and to come closer to.
 *
 * signal "moved": page or zoom may be another one */
#define HERALD_TYPE_PREVIEW_CANVAS (herald_preview_canvas_get_type ())
G_DECLARE_FINAL_TYPE (HeraldPreviewCanvas, herald_preview_canvas, HERALD, PREVIEW_CANVAS, GtkWidget)

void     herald_preview_canvas_set_renderer (HeraldPreviewCanvas   *self,
                                             HeraldPreviewRenderer *renderer);
guint    herald_preview_canvas_get_page     (HeraldPreviewCanvas   *self);
int      herald_preview_canvas_get_percent  (HeraldPreviewCanvas   *self);
void     herald_preview_canvas_zoom         (HeraldPreviewCanvas   *self,
                                             gboolean               closer);
void     herald_preview_canvas_set_natural  (HeraldPreviewCanvas   *self);
void     herald_preview_canvas_set_fit      (HeraldPreviewCanvas   *self);
gboolean herald_preview_canvas_get_fit      (HeraldPreviewCanvas   *self);

G_END_DECLS
