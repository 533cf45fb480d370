/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-credentials.h"

#include "herald-sync.h"

#include <glib/gstdio.h>

#define URL "https://anna@couch.example.com/team"

/* The keyring itself is the person's: without a session it is not asked. */
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

static char *
look_up (const char *url,
         int        *code)
{
  g_autoptr (GError) error = NULL;
  char *password = herald_credentials_lookup (url, NULL, &error);

  g_assert_true (password != NULL || error->domain == HERALD_SYNC_ERROR);
  *code = password == NULL ? error->code : -1;
  return password;
}

/* Through libsecret into a keyring of the test's own (its file backend; libsecret, "SECRET_BACKEND"): by server and user,
 * whatever the database; and gone when it is forgotten. */
static void
test_keyring (void)
{
  const char *words = "räv+ &%";
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("herald-credentials-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "keyring", NULL);
  g_autofree char *content = NULL;
  gsize length = 0;
  int code = 0;
  char *password = NULL;

  g_unsetenv ("HERALD_REMOTE_PASSWORD");
  g_unsetenv ("CREDENTIALS_DIRECTORY");
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere", TRUE);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "of the keyring", TRUE);

  g_assert_null (look_up (URL, &code));
  g_assert_cmpint (code, ==, HERALD_SYNC_ERROR_NO_PASSWORD);

  g_assert_true (herald_credentials_store (URL, words, NULL, &error));
  g_assert_no_error (error);
  password = look_up ("https://anna@couch.example.com/other", &code);
  g_assert_cmpstr (password, ==, words);
  herald_credentials_free (password);
  g_assert_null (look_up ("https://lin@couch.example.com/team", &code));
  g_assert_null (look_up ("https://anna@couch.example.com:6984/team", &code));

  g_assert_true (g_file_get_contents (path, &content, &length, &error));
  g_assert_null (g_strstr_len (content, (gssize) length, words));

  g_assert_true (herald_credentials_store (URL, NULL, NULL, &error));
  g_assert_null (look_up (URL, &code));
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/credentials/order", test_order);
  g_test_add_func ("/credentials/keyring", test_keyring);

  return g_test_run ();
}
