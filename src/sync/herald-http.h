/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Requests to one server in the calling thread, logged in, with bounded retries. Never follows a redirect, never
 * goes around a certificate. One thread at a time. */
typedef struct _HeraldHttp HeraldHttp;

/* How the server's rules (rules.js) begin what they say to an account that may only read. */
#define HERALD_HTTP_READ_ONLY "read-only:"

/* Where a good reply goes, piece by piece. begin comes with each attempt, once its headers are here: from is 0, or the
 * offset that was asked for, and the reply goes on there. An error of feed is final; one of finish means that the reply was
 * cut, and it is asked for again. offset, or NULL: how many bytes are here from an attempt before; the rest is asked for. */
typedef struct
{
  gboolean (*begin)  (gpointer user_data, guint64 from, GError **error);
  gboolean (*feed)   (gpointer user_data, const char *data, gsize length, GError **error);
  gboolean (*finish) (gpointer user_data, GError **error);
  gpointer   user_data;
  guint64  (*offset) (gpointer user_data);
} HeraldHttpSink;

typedef struct
{
  const char *method;
  const char *path;         /* after the server, encoded, with its query: "/herald/_changes?limit=5" */
  GBytes     *body;         /* or NULL */
  const char *content_type; /* of the body */
} HeraldHttpRequest;

HeraldHttp *herald_http_new       (const char              *server,
                                   const char              *user,
                                   const char              *password);
void        herald_http_free      (HeraldHttp              *http);
void        herald_http_set_delay (HeraldHttp              *http,
                                   guint                    ms);
void        herald_http_set_window (HeraldHttp             *http,
                                   guint                    ms);
void        herald_http_set_authorities (HeraldHttp        *http,
                                   GTlsDatabase            *authorities);
gboolean    herald_http_send      (HeraldHttp              *http,
                                   const HeraldHttpRequest *request,
                                   const HeraldHttpSink    *sink,
                                   GCancellable            *cancellable,
                                   GError                 **error);
/* A long-poll: the reply may take for ever, but no silence may last longer than patience. heard: whether anything came,
 * be it a heartbeat. */
gboolean    herald_http_wait      (HeraldHttp              *http,
                                   const HeraldHttpRequest *request,
                                   const HeraldHttpSink    *sink,
                                   guint                    patience,
                                   gboolean                *heard,
                                   GCancellable            *cancellable,
                                   GError                 **error);
/* Of the last reply; 0: there was none. */
guint       herald_http_get_status (HeraldHttp             *http);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldHttp, herald_http_free)

G_END_DECLS
