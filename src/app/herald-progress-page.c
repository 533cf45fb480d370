/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-progress-page.h"

#include <glib/gi18n.h>

struct _HeraldProgressPage
{
  AdwBin          parent_instance;

  GtkLabel       *title;
  GtkProgressBar *bar;
  GtkLabel       *count;
  GtkLabel       *what;
};

G_DEFINE_FINAL_TYPE (HeraldProgressPage, herald_progress_page, ADW_TYPE_BIN)

static GtkLabel *
add_label (GtkBox     *box,
           const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, style);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_box_append (box, label);
  return GTK_LABEL (label);
}

static void
herald_progress_page_class_init (HeraldProgressPageClass *klass)
{
}

static void
herald_progress_page_init (HeraldProgressPage *self)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));

  gtk_widget_set_valign (GTK_WIDGET (box), GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (GTK_WIDGET (box), 24);
  gtk_widget_set_margin_end (GTK_WIDGET (box), 24);
  self->title = add_label (box, "title-2");
  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_box_append (box, GTK_WIDGET (self->bar));
  self->count = add_label (box, "numeric");
  self->what = add_label (box, "dim-label");
  gtk_label_set_lines (self->what, 2);
  gtk_label_set_ellipsize (self->what, PANGO_ELLIPSIZE_END);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (box));
}

/**
 * herald_progress_page_begin:
 * @self: a page
 * @title: what is being done
 */
void
herald_progress_page_begin (HeraldProgressPage *self,
                            const char         *title)
{
  g_return_if_fail (HERALD_IS_PROGRESS_PAGE (self));

  gtk_label_set_label (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_progress_bar_set_fraction (self->bar, 0);
  gtk_label_set_label (self->count, "");
  gtk_label_set_label (self->what, "");
}

/**
 * herald_progress_page_tell:
 * @self: a page
 * @done: how many are done
 * @all: of how many
 * @what: (nullable): which one it is now
 */
void
herald_progress_page_tell (HeraldProgressPage *self,
                           guint               done,
                           guint               all,
                           const char         *what)
{
  /* Translators: how far it is: a number, of how many */
  g_autofree char *count = g_strdup_printf (_("%u of %u"), done, all);

  g_return_if_fail (HERALD_IS_PROGRESS_PAGE (self));

  gtk_progress_bar_set_fraction (self->bar, all > 0 ? (double) done / all : 0);
  gtk_label_set_label (self->count, count);
  gtk_label_set_label (self->what, what != NULL ? what : "");
}
