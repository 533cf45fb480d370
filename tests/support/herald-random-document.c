/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-random-document.h"

#include <string.h>

#define MAX_UNKNOWN_DEPTH 4

static gboolean
one_in (GRand *rand,
        int    n)
{
  return g_rand_int_range (rand, 0, n) == 0;
}

static char *
random_from (GRand      *rand,
             const char *alphabet,
             guint       length)
{
  char *text = g_malloc (length + 1);

  for (guint i = 0; i < length; i++)
    text[i] = alphabet[g_rand_int_range (rand, 0, strlen (alphabet))];
  text[length] = '\0';
  return text;
}

static char *
random_id (GRand *rand)
{
  return random_from (rand, "abcdefghijklmnopqrstuvwxyz234567", 13);
}

static char *
random_hash (GRand *rand)
{
  return random_from (rand, "0123456789abcdef", 64);
}

static char *
random_uuid (GRand *rand)
{
  char *uuid = random_from (rand, "0123456789abcdef", 36);

  uuid[8] = uuid[13] = uuid[18] = uuid[23] = '-';
  uuid[14] = '4';
  uuid[19] = '8';
  return uuid;
}

/* Characters that have broken programs: quotes, escapes, controls, combining marks, CJK, the private use area (which
 * sorts differently in UTF-16), beyond U+FFFF, right-to-left. */
static const gunichar odd_characters[] = {
  '"', '\\', '/', '\n', '\t', '\r', '\b', 0x1f, 0x7f, 0x80, 0xe9, 0x301, 0x4e2d, 0x6587, 0x3002, 0x201c, 0x201d, 0xab,
  0x5d0, 0x200f, 0x2028, 0xe000, 0xfffd, 0xffff, 0x1f600, 0x10ffff, 0x1d11e, 0xfeff,
};

char *
herald_random_text (GRand *rand,
                    guint  max_chars)
{
  GString *text = g_string_new (NULL);
  guint n = g_rand_int_range (rand, 0, max_chars + 1);

  for (guint i = 0; i < n; i++)
    if (one_in (rand, 5))
      g_string_append_c (text, ' ');
    else if (one_in (rand, 8))
      g_string_append_unichar (text, odd_characters[g_rand_int_range (rand, 0, G_N_ELEMENTS (odd_characters))]);
    else
      g_string_append_c (text, g_rand_int_range (rand, 'a', 'z' + 1));
  return g_string_free (text, FALSE);
}

/* Half of all members are absent: that is a form of its own. */
static char *
maybe_text (GRand *rand,
            guint  max_chars)
{
  return one_in (rand, 2) ? NULL : herald_random_text (rand, max_chars);
}

static JsonNode *
random_node (GRand *rand,
             guint  depth)
{
  JsonNode *node = json_node_new (JSON_NODE_NULL);
  int kind = g_rand_int_range (rand, 0, depth < MAX_UNKNOWN_DEPTH ? 6 : 4);

  if (kind == 1)
    json_node_init_boolean (node, one_in (rand, 2));
  else if (kind == 2)
    json_node_init_int (node, (gint64) g_rand_double_range (rand, -9007199254740991.0, 9007199254740991.0));
  else if (kind == 3)
    {
      g_autofree char *text = herald_random_text (rand, 8);

      json_node_init_string (node, text);
    }
  else if (kind == 4)
    {
      JsonArray *array = json_array_new ();

      for (int n = g_rand_int_range (rand, 0, 4); n > 0; n--)
        json_array_add_element (array, random_node (rand, depth + 1));
      json_node_init (node, JSON_NODE_ARRAY);
      json_node_take_array (node, array);
    }
  else if (kind == 5)
    {
      JsonObject *object = json_object_new ();

      for (int n = g_rand_int_range (rand, 0, 4); n > 0; n--)
        {
          g_autofree char *name = herald_random_text (rand, 5);

          json_object_set_member (object, name, random_node (rand, depth + 1));
        }
      json_node_init (node, JSON_NODE_OBJECT);
      json_node_take_object (node, object);
    }
  return node;
}

/* "x-" is never a name of Herald's own. */
static void
add_unknown (GRand    *rand,
             gpointer  record)
{
  HeraldRecordHeader *header = record;

  if (!one_in (rand, 4))
    return;
  header->unknown = json_object_new ();
  for (int n = g_rand_int_range (rand, 1, 4); n > 0; n--)
    {
      g_autofree char *rest = herald_random_text (rand, 6);
      g_autofree char *name = g_strconcat ("x-", rest, NULL);

      json_object_set_member (header->unknown, name, random_node (rand, 0));
    }
}

static GArray *
random_marks (GRand      *rand,
              const char *text)
{
  guint n_chars = text != NULL ? g_utf8_strlen (text, -1) : 0;
  GArray *marks = herald_marks_new ();

  for (int n = g_rand_int_range (rand, 0, 5); n > 0 && n_chars > 0; n--)
    {
      HeraldMarkKind kind = g_rand_int_range (rand, 0, 3);

      herald_marks_add (marks, g_rand_int_range (rand, 0, n_chars), g_rand_int_range (rand, 1, 6), kind,
                        kind == HERALD_MARK_LINK ? (one_in (rand, 2) ? "https://example.com/a" : "mailto:a@example.com") : NULL);
    }
  herald_marks_normalise (marks, n_chars);
  return marks;
}

static HeraldItem *
random_item (GRand *rand)
{
  HeraldItem *item = herald_record_new (&herald_item_type);

  item->text = maybe_text (rand, 12);
  item->marks = random_marks (rand, item->text);
  add_unknown (rand, item);
  return item;
}

static void
add_items (GRand     *rand,
           GPtrArray *items)
{
  for (int n = g_rand_int_range (rand, 0, 4); n > 0; n--)
    g_ptr_array_add (items, random_item (rand));
}

static HeraldSpeaker *
random_speaker (GRand *rand)
{
  HeraldSpeaker *speaker = herald_record_new (&herald_speaker_type);

  speaker->name = maybe_text (rand, 10);
  speaker->title = maybe_text (rand, 10);
  speaker->organisation = maybe_text (rand, 10);
  if (one_in (rand, 2))
    speaker->party = random_id (rand);
  if (one_in (rand, 2))
    speaker->person = random_uuid (rand);
  add_unknown (rand, speaker);
  return speaker;
}

/* A block type of a Herald to come, whose members clash with ours. */
static void
make_unknown (GRand       *rand,
              HeraldBlock *block)
{
  block->header.unknown = json_object_new ();
  json_object_set_string_member (block->header.unknown, "id", block->id);
  json_object_set_string_member (block->header.unknown, "type", "poll");
  json_object_set_member (block->header.unknown, "text", random_node (rand, 0));
  json_object_set_member (block->header.unknown, "items", random_node (rand, 0));
  json_object_set_string_member (block->header.unknown, "caption", "");
}

static HeraldBlock *
random_block (GRand *rand)
{
  HeraldBlock *block = herald_record_new (&herald_block_type);

  block->id = random_id (rand);
  block->type = g_rand_int_range (rand, HERALD_BLOCK_UNKNOWN, HERALD_BLOCK_FACTS + 1);
  if (block->type == HERALD_BLOCK_UNKNOWN)
    {
      make_unknown (rand, block);
      return block;
    }
  add_unknown (rand, block);
  block->text = maybe_text (rand, 60);
  block->marks = random_marks (rand, block->text);
  if (block->type == HERALD_BLOCK_QUOTE)
    block->speaker = random_speaker (rand);
  block->ordered = one_in (rand, 2);
  if (block->type == HERALD_BLOCK_LIST)
    add_items (rand, block->items);
  for (int n = block->type == HERALD_BLOCK_FACTS ? g_rand_int_range (rand, 0, 4) : 0; n > 0; n--)
    {
      g_ptr_array_add (block->rows, g_ptr_array_new_with_free_func ((GDestroyNotify) herald_item_free));
      add_items (rand, g_ptr_array_index (block->rows, block->rows->len - 1));
    }
  if (block->type == HERALD_BLOCK_FIGURE)
    block->asset = random_hash (rand);
  block->caption = maybe_text (rand, 12);
  block->credit = maybe_text (rand, 12);
  block->alt = maybe_text (rand, 12);
  return block;
}

static HeraldParty *
random_party (GRand *rand)
{
  HeraldParty *party = herald_record_new (&herald_party_type);

  party->id = random_id (rand);
  party->name = maybe_text (rand, 12);
  party->role = g_rand_int_range (rand, HERALD_ROLE_NONE, HERALD_ROLE_MENTIONED + 1);
  party->organisation = one_in (rand, 2) ? random_uuid (rand) : NULL;
  party->logo = one_in (rand, 2) ? random_hash (rand) : NULL;
  party->ticker = maybe_text (rand, 6);
  add_unknown (rand, party);
  return party;
}

static HeraldBoilerplate *
random_boilerplate (GRand *rand)
{
  HeraldBoilerplate *boilerplate = herald_record_new (&herald_boilerplate_type);

  boilerplate->id = random_id (rand);
  boilerplate->party = one_in (rand, 2) ? random_id (rand) : NULL;
  boilerplate->text = maybe_text (rand, 40);
  add_unknown (rand, boilerplate);
  return boilerplate;
}

static HeraldContact *
random_contact (GRand *rand)
{
  HeraldContact *contact = herald_record_new (&herald_contact_type);

  contact->id = random_id (rand);
  contact->party = one_in (rand, 2) ? random_id (rand) : NULL;
  contact->name = maybe_text (rand, 12);
  contact->role = maybe_text (rand, 12);
  contact->email = maybe_text (rand, 12);
  contact->phone = maybe_text (rand, 12);
  add_unknown (rand, contact);
  return contact;
}

static HeraldAsset *
random_asset (GRand *rand)
{
  HeraldAsset *asset = herald_record_new (&herald_asset_type);

  asset->sha256 = random_hash (rand);
  asset->name = maybe_text (rand, 12);
  asset->media_type = g_strdup ("image/png");
  asset->size = g_rand_int_range (rand, 0, G_MAXINT32);
  asset->caption = maybe_text (rand, 12);
  asset->credit = maybe_text (rand, 12);
  asset->alt = maybe_text (rand, 12);
  asset->rights = maybe_text (rand, 12);
  add_unknown (rand, asset);
  return asset;
}

static HeraldSignOff *
random_sign_off (GRand *rand)
{
  HeraldSignOff *sign_off = herald_record_new (&herald_sign_off_type);
  g_autofree char *block = random_id (rand);

  sign_off->party = random_id (rand);
  sign_off->subject = g_strconcat ("quote:", block, NULL);
  sign_off->sha256 = random_hash (rand);
  sign_off->state = g_rand_int_range (rand, HERALD_SIGN_OFF_NONE, HERALD_SIGN_OFF_REFUSED + 1);
  sign_off->by = maybe_text (rand, 12);
  sign_off->at = g_strdup ("2026-05-03T10:00:00Z");
  sign_off->how = maybe_text (rand, 12);
  add_unknown (rand, sign_off);
  return sign_off;
}

static HeraldComment *
random_comment (GRand *rand)
{
  HeraldComment *comment = herald_record_new (&herald_comment_type);

  comment->id = random_id (rand);
  comment->block = one_in (rand, 2) ? random_id (rand) : NULL;
  comment->by = maybe_text (rand, 12);
  comment->at = g_strdup ("2026-05-03T10:00:00Z");
  comment->text = maybe_text (rand, 30);
  comment->resolved = one_in (rand, 2);
  add_unknown (rand, comment);
  return comment;
}

static void
fill_lists (GRand              *rand,
            HeraldAnnouncement *self)
{
  for (int n = g_rand_int_range (rand, 0, 4); n > 0; n--)
    g_ptr_array_add (self->parties, random_party (rand));
  for (int n = g_rand_int_range (rand, 0, 8); n > 0; n--)
    g_ptr_array_add (self->body, random_block (rand));
  for (int n = g_rand_int_range (rand, 0, 3); n > 0; n--)
    g_ptr_array_add (self->boilerplates, random_boilerplate (rand));
  for (int n = g_rand_int_range (rand, 0, 3); n > 0; n--)
    g_ptr_array_add (self->contacts, random_contact (rand));
  for (int n = g_rand_int_range (rand, 0, 3); n > 0; n--)
    g_ptr_array_add (self->assets, random_asset (rand));
  for (int n = g_rand_int_range (rand, 0, 3); n > 0; n--)
    g_ptr_array_add (self->sign_offs, random_sign_off (rand));
  for (int n = g_rand_int_range (rand, 0, 3); n > 0; n--)
    g_ptr_array_add (self->comments, random_comment (rand));
}

static void
add_tags (GRand              *rand,
          HeraldAnnouncement *self)
{
  static const char * const tags[] = { "imaging", "optics", "été", "手机", "launch 2026", "Ｗ", "ﬁ", "z" };

  for (int n = g_rand_int_range (rand, 0, 5); n > 0; n--)
    herald_announcement_add_tag (self, tags[g_rand_int_range (rand, 0, G_N_ELEMENTS (tags))], NULL);
}

static void
fill_parts (GRand              *rand,
            HeraldAnnouncement *self)
{
  if (one_in (rand, 2))
    {
      self->dateline = herald_dateline_new ("Bergamo", one_in (rand, 2) ? "2026-11-22" : NULL);
      add_unknown (rand, self->dateline);
    }
  if (one_in (rand, 2))
    {
      self->source = herald_source_new ("Aurelia Optics", "https://example.com/news");
      add_unknown (rand, self->source);
    }
  if (one_in (rand, 2))
    {
      self->embargo = herald_embargo_new ("2026-12-01 09:00", "Europe/Rome", HERALD_ZONE_ONLY, NULL);
      add_unknown (rand, self->embargo);
    }
  if (one_in (rand, 3))
    {
      self->filing = herald_record_new (&herald_filing_type);
      self->filing->number = maybe_text (rand, 8);
      add_unknown (rand, self->filing);
    }
  if (one_in (rand, 4))
    self->trashed = herald_trashed_new ("Anna Bruni", "2026-11-22T10:00:00Z");
}

HeraldAnnouncement *
herald_random_announcement (GRand *rand)
{
  static const char * const languages[] = { NULL, "en", "it", "zh-Hans" };
  HeraldAnnouncement *self = herald_announcement_new (g_rand_int_range (rand, HERALD_KIND_NONE, HERALD_KIND_OTHER + 1),
                                                      languages[g_rand_int_range (rand, 0, 4)]);

  g_free (self->id);
  self->id = random_uuid (rand);
  self->translation_group = one_in (rand, 2) ? random_uuid (rand) : NULL;
  self->headline = maybe_text (rand, 40);
  self->subheadline = maybe_text (rand, 40);
  self->notes = maybe_text (rand, 40);
  self->inside_information = one_in (rand, 4);
  self->status = g_rand_int_range (rand, HERALD_STATUS_NONE, HERALD_STATUS_WITHDRAWN + 1);
  fill_lists (rand, self);
  fill_parts (rand, self);
  add_tags (rand, self);
  add_unknown (rand, self);
  return self;
}

HeraldOrganisation *
herald_random_organisation (GRand *rand)
{
  g_autofree char *name = herald_random_text (rand, 12);
  HeraldOrganisation *self = herald_organisation_new (name);

  g_free (self->id);
  self->id = random_uuid (rand);
  for (int n = g_rand_int_range (rand, 0, 3); n > 0; n--)
    g_ptr_array_add (self->aliases, herald_random_text (rand, 6));
  herald_organisation_set_boilerplate (self, "en", "About us.");
  if (one_in (rand, 2))
    herald_organisation_set_boilerplate (self, "it", "Chi siamo.");
  self->logo = one_in (rand, 2) ? random_hash (rand) : NULL;
  self->site = g_strdup ("https://example.com");
  g_ptr_array_add (self->contacts, random_contact (rand));
  if (one_in (rand, 2))
    g_ptr_array_add (self->assets, random_asset (rand));
  add_unknown (rand, self);
  return self;
}

HeraldPerson *
herald_random_person (GRand *rand)
{
  g_autofree char *name = herald_random_text (rand, 12);
  HeraldPerson *self = herald_person_new (name);

  g_free (self->id);
  self->id = random_uuid (rand);
  self->title = maybe_text (rand, 12);
  self->organisation = one_in (rand, 2) ? random_uuid (rand) : NULL;
  self->portrait = one_in (rand, 2) ? random_hash (rand) : NULL;
  self->biography = maybe_text (rand, 60);
  add_unknown (rand, self);
  return self;
}

HeraldDocument *
herald_random_document (GRand *rand)
{
  if (one_in (rand, 6))
    {
      g_autoptr (HeraldOrganisation) organisation = herald_random_organisation (rand);

      return herald_organisation_to_document (organisation);
    }
  if (one_in (rand, 6))
    {
      g_autoptr (HeraldPerson) person = herald_random_person (rand);

      return herald_person_to_document (person);
    }
  g_autoptr (HeraldAnnouncement) announcement = herald_random_announcement (rand);

  return herald_announcement_to_document (announcement);
}

static void
edit_headline (GRand              *rand,
               HeraldAnnouncement *announcement)
{
  g_free (announcement->headline);
  announcement->headline = herald_random_text (rand, 40);
}

static void
add_block (GRand              *rand,
           HeraldAnnouncement *announcement)
{
  g_ptr_array_insert (announcement->body, g_rand_int_range (rand, 0, announcement->body->len + 1), random_block (rand));
}

static void
remove_block (GRand              *rand,
              HeraldAnnouncement *announcement)
{
  if (announcement->body->len > 0)
    g_ptr_array_remove_index (announcement->body, g_rand_int_range (rand, 0, announcement->body->len));
}

static void
move_block (GRand              *rand,
            HeraldAnnouncement *announcement)
{
  gpointer block;

  if (announcement->body->len == 0)
    return;
  block = g_ptr_array_steal_index (announcement->body, g_rand_int_range (rand, 0, announcement->body->len));
  g_ptr_array_insert (announcement->body, g_rand_int_range (rand, 0, announcement->body->len + 1), block);
}

static void
edit_block (GRand              *rand,
            HeraldAnnouncement *announcement)
{
  HeraldBlock *block;

  if (announcement->body->len == 0)
    return;
  block = g_ptr_array_index (announcement->body, g_rand_int_range (rand, 0, announcement->body->len));
  if (block->type == HERALD_BLOCK_UNKNOWN)
    return;
  g_free (block->text);
  block->text = herald_random_text (rand, 60);
  g_clear_pointer (&block->marks, g_array_unref);
  block->marks = random_marks (rand, block->text);
}

static void
edit_contacts (GRand              *rand,
               HeraldAnnouncement *announcement)
{
  if (announcement->contacts->len > 0 && one_in (rand, 2))
    g_ptr_array_remove_index (announcement->contacts, 0);
  else
    g_ptr_array_add (announcement->contacts, random_contact (rand));
}

void
herald_random_edit (GRand              *rand,
                    HeraldAnnouncement *announcement)
{
  static void (*const edits[]) (GRand *, HeraldAnnouncement *) = {
    edit_headline, add_block, remove_block, move_block, edit_block, edit_contacts, add_tags,
  };

  for (int n = g_rand_int_range (rand, 1, 4); n > 0; n--)
    edits[g_rand_int_range (rand, 0, G_N_ELEMENTS (edits))] (rand, announcement);
}
