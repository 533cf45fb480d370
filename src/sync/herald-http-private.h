/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-http.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

struct _HeraldHttp
{
  char         *server;
  char         *authorization;
  guint         delay;       /* milliseconds before the second attempt */
  guint         window;      /* milliseconds in which a reply must get on */
  GMainContext *context;     /* of the session: the program's own loop never touches its connections */
  GTlsDatabase *authorities; /* or NULL: the system's */
  SoupSession  *session;
  guint         status;
};

SoupSession *herald_http_get_session  (HeraldHttp               *self);
SoupMessage *herald_http_make_message (HeraldHttp               *self,
                                       const HeraldHttpRequest  *request,
                                       GError                  **error);
/* Takes local. Whether another attempt may help: connections that break do, a computer that is not there does not. */
gboolean     herald_http_translate    (GError                   *local,
                                       GError                  **error);
/* Takes local, of a sink. */
void         herald_http_translate_content (GError              *local,
                                       GError                  **error);
gboolean     herald_http_refuse       (SoupMessage              *message,
                                       GInputStream             *stream,
                                       GCancellable             *cancellable,
                                       GError                  **error);

G_END_DECLS
