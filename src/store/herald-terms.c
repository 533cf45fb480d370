/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* strchrnul */
#include "herald-terms.h"

#include <string.h>

#define MAX_DECOMPOSITION 18 /* Unicode: no character becomes more than 18 */
#define SNIPPET_BEFORE 40    /* characters */
#define SNIPPET_LENGTH 140

/* Letters that Unicode does not take apart, but that people type as others. */
static const struct
{
  gunichar    letter;
  const char *folded;
} letters[] = {
  { 0x00df, "ss" }, { 0x00e6, "ae" }, { 0x00f0, "d" },  { 0x00f8, "o" },     { 0x00fe, "th" }, { 0x0111, "d" },
  { 0x0131, "i" },  { 0x0142, "l" },  { 0x0153, "oe" }, { 0x03c2, "\317\203" }, /* final sigma */
};

/* Scripts written without spaces between words. */
static gboolean
is_unspaced (gunichar c)
{
  if (c < 0x0e00)
    return FALSE;
  if (c == 0x30fc) /* the mark that lengthens a Katakana vowel is of no script */
    return TRUE;

  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_BOPOMOFO:
    case G_UNICODE_SCRIPT_HANGUL:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
      return TRUE;
    default:
      return FALSE;
    }
}

typedef enum
{
  SPACE,   /* between words */
  MARK,    /* inside a word, but not written */
  LETTER,
  UNSPACED,
} CharacterKind;

static CharacterKind
classify (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum (c) ? LETTER : SPACE;
  if (g_unichar_ismark (c))
    return MARK;
  if (!g_unichar_isalnum (c) && g_unichar_type (c) != G_UNICODE_PRIVATE_USE)
    return SPACE;

  return is_unspaced (c) ? UNSPACED : LETTER;
}

static void
fold_letter (gunichar  c,
             GString  *folded)
{
  c = g_unichar_tolower (c);
  for (gsize i = 0; c >= 0x80 && i < G_N_ELEMENTS (letters); i++)
    {
      if (letters[i].letter == c)
        {
          g_string_append (folded, letters[i].folded);
          return;
        }
    }

  g_string_append_unichar (folded, c);
}

/* As FTS5's unicode61: lower case, without accents; and compatibility forms (full-width, ligatures) as plain ones. */
static void
fold (gunichar  c,
      GString  *folded)
{
  gunichar parts[MAX_DECOMPOSITION];
  gsize n;

  if (c < 0x80)
    {
      g_string_append_c (folded, g_ascii_tolower (c));
      return;
    }
  if (c >= 0xac00 && c <= 0xd7a3) /* a Hangul syllable is one character, not its letters */
    {
      g_string_append_unichar (folded, c);
      return;
    }

  n = g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts));
  for (gsize i = 0; i < n; i++)
    {
      if (!g_unichar_ismark (parts[i]))
        fold_letter (parts[i], folded);
    }
}

/* A run of characters of an unspaced script becomes overlapping pairs. In a text the last character also stands
 * alone beside the last pair, so that a single character is found wherever it is. */
typedef struct
{
  HeraldTermFunc  func;
  gpointer        data;
  gboolean        query;
  gboolean        going_on;
  GString        *word;        /* folded letters, or the last one or two of a run */
  gsize           word_start;
  gsize           first_length; /* of a run: bytes of the first character in word */
  gsize           second_start;
  gsize           end;
  guint           n_run;        /* characters of the run so far; 0: a word of letters */
} Splitter;

static void
emit (Splitter   *self,
      const char *folded,
      gsize       length,
      gsize       start,
      gboolean    beside)
{
  if (self->going_on && length > 0)
    self->going_on = self->func (folded, length, start, self->end, beside, self->data);
}

static void
finish_word (Splitter *self)
{
  const char *word = self->word->str;
  gsize length = self->word->len;

  if (self->n_run < 2)
    emit (self, word, length, self->word_start, FALSE);
  else if (!self->query)
    emit (self, word + self->first_length, length - self->first_length, self->second_start, TRUE);

  g_string_truncate (self->word, 0);
  self->n_run = 0;
}

static void
add_letter (Splitter *self,
            gunichar  c,
            gsize     start,
            gsize     end)
{
  if (self->n_run > 0)
    finish_word (self);
  if (self->word->len == 0)
    self->word_start = start;
  fold (c, self->word);
  self->end = end;
}

static void
add_unspaced (Splitter *self,
              gunichar  c,
              gsize     start,
              gsize     end)
{
  if (self->n_run == 0)
    {
      finish_word (self);
      self->word_start = start;
    }
  else if (self->n_run >= 2)
    {
      g_string_erase (self->word, 0, self->first_length);
      self->word_start = self->second_start;
    }

  if (self->n_run > 0)
    {
      self->first_length = self->word->len;
      self->second_start = start;
    }
  fold (c, self->word);
  self->end = end;
  if (++self->n_run >= 2)
    emit (self, self->word->str, self->word->len, self->word_start, FALSE);
}

/**
 * herald_terms_split:
 * @text: valid UTF-8
 * @length: its bytes
 * @query: whether it is what somebody looks for, rather than a text to be found
 * @func: called for each word
 * @data: for @func
 *
 * Splits a text into folded words: without case, accents and compatibility forms; Chinese, Japanese, Korean and
 * South-East Asian scripts as overlapping pairs of characters.
 */
void
herald_terms_split (const char     *text,
                    gsize           length,
                    gboolean        query,
                    HeraldTermFunc  func,
                    gpointer        data)
{
  g_autoptr(GString) word = g_string_new (NULL);
  Splitter splitter = { .func = func, .data = data, .query = query, .going_on = TRUE, .word = word };

  for (gsize start = 0, end; start < length && splitter.going_on; start = end)
    {
      gunichar c = g_utf8_get_char (text + start);

      end = MIN (start + (gsize) g_utf8_skip[(guchar) text[start]], length);
      switch (classify (c))
        {
        case SPACE:
          finish_word (&splitter);
          break;
        case MARK:
          break;
        case LETTER:
          add_letter (&splitter, c, start, end);
          break;
        case UNSPACED:
        default:
          add_unspaced (&splitter, c, start, end);
          break;
        }
    }
  finish_word (&splitter);
}

/* A word of a text or of a phrase. */
typedef struct
{
  char *folded;
  guint place; /* counts words; two beside each other have one place */
  gsize start;
  gsize end;
} Word;

struct _HeraldTerms
{
  GPtrArray *phrases; /* of GArray of Word: words that must follow each other, the last one may go on */
  GPtrArray *written; /* of char *: the same as somebody wrote them */
};

static void
clear_word (gpointer data)
{
  g_free (((Word *) data)->folded);
}

static gboolean
collect (const char *folded,
         gsize       length,
         gsize       start,
         gsize       end,
         gboolean    beside,
         gpointer    data)
{
  GArray *words = data;
  guint place = words->len == 0 ? 0 : g_array_index (words, Word, words->len - 1).place + (beside ? 0 : 1);
  Word word = { g_strndup (folded, length), place, start, end };

  g_array_append_val (words, word);

  return TRUE;
}

static GArray *
split_words (const char *text,
             gboolean    query)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));

  g_array_set_clear_func (words, clear_word);
  herald_terms_split (text, strlen (text), query, collect, words);

  return words;
}

/**
 * herald_terms_new:
 * @words: what somebody typed, valid UTF-8
 *
 * Returns: (transfer full): the query
 */
HeraldTerms *
herald_terms_new (const char *words)
{
  HeraldTerms *self = g_new0 (HeraldTerms, 1);
  g_auto(GStrv) written = g_strsplit_set (words, " \t\r\n", -1);

  self->phrases = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->written = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; written[i] != NULL; i++)
    {
      g_autoptr(GArray) phrase = split_words (written[i], TRUE);

      if (phrase->len == 0)
        continue;
      g_ptr_array_add (self->phrases, g_steal_pointer (&phrase));
      g_ptr_array_add (self->written, g_strdup (written[i]));
    }

  return self;
}

/**
 * herald_terms_free:
 * @query: (transfer full): a query
 */
void
herald_terms_free (HeraldTerms *query)
{
  g_ptr_array_unref (query->phrases);
  g_ptr_array_unref (query->written);
  g_free (query);
}

/**
 * herald_terms_is_empty:
 * @query: a query
 *
 * Returns: whether there is no word in it, but for instance only a comma: nothing matches that
 */
gboolean
herald_terms_is_empty (const HeraldTerms *query)
{
  return query->phrases->len == 0;
}

/**
 * herald_terms_to_fts5:
 * @query: a query, not empty
 *
 * Returns: (transfer full): the same in FTS5's language: quoted strings that may go on
 */
char *
herald_terms_to_fts5 (const HeraldTerms *query)
{
  GString *fts5 = g_string_new (NULL);

  for (guint i = 0; i < query->written->len; i++)
    {
      g_autoptr(GString) word = g_string_new (g_ptr_array_index (query->written, i));

      g_string_replace (word, "\"", " ", 0); /* no part of a word */
      g_string_append_printf (fts5, "%s\"%s\" *", i == 0 ? "" : " ", word->str);
    }

  return g_string_free (fts5, FALSE);
}

static gboolean
word_fits (const Word *wanted,
           const Word *word,
           gboolean    may_go_on)
{
  return may_go_on ? g_str_has_prefix (word->folded, wanted->folded) : g_str_equal (word->folded, wanted->folded);
}

/* Whether the words from the one at first on are the phrase; end: where it ends in the text. */
static gboolean
phrase_fits (GArray *phrase,
             GArray *words,
             guint   first,
             gsize  *end)
{
  guint next = first;

  for (guint i = 0; i < phrase->len; i++)
    {
      guint place = g_array_index (words, Word, first).place + i;
      gboolean found = FALSE;

      for (guint j = next; j < words->len && g_array_index (words, Word, j).place <= place && !found; j++)
        {
          const Word *word = &g_array_index (words, Word, j);

          found = word->place == place && word_fits (&g_array_index (phrase, Word, i), word, i + 1 == phrase->len);
          if (found)
            {
              *end = word->end;
              next = j + 1;
            }
          if (i == 0)
            break; /* it is about the word at first */
        }
      if (!found)
        return FALSE;
    }

  return TRUE;
}

static gboolean
find_phrase (GArray *phrase,
             GArray *words)
{
  gsize end;

  for (guint i = 0; i < words->len; i++)
    {
      if (phrase_fits (phrase, words, i, &end))
        return TRUE;
    }

  return FALSE;
}

/**
 * herald_terms_matches:
 * @query: a query
 * @text: a text, valid UTF-8
 *
 * Returns: whether the text has every word of the query, as FTS5 would decide
 */
gboolean
herald_terms_matches (const HeraldTerms *query,
                            const char             *text)
{
  g_autoptr(GArray) words = split_words (text, FALSE);

  for (guint i = 0; i < query->phrases->len; i++)
    {
      if (!find_phrase (g_ptr_array_index (query->phrases, i), words))
        return FALSE;
    }

  return query->phrases->len > 0;
}

/* Which bytes of the text are to be marked: [start, end) per place where some phrase matches, in order. */
static GArray *
find_matches (const HeraldTerms *query,
              GArray                 *words)
{
  GArray *matches = g_array_new (FALSE, FALSE, 2 * sizeof (gsize));
  gsize marked = 0;

  for (guint i = 0; i < words->len; i++)
    {
      gsize match[2] = { g_array_index (words, Word, i).start, 0 };

      for (guint j = 0; j < query->phrases->len; j++)
        {
          gsize end;

          if (phrase_fits (g_ptr_array_index (query->phrases, j), words, i, &end))
            match[1] = MAX (match[1], end);
        }
      match[0] = MAX (match[0], marked);
      if (match[1] > match[0])
        {
          g_array_append_val (matches, match);
          marked = match[1];
        }
    }

  return matches;
}

/* Moves forward to just behind a space, unless that would lose more than a word's length. */
static const char *
to_word_start (const char *from,
               const char *limit)
{
  for (const char *at = from; at < limit && at - from < 24; at = g_utf8_next_char (at))
    {
      if (*at == ' ')
        return at + 1;
    }

  return from;
}

/* Moves back to just behind a space, under the same condition. */
static const char *
to_word_end (const char *to,
             const char *limit)
{
  for (const char *at = to; at > limit && to - at < 24; at--)
    {
      if (at[-1] == ' ')
        return at;
    }

  return to;
}

static void
append_clean (GString    *snippet,
              const char *from,
              const char *to)
{
  for (const char *at = from; at < to; at++)
    g_string_append_c (snippet, (guchar) *at < 0x20 ? ' ' : *at);
}

/* The part of the line that is shown. */
static void
choose_window (const char  *line,
               const char  *match,
               const char **from,
               const char **to)
{
  const char *end;
  guint n;

  *from = match;
  for (n = 0; *from > line && n < SNIPPET_BEFORE; n++)
    *from = g_utf8_prev_char (*from);
  if (*from > line)
    *from = to_word_start (*from, match);

  for (n = 0, end = *from; *end != '\0' && n < SNIPPET_LENGTH; n++)
    end = g_utf8_next_char (end);
  *to = *end == '\0' ? end : to_word_end (end, match);
}

static void
append_marked (GString    *snippet,
               GArray     *matches,
               const char *line,
               const char *from,
               const char *to)
{
  for (guint i = 0; i < matches->len; i++)
    {
      const gsize *match = (gsize *) (gpointer) matches->data + 2 * i;
      const char *end = MIN (line + match[1], to);

      if (line + match[0] >= to)
        break;
      append_clean (snippet, from, line + match[0]);
      g_string_append_c (snippet, '\002');
      append_clean (snippet, line + match[0], end);
      g_string_append_c (snippet, '\003');
      from = end;
    }
  append_clean (snippet, from, to);
}

static char *
get_line_snippet (const HeraldTerms *terms,
                  const char        *line)
{
  g_autoptr(GArray) words = split_words (line, FALSE);
  g_autoptr(GArray) matches = find_matches (terms, words);
  g_autoptr(GString) snippet = NULL;
  const char *from, *to;

  if (matches->len == 0)
    return NULL;

  choose_window (line, line + ((gsize *) (gpointer) matches->data)[0], &from, &to);
  snippet = g_string_new (from > line ? "…" : NULL);
  append_marked (snippet, matches, line, from, to);
  if (*to != '\0')
    g_string_append (snippet, "…");

  return g_string_free (g_steal_pointer (&snippet), FALSE);
}

/**
 * herald_terms_mark:
 * @terms: what somebody looks for
 * @line: valid UTF-8
 *
 * Returns: (transfer full) (nullable): the whole line, what matches between U+0002 and U+0003; %NULL: nothing does
 */
char *
herald_terms_mark (const HeraldTerms *terms,
                   const char        *line)
{
  g_autoptr(GArray) words = split_words (line, FALSE);
  g_autoptr(GArray) matches = find_matches (terms, words);
  GString *marked;

  if (matches->len == 0)
    return NULL;
  marked = g_string_new (NULL);
  append_marked (marked, matches, line, line, line + strlen (line));

  return g_string_free (marked, FALSE);
}

/**
 * herald_terms_get_snippet:
 * @terms: what somebody looks for
 * @text: the text that it matches, valid UTF-8, one line for each paragraph
 *
 * Cuts out the words around the first match; what matches stands between U+0002 and U+0003, and "…" where words of
 * the paragraph were left out.
 *
 * Returns: (transfer full) (nullable): the words, %NULL if no paragraph by itself matches any of them
 */
char *
herald_terms_get_snippet (const HeraldTerms *terms,
                          const char        *text)
{
  while (*text != '\0')
    {
      const char *end = strchrnul (text, '\n');
      g_autofree char *line = g_strndup (text, end - text);
      char *snippet = get_line_snippet (terms, line);

      if (snippet != NULL)
        return snippet;
      text = *end == '\n' ? end + 1 : end;
    }

  return NULL;
}
