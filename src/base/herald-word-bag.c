/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-diff.h"

#include <string.h>

#include "herald-prose.h"

typedef struct
{
  guint32 hash;
  guint   weight;
} Word;

struct _HeraldWordBag
{
  GArray *words; /* of Word, by hash, without those that say nothing */
  guint   weight;
  guint   whole; /* hash of the whole text */
};

static guint32
hash_token (const HeraldToken *token)
{
  guint32 hash = 5381;

  for (guint i = 0; i < token->length; i++)
    hash = hash * 33 + (guint8) token->start[i];
  return hash;
}

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  const Word *x = a, *y = b;

  return x->hash < y->hash ? -1 : x->hash > y->hash ? 1 : 0;
}

/**
 * herald_word_bag_new:
 * @text: a text, valid UTF-8
 *
 * Returns: (transfer full): its words, whatever their order
 */
HeraldWordBag *
herald_word_bag_new (const char *text)
{
  HeraldWordBag *self = NULL;
  g_auto (HeraldProse) prose = { NULL, NULL, NULL };

  g_return_val_if_fail (text != NULL, NULL);

  herald_prose_init (&prose, text, NULL);
  self = g_new0 (HeraldWordBag, 1);
  self->whole = g_str_hash (text);
  self->words = g_array_sized_new (FALSE, FALSE, sizeof (Word), prose.units->len);
  for (guint i = 0; i < prose.units->len; i++)
    {
      const HeraldUnit *unit = &g_array_index (prose.units, HeraldUnit, i);
      Word word = { hash_token (&unit->token), unit->weight };

      if (word.weight > 0)
        g_array_append_val (self->words, word);
      self->weight += word.weight;
    }
  g_array_sort (self->words, compare_words);
  return self;
}

/**
 * herald_word_bag_free:
 * @self: (nullable) (transfer full): words
 */
void
herald_word_bag_free (HeraldWordBag *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->words);
  g_free (self);
}

/**
 * herald_word_bag_compare:
 * @a: the words of a text
 * @b: those of another
 *
 * Returns: how much they share, wherever it stands, long words counting more: 0 to 1000
 */
guint
herald_word_bag_compare (const HeraldWordBag *a,
                         const HeraldWordBag *b)
{
  guint64 common = 0;

  g_return_val_if_fail (a != NULL && b != NULL, 0);

  if (a->weight + b->weight == 0)
    return a->whole == b->whole ? 1000 : 0;
  for (guint i = 0, k = 0; i < a->words->len && k < b->words->len;)
    {
      const Word *x = &g_array_index (a->words, Word, i), *y = &g_array_index (b->words, Word, k);
      int order = compare_words (x, y);

      common += order == 0 ? x->weight : 0;
      i += order <= 0 ? 1 : 0;
      k += order >= 0 ? 1 : 0;
    }
  return (guint) (2000 * common / (a->weight + b->weight));
}

/**
 * herald_diff_similarity:
 * @a: a text, valid UTF-8
 * @b: another
 *
 * Returns: herald_word_bag_compare() of their words
 */
guint
herald_diff_similarity (const char *a,
                        const char *b)
{
  g_autoptr (HeraldWordBag) one = NULL;
  g_autoptr (HeraldWordBag) other = NULL;

  g_return_val_if_fail (a != NULL && b != NULL, 0);

  one = herald_word_bag_new (a);
  other = herald_word_bag_new (b);
  return herald_word_bag_compare (one, other);
}
