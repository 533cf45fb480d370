/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "herald-edit-session.h"

G_BEGIN_DECLS

/* Asks what a press kit shall be made of and where it goes, and makes it.
 *
 * signal "exported" (GFile *folder): the kit is there */
#define HERALD_TYPE_EXPORT_DIALOG (herald_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HeraldExportDialog, herald_export_dialog, HERALD, EXPORT_DIALOG, AdwWindow)

GtkWidget *herald_export_dialog_new (GtkWindow          *parent,
                                     HeraldEditSession  *session,
                                     const HeraldAuthor *author,
                                     GSettings          *settings);

G_END_DECLS
