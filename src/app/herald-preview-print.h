/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "herald-export.h"

G_BEGIN_DECLS

/* Asks for a printer and prints the press kit's pages, if the gate lets them pass; TRUE from finish: printed, FALSE
 * without an error: the person has changed their mind. Of job, formats and folder are of no matter. */
void     herald_preview_print_async  (GtkWindow            *parent,
                                      HeraldLibrary        *library,
                                      const HeraldExport   *job,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean herald_preview_print_finish (GAsyncResult         *result,
                                      GError              **error);

G_END_DECLS
