/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-preview-page.h"

#include <glib/gi18n.h>

/* A part of the page from edge to edge. */
typedef struct
{
  guint       strip;
  double      from;    /* of the page's height: 0 to 1 */
  double      to;
  gboolean    old;     /* of pages before, or of another size: better than nothing */
  GdkTexture *texture; /* NULL: asked for */
} Strip;

struct _HeraldPreviewPage
{
  GtkWidget  parent_instance;

  GArray    *strips; /* of Strip; later ones lie over those before */
};

G_DEFINE_FINAL_TYPE (HeraldPreviewPage, herald_preview_page, GTK_TYPE_WIDGET)

static void
clear_strip (Strip *strip)
{
  g_clear_object (&strip->texture);
}

static void
herald_preview_page_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  HeraldPreviewPage *self = HERALD_PREVIEW_PAGE (widget);
  float width = (float) gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);

  for (guint i = 0; i < self->strips->len; i++)
    {
      Strip *strip = &g_array_index (self->strips, Strip, i);
      double top = height * strip->from;

      if (strip->texture != NULL)
        gtk_snapshot_append_texture (snapshot, strip->texture,
                                     &GRAPHENE_RECT_INIT (0, (float) top, width, (float) (height * strip->to - top)));
    }
}

static void
herald_preview_page_finalize (GObject *object)
{
  HeraldPreviewPage *self = HERALD_PREVIEW_PAGE (object);

  g_array_unref (self->strips);

  G_OBJECT_CLASS (herald_preview_page_parent_class)->finalize (object);
}

static void
herald_preview_page_class_init (HeraldPreviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = herald_preview_page_finalize;
  widget_class->snapshot = herald_preview_page_snapshot;
  gtk_widget_class_set_css_name (widget_class, "previewpage");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
herald_preview_page_init (HeraldPreviewPage *self)
{
  self->strips = g_array_new (FALSE, FALSE, sizeof (Strip));
  g_array_set_clear_func (self->strips, (GDestroyNotify) clear_strip);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
herald_preview_page_new (void)
{
  return g_object_new (HERALD_TYPE_PREVIEW_PAGE, NULL);
}

/**
 * herald_preview_page_describe:
 * @self: a page
 * @number: from 1
 * @n_pages: of how many
 * @text: the words on it
 *
 * What those hear who do not see it.
 */
void
herald_preview_page_describe (HeraldPreviewPage *self,
                              guint              number,
                              guint              n_pages,
                              const char        *text)
{
  g_autofree char *label = g_strdup_printf (_("Page %u of %u"), number, n_pages);

  g_return_if_fail (HERALD_IS_PREVIEW_PAGE (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/* What is drawn stands only until something newer lies over it. */
void
herald_preview_page_age (HeraldPreviewPage *self)
{
  g_return_if_fail (HERALD_IS_PREVIEW_PAGE (self));

  for (guint i = self->strips->len; i > 0; i--)
    {
      Strip *strip = &g_array_index (self->strips, Strip, i - 1);

      strip->old = TRUE;
      if (strip->texture == NULL)
        g_array_remove_index (self->strips, i - 1);
    }
}

static Strip *
find_strip (HeraldPreviewPage *self,
            guint              strip)
{
  for (guint i = 0; i < self->strips->len; i++)
    {
      Strip *candidate = &g_array_index (self->strips, Strip, i);

      if (!candidate->old && candidate->strip == strip)
        return candidate;
    }
  return NULL;
}

/**
 * herald_preview_page_needs_strip:
 * @self: a page
 * @strip: a part of it
 *
 * Returns: whether it is neither drawn nor asked for; it counts as asked for from now on
 */
gboolean
herald_preview_page_needs_strip (HeraldPreviewPage *self,
                                 guint              strip)
{
  Strip asked = { .strip = strip };

  g_return_val_if_fail (HERALD_IS_PREVIEW_PAGE (self), FALSE);

  if (find_strip (self, strip) != NULL)
    return FALSE;
  g_array_append_val (self->strips, asked);
  return TRUE;
}

/* What a newer part hides is not needed any more; a narrow rest at its edges comes from rounding. */
static void
drop_hidden (HeraldPreviewPage *self,
             double             from,
             double             to)
{
  for (guint i = self->strips->len; i > 0; i--)
    {
      Strip *strip = &g_array_index (self->strips, Strip, i - 1);

      if (strip->old && strip->from > from - 0.01 && strip->to < to + 0.01)
        g_array_remove_index (self->strips, i - 1);
    }
}

void
herald_preview_page_set_strip (HeraldPreviewPage *self,
                               guint              strip,
                               double             from,
                               double             to,
                               GdkTexture        *texture)
{
  Strip *target = NULL;

  g_return_if_fail (HERALD_IS_PREVIEW_PAGE (self));

  target = find_strip (self, strip);
  if (target == NULL)
    return; /* scrolled away before it came */
  target->from = from;
  target->to = to;
  g_set_object (&target->texture, texture);
  drop_hidden (self, from, to);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* It is not seen any more: its memory goes back, with that of older ones there. */
void
herald_preview_page_drop_strip (HeraldPreviewPage *self,
                                guint              strip)
{
  g_return_if_fail (HERALD_IS_PREVIEW_PAGE (self));

  for (guint i = self->strips->len; i > 0; i--)
    if (g_array_index (self->strips, Strip, i - 1).strip == strip)
      g_array_remove_index (self->strips, i - 1);
}
