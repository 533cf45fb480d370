/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-random-edits.h"

#include <string.h>

#include "herald-random-document.h"
#include "herald-tokens.h"

typedef struct
{
  GRand              *rand;
  HeraldAnnouncement *announcement;
  GPtrArray          *words; /* of char *: those that are written */
} Editor;

static int
pick (Editor *self,
      int     n)
{
  return g_rand_int_range (self->rand, 0, n);
}

static gpointer
pick_from (Editor    *self,
           GPtrArray *things)
{
  return things->len > 0 ? g_ptr_array_index (things, pick (self, (int) things->len)) : NULL;
}

/* A word that nobody else writes, with no digit in it. */
static char *
make_word (Editor *self)
{
  char word[15] = "qx";

  for (guint i = 2; i < 14; i++)
    word[i] = (char) g_rand_int_range (self->rand, 'a', 'z' + 1);
  g_ptr_array_add (self->words, g_strdup (word));
  return g_strdup (word);
}

static char *
make_id (Editor *self)
{
  char *id = g_strnfill (13, 'a');

  for (guint i = 0; i < 13; i++)
    id[i] = "abcdefghijklmnopqrstuvwxyz234567"[pick (self, 32)];
  return id;
}

static void
set (char **member,
     char  *value) /* taken */
{
  g_free (*member);
  *member = value;
}

/* Replaces, adds or takes away one token of text; adds a number or a sentence. */
static void
edit_text (Editor  *self,
           char   **text)
{
  g_autoptr (GArray) tokens = herald_tokens_split (*text != NULL ? *text : "");
  GString *edited = g_string_new (NULL);
  guint at = pick (self, (int) tokens->len + 1);
  int how = pick (self, 5);

  for (guint i = 0; i <= tokens->len; i++)
    {
      const HeraldToken *token = i < tokens->len ? &g_array_index (tokens, HeraldToken, i) : NULL;

      if (i == at && how == 0)
        g_string_append_printf (edited, " %d ", pick (self, 100));
      else if (i == at && how < 4)
        {
          g_autofree char *word = make_word (self);

          g_string_append_printf (edited, how == 3 ? " It is %s. " : " %s ", word);
        }
      if (token != NULL && (i != at || how == 1 || how == 3))
        g_string_append_len (edited, token->start, token->length);
    }
  set (text, g_string_free (edited, FALSE));
}

static HeraldBlock *
pick_block (Editor *self)
{
  HeraldBlock *block = pick_from (self, self->announcement->body);

  return block != NULL && block->type != HERALD_BLOCK_UNKNOWN ? block : NULL;
}

static void
edit_block (Editor *self)
{
  HeraldBlock *block = pick_block (self);

  if (block != NULL)
    edit_text (self, &block->text);
}

/* What herald_announcement_to_document() does only when it writes. */
static guint
count_chars (const HeraldBlock *block)
{
  return block->text != NULL ? g_utf8_strlen (block->text, -1) : 0;
}

static void
edit_marks (Editor *self)
{
  static const char * const urls[] = { "https://example.com/c", "https://example.com/d", "tel:1" };
  HeraldBlock *block = pick_block (self);
  HeraldMarkKind kind = pick (self, 3);
  guint n_chars = block != NULL ? count_chars (block) : 0;

  if (n_chars == 0)
    return;
  if (block->marks == NULL || pick (self, 4) == 0)
    {
      g_clear_pointer (&block->marks, g_array_unref);
      block->marks = herald_marks_new ();
    }
  herald_marks_add (block->marks, pick (self, (int) n_chars), 1 + pick (self, 20), kind,
                    kind == HERALD_MARK_LINK ? urls[pick (self, 3)] : NULL);
  herald_marks_normalise (block->marks, n_chars);
}

static void
add_block (Editor *self)
{
  HeraldBlock *block = herald_block_new (pick (self, 3) == 0 ? HERALD_BLOCK_QUOTE : HERALD_BLOCK_PARAGRAPH, NULL);

  set (&block->id, make_id (self));
  set (&block->text, make_word (self));
  g_ptr_array_insert (self->announcement->body, pick (self, (int) self->announcement->body->len + 1), block);
}

static void
remove_block (Editor *self)
{
  if (self->announcement->body->len > 0)
    g_ptr_array_remove_index (self->announcement->body, pick (self, (int) self->announcement->body->len));
}

static void
move (Editor    *self,
      GPtrArray *things)
{
  gpointer thing;

  if (things->len == 0)
    return;
  thing = g_ptr_array_steal_index (things, pick (self, (int) things->len));
  g_ptr_array_insert (things, pick (self, (int) things->len + 1), thing);
}

static void
move_block (Editor *self)
{
  move (self, self->announcement->body);
}

static void
move_party (Editor *self)
{
  move (self, self->announcement->parties);
}

static void
split_block (Editor *self)
{
  HeraldBlock *block = pick_block (self), *rest;
  guint n_chars = block != NULL ? count_chars (block) : 0, place = 0;
  const char *cut;

  if (n_chars == 0 || !g_ptr_array_find (self->announcement->body, block, &place))
    return;
  cut = g_utf8_offset_to_pointer (block->text, pick (self, (int) n_chars));
  rest = herald_block_new (HERALD_BLOCK_PARAGRAPH, cut);
  set (&rest->id, make_id (self));
  g_ptr_array_insert (self->announcement->body, (int) place + 1, rest);
  set (&block->text, g_strndup (block->text, cut - block->text));
  if (block->marks != NULL)
    herald_marks_normalise (block->marks, count_chars (block));
}

static void
join_blocks (Editor *self)
{
  GPtrArray *body = self->announcement->body;
  guint at = body->len > 1 ? pick (self, (int) body->len - 1) : 0;
  HeraldBlock *block = body->len > 1 ? g_ptr_array_index (body, at) : NULL;
  HeraldBlock *next = block != NULL ? g_ptr_array_index (body, at + 1) : NULL;

  if (block == NULL || block->type == HERALD_BLOCK_UNKNOWN || next->type != HERALD_BLOCK_PARAGRAPH)
    return;
  set (&block->text, g_strconcat (block->text != NULL ? block->text : "", " ", next->text, NULL));
  g_ptr_array_remove_index (body, at + 1);
}

static void
turn_block (Editor *self)
{
  HeraldBlock *block = pick_block (self);

  if (block != NULL)
    block->type = HERALD_BLOCK_PARAGRAPH + pick (self, 3);
}

static void
edit_speaker (Editor *self)
{
  HeraldBlock *block = pick_block (self);

  if (block == NULL || block->type != HERALD_BLOCK_QUOTE)
    return;
  if (block->speaker == NULL)
    block->speaker = herald_speaker_new ("Lin Qiao", NULL, "Kitefin Mobile");
  set (pick (self, 2) == 0 ? &block->speaker->title : &block->speaker->name, make_word (self));
}

static void
edit_items (Editor *self)
{
  HeraldBlock *block = pick_block (self);
  int how = pick (self, 4);

  if (block == NULL || block->type != HERALD_BLOCK_LIST)
    return;
  if (how == 0 || block->items->len == 0)
    {
      g_autofree char *word = make_word (self);

      g_ptr_array_insert (block->items, pick (self, (int) block->items->len + 1), herald_item_new (word));
    }
  else if (how == 1)
    g_ptr_array_remove_index (block->items, pick (self, (int) block->items->len));
  else
    edit_text (self, &((HeraldItem *) pick_from (self, block->items))->text);
}

static void
edit_facts (Editor *self)
{
  HeraldBlock *block = pick_block (self);
  GPtrArray *row = block != NULL && block->type == HERALD_BLOCK_FACTS ? pick_from (self, block->rows) : NULL;
  HeraldItem *cell = row != NULL ? pick_from (self, row) : NULL;

  if (cell != NULL)
    edit_text (self, &cell->text);
}

static void
edit_member (Editor *self)
{
  HeraldAnnouncement *announcement = self->announcement;
  char **members[] = { &announcement->headline, &announcement->headline, &announcement->subheadline, &announcement->notes };

  edit_text (self, members[pick (self, G_N_ELEMENTS (members))]);
}

static void
edit_values (Editor *self)
{
  HeraldAnnouncement *announcement = self->announcement;
  g_autofree char *place = make_word (self);

  announcement->status = g_rand_int_range (self->rand, HERALD_STATUS_DRAFT, HERALD_STATUS_APPROVED + 1);
  if (pick (self, 2) == 0)
    return;
  herald_dateline_free (announcement->dateline);
  announcement->dateline = herald_dateline_new (place, NULL);
}

static void
edit_embargo (Editor *self)
{
  g_autofree char *wall = g_strdup_printf ("2026-12-%02d 09:00", 1 + pick (self, 28));

  g_clear_pointer (&self->announcement->embargo, herald_embargo_free);
  if (pick (self, 4) > 0)
    self->announcement->embargo = herald_embargo_new (wall, "Europe/Rome", HERALD_ZONE_ONLY, NULL);
}

static void
edit_tags (Editor *self)
{
  static const char * const tags[] = { "imaging", "optics", "手机", "launch 2026", "z" };
  const char *tag = tags[pick (self, G_N_ELEMENTS (tags))];

  if (!herald_announcement_remove_tag (self->announcement, tag))
    herald_announcement_add_tag (self->announcement, tag, NULL);
}

static void
edit_party (Editor *self)
{
  HeraldParty *party = pick_from (self, self->announcement->parties);
  g_autofree char *word = make_word (self);

  if (party == NULL || pick (self, 3) == 0)
    {
      party = herald_announcement_add_party (self->announcement, word, HERALD_ROLE_PARTNER);
      set (&party->id, make_id (self));
    }
  else if (pick (self, 3) == 0)
    g_ptr_array_remove (self->announcement->parties, party);
  else
    set (&party->name, g_strdup (word));
}

static void
edit_sign_off (Editor *self)
{
  HeraldSignOff *sign_off = pick_from (self, self->announcement->sign_offs);

  if (sign_off == NULL || pick (self, 2) == 0)
    {
      sign_off = herald_record_new (&herald_sign_off_type);
      sign_off->by = make_word (self);
      g_ptr_array_add (self->announcement->sign_offs, sign_off);
    }
  sign_off->state = pick (self, 2) == 0 ? HERALD_SIGN_OFF_APPROVED : HERALD_SIGN_OFF_REFUSED;
}

static void
edit_comment (Editor *self)
{
  HeraldComment *comment = pick_from (self, self->announcement->comments);

  if (comment == NULL || pick (self, 2) == 0)
    {
      comment = herald_record_new (&herald_comment_type);
      comment->id = make_id (self);
      g_ptr_array_add (self->announcement->comments, comment);
    }
  else if (pick (self, 4) == 0)
    {
      g_ptr_array_remove (self->announcement->comments, comment);
      return;
    }
  comment->resolved = pick (self, 2) == 0;
  edit_text (self, &comment->text);
}

static void
edit_asset (Editor *self)
{
  HeraldAsset *asset = pick_from (self, self->announcement->assets);

  if (asset != NULL && pick (self, 4) == 0)
    g_ptr_array_remove (self->announcement->assets, asset);
  else if (asset != NULL)
    edit_text (self, &asset->caption);
}

/* A member or a block of a Herald to come. */
static void
edit_unknown (Editor *self)
{
  HeraldBlock *block = pick_from (self, self->announcement->body);
  HeraldRecordHeader *header = block != NULL && pick (self, 2) == 0 ? &block->header : &self->announcement->header;
  g_autofree char *word = make_word (self);
  g_autofree char *name = g_strdup_printf ("x-%d", pick (self, 3));

  if (header->unknown == NULL)
    header->unknown = json_object_new ();
  json_object_set_string_member (header->unknown, name, word);
}

static void
edit_trash (Editor *self)
{
  HeraldTrashed *trashed = self->announcement->trashed;

  self->announcement->trashed = trashed == NULL ? herald_trashed_new ("Anna Bruni", "2026-11-22T10:00:00Z") : NULL;
  herald_trashed_free (trashed);
}

/* Not as a person edits: anything at all. */
static void
edit_wildly (Editor *self)
{
  herald_random_edit (self->rand, self->announcement);
}

void
herald_random_edits_make (HeraldAnnouncement *announcement,
                          guint32             seed,
                          GPtrArray          *words)
{
  static void (*const edits[]) (Editor *) = {
    edit_block, edit_block, edit_block, edit_block, edit_marks, edit_marks, add_block, remove_block, move_block, move_block,
    split_block, join_blocks, turn_block, edit_speaker, edit_items, edit_items, edit_facts, edit_member, edit_values,
    edit_embargo, edit_tags, move_party, edit_party, edit_sign_off, edit_comment, edit_asset, edit_unknown, edit_trash,
    edit_wildly,
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  Editor editor = { rand, announcement, words };

  edits[pick (&editor, G_N_ELEMENTS (edits))] (&editor);
}
