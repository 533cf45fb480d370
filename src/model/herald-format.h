/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-announcement.h"

G_BEGIN_DECLS

/* How people are told moments, statuses and languages: in the program's language, times always with their zone. */
char       *herald_format_moment        (gint64        unix_s,
                                         const char   *zone);
char       *herald_format_moment_short  (gint64        unix_s,
                                         const char   *zone,
                                         gint64        now_us);
char       *herald_format_wall          (const char   *wall,  /* "2026-12-01T09:00:00" */
                                         const char   *zone);
char       *herald_format_moment_others (gint64        unix_s,
                                         const char   *zone,
                                         const char   *own_zone);
char       *herald_format_until         (gint64        unix_s,
                                         gint64        now_us);
char       *herald_format_ago           (gint64        then_us,
                                         gint64        now_us);
char       *herald_format_date          (const char   *date);
const char *herald_format_status        (HeraldStatus  status);
char       *herald_format_language      (const char   *code);
char       *herald_format_own_zone      (void);

G_END_DECLS
