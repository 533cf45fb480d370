/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-format.h"

#include <string.h>

#include "herald-i18n.h"
#include "herald-zone.h"

/* What a clock in that zone shows, as if it were UTC, so that formatting it moves nothing. */
static GDateTime *
moment_in (gint64      unix_s,
           const char *zone)
{
  g_autofree char *wall = herald_zone_format (unix_s, zone);
  g_autofree char *iso = wall != NULL ? g_strconcat (wall, "Z", NULL) : herald_utc_format (unix_s);

  return g_date_time_new_from_iso8601 (iso, NULL);
}

static char *
with_city (const char *words,
           const char *zone)
{
  g_autofree char *city = herald_zone_city (zone);

  /* Translators: a time and the city that names its time zone, "Tuesday 1 December 2026, 09:00 Rome" */
  return g_strdup_printf (C_("time and zone", "%s %s"), words, city);
}

/**
 * herald_format_moment:
 * @unix_s: a moment, seconds since 1970
 * @zone: IANA zone to say it in
 *
 * Returns: (transfer full): "Tuesday 1 December 2026, 09:00 Rome"
 */
char *
herald_format_moment (gint64      unix_s,
                      const char *zone)
{
  g_autoptr(GDateTime) moment = moment_in (unix_s, zone);
  g_autofree char *words = NULL;

  if (moment == NULL)
    return g_strdup (_("Unknown time"));
  /* Translators: a date and a time of day, in the form of g_date_time_format() */
  words = g_date_time_format (moment, C_("moment", "%A %-d %B %Y, %H:%M"));
  return with_city (words, zone);
}

/**
 * herald_format_moment_short:
 * @unix_s: a moment, seconds since 1970
 * @zone: IANA zone to say it in
 * @now_us: now: the year is left out when it is this one
 *
 * Returns: (transfer full): "Tue 1 Dec, 09:00 Rome"
 */
char *
herald_format_moment_short (gint64      unix_s,
                            const char *zone,
                            gint64      now_us)
{
  g_autoptr(GDateTime) moment = moment_in (unix_s, zone);
  g_autoptr(GDateTime) now = moment_in (now_us / G_USEC_PER_SEC, zone);
  g_autofree char *words = NULL;

  if (moment == NULL || now == NULL)
    return g_strdup (_("Unknown time"));
  if (g_date_time_get_year (moment) == g_date_time_get_year (now))
    words = g_date_time_format (moment, C_("short moment this year", "%a %-d %b, %H:%M"));
  else
    words = g_date_time_format (moment, C_("short moment of another year", "%-d %b %Y, %H:%M"));
  return with_city (words, zone);
}

/**
 * herald_format_wall:
 * @wall: "2026-12-01T09:00:00", what the clocks of a zone show
 * @zone: IANA zone
 *
 * Returns: (transfer full): "Tue 1 Dec 2026, 09:00 Rome", seconds only where they say something and midnight spelt out;
 *   the words themselves when they are no time
 */
char *
herald_format_wall (const char *wall,
                    const char *zone)
{
  g_autofree char *iso = g_strconcat (wall, "Z", NULL);
  g_autoptr(GDateTime) moment = g_date_time_new_from_iso8601 (iso, NULL);
  g_autofree char *words = NULL;

  if (moment == NULL)
    return g_strjoin (" ", wall, zone, NULL);
  if (g_date_time_get_second (moment) != 0)
    words = g_date_time_format (moment, C_("short moment with seconds", "%a %-d %b %Y, %H:%M:%S"));
  else if (g_date_time_get_hour (moment) == 0 && g_date_time_get_minute (moment) == 0)
    words = g_date_time_format (moment, C_("short moment at midnight", "%a %-d %b %Y, 00:00 (the beginning of that day)"));
  else
    words = g_date_time_format (moment, C_("short moment", "%a %-d %b %Y, %H:%M"));
  return with_city (words, zone);
}

static void
append_other (GString    *others,
              GDateTime  *in_zone,
              gint64      unix_s,
              const char *zone)
{
  g_autoptr(GDateTime) moment = moment_in (unix_s, zone);
  g_autofree char *words = NULL;
  g_autofree char *with_zone = NULL;

  if (g_date_time_get_day_of_year (moment) == g_date_time_get_day_of_year (in_zone))
    words = g_date_time_format (moment, "%H:%M");
  else
    words = g_date_time_format (moment, C_("day and time", "%a %H:%M"));
  with_zone = with_city (words, zone);
  if (others->len > 0)
    g_string_append (others, " · ");
  g_string_append (others, with_zone);
}

/**
 * herald_format_moment_others:
 * @unix_s: a moment, seconds since 1970
 * @zone: the zone that it was agreed in
 * @own_zone: the reader's
 *
 * Returns: (transfer full): the same moment in UTC and in the reader's zone, where these differ:
 *     "08:00 UTC · 16:00 Shanghai"; "" when neither does
 */
char *
herald_format_moment_others (gint64      unix_s,
                             const char *zone,
                             const char *own_zone)
{
  g_autoptr(GString) others = g_string_new (NULL);
  g_autoptr(GDateTime) moment = moment_in (unix_s, zone);
  g_autoptr(GDateTime) own = moment_in (unix_s, own_zone);
  g_autoptr(GDateTime) utc = moment_in (unix_s, "UTC");

  if (moment == NULL || own == NULL || utc == NULL)
    return g_string_free (g_steal_pointer (&others), FALSE);
  if (!g_date_time_equal (moment, utc))
    append_other (others, moment, unix_s, "UTC");
  if (!g_date_time_equal (own, utc) && !g_date_time_equal (own, moment))
    append_other (others, moment, unix_s, own_zone);
  return g_string_free (g_steal_pointer (&others), FALSE);
}

/**
 * herald_format_until:
 * @unix_s: the lift, seconds since 1970
 * @now_us: now, microseconds since 1970
 *
 * Returns: (transfer full): "in 9 days", "in 3 hours", "passed"
 */
char *
herald_format_until (gint64 unix_s,
                     gint64 now_us)
{
  gint64 seconds = unix_s - now_us / G_USEC_PER_SEC;
  gulong minutes = (gulong) MAX ((seconds + 59) / 60, 0);

  if (seconds <= 0)
    return g_strdup (_("passed"));
  if (minutes < 60)
    return g_strdup_printf (ngettext ("in %lu minute", "in %lu minutes", minutes), minutes);
  if (minutes < 48 * 60)
    return g_strdup_printf (ngettext ("in %lu hour", "in %lu hours", minutes / 60), minutes / 60);
  return g_strdup_printf (ngettext ("in %lu day", "in %lu days", minutes / (24 * 60)), minutes / (24 * 60));
}

/**
 * herald_format_ago:
 * @then_us: when something happened, microseconds since 1970
 * @now_us: now
 *
 * Returns: (transfer full): "just now", "4 min ago", "yesterday", "Friday", "12 Nov 2025"
 */
char *
herald_format_ago (gint64 then_us,
                   gint64 now_us)
{
  g_autoptr(GDateTime) then_utc = g_date_time_new_from_unix_utc (then_us / G_USEC_PER_SEC);
  g_autoptr(GDateTime) now_utc = g_date_time_new_from_unix_utc (now_us / G_USEC_PER_SEC);
  g_autoptr(GDateTime) then = then_utc != NULL ? g_date_time_to_local (then_utc) : NULL;
  g_autoptr(GDateTime) now = now_utc != NULL ? g_date_time_to_local (now_utc) : NULL;
  gulong minutes = (gulong) MAX ((now_us - then_us) / (60 * G_USEC_PER_SEC), 0);

  if (then == NULL || now == NULL)
    return g_strdup (_("Unknown time"));
  if (minutes < 1)
    return g_strdup (_("just now"));
  if (minutes < 60)
    return g_strdup_printf (ngettext ("%lu min ago", "%lu min ago", minutes), minutes);
  if (minutes < 12 * 60)
    return g_strdup_printf (ngettext ("%lu h ago", "%lu h ago", minutes / 60), minutes / 60);
  if (minutes < 6 * 24 * 60)
    return g_date_time_format (then, C_("day of this week", "%A %H:%M"));
  return g_date_time_format (then, C_("short date", "%-d %b %Y"));
}

/**
 * herald_format_date:
 * @date: "2026-12-01"
 *
 * Returns: (transfer full): "1 December 2026", or @date itself when it is none
 */
char *
herald_format_date (const char *date)
{
  g_autofree char *iso = g_strconcat (date, "T00:00:00Z", NULL);
  g_autoptr(GDateTime) moment = g_date_time_new_from_iso8601 (iso, NULL);

  if (moment == NULL)
    return g_strdup (date);
  return g_date_time_format (moment, C_("long date", "%-d %B %Y"));
}

const char *
herald_format_status (HeraldStatus status)
{
  switch (status)
    {
    case HERALD_STATUS_REVIEW:
      return _("In Review");
    case HERALD_STATUS_APPROVED:
      return _("Approved");
    case HERALD_STATUS_SCHEDULED:
      return _("Scheduled");
    case HERALD_STATUS_RELEASED:
      return _("Released");
    case HERALD_STATUS_WITHDRAWN:
      return _("Withdrawn");
    case HERALD_STATUS_NONE:
    case HERALD_STATUS_DRAFT:
    default:
      return _("Draft");
    }
}

/**
 * herald_format_language:
 * @code: (nullable): BCP 47
 *
 * Returns: (transfer full): the language's name, or the code of one that has none here
 */
char *
herald_format_language (const char *code)
{
  static const struct { const char *code; const char *name; } names[] = {
    { "de", N_("German") }, { "en", N_("English") }, { "es", N_("Spanish") }, { "fr", N_("French") },
    { "it", N_("Italian") }, { "ja", N_("Japanese") }, { "ko", N_("Korean") }, { "nl", N_("Dutch") },
    { "pl", N_("Polish") }, { "pt", N_("Portuguese") }, { "zh", N_("Chinese") },
  };

  if (code == NULL || *code == '\0')
    return g_strdup (_("No language"));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize length = strlen (names[i].code);

      if (g_ascii_strncasecmp (code, names[i].code, length) == 0 && (code[length] == '\0' || code[length] == '-'))
        return g_strdup (_(names[i].name));
    }
  return g_strdup (code);
}

/**
 * herald_format_own_zone:
 *
 * Returns: (transfer full): the IANA zone of this computer; "UTC" when it has none by name
 */
char *
herald_format_own_zone (void)
{
  g_autoptr(GTimeZone) local = g_time_zone_new_local ();
  const char *name = g_time_zone_get_identifier (local);
  g_autofree char *wall = name != NULL ? herald_zone_format (0, name) : NULL;

  return g_strdup (wall != NULL ? name : "UTC");
}
