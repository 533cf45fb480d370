/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-history-loader.h"

#include "herald-zone.h"

typedef enum
{
  LOAD_NAMED,
  LOAD_ALL,
  LOAD_MATCHES,
} LoadKind;

typedef struct
{
  LoadKind  kind;
  char     *id;
  char     *words;
  guint     offset;
  guint     limit;
} LoadJob;

static void
load_job_free (LoadJob *job)
{
  g_free (job->id);
  g_free (job->words);
  g_free (job);
}

/* What a joined version was made of, as far as it is on this computer. */
static GPtrArray *
read_parents (HeraldLibrary          *library,
              const HeraldHistoryRow *row)
{
  g_autoptr(GPtrArray) parents = NULL;

  if (row->version->parents->len < 2)
    return NULL;
  parents = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_history_row_free);
  for (guint i = 0; i < row->version->parents->len; i++)
    {
      HeraldHistoryRow *parent = herald_library_get_history_row (library, g_ptr_array_index (row->version->parents, i),
                                                                 NULL);

      if (parent != NULL)
        g_ptr_array_add (parents, parent);
    }
  return g_steal_pointer (&parents);
}

static gint64
time_at (HeraldLibrary *library,
         const char    *id,
         guint          position)
{
  g_autoptr(GPtrArray) rows = herald_library_list_versions (library, id, position, 1, NULL);
  gint64 time = 0;

  if (rows != NULL && rows->len > 0)
    herald_utc_parse (((HeraldHistoryRow *) rows->pdata[0])->version->time, &time);
  return time;
}

/* From when to when the ones are that are folded below it; their rows are read when somebody unfolds them. */
static void
read_folded_times (HeraldLibrary     *library,
                   HeraldHistoryItem *item)
{
  const HeraldHistoryRow *row = herald_history_item_get_row (item);
  const char *id = row->version->document;
  gint64 newest = 0;

  if (row->n_folded == 0)
    return;
  newest = time_at (library, id, row->position + 1);
  herald_history_item_set_folded_times (item, newest,
                                        row->n_folded == 1 ? newest : time_at (library, id, row->position + row->n_folded));
}

static GPtrArray *
make_items (HeraldLibrary *library,
            GPtrArray     *rows)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_full (rows->len, g_object_unref);

  for (guint i = 0; i < rows->len; i++)
    {
      HeraldHistoryRow *row = g_ptr_array_index (rows, i);

      g_ptr_array_add (items, herald_history_item_new_version (row, read_parents (library, row)));
      read_folded_times (library, items->pdata[i]);
    }
  g_ptr_array_set_free_func (rows, NULL);
  return g_steal_pointer (&items);
}

static void
load_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  LoadJob *job = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = NULL;

  if (job->kind == LOAD_NAMED)
    rows = herald_library_list_named_versions (source, job->id, job->offset, job->limit, &error);
  else if (job->kind == LOAD_ALL)
    rows = herald_library_list_versions (source, job->id, job->offset, job->limit, &error);
  else
    rows = herald_library_search_versions (source, job->id, job->words, job->limit, cancellable, &error);
  if (rows == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, make_items (source, rows), (GDestroyNotify) g_ptr_array_unref);
}

static void
run (HeraldLibrary       *library,
     LoadJob             *job,
     GCancellable        *cancellable,
     GAsyncReadyCallback  callback,
     gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (library, cancellable, callback, user_data);

  g_task_set_source_tag (task, run);
  g_task_set_task_data (task, job, (GDestroyNotify) load_job_free);
  g_task_run_in_thread (task, load_thread);
}

/**
 * herald_history_load_async:
 * @library: a library
 * @id: whose history
 * @offset: how many of the versions that stand out to leave away
 * @limit: how many at most
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when they are read
 * @user_data: for @callback
 */
void
herald_history_load_async (HeraldLibrary       *library,
                           const char          *id,
                           guint                offset,
                           guint                limit,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  LoadJob *job = g_new0 (LoadJob, 1);

  job->kind = LOAD_NAMED;
  job->id = g_strdup (id);
  job->offset = offset;
  job->limit = limit;
  run (library, job, cancellable, callback, user_data);
}

void
herald_history_load_folded_async (HeraldLibrary          *library,
                                  const char             *id,
                                  const HeraldHistoryRow *above,
                                  guint                   skip,
                                  guint                   limit,
                                  GCancellable           *cancellable,
                                  GAsyncReadyCallback     callback,
                                  gpointer                user_data)
{
  LoadJob *job = g_new0 (LoadJob, 1);

  job->kind = LOAD_ALL;
  job->id = g_strdup (id);
  job->offset = above->position + 1 + skip;
  job->limit = MIN (limit, above->n_folded - skip);
  run (library, job, cancellable, callback, user_data);
}

void
herald_history_load_matches_async (HeraldLibrary       *library,
                                   const char          *id,
                                   const char          *words,
                                   guint                limit,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  LoadJob *job = g_new0 (LoadJob, 1);

  job->kind = LOAD_MATCHES;
  job->id = g_strdup (id);
  job->words = g_strdup (words);
  job->limit = limit;
  run (library, job, cancellable, callback, user_data);
}

GPtrArray *
herald_history_load_finish (HeraldLibrary  *library,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
