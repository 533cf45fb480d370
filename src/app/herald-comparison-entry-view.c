/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-comparison-entry-view.h"

#include <glib/gi18n.h>

struct _HeraldComparisonEntryView
{
  GtkBox             parent_instance;

  char              *subject;
  HeraldComparedKind kind;
};

static guint restore_signal;

G_DEFINE_FINAL_TYPE (HeraldComparisonEntryView, herald_comparison_entry_view, GTK_TYPE_BOX)

static void
herald_comparison_entry_view_finalize (GObject *object)
{
  g_clear_pointer (&HERALD_COMPARISON_ENTRY_VIEW (object)->subject, g_free);

  G_OBJECT_CLASS (herald_comparison_entry_view_parent_class)->finalize (object);
}

static void
restore_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  g_signal_emit (widget, restore_signal, 0, HERALD_COMPARISON_ENTRY_VIEW (widget)->subject,
                 g_str_equal (name, "entry.restore-after"));
}

static void
herald_comparison_entry_view_class_init (HeraldComparisonEntryViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = herald_comparison_entry_view_finalize;
  restore_signal = g_signal_new ("restore", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  gtk_widget_class_install_action (widget_class, "entry.restore-before", NULL, restore_action);
  gtk_widget_class_install_action (widget_class, "entry.restore-after", NULL, restore_action);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "comparisonentry");
}

static void
herald_comparison_entry_view_init (HeraldComparisonEntryView *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 10);
}

static const char *
style_of (HeraldComparedKind kind)
{
  switch (kind)
    {
    case HERALD_COMPARED_ADDED:
      return "added";
    case HERALD_COMPARED_REMOVED:
      return "removed";
    case HERALD_COMPARED_MOVED:
      return "moved";
    case HERALD_COMPARED_EDITED:
    case HERALD_COMPARED_EDITED_AND_MOVED:
      return "edited";
    case HERALD_COMPARED_SAME:
    default:
      return "same";
    }
}

static const char *
word_of (HeraldComparedKind kind)
{
  switch (kind)
    {
    case HERALD_COMPARED_ADDED:
      return C_("change", "added");
    case HERALD_COMPARED_REMOVED:
      return C_("change", "removed");
    case HERALD_COMPARED_MOVED:
      return C_("change", "moved");
    case HERALD_COMPARED_EDITED:
      return C_("change", "edited");
    case HERALD_COMPARED_EDITED_AND_MOVED:
      return C_("change", "edited and moved");
    case HERALD_COMPARED_SAME:
    default:
      return C_("change", "unchanged");
    }
}

/* Below the words: what cannot be seen in them. */
static void
append_note (GtkBox     *box,
             const char *words,
             const char *icon_name)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);
  GtkWidget *label = gtk_label_new (words);

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 12);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 2);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (row, "comparison-note");
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (box, row);
}

static const char *
note_icon (const HeraldComparisonEntry *entry)
{
  switch (entry->kind)
    {
    case HERALD_COMPARED_ADDED:
      return "list-add-symbolic";
    case HERALD_COMPARED_REMOVED:
      return "list-remove-symbolic";
    case HERALD_COMPARED_MOVED:
    case HERALD_COMPARED_EDITED_AND_MOVED:
      return entry->distance < 0 ? "go-up-symbolic" : "go-down-symbolic";
    case HERALD_COMPARED_EDITED:
    case HERALD_COMPARED_SAME:
    default:
      return "document-edit-symbolic";
    }
}

static void
append_notes (GtkBox                      *box,
              HeraldComparison            *comparison,
              const HeraldComparisonEntry *entry)
{
  g_autofree char *note = herald_comparison_note_entry (comparison, entry);

  if (entry->kind == HERALD_COMPARED_SAME)
    return;
  if (note == NULL && (entry->kind == HERALD_COMPARED_ADDED || entry->kind == HERALD_COMPARED_REMOVED))
    note = g_strdup (word_of (entry->kind));
  if (note != NULL)
    append_note (box, note, note_icon (entry));
  for (guint i = 0; i < entry->parts->len; i++)
    {
      g_autofree char *words = herald_compared_part_note (entry->parts->pdata[i]);

      if (words != NULL)
        append_note (box, words, "document-edit-symbolic");
    }
}

static GtkWidget *
restore_button (const HeraldEntryLook *look,
                const char            *name)
{
  GtkWidget *button = NULL;
  g_autofree char *label = NULL;

  if (look->after_name != NULL)
    {
      g_autoptr(GMenu) menu = g_menu_new ();
      g_autofree char *before = g_strdup_printf (_("As in “%s”"), look->before_name);
      g_autofree char *after = g_strdup_printf (_("As in “%s”"), look->after_name);

      g_menu_append (menu, before, "entry.restore-before");
      g_menu_append (menu, after, "entry.restore-after");
      button = gtk_menu_button_new ();
      gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "edit-undo-symbolic");
      gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
      label = g_strdup_printf (_("Restore %s"), name);
    }
  else
    {
      button = gtk_button_new_from_icon_name ("edit-undo-symbolic");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "entry.restore-before");
      label = g_strdup_printf (_("Restore %s as in “%s”"), name, look->before_name);
    }
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_add_css_class (button, "restore-button");
  return button;
}

/* As wide as the button, so that columns stand below each other. */
static GtkWidget *
space_new (void)
{
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (space, "restore-space");
  return space;
}

static GtkWidget *
column_new (HeraldComparison            *comparison,
            const HeraldComparisonEntry *entry,
            HeraldSide                   side,
            const HeraldEntryLook       *look)
{
  GtkWidget *content = herald_comparison_content_new (comparison, entry, side, look->colours, look->library);

  if (content == NULL)
    content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_hexpand (content, TRUE);
  return content;
}

static GtkWidget *
columns_new (HeraldComparison            *comparison,
             const HeraldComparisonEntry *entry,
             const HeraldEntryLook       *look)
{
  GtkWidget *row = NULL;

  if (!look->side_by_side)
    return column_new (comparison, entry, HERALD_SIDE_BOTH, look);
  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  gtk_box_append (GTK_BOX (row), column_new (comparison, entry, HERALD_SIDE_BEFORE, look));
  gtk_box_append (GTK_BOX (row), column_new (comparison, entry, HERALD_SIDE_AFTER, look));
  return row;
}

static char *
describe (const HeraldComparisonEntry *entry)
{
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint i = 0; i < entry->parts->len; i++)
    {
      g_autofree char *part = herald_comparison_describe_part (entry->parts->pdata[i]);

      if (*part != '\0')
        g_string_append_printf (words, words->len > 0 ? " %s" : "%s", part);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
show_accessible (HeraldComparisonEntryView   *self,
                 const char                  *name,
                 const HeraldComparisonEntry *entry)
{
  g_autofree char *label = g_strdup_printf ("%s, %s", name, word_of (entry->kind));
  g_autofree char *description = describe (entry);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

/**
 * herald_comparison_entry_view_new:
 * @comparison: a comparison
 * @entry: one of its entries
 * @look: how to show it
 *
 * Returns: (transfer floating): the widget; it keeps nothing of @comparison
 */
GtkWidget *
herald_comparison_entry_view_new (HeraldComparison            *comparison,
                                  const HeraldComparisonEntry *entry,
                                  const HeraldEntryLook       *look)
{
  HeraldComparisonEntryView *self = g_object_new (HERALD_TYPE_COMPARISON_ENTRY_VIEW, NULL);
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autofree char *name = herald_comparison_name_entry (comparison, entry);

  self->subject = g_strdup (entry->subject);
  self->kind = entry->kind;
  gtk_widget_add_css_class (GTK_WIDGET (self), style_of (entry->kind));
  gtk_widget_add_css_class (bar, "change-bar");
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), columns_new (comparison, entry, look));
  append_notes (GTK_BOX (box), comparison, entry);
  gtk_box_append (GTK_BOX (self), bar);
  gtk_box_append (GTK_BOX (self), box);
  if (entry->kind != HERALD_COMPARED_SAME && look->before_name != NULL)
    gtk_box_append (GTK_BOX (self), restore_button (look, name));
  else
    gtk_box_append (GTK_BOX (self), space_new ());
  gtk_widget_set_focusable (GTK_WIDGET (self), entry->kind != HERALD_COMPARED_SAME);
  show_accessible (self, name, entry);
  return GTK_WIDGET (self);
}

const char *
herald_comparison_entry_view_get_subject (HeraldComparisonEntryView *self)
{
  g_return_val_if_fail (HERALD_IS_COMPARISON_ENTRY_VIEW (self), NULL);

  return self->subject;
}

gboolean
herald_comparison_entry_view_is_change (HeraldComparisonEntryView *self)
{
  g_return_val_if_fail (HERALD_IS_COMPARISON_ENTRY_VIEW (self), FALSE);

  return self->kind != HERALD_COMPARED_SAME;
}
