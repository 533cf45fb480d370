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
  g_clear_pointer (&round->too_large, g_hash_table_unref);
  g_clear_pointer (&round->refused, g_hash_table_unref);
  g_clear_pointer (&round->sent, g_hash_table_unref);
  g_clear_pointer (&round->probed, g_ptr_array_unref);
  g_clear_pointer (&round->tail, herald_tail_free);
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
  round->too_large = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  round->sent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  round->unfinished = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* Progress */

static void
tell (HeraldRound *round)
{
  if (round->func != NULL)
    round->func (&round->progress, round->func_data);
}

void
herald_round_tell (HeraldRound     *round,
                   HeraldSyncPhase  phase,
                   guint            done,
                   guint            left)
{
  if (round->progress.phase != phase)
    round->progress.done = round->progress.total = 0;

  round->progress.phase = phase;
  round->progress.done += done;
  if (left > 0)
    round->progress.total = round->progress.done + left;
  else if (round->progress.total > 0)
    round->progress.total = MAX (round->progress.total, round->progress.done);
  tell (round);
}

void
herald_round_tell_bytes (HeraldRound *round,
                         guint64      begun,
                         guint64      done)
{
  round->progress.bytes_total += begun;
  round->progress.bytes_done += done;
  round->progress.bytes_total = MAX (round->progress.bytes_total, round->progress.bytes_done);
  tell (round);
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

/* In full: whose database it is, what the account may do there, and whether the server is the one that was left. */
static gboolean
begin (HeraldRound  *round,
       GError      **error)
{
  g_autofree char *sequence = g_strdup (round->sequence);

  if (!herald_remote_open (round->remote, round->cancellable, error) ||
      !herald_round_check_identity (round, error) || !herald_round_look_at_access (round, error) ||
      !herald_round_read_checkpoint (round, error))
    return FALSE;

  herald_round_begin_tail (round, sequence);
  return TRUE;
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

/* What can be joined here is, because that has to be sent; then whether there is anything to do at all. */
static gboolean
look (HeraldRound  *round,
      gboolean     *quiet,
      GError      **error)
{
  round->sequence = herald_library_get_setting (round->library, SETTING_SEQUENCE, NULL);
  herald_round_load_tail (round);

  return (round->sequence == NULL || join_heads (round, error)) && herald_round_is_quiet (round, quiet, error);
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

  return ((round->result->pushed == 0 && g_strcmp0 (before, round->sequence) == 0 && herald_round_is_confirmed (round)) ||
          herald_round_write_checkpoint (round, error)) &&
         herald_round_keep_refused (round, error) && herald_round_keep_tail (round, error);
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
  return herald_sync_run_watched (library, remote, author, NULL, NULL, cancellable, error);
}

/**
 * herald_sync_run_watched:
 * @library: the library
 * @remote: its team server
 * @author: (nullable): who the automatic versions are by; %NULL: none is made, what is unsaved stays so
 * @func: (nullable): told in this thread how far it is
 * @func_data: for @func
 * @cancellable: (nullable): a #GCancellable
 * @error: return location, as for herald_sync_run()
 *
 * herald_sync_run() with progress.
 *
 * Returns: (transfer full) (nullable): what was done
 */
HeraldSyncResult *
herald_sync_run_watched (HeraldLibrary           *library,
                         HeraldRemote            *remote,
                         const HeraldAuthor      *author,
                         HeraldSyncProgressFunc   func,
                         gpointer                 func_data,
                         GCancellable            *cancellable,
                         GError                 **error)
{
  g_auto (HeraldRound) round = { 0 };
  gboolean quiet = FALSE;

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (HERALD_IS_REMOTE (remote), NULL);

  herald_round_init (&round, library, remote, cancellable);
  round.func = func;
  round.func_data = func_data;
  herald_round_tell (&round, HERALD_SYNC_LOOKING, 0, 0);

  if ((author != NULL && !save_dirty (&round, author, error)) || !look (&round, &quiet, error) ||
      (!quiet && (!begin (&round, error) || !exchange (&round, error))) || !end (&round, error))
    return NULL;

  return g_steal_pointer (&round.result);
}

/* The newest figures on their way to the main context: one message at a time, however often they change. */
typedef struct
{
  gatomicrefcount         ref_count;
  GMutex                  mutex;
  HeraldSyncProgress      progress;
  gboolean                on_its_way;
  gboolean                over;      /* main context only: the callback has been called */
  HeraldSyncProgressFunc  func;
  gpointer                func_data;
  GMainContext           *context;
} Watch;

static Watch *
watch_ref (Watch *watch)
{
  g_atomic_ref_count_inc (&watch->ref_count);
  return watch;
}

static void
watch_unref (Watch *watch)
{
  if (!g_atomic_ref_count_dec (&watch->ref_count))
    return;

  g_mutex_clear (&watch->mutex);
  g_main_context_unref (watch->context);
  g_free (watch);
}

static gboolean
deliver (gpointer data)
{
  Watch *watch = data;
  HeraldSyncProgress progress = { 0 };

  g_mutex_lock (&watch->mutex);
  progress = watch->progress;
  watch->on_its_way = FALSE;
  g_mutex_unlock (&watch->mutex);

  if (!watch->over)
    watch->func (&progress, watch->func_data);
  return G_SOURCE_REMOVE;
}

static void
send_on (const HeraldSyncProgress *progress,
         gpointer                  data)
{
  Watch *watch = data;
  gboolean send = FALSE;

  g_mutex_lock (&watch->mutex);
  watch->progress = *progress;
  send = !watch->on_its_way;
  watch->on_its_way = TRUE;
  g_mutex_unlock (&watch->mutex);

  if (send)
    g_main_context_invoke_full (watch->context, G_PRIORITY_DEFAULT, deliver, watch_ref (watch), (GDestroyNotify) watch_unref);
}

typedef struct
{
  HeraldRemote *remote;
  HeraldAuthor *author;
  Watch        *watch;
} RunData;

static void
run_data_free (RunData *data)
{
  g_clear_object (&data->remote);
  g_clear_pointer (&data->author, herald_author_free);
  g_clear_pointer (&data->watch, watch_unref);
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
  HeraldSyncResult *result = herald_sync_run_watched (HERALD_LIBRARY (source), data->remote, data->author,
                                                      data->watch != NULL ? send_on : NULL, data->watch, cancellable, &error);

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
  herald_sync_run_watched_async (library, remote, author, NULL, NULL, cancellable, callback, user_data);
}

static Watch *
watch_new (HeraldSyncProgressFunc func,
           gpointer               func_data)
{
  Watch *watch = g_new0 (Watch, 1);

  g_atomic_ref_count_init (&watch->ref_count);
  g_mutex_init (&watch->mutex);
  watch->func = func;
  watch->func_data = func_data;
  watch->context = g_main_context_ref_thread_default ();
  return watch;
}

static void
watch_closed (gpointer  watch,
              GClosure *closure)
{
  watch_unref (watch);
}

/* "completed" comes right after the callback: nothing is told after it. */
static void
on_completed (GObject    *task,
              GParamSpec *pspec,
              gpointer    data)
{
  ((Watch *) data)->over = TRUE;
}

/**
 * herald_sync_run_watched_async:
 * @library: the library
 * @remote: its team server; nobody else uses it meanwhile
 * @author: (nullable): who the automatic versions are by; %NULL: none is made, what is unsaved stays so
 * @func: (nullable): told in the caller's main context how far it is, never after @callback
 * @func_data: for @func
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is over
 * @user_data: for @callback
 *
 * herald_sync_run_watched() in a thread.
 */
void
herald_sync_run_watched_async (HeraldLibrary           *library,
                               HeraldRemote            *remote,
                               const HeraldAuthor      *author,
                               HeraldSyncProgressFunc   func,
                               gpointer                 func_data,
                               GCancellable            *cancellable,
                               GAsyncReadyCallback      callback,
                               gpointer                 user_data)
{
  g_autoptr (GTask) task = NULL;
  RunData *data = NULL;

  g_return_if_fail (HERALD_IS_LIBRARY (library));
  g_return_if_fail (HERALD_IS_REMOTE (remote));

  data = g_new0 (RunData, 1);
  data->remote = g_object_ref (remote);
  data->author = author != NULL ? herald_author_copy (author) : NULL;

  task = g_task_new (library, cancellable, callback, user_data);
  if (func != NULL)
    {
      data->watch = watch_new (func, func_data);
      g_signal_connect_data (task, "notify::completed", G_CALLBACK (on_completed), watch_ref (data->watch),
                             watch_closed, 0);
    }
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

  /* Others may have moved before, with heads alone and texts of old that they never had. */
  return herald_library_forget_remote (library, error) &&
         herald_checkpoint_compare (library, error) &&
         herald_library_set_setting (library, HERALD_SETTING_IDENTITY, NULL, error) &&
         herald_library_set_setting (library, HERALD_SETTING_ACCESS, NULL, error);
}
