/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-browse-pane.h"

#include "herald-calendar-pane.h"


struct _HeraldBrowsePane
{
  GtkBox          parent_instance;

  HeraldScope    *scope;
  char           *sort;

  AdwHeaderBar   *header;
  AdwWindowTitle *title;
  GtkWidget      *sort_button;
  GtkStack       *stack;
  HeraldShelf    *shelf;
  HeraldListPane *list;
  HeraldTodayPane *today;
  GtkWidget      *calendar;  /* made when somebody looks */
  GtkMenuButton  *sync;
  GtkImage       *sync_icon;
  GtkSpinner     *sync_spinner;
  GtkLabel       *sync_label;
};

enum
{
  PROP_0,
  PROP_SORT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HeraldBrowsePane, herald_browse_pane, GTK_TYPE_BOX)

/* Of what is under embargo the next lift comes first; among all others an old lift tells nothing. */
static HeraldSort
get_sort (HeraldBrowsePane *self)
{
  if (g_str_equal (self->sort, "headline"))
    return HERALD_SORT_HEADLINE;
  if (g_str_equal (self->sort, "lift"))
    return self->scope->kind == HERALD_SCOPE_EMBARGOED ? HERALD_SORT_LIFT : HERALD_SORT_LIFT_DESCENDING;
  return HERALD_SORT_CHANGED;
}

static void
show_scope (HeraldBrowsePane *self)
{
  gboolean is_list = herald_scope_is_list (self->scope);

  if (self->scope->kind == HERALD_SCOPE_CALENDAR && self->calendar == NULL)
    {
      self->calendar = herald_calendar_pane_new (self->shelf);
      gtk_stack_add_named (self->stack, self->calendar, "calendar");
    }
  adw_window_title_set_title (self->title, herald_scope_get_title (self->scope));
  gtk_widget_set_visible (self->sort_button, is_list);
  gtk_stack_set_visible_child_name (self->stack, is_list ? "list" : self->scope->kind == HERALD_SCOPE_TODAY ? "today" : "calendar");
  if (is_list)
    herald_list_pane_set_scope (self->list, self->scope, get_sort (self));
}

static void
herald_browse_pane_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  if (prop_id == PROP_SORT)
    g_value_set_string (value, HERALD_BROWSE_PANE (object)->sort);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
herald_browse_pane_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  HeraldBrowsePane *self = HERALD_BROWSE_PANE (object);

  if (prop_id != PROP_SORT)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }
  if (g_strcmp0 (self->sort, g_value_get_string (value)) == 0)
    return;
  g_free (self->sort);
  self->sort = g_value_dup_string (value);
  show_scope (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
herald_browse_pane_finalize (GObject *object)
{
  HeraldBrowsePane *self = HERALD_BROWSE_PANE (object);

  g_clear_pointer (&self->scope, herald_scope_free);
  g_clear_pointer (&self->sort, g_free);
  g_clear_object (&self->shelf);

  G_OBJECT_CLASS (herald_browse_pane_parent_class)->finalize (object);
}

static void
herald_browse_pane_class_init (HeraldBrowsePaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = herald_browse_pane_get_property;
  object_class->set_property = herald_browse_pane_set_property;
  object_class->finalize = herald_browse_pane_finalize;
  properties[PROP_SORT] = g_param_spec_string ("sort", NULL, NULL, "changed",
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldpress/Herald/herald-browse-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldBrowsePane, header);
  gtk_widget_class_bind_template_child (widget_class, HeraldBrowsePane, title);
  gtk_widget_class_bind_template_child (widget_class, HeraldBrowsePane, sort_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldBrowsePane, stack);
  gtk_widget_class_bind_template_child (widget_class, HeraldBrowsePane, sync);
  gtk_widget_class_bind_template_child (widget_class, HeraldBrowsePane, sync_icon);
  gtk_widget_class_bind_template_child (widget_class, HeraldBrowsePane, sync_spinner);
  gtk_widget_class_bind_template_child (widget_class, HeraldBrowsePane, sync_label);
  gtk_widget_class_install_property_action (widget_class, "browse.sort", "sort");
}

static void
herald_browse_pane_init (HeraldBrowsePane *self)
{
  self->scope = herald_scope_new (HERALD_SCOPE_ALL, NULL);
  self->sort = g_strdup ("changed");
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_browse_pane_new:
 * @library: what to show
 * @shelf: all libraries, for the day and the calendar
 *
 * Returns: (transfer floating): a pane that follows the library; it shows all announcements
 */
GtkWidget *
herald_browse_pane_new (HeraldLibrary *library,
                        HeraldShelf   *shelf)
{
  HeraldBrowsePane *self = g_object_new (HERALD_TYPE_BROWSE_PANE, NULL);

  self->list = HERALD_LIST_PANE (herald_list_pane_new (library));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->list), "list");
  self->shelf = g_object_ref (shelf);
  self->today = HERALD_TODAY_PANE (herald_today_pane_new (shelf));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->today), "today");
  show_scope (self);
  return GTK_WIDGET (self);
}

/* (transfer none) */
HeraldListPane *
herald_browse_pane_get_list (HeraldBrowsePane *self)
{
  g_return_val_if_fail (HERALD_IS_BROWSE_PANE (self), NULL);

  return self->list;
}

/* (transfer none) */
HeraldTodayPane *
herald_browse_pane_get_today (HeraldBrowsePane *self)
{
  g_return_val_if_fail (HERALD_IS_BROWSE_PANE (self), NULL);

  return self->today;
}

/* With several libraries, a window always says which one it shows, also when the sidebar is folded away. */
void
herald_browse_pane_set_library_name (HeraldBrowsePane *self,
                                     const char       *name)
{
  g_return_if_fail (HERALD_IS_BROWSE_PANE (self));

  adw_window_title_set_subtitle (self->title, name);
}

void
herald_browse_pane_set_scope (HeraldBrowsePane  *self,
                              const HeraldScope *scope)
{
  g_autoptr(HeraldScope) before = NULL;

  g_return_if_fail (HERALD_IS_BROWSE_PANE (self));

  before = g_steal_pointer (&self->scope);
  self->scope = herald_scope_copy (scope);
  show_scope (self);
}

void
herald_browse_pane_focus (HeraldBrowsePane *self)
{
  g_return_if_fail (HERALD_IS_BROWSE_PANE (self));

  if (herald_scope_is_list (self->scope))
    herald_list_pane_focus_list (self->list);
  else
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
}

/* When it has the window alone, it has the window's buttons too. */
void
herald_browse_pane_show_single (HeraldBrowsePane *self,
                                gboolean          single)
{
  g_return_if_fail (HERALD_IS_BROWSE_PANE (self));

  adw_header_bar_set_show_end_title_buttons (self->header, single);
}

/**
 * herald_browse_pane_set_sync_popover:
 * @self: a pane
 * @popover: (transfer floating): what the line about the team server opens
 */
void
herald_browse_pane_set_sync_popover (HeraldBrowsePane *self,
                                     GtkWidget        *popover)
{
  g_return_if_fail (HERALD_IS_BROWSE_PANE (self));

  gtk_menu_button_set_popover (self->sync, popover);
}

/**
 * herald_browse_pane_set_sync:
 * @self: a pane
 * @text: how the library stands to its team server
 * @icon: name of a symbolic icon that says the same
 * @busy: whether a round runs now
 */
void
herald_browse_pane_set_sync (HeraldBrowsePane *self,
                             const char       *text,
                             const char       *icon,
                             gboolean          busy)
{
  g_return_if_fail (HERALD_IS_BROWSE_PANE (self));

  gtk_label_set_label (self->sync_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sync), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_image_set_from_icon_name (self->sync_icon, icon);
  gtk_widget_set_visible (GTK_WIDGET (self->sync_icon), !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->sync_spinner), busy);
  gtk_spinner_set_spinning (self->sync_spinner, busy);
}
