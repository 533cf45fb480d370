/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-announcement.h"

#include <string.h>

#include "herald-i18n.h"
#include "herald-id.h"
#include "herald-tags.h"

static const char * const kind_names[] = { "", "partnership", "product", "event", "corporate", "other", NULL };
static const char * const status_names[] = {
  "", "draft", "review", "approved", "scheduled", "released", "withdrawn", NULL,
};

static const HeraldMember announcement_members[] = {
  HERALD_INTEGER (HeraldAnnouncement, schema),
  HERALD_STRING (HeraldAnnouncement, type),
  HERALD_STRING (HeraldAnnouncement, id),
  HERALD_ENUM (HeraldAnnouncement, kind, kind_names),
  HERALD_STRING (HeraldAnnouncement, language),
  HERALD_STRING (HeraldAnnouncement, translation_group),
  HERALD_STRING (HeraldAnnouncement, headline),
  HERALD_STRING (HeraldAnnouncement, subheadline),
  HERALD_RECORD (HeraldAnnouncement, dateline, &herald_dateline_type),
  HERALD_RECORDS (HeraldAnnouncement, parties, &herald_party_type),
  HERALD_RECORDS (HeraldAnnouncement, body, &herald_block_type),
  HERALD_RECORDS (HeraldAnnouncement, boilerplates, &herald_boilerplate_type),
  HERALD_RECORDS (HeraldAnnouncement, contacts, &herald_contact_type),
  HERALD_RECORDS (HeraldAnnouncement, assets, &herald_asset_type),
  HERALD_STRINGS (HeraldAnnouncement, tags),
  HERALD_RECORD (HeraldAnnouncement, source, &herald_source_type),
  HERALD_RECORD (HeraldAnnouncement, embargo, &herald_embargo_type),
  HERALD_BOOLEAN (HeraldAnnouncement, inside_information),
  HERALD_RECORD (HeraldAnnouncement, filing, &herald_filing_type),
  HERALD_ENUM (HeraldAnnouncement, status, status_names),
  HERALD_RECORDS (HeraldAnnouncement, sign_offs, &herald_sign_off_type),
  HERALD_RECORDS (HeraldAnnouncement, comments, &herald_comment_type),
  HERALD_RECORDS (HeraldAnnouncement, overrides, &herald_override_type),
  HERALD_STRING (HeraldAnnouncement, notes),
  HERALD_RECORD (HeraldAnnouncement, trashed, &herald_trashed_type),
};

static const char *
party_id (gconstpointer party)
{
  return ((const HeraldParty *) party)->id;
}

static const char *
block_id (gconstpointer block)
{
  return ((const HeraldBlock *) block)->id;
}

static const char *
boilerplate_id (gconstpointer boilerplate)
{
  return ((const HeraldBoilerplate *) boilerplate)->id;
}

static const char *
contact_id (gconstpointer contact)
{
  return ((const HeraldContact *) contact)->id;
}

static const char *
comment_id (gconstpointer comment)
{
  return ((const HeraldComment *) comment)->id;
}

static const char *
override_id (gconstpointer override)
{
  return ((const HeraldOverride *) override)->id;
}

static const char *
asset_id (gconstpointer asset)
{
  return ((const HeraldAsset *) asset)->sha256;
}

static gboolean
check_unique (GPtrArray    *records,
              const char   *name,
              const char *(*get_id) (gconstpointer),
              GHashTable   *seen,
              GError      **error)
{
  for (guint i = 0; i < records->len; i++)
    if (!g_hash_table_add (seen, (char *) get_id (g_ptr_array_index (records, i))))
      {
        g_autofree char *place = g_strdup_printf ("%s[%u]", name, i);

        return herald_record_refuse (error, place, _("has the identity of another one in this document"));
      }
  return TRUE;
}

static gboolean
check_tags (GPtrArray  *tags,
            GError    **error)
{
  for (guint i = 0; i < tags->len; i++)
    {
      const char *tag = g_ptr_array_index (tags, i);
      g_autoptr (GError) reason = NULL;
      g_autofree char *normal = *tag != '\0' ? herald_tag_normalise (tag, &reason) : NULL;

      if (reason != NULL)
        {
          g_autofree char *place = g_strdup_printf ("tags[%u]", i);

          return herald_record_refuse (error, place, reason->message);
        }
    }
  return TRUE;
}

/* What HeraldDocument has seen already (schema, type, id) is not looked at again. */
static gboolean
check_announcement (gpointer   record,
                    GError   **error)
{
  HeraldAnnouncement *self = record;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  return herald_record_check_uuid ("translation_group", self->translation_group, error)
         && check_unique (self->parties, "parties", party_id, seen, error)
         && check_unique (self->body, "body", block_id, seen, error)
         && check_unique (self->boilerplates, "boilerplates", boilerplate_id, seen, error)
         && check_unique (self->contacts, "contacts", contact_id, seen, error)
         && check_unique (self->comments, "comments", comment_id, seen, error)
         && check_unique (self->overrides, "overrides", override_id, seen, error)
         && check_unique (self->assets, "assets", asset_id, seen, error)
         && check_tags (self->tags, error);
}

const HeraldRecordType herald_announcement_type = {
  "announcement", sizeof (HeraldAnnouncement), announcement_members, G_N_ELEMENTS (announcement_members),
  check_announcement, (GDestroyNotify) herald_announcement_free, NULL,
};

/**
 * herald_announcement_new:
 * @kind: what is announced
 * @language: (nullable): BCP 47 tag
 *
 * Returns: (transfer full): an empty draft with a UUID of its own
 */
HeraldAnnouncement *
herald_announcement_new (HeraldKind  kind,
                         const char *language)
{
  HeraldAnnouncement *self = herald_record_new (&herald_announcement_type);

  self->schema = HERALD_SCHEMA;
  self->type = g_strdup (herald_document_type_to_string (HERALD_DOCUMENT_ANNOUNCEMENT));
  self->id = herald_uuid_new ();
  self->kind = kind;
  self->language = g_strdup (language);
  self->status = HERALD_STATUS_DRAFT;
  return self;
}

/**
 * herald_announcement_from_document:
 * @document: an announcement
 * @error: return location for an error of #HERALD_MODEL_ERROR
 *
 * A document of a newer schema is read as far as this Herald understands it, to be shown and not to be edited; where it
 * does not, the error is %HERALD_MODEL_ERROR_NEWER.
 *
 * Returns: (transfer full) (nullable): the announcement to edit
 */
HeraldAnnouncement *
herald_announcement_from_document (HeraldDocument  *document,
                                   GError         **error)
{
  return herald_document_read (document, HERALD_DOCUMENT_ANNOUNCEMENT, &herald_announcement_type, error);
}

static void
normalise_marks (GArray     *marks,
                 const char *text)
{
  if (marks != NULL)
    herald_marks_normalise (marks, text != NULL ? g_utf8_strlen (text, -1) : 0);
}

static void
normalise_items (GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      HeraldItem *item = g_ptr_array_index (items, i);

      normalise_marks (item->marks, item->text);
    }
}

static void
normalise_block (HeraldBlock *block)
{
  normalise_marks (block->marks, block->text);
  normalise_items (block->items);
  for (guint i = 0; i < block->rows->len; i++)
    normalise_items (g_ptr_array_index (block->rows, i));
}

/**
 * herald_announcement_normalise:
 * @self: an announcement
 *
 * Puts tags and marks in order, as they are written.
 */
void
herald_announcement_normalise (HeraldAnnouncement *self)
{
  g_return_if_fail (self != NULL);

  herald_set_normalise (self->tags);
  for (guint i = 0; i < self->body->len; i++)
    normalise_block (g_ptr_array_index (self->body, i));
}

/**
 * herald_announcement_to_document:
 * @self: an announcement; its tags and marks are normalised
 *
 * Returns: (transfer full): the document as it is stored and hashed
 */
HeraldDocument *
herald_announcement_to_document (HeraldAnnouncement *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  herald_announcement_normalise (self);
  return herald_document_write (&herald_announcement_type, self);
}

/**
 * herald_announcement_copy:
 * @self: (nullable): an announcement
 *
 * Returns: (transfer full) (nullable): a deep copy with the same ids
 */
HeraldAnnouncement *
herald_announcement_copy (const HeraldAnnouncement *self)
{
  return herald_record_copy (&herald_announcement_type, self);
}

/**
 * herald_announcement_free:
 * @self: (nullable) (transfer full): an announcement
 */
void
herald_announcement_free (HeraldAnnouncement *self)
{
  herald_record_free (&herald_announcement_type, self);
}

/**
 * herald_announcement_add_tag:
 * @self: an announcement
 * @tag: what a person typed
 * @error: return location for a %HERALD_MODEL_ERROR_USAGE
 *
 * Returns: whether it is new here; %FALSE without an error when it was there already
 */
gboolean
herald_announcement_add_tag (HeraldAnnouncement  *self,
                             const char          *tag,
                             GError             **error)
{
  g_autofree char *normal = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (tag != NULL, FALSE);

  normal = herald_tag_normalise (tag, error);
  if (normal == NULL)
    return FALSE;
  herald_set_normalise (self->tags);
  if (g_ptr_array_find_with_equal_func (self->tags, normal, g_str_equal, NULL))
    return FALSE;
  g_ptr_array_add (self->tags, g_steal_pointer (&normal));
  herald_set_normalise (self->tags);
  return TRUE;
}

/**
 * herald_announcement_remove_tag:
 * @self: an announcement
 * @tag: what a person typed
 *
 * Returns: whether it was there
 */
gboolean
herald_announcement_remove_tag (HeraldAnnouncement *self,
                                const char         *tag)
{
  g_autofree char *normal = NULL;
  guint index;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (tag != NULL, FALSE);

  normal = herald_words_normalise (tag);
  herald_set_normalise (self->tags);
  if (!g_ptr_array_find_with_equal_func (self->tags, normal, g_str_equal, &index))
    return FALSE;
  g_ptr_array_remove_index (self->tags, index);
  return TRUE;
}

/**
 * herald_announcement_add_party:
 * @self: an announcement
 * @name: name of a company
 * @role: its part, if it is new here
 *
 * Returns: (transfer none): the company of that name, made at the end of the list if there was none
 */
HeraldParty *
herald_announcement_add_party (HeraldAnnouncement *self,
                               const char         *name,
                               HeraldRole          role)
{
  g_autofree char *normal = NULL;
  HeraldParty *party;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  normal = herald_words_normalise (name);
  for (guint i = 0; i < self->parties->len; i++)
    {
      party = g_ptr_array_index (self->parties, i);
      if (g_strcmp0 (party->name, normal) == 0)
        return party;
    }
  party = herald_record_new (&herald_party_type);
  party->id = herald_id_new ();
  party->name = g_steal_pointer (&normal);
  party->role = role;
  g_ptr_array_add (self->parties, party);
  return party;
}

static gpointer
find (GPtrArray    *records,
      const char *(*get_id) (gconstpointer),
      const char   *id)
{
  for (guint i = 0; id != NULL && i < records->len; i++)
    if (g_strcmp0 (get_id (g_ptr_array_index (records, i)), id) == 0)
      return g_ptr_array_index (records, i);
  return NULL;
}

/**
 * herald_announcement_find_party:
 * @self: an announcement
 * @id: (nullable): id of a company
 *
 * Returns: (transfer none) (nullable): the company
 */
HeraldParty *
herald_announcement_find_party (const HeraldAnnouncement *self,
                                const char               *id)
{
  g_return_val_if_fail (self != NULL, NULL);

  return find (self->parties, party_id, id);
}

/**
 * herald_announcement_find_block:
 * @self: an announcement
 * @id: (nullable): id of a block
 *
 * Returns: (transfer none) (nullable): the block
 */
HeraldBlock *
herald_announcement_find_block (const HeraldAnnouncement *self,
                                const char               *id)
{
  g_return_val_if_fail (self != NULL, NULL);

  return find (self->body, block_id, id);
}

/**
 * herald_announcement_find_asset:
 * @self: an announcement
 * @sha256: (nullable): hash of an asset
 *
 * Returns: (transfer none) (nullable): the asset
 */
HeraldAsset *
herald_announcement_find_asset (const HeraldAnnouncement *self,
                                const char               *sha256)
{
  g_return_val_if_fail (self != NULL, NULL);

  return find (self->assets, asset_id, sha256);
}

/**
 * herald_announcement_add_boilerplate:
 * @self: an announcement
 * @party: (nullable): id of the company that it is about
 * @text: (nullable): its words
 *
 * Returns: (transfer none): the new boilerplate, at the end of the list
 */
HeraldBoilerplate *
herald_announcement_add_boilerplate (HeraldAnnouncement *self,
                                     const char         *party,
                                     const char         *text)
{
  HeraldBoilerplate *boilerplate;

  g_return_val_if_fail (self != NULL, NULL);

  boilerplate = herald_record_new (&herald_boilerplate_type);
  boilerplate->id = herald_id_new ();
  boilerplate->party = g_strdup (party);
  boilerplate->text = g_strdup (text);
  g_ptr_array_add (self->boilerplates, boilerplate);
  return boilerplate;
}

/**
 * herald_announcement_add_contact:
 * @self: an announcement
 * @party: (nullable): id of the company that they speak for
 * @name: (nullable): who
 * @email: (nullable): where to write
 *
 * Returns: (transfer none): the new contact, at the end of the list
 */
HeraldContact *
herald_announcement_add_contact (HeraldAnnouncement *self,
                                 const char         *party,
                                 const char         *name,
                                 const char         *email)
{
  HeraldContact *contact;

  g_return_val_if_fail (self != NULL, NULL);

  contact = herald_record_new (&herald_contact_type);
  contact->id = herald_id_new ();
  contact->party = g_strdup (party);
  contact->name = g_strdup (name);
  contact->email = g_strdup (email);
  g_ptr_array_add (self->contacts, contact);
  return contact;
}

/* [0] is no name. */
static int
index_of (const char * const *names,
          const char         *name)
{
  for (int i = 1; names[i] != NULL; i++)
    if (g_strcmp0 (names[i], name) == 0)
      return i;
  return 0;
}

/**
 * herald_status_to_string:
 * @status: a status
 *
 * Returns: (transfer none): its name in the format, "" for none
 */
const char *
herald_status_to_string (HeraldStatus status)
{
  g_return_val_if_fail ((guint) status < G_N_ELEMENTS (status_names) - 1, "");

  return status_names[status];
}

/**
 * herald_status_from_string:
 * @name: (nullable): a name
 * @status: (out): the status of that name
 *
 * Returns: whether there is one; @status is untouched otherwise
 */
gboolean
herald_status_from_string (const char   *name,
                           HeraldStatus *status)
{
  int found = index_of (status_names, name);

  g_return_val_if_fail (status != NULL, FALSE);

  if (found > 0)
    *status = (HeraldStatus) found;
  return found > 0;
}

/**
 * herald_kind_to_string:
 * @kind: a kind of announcement
 *
 * Returns: (transfer none): its name in the format, "" for none
 */
const char *
herald_kind_to_string (HeraldKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kind_names) - 1, "");

  return kind_names[kind];
}

/**
 * herald_kind_from_string:
 * @name: (nullable): a name
 * @kind: (out): the kind of that name
 *
 * Returns: whether there is one; @kind is untouched otherwise
 */
gboolean
herald_kind_from_string (const char *name,
                         HeraldKind *kind)
{
  int found = index_of (kind_names, name);

  g_return_val_if_fail (kind != NULL, FALSE);

  if (found > 0)
    *kind = (HeraldKind) found;
  return found > 0;
}
