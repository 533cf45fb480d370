/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "herald-couch-database.h"

G_BEGIN_DECLS

#define HERALD_COUCH_USER     "anna"
#define HERALD_COUCH_PASSWORD "räv+ &%"

/* A server in this process, in a thread of its own on a loopback port, that follows the documented rules of CouchDB 3.4
 * (https://docs.couchdb.org/en/3.4.3-docs/api/) and can fail on purpose. HERALD_COUCH_USER is its administrator. */
typedef struct _HeraldCouchServer HeraldCouchServer;

typedef enum
{
  HERALD_COUCH_FAULT_NONE,
  HERALD_COUCH_FAULT_STATUS,   /* value instead of doing it */
  HERALD_COUCH_FAULT_DROP,     /* the connection goes before it is done */
  HERALD_COUCH_FAULT_LOST,     /* it is done, and the connection goes without an answer */
  HERALD_COUCH_FAULT_CUT,      /* it is done, and the connection goes after value bytes of the answer */
  HERALD_COUCH_FAULT_STALL,    /* nothing comes, and the connection stays */
  HERALD_COUCH_FAULT_ACCEPTED, /* 202 for 201: not all nodes have it */
  HERALD_COUCH_FAULT_STALE,    /* _changes begins value changes earlier in each shard, as another replica may */
} HeraldCouchFaultKind;

typedef struct
{
  HeraldCouchFaultKind kind;
  guint                value;
} HeraldCouchFault;

/* Called in the server's thread. */
typedef HeraldCouchFault (*HeraldCouchFaultFunc) (const char *method, const char *path, gpointer user_data);
/* Sees each reply, and may put another in its place. (transfer full); NULL: as it is */
typedef GBytes *(*HeraldCouchFilterFunc) (const char *method, const char *path, GBytes *body, gpointer user_data);
/* Judges a write in the place of validate_doc_update: NULL, or why not. (transfer full) */
typedef char *(*HeraldCouchJudgeFunc) (const char *user, const char *id, const char *body, gpointer user_data);

HeraldCouchServer   *herald_couch_server_new           (void);
void                 herald_couch_server_free          (HeraldCouchServer *server);
/* "http://USER@127.0.0.1:PORT/DATABASE" */
char                *herald_couch_server_url           (HeraldCouchServer *server, const char *user, const char *database);
guint                herald_couch_server_port          (HeraldCouchServer *server);
/* roles: a JSON array, or NULL */
void                 herald_couch_server_add_user      (HeraldCouchServer *server, const char *name, const char *password,
                                                        const char *roles);
void                 herald_couch_server_end_sessions  (HeraldCouchServer *server); /* log-ins expire */
void                 herald_couch_server_set_fault     (HeraldCouchServer *server, HeraldCouchFaultFunc func,
                                                        gpointer user_data);
void                 herald_couch_server_set_filter    (HeraldCouchServer *server, HeraldCouchFilterFunc func,
                                                        gpointer user_data);
void                 herald_couch_server_set_judge     (HeraldCouchServer *server, HeraldCouchJudgeFunc func,
                                                        gpointer user_data);
/* Bytes; 0: CouchDB's own 8,000,000. */
void                 herald_couch_server_set_max_document (HeraldCouchServer *server, gsize max);
guint                herald_couch_server_get_requests  (HeraldCouchServer *server);
guint                herald_couch_server_get_bad_logins (HeraldCouchServer *server);

/* All databases as they are, and back to that; freed with g_hash_table_unref(). */
GHashTable          *herald_couch_server_save          (HeraldCouchServer *server);
void                 herald_couch_server_restore       (HeraldCouchServer *server, GHashTable *saved);
/* A cluster that was parted: other becomes a node with all that is here; and both even out. */
void                 herald_couch_server_part          (HeraldCouchServer *server, HeraldCouchServer *other);
void                 herald_couch_server_even_out      (HeraldCouchServer *server, HeraldCouchServer *other);
void                 herald_couch_server_drop          (HeraldCouchServer *server, const char *database);
/* An administrator deletes a document. Whether it was there. */
gboolean             herald_couch_server_delete        (HeraldCouchServer *server, const char *database, const char *id);

/* NULL: not there, or deleted. (transfer full) */
char                *herald_couch_server_get_text      (HeraldCouchServer *server, const char *database, const char *id);
GBytes              *herald_couch_server_get_attachment (HeraldCouchServer *server, const char *database, const char *id,
                                                        const char *name);
/* Ids that begin so and are not deleted. */
GPtrArray           *herald_couch_server_list          (HeraldCouchServer *server, const char *database, const char *prefix);
guint                herald_couch_server_n_leaves      (HeraldCouchServer *server, const char *database, const char *id);
guint64              herald_couch_server_n_changes     (HeraldCouchServer *server, const char *database);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldCouchServer, herald_couch_server_free)

G_END_DECLS
