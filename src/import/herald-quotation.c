/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-quotation.h"

#include "herald-attribution.h"

#include <string.h>

/* Nobody's name and job title is longer; it bounds the work per quotation. */
#define LONGEST_ATTRIBUTION 400

#define TERMINALS ".!?…。！？"

/* A quotation between its marks. */
typedef struct
{
  const char *open;   /* the opening mark */
  HeraldSlice words;
  const char *close;  /* behind the closing mark */
} Span;

typedef struct
{
  const char          *end;       /* of the paragraph */
  const HeraldLexicon *lexicon;
  GArray              *spans;     /* of Span */
  const char          *position;  /* what lies before has been given out */
  GPtrArray           *passages;
} Splitter;

/* What was found around one quotation. */
typedef struct
{
  HeraldSpeaker *speaker;
  const char    *start;       /* of quotation and attribution together */
  const char    *end;
  guint          n_spans;     /* 2: interrupted by its attribution */
  gboolean       new_sentence; /* the second part is a sentence of its own */
  gboolean       is_stopped;  /* a full stop stood behind the closing mark */
} Match;

static void
passage_free (gpointer data)
{
  HeraldPassage *passage = data;

  g_free (passage->text);
  g_clear_pointer (&passage->speaker, herald_speaker_free);
  g_free (passage);
}

static const char *
closers_of (gunichar c,
            gunichar before,
            gunichar after)
{
  gboolean at_start = before == 0 || g_unichar_isspace (before) || herald_char_is_in (before, "([（:：-–—");

  switch (c)
    {
    case 0x201c: return "”";            /* “ */
    case 0x201e: return "“”";           /* „ */
    case 0x00ab: return "»";
    case 0x00bb: return "«";
    case 0x300c: return "」";
    case 0x300e: return "』";
    case '"':    return at_start && !g_unichar_isspace (after) ? "\"" : NULL;
    case 0x201d: return at_start && g_unichar_isalpha (after) ? "”" : NULL;
    case 0x2018: return at_start && g_unichar_isalpha (after) ? "’" : NULL;
    default:     return NULL;
    }
}

/* In ‘We start,’ the mark is also the apostrophe of "it’s": only one behind punctuation and before no letter closes. */
static gboolean
closes (const char *p,
        const char *closers,
        gunichar    before,
        gunichar    after)
{
  gunichar c = g_utf8_get_char (p);

  if (!herald_char_is_in (c, closers))
    return FALSE;

  return c != 0x2019 || (herald_char_is_in (before, ",.!?…") && !g_unichar_isalpha (after));
}

/* One pass: an opening mark that is never closed ends the search, so that no text makes it start again and again. */
static GArray *
find_spans (HeraldSlice text)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (Span));
  const char *closers = NULL;
  gunichar before = 0, opener = 0;
  Span span = { 0 };
  guint depth = 0;

  for (const char *p = text.start; p < text.end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);
      gunichar after = next < text.end ? g_utf8_get_char (next) : 0;

      if (closers == NULL)
        {
          closers = closers_of (c, before, after);
          opener = c;
          depth = 1;
          span.open = p;
          span.words.start = next;
        }
      else if (closes (p, closers, before, after))
        {
          if (--depth == 0)
            {
              span.words.end = p;
              span.close = next;
              g_array_append_val (spans, span);
              closers = NULL;
            }
        }
      else if (c == opener && c != '"' && c != 0x2018)
        {
          depth++;
        }
      before = c;
    }

  return spans;
}

static const Span *
get_span (const Splitter *self,
          guint           i)
{
  return i < self->spans->len ? &g_array_index (self->spans, Span, i) : NULL;
}

static const char *
gap_end (const Splitter *self,
         guint           i)
{
  const Span *next = get_span (self, i + 1);

  return next != NULL ? next->open : self->end;
}

/* Enough of an utterance to stand by itself; a short phrase in quotation marks stays in its sentence. */
static gboolean
is_utterance (HeraldSlice words)
{
  words = herald_slice_trim (words);

  return herald_char_is_in (herald_slice_last (words), TERMINALS ",，") || herald_slice_count_words (words) >= 4 ||
         (herald_char_is_han (herald_slice_first (words)) && words.end - words.start >= 8 * 3);
}

static gboolean
ends_before (const char *start,
             const char *end)
{
  HeraldSlice text = herald_slice_trim (herald_slice_between (start, end));

  return herald_slice_is_empty (text) || herald_char_is_in (herald_slice_last (text), TERMINALS ":：”\"»」』)）");
}

static gboolean
starts_sentence (const char *start,
                 const char *end)
{
  HeraldSlice text = herald_slice_trim (herald_slice_between (start, end));
  gunichar c = herald_slice_first (text);

  return herald_slice_is_empty (text) || g_unichar_isupper (c) || g_unichar_isdigit (c) || herald_char_is_han (c) ||
         herald_char_is_in (c, "“„«»\"「『‘(（¡¿");
}

/* The full stop at p ends a sentence, and is not that of "Dr." */
static gboolean
is_sentence_end (const char *p,
                 const char *start,
                 const char *end)
{
  const char *word = p, *next = g_utf8_next_char (p);
  gunichar c = g_utf8_get_char (p);

  if (c == 0x3002 || herald_char_is_in (c, "！？"))
    return TRUE;
  if (!herald_char_is_in (c, ".!?") || (next < end && !g_unichar_isspace (g_utf8_get_char (next))))
    return FALSE;

  while (word > start && !g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (word))) && p - word < 20)
    word = g_utf8_prev_char (word);
  return c != '.' || !herald_attribution_is_honorific (herald_slice_between (word, next)) || next >= end;
}

static gboolean
starts_with_dash (HeraldSlice slice)
{
  return herald_char_is_in (herald_slice_first (herald_slice_chug_any (slice, ".,")), "-–—―");
}

/* The attribution at the start of the gap, up to a sentence's end or the next quotation. */
static HeraldSpeaker *
read_behind (const Splitter  *self,
             guint            i,
             const char     **end,
             gboolean        *new_sentence)
{
  const Span *span = get_span (self, i);
  HeraldSlice gap = herald_slice_between (span->close, gap_end (self, i));
  HeraldSlice head = herald_slice_chug_any (gap, ".。");
  HeraldAttributionKind kind = starts_with_dash (gap) ? HERALD_ATTRIBUTION_MARKED : HERALD_ATTRIBUTION_PLAIN;
  HeraldSlice whole = herald_slice_trim (gap);
  guint n_tried = 0;

  for (const char *p = head.start; p < head.end && p - head.start < LONGEST_ATTRIBUTION && n_tried < 4; p = g_utf8_next_char (p))
    if (is_sentence_end (p, head.start, head.end))
      {
        HeraldSpeaker *speaker = herald_attribution_read (herald_slice_between (head.start, p), kind, self->lexicon);

        n_tried++;
        *end = g_utf8_next_char (p);
        *new_sentence = TRUE;
        if (speaker != NULL && starts_sentence (*end, gap.end))
          return speaker;
        g_clear_pointer (&speaker, herald_speaker_free);
      }

  if (whole.end - whole.start > LONGEST_ATTRIBUTION || herald_slice_is_empty (head))
    return NULL;
  if (gap.end < self->end && !herald_char_is_in (herald_slice_last (whole), ",，:：;"))
    return NULL;

  *end = gap.end;
  *new_sentence = FALSE;
  return herald_attribution_read (herald_slice_chomp_any (head, ";,，:："), kind, self->lexicon);
}

/* The start of the sentence that introduces a quotation. */
static const char *
find_sentence_start (const char *start,
                     const char *end)
{
  const char *p = end;

  while (p > start && end - p < LONGEST_ATTRIBUTION)
    {
      const char *before = g_utf8_prev_char (p);

      if (is_sentence_end (before, start, end) || herald_char_is_in (g_utf8_get_char (before), "”»」』"))
        return p;
      p = before;
    }

  return p > start ? NULL : start;
}

static HeraldSpeaker *
read_in_front (const Splitter  *self,
               guint            i,
               const char     **start)
{
  const Span *span = get_span (self, i);
  HeraldSlice lead = herald_slice_trim (herald_slice_between (self->position, span->open));
  gunichar last = herald_slice_last (lead);
  gboolean is_chinese = self->lexicon != NULL && strcmp (self->lexicon->language, "zh") == 0;

  if (herald_slice_is_empty (lead) || (!herald_char_is_in (last, ":：,，") && !is_chinese))
    return NULL;
  *start = find_sentence_start (lead.start, lead.end);
  if (*start == NULL || !is_utterance (span->words))
    return NULL;

  return herald_attribution_read (herald_slice_between (*start, lead.end),
                                  herald_char_is_in (last, ":：") ? HERALD_ATTRIBUTION_MARKED : HERALD_ATTRIBUTION_PLAIN,
                                  self->lexicon);
}

/* Behind the last part of a quotation a new sentence must begin; a full stop behind the mark belongs to the words. */
static gboolean
close_match (const Splitter *self,
             const Span     *last,
             Match          *match)
{
  HeraldSlice words = herald_slice_trim (last->words);
  const char *end = last->close;

  if (end < self->end && herald_char_is_in (g_utf8_get_char (end), ".。"))
    {
      match->is_stopped = TRUE;
      end = g_utf8_next_char (end);
    }
  match->end = end;

  return starts_sentence (end, self->end) &&
         (match->is_stopped || end == self->end || herald_char_is_in (herald_slice_last (words), TERMINALS) ||
          herald_slice_is_empty (herald_slice_trim (herald_slice_between (end, self->end))));
}

/* The attribution stands behind the words: is there a second part, and does it belong to the same speaker? */
static gboolean
continue_match (const Splitter *self,
                guint           i,
                const char     *attribution_end,
                Match          *match)
{
  const Span *next = get_span (self, i + 1);
  const char *unused;
  gboolean ignored;
  HeraldSpeaker *other;

  match->end = attribution_end;
  if (next == NULL || !herald_slice_is_empty (herald_slice_trim (herald_slice_between (attribution_end, next->open))))
    return match->new_sentence || next == NULL;

  if (match->new_sentence)
    {
      other = read_behind (self, i + 1, &unused, &ignored);
      if (other != NULL)
        {
          herald_speaker_free (other);
          return TRUE;
        }
    }

  match->n_spans = 2;
  if (close_match (self, next, match))
    return TRUE;
  /* A sentence of its own that does not end here starts something else: the first part stands by itself. */
  match->n_spans = 1;
  match->is_stopped = FALSE;
  match->end = attribution_end;
  return match->new_sentence;
}

static gboolean
find_match (const Splitter *self,
            guint           i,
            Match          *match)
{
  const Span *span = get_span (self, i);
  const char *edge = NULL;

  memset (match, 0, sizeof *match);
  match->n_spans = 1;
  match->start = span->open;

  if (ends_before (self->position, span->open) &&
      (is_utterance (span->words) || herald_char_is_in (g_utf8_get_char (span->close), ",，")) &&
      (match->speaker = read_behind (self, i, &edge, &match->new_sentence)) != NULL)
    {
      gboolean stopped = herald_char_is_in (g_utf8_get_char (span->close), ".。") && span->close < self->end;

      if (continue_match (self, i, edge, match))
        {
          match->is_stopped |= stopped && match->n_spans == 1;
          return TRUE;
        }
      g_clear_pointer (&match->speaker, herald_speaker_free);
    }

  match->speaker = read_in_front (self, i, &match->start);
  if (match->speaker != NULL && close_match (self, span, match))
    return TRUE;

  g_clear_pointer (&match->speaker, herald_speaker_free);
  return FALSE;
}

static void
add_passage (Splitter      *self,
             char          *text,
             HeraldSpeaker *speaker)
{
  HeraldPassage *passage = g_new0 (HeraldPassage, 1);

  passage->text = text;
  passage->speaker = speaker;
  g_ptr_array_add (self->passages, passage);
}

static gboolean
has_words (HeraldSlice slice)
{
  for (const char *p = slice.start; p < slice.end; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

static void
add_text_until (Splitter   *self,
                const char *end)
{
  HeraldSlice text = herald_slice_trim (herald_slice_between (self->position, end));

  if (has_words (text))
    add_passage (self, herald_slice_dup (text), NULL);
}

/* "We start," becomes "We start." where the sentence ended with the attribution. */
static void
end_sentence (GString  *words,
              gboolean  add_stop)
{
  HeraldSlice text = { words->str, words->str + words->len };
  gunichar last = herald_slice_last (text);

  if (herald_char_is_in (last, ",，"))
    {
      g_string_truncate (words, g_utf8_prev_char (text.end) - text.start);
      g_string_append (words, last == ',' ? "." : "。");
    }
  else if (add_stop && !herald_char_is_in (last, TERMINALS "”»\""))
    {
      g_string_append (words, herald_char_is_han (last) ? "。" : ".");
    }
}

static char *
join_words (const Splitter *self,
            guint           i,
            const Match    *match)
{
  HeraldSlice first = herald_slice_trim (get_span (self, i)->words);
  GString *words = g_string_new_len (first.start, first.end - first.start);

  if (match->n_spans == 2)
    {
      HeraldSlice second = herald_slice_trim (get_span (self, i + 1)->words);

      if (match->new_sentence)
        end_sentence (words, TRUE);
      if (!herald_char_is_han (herald_slice_first (second)))
        g_string_append_c (words, ' ');
      g_string_append_len (words, second.start, second.end - second.start);
    }

  end_sentence (words, match->is_stopped);
  return g_string_free (words, FALSE);
}

/**
 * herald_quotation_split:
 * @paragraph: a paragraph
 * @lexicon: (nullable): its language; without one nothing is recognised
 *
 * Finds quotations with a speaker: in “ ”, „ “, « », » «, " ", 「 」, 『 』 or ‘ ’, with the attribution before, inside
 * or behind. What stands around them must be whole sentences; when in doubt the paragraph stays as it is. Every word
 * comes out, in order, but the verb of the attribution and the small words that link name, job title and
 * organisation. Takes time in proportion to the length.
 *
 * Returns: (transfer full) (element-type HeraldPassage): the parts, at least one
 */
GPtrArray *
herald_quotation_split (const char          *paragraph,
                        const HeraldLexicon *lexicon)
{
  HeraldSlice text = herald_slice (paragraph);
  g_autoptr (GArray) spans = find_spans (text);
  Splitter self = { text.end, lexicon, spans, text.start, g_ptr_array_new_with_free_func (passage_free) };

  for (guint i = 0; i < spans->len; i++)
    {
      Match match;

      if (!find_match (&self, i, &match))
        continue;

      add_text_until (&self, match.start);
      add_passage (&self, join_words (&self, i, &match), match.speaker);
      /* Past the white space, so that no later look back walks over it again. */
      self.position = herald_slice_chug_any (herald_slice_between (match.end, text.end), NULL).start;
      i += match.n_spans - 1;
    }

  add_text_until (&self, text.end);
  if (self.passages->len == 0)
    add_passage (&self, g_strdup (paragraph), NULL);
  return self.passages;
}

/**
 * herald_quotation_is_whole:
 * @paragraph: a paragraph
 *
 * Returns: whether it is nothing but one quotation, so that its speaker may be found beside it
 */
gboolean
herald_quotation_is_whole (const char *paragraph)
{
  HeraldSlice text = herald_slice (paragraph);
  g_autoptr (GArray) spans = find_spans (text);
  const Span *span = spans->len == 1 ? &g_array_index (spans, Span, 0) : NULL;

  return span != NULL && span->open == text.start && is_utterance (span->words) &&
         !has_words (herald_slice_between (span->close, text.end));
}

gboolean
herald_quotation_opens (const char *paragraph)
{
  gunichar c = g_utf8_get_char (paragraph);
  const char *next = c != 0 ? g_utf8_next_char (paragraph) : paragraph;

  return closers_of (c, 0, *next != '\0' ? g_utf8_get_char (next) : 0) != NULL;
}
