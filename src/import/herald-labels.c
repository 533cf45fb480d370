/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-labels.h"

#include "herald-moment.h"

#include <string.h>

#define LONGEST_LABEL 200
#define LONGEST_PLACE 60
#define DECORATION "*#-–—_=~.•:：!()[]（）【】"

static gboolean
is_upper (HeraldSlice slice)
{
  gboolean has_letter = FALSE;

  for (const char *p = slice.start; p < slice.end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_islower (c))
        return FALSE;
      has_letter |= g_unichar_isupper (c);
    }

  return has_letter;
}

static gboolean
read_line (const char  *line,
           HeraldSlice *slice)
{
  *slice = herald_slice (line);
  return slice->end - slice->start <= LONGEST_LABEL;
}

/* Finds a label of any language at the start, behind asterisks and the like. */
static const char *
match_label (HeraldLexiconKind  kind,
             HeraldSlice       *slice)
{
  *slice = herald_slice_chug_any (*slice, DECORATION);
  return herald_lexicon_match (NULL, kind, *slice);
}

/**
 * herald_label_is_release:
 * @line: a line
 * @language: (nullable): BCP 47
 * @date: (out): the date beside the label, or %NULL
 *
 * Returns: whether @line is "FOR IMMEDIATE RELEASE" or its like in any language, alone or with a date
 */
gboolean
herald_label_is_release (const char  *line,
                         const char  *language,
                         char       **date)
{
  HeraldSlice slice;
  const char *end;

  *date = NULL;
  if (!read_line (line, &slice))
    return FALSE;

  end = match_label (HERALD_LEXICON_RELEASE, &slice);
  if (end == NULL)
    return FALSE;

  slice = herald_slice_trim_any (herald_slice_between (end, slice.end), DECORATION ",|/");
  if (herald_slice_is_empty (slice))
    return TRUE;
  /* "PRESS RELEASE - FOR IMMEDIATE RELEASE" */
  if (herald_lexicon_is (NULL, HERALD_LEXICON_RELEASE, slice))
    return TRUE;

  end = herald_date_match (slice, language, date);
  if (end == slice.end)
    return TRUE;

  g_clear_pointer (date, g_free);
  return FALSE;
}

/**
 * herald_label_is_end:
 * @line: a line
 *
 * Returns: whether @line is an end mark: "###", "-ENDS-", "- 30 -", "(Fine)", or a line without any word
 */
gboolean
herald_label_is_end (const char *line)
{
  HeraldSlice whole, bare;
  gboolean is_decorated;

  if (!read_line (line, &whole))
    return FALSE;

  bare = herald_slice_trim_any (whole, DECORATION);
  is_decorated = bare.start > whole.start && bare.end < whole.end;
  if (herald_slice_is_empty (bare))
    return TRUE;
  if (is_decorated && bare.end - bare.start == 2 && strncmp (bare.start, "30", 2) == 0)
    return TRUE;

  return herald_lexicon_is (NULL, HERALD_LEXICON_END, bare) &&
         (is_decorated || (is_upper (bare) && bare.end == whole.end) ||
          (herald_char_is_han (herald_slice_first (bare)) && bare.end - bare.start > 3));
}

/**
 * herald_label_is_source:
 * @line: a line
 * @name: (out): who the source is
 *
 * Returns: whether @line is "Source: X", in any language, or "SOURCE X"
 */
gboolean
herald_label_is_source (const char  *line,
                        HeraldSlice *name)
{
  HeraldSlice slice;
  const char *end;
  gboolean has_colon;

  if (!read_line (line, &slice))
    return FALSE;
  slice = herald_slice_trim_any (slice, "()（）[]*");
  end = herald_lexicon_match (NULL, HERALD_LEXICON_SOURCE, slice);
  if (end == NULL)
    return FALSE;

  *name = herald_slice_trim (herald_slice_between (end, slice.end));
  has_colon = herald_char_is_in (herald_slice_first (*name), ":：");
  *name = herald_slice_trim_any (*name, ":：");

  return !herald_slice_is_empty (*name) && herald_slice_count_words (*name) <= 10 &&
         (has_colon || (end - slice.start == 6 && strncmp (slice.start, "SOURCE", 6) == 0));
}

/* Every word but the small ones begins with a capital. */
static gboolean
looks_like_name (HeraldSlice slice,
                 guint       most_words)
{
  static const char small[] = "&|+|and|e|et|y|und|of|de|di|du|des|der|del|la|le|les|the|für|for|pour|per|sur|am|an|upon";
  HeraldSlice word;
  guint n = 0;

  while (herald_slice_next_word (&slice, &word))
    if (++n > most_words ||
        (!herald_slice_is_capitalised (word) && (n == 1 || herald_phrases_match (small, word) != word.end)))
      return FALSE;

  return n > 0;
}

/**
 * herald_label_is_about:
 * @line: a line
 * @name: (out): the company
 *
 * Returns: whether @line is "About X" in any language
 */
gboolean
herald_label_is_about (const char  *line,
                       HeraldSlice *name)
{
  HeraldSlice slice;
  const char *end;

  if (!read_line (line, &slice))
    return FALSE;
  end = match_label (HERALD_LEXICON_ABOUT, &slice);
  if (end == NULL)
    return FALSE;

  *name = herald_slice_trim_any (herald_slice_between (end, slice.end), ":：*");
  if (herald_slice_find_char (*name, ";:!?。，!？\"“”@") != NULL || name->end - name->start > 100)
    return FALSE;
  if (herald_char_is_in (herald_slice_last (*name), ".…") && herald_slice_count_words (*name) > 3)
    return FALSE;

  return looks_like_name (*name, 8) && !(herald_char_is_han (herald_slice_first (*name)) && name->end - name->start > 60);
}

/**
 * herald_label_is_contact:
 * @line: a line
 * @rest: (out): what stands behind the label, perhaps nothing
 *
 * Returns: whether @line heads the contacts for the media
 */
gboolean
herald_label_is_contact (const char  *line,
                         HeraldSlice *rest)
{
  HeraldSlice slice;
  const char *end, *at;
  gboolean has_colon;

  if (!read_line (line, &slice))
    return FALSE;
  end = match_label (HERALD_LEXICON_CONTACT, &slice);
  if (end == NULL)
    return FALSE;

  *rest = herald_slice_trim_any (herald_slice_between (end, slice.end), "*");
  has_colon = herald_char_is_in (herald_slice_first (*rest), ":：");
  *rest = herald_slice_trim_any (*rest, ":：*,–—-");
  if (has_colon || herald_slice_is_empty (*rest))
    return TRUE;

  at = herald_lexicon_match (NULL, HERALD_LEXICON_AT, *rest);
  if (at != NULL)
    *rest = herald_slice_trim_any (herald_slice_between (at, rest->end), ":：");
  return looks_like_name (*rest, 5) && herald_slice_find_char (*rest, ".@") == NULL;
}

/**
 * herald_label_is_embargo:
 * @line: a line
 * @rest: (out): what stands behind the label: the time, perhaps on the next line
 *
 * Returns: whether @line starts as an embargo line
 */
gboolean
herald_label_is_embargo (const char  *line,
                         HeraldSlice *rest)
{
  HeraldSlice slice;
  const char *end;

  if (!read_line (line, &slice))
    return FALSE;
  end = match_label (HERALD_LEXICON_EMBARGO, &slice);
  if (end == NULL)
    return FALSE;

  *rest = herald_slice_trim_any (herald_slice_between (end, slice.end), DECORATION);
  return TRUE;
}

/**
 * herald_label_is_item:
 * @line: a line
 * @text: (out): the words of the item
 * @number: (out): its number, or 0 of a bullet
 *
 * Returns: whether @line is an item of a list
 */
gboolean
herald_label_is_item (const char  *line,
                      HeraldSlice *text,
                      int         *number)
{
  const char *p = line;
  gunichar c = g_utf8_get_char (p);

  *number = 0;
  *text = herald_slice (line);
  if (herald_char_is_in (c, "-–•*·▪●◦"))
    {
      p = g_utf8_next_char (p);
      if (!g_unichar_isspace (g_utf8_get_char (p)) && !herald_char_is_in (c, "•▪●◦"))
        return FALSE;
    }
  else
    {
      while (g_ascii_isdigit (*p) && p - line < 3)
        *number = *number * 10 + (*p++ - '0');
      if (p == line || (*p != '.' && *p != ')') || !g_unichar_isspace (g_utf8_get_char (p + 1)) || *number == 0)
        return FALSE;
      p++;
    }

  *text = herald_slice_trim (herald_slice_between (p, text->end));
  return !herald_slice_is_empty (*text);
}

/* The mark between the dateline and the first words; the same mark may stand inside the place or the words. */
static const char *
match_dash (const char *p,
            gboolean    is_after_space)
{
  gunichar c = g_utf8_get_char (p);

  if (c == 0x2013 || c == 0x2014 || c == 0x2015)
    {
      while (herald_char_is_in (g_utf8_get_char (p), "–—―"))
        p = g_utf8_next_char (p);
      return p;
    }
  if (p[0] == '-' && p[1] == '-')
    return p[2] == '-' ? p + 3 : p + 2;
  if (p[0] == '-' && is_after_space && p[1] == ' ')
    return p + 1;

  return NULL;
}

static HeraldSlice
trim_place (HeraldSlice place)
{
  const char *link;

  place = herald_slice_trim_any (place, ",，（(）)[]/|*");
  link = NULL;
  for (const char *p = place.end; p > place.start && place.end - p <= 5;)
    {
      p = g_utf8_prev_char (p);
      if (g_unichar_isspace (g_utf8_get_char (p)))
        {
          link = p;
          break;
        }
    }
  if (link != NULL && herald_phrases_match ("le|den|il|lo|a|el|on|am|,", herald_slice_trim (herald_slice_between (link, place.end))) == place.end)
    place.end = link;

  return herald_slice_trim_any (place, ",，（(");
}

static gboolean
is_place (HeraldSlice place)
{
  for (const char *p = place.start; p < place.end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalpha (c) && !g_unichar_ismark (c) && !herald_char_is_in (c, " ,，.'’-/()&\xc2\xa0"))
        return FALSE;
    }

  return place.end - place.start <= LONGEST_PLACE && looks_like_name (place, 7);
}

static HeraldDateline *
make_dateline (HeraldSlice  place,
               const char  *date)
{
  g_autofree char *text = herald_slice_dup (place);

  return herald_dateline_new (*text != '\0' ? text : NULL, date);
}

static gboolean
may_start_date (const char *p,
                const char *start)
{
  gunichar before = p > start ? g_utf8_get_char (g_utf8_prev_char (p)) : ' ';
  gunichar c = g_utf8_get_char (p);

  return g_unichar_isdigit (c) ? !g_unichar_isdigit (before) : g_unichar_isupper (c) && !g_unichar_isalpha (before);
}

/* Place and date in whatever order; both, or the date alone. */
static HeraldDateline *
read_place_and_date (HeraldSlice           slice,
                     const HeraldLexicon  *lexicon)
{
  const char *language = lexicon != NULL ? lexicon->language : NULL;

  slice = herald_slice_trim_any (slice, "（(）)*");
  for (const char *p = slice.start; p < slice.end; p = g_utf8_next_char (p))
    {
      g_autofree char *date = NULL;
      HeraldSlice before, after;
      const char *end = may_start_date (p, slice.start) ? herald_date_match (herald_slice_between (p, slice.end), language, &date) : NULL;

      if (end == NULL)
        continue;

      before = trim_place (herald_slice_between (slice.start, p));
      after = herald_slice_trim_any (herald_slice_between (end, slice.end), ",，.:：（(）)电電讯");
      /* "Friday, 1 December 2026": the date says so itself. */
      if (herald_lexicon_is (NULL, HERALD_LEXICON_WHEN, before))
        before.start = before.end;
      if (herald_phrases_match ("/prnewswire/|(business wire|(globe newswire|business wire|globe newswire", after) == after.end)
        after.start = after.end;
      if (herald_slice_is_empty (after) && (herald_slice_is_empty (before) || is_place (before)))
        return make_dateline (before, date);
      if (herald_slice_is_empty (before) && is_place (after))
        return make_dateline (after, date);
      return NULL;
    }

  return NULL;
}

/* "LONDON — Aurelia": in capitals, with a long dash, before a whole paragraph. */
static HeraldDateline *
read_place_alone (HeraldSlice  slice,
                  const char  *dash,
                  const char  *rest)
{
  static const char no_places[] = "update|updated|correction|note|news|attention|advisory|memo|media|video|photo|exclusive|q|a|aggiornamento|nota";
  HeraldSlice place = trim_place (slice);

  if (g_utf8_get_char (dash) == '-' && dash[1] != '-')
    return NULL;
  if (!is_upper (place) || !is_place (place) || herald_slice_count_words (place) > 4 || strlen (rest) < 80 ||
      place.end - place.start < 4 || herald_phrases_match (no_places, place) != NULL)
    return NULL;

  return make_dateline (place, NULL);
}

/**
 * herald_label_read_dateline:
 * @line: the start of a paragraph
 * @lexicon: (nullable): its language
 * @rest: (out): the first words behind the dateline; empty when the dateline stands on a line of its own
 *
 * Reads "MILAN, 1 December 2026 – ", "BERLIN (1. Dezember 2026) – ", "2026年12月1日，上海 — " and the like.
 *
 * Returns: (transfer full) (nullable): the dateline
 */
HeraldDateline *
herald_label_read_dateline (const char           *line,
                            const HeraldLexicon  *lexicon,
                            const char          **rest)
{
  HeraldSlice slice = herald_slice (line);
  gboolean is_after_space = FALSE;
  guint n_dashes = 0;

  for (const char *p = line; p < slice.end && p - line < 120 && n_dashes < 4; p = g_utf8_next_char (p))
    {
      const char *end = match_dash (p, is_after_space);

      is_after_space = g_unichar_isspace (g_utf8_get_char (p)) || *p == ')';
      if (end != NULL)
        {
          HeraldSlice head = herald_slice_trim (herald_slice_between (line, p));
          HeraldDateline *dateline = read_place_and_date (head, lexicon);

          *rest = herald_slice_trim (herald_slice_between (end, slice.end)).start;
          if (dateline == NULL && n_dashes == 0)
            dateline = read_place_alone (head, p, *rest);
          if (dateline != NULL)
            return dateline;
          n_dashes++;
          p = g_utf8_prev_char (end);
        }
    }

  /* Alone, or in Chinese without a dash: （上海，2026年12月1日）or 上海2026年12月1日电 */
  *rest = slice.end;
  if (slice.end - slice.start <= 100)
    return read_place_and_date (herald_slice_chomp_any (slice, "."), lexicon);

  return NULL;
}
