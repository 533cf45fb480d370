/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records that an announcement is made of; its own table is in herald-announcement.c. */
#include "herald-announcement.h"

#include "herald-i18n.h"
#include "herald-id.h"

static const char * const role_names[] = { "", "issuer", "partner", "mentioned", NULL };
static const char * const sign_off_state_names[] = { "", "approved", "refused", NULL };

static const HeraldMember dateline_members[] = {
  HERALD_STRING (HeraldDateline, place),
  HERALD_STRING (HeraldDateline, date),
};

static const HeraldMember party_members[] = {
  HERALD_STRING (HeraldParty, id),
  HERALD_STRING (HeraldParty, name),
  HERALD_ENUM (HeraldParty, role, role_names),
  HERALD_STRING (HeraldParty, organisation),
  HERALD_STRING (HeraldParty, logo),
  HERALD_STRING (HeraldParty, ticker),
};

static const HeraldMember boilerplate_members[] = {
  HERALD_STRING (HeraldBoilerplate, id),
  HERALD_STRING (HeraldBoilerplate, party),
  HERALD_STRING (HeraldBoilerplate, text),
};

static const HeraldMember contact_members[] = {
  HERALD_STRING (HeraldContact, id),
  HERALD_STRING (HeraldContact, party),
  HERALD_STRING (HeraldContact, name),
  HERALD_STRING (HeraldContact, role),
  HERALD_STRING (HeraldContact, email),
  HERALD_STRING (HeraldContact, phone),
};

static const HeraldMember asset_members[] = {
  HERALD_STRING (HeraldAsset, sha256),
  HERALD_STRING (HeraldAsset, name),
  HERALD_STRING (HeraldAsset, media_type),
  HERALD_INTEGER (HeraldAsset, size),
  HERALD_STRING (HeraldAsset, caption),
  HERALD_STRING (HeraldAsset, credit),
  HERALD_STRING (HeraldAsset, alt),
  HERALD_STRING (HeraldAsset, rights),
};

static const HeraldMember source_members[] = {
  HERALD_STRING (HeraldSource, name),
  HERALD_STRING (HeraldSource, url),
};

static const HeraldMember filing_members[] = {
  HERALD_STRING (HeraldFiling, system),
  HERALD_STRING (HeraldFiling, number),
  HERALD_STRING (HeraldFiling, at),
};

static const HeraldMember sign_off_members[] = {
  HERALD_STRING (HeraldSignOff, party),
  HERALD_STRING (HeraldSignOff, subject),
  HERALD_STRING (HeraldSignOff, sha256),
  HERALD_ENUM (HeraldSignOff, state, sign_off_state_names),
  HERALD_STRING (HeraldSignOff, by),
  HERALD_STRING (HeraldSignOff, at),
  HERALD_STRING (HeraldSignOff, how),
};

static const HeraldMember comment_members[] = {
  HERALD_STRING (HeraldComment, id),
  HERALD_STRING (HeraldComment, block),
  HERALD_STRING (HeraldComment, by),
  HERALD_STRING (HeraldComment, at),
  HERALD_STRING (HeraldComment, text),
  HERALD_BOOLEAN (HeraldComment, resolved),
};

static const HeraldMember override_members[] = {
  HERALD_STRING (HeraldOverride, id),
  HERALD_STRING (HeraldOverride, rule),
  HERALD_STRING (HeraldOverride, place),
  HERALD_STRING (HeraldOverride, words),
  HERALD_STRING (HeraldOverride, by),
  HERALD_STRING (HeraldOverride, at),
  HERALD_STRING (HeraldOverride, reason),
};

static const HeraldMember trashed_members[] = {
  HERALD_STRING (HeraldTrashed, by),
  HERALD_STRING (HeraldTrashed, at),
};

static gboolean
check_party (gpointer   record,
             GError   **error)
{
  HeraldParty *party = record;

  return herald_record_check_id (party->id, error)
         && herald_record_check_uuid ("organisation", party->organisation, error)
         && herald_record_check_hash ("logo", party->logo, error);
}

static gboolean
check_boilerplate (gpointer   record,
                   GError   **error)
{
  return herald_record_check_id (((HeraldBoilerplate *) record)->id, error);
}

static gboolean
check_contact (gpointer   record,
               GError   **error)
{
  return herald_record_check_id (((HeraldContact *) record)->id, error);
}

static gboolean
check_comment (gpointer   record,
               GError   **error)
{
  return herald_record_check_id (((HeraldComment *) record)->id, error);
}

static gboolean
check_override (gpointer   record,
                GError   **error)
{
  return herald_record_check_id (((HeraldOverride *) record)->id, error);
}

static gboolean
check_asset (gpointer   record,
             GError   **error)
{
  HeraldAsset *asset = record;

  if (asset->sha256 == NULL)
    return herald_record_refuse (error, "sha256", _("is missing"));
  if (asset->size < 0)
    return herald_record_refuse (error, "size", _("must not be negative"));
  return herald_record_check_hash ("sha256", asset->sha256, error);
}

static gboolean
check_sign_off (gpointer   record,
                GError   **error)
{
  return herald_record_check_hash ("sha256", ((HeraldSignOff *) record)->sha256, error);
}

#define PART(name, Struct, check) \
  const HeraldRecordType herald_##name##_type = { \
    #name, sizeof (Struct), name##_members, G_N_ELEMENTS (name##_members), check, \
    (GDestroyNotify) herald_##name##_free, NULL, \
  }

PART (dateline, HeraldDateline, NULL);
PART (party, HeraldParty, check_party);
PART (boilerplate, HeraldBoilerplate, check_boilerplate);
PART (contact, HeraldContact, check_contact);
PART (asset, HeraldAsset, check_asset);
PART (source, HeraldSource, NULL);
PART (filing, HeraldFiling, NULL);
PART (sign_off, HeraldSignOff, check_sign_off);
PART (comment, HeraldComment, check_comment);
PART (override, HeraldOverride, check_override);
PART (trashed, HeraldTrashed, NULL);

/**
 * herald_dateline_new:
 * @place: (nullable): where
 * @date: (nullable): when, "2022-05-23"
 *
 * Returns: (transfer full): a dateline
 */
HeraldDateline *
herald_dateline_new (const char *place,
                     const char *date)
{
  HeraldDateline *dateline = herald_record_new (&herald_dateline_type);

  dateline->place = g_strdup (place);
  dateline->date = g_strdup (date);
  return dateline;
}

/**
 * herald_source_new:
 * @name: (nullable): whose words these are
 * @url: (nullable): where they were published
 *
 * Returns: (transfer full): a source
 */
HeraldSource *
herald_source_new (const char *name,
                   const char *url)
{
  HeraldSource *source = herald_record_new (&herald_source_type);

  source->name = g_strdup (name);
  source->url = g_strdup (url);
  return source;
}

/**
 * herald_override_new:
 * @rule: the rule that found something
 * @place: (nullable): where; a change's subject
 * @words: (nullable): what it found there
 * @by: who lets it pass
 * @at: when, in UTC
 * @reason: why
 *
 * Returns: (transfer full): an override with a new id
 */
HeraldOverride *
herald_override_new (const char *rule,
                     const char *place,
                     const char *words,
                     const char *by,
                     const char *at,
                     const char *reason)
{
  HeraldOverride *override = herald_record_new (&herald_override_type);

  override->id = herald_id_new ();
  override->rule = g_strdup (rule);
  override->place = g_strdup (place);
  override->words = g_strdup (words);
  override->by = g_strdup (by);
  override->at = g_strdup (at);
  override->reason = g_strdup (reason);
  return override;
}

/**
 * herald_trashed_new:
 * @by: (nullable): who
 * @at: (nullable): when, UTC
 *
 * Returns: (transfer full): the mark of a document in the trash
 */
HeraldTrashed *
herald_trashed_new (const char *by,
                    const char *at)
{
  HeraldTrashed *trashed = herald_record_new (&herald_trashed_type);

  trashed->by = g_strdup (by);
  trashed->at = g_strdup (at);
  return trashed;
}

/**
 * herald_asset_new:
 * @sha256: hash of the bytes
 * @name: (nullable): file name, to be shown; never a path
 * @media_type: (nullable): "image/jpeg"
 * @size: bytes
 *
 * Returns: (transfer full): an asset
 */
HeraldAsset *
herald_asset_new (const char *sha256,
                  const char *name,
                  const char *media_type,
                  gint64      size)
{
  HeraldAsset *asset;

  g_return_val_if_fail (sha256 != NULL, NULL);

  asset = herald_record_new (&herald_asset_type);
  asset->sha256 = g_strdup (sha256);
  asset->name = g_strdup (name);
  asset->media_type = g_strdup (media_type);
  asset->size = size;
  return asset;
}

void
herald_dateline_free (HeraldDateline *dateline)
{
  herald_record_free (&herald_dateline_type, dateline);
}

void
herald_party_free (HeraldParty *party)
{
  herald_record_free (&herald_party_type, party);
}

void
herald_boilerplate_free (HeraldBoilerplate *boilerplate)
{
  herald_record_free (&herald_boilerplate_type, boilerplate);
}

void
herald_contact_free (HeraldContact *contact)
{
  herald_record_free (&herald_contact_type, contact);
}

void
herald_asset_free (HeraldAsset *asset)
{
  herald_record_free (&herald_asset_type, asset);
}

void
herald_source_free (HeraldSource *source)
{
  herald_record_free (&herald_source_type, source);
}

void
herald_filing_free (HeraldFiling *filing)
{
  herald_record_free (&herald_filing_type, filing);
}

void
herald_sign_off_free (HeraldSignOff *sign_off)
{
  herald_record_free (&herald_sign_off_type, sign_off);
}

void
herald_comment_free (HeraldComment *comment)
{
  herald_record_free (&herald_comment_type, comment);
}

void
herald_override_free (HeraldOverride *override)
{
  herald_record_free (&herald_override_type, override);
}

void
herald_trashed_free (HeraldTrashed *trashed)
{
  herald_record_free (&herald_trashed_type, trashed);
}

/**
 * herald_role_to_string:
 * @role: a company's part
 *
 * Returns: (transfer none): its name in the format, "" for none
 */
const char *
herald_role_to_string (HeraldRole role)
{
  g_return_val_if_fail ((guint) role < G_N_ELEMENTS (role_names) - 1, "");

  return role_names[role];
}

/**
 * herald_role_from_string:
 * @name: (nullable): a name
 * @role: (out): the role of that name
 *
 * Returns: whether there is one; @role is untouched otherwise
 */
gboolean
herald_role_from_string (const char *name,
                         HeraldRole *role)
{
  g_return_val_if_fail (role != NULL, FALSE);

  for (guint i = 1; role_names[i] != NULL; i++)
    if (g_strcmp0 (name, role_names[i]) == 0)
      {
        *role = (HeraldRole) i;
        return TRUE;
      }
  return FALSE;
}
