/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-parties.h"

#include <string.h>

/* How it is done. A name becomes a candidate because the text says that it is an organisation: it is the source, an
 * "About" paragraph is about it, a speaker belongs to it, or it stands in "X and Y" of headline or first paragraphs
 * beside such a one. Candidates that are one name (the same letters, "Aurelia" and "Aurelia Optics", or a misspelling
 * of at most two letters) become one, in the form that the text uses most. Nothing is taken for a company merely
 * because it has a capital. */

#define MOST_PARTIES 6
#define MOST_CANDIDATES 48
#define ENOUGH_TEXT 200000
#define ENOUGH_LEAD 2000
#define ENOUGH_PAIRS 12
#define ENOUGH_SPEAKERS 200

typedef enum
{
  EVIDENCE_SOURCE  = 1 << 0,
  EVIDENCE_ABOUT   = 1 << 1,
  EVIDENCE_SPEAKER = 1 << 2,
  EVIDENCE_PAIR    = 1 << 3,
} Evidence;

typedef struct
{
  char  *name;
  guint  evidence;
  guint  count;     /* in the text, but not within a longer candidate */
  gsize  position;  /* where it is first named */
  guint  same_as;   /* index of the form that stands for it */
} Candidate;

typedef struct
{
  HeraldAnnouncement  *announcement;
  const HeraldLexicon *lexicon;
  HeraldSlice          text;
  GArray              *candidates;
} Finder;

static void
candidate_clear (gpointer data)
{
  g_free (((Candidate *) data)->name);
}

static Candidate *
get (const Finder *self,
     guint         i)
{
  return &g_array_index (self->candidates, Candidate, i);
}

static gboolean
joins (gunichar c)
{
  return g_unichar_isalnum (c) && !herald_char_is_han (c);
}

/* Occurrences between word borders. */
static guint
count_in (HeraldSlice  text,
          const char  *name,
          gsize       *first)
{
  gsize length = strlen (name);
  guint n = 0;
  const char *p = text.start;

  while (length > 0 && (p = g_strstr_len (p, text.end - p, name)) != NULL)
    {
      gunichar before = p > text.start ? g_utf8_get_char (g_utf8_prev_char (p)) : ' ';
      gunichar after = p + length < text.end ? g_utf8_get_char (p + length) : ' ';

      if (!joins (before) && !(joins (after) && joins (g_utf8_get_char (g_utf8_prev_char (p + length)))))
        {
          if (n++ == 0 && first != NULL)
            *first = p - text.start;
        }
      p += length;
    }

  return n;
}

static void
add_candidate (Finder      *self,
               const char  *name,
               Evidence     evidence)
{
  Candidate candidate = { 0 };

  if (name == NULL || *name == '\0' || strlen (name) > 100 || self->candidates->len >= MOST_CANDIDATES)
    return;
  for (guint i = 0; i < self->candidates->len; i++)
    if (strcmp (get (self, i)->name, name) == 0)
      {
        get (self, i)->evidence |= evidence;
        return;
      }

  candidate.name = g_strdup (name);
  candidate.evidence = evidence;
  candidate.position = G_MAXSIZE;
  candidate.count = count_in (self->text, name, &candidate.position);
  candidate.same_as = self->candidates->len;
  g_array_append_val (self->candidates, candidate);
}

static gboolean
looks_like_source (const char *name)
{
  HeraldSlice slice = herald_slice (name);

  return herald_slice_is_capitalised (slice) && herald_slice_count_words (slice) <= 6 &&
         strpbrk (name, "/@:;") == NULL && strstr (name, "www.") == NULL;
}

/* A mayor's city is no company. */
static gboolean
has_office (const char *title)
{
  static const char offices[] =
    "mayor|senator|minister|governor|representative|commissioner|sindaco|sindaca|ministro|ministra|bürgermeister|"
    "bürgermeisterin|ministerin|maire|ministre|alcalde|alcaldesa|市长|部长";
  HeraldSlice rest, word;

  if (title == NULL)
    return FALSE;
  for (rest = herald_slice (title); herald_slice_next_word (&rest, &word);)
    if (herald_phrases_match (offices, word) != NULL)
      return TRUE;

  return FALSE;
}

static void
add_known (Finder    *self,
           GPtrArray *abouts)
{
  HeraldAnnouncement *announcement = self->announcement;

  if (announcement->source != NULL && announcement->source->name != NULL && looks_like_source (announcement->source->name))
    add_candidate (self, announcement->source->name, EVIDENCE_SOURCE);
  for (guint i = 0; i < abouts->len; i++)
    add_candidate (self, g_ptr_array_index (abouts, i), EVIDENCE_ABOUT);
  for (guint i = 0; i < announcement->body->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (announcement->body, i);

      if (block->speaker != NULL && !has_office (block->speaker->title))
        add_candidate (self, block->speaker->organisation, EVIDENCE_SPEAKER);
    }
}

static gboolean
is_word_prefix (const char *shorter,
                const char *longer)
{
  gsize length = strlen (shorter);

  return length > 0 && strlen (longer) > length && strncmp (shorter, longer, length) == 0 &&
         (longer[length] == ' ' || herald_char_is_han (g_utf8_get_char (longer + length)));
}

/* Damerau-Levenshtein within a limit of two, on short names only. */
static guint
edit_distance (const char *a,
               const char *b)
{
  g_autofree gunichar *x = NULL, *y = NULL;
  glong n = 0, m = 0;
  guint rows[3][64];

  x = g_utf8_to_ucs4_fast (a, -1, &n);
  y = g_utf8_to_ucs4_fast (b, -1, &m);
  if (n >= 64 || m >= 64 || ABS (n - m) > 2)
    return 3;

  for (glong j = 0; j <= m; j++)
    rows[0][j] = j;
  for (glong i = 1; i <= n; i++)
    {
      guint *row = rows[i % 3], *above = rows[(i + 2) % 3], *second = rows[(i + 1) % 3];

      row[0] = i;
      for (glong j = 1; j <= m; j++)
        {
          guint cost = x[i - 1] == y[j - 1] ? 0 : 1;

          row[j] = MIN (MIN (row[j - 1] + 1, above[j] + 1), above[j - 1] + cost);
          if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
            row[j] = MIN (row[j], second[j - 2] + 1);
        }
    }

  return rows[n % 3][m];
}

static gboolean
is_misspelling (const char *a,
                const char *b)
{
  glong length = MIN (g_utf8_strlen (a, -1), g_utf8_strlen (b, -1));
  guint distance;

  if (length < 5 || herald_char_is_han (g_utf8_get_char (a)) || g_utf8_get_char (a) != g_utf8_get_char (b))
    return FALSE;

  distance = edit_distance (a, b);
  return distance == 1 || (distance == 2 && length >= 8);
}

static gboolean
is_same (const Candidate *a,
         const Candidate *b)
{
  g_autofree char *x = g_utf8_casefold (a->name, -1);
  g_autofree char *y = g_utf8_casefold (b->name, -1);

  return strcmp (x, y) == 0 || is_word_prefix (a->name, b->name) || is_word_prefix (b->name, a->name) ||
         is_misspelling (a->name, b->name);
}

/* "Xiaomi Group" counts for itself, not for "Xiaomi" too. */
static guint
count_alone (const Finder    *self,
             const Candidate *candidate)
{
  guint count = candidate->count;

  for (guint i = 0; i < self->candidates->len; i++)
    if (is_word_prefix (candidate->name, get (self, i)->name))
      count -= MIN (count, get (self, i)->count);

  return count;
}

static gboolean
is_better (const Finder    *self,
           const Candidate *a,
           const Candidate *b)
{
  guint count_a = count_alone (self, a), count_b = count_alone (self, b);

  return count_a != count_b ? count_a > count_b : strlen (a->name) > strlen (b->name);
}

static void
merge_candidates (Finder *self)
{
  for (guint i = 1; i < self->candidates->len; i++)
    for (guint j = 0; j < i; j++)
      if (is_same (get (self, i), get (self, j)))
        {
          guint root_i = get (self, i)->same_as, root_j = get (self, j)->same_as;
          guint winner = is_better (self, get (self, root_i), get (self, root_j)) ? root_i : root_j;

          for (guint k = 0; k <= i; k++)
            if (get (self, k)->same_as == root_i || get (self, k)->same_as == root_j)
              get (self, k)->same_as = winner;
        }
}

/* The form that stands for a name that is a candidate, or for a longer or shorter form of one. */
static const Candidate *
find_form (const Finder *self,
           const char   *name)
{
  for (guint i = 0; name != NULL && i < self->candidates->len; i++)
    if (strcmp (get (self, i)->name, name) == 0)
      return get (self, get (self, i)->same_as);

  return NULL;
}

static gboolean
is_person (const Finder *self,
           const char   *name)
{
  for (guint i = 0; i < self->announcement->body->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (self->announcement->body, i);

      if (block->speaker != NULL && block->speaker->name != NULL && strstr (block->speaker->name, name) != NULL)
        return TRUE;
    }

  return FALSE;
}

static gboolean
recurs (const Finder *self,
        const char   *name)
{
  return strlen (name) >= 2 && count_in (self->text, name, NULL) >= 2 && !is_person (self, name);
}

static gboolean
is_known (const Finder *self,
          const char   *name)
{
  for (guint i = 0; i < self->candidates->len; i++)
    {
      const Candidate *candidate = get (self, i);

      if ((candidate->evidence & ~EVIDENCE_PAIR) != 0 &&
          (strcmp (candidate->name, name) == 0 || is_word_prefix (candidate->name, name) || is_word_prefix (name, candidate->name)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
ends_run (HeraldSlice word)
{
  return herald_char_is_in (herald_slice_last (word), ",.;:!?)”»\"");
}

/* Capitalised words before the conjunction: the longest end of the run that the text names again. */
static char *
read_left (const Finder *self,
           HeraldSlice   text)
{
  const char *starts[5];
  guint n = 0;
  const char *p = text.end;

  while (n < G_N_ELEMENTS (starts) && p > text.start)
    {
      HeraldSlice before = herald_slice_chomp_any (herald_slice_between (text.start, p), NULL);
      const char *start = before.end;
      HeraldSlice word;

      while (start > before.start && !g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (start))))
        start = g_utf8_prev_char (start);
      word = herald_slice_between (start, before.end);
      if (herald_slice_is_empty (word) || ends_run (word) || !herald_slice_is_capitalised (word) ||
          herald_lexicon_is (self->lexicon, HERALD_LEXICON_STOP, word))
        break;
      starts[n++] = start;
      p = start;
    }

  while (n > 0)
    {
      g_autofree char *name = herald_slice_dup (herald_slice_trim (herald_slice_between (starts[--n], text.end)));

      if (recurs (self, name))
        return g_steal_pointer (&name);
    }

  return NULL;
}

static char *
read_right (const Finder *self,
            HeraldSlice   text)
{
  const char *ends[5];
  guint n = 0;
  HeraldSlice rest = text, word;

  while (n < G_N_ELEMENTS (ends) && herald_slice_next_word (&rest, &word) && herald_slice_is_capitalised (word) &&
         !herald_lexicon_is (self->lexicon, HERALD_LEXICON_STOP, word))
    {
      HeraldSlice bare = herald_slice_chomp_any (word, ",.;:!?)”»\"");
      const char *possessive = g_strstr_len (bare.start, bare.end - bare.start, "’s");

      ends[n++] = possessive != NULL ? possessive : bare.end;
      if (ends_run (word) || possessive != NULL)
        break;
    }

  text = herald_slice_trim (text);
  while (n > 0)
    {
      g_autofree char *name = herald_slice_dup (herald_slice_between (text.start, ends[--n]));

      if (recurs (self, name))
        return g_steal_pointer (&name);
    }

  return NULL;
}

/* Without spaces the text itself tells where a name ends: the longest start that is nearly as frequent as its first
 * two characters. */
static char *
read_right_han (const Finder *self,
                HeraldSlice   text)
{
  guint base = 0;
  g_autofree char *best = NULL;
  const char *p = text.start;

  for (guint n = 1; n <= 10 && p < text.end && herald_char_is_han (g_utf8_get_char (p)); n++)
    {
      g_autofree char *name = NULL;
      guint count;

      p = g_utf8_next_char (p);
      if (n < 2)
        continue;
      name = g_strndup (text.start, p - text.start);
      count = count_in (self->text, name, NULL);
      if (n == 2)
        base = count;
      if (count < 2 || count * 10 < base * 6)
        break;
      g_free (best);
      best = g_steal_pointer (&name);
    }

  return best != NULL && !is_person (self, best) ? g_steal_pointer (&best) : NULL;
}

static char *
read_left_han (const Finder *self,
               HeraldSlice   text)
{
  for (guint i = 0; i < self->candidates->len; i++)
    {
      const char *name = get (self, i)->name;
      gsize length = strlen (name);

      if ((gsize) (text.end - text.start) >= length && memcmp (text.end - length, name, length) == 0)
        return g_strdup (name);
    }

  return NULL;
}

static void
try_pair (Finder      *self,
          HeraldSlice  left,
          HeraldSlice  right)
{
  gboolean is_chinese = strcmp (self->lexicon->language, "zh") == 0;
  g_autofree char *x = is_chinese ? read_left_han (self, left) : read_left (self, left);
  g_autofree char *y = x == NULL ? NULL : is_chinese ? read_right_han (self, right) : read_right (self, right);

  if (y == NULL || strcmp (x, y) == 0 || (!is_known (self, x) && !is_known (self, y)))
    return;

  add_candidate (self, x, EVIDENCE_PAIR);
  add_candidate (self, y, EVIDENCE_PAIR);
}

static void
find_pairs (Finder     *self,
            const char *lead)
{
  HeraldSlice text;
  gboolean is_chinese;
  guint n_tried = 0;

  if (lead == NULL || self->lexicon == NULL)
    return;

  is_chinese = strcmp (self->lexicon->language, "zh") == 0;
  text = herald_slice (lead);
  if (text.end - text.start > ENOUGH_LEAD)
    text.end = g_utf8_find_prev_char (text.start, text.start + ENOUGH_LEAD);

  for (const char *p = text.start; p < text.end && n_tried < ENOUGH_PAIRS; p = g_utf8_next_char (p))
    {
      gboolean at_word = is_chinese || (p > text.start && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (p))));
      const char *end = at_word ? herald_lexicon_match (self->lexicon, HERALD_LEXICON_AND, herald_slice_between (p, text.end)) : NULL;

      if (end != NULL && end < text.end && (is_chinese || g_unichar_isspace (g_utf8_get_char (end))))
        {
          try_pair (self, herald_slice_between (text.start, p), herald_slice_between (end, text.end));
          n_tried++;
        }
    }
}

static const HeraldBlock *
nth_paragraph (HeraldAnnouncement *announcement,
               guint               n)
{
  for (guint i = 0; i < announcement->body->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (announcement->body, i);

      if (block->type == HERALD_BLOCK_PARAGRAPH && n-- == 0)
        return block;
    }

  return NULL;
}

static gboolean
speaks_of_partnership (Finder     *self,
                       const char *text)
{
  g_autofree char *lower = NULL;
  g_auto (GStrv) words = NULL;

  if (text == NULL || self->lexicon == NULL)
    return FALSE;

  lower = g_utf8_strdown (text, MIN (strlen (text), ENOUGH_LEAD));
  words = g_strsplit (self->lexicon->phrases[HERALD_LEXICON_PARTNERSHIP], "|", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (lower, words[i]) != NULL)
      return TRUE;

  return FALSE;
}

static int
by_position (gconstpointer a,
             gconstpointer b,
             gpointer      user_data)
{
  const Finder *self = user_data;
  gsize x = get (self, *(const guint *) a)->position, y = get (self, *(const guint *) b)->position;

  return (x > y) - (x < y);
}

/* A form stands where any of its forms is first named, and has all their evidence. */
static GArray *
list_forms (Finder *self)
{
  GArray *forms = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->candidates->len; i++)
    {
      Candidate *form = get (self, get (self, i)->same_as);

      form->position = MIN (form->position, get (self, i)->position);
      form->evidence |= get (self, i)->evidence;
      if (form == get (self, i))
        g_array_append_val (forms, i);
    }

  g_array_sort_with_data (forms, by_position, self);
  return forms;
}

static HeraldRole
role_of (const Candidate *form,
         gboolean         is_partnership)
{
  if ((form->evidence & (EVIDENCE_SOURCE | EVIDENCE_ABOUT)) != 0)
    return HERALD_ROLE_ISSUER;
  if (is_partnership)
    return (form->evidence & EVIDENCE_PAIR) != 0 ? HERALD_ROLE_ISSUER : HERALD_ROLE_PARTNER;

  return HERALD_ROLE_MENTIONED;
}

static void
add_parties (Finder *self)
{
  HeraldAnnouncement *announcement = self->announcement;
  g_autoptr (GArray) forms = list_forms (self);
  gboolean is_partnership = speaks_of_partnership (self, announcement->headline);

  for (guint i = 0; i < 2 && !is_partnership; i++)
    {
      const HeraldBlock *block = nth_paragraph (announcement, i);

      is_partnership = block != NULL && speaks_of_partnership (self, block->text);
    }
  is_partnership = is_partnership && forms->len >= 2;

  for (guint i = 0; i < forms->len && i < MOST_PARTIES; i++)
    {
      const Candidate *form = get (self, g_array_index (forms, guint, i));

      herald_announcement_add_party (announcement, form->name, role_of (form, is_partnership));
    }
  announcement->kind = is_partnership ? HERALD_KIND_PARTNERSHIP : HERALD_KIND_OTHER;
}

static const char *
party_id_of (const Finder *self,
             const char   *name)
{
  const Candidate *form = find_form (self, name);

  for (guint i = 0; form != NULL && i < self->announcement->parties->len; i++)
    {
      const HeraldParty *party = g_ptr_array_index (self->announcement->parties, i);

      if (strcmp (party->name, form->name) == 0)
        return party->id;
    }

  return NULL;
}

/* Who is quoted a second time by surname alone still belongs to the same company. */
static const char *
party_id_of_namesake (const Finder        *self,
                      const HeraldSpeaker *speaker)
{
  for (guint i = 0; i < MIN (self->announcement->body->len, ENOUGH_SPEAKERS); i++)
    {
      const HeraldBlock *block = g_ptr_array_index (self->announcement->body, i);

      if (block->speaker == speaker)
        return NULL;
      if (block->speaker != NULL && block->speaker->party != NULL && block->speaker->name != NULL &&
          g_str_has_suffix (block->speaker->name, speaker->name))
        return block->speaker->party;
    }

  return NULL;
}

/* "About Aurelia Optics S.p.A." where the text says Aurelia Optics: the full name must not be lost. */
static void
keep_name (HeraldBoilerplate *boilerplate,
           const char        *name)
{
  g_autofree char *text = boilerplate->text;

  boilerplate->text = g_strdup_printf ("%s\n\n%s", name, text);
}

static void
link_parties (Finder    *self,
              GPtrArray *abouts)
{
  HeraldAnnouncement *announcement = self->announcement;

  for (guint i = 0; i < announcement->body->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (announcement->body, i);

      if (block->speaker == NULL)
        continue;
      block->speaker->party = g_strdup (party_id_of (self, block->speaker->organisation));
      if (block->speaker->party == NULL && block->speaker->organisation == NULL && block->speaker->name != NULL)
        block->speaker->party = g_strdup (party_id_of_namesake (self, block->speaker));
    }
  for (guint i = 0; i < announcement->boilerplates->len && i < abouts->len; i++)
    {
      HeraldBoilerplate *boilerplate = g_ptr_array_index (announcement->boilerplates, i);

      const char *name = g_ptr_array_index (abouts, i);
      const Candidate *form = find_form (self, name);

      boilerplate->party = g_strdup (party_id_of (self, name));
      if (boilerplate->party == NULL || strcmp (form->name, name) != 0)
        keep_name (boilerplate, name);
    }
}

/**
 * herald_parties_find:
 * @announcement: an announcement with headline, body, source and boilerplates
 * @abouts: (element-type utf8): the company of each boilerplate, in order
 * @text: the whole text, in which names are counted
 * @lexicon: (nullable): its language
 *
 * Adds the parties in the order in which the text first names them, sets the announcement's kind (a partnership when
 * two or more of them are announced in such words), and tells speakers and boilerplates which party is theirs.
 */
void
herald_parties_find (HeraldAnnouncement  *announcement,
                     GPtrArray           *abouts,
                     const char          *text,
                     const HeraldLexicon *lexicon)
{
  Finder self = { announcement, lexicon, herald_slice (text), g_array_new (FALSE, FALSE, sizeof (Candidate)) };

  g_array_set_clear_func (self.candidates, candidate_clear);
  if (self.text.end - self.text.start > ENOUGH_TEXT)
    self.text.end = g_utf8_find_prev_char (self.text.start, self.text.start + ENOUGH_TEXT);

  add_known (&self, abouts);
  find_pairs (&self, announcement->headline);
  find_pairs (&self, announcement->subheadline);
  for (guint i = 0; i < 2; i++)
    {
      const HeraldBlock *block = nth_paragraph (announcement, i);

      find_pairs (&self, block != NULL ? block->text : NULL);
    }

  merge_candidates (&self);
  add_parties (&self);
  link_parties (&self, abouts);
  g_array_unref (self.candidates);
}
