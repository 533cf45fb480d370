/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-attribution.h"

#include "herald-speaker-han.h"

#include <string.h>

#define MOST_NAME_WORDS 6
#define MOST_ORGANISATION_WORDS 7
#define LONGEST_TITLE 140

static const char honorifics[] =
  "dr|dr.|prof|prof.|mr|mr.|mrs|mrs.|ms|ms.|sir|dame|dott|dott.|dott.ssa|ing|ing.|avv|avv.|sig|sig.|sig.ra|herr|"
  "frau|m.|mme|mme.|mlle|sr|sr.|sra|sra.|don|doña|d.|dª|dipl.-ing.|sen.|rep.|gov.|st.";
static const char name_particles[] =
  "de|di|da|du|del|della|dello|dei|von|van|der|den|zu|la|le|el|al|bin|ben|ibn|dos|do|des|ter|ten|y|af|av";
static const char organisation_particles[] = "&|+|and|e|et|y|und|of|de|di|für|for|the|der|del|della|pour|per|du|des|la";
static const char legal_forms[] = "inc|inc.|ltd|ltd.|llc|corp|corp.|co|co.|plc|gmbh|ag|s.p.a.|spa|s.r.l.|sa|s.a.|s.l.|sas";
/* Pronouns that are family names as well, Chinese ones above all: alone they are no name, before another word they are. */
static const char pronoun_names[] = "he|she|you|lei|lui|noi|er|on|an|you|si|ma|mi|man|su|ha|xu";
/* Ends of German compounds: "Vertriebsleiterin", "Produktmanager". */
static const char * const german_ends[] = {
  "leiter", "leiterin", "manager", "managerin", "direktor", "direktorin", "chef", "chefin", "führer", "führerin",
  "vorstand", "vorständin", "sprecher", "sprecherin", "präsident", "präsidentin", "gründer", "gründerin",
  "beauftragte", "beauftragter", "vorsitzender", "vorsitzende", "ingenieur", "ingenieurin", "entwickler", "entwicklerin",
};

static HeraldSlice
bare_word (HeraldSlice word)
{
  return herald_slice_trim_any (word, ",;:.()\"'’‘*");
}

/**
 * herald_attribution_is_honorific:
 * @word: a word with its full stop
 *
 * Returns: whether it stands before a name, or is an initial
 */
gboolean
herald_attribution_is_honorific (HeraldSlice word)
{
  HeraldSlice bare = herald_slice_trim_any (word, ".,(");

  return herald_phrases_match (honorifics, word) == word.end ||
         (g_utf8_strlen (bare.start, bare.end - bare.start) == 1 && g_unichar_isupper (herald_slice_first (bare)));
}

static gboolean
ends_like_german_title (HeraldSlice word)
{
  g_autofree char *lower = g_utf8_strdown (word.start, word.end - word.start);

  for (guint i = 0; i < G_N_ELEMENTS (german_ends); i++)
    if (g_str_has_suffix (lower, german_ends[i]))
      return TRUE;

  return FALSE;
}

/* "Co-founder" and "Vice-President" are titles by one of their parts. */
static gboolean
is_title_word (HeraldSlice          word,
               const HeraldLexicon *lexicon)
{
  HeraldSlice bare = bare_word (word);
  const char *hyphen;

  if (herald_slice_is_empty (bare))
    return FALSE;
  if (herald_lexicon_is (lexicon, HERALD_LEXICON_TITLE, bare))
    return TRUE;
  if (lexicon != NULL && strcmp (lexicon->language, "de") == 0 && ends_like_german_title (bare))
    return TRUE;

  hyphen = herald_slice_find_char (bare, "-/");
  return hyphen != NULL && (is_title_word (herald_slice_between (bare.start, hyphen), lexicon) ||
                            herald_lexicon_is (lexicon, HERALD_LEXICON_TITLE, herald_slice_between (hyphen + 1, bare.end)));
}

/* The last word of a slice that job titles are made of; FALSE when there is none. */
static gboolean
find_last_title (HeraldSlice          slice,
                 const HeraldLexicon *lexicon,
                 HeraldSlice         *last)
{
  HeraldSlice word;
  gboolean found = FALSE;

  while (herald_slice_next_word (&slice, &word))
    if (is_title_word (word, lexicon))
      {
        *last = bare_word (word);
        found = TRUE;
      }

  return found;
}

/* "Global Sales" belongs to the title; "Kitefin Media" is a company. */
static gboolean
starts_with_field (HeraldSlice          slice,
                   const HeraldLexicon *lexicon)
{
  HeraldSlice word;

  return herald_slice_next_word (&slice, &word) && herald_lexicon_is (lexicon, HERALD_LEXICON_FIELD, bare_word (word));
}

/**
 * herald_attribution_has_title:
 * @slice: a few words
 * @lexicon: (nullable): their language
 *
 * Returns: whether one of them is a word of job titles
 */
gboolean
herald_attribution_has_title (HeraldSlice          slice,
                              const HeraldLexicon *lexicon)
{
  HeraldSlice last;

  return find_last_title (slice, lexicon, &last);
}

static gboolean
is_name_character (gunichar c)
{
  return g_unichar_isalpha (c) || g_unichar_ismark (c) || herald_char_is_in (c, "-'’.·");
}

static gboolean
is_name_word (HeraldSlice word)
{
  for (const char *p = word.start; p < word.end; p = g_utf8_next_char (p))
    if (!is_name_character (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

/**
 * herald_attribution_is_name:
 * @slice: a few words
 * @lexicon: (nullable): their language
 *
 * Returns: whether they look like the name of a person: capitalised words and particles, no digit, no job title
 */
gboolean
herald_attribution_is_name (HeraldSlice          slice,
                            const HeraldLexicon *lexicon)
{
  HeraldSlice word;
  guint n_words = 0, n_names = 0;

  while (herald_slice_next_word (&slice, &word))
    {
      gboolean is_honorific = herald_phrases_match (honorifics, word) == word.end;

      if (++n_words > MOST_NAME_WORDS || !is_name_word (word) || is_title_word (word, lexicon))
        return FALSE;
      if (n_words == 1 && !is_honorific && herald_lexicon_is (lexicon, HERALD_LEXICON_STOP, bare_word (word)) &&
          (herald_phrases_match (pronoun_names, word) != word.end || herald_slice_is_empty (herald_slice_trim (slice))))
        return FALSE;
      if (is_honorific)
        continue;
      if (herald_slice_is_capitalised (word) && g_utf8_next_char (word.start) < word.end)
        n_names++;
      else if (n_words == 1 || herald_phrases_match (name_particles, word) != word.end)
        return FALSE;
    }

  return n_names > 0;
}

static gboolean
is_organisation (HeraldSlice slice)
{
  HeraldSlice word, first = slice;
  guint n_words = 0;

  while (herald_slice_next_word (&slice, &word))
    {
      n_words++;
      if (n_words == 1)
        first = word;
      if (herald_slice_is_capitalised (bare_word (word)))
        continue;
      if (n_words == 1 || herald_phrases_match (organisation_particles, word) != word.end)
        return FALSE;
    }

  return n_words > 0 && n_words <= MOST_ORGANISATION_WORDS && herald_slice_is_capitalised (first);
}

static HeraldSlice
skip_article (HeraldSlice          slice,
              const HeraldLexicon *lexicon)
{
  const char *end;

  slice = herald_slice_trim (slice);
  end = herald_lexicon_match (lexicon, HERALD_LEXICON_ARTICLE, slice);
  return end != NULL ? herald_slice_trim (herald_slice_between (end, slice.end)) : slice;
}

static HeraldSpeaker *
make_speaker (HeraldSlice name,
              HeraldSlice title,
              HeraldSlice organisation)
{
  g_autofree char *name_text = herald_slice_dup (herald_slice_trim_any (name, ","));
  g_autofree char *title_text = herald_slice_dup (herald_slice_trim_any (title, ","));
  g_autofree char *organisation_text = herald_slice_dup (herald_slice_trim_any (organisation, ","));

  return herald_speaker_new (name_text,
                             *title_text != '\0' ? title_text : NULL,
                             *organisation_text != '\0' ? organisation_text : NULL);
}

/* After the last word of the title: ", Aurelia Optics" or "of Marketing at Aurelia Optics". */
static gboolean
find_organisation (HeraldSlice          details,
                   HeraldSlice          last_title,
                   const HeraldLexicon *lexicon,
                   HeraldSlice         *title,
                   HeraldSlice         *organisation)
{
  HeraldSlice after = herald_slice_between (last_title.end, details.end), rest = after, word;
  const char *comma = NULL;

  for (const char *p = after.start; p < after.end; p++)
    if (*p == ',')
      comma = p;
  if (comma != NULL)
    {
      HeraldSlice tail = herald_slice_trim (herald_slice_between (comma + 1, after.end));

      if (is_organisation (tail) && !starts_with_field (tail, lexicon) && herald_phrases_match (legal_forms, tail) != tail.end)
        {
          *title = herald_slice_between (details.start, comma);
          *organisation = tail;
          return TRUE;
        }
    }

  while (herald_slice_next_word (&rest, &word))
    {
      const char *end = herald_lexicon_match (lexicon, HERALD_LEXICON_AT, herald_slice_between (word.start, after.end));
      HeraldSlice tail;

      if (end == NULL)
        continue;

      tail = skip_article (herald_slice_between (end, after.end), lexicon);
      if (!is_organisation (tail) || starts_with_field (tail, lexicon))
        continue;

      *title = herald_slice_between (details.start, word.start);
      *organisation = tail;
      return TRUE;
    }

  return FALSE;
}

/* What may follow the last word of a title without an organisation: "of research", ", Global Sales". */
static gboolean
is_clean_rest (HeraldSlice          after,
               const HeraldLexicon *lexicon)
{
  after = herald_slice_trim_any (after, ",");
  if (herald_slice_is_empty (after))
    return TRUE;
  if (herald_slice_count_words (after) > 5)
    return FALSE;

  return herald_lexicon_match (lexicon, HERALD_LEXICON_AT, after) != NULL || starts_with_field (after, lexicon);
}

static HeraldSpeaker *
read_details (HeraldSlice          name,
              HeraldSlice          details,
              const HeraldLexicon *lexicon)
{
  HeraldSlice last_title, title, organisation;

  details = skip_article (herald_slice_trim_any (details, ","), lexicon);
  if (herald_slice_is_empty (details))
    return make_speaker (name, details, details);
  if (details.end - details.start > LONGEST_TITLE || !find_last_title (details, lexicon, &last_title))
    return NULL;
  /* A title does not come after another half sentence: "speaking in Milan as CEO". */
  if (herald_slice_count_words (herald_slice_between (details.start, last_title.start)) > 12)
    return NULL;

  if (find_organisation (details, last_title, lexicon, &title, &organisation))
    return make_speaker (name, title, organisation);
  if (is_clean_rest (herald_slice_between (last_title.end, details.end), lexicon))
    return make_speaker (name, details, herald_slice_between (details.end, details.end));

  return NULL;
}

/* "Aurelia Optics' CEO Anna Bruni", "founder and CEO Anna Bruni": title words, then the name. */
static HeraldSpeaker *
read_title_first (HeraldSlice          slice,
                  const HeraldLexicon *lexicon)
{
  HeraldSlice last_title, first_title = slice, rest, word, name, organisation;
  const char *possessive;

  slice = skip_article (slice, lexicon);
  if (!find_last_title (slice, lexicon, &last_title))
    return NULL;

  name = herald_slice_trim (herald_slice_between (last_title.end, slice.end));
  if (herald_slice_count_words (name) < 2 || herald_slice_count_words (name) > 4 || !herald_attribution_is_name (name, lexicon))
    return NULL;

  for (rest = slice; herald_slice_next_word (&rest, &word);)
    if (is_title_word (word, lexicon))
      break;
  first_title = word;

  organisation = herald_slice_trim (herald_slice_between (slice.start, first_title.start));
  possessive = herald_slice_find_char (organisation, "'’");
  if (possessive != NULL && organisation.end - possessive <= 4)
    organisation.end = possessive;
  if (!herald_slice_is_empty (organisation) && !is_organisation (organisation))
    return NULL;

  return make_speaker (name, herald_slice_between (first_title.start, last_title.end), organisation);
}

/* "Anna Bruni of Aurelia Optics" */
static HeraldSpeaker *
read_of (HeraldSlice          slice,
         const HeraldLexicon *lexicon)
{
  HeraldSlice rest = slice, word;

  while (herald_slice_next_word (&rest, &word))
    if (herald_phrases_match ("of|at|bei", word) == word.end)
      {
        HeraldSlice name = herald_slice_trim (herald_slice_between (slice.start, word.start));
        HeraldSlice organisation = skip_article (rest, lexicon);

        if (herald_attribution_is_name (name, lexicon) && is_organisation (organisation))
          return make_speaker (name, herald_slice_between (slice.end, slice.end), organisation);
        return NULL;
      }

  return NULL;
}

/* "Anna Bruni (CEO, Aurelia Optics)" */
static HeraldSpeaker *
read_parentheses (HeraldSlice          slice,
                  const HeraldLexicon *lexicon)
{
  const char *open = herald_slice_find_char (slice, "(");
  HeraldSlice name = herald_slice_trim (herald_slice_between (slice.start, open != NULL ? open : slice.start));

  if (open == NULL || slice.end[-1] != ')' || !herald_attribution_is_name (name, lexicon))
    return NULL;

  return read_details (name, herald_slice_between (open + 1, slice.end - 1), lexicon);
}

/**
 * herald_attribution_read_speaker:
 * @slice: "Anna Bruni, founder and CEO of Aurelia Optics", in whatever order
 * @lexicon: (nullable): the language; without one, only names are known
 *
 * Returns: (transfer full) (nullable): name, job title and organisation apart; %NULL unless every word found its place
 */
HeraldSpeaker *
herald_attribution_read_speaker (HeraldSlice          slice,
                                 const HeraldLexicon *lexicon)
{
  const char *first_comma, *last_comma = NULL;
  HeraldSlice head, tail;

  slice = herald_slice_trim_any (slice, ",");
  if (herald_slice_is_empty (slice) || herald_slice_find_char (slice, ";:!?\"“”„«»") != NULL)
    return NULL;
  if (herald_slice_last (slice) == ')')
    return read_parentheses (slice, lexicon);

  first_comma = herald_slice_find_char (slice, ",");
  if (first_comma == NULL)
    {
      HeraldSpeaker *speaker = herald_attribution_is_name (slice, lexicon) ? make_speaker (slice, herald_slice_between (slice.end, slice.end), herald_slice_between (slice.end, slice.end)) : NULL;

      if (speaker == NULL)
        speaker = read_title_first (slice, lexicon);
      return speaker != NULL ? speaker : read_of (slice, lexicon);
    }

  head = herald_slice_trim (herald_slice_between (slice.start, first_comma));
  if (herald_attribution_is_name (head, lexicon))
    return read_details (head, herald_slice_between (first_comma + 1, slice.end), lexicon);

  for (const char *p = first_comma; p < slice.end; p++)
    if (*p == ',')
      last_comma = p;
  tail = herald_slice_trim (herald_slice_between (last_comma + 1, slice.end));
  head = herald_slice_between (slice.start, last_comma);
  if (herald_attribution_is_name (tail, lexicon) && herald_attribution_has_title (head, lexicon))
    return read_details (tail, head, lexicon);

  return NULL;
}

static HeraldSlice
skip_fillers (HeraldSlice          slice,
              const HeraldLexicon *lexicon)
{
  const char *end;

  slice = herald_slice_trim_any (slice, ",");
  while ((end = herald_lexicon_match (lexicon, HERALD_LEXICON_FILLER, slice)) != NULL)
    slice = herald_slice_trim_any (herald_slice_between (end, slice.end), ",");
  while ((end = herald_lexicon_match_end (lexicon, HERALD_LEXICON_FILLER, slice)) != NULL)
    slice = herald_slice_trim_any (herald_slice_between (slice.start, end), ",");

  return slice;
}

/**
 * herald_attribution_read:
 * @slice: what stands between a quotation and the next sentence: ", said Anna Bruni, CEO of Aurelia Optics", or
 *   before it: "Anna Bruni, CEO of Aurelia Optics, said:"
 * @kind: whether a verb is needed
 * @lexicon: (nullable): the language
 *
 * Returns: (transfer full) (nullable): the speaker; %NULL unless every word of @slice is understood
 */
HeraldSpeaker *
herald_attribution_read (HeraldSlice            slice,
                         HeraldAttributionKind  kind,
                         const HeraldLexicon   *lexicon)
{
  const char *verb;
  HeraldSpeaker *speaker;

  slice = skip_fillers (herald_slice_trim_any (slice, ",:-–—―−，："), lexicon);
  if (herald_slice_is_empty (slice) || lexicon == NULL)
    return NULL;
  if (strcmp (lexicon->language, "zh") == 0)
    return herald_speaker_han_read (slice, kind == HERALD_ATTRIBUTION_PLAIN, lexicon);

  verb = herald_lexicon_match (lexicon, HERALD_LEXICON_VERB, slice);
  if (verb != NULL && (speaker = herald_attribution_read_speaker (skip_fillers (herald_slice_between (verb, slice.end), lexicon), lexicon)) != NULL)
    return speaker;

  verb = herald_lexicon_match_end (lexicon, HERALD_LEXICON_VERB, slice);
  if (verb != NULL)
    return herald_attribution_read_speaker (skip_fillers (herald_slice_between (slice.start, verb), lexicon), lexicon);

  if (kind == HERALD_ATTRIBUTION_PLAIN)
    return NULL;

  speaker = herald_attribution_read_speaker (slice, lexicon);
  if (speaker != NULL && speaker->title == NULL)
    g_clear_pointer (&speaker, herald_speaker_free);
  return speaker;
}
