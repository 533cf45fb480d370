/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-sidebar.h"

#include <glib/gi18n.h>

#include "herald-dot.h"
#include "herald-sidebar-row.h"

/* Companies and tags shown at first, and how many more each time that somebody asks. */
#define FEW 6
#define MORE 40
/* Changes come in bursts: one count answers them all. */
#define COUNT_AFTER_MS 200

struct _HeraldSidebar
{
  GtkBox         parent_instance;

  HeraldLibrary *library;
  GCancellable  *cancellable;
  HeraldScope   *scope;
  GPtrArray     *labels;     /* of GtkListBoxRow: companies and tags, and "Show More" */
  guint          limit;
  guint          count_source;
  gboolean       choosing;   /* by us, not by the person */

  GtkMenuButton *library_button;
  HeraldDot     *dot;
  GtkLabel      *library_name;
  GtkListBox    *list;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (HeraldSidebar, herald_sidebar, GTK_TYPE_BOX)

static HeraldSidebarRow *
find_row (HeraldSidebar     *self,
          const HeraldScope *scope)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (HERALD_IS_SIDEBAR_ROW (row) && herald_scope_equal (herald_sidebar_row_get_scope (HERALD_SIDEBAR_ROW (row)), scope))
      return HERALD_SIDEBAR_ROW (row);
  return NULL;
}

static void
select_scope (HeraldSidebar *self)
{
  HeraldSidebarRow *row = find_row (self, self->scope);

  self->choosing = TRUE;
  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row)); /* none: a label that is not among the most used */
  self->choosing = FALSE;
}

static void count (HeraldSidebar *self);

static void
choose (HeraldSidebar *self,
        GtkListBoxRow *row,
        gboolean       confirmed)
{
  g_autoptr(HeraldScope) before = g_steal_pointer (&self->scope);

  self->scope = herald_scope_copy (herald_sidebar_row_get_scope (HERALD_SIDEBAR_ROW (row)));
  g_signal_emit (self, chosen_signal, 0, confirmed);
}

static void
on_selected (HeraldSidebar *self,
             GtkListBoxRow *row)
{
  if (!self->choosing && HERALD_IS_SIDEBAR_ROW (row))
    choose (self, row, FALSE);
}

static void
on_activated (HeraldSidebar *self,
              GtkListBoxRow *row)
{
  if (HERALD_IS_SIDEBAR_ROW (row))
    choose (self, row, TRUE);
  else
    {
      self->limit += MORE;
      count (self);
    }
}

/* Counting */

static GtkWidget *
make_more_row (void)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (_("Show More"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

static void
append_label (HeraldSidebar *self,
              GtkWidget     *row)
{
  gtk_list_box_append (self->list, row);
  g_ptr_array_add (self->labels, row);
}

static void
append_labels (HeraldSidebar   *self,
               HeraldScopeKind  kind,
               GPtrArray       *tallies)
{
  for (guint i = 0; i < MIN (tallies->len, self->limit); i++)
    {
      const HeraldTally *tally = g_ptr_array_index (tallies, i);
      g_autoptr(HeraldScope) scope = herald_scope_new (kind, tally->label);
      GtkWidget *row = herald_sidebar_row_new (scope);

      herald_sidebar_row_set_count (HERALD_SIDEBAR_ROW (row), tally->count);
      append_label (self, row);
    }
}

/* Whether the rows that are there are these: then only their numbers change, and the focus stays where it is. */
static gboolean
refresh_labels (HeraldSidebar *self,
                HeraldCounts  *counts)
{
  guint n_parties = MIN (counts->parties->len, self->limit);
  guint n_tags = MIN (counts->tags->len, self->limit);
  gboolean more = counts->parties->len > self->limit || counts->tags->len > self->limit;

  if (self->labels->len != n_parties + n_tags + (more ? 1 : 0))
    return FALSE;
  for (guint i = 0; i < n_parties + n_tags; i++)
    {
      const HeraldTally *tally = i < n_parties ? g_ptr_array_index (counts->parties, i)
                                               : g_ptr_array_index (counts->tags, i - n_parties);
      GtkListBoxRow *row = g_ptr_array_index (self->labels, i);
      HeraldScope scope = { i < n_parties ? HERALD_SCOPE_PARTY : HERALD_SCOPE_TAG, tally->label };

      if (!HERALD_IS_SIDEBAR_ROW (row) ||
          !herald_scope_equal (herald_sidebar_row_get_scope (HERALD_SIDEBAR_ROW (row)), &scope))
        return FALSE;
      herald_sidebar_row_set_count (HERALD_SIDEBAR_ROW (row), tally->count);
    }
  return TRUE;
}

static void
show_labels (HeraldSidebar *self,
             HeraldCounts  *counts)
{
  if (refresh_labels (self, counts))
    return;
  self->choosing = TRUE;
  for (guint i = 0; i < self->labels->len; i++)
    gtk_list_box_remove (self->list, g_ptr_array_index (self->labels, i));
  g_ptr_array_set_size (self->labels, 0);
  append_labels (self, HERALD_SCOPE_PARTY, counts->parties);
  append_labels (self, HERALD_SCOPE_TAG, counts->tags);
  if (counts->parties->len > self->limit || counts->tags->len > self->limit)
    append_label (self, make_more_row ());
  self->choosing = FALSE;
  select_scope (self);
}

static void
show_counts (HeraldSidebar *self,
             HeraldCounts  *counts)
{
  for (HeraldScopeKind kind = 0; kind < HERALD_N_SCOPES; kind++)
    {
      HeraldScope scope = { kind, NULL };
      HeraldSidebarRow *row = find_row (self, &scope);
      guint n = herald_scope_count (&scope, counts);

      if (herald_scope_is_list (&scope))
        herald_sidebar_row_set_count (row, n);
    }
  show_labels (self, counts);
}

static void
on_counted (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HeraldSidebar) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldCounts) counts = herald_library_get_counts_finish (HERALD_LIBRARY (source), result, &error);

  if (self->library == NULL)
    return;
  /* The list beside it says what is wrong with the library; old numbers say no wrong. */
  if (counts != NULL)
    show_counts (self, counts);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("The announcements cannot be counted: %s", error->message);
}

static void
count (HeraldSidebar *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  herald_library_get_counts_async (self->library, self->limit + 1, self->cancellable, on_counted, g_object_ref (self));
}

static gboolean
on_count_timer (gpointer data)
{
  HeraldSidebar *self = data;

  self->count_source = 0;
  count (self);
  return G_SOURCE_REMOVE;
}

static void
on_library_changed (HeraldSidebar *self)
{
  if (self->count_source == 0)
    self->count_source = g_timeout_add (COUNT_AFTER_MS, on_count_timer, self);
}

/* Rows */

static const char *
get_heading (GtkListBoxRow *row,
             GtkListBoxRow *before)
{
  HeraldScopeKind kind = HERALD_IS_SIDEBAR_ROW (row) ? herald_sidebar_row_get_scope (HERALD_SIDEBAR_ROW (row))->kind
                                                     : HERALD_SCOPE_ALL;
  HeraldScopeKind kind_before = HERALD_IS_SIDEBAR_ROW (before) ? herald_sidebar_row_get_scope (HERALD_SIDEBAR_ROW (before))->kind
                                                               : HERALD_SCOPE_ALL;

  if (kind == kind_before)
    return NULL;
  return kind == HERALD_SCOPE_PARTY ? _("Companies") : kind == HERALD_SCOPE_TAG ? _("Tags") : NULL;
}

static void
update_header (GtkListBoxRow *row,
               GtkListBoxRow *before,
               gpointer       data)
{
  const char *heading = get_heading (row, before);
  GtkWidget *label = NULL;

  if (heading != NULL)
    {
      label = gtk_label_new (heading);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "sidebar-heading");
    }
  gtk_list_box_row_set_header (row, label);
}

static void
herald_sidebar_dispose (GObject *object)
{
  HeraldSidebar *self = HERALD_SIDEBAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->count_source, g_source_remove);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (herald_sidebar_parent_class)->dispose (object);
}

static void
herald_sidebar_finalize (GObject *object)
{
  HeraldSidebar *self = HERALD_SIDEBAR (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->scope, herald_scope_free);
  g_clear_pointer (&self->labels, g_ptr_array_unref);

  G_OBJECT_CLASS (herald_sidebar_parent_class)->finalize (object);
}

static void
herald_sidebar_class_init (HeraldSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = herald_sidebar_dispose;
  object_class->finalize = herald_sidebar_finalize;
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  g_type_ensure (HERALD_TYPE_DOT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldpress/Herald/herald-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldSidebar, library_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldSidebar, dot);
  gtk_widget_class_bind_template_child (widget_class, HeraldSidebar, library_name);
  gtk_widget_class_bind_template_child (widget_class, HeraldSidebar, list);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_selected);
}

static void
herald_sidebar_init (HeraldSidebar *self)
{
  self->labels = g_ptr_array_new ();
  self->limit = FEW;
  self->scope = herald_scope_new (HERALD_SCOPE_ALL, NULL);
  self->cancellable = g_cancellable_new ();
  self->choosing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, update_header, NULL, NULL);
  for (HeraldScopeKind kind = 0; kind < HERALD_N_SCOPES; kind++)
    {
      HeraldScope scope = { kind, NULL };

      gtk_list_box_append (self->list, herald_sidebar_row_new (&scope));
    }
  self->choosing = FALSE;
}

/**
 * herald_sidebar_new:
 * @library: whose lists
 *
 * Returns: (transfer floating): a sidebar that follows the library; all announcements are chosen
 */
GtkWidget *
herald_sidebar_new (HeraldLibrary *library)
{
  HeraldSidebar *self = g_object_new (HERALD_TYPE_SIDEBAR, NULL);

  self->library = g_object_ref (library);
  g_signal_connect_object (library, "changed", G_CALLBACK (on_library_changed), self, G_CONNECT_SWAPPED);
  select_scope (self);
  count (self);
  return GTK_WIDGET (self);
}

/**
 * herald_sidebar_set_library:
 * @self: a sidebar
 * @name: what people call the library
 * @colour: its colour
 * @libraries: (nullable): what its button opens
 */
void
herald_sidebar_set_library (HeraldSidebar *self,
                            const char    *name,
                            const char    *colour,
                            GMenuModel    *libraries)
{
  g_autofree char *label = NULL;

  g_return_if_fail (HERALD_IS_SIDEBAR (self));

  label = g_strdup_printf (_("Library: %s"), name);
  gtk_label_set_label (self->library_name, name);
  herald_dot_set_colour (self->dot, colour);
  gtk_menu_button_set_menu_model (self->library_button, libraries);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->library_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

const HeraldScope *
herald_sidebar_get_scope (HeraldSidebar *self)
{
  g_return_val_if_fail (HERALD_IS_SIDEBAR (self), NULL);

  return self->scope;
}

/* "chosen" is not emitted. */
void
herald_sidebar_set_scope (HeraldSidebar     *self,
                          const HeraldScope *scope)
{
  g_autoptr(HeraldScope) before = NULL;

  g_return_if_fail (HERALD_IS_SIDEBAR (self));

  before = g_steal_pointer (&self->scope);
  self->scope = herald_scope_copy (scope);
  select_scope (self);
}

/* How much needs the person now. */
void
herald_sidebar_set_today (HeraldSidebar *self,
                          guint          n)
{
  HeraldScope scope = { HERALD_SCOPE_TODAY, NULL };

  g_return_if_fail (HERALD_IS_SIDEBAR (self));

  herald_sidebar_row_set_count (find_row (self, &scope), n);
}

void
herald_sidebar_focus (HeraldSidebar *self)
{
  GtkListBoxRow *row = NULL;

  g_return_if_fail (HERALD_IS_SIDEBAR (self));

  row = gtk_list_box_get_selected_row (self->list);
  gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : GTK_WIDGET (self->list));
}
