/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-comparison-page.h"

#include <string.h>

#include "herald-i18n.h"
#include "herald-pdf-file.h"

#define MEASURE    452.0 /* points */
#define INDENT     18.0
#define MAX_HEIGHT 190.0 /* of a picture */
#define PLATE_GAP  16.0

typedef struct
{
  const HeraldComparisonPage *page;
  HeraldPdfSetting           *setting;
  GPtrArray                  *pictures; /* of HeraldKitPicture, which the pieces borrow */
} Maker;

static HeraldPiece *
add_text (Maker      *self,
          const char *tag,
          HeraldRich *rich,
          double      indent,
          double      space_before,
          double      space_after)
{
  return herald_pdf_setting_add_text (self->setting, tag, rich, indent, space_before, space_after);
}

static HeraldRich *
rich_of (Maker      *self,
         HeraldFace  face,
         const char *text)
{
  return herald_pdf_setting_rich (self->setting, face, text);
}

/* Words without changes keep their marks; the border of a paragraph that came or went is seen and takes effect. */
static void
add_words (HeraldRich               *rich,
           HeraldFace                face,
           const HeraldComparedPart *part)
{
  g_autoptr (GArray) all = herald_comparison_page_words (part);

  for (guint i = 0; i < all->len; i++)
    {
      const HeraldChangedWords *words = &g_array_index (all, HeraldChangedWords, i);
      g_auto (GStrv) lines = g_strsplit (words->text, "\n", -1);
      g_autofree char *text = g_strjoinv (words->kind != HERALD_DIFF_SAME ? "¶\n" : "\n", lines);
      g_autoptr (GArray) marks = herald_marks_new ();
      guint length = (guint) g_utf8_strlen (text, -1);

      if (words->strong)
        herald_marks_add (marks, 0, length, HERALD_MARK_STRONG, NULL);
      if (words->emphasis)
        herald_marks_add (marks, 0, length, HERALD_MARK_EMPHASIS, NULL);
      if (words->kind == HERALD_DIFF_SAME)
        herald_rich_add_marked (rich, face, text, marks);
      else
        herald_rich_add_change (rich, face, words->kind == HERALD_DIFF_REMOVED ? HERALD_CHANGE_REMOVED : HERALD_CHANGE_ADDED, text);
    }
}

static HeraldRich *
rich_of_part (Maker                    *self,
              HeraldFace                face,
              const char               *label,
              const HeraldComparedPart *part)
{
  HeraldRich *rich = herald_rich_new (self->setting->typeset, face);

  if (label != NULL)
    {
      herald_rich_add (rich, face, label);
      herald_rich_add (rich, face, ": ");
    }
  add_words (rich, face, part);
  return rich;
}

static void
add_note (Maker *self,
          char  *note)
{
  if (note != NULL)
    {
      g_autofree char *line = g_strconcat ("↕ ", note, NULL);

      add_text (self, "P", rich_of (self, HERALD_FACE_CREDIT, line), 0, 0, 8);
    }
  g_free (note);
}

static void
add_entry_notes (Maker                       *self,
                 const HeraldComparisonEntry *entry)
{
  g_autoptr (GPtrArray) parts = herald_comparison_page_parts (entry);

  add_note (self, herald_comparison_page_note (self->page, entry, NULL));
  for (guint i = 0; i < parts->len; i++)
    add_note (self, herald_comparison_page_note (self->page, entry, g_ptr_array_index (parts, i)));
}

/* Adds the picture to a row of them at x, if it can be shown. Returns where the next one may stand. */
static double
add_plate (Maker          *self,
           HeraldPiece    *piece,
           const char     *sha256,
           HeraldDiffKind  kind,
           double          x)
{
  HeraldKitPicture *picture = herald_comparison_page_picture (self->page, sha256);
  double most = (herald_pdf_setting_measure (self->setting) - PLATE_GAP) / 2, scale;

  if (picture == NULL)
    return x;
  g_ptr_array_add (self->pictures, picture);
  scale = MIN (MIN (most / picture->width, MAX_HEIGHT / picture->height), 0.75);
  herald_piece_add_plate (piece, picture, herald_comparison_page_picture_name (kind), x, picture->width * scale, picture->height * scale);
  return x + picture->width * scale + PLATE_GAP;
}

static void
add_picture_name (HeraldRich     *rich,
                  HeraldDiffKind  kind)
{
  HeraldChange change = kind == HERALD_DIFF_REMOVED ? HERALD_CHANGE_REMOVED
                        : kind == HERALD_DIFF_ADDED ? HERALD_CHANGE_ADDED : HERALD_CHANGE_NONE;

  herald_rich_add_change (rich, HERALD_FACE_CAPTION, change, herald_comparison_page_picture_name (kind));
  herald_rich_add (rich, HERALD_FACE_CAPTION, "  ");
}

static void
add_plates (Maker                    *self,
            const HeraldComparedPart *part)
{
  gboolean same = part->kind == HERALD_COMPARED_SAME;
  g_autoptr (HeraldPiece) piece = herald_piece_new (HERALD_PIECE_PICTURES);
  HeraldRich *names = herald_rich_new (self->setting->typeset, HERALD_FACE_CAPTION);
  double x = 0;

  piece->space_before = 6;
  piece->space_after = 5;
  piece->keep_with_next = TRUE;
  if (part->before != NULL && !same)
    x = add_plate (self, piece, part->before, HERALD_DIFF_REMOVED, x);
  if (part->after != NULL)
    x = add_plate (self, piece, part->after, same ? HERALD_DIFF_SAME : HERALD_DIFF_ADDED, x);
  if (x > 0)
    g_ptr_array_add (self->setting->pieces, g_steal_pointer (&piece));
  if (part->before != NULL && !same)
    add_picture_name (names, HERALD_DIFF_REMOVED);
  if (part->after != NULL)
    add_picture_name (names, same ? HERALD_DIFF_SAME : HERALD_DIFF_ADDED);
  add_text (self, "P", names, 0, 0, 5);
}

static void
add_parts (Maker                       *self,
           const HeraldComparisonEntry *entry,
           HeraldFace                   face)
{
  g_autoptr (GPtrArray) parts = herald_comparison_page_parts (entry);

  for (guint i = 0; i < parts->len; i++)
    {
      const HeraldComparedPart *part = g_ptr_array_index (parts, i);
      g_autofree char *name = herald_compared_part_name (part);

      if (part->is_picture)
        add_plates (self, part);
      else
        add_text (self, "P", rich_of_part (self, face, name, part), 0, 0, 5);
      add_note (self, herald_comparison_page_note (self->page, entry, part));
    }
}

static void
add_term (Maker                       *self,
          const HeraldComparisonEntry *entry)
{
  g_autoptr (GPtrArray) parts = herald_comparison_page_parts (entry);
  g_autofree char *label = herald_comparison_page_label (self->page, entry);
  HeraldRich *rich = herald_rich_new (self->setting->typeset, HERALD_FACE_DETAIL);

  herald_rich_add (rich, HERALD_FACE_LABEL, label);
  herald_rich_add (rich, HERALD_FACE_LABEL, ": ");
  for (guint i = 0; i < parts->len; i++)
    {
      const HeraldComparedPart *part = g_ptr_array_index (parts, i);
      g_autofree char *name = herald_compared_part_name (part);

      if (part->is_picture)
        continue;
      if (name != NULL)
        {
          herald_rich_add (rich, HERALD_FACE_DETAIL, name);
          herald_rich_add (rich, HERALD_FACE_DETAIL, ": ");
        }
      add_words (rich, HERALD_FACE_DETAIL, part);
      herald_rich_add (rich, HERALD_FACE_DETAIL, " ");
    }
  add_text (self, "P", rich, 0, 0, 4);
  for (guint i = 0; i < parts->len; i++)
    {
      const HeraldComparedPart *part = g_ptr_array_index (parts, i);

      if (part->is_picture)
        add_plates (self, part);
    }
}

static void
add_title (Maker                       *self,
           const HeraldComparisonEntry *entry)
{
  g_autoptr (GPtrArray) parts = herald_comparison_page_parts (entry);
  gboolean is_headline = strcmp (entry->member, "headline") == 0;
  HeraldFace face = is_headline ? HERALD_FACE_TITLE
                    : strcmp (entry->member, "subheadline") == 0 ? HERALD_FACE_SUBTITLE : HERALD_FACE_DATELINE;
  HeraldRich *rich = herald_rich_new (self->setting->typeset, face);
  HeraldPiece *piece;

  for (guint i = 0; i < parts->len; i++)
    {
      herald_rich_add (rich, face, i > 0 ? ", " : "");
      add_words (rich, face, g_ptr_array_index (parts, i));
    }
  piece = add_text (self, is_headline ? "H1" : "P", rich, 0, is_headline ? 14 : 4, 6);
  piece->in_outline = is_headline;
}

static void
add_quote (Maker                       *self,
           const HeraldComparisonEntry *entry)
{
  g_autoptr (GPtrArray) parts = herald_comparison_page_parts (entry);
  HeraldRich *speaker = NULL;

  for (guint i = 0; i < parts->len; i++)
    {
      const HeraldComparedPart *part = g_ptr_array_index (parts, i);

      if (!g_str_has_prefix (part->member, "speaker."))
        {
          add_text (self, "P", rich_of_part (self, HERALD_FACE_LONG_QUOTE, NULL, part), INDENT, 6, 4)->bar = TRUE;
          continue;
        }
      if (speaker == NULL)
        speaker = herald_rich_new (self->setting->typeset, HERALD_FACE_POSITION);
      else
        herald_rich_add (speaker, HERALD_FACE_POSITION, ", ");
      add_words (speaker, HERALD_FACE_POSITION, part);
    }
  if (speaker != NULL)
    add_text (self, "P", speaker, INDENT, 0, 10)->bar = TRUE;
}

static void
add_list (Maker                       *self,
          const HeraldComparisonEntry *entry)
{
  g_autoptr (GPtrArray) parts = herald_comparison_page_parts (entry);

  for (guint i = 0; i < parts->len; i++)
    {
      HeraldRich *rich = rich_of (self, HERALD_FACE_BODY, "• ");

      add_words (rich, HERALD_FACE_BODY, g_ptr_array_index (parts, i));
      add_text (self, "P", rich, INDENT, 0, 3);
    }
}

static void
add_facts (Maker                       *self,
           const HeraldComparisonEntry *entry)
{
  g_autoptr (GPtrArray) parts = herald_comparison_page_parts (entry);
  HeraldRich *rich = NULL;

  for (guint i = 0; i < parts->len; i++)
    {
      const HeraldComparedPart *part = g_ptr_array_index (parts, i);

      if (rich != NULL && part->column <= 0)
        add_text (self, "P", g_steal_pointer (&rich), 0, 0, 3);
      if (rich == NULL)
        rich = herald_rich_new (self->setting->typeset, HERALD_FACE_DETAIL);
      else
        herald_rich_add (rich, HERALD_FACE_DETAIL, "  |  ");
      add_words (rich, HERALD_FACE_DETAIL, part);
    }
  if (rich != NULL)
    add_text (self, "P", rich, 0, 0, 8);
}

static void
add_block (Maker                       *self,
           const HeraldComparisonEntry *entry)
{
  g_autoptr (GPtrArray) parts = herald_comparison_page_parts (entry);
  HeraldBlockType type = entry->block_type == entry->block_type_before || entry->before == NULL ? entry->block_type
                                                                                                 : HERALD_BLOCK_UNKNOWN;

  switch (type)
    {
    case HERALD_BLOCK_PARAGRAPH:
      for (guint i = 0; i < parts->len; i++)
        add_text (self, "P", rich_of_part (self, HERALD_FACE_BODY, NULL, g_ptr_array_index (parts, i)), 0, 0, 8);
      break;
    case HERALD_BLOCK_HEADING:
      for (guint i = 0; i < parts->len; i++)
        add_text (self, "H2", rich_of_part (self, HERALD_FACE_HEADING, NULL, g_ptr_array_index (parts, i)), 0, 10, 4)->keep_with_next = TRUE;
      break;
    case HERALD_BLOCK_QUOTE:
      add_quote (self, entry);
      break;
    case HERALD_BLOCK_LIST:
      add_list (self, entry);
      break;
    case HERALD_BLOCK_FACTS:
      add_facts (self, entry);
      break;
    case HERALD_BLOCK_FIGURE:
    case HERALD_BLOCK_UNKNOWN:
    default:
      add_note (self, herald_comparison_page_note (self->page, entry, NULL));
      add_parts (self, entry, HERALD_FACE_CAPTION);
      return;
    }
  add_entry_notes (self, entry);
}

static void
add_back (Maker                       *self,
          const HeraldComparisonEntry *entry)
{
  g_autofree char *label = herald_comparison_page_label (self->page, entry);

  add_text (self, "H2", rich_of (self, HERALD_FACE_LABEL, label), 0, 10, 3)->keep_with_next = TRUE;
  add_parts (self, entry, HERALD_FACE_SMALL);
}

static void
add_place (Maker       *self,
           HeraldPlace  place)
{
  GPtrArray *entries = herald_comparison_get_entries (self->page->job->comparison);
  guint first = self->setting->pieces->len;

  for (guint i = 0; i < entries->len; i++)
    {
      const HeraldComparisonEntry *entry = g_ptr_array_index (entries, i);

      if (herald_comparison_page_place (entry) != place)
        continue;
      if (place == HERALD_PLACE_TERMS)
        add_term (self, entry);
      else if (place == HERALD_PLACE_TITLE)
        add_title (self, entry);
      else if (place == HERALD_PLACE_BODY)
        add_block (self, entry);
      else
        add_back (self, entry);
    }
  if (self->setting->pieces->len > first && place != HERALD_PLACE_TITLE)
    {
      HeraldPiece *piece = g_ptr_array_index (self->setting->pieces, first);

      piece->space_before = MAX (piece->space_before, 14);
      piece->rule = place == HERALD_PLACE_TERMS || place == HERALD_PLACE_BACK;
    }
}

static void
add_about (Maker *self)
{
  const HeraldComparisonPage *page = self->page;
  g_autofree char *after = page->after != NULL ? g_strconcat (page->before != NULL ? "→ " : "", page->after, NULL) : NULL;
  const char *lines[] = { page->before, after, page->recipient, page->count };
  HeraldRich *legend = herald_rich_new (self->setting->typeset, HERALD_FACE_DETAIL);

  add_text (self, "P", rich_of (self, HERALD_FACE_KICKER, page->title), 0, 0, 6);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (lines[i] != NULL)
      add_text (self, "P", rich_of (self, HERALD_FACE_DETAIL, lines[i]), 0, 0, 1);
  herald_rich_add_change (legend, HERALD_FACE_DETAIL, HERALD_CHANGE_REMOVED, _("removed words"));
  herald_rich_add (legend, HERALD_FACE_DETAIL, " · ");
  herald_rich_add_change (legend, HERALD_FACE_DETAIL, HERALD_CHANGE_ADDED, _("added words"));
  herald_rich_add (legend, HERALD_FACE_DETAIL, " · ↕ ");
  herald_rich_add (legend, HERALD_FACE_DETAIL, _("moved, split, joined or set differently"));
  add_text (self, "P", legend, 0, 6, 8);
}

static const char *
get_time (const Maker *self)
{
  return self->page->job->after.time != NULL ? self->page->job->after.time : "1970-01-01T00:00:00Z";
}

static GBytes *
make_pdf (Maker   *self,
          GError **error)
{
  const HeraldContent *content = self->page->content;
  g_autofree char *title = g_strdup_printf ("%s – %s", self->page->title, content->headline);
  HeraldPdfFacts facts = { .title = title, .language = content->language, .time = get_time (self) };

  add_about (self);
  add_place (self, HERALD_PLACE_TERMS);
  add_place (self, HERALD_PLACE_TITLE);
  add_place (self, HERALD_PLACE_BODY);
  add_place (self, HERALD_PLACE_BACK);
  herald_pdf_setting_paginate (self->setting, 1.0);
  return herald_pdf_write (&facts, self->setting, error);
}

/**
 * herald_comparison_pdf_make:
 * @page: what to set
 * @error: return location
 *
 * Returns: (transfer full): a PDF like a kit's: tagged, with banner and draft line on each page
 */
GBytes *
herald_comparison_pdf_make (const HeraldComparisonPage  *page,
                            GError                     **error)
{
  HeraldSheet sheet = herald_sheet_choose (page->content->language, MEASURE);
  g_autoptr (GPtrArray) pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_kit_picture_free);
  g_autoptr (HeraldPdfSetting) setting = herald_pdf_setting_new (page->content, NULL, &sheet);
  Maker maker = { page, setting, pictures };

  return make_pdf (&maker, error);
}
