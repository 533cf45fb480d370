/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-slice.h"

#include <string.h>

/**
 * herald_slice:
 * @text: a terminated text
 *
 * Returns: all of it
 */
HeraldSlice
herald_slice (const char *text)
{
  return herald_slice_between (text, text + strlen (text));
}

/**
 * herald_slice_between:
 * @start: where it starts
 * @end: the byte behind it
 *
 * Returns: the slice; an empty one at @start when @end lies before it
 */
HeraldSlice
herald_slice_between (const char *start,
                      const char *end)
{
  HeraldSlice slice = { start, MAX (start, end) };

  return slice;
}

gboolean
herald_slice_is_empty (HeraldSlice slice)
{
  return slice.start >= slice.end;
}

/**
 * herald_char_is_in:
 * @c: a character
 * @characters: UTF-8
 *
 * Returns: whether @c is one of @characters
 */
gboolean
herald_char_is_in (gunichar    c,
                   const char *characters)
{
  return c != 0 && g_utf8_strchr (characters, -1, c) != NULL;
}

gboolean
herald_char_is_han (gunichar c)
{
  return c >= 0x2e80 && g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN;
}

static gboolean
is_cut (gunichar    c,
        const char *characters)
{
  return g_unichar_isspace (c) || (characters != NULL && herald_char_is_in (c, characters));
}

/**
 * herald_slice_chug_any:
 * @slice: a slice
 * @characters: (nullable): what to cut besides white space
 *
 * Returns: @slice without the white space and @characters at its start
 */
HeraldSlice
herald_slice_chug_any (HeraldSlice  slice,
                       const char  *characters)
{
  while (slice.start < slice.end && is_cut (g_utf8_get_char (slice.start), characters))
    slice.start = g_utf8_next_char (slice.start);

  return slice;
}

HeraldSlice
herald_slice_chomp_any (HeraldSlice  slice,
                        const char  *characters)
{
  while (slice.start < slice.end && is_cut (herald_slice_last (slice), characters))
    slice.end = g_utf8_prev_char (slice.end);

  return slice;
}

HeraldSlice
herald_slice_trim_any (HeraldSlice  slice,
                       const char  *characters)
{
  return herald_slice_chomp_any (herald_slice_chug_any (slice, characters), characters);
}

HeraldSlice
herald_slice_trim (HeraldSlice slice)
{
  return herald_slice_trim_any (slice, NULL);
}

/**
 * herald_slice_first:
 * @slice: a slice
 *
 * Returns: its first character, 0 of an empty one
 */
gunichar
herald_slice_first (HeraldSlice slice)
{
  return slice.start < slice.end ? g_utf8_get_char (slice.start) : 0;
}

gunichar
herald_slice_last (HeraldSlice slice)
{
  return slice.start < slice.end ? g_utf8_get_char (g_utf8_prev_char (slice.end)) : 0;
}

/**
 * herald_slice_find_char:
 * @slice: a slice
 * @characters: UTF-8
 *
 * Returns: (nullable): the first of @characters in @slice
 */
const char *
herald_slice_find_char (HeraldSlice  slice,
                        const char  *characters)
{
  for (const char *p = slice.start; p < slice.end; p = g_utf8_next_char (p))
    if (herald_char_is_in (g_utf8_get_char (p), characters))
      return p;

  return NULL;
}

/**
 * herald_slice_next_word:
 * @rest: (inout): what is left to read
 * @word: (out): the next run of characters that are not white space
 *
 * Returns: %FALSE when no word is left
 */
gboolean
herald_slice_next_word (HeraldSlice *rest,
                        HeraldSlice *word)
{
  const char *p;

  *rest = herald_slice_chug_any (*rest, NULL);
  if (herald_slice_is_empty (*rest))
    return FALSE;

  for (p = rest->start; p < rest->end && !g_unichar_isspace (g_utf8_get_char (p)); p = g_utf8_next_char (p))
    ;

  *word = herald_slice_between (rest->start, p);
  rest->start = p;
  return TRUE;
}

guint
herald_slice_count_words (HeraldSlice slice)
{
  HeraldSlice word;
  guint n = 0;

  while (herald_slice_next_word (&slice, &word))
    n++;

  return n;
}

char *
herald_slice_dup (HeraldSlice slice)
{
  return g_strndup (slice.start, slice.end - slice.start);
}

gboolean
herald_slice_is_capitalised (HeraldSlice word)
{
  gunichar c = herald_slice_first (word);

  return g_unichar_isupper (c) || g_unichar_istitle (c) || g_unichar_isdigit (c) || herald_char_is_han (c);
}
