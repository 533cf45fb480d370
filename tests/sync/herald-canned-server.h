/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Answers one request after the other on a loopback port with what was laid ready, byte by byte: also what no honest
 * server sends. One connection each. */
typedef struct _HeraldCannedServer HeraldCannedServer;

HeraldCannedServer *herald_canned_server_new     (void);
void                herald_canned_server_free    (HeraldCannedServer *server);
/* "http://anna@127.0.0.1:PORT/team" */
char               *herald_canned_server_url     (HeraldCannedServer *server);
void                herald_canned_server_add     (HeraldCannedServer *server,
                                                  guint               status,
                                                  const char         *body);
void                herald_canned_server_add_raw (HeraldCannedServer *server,
                                                  const char         *bytes); /* head and all */
/* The same, and then silence: the connection stays open until the client goes. */
void                herald_canned_server_add_held (HeraldCannedServer *server,
                                                  const char         *bytes);
/* The same, and then the piece again and again until the client goes. */
void                herald_canned_server_add_endless (HeraldCannedServer *server,
                                                  const char         *bytes,
                                                  const char         *piece);
/* Asked so far: "GET /team?... HTTP/1.1" and all headers; then the body after an empty line. */
GPtrArray          *herald_canned_server_stop    (HeraldCannedServer *server);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldCannedServer, herald_canned_server_free)

G_END_DECLS
