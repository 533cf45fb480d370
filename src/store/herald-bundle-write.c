/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-bundle.h"

#include <string.h>

#include "herald-library-private.h"
#include "herald-zip.h"

static gboolean
add_assets_of (HeraldDatabase  *database,
               const char      *id,
               GHashTable      *assets,
               GError         **error)
{
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;

  statement = herald_database_query (database, error, "SELECT u.asset FROM asset_uses u JOIN documents d ON d.row = u.document WHERE d.id = ?", "s", id);
  if (statement == NULL)
    return FALSE;
  while (herald_database_next (database, statement, &problem))
    g_hash_table_add (assets, herald_statement_get_hash (statement, 0));
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(char * const *) a, *(char * const *) b);
}

/* What the documents name, in all their versions, as far as it is here; sorted. */
static GPtrArray *
list_assets (HeraldLibrary       *library,
             const char * const  *ids,
             GError             **error)
{
  g_autoptr(GHashTable) named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) assets = g_ptr_array_new_with_free_func (g_free);
  HeraldDatabase *database = herald_library_begin_reading (library, error);
  gboolean read = database != NULL;
  GHashTableIter iter;
  gpointer hash;

  for (gsize i = 0; read && ids[i] != NULL; i++)
    read = add_assets_of (database, ids[i], named, error);
  if (database != NULL)
    herald_library_end_reading (library);
  if (!read)
    return NULL;
  g_hash_table_iter_init (&iter, named);
  while (g_hash_table_iter_next (&iter, &hash, NULL))
    {
      if (herald_library_has_asset (library, hash))
        g_ptr_array_add (assets, g_strdup (hash));
    }
  g_ptr_array_sort (assets, compare_strings);

  return g_steal_pointer (&assets);
}

static gboolean
add_node (HeraldZipWriter  *zip,
          const char       *path,
          JsonObject       *object,
          GError          **error)
{
  g_autoptr(JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *text = herald_canonical_to_pretty (node);
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  return herald_zip_writer_add (zip, path, bytes, error);
}

static gboolean
add_header (HeraldZipWriter  *zip,
            guint             n_documents,
            guint             n_assets,
            GError          **error)
{
  g_autoptr(JsonObject) header = json_object_new ();

  json_object_set_string_member (header, "format", HERALD_BUNDLE_FORMAT);
  json_object_set_int_member (header, "schema", HERALD_BUNDLE_SCHEMA);
  json_object_set_int_member (header, "documents", n_documents);
  json_object_set_int_member (header, "assets", n_assets);

  return add_node (zip, HERALD_BUNDLE_HEADER, header, error);
}

static gboolean
add_asset (HeraldLibrary    *library,
           HeraldZipWriter  *zip,
           const char       *sha256,
           GError          **error)
{
  g_autofree char *path = g_strconcat ("assets/", sha256, NULL);
  g_autoptr(GBytes) bytes = herald_library_get_asset (library, sha256, error);

  return bytes != NULL && herald_zip_writer_add (zip, path, bytes, error);
}

/* The body of a version, unless it stands in the file already or was never fetched. */
static gboolean
get_body (HeraldLibrary        *library,
          const HeraldVersion  *version,
          GHashTable           *written,
          HeraldDocument      **body,
          GError              **error)
{
  g_autoptr(GError) problem = NULL;

  *body = NULL;
  if (g_hash_table_contains (written, version->body))
    return TRUE;
  *body = herald_library_get_body (library, version->body, &problem);
  if (*body != NULL)
    g_hash_table_add (written, g_strdup (version->body));
  if (problem == NULL || g_error_matches (problem, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

static gboolean
append_version (HeraldLibrary        *library,
                const HeraldVersion  *version,
                GHashTable           *written,
                GString              *lines,
                GError              **error)
{
  g_autoptr(HeraldDocument) body = NULL;
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  g_autofree char *text = NULL;

  json_node_take_object (node, object);
  if (!get_body (library, version, written, &body, error))
    return FALSE;
  json_object_set_string_member (object, "hash", version->hash);
  json_object_set_object_member (object, "version", herald_version_write (version));
  if (body != NULL)
    json_object_set_member (object, "body", herald_document_to_node (body));
  text = herald_canonical_to_string (node, NULL);
  g_string_append (lines, text);
  g_string_append_c (lines, '\n');

  return TRUE;
}

static gboolean
add_document (HeraldLibrary    *library,
              HeraldZipWriter  *zip,
              const char       *id,
              GError          **error)
{
  g_autoptr(GPtrArray) rows = herald_library_list_versions (library, id, 0, 0, error);
  g_autoptr(GHashTable) written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *path = g_strconcat ("documents/", id, ".jsonl", NULL);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GString) lines = g_string_new (NULL);

  if (rows == NULL)
    return FALSE;
  for (guint i = rows->len; i > 0; i--)
    {
      const HeraldHistoryRow *row = g_ptr_array_index (rows, i - 1);

      if (!append_version (library, row->version, written, lines, error))
        return FALSE;
    }
  bytes = g_bytes_new (lines->str, lines->len);

  return herald_zip_writer_add (zip, path, bytes, error);
}

/**
 * herald_bundle_write:
 * @library: a library
 * @ids: %NULL-terminated: documents that have versions; what is unsaved in their working copies does not go in
 * @out: where to; stays open
 * @progress: (nullable): told how far it is
 * @user_data: for @progress
 * @cancellable: (nullable): to stop
 * @error: return location for an error; what is written by then is of no use
 *
 * The same library gives the same bytes.
 *
 * Returns: whether it is written
 */
gboolean
herald_bundle_write (HeraldLibrary         *library,
                     const char * const    *ids,
                     GOutputStream         *out,
                     HeraldBundleProgress   progress,
                     gpointer               user_data,
                     GCancellable          *cancellable,
                     GError               **error)
{
  g_autoptr(GPtrArray) assets = NULL;
  g_autoptr(HeraldZipWriter) zip = NULL;
  guint n_documents = g_strv_length ((char **) ids);

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (out), FALSE);

  assets = list_assets (library, ids, error);
  zip = herald_zip_writer_new (out);
  if (assets == NULL || !add_header (zip, n_documents, assets->len, error))
    return FALSE;
  for (guint i = 0; i < assets->len + n_documents; i++)
    {
      if (progress != NULL)
        progress (i, assets->len + n_documents, user_data);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (i < assets->len ? !add_asset (library, zip, g_ptr_array_index (assets, i), error)
                          : !add_document (library, zip, ids[i - assets->len], error))
        return FALSE;
    }

  return herald_zip_writer_finish (zip, error);
}
