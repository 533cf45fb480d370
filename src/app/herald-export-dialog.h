/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "herald-edit-session.h"

G_BEGIN_DECLS

/* Asks what press kits shall be made for, of what and where, and makes them. What may not go out is said before, with
 * where to mend it; of several announcements it is said afterwards what became of each.
 *
 * signal "exported" (GFile *folder): the kit of a single announcement is there
 * signal "mend" (const char *id, const char *place): the person wants to mend what keeps an announcement here; place is
 *   the gate's, or NULL to look at it
 * signal "show-folder" (GFile *folder) */
#define HERALD_TYPE_EXPORT_DIALOG (herald_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HeraldExportDialog, herald_export_dialog, HERALD, EXPORT_DIALOG, AdwWindow)

GtkWidget *herald_export_dialog_new         (GtkWindow          *parent,
                                             HeraldEditSession  *session,
                                             const HeraldAuthor *author,
                                             GSettings          *settings);
GtkWidget *herald_export_dialog_new_several (GtkWindow          *parent,
                                             HeraldLibrary      *library,
                                             const char * const *ids,
                                             const HeraldAuthor *author,
                                             GSettings          *settings);

G_END_DECLS
