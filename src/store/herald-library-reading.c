/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-history.h"

/* The plain reading functions in a thread of GTask's pool: they take turns at the one reading connection. */

typedef struct
{
  HeraldListQuery query; /* with strings of its own */
  char           *id;      /* of a document, or the hash of a version */
  char           *words;   /* or a version */
  guint           offset;
  guint           limit;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free ((char *) request->query.query);
  g_free ((char *) request->query.tag);
  g_free ((char *) request->query.party);
  g_free ((char *) request->query.translation_group);
  g_free (request->id);
  g_free (request->words);
  g_free (request);
}

static void
read_async (HeraldLibrary       *self,
            Request             *request,
            GTaskThreadFunc      func,
            gpointer             tag,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, func);
}

static void
answer (GTask          *task,
        gpointer        result,
        GDestroyNotify  free_result,
        GError         *error)
{
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, free_result);
}

static void
list_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  GPtrArray *rows;

  if (g_task_return_error_if_cancelled (task)) /* somebody typed on: the next search waits */
    return;
  rows = herald_library_list (source, &request->query, &error);
  answer (task, rows, (GDestroyNotify) g_ptr_array_unref, error);
}

/**
 * herald_library_list_async:
 * @self: a library
 * @query: what to show
 * @cancellable: (nullable): a cancellable
 * @callback: called with the rows
 * @user_data: for @callback
 *
 * See herald_library_list().
 */
void
herald_library_list_async (HeraldLibrary          *self,
                           const HeraldListQuery  *query,
                           GCancellable           *cancellable,
                           GAsyncReadyCallback     callback,
                           gpointer                user_data)
{
  Request *request;

  g_return_if_fail (HERALD_IS_LIBRARY (self));
  g_return_if_fail (query != NULL);

  request = g_new0 (Request, 1);
  request->query = *query;
  request->query.query = g_strdup (query->query);
  request->query.tag = g_strdup (query->tag);
  request->query.party = g_strdup (query->party);
  request->query.translation_group = g_strdup (query->translation_group);
  read_async (self, request, list_in_thread, herald_library_list_async, cancellable, callback, user_data);
}

/**
 * herald_library_list_finish:
 * @self: a library
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeraldListRow) (nullable): the rows
 */
GPtrArray *
herald_library_list_finish (HeraldLibrary  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
get_working_copy_in_thread (GTask        *task,
                            gpointer      source,
                            gpointer      data,
                            GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  HeraldWorkingCopy *copy;

  if (g_task_return_error_if_cancelled (task))
    return;
  copy = herald_library_get_working_copy (source, request->id, &error);
  answer (task, copy, (GDestroyNotify) herald_working_copy_free, error);
}

/**
 * herald_library_get_working_copy_async:
 * @self: a library
 * @id: a document's id
 * @cancellable: (nullable): a cancellable
 * @callback: called with the working copy
 * @user_data: for @callback
 *
 * See herald_library_get_working_copy().
 */
void
herald_library_get_working_copy_async (HeraldLibrary       *self,
                                       const char          *id,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  Request *request;

  g_return_if_fail (HERALD_IS_LIBRARY (self));
  g_return_if_fail (id != NULL);

  request = g_new0 (Request, 1);
  request->id = g_strdup (id);
  read_async (self, request, get_working_copy_in_thread, herald_library_get_working_copy_async, cancellable, callback, user_data);
}

/**
 * herald_library_get_working_copy_finish:
 * @self: a library
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the working copy
 */
HeraldWorkingCopy *
herald_library_get_working_copy_finish (HeraldLibrary  *self,
                                        GAsyncResult   *result,
                                        GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
list_versions_in_thread (GTask        *task,
                         gpointer      source,
                         gpointer      data,
                         GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  GPtrArray *rows;

  if (g_task_return_error_if_cancelled (task))
    return;
  rows = herald_library_list_versions (source, request->id, request->offset, request->limit, &error);
  answer (task, rows, (GDestroyNotify) g_ptr_array_unref, error);
}

/**
 * herald_library_list_versions_async:
 * @self: a library
 * @id: a document's id
 * @offset: how many to leave out
 * @limit: how many at most, 0: all
 * @cancellable: (nullable): a cancellable
 * @callback: called with the versions
 * @user_data: for @callback
 *
 * See herald_library_list_versions().
 */
void
herald_library_list_versions_async (HeraldLibrary       *self,
                                    const char          *id,
                                    guint                offset,
                                    guint                limit,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  Request *request;

  g_return_if_fail (HERALD_IS_LIBRARY (self));
  g_return_if_fail (id != NULL);

  request = g_new0 (Request, 1);
  request->id = g_strdup (id);
  request->offset = offset;
  request->limit = limit;
  read_async (self, request, list_versions_in_thread, herald_library_list_versions_async, cancellable, callback, user_data);
}

/**
 * herald_library_list_versions_finish:
 * @self: a library
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeraldHistoryRow) (nullable): the versions
 */
GPtrArray *
herald_library_list_versions_finish (HeraldLibrary  *self,
                                     GAsyncResult   *result,
                                     GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
list_tags_in_thread (GTask        *task,
                     gpointer      source,
                     gpointer      data,
                     GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *tags;

  if (g_task_return_error_if_cancelled (task))
    return;
  tags = herald_library_list_tags (source, &error);
  answer (task, tags, (GDestroyNotify) g_ptr_array_unref, error);
}

/**
 * herald_library_list_tags_async:
 * @self: a library
 * @cancellable: (nullable): a cancellable
 * @callback: called with the tags
 * @user_data: for @callback
 *
 * See herald_library_list_tags().
 */
void
herald_library_list_tags_async (HeraldLibrary       *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (HERALD_IS_LIBRARY (self));

  read_async (self, g_new0 (Request, 1), list_tags_in_thread, herald_library_list_tags_async, cancellable, callback, user_data);
}

/**
 * herald_library_list_tags_finish:
 * @self: a library
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type utf8) (nullable): the tags
 */
GPtrArray *
herald_library_list_tags_finish (HeraldLibrary  *self,
                                 GAsyncResult   *result,
                                 GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
get_counts_in_thread (GTask        *task,
                      gpointer      source,
                      gpointer      data,
                      GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  HeraldCounts *counts;

  if (g_task_return_error_if_cancelled (task))
    return;
  counts = herald_library_get_counts (source, request->limit, &error);
  answer (task, counts, (GDestroyNotify) herald_counts_free, error);
}

/**
 * herald_library_get_counts_async:
 * @self: a library
 * @limit: how many tags and parties at most
 * @cancellable: (nullable): a cancellable
 * @callback: called with the counts
 * @user_data: for @callback
 *
 * See herald_library_get_counts().
 */
void
herald_library_get_counts_async (HeraldLibrary       *self,
                                 guint                limit,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  Request *request;

  g_return_if_fail (HERALD_IS_LIBRARY (self));

  request = g_new0 (Request, 1);
  request->limit = limit;
  read_async (self, request, get_counts_in_thread, herald_library_get_counts_async, cancellable, callback, user_data);
}

/**
 * herald_library_get_counts_finish:
 * @self: a library
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the counts
 */
HeraldCounts *
herald_library_get_counts_finish (HeraldLibrary  *self,
                                  GAsyncResult   *result,
                                  GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
list_named_versions_in_thread (GTask        *task,
                               gpointer      source,
                               gpointer      data,
                               GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  GPtrArray *result;

  if (g_task_return_error_if_cancelled (task))
    return;
  result = herald_library_list_named_versions (source, request->id, request->offset, request->limit, &error);
  answer (task, result, (GDestroyNotify) g_ptr_array_unref, error);
}

/**
 * herald_library_list_named_versions_async:
 * @self: a library
 * @id: a document's id
 * @offset: how many rows to leave out
 * @limit: how many rows at most, 0: all
 * @cancellable: (nullable): a cancellable
 * @callback: called with the versions
 * @user_data: for @callback
 *
 * See herald_library_list_named_versions().
 */
void
herald_library_list_named_versions_async (HeraldLibrary       *self,
                                          const char          *id,
                                          guint                offset,
                                          guint                limit,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data)
{
  Request *request;

  g_return_if_fail (HERALD_IS_LIBRARY (self));
  g_return_if_fail (id != NULL);


  request = g_new0 (Request, 1);
  request->id = g_strdup (id);
  request->offset = offset;
  request->limit = limit;
  read_async (self, request, list_named_versions_in_thread, herald_library_list_named_versions_async, cancellable, callback, user_data);
}

/**
 * herald_library_list_named_versions_finish:
 * @self: a library
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the versions
 */
GPtrArray *
herald_library_list_named_versions_finish (HeraldLibrary  *self,
                                           GAsyncResult   *result,
                                           GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
search_versions_in_thread (GTask        *task,
                           gpointer      source,
                           gpointer      data,
                           GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  GPtrArray *result;

  if (g_task_return_error_if_cancelled (task))
    return;
  result = herald_library_search_versions (source, request->id, request->words, request->limit, cancellable, &error);
  answer (task, result, (GDestroyNotify) g_ptr_array_unref, error);
}

/**
 * herald_library_search_versions_async:
 * @self: a library
 * @id: a document's id
 * @words: what to look for
 * @limit: how many at most, 0: all
 * @cancellable: (nullable): a cancellable
 * @callback: called with the versions
 * @user_data: for @callback
 *
 * See herald_library_search_versions().
 */
void
herald_library_search_versions_async (HeraldLibrary       *self,
                                      const char          *id,
                                      const char          *words,
                                      guint                limit,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  Request *request;

  g_return_if_fail (HERALD_IS_LIBRARY (self));
  g_return_if_fail (id != NULL);
  g_return_if_fail (words != NULL);


  request = g_new0 (Request, 1);
  request->id = g_strdup (id);
  request->words = g_strdup (words);
  request->limit = limit;
  read_async (self, request, search_versions_in_thread, herald_library_search_versions_async, cancellable, callback, user_data);
}

/**
 * herald_library_search_versions_finish:
 * @self: a library
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the versions
 */
GPtrArray *
herald_library_search_versions_finish (HeraldLibrary  *self,
                                       GAsyncResult   *result,
                                       GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
blame_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  GPtrArray *result;

  if (g_task_return_error_if_cancelled (task))
    return;
  result = herald_library_blame (source, request->id, request->words, cancellable, &error);
  answer (task, result, (GDestroyNotify) g_ptr_array_unref, error);
}

/**
 * herald_library_blame_async:
 * @self: a library
 * @id: a document's id
 * @version: (nullable): a version of it; %NULL: the working copy
 * @cancellable: (nullable): a cancellable
 * @callback: called with the parts
 * @user_data: for @callback
 *
 * See herald_library_blame().
 */
void
herald_library_blame_async (HeraldLibrary       *self,
                            const char          *id,
                            const char          *version,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  Request *request;

  g_return_if_fail (HERALD_IS_LIBRARY (self));
  g_return_if_fail (id != NULL);


  request = g_new0 (Request, 1);
  request->id = g_strdup (id);
  request->words = g_strdup (version);
  read_async (self, request, blame_in_thread, herald_library_blame_async, cancellable, callback, user_data);
}

/**
 * herald_library_blame_finish:
 * @self: a library
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the parts
 */
GPtrArray *
herald_library_blame_finish (HeraldLibrary  *self,
                             GAsyncResult   *result,
                             GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
get_text_in_thread (GTask        *task,
                    gpointer      source,
                    gpointer      data,
                    GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  HeraldDocument *result;

  if (g_task_return_error_if_cancelled (task))
    return;
  result = herald_library_get_text (source, request->id, &error);
  answer (task, result, (GDestroyNotify) herald_document_unref, error);
}

/**
 * herald_library_get_text_async:
 * @self: a library
 * @hash: a version
 * @cancellable: (nullable): a cancellable
 * @callback: called with the text
 * @user_data: for @callback
 *
 * See herald_library_get_text().
 */
void
herald_library_get_text_async (HeraldLibrary       *self,
                               const char          *hash,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  Request *request;

  g_return_if_fail (HERALD_IS_LIBRARY (self));
  g_return_if_fail (hash != NULL);


  request = g_new0 (Request, 1);
  request->id = g_strdup (hash);
  read_async (self, request, get_text_in_thread, herald_library_get_text_async, cancellable, callback, user_data);
}

/**
 * herald_library_get_text_finish:
 * @self: a library
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the text
 */
HeraldDocument *
herald_library_get_text_finish (HeraldLibrary  *self,
                                GAsyncResult   *result,
                                GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
