/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-dot.h"

#define SIZE 12

struct _HeraldDot
{
  GtkWidget parent_instance;

  GdkRGBA   colour;
};

G_DEFINE_FINAL_TYPE (HeraldDot, herald_dot, GTK_TYPE_WIDGET)

/* GNOME's palette: https://developer.gnome.org/hig/reference/palette.html */
const char * const herald_dot_colours[] = {
  "#e66100", "#1a5fb4", "#26a269", "#813d9c", "#c01c28", "#e5a50a", "#63452c", "#5e5c64", NULL,
};

static void
herald_dot_snapshot (GtkWidget   *widget,
                     GtkSnapshot *snapshot)
{
  HeraldDot *self = HERALD_DOT (widget);
  float size = MIN (gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((gtk_widget_get_width (widget) - size) / 2,
                                               (gtk_widget_get_height (widget) - size) / 2, size, size);
  GskRoundedRect circle;

  gsk_rounded_rect_init_from_rect (&circle, &bounds, size / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &circle);
  gtk_snapshot_append_color (snapshot, &self->colour, &bounds);
  gtk_snapshot_pop (snapshot);
}

static void
herald_dot_measure (GtkWidget      *widget,
                    GtkOrientation  orientation,
                    int             for_size,
                    int            *minimum,
                    int            *natural,
                    int            *minimum_baseline,
                    int            *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static void
herald_dot_class_init (HeraldDotClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = herald_dot_snapshot;
  GTK_WIDGET_CLASS (klass)->measure = herald_dot_measure;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
herald_dot_init (HeraldDot *self)
{
}

GtkWidget *
herald_dot_new (void)
{
  return g_object_new (HERALD_TYPE_DOT, "valign", GTK_ALIGN_CENTER, NULL);
}

void
herald_dot_set_colour (HeraldDot  *self,
                       const char *colour)
{
  g_return_if_fail (HERALD_IS_DOT (self));

  if (!gdk_rgba_parse (&self->colour, colour))
    gdk_rgba_parse (&self->colour, herald_dot_colours[0]);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * herald_dot_choose:
 * @colour: (nullable): what somebody chose for a library
 * @library_id: the library's
 *
 * Returns: its colour: the same on each start, and others for other libraries as far as the palette goes
 */
const char *
herald_dot_choose (const char *colour,
                   const char *library_id)
{
  GdkRGBA parsed;
  guint n_colours = g_strv_length ((char **) herald_dot_colours);

  if (colour != NULL && gdk_rgba_parse (&parsed, colour))
    return colour;
  return herald_dot_colours[g_str_hash (library_id) % n_colours];
}
