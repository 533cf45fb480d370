/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *herald_pack   (const char     *text,
                       gsize           length,
                       const char     *dictionary,
                       gsize           dictionary_length);
char   *herald_unpack (gconstpointer   data,
                       gsize           length,
                       const char     *dictionary,
                       gsize           dictionary_length,
                       gsize          *text_length,
                       GError        **error);

G_END_DECLS
