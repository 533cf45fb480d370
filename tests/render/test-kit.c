/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-kit.h"

static void
test_order_and_look_up (void)
{
  g_autoptr (HeraldKit) kit = herald_kit_new ();
  g_autoptr (HeraldKit) other = herald_kit_ref (kit);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);

  herald_kit_add (kit, "index.html", bytes);
  herald_kit_add (other, "verify/SHA256SUMS", bytes);
  g_assert_cmpuint (herald_kit_get_size (kit), ==, 2);
  g_assert_cmpstr (herald_kit_get_path (kit, 1), ==, "verify/SHA256SUMS");
  g_assert_true (herald_kit_get (kit, "index.html") == bytes);
  g_assert_null (herald_kit_get (kit, "INDEX.html"));
}

static void
test_unsafe_paths_are_refused (void)
{
  static const char * const paths[] = { "", "/etc/passwd", "../x", "a/../b", ".hidden", "a//b", "a/.b", "a b", "a\\b", "ü.html", "a/", "x" };
  g_autoptr (HeraldKit) kit = herald_kit_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);

  herald_kit_add (kit, "x", bytes); /* a second file of the same path is refused too */
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_test_expect_message ("herald-render", G_LOG_LEVEL_CRITICAL, "*assertion*failed*");
      herald_kit_add (kit, paths[i], bytes);
      g_test_assert_expected_messages ();
    }
  g_assert_cmpuint (herald_kit_get_size (kit), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/kit/order", test_order_and_look_up);
  g_test_add_func ("/render/kit/paths", test_unsafe_paths_are_refused);
  return g_test_run ();
}
