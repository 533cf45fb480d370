/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-flow.h"

#include "herald-mark-edit.h"

/* What stands in a text buffer for a line without words. */
#define OBJECT_CHARACTER 0xfffc
#define REPLACEMENT_CHARACTER 0xfffd
#define LINE_SEPARATOR 0x2028
#define PARAGRAPH_SEPARATOR 0x2029

static guint
text_length (const char *text)
{
  return text != NULL ? (guint) g_utf8_strlen (text, -1) : 0;
}

/**
 * herald_flow_is_prose:
 * @block: a block
 *
 * Returns: whether it is one line of words: a paragraph, heading or quote
 */
gboolean
herald_flow_is_prose (const HeraldBlock *block)
{
  return block->type == HERALD_BLOCK_PARAGRAPH || block->type == HERALD_BLOCK_HEADING ||
         block->type == HERALD_BLOCK_QUOTE;
}

/**
 * herald_flow_has_speaker:
 * @block: a block
 *
 * Returns: whether it names somebody who speaks, which editing around it must not lose
 */
gboolean
herald_flow_has_speaker (const HeraldBlock *block)
{
  return block->speaker != NULL && !herald_record_is_empty (&herald_speaker_type, block->speaker);
}

/**
 * herald_flow_count_lines:
 * @block: a block
 *
 * Returns: how many lines it takes; a list without items takes one
 */
guint
herald_flow_count_lines (const HeraldBlock *block)
{
  if (block->type == HERALD_BLOCK_QUOTE)
    return 2;
  return block->type == HERALD_BLOCK_LIST ? MAX (block->items->len, 1) : 1;
}

/**
 * herald_flow_first_line:
 * @body: blocks
 * @block: a place in the body; its length: the end
 *
 * Returns: the first line of that block
 */
guint
herald_flow_first_line (GPtrArray *body,
                        guint      block)
{
  guint line = 0;

  for (guint i = 0; i < block && i < body->len; i++)
    line += herald_flow_count_lines (g_ptr_array_index (body, i));
  return line;
}

static HeraldFlowKind
line_kind (const HeraldBlock *block,
           guint              line)
{
  if (block->type == HERALD_BLOCK_QUOTE && line == 1)
    return HERALD_FLOW_LINE_SPEAKER;
  return herald_flow_is_prose (block) || block->type == HERALD_BLOCK_LIST ? HERALD_FLOW_LINE_WORDS : HERALD_FLOW_LINE_OBJECT;
}

/**
 * herald_flow_find_line:
 * @body: blocks
 * @line: its number
 * @found: (out): what it is; the end, where there are not so many
 */
void
herald_flow_find_line (GPtrArray      *body,
                       guint           line,
                       HeraldFlowLine *found)
{
  guint first = 0;

  for (guint i = 0; i < body->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (body, i);
      guint n_lines = herald_flow_count_lines (block);

      if (line < first + n_lines)
        {
          *found = (HeraldFlowLine) { line_kind (block, line - first), i, first, 0 };
          if (block->type == HERALD_BLOCK_LIST)
            found->item = line - first;
          return;
        }
      first += n_lines;
    }
  *found = (HeraldFlowLine) { HERALD_FLOW_LINE_END, body->len, first, 0 };
}

/**
 * herald_flow_find_block:
 * @body: blocks
 * @id: (nullable): an id
 *
 * Returns: the place of the block of that id, or -1
 */
int
herald_flow_find_block (GPtrArray  *body,
                        const char *id)
{
  for (guint i = 0; id != NULL && i < body->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (body, i);

      if (g_strcmp0 (block->id, id) == 0)
        return (int) i;
    }
  return -1;
}

static const char *
block_words (const HeraldBlock *block,
             guint              item,
             GArray           **marks)
{
  const char *text = block->text;
  GArray *found = block->marks;

  if (block->type == HERALD_BLOCK_LIST)
    {
      const HeraldItem *words = item < block->items->len ? g_ptr_array_index (block->items, item) : NULL;

      text = words != NULL ? words->text : NULL;
      found = words != NULL ? words->marks : NULL;
    }
  if (marks != NULL)
    *marks = found;
  return text != NULL ? text : "";
}

/**
 * herald_flow_get_words:
 * @body: blocks
 * @line: a line of it
 * @marks: (out) (optional) (nullable) (transfer none): their marks
 *
 * Returns: (transfer none): its words; "" where it has none
 */
const char *
herald_flow_get_words (GPtrArray            *body,
                       const HeraldFlowLine *line,
                       GArray              **marks)
{
  if (marks != NULL)
    *marks = NULL;
  return line->kind == HERALD_FLOW_LINE_WORDS ? block_words (g_ptr_array_index (body, line->block), line->item, marks) : "";
}

/**
 * herald_flow_line_length:
 * @body: blocks
 * @line: the number of a line
 *
 * Returns: its last column, in code points; 1 for a line without words
 */
guint
herald_flow_line_length (GPtrArray *body,
                         guint      line)
{
  HeraldFlowLine found;

  herald_flow_find_line (body, line, &found);
  if (found.kind == HERALD_FLOW_LINE_WORDS)
    return text_length (herald_flow_get_words (body, &found, NULL));
  return found.kind == HERALD_FLOW_LINE_END ? 0 : 1;
}

/* Moves a place that is nowhere to the nearest one. */
void
herald_flow_clamp (GPtrArray       *body,
                   HeraldFlowPlace *place)
{
  HeraldFlowLine found;

  herald_flow_find_line (body, place->line, &found);
  if (found.kind == HERALD_FLOW_LINE_END)
    place->line = found.first;
  place->column = MIN (place->column, herald_flow_line_length (body, place->line));
}

int
herald_flow_compare (HeraldFlowPlace a,
                     HeraldFlowPlace b)
{
  if (a.line != b.line)
    return a.line < b.line ? -1 : 1;
  return a.column == b.column ? 0 : a.column < b.column ? -1 : 1;
}

/* What ends a line in a text buffer must not stand inside one, and what stands for a widget must not be words. */
static gunichar
shown_character (gunichar c)
{
  if (c == '\n' || c == '\r' || c == PARAGRAPH_SEPARATOR)
    return LINE_SEPARATOR;
  return c == OBJECT_CHARACTER ? REPLACEMENT_CHARACTER : c;
}

static void
append_words (GString    *text,
              const char *words)
{
  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (text, shown_character (g_utf8_get_char (p)));
}

void
herald_flow_append_text (const HeraldBlock *block,
                         GString           *text)
{
  for (guint line = 0; line < herald_flow_count_lines (block); line++)
    {
      if (line_kind (block, line) == HERALD_FLOW_LINE_WORDS)
        append_words (text, block_words (block, line, NULL));
      else
        g_string_append_unichar (text, OBJECT_CHARACTER);
      g_string_append_c (text, '\n');
    }
}

/**
 * herald_flow_compare_bodies:
 * @old_body: blocks
 * @new_body: other blocks
 * @at: (out): the first place where they differ
 * @n_old: (out): how many old blocks from there on have gone or changed
 * @n_new: (out): how many stand there instead
 *
 * Returns: whether they differ at all
 */
gboolean
herald_flow_compare_bodies (GPtrArray *old_body,
                            GPtrArray *new_body,
                            guint     *at,
                            guint     *n_old,
                            guint     *n_new)
{
  guint shorter = MIN (old_body->len, new_body->len);
  guint before = 0;
  guint behind = 0;

  while (before < shorter &&
         herald_block_equal (g_ptr_array_index (old_body, before), g_ptr_array_index (new_body, before)))
    before++;
  while (behind < shorter - before &&
         herald_block_equal (g_ptr_array_index (old_body, old_body->len - 1 - behind),
                             g_ptr_array_index (new_body, new_body->len - 1 - behind)))
    behind++;
  *at = before;
  *n_old = old_body->len - before - behind;
  *n_new = new_body->len - before - behind;
  return *n_old > 0 || *n_new > 0;
}

/* Keeps of some words only those from start to end. */
static void
crop (char   **text,
      GArray **marks,
      guint    start,
      guint    end)
{
  g_autofree char *whole = *text;
  g_autoptr(GArray) all = *marks;
  guint length = text_length (whole);

  end = MIN (end, length);
  start = MIN (start, end);
  *text = whole != NULL ? g_utf8_substring (whole, start, end) : NULL;
  *marks = herald_mark_edit_slice (all, start, end - start);
  herald_marks_normalise (*marks, end - start);
}

HeraldBlock *
herald_flow_cut_head (GPtrArray       *body,
                      HeraldFlowPlace  place,
                      gboolean        *open)
{
  HeraldFlowLine line;
  HeraldBlock *block = NULL;

  herald_flow_find_line (body, place.line, &line);
  *open = line.kind == HERALD_FLOW_LINE_WORDS;
  if (line.kind == HERALD_FLOW_LINE_END || (line.kind == HERALD_FLOW_LINE_OBJECT && place.column == 0))
    return NULL;
  block = herald_block_copy (g_ptr_array_index (body, line.block));
  if (!*open)
    return block;
  if (block->type == HERALD_BLOCK_LIST)
    {
      if (block->items->len == 0)
        g_ptr_array_add (block->items, herald_item_new (""));
      g_ptr_array_set_size (block->items, (int) line.item + 1);
      crop (&((HeraldItem *) g_ptr_array_index (block->items, line.item))->text,
            &((HeraldItem *) g_ptr_array_index (block->items, line.item))->marks, 0, place.column);
    }
  else
    crop (&block->text, &block->marks, 0, place.column);
  return block;
}

HeraldBlock *
herald_flow_cut_tail (GPtrArray       *body,
                      HeraldFlowPlace  place,
                      gboolean        *open)
{
  HeraldFlowLine line;
  HeraldBlock *block = NULL;

  herald_flow_find_line (body, place.line, &line);
  *open = line.kind == HERALD_FLOW_LINE_WORDS;
  if (line.kind == HERALD_FLOW_LINE_END || (line.kind != HERALD_FLOW_LINE_WORDS && place.column > 0))
    return NULL;
  block = herald_block_copy (g_ptr_array_index (body, line.block));
  if (block->type == HERALD_BLOCK_LIST)
    {
      if (block->items->len == 0)
        g_ptr_array_add (block->items, herald_item_new (""));
      g_ptr_array_remove_range (block->items, 0, line.item);
      crop (&((HeraldItem *) g_ptr_array_index (block->items, 0))->text,
            &((HeraldItem *) g_ptr_array_index (block->items, 0))->marks, place.column, G_MAXUINT);
    }
  else if (*open)
    crop (&block->text, &block->marks, place.column, G_MAXUINT);
  else if (line.kind == HERALD_FLOW_LINE_SPEAKER)
    crop (&block->text, &block->marks, G_MAXUINT, G_MAXUINT);
  return block;
}

/* The part of a block's lines that lies between two places. */
static HeraldBlock *
extract_one (GPtrArray       *body,
             guint            place,
             HeraldFlowPlace  from,
             HeraldFlowPlace  to)
{
  g_autoptr(GPtrArray) alone = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_block_free);
  const HeraldBlock *block = g_ptr_array_index (body, place);
  guint first = herald_flow_first_line (body, place);
  guint last = first + herald_flow_count_lines (block) - 1;
  gboolean starts = from.line >= first;
  gboolean ends = to.line <= last;
  gboolean open = FALSE;
  HeraldBlock *part = starts ? herald_flow_cut_tail (body, from, &open) : herald_block_copy (block);
  gboolean whole_words = !(starts && from.column > 0) &&
                         !(ends && (to.line < last || to.column < herald_flow_line_length (body, last)));

  if (part == NULL)
    return NULL;
  if (ends)
    {
      guint skipped = starts && part->type == HERALD_BLOCK_LIST ? from.line - first : 0;
      guint column = to.column - (starts && from.line == to.line ? MIN (from.column, to.column) : 0);

      g_ptr_array_add (alone, part);
      part = herald_flow_cut_head (alone, (HeraldFlowPlace) { to.line - first - skipped, column }, &open);
    }
  if (part == NULL || !herald_flow_is_prose (part) || whole_words)
    return part;
  /* A part of a quote or heading is only words. */
  part->type = HERALD_BLOCK_PARAGRAPH;
  g_clear_pointer (&part->speaker, herald_speaker_free);
  return part;
}

/**
 * herald_flow_extract:
 * @body: blocks
 * @from: where the part begins
 * @to: where it ends
 *
 * A quote of which not all is taken, words and speaker, is taken as a paragraph, and so is a part of a heading.
 *
 * Returns: (transfer full) (element-type HeraldBlock): copies of what lies between; with the ids of the originals
 */
GPtrArray *
herald_flow_extract (GPtrArray       *body,
                     HeraldFlowPlace  from,
                     HeraldFlowPlace  to)
{
  g_autoptr(GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_block_free);
  HeraldFlowLine first;
  HeraldFlowLine last;

  herald_flow_find_line (body, from.line, &first);
  herald_flow_find_line (body, to.line, &last);
  for (guint i = first.block; i <= last.block && i < body->len; i++)
    {
      HeraldBlock *part = NULL;

      /* The line end before it is taken, nothing of itself. */
      if (i == last.block && i > first.block && to.line == last.first && to.column == 0)
        break;
      part = extract_one (body, i, from, to);
      if (part != NULL)
        g_ptr_array_add (blocks, part);
    }
  return g_steal_pointer (&blocks);
}

/**
 * herald_flow_covers:
 * @body: blocks
 * @from: where a part begins
 * @to: where it ends
 * @kind: a kind of mark
 *
 * Returns: whether there are words in the part and all of them have that mark
 */
gboolean
herald_flow_covers (GPtrArray       *body,
                    HeraldFlowPlace  from,
                    HeraldFlowPlace  to,
                    HeraldMarkKind   kind)
{
  gboolean any = FALSE;

  for (guint number = from.line; number <= to.line; number++)
    {
      HeraldFlowLine line;
      GArray *marks = NULL;
      guint start = number == from.line ? from.column : 0;
      guint end = 0;

      herald_flow_find_line (body, number, &line);
      if (line.kind == HERALD_FLOW_LINE_END)
        break;
      if (line.kind != HERALD_FLOW_LINE_WORDS)
        continue;
      end = number == to.line ? to.column : text_length (herald_flow_get_words (body, &line, &marks));
      herald_flow_get_words (body, &line, &marks);
      if (start >= end)
        continue;
      if (!herald_mark_edit_covers (marks, start, end - start, kind))
        return FALSE;
      any = TRUE;
    }
  return any;
}
