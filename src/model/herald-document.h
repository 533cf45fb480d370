/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-record.h"

G_BEGIN_DECLS

#define HERALD_SCHEMA 1

typedef enum
{
  HERALD_DOCUMENT_ANNOUNCEMENT,
  HERALD_DOCUMENT_ORGANISATION,
  HERALD_DOCUMENT_PERSON,
} HeraldDocumentType;

/* One document as it is stored, hashed and sent: canonical text and its hash. Immutable and reference-counted,
 * so it may cross threads. The typed form that people edit is HeraldAnnouncement (herald-announcement.h). */
typedef struct _HeraldDocument HeraldDocument;

GType               herald_document_get_type   (void);
HeraldDocument     *herald_document_new        (JsonNode             *node,
                                                GError              **error); /* node is copied into canonical form */
HeraldDocument     *herald_document_parse      (const char           *text,
                                                gssize                length,
                                                GError              **error); /* by the strict reader */
HeraldDocument     *herald_document_ref        (HeraldDocument       *self);
void                herald_document_unref      (HeraldDocument       *self);
HeraldDocumentType  herald_document_get_kind   (HeraldDocument       *self);
const char         *herald_document_get_id     (HeraldDocument       *self);
const char         *herald_document_get_hash   (HeraldDocument       *self);
const char         *herald_document_get_text   (HeraldDocument       *self,
                                                gsize                *length); /* canonical, terminated */
gint64              herald_document_get_schema (HeraldDocument       *self);
gboolean            herald_document_is_newer   (HeraldDocument       *self);  /* to be shown read-only, never merged */
JsonNode           *herald_document_to_node    (HeraldDocument       *self);  /* a tree of the caller's own */

/* For the typed forms: the record of a document of that kind, and back. */
gpointer            herald_document_read       (HeraldDocument       *self,
                                                HeraldDocumentType    kind,
                                                const HeraldRecordType *type,
                                                GError              **error);
HeraldDocument     *herald_document_write      (const HeraldRecordType *type,
                                                gconstpointer         record);

const char         *herald_document_type_to_string   (HeraldDocumentType  type);  /* "announcement" */
gboolean            herald_document_type_from_string (const char         *name,
                                                      HeraldDocumentType *type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldDocument, herald_document_unref)

G_END_DECLS
