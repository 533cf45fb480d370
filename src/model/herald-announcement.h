/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-block.h"
#include "herald-document.h"
#include "herald-embargo.h"

G_BEGIN_DECLS

typedef enum { HERALD_KIND_NONE, HERALD_KIND_PARTNERSHIP, HERALD_KIND_PRODUCT, HERALD_KIND_EVENT, HERALD_KIND_CORPORATE, HERALD_KIND_OTHER } HeraldKind;
typedef enum { HERALD_STATUS_NONE, HERALD_STATUS_DRAFT, HERALD_STATUS_REVIEW, HERALD_STATUS_APPROVED, HERALD_STATUS_SCHEDULED, HERALD_STATUS_RELEASED, HERALD_STATUS_WITHDRAWN } HeraldStatus;
typedef enum { HERALD_ROLE_NONE, HERALD_ROLE_ISSUER, HERALD_ROLE_PARTNER, HERALD_ROLE_MENTIONED } HeraldRole;
typedef enum { HERALD_SIGN_OFF_NONE, HERALD_SIGN_OFF_APPROVED, HERALD_SIGN_OFF_REFUSED } HeraldSignOffState;

typedef struct { HERALD_RECORD_HEADER char *place; char *date; } HeraldDateline;
typedef struct { HERALD_RECORD_HEADER char *id; char *name; HeraldRole role; char *organisation; char *logo; char *ticker; } HeraldParty;
typedef struct { HERALD_RECORD_HEADER char *id; char *party; char *text; } HeraldBoilerplate;
typedef struct { HERALD_RECORD_HEADER char *id; char *party; char *name; char *role; char *email; char *phone; } HeraldContact;
typedef struct { HERALD_RECORD_HEADER char *sha256; char *name; char *media_type; gint64 size; char *caption; char *credit; char *alt; char *rights; } HeraldAsset;
typedef struct { HERALD_RECORD_HEADER char *name; char *url; } HeraldSource;
typedef struct { HERALD_RECORD_HEADER char *system; char *number; char *at; } HeraldFiling;
typedef struct { HERALD_RECORD_HEADER char *party; char *subject; char *sha256; HeraldSignOffState state; char *by; char *at; char *how; } HeraldSignOff;
typedef struct { HERALD_RECORD_HEADER char *id; char *block; char *by; char *at; char *text; gboolean resolved; } HeraldComment;
/* A named person lets pass what a rule of src/check found: these words at this place, and no others. */
typedef struct { HERALD_RECORD_HEADER char *id; char *rule; char *place; char *words; char *by; char *at; char *reason; } HeraldOverride;
typedef struct { HERALD_RECORD_HEADER char *by; char *at; } HeraldTrashed;

/* One press release with all that belongs to it. Plain and mutable: owned by one thread at a time. */
typedef struct
{
  HERALD_RECORD_HEADER
  gint64          schema;
  char           *type;
  char           *id;
  HeraldKind      kind;
  char           *language;
  char           *translation_group;
  char           *headline;
  char           *subheadline;
  HeraldDateline *dateline;
  GPtrArray      *parties;      /* of HeraldParty, in the negotiated order */
  GPtrArray      *body;         /* of HeraldBlock */
  GPtrArray      *boilerplates; /* of HeraldBoilerplate */
  GPtrArray      *contacts;     /* of HeraldContact */
  GPtrArray      *assets;       /* of HeraldAsset */
  GPtrArray      *tags;         /* of char *: a set, NFC, sorted */
  HeraldSource   *source;
  HeraldEmbargo  *embargo;
  gboolean        inside_information;
  HeraldFiling   *filing;
  HeraldStatus    status;
  GPtrArray      *sign_offs;    /* of HeraldSignOff */
  GPtrArray      *comments;     /* of HeraldComment */
  GPtrArray      *overrides;    /* of HeraldOverride */
  char           *notes;
  HeraldTrashed  *trashed;
} HeraldAnnouncement;

extern const HeraldRecordType herald_announcement_type;
extern const HeraldRecordType herald_dateline_type;
extern const HeraldRecordType herald_party_type;
extern const HeraldRecordType herald_boilerplate_type;
extern const HeraldRecordType herald_contact_type;
extern const HeraldRecordType herald_asset_type;
extern const HeraldRecordType herald_source_type;
extern const HeraldRecordType herald_filing_type;
extern const HeraldRecordType herald_sign_off_type;
extern const HeraldRecordType herald_comment_type;
extern const HeraldRecordType herald_override_type;
extern const HeraldRecordType herald_trashed_type;

/* Arrays of a record are never NULL: an empty one is written as an absent member. */
HeraldAnnouncement *herald_announcement_new           (HeraldKind           kind,
                                                       const char          *language);  /* draft, with a new uuid */
HeraldAnnouncement *herald_announcement_from_document (HeraldDocument      *document,
                                                       GError             **error);
HeraldDocument     *herald_announcement_to_document   (HeraldAnnouncement  *self);      /* tags and marks are normalised first */
void                herald_announcement_normalise     (HeraldAnnouncement  *self);
HeraldAnnouncement *herald_announcement_copy          (const HeraldAnnouncement *self);
void                herald_announcement_free          (HeraldAnnouncement  *self);

gboolean            herald_announcement_add_tag       (HeraldAnnouncement  *self,
                                                       const char          *tag,
                                                       GError             **error);     /* FALSE with no error: had it */
gboolean            herald_announcement_remove_tag    (HeraldAnnouncement  *self,
                                                       const char          *tag);
HeraldParty        *herald_announcement_add_party     (HeraldAnnouncement  *self,
                                                       const char          *name,
                                                       HeraldRole           role);      /* (transfer none) the one of that name, made if need be */
HeraldParty        *herald_announcement_find_party    (const HeraldAnnouncement *self,
                                                       const char          *id);
HeraldBlock        *herald_announcement_find_block    (const HeraldAnnouncement *self,
                                                       const char          *id);
HeraldAsset        *herald_announcement_find_asset    (const HeraldAnnouncement *self,
                                                       const char          *sha256);
HeraldBoilerplate  *herald_announcement_add_boilerplate (HeraldAnnouncement *self,
                                                       const char          *party,
                                                       const char          *text);
HeraldContact      *herald_announcement_add_contact   (HeraldAnnouncement  *self,
                                                       const char          *party,
                                                       const char          *name,
                                                       const char          *email);
/* MEMBER=VALUE of heraldctl set: headline, subheadline, language, kind, status (draft, review, approved), notes,
 * dateline.place, dateline.date, source.name, source.url, inside_information, filing.system, filing.number,
 * filing.at. An empty value clears. */
gboolean            herald_announcement_set_member    (HeraldAnnouncement  *self,
                                                       const char          *member,
                                                       const char          *value,
                                                       GError             **error);

const char         *herald_status_to_string (HeraldStatus status);
gboolean            herald_status_from_string (const char *name, HeraldStatus *status);
const char         *herald_kind_to_string   (HeraldKind   kind);
gboolean            herald_kind_from_string (const char *name, HeraldKind *kind);
const char         *herald_role_to_string   (HeraldRole   role);
gboolean            herald_role_from_string (const char *name, HeraldRole *role);

void herald_dateline_free    (HeraldDateline    *dateline);
void herald_party_free       (HeraldParty       *party);
void herald_boilerplate_free (HeraldBoilerplate *boilerplate);
void herald_contact_free     (HeraldContact     *contact);
void herald_asset_free       (HeraldAsset       *asset);
void herald_source_free      (HeraldSource      *source);
void herald_filing_free      (HeraldFiling      *filing);
void herald_sign_off_free    (HeraldSignOff     *sign_off);
void herald_comment_free     (HeraldComment     *comment);
void herald_override_free    (HeraldOverride    *override);
void herald_trashed_free     (HeraldTrashed     *trashed);

HeraldDateline *herald_dateline_new (const char *place, const char *date);
HeraldSource   *herald_source_new   (const char *name, const char *url);
HeraldOverride *herald_override_new (const char *rule, const char *place, const char *words, const char *by, const char *at, const char *reason);
HeraldTrashed  *herald_trashed_new  (const char *by, const char *at);
HeraldAsset    *herald_asset_new    (const char *sha256, const char *name, const char *media_type, gint64 size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldAnnouncement, herald_announcement_free)

G_END_DECLS
