/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-comparison.h"

#include <string.h>

#include "herald-i18n.h"
#include "herald-subject.h"

/* How much of the words whose marks changed is quoted, in characters. */
#define LONG_ENOUGH 40

/**
 * herald_comparison_name_entry:
 * @self: a comparison
 * @entry: one of its entries
 *
 * Returns: (transfer full): what it is about, in the words of the later state where it is in that: "Paragraph 3"
 */
char *
herald_comparison_name_entry (HeraldComparison            *self,
                              const HeraldComparisonEntry *entry)
{
  g_return_val_if_fail (self != NULL && entry != NULL, NULL);

  return herald_subject_name (entry->after != NULL ? herald_comparison_get_after (self) : herald_comparison_get_before (self),
                              entry->subject);
}

static char *
note_move (const char *member,
           int         distance)
{
  guint n = (guint) ABS (distance);

  if (strcmp (member, "body") == 0)
    return distance > 0 ? g_strdup_printf (ngettext ("moved %u paragraph down", "moved %u paragraphs down", n), n)
                        : g_strdup_printf (ngettext ("moved %u paragraph up", "moved %u paragraphs up", n), n);
  return distance > 0 ? g_strdup_printf (ngettext ("moved %u place down", "moved %u places down", n), n)
                      : g_strdup_printf (ngettext ("moved %u place up", "moved %u places up", n), n);
}

static void
append_note (GString *notes,
             char    *note)
{
  if (notes->len > 0)
    g_string_append (notes, " · ");
  g_string_append (notes, note);
  g_free (note);
}

static guint
count_lines (const HeraldComparisonEntry *entry,
             gboolean                     after)
{
  const HeraldComparedPart *part = g_ptr_array_index (entry->parts, 0);
  guint n = 1;

  for (const char *p = after ? part->after : part->before; (p = strchr (p, '\n')) != NULL; p++)
    n++;
  return n;
}

static void
append_split (GString                     *notes,
              const HeraldComparisonEntry *entry)
{
  guint n = entry->was_split || entry->was_joined ? count_lines (entry, entry->was_split) : 0;

  if (entry->was_split && entry->was_joined)
    append_note (notes, g_strdup (_("divided into paragraphs anew")));
  else if (entry->was_split)
    append_note (notes, g_strdup_printf (ngettext ("split into %u paragraph", "split into %u paragraphs", n), n));
  else if (entry->was_joined)
    append_note (notes, g_strdup_printf (ngettext ("joined from %u paragraph", "joined from %u paragraphs", n), n));
}

/**
 * herald_comparison_note_entry:
 * @self: a comparison
 * @entry: one of its entries
 *
 * Returns: (transfer full) (nullable): what marked words do not show: that it is elsewhere, new, gone, split or joined
 */
char *
herald_comparison_note_entry (HeraldComparison            *self,
                              const HeraldComparisonEntry *entry)
{
  g_autoptr (GString) notes = g_string_new (NULL);

  g_return_val_if_fail (self != NULL && entry != NULL, NULL);

  if (entry->kind == HERALD_COMPARED_ADDED)
    append_note (notes, g_strdup (C_("in a comparison", "new")));
  if (entry->kind == HERALD_COMPARED_REMOVED)
    append_note (notes, g_strdup (C_("in a comparison", "removed")));
  if (entry->distance != 0)
    append_note (notes, note_move (entry->member, entry->distance));
  append_split (notes, entry);
  return notes->len > 0 ? g_string_free (g_steal_pointer (&notes), FALSE) : NULL;
}

/**
 * herald_comparison_name_picture:
 * @self: a comparison
 * @sha256: hash of a picture
 *
 * Returns: (transfer full) (nullable): the name of its file in the later state, else in the earlier one
 */
char *
herald_comparison_name_picture (HeraldComparison *self,
                                const char       *sha256)
{
  const HeraldAnnouncement *sides[] = { herald_comparison_get_after (self), herald_comparison_get_before (self) };

  g_return_val_if_fail (self != NULL && sha256 != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      const HeraldAsset *asset = sides[i] != NULL ? herald_announcement_find_asset (sides[i], sha256) : NULL;

      if (asset != NULL && asset->name != NULL)
        return g_strdup (asset->name);
    }
  return NULL;
}

/**
 * herald_compared_part_name:
 * @part: a part
 *
 * Returns: (transfer full) (nullable): what it is in its thing, "Job title"; %NULL where its words speak for themselves
 */
char *
herald_compared_part_name (const HeraldComparedPart *part)
{
  int row;

  g_return_val_if_fail (part != NULL, NULL);

  row = part->after_row >= 0 ? part->after_row : part->before_row;
  if (*part->member == '\0' || strcmp (part->member, "text") == 0)
    return NULL;
  if (part->column >= 0)
    return g_strdup_printf (_("Row %d, column %d"), row + 1, part->column + 1);
  if (strcmp (part->member, "items") == 0)
    return g_strdup_printf (_("Item %d"), row + 1);
  return g_strdup (herald_member_name (part->member));
}

static char *
quote_words (const HeraldComparedPart *part,
             const HeraldMarkChange   *change)
{
  guint length = MIN (change->length, LONG_ENOUGH);
  g_autofree char *words = g_utf8_substring (part->after, change->start, change->start + length);

  return g_strconcat (words, length < change->length ? "…" : NULL, NULL);
}

static char *
note_mark (const HeraldComparedPart *part,
           const HeraldMarkChange   *change)
{
  g_autofree char *words = quote_words (part, change);

  switch (change->kind)
    {
    case HERALD_MARK_STRONG:
      return g_strdup_printf (change->added ? _("now bold: “%s”") : _("no longer bold: “%s”"), words);
    case HERALD_MARK_EMPHASIS:
      return g_strdup_printf (change->added ? _("now in italics: “%s”") : _("no longer in italics: “%s”"), words);
    case HERALD_MARK_LINK:
    default:
      return change->added ? g_strdup_printf (_("now a link to %s: “%s”"), change->url, words)
                           : g_strdup_printf (_("no longer a link: “%s”"), words);
    }
}

/**
 * herald_compared_part_note:
 * @part: a part
 *
 * Returns: (transfer full) (nullable): what marked words do not show: "now bold: “camera”", "moved 2 places down"
 */
char *
herald_compared_part_note (const HeraldComparedPart *part)
{
  g_autoptr (GString) notes = g_string_new (NULL);

  g_return_val_if_fail (part != NULL, NULL);

  if (part->distance != 0 && part->column <= 0)
    append_note (notes, note_move ("", part->distance));
  for (guint i = 0; i < part->mark_changes->len; i++)
    append_note (notes, note_mark (part, g_ptr_array_index (part->mark_changes, i)));
  return notes->len > 0 ? g_string_free (g_steal_pointer (&notes), FALSE) : NULL;
}
