/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-bringing.h"

#include "herald-fetch.h"
#include "herald-i18n.h"
#include "herald-output.h"
#include "herald-sync.h"

typedef gboolean (*FetchFunc) (HeraldLibrary *library, HeraldRemote *remote, const char *what, GCancellable *cancellable,
                               GError **error);

/* Where part of it cannot be had, that is said, and the rest is worth showing. */
static gboolean
warn_unless_fatal (const GError  *cause,
                   GError       **error)
{
  g_autofree char *message = NULL;

  if (cause->domain != HERALD_SYNC_ERROR)
    {
      g_propagate_error (error, g_error_copy (cause));
      return FALSE;
    }
  message = g_strdup_printf (_("Older versions are on the team server only, and were not received: %s"), cause->message);
  herald_warn (message);
  return TRUE;
}

static gboolean
fetch (HeraldCli   *cli,
       FetchFunc    func,
       const char  *what,
       GError     **error)
{
  HeraldLibrary *library = herald_cli_open_library (cli, NULL);
  g_autoptr (GError) local = NULL;
  g_autoptr (HeraldRemote) remote = herald_sync_open_remote (library, &local);

  if (remote == NULL && local == NULL)
    {
      g_set_error_literal (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_OFFLINE, _("no team server is set"));
      return FALSE;
    }
  if (remote != NULL && func (library, remote, what, NULL, &local))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * herald_cli_bring_history:
 * @cli: what the commands share, with its library open
 * @id: a document's full id
 * @error: return location for what the command cannot go on with
 *
 * Gets the versions of it that are on the team's server only, without texts.
 *
 * Returns: whether to go on
 */
gboolean
herald_cli_bring_history (HeraldCli   *cli,
                          const char  *id,
                          GError     **error)
{
  g_autoptr (GPtrArray) gaps = herald_library_list_gaps (herald_cli_open_library (cli, NULL), id, error);
  g_autoptr (GError) local = NULL;

  if (gaps == NULL || gaps->len == 0)
    return gaps != NULL;

  return fetch (cli, herald_fetch_history, id, &local) || warn_unless_fatal (local, error);
}

/**
 * herald_cli_bring_texts:
 * @cli: what the commands share, with its library open
 * @id: a document's full id
 * @error: return location for what the command cannot go on with
 *
 * Gets the whole history of it with all texts.
 *
 * Returns: whether to go on
 */
gboolean
herald_cli_bring_texts (HeraldCli   *cli,
                        const char  *id,
                        GError     **error)
{
  HeraldLibrary *library = herald_cli_open_library (cli, NULL);
  g_autoptr (GPtrArray) gaps = herald_library_list_gaps (library, id, error);
  g_autoptr (GPtrArray) textless = gaps != NULL ? herald_library_list_textless (library, id, error) : NULL;
  g_autoptr (GError) local = NULL;

  if (textless == NULL || gaps->len + textless->len == 0)
    return textless != NULL;

  return fetch (cli, herald_fetch_texts, id, &local) || warn_unless_fatal (local, error);
}

/* "7" counts from the first version, and the beginning of a hash may be that of one which is not here. */
static char *
resolve (HeraldCli   *cli,
         const char  *id,
         const char  *name,
         GError     **error)
{
  HeraldLibrary *library = herald_cli_open_library (cli, NULL);
  g_autoptr (GError) local = NULL;
  char *hash = herald_library_resolve_version (library, id, name, &local);

  if (hash == NULL && g_error_matches (local, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND))
    return herald_cli_bring_history (cli, id, error) ? herald_library_resolve_version (library, id, name, error) : NULL;
  if (hash == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return hash;
}

/**
 * herald_cli_bring_version:
 * @cli: what the commands share, with its library open
 * @id: a document's full id
 * @name: the first characters of a version's hash, its number, or "head"
 * @error: return location for an error; where the text is on the server, and the server cannot be reached, it says so
 *
 * Finds a version, and gets what of it is on the team's server only.
 *
 * Returns: (transfer full) (nullable): its hash
 */
char *
herald_cli_bring_version (HeraldCli   *cli,
                          const char  *id,
                          const char  *name,
                          GError     **error)
{
  HeraldLibrary *library = herald_cli_open_library (cli, error);
  g_autofree char *hash = library != NULL ? resolve (cli, id, name, error) : NULL;
  g_autoptr (HeraldVersion) version = hash != NULL ? herald_library_get_version (library, hash, error) : NULL;
  g_autoptr (HeraldDocument) body = NULL;
  g_autoptr (GError) local = NULL;

  if (version == NULL)
    return NULL;
  body = herald_library_get_body (library, version->body, &local);
  if (body != NULL || !g_error_matches (local, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND))
    return g_steal_pointer (&hash); /* what is damaged is told by whoever reads it */

  g_clear_error (&local);
  if (fetch (cli, herald_fetch_version, hash, &local))
    return g_steal_pointer (&hash);
  if (local->domain == HERALD_SYNC_ERROR)
    g_prefix_error (&local, "%s ", _("The text of this version is on the team server only:"));
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}
