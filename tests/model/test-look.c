/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-look.h"

#include <gio/gio.h>

static void
test_read (void)
{
  HeraldLook look = herald_look_read ("#0A7f91", "sans");

  g_assert_cmphex (look.accent, ==, 0x0a7f91);
  g_assert_cmpint (look.typeface, ==, HERALD_TYPEFACE_SANS);
}

/* A library that another program wrote to must still export. */
static void
test_read_nonsense (void)
{
  const char * const accents[] = { NULL, "", "red", "#12345", "#1234567", "#12345g", "url(x)", "#fff;}body{" };

  for (guint i = 0; i < G_N_ELEMENTS (accents); i++)
    {
      HeraldLook look = herald_look_read (accents[i], "comic");

      g_assert_cmphex (look.accent, ==, HERALD_LOOK_ACCENT);
      g_assert_cmpint (look.typeface, ==, HERALD_TYPEFACE_SERIF);
    }
}

static void
test_check (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (herald_look_check (HERALD_LOOK_SETTING_ACCENT, "#00ff00", &error));
  g_assert_true (herald_look_check (HERALD_LOOK_SETTING_TYPEFACE, "serif", &error));
  g_assert_no_error (error);
  g_assert_false (herald_look_check (HERALD_LOOK_SETTING_ACCENT, "green", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (herald_look_check (HERALD_LOOK_SETTING_TYPEFACE, "Serif", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

/* The ratios that WCAG's own definition gives. */
static void
test_contrast (void)
{
  g_assert_cmpfloat_with_epsilon (herald_look_get_contrast (0x000000, 0xffffff), 21.0, 0.001);
  g_assert_cmpfloat_with_epsilon (herald_look_get_contrast (0xffffff, 0xffffff), 1.0, 0.001);
  g_assert_cmpfloat_with_epsilon (herald_look_get_contrast (0x777777, 0xffffff), 4.478, 0.001);
}

static void
test_legible (void)
{
  const guint32 grounds[] = { 0xffffff, 0x16151a, 0x8f2d04, 0x808080 };

  for (guint i = 0; i < G_N_ELEMENTS (grounds); i++)
    for (guint red = 0; red < 256; red += 51)
      for (guint green = 0; green < 256; green += 51)
        for (guint blue = 0; blue < 256; blue += 51)
          {
            guint32 accent = red << 16 | green << 8 | blue;
            guint32 legible = herald_look_get_legible (accent, grounds[i]);

            g_assert_cmpfloat (herald_look_get_contrast (legible, grounds[i]), >=, 4.5);
            if (herald_look_get_contrast (accent, grounds[i]) >= 4.5)
              g_assert_cmphex (legible, ==, accent);
          }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/look/read", test_read);
  g_test_add_func ("/look/read-nonsense", test_read_nonsense);
  g_test_add_func ("/look/check", test_check);
  g_test_add_func ("/look/contrast", test_contrast);
  g_test_add_func ("/look/legible", test_legible);
  return g_test_run ();
}
