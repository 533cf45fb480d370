/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-wrap-layout.h"

#define SPACING 6

struct _HeraldWrapLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (HeraldWrapLayout, herald_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* Lines are as high as their highest child, which keeps the others in their middle. Returns the height of all. */
static int
arrange (GtkWidget *widget,
         int        width,
         gboolean   allocate)
{
  GtkWidget *start = gtk_widget_get_first_child (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int y = 0;

  while (start != NULL)
    {
      GtkWidget *end = start;
      int line_width = 0;
      int line_height = 0;
      int x = 0;

      for (; end != NULL; end = gtk_widget_get_next_sibling (end))
        {
          int natural = 0;
          int height = 0;

          if (!gtk_widget_should_layout (end))
            continue;
          gtk_widget_measure (end, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
          gtk_widget_measure (end, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
          if (line_width > 0 && line_width + SPACING + natural > width)
            break;
          line_width += natural + (line_width > 0 ? SPACING : 0);
          line_height = MAX (line_height, height);
        }
      for (GtkWidget *child = start; child != end; child = gtk_widget_get_next_sibling (child))
        {
          GtkAllocation place = { 0 };

          if (!gtk_widget_should_layout (child))
            continue;
          gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &place.width, NULL, NULL);
          gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, NULL, &place.height, NULL, NULL);
          place.width = MIN (place.width, MAX (width, 1));
          place.x = mirrored ? width - x - place.width : x;
          place.y = y + (line_height - place.height) / 2;
          if (allocate)
            gtk_widget_size_allocate (child, &place, -1);
          x += place.width + SPACING;
        }
      y += line_height + (end != NULL ? SPACING : 0);
      start = end;
    }
  return y;
}

static GtkSizeRequestMode
herald_wrap_layout_get_request_mode (GtkLayoutManager *manager,
                                     GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
herald_wrap_layout_measure (GtkLayoutManager *manager,
                            GtkWidget        *widget,
                            GtkOrientation    orientation,
                            int               for_size,
                            int              *minimum,
                            int              *natural,
                            int              *minimum_baseline,
                            int              *natural_baseline)
{
  int widest = 0;
  int together = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum = 0;
      int child_natural = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL, NULL);
      widest = MAX (widest, child_minimum);
      together += child_natural + (together > 0 ? SPACING : 0);
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = widest;
      *natural = MAX (together, widest);
    }
  else
    *minimum = *natural = arrange (widget, for_size >= 0 ? for_size : together, FALSE);
}

static void
herald_wrap_layout_allocate (GtkLayoutManager *manager,
                             GtkWidget        *widget,
                             int               width,
                             int               height,
                             int               baseline)
{
  arrange (widget, width, TRUE);
}

static void
herald_wrap_layout_class_init (HeraldWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = herald_wrap_layout_get_request_mode;
  manager_class->measure = herald_wrap_layout_measure;
  manager_class->allocate = herald_wrap_layout_allocate;
}

static void
herald_wrap_layout_init (HeraldWrapLayout *self)
{
}
