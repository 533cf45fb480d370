/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose database it is that a round syncs with, and what the account may do there. */
#include "herald-round.h"

#include "herald-heads-document.h"
#include "herald-i18n.h"
#include "herald-id.h"
#include "herald-members.h"

#include <string.h>

#define MAY_READ  "read"
#define MAY_WRITE "write"
#define IDENTITY  "library:identity"
#define LOOK_AT   25 /* documents of a database that says not whose it is */

/* Identity */

/* Writes an identity where there is none; somebody else may be faster. */
static gboolean
write_identity (HeraldRound  *round,
                const char   *identity,
                GError      **error)
{
  g_autoptr (JsonObject) content = json_object_new ();
  g_autoptr (GError) local = NULL;
  g_autofree char *rev = NULL;

  json_object_set_int_member (content, "schema", 1);
  json_object_set_string_member (content, "identity", identity);

  rev = herald_remote_put (round->remote, HERALD_REMOTE_HEADS, IDENTITY, NULL, content, round->cancellable, &local);
  if (rev != NULL || g_error_matches (local, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_CHANGED))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static char *
read_identity (HeraldRound  *round,
               GError      **error)
{
  g_autoptr (HeraldRemoteItem) item = herald_remote_get (round->remote, HERALD_REMOTE_HEADS, IDENTITY, NULL,
                                                         round->cancellable, error);
  const char *identity = NULL;

  if (item == NULL)
    return NULL;

  identity = herald_member_string (item->content, "identity");
  if (identity == NULL || !herald_uuid_is_valid (identity))
    {
      g_set_error_literal (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_BAD_REPLY,
                           _("The database on the team server is not one of Herald’s. Is the address right?"));
      return NULL;
    }

  return g_strdup (identity);
}

static gboolean
is_ours (const HeraldRemoteItem *item)
{
  const char * const prefixes[] = { "release:", "journal:", "team:", "library:" };
  HeraldDocumentType type = HERALD_DOCUMENT_ANNOUNCEMENT;
  g_autofree char *id = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (item->id, prefixes[i]))
      return TRUE;

  return herald_heads_split_id (item->id, &type, &id);
}

/* A database that belongs to nobody yet is empty. One with documents, none of them Herald's, is another program's, and
 * nothing may be written there. */
static gboolean
check_not_foreign (HeraldRound  *round,
                   GError      **error)
{
  g_autofree char *sequence = NULL;
  guint pending = 0;
  gboolean foreign = FALSE;
  g_autoptr (GPtrArray) items = herald_remote_changes (round->remote, NULL, LOOK_AT, FALSE, &sequence, &pending,
                                                       round->cancellable, error);

  if (items == NULL)
    return FALSE;

  for (guint i = 0; i < items->len; i++)
    {
      const HeraldRemoteItem *item = g_ptr_array_index (items, i);

      if (item->deleted || (item->id != NULL && g_str_has_prefix (item->id, "_design/")))
        continue;
      if (item->id != NULL && is_ours (item))
        return TRUE;
      foreign = TRUE;
    }

  if (foreign)
    g_set_error_literal (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_FAILED,
                         _("The database on the team server holds documents of another program. Nothing was sent. "
                           "Give Herald a database of its own."));
  return !foreign;
}

/* Whose database this is. One without an identity is new, or was made anew: it gets the one that is known here. */
static char *
find_identity (HeraldRound  *round,
               const char   *known,
               GError      **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *fresh = NULL;
  char *identity = read_identity (round, &local);

  if (identity != NULL)
    return identity;

  if (!g_error_matches (local, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  if (!check_not_foreign (round, error))
    return NULL;

  fresh = known != NULL ? g_strdup (known) : herald_uuid_new ();
  if (!write_identity (round, fresh, error))
    return NULL;

  return read_identity (round, error);
}

gboolean
herald_round_check_identity (HeraldRound  *round,
                             GError      **error)
{
  g_autofree char *known = herald_library_get_setting (round->library, HERALD_SETTING_IDENTITY, NULL);
  g_autofree char *identity = find_identity (round, known, error);

  if (identity == NULL)
    return FALSE;
  if (g_strcmp0 (known, identity) == 0)
    return TRUE;

  if (known != NULL && round->sequence != NULL)
    {
      g_set_error_literal (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_IDENTITY,
                           _("This team server belongs to another library than the one that this library was "
                             "synchronised with. Nothing was sent."));
      return FALSE;
    }

  return herald_library_set_setting (round->library, HERALD_SETTING_IDENTITY, identity, error);
}

/* Access */

/* Asked at the first sync with a server, and as long as the answer is no: an editor's rounds do not ask. */
gboolean
herald_round_look_at_access (HeraldRound  *round,
                             GError      **error)
{
  g_autofree char *kept = herald_library_get_setting (round->library, HERALD_SETTING_ACCESS, NULL);
  HeraldRemoteAccess access = HERALD_REMOTE_MAY_WRITE;

  if (g_strcmp0 (kept, MAY_WRITE) == 0)
    return TRUE;
  if (!herald_remote_get_access (round->remote, &access, round->cancellable, error))
    return FALSE;

  round->read_only = access == HERALD_REMOTE_MAY_READ;
  return TRUE;
}

/* What the last round knew; FALSE: nothing. */
gboolean
herald_round_recall_access (HeraldRound *round)
{
  g_autofree char *kept = herald_library_get_setting (round->library, HERALD_SETTING_ACCESS, NULL);

  round->read_only = g_strcmp0 (kept, MAY_READ) == 0;
  return kept != NULL;
}

gboolean
herald_round_keep_access (HeraldRound  *round,
                          GError      **error)
{
  g_autofree char *kept = herald_library_get_setting (round->library, HERALD_SETTING_ACCESS, NULL);
  const char *access = round->read_only ? MAY_READ : MAY_WRITE;
  g_autoptr (GPtrArray) unsent = NULL;

  if (g_strcmp0 (kept, access) != 0 && !herald_library_set_setting (round->library, HERALD_SETTING_ACCESS, access, error))
    return FALSE;

  if (!round->read_only)
    return TRUE;

  unsent = herald_library_list_unpushed (round->library, 0, error);
  if (unsent == NULL)
    return FALSE;

  round->result->read_only = TRUE;
  round->result->unsent = unsent->len;
  return TRUE;
}
