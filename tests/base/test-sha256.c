/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-sha256.h"

/* FIPS 180-4, and whatever GLib says of every length around the size of a block. */
static void
test_same_as_glib (void)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) abc = g_bytes_new_static ("abc", 3);
  g_autofree char *of_nothing = herald_sha256_of_bytes (nothing);
  g_autofree char *of_abc = herald_sha256_of_bytes (abc);
  guint8 data[200];

  g_assert_cmpstr (of_nothing, ==, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  g_assert_cmpstr (of_abc, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  for (guint i = 0; i < sizeof data; i++)
    {
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *ours = NULL;
      g_autofree char *theirs = NULL;

      data[i] = (guint8) (i * 31);
      bytes = g_bytes_new (data, i + 1);
      ours = herald_sha256_of_bytes (bytes);
      theirs = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
      g_assert_cmpstr (ours, ==, theirs);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/sha256/same-as-glib", test_same_as_glib);
  return g_test_run ();
}
