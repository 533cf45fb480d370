/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-lines.h"

#include "herald-slice.h"

/* Text that a mail program or an editor has broken is at least and at most this wide. */
#define NARROWEST_WRAP 40
#define WIDEST_WRAP    100
/* Broken lines are that much shorter than the width at most, beyond the word that did not fit. */
#define WRAP_SLACK     3

typedef struct
{
  HeraldSlice text;
  guint       width;      /* columns */
  gboolean    after_gap;
} RawLine;

static void
line_free (gpointer data)
{
  HeraldLine *line = data;

  g_free (line->text);
  g_free (line);
}

static gboolean
ends_line (gunichar c)
{
  return c == '\n' || c == '\r' || c == '\f' || c == '\v' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static guint
measure (HeraldSlice slice)
{
  guint width = 0;

  for (const char *p = slice.start; p < slice.end; p = g_utf8_next_char (p))
    width += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;

  return width;
}

static GArray *
split_raw (HeraldSlice text)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (RawLine));
  gboolean after_gap = TRUE;
  const char *p = text.start;

  while (p < text.end)
    {
      const char *start = p;
      RawLine line;

      while (p < text.end && !ends_line (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);

      line.text = herald_slice_trim (herald_slice_between (start, p));
      line.width = measure (line.text);
      line.after_gap = after_gap;
      after_gap = herald_slice_is_empty (line.text);
      if (!after_gap)
        g_array_append_val (lines, line);

      if (p < text.end)
        p += p[0] == '\r' && p + 1 < text.end && p[1] == '\n' ? 2 : g_utf8_skip[(guchar) *p];
    }

  return lines;
}

/* A bullet or a number starts an item of its own, however full the line before it. */
static gboolean
starts_item (HeraldSlice line)
{
  const char *p = line.start;

  if (herald_char_is_in (herald_slice_first (line), "-–—•*·#▪●◦"))
    return TRUE;
  while (p < line.end && g_ascii_isdigit (*p))
    p++;

  return p > line.start && p + 1 < line.end && (*p == '.' || *p == ')') && p[1] == ' ';
}

/* The first word of the next line would not have fitted: the line was broken, not ended. */
static gboolean
is_full (const RawLine *line,
         const RawLine *next,
         guint          wrap)
{
  HeraldSlice rest = next->text, word = next->text;
  guint needed;

  if (next->after_gap || starts_item (next->text))
    return FALSE;

  herald_slice_next_word (&rest, &word);
  needed = g_unichar_iswide (herald_slice_first (word)) ? 2 : measure (word) + 1;
  return line->width + needed + WRAP_SLACK > wrap;
}

static gboolean
ends_sentence (HeraldSlice line)
{
  return herald_char_is_in (herald_slice_last (line), ".!?:;。！？：”\"»“");
}

/* The width at which the whole text was broken, or 0: then every line is a paragraph. Two lines that were
 * broken within a sentence are asked for, so that a few short lines in a row do not count as one. */
static guint
find_wrap (GArray *lines)
{
  guint wrap = 0, n_broken = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const RawLine *line = &g_array_index (lines, RawLine, i);

      if (line->width > WIDEST_WRAP && herald_slice_find_char (line->text, " ") != NULL)
        return 0;
      if (line->width <= WIDEST_WRAP)
        wrap = MAX (wrap, line->width);
    }
  if (wrap < NARROWEST_WRAP)
    return 0;

  for (guint i = 0; i + 1 < lines->len; i++)
    {
      const RawLine *line = &g_array_index (lines, RawLine, i);

      n_broken += is_full (line, line + 1, wrap) && !ends_sentence (line->text);
    }
  return n_broken >= 2 ? wrap : 0;
}

/* Control characters are no words, and no format that Herald writes may carry them. */
static void
append_clean (GString     *string,
              HeraldSlice  slice)
{
  for (const char *p = slice.start; p < slice.end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0xfeff)
        continue;
      g_string_append_unichar (string, c == '\t' || g_unichar_iscntrl (c) ? ' ' : c);
    }
}

static void
append_broken (GString     *string,
               HeraldSlice  next)
{
  HeraldSlice before = { string->str, string->str + string->len };
  gunichar last = herald_slice_last (before);
  gboolean is_wide = g_unichar_iswide (last) && g_unichar_iswide (herald_slice_first (next));
  gboolean is_hyphen = last == '-' && g_unichar_islower (herald_slice_first (next)) && before.end - before.start > 1 &&
                       g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (before.end - 1)));

  if (!is_wide && !is_hyphen)
    g_string_append_c (string, ' ');
  append_clean (string, next);
}

/**
 * herald_lines_read:
 * @text: valid UTF-8 without U+0000
 * @length: its bytes
 *
 * Splits pasted text into paragraphs. Lines end at any line end that Unicode knows. When the text as a whole was
 * broken at a width (as mail programs do), broken lines are joined: a line counts as broken when the first word of
 * the next one would not have fitted. No word is changed. Takes time in proportion to @length.
 *
 * Returns: (transfer full) (element-type HeraldLine): the paragraphs
 */
GPtrArray *
herald_lines_read (const char *text,
                   gsize       length)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  g_autoptr (GArray) raw = split_raw (herald_slice_between (text, text + length));
  guint wrap = find_wrap (raw);

  for (guint i = 0; i < raw->len; i++)
    {
      const RawLine *first = &g_array_index (raw, RawLine, i);
      GString *joined = g_string_new (NULL);
      HeraldLine *line;

      append_clean (joined, first->text);
      while (wrap > 0 && i + 1 < raw->len && is_full (&g_array_index (raw, RawLine, i), &g_array_index (raw, RawLine, i + 1), wrap))
        append_broken (joined, g_array_index (raw, RawLine, ++i).text);

      g_strstrip (joined->str);
      if (joined->str[0] == '\0')
        {
          g_string_free (joined, TRUE);
          continue;
        }

      line = g_new0 (HeraldLine, 1);
      line->text = g_string_free (joined, FALSE);
      line->after_gap = first->after_gap;
      g_ptr_array_add (lines, line);
    }

  return lines;
}
