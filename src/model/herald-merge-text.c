/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-merge-text.h"

#include <string.h>

#include "herald-merge-chunks.h"
#include "herald-merge-figures.h"

/* The marks of one character: a bit each, and above them the number of its link, or 0. */
#define STRONG   1u
#define EMPHASIS 2u
#define LINK     (~3u)

static const guint fields[] = { STRONG, EMPHASIS, LINK };

typedef struct
{
  const char *text;
  GArray     *tokens;  /* of HeraldToken */
  guint      *numbers; /* by token: the same number, the same token */
  guint      *styles;  /* by character */
  guint       n_chars;
} Side;

typedef struct
{
  Side             base, ours, theirs;
  GHashTable      *links;   /* URL -> number * 4 */
  GPtrArray       *urls;    /* by number - 1, owned by links */
  HeraldMergeSide  prefer;
  gboolean         words_conflict;
  gboolean         marks_conflict;
  GString         *text;    /* what has been merged so far */
  GArray          *styles;  /* of guint, by character of text */
} Merge;

static guint
number_link (Merge      *self,
             const char *url)
{
  gpointer known = g_hash_table_lookup (self->links, url);

  if (known == NULL)
    {
      char *copy = g_strdup (url);

      g_ptr_array_add (self->urls, copy);
      known = GUINT_TO_POINTER (self->urls->len * 4);
      g_hash_table_insert (self->links, copy, known);
    }
  return GPOINTER_TO_UINT (known);
}

static void
spread_mark (Merge            *self,
             Side             *side,
             const HeraldMark *mark)
{
  guint end = MIN (mark->start + mark->length, side->n_chars);
  guint field = fields[mark->kind];
  guint value = mark->kind == HERALD_MARK_LINK ? number_link (self, mark->url != NULL ? mark->url : "") : field;

  for (guint i = mark->start; i < end; i++)
    side->styles[i] = (side->styles[i] & ~field) | value;
}

static guint
number_word (const HeraldToken *token,
             GHashTable        *words,
             GStringChunk      *chars)
{
  char buffer[64]; /* most words: only those that are new are copied for good */
  gboolean is_short = token->length < sizeof (buffer);
  const char *word = buffer;
  gpointer known;

  if (is_short)
    {
      memcpy (buffer, token->start, token->length);
      buffer[token->length] = '\0';
    }
  else
    word = g_string_chunk_insert_len (chars, token->start, token->length);
  known = g_hash_table_lookup (words, word);
  if (known == NULL)
    {
      known = GUINT_TO_POINTER (g_hash_table_size (words) + 1);
      g_hash_table_insert (words, is_short ? g_string_chunk_insert_len (chars, buffer, token->length) : (char *) word, known);
    }
  return GPOINTER_TO_UINT (known);
}

static void
open_side (Merge            *self,
           Side             *side,
           const HeraldItem *item,
           GHashTable       *words,
           GStringChunk     *chars)
{
  side->text = item != NULL && item->text != NULL ? item->text : "";
  side->tokens = herald_tokens_split (side->text);
  side->numbers = g_new (guint, side->tokens->len + 1);
  side->n_chars = g_utf8_strlen (side->text, -1);
  side->styles = g_new0 (guint, side->n_chars + 1);
  for (guint i = 0; i < side->tokens->len; i++)
    {
      const HeraldToken *token = &g_array_index (side->tokens, HeraldToken, i);

      side->numbers[i] = number_word (token, words, chars);
    }
  for (guint i = 0; item != NULL && item->marks != NULL && i < item->marks->len; i++)
    spread_mark (self, side, &g_array_index (item->marks, HeraldMark, i));
}

static void
close_side (Side *side)
{
  g_array_unref (side->tokens);
  g_free (side->numbers);
  g_free (side->styles);
}

static HeraldSequence
to_sequence (const Side *side)
{
  return (HeraldSequence) { side->numbers, side->tokens->len };
}

/* A range of tokens in characters. */
static HeraldRange
to_chars (const Side  *side,
          HeraldRange  tokens)
{
  const HeraldToken *first = &g_array_index (side->tokens, HeraldToken, tokens.start);
  guint start = tokens.start < side->tokens->len ? first->offset : side->n_chars;
  const HeraldToken *last = tokens.end > tokens.start ? &g_array_index (side->tokens, HeraldToken, tokens.end - 1) : NULL;

  return (HeraldRange) { start, last != NULL ? last->offset + last->n_chars : start };
}

static void
append_words (Merge       *self,
              const Side  *side,
              HeraldRange  tokens)
{
  const HeraldToken *first, *last;

  if (tokens.start == tokens.end)
    return;
  first = &g_array_index (side->tokens, HeraldToken, tokens.start);
  last = &g_array_index (side->tokens, HeraldToken, tokens.end - 1);
  g_string_append_len (self->text, first->start, last->start + last->length - first->start);
}

/* A mark can only be there or not, so that two that changed it changed it to the same; a link may lead elsewhere. */
static guint
merge_style (Merge *self,
             guint  base,
             guint  ours,
             guint  theirs)
{
  guint style = 0;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      guint b = base & fields[i], o = ours & fields[i], t = theirs & fields[i];

      if (o != b && t != b && o != t)
        {
          self->marks_conflict = TRUE;
          style |= o == 0 || t == 0 ? o | t : self->prefer == HERALD_MERGE_OURS ? o : t;
        }
      else
        style |= o == b ? t : o;
    }
  return style;
}

static void
append_style (Merge *self,
              guint  style)
{
  g_array_append_val (self->styles, style);
}

static void
append_same (Merge             *self,
             const HeraldChunk *chunk)
{
  HeraldRange base = to_chars (&self->base, chunk->base);
  HeraldRange ours = to_chars (&self->ours, chunk->ours);
  HeraldRange theirs = to_chars (&self->theirs, chunk->theirs);

  append_words (self, &self->base, chunk->base);
  for (guint i = 0; i < base.end - base.start; i++)
    append_style (self, merge_style (self, self->base.styles[base.start + i], self->ours.styles[ours.start + i],
                                     self->theirs.styles[theirs.start + i]));
}

/* Both wrote the same words, which the base does not have: what one of them marked is marked. */
static void
append_both (Merge             *self,
             const HeraldChunk *chunk)
{
  HeraldRange ours = to_chars (&self->ours, chunk->ours);
  HeraldRange theirs = to_chars (&self->theirs, chunk->theirs);

  append_words (self, &self->ours, chunk->ours);
  for (guint i = 0; i < ours.end - ours.start; i++)
    append_style (self, merge_style (self, 0, self->ours.styles[ours.start + i], self->theirs.styles[theirs.start + i]));
}

/* Whether all characters of range have the same in field. */
static gboolean
is_uniform (const Side  *side,
            HeraldRange  range,
            guint        field)
{
  for (guint i = range.start + 1; i < range.end; i++)
    if (((side->styles[i] ^ side->styles[range.start]) & field) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
styles_equal (const Side  *base,
              HeraldRange  base_range,
              const Side  *side,
              HeraldRange  range,
              guint        field)
{
  for (guint i = 0; i < base_range.end - base_range.start; i++)
    if (((base->styles[base_range.start + i] ^ side->styles[range.start + i]) & field) != 0)
      return FALSE;
  return TRUE;
}

/* For new words where the base has none: the characters on both sides of the place. */
static gboolean
widen (const Side  *side,
       HeraldRange *range)
{
  if (range->start < range->end)
    return TRUE;
  if (range->start == 0 || range->end == side->n_chars)
    return FALSE;
  range->start--;
  range->end++;
  return TRUE;
}

/* What marker, which left the words as they were, did to the marks of all of them is done to the new words too. What it
 * did to a part of them has no place in the new words. */
static guint
carry_field (Merge             *self,
             const HeraldChunk *chunk,
             const Side        *marker,
             HeraldRange        tokens,
             guint              field,
             gboolean          *carries)
{
  HeraldRange base = to_chars (&self->base, chunk->base);
  HeraldRange range = to_chars (marker, tokens);
  gboolean is_insertion = base.start == base.end;

  *carries = FALSE;
  if (!widen (&self->base, &base) || !widen (marker, &range)
      || styles_equal (&self->base, base, marker, range, field))
    return 0;
  *carries = is_uniform (&self->base, base, field) && is_uniform (marker, range, field);
  if (!*carries && !is_insertion)
    self->marks_conflict = TRUE;
  return marker->styles[range.start] & field;
}

static gboolean
has_link (const Side        *base,
          const HeraldChunk *chunk,
          guint              link)
{
  HeraldRange range = to_chars (base, chunk->base);

  for (guint i = range.start; i < range.end; i++)
    if ((base->styles[i] & LINK) == link)
      return TRUE;
  return FALSE;
}

static void
append_changed (Merge             *self,
                const HeraldChunk *chunk,
                const Side        *writer,
                HeraldRange        written,
                const Side        *marker,
                HeraldRange        marked)
{
  HeraldRange chars = to_chars (writer, written);
  guint mask = 0, carried = 0;

  for (guint i = 0; chars.start < chars.end && i < G_N_ELEMENTS (fields); i++)
    {
      gboolean carries;
      guint value = carry_field (self, chunk, marker, marked, fields[i], &carries);

      if (!carries)
        continue;
      mask |= fields[i];
      carried |= value;
    }
  append_words (self, writer, written);
  for (guint i = chars.start; i < chars.end; i++)
    {
      guint own = writer->styles[i] & LINK;

      /* The writer's new words lead elsewhere than the other side's link: neither address may get lost unseen. */
      if ((mask & LINK) != 0 && own != 0 && own != (carried & LINK) && !has_link (&self->base, chunk, own))
        self->marks_conflict = TRUE;
      append_style (self, (writer->styles[i] & ~mask) | carried);
    }
}

/* The words of the preferred side; but where it took them away and the other one edited them, the edit survives. */
static void
append_conflict (Merge             *self,
                 const HeraldChunk *chunk)
{
  gboolean ours = self->prefer == HERALD_MERGE_OURS;
  const Side *side;
  HeraldRange tokens, chars;

  if (chunk->ours.start == chunk->ours.end)
    ours = FALSE;
  else if (chunk->theirs.start == chunk->theirs.end)
    ours = TRUE;
  side = ours ? &self->ours : &self->theirs;
  tokens = ours ? chunk->ours : chunk->theirs;
  chars = to_chars (side, tokens);
  self->words_conflict = TRUE;
  append_words (self, side, tokens);
  for (guint i = chars.start; i < chars.end; i++)
    append_style (self, side->styles[i]);
}

static void
append_chunk (Merge             *self,
              const HeraldChunk *chunk)
{
  switch (chunk->kind)
    {
    case HERALD_CHUNK_SAME:
      append_same (self, chunk);
      break;
    case HERALD_CHUNK_OURS:
      append_changed (self, chunk, &self->ours, chunk->ours, &self->theirs, chunk->theirs);
      break;
    case HERALD_CHUNK_THEIRS:
      append_changed (self, chunk, &self->theirs, chunk->theirs, &self->ours, chunk->ours);
      break;
    case HERALD_CHUNK_BOTH:
      append_both (self, chunk);
      break;
    case HERALD_CHUNK_CONFLICT:
      append_conflict (self, chunk);
      break;
    default:
      g_assert_not_reached ();
    }
}

static gboolean *
list_weak (const Side *side)
{
  gboolean *weak = g_new (gboolean, side->tokens->len + 1);

  for (guint i = 0; i < side->tokens->len; i++)
    weak[i] = !herald_merge_is_word (&g_array_index (side->tokens, HeraldToken, i));
  return weak;
}

/* From styles back to marks, one run after the other. */
static GArray *
collect_marks (Merge *self)
{
  GArray *marks = herald_marks_new ();
  const guint *styles = (const guint *) self->styles->data;
  guint n = self->styles->len;

  for (guint kind = 0; kind < G_N_ELEMENTS (fields); kind++)
    for (guint i = 0, end; i < n; i = end)
      {
        guint value = styles[i] & fields[kind];

        end = i + 1;
        while (end < n && (styles[end] & fields[kind]) == value)
          end++;
        if (value != 0)
          herald_marks_add (marks, i, end - i, (HeraldMarkKind) kind,
                            kind == HERALD_MARK_LINK ? g_ptr_array_index (self->urls, value / 4 - 1) : NULL);
      }
  herald_marks_normalise (marks, n);
  return marks;
}

static HeraldItem *
merge_by_tokens (const HeraldItem   *base,
                 const HeraldItem   *ours,
                 const HeraldItem   *theirs,
                 HeraldMergeSide     prefer,
                 HeraldTextConflict *conflict)
{
  g_autoptr (GHashTable) words = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GStringChunk) chars = g_string_chunk_new (4096);
  g_autoptr (GHashTable) links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) urls = g_ptr_array_new ();
  g_autoptr (GArray) styles = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) chunks = NULL;
  g_autofree gboolean *weak = NULL;
  HeraldItem *merged = herald_item_new (NULL);
  Merge self = { .links = links, .urls = urls, .prefer = prefer, .text = g_string_new (NULL), .styles = styles };

  open_side (&self, &self.base, base, words, chars);
  open_side (&self, &self.ours, ours, words, chars);
  open_side (&self, &self.theirs, theirs, words, chars);
  weak = list_weak (&self.base);
  chunks = herald_merge_chunks (to_sequence (&self.base), to_sequence (&self.ours), to_sequence (&self.theirs), weak);
  for (guint i = 0; i < chunks->len; i++)
    append_chunk (&self, &g_array_index (chunks, HeraldChunk, i));
  self.words_conflict |= herald_merge_figures_conflict (self.base.tokens, self.ours.tokens, self.theirs.tokens, chunks);
  close_side (&self.base);
  close_side (&self.ours);
  close_side (&self.theirs);

  *conflict = (self.words_conflict ? HERALD_TEXT_WORDS : 0) | (self.marks_conflict ? HERALD_TEXT_MARKS : 0);
  merged->text = g_string_free (self.text, FALSE);
  g_clear_pointer (&merged->marks, g_array_unref);
  merged->marks = collect_marks (&self);
  return merged;
}

static const char *
get_words (const HeraldItem *item)
{
  return item != NULL && item->text != NULL ? item->text : "";
}

static HeraldItem *
copy_item (const HeraldItem *item)
{
  HeraldItem *copy = herald_item_new (get_words (item));

  g_clear_pointer (&copy->marks, g_array_unref);
  copy->marks = item != NULL && item->marks != NULL ? herald_marks_copy (item->marks) : herald_marks_new ();
  return copy;
}

static gboolean
texts_equal (const HeraldItem *a,
             const HeraldItem *b)
{
  return strcmp (get_words (a), get_words (b)) == 0
         && herald_marks_equal (a != NULL ? a->marks : NULL, b != NULL ? b->marks : NULL);
}

/**
 * herald_merge_texts:
 * @base: (nullable): a text with marks; %NULL is an empty one
 * @ours: (nullable): the same, by one side
 * @theirs: (nullable): the same, by the other side
 * @prefer: whose words stand where both changed the same ones; the other's are in a conflict to be told
 * @as_a_whole: whether words of both must never be mixed, as in a quote
 * @conflict: (out): what a person has to decide
 *
 * Three-way merge by words. Marks go with their characters; where one side marked all of what the other one wrote anew,
 * the new words are marked. Numbers that both changed are a conflict even where the words merge.
 *
 * Returns: (transfer full): the text, its marks normalised
 */
HeraldItem *
herald_merge_texts (const HeraldItem   *base,
                    const HeraldItem   *ours,
                    const HeraldItem   *theirs,
                    HeraldMergeSide     prefer,
                    gboolean            as_a_whole,
                    HeraldTextConflict *conflict)
{
  const char *base_words = get_words (base), *our_words = get_words (ours), *their_words = get_words (theirs);

  g_return_val_if_fail (conflict != NULL, NULL);

  *conflict = HERALD_TEXT_CLEAN;
  if (texts_equal (ours, base) || texts_equal (ours, theirs))
    return copy_item (theirs);
  if (texts_equal (theirs, base))
    return copy_item (ours);
  if (as_a_whole && strcmp (our_words, base_words) != 0 && strcmp (their_words, base_words) != 0
      && strcmp (our_words, their_words) != 0)
    {
      gboolean take_ours = *their_words == '\0' || (prefer == HERALD_MERGE_OURS && *our_words != '\0');

      *conflict = HERALD_TEXT_WORDS;
      return copy_item (take_ours ? ours : theirs);
    }
  return merge_by_tokens (base, ours, theirs, prefer, conflict);
}
