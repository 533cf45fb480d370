/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-names.h"

#include <string.h>

#include "herald-tokens.h"

#define MIN_LETTERS 4  /* shorter words are near to too many others */
#define MAX_LETTERS 63 /* longer ones are no names */
#define LONG_NAME   6  /* from here on two letters may differ, below it one: "Both" is not "Bosch" */

/* One word, or several with a space between them, without regard to case. */
typedef struct
{
  char     *text; /* as it is written */
  gunichar  letters[MAX_LETTERS + 1];
  guint     length;
} Spelling;

struct _HeraldNames
{
  GPtrArray  *spellings[4]; /* of Spelling; by number of words less one: the last holds those with four */
  GHashTable *known;        /* folded: every word, and every whole name */
};

static Spelling *
spelling_new (const char *text,
              gsize       length)
{
  Spelling *spelling = g_new0 (Spelling, 1);
  g_autofree char *folded = NULL;

  spelling->text = g_strndup (text, length);
  folded = g_utf8_casefold (spelling->text, -1);
  for (const char *at = folded; *at != '\0' && spelling->length < G_N_ELEMENTS (spelling->letters); at = g_utf8_next_char (at))
    spelling->letters[spelling->length++] = g_utf8_get_char (at);
  return spelling;
}

static void
spelling_free (Spelling *spelling)
{
  g_free (spelling->text);
  g_free (spelling);
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019;
}

/* As herald_tokens_split(), but "Leica's" and "dell'Aurelia" hold a name and something beside it. */
static GArray *
split (const char *text)
{
  g_autoptr (GArray) tokens = herald_tokens_split (text);
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (HeraldToken));

  for (guint i = 0; i < tokens->len; i++)
    {
      HeraldToken piece = g_array_index (tokens, HeraldToken, i);
      const char *end = piece.start + piece.length;

      for (const char *at = piece.start; at < end; at = g_utf8_next_char (at))
        if (at > piece.start && (is_apostrophe (g_utf8_get_char (at)) || is_apostrophe (g_utf8_get_char (piece.start))))
          {
            piece.length = at - piece.start;
            g_array_append_val (pieces, piece);
            piece.start = at;
          }
      piece.length = end - piece.start;
      g_array_append_val (pieces, piece);
    }
  return pieces;
}

static gboolean
is_word (const HeraldToken *token)
{
  return g_unichar_isalpha (g_utf8_get_char (token->start));
}

static gboolean
is_space (const HeraldToken *token)
{
  return token->length == 1 && token->start[0] == ' ';
}

/* n words from here on, with one space between them? */
static gboolean
are_words (GArray *tokens,
           guint   start,
           guint   n)
{
  guint end = start + 2 * n - 1;

  if (end > tokens->len)
    return FALSE;
  for (guint i = start; i < end; i++)
    if (!((i - start) % 2 == 0 ? is_word (&g_array_index (tokens, HeraldToken, i)) : is_space (&g_array_index (tokens, HeraldToken, i))))
      return FALSE;
  return TRUE;
}

static Spelling *
read_words (GArray *tokens,
            guint   start,
            guint   n)
{
  const HeraldToken *first = &g_array_index (tokens, HeraldToken, start);
  const HeraldToken *last = &g_array_index (tokens, HeraldToken, start + 2 * n - 2);

  return spelling_new (first->start, last->start + last->length - first->start);
}

static void
add_known (HeraldNames *self,
           const char  *text)
{
  g_hash_table_add (self->known, g_utf8_casefold (text, -1));
}

static void
add_spelling (HeraldNames *self,
              GArray      *tokens,
              guint        start,
              guint        n)
{
  Spelling *spelling = read_words (tokens, start, n);

  if (spelling->length >= MIN_LETTERS && spelling->length <= MAX_LETTERS)
    g_ptr_array_add (self->spellings[n - 1], spelling);
  else
    spelling_free (spelling);
}

/* A company is known by the first long word of its name and by the whole ("Leica", "Leica Camera"), a person by each. */
static void
add_name (HeraldNames *self,
          const char  *name,
          gboolean     person)
{
  g_autoptr (GArray) tokens = NULL;
  guint n_words = 0, n_long = 0;

  if (name == NULL)
    return;
  tokens = split (name);
  add_known (self, name);
  for (guint i = 0; i < tokens->len; i++)
    {
      const HeraldToken *token = &g_array_index (tokens, HeraldToken, i);
      g_autofree char *word = g_strndup (token->start, token->length);

      if (!is_word (token))
        continue;
      add_known (self, word);
      n_words++;
      if (g_utf8_strlen (word, -1) >= MIN_LETTERS && (n_long++ == 0 || person))
        add_spelling (self, tokens, i, 1);
    }
  if (n_words > 1 && n_words <= G_N_ELEMENTS (self->spellings) && are_words (tokens, 0, n_words))
    add_spelling (self, tokens, 0, n_words);
}

static void
add_speaker (HeraldNames         *self,
             const HeraldSpeaker *speaker)
{
  add_name (self, speaker->name, TRUE);
  add_name (self, speaker->organisation, FALSE);
}

/**
 * herald_names_new:
 * @announcement: an announcement
 *
 * Returns: (transfer full): the names of its companies, speakers and contacts
 */
HeraldNames *
herald_names_new (const HeraldAnnouncement *announcement)
{
  HeraldNames *self = g_new0 (HeraldNames, 1);

  g_return_val_if_fail (announcement != NULL, NULL);

  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (self->spellings); i++)
    self->spellings[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) spelling_free);
  for (guint i = 0; i < announcement->parties->len; i++)
    add_name (self, ((const HeraldParty *) g_ptr_array_index (announcement->parties, i))->name, FALSE);
  for (guint i = 0; i < announcement->contacts->len; i++)
    add_name (self, ((const HeraldContact *) g_ptr_array_index (announcement->contacts, i))->name, TRUE);
  for (guint i = 0; i < announcement->body->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (announcement->body, i);

      if (block->speaker != NULL)
        add_speaker (self, block->speaker);
    }
  return self;
}

/**
 * herald_names_free:
 * @self: (transfer full): names
 */
void
herald_names_free (HeraldNames *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->spellings); i++)
    g_ptr_array_unref (self->spellings[i]);
  g_hash_table_unref (self->known);
  g_free (self);
}

/* How many letters are wrong, missing, too many, or change places with their neighbour: the optimal string alignment
 * distance (Damerau 1964), row by row. */
static guint
get_distance (const Spelling *a,
              const Spelling *b)
{
  guint rows[3][MAX_LETTERS + 2] = { 0 };

  for (guint j = 0; j <= b->length; j++)
    rows[0][j] = j;
  for (guint i = 1; i <= a->length; i++)
    {
      guint *row = rows[i % 3];
      const guint *above = rows[(i + 2) % 3];
      const guint *two_above = rows[(i + 1) % 3];

      row[0] = i;
      for (guint j = 1; j <= b->length; j++)
        {
          row[j] = above[j - 1] + (a->letters[i - 1] != b->letters[j - 1]);
          row[j] = MIN (row[j], MIN (above[j], row[j - 1]) + 1);
          if (i > 1 && j > 1 && a->letters[i - 1] == b->letters[j - 2] && a->letters[i - 2] == b->letters[j - 1])
            row[j] = MIN (row[j], two_above[j - 2] + 1);
        }
    }
  return rows[a->length % 3][b->length];
}

/* "Leicas" is more than one Leica, or a genitive. */
static gboolean
is_inflected (const Spelling *words,
              const Spelling *name)
{
  return words->length == name->length + 1 && words->letters[name->length] == 's' &&
         memcmp (words->letters, name->letters, name->length * sizeof (gunichar)) == 0;
}

static gboolean
is_near (const Spelling *words,
         const Spelling *name)
{
  guint shorter = MIN (words->length, name->length);
  guint distance;

  if (words->length > MAX_LETTERS || shorter < MIN_LETTERS || MAX (words->length, name->length) - shorter > 2 || is_inflected (words, name))
    return FALSE;
  distance = get_distance (words, name);
  return distance == 1 || (distance == 2 && shorter >= LONG_NAME && words->letters[0] == name->letters[0]);
}

static gboolean
is_known (const HeraldNames *self,
          const Spelling    *words)
{
  g_autofree char *folded = g_utf8_casefold (words->text, -1);

  return g_hash_table_contains (self->known, folded);
}

/* The name that n words from here on nearly are. */
static HeraldNearMiss *
find_at (const HeraldNames *self,
         GArray            *tokens,
         guint              start,
         guint              n)
{
  Spelling *words = NULL;
  HeraldNearMiss *miss = NULL;

  if (self->spellings[n - 1]->len == 0 || !are_words (tokens, start, n) ||
      !g_unichar_isupper (g_utf8_get_char (g_array_index (tokens, HeraldToken, start).start)))
    return NULL;
  words = read_words (tokens, start, n);
  for (guint i = 0; i < self->spellings[n - 1]->len && miss == NULL && !is_known (self, words); i++)
    {
      const Spelling *name = g_ptr_array_index (self->spellings[n - 1], i);

      if (!is_near (words, name))
        continue;
      miss = g_new0 (HeraldNearMiss, 1);
      miss->words = g_strdup (words->text);
      miss->name = g_strdup (name->text);
    }
  spelling_free (words);
  return miss;
}

static void
near_miss_free (HeraldNearMiss *miss)
{
  g_free (miss->words);
  g_free (miss->name);
  g_free (miss);
}

/**
 * herald_names_find_near_misses:
 * @self: the known names
 * @text: words
 *
 * Finds capitalised words within two letters of a name. Longer names first: "Anna Brumi" is one miss. Scripts without
 * capitals have none.
 *
 * Returns: (transfer full) (element-type HeraldNearMiss): the misses, as they stand
 */
GPtrArray *
herald_names_find_near_misses (const HeraldNames *self,
                               const char        *text)
{
  GPtrArray *misses = g_ptr_array_new_with_free_func ((GDestroyNotify) near_miss_free);
  g_autoptr (GArray) tokens = NULL;

  g_return_val_if_fail (self != NULL, misses);
  g_return_val_if_fail (text != NULL, misses);

  tokens = split (text);
  for (guint i = 0; i < tokens->len; i++)
    for (guint n = G_N_ELEMENTS (self->spellings); n > 0; n--)
      {
        HeraldNearMiss *miss = find_at (self, tokens, i, n);

        if (miss == NULL)
          continue;
        g_ptr_array_add (misses, miss);
        i += 2 * n - 2;
        break;
      }
  return misses;
}
