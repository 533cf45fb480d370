/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-merge-card.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "herald-comparison-line.h"
#include "herald-merge-words.h"
#include "herald-prose-view.h"

struct _HeraldMergeCard
{
  GtkBox           parent_instance;

  GtkCheckButton  *button;
  HeraldProseView *prose;   /* of one's own words; else NULL */
  guint            loading;
};

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_WRITTEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeraldMergeCard, herald_merge_card, GTK_TYPE_BOX)

static void
on_toggled (HeraldMergeCard *self)
{
  gboolean chosen = gtk_check_button_get_active (self->button);

  if (chosen)
    gtk_widget_add_css_class (GTK_WIDGET (self), "chosen");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "chosen");
  if (chosen && self->loading == 0)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
on_edited (HeraldMergeCard *self)
{
  self->loading++;
  gtk_check_button_set_active (self->button, TRUE);
  self->loading--;
  g_signal_emit (self, signals[SIGNAL_WRITTEN], 0);
}

static void
on_pressed (HeraldMergeCard *self)
{
  gtk_check_button_set_active (self->button, TRUE);
  if (self->prose == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->button));
}

/* A name may hold what a mnemonic is written with. */
static char *
name_side (const char *with_name,
           const char *without,
           const char *who)
{
  g_auto(GStrv) pieces = who != NULL && *who != '\0' ? g_strsplit (who, "_", -1) : NULL;
  g_autofree char *name = pieces != NULL ? g_strjoinv ("__", pieces) : NULL;
  g_autofree char *format = g_strdup (with_name);
  char **around = NULL;
  char *label = NULL;

  if (name == NULL)
    return g_strdup (without);
  around = g_strsplit (format, "%s", 2);
  label = g_strjoinv (name, around);
  g_strfreev (around);
  return label;
}

static char *
make_label (const HeraldMergeOption *option)
{
  switch (option->kind)
    {
    case HERALD_CHOICE_MINE:
      /* Translators: whose words they are */
      return name_side (_("_Mine: %s"), _("_Mine"), option->who);
    case HERALD_CHOICE_THEIRS:
      return name_side (_("_Theirs: %s"), _("_Theirs"), option->who);
    case HERALD_CHOICE_BOTH:
      return g_strdup (_("_Both, one after the other"));
    case HERALD_CHOICE_REWRITTEN:
    default:
      return g_strdup (_("In My _Own Words"));
    }
}

static HeraldColours
current_colours (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  if (adw_style_manager_get_high_contrast (manager))
    return adw_style_manager_get_dark (manager) ? HERALD_COLOURS_DARK_CONTRAST : HERALD_COLOURS_LIGHT_CONTRAST;
  return adw_style_manager_get_dark (manager) ? HERALD_COLOURS_DARK : HERALD_COLOURS_LIGHT;
}

static gboolean
has_added (const HeraldComparedPart *part)
{
  for (guint i = 0; i < part->runs->len; i++)
    if (g_array_index (part->runs, HeraldDiffSpan, i).kind == HERALD_DIFF_ADDED)
      return TRUE;
  return part->runs->len == 0;
}

static void
append_label (HeraldMergeCard *self,
              const char      *words,
              PangoAttrList   *attributes,
              const char      *style)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (self), label);
}

/* The words as they would stand, with what is new in them set off; what only went is struck. */
static void
append_part (HeraldMergeCard          *self,
             const HeraldComparedPart *part,
             gboolean                  named)
{
  HeraldSide side = has_added (part) ? HERALD_SIDE_AFTER : HERALD_SIDE_BOTH;
  g_autoptr(HeraldComparisonLine) line = herald_comparison_line_new (side, current_colours ());
  g_autofree char *name = named ? herald_compared_part_name (part) : NULL;
  g_autofree char *note = herald_compared_part_note (part);

  if (part->after == NULL)
    return;
  if (name != NULL)
    {
      herald_comparison_line_add_name (line, name);
      herald_comparison_line_add_plain (line, "  ");
    }
  herald_comparison_line_add (line, part);
  append_label (self, line->words->str, line->attributes, "merge-words");
  if (note != NULL)
    append_label (self, note, NULL, "dim-label");
}

static void
append_words (HeraldMergeCard         *self,
              const HeraldMergeOption *option)
{
  g_autofree char *words = herald_merge_option_words (option);

  for (guint i = 0; i < option->parts->len; i++)
    append_part (self, g_ptr_array_index (option->parts, i), option->parts->len > 1);
  if (option->words != NULL)
    append_label (self, option->words, NULL, "merge-words");
  else if (*words == '\0')
    append_label (self, _("Removed"), NULL, "merge-nothing");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  *words != '\0' ? words : _("Removed"), -1);
}

static void
append_prose (HeraldMergeCard *self)
{
  GtkWidget *prose = herald_prose_view_new (TRUE, FALSE);

  self->prose = HERALD_PROSE_VIEW (prose);
  herald_prose_view_set_label (self->prose, _("My Own Words"));
  gtk_widget_add_css_class (prose, "merge-own");
  g_signal_connect_object (prose, "edited", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), prose);
}

static void
append_title (HeraldMergeCard         *self,
              const HeraldMergeOption *option,
              guint                    number,
              const char              *own_zone)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *key = NULL;
  g_autofree char *label = make_label (option);
  g_autofree char *when = herald_merge_words_when (option, own_zone);
  g_autofree char *digit = g_strdup_printf ("%u", number);
  GtkWidget *text = gtk_label_new_with_mnemonic (label);

  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_widget_add_css_class (text, "heading");
  gtk_label_set_mnemonic_widget (GTK_LABEL (text), GTK_WIDGET (self->button));
  gtk_check_button_set_child (self->button, text);
  gtk_widget_set_hexpand (GTK_WIDGET (self->button), TRUE);
  key = gtk_label_new (digit);
  gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (key, "merge-key");
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->button));
  gtk_box_append (GTK_BOX (line), key);
  gtk_box_append (GTK_BOX (self), line);
  if (*when != '\0')
    append_label (self, when, NULL, "merge-when");
}

static void
herald_merge_card_class_init (HeraldMergeCardClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_WRITTEN] = g_signal_new ("written", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
herald_merge_card_init (HeraldMergeCard *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  gtk_widget_add_css_class (GTK_WIDGET (self), "merge-card");
  self->button = g_object_new (GTK_TYPE_CHECK_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO, NULL);
  g_signal_connect_object (self->button, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "released", G_CALLBACK (on_pressed), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/**
 * herald_merge_card_new:
 * @option: what can be chosen
 * @number: the key that chooses it
 * @group: (nullable): a card of another answer to the same place
 * @own_zone: the reader's time zone
 *
 * Returns: (transfer floating): a card
 */
GtkWidget *
herald_merge_card_new (const HeraldMergeOption *option,
                       guint                    number,
                       HeraldMergeCard         *group,
                       const char              *own_zone)
{
  HeraldMergeCard *self = g_object_new (HERALD_TYPE_MERGE_CARD, NULL);

  if (group != NULL)
    gtk_check_button_set_group (self->button, group->button);
  append_title (self, option, number, own_zone);
  if (option->kind == HERALD_CHOICE_REWRITTEN)
    append_prose (self);
  else if (option->kind != HERALD_CHOICE_BOTH)
    append_words (self, option);
  return GTK_WIDGET (self);
}

void
herald_merge_card_set_draft (HeraldMergeCard  *self,
                             const HeraldItem *draft)
{
  g_return_if_fail (HERALD_IS_MERGE_CARD (self));
  g_return_if_fail (self->prose != NULL && draft != NULL);

  herald_prose_view_set_text (self->prose, draft->text, draft->marks);
}

char *
herald_merge_card_get_text (HeraldMergeCard *self)
{
  g_return_val_if_fail (HERALD_IS_MERGE_CARD (self), NULL);
  g_return_val_if_fail (self->prose != NULL, NULL);

  return herald_prose_view_get_text (self->prose);
}

/* (transfer none) */
GArray *
herald_merge_card_get_marks (HeraldMergeCard *self)
{
  g_return_val_if_fail (HERALD_IS_MERGE_CARD (self), NULL);
  g_return_val_if_fail (self->prose != NULL, NULL);

  return herald_prose_view_get_marks (self->prose);
}

gboolean
herald_merge_card_is_chosen (HeraldMergeCard *self)
{
  g_return_val_if_fail (HERALD_IS_MERGE_CARD (self), FALSE);

  return gtk_check_button_get_active (self->button);
}

/* Shows that it is chosen, or is not; "chosen" is not emitted. */
void
herald_merge_card_set_chosen (HeraldMergeCard *self,
                              gboolean         chosen)
{
  g_return_if_fail (HERALD_IS_MERGE_CARD (self));

  self->loading++;
  gtk_check_button_set_active (self->button, chosen);
  self->loading--;
}

/* Whether the choice itself has it, not words that are written. */
gboolean
herald_merge_card_has_focus (HeraldMergeCard *self)
{
  g_return_val_if_fail (HERALD_IS_MERGE_CARD (self), FALSE);

  return gtk_widget_has_focus (GTK_WIDGET (self->button));
}

void
herald_merge_card_focus (HeraldMergeCard *self,
                         gboolean         words)
{
  g_return_if_fail (HERALD_IS_MERGE_CARD (self));

  if (words && self->prose != NULL)
    herald_prose_view_place_cursor (self->prose, -1);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->button));
}
