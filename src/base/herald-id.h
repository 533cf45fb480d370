/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *herald_id_new        (void);
char     *herald_id_from_hash  (const char *hash);
char     *herald_uuid_new      (void);
gboolean  herald_id_is_valid   (const char *id);
gboolean  herald_uuid_is_valid (const char *uuid);
gboolean  herald_hash_is_valid (const char *hash);

G_END_DECLS
