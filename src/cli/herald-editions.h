/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-announcement.h"
#include "herald-library.h"

G_BEGIN_DECLS

GPtrArray *herald_editions_list        (HeraldLibrary        *library,
                                        const char           *group,
                                        GError              **error);
guint      herald_editions_set_embargo (HeraldLibrary        *library,
                                        const char           *id,
                                        const HeraldEmbargo  *embargo,
                                        GError              **error);

G_END_DECLS
