/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-tokens.h"

#include <string.h>

typedef enum
{
  KIND_WORD,
  KIND_SPACE,
  KIND_ALONE, /* a CJK character, a punctuation mark, a symbol */
} Kind;

/* Scripts written without spaces whose characters carry meaning one by one. Korean has spaces.
 * Unicode counts the long vowel mark of Japanese to no script. */
static gboolean
is_cjk (gunichar c)
{
  if (c == 0x30fc || c == 0xff70)
    return TRUE;

  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_BOPOMOFO:
      return TRUE;
    default:
      return FALSE;
    }
}

static Kind
kind_of (gunichar c)
{
  if (g_unichar_isspace (c))
    return KIND_SPACE;
  if (c >= 0x80 && is_cjk (c))
    return KIND_ALONE;

  return g_unichar_isalnum (c) || g_unichar_ismark (c) ? KIND_WORD : KIND_ALONE;
}

/* What changes the character before it, and must not be torn from it: combining marks (variation selectors
 * among them), joiners, soft hyphens, the skin tones of emoji. */
static gboolean
is_extension (gunichar c)
{
  return g_unichar_ismark (c) || c == 0x00ad || c == 0x200c || c == 0x200d || (c >= 0x1f3fb && c <= 0x1f3ff);
}

/* "3.5" and "10,000" are one number, "don't" and "l’azienda" one word. */
static gboolean
joins (gunichar before,
       gunichar c,
       gunichar after)
{
  if (c == '.' || c == ',')
    return g_unichar_isdigit (before) && g_unichar_isdigit (after);
  if (c == '\'' || c == 0x2019)
    return kind_of (before) == KIND_WORD && kind_of (after) == KIND_WORD;

  return FALSE;
}

static const char *
skip_extensions (const char *p)
{
  while (is_extension (g_utf8_get_char (p)))
    {
      gboolean is_joiner = g_utf8_get_char (p) == 0x200d;

      p = g_utf8_next_char (p);

      /* A zero-width joiner makes one picture of two emoji. */
      if (is_joiner && *p != '\0' && kind_of (g_utf8_get_char (p)) == KIND_ALONE)
        p = g_utf8_next_char (p);
    }

  return p;
}

static const char *
skip_token (const char *p)
{
  Kind kind = kind_of (g_utf8_get_char (p));
  gunichar last = 0;

  do
    {
      last = g_utf8_get_char (p);
      p = skip_extensions (g_utf8_next_char (p));

      if (kind == KIND_WORD && *p != '\0' && joins (last, g_utf8_get_char (p), g_utf8_get_char (g_utf8_next_char (p))))
        p = g_utf8_next_char (p);
    }
  while (kind != KIND_ALONE && *p != '\0' && kind_of (g_utf8_get_char (p)) == kind);

  return p;
}

/**
 * herald_tokens_split:
 * @text: a text, valid UTF-8
 *
 * Splits it into what a person would call changed as a whole: words (with the apostrophes and combining marks in
 * them), numbers (with their points and commas), CJK characters, runs of white space, and other characters one by
 * one.
 *
 * Returns: (transfer full) (element-type HeraldToken): the tokens, which point into @text and together are it
 */
GArray *
herald_tokens_split (const char *text)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (HeraldToken));
  guint32 offset = 0;

  g_return_val_if_fail (text != NULL, tokens);

  for (const char *start = text; *start != '\0';)
    {
      const char *end = skip_token (start);
      HeraldToken token = { start, (guint32) (end - start), offset, (guint32) g_utf8_strlen (start, end - start) };

      g_array_append_val (tokens, token);
      offset += token.n_chars;
      start = end;
    }

  return tokens;
}

/**
 * herald_token_equal:
 * @a: a token
 * @b: another, perhaps of another text
 *
 * Returns: whether they are the same characters
 */
gboolean
herald_token_equal (const HeraldToken *a,
                    const HeraldToken *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->length == b->length && memcmp (a->start, b->start, a->length) == 0;
}
