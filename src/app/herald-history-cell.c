/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-history-cell.h"

#include <glib/gi18n.h>

#include "herald-format.h"
#include "herald-history-words.h"
#include "herald-wrap-layout.h"

struct _HeraldHistoryCell
{
  GtkBox             parent_instance;

  HeraldClock       *clock;
  char              *own_zone;
  HeraldHistoryItem *item;
  const char        *style;
  gboolean           showing; /* by us, not by the person */

  GtkWidget         *line_above;
  GtkWidget         *line_below;
  GtkLabel          *title;
  GtkLabel          *details;
  GtkLabel          *snippet;
  GtkBox            *marks;
  GtkLabel          *number;
  GtkWidget         *synced;
  GtkToggleButton   *compare;
  GtkButton         *unfold;
};

static guint compare_signal;
static guint opened_signal;
static guint toggle_signal;

G_DEFINE_FINAL_TYPE (HeraldHistoryCell, herald_history_cell, GTK_TYPE_BOX)

static const char *
style_of (HeraldHistoryItem *item)
{
  const HeraldHistoryRow *row = herald_history_item_get_row (item);

  switch (herald_history_item_get_kind (item))
    {
    case HERALD_HISTORY_DRAFT:
      return "draft";
    case HERALD_HISTORY_VERSION:
      if (row->version->message != NULL && *row->version->message != '\0')
        return "named";
      return herald_history_item_get_parents (item) != NULL ? "joined" : "automatic";
    case HERALD_HISTORY_FOLD:
      return "fold";
    case HERALD_HISTORY_MORE:
    default:
      return "more";
    }
}

static void
show_style (HeraldHistoryCell *self)
{
  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->style);
  self->style = style_of (self->item);
  gtk_widget_add_css_class (GTK_WIDGET (self), self->style);
  if (herald_history_item_get_fold (self->item) != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "unfolded");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "unfolded");
}

static void
show_marks (HeraldHistoryCell *self)
{
  g_autoptr(GPtrArray) marks = herald_history_list_marks (self->item);
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->marks))) != NULL)
    gtk_box_remove (self->marks, child);
  for (guint i = 0; i < marks->len; i++)
    {
      const HeraldHistoryMark *mark = marks->pdata[i];
      GtkWidget *pill = gtk_label_new (mark->words);

      gtk_widget_add_css_class (pill, "pill-label");
      gtk_widget_add_css_class (pill, mark->style);
      gtk_widget_set_tooltip_text (pill, mark->details);
      gtk_label_set_ellipsize (GTK_LABEL (pill), PANGO_ELLIPSIZE_END);
      gtk_box_append (self->marks, pill);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->marks), marks->len > 0);
}

static void
show_snippet (HeraldHistoryCell *self)
{
  const HeraldHistoryRow *row = herald_history_item_get_row (self->item);
  gboolean found = row != NULL && row->snippet != NULL && *row->snippet != '\0';
  g_autofree char *markup = found ? herald_history_snippet (row->snippet) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->snippet), found);
  gtk_label_set_markup (self->snippet, found ? markup : "");
}

static void
show_buttons (HeraldHistoryCell *self,
              const char        *title)
{
  HeraldHistoryKind kind = herald_history_item_get_kind (self->item);
  gboolean open = herald_history_item_get_open (self->item);
  const HeraldHistoryRow *row = herald_history_item_get_row (self->item);
  g_autofree char *name = row != NULL ? herald_history_name (row) : g_strdup (title);
  g_autofree char *compare = g_strdup_printf (_("Compare with “%s”"), name);
  g_autofree char *unfold = g_strdup_printf (open ? _("Hide %s") : _("Show %s"), title);

  gtk_widget_set_visible (GTK_WIDGET (self->compare), kind == HERALD_HISTORY_DRAFT || kind == HERALD_HISTORY_VERSION);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->compare), GTK_ACCESSIBLE_PROPERTY_LABEL, compare, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->unfold), kind == HERALD_HISTORY_FOLD);
  gtk_button_set_icon_name (self->unfold, open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->unfold), unfold);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->unfold), GTK_ACCESSIBLE_PROPERTY_LABEL, unfold, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->unfold), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
}

static void
show_item (HeraldHistoryCell *self)
{
  const HeraldHistoryRow *row = herald_history_item_get_row (self->item);
  g_autofree char *title = herald_history_title (self->item);
  g_autofree char *details = herald_history_details (self->item, self->own_zone, herald_clock_get_real (self->clock));
  g_autofree char *number = herald_history_number (self->item);
  g_autofree char *label = g_strdup_printf ("%s, %s", title, details != NULL ? details : "");

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->details, details != NULL ? details : "");
  gtk_widget_set_visible (GTK_WIDGET (self->details), details != NULL && *details != '\0');
  gtk_label_set_label (self->number, number);
  gtk_widget_set_visible (self->synced, row != NULL && row->synced);
  gtk_widget_set_visible (self->line_above, herald_history_item_get_kind (self->item) != HERALD_HISTORY_DRAFT);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  show_style (self);
  show_marks (self);
  show_snippet (self);
  show_buttons (self, title);
}

static void
on_compare_toggled (HeraldHistoryCell *self)
{
  if (!self->showing && self->item != NULL)
    g_signal_emit (self, compare_signal, 0, self->item);
}

static void
on_unfold_clicked (HeraldHistoryCell *self)
{
  if (self->item != NULL)
    g_signal_emit (self, toggle_signal, 0, self->item);
}

static gboolean
is_fold (HeraldHistoryCell *self)
{
  return self->item != NULL && herald_history_item_get_kind (self->item) == HERALD_HISTORY_FOLD;
}

/* A fold is opened by a click anywhere on its line, and is not to be selected or activated by it as well. */
static void
on_pressed (HeraldHistoryCell *self,
            int                n_press,
            double             x,
            double             y,
            GtkGesture        *gesture)
{
  if (is_fold (self))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
on_released (HeraldHistoryCell *self,
             int                n_press,
             double             x,
             double             y,
             GtkGesture        *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (is_fold (self))
    g_signal_emit (self, toggle_signal, 0, self->item);
  else if (self->item != NULL && (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0)
    g_signal_emit (self, opened_signal, 0, self->item);
}

static void
herald_history_cell_dispose (GObject *object)
{
  HeraldHistoryCell *self = HERALD_HISTORY_CELL (object);

  herald_history_cell_set_item (self, NULL);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->own_zone, g_free);

  G_OBJECT_CLASS (herald_history_cell_parent_class)->dispose (object);
}

static void
herald_history_cell_class_init (HeraldHistoryCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_history_cell_dispose;
  compare_signal = g_signal_new ("compare", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 1, HERALD_TYPE_HISTORY_ITEM);
  opened_signal = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 1, HERALD_TYPE_HISTORY_ITEM);
  toggle_signal = g_signal_new ("toggle", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 1, HERALD_TYPE_HISTORY_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldpress/Herald/herald-history-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryCell, line_above);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryCell, line_below);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryCell, title);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryCell, details);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryCell, snippet);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryCell, marks);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryCell, number);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryCell, synced);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryCell, compare);
  gtk_widget_class_bind_template_child (widget_class, HeraldHistoryCell, unfold);
  gtk_widget_class_bind_template_callback (widget_class, on_compare_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_unfold_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_released);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
herald_history_cell_init (HeraldHistoryCell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->marks), g_object_new (HERALD_TYPE_WRAP_LAYOUT, NULL));
  self->own_zone = herald_format_own_zone ();
}

/**
 * herald_history_cell_new:
 * @clock: what "today" is measured by
 *
 * Returns: (transfer floating): an empty line
 */
GtkWidget *
herald_history_cell_new (HeraldClock *clock)
{
  HeraldHistoryCell *self = g_object_new (HERALD_TYPE_HISTORY_CELL, NULL);

  self->clock = g_object_ref (clock);
  return GTK_WIDGET (self);
}

/**
 * herald_history_cell_set_item:
 * @self: a line on screen
 * @item: (nullable): what it shows from now
 */
void
herald_history_cell_set_item (HeraldHistoryCell *self,
                              HeraldHistoryItem *item)
{
  g_return_if_fail (HERALD_IS_HISTORY_CELL (self));

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, show_item, self);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  g_signal_connect_object (item, "changed", G_CALLBACK (show_item), self, G_CONNECT_SWAPPED);
  show_item (self);
}

HeraldHistoryItem *
herald_history_cell_get_item (HeraldHistoryCell *self)
{
  g_return_val_if_fail (HERALD_IS_HISTORY_CELL (self), NULL);

  return self->item;
}

/* Whether it is one of those that are compared. */
void
herald_history_cell_set_compared (HeraldHistoryCell *self,
                                  gboolean           compared)
{
  g_return_if_fail (HERALD_IS_HISTORY_CELL (self));

  self->showing = TRUE;
  gtk_toggle_button_set_active (self->compare, compared);
  self->showing = FALSE;
  if (compared)
    gtk_widget_add_css_class (GTK_WIDGET (self), "compared");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "compared");
}
