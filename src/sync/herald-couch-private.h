/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-couch-remote.h"
#include "herald-http.h"
#include "herald-remote-url.h"

G_BEGIN_DECLS

struct _HeraldCouchRemote
{
  GObject          parent_instance;

  char            *address;  /* as it was given */
  HeraldRemoteUrl *url;
  char            *password; /* handed in, or NULL */
  GTlsDatabase    *authorities; /* or NULL: the system's */
  HeraldHttp      *http;
  gboolean         opened;   /* both databases were there, and nothing says that they are not any more */
  guint            retry_delay;
  gboolean         has_retry_delay;
  guint            window;
  gboolean         has_window;
};

/* herald-couch-remote.c */
char      *herald_couch_make_path       (HeraldCouchRemote     *self,
                                         HeraldRemoteDatabase   database,
                                         const char            *id,
                                         const char            *rest);
gboolean   herald_couch_ensure_http     (HeraldCouchRemote     *self,
                                         GCancellable          *cancellable,
                                         GError               **error);
gboolean   herald_couch_send            (HeraldCouchRemote     *self,
                                         const char            *method,
                                         const char            *path,
                                         GBytes                *body,
                                         const HeraldHttpSink  *sink,
                                         GCancellable          *cancellable,
                                         GError               **error);
JsonNode  *herald_couch_send_for_value  (HeraldCouchRemote     *self,
                                         const char            *method,
                                         const char            *path,
                                         GBytes                *body,
                                         GCancellable          *cancellable,
                                         GError               **error);
/* Whether the reply before was 202: a cluster took it in, on too few computers so far. */
gboolean   herald_couch_is_accepted_only (HeraldCouchRemote    *self);
gboolean   herald_couch_refuse_reply    (GError               **error);
void       herald_couch_append_string   (GString               *out,
                                         const char            *text);
void       herald_couch_append_document (GString               *out,
                                         const char            *id,
                                         const char            *rev,
                                         JsonObject            *content);

/* herald-couch-access.c */
JsonObject *herald_couch_get_user       (HeraldCouchRemote     *self,
                                         GCancellable          *cancellable,
                                         GError               **error);
JsonObject *herald_couch_get_security   (HeraldCouchRemote     *self,
                                         HeraldRemoteDatabase   database,
                                         GCancellable          *cancellable,
                                         GError               **error);
gboolean   herald_couch_get_access      (HeraldRemote          *remote,
                                         HeraldRemoteAccess    *access,
                                         GCancellable          *cancellable,
                                         GError               **error);

/* herald-couch-wait.c: as the function of HeraldRemote */
gboolean   herald_couch_wait            (HeraldRemote          *remote,
                                         const char            *since,
                                         HeraldRemoteWait      *wait,
                                         GCancellable          *cancellable,
                                         GError               **error);

/* herald-couch-bulk.c: as the functions of HeraldRemote */
gboolean   herald_couch_put_many        (HeraldRemote          *remote,
                                         HeraldRemoteDatabase   database,
                                         GPtrArray             *items,
                                         GCancellable          *cancellable,
                                         GError               **error);
GPtrArray *herald_couch_get_many        (HeraldRemote          *remote,
                                         HeraldRemoteDatabase   database,
                                         GPtrArray             *ids,
                                         gboolean               content,
                                         GCancellable          *cancellable,
                                         GError               **error);
GPtrArray *herald_couch_list            (HeraldRemote          *remote,
                                         HeraldRemoteDatabase   database,
                                         const char            *prefix,
                                         guint                  limit,
                                         GCancellable          *cancellable,
                                         GError               **error);
GPtrArray *herald_couch_changes         (HeraldRemote          *remote,
                                         const char            *since,
                                         guint                  limit,
                                         gboolean               content,
                                         char                 **sequence,
                                         guint                 *pending,
                                         GCancellable          *cancellable,
                                         GError               **error);

G_END_DECLS
