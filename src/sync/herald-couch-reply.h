/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-http.h"
#include "herald-remote.h"

G_BEGIN_DECLS

/* The replies of CouchDB's API, read as they come. */

/* One JSON value. */
typedef struct _HeraldCouchValue HeraldCouchValue;

HeraldCouchValue *herald_couch_value_new  (void);
HeraldHttpSink    herald_couch_value_sink (HeraldCouchValue *value);
JsonNode         *herald_couch_value_node (HeraldCouchValue *value); /* (transfer none) */
void              herald_couch_value_free (HeraldCouchValue *value);

/* Rows of _all_docs or _changes. */
typedef struct _HeraldCouchRows HeraldCouchRows;

HeraldCouchRows  *herald_couch_rows_new    (gboolean          content);
void              herald_couch_rows_bound  (HeraldCouchRows  *rows,
                                            guint             n);
/* The same of a long-poll's reply: ids and revisions, and few of them. */
HeraldCouchRows  *herald_couch_news_new    (void);
HeraldHttpSink    herald_couch_rows_sink   (HeraldCouchRows  *rows);
GPtrArray        *herald_couch_rows_items  (HeraldCouchRows  *rows); /* (transfer none) of HeraldRemoteItem */
JsonObject       *herald_couch_rows_object (HeraldCouchRows  *rows); /* (transfer none) what stands around the rows */
void              herald_couch_rows_free   (HeraldCouchRows  *rows);

/* Bytes into a nameless file, with their SHA-256. */
typedef struct _HeraldCouchFile HeraldCouchFile;

HeraldCouchFile  *herald_couch_file_new   (const char       *sha256,
                                           guint64           max_size,
                                           GError          **error);
HeraldHttpSink    herald_couch_file_sink  (HeraldCouchFile  *file);
GInputStream     *herald_couch_file_open  (HeraldCouchFile  *file,
                                           GError          **error); /* once */
void              herald_couch_file_free  (HeraldCouchFile  *file);

/* "seq" or "last_seq" of _changes; NULL: it is none. (transfer full) */
char             *herald_couch_read_sequence (JsonNode    *node);

/* A whole document as GET gives it. */
HeraldRemoteItem *herald_couch_document_to_item (JsonObject *document);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldCouchValue, herald_couch_value_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldCouchRows, herald_couch_rows_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldCouchFile, herald_couch_file_free)

G_END_DECLS
