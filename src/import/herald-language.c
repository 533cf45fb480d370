/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-language.h"

#include "herald-lexicon.h"

#include <string.h>

/* More text does not make the answer surer. */
#define ENOUGH_BYTES 20000

typedef struct
{
  guint n_letters;
  guint n_han;
  guint n_other_script;
} Scripts;

static HeraldSlice
take_enough (HeraldSlice text)
{
  if (text.end - text.start > ENOUGH_BYTES)
    text.end = g_utf8_find_prev_char (text.start, text.start + ENOUGH_BYTES);

  return text;
}

static Scripts
count_scripts (HeraldSlice text)
{
  Scripts scripts = { 0 };

  for (const char *p = text.start; p < text.end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalpha (c))
        continue;

      scripts.n_letters++;
      if (herald_char_is_han (c))
        scripts.n_han++;
      else if (g_unichar_get_script (c) != G_UNICODE_SCRIPT_LATIN)
        scripts.n_other_script++;
    }

  return scripts;
}

static gboolean
is_separator (gunichar c)
{
  return !g_unichar_isalpha (c);
}

static void
count_stop_words (HeraldSlice  text,
                  guint       *hits)
{
  const char *p = text.start;

  while (p < text.end)
    {
      const char *start = p;
      HeraldSlice word;

      while (p < text.end && !is_separator (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      word = herald_slice_between (start, p);

      for (guint i = 0; i < HERALD_LEXICON_N_LANGUAGES && p - start > 0 && p - start < 16; i++)
        if (herald_lexicon_is (&herald_lexicons[i], HERALD_LEXICON_STOP, word))
          hits[i]++;

      if (p < text.end)
        p = g_utf8_next_char (p);
    }
}

/**
 * herald_language_guess:
 * @text: a press release
 *
 * By script, then by counting frequent words. An honest guess: a text of too few known words, or one that two
 * languages fit nearly as well, gives none.
 *
 * Returns: (nullable): BCP 47; static
 */
const char *
herald_language_guess (HeraldSlice text)
{
  guint hits[HERALD_LEXICON_N_LANGUAGES] = { 0 };
  guint best = 0, second = 0;
  Scripts scripts;

  text = take_enough (text);
  scripts = count_scripts (text);

  /* A third of Han is Chinese with foreign names; kana or hangul beside it is another language. */
  if (scripts.n_han * 3 > scripts.n_letters && scripts.n_other_script * 10 < scripts.n_han)
    return "zh";
  if (scripts.n_other_script * 2 > scripts.n_letters)
    return NULL;

  count_stop_words (text, hits);
  for (guint i = 1; i < HERALD_LEXICON_N_LANGUAGES; i++)
    if (hits[i] > hits[best])
      best = i;
  for (guint i = 0; i < HERALD_LEXICON_N_LANGUAGES; i++)
    if (i != best)
      second = MAX (second, hits[i]);

  return hits[best] >= 3 && hits[best] * 5 >= second * 6 ? herald_lexicons[best].language : NULL;
}
