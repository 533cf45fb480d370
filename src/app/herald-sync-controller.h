/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-library.h"

G_BEGIN_DECLS

typedef enum
{
  HERALD_SYNC_STATE_LOCAL,      /* no team server: a normal state */
  HERALD_SYNC_STATE_WAITING,    /* set, nothing tried yet */
  HERALD_SYNC_STATE_RUNNING,
  HERALD_SYNC_STATE_UP_TO_DATE,
  HERALD_SYNC_STATE_CONFLICTS,
  HERALD_SYNC_STATE_OFFLINE,
  HERALD_SYNC_STATE_LOG_IN,
  HERALD_SYNC_STATE_FAILED,
} HeraldSyncState;

/* How one library stands to its team server, and the rounds of sync that the window asks for. Knows no widget.
 *
 * signal "changed": the state is another one
 * signal "failed" (const char *message): a round that the person asked for did not end well */
#define HERALD_TYPE_SYNC_CONTROLLER (herald_sync_controller_get_type ())
G_DECLARE_FINAL_TYPE (HeraldSyncController, herald_sync_controller, HERALD, SYNC_CONTROLLER, GObject)

HeraldSyncController *herald_sync_controller_new       (HeraldLibrary        *library,
                                                        const HeraldAuthor   *author);
HeraldSyncState       herald_sync_controller_get_state (HeraldSyncController *self);
char                 *herald_sync_controller_describe  (HeraldSyncController *self);
/* (transfer full) (nullable) what the account may not do, and what that means; NULL: it may read and write */
char                 *herald_sync_controller_describe_access (HeraldSyncController *self);
const char           *herald_sync_controller_get_icon  (HeraldSyncController *self);
const char           *herald_sync_controller_get_url   (HeraldSyncController *self);
void                  herald_sync_controller_run       (HeraldSyncController *self,
                                                        gboolean              asked);
/* url NULL: no team server any more. password NULL: as it is kept. Blocks nothing. */
void                  herald_sync_controller_set_url_async  (HeraldSyncController *self,
                                                        const char           *url,
                                                        const char           *password,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
gboolean              herald_sync_controller_set_url_finish (HeraldSyncController *self,
                                                        GAsyncResult         *result,
                                                        GError              **error);

G_END_DECLS
