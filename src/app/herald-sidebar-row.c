/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-sidebar-row.h"

#include <glib/gi18n.h>

struct _HeraldSidebarRow
{
  GtkListBoxRow  parent_instance;

  HeraldScope   *scope;
  GtkLabel      *count;
};

G_DEFINE_FINAL_TYPE (HeraldSidebarRow, herald_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

static void
herald_sidebar_row_finalize (GObject *object)
{
  HeraldSidebarRow *self = HERALD_SIDEBAR_ROW (object);

  g_clear_pointer (&self->scope, herald_scope_free);

  G_OBJECT_CLASS (herald_sidebar_row_parent_class)->finalize (object);
}

static void
herald_sidebar_row_class_init (HeraldSidebarRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = herald_sidebar_row_finalize;
}

static void
herald_sidebar_row_init (HeraldSidebarRow *self)
{
}

/**
 * herald_sidebar_row_new:
 * @scope: what choosing it lists
 *
 * Returns: (transfer floating): a row without a number
 */
GtkWidget *
herald_sidebar_row_new (const HeraldScope *scope)
{
  HeraldSidebarRow *self = g_object_new (HERALD_TYPE_SIDEBAR_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *title = gtk_label_new (herald_scope_get_title (scope));

  self->scope = herald_scope_copy (scope);
  if (scope->label == NULL)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (herald_scope_get_icon (scope->kind)));
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (box), title);
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  herald_sidebar_row_set_count (self, 0);
  return GTK_WIDGET (self);
}

const HeraldScope *
herald_sidebar_row_get_scope (HeraldSidebarRow *self)
{
  g_return_val_if_fail (HERALD_IS_SIDEBAR_ROW (self), NULL);

  return self->scope;
}

/* None is said by saying nothing. */
void
herald_sidebar_row_set_count (HeraldSidebarRow *self,
                              guint             count)
{
  g_autofree char *number = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (HERALD_IS_SIDEBAR_ROW (self));

  number = g_strdup_printf ("%'u", count);
  /* Translators: a list's name and how many announcements are in it, for screen readers */
  name = g_strdup_printf (ngettext ("%s, %u announcement", "%s, %u announcements", count),
                          herald_scope_get_title (self->scope), count);
  gtk_label_set_label (self->count, count > 0 ? number : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  count > 0 ? name : herald_scope_get_title (self->scope), -1);
}
