/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-clean.h"

#include <string.h>

#include "herald-text.h"

/* What a reader cannot see but a program obeys: controls, embeddings, overrides and isolates of the bidirectional
 * algorithm (Unicode Standard Annex #9; "Trojan Source"), interlinear annotation, tag characters, byte order marks. */
static gboolean
is_hidden (gunichar c)
{
  if (c == '\n' || c == '\t')
    return FALSE;
  return c < 0x20 || (c >= 0x7f && c < 0xa0) ||
         (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
         (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe007f) ||
         c == 0xfeff || (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
}

static void
append_clean (GString    *out,
              const char *text,
              const char *end)
{
  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x2028 || c == 0x2029)
        g_string_append_c (out, '\n');
      else if (!is_hidden (c))
        g_string_append_unichar (out, c);
    }
}

/* Most text is, and is then taken as it is. */
static gboolean
is_plain (const char *text)
{
  for (; *text != '\0'; text++)
    if ((*text < 0x20 && *text != '\n' && *text != '\t') || *text == 0x7f || *text & 0x80)
      return FALSE;
  return TRUE;
}

/**
 * herald_clean_text:
 * @text: (nullable): any text
 *
 * Makes text from outside harmless: what is not UTF-8 becomes U+FFFD, hidden control characters go, line and paragraph
 * separators become line feeds.
 *
 * Returns: (transfer full): the clean text, "" for %NULL
 */
char *
herald_clean_text (const char *text)
{
  g_autofree char *valid = NULL;
  GString *out = NULL;

  if (text == NULL || is_plain (text))
    return g_strdup (text != NULL ? text : "");
  valid = g_utf8_make_valid (text, -1);
  out = g_string_sized_new (strlen (valid));
  append_clean (out, valid, valid + strlen (valid));
  return g_string_free (out, FALSE);
}

/**
 * herald_clean_line:
 * @text: (nullable): any text
 *
 * Returns: (transfer full): the clean text on one line, without white space at its ends
 */
char *
herald_clean_line (const char *text)
{
  g_autofree char *clean = herald_clean_text (text);

  return g_strstrip (g_strdelimit (g_steal_pointer (&clean), "\n\t", ' '));
}

/**
 * herald_clean_slug:
 * @text: (nullable): a headline
 * @max_length: bytes at most
 *
 * Returns: (transfer full): the words of @text in ASCII letters and digits, joined by dashes and cut between words;
 *   "" when nothing of it can be written so
 */
char *
herald_clean_slug (const char *text,
                   gsize       max_length)
{
  g_autofree char *line = herald_clean_line (text);
  g_autofree char *ascii = g_str_to_ascii (line, "C");
  GString *slug = g_string_new (NULL);

  for (const char *p = ascii; *p != '\0' && slug->len < max_length + 1; p++)
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (slug, g_ascii_tolower (*p));
      else if (*p != '\'' && slug->len > 0 && slug->str[slug->len - 1] != '-')
        g_string_append_c (slug, '-');
    }
  if (slug->len > max_length)
    {
      const char *dash = strrchr (slug->str, '-');

      g_string_truncate (slug, dash != NULL ? (gsize) (dash - slug->str) : max_length);
    }
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  return g_string_free (slug, FALSE);
}

static void
clear_run (HeraldRun *run)
{
  g_free (run->text);
  g_free (run->url);
}

static int
compare_offsets (gconstpointer a,
                 gconstpointer b)
{
  guint x = *(const guint *) a;
  guint y = *(const guint *) b;

  return x < y ? -1 : x > y;
}

/* The places where the way of setting may change, sorted. */
static GArray *
find_cuts (GArray *marks,
           guint   n_chars)
{
  GArray *cuts = g_array_new (FALSE, FALSE, sizeof (guint));
  guint zero = 0;

  g_array_append_val (cuts, zero);
  for (guint i = 0; i < marks->len; i++)
    {
      HeraldMark *mark = &g_array_index (marks, HeraldMark, i);
      guint end = mark->start + mark->length;

      g_array_append_val (cuts, mark->start);
      g_array_append_val (cuts, end);
    }
  g_array_append_val (cuts, n_chars);
  g_array_sort (cuts, compare_offsets);
  return cuts;
}

/* The mark of one kind at an offset; cursor moves along, for marks of a kind are sorted and disjoint. */
static HeraldMark *
mark_at (GArray         *marks,
         HeraldMarkKind  kind,
         guint           offset,
         guint          *cursor)
{
  for (; *cursor < marks->len; (*cursor)++)
    {
      HeraldMark *mark = &g_array_index (marks, HeraldMark, *cursor);

      if (mark->kind != kind || mark->start + mark->length <= offset)
        continue;
      return mark->start <= offset ? mark : NULL;
    }
  return NULL;
}

/**
 * herald_clean_runs:
 * @text: (nullable): a text
 * @marks: (nullable) (element-type HeraldMark): its marks, in code points; bounds are checked here
 *
 * Returns: (transfer full) (element-type HeraldRun): the text in stretches that are set in one way, clean, none empty
 */
GArray *
herald_clean_runs (const char *text,
                   GArray     *marks)
{
  GArray *runs = g_array_new (FALSE, TRUE, sizeof (HeraldRun));
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autoptr (GArray) sorted = marks != NULL ? herald_marks_copy (marks) : herald_marks_new ();
  g_autoptr (GArray) cuts = NULL;
  const char *p = valid;
  guint cursors[3] = { 0, 0, 0 };

  g_array_set_clear_func (runs, (GDestroyNotify) clear_run);
  herald_marks_normalise (sorted, (guint) g_utf8_strlen (valid, -1));
  cuts = find_cuts (sorted, (guint) g_utf8_strlen (valid, -1));
  for (guint i = 0; i + 1 < cuts->len; i++)
    {
      guint start = g_array_index (cuts, guint, i);
      guint end = g_array_index (cuts, guint, i + 1);
      const char *next = g_utf8_offset_to_pointer (p, end - start);
      g_autoptr (GString) out = g_string_new (NULL);
      HeraldMark *link = mark_at (sorted, HERALD_MARK_LINK, start, &cursors[HERALD_MARK_LINK]);
      HeraldRun run = { 0 };

      append_clean (out, p, next);
      p = next;
      if (out->len == 0)
        continue;
      run.text = g_strdup (out->str);
      run.strong = mark_at (sorted, HERALD_MARK_STRONG, start, &cursors[HERALD_MARK_STRONG]) != NULL;
      run.emphasis = mark_at (sorted, HERALD_MARK_EMPHASIS, start, &cursors[HERALD_MARK_EMPHASIS]) != NULL;
      run.url = link != NULL && herald_url_is_allowed (link->url) ? g_strdup (link->url) : NULL;
      g_array_append_val (runs, run);
    }
  return runs;
}
