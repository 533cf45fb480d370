/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-library-private.h"

#include "herald-bodies.h"
#include "herald-copies.h"
#include "herald-graph.h"
#include "herald-i18n.h"
#include "herald-versions.h"

#include <string.h>

/* A document's history, with what is needed to tell it. */
typedef struct
{
  HeraldStored  stored;
  HeraldGraph  *graph;
  char        **heads;
} History;

static void
history_clear (History *history)
{
  herald_stored_clear (&history->stored);
  g_clear_pointer (&history->graph, herald_graph_free);
  g_clear_pointer (&history->heads, g_strfreev);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (History, history_clear)

static gboolean
load_history (HeraldDatabase  *database,
              const char      *id,
              History         *history,
              GError         **error)
{
  if (!herald_copies_find (database, id, &history->stored, error))
    return FALSE;
  history->heads = herald_versions_get_heads (database, history->stored.row, error);
  if (history->heads == NULL)
    return FALSE;
  history->graph = herald_graph_load (database, history->stored.row, error);

  return history->graph != NULL;
}

static GPtrArray *
read_rows (HeraldDatabase  *database,
           const char      *id,
           guint            offset,
           guint            limit,
           GError         **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_history_row_free);
  g_auto(History) history = { 0 };
  guint64 end;

  if (!load_history (database, id, &history, error))
    return NULL;

  end = limit == 0 ? history.graph->nodes->len : MIN ((guint64) offset + limit, history.graph->nodes->len);
  for (guint64 i = offset; i < end; i++)
    {
      const HeraldGraphNode *node = g_ptr_array_index (history.graph->nodes, i);
      HeraldVersion *version = herald_versions_get (database, node->hash, error);
      HeraldHistoryRow *row;

      if (version == NULL)
        return NULL;
      row = g_new0 (HeraldHistoryRow, 1);
      row->version = version;
      row->number = node->number;
      row->position = (guint) i;
      row->here = TRUE;
      row->is_base = g_strcmp0 (history.stored.base, node->hash) == 0;
      row->signers = g_new0 (char *, 1);
      row->events = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_version_event_free);
      row->is_head = g_strv_contains ((const char * const *) history.heads, node->hash);
      g_ptr_array_add (rows, row);
    }

  return g_steal_pointer (&rows);
}

/**
 * herald_library_list_versions:
 * @self: a library
 * @id: a document's id
 * @offset: how many to leave out
 * @limit: how many at most, 0: all
 * @error: return location for an error: NOT_FOUND, DAMAGED
 *
 * Returns: (transfer full) (element-type HeraldHistoryRow) (nullable): the versions, newest first
 */
GPtrArray *
herald_library_list_versions (HeraldLibrary  *self,
                              const char     *id,
                              guint           offset,
                              guint           limit,
                              GError        **error)
{
  HeraldDatabase *database;
  GPtrArray *rows;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  database = herald_library_begin_reading (self, error);
  if (database == NULL)
    return NULL;
  rows = read_rows (database, id, offset, limit, error);
  herald_library_end_reading (self);

  return rows;
}

/**
 * herald_library_get_version:
 * @self: a library
 * @hash: which version
 * @error: return location for an error: NOT_FOUND, DAMAGED
 *
 * Returns: (transfer full) (nullable): the version
 */
HeraldVersion *
herald_library_get_version (HeraldLibrary  *self,
                            const char     *hash,
                            GError        **error)
{
  HeraldDatabase *database;
  HeraldVersion *version;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (hash != NULL, NULL);

  database = herald_library_begin_reading (self, error);
  if (database == NULL)
    return NULL;
  version = herald_versions_get (database, hash, error);
  herald_library_end_reading (self);

  return version;
}

static gboolean
is_number (const char *name)
{
  return name[0] != '\0' && strlen (name) <= 9 && strspn (name, "0123456789") == strlen (name);
}

/* The nodes that a number or the beginning of a hash may mean. */
static GPtrArray *
find_nodes (HeraldGraph *graph,
            const char  *name)
{
  g_autoptr(GPtrArray) numbered = g_ptr_array_new ();
  g_autoptr(GPtrArray) prefixed = g_ptr_array_new ();
  g_autofree char *prefix = g_ascii_strdown (name, -1);
  guint64 number = is_number (name) ? g_ascii_strtoull (name, NULL, 10) : 0;

  for (guint i = 0; i < graph->nodes->len; i++)
    {
      HeraldGraphNode *node = g_ptr_array_index (graph->nodes, i);

      if (number != 0 && node->number == number)
        g_ptr_array_add (numbered, node);
      if (g_str_has_prefix (node->hash, prefix))
        g_ptr_array_add (prefixed, node);
    }

  return numbered->len > 0 ? g_steal_pointer (&numbered) : g_steal_pointer (&prefixed);
}

static char *
resolve_version (HeraldDatabase  *database,
                 const char      *id,
                 const char      *name,
                 GError         **error)
{
  g_auto(History) history = { 0 };
  g_autoptr(GPtrArray) nodes = NULL;

  if (!load_history (database, id, &history, error))
    return NULL;
  if (g_str_equal (name, "head"))
    {
      const char *head = herald_graph_choose_head (history.graph, (const char * const *) history.heads, history.stored.base);

      if (head == NULL)
        g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND, _("It has no version yet."));
      return g_strdup (head);
    }

  nodes = name[0] == '\0' ? g_ptr_array_new () : find_nodes (history.graph, name);
  if (nodes->len == 0)
    g_set_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND, _("It has no version “%s”."), name);
  else if (nodes->len > 1)
    g_set_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_AMBIGUOUS, _("“%s” may mean several versions. Write more of the hash."), name);

  return nodes->len == 1 ? g_strdup (((HeraldGraphNode *) g_ptr_array_index (nodes, 0))->hash) : NULL;
}

/**
 * herald_library_resolve_version:
 * @self: a library
 * @id: a document's id
 * @name: a number, the beginning of a hash, or "head": the one that is shown
 * @error: return location for an error: NOT_FOUND, AMBIGUOUS
 *
 * Returns: (transfer full) (nullable): the version's hash
 */
char *
herald_library_resolve_version (HeraldLibrary  *self,
                                const char     *id,
                                const char     *name,
                                GError        **error)
{
  HeraldDatabase *database;
  char *hash;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  database = herald_library_begin_reading (self, error);
  if (database == NULL)
    return NULL;
  hash = resolve_version (database, id, name, error);
  herald_library_end_reading (self);

  return hash;
}

/**
 * herald_library_get_body:
 * @self: a library
 * @body_hash: which body
 * @error: return location for an error: NOT_FOUND (also when it is on the remote only), DAMAGED
 *
 * Returns: (transfer full) (nullable): the body
 */
HeraldDocument *
herald_library_get_body (HeraldLibrary  *self,
                         const char     *body_hash,
                         GError        **error)
{
  HeraldDatabase *database;
  HeraldDocument *body;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (body_hash != NULL, NULL);

  database = herald_library_begin_reading (self, error);
  if (database == NULL)
    return NULL;
  body = herald_bodies_get (database, body_hash, error);
  herald_library_end_reading (self);

  return body;
}

/**
 * herald_library_get_heads:
 * @self: a library
 * @id: a document's id
 * @error: return location for an error: NOT_FOUND
 *
 * Returns: (transfer full) (nullable): hashes, sorted; none before the first version
 */
char **
herald_library_get_heads (HeraldLibrary  *self,
                          const char     *id,
                          GError        **error)
{
  g_auto(HeraldStored) stored = { 0 };
  HeraldDatabase *database;
  char **heads = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  database = herald_library_begin_reading (self, error);
  if (database == NULL)
    return NULL;
  if (herald_copies_find (database, id, &stored, error))
    heads = herald_versions_get_heads (database, stored.row, error);
  herald_library_end_reading (self);

  return heads;
}
