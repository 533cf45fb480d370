/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a change of style makes of lines: see herald-flow-edit.h. */
#include "herald-flow-edit-private.h"

/* One line of words while its style changes. */
typedef struct
{
  GPtrArray       *blocks;
  HeraldFlowStyle  style;
} Styling;

static gboolean
is_list_style (HeraldFlowStyle style)
{
  return style == HERALD_FLOW_BULLETS || style == HERALD_FLOW_NUMBERS;
}

static HeraldBlockType
style_type (HeraldFlowStyle style)
{
  static const HeraldBlockType types[] = { HERALD_BLOCK_PARAGRAPH, HERALD_BLOCK_HEADING, HERALD_BLOCK_QUOTE,
                                           HERALD_BLOCK_LIST, HERALD_BLOCK_LIST };

  return types[style];
}

/* id: (nullable): of what the words were in, when nothing else of it is left */
static void
add_styled (Styling      *self,
            const char   *id,
            const char   *text,
            GArray       *marks)
{
  HeraldBlock *block = NULL;
  HeraldItem *item = NULL;
  HeraldBlock *last = self->blocks->len > 0 ? g_ptr_array_index (self->blocks, self->blocks->len - 1) : NULL;
  gboolean list = is_list_style (self->style);
  gboolean ordered = self->style == HERALD_FLOW_NUMBERS;

  if (!list || last == NULL || last->type != HERALD_BLOCK_LIST || last->ordered != ordered)
    {
      block = herald_flow_make_block (style_type (self->style), list ? NULL : text);
      block->ordered = list && ordered;
      if (id != NULL)
        {
          g_free (block->id);
          block->id = g_strdup (id);
        }
      g_ptr_array_add (self->blocks, block);
      last = block;
    }
  if (list)
    {
      item = herald_item_new (text);
      item->marks = marks != NULL ? herald_marks_copy (marks) : NULL;
      g_ptr_array_add (last->items, item);
    }
  else
    block->marks = marks != NULL ? herald_marks_copy (marks) : NULL;
}

/* A run of items of a list that stay a list. */
static HeraldBlock *
copy_items (const HeraldBlock *list,
            guint              start,
            guint              end)
{
  HeraldBlock *block = herald_block_copy (list);

  if (end < block->items->len)
    g_ptr_array_remove_range (block->items, end, block->items->len - end);
  if (start > 0)
    g_ptr_array_remove_range (block->items, 0, start);
  return block;
}

static void
style_list (Styling           *self,
            const HeraldBlock *list,
            guint              start,
            guint              end)
{
  const char *id = start == 0 && end >= list->items->len ? list->id : NULL;

  if (is_list_style (self->style))
    {
      HeraldBlock *block = herald_block_copy (list);

      block->ordered = self->style == HERALD_FLOW_NUMBERS;
      g_ptr_array_add (self->blocks, block);
      return;
    }
  if (start > 0)
    g_ptr_array_add (self->blocks, copy_items (list, 0, start));
  if (list->items->len == 0)
    add_styled (self, id, "", NULL);
  for (guint i = start; i < end && i < list->items->len; i++)
    {
      const HeraldItem *item = g_ptr_array_index (list->items, i);

      add_styled (self, id, item->text, item->marks);
      id = NULL;
    }
  if (end < list->items->len)
    {
      g_ptr_array_add (self->blocks, copy_items (list, end, list->items->len));
      if (start > 0)
        herald_flow_renew_id (g_ptr_array_index (self->blocks, self->blocks->len - 1));
    }
}

static void
style_prose (Styling           *self,
             const HeraldBlock *block)
{
  HeraldBlock *copy = NULL;

  /* Who speaks is not lost by a change of style. */
  if (herald_flow_has_speaker (block) || block->type == style_type (self->style))
    {
      g_ptr_array_add (self->blocks, herald_block_copy (block));
      return;
    }
  if (is_list_style (self->style))
    {
      add_styled (self, block->id, block->text, block->marks);
      return;
    }
  copy = herald_block_copy (block);
  copy->type = style_type (self->style);
  g_clear_pointer (&copy->speaker, herald_speaker_free);
  if (copy->type == HERALD_BLOCK_QUOTE)
    copy->speaker = herald_speaker_new (NULL, NULL, NULL);
  g_ptr_array_add (self->blocks, copy);
}

static gboolean
is_list_of (const HeraldBlock *block,
            HeraldFlowStyle    style)
{
  return block->type == HERALD_BLOCK_LIST && block->ordered == (style == HERALD_FLOW_NUMBERS);
}

/* Where a place is after its lines have changed their style: they stay in their order, only speakers come and go. */
static HeraldFlowPlace
find_styled (GPtrArray            *body,
             const HeraldFlowEdit *edit,
             HeraldFlowPlace       place)
{
  guint first = herald_flow_first_line (body, edit->at);
  guint n_lines = herald_flow_first_line (edit->blocks, edit->blocks->len);
  guint words = 0;
  HeraldFlowLine line;

  for (guint i = first; i < place.line; i++)
    {
      herald_flow_find_line (body, i, &line);
      words += line.kind == HERALD_FLOW_LINE_SPEAKER ? 0 : 1;
    }
  herald_flow_find_line (body, place.line, &line);
  if (line.kind == HERALD_FLOW_LINE_SPEAKER)
    words--;
  for (guint i = 0; i < n_lines; i++)
    {
      herald_flow_find_line (edit->blocks, i, &line);
      if (line.kind == HERALD_FLOW_LINE_SPEAKER)
        continue;
      if (words == 0)
        return (HeraldFlowPlace) { first + i, MIN (place.column, herald_flow_line_length (edit->blocks, i)) };
      words--;
    }
  return (HeraldFlowPlace) { first + n_lines, 0 };
}

/**
 * herald_flow_set_style:
 * @body: blocks
 * @from: where a part begins
 * @to: where it ends
 * @style: what its lines become
 *
 * Blocks keep their ids, words and marks. A list goes on in its neighbour above when that is of the same style. A quote
 * whose speaker is named stays what it is.
 *
 * Returns: (transfer full) (nullable): the edit
 */
HeraldFlowEdit *
herald_flow_set_style (GPtrArray       *body,
                       HeraldFlowPlace  from,
                       HeraldFlowPlace  to,
                       HeraldFlowStyle  style)
{
  HeraldFlowLine first;
  HeraldFlowLine last;
  HeraldFlowEdit *edit = NULL;
  Styling styling = { NULL, style };
  guint at = 0;

  herald_flow_find_line (body, from.line, &first);
  herald_flow_find_line (body, to.line, &last);
  if (first.kind == HERALD_FLOW_LINE_END)
    return herald_flow_insert_block (first.block, herald_flow_make_block (style_type (style), ""), (HeraldFlowPlace) { first.first, 0 });
  at = first.block;
  if (is_list_style (style) && at > 0 && is_list_of (g_ptr_array_index (body, at - 1), style))
    at--;
  edit = herald_flow_edit_new (at, MIN (last.block + 1, body->len) - at);
  styling.blocks = edit->blocks;
  for (guint i = at; i < at + edit->n_blocks; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (body, i);

      if (block->type == HERALD_BLOCK_LIST)
        style_list (&styling, block, i == first.block ? first.item : 0, i == last.block ? last.item + 1 : G_MAXUINT);
      else if (herald_flow_is_prose (block))
        style_prose (&styling, block);
      else
        g_ptr_array_add (edit->blocks, herald_block_copy (block));
    }
  edit->cursor = find_styled (body, edit, to);
  return herald_flow_checked (edit, body);
}
