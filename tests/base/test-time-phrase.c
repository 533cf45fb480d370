/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-time-phrase.h"

#include <string.h>

#include "herald-zone.h"

#define NOW "2026-11-22T12:00:00Z" /* a Sunday; 13:00 in Rome, 7:00 in New York */

typedef struct
{
  const char *text;
  const char *wall;  /* NULL: an error */
  const char *zone;
  const char *doubt; /* words of the only doubt; NULL: none */
} Case;

static const Case cases[] = {
  { "Tuesday 9am CET", "2026-11-24T09:00:00", "Europe/Berlin", NULL },
  { "tue. 9 a.m. ET", "2026-11-24T09:00:00", "America/New_York", NULL },
  { "12:01 a.m. ET", "2026-11-23T00:01:00", "America/New_York", "just after midnight" },
  { "12:30 pm", "2026-11-23T12:30:00", "Europe/Rome", "noon" },
  { "mezzanotte", "2026-11-23T00:00:00", "Europe/Rome", "Midnight" },
  { "12 midnight on Friday", "2026-11-27T00:00:00", "Europe/Rome", "Midnight" },
  { "Friday at 12 noon", "2026-11-27T12:00:00", "Europe/Rome", NULL },
  { "domani alle 9, ora di Roma", "2026-11-23T09:00:00", "Europe/Rome", NULL },
  { "martedì 1º dicembre ore 9.30", "2026-12-01T09:30:00", "Europe/Rome", NULL },
  { "1 December 2026 at 9:00, New York", "2026-12-01T09:00:00", "America/New_York", NULL },
  { "December 1, 2026 9:00 a.m. Eastern Time", "2026-12-01T09:00:00", "America/New_York", NULL },
  { "9:00 Europe/Rome on 2026-12-01", "2026-12-01T09:00:00", "Europe/Rome", NULL },
  { "2026-12-01T09:00:30", "2026-12-01T09:00:30", "Europe/Rome", NULL },
  { "am Dienstag um 9 Uhr", "2026-11-24T09:00:00", "Europe/Rome", NULL },
  { "3. März 2027, 17:15 Uhr", "2027-03-03T17:15:00", "Europe/Rome", NULL },
  { "le 3 août à 9h30, Paris", "2027-08-03T09:30:00", "Europe/Paris", NULL },
  { "miércoles a las 9", "2026-11-25T09:00:00", "Europe/Rome", NULL },
  { "28.2.2027 9h", "2027-02-28T09:00:00", "Europe/Rome", NULL },
  { "01/12/2026 9:00", "2026-12-01T09:00:00", "Europe/Rome", "day, month, year" },
  { "23/12/2026 9:00", "2026-12-23T09:00:00", "Europe/Rome", NULL },
  { "14:00", "2026-11-22T14:00:00", "Europe/Rome", NULL },
  { "13:00", "2026-11-23T13:00:00", "Europe/Rome", NULL }, /* it is one o'clock: the next one */
  { "Sunday 14:00", "2026-11-22T14:00:00", "Europe/Rome", NULL },
  { "Sunday 9:00", "2026-11-29T09:00:00", "Europe/Rome", NULL },
  { "22 November 9:00", "2027-11-22T09:00:00", "Europe/Rome", NULL },
  { "29 February 9:00", "2028-02-29T09:00:00", "Europe/Rome", NULL },
  { "next Tuesday 9am", "2026-11-24T09:00:00", "Europe/Rome", "next one" },
  { "1 July 2027 9am EST", "2027-07-01T09:00:00", "America/New_York", "EDT" },
  { "1 July 2027 9am EDT", "2027-07-01T09:00:00", "America/New_York", NULL },
  { "1 July 2027 9:00 CET", "2027-07-01T09:00:00", "Europe/Berlin", "CEST" },
  { "1 December 2026 9:00 BST", "2026-12-01T09:00:00", "Europe/London", "GMT" },
  { "tomorrow 9am CST", "2026-11-23T09:00:00", "America/Chicago", "several meanings" },
  { "tomorrow 9:00 UTC", "2026-11-23T09:00:00", "UTC", NULL },
  { "tomorrow 9:00 in Shenzhen", "2026-11-23T09:00:00", "Asia/Shanghai", NULL },
  { "today 9:00", "2026-11-22T09:00:00", "Europe/Rome", NULL }, /* it is past: the caller says so */

  { "", NULL, NULL, NULL },
  { "Tuesday", NULL, NULL, NULL },
  { "Tuesday CET", NULL, NULL, NULL },
  { "9", NULL, NULL, NULL },
  { "Tuesday 9", NULL, NULL, NULL },
  { "Tuesday 25:00", NULL, NULL, NULL },
  { "Tuesday 9:60", NULL, NULL, NULL },
  { "Tuesday 13pm", NULL, NULL, NULL },
  { "Tuesday 0am", NULL, NULL, NULL },
  { "9am 10am", NULL, NULL, NULL },
  { "30 February 9:00", NULL, NULL, NULL },
  { "31.11.2026 9:00", NULL, NULL, NULL },
  { "2026-13-01 9:00", NULL, NULL, NULL },
  { "Tuesday 1 December 2027 9:00", NULL, NULL, NULL }, /* a Wednesday */
  { "December 9:00", NULL, NULL, NULL },
  { "soonish 9:00", NULL, NULL, NULL },
  { "9:00 Atlantis", NULL, NULL, NULL },
  { "9:00 Rome Paris", NULL, NULL, NULL },
  { "9:00 <b>", NULL, NULL, NULL },
  { "9:00 ../../etc/passwd", NULL, NULL, NULL },
  { "\xff 9:00", NULL, NULL, NULL },
};

static HeraldTimePhrase *
read_phrase (const char  *text,
             GError     **error)
{
  gint64 now_s = 0;

  g_assert_true (herald_utc_parse (NOW, &now_s));
  return herald_time_phrase_read (text, now_s, "Europe/Rome", error);
}

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HeraldTimePhrase) phrase = read_phrase (cases[i].text, &error);

      g_test_message ("%s", g_utf8_validate (cases[i].text, -1, NULL) ? cases[i].text : "?");
      if (cases[i].wall == NULL)
        {
          g_assert_null (phrase);
          g_assert_error (error, HERALD_ZONE_ERROR, HERALD_ZONE_ERROR_BAD_TIME);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (phrase->wall, ==, cases[i].wall);
      g_assert_cmpstr (phrase->zone, ==, cases[i].zone);
      g_assert_cmpuint (phrase->doubts->len, ==, cases[i].doubt != NULL);
      if (cases[i].doubt != NULL)
        g_assert_nonnull (strstr (g_ptr_array_index (phrase->doubts, 0), cases[i].doubt));
    }
}

/* Pieces of what people write, thrown together: an answer is a real moment, whatever comes. */
static void
test_random (void)
{
  static const char * const pieces[] = {
    "Tuesday", "next", "9", "9am", "12", "am", "pm", "noon", "midnight", "1", "31", "February", "2027", "9:30", "EST", "CET", "Rome",
    "New York", "Europe/Rome", "tomorrow", "at", "um", "Uhr", ",", "1.12.2026", "2026-12-01", "0", "99", "9999", "../", "'", "º",
  };

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (HeraldTimePhrase) phrase = NULL;
      g_autofree char *normal = NULL;

      for (int n = g_test_rand_int_range (1, 8); n > 0; n--)
        g_string_append_printf (text, "%s ", pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      phrase = read_phrase (text->str, &error);
      g_assert_true ((phrase != NULL) == (error == NULL));
      if (phrase == NULL)
        continue;
      normal = herald_wall_normalise (phrase->wall, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (normal, ==, phrase->wall);
    }
}

static void
test_own_zone_unknown (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (herald_time_phrase_read ("9:00", 0, "Europe/Atlantis", &error));
  g_assert_error (error, HERALD_ZONE_ERROR, HERALD_ZONE_ERROR_BAD_TIME);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time-phrase/table", test_table);
  g_test_add_func ("/time-phrase/random", test_random);
  g_test_add_func ("/time-phrase/own-zone-unknown", test_own_zone_unknown);
  return g_test_run ();
}
