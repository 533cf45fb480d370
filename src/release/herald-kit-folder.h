/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "herald-kit.h"

G_BEGIN_DECLS

/* Puts a kit into a folder, whole or not at all. */
gboolean herald_kit_folder_replace (HeraldKit     *kit,
                                    const char    *folder,
                                    GCancellable  *cancellable,
                                    GError       **error);

G_END_DECLS
