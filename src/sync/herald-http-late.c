/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-http.h"

#include "herald-late.h"

HERALD_LATE ("sync", HeraldHttp *, herald_http_new, (const char *server, const char *user, const char *password), (server, user, password))
HERALD_LATE ("sync", void, herald_http_free, (HeraldHttp *http), (http))
HERALD_LATE ("sync", void, herald_http_set_delay, (HeraldHttp *http, guint ms), (http, ms))
HERALD_LATE ("sync", void, herald_http_set_window, (HeraldHttp *http, guint ms), (http, ms))
HERALD_LATE ("sync", void, herald_http_set_authorities, (HeraldHttp *http, GTlsDatabase *authorities), (http, authorities))
HERALD_LATE ("sync", gboolean, herald_http_send,
             (HeraldHttp *http, const HeraldHttpRequest *request, const HeraldHttpSink *sink, GCancellable *cancellable, GError **error),
             (http, request, sink, cancellable, error))
HERALD_LATE ("sync", gboolean, herald_http_wait,
             (HeraldHttp *http, const HeraldHttpRequest *request, const HeraldHttpSink *sink, guint patience, gboolean *heard,
              GCancellable *cancellable, GError **error),
             (http, request, sink, patience, heard, cancellable, error))
HERALD_LATE ("sync", guint, herald_http_get_status, (HeraldHttp *http), (http))
