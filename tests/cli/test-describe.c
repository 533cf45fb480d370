/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-describe.h"

#include <time.h>

static void
test_clean (void)
{
  static const struct { const char *text, *line, *words; } table[] = {
    { NULL, "", "" },
    { "plain", "plain", "plain" },
    { "a\nb", "a b", "a\nb" },
    { "a\tb", "a b", "a b" },
    { "\033]0;title\007", "\357\277\275]0;title\357\277\275", "\357\277\275]0;title\357\277\275" },
    { "C1 \302\233 31m", "C1 \357\277\275 31m", "C1 \357\277\275 31m" },
    { "to\342\200\256sdrawkcab", "to\357\277\275sdrawkcab", "to\357\277\275sdrawkcab" },
    { "鳶鰭 “Ωé” 🦅", "鳶鰭 “Ωé” 🦅", "鳶鰭 “Ωé” 🦅" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *line = herald_describe_line (table[i].text);
      g_autofree char *words = herald_describe_text (table[i].text);

      g_assert_cmpstr (line, ==, table[i].line);
      g_assert_cmpstr (words, ==, table[i].words);
    }
}

static void
assert_embargo (const char *local_zone,
                const char *wall,
                const char *zone,
                const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldEmbargo) embargo = NULL;
  g_autofree char *words = NULL;

  g_setenv ("TZ", local_zone, TRUE);
  tzset ();
  embargo = herald_embargo_new (wall, zone, HERALD_ZONE_ONLY, &error);
  g_assert_no_error (error);
  words = herald_describe_embargo (embargo);
  g_assert_cmpstr (words, ==, expected);
}

static void
test_embargo (void)
{
  assert_embargo ("UTC", "2026-12-01 09:00", "Europe/Rome",
                  "2026-12-01 09:00 Europe/Rome, which is 2026-12-01 08:00 UTC");
  assert_embargo ("Europe/Rome", "2026-12-01 09:00", "Europe/Rome",
                  "2026-12-01 09:00 Europe/Rome, which is 2026-12-01 08:00 UTC");
  assert_embargo ("Asia/Shanghai", "2026-12-01 09:00:30", "Europe/Rome",
                  "2026-12-01 09:00:30 Europe/Rome, which is 2026-12-01 08:00:30 UTC and 2026-12-01 16:00:30 CST here");
  assert_embargo ("UTC", "2026-12-01 09:00", "UTC", "2026-12-01 09:00 UTC");
  assert_embargo ("UTC", "2026-12-01 00:00", "Europe/Rome",
                  "2026-12-01 00:00 (midnight, the very beginning of that day) Europe/Rome, which is 2026-11-30 23:00 UTC");
}

static void
test_broken_embargo (void)
{
  g_autoptr (HeraldEmbargo) embargo = herald_record_new (&herald_embargo_type);
  g_autofree char *words = NULL;

  embargo->wall = g_strdup ("2026-12-01T09:00:00");
  embargo->zone = g_strdup ("Europe/Rome");
  embargo->utc = g_strdup ("soon");
  words = herald_describe_embargo (embargo);
  g_assert_cmpstr (words, ==, "2026-12-01 09:00, but at which moment that is cannot be told: set it again");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/describe/clean", test_clean);
  g_test_add_func ("/describe/embargo", test_embargo);
  g_test_add_func ("/describe/broken-embargo", test_broken_embargo);
  return g_test_run ();
}
