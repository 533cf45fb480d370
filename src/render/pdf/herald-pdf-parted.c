/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-pdf-parted.h"

#include <string.h>

#include "herald-hyphens.h"

static gboolean
is_hyphen_before (const char *text,
                  gsize       place)
{
  return place >= strlen (HERALD_SOFT_HYPHEN) && g_str_has_prefix (text + place - strlen (HERALD_SOFT_HYPHEN), HERALD_SOFT_HYPHEN);
}

static gboolean
is_part (const char *p)
{
  return *p != '\0' && !g_unichar_isspace (g_utf8_get_char (p)) && !g_str_has_prefix (p, HERALD_SOFT_HYPHEN);
}

/* Where the word ends of which a part begins at a place, or that part; what follows a word without a space goes with it. */
static gsize
skip_part (const char *text,
           gsize       place)
{
  const char *p = text + place;

  while (is_part (p))
    p = g_utf8_next_char (p);
  return (gsize) (p - text);
}

static gsize
skip_part_back (const char *text,
                gsize       place,
                gsize       least)
{
  const char *p = text + place;

  while (p > text + least && is_part (g_utf8_prev_char (p)))
    p = g_utf8_prev_char (p);
  return (gsize) (p - text);
}

/* The word that begins at a place, on as many lines as it is. */
static char *
join_word (const char *text,
           gsize       place)
{
  GString *word = g_string_new (NULL);

  for (;;)
    {
      gsize end = skip_part (text, place);

      g_string_append_len (word, text + place, (gssize) (end - place));
      if (!g_str_has_prefix (text + end, HERALD_SOFT_HYPHEN))
        return g_string_free (word, FALSE);
      place = end + strlen (HERALD_SOFT_HYPHEN);
    }
}

/**
 * herald_parted_words_find:
 * @text: a text with soft hyphens where lines end in a word
 * @start: where a line of it begins
 * @end: where it ends
 *
 * A program that takes text out of a PDF may leave the hyphens in, or two words where one was. So a word is given whole
 * with its first part, and nothing with the others (ISO 32000-1, 14.9.4).
 *
 * Returns: (transfer full): parts of words on the line
 */
HeraldPartedWords
herald_parted_words_find (const char *text,
                          gsize       start,
                          gsize       end)
{
  HeraldPartedWords self = { { start, start, NULL }, { end, end, NULL }, FALSE };

  if (is_hyphen_before (text, start))
    {
      self.first.end = skip_part (text, start);
      self.continues = g_str_has_prefix (text + self.first.end, HERALD_SOFT_HYPHEN);
      if (self.continues)
        self.first.end += strlen (HERALD_SOFT_HYPHEN);
      self.first.words = g_strdup ("");
    }
  if (end > start && is_hyphen_before (text, end) && self.first.end < end)
    {
      self.last.start = skip_part_back (text, end - strlen (HERALD_SOFT_HYPHEN), self.first.end);
      self.last.words = join_word (text, self.last.start);
    }
  return self;
}

/**
 * herald_parted_words_clear:
 * @self: parts of words
 */
void
herald_parted_words_clear (HeraldPartedWords *self)
{
  g_free (self->first.words);
  g_free (self->last.words);
}
