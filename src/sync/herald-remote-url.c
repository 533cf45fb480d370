/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-remote-url.h"

#include "herald-i18n.h"
#include "herald-sync.h"

#include <string.h>

static gboolean
refuse (GError     **error,
        const char  *reason)
{
  g_set_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_FAILED,
               _("This is not the address of a team server: %s"), reason);
  return FALSE;
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);

  return g_ascii_strcasecmp (host, "localhost") == 0;
}

/* CouchDB 3.4, "PUT /{db}": the first character a-z, then a-z 0-9 _ $ ( ) + - /. */
static gboolean
is_database (const char *name)
{
  return g_ascii_islower (name[0]) &&
         strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789_$()+-") == strlen (name) &&
         strlen (name) <= 200;
}

static gboolean
check_authority (GUri    *uri,
                 GError **error)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *host = g_uri_get_host (uri);

  if (g_strcmp0 (scheme, "https") != 0 && g_strcmp0 (scheme, "http") != 0)
    return refuse (error, _("it begins with https://"));
  if (host == NULL || host[0] == '\0')
    return refuse (error, _("it names no computer"));
  if (g_strcmp0 (scheme, "http") == 0 && !is_loopback (host))
    return refuse (error, _("without encryption (http) Herald speaks to this computer only; use https"));
  if (g_uri_get_password (uri) != NULL)
    return refuse (error, _("the password does not belong in it; Herald asks for it"));
  if (g_uri_get_user (uri) == NULL || g_uri_get_user (uri)[0] == '\0')
    return refuse (error, _("it names no user: https://USER@HOST/DATABASE"));
  if (strchr (g_uri_get_user (uri), ':') != NULL)
    return refuse (error, _("a user name has no colon"));
  if (g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    return refuse (error, _("it ends with the name of the database"));

  return TRUE;
}

/* What stands before the database, for a server behind a proxy: "/couch". */
static char *
write_server (GUri       *uri,
              const char *path)
{
  g_autofree char *folder = g_strdup (path);
  char *slash = strrchr (folder, '/');

  if (slash != NULL)
    *slash = '\0';

  return g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri), g_uri_get_port (uri),
                     folder, NULL, NULL);
}

/**
 * herald_remote_url_parse:
 * @url: what a person typed: http(s)://USER\@HOST[:PORT]/DATABASE
 * @error: return location: FAILED with what is wrong with it
 *
 * Checks the address of a team server. Plain http is for this computer only, and a password in the address is
 * refused. The database's name is checked by CouchDB's own rule.
 *
 * Returns: (transfer full) (nullable): its parts
 */
HeraldRemoteUrl *
herald_remote_url_parse (const char  *url,
                         GError     **error)
{
  g_autoptr (GUri) uri = NULL;
  g_autoptr (HeraldRemoteUrl) parsed = g_new0 (HeraldRemoteUrl, 1);
  g_autofree char *path = NULL;
  const char *slash = NULL;

  g_return_val_if_fail (url != NULL, NULL);

  uri = g_uri_parse (url, G_URI_FLAGS_HAS_PASSWORD, NULL);
  if (uri == NULL)
    {
      refuse (error, _("write https://USER@HOST/DATABASE"));
      return NULL;
    }

  if (!check_authority (uri, error))
    return NULL;

  path = g_strdup (g_uri_get_path (uri));
  if (g_str_has_suffix (path, "/"))
    path[strlen (path) - 1] = '\0';

  slash = strrchr (path, '/');
  if (slash == NULL || !is_database (slash + 1))
    {
      refuse (error, _("a database has small letters, digits and _ $ ( ) + - in its name, and begins with a letter"));
      return NULL;
    }

  parsed->database = g_strdup (slash + 1);
  parsed->server = write_server (uri, path);
  parsed->user = g_strdup (g_uri_get_user (uri));

  return g_steal_pointer (&parsed);
}

/**
 * herald_remote_url_free:
 * @url: (transfer full): an address
 *
 * Frees it.
 */
void
herald_remote_url_free (HeraldRemoteUrl *url)
{
  g_return_if_fail (url != NULL);

  g_free (url->server);
  g_free (url->user);
  g_free (url->database);
  g_free (url);
}
