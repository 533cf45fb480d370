/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A second implementation of CouchDB's API: PouchDB's server from npm, on a loopback port. It stops when its input
 * closes: also when the test dies. */
typedef struct _HeraldNpmServer HeraldNpmServer;

/* NULL: it can run. */
const char      *herald_npm_server_why_not (void);
/* users: JSON, as server.js says */
HeraldNpmServer *herald_npm_server_new     (const char *admin, const char *password, const char *users);
void             herald_npm_server_free    (HeraldNpmServer *server);
guint            herald_npm_server_port    (HeraldNpmServer *server);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldNpmServer, herald_npm_server_free)

G_END_DECLS
