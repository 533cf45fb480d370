/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-fetch.h"

#include "herald-history.h"
#include "herald-i18n.h"
#include "herald-round.h"

typedef gboolean (*FetchFunc) (HeraldLibrary *library, HeraldRemote *remote, const char *what, GCancellable *cancellable,
                               GError **error);

/* What could not be had: as the server said it. */
static gboolean
refuse (HeraldRound  *round,
        GError      **error)
{
  GPtrArray *aside = round->result->set_aside;

  if (aside->len > 0)
    g_set_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_NOT_FOUND, _("Not received from the team server: %s"),
                 (char *) g_ptr_array_index (aside, 0));
  else
    g_set_error_literal (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_NOT_FOUND,
                         _("The team server does not have this part of the history."));
  return FALSE;
}

/**
 * herald_fetch_history:
 * @library: a library
 * @remote: its team server
 * @id: a document that is here
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Brings every version of it that is not here, without texts.
 *
 * Returns: whether the whole history is here now
 */
gboolean
herald_fetch_history (HeraldLibrary  *library,
                      HeraldRemote   *remote,
                      const char     *id,
                      GCancellable   *cancellable,
                      GError        **error)
{
  g_auto (HeraldRound) round = { 0 };
  g_autoptr (GPtrArray) gaps = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (library) && HERALD_IS_REMOTE (remote), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  herald_round_init (&round, library, remote, cancellable);
  if (!herald_round_fetch_history (&round, id, error))
    return FALSE;
  gaps = herald_library_list_gaps (library, id, error);
  if (gaps == NULL)
    return FALSE;

  return gaps->len == 0 || refuse (&round, error);
}

static gboolean
is_text_here (HeraldLibrary       *library,
              const HeraldVersion *version)
{
  g_autoptr (HeraldDocument) body = herald_library_get_body (library, version->body, NULL);

  return body != NULL;
}

/**
 * herald_fetch_version:
 * @library: a library
 * @remote: its team server
 * @hash: a version that is known here
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Brings its text, and the pictures that it names as far as they are to be had.
 *
 * Returns: whether the text is here now
 */
gboolean
herald_fetch_version (HeraldLibrary  *library,
                      HeraldRemote   *remote,
                      const char     *hash,
                      GCancellable   *cancellable,
                      GError        **error)
{
  g_auto (HeraldRound) round = { 0 };
  g_autoptr (HeraldVersion) version = NULL;
  g_autoptr (HeraldDocument) body = NULL;
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_return_val_if_fail (HERALD_IS_LIBRARY (library) && HERALD_IS_REMOTE (remote), FALSE);
  g_return_val_if_fail (hash != NULL, FALSE);

  version = herald_library_get_version (library, hash, error);
  if (version == NULL)
    return FALSE;

  herald_round_init (&round, library, remote, cancellable);
  g_ptr_array_add (one, version);
  if (!is_text_here (library, version) && !herald_round_fetch_texts (&round, version->document, one, error))
    return FALSE;
  body = herald_library_get_body (library, version->body, NULL);
  if (body == NULL)
    return refuse (&round, error);

  return herald_round_fetch_assets_of (&round, version->document, body, NULL, error);
}

/**
 * herald_fetch_texts:
 * @library: a library
 * @remote: its team server
 * @id: a document that is here
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Brings the whole history with all texts, for whoever looks through all of them.
 *
 * Returns: whether all of it is here now
 */
gboolean
herald_fetch_texts (HeraldLibrary  *library,
                    HeraldRemote   *remote,
                    const char     *id,
                    GCancellable   *cancellable,
                    GError        **error)
{
  g_auto (HeraldRound) round = { 0 };
  g_autoptr (GPtrArray) textless = NULL;
  g_autoptr (GPtrArray) left = NULL;

  if (!herald_fetch_history (library, remote, id, cancellable, error))
    return FALSE;

  herald_round_init (&round, library, remote, cancellable);
  textless = herald_library_list_textless (library, id, error);
  if (textless == NULL || !herald_round_fetch_texts (&round, id, textless, error))
    return FALSE;
  left = herald_library_list_textless (library, id, error);
  if (left == NULL)
    return FALSE;

  return left->len == 0 || refuse (&round, error);
}

/**
 * herald_fetch_missing_history:
 * @library: a library
 * @id: a document that is here
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * herald_fetch_history() from the server that the library's settings name, if versions are missing.
 *
 * Returns: whether the whole history is here now, as far as there is a server
 */
gboolean
herald_fetch_missing_history (HeraldLibrary  *library,
                              const char     *id,
                              GCancellable   *cancellable,
                              GError        **error)
{
  g_autoptr (GPtrArray) gaps = herald_library_list_gaps (library, id, error);
  g_autoptr (HeraldRemote) remote = NULL;
  g_autoptr (GError) local = NULL;

  if (gaps == NULL || gaps->len == 0)
    return gaps != NULL;

  remote = herald_sync_open_remote (library, &local);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (remote == NULL || herald_fetch_history (library, remote, id, cancellable, error))
    return TRUE;
  return FALSE;
}

/**
 * herald_fetch_missing_texts:
 * @library: a library
 * @id: a document that is here
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * herald_fetch_texts() from the server that the library's settings name, if versions or texts are missing.
 *
 * Returns: whether all of it is here now, as far as there is a server
 */
gboolean
herald_fetch_missing_texts (HeraldLibrary  *library,
                            const char     *id,
                            GCancellable   *cancellable,
                            GError        **error)
{
  g_autoptr (GPtrArray) gaps = herald_library_list_gaps (library, id, error);
  g_autoptr (GPtrArray) textless = gaps != NULL ? herald_library_list_textless (library, id, error) : NULL;
  g_autoptr (HeraldRemote) remote = NULL;
  g_autoptr (GError) local = NULL;

  if (textless == NULL || gaps->len + textless->len == 0)
    return textless != NULL;

  remote = herald_sync_open_remote (library, &local);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (remote == NULL || herald_fetch_texts (library, remote, id, cancellable, error))
    return TRUE;
  return FALSE;
}

/**
 * herald_fetch_text:
 * @library: a library
 * @hash: a version that is known here
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * The text of a version from here, or else from the server that the library's settings name.
 *
 * Returns: (transfer full) (nullable): the text
 */
HeraldDocument *
herald_fetch_text (HeraldLibrary  *library,
                   const char     *hash,
                   GCancellable   *cancellable,
                   GError        **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (HeraldRemote) remote = NULL;
  HeraldDocument *text = herald_library_get_text (library, hash, &local);

  if (text != NULL)
    return text;
  if (g_error_matches (local, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND))
    remote = herald_sync_open_remote (library, NULL);
  if (remote == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return herald_fetch_version (library, remote, hash, cancellable, error) ? herald_library_get_text (library, hash, error) : NULL;
}

typedef struct
{
  FetchFunc     func;
  HeraldRemote *remote; /* or NULL: func finds its own */
  char         *what;
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->remote);
  g_free (job->what);
  g_free (job);
}

static void
fetch_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;

  if (job->func (HERALD_LIBRARY (source), job->remote, job->what, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
start (HeraldLibrary       *library,
       HeraldRemote        *remote,
       FetchFunc            func,
       const char          *what,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (library, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->func = func;
  job->remote = remote != NULL ? g_object_ref (remote) : NULL;
  job->what = g_strdup (what);
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, fetch_in_thread);
}

/**
 * herald_fetch_history_async:
 * @library: a library
 * @remote: its team server; nobody else uses it meanwhile
 * @id: a document that is here
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is over
 * @user_data: for @callback
 *
 * herald_fetch_history() in a thread.
 */
void
herald_fetch_history_async (HeraldLibrary       *library,
                            HeraldRemote        *remote,
                            const char          *id,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (HERALD_IS_LIBRARY (library) && HERALD_IS_REMOTE (remote));

  start (library, remote, herald_fetch_history, id, cancellable, callback, user_data);
}

/**
 * herald_fetch_version_async:
 * @library: a library
 * @remote: its team server; nobody else uses it meanwhile
 * @hash: a version that is known here
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is over
 * @user_data: for @callback
 *
 * herald_fetch_version() in a thread.
 */
void
herald_fetch_version_async (HeraldLibrary       *library,
                            HeraldRemote        *remote,
                            const char          *hash,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (HERALD_IS_LIBRARY (library) && HERALD_IS_REMOTE (remote));

  start (library, remote, herald_fetch_version, hash, cancellable, callback, user_data);
}

/**
 * herald_fetch_texts_async:
 * @library: a library
 * @remote: its team server; nobody else uses it meanwhile
 * @id: a document that is here
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is over
 * @user_data: for @callback
 *
 * herald_fetch_texts() in a thread.
 */
void
herald_fetch_texts_async (HeraldLibrary       *library,
                          HeraldRemote        *remote,
                          const char          *id,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (HERALD_IS_LIBRARY (library) && HERALD_IS_REMOTE (remote));

  start (library, remote, herald_fetch_texts, id, cancellable, callback, user_data);
}

static gboolean
fetch_missing_history (HeraldLibrary  *library,
                       HeraldRemote   *remote,
                       const char     *id,
                       GCancellable   *cancellable,
                       GError        **error)
{
  return herald_fetch_missing_history (library, id, cancellable, error);
}

static gboolean
fetch_missing_texts (HeraldLibrary  *library,
                     HeraldRemote   *remote,
                     const char     *id,
                     GCancellable   *cancellable,
                     GError        **error)
{
  return herald_fetch_missing_texts (library, id, cancellable, error);
}

/**
 * herald_fetch_missing_history_async:
 * @library: a library
 * @id: a document that is here
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is over
 * @user_data: for @callback
 *
 * herald_fetch_missing_history() in a thread.
 */
void
herald_fetch_missing_history_async (HeraldLibrary       *library,
                                    const char          *id,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_return_if_fail (HERALD_IS_LIBRARY (library));

  start (library, NULL, fetch_missing_history, id, cancellable, callback, user_data);
}

/**
 * herald_fetch_missing_texts_async:
 * @library: a library
 * @id: a document that is here
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is over
 * @user_data: for @callback
 *
 * herald_fetch_missing_texts() in a thread.
 */
void
herald_fetch_missing_texts_async (HeraldLibrary       *library,
                                  const char          *id,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_return_if_fail (HERALD_IS_LIBRARY (library));

  start (library, NULL, fetch_missing_texts, id, cancellable, callback, user_data);
}

/**
 * herald_fetch_finish:
 * @library: a library
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether all of it is here now
 */
gboolean
herald_fetch_finish (HeraldLibrary  *library,
                     GAsyncResult   *result,
                     GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
