/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-text.h"

#include <string.h>

static void
clear_mark (gpointer data)
{
  HeraldMark *mark = data;

  g_clear_pointer (&mark->url, g_free);
}

/**
 * herald_marks_new:
 *
 * Returns: (transfer full): an empty array of #HeraldMark that frees their URLs; release it with g_array_unref()
 */
GArray *
herald_marks_new (void)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (HeraldMark));

  g_array_set_clear_func (marks, clear_mark);
  return marks;
}

/**
 * herald_marks_copy:
 * @marks: (nullable): marks
 *
 * Returns: (transfer full) (nullable): a deep copy; %NULL of %NULL
 */
GArray *
herald_marks_copy (GArray *marks)
{
  GArray *copy;

  if (marks == NULL)
    return NULL;

  copy = herald_marks_new ();
  for (guint i = 0; i < marks->len; i++)
    {
      const HeraldMark *mark = &g_array_index (marks, HeraldMark, i);

      herald_marks_add (copy, mark->start, mark->length, mark->kind, mark->url);
    }
  return copy;
}

/**
 * herald_marks_add:
 * @marks: marks
 * @start: code points before the marked words
 * @length: code points marked
 * @kind: what they are
 * @url: (nullable): where a link leads; copied
 *
 * Appends a mark. Several may be added before herald_marks_normalise() puts them in order.
 */
void
herald_marks_add (GArray         *marks,
                  guint           start,
                  guint           length,
                  HeraldMarkKind  kind,
                  const char     *url)
{
  HeraldMark mark = { start, length, kind, NULL };

  g_return_if_fail (marks != NULL);

  mark.url = g_strdup (url);
  g_array_append_val (marks, mark);
}

static int
compare_by_kind (gconstpointer a,
                 gconstpointer b)
{
  const HeraldMark *one = a, *other = b;

  if (one->kind != other->kind)
    return one->kind < other->kind ? -1 : 1;
  if (one->start != other->start)
    return one->start < other->start ? -1 : 1;
  return 0;
}

static int
compare_by_start (gconstpointer a,
                  gconstpointer b)
{
  const HeraldMark *one = a, *other = b;

  if (one->start != other->start)
    return one->start < other->start ? -1 : 1;
  if (one->kind != other->kind)
    return one->kind < other->kind ? -1 : 1;
  return 0;
}

/* Cuts the mark to the text. FALSE: nothing of it is left. */
static gboolean
clip_mark (HeraldMark *mark,
           guint       n_chars)
{
  if (mark->start >= n_chars)
    return FALSE;
  mark->length = MIN (mark->length, n_chars - mark->start);
  if (mark->kind != HERALD_MARK_LINK)
    g_clear_pointer (&mark->url, g_free);
  else if (!herald_url_is_allowed (mark->url))
    return FALSE;
  return mark->length > 0;
}

/* Joins mark to last, or cuts off what last already covers. FALSE: nothing of it is left to be kept apart. */
static gboolean
join_mark (HeraldMark *last,
           HeraldMark *mark)
{
  guint last_end = last->start + last->length;
  guint mark_end = mark->start + mark->length;

  if (last->kind != mark->kind || mark->start > last_end)
    return TRUE;
  if (g_strcmp0 (last->url, mark->url) == 0)
    {
      last->length = MAX (last_end, mark_end) - last->start;
      return FALSE;
    }
  if (mark_end <= last_end)
    return FALSE;
  mark->start = last_end;
  mark->length = mark_end - last_end;
  return TRUE;
}

static void
reverse_marks (GArray *marks)
{
  for (guint i = 0; i < marks->len / 2; i++)
    {
      HeraldMark *one = &g_array_index (marks, HeraldMark, i);
      HeraldMark *other = &g_array_index (marks, HeraldMark, marks->len - 1 - i);
      HeraldMark kept = *one;

      *one = *other;
      *other = kept;
    }
}

/**
 * herald_marks_normalise:
 * @marks: marks
 * @n_chars: code points of the text that they belong to
 *
 * Gives the marks the one form in which they are written: inside the text, sorted by start (then kind), disjoint per
 * kind, joined where adjacent. Where two links overlap, the one that starts earlier keeps its words; of two that start
 * together, the one added last. Links to a URL that herald_url_is_allowed() refuses go.
 */
void
herald_marks_normalise (GArray *marks,
                        guint   n_chars)
{
  guint n = 0;

  g_return_if_fail (marks != NULL);

  reverse_marks (marks); /* the sort is stable: the last one added comes first */
  g_array_sort (marks, compare_by_kind);
  for (guint i = 0; i < marks->len; i++)
    {
      HeraldMark *mark = &g_array_index (marks, HeraldMark, i);
      HeraldMark *last = n > 0 ? &g_array_index (marks, HeraldMark, n - 1) : NULL;
      HeraldMark taken;

      if (!clip_mark (mark, n_chars) || (last != NULL && !join_mark (last, mark)))
        {
          clear_mark (mark);
          continue;
        }
      taken = *mark;
      mark->url = NULL;
      g_array_index (marks, HeraldMark, n++) = taken;
    }
  g_array_set_size (marks, n);
  g_array_sort (marks, compare_by_start);
}

/**
 * herald_marks_equal:
 * @a: (nullable): marks
 * @b: (nullable): marks
 *
 * Returns: whether both hold the same marks in the same order; no marks and %NULL are the same
 */
gboolean
herald_marks_equal (GArray *a,
                    GArray *b)
{
  guint n = a != NULL ? a->len : 0;

  if (n != (b != NULL ? b->len : 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const HeraldMark *one = &g_array_index (a, HeraldMark, i);
      const HeraldMark *other = &g_array_index (b, HeraldMark, i);

      if (one->start != other->start || one->length != other->length || one->kind != other->kind
          || g_strcmp0 (one->url, other->url) != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_only_url_characters (const char *url)
{
  if (!g_utf8_validate (url, -1, NULL))
    return FALSE;
  for (const char *p = url; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT)
        return FALSE;
    }
  return TRUE;
}

/**
 * herald_url_is_allowed:
 * @url: (nullable): an address
 *
 * Returns: whether it is an `http` or `https` address with a host, or a `mailto` or `tel` address that is not empty,
 *   without white space, control or invisible characters
 */
gboolean
herald_url_is_allowed (const char *url)
{
  static const char * const starts[] = { "http://", "https://", "mailto:", "tel:" };

  if (url == NULL || !has_only_url_characters (url))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      gsize length = strlen (starts[i]);

      if (g_ascii_strncasecmp (url, starts[i], length) == 0)
        return url[length] != '\0' && strchr ("/?#:", url[length]) == NULL;
    }
  return FALSE;
}
