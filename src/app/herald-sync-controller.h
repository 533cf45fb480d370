/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-sync-status.h"

G_BEGIN_DECLS

/* How one library stands to its team server, kept in step as long as it is open (herald-live.h), and what the person sets
 * of it. Knows no widget.
 *
 * signal "changed": the state is another one
 * signal "failed" (const char *message): a round that the person asked for did not end well */
#define HERALD_TYPE_SYNC_CONTROLLER (herald_sync_controller_get_type ())
G_DECLARE_FINAL_TYPE (HeraldSyncController, herald_sync_controller, HERALD, SYNC_CONTROLLER, GObject)

HeraldSyncController   *herald_sync_controller_new        (HeraldLibrary        *library,
                                                           const HeraldAuthor   *author);
const HeraldSyncStatus *herald_sync_controller_get_status (HeraldSyncController *self);
HeraldSyncState         herald_sync_controller_get_state  (HeraldSyncController *self);
char                   *herald_sync_controller_describe   (HeraldSyncController *self);
char                   *herald_sync_controller_describe_authority (HeraldSyncController *self);
const char             *herald_sync_controller_get_icon   (HeraldSyncController *self);
const char             *herald_sync_controller_get_url    (HeraldSyncController *self);

void                    herald_sync_controller_run        (HeraldSyncController *self,
                                                           gboolean              asked);
void                    herald_sync_controller_cancel     (HeraldSyncController *self);

void                    herald_sync_controller_set_url_async       (HeraldSyncController *self,
                                                                    const char           *url,
                                                                    const char           *password,
                                                                    GAsyncReadyCallback   callback,
                                                                    gpointer              user_data);
void                    herald_sync_controller_set_authority_async (HeraldSyncController *self,
                                                                    const char           *file,
                                                                    GAsyncReadyCallback   callback,
                                                                    gpointer              user_data);
void                    herald_sync_controller_join_async          (HeraldSyncController *self,
                                                                    GAsyncReadyCallback   callback,
                                                                    gpointer              user_data);
gboolean                herald_sync_controller_change_finish       (HeraldSyncController *self,
                                                                    GAsyncResult         *result,
                                                                    GError              **error);

G_END_DECLS
