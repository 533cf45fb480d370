/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HERALD_SHA256_SIZE 32

void  herald_sha256_digest   (GBytes *bytes,
                              guint8  digest[HERALD_SHA256_SIZE]);
char *herald_sha256_of_bytes (GBytes *bytes);

G_END_DECLS
