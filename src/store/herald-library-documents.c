/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-library-private.h"

#include "herald-assets.h"
#include "herald-bodies.h"
#include "herald-choices.h"
#include "herald-copies.h"
#include "herald-derived.h"
#include "herald-i18n.h"
#include "herald-lists.h"
#include "herald-tallies.h"
#include "herald-search.h"

static char *
resolve_id (HeraldDatabase  *database,
            const char      *prefix,
            GError         **error)
{
  g_autofree char *from = g_ascii_strdown (prefix, -1);
  g_autofree char *to = g_strconcat (from, "\x7f", NULL);
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;
  g_autofree char *id = NULL;

  statement = herald_database_query (database, error, "SELECT id FROM documents WHERE id >= ? AND id < ? ORDER BY id LIMIT 2", "ss", from, to);
  if (statement == NULL)
    return NULL;
  if (prefix[0] != '\0' && herald_database_next (database, statement, &problem))
    id = herald_statement_get_string (statement, 0);
  if (id == NULL && herald_database_pass_on (&problem, error))
    g_set_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND, _("There is nothing with the id “%s” in this library."), prefix);
  if (id == NULL)
    return NULL;

  if (!g_str_equal (id, from) && herald_database_next (database, statement, &problem))
    {
      g_set_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_AMBIGUOUS, _("Several ids begin with “%s”. Write more of it."), prefix);
      return NULL;
    }

  return herald_database_pass_on (&problem, error) ? g_steal_pointer (&id) : NULL;
}

/**
 * herald_library_resolve_id:
 * @self: a library
 * @prefix: the beginning of an id, or all of it
 * @error: return location for an error: NOT_FOUND, AMBIGUOUS
 *
 * Returns: (transfer full) (nullable): the id
 */
char *
herald_library_resolve_id (HeraldLibrary  *self,
                           const char     *prefix,
                           GError        **error)
{
  HeraldDatabase *database;
  char *id;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (prefix != NULL, NULL);

  database = herald_library_begin_reading (self, error);
  if (database == NULL)
    return NULL;
  id = resolve_id (database, prefix, error);
  herald_library_end_reading (self);

  return id;
}

/**
 * herald_library_get_working_copy:
 * @self: a library
 * @id: a document's id
 * @error: return location for an error: NOT_FOUND, DAMAGED
 *
 * Returns: (transfer full) (nullable): its working copy
 */
HeraldWorkingCopy *
herald_library_get_working_copy (HeraldLibrary  *self,
                                 const char     *id,
                                 GError        **error)
{
  HeraldDatabase *database;
  HeraldWorkingCopy *copy;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  database = herald_library_begin_reading (self, error);
  if (database == NULL)
    return NULL;
  copy = herald_copies_get (database, id, error);
  herald_library_end_reading (self);

  return copy;
}

static GPtrArray *
read_ids (HeraldLibrary  *self,
          const char     *sql,
          GError        **error)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) problem = NULL;
  HeraldDatabase *database = herald_library_begin_reading (self, error);
  HeraldStatement *statement;

  if (database == NULL)
    return NULL;
  statement = herald_database_query (database, &problem, sql, "");
  while (statement != NULL && herald_database_next (database, statement, &problem))
    g_ptr_array_add (ids, herald_statement_get_string (statement, 0));
  g_clear_pointer (&statement, herald_statement_release);
  herald_library_end_reading (self);

  return herald_database_pass_on (&problem, error) ? g_steal_pointer (&ids) : NULL;
}

/**
 * herald_library_list_conflicts:
 * @self: a library
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type utf8) (nullable): ids of the documents with several heads
 */
GPtrArray *
herald_library_list_conflicts (HeraldLibrary  *self,
                               GError        **error)
{
  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);

  return read_ids (self, "SELECT id FROM documents WHERE conflict ORDER BY id", error);
}

/**
 * herald_library_list_dirty:
 * @self: a library
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type utf8) (nullable): ids of the documents whose working copy is in no version
 */
GPtrArray *
herald_library_list_dirty (HeraldLibrary  *self,
                           GError        **error)
{
  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);

  return read_ids (self, "SELECT id FROM documents WHERE dirty ORDER BY id", error);
}

/* Words from outside may be anything. */
static HeraldListQuery
make_valid (const HeraldListQuery  *query,
            char                  **words)
{
  HeraldListQuery valid = *query;

  *words = query->query ? g_utf8_make_valid (query->query, -1) : NULL;
  valid.query = *words;

  return valid;
}

/**
 * herald_library_list:
 * @self: a library
 * @query: what to show
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeraldListRow) (nullable): a page of rows, newest first
 */
GPtrArray *
herald_library_list (HeraldLibrary          *self,
                     const HeraldListQuery  *query,
                     GError                **error)
{
  g_autofree char *words = NULL;
  HeraldListQuery valid;
  HeraldDatabase *database;
  GPtrArray *rows;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (query != NULL, NULL);

  valid = make_valid (query, &words);
  database = herald_library_begin_reading (self, error);
  if (database == NULL)
    return NULL;
  rows = herald_lists_get_page (database, &valid, error);
  herald_library_end_reading (self);

  return rows;
}

/**
 * herald_library_count:
 * @self: a library
 * @query: what to count; offset and limit do not matter
 * @error: return location for an error
 *
 * Returns: how many rows there are in all, %G_MAXUINT on error
 */
guint
herald_library_count (HeraldLibrary          *self,
                      const HeraldListQuery  *query,
                      GError                **error)
{
  g_autofree char *words = NULL;
  HeraldListQuery valid;
  HeraldDatabase *database;
  guint count = G_MAXUINT;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), G_MAXUINT);
  g_return_val_if_fail (query != NULL, G_MAXUINT);

  valid = make_valid (query, &words);
  database = herald_library_begin_reading (self, error);
  if (database == NULL)
    return G_MAXUINT;
  if (!herald_lists_count (database, &valid, &count, error))
    count = G_MAXUINT;
  herald_library_end_reading (self);

  return count;
}

/**
 * herald_library_list_tags:
 * @self: a library
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type utf8) (nullable): the tags in use, sorted
 */
GPtrArray *
herald_library_list_tags (HeraldLibrary  *self,
                          GError        **error)
{
  HeraldDatabase *database;
  GPtrArray *tags;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);

  database = herald_library_begin_reading (self, error);
  if (database == NULL)
    return NULL;
  tags = herald_tallies_list_tags (database, error);
  herald_library_end_reading (self);

  return tags;
}

/**
 * herald_library_get_counts:
 * @self: a library
 * @limit: how many tags and parties at most, the most used
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): how many announcements there are of what
 */
HeraldCounts *
herald_library_get_counts (HeraldLibrary  *self,
                           guint           limit,
                           GError        **error)
{
  HeraldDatabase *database;
  HeraldCounts *counts;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);

  database = herald_library_begin_reading (self, error);
  if (database == NULL)
    return NULL;
  counts = herald_tallies_get_counts (database, herald_clock_get_real (herald_library_get_clock (self)), limit, error);
  herald_library_end_reading (self);

  return counts;
}

typedef struct
{
  const char *id;
  gint64      now;
  const char *assets;
  const char *derived;
} Erasing;

static gboolean
erase (HeraldDatabase  *database,
       gpointer         data,
       GError         **error)
{
  const Erasing *erasing = data;
  g_auto(HeraldStored) stored = { 0 };

  if (!herald_copies_find (database, erasing->id, &stored, error))
    return FALSE;

  /* What refers to versions goes before them, they before bodies; the rest follows the document's row. */
  return herald_search_forget (database, stored.row, error) &&
         herald_database_run (database, error,
                              "INSERT OR IGNORE INTO doomed_assets (asset) SELECT asset FROM asset_uses u WHERE document = ?1"
                              " AND NOT EXISTS (SELECT 1 FROM asset_uses o WHERE o.asset = u.asset AND o.document <> ?1)", "i", stored.row) &&
         herald_database_run (database, error, "DELETE FROM working_copies WHERE document = ?", "i", stored.row) &&
         herald_database_run (database, error, "DELETE FROM heads WHERE document = ?", "i", stored.row) &&
         herald_database_run (database, error, "DELETE FROM versions WHERE document = ?", "i", stored.row) &&
         herald_database_run (database, error, "DELETE FROM documents WHERE row = ?", "i", stored.row) &&
         herald_choices_forget (database, erasing->id, error) &&
         herald_database_run (database, error, "INSERT INTO erasures (id, time) VALUES (?, ?)", "si", erasing->id, erasing->now) &&
         herald_search_begin_tidying (database, error) &&
         herald_library_note_change (database, error);
}

/* Only once the erasure is on disk: until then the files are still named. */
static gboolean
remove_doomed (HeraldDatabase  *database,
               gpointer         data,
               GError         **error)
{
  const Erasing *erasing = data;
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;

  /* Somebody may have named one of them again in between. */
  if (!herald_database_run (database, error, "DELETE FROM doomed_assets WHERE asset IN (SELECT asset FROM asset_uses)", ""))
    return FALSE;
  statement = herald_database_query (database, error, "SELECT asset FROM doomed_assets", "");
  if (statement == NULL)
    return FALSE;
  while (herald_database_next (database, statement, &problem))
    {
      g_autofree char *hash = herald_statement_get_hash (statement, 0);

      if (!herald_assets_remove (erasing->assets, hash, error) || !herald_derived_remove (erasing->derived, hash, error))
        return FALSE;
    }
  if (!herald_database_pass_on (&problem, error))
    return FALSE;

  return herald_database_run (database, error, "DELETE FROM doomed_assets", "");
}

/**
 * herald_library_erase:
 * @self: a library
 * @id: a document's id
 * @error: return location for an error: NOT_FOUND
 *
 * Erases a document for good, with its versions, its words in the search index, and the files that nothing else
 * names. That it was erased, and when, is noted.
 *
 * Returns: whether it is gone
 */
gboolean
herald_library_erase (HeraldLibrary  *self,
                      const char     *id,
                      GError        **error)
{
  Erasing erasing;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  erasing.id = id;
  erasing.now = herald_clock_get_real (herald_library_get_clock (self));
  erasing.assets = herald_library_get_assets (self);
  erasing.derived = herald_library_get_derived_folder (self);

  return herald_library_write (self, HERALD_WRITE_NORMAL, erase, &erasing, error) &&
         herald_library_write (self, HERALD_WRITE_NORMAL, remove_doomed, &erasing, error);
}

static gboolean
spare_asset (HeraldDatabase  *database,
             gpointer         data,
             GError         **error)
{
  return herald_database_run (database, error, "DELETE FROM doomed_assets WHERE asset = ?", "h", data);
}

/**
 * herald_library_add_asset:
 * @self: a library
 * @stream: the bytes
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error: FULL, READ_ONLY, FAILED, or the stream's own
 *
 * Stores a file; the same bytes are stored once.
 *
 * Returns: (transfer full) (nullable): its SHA-256, in hex
 */
char *
herald_library_add_asset (HeraldLibrary  *self,
                          GInputStream   *stream,
                          GCancellable   *cancellable,
                          GError        **error)
{
  g_autofree char *sha256 = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  sha256 = herald_assets_add (herald_library_get_assets (self), stream, cancellable, error);
  if (sha256 == NULL || !herald_library_write (self, HERALD_WRITE_NORMAL, spare_asset, sha256, error))
    return NULL;
  if (!herald_library_has_asset (self, sha256))
    {
      /* An erasure in another process removed the same file between its arrival and the word that it is wanted. */
      g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_FAILED, _("The file was removed while it was being added. Add it again."));
      return NULL;
    }

  return g_steal_pointer (&sha256);
}

/**
 * herald_library_get_asset:
 * @self: a library
 * @sha256: which file
 * @error: return location for an error: NOT_FOUND, DAMAGED
 *
 * Returns: (transfer full) (nullable): its bytes, mapped and verified
 */
GBytes *
herald_library_get_asset (HeraldLibrary  *self,
                          const char     *sha256,
                          GError        **error)
{
  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (sha256 != NULL, NULL);

  return herald_assets_get (herald_library_get_assets (self), sha256, error);
}

/**
 * herald_library_has_asset:
 * @self: a library
 * @sha256: which file
 *
 * Returns: whether it is here
 */
gboolean
herald_library_has_asset (HeraldLibrary *self,
                          const char    *sha256)
{
  g_return_val_if_fail (HERALD_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (sha256 != NULL, FALSE);

  return herald_assets_has (herald_library_get_assets (self), sha256);
}

/**
 * herald_library_get_derived:
 * @self: a library
 * @sha256: one of its files
 * @name: what was made from it
 *
 * Returns: (transfer full) (nullable): what herald_library_keep_derived() kept; %NULL where that has to be made again
 */
GBytes *
herald_library_get_derived (HeraldLibrary *self,
                            const char    *sha256,
                            const char    *name)
{
  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (sha256 != NULL && name != NULL, NULL);

  if (!herald_library_has_asset (self, sha256))
    return NULL;

  return herald_derived_get (herald_library_get_derived_folder (self), sha256, name);
}

/**
 * herald_library_keep_derived:
 * @self: a library
 * @sha256: one of its files
 * @name: what was made from it, of small letters, digits, dots and dashes; another name when it is made otherwise
 * @bytes: what was made, which depends on the file and the name alone
 *
 * Keeps it in the library's folder until the file is erased, or there is too much of such things.
 */
void
herald_library_keep_derived (HeraldLibrary *self,
                             const char    *sha256,
                             const char    *name,
                             GBytes        *bytes)
{
  g_return_if_fail (HERALD_IS_LIBRARY (self));
  g_return_if_fail (sha256 != NULL && name != NULL && bytes != NULL);

  herald_derived_keep (herald_library_get_derived_folder (self), sha256, name, bytes);
  if (!herald_library_has_asset (self, sha256)) /* it was erased meanwhile */
    herald_derived_remove (herald_library_get_derived_folder (self), sha256, NULL);
}
