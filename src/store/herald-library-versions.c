/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-library-private.h"

#include "herald-bodies.h"
#include "herald-copies.h"
#include "herald-graph.h"
#include "herald-history-rows.h"
#include "herald-history.h"
#include "herald-i18n.h"
#include "herald-id.h"
#include "herald-order.h"
#include "herald-versions.h"

#include <string.h>

/* As many characters of a hash as histories show. */
#define SHORT_HASH 8

#define LOWEST "0000000000000000000000000000000000000000000000000000000000000000"
#define HIGHEST    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"

typedef struct
{
  const char *id;
} Ordering;

static gboolean
put_in_order (HeraldDatabase  *database,
              gpointer         data,
              GError         **error)
{
  const Ordering *ordering = data;
  g_auto(HeraldStored) stored = { 0 };
  gboolean current;

  return herald_copies_find (database, ordering->id, &stored, error) &&
         herald_order_check (database, stored.row, &current, error) &&
         (current || herald_order_refresh (database, stored.row, error));
}

/**
 * herald_library_begin_reading_history:
 * @self: a library
 * @id: a document's id
 * @stored: (out caller-allocates): what is stored of it
 * @error: return location for an error: NOT_FOUND
 *
 * As herald_library_begin_reading(), of a history that is in order. Versions that came between others leave it without:
 * then it is put in order first, where the library can be written to. Not to be called in the writer's thread.
 *
 * Returns: (transfer none) (nullable): the connection
 */
HeraldDatabase *
herald_library_begin_reading_history (HeraldLibrary  *self,
                                      const char     *id,
                                      HeraldStored   *stored,
                                      GError        **error)
{
  gboolean current = TRUE;

  for (guint attempt = 0; attempt < 2; attempt++)
    {
      HeraldDatabase *database = herald_library_begin_reading (self, error);
      g_autoptr(GError) problem = NULL;
      Ordering ordering = { id };

      if (database == NULL)
        return NULL;
      if (!herald_copies_find (database, id, stored, error) || !herald_order_check (database, stored->row, &current, error))
        {
          herald_library_end_reading (self);
          return NULL;
        }
      if (current || attempt > 0)
        return database;

      herald_library_end_reading (self);
      herald_stored_clear (stored);
      if (!herald_library_write (self, HERALD_WRITE_NORMAL, put_in_order, &ordering, &problem))
        g_info ("The history is read as a whole: %s", problem->message);
    }

  g_assert_not_reached ();
}

static GPtrArray *
read_rows (HeraldDatabase  *database,
           gint64           document_row,
           gboolean         named,
           guint            offset,
           guint            limit,
           GError         **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_history_row_free);
  g_autoptr(GArray) slots = herald_history_list_slots (database, document_row, named, offset, limit, error);

  if (slots == NULL)
    return NULL;
  for (guint i = 0; i < slots->len; i++)
    {
      HeraldHistoryRow *row = herald_history_read_row (database, &g_array_index (slots, HeraldHistorySlot, i), error);

      if (row == NULL)
        return NULL;
      g_ptr_array_add (rows, row);
    }

  return g_steal_pointer (&rows);
}

static GPtrArray *
list_page (HeraldLibrary  *self,
           const char     *id,
           gboolean        named,
           guint           offset,
           guint           limit,
           GError        **error)
{
  g_auto(HeraldStored) stored = { 0 };
  HeraldDatabase *database = herald_library_begin_reading_history (self, id, &stored, error);
  GPtrArray *rows;

  if (database == NULL)
    return NULL;
  rows = read_rows (database, stored.row, named, offset, limit, error);
  herald_library_end_reading (self);

  return rows;
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
  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return list_page (self, id, FALSE, offset, limit, error);
}

/**
 * herald_library_list_named_versions:
 * @self: a library
 * @id: a document's id
 * @offset: how many rows to leave out
 * @limit: how many rows at most, 0: all
 * @error: return location for an error: NOT_FOUND, DAMAGED
 *
 * What stands out in a history: versions with a name, joined ones, heads, and what went out. The others are counted.
 *
 * Returns: (transfer full) (element-type HeraldHistoryRow) (nullable): the versions, newest first
 */
GPtrArray *
herald_library_list_named_versions (HeraldLibrary  *self,
                                    const char     *id,
                                    guint           offset,
                                    guint           limit,
                                    GError        **error)
{
  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return list_page (self, id, TRUE, offset, limit, error);
}

/**
 * herald_library_count_versions:
 * @self: a library
 * @id: a document's id
 * @error: return location for an error: NOT_FOUND
 *
 * Returns: how many versions of it are here, %G_MAXUINT on error
 */
guint
herald_library_count_versions (HeraldLibrary  *self,
                               const char     *id,
                               GError        **error)
{
  g_auto(HeraldStored) stored = { 0 };
  HeraldDatabase *database;
  gint64 count = G_MAXUINT;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), G_MAXUINT);
  g_return_val_if_fail (id != NULL, G_MAXUINT);

  database = herald_library_begin_reading (self, error);
  if (database == NULL)
    return G_MAXUINT;
  if (!herald_copies_find (database, id, &stored, error) ||
      !herald_database_get_int (database, 0, &count, error, "SELECT count (*) FROM versions WHERE document = ?", "i", stored.row))
    count = G_MAXUINT;
  herald_library_end_reading (self);

  return (guint) count;
}

/**
 * herald_library_get_history_row:
 * @self: a library
 * @hash: which version
 * @error: return location for an error: NOT_FOUND, DAMAGED
 *
 * Its number and what happened to it, without a look at the rest of the history; its position is not looked for.
 *
 * Returns: (transfer full) (nullable): the version as a history tells it
 */
HeraldHistoryRow *
herald_library_get_history_row (HeraldLibrary  *self,
                                const char     *hash,
                                GError        **error)
{
  HeraldDatabase *database;
  HeraldHistorySlot slot;
  HeraldHistoryRow *row = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (hash != NULL, NULL);

  database = herald_library_begin_reading (self, error);
  if (database == NULL)
    return NULL;
  if (herald_history_find_slot (database, hash, &slot, error))
    row = herald_history_read_row (database, &slot, error);
  herald_library_end_reading (self);

  return row;
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

/* A few digits are a number, even if no version has it: whoever types 17 must not get a hash that happens to begin so. */
static gboolean
may_begin_hash (const char *name)
{
  return name[0] != '\0' && (!is_number (name) || strlen (name) >= SHORT_HASH);
}

/* The hashes of versions whose own begins so; two are enough to know that it is not clear. */
static gboolean
find_by_prefix (HeraldDatabase  *database,
                gint64           document_row,
                const char      *name,
                GPtrArray       *found,
                GError         **error)
{
  g_autofree char *prefix = g_ascii_strdown (name, -1);
  g_autofree char *from = g_strdup_printf ("%s%.*s", prefix, (int) MAX (0, 64 - (gssize) strlen (prefix)), LOWEST);
  g_autofree char *to = g_strdup_printf ("%s%.*s", prefix, (int) MAX (0, 64 - (gssize) strlen (prefix)), HIGHEST);
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;

  if (!herald_hash_is_valid (from))
    return TRUE;
  statement = herald_database_query (database, error, "SELECT hash FROM versions WHERE hash BETWEEN ? AND ? AND +document = ? LIMIT 2", "hhi", from, to, document_row);
  if (statement == NULL)
    return FALSE;
  while (herald_database_next (database, statement, &problem))
    g_ptr_array_add (found, herald_statement_get_hash (statement, 0));

  return herald_database_pass_on (&problem, error);
}

static gboolean
find_by_number (HeraldDatabase  *database,
                gint64           document_row,
                const char      *name,
                GPtrArray       *found,
                GError         **error)
{
  guint number = (guint) g_ascii_strtoull (name, NULL, 10);
  g_autoptr(GArray) slots = NULL;
  gboolean has_gaps;

  if (!herald_order_has_gaps (database, document_row, &has_gaps, error))
    return FALSE;
  if (has_gaps)
    return TRUE;
  slots = herald_history_list_slots (database, document_row, FALSE, 0, 0, error);
  if (slots == NULL)
    return FALSE;
  for (guint i = 0; i < slots->len && found->len < 2; i++)
    {
      const HeraldHistorySlot *slot = &g_array_index (slots, HeraldHistorySlot, i);
      g_autoptr(HeraldStatement) statement = NULL;

      if (number == 0 || slot->number != number)
        continue;
      statement = herald_database_query (database, error, "SELECT hash FROM versions WHERE row = ?", "i", slot->row);
      if (statement == NULL || !herald_database_next (database, statement, error))
        return FALSE;
      g_ptr_array_add (found, herald_statement_get_hash (statement, 0));
    }

  return TRUE;
}

/* The graph is asked only where the answer depends on it. */
static char *
find_head (HeraldDatabase      *database,
           const HeraldStored  *stored,
           GError             **error)
{
  g_auto(GStrv) heads = herald_versions_get_heads (database, stored->row, error);
  g_autoptr(HeraldGraph) graph = NULL;
  const char *head;

  if (heads == NULL)
    return NULL;
  if (heads[0] != NULL && heads[1] == NULL)
    return g_strdup (heads[0]);

  graph = herald_graph_load (database, stored->row, error);
  if (graph == NULL)
    return NULL;
  head = herald_graph_choose_head (graph, (const char * const *) heads, stored->base);
  if (head == NULL)
    g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND, _("It has no version yet."));

  return g_strdup (head);
}

static char *
resolve_version (HeraldDatabase      *database,
                 const HeraldStored  *stored,
                 const char          *name,
                 GError             **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func (g_free);

  if (g_str_equal (name, "head"))
    return find_head (database, stored, error);
  if (is_number (name) && !find_by_number (database, stored->row, name, found, error))
    return NULL;
  if (found->len == 0 && may_begin_hash (name) && !find_by_prefix (database, stored->row, name, found, error))
    return NULL;

  if (found->len == 0)
    g_set_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND, _("It has no version “%s”."), name);
  else if (found->len > 1)
    g_set_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_AMBIGUOUS, _("“%s” may mean several versions. Write more of the hash."), name);

  return found->len == 1 ? g_ptr_array_steal_index (found, 0) : NULL;
}

/**
 * herald_library_resolve_version:
 * @self: a library
 * @id: a document's id
 * @name: a number, the beginning of a hash (of digits alone: eight of them), or "head": the one that is shown
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
  g_auto(HeraldStored) stored = { 0 };
  HeraldDatabase *database;
  char *hash;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  database = herald_library_begin_reading_history (self, id, &stored, error);
  if (database == NULL)
    return NULL;
  hash = resolve_version (database, &stored, name, error);
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
