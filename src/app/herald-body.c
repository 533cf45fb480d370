/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-body.h"

#include "herald-mark-edit.h"

static guint
text_length (const char *text)
{
  return text != NULL ? (guint) g_utf8_strlen (text, -1) : 0;
}

static gboolean
speaker_is_empty (const HeraldSpeaker *speaker)
{
  return speaker == NULL ||
         ((speaker->name == NULL || *speaker->name == '\0') &&
          (speaker->title == NULL || *speaker->title == '\0') &&
          (speaker->organisation == NULL || *speaker->organisation == '\0'));
}

static void
set_text (HeraldBlock *block,
          char        *text,
          GArray      *marks)
{
  g_free (block->text);
  block->text = text;
  g_clear_pointer (&block->marks, g_array_unref);
  block->marks = marks;
  herald_marks_normalise (block->marks, text_length (text));
}

/**
 * herald_body_is_prose:
 * @block: a block
 *
 * Returns: whether it is words that can be split and joined
 */
gboolean
herald_body_is_prose (const HeraldBlock *block)
{
  g_return_val_if_fail (block != NULL, FALSE);

  return block->type == HERALD_BLOCK_PARAGRAPH ||
         block->type == HERALD_BLOCK_HEADING ||
         block->type == HERALD_BLOCK_QUOTE;
}

/**
 * herald_body_find:
 * @announcement: an announcement
 * @id: (nullable): a block's id
 *
 * Returns: the block's place in the body, or -1
 */
int
herald_body_find (HeraldAnnouncement *announcement,
                  const char         *id)
{
  g_return_val_if_fail (announcement != NULL, -1);

  for (guint i = 0; id != NULL && i < announcement->body->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (announcement->body, i);

      if (g_strcmp0 (block->id, id) == 0)
        return (int) i;
    }
  return -1;
}

/**
 * herald_body_insert:
 * @announcement: an announcement
 * @after: (nullable): id of the block to put it behind; NULL: at the end
 * @type: what to make
 * @text: (nullable): its words
 *
 * Returns: (transfer none): the new block
 */
HeraldBlock *
herald_body_insert (HeraldAnnouncement *announcement,
                    const char         *after,
                    HeraldBlockType     type,
                    const char         *text)
{
  HeraldBlock *block = NULL;
  int place = herald_body_find (announcement, after);

  block = herald_block_new (type, text != NULL ? text : "");
  if (type == HERALD_BLOCK_QUOTE && block->speaker == NULL)
    block->speaker = herald_speaker_new (NULL, NULL, NULL);
  if (type == HERALD_BLOCK_LIST && block->items->len == 0)
    g_ptr_array_add (block->items, herald_item_new (text != NULL ? text : ""));
  g_ptr_array_insert (announcement->body, place >= 0 ? place + 1 : -1, block);
  return block;
}

/**
 * herald_body_split:
 * @announcement: an announcement
 * @id: id of a paragraph, heading or quote
 * @at: where, in code points
 *
 * The first part keeps the id. At the end of a heading or quote a paragraph follows; inside a quote the second part
 * is a quote of the same speaker.
 *
 * Returns: (transfer none) (nullable): the second part
 */
HeraldBlock *
herald_body_split (HeraldAnnouncement *announcement,
                   const char         *id,
                   guint               at)
{
  int place = herald_body_find (announcement, id);
  HeraldBlock *block = NULL;
  HeraldBlock *rest = NULL;
  HeraldBlockType type = HERALD_BLOCK_PARAGRAPH;
  const char *cut = NULL;
  guint length = 0;

  if (place < 0 || !herald_body_is_prose (g_ptr_array_index (announcement->body, place)))
    return NULL;
  block = g_ptr_array_index (announcement->body, place);
  length = text_length (block->text);
  at = MIN (at, length);
  cut = g_utf8_offset_to_pointer (block->text != NULL ? block->text : "", at);
  if (at < length)
    type = block->type;

  rest = herald_body_insert (announcement, id, type, cut);
  g_clear_pointer (&rest->marks, g_array_unref);
  rest->marks = herald_mark_edit_slice (block->marks, at, length - at);
  if (type == HERALD_BLOCK_QUOTE && block->speaker != NULL)
    {
      herald_speaker_free (rest->speaker);
      rest->speaker = herald_record_copy (&herald_speaker_type, block->speaker);
    }
  set_text (block, g_strndup (block->text != NULL ? block->text : "", cut - (block->text != NULL ? block->text : cut)),
            herald_mark_edit_slice (block->marks, 0, at));
  return rest;
}

static HeraldBlock *
join_empty (HeraldAnnouncement *announcement,
            int                 place,
            guint              *at)
{
  HeraldBlock *previous = g_ptr_array_index (announcement->body, place - 1);

  g_ptr_array_remove_index (announcement->body, place);
  *at = text_length (previous->text);
  return previous;
}

/**
 * herald_body_join:
 * @announcement: an announcement
 * @id: id of the block that is joined to the one before it
 * @at: (out): where its words begin now, in code points
 *
 * The first keeps its id. A quote with a speaker is joined to nothing but a quote of the same speaker, so that no speaker is lost;
 * an empty block after one that is not words just goes.
 *
 * Returns: (transfer none) (nullable): the block that the words are in now; NULL: nothing was done
 */
HeraldBlock *
herald_body_join (HeraldAnnouncement *announcement,
                  const char         *id,
                  guint              *at)
{
  int place = herald_body_find (announcement, id);
  HeraldBlock *block = NULL;
  HeraldBlock *previous = NULL;
  g_autoptr(GArray) marks = NULL;

  g_return_val_if_fail (at != NULL, NULL);

  if (place <= 0)
    return NULL;
  block = g_ptr_array_index (announcement->body, place);
  previous = g_ptr_array_index (announcement->body, place - 1);
  if (!herald_body_is_prose (block))
    return NULL;
  if (!speaker_is_empty (block->speaker) &&
      (previous->type != HERALD_BLOCK_QUOTE ||
       previous->speaker == NULL ||
       !herald_record_equal (&herald_speaker_type, block->speaker, previous->speaker)))
    return NULL;
  if (text_length (block->text) == 0)
    return join_empty (announcement, place, at);
  if (!herald_body_is_prose (previous))
    return NULL;

  *at = text_length (previous->text);
  marks = previous->marks != NULL ? herald_marks_copy (previous->marks) : herald_marks_new ();
  herald_mark_edit_append (marks, block->marks, *at);
  set_text (previous, g_strconcat (previous->text != NULL ? previous->text : "", block->text, NULL),
            g_steal_pointer (&marks));
  g_ptr_array_remove_index (announcement->body, place);
  return previous;
}

/* Puts words without a line end into a block. */
static void
insert_words (HeraldBlock *block,
              guint        at,
              const char  *words)
{
  const char *text = block->text != NULL ? block->text : "";
  const char *cut = g_utf8_offset_to_pointer (text, at);
  g_autofree char *before = g_strndup (text, cut - text);
  GArray *marks = block->marks != NULL ? herald_marks_copy (block->marks) : herald_marks_new ();

  herald_mark_edit_insert (marks, at, text_length (words));
  set_text (block, g_strconcat (before, words, cut, NULL), marks);
}

/**
 * herald_body_paste:
 * @announcement: an announcement
 * @id: id of a paragraph, heading or quote
 * @at: where, in code points
 * @text: what to put there; each line that is not empty becomes a paragraph of its own, with a new id
 * @end: (out): where the pasted words end in the block that is returned
 *
 * Returns: (transfer none) (nullable): the block that the pasted words end in
 */
HeraldBlock *
herald_body_paste (HeraldAnnouncement *announcement,
                   const char         *id,
                   guint               at,
                   const char         *text,
                   guint              *end)
{
  g_auto(GStrv) lines = g_strsplit_set (text, "\r\n", -1);
  g_autofree char *last_id = g_strdup (id);
  HeraldBlock *block = NULL;
  gboolean first = TRUE;
  int place = herald_body_find (announcement, id);

  g_return_val_if_fail (end != NULL, NULL);

  if (place < 0)
    return NULL;
  block = g_ptr_array_index (announcement->body, place);
  if (!herald_body_is_prose (block))
    return NULL;
  *end = MIN (at, text_length (block->text));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]);

      if (*line == '\0')
        continue;
      if (!first)
        {
          HeraldBlock *rest = herald_body_split (announcement, last_id, *end);

          block = rest;
          g_free (last_id);
          last_id = g_strdup (rest->id);
          *end = 0;
        }
      insert_words (block, *end, line);
      *end += text_length (line);
      first = FALSE;
    }
  return block;
}

/**
 * herald_body_remove:
 * @announcement: an announcement
 * @id: a block's id
 *
 * Returns: whether it was there
 */
gboolean
herald_body_remove (HeraldAnnouncement *announcement,
                    const char         *id)
{
  int place = herald_body_find (announcement, id);

  if (place < 0)
    return FALSE;
  g_ptr_array_remove_index (announcement->body, place);
  return TRUE;
}

/**
 * herald_body_move:
 * @announcement: an announcement
 * @id: a block's id
 * @by: how many places down; negative: up
 *
 * Returns: whether it moved
 */
gboolean
herald_body_move (HeraldAnnouncement *announcement,
                  const char         *id,
                  int                 by)
{
  int place = herald_body_find (announcement, id);
  int target = place + by;
  gpointer block = NULL;

  if (place < 0 || by == 0 || target < 0 || target >= (int) announcement->body->len)
    return FALSE;
  block = g_ptr_array_steal_index (announcement->body, place);
  g_ptr_array_insert (announcement->body, target, block);
  return TRUE;
}

/**
 * herald_body_convert:
 * @announcement: an announcement
 * @id: id of a paragraph, heading or quote
 * @type: one of these
 *
 * Makes it another type and keeps its id, words and marks. A speaker is kept until the block is saved as something
 * else and forgotten then, so a quote that has one is not converted.
 *
 * Returns: whether it was done
 */
gboolean
herald_body_convert (HeraldAnnouncement *announcement,
                     const char         *id,
                     HeraldBlockType     type)
{
  int place = herald_body_find (announcement, id);
  HeraldBlock *block = NULL;

  if (place < 0)
    return FALSE;
  block = g_ptr_array_index (announcement->body, place);
  if (!herald_body_is_prose (block) || block->type == type || !speaker_is_empty (block->speaker))
    return FALSE;
  block->type = type;
  g_clear_pointer (&block->speaker, herald_speaker_free);
  if (type == HERALD_BLOCK_QUOTE)
    block->speaker = herald_speaker_new (NULL, NULL, NULL);
  return TRUE;
}
