/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-prose.h"

#include <string.h>

/* What follows a number and means nothing without it, in the languages of the trade. */
static const char * const measures[] = {
  "mm", "cm", "m", "km", "µm", "μm", "nm", "mg", "g", "kg", "t", "ml", "l", "s", "ms", "min", "h", "hours", "days",
  "W", "kW", "MW", "GW", "kWh", "V", "A", "mAh", "Hz", "kHz", "MHz", "GHz", "MB", "GB", "TB", "MP", "Mpx", "fps",
  "EUR", "USD", "GBP", "CHF", "CNY", "RMB", "JPY", "euro", "euros", "dollars", "yuan",
  "thousand", "million", "billion", "trillion", "percent", "bn", "mn",
  "mila", "milione", "milioni", "miliardo", "miliardi", "ore", "giorni",
  "Millionen", "Milliarden", "Prozent", "millions", "milliards", "millones", NULL,
};

static const char * const cjk_measures[] = {
  "年", "月", "日", "時", "时", "分", "秒", "元", "円", "万", "萬", "亿", "億", "台", "款", "个", "個", "名", "家", "倍", "米", "毫", "%", NULL,
};

/* A full stop after these ends no sentence. */
static const char * const abbreviations[] = {
  "Mr", "Mrs", "Ms", "Dr", "Prof", "Sr", "Jr", "St", "Inc", "Ltd", "Co", "Corp", "No", "Nos", "vs", "approx", "Sig",
  "Dott", "Ing", "Avv", "art", "ca", "Nr", "Sen", "Rep", "Gov", "Gen", "Lt", "Col", "Capt", "Jan", "Feb", "Mar",
  "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", NULL,
};

static gunichar
first_char (const HeraldToken *token)
{
  return g_utf8_get_char (token->start);
}

static gboolean
token_is (const HeraldToken  *token,
          const char * const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strlen (words[i]) == token->length && memcmp (words[i], token->start, token->length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_one_of (const HeraldToken *token,
           const char        *characters)
{
  return token->n_chars == 1 && g_utf8_strchr (characters, -1, first_char (token)) != NULL;
}

static gboolean
is_space (const HeraldToken *token)
{
  return g_unichar_isspace (first_char (token));
}

static gboolean
is_katakana (const HeraldToken *token)
{
  gunichar c = first_char (token);

  return c == 0x30fc || c == 0xff70 || (c >= 0x80 && g_unichar_get_script (c) == G_UNICODE_SCRIPT_KATAKANA);
}

static gboolean
is_cjk (const HeraldToken *token)
{
  gunichar c = first_char (token);

  if (c < 0x2e80)
    return FALSE;
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_BOPOMOFO:
      return TRUE;
    default:
      return is_katakana (token);
    }
}

static gboolean
is_word (const HeraldToken *token)
{
  return g_unichar_isalnum (first_char (token)) && !is_cjk (token);
}

static gboolean
is_number (const HeraldToken *token)
{
  return g_unichar_isdigit (first_char (token));
}

/* The tokens of a text while units are made of them. */
typedef struct
{
  const HeraldToken *tokens;
  guint              n;
} Tokens;

static const HeraldToken *
get (const Tokens *tokens,
     guint         i)
{
  static const HeraldToken none = { "", 0, 0, 0 };

  return i < tokens->n ? &tokens->tokens[i] : &none;
}

static gboolean
has_only_one_space (const HeraldToken *token)
{
  return token->n_chars == 1 && is_space (token) && first_char (token) != '\n';
}

/* "long-term", "info@aurelia-optics.example", "and/or", "10:30". */
static guint
skip_word (const Tokens *tokens,
           guint         i)
{
  const HeraldToken *last = get (tokens, i++);

  while (is_word (get (tokens, i + 1))
         && (is_one_of (get (tokens, i), "-‐‑.@_&/") || (is_one_of (get (tokens, i), ":") && is_number (last))))
    {
      last = get (tokens, i + 1);
      i += 2;
    }
  return i;
}

/* After a number: "%", " mm", " million", " €", "°C", "年". More than once, as in "3 million euros". */
static guint
skip_measures (const Tokens *tokens,
               guint         i)
{
  for (;;)
    {
      guint at = has_only_one_space (get (tokens, i)) ? i + 1 : i;
      const HeraldToken *token = get (tokens, at);

      if (is_one_of (token, "%‰°€$£¥₹℃") || (at > i && token_is (token, measures))
          || (at == i && token_is (token, cjk_measures)))
        i = at + 1;
      else
        return i;
      if (is_one_of (token, "°") && is_one_of (get (tokens, i), "CF"))
        i++;
    }
}

static guint
skip_number (const Tokens *tokens,
             guint         i)
{
  return skip_measures (tokens, skip_word (tokens, i));
}

/* The place of the number that these begin: "€", "€ ", "−"; else i. */
static guint
skip_before_number (const Tokens *tokens,
                    guint         i)
{
  gboolean is_sign = is_one_of (get (tokens, i), "-+−±") && (i == 0 || is_space (get (tokens, i - 1)));
  gboolean is_currency = is_one_of (get (tokens, i), "€$£¥₹");

  if ((is_sign || is_currency) && is_number (get (tokens, i + 1)))
    return i + 1;
  if (is_currency && has_only_one_space (get (tokens, i + 1)) && is_number (get (tokens, i + 2)))
    return i + 2;
  return i;
}

static guint
skip_unit (const Tokens *tokens,
           guint         i)
{
  guint number;

  if (is_word (get (tokens, i)))
    return is_number (get (tokens, i)) ? skip_number (tokens, i) : skip_word (tokens, i);
  if (is_space (get (tokens, i)))
    return i + 1;
  number = skip_before_number (tokens, i);
  if (number > i)
    return skip_number (tokens, number);
  if (is_katakana (get (tokens, i)))
    while (is_katakana (get (tokens, i + 1)))
      i++;
  return i + 1;
}

static guint
hash_token (gconstpointer key)
{
  const HeraldToken *token = key;
  guint hash = 5381;

  for (guint i = 0; i < token->length; i++)
    hash = hash * 33 + (guint8) token->start[i];

  return hash;
}

static gboolean
same_token (gconstpointer a,
            gconstpointer b)
{
  return herald_token_equal (a, b);
}

/**
 * herald_prose_table_new:
 *
 * Returns: (transfer full): what gives equal units of several texts equal numbers. The texts must outlive it.
 */
GHashTable *
herald_prose_table_new (void)
{
  return g_hash_table_new_full (hash_token, same_token, g_free, NULL);
}

static guint
number_of (GHashTable        *table,
           const HeraldToken *token)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (table, token));

  if (number == 0)
    {
      number = g_hash_table_size (table) + 1;
      g_hash_table_insert (table, g_memdup2 (token, sizeof *token), GUINT_TO_POINTER (number));
    }
  return number;
}

static void
weigh (HeraldUnit *unit)
{
  const char *end = unit->token.start + unit->token.length;

  unit->is_space = is_space (&unit->token);
  for (const char *p = unit->token.start; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      unit->n_letters += g_unichar_isalnum (c) ? 1 : 0;
      unit->has_digit = unit->has_digit || g_unichar_isdigit (c);
    }
  if (is_cjk (&unit->token))
    unit->weight = 2 * unit->n_letters;
  else
    unit->weight = unit->n_letters > 3 || unit->has_digit ? MIN (unit->n_letters + 1, 10) : MIN (unit->n_letters, 1);
}

static GArray *
make_units (const char *text,
            GHashTable *table)
{
  g_autoptr (GArray) all = herald_tokens_split (text);
  const Tokens tokens = { (const HeraldToken *) (gpointer) all->data, all->len };
  GArray *units = g_array_sized_new (FALSE, FALSE, sizeof (HeraldUnit), all->len);

  for (guint i = 0; i < tokens.n;)
    {
      guint end = skip_unit (&tokens, i);
      HeraldUnit unit = { tokens.tokens[i], 0, 0, 0, FALSE, FALSE };

      for (guint k = i + 1; k < end; k++)
        {
          unit.token.length += tokens.tokens[k].length;
          unit.token.n_chars += tokens.tokens[k].n_chars;
        }
      unit.number = table != NULL ? number_of (table, &unit.token) : 0;
      weigh (&unit);
      g_array_append_val (units, unit);
      i = end;
    }
  return units;
}

static const HeraldUnit *
get_unit (GArray *units,
          guint   i)
{
  static const HeraldUnit none = { { "", 0, 0, 0 }, 0, 0, 0, FALSE, FALSE };

  return i < units->len ? &g_array_index (units, HeraldUnit, i) : &none;
}

static gboolean
is_abbreviation (const HeraldUnit *unit)
{
  const HeraldToken *token = &unit->token;

  /* Initials, "S.p.A.", "U.S.": a letter by itself, or after a point. */
  if (token->n_chars == 1 && g_unichar_isalpha (first_char (token)))
    return TRUE;
  if (token->length > 2 && token->start[token->length - 2] == '.' && g_ascii_isalpha (token->start[token->length - 1]))
    return TRUE;
  return token_is (token, abbreviations);
}

/* Whether a sentence ends before the place next, given that its end mark, at mark, stands before it. */
static gboolean
ends_at (GArray *units,
         guint   mark,
         guint   next)
{
  const HeraldUnit *space = get_unit (units, next);
  const HeraldUnit *follower = get_unit (units, next + 1);

  if (is_one_of (&get_unit (units, mark)->token, "。！？"))
    return TRUE;
  if (next < units->len && !space->is_space)
    return FALSE;
  if (!is_one_of (&get_unit (units, mark)->token, "."))
    return TRUE;
  if (mark > 0 && is_abbreviation (get_unit (units, mark - 1)) && next + 1 < units->len)
    return FALSE;
  return !g_unichar_islower (first_char (&follower->token));
}

static gboolean
breaks_line (const HeraldUnit *unit)
{
  return unit->is_space && memchr (unit->token.start, '\n', unit->token.length) != NULL;
}

/* The end of the sentence that begins at start, without the white space after it. */
static guint
find_sentence_end (GArray *units,
                   guint   start)
{
  for (guint i = start; i < units->len; i++)
    {
      guint next = i + 1;

      if (i > start && breaks_line (get_unit (units, i)))
        return i;
      if (get_unit (units, i)->is_space || get_unit (units, i)->n_letters > 0
          || !is_one_of (&get_unit (units, i)->token, ".!?…。！？"))
        continue;
      while (next < units->len && is_one_of (&get_unit (units, next)->token, ".!?…。！？)]”’»\"'」』）"))
        next++;
      if (ends_at (units, i, next))
        return next;
    }
  return units->len;
}

static GArray *
make_sentences (GArray *units)
{
  GArray *sentences = g_array_new (FALSE, FALSE, sizeof (HeraldSentence));

  for (guint start = 0; start < units->len;)
    {
      HeraldSentence sentence = { start, find_sentence_end (units, start), 0, 0 };

      sentence.end = sentence.words_end;
      if (sentence.end < units->len && get_unit (units, sentence.end)->is_space)
        sentence.end++;
      else if (sentence.end == units->len && get_unit (units, sentence.end - 1)->is_space)
        sentence.words_end--;
      for (guint i = start; i < sentence.end; i++)
        sentence.weight += get_unit (units, i)->weight;
      g_array_append_val (sentences, sentence);
      start = sentence.end;
    }
  return sentences;
}

/**
 * herald_prose_init:
 * @self: (out): filled
 * @text: a text, valid UTF-8, which must outlive it
 * @table: (nullable): of herald_prose_table_new(); %NULL where only the units count: no numbers, no sentences
 *
 * Reads a text as people do: in units that are changed as a whole, and in sentences. These are found by their end
 * marks (a point only before a space and what is no small letter, and not after an abbreviation) and at line breaks:
 * enough to keep changes apart, in any language, without dictionaries.
 */
void
herald_prose_init (HeraldProse *self,
                   const char  *text,
                   GHashTable  *table)
{
  g_return_if_fail (self != NULL && text != NULL);

  self->text = text;
  self->units = make_units (text, table);
  self->sentences = table != NULL ? make_sentences (self->units) : NULL;
}

void
herald_prose_clear (HeraldProse *self)
{
  g_clear_pointer (&self->units, g_array_unref);
  g_clear_pointer (&self->sentences, g_array_unref);
}
