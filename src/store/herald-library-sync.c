/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-library-private.h"

#include "herald-arrivals.h"
#include "herald-copies.h"
#include "herald-graph.h"
#include "herald-joining.h"
#include "herald-versions.h"

static HeraldSyncRow *
read_row (HeraldDatabase   *database,
          HeraldStatement  *statement,
          GError          **error)
{
  g_autoptr(HeraldSyncRow) row = g_new0 (HeraldSyncRow, 1);
  char **heads = herald_versions_get_heads (database, sqlite3_column_int64 (statement, 0), error);

  if (heads == NULL)
    return NULL;
  row->id = herald_statement_get_string (statement, 1);
  row->type = sqlite3_column_int (statement, 2);
  row->remote_rev = herald_statement_get_string (statement, 3);
  row->heads = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; heads[i] != NULL; i++)
    g_ptr_array_add (row->heads, heads[i]);
  g_free (heads);

  return g_steal_pointer (&row);
}

static GPtrArray *
read_unpushed (HeraldDatabase  *database,
               guint            limit,
               GError         **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_sync_row_free);
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;

  statement = herald_database_query (database, error, "SELECT row, id, type, remote_rev FROM documents WHERE unpushed ORDER BY id LIMIT ?", "i",
                                     limit ? (gint64) limit : (gint64) -1);
  if (statement == NULL)
    return NULL;
  while (herald_database_next (database, statement, &problem))
    {
      HeraldSyncRow *row = read_row (database, statement, error);

      if (row == NULL)
        return NULL;
      g_ptr_array_add (rows, row);
    }
  if (problem == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&problem));

  return NULL;
}

/**
 * herald_library_list_unpushed:
 * @self: a library
 * @limit: how many at most, 0: all
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeraldSyncRow) (nullable): documents whose heads the remote does not hold yet
 */
GPtrArray *
herald_library_list_unpushed (HeraldLibrary  *self,
                              guint           limit,
                              GError        **error)
{
  HeraldDatabase *database;
  GPtrArray *rows;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);

  database = herald_library_begin_reading (self, error);
  if (database == NULL)
    return NULL;
  rows = read_unpushed (database, limit, error);
  herald_library_end_reading (self);

  return rows;
}

typedef struct
{
  const char         *id;
  const char * const *heads;
  const char         *remote_rev;
} Pushed;

static gboolean
mark_pushed (HeraldDatabase  *database,
             gpointer         data,
             GError         **error)
{
  const Pushed *pushed = data;

  return herald_arrivals_mark_pushed (database, pushed->id, pushed->heads, pushed->remote_rev, error);
}

/**
 * herald_library_mark_pushed:
 * @self: a library
 * @id: a document's id
 * @heads: %NULL-terminated hashes: exactly what the remote holds now
 * @remote_rev: under which revision
 * @error: return location for an error: NOT_FOUND
 *
 * Notes what the remote acknowledged; if more was made meanwhile it stays unpushed.
 *
 * Returns: whether it is on disk
 */
gboolean
herald_library_mark_pushed (HeraldLibrary       *self,
                            const char          *id,
                            const char * const  *heads,
                            const char          *remote_rev,
                            GError             **error)
{
  Pushed pushed = { id, heads, remote_rev };

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);
  g_return_val_if_fail (heads != NULL, FALSE);

  return herald_library_write (self, HERALD_WRITE_BULK, mark_pushed, &pushed, error);
}

static gboolean
forget_remote (HeraldDatabase  *database,
               gpointer         data,
               GError         **error)
{
  return herald_database_run (database, error, "UPDATE documents SET remote_rev = NULL, unpushed = row IN (SELECT document FROM heads)", "") &&
         herald_database_run (database, error, "UPDATE versions SET synced = NULL WHERE synced IS NOT NULL", "") &&
         herald_database_run (database, error, "DELETE FROM settings WHERE key IN ('remote-sequence', 'remote-checkpoint')", "") &&
         herald_library_note_change (database, error);
}

/**
 * herald_library_forget_remote:
 * @self: a library
 * @error: return location for an error
 *
 * Forgets what the remote holds, its revisions, its sequence and its checkpoint; "remote" and "remote-identity" stay.
 *
 * Returns: whether it is on disk
 */
gboolean
herald_library_forget_remote (HeraldLibrary  *self,
                              GError        **error)
{
  g_return_val_if_fail (HERALD_IS_LIBRARY (self), FALSE);

  return herald_library_write (self, HERALD_WRITE_BULK, forget_remote, NULL, error);
}

/**
 * herald_library_has_version:
 * @self: a library
 * @hash: which version
 *
 * Returns: whether it is here, with or without its body; %FALSE also when the library cannot be read
 */
gboolean
herald_library_has_version (HeraldLibrary *self,
                            const char    *hash)
{
  g_autoptr(GError) error = NULL;
  HeraldDatabase *database;
  gint64 row = 0;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (hash != NULL, FALSE);

  database = herald_library_begin_reading (self, &error);
  if (database != NULL)
    {
      if (!herald_versions_find (database, hash, &row, &error))
        row = 0;
      herald_library_end_reading (self);
    }
  if (error != NULL)
    g_warning ("Could not look for a version: %s", error->message);

  return row != 0;
}

/**
 * herald_library_is_erased:
 * @self: a library
 * @id: a document's id
 *
 * Returns: whether it was erased here, and has not been brought back by hand; %FALSE also when the library cannot be read
 */
gboolean
herald_library_is_erased (HeraldLibrary *self,
                          const char    *id)
{
  g_autoptr(GError) error = NULL;
  HeraldDatabase *database;
  gboolean erased = FALSE;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  database = herald_library_begin_reading (self, &error);
  if (database != NULL)
    {
      if (!herald_arrivals_is_erased (database, id, &erased, &error))
        erased = FALSE;
      herald_library_end_reading (self);
    }
  if (error != NULL)
    g_warning ("Could not look for what was erased: %s", error->message);

  return erased;
}

static GPtrArray *
read_gaps (HeraldDatabase  *database,
           const char      *id,
           GError         **error)
{
  g_auto(HeraldStored) stored = { 0 };
  g_autoptr(HeraldGraph) graph = NULL;
  g_autoptr(GPtrArray) gaps = g_ptr_array_new_with_free_func (g_free);

  if (!herald_copies_look_up (database, id, &stored, error))
    return NULL;
  graph = herald_graph_load (database, stored.row, error);
  if (graph == NULL)
    return NULL;
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      HeraldGraphNode *node = g_ptr_array_index (graph->nodes, i);

      for (gsize j = 0; node->parents[j] != NULL; j++)
        {
          if (!g_hash_table_contains (graph->by_hash, node->parents[j]))
            g_ptr_array_add (gaps, g_strdup (node->parents[j]));
        }
    }

  return g_steal_pointer (&gaps);
}

/**
 * herald_library_list_gaps:
 * @self: a library
 * @id: a document's id; one that is not here has no gaps
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the hashes of versions that are not here, but from which
 *   versions that are here were made
 */
GPtrArray *
herald_library_list_gaps (HeraldLibrary  *self,
                          const char     *id,
                          GError        **error)
{
  HeraldDatabase *database;
  GPtrArray *gaps;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  database = herald_library_begin_reading (self, error);
  if (database == NULL)
    return NULL;
  gaps = read_gaps (database, id, error);
  herald_library_end_reading (self);

  return gaps;
}

static GPtrArray *
read_textless (HeraldDatabase  *database,
               const char      *id,
               GError         **error)
{
  g_autoptr(GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_version_free);
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;

  statement = herald_database_query (database, error,
                                     "SELECT v.hash FROM documents d JOIN versions v ON v.document = d.row"
                                     " JOIN bodies b ON b.row = v.body WHERE d.id = ? AND b.data IS NULL ORDER BY v.row", "s", id);
  if (statement == NULL)
    return NULL;
  while (herald_database_next (database, statement, &problem))
    {
      g_autofree char *hash = herald_statement_get_hash (statement, 0);
      HeraldVersion *version = herald_versions_get (database, hash, error);

      if (version == NULL)
        return NULL;
      g_ptr_array_add (versions, version);
    }

  return herald_database_pass_on (&problem, error) ? g_steal_pointer (&versions) : NULL;
}

/**
 * herald_library_list_textless:
 * @self: a library
 * @id: a document's id; one that is not here has none
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type HeraldVersion): its versions whose texts are not here
 */
GPtrArray *
herald_library_list_textless (HeraldLibrary  *self,
                              const char     *id,
                              GError        **error)
{
  HeraldDatabase *database;
  GPtrArray *versions;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  database = herald_library_begin_reading (self, error);
  if (database == NULL)
    return NULL;
  versions = read_textless (database, id, error);
  herald_library_end_reading (self);

  return versions;
}

static gboolean
read_lacking (HeraldDatabase  *database,
              const char      *id,
              HeraldLacking   *lacking,
              GError         **error)
{
  g_auto(HeraldStored) stored = { 0 };
  g_auto(GStrv) heads = NULL;

  if (!herald_copies_look_up (database, id, &stored, error))
    return FALSE;
  heads = herald_versions_get_heads (database, stored.row, error);

  return heads != NULL && herald_joining_list_lacking (database, (const char * const *) heads, lacking, error);
}

/* The keys, as a list of their own. */
static char **
list_keys (GHashTable *set)
{
  g_autofree gpointer *keys = g_hash_table_get_keys_as_array (set, NULL);

  return g_strdupv ((char **) keys);
}

/**
 * herald_library_list_lacking:
 * @self: a library
 * @id: a document's id
 * @versions: (out) (transfer full): hashes of versions
 * @bodies: (out) (transfer full): hashes of bodies
 * @error: return location for an error
 *
 * What joining the document's heads asks for and the library does not hold. A merge stops at the first text that is not
 * here: whoever brought it asks again.
 *
 * Returns: whether the library could be read
 */
gboolean
herald_library_list_lacking (HeraldLibrary   *self,
                             const char      *id,
                             char          ***versions,
                             char          ***bodies,
                             GError         **error)
{
  g_autoptr(GHashTable) lacking_versions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) lacking_bodies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  HeraldLacking lacking = { lacking_versions, lacking_bodies };
  HeraldDatabase *database;
  gboolean read;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  database = herald_library_begin_reading (self, error);
  if (database == NULL)
    return FALSE;
  read = read_lacking (database, id, &lacking, error);
  herald_library_end_reading (self);
  if (!read)
    return FALSE;

  *versions = list_keys (lacking_versions);
  *bodies = list_keys (lacking_bodies);

  return TRUE;
}

typedef struct
{
  GPtrArray *versions;
  GPtrArray *bodies; /* NULL: none */
} Added;

static gboolean
add_versions (HeraldDatabase  *database,
              gpointer         data,
              GError         **error)
{
  const Added *added = data;

  for (guint i = 0; i < added->versions->len; i++)
    {
      HeraldDocument *body = added->bodies != NULL ? g_ptr_array_index (added->bodies, i) : NULL;

      if (!herald_arrivals_add_version (database, g_ptr_array_index (added->versions, i), body, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * herald_library_add_versions:
 * @self: a library
 * @versions: (element-type HeraldVersion): versions of documents that are here, as the remote holds them
 * @bodies: (nullable) (element-type HeraldDocument): as @versions; %NULL for one whose text may come later
 * @error: return location for an error: NOT_FOUND; then nothing of it was added
 *
 * Adds to the history in one transaction, without touching heads or working copies. Doing so again changes nothing.
 *
 * Returns: whether it is on disk
 */
gboolean
herald_library_add_versions (HeraldLibrary  *self,
                             GPtrArray      *versions,
                             GPtrArray      *bodies,
                             GError        **error)
{
  Added added = { versions, bodies };

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (versions != NULL, FALSE);
  g_return_val_if_fail (bodies == NULL || bodies->len == versions->len, FALSE);

  return herald_library_write (self, HERALD_WRITE_BULK, add_versions, &added, error);
}

/**
 * herald_library_add_version:
 * @self: a library
 * @version: a version of a document that is here, as the remote holds it
 * @body: (nullable): its body; it may be added later
 * @error: return location for an error: NOT_FOUND
 *
 * Adds to the history, without touching heads or working copies. Doing so again changes nothing.
 *
 * Returns: whether it is on disk
 */
gboolean
herald_library_add_version (HeraldLibrary   *self,
                            HeraldVersion   *version,
                            HeraldDocument  *body,
                            GError         **error)
{
  g_autoptr(GPtrArray) versions = g_ptr_array_new ();
  g_autoptr(GPtrArray) bodies = g_ptr_array_new ();

  g_return_val_if_fail (version != NULL, FALSE);

  g_ptr_array_add (versions, version);
  g_ptr_array_add (bodies, body);

  return herald_library_add_versions (self, versions, bodies, error);
}

typedef struct
{
  GPtrArray  *arrivals;
  const char *sequence;
} Taken;

static gboolean
take_arrivals (HeraldDatabase  *database,
               gpointer         data,
               GError         **error)
{
  const Taken *taken = data;

  for (guint i = 0; i < taken->arrivals->len; i++)
    {
      if (!herald_arrivals_take (database, g_ptr_array_index (taken->arrivals, i), error))
        return FALSE;
    }

  return taken->sequence == NULL || herald_library_write_setting (database, "remote-sequence", taken->sequence, error);
}

/**
 * herald_library_take_arrivals:
 * @self: a library
 * @arrivals: (element-type HeraldArrival): documents' heads as the remote has them; may be none
 * @sequence: (nullable): the remote's sequence that covers them, kept as "remote-sequence"
 * @error: return location for an error; then nothing of it was taken
 *
 * Takes a batch in, in one transaction.
 *
 * Returns: whether it is on disk
 */
gboolean
herald_library_take_arrivals (HeraldLibrary  *self,
                              GPtrArray      *arrivals,
                              const char     *sequence,
                              GError        **error)
{
  Taken taken = { arrivals, sequence };

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (arrivals != NULL, FALSE);

  return herald_library_write (self, HERALD_WRITE_BULK, take_arrivals, &taken, error);
}
