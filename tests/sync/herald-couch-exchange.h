/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "herald-couch-server.h"

G_BEGIN_DECLS

/* One request to the server and the answer that it gets. */
typedef struct
{
  const char          *method;
  GPtrArray           *path;      /* of char *: decoded, without the empty first one */
  GHashTable          *query;
  GBytes              *body;
  const char          *content_type;
  char                *user;      /* NULL: nobody */
  JsonArray           *roles;
  gboolean             is_admin;  /* of the server */

  GHashTable          *databases; /* name -> HeraldCouchDatabase: the server's */
  HeraldCouchJudgeFunc judge;
  gpointer             judge_data;
  gsize                max_document;
  guint                rewind;    /* of _changes */

  guint                status;
  GString             *reply;
  const char          *reply_type;
  GBytes              *file;      /* instead of reply */
  char                *etag;
  gboolean             waits;     /* nothing to say before something changes */
} HeraldCouchExchange;

/* herald-couch-databases.c: databases, documents, attachments, what is not replicated */
void                 herald_couch_exchange_run        (HeraldCouchExchange *exchange);
/* herald-couch-views.c: what tells of many documents */
void                 herald_couch_exchange_all_docs   (HeraldCouchExchange *exchange, HeraldCouchDatabase *database);
void                 herald_couch_exchange_changes    (HeraldCouchExchange *exchange, HeraldCouchDatabase *database);
void                 herald_couch_exchange_bulk_docs  (HeraldCouchExchange *exchange, HeraldCouchDatabase *database);
void                 herald_couch_exchange_bulk_get   (HeraldCouchExchange *exchange, HeraldCouchDatabase *database);

void                 herald_couch_exchange_refuse     (HeraldCouchExchange *exchange, guint status, const char *error,
                                                       const char *reason);
const char          *herald_couch_exchange_query      (HeraldCouchExchange *exchange, const char *name);
gboolean             herald_couch_exchange_asks       (HeraldCouchExchange *exchange, const char *name);
/* An object in the body, or a refusal. */
JsonNode            *herald_couch_exchange_read       (HeraldCouchExchange *exchange);
void                 herald_couch_exchange_write      (HeraldCouchExchange *exchange, HeraldCouchDatabase *database,
                                                       JsonObject *document, gboolean new_edits, HeraldCouchAnswer *answer);
void                 herald_couch_append_json         (GString *out, const char *text);
void                 herald_couch_append_answer       (GString *out, const HeraldCouchAnswer *answer);
void                 herald_couch_append_revision     (HeraldCouchExchange *exchange, GString *out, HeraldCouchDocument *document,
                                                       const HeraldCouchRevision *revision);

G_END_DECLS
