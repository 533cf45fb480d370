/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "herald-library.h"

G_BEGIN_DECLS

/* One company or person, to be changed. */
#define HERALD_TYPE_DIRECTORY_PAGE (herald_directory_page_get_type ())
G_DECLARE_FINAL_TYPE (HeraldDirectoryPage, herald_directory_page, HERALD, DIRECTORY_PAGE, GtkBox)

/* copy: (nullable): NULL for a new one */
GtkWidget *herald_directory_page_new         (HeraldLibrary        *library,
                                              HeraldDocumentType    type,
                                              HeraldWorkingCopy    *copy,
                                              GError              **error);
/* Writes what was changed; nothing when nothing was, or when a new one has no name. */
void       herald_directory_page_keep_async  (HeraldDirectoryPage  *self,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean   herald_directory_page_keep_finish (HeraldDirectoryPage  *self,
                                              GAsyncResult         *result,
                                              GError              **error);

G_END_DECLS
