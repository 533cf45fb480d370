/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-database.h"
#include "herald-library.h"

G_BEGIN_DECLS

/* How many announcements have what: counted by the database's triggers as they are written (herald-migrations.c). */
HeraldCounts *herald_tallies_get_counts (HeraldDatabase  *database,
                                         gint64           now,
                                         guint            limit,
                                         GError         **error);
GPtrArray    *herald_tallies_list_tags  (HeraldDatabase  *database,
                                         GError         **error);

G_END_DECLS
