/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-organisation.h"

#include "herald-id.h"
#include "herald-tags.h"

static const HeraldMember profile_members[] = {
  HERALD_STRING (HeraldProfile, language),
  HERALD_STRING (HeraldProfile, text),
};

static const HeraldMember organisation_members[] = {
  HERALD_INTEGER (HeraldOrganisation, schema),
  HERALD_STRING (HeraldOrganisation, type),
  HERALD_STRING (HeraldOrganisation, id),
  HERALD_STRING (HeraldOrganisation, name),
  HERALD_STRINGS (HeraldOrganisation, aliases),
  HERALD_RECORDS (HeraldOrganisation, boilerplates, &herald_profile_type),
  HERALD_STRING (HeraldOrganisation, logo),
  HERALD_STRING (HeraldOrganisation, site),
  HERALD_RECORDS (HeraldOrganisation, contacts, &herald_contact_type),
  HERALD_RECORDS (HeraldOrganisation, assets, &herald_asset_type),
  HERALD_RECORD (HeraldOrganisation, trashed, &herald_trashed_type),
};

static void
free_profile (gpointer profile)
{
  herald_record_free (&herald_profile_type, profile);
}

static gboolean
check_organisation (gpointer   record,
                    GError   **error)
{
  return herald_record_check_hash ("logo", ((HeraldOrganisation *) record)->logo, error);
}

const HeraldRecordType herald_profile_type = {
  "profile", sizeof (HeraldProfile), profile_members, G_N_ELEMENTS (profile_members), NULL, free_profile, NULL,
};

const HeraldRecordType herald_organisation_type = {
  "organisation", sizeof (HeraldOrganisation), organisation_members, G_N_ELEMENTS (organisation_members),
  check_organisation, (GDestroyNotify) herald_organisation_free, NULL,
};

/**
 * herald_organisation_new:
 * @name: (nullable): its name
 *
 * Returns: (transfer full): an organisation with a UUID of its own
 */
HeraldOrganisation *
herald_organisation_new (const char *name)
{
  HeraldOrganisation *self = herald_record_new (&herald_organisation_type);

  self->schema = HERALD_SCHEMA;
  self->type = g_strdup (herald_document_type_to_string (HERALD_DOCUMENT_ORGANISATION));
  self->id = herald_uuid_new ();
  self->name = g_strdup (name);
  return self;
}

/**
 * herald_organisation_from_document:
 * @document: an organisation
 * @error: return location for an error of #HERALD_MODEL_ERROR
 *
 * Returns: (transfer full) (nullable): the organisation to edit
 */
HeraldOrganisation *
herald_organisation_from_document (HeraldDocument  *document,
                                   GError         **error)
{
  return herald_document_read (document, HERALD_DOCUMENT_ORGANISATION, &herald_organisation_type, error);
}

/**
 * herald_organisation_to_document:
 * @self: an organisation; its aliases are normalised
 *
 * Returns: (transfer full): the document as it is stored and hashed
 */
HeraldDocument *
herald_organisation_to_document (HeraldOrganisation *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  herald_set_normalise (self->aliases);
  return herald_document_write (&herald_organisation_type, self);
}

/**
 * herald_organisation_copy:
 * @self: (nullable): an organisation
 *
 * Returns: (transfer full) (nullable): a deep copy with the same ids
 */
HeraldOrganisation *
herald_organisation_copy (const HeraldOrganisation *self)
{
  return herald_record_copy (&herald_organisation_type, self);
}

/**
 * herald_organisation_free:
 * @self: (nullable) (transfer full): an organisation
 */
void
herald_organisation_free (HeraldOrganisation *self)
{
  herald_record_free (&herald_organisation_type, self);
}

static gboolean
find_profile (const HeraldOrganisation *self,
              const char               *language,
              guint                    *index)
{
  for (guint i = 0; i < self->boilerplates->len; i++)
    if (g_strcmp0 (((HeraldProfile *) g_ptr_array_index (self->boilerplates, i))->language, language) == 0)
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * herald_organisation_get_boilerplate:
 * @self: an organisation
 * @language: BCP 47 tag
 *
 * Returns: (transfer none) (nullable): what it says about itself in exactly that language
 */
const char *
herald_organisation_get_boilerplate (const HeraldOrganisation *self,
                                     const char               *language)
{
  guint i;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (language != NULL, NULL);

  if (!find_profile (self, language, &i))
    return NULL;
  return ((HeraldProfile *) g_ptr_array_index (self->boilerplates, i))->text;
}

/**
 * herald_organisation_set_boilerplate:
 * @self: an organisation
 * @language: BCP 47 tag
 * @text: (nullable): what it says about itself; empty removes
 */
void
herald_organisation_set_boilerplate (HeraldOrganisation *self,
                                     const char         *language,
                                     const char         *text)
{
  HeraldProfile *profile;
  gboolean found;
  guint i;

  g_return_if_fail (self != NULL);
  g_return_if_fail (language != NULL);

  found = find_profile (self, language, &i);
  if (text == NULL || *text == '\0')
    {
      if (found)
        g_ptr_array_remove_index (self->boilerplates, i);
      return;
    }
  if (!found)
    {
      profile = herald_record_new (&herald_profile_type);
      profile->language = g_strdup (language);
      i = self->boilerplates->len;
      g_ptr_array_add (self->boilerplates, profile);
    }
  profile = g_ptr_array_index (self->boilerplates, i);
  g_free (profile->text);
  profile->text = g_strdup (text);
}
