/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "herald-comparison-side.h"
#include "herald-edit-session.h"

G_BEGIN_DECLS

/* What can be done with versions beside comparing and restoring. Each asks the person first, and tells what came of it;
 * folder: where files were written, or NULL. Nothing is told when it was called off. */
typedef void (*HeraldHistoryTold) (const char *message, GFile *folder, gpointer user_data);

void herald_history_name_version      (GtkWindow                  *parent,
                                       HeraldEditSession          *session,
                                       const char                 *hash,
                                       HeraldHistoryTold           told,
                                       gpointer                    user_data,
                                       GDestroyNotify              destroy);
/* format: "html" or "pdf" */
void herald_history_export_comparison (GtkWindow                  *parent,
                                       HeraldEditSession          *session,
                                       const HeraldComparisonSide *before,
                                       const HeraldComparisonSide *after,
                                       const char                 *format,
                                       HeraldHistoryTold           told,
                                       gpointer                    user_data,
                                       GDestroyNotify              destroy);

G_END_DECLS
