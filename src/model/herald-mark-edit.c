/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-mark-edit.h"

/**
 * herald_mark_edit_insert:
 * @marks: (element-type HeraldMark): marks of a text
 * @at: where something was inserted
 * @n_chars: how much
 *
 * Moves marks behind an insertion and lengthens those around it. At the edge of a mark the new words stay outside,
 * as a GtkTextBuffer's tags do, so that what is shown and what is kept agree.
 */
void
herald_mark_edit_insert (GArray *marks,
                         guint   at,
                         guint   n_chars)
{
  g_return_if_fail (marks != NULL);

  for (guint i = 0; i < marks->len; i++)
    {
      HeraldMark *mark = &g_array_index (marks, HeraldMark, i);

      if (at <= mark->start)
        mark->start += n_chars;
      else if (at < mark->start + mark->length)
        mark->length += n_chars;
    }
}

/**
 * herald_mark_edit_delete:
 * @marks: (element-type HeraldMark): marks of a text
 * @at: where something was deleted
 * @n_chars: how much
 *
 * Moves and shortens marks; one whose words are all gone goes too.
 */
void
herald_mark_edit_delete (GArray *marks,
                         guint   at,
                         guint   n_chars)
{
  guint end = at + n_chars;

  g_return_if_fail (marks != NULL);

  for (guint i = marks->len; i > 0; i--)
    {
      HeraldMark *mark = &g_array_index (marks, HeraldMark, i - 1);
      guint mark_end = mark->start + mark->length;
      guint new_start = mark->start <= at ? mark->start : MAX (mark->start, end) - n_chars;
      guint new_end = mark_end <= at ? mark_end : MAX (mark_end, end) - n_chars;

      mark->start = new_start;
      mark->length = new_end - new_start;
      if (mark->length == 0)
        g_array_remove_index (marks, i - 1);
    }
}

/**
 * herald_mark_edit_slice:
 * @marks: (nullable) (element-type HeraldMark): marks of a text
 * @start: first code point
 * @n_chars: how many
 *
 * Returns: (transfer full) (element-type HeraldMark): the marks of that part, counted from its start
 */
GArray *
herald_mark_edit_slice (GArray *marks,
                        guint   start,
                        guint   n_chars)
{
  g_autoptr(GArray) slice = herald_marks_new ();

  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      const HeraldMark *mark = &g_array_index (marks, HeraldMark, i);
      guint from = MAX (mark->start, start);
      guint to = MIN (mark->start + mark->length, start + n_chars);

      if (from < to)
        herald_marks_add (slice, from - start, to - from, mark->kind, mark->url);
    }
  return g_steal_pointer (&slice);
}

/**
 * herald_mark_edit_append:
 * @marks: (element-type HeraldMark): marks of a text
 * @other: (nullable) (element-type HeraldMark): marks of a text put behind it
 * @offset: where the other text begins now
 *
 * Adds copies of the other marks. The caller normalises.
 */
void
herald_mark_edit_append (GArray *marks,
                         GArray *other,
                         guint   offset)
{
  g_return_if_fail (marks != NULL);

  for (guint i = 0; other != NULL && i < other->len; i++)
    {
      const HeraldMark *mark = &g_array_index (other, HeraldMark, i);

      herald_marks_add (marks, mark->start + offset, mark->length, mark->kind, mark->url);
    }
}

/**
 * herald_mark_edit_clear:
 * @marks: (element-type HeraldMark): marks of a text
 * @start: first code point
 * @n_chars: how many
 * @kind: what to take away
 *
 * Takes a kind of mark away from a part; what reaches beyond it stays there.
 */
void
herald_mark_edit_clear (GArray         *marks,
                        guint           start,
                        guint           n_chars,
                        HeraldMarkKind  kind)
{
  guint end = start + n_chars;

  g_return_if_fail (marks != NULL);

  for (guint i = marks->len; i > 0; i--)
    {
      HeraldMark *mark = &g_array_index (marks, HeraldMark, i - 1);
      guint mark_start = mark->start;
      guint mark_end = mark->start + mark->length;
      g_autofree char *url = NULL;

      if (mark->kind != kind || mark_end <= start || mark_start >= end)
        continue;
      url = g_strdup (mark->url);
      g_array_remove_index (marks, i - 1);
      if (mark_start < start)
        herald_marks_add (marks, mark_start, start - mark_start, kind, url);
      if (mark_end > end)
        herald_marks_add (marks, end, mark_end - end, kind, url);
    }
}

/**
 * herald_mark_edit_covers:
 * @marks: (nullable) (element-type HeraldMark): marks of a text
 * @start: first code point
 * @n_chars: how many; not 0
 * @kind: which kind
 *
 * Returns: whether the whole part has that kind of mark
 */
gboolean
herald_mark_edit_covers (GArray         *marks,
                         guint           start,
                         guint           n_chars,
                         HeraldMarkKind  kind)
{
  guint covered = 0;

  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      const HeraldMark *mark = &g_array_index (marks, HeraldMark, i);
      guint from = MAX (mark->start, start);
      guint to = MIN (mark->start + mark->length, start + n_chars);

      if (mark->kind == kind && from < to)
        covered += to - from;
    }
  return n_chars > 0 && covered >= n_chars;
}
