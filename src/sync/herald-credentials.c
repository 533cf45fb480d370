/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-credentials.h"

#include "herald-i18n.h"
#include "herald-remote-url.h"
#include "herald-sync.h"

#include <libsecret/secret.h>
#include <string.h>

#define CREDENTIAL "herald-remote-password"

static const SecretSchema schema = {
  "io.github.heraldpress.Herald.Remote",
  SECRET_SCHEMA_NONE,
  {
    { "server", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "user", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

/* Without a session libsecret would try to start one, and a server or a test would wait for it. */
static gboolean
has_session (void)
{
  g_autofree char *socket = NULL;

  if (g_getenv ("DBUS_SESSION_BUS_ADDRESS") != NULL)
    return TRUE;

  socket = g_build_filename (g_get_user_runtime_dir (), "bus", NULL);
  return g_file_test (socket, G_FILE_TEST_EXISTS);
}

/* systemd.exec(5), "CREDENTIALS": a folder that only this service can read. */
static char *
read_systemd (GError **error)
{
  const char *folder = g_getenv ("CREDENTIALS_DIRECTORY");
  g_autofree char *path = NULL;
  char *password = NULL;

  if (folder == NULL)
    return NULL;

  path = g_build_filename (folder, CREDENTIAL, NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;

  if (g_file_get_contents (path, &password, NULL, error))
    password[strcspn (password, "\r\n")] = '\0';

  return password;
}

static char *
read_keyring (const HeraldRemoteUrl  *url,
              GCancellable           *cancellable,
              GError                **error)
{
  g_autoptr (GError) local = NULL;
  char *found = NULL;
  char *password = NULL;

  if (!has_session ())
    return NULL;

  found = secret_password_lookup_sync (&schema, cancellable, &local, "server", url->server, "user", url->user, NULL);
  if (local != NULL)
    {
      if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_propagate_error (error, g_steal_pointer (&local));
      else
        g_set_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_NO_PASSWORD,
                     _("The keyring does not give the password of the team server: %s"), local->message);
      return NULL;
    }

  password = g_strdup (found);
  secret_password_free (found);
  return password;
}

/**
 * herald_credentials_lookup:
 * @url: the remote's address
 * @cancellable: (nullable): a #GCancellable
 * @error: return location: NO_PASSWORD when there is none
 *
 * Looks in $HERALD_REMOTE_PASSWORD, in $CREDENTIALS_DIRECTORY/herald-remote-password, and, in a session, in the
 * keyring. Blocks: the keyring may ask the person to unlock it.
 *
 * Returns: (transfer full) (nullable): the password, to be freed with herald_credentials_free()
 */
char *
herald_credentials_lookup (const char    *url,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autoptr (HeraldRemoteUrl) parsed = NULL;
  g_autoptr (GError) local = NULL;
  char *password = NULL;

  g_return_val_if_fail (url != NULL, NULL);

  parsed = herald_remote_url_parse (url, error);
  if (parsed == NULL)
    return NULL;

  password = g_strdup (g_getenv ("HERALD_REMOTE_PASSWORD"));
  if (password == NULL)
    password = read_systemd (&local);
  if (password == NULL && local == NULL)
    password = read_keyring (parsed, cancellable, &local);

  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (password == NULL)
    g_set_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_NO_PASSWORD,
                 _("No password is stored for %s on the team server %s."), parsed->user, parsed->server);

  return password;
}

/**
 * herald_credentials_store:
 * @url: the remote's address
 * @password: (nullable): its password; %NULL forgets it
 * @cancellable: (nullable): a #GCancellable
 * @error: return location
 *
 * Keeps the password in the person's keyring. Blocks.
 *
 * Returns: whether it is kept
 */
gboolean
herald_credentials_store (const char    *url,
                          const char    *password,
                          GCancellable  *cancellable,
                          GError       **error)
{
  g_autoptr (HeraldRemoteUrl) parsed = NULL;
  g_autofree char *label = NULL;
  GError *local = NULL;

  g_return_val_if_fail (url != NULL, FALSE);

  parsed = herald_remote_url_parse (url, error);
  if (parsed == NULL)
    return FALSE;

  label = g_strdup_printf (_("Herald: team server %s"), parsed->server);
  if (password != NULL)
    secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, label, password, cancellable, &local,
                                "server", parsed->server, "user", parsed->user, NULL);
  else
    secret_password_clear_sync (&schema, cancellable, &local, "server", parsed->server, "user", parsed->user, NULL);

  if (local == NULL)
    return TRUE;

  g_propagate_prefixed_error (error, local, _("The keyring does not keep the password of the team server: "));
  return FALSE;
}

/**
 * herald_credentials_free:
 * @password: (transfer full) (nullable): a password
 *
 * Overwrites it before its memory is given back.
 */
void
herald_credentials_free (char *password)
{
  if (password == NULL)
    return;

  explicit_bzero (password, strlen (password));
  g_free (password);
}
