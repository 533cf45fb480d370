/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-embargo.h"

#define LIFT G_GINT64_CONSTANT (1796112000) /* date -u -d 2026-12-01T08:00:00Z +%s */

static void
test_new (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldEmbargo) embargo = herald_embargo_new ("2026-12-01 09:00", "Europe/Rome", HERALD_ZONE_ONLY, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (embargo->wall, ==, "2026-12-01T09:00:00");
  g_assert_cmpstr (embargo->zone, ==, "Europe/Rome");
  g_assert_cmpstr (embargo->utc, ==, "2026-12-01T08:00:00Z");
  g_assert_cmpint (herald_embargo_get_lift (embargo), ==, LIFT);
  g_assert_true (herald_embargo_is_consistent (embargo));
}

static void
test_errors (void)
{
  static const struct { const char *wall, *zone; HeraldZoneError code; } table[] = {
    { "2026-12-01 09:00", "Europe/Atlantis", HERALD_ZONE_ERROR_UNKNOWN_ZONE },
    { "soon", "Europe/Rome", HERALD_ZONE_ERROR_BAD_TIME },
    { "2026-03-29 02:30", "Europe/Rome", HERALD_ZONE_ERROR_SKIPPED },
    { "2026-10-25 02:30", "Europe/Rome", HERALD_ZONE_ERROR_REPEATED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (herald_embargo_new (table[i].wall, table[i].zone, HERALD_ZONE_ONLY, &error));
      g_assert_error (error, HERALD_ZONE_ERROR, (int) table[i].code);
    }
}

static void
test_repeated (void)
{
  g_autoptr (HeraldEmbargo) earlier = herald_embargo_new ("2026-10-25 02:30", "Europe/Rome", HERALD_ZONE_EARLIER, NULL);
  g_autoptr (HeraldEmbargo) later = herald_embargo_new ("2026-10-25 02:30", "Europe/Rome", HERALD_ZONE_LATER, NULL);

  g_assert_cmpint (herald_embargo_get_lift (later) - herald_embargo_get_lift (earlier), ==, 3600);
  g_assert_true (herald_embargo_is_consistent (earlier));
  g_assert_true (herald_embargo_is_consistent (later));
}

static void
test_passed (void)
{
  g_autoptr (HeraldEmbargo) embargo = herald_embargo_new ("2026-12-01 09:00", "Europe/Rome", HERALD_ZONE_ONLY, NULL);

  g_assert_false (herald_embargo_has_passed (embargo, LIFT * G_USEC_PER_SEC - 1));
  g_assert_true (herald_embargo_has_passed (embargo, LIFT * G_USEC_PER_SEC));
  g_assert_true (herald_embargo_has_passed (embargo, G_MAXINT64));
  g_assert_false (herald_embargo_has_passed (embargo, G_MININT64));
}

/* A lift that cannot be read is never, not now. */
static void
test_unreadable (void)
{
  g_autoptr (HeraldEmbargo) embargo = herald_embargo_new ("2026-12-01 09:00", "Europe/Rome", HERALD_ZONE_ONLY, NULL);

  g_free (embargo->utc);
  embargo->utc = g_strdup ("2026-12-01");
  g_assert_cmpint (herald_embargo_get_lift (embargo), ==, G_MAXINT64);
  g_assert_false (herald_embargo_has_passed (embargo, G_MAXINT64));
  g_assert_false (herald_embargo_is_consistent (embargo));
  g_clear_pointer (&embargo->utc, g_free);
  g_assert_false (herald_embargo_has_passed (embargo, G_MAXINT64));
}

static void
test_inconsistent (void)
{
  g_autoptr (HeraldEmbargo) embargo = herald_embargo_new ("2026-12-01 09:00", "Europe/Rome", HERALD_ZONE_ONLY, NULL);
  g_autoptr (HeraldEmbargo) copy = herald_embargo_copy (embargo);

  g_free (embargo->utc);
  embargo->utc = g_strdup ("2026-12-01T07:00:00Z"); /* as if the zone data had changed since */
  g_assert_false (herald_embargo_is_consistent (embargo));
  g_free (copy->zone);
  copy->zone = g_strdup ("Europe/Atlantis");
  g_assert_false (herald_embargo_is_consistent (copy));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/embargo/new", test_new);
  g_test_add_func ("/model/embargo/errors", test_errors);
  g_test_add_func ("/model/embargo/repeated", test_repeated);
  g_test_add_func ("/model/embargo/passed", test_passed);
  g_test_add_func ("/model/embargo/unreadable", test_unreadable);
  g_test_add_func ("/model/embargo/inconsistent", test_inconsistent);
  return g_test_run ();
}
