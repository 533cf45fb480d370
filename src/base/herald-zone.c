/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-zone.h"

#include "herald-i18n.h"

#include <string.h>

#define FIRST_YEAR 1970
#define LAST_YEAR  9999
#define LAST_UNIX  G_GINT64_CONSTANT (253402300799) /* 9999-12-31T23:59:59Z */

/* GLib knows clock changes up to 2037 and then keeps winter time (or summer time) for ever. */
#define KNOWN_START G_GINT64_CONSTANT (2082758400) /* 2036-01-01T00:00:00Z */
#define KNOWN_UNTIL G_GINT64_CONSTANT (2145916799) /* 2037-12-31T23:59:59Z */

/* No zone is further than 16 hours from UTC, and no change wider than a day. */
#define WIDEST_CHANGE (40 * 60 * 60)

#define TZIF_HEADER_SIZE 44

G_DEFINE_QUARK (herald-zone-error-quark, herald_zone_error)

static gboolean
read_digits (const char **text,
             guint        n_digits,
             int         *value)
{
  *value = 0;

  for (guint i = 0; i < n_digits; i++, (*text)++)
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      *value = *value * 10 + (**text - '0');
    }

  return TRUE;
}

static gboolean
read_char (const char **text,
           const char  *allowed)
{
  if (**text == '\0' || strchr (allowed, **text) == NULL)
    return FALSE;

  (*text)++;
  return TRUE;
}

static gboolean
read_date (const char **text,
           int         *year,
           int         *month,
           int         *day)
{
  return read_digits (text, 4, year) && read_char (text, "-") &&
         read_digits (text, 2, month) && read_char (text, "-") &&
         read_digits (text, 2, day) &&
         *year >= FIRST_YEAR && *year <= LAST_YEAR &&
         g_date_valid_dmy (*day, *month, *year);
}

/* Advances text behind "2026-12-01T09:00:30" or "2026-12-01 09:00"; gives it as if it were UTC. */
static gboolean
read_wall (const char **text,
           gint64      *wall_s)
{
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  g_autoptr (GDateTime) as_utc = NULL;

  if (!read_date (text, &year, &month, &day) || !read_char (text, " T"))
    return FALSE;
  if (!read_digits (text, 2, &hour) || !read_char (text, ":") || !read_digits (text, 2, &minute))
    return FALSE;
  if (read_char (text, ":") && !read_digits (text, 2, &second))
    return FALSE;
  if (hour > 23 || minute > 59 || second > 59)
    return FALSE;

  as_utc = g_date_time_new_utc (year, month, day, hour, minute, second);
  *wall_s = g_date_time_to_unix (as_utc);
  return TRUE;
}

static gboolean
parse_wall (const char  *wall,
            gint64      *wall_s,
            GError     **error)
{
  const char *end = wall;

  if (read_wall (&end, wall_s) && *end == '\0')
    return TRUE;

  g_set_error (error, HERALD_ZONE_ERROR, HERALD_ZONE_ERROR_BAD_TIME,
               _("“%s” is not a date and time: write it like 2026-12-01 09:00"), wall);
  return FALSE;
}

static char *
format_seconds (gint64      seconds,
                const char *format)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return time != NULL ? g_date_time_format (time, format) : NULL;
}

/* Only names of the IANA database: GLib also takes paths, offsets and POSIX rules such as "CET-1CEST".
 * The folders posix and right repeat the database, the latter with leap seconds, which are no part of Unix time. */
static gboolean
is_zone_name (const char *zone)
{
  static const char * const no_zones[] = { "Factory", "localtime", "posixrules", NULL };

  if (!g_ascii_isalpha (zone[0]) || g_str_has_suffix (zone, "/") || strstr (zone, "//") != NULL)
    return FALSE;
  if (g_str_has_prefix (zone, "posix/") || g_str_has_prefix (zone, "right/"))
    return FALSE;
  if (g_strv_contains (no_zones, zone))
    return FALSE;

  for (const char *c = zone; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr ("/_+-", *c) == NULL)
      return FALSE;

  return TRUE;
}

/* Looks in the folder where GLib and the C library look, too. GLib does not check what it finds there: tables and
 * scripts stand beside the zones, whose files begin with a mark (RFC 9636, section 3.1). */
static gboolean
is_in_database (const char *zone)
{
  const char *folder = g_getenv ("TZDIR");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : "/usr/share/zoneinfo", zone, NULL);
  g_autofree char *contents = NULL;
  gsize length = 0;

  return g_file_get_contents (path, &contents, &length, NULL) &&
         length >= TZIF_HEADER_SIZE && g_str_has_prefix (contents, "TZif");
}

static GTimeZone *
find_zone (const char *zone)
{
  if (g_str_equal (zone, "UTC"))
    return g_time_zone_new_utc ();
  if (!is_zone_name (zone) || !is_in_database (zone))
    return NULL;

  return g_time_zone_new_identifier (zone);
}

static gint64
offset_at (GTimeZone *zone,
           gint64     unix_s)
{
  return g_time_zone_get_offset (zone, g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, unix_s));
}

static gboolean
is_known_at (GTimeZone *zone,
             gint64     unix_s)
{
  return unix_s <= KNOWN_UNTIL ||
         g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, KNOWN_START) ==
         g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, KNOWN_UNTIL);
}

/* Every instant at which clocks show wall_s: each offset in force around it is tried, and counts
 * if it is in force at the instant that it gives. Asking GLib for a local time would not do: where two
 * intervals overlap it tells them apart by summer time only, and not every change is one of summer time. */
static guint
find_instants (GTimeZone *zone,
               gint64     wall_s,
               gint64    *earliest,
               gint64    *latest)
{
  int first = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, wall_s - WIDEST_CHANGE);
  int last = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, wall_s + WIDEST_CHANGE);
  guint n_found = 0;

  for (int interval = first; interval <= last; interval++)
    {
      gint64 instant = wall_s - g_time_zone_get_offset (zone, interval);

      if (g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, instant) != interval)
        continue;

      *earliest = n_found == 0 ? instant : MIN (*earliest, instant);
      *latest = n_found == 0 ? instant : MAX (*latest, instant);
      n_found++;
    }

  return n_found;
}

static gboolean
choose_instant (GTimeZone         *tz,
                const char        *zone,
                gint64             wall_s,
                HeraldZoneChoice   choice,
                gint64            *unix_s,
                GError           **error)
{
  g_autofree char *date = format_seconds (wall_s, "%Y-%m-%d");
  g_autofree char *time = format_seconds (wall_s, wall_s % 60 == 0 ? "%H:%M" : "%H:%M:%S");
  gint64 earliest = 0, latest = 0;

  switch (find_instants (tz, wall_s, &earliest, &latest))
    {
    case 0:
      g_set_error (error, HERALD_ZONE_ERROR, HERALD_ZONE_ERROR_SKIPPED,
                   _("At %s on %s clocks in %s jump forward: that time does not exist"), time, date, zone);
      return FALSE;

    case 1:
      break;

    default:
      if (choice != HERALD_ZONE_ONLY)
        break;
      g_set_error (error, HERALD_ZONE_ERROR, HERALD_ZONE_ERROR_REPEATED,
                   _("At %s on %s clocks in %s go back: that time comes twice, and either the earlier or the later one must be chosen"),
                   time, date, zone);
      return FALSE;
    }

  *unix_s = choice == HERALD_ZONE_LATER ? latest : earliest;
  return TRUE;
}

/**
 * herald_wall_normalise:
 * @wall: what clocks show: "2026-12-01 09:00", "2026-12-01T09:00:30"
 * @error: return location for a #GError
 *
 * Years from 1970 to 9999; no leap seconds, no 24:00.
 *
 * Returns: (transfer full): the form that documents keep, "2026-12-01T09:00:30"; %NULL with
 *   %HERALD_ZONE_ERROR_BAD_TIME
 */
char *
herald_wall_normalise (const char  *wall,
                       GError     **error)
{
  gint64 wall_s = 0;

  g_return_val_if_fail (wall != NULL, NULL);

  if (!parse_wall (wall, &wall_s, error))
    return NULL;

  return format_seconds (wall_s, "%Y-%m-%dT%H:%M:%S");
}

/**
 * herald_zone_resolve:
 * @wall: what clocks show, as for herald_wall_normalise()
 * @zone: a name of the IANA time zone database, "Europe/Rome", or "UTC"
 * @choice: what to do when clocks show @wall twice
 * @unix_s: (out): seconds since 1970, UTC
 * @error: return location for a #GError of %HERALD_ZONE_ERROR
 *
 * Finds the instant at which clocks in @zone show @wall. After 2037 only zones without clock changes are
 * answered, with %HERALD_ZONE_ERROR_BAD_TIME for the others: GLib does not know their changes.
 *
 * Returns: whether there is one
 */
gboolean
herald_zone_resolve (const char        *wall,
                     const char        *zone,
                     HeraldZoneChoice   choice,
                     gint64            *unix_s,
                     GError           **error)
{
  g_autoptr (GTimeZone) tz = NULL;
  gint64 wall_s = 0, instant = 0;

  g_return_val_if_fail (wall != NULL && zone != NULL && unix_s != NULL, FALSE);

  if (!parse_wall (wall, &wall_s, error))
    return FALSE;

  tz = find_zone (zone);
  if (tz == NULL)
    {
      g_set_error (error, HERALD_ZONE_ERROR, HERALD_ZONE_ERROR_UNKNOWN_ZONE,
                   _("This computer knows no time zone “%s”: use a name such as Europe/Rome or America/New_York"), zone);
      return FALSE;
    }

  if (!choose_instant (tz, zone, wall_s, choice, &instant, error))
    return FALSE;

  if (instant < 0 || instant > LAST_UNIX || !is_known_at (tz, instant))
    {
      g_set_error (error, HERALD_ZONE_ERROR, HERALD_ZONE_ERROR_BAD_TIME,
                   _("It is not known what clocks in %s will show at %s"), zone, wall);
      return FALSE;
    }

  *unix_s = instant;
  return TRUE;
}

/**
 * herald_zone_format:
 * @unix_s: seconds since 1970, UTC
 * @zone: a name of the IANA time zone database
 *
 * Returns: (transfer full) (nullable): what clocks in @zone show then, "2026-12-01T09:00:00"; %NULL if @zone
 *   is unknown, or its clock changes that late are
 */
char *
herald_zone_format (gint64      unix_s,
                    const char *zone)
{
  g_autoptr (GTimeZone) tz = NULL;

  g_return_val_if_fail (zone != NULL, NULL);

  tz = find_zone (zone);
  if (tz == NULL || !is_known_at (tz, unix_s))
    return NULL;

  return format_seconds (unix_s + offset_at (tz, unix_s), "%Y-%m-%dT%H:%M:%S");
}

/**
 * herald_utc_format:
 * @unix_s: seconds since 1970, UTC, in the years 1 to 9999
 *
 * Returns: (transfer full): the form of RFC 3339 that documents keep, "2026-12-01T08:00:00Z"
 */
char *
herald_utc_format (gint64 unix_s)
{
  g_return_val_if_fail (unix_s >= G_GINT64_CONSTANT (-62135596800) && unix_s <= LAST_UNIX, NULL);

  return format_seconds (unix_s, "%Y-%m-%dT%H:%M:%SZ");
}

/**
 * herald_utc_parse:
 * @utc: a text
 * @unix_s: (out): seconds since 1970, UTC
 *
 * The inverse of herald_utc_format(), and as strict: no other offset, no fractions, no leap seconds.
 *
 * Returns: whether @utc is an instant of the years 1970 to 9999
 */
gboolean
herald_utc_parse (const char *utc,
                  gint64     *unix_s)
{
  const char *end = utc;

  g_return_val_if_fail (utc != NULL && unix_s != NULL, FALSE);

  if (strlen (utc) != strlen ("2026-12-01T08:00:00Z") || utc[10] != 'T')
    return FALSE;

  return read_wall (&end, unix_s) && g_str_equal (end, "Z");
}

/**
 * herald_zone_city:
 * @zone: a name of the IANA time zone database
 *
 * Returns: (transfer full): its place for people to read: "New York" for "America/New_York"
 */
char *
herald_zone_city (const char *zone)
{
  const char *slash = NULL;

  g_return_val_if_fail (zone != NULL, NULL);

  slash = strrchr (zone, '/');
  return g_strdelimit (g_strdup (slash != NULL ? slash + 1 : zone), "_", ' ');
}
