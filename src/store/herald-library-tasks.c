/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-library-private.h"

/* Writes that nobody waits for. */
typedef struct
{
  HeraldWriteFunc  func;
  gpointer         request;
  GDestroyNotify   free_request;
  GError          *error;
} Write;

static void
write_free (gpointer data)
{
  Write *write = data;

  write->free_request (write->request);
  g_clear_error (&write->error);
  g_free (write);
}

/* Runs in the writer's thread, once. */
static gboolean
run (HeraldDatabase  *database,
     gpointer         data,
     GError         **error)
{
  const Write *write = g_task_get_task_data (data);

  return !g_cancellable_set_error_if_cancelled (g_task_get_cancellable (data), error) && write->func (database, write->request, error);
}

static gboolean
answer (gpointer data)
{
  GTask *task = data;
  Write *write = g_task_get_task_data (task);

  /* A write that is on disk is told as such, even if it was cancelled a moment ago. */
  g_task_set_check_cancellable (task, FALSE);
  if (write->error != NULL)
    g_task_return_error (task, g_steal_pointer (&write->error));
  else
    g_task_return_boolean (task, TRUE);

  return G_SOURCE_REMOVE;
}

/* Answers in the caller's context, which takes the task over: were the last reference dropped in the writer's
 * thread, that would have to wait for its own end. */
static void
hand_back (gpointer  data,
           GError   *error)
{
  GTask *task = data;
  Write *write = g_task_get_task_data (task);
  g_autoptr(GSource) source = g_idle_source_new (); /* g_main_context_invoke() might answer right here */

  write->error = error;
  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_callback (source, answer, task, g_object_unref);
  g_source_set_static_name (source, "herald-library-written");
  g_source_attach (source, g_task_get_context (task));
}

/**
 * herald_library_write_async:
 * @self: a library
 * @priority: how urgent it is
 * @func: runs in a transaction, in the writer's thread
 * @request: (transfer full): for @func
 * @free_request: frees it
 * @tag: the public function
 * @cancellable: (nullable): a cancellable; what has begun is not cancelled
 * @callback: called when it is on disk, or failed
 * @user_data: for @callback
 *
 * Queues a write, and goes on.
 */
void
herald_library_write_async (HeraldLibrary       *self,
                            HeraldWritePriority  priority,
                            HeraldWriteFunc      func,
                            gpointer             request,
                            GDestroyNotify       free_request,
                            gpointer             tag,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Write *write = g_new0 (Write, 1);

  write->func = func;
  write->request = request;
  write->free_request = free_request;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, write, write_free);
  herald_writer_push (herald_library_get_writer (self), priority, run, task, hand_back);
}

/**
 * herald_library_write_finish:
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer none) (nullable): the request, if it is on disk
 */
gpointer
herald_library_write_finish (GAsyncResult  *result,
                             GError       **error)
{
  const Write *write = g_task_get_task_data (G_TASK (result));

  return g_task_propagate_boolean (G_TASK (result), error) ? write->request : NULL;
}
