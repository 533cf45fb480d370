/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-announcement.h"

G_BEGIN_DECLS

/* Somebody who is quoted; a document of its own. Plain and mutable: owned by one thread at a time. */
typedef struct
{
  HERALD_RECORD_HEADER
  gint64         schema;
  char          *type;
  char          *id;
  char          *name;
  char          *title;        /* job title */
  char          *organisation; /* uuid of an organisation document */
  char          *portrait;     /* SHA-256 */
  char          *biography;
  GPtrArray     *assets;       /* of HeraldAsset: what the portrait's bytes are */
  HeraldTrashed *trashed;
} HeraldPerson;

extern const HeraldRecordType herald_person_type;

HeraldPerson   *herald_person_new           (const char         *name);
HeraldPerson   *herald_person_from_document (HeraldDocument     *document,
                                             GError            **error);
HeraldDocument *herald_person_to_document   (HeraldPerson       *self);
HeraldPerson   *herald_person_copy          (const HeraldPerson *self);
void            herald_person_free          (HeraldPerson       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldPerson, herald_person_free)

G_END_DECLS
