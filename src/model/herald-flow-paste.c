/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Putting blocks into a body: see herald-flow-edit.h. */
#include "herald-flow-edit-private.h"

static guint
text_length (const char *text)
{
  return text != NULL ? (guint) g_utf8_strlen (text, -1) : 0;
}

static gboolean
is_words (const HeraldBlock *block)
{
  return block->type == HERALD_BLOCK_PARAGRAPH;
}

/* The pasted blocks with ids of their own. */
static GPtrArray *
copy_pasted (GPtrArray *blocks)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_block_free);

  for (guint i = 0; i < blocks->len; i++)
    {
      HeraldBlock *copy = herald_block_copy (g_ptr_array_index (blocks, i));

      herald_flow_renew_id (copy);
      g_ptr_array_add (copies, copy);
    }
  return copies;
}

static guint
count_lines (GPtrArray *blocks)
{
  guint n_lines = 0;

  for (guint i = 0; i < blocks->len; i++)
    n_lines += herald_flow_count_lines (g_ptr_array_index (blocks, i));
  return n_lines;
}

/* Paragraphs into a list are items of it. */
static gboolean
paste_items (HeraldBlock *head,
             GPtrArray   *pasted)
{
  if (head == NULL || head->type != HERALD_BLOCK_LIST)
    return FALSE;
  for (guint i = 0; i < pasted->len; i++)
    if (!is_words (g_ptr_array_index (pasted, i)))
      return FALSE;
  while (pasted->len > 0)
    {
      g_autoptr(HeraldBlock) block = g_ptr_array_steal_index (pasted, 0);
      HeraldItem *item = herald_item_new (block->text);

      item->marks = block->marks != NULL ? herald_marks_copy (block->marks) : NULL;
      g_ptr_array_add (head->items, item);
    }
  return TRUE;
}

static gboolean
line_is_empty (HeraldBlock *block,
               guint        item)
{
  char **text = NULL;
  GArray **marks = NULL;

  herald_flow_block_words (block, item, &text, &marks);
  return *text == NULL || **text == '\0';
}

/* The words of the first pasted paragraph go on where the cursor stands. */
static void
paste_first (HeraldBlock **head,
             gboolean      open,
             GPtrArray    *pasted)
{
  HeraldBlock *first = g_ptr_array_index (pasted, 0);

  if (*head == NULL || !open)
    return;
  if (is_words (first))
    {
      herald_flow_append_words (*head, first->text, first->marks);
      g_ptr_array_remove_index (pasted, 0);
    }
  else if (line_is_empty (*head, herald_flow_last_item (*head)) && !herald_flow_has_speaker (*head))
    herald_flow_drop_empty_line (head);
}

/* And the words behind the cursor go on behind the last pasted one. tail: (transfer full). Returns what is left. */
static HeraldBlock *
paste_last (GPtrArray   *blocks,
            HeraldBlock *tail,
            gboolean     same)
{
  HeraldBlock *last = blocks->len > 0 ? g_ptr_array_index (blocks, blocks->len - 1) : NULL;
  gboolean list_goes_on = same && tail->type == HERALD_BLOCK_LIST && last != NULL && g_strcmp0 (last->id, tail->id) == 0;
  gboolean takes_words = last != NULL && (list_goes_on || is_words (last) || g_strcmp0 (last->id, tail->id) == 0);

  if (takes_words)
    {
      /* Words that nothing was left of before the cursor take their id along. */
      if (!same && tail->type != HERALD_BLOCK_LIST)
        {
          g_free (last->id);
          last->id = g_strdup (tail->id);
        }
      tail = herald_flow_join_blocks (last, tail);
      if (tail != NULL && same)
        herald_flow_renew_id (tail);
      return tail;
    }
  if (same)
    herald_flow_renew_id (tail);
  if (!line_is_empty (tail, 0))
    return tail;
  if (tail->type == HERALD_BLOCK_LIST && tail->items->len > 1)
    {
      g_ptr_array_remove_index (tail->items, 0);
      return tail;
    }
  herald_block_free (tail);
  return NULL;
}

static HeraldFlowPlace
end_of (GPtrArray *blocks,
        guint      first)
{
  HeraldFlowPlace place = { first + MAX (count_lines (blocks), 1) - 1, 0 };

  place.column = herald_flow_line_length (blocks, place.line - first);
  return place;
}

/**
 * herald_flow_paste:
 * @body: blocks
 * @place: where
 * @blocks: (element-type HeraldBlock): what; copied, with new ids
 *
 * The words of a first paragraph go on in the line that the cursor is in, and the words behind the cursor go on behind
 * the last; what is between are blocks of their own.
 *
 * Returns: (transfer full) (nullable): the edit
 */
HeraldFlowEdit *
herald_flow_paste (GPtrArray       *body,
                   HeraldFlowPlace  place,
                   GPtrArray       *blocks)
{
  HeraldFlowLine line;
  HeraldFlowEdit *edit = NULL;
  g_autoptr(GPtrArray) pasted = copy_pasted (blocks);
  HeraldBlock *head = NULL;
  HeraldBlock *tail = NULL;
  gboolean open = FALSE;
  guint before = 0;

  if (pasted->len == 0)
    return NULL;
  herald_flow_find_line (body, place.line, &line);
  before = herald_flow_first_line (body, line.block);
  edit = herald_flow_edit_new (line.block, line.kind == HERALD_FLOW_LINE_END ? 0 : 1);
  head = herald_flow_cut_head (body, place, &open);
  tail = herald_flow_cut_tail (body, place, &open);
  if (line.kind == HERALD_FLOW_LINE_SPEAKER)
    g_clear_pointer (&tail, herald_block_free);
  paste_first (&head, open, pasted);
  paste_items (head, pasted);
  if (head != NULL)
    g_ptr_array_add (edit->blocks, head);
  while (pasted->len > 0)
    g_ptr_array_add (edit->blocks, g_ptr_array_steal_index (pasted, 0));
  edit->cursor = end_of (edit->blocks, before);
  if (head != NULL && edit->blocks->len == 1 && head->type == HERALD_BLOCK_QUOTE)
    edit->cursor = (HeraldFlowPlace) { before, text_length (head->text) };
  if (tail != NULL && open)
    tail = paste_last (edit->blocks, tail, head != NULL);
  if (tail != NULL)
    g_ptr_array_add (edit->blocks, tail);
  return herald_flow_checked (edit, body);
}
