/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-announcement.h"

G_BEGIN_DECLS

/* "About X" in one language. */
typedef struct { HERALD_RECORD_HEADER char *language; char *text; } HeraldProfile;

/* A company that the team works with or for; a document of its own. Plain and mutable: owned by one thread at a time. */
typedef struct
{
  HERALD_RECORD_HEADER
  gint64         schema;
  char          *type;
  char          *id;
  char          *name;
  GPtrArray     *aliases;      /* of char *: a set, NFC, sorted */
  GPtrArray     *boilerplates; /* of HeraldProfile, one per language */
  char          *logo;         /* SHA-256 */
  char          *site;         /* URL */
  GPtrArray     *contacts;     /* of HeraldContact, without a party */
  GPtrArray     *assets;       /* of HeraldAsset: what the logo's bytes are */
  HeraldTrashed *trashed;
} HeraldOrganisation;

extern const HeraldRecordType herald_profile_type;
extern const HeraldRecordType herald_organisation_type;

HeraldOrganisation *herald_organisation_new             (const char               *name);
HeraldOrganisation *herald_organisation_from_document   (HeraldDocument           *document,
                                                         GError                  **error);
HeraldDocument     *herald_organisation_to_document     (HeraldOrganisation       *self);
HeraldOrganisation *herald_organisation_copy            (const HeraldOrganisation *self);
void                herald_organisation_free            (HeraldOrganisation       *self);
/* NULL: none in that language. */
const char         *herald_organisation_get_boilerplate (const HeraldOrganisation *self,
                                                         const char               *language);
/* Empty text removes it. */
void                herald_organisation_set_boilerplate (HeraldOrganisation       *self,
                                                         const char               *language,
                                                         const char               *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldOrganisation, herald_organisation_free)

G_END_DECLS
