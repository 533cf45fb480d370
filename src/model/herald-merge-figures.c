/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers of texts that two people changed: a merge must never give one that nobody wrote. */
#include "herald-merge-figures.h"

#include <string.h>

#include "herald-merge-chunks.h"

/* Digits and other numerals of any script, and those words for numbers that Chinese and Japanese write as digits. */
static gboolean
is_numeral (gunichar c)
{
  static const char cjk[] = "〇零一二两三四五六七八九十百千万亿兆萬億兩";

  if (c < 0x80)
    return g_ascii_isdigit (c);
  switch (g_unichar_type (c))
    {
    case G_UNICODE_DECIMAL_NUMBER:
    case G_UNICODE_LETTER_NUMBER:
    case G_UNICODE_OTHER_NUMBER:
      return TRUE;
    default:
      return g_utf8_strchr (cjk, -1, c) != NULL;
    }
}

static gboolean
has_numeral (const HeraldToken *token)
{
  for (const char *p = token->start; p < token->start + token->length; p = g_utf8_next_char (p))
    if (is_numeral (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* The tokens that are numbers, one a line. */
static char *
list_numbers (GArray *tokens)
{
  GString *numbers = g_string_new (NULL);

  for (guint i = 0; i < tokens->len; i++)
    {
      const HeraldToken *token = &g_array_index (tokens, HeraldToken, i);

      if (!has_numeral (token))
        continue;
      g_string_append_len (numbers, token->start, token->length);
      g_string_append_c (numbers, '\n');
    }
  return g_string_free (numbers, FALSE);
}

static gboolean
numbers_differ (GArray *base,
                GArray *ours,
                GArray *theirs)
{
  g_autofree char *of_base = list_numbers (base);
  g_autofree char *of_ours = list_numbers (ours);
  g_autofree char *of_theirs = list_numbers (theirs);

  return strcmp (of_base, of_ours) != 0 && strcmp (of_base, of_theirs) != 0 && strcmp (of_ours, of_theirs) != 0;
}

/**
 * herald_merge_numbers_differ:
 * @base: (nullable): a text
 * @ours: (nullable): the same, by one side
 * @theirs: (nullable): the same, by the other side
 *
 * Returns: whether both sides changed which numbers stand there, or their order, and not in the same way
 */
gboolean
herald_merge_numbers_differ (const char *base,
                             const char *ours,
                             const char *theirs)
{
  g_autoptr (GArray) of_base = herald_tokens_split (base != NULL ? base : "");
  g_autoptr (GArray) of_ours = herald_tokens_split (ours != NULL ? ours : "");
  g_autoptr (GArray) of_theirs = herald_tokens_split (theirs != NULL ? theirs : "");

  return numbers_differ (of_base, of_ours, of_theirs);
}

/**
 * herald_merge_is_word:
 * @token: a token of a text
 *
 * Returns: whether it is a word or a number, and not what stands between words
 */
gboolean
herald_merge_is_word (const HeraldToken *token)
{
  gunichar c = g_utf8_get_char (token->start);

  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static gboolean
ends_phrase (const HeraldToken *token)
{
  return g_utf8_strchr (".,;:!?。，、；：！？", -1, g_utf8_get_char (token->start)) != NULL;
}

static gboolean
range_has_numeral (GArray      *tokens,
                   HeraldRange  range)
{
  for (guint i = range.start; i < range.end; i++)
    if (has_numeral (&g_array_index (tokens, HeraldToken, i)))
      return TRUE;
  return FALSE;
}

/* From the chunk at place on, or back from it: whether the other side changed something in the same phrase, with fewer
 * than n_words words in between. */
static gboolean
meets_other_side (GArray *base,
                  GArray *chunks,
                  guint   place,
                  int     direction,
                  guint   n_words)
{
  HeraldChunkKind kind = g_array_index (chunks, HeraldChunk, place).kind;

  for (guint i = place + direction; i < chunks->len; i += direction)
    {
      const HeraldChunk *chunk = &g_array_index (chunks, HeraldChunk, i);
      guint length = chunk->base.end - chunk->base.start;

      if (chunk->kind != HERALD_CHUNK_SAME)
        return chunk->kind == (kind == HERALD_CHUNK_OURS ? HERALD_CHUNK_THEIRS : HERALD_CHUNK_OURS);
      for (guint k = 0; k < length; k++)
        {
          guint at = direction > 0 ? chunk->base.start + k : chunk->base.end - 1 - k;
          const HeraldToken *token = &g_array_index (base, HeraldToken, at);

          if (ends_phrase (token) || (herald_merge_is_word (token) && --n_words == 0))
            return FALSE;
        }
    }
  return FALSE;
}

/* Where one side changed a figure and the other one what belongs to it, nobody wrote what a merge would say: "12 million"
 * and "10 billion" are not "12 billion", nor "2 March" and "1 April" "2 April". */
static gboolean
is_figure_torn (GArray *base,
                GArray *ours,
                GArray *theirs,
                GArray *chunks)
{
  for (guint i = 0; i < chunks->len; i++)
    {
      const HeraldChunk *chunk = &g_array_index (chunks, HeraldChunk, i);
      gboolean is_ours = chunk->kind == HERALD_CHUNK_OURS;

      if (!is_ours && chunk->kind != HERALD_CHUNK_THEIRS)
        continue;
      if (!range_has_numeral (base, chunk->base)
          && !range_has_numeral (is_ours ? ours : theirs, is_ours ? chunk->ours : chunk->theirs))
        continue;
      if (meets_other_side (base, chunks, i, 1, 2) || meets_other_side (base, chunks, i, -1, 1))
        return TRUE;
    }
  return FALSE;
}

/**
 * herald_merge_figures_conflict:
 * @base: (element-type HeraldToken): the words of a text
 * @ours: (element-type HeraldToken): the same, by one side
 * @theirs: (element-type HeraldToken): the same, by the other side
 * @chunks: (element-type HeraldChunk): how the three go together
 *
 * Returns: whether both sides changed the numbers, or one side a number and the other its unit, month, or currency
 */
gboolean
herald_merge_figures_conflict (GArray *base,
                               GArray *ours,
                               GArray *theirs,
                               GArray *chunks)
{
  g_return_val_if_fail (base != NULL && ours != NULL && theirs != NULL, FALSE);
  g_return_val_if_fail (chunks != NULL, FALSE);

  return numbers_differ (base, ours, theirs) || is_figure_torn (base, ours, theirs, chunks);
}
