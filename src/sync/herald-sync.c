/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-sync.h"

#include "herald-authority.h"
#include "herald-couch-remote.h"
#include "herald-heads-document.h"
#include "herald-i18n.h"
#include "herald-id.h"
#include "herald-members.h"
#include "herald-remote-url.h"
#include "herald-round.h"
#include "herald-sync-status.h"

#include <string.h>

#define SETTING_REMOTE   "remote"
#define SETTING_SEQUENCE "remote-sequence"
#define MAX_PASSES       5

G_DEFINE_QUARK (herald-sync-error-quark, herald_sync_error)

/* What rounds share */

gboolean
herald_round_is_local_error (const GError *error)
{
  if (error->domain == HERALD_MODEL_ERROR)
    return TRUE;

  return error->domain == HERALD_SYNC_ERROR &&
         (error->code == HERALD_SYNC_ERROR_NOT_FOUND || error->code == HERALD_SYNC_ERROR_CHANGED ||
          error->code == HERALD_SYNC_ERROR_TOO_LARGE || error->code == HERALD_SYNC_ERROR_BAD_REPLY ||
          error->code == HERALD_SYNC_ERROR_FORBIDDEN);
}

void
herald_round_set_aside (HeraldRound *round,
                        const char  *id,
                        const char  *why)
{
  HeraldDocumentType type = HERALD_DOCUMENT_ANNOUNCEMENT;
  g_autofree char *document = NULL;
  g_autofree char *line = NULL;

  if (herald_heads_split_id (id, &type, &document))
    id = document;

  line = g_strdup_printf ("%s: %s", id != NULL ? id : "?", why);
  if (!g_ptr_array_find_with_equal_func (round->result->set_aside, line, g_str_equal, NULL))
    g_ptr_array_add (round->result->set_aside, g_steal_pointer (&line));
}

gboolean
herald_round_note_read_only (HeraldRound  *round,
                             GError       *local,
                             GError      **error)
{
  if (!g_error_matches (local, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_READ_ONLY))
    {
      g_propagate_error (error, local);
      return FALSE;
    }

  g_error_free (local);
  round->read_only = TRUE;
  return TRUE;
}

void
herald_round_clear (HeraldRound *round)
{
  g_clear_pointer (&round->result, herald_sync_result_free);
  g_clear_pointer (&round->sequence, g_free);
  g_clear_pointer (&round->aside, g_hash_table_unref);
  g_clear_pointer (&round->tries, g_hash_table_unref);
  g_clear_pointer (&round->losers, g_hash_table_unref);
  g_clear_pointer (&round->pulled, g_hash_table_unref);
  g_clear_pointer (&round->unfinished, g_hash_table_unref);
}

void
herald_round_init (HeraldRound   *round,
                   HeraldLibrary *library,
                   HeraldRemote  *remote,
                   GCancellable  *cancellable)
{
  round->library = library;
  round->remote = remote;
  round->cancellable = cancellable;
  round->result = g_new0 (HeraldSyncResult, 1);
  round->result->conflicts = g_ptr_array_new_with_free_func (g_free);
  round->result->set_aside = g_ptr_array_new_with_free_func (g_free);
  round->aside = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  round->tries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  round->losers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  round->pulled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  round->unfinished = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* Automatic versions */

static gboolean
save_dirty (HeraldRound         *round,
            const HeraldAuthor  *author,
            GError             **error)
{
  g_autoptr (GPtrArray) dirty = herald_library_list_dirty (round->library, error);

  if (dirty == NULL)
    return FALSE;

  for (guint i = 0; i < dirty->len; i++)
    {
      g_autoptr (HeraldVersion) version = herald_library_save_version (round->library, g_ptr_array_index (dirty, i),
                                                                       author, NULL, TRUE, error);

      if (version == NULL)
        return FALSE;
    }

  return TRUE;
}

/* The round */

static gboolean
begin (HeraldRound         *round,
       const HeraldAuthor  *author,
       GError             **error)
{
  if ((author != NULL && !save_dirty (round, author, error)) ||
      !herald_remote_open (round->remote, round->cancellable, error))
    return FALSE;

  round->sequence = herald_library_get_setting (round->library, SETTING_SEQUENCE, NULL);
  return herald_round_check_identity (round, error) && herald_round_look_at_access (round, error) &&
         herald_round_read_checkpoint (round, error);
}

/* What arrived is joined as it arrives, but where the common ancestor was not here: now it is brought. */
static gboolean
join_heads (HeraldRound  *round,
            GError      **error)
{
  g_autoptr (GPtrArray) ids = herald_library_list_conflicts (round->library, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!herald_round_join (round, g_ptr_array_index (ids, i), error))
      return FALSE;

  return ids != NULL;
}

/* Pulls and pushes until a pull finds nothing that asks for another push. */
static gboolean
exchange (HeraldRound  *round,
          GError      **error)
{
  g_autofree char *before = g_strdup (round->sequence);
  guint pushed = 0;
  guint pass = 0;

  if (!herald_round_pull_unfinished (round, error))
    return FALSE;

  do
    {
      pushed = round->result->pushed;
      if (!herald_round_pull (round, error) || !join_heads (round, error) || !herald_round_push (round, error))
        return FALSE;
    }
  while (round->result->pushed > pushed && ++pass < MAX_PASSES);

  if (!herald_round_remove_losers (round, error) || !herald_round_keep_unfinished (round, error))
    return FALSE;

  return (round->result->pushed == 0 && g_strcmp0 (before, round->sequence) == 0 && herald_round_is_confirmed (round)) ||
         herald_round_write_checkpoint (round, error);
}

static gboolean
end (HeraldRound  *round,
     GError      **error)
{
  g_autoptr (GPtrArray) conflicts = herald_library_list_conflicts (round->library, error);

  if (conflicts == NULL)
    return FALSE;

  for (guint i = 0; i < conflicts->len; i++)
    g_ptr_array_add (round->result->conflicts, g_strdup (g_ptr_array_index (conflicts, i)));
  round->result->pulled = g_hash_table_size (round->pulled);

  return herald_round_keep_access (round, error);
}

/**
 * herald_sync_run:
 * @library: the library
 * @remote: its team server
 * @author: (nullable): who the automatic versions are by; %NULL: none is made, what is unsaved stays so
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError of %HERALD_SYNC_ERROR, %HERALD_STORE_ERROR or %G_IO_ERROR_CANCELLED
 *
 * One round of sync: automatic versions of what is unsaved, then pull and push until both sides agree. Cut off
 * anywhere it leaves both sides whole, and the next round goes on. What both sides edited is joined; where only a person
 * can decide, both heads stay, there and here, and are named in the result. Blocks.
 *
 * Returns: (transfer full) (nullable): what was done
 */
HeraldSyncResult *
herald_sync_run (HeraldLibrary       *library,
                 HeraldRemote        *remote,
                 const HeraldAuthor  *author,
                 GCancellable        *cancellable,
                 GError             **error)
{
  g_auto (HeraldRound) round = { 0 };

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (HERALD_IS_REMOTE (remote), NULL);

  herald_round_init (&round, library, remote, cancellable);

  if (!begin (&round, author, error) || !exchange (&round, error) || !end (&round, error))
    return NULL;

  return g_steal_pointer (&round.result);
}

typedef struct
{
  HeraldRemote *remote;
  HeraldAuthor *author;
} RunData;

static void
run_data_free (RunData *data)
{
  g_clear_object (&data->remote);
  g_clear_pointer (&data->author, herald_author_free);
  g_free (data);
}

static void
run_in_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  RunData *data = task_data;
  g_autoptr (GError) error = NULL;
  HeraldSyncResult *result = herald_sync_run (HERALD_LIBRARY (source), data->remote, data->author, cancellable, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) herald_sync_result_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * herald_sync_run_async:
 * @library: the library
 * @remote: its team server; nobody else uses it meanwhile
 * @author: (nullable): who the automatic versions are by; %NULL: none is made, what is unsaved stays so
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is over
 * @user_data: for @callback
 *
 * herald_sync_run() in a thread.
 */
void
herald_sync_run_async (HeraldLibrary       *library,
                       HeraldRemote        *remote,
                       const HeraldAuthor  *author,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  RunData *data = NULL;

  g_return_if_fail (HERALD_IS_LIBRARY (library));
  g_return_if_fail (HERALD_IS_REMOTE (remote));

  data = g_new0 (RunData, 1);
  data->remote = g_object_ref (remote);
  data->author = author != NULL ? herald_author_copy (author) : NULL;

  task = g_task_new (library, cancellable, callback, user_data);
  g_task_set_source_tag (task, herald_sync_run_async);
  g_task_set_task_data (task, data, (GDestroyNotify) run_data_free);
  g_task_run_in_thread (task, run_in_thread);
}

/**
 * herald_sync_run_finish:
 * @library: the library
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what was done
 */
HeraldSyncResult *
herald_sync_run_finish (HeraldLibrary  *library,
                        GAsyncResult   *result,
                        GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * herald_sync_result_free:
 * @result: (transfer full): what a round did
 *
 * Frees it.
 */
void
herald_sync_result_free (HeraldSyncResult *result)
{
  g_return_if_fail (result != NULL);

  g_ptr_array_unref (result->conflicts);
  g_ptr_array_unref (result->set_aside);
  g_free (result);
}

/**
 * herald_sync_open_remote:
 * @library: a library
 * @error: return location: FAILED when the address in the settings is not one
 *
 * The team server that the library's settings name. Sends nothing, and asks the keyring for nothing, until a round
 * begins.
 *
 * Returns: (transfer full) (nullable): the remote; %NULL without error when none is set
 */
HeraldRemote *
herald_sync_open_remote (HeraldLibrary  *library,
                         GError        **error)
{
  g_autofree char *url = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), NULL);

  url = herald_library_get_setting (library, SETTING_REMOTE, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return url != NULL ? herald_sync_connect (library, url, NULL, error) : NULL;
}

/**
 * herald_sync_connect:
 * @library: a library
 * @url: http(s)://USER\@HOST[:PORT]/DATABASE
 * @password: (nullable): the password, or %NULL to look it up (herald-credentials.h)
 * @error: return location: FAILED when the address is not one, or the library's certificate authority cannot be read
 *
 * As herald_sync_open_remote(), for someone whose password is not stored.
 *
 * Returns: (transfer full) (nullable): the remote
 */
HeraldRemote *
herald_sync_connect (HeraldLibrary  *library,
                     const char     *url,
                     const char     *password,
                     GError        **error)
{
  g_autoptr (HeraldRemote) remote = NULL;
  g_autoptr (GTlsDatabase) authorities = NULL;
  GError *local = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (url != NULL, NULL);

  authorities = herald_authority_open (library, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }

  remote = herald_couch_remote_new (url, password, error);
  if (remote != NULL)
    herald_couch_remote_set_authorities (HERALD_COUCH_REMOTE (remote), authorities);

  return g_steal_pointer (&remote);
}

/**
 * herald_sync_set_remote:
 * @library: a library
 * @url: (nullable): http(s)://USER\@HOST[:PORT]/DATABASE; %NULL removes it
 * @error: return location: FAILED with what is wrong with the address
 *
 * Says where the library syncs to. The password never stands in the address (herald-credentials.h).
 *
 * Returns: whether it is stored
 */
gboolean
herald_sync_set_remote (HeraldLibrary  *library,
                        const char     *url,
                        GError        **error)
{
  g_autoptr (HeraldRemoteUrl) parsed = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), FALSE);

  if (url != NULL)
    {
      parsed = herald_remote_url_parse (url, error);
      if (parsed == NULL)
        return FALSE;
    }

  return herald_library_set_setting (library, SETTING_REMOTE, url, error) &&
         herald_library_set_setting (library, HERALD_SETTING_STATUS, NULL, error) &&
         herald_library_set_setting (library, HERALD_SETTING_ACCESS, NULL, error);
}

/**
 * herald_sync_accept_remote:
 * @library: a library
 * @error: return location
 *
 * Forgets which team server the library was synchronised with, after the person was asked (IDENTITY): the next round
 * joins its documents with those of the one that is set.
 *
 * Returns: whether it is forgotten
 */
gboolean
herald_sync_accept_remote (HeraldLibrary  *library,
                           GError        **error)
{
  g_return_val_if_fail (HERALD_IS_LIBRARY (library), FALSE);

  return herald_library_forget_remote (library, error) &&
         herald_library_set_setting (library, HERALD_SETTING_IDENTITY, NULL, error) &&
         herald_library_set_setting (library, HERALD_SETTING_ACCESS, NULL, error);
}
