/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-zone.h"

typedef struct
{
  const char       *wall;
  const char       *zone;
  HeraldZoneChoice  choice;
  const char       *utc;  /* NULL: refused with code */
  HeraldZoneError   code;
} Resolution;

/* Changes of the IANA database that are history, or rules in force: they do not depend on its edition. */
static const Resolution resolutions[] = {
  { "2026-12-01 09:00", "Europe/Rome", HERALD_ZONE_ONLY, "2026-12-01T08:00:00Z" },
  { "2026-07-01 09:00", "Europe/Rome", HERALD_ZONE_ONLY, "2026-07-01T07:00:00Z" },
  { "2026-07-01 09:00", "UTC", HERALD_ZONE_ONLY, "2026-07-01T09:00:00Z" },
  { "2026-07-01 09:00", "Asia/Shanghai", HERALD_ZONE_ONLY, "2026-07-01T01:00:00Z" },
  { "2026-07-01 09:00", "Asia/Kathmandu", HERALD_ZONE_ONLY, "2026-07-01T03:15:00Z" },
  { "2026-07-01 09:00", "Etc/GMT+5", HERALD_ZONE_ONLY, "2026-07-01T14:00:00Z" },
  { "2026-07-01 09:00", "America/Argentina/Buenos_Aires", HERALD_ZONE_ONLY, "2026-07-01T12:00:00Z" },
  { "2026-01-01 00:00:01", "Pacific/Kiritimati", HERALD_ZONE_ONLY, "2025-12-31T10:00:01Z" },

  /* Clocks jump forward ... */
  { "2026-03-29 01:59:59", "Europe/Rome", HERALD_ZONE_ONLY, "2026-03-29T00:59:59Z" },
  { "2026-03-29 02:00", "Europe/Rome", HERALD_ZONE_ONLY, NULL, HERALD_ZONE_ERROR_SKIPPED },
  { "2026-03-29 02:30", "Europe/Rome", HERALD_ZONE_ONLY, NULL, HERALD_ZONE_ERROR_SKIPPED },
  { "2026-03-29 02:30", "Europe/Rome", HERALD_ZONE_EARLIER, NULL, HERALD_ZONE_ERROR_SKIPPED },
  { "2026-03-29 02:59:59", "Europe/Rome", HERALD_ZONE_LATER, NULL, HERALD_ZONE_ERROR_SKIPPED },
  { "2026-03-29 03:00", "Europe/Rome", HERALD_ZONE_ONLY, "2026-03-29T01:00:00Z" },
  { "2026-03-08 02:30", "America/New_York", HERALD_ZONE_ONLY, NULL, HERALD_ZONE_ERROR_SKIPPED },
  { "2026-03-08 03:00", "America/New_York", HERALD_ZONE_ONLY, "2026-03-08T07:00:00Z" },

  /* ... and back. */
  { "2026-10-25 01:59:59", "Europe/Rome", HERALD_ZONE_ONLY, "2026-10-24T23:59:59Z" },
  { "2026-10-25 02:00", "Europe/Rome", HERALD_ZONE_ONLY, NULL, HERALD_ZONE_ERROR_REPEATED },
  { "2026-10-25 02:30", "Europe/Rome", HERALD_ZONE_ONLY, NULL, HERALD_ZONE_ERROR_REPEATED },
  { "2026-10-25 02:30", "Europe/Rome", HERALD_ZONE_EARLIER, "2026-10-25T00:30:00Z" },
  { "2026-10-25 02:30", "Europe/Rome", HERALD_ZONE_LATER, "2026-10-25T01:30:00Z" },
  { "2026-10-25 03:00", "Europe/Rome", HERALD_ZONE_ONLY, "2026-10-25T02:00:00Z" },
  { "2026-11-01 01:30", "America/New_York", HERALD_ZONE_ONLY, NULL, HERALD_ZONE_ERROR_REPEATED },
  { "2026-11-01 01:30", "America/New_York", HERALD_ZONE_EARLIER, "2026-11-01T05:30:00Z" },
  { "2026-11-01 01:30", "America/New_York", HERALD_ZONE_LATER, "2026-11-01T06:30:00Z" },
  { "2026-07-01 01:30", "America/New_York", HERALD_ZONE_LATER, "2026-07-01T05:30:00Z" },

  /* Half an hour, in the southern summer. */
  { "2026-10-04 02:15", "Australia/Lord_Howe", HERALD_ZONE_ONLY, NULL, HERALD_ZONE_ERROR_SKIPPED },
  { "2026-10-04 02:30", "Australia/Lord_Howe", HERALD_ZONE_ONLY, "2026-10-03T15:30:00Z" },
  { "2026-04-05 01:45", "Australia/Lord_Howe", HERALD_ZONE_ONLY, NULL, HERALD_ZONE_ERROR_REPEATED },
  { "2026-04-05 01:45", "Australia/Lord_Howe", HERALD_ZONE_EARLIER, "2026-04-04T14:45:00Z" },
  { "2026-04-05 01:45", "Australia/Lord_Howe", HERALD_ZONE_LATER, "2026-04-04T15:15:00Z" },

  /* Samoa went over the date line and had no 30 December 2011. */
  { "2011-12-29 23:59", "Pacific/Apia", HERALD_ZONE_ONLY, "2011-12-30T09:59:00Z" },
  { "2011-12-30 00:00", "Pacific/Apia", HERALD_ZONE_ONLY, NULL, HERALD_ZONE_ERROR_SKIPPED },
  { "2011-12-30 12:00", "Pacific/Apia", HERALD_ZONE_ONLY, NULL, HERALD_ZONE_ERROR_SKIPPED },
  { "2011-12-30 23:59:59", "Pacific/Apia", HERALD_ZONE_ONLY, NULL, HERALD_ZONE_ERROR_SKIPPED },
  { "2011-12-31 00:00", "Pacific/Apia", HERALD_ZONE_ONLY, "2011-12-30T10:00:00Z" },

  /* Moscow went back for good, without any summer time. */
  { "2014-10-26 01:30", "Europe/Moscow", HERALD_ZONE_ONLY, NULL, HERALD_ZONE_ERROR_REPEATED },
  { "2014-10-26 01:30", "Europe/Moscow", HERALD_ZONE_EARLIER, "2014-10-25T21:30:00Z" },
  { "2014-10-26 01:30", "Europe/Moscow", HERALD_ZONE_LATER, "2014-10-25T22:30:00Z" },

  /* Dublin calls its winter time the exception. */
  { "2026-10-25 01:30", "Europe/Dublin", HERALD_ZONE_EARLIER, "2026-10-25T00:30:00Z" },
  { "2026-10-25 01:30", "Europe/Dublin", HERALD_ZONE_LATER, "2026-10-25T01:30:00Z" },

  { "2028-02-29 12:00", "Europe/Rome", HERALD_ZONE_ONLY, "2028-02-29T11:00:00Z" },
  { "1970-01-01 00:00", "UTC", HERALD_ZONE_ONLY, "1970-01-01T00:00:00Z" },
  { "9999-12-31 23:59:59", "UTC", HERALD_ZONE_ONLY, "9999-12-31T23:59:59Z" },
  { "1970-01-01 00:00", "Europe/Rome", HERALD_ZONE_ONLY, NULL, HERALD_ZONE_ERROR_BAD_TIME },
  { "9999-12-31 23:00", "America/Bogota", HERALD_ZONE_ONLY, NULL, HERALD_ZONE_ERROR_BAD_TIME },

  /* GLib stops at 2037: an error is better than an hour too early. */
  { "2037-12-31 09:00", "Europe/Rome", HERALD_ZONE_ONLY, "2037-12-31T08:00:00Z" },
  { "2038-07-01 09:00", "Europe/Rome", HERALD_ZONE_ONLY, NULL, HERALD_ZONE_ERROR_BAD_TIME },
  { "2050-07-01 09:00", "Asia/Shanghai", HERALD_ZONE_ONLY, "2050-07-01T01:00:00Z" },
};

static void
test_resolve (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (resolutions); i++)
    {
      const Resolution *r = &resolutions[i];
      g_autoptr (GError) error = NULL;
      g_autofree char *utc = NULL;
      gint64 unix_s = -1;
      gboolean found = herald_zone_resolve (r->wall, r->zone, r->choice, &unix_s, &error);

      g_test_message ("%s %s", r->wall, r->zone);

      if (r->utc == NULL)
        {
          g_assert_false (found);
          g_assert_error (error, HERALD_ZONE_ERROR, (int) r->code);
          g_assert_cmpint (unix_s, ==, -1);
          continue;
        }

      g_assert_no_error (error);
      g_assert_true (found);
      utc = herald_utc_format (unix_s);
      g_assert_cmpstr (utc, ==, r->utc);
    }
}

static void
test_messages (void)
{
  g_autoptr (GError) skipped = NULL;
  g_autoptr (GError) repeated = NULL;
  g_autoptr (GError) unknown = NULL;
  g_autoptr (GError) bad = NULL;
  gint64 unix_s = 0;

  g_assert_false (herald_zone_resolve ("2026-03-29 02:30", "Europe/Rome", HERALD_ZONE_ONLY, &unix_s, &skipped));
  g_assert_cmpstr (skipped->message, ==, "At 02:30 on 2026-03-29 clocks in Europe/Rome jump forward: that time does not exist");

  g_assert_false (herald_zone_resolve ("2026-10-25T02:30:15", "Europe/Rome", HERALD_ZONE_ONLY, &unix_s, &repeated));
  g_assert_nonnull (g_strstr_len (repeated->message, -1, "At 02:30:15 on 2026-10-25 clocks in Europe/Rome go back"));

  g_assert_false (herald_zone_resolve ("2026-10-25T02:30:15", "Rome", HERALD_ZONE_ONLY, &unix_s, &unknown));
  g_assert_nonnull (g_strstr_len (unknown->message, -1, "“Rome”"));

  g_assert_false (herald_zone_resolve ("tomorrow", "Rome", HERALD_ZONE_ONLY, &unix_s, &bad));
  g_assert_nonnull (g_strstr_len (bad->message, -1, "“tomorrow”"));
}

static void
test_unknown_zones (void)
{
  static const char * const zones[] = {
    "", " ", "Rome", "europe/rome", "Europe/Rome ", "Europe/", "Europe", "Europe//Rome", "/Europe/Rome", "./Europe/Rome",
    "Europe/../Europe/Rome", "../../etc/passwd", "/etc/passwd", "/usr/share/zoneinfo/Europe/Rome", ":Europe/Rome",
    "CET5", "CET-1CEST", "CET-1CEST,M3.5.0,M10.5.0/3", "<+01>-1", "+01:00", "-05", "+0100", "01:00", "Z", "local", "localtime",
    "right/Europe/Rome", "posix/Europe/Rome", "posixrules", "Factory", "zone.tab", "zone1970.tab", "leapseconds", "tzdata.zi",
    "Europe/Rome\n", "Europe/R\xc3\xb6m",
  };

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *wall = herald_zone_format (0, zones[i]);
      gint64 unix_s = 0;

      g_test_message ("“%s”", zones[i]);
      g_assert_false (herald_zone_resolve ("2026-12-01 09:00", zones[i], HERALD_ZONE_ONLY, &unix_s, &error));
      g_assert_error (error, HERALD_ZONE_ERROR, HERALD_ZONE_ERROR_UNKNOWN_ZONE);
      g_assert_null (wall);
    }
}

static void
test_normalise (void)
{
  static const char * const good[][2] = {
    { "2026-12-01 09:00", "2026-12-01T09:00:00" },
    { "2026-12-01T09:00", "2026-12-01T09:00:00" },
    { "2026-12-01 09:00:30", "2026-12-01T09:00:30" },
    { "2026-12-01T23:59:59", "2026-12-01T23:59:59" },
    { "2028-02-29 00:00", "2028-02-29T00:00:00" },
    { "2000-02-29 00:00", "2000-02-29T00:00:00" },
    { "1970-01-01 00:00", "1970-01-01T00:00:00" },
    { "9999-12-31 23:59", "9999-12-31T23:59:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *wall = herald_wall_normalise (good[i][0], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (wall, ==, good[i][1]);
    }
}

static void
test_no_times (void)
{
  static const char * const bad[] = {
    "", "2026", "2026-12-01", "2026-12-01 09", "2026-12-01 9:00", "2026-12-1 09:00", "26-12-01 09:00", "2026-12-01  09:00",
    "2026-12-01 09:00 ", " 2026-12-01 09:00", "2026-12-01 09:00:", "2026-12-01 09:00:0", "2026-12-01 09:00:000",
    "2026-12-01T09:00:00Z", "2026-12-01T09:00:00+01:00", "2026-12-01T09:00:00.5", "2026-12-01t09:00", "2026/12/01 09:00",
    "2026-02-29 09:00", "2100-02-29 09:00", "2026-02-30 09:00", "2026-13-01 09:00", "2026-00-01 09:00", "2026-01-00 09:00",
    "2026-04-31 09:00", "2026-12-01 24:00", "2026-12-01 09:60", "2016-12-31 23:59:60", "1969-12-31 23:59", "0000-01-01 00:00",
    "-2026-12-01 09:00", "10000-01-01 00:00", "2026-12-01 09:00 am", "2026-12-01 -9:00", "２０２６-12-01 09:00", "noon",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *wall = herald_wall_normalise (bad[i], &error);

      g_test_message ("“%s”", bad[i]);
      g_assert_null (wall);
      g_assert_error (error, HERALD_ZONE_ERROR, HERALD_ZONE_ERROR_BAD_TIME);
    }
}

static void
test_utc (void)
{
  static const char * const bad[] = {
    "", "2026-12-01T08:00:00", "2026-12-01 08:00:00Z", "2026-12-01T08:00Z", "2026-12-01T08:00:00z", "2026-12-01T08:00:00.0Z",
    "2026-12-01T08:00:00+00:00", "2026-12-01T08:00:00Z ", "2016-12-31T23:59:60Z", "2026-02-29T00:00:00Z", "1969-12-31T23:59:59Z",
    "2026-12-01T08:00Z    ", "2026-12-01T08:00:0ZZ",
  };
  gint64 unix_s = 0;

  g_assert_true (herald_utc_parse ("2026-12-01T08:00:00Z", &unix_s));
  g_assert_cmpint (unix_s, ==, 1796112000);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("“%s”", bad[i]);
      g_assert_false (herald_utc_parse (bad[i], &unix_s));
    }
}

static void
test_format (void)
{
  g_autofree char *rome = herald_zone_format (1796112000, "Europe/Rome");
  g_autofree char *new_york = herald_zone_format (1796112000, "America/New_York");
  g_autofree char *utc = herald_zone_format (1796112000, "UTC");
  g_autofree char *before = herald_utc_format (-1);
  g_autofree char *far_off = herald_zone_format (G_GINT64_CONSTANT (2539000000), "Europe/Rome");

  g_assert_cmpstr (rome, ==, "2026-12-01T09:00:00");
  g_assert_cmpstr (new_york, ==, "2026-12-01T03:00:00");
  g_assert_cmpstr (utc, ==, "2026-12-01T08:00:00");
  g_assert_cmpstr (before, ==, "1969-12-31T23:59:59Z");
  g_assert_null (far_off);
}

static void
test_cities (void)
{
  static const char * const cities[][2] = {
    { "America/New_York", "New York" }, { "Europe/Rome", "Rome" }, { "UTC", "UTC" },
    { "America/Argentina/Buenos_Aires", "Buenos Aires" }, { "America/Port-au-Prince", "Port-au-Prince" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cities); i++)
    {
      g_autofree char *city = herald_zone_city (cities[i][0]);

      g_assert_cmpstr (city, ==, cities[i][1]);
    }
}

/* For any instant, one of the readings of its wall time leads back to it. */
static void
test_round_trip (void)
{
  static const char * const zones[] = {
    "Europe/Rome", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca",
    "Europe/Dublin", "America/St_Johns", "Asia/Tehran", "America/Sao_Paulo", "Antarctica/Troll", "UTC",
  };

  for (guint i = 0; i < 3000; i++)
    {
      const char *zone = zones[g_test_rand_int_range (0, G_N_ELEMENTS (zones))];
      gint64 then = (gint64) (g_test_rand_double_range (86400, 2145830400));
      g_autofree char *wall = herald_zone_format (then, zone);
      gint64 earlier = 0, later = 0, only = 0;
      g_autoptr (GError) error = NULL;

      g_assert_true (herald_zone_resolve (wall, zone, HERALD_ZONE_EARLIER, &earlier, NULL));
      g_assert_true (herald_zone_resolve (wall, zone, HERALD_ZONE_LATER, &later, NULL));
      g_assert_true (then == earlier || then == later);
      g_assert_cmpint (earlier, <=, later);

      g_assert_true (herald_zone_resolve (wall, zone, HERALD_ZONE_ONLY, &only, &error) == (earlier == later));
      if (earlier == later)
        g_assert_cmpint (only, ==, then);
      else
        g_assert_error (error, HERALD_ZONE_ERROR, HERALD_ZONE_ERROR_REPEATED);
    }
}

static void
test_utc_round_trip (void)
{
  for (guint i = 0; i < 3000; i++)
    {
      gint64 then = (gint64) g_test_rand_double_range (0, 253402300799.0);
      g_autofree char *utc = herald_utc_format (then);
      gint64 again = -1;

      g_assert_true (herald_utc_parse (utc, &again));
      g_assert_cmpint (again, ==, then);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/zone/resolve", test_resolve);
  g_test_add_func ("/zone/messages", test_messages);
  g_test_add_func ("/zone/unknown", test_unknown_zones);
  g_test_add_func ("/zone/normalise", test_normalise);
  g_test_add_func ("/zone/no-times", test_no_times);
  g_test_add_func ("/zone/utc", test_utc);
  g_test_add_func ("/zone/format", test_format);
  g_test_add_func ("/zone/cities", test_cities);
  g_test_add_func ("/zone/round-trip", test_round_trip);
  g_test_add_func ("/zone/utc-round-trip", test_utc_round_trip);

  return g_test_run ();
}
