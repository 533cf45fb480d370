/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-kit-labels.h"

#include <string.h>

#include "herald-kit-labels-table.h"

static void
test_dates (void)
{
  static const struct { const char *language, *plain, *full; } cases[] = {
    { "en", "1 December 2026", "Tuesday, 1 December 2026" },
    { "en-GB", "1 December 2026", "Tuesday, 1 December 2026" },
    { "en-US", "December 1, 2026", "Tuesday, December 1, 2026" },
    { "it", "1º dicembre 2026", "martedì 1º dicembre 2026" },
    { "de-AT", "1. Dezember 2026", "Dienstag, 1. Dezember 2026" },
    { "fr", "1er décembre 2026", "mardi 1er décembre 2026" },
    { "es", "1 de diciembre de 2026", "martes 1 de diciembre de 2026" },
    { "zh-Hans", "2026年12月1日", "2026年12月1日星期二" },
    { "pt-PT", "1 de dezembro de 2026", "terça-feira, 1 de dezembro de 2026" },
    { "ar", "1 ديسمبر 2026", "الثلاثاء، 1 ديسمبر 2026" },
    { "ja", "2026年12月1日", "2026年12月1日 火曜日" },
    { "xx", "1 December 2026", "Tuesday, 1 December 2026" },
    { "eng", "1 December 2026", "Tuesday, 1 December 2026" },
    { NULL, "1 December 2026", "Tuesday, 1 December 2026" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *plain = herald_kit_labels_format_date (cases[i].language, "2026-12-01", FALSE);
      g_autofree char *full = herald_kit_labels_format_date (cases[i].language, "2026-12-01T09:00:00Z", TRUE);

      g_assert_cmpstr (plain, ==, cases[i].plain);
      g_assert_cmpstr (full, ==, cases[i].full);
    }
}

static void
test_bad_dates (void)
{
  static const char * const dates[] = { NULL, "", "soon", "2026-13-01", "2026-02-30", "0000-00-00" };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    g_assert_null (herald_kit_labels_format_date ("en", dates[i], TRUE));
}

static void
assert_lift (const char *language,
             const char *wall,
             const char *zone,
             const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldEmbargo) embargo = herald_embargo_new (wall, zone, HERALD_ZONE_ONLY, &error);
  g_autofree char *lift = NULL;

  g_assert_no_error (error);
  lift = herald_kit_labels_format_lift (language, embargo);
  g_assert_cmpstr (lift, ==, expected);
}

static void
test_lift (void)
{
  assert_lift ("en", "2026-12-01T09:00:00", "Europe/Rome", "Tuesday, 1 December 2026, 09:00 Rome time · 08:00 UTC");
  assert_lift ("it", "2026-12-01T09:00:00", "Europe/Rome", "martedì 1º dicembre 2026, ore 09:00 di Roma · 08:00 UTC");
  assert_lift ("de", "2026-12-01T09:00:30", "Europe/Rome", "Dienstag, 1. Dezember 2026, 09:00:30 Uhr (Rom) · 08:00:30 UTC");
  assert_lift ("en", "2026-12-01T09:00:00", "UTC", "Tuesday, 1 December 2026, 09:00 UTC time");
  /* The day in UTC is another one: it is told. */
  assert_lift ("en-US", "2026-12-01T00:01:00", "Asia/Shanghai",
               "Tuesday, December 1, 2026, 00:01 Shanghai time · Monday, November 30, 2026, 16:01 UTC");
}

static void
test_fill_reads_values_as_text (void)
{
  g_autofree char *about = herald_kit_labels_fill ("en", HERALD_KIT_LABEL_ABOUT, "name", "{name} {page} %s", NULL);

  g_assert_cmpstr (about, ==, "About {name} {page} %s");
}

static void
test_table_is_complete (void)
{
  for (guint i = 0; i < herald_kit_n_languages; i++)
    {
      const HeraldKitLanguage *language = &herald_kit_languages[i];

      for (guint j = 0; j < HERALD_KIT_N_LABELS; j++)
        g_assert_nonnull (language->labels[j]);
      for (guint j = 0; j < 12; j++)
        g_assert_nonnull (language->months[j]);
      for (guint j = 0; j < 7; j++)
        g_assert_nonnull (language->weekdays[j]);
      g_assert_nonnull (strstr (language->labels[HERALD_KIT_LABEL_EMBARGO], "{when}"));
      g_assert_nonnull (strstr (language->labels[HERALD_KIT_LABEL_PAGE], "{pages}"));
      g_assert_nonnull (language->quotes[1]);
      g_assert_nonnull (language->comma);
    }
}

static void
test_direction (void)
{
  g_assert_true (herald_kit_labels_is_rtl ("ar"));
  g_assert_true (herald_kit_labels_is_rtl ("he-IL"));
  g_assert_false (herald_kit_labels_is_rtl ("arn"));
  g_assert_false (herald_kit_labels_is_rtl ("en"));
  g_assert_cmpstr (herald_kit_labels_get_name ("it-CH"), ==, "Italiano");
  g_assert_cmpstr (herald_kit_labels_get_name ("en"), ==, "English");
  g_assert_cmpstr (herald_kit_labels_get_name ("sv"), ==, "sv");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/kit-labels/dates", test_dates);
  g_test_add_func ("/render/kit-labels/bad-dates", test_bad_dates);
  g_test_add_func ("/render/kit-labels/lift", test_lift);
  g_test_add_func ("/render/kit-labels/fill", test_fill_reads_values_as_text);
  g_test_add_func ("/render/kit-labels/complete", test_table_is_complete);
  g_test_add_func ("/render/kit-labels/direction", test_direction);
  return g_test_run ();
}
