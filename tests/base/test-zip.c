/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-zip.h"

#include <glib/gstdio.h>
#include <string.h>

static GBytes *
pack (const char *path,
      const char *text)
{
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (HeraldZipWriter) zip = herald_zip_writer_new (out);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  g_assert_true (herald_zip_writer_add (zip, "first.txt", bytes, &error));
  g_assert_true (herald_zip_writer_add (zip, path, bytes, &error));
  g_assert_true (herald_zip_writer_finish (zip, &error));
  g_assert_no_error (error);
  g_assert_true (g_output_stream_close (out, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

/* A reader of it, and the path of the file, which is gone already. */
static HeraldZipReader *
open_bytes (GBytes *bytes)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  HeraldZipReader *reader = NULL;

  g_close (g_file_open_tmp ("herald-zip-XXXXXX", &path, NULL), NULL);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  reader = herald_zip_reader_new (path, &error);
  g_assert_no_error (error);
  g_unlink (path);
  return reader;
}

static void
test_round_trip (void)
{
  g_autoptr (GBytes) packed = pack ("folder/second.txt", "the words");
  g_autoptr (HeraldZipReader) reader = open_bytes (packed);
  static const char * const names[] = { "first.txt", "folder/second.txt" };
  const char *path = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) bytes = NULL;

      g_assert_true (herald_zip_reader_next (reader, &path, NULL));
      g_assert_cmpstr (path, ==, names[i]);
      bytes = herald_zip_reader_read (reader, 100, NULL);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "the words", 9);
    }
  g_assert_true (herald_zip_reader_next (reader, &path, NULL));
  g_assert_null (path);
}

/* What a file claims about its size is not believed. */
static void
test_limit (void)
{
  g_autofree char *zeros = g_strnfill (1000000, '0');
  g_autoptr (GBytes) packed = pack ("bomb", zeros);
  g_autoptr (HeraldZipReader) reader = open_bytes (packed);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  const char *path = NULL;

  g_assert_cmpuint (g_bytes_get_size (packed), <, 20000);
  g_assert_true (herald_zip_reader_next (reader, &path, NULL));
  bytes = herald_zip_reader_read (reader, 999999, &error);
  g_assert_null (bytes);
  g_assert_error (error, HERALD_ZIP_ERROR, HERALD_ZIP_ERROR_REFUSED);
}

static void
test_names (void)
{
  static const char * const names[] = { "../up", "/top", "a/../b", ".hidden", "a//b", "C:drive", "bell\a", "folder/", "first.txt" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) packed = pack (names[i], "x");
      g_autoptr (HeraldZipReader) reader = open_bytes (packed);
      g_autoptr (GError) error = NULL;
      const char *path = NULL;

      g_assert_true (herald_zip_reader_next (reader, &path, NULL));
      g_assert_false (herald_zip_reader_next (reader, &path, &error));
      g_assert_error (error, HERALD_ZIP_ERROR, HERALD_ZIP_ERROR_REFUSED);
    }
}

/* No zone, no clock. */
static void
test_same_bytes (void)
{
  g_autoptr (GBytes) one = pack ("a", "words");
  g_autoptr (GBytes) two = NULL;

  g_setenv ("TZ", "America/New_York", TRUE);
  two = pack ("a", "words");
  g_unsetenv ("TZ");
  g_assert_true (g_bytes_equal (one, two));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/zip/round-trip", test_round_trip);
  g_test_add_func ("/base/zip/limit", test_limit);
  g_test_add_func ("/base/zip/names", test_names);
  g_test_add_func ("/base/zip/same-bytes", test_same_bytes);
  return g_test_run ();
}
