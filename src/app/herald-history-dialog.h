/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "herald-edit-session.h"

G_BEGIN_DECLS

/* The versions of an announcement.
 *
 * signal "restore" (const char *hash, guint number): this text shall stand again */
#define HERALD_TYPE_HISTORY_DIALOG (herald_history_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HeraldHistoryDialog, herald_history_dialog, HERALD, HISTORY_DIALOG, AdwWindow)

GtkWidget *herald_history_dialog_new (GtkWindow         *parent,
                                      HeraldEditSession *session);

G_END_DECLS
