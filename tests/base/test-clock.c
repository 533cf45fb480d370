/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-clock.h"

#include <stdlib.h>
#include <time.h>

/* 2026-11-22T07:16:42Z */
#define THEN (G_GINT64_CONSTANT (1795331802) * G_USEC_PER_SEC)

static void
test_system (void)
{
  g_autoptr (HeraldClock) clock = herald_clock_new_system ();
  gint64 before = g_get_real_time ();
  gint64 shown = herald_clock_get_real (clock);

  g_assert_cmpint (shown, >=, before);
  g_assert_cmpint (shown, <=, g_get_real_time ());
}

static void
test_system_counts_since_boot (void)
{
  g_autoptr (HeraldClock) clock = herald_clock_new_system ();
  struct timespec now = { 0 };
  gint64 boot = herald_clock_get_boot (clock);

  g_assert_no_errno (clock_gettime (CLOCK_BOOTTIME, &now));
  g_assert_cmpint (boot, >, 0);
  g_assert_cmpint (boot, <=, now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000);
  g_assert_cmpint (boot, >, (now.tv_sec - 60) * G_USEC_PER_SEC);
  g_usleep (2000);
  g_assert_cmpint (herald_clock_get_boot (clock), >=, boot + 2000);
}

static void
test_fixed_stands_still (void)
{
  g_autoptr (HeraldClock) clock = herald_clock_new_fixed (THEN);
  g_autofree char *text = herald_clock_format_now (clock);

  g_usleep (2000);
  g_assert_cmpint (herald_clock_get_real (clock), ==, THEN);
  g_assert_cmpint (herald_clock_get_boot (clock), ==, 0);
  g_assert_cmpstr (text, ==, "2026-11-22T07:16:42Z");
}

static void
test_fixed_advances (void)
{
  g_autoptr (HeraldClock) clock = herald_clock_new_fixed (THEN);
  g_autofree char *text = NULL;

  herald_clock_advance (clock, 90 * G_USEC_PER_SEC - 1);
  g_assert_cmpint (herald_clock_get_real (clock), ==, THEN + 90 * G_USEC_PER_SEC - 1);
  g_assert_cmpint (herald_clock_get_boot (clock), ==, 90 * G_USEC_PER_SEC - 1);

  /* A text never tells a time that has not come yet. */
  text = herald_clock_format_now (clock);
  g_assert_cmpstr (text, ==, "2026-11-22T07:18:11Z");
}

static void
test_set_back (void)
{
  g_autoptr (HeraldClock) clock = herald_clock_new_fixed (THEN);

  herald_clock_advance (clock, 5 * G_USEC_PER_SEC);
  herald_clock_advance (clock, -60 * G_USEC_PER_SEC);
  g_assert_cmpint (herald_clock_get_real (clock), ==, THEN - 55 * G_USEC_PER_SEC);
  g_assert_cmpint (herald_clock_get_boot (clock), ==, 5 * G_USEC_PER_SEC);
}

/* Only a rehearsal's clock can be moved. */
static void
test_system_is_not_moved (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (HeraldClock) clock = herald_clock_new_system ();

      herald_clock_advance (clock, G_USEC_PER_SEC);
      exit (0);
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*self->fixed*");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/clock/system", test_system);
  g_test_add_func ("/clock/system/counts-since-boot", test_system_counts_since_boot);
  g_test_add_func ("/clock/system/is-not-moved", test_system_is_not_moved);
  g_test_add_func ("/clock/fixed/stands-still", test_fixed_stands_still);
  g_test_add_func ("/clock/fixed/advances", test_fixed_advances);
  g_test_add_func ("/clock/fixed/set-back", test_set_back);

  return g_test_run ();
}
