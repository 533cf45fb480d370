/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-preview-canvas.h"

#include <math.h>

#include "herald-preview-layout.h"
#include "herald-preview-page.h"

/* Pixels for a key. */
#define LINE 48

struct _HeraldPreviewCanvas
{
  GtkWidget              parent_instance;

  HeraldPreviewRenderer *renderer;
  HeraldPreviewLayout    layout;
  GPtrArray             *pages;      /* of HeraldPreviewPage: children */
  gboolean               fit;        /* as wide as there is room */
  double                 place;      /* in the document, at the upper edge of what is seen */
  double                 across;     /* what is in the middle of it, as a part of the width of everything */
  double                 drawn_zoom; /* what is drawn was asked for at this one */
  int                    drawn_scale;
  GtkAdjustment         *adjustments[2]; /* by GtkOrientation */
  gboolean               configuring;
  guint                  moved_source;
};

enum
{
  PROP_0,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

static guint moved_signal;

G_DEFINE_FINAL_TYPE_WITH_CODE (HeraldPreviewCanvas, herald_preview_canvas, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static double
get_offset (HeraldPreviewCanvas *self)
{
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];

  return adjustment != NULL ? gtk_adjustment_get_value (adjustment) : 0;
}

/* What is to be seen and is neither drawn nor asked for is asked for; what is far away gives its memory back. */
static void
draw_near (HeraldPreviewCanvas *self)
{
  guint n_strips = herald_preview_layout_n_strips (&self->layout);
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  int page_height = herald_preview_layout_page_height (&self->layout);
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || height == 0)
    return;
  if (self->drawn_zoom != self->layout.zoom || self->drawn_scale != scale)
    {
      self->drawn_zoom = self->layout.zoom;
      self->drawn_scale = scale;
      herald_preview_renderer_forget (self->renderer);
      for (guint i = 0; i < self->pages->len; i++)
        herald_preview_page_age (g_ptr_array_index (self->pages, i));
    }
  for (guint i = 0; i < self->pages->len; i++)
    for (guint j = 0; j < n_strips; j++)
      {
        HeraldPreviewPage *page = g_ptr_array_index (self->pages, i);
        int top = (int) j * HERALD_PREVIEW_STRIP;

        if (!herald_preview_layout_is_near (&self->layout, i, j, get_offset (self), height))
          herald_preview_page_drop_strip (page, j);
        else if (herald_preview_page_needs_strip (page, j))
          herald_preview_renderer_draw (self->renderer, i, j, self->layout.zoom * scale,
                                        herald_preview_layout_page_width (&self->layout) * scale, top * scale,
                                        MIN (HERALD_PREVIEW_STRIP, page_height - top) * scale);
      }
}

static void
on_drawn (HeraldPreviewCanvas *self,
          guint                page,
          guint                strip,
          GdkTexture          *texture)
{
  double height = herald_preview_layout_page_height (&self->layout);
  double top = (double) strip * HERALD_PREVIEW_STRIP;

  if (page < self->pages->len)
    herald_preview_page_set_strip (g_ptr_array_index (self->pages, page), strip, top / height,
                                   MIN (height, top + HERALD_PREVIEW_STRIP) / height, texture);
}

static void
set_n_pages (HeraldPreviewCanvas *self,
             guint                n_pages)
{
  while (self->pages->len > n_pages)
    {
      gtk_widget_unparent (g_ptr_array_index (self->pages, self->pages->len - 1));
      g_ptr_array_remove_index (self->pages, self->pages->len - 1);
    }
  while (self->pages->len < n_pages)
    {
      GtkWidget *page = herald_preview_page_new ();

      gtk_widget_set_parent (page, GTK_WIDGET (self));
      g_ptr_array_add (self->pages, page);
    }
  self->layout.n_pages = n_pages;
}

static void
on_made (HeraldPreviewCanvas *self)
{
  guint n_pages = herald_preview_renderer_get_n_pages (self->renderer);

  set_n_pages (self, n_pages);
  herald_preview_renderer_get_size (self->renderer, &self->layout.page_width, &self->layout.page_height);
  for (guint i = 0; i < n_pages; i++)
    {
      HeraldPreviewPage *page = g_ptr_array_index (self->pages, i);

      herald_preview_page_describe (page, i + 1, n_pages, herald_preview_renderer_get_text (self->renderer, i));
      herald_preview_page_age (page);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self)); /* scroll bars come and go with it */
}

static void
configure (HeraldPreviewCanvas *self,
           GtkOrientation       orientation,
           double               value,
           int                  size,
           int                  total)
{
  if (self->adjustments[orientation] != NULL)
    gtk_adjustment_configure (self->adjustments[orientation], CLAMP (value, 0, MAX (0, total - size)), 0, MAX (size, total),
                              LINE, size * 0.9, size);
}

/* While sizes are given out nobody may change any. */
static gboolean
on_moved (gpointer data)
{
  HeraldPreviewCanvas *self = data;

  self->moved_source = 0;
  g_signal_emit (self, moved_signal, 0);
  return G_SOURCE_REMOVE;
}

/* Upon each allocation the place in the document comes first: pages, their size and their number may be other ones. */
static void
herald_preview_canvas_size_allocate (GtkWidget *widget,
                                     int        width,
                                     int        height,
                                     int        baseline)
{
  HeraldPreviewCanvas *self = HERALD_PREVIEW_CANVAS (widget);
  HeraldPreviewLayout *layout = &self->layout;
  int x = 0;

  if (layout->n_pages == 0)
    return;
  if (self->fit)
    layout->zoom = MIN (herald_preview_layout_fit (layout, width), 2 * HERALD_PREVIEW_NATURAL);
  self->configuring = TRUE;
  configure (self, GTK_ORIENTATION_VERTICAL, round (herald_preview_layout_offset_of (layout, self->place)), height,
             herald_preview_layout_get_height (layout));
  configure (self, GTK_ORIENTATION_HORIZONTAL, round (self->across * herald_preview_layout_get_width (layout) - width / 2.0),
             width, herald_preview_layout_get_width (layout));
  self->configuring = FALSE;
  x = MAX (0, (width - herald_preview_layout_get_width (layout)) / 2) + HERALD_PREVIEW_GAP -
      (int) gtk_adjustment_get_value (self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
  for (guint i = 0; i < self->pages->len; i++)
    {
      GtkAllocation allocation = { x, herald_preview_layout_page_top (layout, i) - (int) get_offset (self),
                                   herald_preview_layout_page_width (layout), herald_preview_layout_page_height (layout) };
      gboolean near = allocation.y < 2 * height && allocation.y + allocation.height > -height;

      /* What is far away is not drawn, but those who listen find it all the same. */
      gtk_widget_set_child_visible (g_ptr_array_index (self->pages, i), near);
      gtk_widget_size_allocate (g_ptr_array_index (self->pages, i), &allocation, -1);
    }
  draw_near (self);
  if (self->moved_source == 0)
    self->moved_source = g_idle_add (on_moved, self);
}

static void
herald_preview_canvas_measure (GtkWidget      *widget,
                               GtkOrientation  orientation,
                               int             for_size,
                               int            *minimum,
                               int            *natural,
                               int            *minimum_baseline,
                               int            *natural_baseline)
{
  HeraldPreviewCanvas *self = HERALD_PREVIEW_CANVAS (widget);

  /* A child must be measured before it is allocated. */
  for (guint i = 0; i < self->pages->len; i++)
    gtk_widget_measure (g_ptr_array_index (self->pages, i), orientation, -1, NULL, NULL, NULL, NULL);
  *minimum = 0;
  *natural = 560;
}

static void
on_scrolled (HeraldPreviewCanvas *self)
{
  if (self->configuring || self->layout.n_pages == 0)
    return;
  self->place = herald_preview_layout_place_at (&self->layout, get_offset (self));
  self->across = (gtk_adjustment_get_value (self->adjustments[GTK_ORIENTATION_HORIZONTAL]) +
                  gtk_widget_get_width (GTK_WIDGET (self)) / 2.0) /
                 MAX (gtk_widget_get_width (GTK_WIDGET (self)), herald_preview_layout_get_width (&self->layout));
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
set_adjustment (HeraldPreviewCanvas *self,
                GtkOrientation       orientation,
                GtkAdjustment       *adjustment)
{
  GtkAdjustment **target = &self->adjustments[orientation];

  if (*target != NULL)
    g_signal_handlers_disconnect_by_func (*target, on_scrolled, self);
  g_clear_object (target);
  *target = g_object_ref_sink (adjustment != NULL ? adjustment : gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  g_signal_connect_object (*target, "value-changed", G_CALLBACK (on_scrolled), self, G_CONNECT_SWAPPED);
}

static void
herald_preview_canvas_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  HeraldPreviewCanvas *self = HERALD_PREVIEW_CANVAS (object);

  switch (prop_id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      break; /* it takes what it gets */
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
herald_preview_canvas_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  HeraldPreviewCanvas *self = HERALD_PREVIEW_CANVAS (object);

  switch (prop_id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, GTK_SCROLL_MINIMUM);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
herald_preview_canvas_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (herald_preview_canvas_parent_class)->map (widget);
  gtk_widget_queue_allocate (widget);
}

static void
herald_preview_canvas_dispose (GObject *object)
{
  HeraldPreviewCanvas *self = HERALD_PREVIEW_CANVAS (object);

  g_clear_handle_id (&self->moved_source, g_source_remove);
  set_n_pages (self, 0);
  g_clear_object (&self->renderer);
  g_clear_object (&self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
  g_clear_object (&self->adjustments[GTK_ORIENTATION_VERTICAL]);

  G_OBJECT_CLASS (herald_preview_canvas_parent_class)->dispose (object);
}

static void
herald_preview_canvas_finalize (GObject *object)
{
  g_ptr_array_unref (HERALD_PREVIEW_CANVAS (object)->pages);

  G_OBJECT_CLASS (herald_preview_canvas_parent_class)->finalize (object);
}

static gboolean
move_by_key (GtkWidget *widget,
             GVariant  *parameters,
             gpointer   data)
{
  HeraldPreviewCanvas *self = HERALD_PREVIEW_CANVAS (widget);
  GtkAdjustment *vertical = self->adjustments[GTK_ORIENTATION_VERTICAL];
  GtkAdjustment *horizontal = self->adjustments[GTK_ORIENTATION_HORIZONTAL];
  int right = 0;
  int down = 0;
  gboolean by_page = FALSE;

  g_variant_get (parameters, "(iib)", &right, &down, &by_page);
  gtk_adjustment_set_value (vertical, gtk_adjustment_get_value (vertical) +
                                          down * (by_page ? gtk_adjustment_get_page_increment (vertical) : LINE));
  gtk_adjustment_set_value (horizontal, gtk_adjustment_get_value (horizontal) + right * LINE);
  return TRUE;
}

static gboolean
move_to_end (GtkWidget *widget,
             GVariant  *parameters,
             gpointer   data)
{
  GtkAdjustment *vertical = HERALD_PREVIEW_CANVAS (widget)->adjustments[GTK_ORIENTATION_VERTICAL];

  gtk_adjustment_set_value (vertical, g_variant_get_boolean (parameters) ? gtk_adjustment_get_upper (vertical) : 0);
  return TRUE;
}

static void
add_bindings (GtkWidgetClass *widget_class)
{
  static const struct { guint key; GdkModifierType modifiers; int right, down; gboolean by_page; } moves[] = {
    { GDK_KEY_Up, 0, 0, -1, FALSE },
    { GDK_KEY_Down, 0, 0, 1, FALSE },
    { GDK_KEY_Left, 0, -1, 0, FALSE },
    { GDK_KEY_Right, 0, 1, 0, FALSE },
    { GDK_KEY_Page_Up, 0, 0, -1, TRUE },
    { GDK_KEY_Page_Down, 0, 0, 1, TRUE },
    { GDK_KEY_space, 0, 0, 1, TRUE },
    { GDK_KEY_space, GDK_SHIFT_MASK, 0, -1, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    gtk_widget_class_add_binding (widget_class, moves[i].key, moves[i].modifiers, move_by_key, "(iib)", moves[i].right,
                                  moves[i].down, moves[i].by_page);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, move_to_end, "b", FALSE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, 0, move_to_end, "b", TRUE);
}

static void
herald_preview_canvas_class_init (HeraldPreviewCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = herald_preview_canvas_dispose;
  object_class->finalize = herald_preview_canvas_finalize;
  object_class->get_property = herald_preview_canvas_get_property;
  object_class->set_property = herald_preview_canvas_set_property;
  widget_class->measure = herald_preview_canvas_measure;
  widget_class->size_allocate = herald_preview_canvas_size_allocate;
  widget_class->map = herald_preview_canvas_map;
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  moved_signal = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "previewcanvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  add_bindings (widget_class);
}

static gboolean
on_wheel (GtkEventControllerScroll *controller,
          double                    dx,
          double                    dy,
          HeraldPreviewCanvas      *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;
  if (dy != 0)
    herald_preview_canvas_zoom (self, dy < 0);
  return GDK_EVENT_STOP;
}

static void
herald_preview_canvas_init (HeraldPreviewCanvas *self)
{
  GtkEventController *wheel = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL |
                                                               GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);

  self->pages = g_ptr_array_new ();
  self->fit = TRUE;
  self->across = 0.5;
  self->layout.zoom = HERALD_PREVIEW_NATURAL;
  set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect (wheel, "scroll", G_CALLBACK (on_wheel), self);
  gtk_widget_add_controller (GTK_WIDGET (self), wheel);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (gtk_widget_queue_allocate), NULL);
}

void
herald_preview_canvas_set_renderer (HeraldPreviewCanvas   *self,
                                    HeraldPreviewRenderer *renderer)
{
  g_return_if_fail (HERALD_IS_PREVIEW_CANVAS (self));
  g_return_if_fail (self->renderer == NULL);

  self->renderer = g_object_ref (renderer);
  g_signal_connect_object (renderer, "made", G_CALLBACK (on_made), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (renderer, "drawn", G_CALLBACK (on_drawn), self, G_CONNECT_SWAPPED);
}

/* From 0: where the one who reads is. */
guint
herald_preview_canvas_get_page (HeraldPreviewCanvas *self)
{
  g_return_val_if_fail (HERALD_IS_PREVIEW_CANVAS (self), 0);

  return herald_preview_layout_page_at (&self->layout, get_offset (self), gtk_widget_get_height (GTK_WIDGET (self)));
}

/* Of the size on paper. */
int
herald_preview_canvas_get_percent (HeraldPreviewCanvas *self)
{
  g_return_val_if_fail (HERALD_IS_PREVIEW_CANVAS (self), 0);

  return (int) lround (self->layout.zoom / HERALD_PREVIEW_NATURAL * 100);
}

static void
set_zoom (HeraldPreviewCanvas *self,
          double               zoom)
{
  self->fit = FALSE;
  self->layout.zoom = zoom;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
herald_preview_canvas_zoom (HeraldPreviewCanvas *self,
                            gboolean             closer)
{
  g_return_if_fail (HERALD_IS_PREVIEW_CANVAS (self));

  set_zoom (self, herald_preview_layout_step (&self->layout, closer));
}

void
herald_preview_canvas_set_natural (HeraldPreviewCanvas *self)
{
  g_return_if_fail (HERALD_IS_PREVIEW_CANVAS (self));

  set_zoom (self, HERALD_PREVIEW_NATURAL);
}

void
herald_preview_canvas_set_fit (HeraldPreviewCanvas *self)
{
  g_return_if_fail (HERALD_IS_PREVIEW_CANVAS (self));

  self->fit = TRUE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

gboolean
herald_preview_canvas_get_fit (HeraldPreviewCanvas *self)
{
  g_return_val_if_fail (HERALD_IS_PREVIEW_CANVAS (self), FALSE);

  return self->fit;
}
