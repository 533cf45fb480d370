/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-lexicon.h"

#include <string.h>

/* Labels are short: whoever looks for one at the end of a slice looks no further back than this many bytes. */
#define LONGEST_PHRASE 120

static gunichar
fold (gunichar c)
{
  if (c == 0x2019 || c == 0x02bc || c == 0x2018)
    return '\'';

  return g_unichar_tolower (c);
}

/* A letter that is not a word by itself, as a Chinese one is. */
static gboolean
continues_word (gunichar c)
{
  return g_unichar_isalnum (c) && !herald_char_is_han (c);
}

static const char *
match_one (const char  *phrase,
           const char  *phrase_end,
           HeraldSlice  slice)
{
  const char *p = slice.start;
  gunichar last = 0;

  while (phrase < phrase_end)
    {
      gunichar wanted = g_utf8_get_char (phrase);

      if (p >= slice.end)
        return NULL;

      if (wanted == ' ')
        {
          if (!g_unichar_isspace (g_utf8_get_char (p)))
            return NULL;
          p = herald_slice_chug_any (herald_slice_between (p, slice.end), NULL).start;
        }
      else if (fold (g_utf8_get_char (p)) == fold (wanted))
        p = g_utf8_next_char (p);
      else
        return NULL;

      last = wanted;
      phrase = g_utf8_next_char (phrase);
    }

  if (continues_word (last) && p < slice.end && continues_word (g_utf8_get_char (p)))
    return NULL;

  return p;
}

/**
 * herald_phrases_match:
 * @phrases: phrases with | between them, in lower case
 * @slice: a text
 *
 * Compares without case, at a word's border.
 *
 * Returns: (nullable): where the longest phrase that starts @slice ends
 */
const char *
herald_phrases_match (const char  *phrases,
                      HeraldSlice  slice)
{
  const char *best = NULL;

  while (phrases != NULL && *phrases != '\0')
    {
      const char *end = phrases + strcspn (phrases, "|");
      const char *found = match_one (phrases, end, slice);

      if (found != NULL && (best == NULL || found > best))
        best = found;

      phrases = *end == '|' ? end + 1 : end;
    }

  return best;
}

/**
 * herald_lexicon_for:
 * @language: (nullable): BCP 47
 *
 * Returns: (nullable): the words of that language, or %NULL when Herald has none
 */
const HeraldLexicon *
herald_lexicon_for (const char *language)
{
  gsize length;

  if (language == NULL)
    return NULL;

  length = strcspn (language, "-_");
  for (guint i = 0; i < HERALD_LEXICON_N_LANGUAGES; i++)
    if (strlen (herald_lexicons[i].language) == length &&
        g_ascii_strncasecmp (herald_lexicons[i].language, language, length) == 0)
      return &herald_lexicons[i];

  return NULL;
}

/**
 * herald_lexicon_match:
 * @lexicon: (nullable): a language; %NULL for all of them
 * @kind: what to look for
 * @slice: a text
 *
 * Returns: (nullable): where the longest phrase that starts @slice ends
 */
const char *
herald_lexicon_match (const HeraldLexicon *lexicon,
                      HeraldLexiconKind    kind,
                      HeraldSlice          slice)
{
  const char *best = NULL;

  if (lexicon != NULL)
    return herald_phrases_match (lexicon->phrases[kind], slice);

  for (guint i = 0; i < HERALD_LEXICON_N_LANGUAGES; i++)
    {
      const char *found = herald_phrases_match (herald_lexicons[i].phrases[kind], slice);

      if (found != NULL && (best == NULL || found > best))
        best = found;
    }

  return best;
}

/**
 * herald_lexicon_match_end:
 * @lexicon: (nullable): a language; %NULL for all of them
 * @kind: what to look for
 * @slice: a text
 *
 * Returns: (nullable): where the longest phrase that ends @slice starts
 */
const char *
herald_lexicon_match_end (const HeraldLexicon *lexicon,
                          HeraldLexiconKind    kind,
                          HeraldSlice          slice)
{
  const char *best = NULL;
  const char *p = slice.end;

  while (p > slice.start && slice.end - p < LONGEST_PHRASE)
    {
      gunichar before;

      p = g_utf8_prev_char (p);
      before = p > slice.start ? g_utf8_get_char (g_utf8_prev_char (p)) : ' ';

      if (!continues_word (before) || !continues_word (g_utf8_get_char (p)))
        if (herald_lexicon_match (lexicon, kind, herald_slice_between (p, slice.end)) == slice.end)
          best = p;
    }

  return best;
}

gboolean
herald_lexicon_is (const HeraldLexicon *lexicon,
                   HeraldLexiconKind    kind,
                   HeraldSlice          slice)
{
  return !herald_slice_is_empty (slice) && herald_lexicon_match (lexicon, kind, slice) == slice.end;
}
