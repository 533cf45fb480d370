/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-speaker-han.h"

/* Chinese is written without spaces and puts organisation, job title and name in that order:
 * 奇特鱼移动创始人兼首席执行官林乔表示. The words of titles are what separates them. */

#define SHORTEST_NAME 2
#define LONGEST_NAME  4   /* characters; with a middle dot (安娜·布鲁尼) or in Latin letters, more */
#define LONGEST_FOREIGN_NAME 24

static gboolean
is_name (HeraldSlice          slice,
         const HeraldLexicon *lexicon)
{
  glong n_chars = g_utf8_strlen (slice.start, slice.end - slice.start);
  gboolean is_foreign = herald_slice_find_char (slice, "·•. ") != NULL || !herald_char_is_han (herald_slice_first (slice));

  if (n_chars < SHORTEST_NAME || n_chars > (is_foreign ? LONGEST_FOREIGN_NAME : LONGEST_NAME + 2))
    return FALSE;
  for (const char *p = slice.start; p < slice.end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!herald_char_is_han (c) && !(is_foreign && (g_unichar_isalpha (c) || herald_char_is_in (c, "·•. -"))))
        return FALSE;
      if (herald_lexicon_match (lexicon, HERALD_LEXICON_STOP, herald_slice_between (p, slice.end)) != NULL)
        return FALSE;
    }

  return is_foreign || n_chars <= LONGEST_NAME ||
         g_str_has_prefix (slice.end - 6, "先生") || g_str_has_prefix (slice.end - 6, "女士");
}

/* From the first word of a title to the last one, with 兼 and 及 between. */
static gboolean
find_titles (HeraldSlice          slice,
             const HeraldLexicon *lexicon,
             HeraldSlice         *title)
{
  gboolean found = FALSE;
  const char *p = slice.start;

  while (p < slice.end)
    {
      const char *end = herald_lexicon_match (lexicon, HERALD_LEXICON_TITLE, herald_slice_between (p, slice.end));

      if (end == NULL)
        {
          p = g_utf8_next_char (p);
          continue;
        }
      if (!found)
        title->start = p;
      title->end = end;
      found = TRUE;
      p = end;
    }

  return found;
}

/* 市场总监: the department belongs to the title. */
static HeraldSlice
widen_title (HeraldSlice          title,
             const char          *start,
             const HeraldLexicon *lexicon)
{
  const char *field;

  while ((field = herald_lexicon_match_end (lexicon, HERALD_LEXICON_FIELD, herald_slice_between (start, title.start))) != NULL &&
         field > start)
    title.start = field;

  return title;
}

static HeraldSpeaker *
make (HeraldSlice          name,
      HeraldSlice          title,
      HeraldSlice          organisation,
      const HeraldLexicon *lexicon)
{
  g_autofree char *name_text = NULL, *title_text = NULL, *organisation_text = NULL;
  const char *link;

  organisation = herald_slice_trim_any (organisation, "，,");
  link = herald_lexicon_match_end (lexicon, HERALD_LEXICON_AT, organisation);
  if (link != NULL)
    organisation.end = link;
  if (herald_slice_find_char (organisation, "，,。；;：:（）()“”") != NULL || organisation.end - organisation.start > 90)
    return NULL;

  name_text = herald_slice_dup (name);
  title_text = herald_slice_dup (herald_slice_trim (title));
  organisation_text = herald_slice_dup (organisation);
  return herald_speaker_new (name_text, *title_text != '\0' ? title_text : NULL,
                             *organisation_text != '\0' ? organisation_text : NULL);
}

/* 林乔（奇特鱼移动首席执行官） or 林乔，奇特鱼移动首席执行官 */
static HeraldSpeaker *
read_name_first (HeraldSlice          slice,
                 const HeraldLexicon *lexicon)
{
  const char *mark = herald_slice_find_char (slice, "（(，,");
  HeraldSlice name, details, title = slice;

  if (mark == NULL)
    return NULL;
  name = herald_slice_trim (herald_slice_between (slice.start, mark));
  details = herald_slice_trim_any (herald_slice_between (mark, slice.end), "（()），,");
  if (!is_name (name, lexicon) || !find_titles (details, lexicon, &title) || title.end != details.end)
    return NULL;

  title = widen_title (title, details.start, lexicon);
  return make (name, title, herald_slice_between (details.start, title.start), lexicon);
}

static HeraldSpeaker *
read_name_last (HeraldSlice          slice,
                const HeraldLexicon *lexicon)
{
  HeraldSlice name, title = { slice.start, slice.start };

  if (find_titles (slice, lexicon, &title))
    title = widen_title (title, slice.start, lexicon);
  name = herald_slice_trim_any (herald_slice_between (title.end, slice.end), "，,");
  if (!is_name (name, lexicon))
    return NULL;

  return make (name, title, herald_slice_between (slice.start, title.start), lexicon);
}

/**
 * herald_speaker_han_read:
 * @slice: a Chinese attribution
 * @needs_verb: whether it must end with a verb of attribution
 * @lexicon: Chinese
 *
 * Returns: (transfer full) (nullable): the speaker; %NULL unless every character is understood
 */
HeraldSpeaker *
herald_speaker_han_read (HeraldSlice          slice,
                         gboolean             needs_verb,
                         const HeraldLexicon *lexicon)
{
  const char *verb = herald_lexicon_match_end (lexicon, HERALD_LEXICON_VERB, slice);
  const char *filler;
  HeraldSpeaker *speaker;

  if (verb != NULL)
    slice.end = verb;
  slice = herald_slice_trim_any (slice, "，,");
  if ((filler = herald_lexicon_match_end (lexicon, HERALD_LEXICON_FILLER, slice)) != NULL)
    slice = herald_slice_trim_any (herald_slice_between (slice.start, filler), "，,");
  if ((verb == NULL && needs_verb) || herald_slice_is_empty (slice))
    return NULL;

  speaker = read_name_last (slice, lexicon);
  if (speaker == NULL)
    speaker = read_name_first (slice, lexicon);
  if (speaker != NULL && verb == NULL && speaker->title == NULL)
    g_clear_pointer (&speaker, herald_speaker_free);

  return speaker;
}
