/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-comparison-private.h"

#include <string.h>

/* Bit 0: bold, bit 1: italics; and where a link leads. One for each character of a text. */
typedef struct
{
  guint8      looks;
  const char *url;
} Look;

/**
 * herald_compared_text_read:
 * @object: (nullable): what has a text and perhaps marks
 *
 * Returns: (transfer full): the two; marks that cannot be read are left out
 */
HeraldComparedText
herald_compared_text_read (JsonObject *object)
{
  HeraldComparedText text = { NULL, NULL };
  JsonNode *node = object != NULL ? json_object_get_member (object, "text") : NULL;
  g_autoptr (HeraldItem) item = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return text;
  text.text = g_strdup (json_node_get_string (node));
  if (json_object_has_member (object, "marks"))
    item = herald_record_read (&herald_item_type, object, NULL, NULL);
  if (item != NULL)
    text.marks = g_steal_pointer (&item->marks);
  return text;
}

void
herald_compared_text_clear (HeraldComparedText *text)
{
  g_clear_pointer (&text->text, g_free);
  g_clear_pointer (&text->marks, g_array_unref);
}

static void
mark_change_free (gpointer data)
{
  HeraldMarkChange *change = data;

  g_free (change->url);
  g_free (change);
}

/**
 * herald_compared_part_free:
 * @part: (transfer full): a part
 */
void
herald_compared_part_free (HeraldComparedPart *part)
{
  g_free (part->member);
  g_free (part->before);
  g_free (part->after);
  g_free (part->before_raw);
  g_free (part->after_raw);
  g_clear_pointer (&part->before_marks, g_array_unref);
  g_clear_pointer (&part->after_marks, g_array_unref);
  g_clear_pointer (&part->runs, g_array_unref);
  g_clear_pointer (&part->mark_changes, g_ptr_array_unref);
  g_free (part);
}

static Look *
look_at (GArray *marks,
         guint   n_chars)
{
  Look *looks = g_new0 (Look, n_chars + 1);

  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      const HeraldMark *mark = &g_array_index (marks, HeraldMark, i);

      for (guint k = mark->start; k < n_chars && k - mark->start < mark->length; k++)
        if (mark->kind == HERALD_MARK_LINK)
          looks[k].url = mark->url;
        else
          looks[k].looks |= mark->kind == HERALD_MARK_STRONG ? 1 : 2;
    }
  return looks;
}

/* Whether a character was given the mark, or another link: 1, lost it: -1, or neither: 0. */
static int
tell_difference (const Look    *before,
                 const Look    *after,
                 HeraldMarkKind kind)
{
  guint8 bit = kind == HERALD_MARK_STRONG ? 1 : 2;

  if (kind == HERALD_MARK_LINK)
    return g_strcmp0 (before->url, after->url) == 0 ? 0 : after->url != NULL ? 1 : -1;
  return (after->looks & bit ? 1 : 0) - (before->looks & bit ? 1 : 0);
}

static void
add_mark_change (GPtrArray      *changes,
                 guint           start,
                 HeraldMarkKind  kind,
                 int             difference,
                 const char     *url)
{
  HeraldMarkChange *last = changes->len > 0 ? g_ptr_array_index (changes, changes->len - 1) : NULL;

  if (last == NULL || last->kind != kind || last->added != (difference > 0) || last->start + last->length != start
      || g_strcmp0 (last->url, url) != 0)
    {
      last = g_new0 (HeraldMarkChange, 1);
      last->start = start;
      last->kind = kind;
      last->added = difference > 0;
      last->url = g_strdup (url);
      g_ptr_array_add (changes, last);
    }
  last->length++;
}

static void
compare_looks (HeraldComparedPart *part,
               const Look         *before,
               const Look         *after,
               HeraldMarkKind      kind)
{
  for (guint i = 0; i < part->runs->len; i++)
    {
      const HeraldDiffSpan *run = &g_array_index (part->runs, HeraldDiffSpan, i);

      for (guint k = 0; run->kind == HERALD_DIFF_SAME && k < run->b_length; k++)
        {
          const Look *was = &before[run->a_start + k], *is = &after[run->b_start + k];
          int difference = tell_difference (was, is, kind);

          if (difference != 0)
            add_mark_change (part->mark_changes, run->b_start + k, kind, difference,
                             kind != HERALD_MARK_LINK ? NULL : difference > 0 ? is->url : was->url);
        }
    }
}

static void
compare_marks (HeraldComparedPart *part)
{
  g_autofree Look *before = NULL;
  g_autofree Look *after = NULL;

  if (part->before == NULL || part->after == NULL || herald_marks_equal (part->before_marks, part->after_marks))
    return;
  before = look_at (part->before_marks, (guint) g_utf8_strlen (part->before, -1));
  after = look_at (part->after_marks, (guint) g_utf8_strlen (part->after, -1));
  compare_looks (part, before, after, HERALD_MARK_STRONG);
  compare_looks (part, before, after, HERALD_MARK_EMPHASIS);
  compare_looks (part, before, after, HERALD_MARK_LINK);
}

HeraldComparedPart *
herald_compare_texts (GPtrArray          *parts,
                      const char         *name,
                      HeraldComparedText *before,
                      HeraldComparedText *after)
{
  HeraldComparedPart *part;

  if (before->text == NULL && after->text == NULL)
    return NULL;
  part = g_new0 (HeraldComparedPart, 1);
  part->member = g_strdup (name);
  part->before_row = part->after_row = part->column = -1;
  part->before = g_steal_pointer (&before->text);
  part->after = g_steal_pointer (&after->text);
  part->before_marks = g_steal_pointer (&before->marks);
  part->after_marks = g_steal_pointer (&after->marks);
  part->runs = herald_diff_texts (part->before != NULL ? part->before : "", part->after != NULL ? part->after : "");
  part->mark_changes = g_ptr_array_new_with_free_func (mark_change_free);
  compare_marks (part);
  part->kind = herald_compared_kind (part->before != NULL, part->after != NULL,
                                     g_strcmp0 (part->before, part->after) != 0 || part->mark_changes->len > 0, FALSE);
  g_ptr_array_add (parts, part);
  return part;
}
