/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-flow-edit.h"

#include "herald-flow-edit-private.h"
#include "herald-id.h"
#include "herald-mark-edit.h"

static guint
text_length (const char *text)
{
  return text != NULL ? (guint) g_utf8_strlen (text, -1) : 0;
}

/**
 * herald_flow_edit_new:
 * @at: the first block that gives way
 * @n_blocks: how many do
 *
 * Returns: (transfer full): an edit that puts nothing there; release it with herald_flow_edit_free()
 */
HeraldFlowEdit *
herald_flow_edit_new (guint at,
                      guint n_blocks)
{
  HeraldFlowEdit *edit = g_new0 (HeraldFlowEdit, 1);

  edit->at = at;
  edit->n_blocks = n_blocks;
  edit->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_block_free);
  return edit;
}

void
herald_flow_edit_free (HeraldFlowEdit *edit)
{
  if (edit == NULL)
    return;
  g_ptr_array_unref (edit->blocks);
  g_free (edit);
}

/**
 * herald_flow_edit_apply:
 * @edit: an edit made for this body
 * @body: (element-type HeraldBlock): what to edit
 *
 * Afterwards the edit holds what stood there before: applied again, it takes itself back.
 */
void
herald_flow_edit_apply (HeraldFlowEdit *edit,
                        GPtrArray      *body)
{
  g_autoptr(GPtrArray) gone = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_block_free);
  guint n_new = edit->blocks->len;
  guint both = MIN (n_new, edit->n_blocks);

  g_return_if_fail (edit->at + edit->n_blocks <= body->len);

  for (guint i = 0; i < edit->n_blocks; i++)
    g_ptr_array_add (gone, g_ptr_array_index (body, edit->at + i));
  for (guint i = 0; i < both; i++)
    g_ptr_array_index (body, edit->at + i) = g_ptr_array_index (edit->blocks, i);
  for (guint i = both; i < edit->n_blocks; i++)
    g_ptr_array_steal_index (body, edit->at + both);
  for (guint i = both; i < n_new; i++)
    g_ptr_array_insert (body, (int) (edit->at + i), g_ptr_array_index (edit->blocks, i));
  while (edit->blocks->len > 0)
    g_ptr_array_steal_index (edit->blocks, edit->blocks->len - 1);
  g_ptr_array_unref (edit->blocks);
  edit->blocks = g_steal_pointer (&gone);
  edit->n_blocks = n_new;
}

/* Words of one line */

void
herald_flow_block_words (HeraldBlock   *block,
                         guint          item,
                         char        ***text,
                         GArray      ***marks)
{
  if (block->type != HERALD_BLOCK_LIST)
    {
      *text = &block->text;
      *marks = &block->marks;
      return;
    }
  if (block->items->len == 0)
    g_ptr_array_add (block->items, herald_item_new (""));
  *text = &((HeraldItem *) g_ptr_array_index (block->items, item))->text;
  *marks = &((HeraldItem *) g_ptr_array_index (block->items, item))->marks;
}

guint
herald_flow_last_item (const HeraldBlock *block)
{
  return block->type == HERALD_BLOCK_LIST && block->items->len > 0 ? block->items->len - 1 : 0;
}

static void
insert_words (HeraldBlock    *block,
              guint           item,
              guint           at,
              const char     *words,
              HeraldFlowLook  look)
{
  char **text = NULL;
  GArray **marks = NULL;
  const char *whole = NULL;
  const char *cut = NULL;
  guint n_chars = text_length (words);
  g_autofree char *before = NULL;
  char *together = NULL;

  herald_flow_block_words (block, item, &text, &marks);
  whole = *text != NULL ? *text : "";
  at = MIN (at, text_length (whole));
  cut = g_utf8_offset_to_pointer (whole, at);
  before = g_strndup (whole, (gsize) (cut - whole));
  together = g_strconcat (before, words, cut, NULL);
  g_free (*text);
  *text = together;
  if (*marks == NULL)
    *marks = herald_marks_new ();
  herald_mark_edit_insert (*marks, at, n_chars);
  herald_mark_edit_clear (*marks, at, n_chars, HERALD_MARK_STRONG);
  herald_mark_edit_clear (*marks, at, n_chars, HERALD_MARK_EMPHASIS);
  if ((look & HERALD_FLOW_STRONG) != 0)
    herald_marks_add (*marks, at, n_chars, HERALD_MARK_STRONG, NULL);
  if ((look & HERALD_FLOW_EMPHASIS) != 0)
    herald_marks_add (*marks, at, n_chars, HERALD_MARK_EMPHASIS, NULL);
  herald_marks_normalise (*marks, text_length (*text));
}

void
herald_flow_append_words (HeraldBlock *block,
                          const char  *words,
                          GArray      *more)
{
  char **text = NULL;
  GArray **marks = NULL;
  guint length = 0;
  char *together = NULL;

  herald_flow_block_words (block, herald_flow_last_item (block), &text, &marks);
  length = text_length (*text);
  together = g_strconcat (*text != NULL ? *text : "", words != NULL ? words : "", NULL);
  g_free (*text);
  *text = together;
  if (*marks == NULL)
    *marks = herald_marks_new ();
  herald_mark_edit_append (*marks, more, length);
  herald_marks_normalise (*marks, text_length (*text));
}

void
herald_flow_renew_id (HeraldBlock *block)
{
  g_free (block->id);
  block->id = herald_id_new ();
}

HeraldBlock *
herald_flow_make_block (HeraldBlockType  type,
                        const char      *text)
{
  HeraldBlock *block = herald_block_new (type, text);

  if (type == HERALD_BLOCK_QUOTE)
    block->speaker = herald_speaker_new (NULL, NULL, NULL);
  return block;
}

HeraldFlowEdit *
herald_flow_insert_block (guint            at,
                          HeraldBlock     *block,
                          HeraldFlowPlace  cursor)
{
  HeraldFlowEdit *edit = herald_flow_edit_new (at, 0);

  g_ptr_array_add (edit->blocks, block);
  edit->cursor = cursor;
  return edit;
}

/* An edit of one block, which is copied. */
static HeraldFlowEdit *
edit_block (GPtrArray             *body,
            const HeraldFlowLine  *line,
            HeraldFlowPlace        cursor,
            HeraldBlock          **block)
{
  HeraldFlowEdit *edit = herald_flow_edit_new (line->block, 1);

  *block = herald_block_copy (g_ptr_array_index (body, line->block));
  g_ptr_array_add (edit->blocks, *block);
  edit->cursor = cursor;
  return edit;
}

/**
 * herald_flow_insert:
 * @body: blocks
 * @place: where
 * @text: words without a line end
 * @look: how they look; a link goes on only inside itself
 *
 * Where there is no line of words, they make a paragraph: before a figure or table, else behind it.
 *
 * Returns: (transfer full) (nullable): the edit
 */
HeraldFlowEdit *
herald_flow_insert (GPtrArray       *body,
                    HeraldFlowPlace  place,
                    const char      *text,
                    HeraldFlowLook   look)
{
  HeraldFlowLine line;
  HeraldFlowEdit *edit = NULL;
  HeraldBlock *block = NULL;
  guint n_chars = text_length (text);
  gboolean before = FALSE;
  HeraldFlowPlace cursor = { place.line, place.column + n_chars };

  if (n_chars == 0)
    return NULL;
  herald_flow_find_line (body, place.line, &line);
  if (line.kind == HERALD_FLOW_LINE_WORDS)
    {
      edit = edit_block (body, &line, cursor, &block);
      insert_words (block, line.item, place.column, text, look);
      return edit;
    }
  before = line.kind == HERALD_FLOW_LINE_END || (line.kind == HERALD_FLOW_LINE_OBJECT && place.column == 0);
  block = herald_flow_make_block (HERALD_BLOCK_PARAGRAPH, "");
  insert_words (block, 0, 0, text, look);
  cursor = (HeraldFlowPlace) { before ? line.first : place.line + 1, n_chars };
  return herald_flow_insert_block (before ? line.block : line.block + 1, block, cursor);
}

/* Deleting and joining */

static gboolean
same_speaker (const HeraldBlock *a,
              const HeraldBlock *b)
{
  return a->type == HERALD_BLOCK_QUOTE && a->speaker != NULL &&
         herald_record_equal (&herald_speaker_type, a->speaker, b->speaker);
}

/* Whether the words of tail may go into head: nobody who speaks gets lost, nor somebody else's words. */
static gboolean
may_join (const HeraldBlock *head,
          const HeraldBlock *tail)
{
  return g_strcmp0 (head->id, tail->id) == 0 || !herald_flow_has_speaker (tail) || same_speaker (head, tail);
}

HeraldBlock *
herald_flow_join_blocks (HeraldBlock *head,
                         HeraldBlock *tail)
{
  gboolean same = g_strcmp0 (head->id, tail->id) == 0;
  char **text = NULL;
  GArray **marks = NULL;

  herald_flow_block_words (tail, 0, &text, &marks);
  herald_flow_append_words (head, *text, *marks);
  if (tail->type == HERALD_BLOCK_LIST)
    {
      g_ptr_array_remove_index (tail->items, 0);
      while (same && tail->items->len > 0)
        g_ptr_array_add (head->items, g_ptr_array_steal_index (tail->items, 0));
      if (tail->items->len > 0)
        return tail;
    }
  herald_block_free (tail);
  return NULL;
}

void
herald_flow_drop_empty_line (HeraldBlock **head)
{
  if ((*head)->type == HERALD_BLOCK_LIST && (*head)->items->len > 1)
    g_ptr_array_remove_index ((*head)->items, (*head)->items->len - 1);
  else
    g_clear_pointer (head, herald_block_free);
}

static gboolean
edit_changes (const HeraldFlowEdit *edit,
              GPtrArray            *body)
{
  if (edit->n_blocks != edit->blocks->len)
    return TRUE;
  for (guint i = 0; i < edit->n_blocks; i++)
    if (!herald_block_equal (g_ptr_array_index (body, edit->at + i), g_ptr_array_index (edit->blocks, i)))
      return TRUE;
  return FALSE;
}

HeraldFlowEdit *
herald_flow_checked (HeraldFlowEdit *edit,
                     GPtrArray      *body)
{
  if (edit_changes (edit, body))
    return edit;
  herald_flow_edit_free (edit);
  return NULL;
}

/* What is left of two cut blocks. A line of which nothing is left gives way to the rest of the other, which keeps
 * its id and style. */
static void
put_together (GPtrArray       *blocks,
              HeraldBlock     *head,
              gboolean         head_open,
              HeraldBlock     *tail,
              gboolean         tail_open,
              HeraldFlowPlace  from)
{
  gboolean same = head != NULL && tail != NULL && g_strcmp0 (head->id, tail->id) == 0;

  if (head != NULL && head_open && from.column == 0 && !same)
    herald_flow_drop_empty_line (&head);
  else if (head != NULL && tail != NULL && head_open && tail_open && may_join (head, tail))
    tail = herald_flow_join_blocks (head, tail);
  else if (same)
    g_clear_pointer (&tail, herald_block_free); /* a quote cut in its words and at its speaker */
  if (head != NULL)
    g_ptr_array_add (blocks, head);
  if (tail != NULL)
    g_ptr_array_add (blocks, tail);
}

/**
 * herald_flow_delete:
 * @body: blocks
 * @from: where the part begins
 * @to: where it ends
 *
 * Deletes what lies between and joins what then meets; the first keeps its id. Words of a quote whose speaker is not
 * in the part stay a block of their own, and a quote stays one with what is joined to it.
 *
 * Returns: (transfer full) (nullable): the edit
 */
HeraldFlowEdit *
herald_flow_delete (GPtrArray       *body,
                    HeraldFlowPlace  from,
                    HeraldFlowPlace  to)
{
  HeraldFlowLine first;
  HeraldFlowLine last;
  HeraldFlowEdit *edit = NULL;
  HeraldBlock *head = NULL;
  HeraldBlock *tail = NULL;
  gboolean head_open = FALSE;
  gboolean tail_open = FALSE;

  if (herald_flow_compare (from, to) >= 0)
    return NULL;
  herald_flow_find_line (body, from.line, &first);
  herald_flow_find_line (body, to.line, &last);
  if (first.kind == HERALD_FLOW_LINE_END)
    return NULL;
  edit = herald_flow_edit_new (first.block, MIN (last.block + 1, body->len) - first.block);
  edit->cursor = from;
  head = herald_flow_cut_head (body, from, &head_open);
  tail = herald_flow_cut_tail (body, to, &tail_open);
  put_together (edit->blocks, head, head_open, tail, tail_open, from);
  return herald_flow_checked (edit, body);
}

/**
 * herald_flow_backspace:
 * @body: blocks
 * @place: the start of a line, or behind an object
 *
 * As in a word processor: a list item and an empty heading or quote become a paragraph first; a paragraph is joined
 * to the words above, past the speaker of a quote. An object goes when the cursor stands behind it.
 *
 * Returns: (transfer full) (nullable): the edit
 */
HeraldFlowEdit *
herald_flow_backspace (GPtrArray       *body,
                       HeraldFlowPlace  place)
{
  HeraldFlowLine line;
  HeraldFlowLine above;
  HeraldFlowPlace from = { place.line, 0 };
  const HeraldBlock *block = NULL;
  gboolean empty = FALSE;

  herald_flow_find_line (body, place.line, &line);
  if (line.kind == HERALD_FLOW_LINE_OBJECT && place.column > 0)
    return herald_flow_delete (body, from, place);
  if (line.kind == HERALD_FLOW_LINE_END || line.kind == HERALD_FLOW_LINE_SPEAKER)
    return NULL;
  block = g_ptr_array_index (body, line.block);
  empty = line.kind == HERALD_FLOW_LINE_WORDS && *herald_flow_get_words (body, &line, NULL) == '\0';
  if (block->type == HERALD_BLOCK_LIST || (block->type == HERALD_BLOCK_HEADING && (empty || place.line == 0)) ||
      (block->type == HERALD_BLOCK_QUOTE && !herald_flow_has_speaker (block)))
    return herald_flow_set_style (body, place, place, HERALD_FLOW_PARAGRAPH);
  if (place.line == 0)
    return NULL;
  herald_flow_find_line (body, place.line - 1, &above);
  if (above.kind == HERALD_FLOW_LINE_SPEAKER)
    herald_flow_find_line (body, above.first, &above);
  if (above.kind == HERALD_FLOW_LINE_OBJECT && !empty)
    return NULL;
  from.line = above.kind == HERALD_FLOW_LINE_WORDS && above.first + above.item < place.line - 1 ? above.first : place.line - 1;
  from.column = herald_flow_line_length (body, from.line);
  if (above.kind == HERALD_FLOW_LINE_OBJECT || line.kind == HERALD_FLOW_LINE_OBJECT)
    {
      /* An empty line beside an object just goes. */
      guint gone = empty ? line.block : above.block;
      HeraldFlowEdit *edit = NULL;

      if (!empty && (from.column > 0 || above.kind != HERALD_FLOW_LINE_WORDS))
        return NULL;
      edit = herald_flow_edit_new (gone, 1);
      edit->cursor = empty ? from : (HeraldFlowPlace) { place.line - 1, 0 };
      return edit;
    }
  return herald_flow_delete (body, from, place);
}

/**
 * herald_flow_delete_behind:
 * @body: blocks
 * @place: the end of a line, or before an object
 *
 * Returns: (transfer full) (nullable): the edit that joins what follows, or takes the object away
 */
HeraldFlowEdit *
herald_flow_delete_behind (GPtrArray       *body,
                           HeraldFlowPlace  place)
{
  HeraldFlowLine line;
  HeraldFlowLine below;
  guint next = place.line + 1;

  herald_flow_find_line (body, place.line, &line);
  if (line.kind == HERALD_FLOW_LINE_OBJECT && place.column == 0)
    return herald_flow_delete (body, place, (HeraldFlowPlace) { place.line, 1 });
  if (line.kind != HERALD_FLOW_LINE_WORDS)
    return NULL;
  herald_flow_find_line (body, next, &below);
  if (below.kind == HERALD_FLOW_LINE_SPEAKER)
    herald_flow_find_line (body, ++next, &below);
  if (below.kind == HERALD_FLOW_LINE_END || (below.kind == HERALD_FLOW_LINE_OBJECT && place.column > 0))
    return NULL;
  if (below.kind == HERALD_FLOW_LINE_OBJECT)
    return herald_flow_backspace (body, (HeraldFlowPlace) { next, 0 });
  return herald_flow_delete (body, place, (HeraldFlowPlace) { next, 0 });
}

/* Splitting */

static HeraldFlowEdit *
split_list (GPtrArray            *body,
            const HeraldFlowLine *line,
            HeraldFlowPlace       place)
{
  HeraldFlowEdit *edit = NULL;
  HeraldBlock *head = NULL;
  g_autoptr(HeraldBlock) tail = NULL;
  gboolean open = FALSE;

  /* Enter in an empty item ends the list. */
  if (*herald_flow_get_words (body, line, NULL) == '\0')
    return herald_flow_set_style (body, place, place, HERALD_FLOW_PARAGRAPH);
  head = herald_flow_cut_head (body, place, &open);
  tail = herald_flow_cut_tail (body, place, &open);
  while (tail->items->len > 0)
    g_ptr_array_add (head->items, g_ptr_array_steal_index (tail->items, 0));
  edit = herald_flow_edit_new (line->block, 1);
  g_ptr_array_add (edit->blocks, head);
  edit->cursor = (HeraldFlowPlace) { place.line + 1, 0 };
  return edit;
}

static HeraldFlowEdit *
split_prose (GPtrArray            *body,
             const HeraldFlowLine *line,
             HeraldFlowPlace       place)
{
  const HeraldBlock *block = g_ptr_array_index (body, line->block);
  guint length = text_length (block->text);
  guint next = line->first + herald_flow_count_lines (block);
  HeraldFlowEdit *edit = NULL;
  gboolean open = FALSE;

  if (length == 0 && block->type != HERALD_BLOCK_PARAGRAPH && !herald_flow_has_speaker (block))
    return herald_flow_set_style (body, place, place, HERALD_FLOW_PARAGRAPH);
  if (place.column == 0 && length > 0)
    return herald_flow_insert_block (line->block, herald_flow_make_block (HERALD_BLOCK_PARAGRAPH, ""),
                                     (HeraldFlowPlace) { place.line + 1, 0 });
  if (place.column >= length)
    return herald_flow_insert_block (line->block + 1, herald_flow_make_block (HERALD_BLOCK_PARAGRAPH, ""),
                                     (HeraldFlowPlace) { next, 0 });
  edit = herald_flow_edit_new (line->block, 1);
  g_ptr_array_add (edit->blocks, herald_flow_cut_head (body, place, &open));
  g_ptr_array_add (edit->blocks, herald_flow_cut_tail (body, place, &open));
  herald_flow_renew_id (g_ptr_array_index (edit->blocks, 1));
  edit->cursor = (HeraldFlowPlace) { next, 0 };
  return edit;
}

/**
 * herald_flow_split:
 * @body: blocks
 * @place: where
 *
 * Enter. The first part keeps the id; before the first word, the words do, and an empty paragraph comes before them.
 * Behind a heading or quote follows a paragraph, inside a quote a quote of the same speaker. An empty heading, quote or
 * item becomes a paragraph.
 *
 * Returns: (transfer full) (nullable): the edit
 */
HeraldFlowEdit *
herald_flow_split (GPtrArray       *body,
                   HeraldFlowPlace  place)
{
  HeraldFlowLine line;
  gboolean before = FALSE;

  herald_flow_find_line (body, place.line, &line);
  if (line.kind == HERALD_FLOW_LINE_WORDS)
    return ((HeraldBlock *) g_ptr_array_index (body, line.block))->type == HERALD_BLOCK_LIST
             ? split_list (body, &line, place) : split_prose (body, &line, place);
  before = line.kind == HERALD_FLOW_LINE_END || (line.kind == HERALD_FLOW_LINE_OBJECT && place.column == 0);
  return herald_flow_insert_block (before ? line.block : line.block + 1, herald_flow_make_block (HERALD_BLOCK_PARAGRAPH, ""),
                                   (HeraldFlowPlace) { place.line + 1, 0 });
}

/**
 * herald_flow_set_mark:
 * @body: blocks
 * @from: where a part begins
 * @to: where it ends
 * @kind: what kind of mark
 * @on: whether its words have it from now
 * @url: (nullable): where a link leads
 *
 * Returns: (transfer full) (nullable): the edit
 */
HeraldFlowEdit *
herald_flow_set_mark (GPtrArray       *body,
                      HeraldFlowPlace  from,
                      HeraldFlowPlace  to,
                      HeraldMarkKind   kind,
                      gboolean         on,
                      const char      *url)
{
  HeraldFlowLine first;
  HeraldFlowLine last;
  HeraldFlowEdit *edit = NULL;

  herald_flow_find_line (body, from.line, &first);
  herald_flow_find_line (body, to.line, &last);
  edit = herald_flow_edit_new (first.block, MIN (last.block + 1, body->len) - first.block);
  edit->cursor = to;
  for (guint i = 0; i < edit->n_blocks; i++)
    g_ptr_array_add (edit->blocks, herald_block_copy (g_ptr_array_index (body, first.block + i)));
  for (guint number = from.line; number <= to.line; number++)
    {
      HeraldFlowLine line;
      char **text = NULL;
      GArray **marks = NULL;
      guint start = number == from.line ? from.column : 0;
      guint end = 0;

      herald_flow_find_line (body, number, &line);
      if (line.kind == HERALD_FLOW_LINE_END)
        break;
      if (line.kind != HERALD_FLOW_LINE_WORDS)
        continue;
      herald_flow_block_words (g_ptr_array_index (edit->blocks, line.block - edit->at), line.item, &text, &marks);
      end = number == to.line ? MIN (to.column, text_length (*text)) : text_length (*text);
      if (start >= end)
        continue;
      if (*marks == NULL)
        *marks = herald_marks_new ();
      herald_mark_edit_clear (*marks, start, end - start, kind);
      if (on)
        herald_marks_add (*marks, start, end - start, kind, url);
      herald_marks_normalise (*marks, text_length (*text));
    }
  return herald_flow_checked (edit, body);
}

/**
 * herald_flow_move:
 * @body: blocks
 * @place: a place in the block that moves
 * @by: -1 up, 1 down
 *
 * Returns: (transfer full) (nullable): the edit
 */
HeraldFlowEdit *
herald_flow_move (GPtrArray       *body,
                  HeraldFlowPlace  place,
                  int              by)
{
  HeraldFlowLine line;
  HeraldFlowEdit *edit = NULL;
  int target = 0;
  int n_lines = 0;

  herald_flow_find_line (body, place.line, &line);
  target = (int) line.block + by;
  if (line.kind == HERALD_FLOW_LINE_END || by == 0 || target < 0 || target >= (int) body->len)
    return NULL;
  n_lines = (int) herald_flow_count_lines (g_ptr_array_index (body, (guint) target));
  edit = herald_flow_edit_new (MIN (line.block, (guint) target), 2);
  g_ptr_array_add (edit->blocks, herald_block_copy (g_ptr_array_index (body, edit->at + 1)));
  g_ptr_array_add (edit->blocks, herald_block_copy (g_ptr_array_index (body, edit->at)));
  edit->cursor = (HeraldFlowPlace) { (guint) ((int) place.line + by * n_lines), place.column };
  return edit;
}

HeraldFlowEdit *
herald_flow_replace (GPtrArray   *body,
                     HeraldBlock *block)
{
  int place = herald_flow_find_block (body, block->id);
  HeraldFlowEdit *edit = NULL;

  if (place < 0)
    {
      herald_block_free (block);
      return NULL;
    }
  edit = herald_flow_edit_new ((guint) place, 1);
  g_ptr_array_add (edit->blocks, block);
  edit->cursor = (HeraldFlowPlace) { herald_flow_first_line (body, (guint) place), 0 };
  return herald_flow_checked (edit, body);
}

