/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-versions.h"

#include "herald-canonical.h"
#include "herald-i18n.h"
#include "herald-json.h"
#include "herald-order.h"
#include "herald-pack.h"
#include "herald-store-error.h"
#include "herald-zone.h"

#include <string.h>

/* What versions have in common, as a dictionary for packing: so only author, time and message take room. It belongs
 * to schema 1 of the database and never changes. */
static char *
make_dictionary (const char         *document,
                 const char         *body,
                 const char * const *parents)
{
  g_autofree char *joined = g_strjoinv ("\",\"", (char **) parents);

  return g_strdup_printf ("{\"author\":{\"email\":\"@\",\"name\":\"\"},\"automatic\":true,\"body\":\"%s\",\"document\":\"%s\",\"message\":\"\","
                          "\"parents\":[\"%s\"],\"schema\":1,\"time\":\"20",
                          body, document, joined);
}

static GByteArray *
pack_parents (const HeraldVersion *version)
{
  GByteArray *bytes = g_byte_array_new ();

  for (guint i = 0; version->parents != NULL && i < version->parents->len; i++)
    {
      guint8 hash[32];

      if (herald_hash_to_bytes (g_ptr_array_index (version->parents, i), hash))
        g_byte_array_append (bytes, hash, sizeof hash);
    }

  return bytes;
}

static char **
unpack_parents (const guint8 *bytes,
                gsize         length)
{
  char **parents = g_new0 (char *, length / 32 + 1);

  for (gsize i = 0; i < length / 32; i++)
    parents[i] = herald_hash_from_bytes (bytes + 32 * i);

  return parents;
}

static char *
to_text (const HeraldVersion *version,
         gsize               *length)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, herald_version_write (version));

  return herald_canonical_to_string (node, length);
}

static gboolean
insert (HeraldDatabase       *database,
        gint64                document_row,
        const HeraldVersion  *version,
        gint64                body_row,
        const HeraldPlace    *place,
        GError              **error)
{
  g_autoptr(GByteArray) packed_parents = pack_parents (version);
  g_auto(GStrv) parents = unpack_parents (packed_parents->data, packed_parents->len);
  g_autofree char *dictionary = make_dictionary (version->document, version->body, (const char * const *) parents);
  gsize length, size;
  g_autofree char *text = to_text (version, &length);
  g_autoptr(GBytes) data = herald_pack (text, length, dictionary, strlen (dictionary));
  const void *packed = g_bytes_get_data (data, &size);
  gint64 time = 0;

  herald_utc_parse (version->time, &time); /* a time that is none stays 1970: it only sorts */

  return herald_database_run (database, error,
                              "INSERT INTO versions (hash, document, time, parents, body, data, number, place, folds)"
                              " VALUES (?, ?, ?, ?, ?, ?, nullif (?, 0), ?, ?)", "hiibibiii",
                              version->hash, document_row, time,
                              packed_parents->data ? packed_parents->data : (const guint8 *) "", (gsize) packed_parents->len,
                              body_row, packed, size, place->number, place->place, (gint64) herald_versions_fold (version));
}

/**
 * herald_versions_add:
 * @database: the writing connection, in a transaction
 * @document_row: whose version
 * @version: the version
 * @body_row: its body's row
 * @row: (out): its row
 * @error: return location for an error
 *
 * Stores a version, unless it is here already.
 *
 * Returns: whether it worked
 */
gboolean
herald_versions_add (HeraldDatabase       *database,
                     gint64                document_row,
                     const HeraldVersion  *version,
                     gint64                body_row,
                     gint64               *row,
                     GError              **error)
{
  HeraldPlace place;

  if (!herald_versions_find (database, version->hash, row, error))
    return FALSE;
  if (*row != 0)
    return TRUE;
  if (!herald_order_place (database, document_row, version, &place, error) ||
      !insert (database, document_row, version, body_row, &place, error))
    return FALSE;
  *row = sqlite3_last_insert_rowid (herald_database_get_handle (database));

  return TRUE;
}

/**
 * herald_versions_fold:
 * @version: a version
 *
 * Returns: whether a history shows it folded up: nobody named it, and it joins nothing
 */
gboolean
herald_versions_fold (const HeraldVersion *version)
{
  return version->automatic && version->parents->len < 2;
}

/**
 * herald_versions_find:
 * @database: a connection
 * @hash: which version
 * @row: (out): its row, 0 if it is not here
 * @error: return location for an error
 *
 * Returns: whether it could be looked up
 */
gboolean
herald_versions_find (HeraldDatabase  *database,
                      const char      *hash,
                      gint64          *row,
                      GError         **error)
{
  return herald_database_get_int (database, 0, row, error, "SELECT row FROM versions WHERE hash = ?", "h", hash);
}

/* The version as it stands in a row; its hash is not compared. */
static HeraldVersion *
unpack_row (HeraldStatement *statement)
{
  g_auto(GStrv) parents = unpack_parents (sqlite3_column_blob (statement, 0), sqlite3_column_bytes (statement, 0));
  g_autofree char *body = herald_statement_get_hash (statement, 1);
  g_autofree char *dictionary = make_dictionary ((const char *) sqlite3_column_text (statement, 2), body, (const char * const *) parents);
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  text = herald_unpack (sqlite3_column_blob (statement, 3), sqlite3_column_bytes (statement, 3), dictionary, strlen (dictionary), &length, NULL);
  node = text != NULL ? herald_json_parse (text, length, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? herald_version_read (json_node_get_object (node), NULL) : NULL;
}

static HeraldVersion *
read_row (HeraldStatement  *statement,
          const char       *hash,
          GError          **error)
{
  g_autoptr(HeraldVersion) version = unpack_row (statement);

  if (version == NULL || g_strcmp0 (version->hash, hash) != 0)
    {
      g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_DAMAGED, _("The library is damaged: a version in the history is not what it was."));
      return NULL;
    }

  return g_steal_pointer (&version);
}

/**
 * herald_versions_get:
 * @database: a connection
 * @hash: which version
 * @error: return location for an error: NOT_FOUND, DAMAGED
 *
 * Returns: (transfer full) (nullable): the version
 */
HeraldVersion *
herald_versions_get (HeraldDatabase  *database,
                     const char      *hash,
                     GError         **error)
{
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;

  statement = herald_database_query (database, error,
                                     "SELECT v.parents, b.hash, d.id, v.data FROM versions v"
                                     " JOIN bodies b ON b.row = v.body JOIN documents d ON d.row = v.document WHERE v.hash = ?", "h", hash);
  if (statement == NULL)
    return NULL;
  if (herald_database_next (database, statement, &problem))
    return read_row (statement, hash, error);

  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND, _("There is no version %.12s in this library."), hash);

  return NULL;
}

/**
 * herald_versions_get_unchecked:
 * @database: a connection
 * @row: a version's row
 *
 * Returns: (transfer full) (nullable): the version that stands there, under whatever hash
 */
HeraldVersion *
herald_versions_get_unchecked (HeraldDatabase *database,
                               gint64          row)
{
  g_autoptr(HeraldStatement) statement = NULL;

  statement = herald_database_query (database, NULL,
                                     "SELECT v.parents, b.hash, d.id, v.data FROM versions v"
                                     " JOIN bodies b ON b.row = v.body JOIN documents d ON d.row = v.document WHERE v.row = ?", "i", row);

  return statement != NULL && herald_database_next (database, statement, NULL) ? unpack_row (statement) : NULL;
}

/**
 * herald_versions_get_heads:
 * @database: a connection
 * @document_row: whose heads
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): hashes, sorted; none before the first version
 */
char **
herald_versions_get_heads (HeraldDatabase  *database,
                           gint64           document_row,
                           GError         **error)
{
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GPtrArray) heads = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) problem = NULL;

  statement = herald_database_query (database, error,
                                     "SELECT v.hash FROM heads h JOIN versions v ON v.row = h.version WHERE h.document = ? ORDER BY v.hash",
                                     "i", document_row);
  if (statement == NULL)
    return NULL;
  while (herald_database_next (database, statement, &problem))
    g_ptr_array_add (heads, herald_statement_get_hash (statement, 0));
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  g_ptr_array_add (heads, NULL);

  return (char **) g_ptr_array_steal (heads, NULL);
}

static gboolean
is_same_set (const char * const *a,
             const char * const *b)
{
  if (g_strv_length ((char **) a) != g_strv_length ((char **) b))
    return FALSE;
  for (gsize i = 0; a[i] != NULL; i++)
    {
      if (!g_strv_contains (b, a[i]))
        return FALSE;
    }

  return TRUE;
}

/**
 * herald_versions_set_heads:
 * @database: the writing connection, in a transaction
 * @document_row: whose heads
 * @heads: versions that are here, none the ancestor of another
 * @on_remote: (nullable): the heads that the remote is known to hold, %NULL: other ones
 * @error: return location for an error
 *
 * Sets the heads, and what follows from them: a conflict, and whether the remote has them.
 *
 * Returns: whether it worked
 */
gboolean
herald_versions_set_heads (HeraldDatabase      *database,
                           gint64               document_row,
                           const char * const  *heads,
                           const char * const  *on_remote,
                           GError             **error)
{
  gint64 conflict = heads[0] != NULL && heads[1] != NULL;
  gint64 unpushed = heads[0] != NULL && (on_remote == NULL || !is_same_set (heads, on_remote));

  if (!herald_database_run (database, error, "DELETE FROM heads WHERE document = ?", "i", document_row))
    return FALSE;
  for (gsize i = 0; heads[i] != NULL; i++)
    {
      if (!herald_database_run (database, error, "INSERT INTO heads (document, version) SELECT ?, row FROM versions WHERE hash = ?", "ih", document_row, heads[i]))
        return FALSE;
    }

  return herald_database_run (database, error,
                              "UPDATE documents SET conflict = ?, unpushed = ?, change = (SELECT max (change) + 1 FROM documents) WHERE row = ?", "iii",
                              conflict, unpushed, document_row);
}

typedef struct
{
  HeraldDatabase *database;
  GError         *error;
} Lookup;

static char **
look_up_parents (const char *hash,
                 gpointer    data)
{
  Lookup *lookup = data;
  g_autoptr(HeraldStatement) statement = NULL;

  if (lookup->error != NULL)
    return NULL;
  statement = herald_database_query (lookup->database, &lookup->error, "SELECT parents FROM versions WHERE hash = ?", "h", hash);
  if (statement == NULL || !herald_database_next (lookup->database, statement, &lookup->error))
    return NULL;

  return unpack_parents (sqlite3_column_blob (statement, 0), sqlite3_column_bytes (statement, 0));
}

/* What is synced has no ancestor that is not, unless it came later: then it came from the remote, and says so itself. */
static gboolean
mark_synced (HeraldDatabase  *database,
             const char      *hash,
             GPtrArray       *open,
             GError         **error)
{
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;

  statement = herald_database_query (database, error, "SELECT parents FROM versions WHERE hash = ? AND synced IS NULL", "h", hash);
  if (statement == NULL)
    return FALSE;
  if (!herald_database_next (database, statement, &problem))
    return herald_database_pass_on (&problem, error);
  for (gsize i = 0; i + 32 <= (gsize) sqlite3_column_bytes (statement, 0); i += 32)
    g_ptr_array_add (open, herald_hash_from_bytes ((const guint8 *) sqlite3_column_blob (statement, 0) + i));

  return herald_database_run (database, error, "UPDATE versions SET synced = 1 WHERE hash = ?", "h", hash);
}

/**
 * herald_versions_mark_synced:
 * @database: the writing connection, in a transaction
 * @hashes: what the remote is known to hold
 * @error: return location for an error
 *
 * The remote never takes a version without those that led to it.
 *
 * Returns: whether it worked
 */
gboolean
herald_versions_mark_synced (HeraldDatabase      *database,
                             const char * const  *hashes,
                             GError             **error)
{
  g_autoptr(GPtrArray) open = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; hashes[i] != NULL; i++)
    g_ptr_array_add (open, g_strdup (hashes[i]));
  while (open->len > 0)
    {
      g_autofree char *hash = g_ptr_array_steal_index_fast (open, open->len - 1);

      if (!mark_synced (database, hash, open, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * herald_versions_reduce:
 * @database: a connection
 * @heads: hashes
 * @error: return location for an error
 *
 * Leaves out every head from which another one was made, as far as the history is here.
 *
 * Returns: (transfer full) (nullable): the others, sorted
 */
char **
herald_versions_reduce (HeraldDatabase      *database,
                        const char * const  *heads,
                        GError             **error)
{
  Lookup lookup = { database, NULL };
  g_auto(GStrv) reduced = herald_heads_reduce (heads, look_up_parents, &lookup);

  if (lookup.error != NULL)
    {
      g_propagate_error (error, lookup.error);
      return NULL;
    }

  return g_steal_pointer (&reduced);
}
