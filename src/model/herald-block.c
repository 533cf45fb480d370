/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-block.h"

#include "herald-i18n.h"
#include "herald-id.h"

static const char * const block_types[] = { "", "paragraph", "heading", "quote", "list", "figure", "facts", NULL };

static const HeraldMember speaker_members[] = {
  HERALD_STRING (HeraldSpeaker, name),
  HERALD_STRING (HeraldSpeaker, title),
  HERALD_STRING (HeraldSpeaker, organisation),
  HERALD_STRING (HeraldSpeaker, party),
  HERALD_STRING (HeraldSpeaker, person),
};

static const HeraldMember item_members[] = {
  HERALD_STRING (HeraldItem, text),
  HERALD_MARKS (HeraldItem, marks),
};

static const HeraldMember block_members[] = {
  HERALD_STRING (HeraldBlock, id),
  HERALD_ENUM (HeraldBlock, type, block_types),
  HERALD_STRING (HeraldBlock, text),
  HERALD_MARKS (HeraldBlock, marks),
  HERALD_RECORD (HeraldBlock, speaker, &herald_speaker_type),
  HERALD_BOOLEAN (HeraldBlock, ordered),
  HERALD_RECORDS (HeraldBlock, items, &herald_item_type),
  HERALD_ROWS (HeraldBlock, rows, &herald_item_type),
  HERALD_STRING (HeraldBlock, asset),
  HERALD_STRING (HeraldBlock, caption),
  HERALD_STRING (HeraldBlock, credit),
  HERALD_STRING (HeraldBlock, alt),
};

static gboolean
check_marks (GArray      *marks,
             const char  *text,
             GError     **error)
{
  gint64 n_chars = text != NULL ? g_utf8_strlen (text, -1) : 0;

  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      const HeraldMark *mark = &g_array_index (marks, HeraldMark, i);

      if ((gint64) mark->start + mark->length > n_chars)
        {
          g_autofree char *place = g_strdup_printf ("marks[%u]", i);

          return herald_record_refuse (error, place, _("reaches beyond the end of the text"));
        }
    }
  return TRUE;
}

static gboolean
check_speaker (gpointer   record,
               GError   **error)
{
  HeraldSpeaker *speaker = record;

  return herald_record_check_uuid ("person", speaker->person, error);
}

static gboolean
check_item (gpointer   record,
            GError   **error)
{
  HeraldItem *item = record;

  return check_marks (item->marks, item->text, error);
}

static gboolean
check_block (gpointer   record,
             GError   **error)
{
  HeraldBlock *block = record;

  if (!herald_record_check_id (block->id, error))
    return FALSE;
  if (block->type == HERALD_BLOCK_UNKNOWN
      && (block->header.unknown == NULL || !json_object_has_member (block->header.unknown, "type")))
    return herald_record_refuse (error, "type", _("is missing"));
  return herald_record_check_hash ("asset", block->asset, error)
         && check_marks (block->marks, block->text, error);
}

const HeraldRecordType herald_speaker_type = {
  "speaker", sizeof (HeraldSpeaker), speaker_members, G_N_ELEMENTS (speaker_members), check_speaker,
  (GDestroyNotify) herald_speaker_free, NULL,
};

const HeraldRecordType herald_item_type = {
  "item", sizeof (HeraldItem), item_members, G_N_ELEMENTS (item_members), check_item,
  (GDestroyNotify) herald_item_free, NULL,
};

const HeraldRecordType herald_block_type = {
  "block", sizeof (HeraldBlock), block_members, G_N_ELEMENTS (block_members), check_block,
  (GDestroyNotify) herald_block_free, "type",
};

/**
 * herald_speaker_new:
 * @name: (nullable): who speaks
 * @title: (nullable): job title
 * @organisation: (nullable): whom they speak for
 *
 * Returns: (transfer full): a speaker
 */
HeraldSpeaker *
herald_speaker_new (const char *name,
                    const char *title,
                    const char *organisation)
{
  HeraldSpeaker *speaker = herald_record_new (&herald_speaker_type);

  speaker->name = g_strdup (name);
  speaker->title = g_strdup (title);
  speaker->organisation = g_strdup (organisation);
  return speaker;
}

/**
 * herald_speaker_free:
 * @speaker: (nullable) (transfer full): a speaker
 */
void
herald_speaker_free (HeraldSpeaker *speaker)
{
  herald_record_free (&herald_speaker_type, speaker);
}

/**
 * herald_item_new:
 * @text: (nullable): its words
 *
 * Returns: (transfer full): a list item or table cell
 */
HeraldItem *
herald_item_new (const char *text)
{
  HeraldItem *item = herald_record_new (&herald_item_type);

  item->text = g_strdup (text);
  return item;
}

/**
 * herald_item_free:
 * @item: (nullable) (transfer full): a list item or table cell
 */
void
herald_item_free (HeraldItem *item)
{
  herald_record_free (&herald_item_type, item);
}

/**
 * herald_block_new:
 * @type: what it is; not %HERALD_BLOCK_UNKNOWN
 * @text: (nullable): its words, of a paragraph, heading or quote
 *
 * Returns: (transfer full): a block with an id of its own
 */
HeraldBlock *
herald_block_new (HeraldBlockType  type,
                  const char      *text)
{
  HeraldBlock *block;

  g_return_val_if_fail (type != HERALD_BLOCK_UNKNOWN, NULL);

  block = herald_record_new (&herald_block_type);
  block->id = herald_id_new ();
  block->type = type;
  block->text = g_strdup (text);
  return block;
}

/**
 * herald_block_copy:
 * @block: (nullable): a block
 *
 * Returns: (transfer full) (nullable): a deep copy with the same id
 */
HeraldBlock *
herald_block_copy (const HeraldBlock *block)
{
  return herald_record_copy (&herald_block_type, block);
}

/**
 * herald_block_equal:
 * @a: (nullable): a block
 * @b: (nullable): a block
 *
 * Returns: whether both would be written the same, id included
 */
gboolean
herald_block_equal (const HeraldBlock *a,
                    const HeraldBlock *b)
{
  return herald_record_equal (&herald_block_type, a, b);
}

/**
 * herald_block_free:
 * @block: (nullable) (transfer full): a block
 */
void
herald_block_free (HeraldBlock *block)
{
  herald_record_free (&herald_block_type, block);
}

static void
append_line (GString    *words,
             const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_string_append (words, text);
  g_string_append_c (words, '\n');
}

static void
append_items (GString   *words,
              GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    append_line (words, ((HeraldItem *) g_ptr_array_index (items, i))->text);
}

/* A block of a newer Herald: whatever it calls its words, "text" is the likeliest name. */
static void
append_unknown (GString    *words,
                JsonObject *unknown)
{
  JsonNode *text = unknown != NULL ? json_object_get_member (unknown, "text") : NULL;

  if (text != NULL && JSON_NODE_HOLDS_VALUE (text) && json_node_get_value_type (text) == G_TYPE_STRING)
    append_line (words, json_node_get_string (text));
}

/**
 * herald_block_append_words:
 * @block: a block
 * @words: where its words go
 *
 * Appends all words of the block in reading order, each piece ended by a newline: text, list items, cells, speaker,
 * caption, credit, alternative text. What is empty adds nothing.
 */
void
herald_block_append_words (const HeraldBlock *block,
                           GString           *words)
{
  g_return_if_fail (block != NULL);
  g_return_if_fail (words != NULL);

  if (block->type == HERALD_BLOCK_UNKNOWN)
    append_unknown (words, block->header.unknown);
  append_line (words, block->text);
  append_items (words, block->items);
  for (guint i = 0; i < block->rows->len; i++)
    append_items (words, g_ptr_array_index (block->rows, i));
  if (block->speaker != NULL)
    {
      append_line (words, block->speaker->name);
      append_line (words, block->speaker->title);
      append_line (words, block->speaker->organisation);
    }
  append_line (words, block->caption);
  append_line (words, block->credit);
  append_line (words, block->alt);
}
