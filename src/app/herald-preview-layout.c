/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-preview-layout.h"

#include <math.h>

/* From one size to the next. */
static const double steps[] = { 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5 };

int
herald_preview_layout_page_width (const HeraldPreviewLayout *self)
{
  return MAX (1, (int) lround (self->page_width * self->zoom));
}

int
herald_preview_layout_page_height (const HeraldPreviewLayout *self)
{
  return MAX (1, (int) lround (self->page_height * self->zoom));
}

int
herald_preview_layout_get_width (const HeraldPreviewLayout *self)
{
  return herald_preview_layout_page_width (self) + 2 * HERALD_PREVIEW_GAP;
}

int
herald_preview_layout_page_top (const HeraldPreviewLayout *self,
                                guint                      page)
{
  return HERALD_PREVIEW_GAP + (int) page * (herald_preview_layout_page_height (self) + HERALD_PREVIEW_GAP);
}

int
herald_preview_layout_get_height (const HeraldPreviewLayout *self)
{
  return herald_preview_layout_page_top (self, self->n_pages);
}

/**
 * herald_preview_layout_fit:
 * @self: a layout
 * @width: of the window's part, in pixels
 *
 * Returns: the zoom at which a page is as wide as that, with a gap at both sides
 */
double
herald_preview_layout_fit (const HeraldPreviewLayout *self,
                           int                        width)
{
  double room = width - 2 * HERALD_PREVIEW_GAP;

  return CLAMP (room / self->page_width, HERALD_PREVIEW_MIN_ZOOM, HERALD_PREVIEW_MAX_ZOOM);
}

/**
 * herald_preview_layout_step:
 * @self: a layout
 * @closer: whether to come closer, or to go further away
 *
 * Returns: the next zoom
 */
double
herald_preview_layout_step (const HeraldPreviewLayout *self,
                            gboolean                   closer)
{
  double zoom = self->zoom / HERALD_PREVIEW_NATURAL;

  for (guint i = 0; closer && i < G_N_ELEMENTS (steps); i++)
    if (steps[i] > zoom + 0.01)
      return steps[i] * HERALD_PREVIEW_NATURAL;
  for (guint i = G_N_ELEMENTS (steps); !closer && i > 0; i--)
    if (steps[i - 1] < zoom - 0.01)
      return steps[i - 1] * HERALD_PREVIEW_NATURAL;
  return closer ? HERALD_PREVIEW_MAX_ZOOM : HERALD_PREVIEW_MIN_ZOOM;
}

static double
get_pitch (const HeraldPreviewLayout *self)
{
  return herald_preview_layout_page_height (self) + HERALD_PREVIEW_GAP;
}

/**
 * herald_preview_layout_place_at:
 * @self: a layout
 * @offset: pixels from the top of everything
 *
 * Returns: the place in the document that stands there
 */
double
herald_preview_layout_place_at (const HeraldPreviewLayout *self,
                                double                     offset)
{
  return MAX (0, offset) / get_pitch (self);
}

/**
 * herald_preview_layout_offset_of:
 * @self: a layout
 * @place: from herald_preview_layout_place_at(), perhaps of another layout; one that is not there any more is the end
 *
 * Returns: where it stands, in pixels from the top of everything
 */
double
herald_preview_layout_offset_of (const HeraldPreviewLayout *self,
                                 double                     place)
{
  return MIN (MAX (0, place) * get_pitch (self), herald_preview_layout_get_height (self));
}

/**
 * herald_preview_layout_page_at:
 * @self: a layout with pages
 * @offset: what is seen begins here
 * @height: of what is seen
 *
 * Returns: the page that people would say they are at: the one a third down
 */
guint
herald_preview_layout_page_at (const HeraldPreviewLayout *self,
                               double                     offset,
                               int                        height)
{
  double place = herald_preview_layout_place_at (self, offset + height / 3.0);

  /* The last one, when there is no further to go. */
  if (offset + height >= herald_preview_layout_get_height (self) - 1)
    return self->n_pages > 0 ? self->n_pages - 1 : 0;
  return MIN ((guint) place, self->n_pages > 0 ? self->n_pages - 1 : 0);
}

guint
herald_preview_layout_n_strips (const HeraldPreviewLayout *self)
{
  return ((guint) herald_preview_layout_page_height (self) + HERALD_PREVIEW_STRIP - 1) / HERALD_PREVIEW_STRIP;
}

gboolean
herald_preview_layout_is_near (const HeraldPreviewLayout *self,
                               guint                      page,
                               guint                      strip,
                               double                     offset,
                               int                        height)
{
  double top = herald_preview_layout_page_top (self, page) + (double) strip * HERALD_PREVIEW_STRIP;

  return top < offset + height + HERALD_PREVIEW_STRIP / 2 && top + HERALD_PREVIEW_STRIP > offset - HERALD_PREVIEW_STRIP / 2;
}
