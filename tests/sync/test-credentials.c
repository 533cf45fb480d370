/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-credentials.h"

#include "herald-sync.h"

#include <glib/gstdio.h>

#define URL "https://anna@couch.example.com/team"

/* The keyring itself is the person's: only that it is not asked without a session is tested. */
static void
test_order (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("herald-credentials-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "herald-remote-password", NULL);
  char *password = NULL;

  g_unsetenv ("HERALD_REMOTE_PASSWORD");
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  g_setenv ("XDG_RUNTIME_DIR", folder, TRUE);
  g_setenv ("CREDENTIALS_DIRECTORY", folder, TRUE);

  g_assert_null (herald_credentials_lookup (URL, NULL, &error));
  g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_NO_PASSWORD);
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (path, "from systemd\n", -1, &error));
  password = herald_credentials_lookup (URL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (password, ==, "from systemd");
  herald_credentials_free (password);

  g_setenv ("HERALD_REMOTE_PASSWORD", "from the environment", TRUE);
  password = herald_credentials_lookup (URL, NULL, &error);
  g_assert_cmpstr (password, ==, "from the environment");
  herald_credentials_free (password);

  g_unlink (path);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/credentials/order", test_order);

  return g_test_run ();
}
