/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "herald-announcement.h"
#include "herald-library.h"

G_BEGIN_DECLS

/* Pictures between the library and the screen, read in a thread. */
void         herald_picture_load_async  (HeraldLibrary        *library,
                                         const char           *sha256,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
GdkTexture  *herald_picture_load_finish (HeraldLibrary        *library,
                                         GAsyncResult         *result,
                                         GError              **error);
void         herald_picture_add_async   (HeraldLibrary        *library,
                                         GFile                *file,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
HeraldAsset *herald_picture_add_finish  (HeraldLibrary        *library,
                                         GAsyncResult         *result,
                                         GError              **error);

G_END_DECLS
