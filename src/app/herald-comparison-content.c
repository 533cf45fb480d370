/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-comparison-content.h"

#include <glib/gi18n.h>

#include "herald-picture.h"

typedef struct
{
  HeraldComparison            *comparison;
  const HeraldComparisonEntry *entry;
  HeraldSide                   side;
  HeraldColours                colours;
  HeraldLibrary               *library;
  GtkWidget                   *box;
} Content;

static HeraldComparisonLine *
line_new (const Content *content)
{
  return herald_comparison_line_new (content->side, content->colours);
}

static GtkWidget *
label_new (HeraldComparisonLine *line,
           const char           *style)
{
  GtkWidget *label = gtk_label_new (line->words->str);

  gtk_label_set_attributes (GTK_LABEL (label), line->attributes);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, FALSE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
append_line (const Content        *content,
             HeraldComparisonLine *line,
             const char           *style)
{
  if (line->words->len > 0)
    gtk_box_append (GTK_BOX (content->box), label_new (line, style));
}

static gboolean
is_shown (const Content            *content,
          const HeraldComparedPart *part)
{
  return !part->is_picture && herald_comparison_part_is_on (part, content->side);
}

static const HeraldComparedPart *
find_part (const Content *content,
           const char    *member)
{
  for (guint i = 0; i < content->entry->parts->len; i++)
    {
      const HeraldComparedPart *part = content->entry->parts->pdata[i];

      if (g_str_equal (part->member, member))
        return part;
    }
  return NULL;
}

static void
append_part (const Content *content,
             const char    *member,
             const char    *style)
{
  const HeraldComparedPart *part = find_part (content, member);
  g_autoptr(HeraldComparisonLine) line = line_new (content);

  if (part == NULL || !is_shown (content, part))
    return;
  herald_comparison_line_add (line, part);
  append_line (content, line, style);
}

/* What is changed beside the words that the page shows: its name, then how it was and is. */
static void
append_changed_part (const Content            *content,
                     const HeraldComparedPart *part)
{
  g_autofree char *name = herald_compared_part_name (part);
  g_autoptr(HeraldComparisonLine) line = line_new (content);

  if (part->kind == HERALD_COMPARED_SAME || !is_shown (content, part))
    return;
  if (name != NULL)
    {
      herald_comparison_line_add_name (line, name);
      herald_comparison_line_add_plain (line, ": ");
    }
  herald_comparison_line_add (line, part);
  append_line (content, line, "comparison-detail");
}

static void
append_other_changes (const Content      *content,
                      const char * const *shown)
{
  for (guint i = 0; i < content->entry->parts->len; i++)
    {
      const HeraldComparedPart *part = content->entry->parts->pdata[i];

      if (!g_strv_contains (shown, part->member))
        append_changed_part (content, part);
    }
}

static void
append_text (const Content *content,
             const char    *style)
{
  static const char * const shown[] = { "text", NULL };

  append_part (content, "text", style);
  append_other_changes (content, shown);
}

/* Name, job title and company in one line, as the page has them. */
static void
append_quote (const Content *content)
{
  static const char * const shown[] = { "text", "speaker.name", "speaker.title", "speaker.organisation", NULL };
  g_autoptr(HeraldComparisonLine) line = line_new (content);

  append_part (content, "text", "quote-words");
  for (guint i = 1; shown[i] != NULL; i++)
    {
      const HeraldComparedPart *part = find_part (content, shown[i]);

      if (part == NULL || !is_shown (content, part))
        continue;
      if (line->words->len > 0)
        herald_comparison_line_add_plain (line, ", ");
      herald_comparison_line_add (line, part);
    }
  append_line (content, line, "speaker-line");
  append_other_changes (content, shown);
}

static void
append_dateline (const Content *content)
{
  g_autoptr(HeraldComparisonLine) line = line_new (content);

  for (guint i = 0; i < content->entry->parts->len; i++)
    {
      const HeraldComparedPart *part = content->entry->parts->pdata[i];

      if (!is_shown (content, part))
        continue;
      if (line->words->len > 0)
        herald_comparison_line_add_plain (line, ", ");
      herald_comparison_line_add (line, part);
    }
  append_line (content, line, "dateline-words");
}

static void
append_list (const Content *content)
{
  static const char * const shown[] = { "items", NULL };
  const HeraldAnnouncement *announcement = content->side == HERALD_SIDE_BEFORE
                                               ? herald_comparison_get_before (content->comparison)
                                               : herald_comparison_get_after (content->comparison);
  const char *id = strchr (content->entry->subject, ':');
  const HeraldBlock *block = announcement != NULL && id != NULL ? herald_announcement_find_block (announcement, id + 1)
                                                                : NULL;
  guint number = 1;

  for (guint i = 0; i < content->entry->parts->len; i++)
    {
      const HeraldComparedPart *part = content->entry->parts->pdata[i];
      g_autoptr(HeraldComparisonLine) line = line_new (content);
      g_autofree char *prefix = NULL;

      if (!g_str_equal (part->member, "items") || !is_shown (content, part))
        continue;
      /* What went has no number in the list as it is. */
      if (block != NULL && block->ordered && (part->after != NULL || content->side == HERALD_SIDE_BEFORE))
        prefix = g_strdup_printf ("%u. ", number++);
      herald_comparison_line_add_plain (line, prefix != NULL ? prefix : "•  ");
      herald_comparison_line_add (line, part);
      append_line (content, line, "paragraph");
    }
  append_other_changes (content, shown);
}

static void
append_facts (const Content *content)
{
  static const char * const shown[] = { "rows", NULL };
  GtkWidget *grid = gtk_grid_new ();
  const HeraldComparedPart *last = NULL;
  int row = -1;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_widget_add_css_class (grid, "facts");
  for (guint i = 0; i < content->entry->parts->len; i++)
    {
      const HeraldComparedPart *part = content->entry->parts->pdata[i];
      g_autoptr(HeraldComparisonLine) line = line_new (content);
      GtkWidget *label = NULL;

      if (!g_str_equal (part->member, "rows"))
        continue;
      if (last == NULL || part->before_row != last->before_row || part->after_row != last->after_row)
        row++;
      last = part;
      if (!is_shown (content, part))
        continue;
      herald_comparison_line_add (line, part);
      label = label_new (line, NULL);
      gtk_label_set_yalign (GTK_LABEL (label), 0);
      gtk_widget_set_hexpand (label, part->column > 0);
      gtk_grid_attach (GTK_GRID (grid), label, MAX (part->column, 0), row, 1, 1);
    }
  gtk_box_append (GTK_BOX (content->box), grid);
  append_other_changes (content, shown);
}

/* Pictures: one where it stayed, both where it was replaced. */

static void
on_picture (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(GtkPicture) picture = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = herald_picture_load_finish (HERALD_LIBRARY (source), result, &error);

  if (texture != NULL)
    gtk_picture_set_paintable (picture, GDK_PAINTABLE (texture));
  else
    gtk_widget_set_tooltip_text (GTK_WIDGET (picture), error->message);
}

static GtkWidget *
picture_new (const Content *content,
             const char    *sha256,
             const char    *caption,
             const char    *style)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *picture = gtk_picture_new ();
  GtkWidget *label = gtk_label_new (caption);

  gtk_widget_set_size_request (picture, 80, 120);
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_add_css_class (picture, "comparison-picture");
  gtk_widget_add_css_class (box, style);
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), caption != NULL ? caption : _("Picture"));
  gtk_box_append (GTK_BOX (box), picture);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_visible (label, caption != NULL);
  gtk_box_append (GTK_BOX (box), label);
  herald_picture_load_async (content->library, sha256, NULL, on_picture, g_object_ref (picture));
  return box;
}

static void
append_pictures (const Content            *content,
                 const HeraldComparedPart *part)
{
  gboolean same = g_strcmp0 (part->before, part->after) == 0;
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  if (part->before != NULL && content->side != HERALD_SIDE_AFTER && !same)
    gtk_box_append (GTK_BOX (row), picture_new (content, part->before, _("Removed picture"), "removed"));
  if (part->after != NULL && content->side != HERALD_SIDE_BEFORE && !same)
    gtk_box_append (GTK_BOX (row), picture_new (content, part->after, _("Added picture"), "added"));
  if (same && part->after != NULL)
    gtk_box_append (GTK_BOX (row), picture_new (content, part->after, NULL, "same"));
  gtk_box_append (GTK_BOX (content->box), row);
}

static void
append_all_pictures (const Content *content)
{
  for (guint i = 0; i < content->entry->parts->len; i++)
    {
      const HeraldComparedPart *part = content->entry->parts->pdata[i];

      if (part->is_picture && herald_comparison_part_is_on (part, content->side))
        append_pictures (content, part);
    }
}

static void
append_figure (const Content *content)
{
  static const char * const shown[] = { "caption", NULL };

  append_all_pictures (content);
  append_part (content, "caption", "caption");
  append_other_changes (content, shown);
}

/* One line that begins with what it is called: a term, a company, a contact, a file. */
static void
append_named (const Content *content)
{
  g_autofree char *name = herald_comparison_name_entry (content->comparison, content->entry);
  g_autoptr(HeraldComparisonLine) line = line_new (content);
  gboolean first = TRUE;

  herald_comparison_line_add_name (line, name);
  herald_comparison_line_add_plain (line, ": ");
  for (guint i = 0; i < content->entry->parts->len; i++)
    {
      const HeraldComparedPart *part = content->entry->parts->pdata[i];

      if (!is_shown (content, part) || (part->before == NULL && part->after == NULL))
        continue;
      if (!first)
        herald_comparison_line_add_plain (line, " · ");
      herald_comparison_line_add (line, part);
      first = FALSE;
    }
  append_line (content, line, "comparison-term");
  append_all_pictures (content);
}

static void
append_block (const Content *content)
{
  HeraldBlockType type = content->side == HERALD_SIDE_BEFORE ? content->entry->block_type_before
                                                             : content->entry->block_type;

  switch (type)
    {
    case HERALD_BLOCK_HEADING:
      append_text (content, "block-heading");
      break;
    case HERALD_BLOCK_QUOTE:
      append_quote (content);
      break;
    case HERALD_BLOCK_LIST:
      append_list (content);
      break;
    case HERALD_BLOCK_FIGURE:
      append_figure (content);
      break;
    case HERALD_BLOCK_FACTS:
      append_facts (content);
      break;
    case HERALD_BLOCK_UNKNOWN:
      append_named (content);
      break;
    case HERALD_BLOCK_PARAGRAPH:
    default:
      append_text (content, "paragraph");
      break;
    }
}

gboolean
herald_comparison_is_on_page (const HeraldComparisonEntry *entry)
{
  static const char * const members[] = { "headline", "subheadline", "dateline", "body", "boilerplates", "contacts", NULL };

  return g_strv_contains (members, entry->member);
}

/**
 * herald_comparison_content_new:
 * @comparison: a comparison
 * @entry: one of its entries
 * @side: which state to show, or both in one
 * @colours: what to mark words with
 * @library: where its pictures are
 *
 * Returns: (transfer floating) (nullable): a widget; %NULL where there is nothing on that side
 */
GtkWidget *
herald_comparison_content_new (HeraldComparison            *comparison,
                               const HeraldComparisonEntry *entry,
                               HeraldSide                   side,
                               HeraldColours                colours,
                               HeraldLibrary               *library)
{
  Content content = { comparison, entry, side, colours, library, NULL };

  g_return_val_if_fail (comparison != NULL && entry != NULL, NULL);

  if ((side == HERALD_SIDE_BEFORE && entry->before == NULL) || (side == HERALD_SIDE_AFTER && entry->after == NULL))
    return NULL;
  content.box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_add_css_class (content.box, "comparison-content");
  if (g_str_equal (entry->member, "headline"))
    append_part (&content, "", "headline");
  else if (g_str_equal (entry->member, "subheadline"))
    append_part (&content, "", "subheadline");
  else if (g_str_equal (entry->member, "body"))
    append_block (&content);
  else if (g_str_equal (entry->member, "boilerplates"))
    append_text (&content, "profile");
  else if (g_str_equal (entry->member, "dateline"))
    append_dateline (&content);
  else
    append_named (&content);
  if (entry->block_type == HERALD_BLOCK_QUOTE && g_str_equal (entry->member, "body"))
    gtk_widget_add_css_class (content.box, "quote");
  return content.box;
}
