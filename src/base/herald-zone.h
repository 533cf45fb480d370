/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HERALD_ZONE_ERROR (herald_zone_error_quark ())
GQuark herald_zone_error_quark (void);

typedef enum
{
  HERALD_ZONE_ERROR_UNKNOWN_ZONE, /* no such IANA zone on this machine */
  HERALD_ZONE_ERROR_BAD_TIME,     /* not a date and time */
  HERALD_ZONE_ERROR_SKIPPED,      /* a clock change skips this wall time */
  HERALD_ZONE_ERROR_REPEATED,     /* a clock change repeats it: ask which one */
} HeraldZoneError;

typedef enum
{
  HERALD_ZONE_ONLY,    /* refuse a repeated wall time */
  HERALD_ZONE_EARLIER,
  HERALD_ZONE_LATER,
} HeraldZoneChoice;

/* "2026-12-01 09:00", "2026-12-01T09:00:30" -> "2026-12-01T09:00:30" */
char      *herald_wall_normalise (const char        *wall,
                                  GError           **error);
/* The instant (seconds since 1970, UTC) at which clocks in zone show wall. GLib moves skipped times silently,
 * so gaps and overlaps are found with g_time_zone_find_interval. */
gboolean   herald_zone_resolve   (const char        *wall,
                                  const char        *zone,
                                  HeraldZoneChoice   choice,
                                  gint64            *unix_s,
                                  GError           **error);
char      *herald_zone_format    (gint64             unix_s,
                                  const char        *zone);   /* wall time there, "2026-12-01T09:00:00"; NULL: unknown zone */
char      *herald_utc_format     (gint64             unix_s); /* "2026-12-01T08:00:00Z" */
gboolean   herald_utc_parse      (const char        *utc,
                                  gint64            *unix_s);
char      *herald_zone_city      (const char        *zone);   /* "America/New_York" -> "New York" */

G_END_DECLS
