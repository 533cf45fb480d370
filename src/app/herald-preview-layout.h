/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HERALD_PREVIEW_GAP       20  /* pixels between pages, and around them */
#define HERALD_PREVIEW_STRIP     512 /* pixels of height that are drawn at once */
#define HERALD_PREVIEW_NATURAL   (96.0 / 72.0)
#define HERALD_PREVIEW_MIN_ZOOM  (HERALD_PREVIEW_NATURAL * 0.25)
#define HERALD_PREVIEW_MAX_ZOOM  (HERALD_PREVIEW_NATURAL * 5)

/* Where pages of one size stand below each other, in pixels; knows no widget. A place in the document is a page, with the
 * gap above it, and the part of it that is passed, as one number: 1.5 is the middle of the second page. */
typedef struct
{
  guint  n_pages;
  double page_width;  /* points */
  double page_height; /* points */
  double zoom;        /* pixels per point */
} HeraldPreviewLayout;

int    herald_preview_layout_get_width   (const HeraldPreviewLayout *self);
int    herald_preview_layout_get_height  (const HeraldPreviewLayout *self);
int    herald_preview_layout_page_width  (const HeraldPreviewLayout *self);
int    herald_preview_layout_page_height (const HeraldPreviewLayout *self);
int    herald_preview_layout_page_top    (const HeraldPreviewLayout *self,
                                          guint                      page);
double herald_preview_layout_fit         (const HeraldPreviewLayout *self,
                                          int                        width);
double herald_preview_layout_step        (const HeraldPreviewLayout *self,
                                          gboolean                   closer);
double herald_preview_layout_place_at    (const HeraldPreviewLayout *self,
                                          double                     offset);
double herald_preview_layout_offset_of   (const HeraldPreviewLayout *self,
                                          double                     place);
guint  herald_preview_layout_page_at     (const HeraldPreviewLayout *self,
                                          double                     offset,
                                          int                        height);
guint  herald_preview_layout_n_strips    (const HeraldPreviewLayout *self);
/* Whether a strip is to be seen, or will be soon. */
gboolean herald_preview_layout_is_near   (const HeraldPreviewLayout *self,
                                          guint                      page,
                                          guint                      strip,
                                          double                     offset,
                                          int                        height);

G_END_DECLS
