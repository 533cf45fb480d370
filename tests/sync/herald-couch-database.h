/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "herald-couch-tree.h"

G_BEGIN_DECLS

#define HERALD_COUCH_SHARDS 2

/* One database of CouchDB 3.4 in memory: documents with their revisions, in shards of which each counts its own
 * changes, documents that are not replicated, and who may do what. */
typedef struct
{
  char            *id;
  HeraldCouchTree *tree;
  guint            shard;
  guint64          seq;
} HeraldCouchDocument;

typedef struct
{
  char       *name;
  char       *uuid;      /* another one for a database that is made anew, the same one after a restore */
  GHashTable *documents; /* id -> HeraldCouchDocument */
  GHashTable *locals;    /* id -> HeraldCouchLocal */
  char       *security;  /* JSON */
  guint64     seqs[HERALD_COUCH_SHARDS];
} HeraldCouchDatabase;

typedef struct
{
  guint  count;
  char  *body;
} HeraldCouchLocal;

/* What became of a write: rev, or error. */
typedef struct
{
  guint       status;
  const char *error;
  const char *reason;
  char       *id;
  char       *rev;
} HeraldCouchAnswer;

HeraldCouchDatabase *herald_couch_database_new      (const char          *name);
HeraldCouchDatabase *herald_couch_database_copy     (HeraldCouchDatabase *database);
void                 herald_couch_database_free     (HeraldCouchDatabase *database);
HeraldCouchDocument *herald_couch_database_find     (HeraldCouchDatabase *database, const char *id);
/* All ids, in the order of their bytes. (transfer container) */
GPtrArray           *herald_couch_database_list     (HeraldCouchDatabase *database);
/* A document as PUT and _bulk_docs carry it. new_edits FALSE: as replication writes it, its revision included. */
void                 herald_couch_database_write    (HeraldCouchDatabase *database, JsonObject *document, gboolean new_edits,
                                                     HeraldCouchAnswer *answer);
void                 herald_couch_database_attach   (HeraldCouchDatabase *database, const char *id, const char *rev,
                                                     const char *name, const char *content_type, GBytes *bytes,
                                                     HeraldCouchAnswer *answer);
void                 herald_couch_database_write_local (HeraldCouchDatabase *database, JsonObject *document,
                                                     HeraldCouchAnswer *answer);
/* What the other holds and this one does not comes here, as the nodes of a cluster even out. */
void                 herald_couch_database_take     (HeraldCouchDatabase *database, HeraldCouchDatabase *other);
/* Since when, as clients hand it about; one of another database, or none, is the beginning. */
char                *herald_couch_database_write_seq (HeraldCouchDatabase *database, const guint64 *seqs);
void                 herald_couch_database_read_seq (HeraldCouchDatabase *database, const char *since, guint64 *seqs);

void                 herald_couch_answer_clear      (HeraldCouchAnswer *answer);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeraldCouchAnswer, herald_couch_answer_clear)

G_END_DECLS
