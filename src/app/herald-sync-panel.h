/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "herald-sync-controller.h"

G_BEGIN_DECLS

/* How the library stands to its team server, and what can be done about it: sync, cancel, log in, join. For the popover of
 * the state line and for the server's window. */
#define HERALD_TYPE_SYNC_PANEL (herald_sync_panel_get_type ())
G_DECLARE_FINAL_TYPE (HeraldSyncPanel, herald_sync_panel, HERALD, SYNC_PANEL, AdwBin)

GtkWidget *herald_sync_panel_new     (HeraldSyncController *controller);
/* The panel in a popover, with the way to the server's window. */
GtkWidget *herald_sync_panel_popover (HeraldSyncController *controller);

G_END_DECLS
