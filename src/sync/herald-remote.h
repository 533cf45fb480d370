/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The team's server as the sync engine sees it: documents with compare-and-swap in two databases, immutable assets,
 * and a list of what changed (section 6 of the design). Every call blocks and may be cancelled; errors are of
 * HERALD_SYNC_ERROR (herald-sync.h) or G_IO_ERROR_CANCELLED. One thread at a time. */
#define HERALD_TYPE_REMOTE (herald_remote_get_type ())
G_DECLARE_INTERFACE (HeraldRemote, herald_remote, HERALD, REMOTE, GObject)

typedef enum
{
  HERALD_REMOTE_HEADS,   /* NAME: references, the identity, checkpoints */
  HERALD_REMOTE_OBJECTS, /* NAME-objects: versions, bodies, assets; immutable */
} HeraldRemoteDatabase;

typedef enum
{
  HERALD_REMOTE_MAY_WRITE, /* or the server does not tell: whoever writes will see */
  HERALD_REMOTE_MAY_READ,
} HeraldRemoteAccess;

/* A wait for news: what to wait for, and how it went. */
typedef struct
{
  guint    heartbeat; /* in: milliseconds after which the server is to say that it is there */
  guint    patience;  /* in: milliseconds of silence after which it is not */
  gboolean changed;   /* out: something has changed; or it only got long */
  gboolean heard;     /* out, also with an error: something came, be it a heartbeat */
} HeraldRemoteWait;

/* One document on its way in or out, or what became of it. */
typedef struct
{
  char       *id;
  char       *rev;      /* of the server, or NULL: not there yet */
  JsonObject *content;  /* its members without "_id" and "_rev"; NULL when none was asked for or there is none */
  gboolean    deleted;
  char      **conflicts; /* revisions of losing leaves, or NULL */
  char       *sequence;  /* changes () only: after which the next row comes; NULL: not told */
  char       *leaves;    /* changes () only: all leaves' revisions, sorted, with commas */
  GError     *error;    /* this document alone failed: CHANGED, TOO_LARGE, FORBIDDEN, BAD_REPLY... */
} HeraldRemoteItem;

struct _HeraldRemoteInterface
{
  GTypeInterface parent;

  gboolean          (*open)      (HeraldRemote *self, GCancellable *cancellable, GError **error);
  HeraldRemoteItem *(*get)       (HeraldRemote *self, HeraldRemoteDatabase database, const char *id, const char *rev,
                                  GCancellable *cancellable, GError **error);
  char             *(*put)       (HeraldRemote *self, HeraldRemoteDatabase database, const char *id, const char *rev,
                                  JsonObject *content, GCancellable *cancellable, GError **error);
  gboolean          (*put_many)  (HeraldRemote *self, HeraldRemoteDatabase database, GPtrArray *items,
                                  GCancellable *cancellable, GError **error);
  GPtrArray        *(*get_many)  (HeraldRemote *self, HeraldRemoteDatabase database, GPtrArray *ids, gboolean content,
                                  GCancellable *cancellable, GError **error);
  GPtrArray        *(*list)      (HeraldRemote *self, HeraldRemoteDatabase database, const char *prefix, guint limit,
                                  GCancellable *cancellable, GError **error);
  GPtrArray        *(*changes)   (HeraldRemote *self, const char *since, guint limit, gboolean content, char **sequence,
                                  guint *pending,
                                  GCancellable *cancellable, GError **error);
  gboolean          (*remove)    (HeraldRemote *self, HeraldRemoteDatabase database, const char *id, const char *rev,
                                  JsonObject *tombstone, GCancellable *cancellable, GError **error);
  gboolean          (*put_asset) (HeraldRemote *self, const char *sha256, const char *media_type, GBytes *bytes,
                                  GCancellable *cancellable, GError **error);
  GInputStream     *(*get_asset) (HeraldRemote *self, const char *sha256, GCancellable *cancellable, GError **error);
  gboolean          (*get_access) (HeraldRemote *self, HeraldRemoteAccess *access, GCancellable *cancellable,
                                  GError **error);
  gboolean          (*wait)      (HeraldRemote *self, const char *since, HeraldRemoteWait *wait, GCancellable *cancellable,
                                  GError **error);
};

gboolean          herald_remote_open      (HeraldRemote          *self,
                                           GCancellable          *cancellable,
                                           GError               **error);
HeraldRemoteItem *herald_remote_get       (HeraldRemote          *self,
                                           HeraldRemoteDatabase   database,
                                           const char            *id,
                                           const char            *rev,
                                           GCancellable          *cancellable,
                                           GError               **error);
char             *herald_remote_put       (HeraldRemote          *self,
                                           HeraldRemoteDatabase   database,
                                           const char            *id,
                                           const char            *rev,
                                           JsonObject            *content,
                                           GCancellable          *cancellable,
                                           GError               **error);
gboolean          herald_remote_put_many  (HeraldRemote          *self,
                                           HeraldRemoteDatabase   database,
                                           GPtrArray             *items,
                                           GCancellable          *cancellable,
                                           GError               **error);
GPtrArray        *herald_remote_get_many  (HeraldRemote          *self,
                                           HeraldRemoteDatabase   database,
                                           GPtrArray             *ids,
                                           gboolean               content,
                                           GCancellable          *cancellable,
                                           GError               **error);
GPtrArray        *herald_remote_list      (HeraldRemote          *self,
                                           HeraldRemoteDatabase   database,
                                           const char            *prefix,
                                           guint                  limit,
                                           GCancellable          *cancellable,
                                           GError               **error);
GPtrArray        *herald_remote_changes   (HeraldRemote          *self,
                                           const char            *since,
                                           guint                  limit,
                                           gboolean               content,
                                           char                 **sequence,
                                           guint                 *pending,
                                           GCancellable          *cancellable,
                                           GError               **error);
gboolean          herald_remote_remove    (HeraldRemote          *self,
                                           HeraldRemoteDatabase   database,
                                           const char            *id,
                                           const char            *rev,
                                           JsonObject            *tombstone,
                                           GCancellable          *cancellable,
                                           GError               **error);
gboolean          herald_remote_put_asset (HeraldRemote          *self,
                                           const char            *sha256,
                                           const char            *media_type,
                                           GBytes                *bytes,
                                           GCancellable          *cancellable,
                                           GError               **error);
GInputStream     *herald_remote_get_asset (HeraldRemote          *self,
                                           const char            *sha256,
                                           GCancellable          *cancellable,
                                           GError               **error);
gboolean          herald_remote_get_access (HeraldRemote         *self,
                                           HeraldRemoteAccess    *access,
                                           GCancellable          *cancellable,
                                           GError               **error);

gboolean          herald_remote_wait      (HeraldRemote          *self,
                                           const char            *since,
                                           HeraldRemoteWait      *wait,
                                           GCancellable          *cancellable,
                                           GError               **error);

HeraldRemoteItem *herald_remote_item_new  (const char            *id,
                                           const char            *rev,
                                           JsonObject            *content);
void              herald_remote_item_free (HeraldRemoteItem      *item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldRemoteItem, herald_remote_item_free)

G_END_DECLS
