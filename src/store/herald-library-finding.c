/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-history.h"

#include "herald-bodies.h"
#include "herald-history-rows.h"
#include "herald-library-private.h"
#include "herald-terms.h"
#include "herald-versions.h"

/* Texts read before others get their turn at the connection. */
#define SLICE 16

/* A search in one document's history. */
typedef struct
{
  HeraldLibrary   *library;
  HeraldDatabase  *database;
  GCancellable    *cancellable;
  guint            n_read;
  HeraldTerms     *terms;
  HeraldBodyCache *cache;
  GHashTable      *bodies;   /* version's row -> its body's */
  GHashTable      *matching; /* bodies' rows */
} Finding;

static void
finding_clear (Finding *finding)
{
  if (finding->database != NULL)
    herald_library_end_reading (finding->library);
  g_clear_pointer (&finding->terms, herald_terms_free);
  g_clear_pointer (&finding->cache, herald_body_cache_free);
  g_clear_pointer (&finding->bodies, g_hash_table_unref);
  g_clear_pointer (&finding->matching, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Finding, finding_clear)

static gboolean
rest (Finding  *finding,
      GError  **error)
{
  if (g_cancellable_set_error_if_cancelled (finding->cancellable, error))
    return FALSE;
  if (++finding->n_read % SLICE != 0)
    return TRUE;
  herald_library_end_reading (finding->library);
  finding->database = herald_library_begin_reading (finding->library, error);

  return finding->database != NULL;
}

static gpointer
to_key (gint64 row)
{
  return GSIZE_TO_POINTER ((gsize) row);
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

/* The rows of the texts that are here, in the order in which they came: each is mostly told by the one before. */
static GArray *
list_bodies (Finding  *finding,
             gint64    document_row,
             GError  **error)
{
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;

  statement = herald_database_query (finding->database, error,
                                     "SELECT v.row, b.row FROM versions v JOIN bodies b ON b.row = v.body WHERE v.document = ? AND b.data IS NOT NULL", "i", document_row);
  if (statement == NULL)
    return NULL;
  while (herald_database_next (finding->database, statement, &problem))
    {
      gint64 body = sqlite3_column_int64 (statement, 1);

      g_hash_table_insert (finding->bodies, to_key (sqlite3_column_int64 (statement, 0)), to_key (body));
      if (g_hash_table_add (seen, to_key (body)))
        g_array_append_val (rows, body);
    }
  g_array_sort (rows, compare_rows);

  return herald_database_pass_on (&problem, error) ? g_steal_pointer (&rows) : NULL;
}

/* All the words of a text; NULL without error: it is damaged, or has just been erased, and has none. */
static char *
read_words (Finding  *finding,
            gint64    body,
            GError  **error)
{
  g_autoptr(GError) problem = NULL;
  g_autoptr(GBytes) text = herald_bodies_get_text (finding->database, body, finding->cache, &problem);
  g_autoptr(HeraldDocument) document = NULL;

  if (text == NULL)
    {
      if (!g_error_matches (problem, HERALD_STORE_ERROR, HERALD_STORE_ERROR_DAMAGED))
        g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  document = herald_document_parse (g_bytes_get_data (text, NULL), g_bytes_get_size (text), NULL);

  return document ? herald_document_to_search_text (document) : NULL;
}

static gboolean
match_bodies (Finding  *finding,
              GArray   *bodies,
              GError  **error)
{
  for (guint i = 0; i < bodies->len; i++)
    {
      gint64 body = g_array_index (bodies, gint64, i);
      g_autoptr(GError) problem = NULL;
      g_autofree char *words = read_words (finding, body, &problem);

      if (words != NULL && herald_terms_matches (finding->terms, words))
        g_hash_table_add (finding->matching, to_key (body));
      if (!herald_database_pass_on (&problem, error) || !rest (finding, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_matching (Finding *finding,
             gint64   version_row)
{
  gpointer body;

  return g_hash_table_lookup_extended (finding->bodies, to_key (version_row), NULL, &body) && g_hash_table_contains (finding->matching, body);
}

/* The words are in none of the parents that are here. */
static gboolean
is_introduced (Finding              *finding,
               const HeraldVersion  *version,
               gboolean             *introduced,
               GError              **error)
{
  *introduced = TRUE;
  for (guint i = 0; i < version->parents->len; i++)
    {
      gint64 parent;

      if (!herald_versions_find (finding->database, g_ptr_array_index (version->parents, i), &parent, error))
        return FALSE;
      if (parent != 0 && is_matching (finding, parent))
        *introduced = FALSE;
    }

  return TRUE;
}

/* A row if the version's text or message has the words; NULL without error if not. */
static HeraldHistoryRow *
find_row (Finding                  *finding,
          const HeraldHistorySlot  *slot,
          GError                  **error)
{
  g_autoptr(HeraldHistoryRow) row = NULL;
  g_autoptr(GError) problem = NULL;
  g_autofree char *words = NULL;
  gboolean matching = is_matching (finding, slot->row);

  row = herald_history_read_row (finding->database, slot, &problem);
  if (row == NULL)
    {
      /* A damaged version is not found by its words; one that was erased meanwhile leaves no error. */
      if (problem != NULL && !g_error_matches (problem, HERALD_STORE_ERROR, HERALD_STORE_ERROR_DAMAGED))
        g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (!matching && (row->version->message == NULL || !herald_terms_matches (finding->terms, row->version->message)))
    return NULL;

  if (matching)
    {
      if (!is_introduced (finding, row->version, &row->introduced, error))
        return NULL;
      words = read_words (finding, GPOINTER_TO_SIZE (g_hash_table_lookup (finding->bodies, to_key (slot->row))), &problem);
      if (!herald_database_pass_on (&problem, error))
        return NULL;
    }
  row->snippet = herald_terms_get_snippet (finding->terms, words ? words : row->version->message);

  return g_steal_pointer (&row);
}

static gboolean
may_match (Finding                  *finding,
           const HeraldHistorySlot  *slot,
           gboolean                 *may,
           GError                  **error)
{
  gint64 named = TRUE;

  *may = is_matching (finding, slot->row);
  if (!*may && !herald_database_get_int (finding->database, FALSE, &named, error, "SELECT folds IS NOT 1 FROM versions WHERE row = ?", "i", slot->row))
    return FALSE;
  *may = *may || named; /* what nobody named has no message to look at */

  return TRUE;
}

static GPtrArray *
list_rows (Finding  *finding,
           GArray   *slots,
           guint     limit,
           GError  **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_history_row_free);

  for (guint i = 0; i < slots->len && (limit == 0 || rows->len < limit); i++)
    {
      const HeraldHistorySlot *slot = &g_array_index (slots, HeraldHistorySlot, i);
      g_autoptr(GError) problem = NULL;
      HeraldHistoryRow *row = NULL;
      gboolean may;

      if (!may_match (finding, slot, &may, error))
        return NULL;
      if (may)
        row = find_row (finding, slot, &problem);
      if (row != NULL)
        g_ptr_array_add (rows, row);
      if (!herald_database_pass_on (&problem, error) || (may && !rest (finding, error)))
        return NULL;
    }

  return g_steal_pointer (&rows);
}

/**
 * herald_library_search_versions:
 * @self: a library
 * @id: a document's id
 * @words: what to look for
 * @limit: how many at most, 0: all
 * @cancellable: (nullable): to stop
 * @error: return location for an error: NOT_FOUND, or cancelled
 *
 * Looks through every text of a history that is here, and the messages. Every word must be there; each may go on, and case
 * and accents do not matter, as everywhere in Herald. No words find nothing. Memory does not grow with the texts.
 *
 * Returns: (transfer full) (element-type HeraldHistoryRow) (nullable): the versions, newest first, with snippet and
 *   introduced
 */
GPtrArray *
herald_library_search_versions (HeraldLibrary  *self,
                                const char     *id,
                                const char     *words,
                                guint           limit,
                                GCancellable   *cancellable,
                                GError        **error)
{
  g_auto(Finding) finding = { self, NULL, cancellable, 0, NULL, NULL, NULL, NULL };
  g_auto(HeraldStored) stored = { 0 };
  g_autofree char *valid = NULL;
  g_autoptr(GArray) slots = NULL;
  g_autoptr(GArray) bodies = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (words != NULL, NULL);

  valid = g_utf8_make_valid (words, -1);
  finding.terms = herald_terms_new (valid);
  finding.cache = herald_body_cache_new ();
  finding.bodies = g_hash_table_new (NULL, NULL);
  finding.matching = g_hash_table_new (NULL, NULL);
  finding.database = herald_library_begin_reading_history (self, id, &stored, error);
  if (finding.database == NULL)
    return NULL;
  if (herald_terms_is_empty (finding.terms))
    return g_ptr_array_new_with_free_func ((GDestroyNotify) herald_history_row_free);

  slots = herald_history_list_slots (finding.database, stored.row, FALSE, 0, 0, error);
  bodies = slots ? list_bodies (&finding, stored.row, error) : NULL;

  return bodies && match_bodies (&finding, bodies, error) ? list_rows (&finding, slots, limit, error) : NULL;
}
