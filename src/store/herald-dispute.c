/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-dispute.h"

#include "herald-bodies.h"
#include "herald-graph.h"
#include "herald-joining.h"
#include "herald-library-private.h"
#include "herald-merge-version.h"
#include "herald-versions.h"

#include <string.h>

/**
 * herald_dispute_free:
 * @dispute: (nullable) (transfer full): a dispute
 */
void
herald_dispute_free (HeraldDispute *dispute)
{
  if (dispute == NULL)
    return;
  g_free (dispute->id);
  g_free (dispute->problem);
  g_strfreev (dispute->heads);
  g_clear_pointer (&dispute->versions, g_ptr_array_unref);
  g_clear_pointer (&dispute->documents, g_ptr_array_unref);
  g_clear_pointer (&dispute->base, herald_document_unref);
  g_clear_pointer (&dispute->merge, herald_merge_free);
  g_free (dispute);
}

static void
unref_document (gpointer data)
{
  if (data != NULL)
    herald_document_unref (data);
}

/* The head that is shown first. */
static gboolean
order_heads (HeraldDatabase      *database,
             const HeraldStored  *stored,
             char               **heads,
             GError             **error)
{
  g_autoptr(HeraldGraph) graph = herald_graph_load (database, stored->row, error);
  const char *shown = graph != NULL ? herald_graph_choose_head (graph, (const char * const *) heads, stored->base) : NULL;

  for (gsize i = 0; shown != NULL && heads[i] != NULL; i++)
    {
      if (g_str_equal (heads[i], shown))
        {
          char *ours = heads[i];

          memmove (heads + 1, heads, i * sizeof *heads);
          heads[0] = ours;
          break;
        }
    }

  return graph != NULL;
}

static gboolean
load_heads (HeraldDatabase  *database,
            HeraldDispute   *dispute,
            GError         **error)
{
  for (gsize i = 0; dispute->heads[i] != NULL; i++)
    {
      HeraldVersion *version = herald_versions_get (database, dispute->heads[i], error);
      g_autoptr(GError) problem = NULL;
      HeraldDocument *document;

      if (version == NULL)
        return FALSE;
      g_ptr_array_add (dispute->versions, version);
      document = herald_bodies_get (database, version->body, &problem);
      if (document == NULL && !g_error_matches (problem, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND) &&
          !g_error_matches (problem, HERALD_STORE_ERROR, HERALD_STORE_ERROR_DAMAGED))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      g_ptr_array_add (dispute->documents, document);
    }

  return TRUE;
}

static HeraldDisputeState
get_state (const GError *problem)
{
  if (g_error_matches (problem, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_NEWER))
    return HERALD_DISPUTE_NEWER;
  if (g_error_matches (problem, HERALD_MERGE_ERROR, HERALD_MERGE_ERROR_MISSING))
    return HERALD_DISPUTE_MISSING;

  return HERALD_DISPUTE_DAMAGED;
}

static gboolean
load_merge (HeraldDatabase  *database,
            HeraldDispute   *dispute,
            GError         **error)
{
  const char * const *heads = (const char * const *) dispute->heads;
  g_autoptr(GError) problem = NULL;

  if (heads[0] == NULL || heads[1] == NULL)
    return TRUE;
  if (!herald_joining_merge (database, heads[0], heads, &dispute->merge, &problem, error))
    return FALSE;
  if (problem != NULL)
    {
      dispute->state = get_state (problem);
      dispute->problem = g_strdup (problem->message);
      return TRUE;
    }
  dispute->state = HERALD_DISPUTE_OPEN;

  return herald_joining_find_base (database, heads[0], heads[1], &dispute->base, error);
}

static HeraldDispute *
load (HeraldDatabase  *database,
      const char      *id,
      GError         **error)
{
  g_autoptr(HeraldDispute) dispute = g_new0 (HeraldDispute, 1);
  g_auto(HeraldStored) stored = { 0 };

  if (!herald_copies_find (database, id, &stored, error))
    return NULL;
  dispute->id = g_strdup (id);
  dispute->revision = stored.revision;
  dispute->dirty = stored.dirty;
  dispute->versions = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_version_free);
  dispute->documents = g_ptr_array_new_with_free_func (unref_document);
  dispute->heads = herald_versions_get_heads (database, stored.row, error);
  if (dispute->heads == NULL || !order_heads (database, &stored, dispute->heads, error) ||
      !load_heads (database, dispute, error) || !load_merge (database, dispute, error))
    return NULL;

  return g_steal_pointer (&dispute);
}

/**
 * herald_library_load_dispute:
 * @self: a library
 * @id: a document's id
 * @error: return location for an error: NOT_FOUND, DAMAGED
 *
 * What several people changed differently, by section 7 of the design, as the one sees it whose working copy this is.
 *
 * Returns: (transfer full) (nullable): the dispute, of state NONE where there is none
 */
HeraldDispute *
herald_library_load_dispute (HeraldLibrary  *self,
                             const char     *id,
                             GError        **error)
{
  HeraldDatabase *database;
  HeraldDispute *dispute;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  database = herald_library_begin_reading (self, error);
  if (database == NULL)
    return NULL;
  dispute = load (database, id, error);
  herald_library_end_reading (self);

  return dispute;
}

static void
load_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  HeraldDispute *dispute;

  if (g_task_return_error_if_cancelled (task))
    return;
  dispute = herald_library_load_dispute (source, data, &error);
  if (dispute != NULL)
    g_task_return_pointer (task, dispute, (GDestroyNotify) herald_dispute_free);
  else
    g_task_return_error (task, error);
}

/**
 * herald_library_load_dispute_async:
 * @self: a library
 * @id: a document's id
 * @cancellable: (nullable): a cancellable
 * @callback: called with the dispute
 * @user_data: for @callback
 *
 * See herald_library_load_dispute().
 */
void
herald_library_load_dispute_async (HeraldLibrary       *self,
                                   const char          *id,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (HERALD_IS_LIBRARY (self));
  g_return_if_fail (id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, herald_library_load_dispute_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * herald_library_load_dispute_finish:
 * @self: a library
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the dispute
 */
HeraldDispute *
herald_library_load_dispute_finish (HeraldLibrary  *self,
                                    GAsyncResult   *result,
                                    GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
