/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Blocks: for a GTask's thread. */
GBytes *herald_file_read (GFile         *file,
                          gsize          max_bytes,
                          const char    *too_large,
                          GCancellable  *cancellable,
                          GError       **error);

G_END_DECLS
