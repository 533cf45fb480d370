/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-page.h"

#define PAGE_WIDTH 720
/* How near to the edge of what is seen the cursor may come. */
#define FOLLOW_MARGIN 36

struct _HeraldPage
{
  GtkWidget      parent_instance;

  GtkWidget     *top;
  GtkTextView   *text;
  GtkWidget     *bottom;
  GtkAdjustment *adjustments[2]; /* by GtkOrientation */
  GtkAdjustment *text_scroll;    /* where the text view is in its text */
  guint          policy[2];
  int            maximum_width;
  int            top_height;
  double         text_value;     /* what was set in text_scroll */
  gboolean       allocating;
  guint          follow_source;
};

enum
{
  PROP_0,
  PROP_TOP,
  PROP_TEXT,
  PROP_BOTTOM,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

G_DEFINE_FINAL_TYPE_WITH_CODE (HeraldPage, herald_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

/* How high the whole text is, as far as it has been laid out. */
static int
text_height (HeraldPage *self)
{
  GtkTextIter end;
  int y = 0;
  int height = 0;

  gtk_text_buffer_get_end_iter (gtk_text_view_get_buffer (self->text), &end);
  gtk_text_view_get_line_yrange (self->text, &end, &y, &height);
  return y + height + gtk_text_view_get_bottom_margin (self->text);
}

static int
height_for (GtkWidget *widget,
            int        width)
{
  int height = 0;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return height;
}

static void
place (GtkWidget *widget,
       int        x,
       int        y,
       int        width,
       int        height)
{
  gtk_widget_size_allocate (widget, &(GtkAllocation) { x, y, width, height }, -1);
}

/* The text view gets the part of the page that is seen of the text, and is told where in its text that is. */
static void
place_text (HeraldPage *self,
            int         x,
            int         width,
            int         height,
            int         scrolled)
{
  int whole = text_height (self);
  int start = MAX (self->top_height, scrolled);
  int end = MIN (self->top_height + whole, scrolled + height);

  self->text_value = start - self->top_height;
  if (gtk_adjustment_get_value (self->text_scroll) != self->text_value)
    gtk_adjustment_set_value (self->text_scroll, self->text_value);
  place (GTK_WIDGET (self->text), x, start - scrolled, width, MAX (end - start, 1));
  /* Until the text knows how far it goes, it cannot be there. */
  if (gtk_adjustment_get_value (self->text_scroll) != self->text_value)
    gtk_adjustment_set_value (self->text_scroll, self->text_value);
}

static void
herald_page_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  HeraldPage *self = HERALD_PAGE (widget);
  GtkAdjustment *vertical = self->adjustments[GTK_ORIENTATION_VERTICAL];
  int page_width = MIN (width, self->maximum_width);
  int x = (width - page_width) / 2;
  int bottom_height = height_for (self->bottom, page_width);
  int whole = 0;
  int scrolled = 0;

  self->allocating = TRUE;
  self->top_height = height_for (self->top, page_width);
  whole = text_height (self);
  /* The first layout tells how high the text is now. */
  for (int i = 0; i < 3; i++)
    {
      int total = self->top_height + whole + bottom_height;

      scrolled = (int) CLAMP (gtk_adjustment_get_value (vertical), 0, MAX (total - height, 0));
      place_text (self, x, page_width, height, scrolled);
      if (text_height (self) == whole)
        break;
      whole = text_height (self);
    }
  place (self->top, x, -scrolled, page_width, self->top_height);
  place (self->bottom, x, self->top_height + whole - scrolled, page_width, bottom_height);
  gtk_adjustment_configure (vertical, scrolled, 0, MAX (self->top_height + whole + bottom_height, height), height * 0.1,
                            height * 0.9, height);
  gtk_adjustment_configure (self->adjustments[GTK_ORIENTATION_HORIZONTAL], 0, 0, width, 1, width, width);
  self->allocating = FALSE;
}

static void
herald_page_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  HeraldPage *self = HERALD_PAGE (widget);
  int least[3] = { 0, 0, 0 };

  *minimum = 0;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? self->maximum_width : 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    return;
  gtk_widget_measure (self->top, orientation, -1, &least[0], NULL, NULL, NULL);
  gtk_widget_measure (self->bottom, orientation, -1, &least[1], NULL, NULL, NULL);
  *minimum = MAX (least[0], least[1]);
  *natural = MAX (*natural, *minimum);
}

static GtkSizeRequestMode
herald_page_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* The text view scrolls by itself to what it wants to show (a search, a drag): the page goes there. */
static void
on_text_scrolled (HeraldPage *self)
{
  GtkAdjustment *vertical = self->adjustments[GTK_ORIENTATION_VERTICAL];
  double moved = gtk_adjustment_get_value (self->text_scroll) - self->text_value;

  if (self->allocating || moved == 0 || vertical == NULL)
    return;
  self->text_value += moved;
  gtk_adjustment_set_value (vertical, gtk_adjustment_get_value (vertical) + moved);
}

static gboolean
on_follow_cursor (gpointer data)
{
  HeraldPage *self = data;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkAdjustment *vertical = self->adjustments[GTK_ORIENTATION_VERTICAL];
  GtkTextIter cursor;
  GdkRectangle rectangle;

  self->follow_source = 0;
  if (vertical == NULL || !gtk_widget_has_focus (GTK_WIDGET (self->text)))
    return G_SOURCE_REMOVE;
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_iter_location (self->text, &cursor, &rectangle);
  gtk_adjustment_clamp_page (vertical, self->top_height + rectangle.y - FOLLOW_MARGIN,
                             self->top_height + rectangle.y + rectangle.height + FOLLOW_MARGIN);
  return G_SOURCE_REMOVE;
}

static void
on_cursor_moved (HeraldPage *self)
{
  /* After the layout of what was typed. */
  if (self->follow_source == 0)
    self->follow_source = g_idle_add_full (GDK_PRIORITY_REDRAW + 10, on_follow_cursor, self, NULL);
}

static void
on_text_changed (HeraldPage *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self->text));
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
set_text (HeraldPage  *self,
          GtkTextView *text)
{
  self->text = text;
  self->text_scroll = g_object_ref_sink (gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  gtk_scrollable_set_vadjustment (GTK_SCROLLABLE (text), self->text_scroll);
  gtk_widget_insert_after (GTK_WIDGET (text), GTK_WIDGET (self), self->top);
  g_signal_connect_object (self->text_scroll, "value-changed", G_CALLBACK (on_text_scrolled), self, G_CONNECT_SWAPPED);
  /* More of it has been laid out. */
  g_signal_connect_object (self->text_scroll, "changed", G_CALLBACK (gtk_widget_queue_allocate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (text), "changed", G_CALLBACK (on_text_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (text), "notify::cursor-position", G_CALLBACK (on_cursor_moved), self,
                           G_CONNECT_SWAPPED);
}

static void
set_adjustment (HeraldPage     *self,
                GtkOrientation  orientation,
                GtkAdjustment  *adjustment)
{
  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  if (self->adjustments[orientation] != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustments[orientation], self);
  g_clear_object (&self->adjustments[orientation]);
  self->adjustments[orientation] = g_object_ref_sink (adjustment);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_allocate), self, G_CONNECT_SWAPPED);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
herald_page_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  HeraldPage *self = HERALD_PAGE (object);

  switch (prop_id)
    {
    case PROP_TOP:
      g_value_set_object (value, self->top);
      break;
    case PROP_TEXT:
      g_value_set_object (value, self->text);
      break;
    case PROP_BOTTOM:
      g_value_set_object (value, self->bottom);
      break;
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, (int) self->policy[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, (int) self->policy[GTK_ORIENTATION_VERTICAL]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
herald_page_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  HeraldPage *self = HERALD_PAGE (object);

  switch (prop_id)
    {
    case PROP_TOP:
      self->top = g_value_get_object (value);
      gtk_widget_insert_after (self->top, GTK_WIDGET (self), NULL);
      break;
    case PROP_TEXT:
      set_text (self, g_value_get_object (value));
      break;
    case PROP_BOTTOM:
      self->bottom = g_value_get_object (value);
      gtk_widget_insert_before (self->bottom, GTK_WIDGET (self), NULL);
      break;
    case PROP_HADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->policy[GTK_ORIENTATION_HORIZONTAL] = (guint) g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->policy[GTK_ORIENTATION_VERTICAL] = (guint) g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
herald_page_dispose (GObject *object)
{
  HeraldPage *self = HERALD_PAGE (object);
  GtkWidget *child = NULL;

  g_clear_handle_id (&self->follow_source, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->text_scroll);
  for (guint i = 0; i < G_N_ELEMENTS (self->adjustments); i++)
    {
      if (self->adjustments[i] != NULL)
        g_signal_handlers_disconnect_by_data (self->adjustments[i], self);
      g_clear_object (&self->adjustments[i]);
    }

  G_OBJECT_CLASS (herald_page_parent_class)->dispose (object);
}

static void
herald_page_class_init (HeraldPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = herald_page_dispose;
  object_class->get_property = herald_page_get_property;
  object_class->set_property = herald_page_set_property;
  widget_class->measure = herald_page_measure;
  widget_class->size_allocate = herald_page_size_allocate;
  widget_class->get_request_mode = herald_page_get_request_mode;

  g_object_class_install_property (object_class, PROP_TOP,
                                   g_param_spec_object ("top", NULL, NULL, GTK_TYPE_WIDGET, flags));
  g_object_class_install_property (object_class, PROP_TEXT,
                                   g_param_spec_object ("text", NULL, NULL, GTK_TYPE_TEXT_VIEW, flags));
  g_object_class_install_property (object_class, PROP_BOTTOM,
                                   g_param_spec_object ("bottom", NULL, NULL, GTK_TYPE_WIDGET, flags));
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
}

static void
herald_page_init (HeraldPage *self)
{
  self->maximum_width = PAGE_WIDTH;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * herald_page_set_maximum_width:
 * @self: a page
 * @width: how wide it becomes at most, in pixels; it stands in the middle of what is more
 */
void
herald_page_set_maximum_width (HeraldPage *self,
                               int         width)
{
  g_return_if_fail (HERALD_IS_PAGE (self));

  if (self->maximum_width == width)
    return;
  self->maximum_width = width;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
