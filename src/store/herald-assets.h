/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The files of a library, named by the SHA-256 of their bytes: FOLDER/ab/cdef... No I/O on a database. */
char    *herald_assets_add    (const char    *folder,
                               GInputStream  *stream,
                               GCancellable  *cancellable,
                               GError       **error);
GBytes  *herald_assets_get    (const char    *folder,
                               const char    *sha256,
                               GError       **error);
gboolean herald_assets_has    (const char    *folder,
                               const char    *sha256);
gboolean herald_assets_remove (const char    *folder,
                               const char    *sha256,
                               GError       **error);

G_END_DECLS
