/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-sync-status.h"

G_BEGIN_DECLS

/* Keeps one library in step with its team server for as long as it runs: what is written here goes out soon, what others
 * write comes in as soon as the server tells; away from it, it waits and comes back. For the window and for
 * "heraldctl sync --watch". It lives in the context that it was made in, which must run; nothing blocks there.
 *
 * signal "changed": herald_live_get_status() is another one
 * signal "ended" (gboolean asked, const char *problem): a round ended; problem is NULL when it went well; asked: a person
 *   had asked for it */
#define HERALD_TYPE_LIVE (herald_live_get_type ())
G_DECLARE_FINAL_TYPE (HeraldLive, herald_live, HERALD, LIVE, GObject)

/* A new way to the server, for a thread of its own; in any thread. */
typedef HeraldRemote *(*HeraldLiveConnect) (HeraldLibrary  *library,
                                            const char     *url,
                                            gpointer        user_data,
                                            GError        **error);

HeraldLive             *herald_live_new         (HeraldLibrary        *library,
                                                 const HeraldAuthor   *author);
/* In the place of herald_sync_connect() with the password that is stored. */
void                    herald_live_set_connect (HeraldLive           *self,
                                                 HeraldLiveConnect     connect,
                                                 gpointer              user_data);
void                    herald_live_set_delay   (HeraldLive           *self,
                                                 guint                 ms);
void                    herald_live_start       (HeraldLive           *self);
void                    herald_live_stop_async  (HeraldLive           *self,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean                herald_live_stop_finish (HeraldLive           *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);

void                    herald_live_sync_now    (HeraldLive           *self);
void                    herald_live_cancel      (HeraldLive           *self);
void                    herald_live_reconnect   (HeraldLive           *self);
const HeraldSyncStatus *herald_live_get_status  (HeraldLive           *self);
/* (nullable) (transfer none) the address of the server */
const char             *herald_live_get_url     (HeraldLive           *self);

G_END_DECLS
