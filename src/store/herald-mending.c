/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-verify.h"

#include "herald-bodies.h"
#include "herald-copies.h"
#include "herald-graph.h"
#include "herald-library-private.h"
#include "herald-order.h"
#include "herald-versions.h"
#include "herald-zone.h"

typedef struct
{
  HeraldVersion  *version;
  HeraldDocument *body;
  const char     *id;
  const char     *folder;
} Mending;

static gboolean
is_sound (HeraldDatabase *database,
          const char     *hash)
{
  g_autoptr(HeraldVersion) version = herald_versions_get (database, hash, NULL);

  return version != NULL;
}

/* Whatever is stored under the hash goes; what it is known to be comes in its row, so that who names the row is right. */
static gboolean
mend_version (HeraldDatabase  *database,
              gpointer         data,
              GError         **error)
{
  const Mending *mending = data;
  const HeraldVersion *version = mending->version;
  g_auto(HeraldStored) stored = { 0 };
  gint64 body_row, old_row, row;

  if (!herald_copies_find (database, version->document, &stored, error) ||
      !herald_bodies_reserve (database, stored.row, version->body, &body_row, error))
    return FALSE;
  if (is_sound (database, version->hash))
    return TRUE;
  if (!herald_versions_find (database, version->hash, &old_row, error) ||
      !herald_database_run (database, error, "DELETE FROM versions WHERE row = ?", "i", old_row) ||
      !herald_versions_add (database, stored.row, version, body_row, &row, error))
    return FALSE;
  if (old_row != 0 && !herald_database_run (database, error, "UPDATE versions SET row = ? WHERE row = ?", "ii", old_row, row))
    return FALSE;

  return herald_database_run (database, error, "UPDATE documents SET ordered = 0, change = (SELECT max (change) + 1 FROM documents) WHERE row = ?", "i", stored.row);
}

/**
 * herald_library_mend_version:
 * @self: a library
 * @version: a version of a document that is here, known by its hash
 * @error: return location for an error: NOT_FOUND
 *
 * Puts a version in place of what is stored under its hash, if that is damaged or missing.
 *
 * Returns: whether it is on disk
 */
gboolean
herald_library_mend_version (HeraldLibrary  *self,
                             HeraldVersion  *version,
                             GError        **error)
{
  Mending mending = { .version = version };

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (version != NULL, FALSE);

  return herald_library_write (self, HERALD_WRITE_BULK, mend_version, &mending, error);
}

static gboolean
mend_body (HeraldDatabase  *database,
           gpointer         data,
           GError         **error)
{
  const Mending *mending = data;
  g_auto(HeraldStored) stored = { 0 };

  return herald_copies_find (database, herald_document_get_id (mending->body), &stored, error) &&
         herald_bodies_replace (database, stored.row, mending->body, error);
}

/**
 * herald_library_mend_body:
 * @self: a library
 * @body: a text of a document that is here, known by its hash
 * @error: return location for an error: NOT_FOUND
 *
 * Stores a text anew, whatever is stored under its hash. Texts that are told by their difference to it can be read again.
 *
 * Returns: whether it is on disk
 */
gboolean
herald_library_mend_body (HeraldLibrary   *self,
                          HeraldDocument  *body,
                          GError         **error)
{
  Mending mending = { .body = body };

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (body != NULL, FALSE);

  return herald_library_write (self, HERALD_WRITE_BULK, mend_body, &mending, error);
}

/* The sound versions from which no sound one was made: rather one too many, to be joined, than one too few. */
static char **
find_heads (HeraldDatabase  *database,
            gint64           document_row,
            GError         **error)
{
  g_autoptr(HeraldGraph) graph = herald_graph_load (database, document_row, error);
  g_autoptr(GHashTable) built_on = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) sound = g_ptr_array_new ();
  g_autoptr(GPtrArray) heads = g_ptr_array_new ();

  if (graph == NULL)
    return NULL;
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      HeraldGraphNode *node = g_ptr_array_index (graph->nodes, i);

      if (!is_sound (database, node->hash))
        continue;
      g_ptr_array_add (sound, node);
      for (gsize j = 0; node->parents[j] != NULL; j++)
        g_hash_table_add (built_on, node->parents[j]);
    }
  for (guint i = 0; i < sound->len; i++)
    {
      const HeraldGraphNode *node = g_ptr_array_index (sound, i);

      if (!g_hash_table_contains (built_on, node->hash))
        g_ptr_array_add (heads, node->hash);
    }
  g_ptr_array_add (heads, NULL);

  return herald_versions_reduce (database, (const char * const *) heads->pdata, error); /* one may lead to another by way of a damaged one */
}

/* Rows whose hash names nothing sound, or is none. */
static GArray *
list_unsound (HeraldDatabase  *database,
              gint64           document_row,
              GError         **error)
{
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) unsound = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GPtrArray) hashes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;

  statement = herald_database_query (database, error, "SELECT row, hash FROM versions WHERE document = ?", "i", document_row);
  if (statement == NULL)
    return NULL;
  while (herald_database_next (database, statement, &problem))
    {
      gint64 row = sqlite3_column_int64 (statement, 0);

      g_array_append_val (rows, row);
      g_ptr_array_add (hashes, herald_statement_get_hash (statement, 1));
    }
  for (guint i = 0; i < rows->len; i++)
    {
      if (g_ptr_array_index (hashes, i) == NULL || !is_sound (database, g_ptr_array_index (hashes, i)))
        g_array_append_val (unsound, g_array_index (rows, gint64, i));
    }

  return herald_database_pass_on (&problem, error) ? g_steal_pointer (&unsound) : NULL;
}

/* A version under a hash that is not its own gets its own back, or goes if it is here as well. */
static gboolean
mend_hashes (HeraldDatabase  *database,
             gint64           document_row,
             const char      *id,
             GError         **error)
{
  g_autoptr(GArray) rows = list_unsound (database, document_row, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      gint64 row = g_array_index (rows, gint64, i);
      g_autoptr(HeraldVersion) version = herald_versions_get_unchecked (database, row);
      gint64 other;

      if (version == NULL || g_strcmp0 (version->document, id) != 0)
        continue;
      if (!herald_versions_find (database, version->hash, &other, error))
        return FALSE;
      if (other == 0 && !herald_database_run (database, error, "UPDATE versions SET hash = ? WHERE row = ?", "hi", version->hash, row))
        return FALSE;
      if (other != 0 && is_sound (database, version->hash) && !herald_database_run (database, error, "DELETE FROM versions WHERE row = ?", "i", row))
        return FALSE;
    }

  return rows != NULL;
}

/* A draft that cannot be read any more is kept beside the database: it may be the only one of its kind. */
static gboolean
put_aside (HeraldDatabase  *database,
           gint64           document_row,
           const Mending   *mending,
           GError         **error)
{
  g_autofree char *name = g_strdup_printf ("damaged-%s-%u.txt", mending->id, g_random_int ());
  g_autofree char *path = g_build_filename (mending->folder, name, NULL);
  g_autoptr(HeraldStatement) statement = herald_database_query (database, error, "SELECT text FROM working_copies WHERE document = ?", "i", document_row);

  if (statement == NULL)
    return FALSE;
  if (!herald_database_next (database, statement, error))
    return error == NULL || *error == NULL;

  return g_file_set_contents_full (path, sqlite3_column_blob (statement, 0), sqlite3_column_bytes (statement, 0),
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

static HeraldDocument *
read_copy (HeraldDatabase *database,
           const char     *id)
{
  g_autoptr(HeraldWorkingCopy) copy = herald_copies_get (database, id, NULL);

  return copy != NULL && g_strcmp0 (herald_document_get_id (copy->document), id) == 0 ? herald_document_ref (copy->document) : NULL;
}

static gboolean
mend_copy (HeraldDatabase  *database,
           const Mending   *mending,
           char           **heads,
           GError         **error)
{
  g_auto(HeraldStored) stored = { 0 };
  g_autoptr(HeraldDocument) text = read_copy (database, mending->id);
  g_autoptr(HeraldVersion) version = NULL;
  g_autoptr(HeraldDocument) body = NULL;
  const char *base;
  gint64 base_row, seconds = 1;

  if (!herald_copies_find (database, mending->id, &stored, error))
    return FALSE;
  base = stored.base != NULL && is_sound (database, stored.base) ? stored.base : heads[0];
  if (base == NULL || (text != NULL && stored.base == base && g_strcmp0 (stored.hash, herald_document_get_hash (text)) == 0))
    return TRUE; /* nothing to go back to, or nothing to do */

  version = herald_versions_get (database, base, error);
  if (version == NULL || !herald_versions_find (database, base, &base_row, error))
    return FALSE;
  if (text == NULL)
    {
      body = herald_bodies_get (database, version->body, NULL);
      if (body == NULL)
        return TRUE; /* once its text is here again */
      if (g_strcmp0 (stored.hash, version->body) != 0 && !put_aside (database, stored.row, mending, error))
        return FALSE;
      text = herald_document_ref (body);
    }

  herald_utc_parse (version->time, &seconds);

  return herald_copies_write (database, &stored, text, base_row, stored.revision + 1, g_strcmp0 (herald_document_get_hash (text), version->body) != 0,
                              MAX (seconds, 1) * G_USEC_PER_SEC, error);
}

static gboolean
mend_document (HeraldDatabase  *database,
               gpointer         data,
               GError         **error)
{
  const Mending *mending = data;
  g_auto(HeraldStored) stored = { 0 };
  g_auto(GStrv) heads = NULL;

  if (!herald_copies_find (database, mending->id, &stored, error))
    return FALSE;
  heads = mend_hashes (database, stored.row, mending->id, error) ? find_heads (database, stored.row, error) : NULL;
  if (heads == NULL || heads[0] == NULL) /* none that can be read: nothing to set right yet */
    return heads != NULL;

  return herald_versions_set_heads (database, stored.row, (const char * const *) heads, NULL, error) &&
         mend_copy (database, mending, heads, error) && herald_order_refresh (database, stored.row, error);
}

/**
 * herald_library_mend_document:
 * @self: a library
 * @id: a document's id
 * @error: return location for an error: NOT_FOUND
 *
 * Finds out anew which versions are the newest and what the draft descends from, once versions and texts are sound. A draft
 * that cannot be read is put aside into a file of the library's folder, and the text of its version takes its place.
 *
 * Returns: whether it is on disk
 */
gboolean
herald_library_mend_document (HeraldLibrary  *self,
                              const char     *id,
                              GError        **error)
{
  Mending mending = { .id = id };

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  mending.folder = herald_library_get_folder (self);

  return herald_library_write (self, HERALD_WRITE_BULK, mend_document, &mending, error);
}
