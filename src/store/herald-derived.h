/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What was made from a library's files and would take a while to make again: FOLDER/SHA256-NAME, the SHA-256 of the bytes
 * before them. It may be missing at any time, and what is damaged counts as missing. */
GBytes  *herald_derived_get    (const char  *folder,
                                const char  *sha256,
                                const char  *name);
void     herald_derived_keep   (const char  *folder,
                                const char  *sha256,
                                const char  *name,
                                GBytes      *bytes);
gboolean herald_derived_remove (const char  *folder,
                                const char  *sha256,
                                GError     **error);

G_END_DECLS
