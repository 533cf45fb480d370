/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void herald_listing_print (GPtrArray *rows,
                        gboolean   json);

G_END_DECLS
