/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-remote.h"

G_BEGIN_DECLS

/* A pair of CouchDB databases, NAME and NAME-objects, reached with libsoup. */
#define HERALD_TYPE_COUCH_REMOTE (herald_couch_remote_get_type ())
G_DECLARE_FINAL_TYPE (HeraldCouchRemote, herald_couch_remote, HERALD, COUCH_REMOTE, GObject)

/* password NULL: looked up when the remote is opened (herald-credentials.h). */
HeraldRemote *herald_couch_remote_new             (const char         *url,
                                                   const char         *password,
                                                   GError            **error);
void          herald_couch_remote_set_authorities (HeraldCouchRemote  *self,
                                                   GTlsDatabase       *authorities);
void          herald_couch_remote_set_retry_delay (HeraldCouchRemote  *self,
                                                   guint               ms);
void          herald_couch_remote_set_window      (HeraldCouchRemote  *self,
                                                   guint               ms);

G_END_DECLS
