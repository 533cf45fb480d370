/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "herald-announcement.h"
#include "herald-library.h"

G_BEGIN_DECLS

/* Text to announcement, in a thread. Either a file or the text itself. */
void                herald_importer_file_async (GFile                *file,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
void                herald_importer_text_async (const char           *text,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
HeraldAnnouncement *herald_importer_finish     (GAsyncResult         *result,
                                                GError              **error);

/* A bundle into the library, in a thread; the finish function tells what came, for people. (transfer full) */
gboolean            herald_importer_is_bundle     (GFile                *file);
void                herald_importer_bundle_async  (HeraldLibrary        *library,
                                                   GFile                *file,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
char               *herald_importer_bundle_finish (GAsyncResult         *result,
                                                   GError              **error);

G_END_DECLS
