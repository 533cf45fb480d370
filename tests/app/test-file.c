/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-file.h"

#include <glib/gstdio.h>

#define LIMIT 1000
#define TOO_LARGE "This is too large."

/* Reads a file of n bytes: its length, or -1 with the error that was asked for. */
static gssize
read_of_size (gsize n)
{
  g_autofree char *path = NULL;
  g_autofree char *text = g_strnfill (n, 'x');
  g_autoptr (GError) error = NULL;
  int fd = g_file_open_tmp ("herald-file-XXXXXX", &path, &error);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_no_error (error);
  g_assert_true (g_close (fd, NULL));
  g_assert_true (g_file_set_contents (path, text, (gssize) n, NULL));
  file = g_file_new_for_path (path);
  bytes = herald_file_read (file, LIMIT, TOO_LARGE, NULL, &error);
  g_assert_cmpint (g_unlink (path), ==, 0);
  if (bytes != NULL)
    return (gssize) g_bytes_get_size (bytes);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_cmpstr (error->message, ==, TOO_LARGE);
  return -1;
}

static void
test_limit (void)
{
  g_assert_cmpint (read_of_size (0), ==, 0);
  g_assert_cmpint (read_of_size (LIMIT), ==, LIMIT);
  g_assert_cmpint (read_of_size (LIMIT + 1), ==, -1);
}

/* It says that it has no bytes, and never ends. */
static void
test_device (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/dev/zero");
  g_autoptr (GError) error = NULL;

  g_assert_null (herald_file_read (file, LIMIT, TOO_LARGE, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

static void
test_missing (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/no/such/file");
  g_autoptr (GError) error = NULL;

  g_assert_null (herald_file_read (file, LIMIT, TOO_LARGE, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file/limit", test_limit);
  g_test_add_func ("/file/device", test_device);
  g_test_add_func ("/file/missing", test_missing);

  return g_test_run ();
}
