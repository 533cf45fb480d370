/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-database.h"
#include "herald-library.h"

G_BEGIN_DECLS

/* Pages of a list, from summary columns and the search index. */
GPtrArray *herald_lists_get_page (HeraldDatabase         *database,
                                  const HeraldListQuery  *query,
                                  GError                **error);
gboolean   herald_lists_count    (HeraldDatabase         *database,
                                  const HeraldListQuery  *query,
                                  guint                  *count,
                                  GError                **error);

G_END_DECLS
