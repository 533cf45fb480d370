/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "herald-sync-controller.h"

G_BEGIN_DECLS

/* The team server of a library: its address, the password, and how things stand. */
#define HERALD_TYPE_SERVER_DIALOG (herald_server_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HeraldServerDialog, herald_server_dialog, HERALD, SERVER_DIALOG, AdwWindow)

GtkWidget *herald_server_dialog_new (GtkWindow            *parent,
                                     HeraldSyncController *controller);

G_END_DECLS
