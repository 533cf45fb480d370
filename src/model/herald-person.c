/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-person.h"

#include "herald-id.h"

static const HeraldMember person_members[] = {
  HERALD_INTEGER (HeraldPerson, schema),
  HERALD_STRING (HeraldPerson, type),
  HERALD_STRING (HeraldPerson, id),
  HERALD_STRING (HeraldPerson, name),
  HERALD_STRING (HeraldPerson, title),
  HERALD_STRING (HeraldPerson, organisation),
  HERALD_STRING (HeraldPerson, portrait),
  HERALD_STRING (HeraldPerson, biography),
  HERALD_RECORDS (HeraldPerson, assets, &herald_asset_type),
  HERALD_RECORD (HeraldPerson, trashed, &herald_trashed_type),
};

static gboolean
check_person (gpointer   record,
              GError   **error)
{
  HeraldPerson *self = record;

  return herald_record_check_uuid ("organisation", self->organisation, error)
         && herald_record_check_hash ("portrait", self->portrait, error);
}

const HeraldRecordType herald_person_type = {
  "person", sizeof (HeraldPerson), person_members, G_N_ELEMENTS (person_members), check_person,
  (GDestroyNotify) herald_person_free, NULL,
};

/**
 * herald_person_new:
 * @name: (nullable): their name
 *
 * Returns: (transfer full): a person with a UUID of their own
 */
HeraldPerson *
herald_person_new (const char *name)
{
  HeraldPerson *self = herald_record_new (&herald_person_type);

  self->schema = HERALD_SCHEMA;
  self->type = g_strdup (herald_document_type_to_string (HERALD_DOCUMENT_PERSON));
  self->id = herald_uuid_new ();
  self->name = g_strdup (name);
  return self;
}

/**
 * herald_person_from_document:
 * @document: a person
 * @error: return location for an error of #HERALD_MODEL_ERROR
 *
 * Returns: (transfer full) (nullable): the person to edit
 */
HeraldPerson *
herald_person_from_document (HeraldDocument  *document,
                             GError         **error)
{
  return herald_document_read (document, HERALD_DOCUMENT_PERSON, &herald_person_type, error);
}

/**
 * herald_person_to_document:
 * @self: a person
 *
 * Returns: (transfer full): the document as it is stored and hashed
 */
HeraldDocument *
herald_person_to_document (HeraldPerson *self)
{
  return herald_document_write (&herald_person_type, self);
}

/**
 * herald_person_copy:
 * @self: (nullable): a person
 *
 * Returns: (transfer full) (nullable): a deep copy with the same id
 */
HeraldPerson *
herald_person_copy (const HeraldPerson *self)
{
  return herald_record_copy (&herald_person_type, self);
}

/**
 * herald_person_free:
 * @self: (nullable) (transfer full): a person
 */
void
herald_person_free (HeraldPerson *self)
{
  herald_record_free (&herald_person_type, self);
}
