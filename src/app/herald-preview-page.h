/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A sheet of paper with what is drawn of it so far. */
#define HERALD_TYPE_PREVIEW_PAGE (herald_preview_page_get_type ())
G_DECLARE_FINAL_TYPE (HeraldPreviewPage, herald_preview_page, HERALD, PREVIEW_PAGE, GtkWidget)

GtkWidget *herald_preview_page_new          (void);
void       herald_preview_page_describe     (HeraldPreviewPage *self,
                                             guint              number,
                                             guint              n_pages,
                                             const char        *text);
void       herald_preview_page_age          (HeraldPreviewPage *self);
gboolean   herald_preview_page_needs_strip  (HeraldPreviewPage *self,
                                             guint              strip);
void       herald_preview_page_set_strip    (HeraldPreviewPage *self,
                                             guint              strip,
                                             double             from,
                                             double             to,
                                             GdkTexture        *texture);
void       herald_preview_page_drop_strip   (HeraldPreviewPage *self,
                                             guint              strip);

G_END_DECLS
