/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-search.h"

#include "herald-i18n.h"
#include "herald-pack.h"
#include "herald-store-error.h"
#include "herald-summary.h"
#include "herald-terms.h"

#include <string.h>

#define SLICE_DOCUMENTS 64
#define TIDY_PAGES "64"

typedef int (*TokenFunc) (void *context, int flags, const char *token, int length, int start, int end);

typedef struct
{
  TokenFunc  token;
  void      *context;
  int        code;
} Tokenizing;

static gboolean
pass_on (const char *folded,
         gsize       length,
         gsize       start,
         gsize       end,
         gboolean    beside,
         gpointer    data)
{
  Tokenizing *tokenizing = data;

  tokenizing->code = tokenizing->token (tokenizing->context, beside ? FTS5_TOKEN_COLOCATED : 0, folded, length, start, end);

  return tokenizing->code == SQLITE_OK;
}

static int
create_tokenizer (void            *context,
                  const char     **arguments,
                  int              n_arguments,
                  Fts5Tokenizer  **tokenizer)
{
  *tokenizer = (Fts5Tokenizer *) "herald"; /* it has no state, but FTS5 wants a pointer */

  return SQLITE_OK;
}

static void
delete_tokenizer (Fts5Tokenizer *tokenizer)
{
}

static int
tokenize (Fts5Tokenizer *tokenizer,
          void          *context,
          int            flags,
          const char    *text,
          int            length,
          TokenFunc      token)
{
  Tokenizing tokenizing = { token, context, SQLITE_OK };

  if (!g_utf8_validate_len (text, length, NULL))
    return SQLITE_MISMATCH;
  herald_terms_split (text, length, (flags & FTS5_TOKENIZE_QUERY) != 0, pass_on, &tokenizing);

  return tokenizing.code;
}

static fts5_api *
get_fts5 (HeraldDatabase *database)
{
  sqlite3_stmt *statement = NULL;
  fts5_api *api = NULL;

  /* https://www.sqlite.org/fts5.html, "Extending FTS5" */
  if (sqlite3_prepare_v2 (herald_database_get_handle (database), "SELECT fts5 (?1)", -1, &statement, NULL) == SQLITE_OK)
    {
      sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL);
      sqlite3_step (statement);
    }
  sqlite3_finalize (statement);

  return api;
}

static void
free_terms (gpointer terms)
{
  g_ptr_array_unref (terms);
}

/* Each line of words by itself; kept by SQLite for as long as the statement's words stay the same. */
static GPtrArray *
get_lines (sqlite3_context *context,
           sqlite3_value   *words)
{
  GPtrArray *lines = sqlite3_get_auxdata (context, 0);
  const char *text = (const char *) sqlite3_value_text (words);
  g_auto(GStrv) split = NULL;

  if (lines != NULL)
    return g_ptr_array_ref (lines);
  lines = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_terms_free);
  split = g_strsplit (text != NULL ? text : "", "\n", -1);
  for (gsize i = 0; split[i] != NULL; i++)
    g_ptr_array_add (lines, herald_terms_new (split[i]));
  sqlite3_set_auxdata (context, 0, g_ptr_array_ref (lines), free_terms);

  return lines;
}

/* herald_fits (words, line, label): whether the words of that line are words of the label. */
static void
fits (sqlite3_context  *context,
      int               n_values,
      sqlite3_value   **values)
{
  g_autoptr(GPtrArray) lines = get_lines (context, values[0]);
  guint line = (guint) sqlite3_value_int (values[1]);
  const char *label = (const char *) sqlite3_value_text (values[2]);

  sqlite3_result_int (context, label != NULL && line < lines->len && herald_terms_matches (g_ptr_array_index (lines, line), label));
}

/**
 * herald_search_register:
 * @database: a connection
 * @error: return location for an error
 *
 * Makes the tokenizer, and the function herald_fits that compares labels by the same rules, known to a connection.
 *
 * Returns: whether it worked
 */
gboolean
herald_search_register (HeraldDatabase  *database,
                        GError         **error)
{
  fts5_tokenizer functions = { create_tokenizer, delete_tokenizer, tokenize };
  fts5_api *api = get_fts5 (database);

  if (api == NULL)
    {
      g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_FAILED, _("The library could not be opened: this computer’s SQLite has no full-text search (FTS5)."));
      return FALSE;
    }

  return api->xCreateTokenizer (api, "herald", NULL, &functions, NULL) == SQLITE_OK &&
         sqlite3_create_function_v2 (herald_database_get_handle (database), "herald_fits", 3, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
                                     NULL, fits, NULL, NULL, NULL) == SQLITE_OK;
}

/**
 * herald_search_get_text:
 * @statement: a statement on a row
 * @column: where the packed words stand
 * @error: return location for an error: DAMAGED
 *
 * Returns: (transfer full) (nullable): the words that were indexed
 */
char *
herald_search_get_text (HeraldStatement  *statement,
                        int               column,
                        GError          **error)
{
  return herald_unpack (sqlite3_column_blob (statement, column), sqlite3_column_bytes (statement, column), NULL, 0, NULL, error);
}

/**
 * herald_search_forget:
 * @database: the writing connection, in a transaction
 * @document: its row
 * @error: return location for an error
 *
 * Takes a document out of the index, which needs the words as they were put in.
 *
 * Returns: whether it worked
 */
gboolean
herald_search_forget (HeraldDatabase  *database,
                      gint64           document,
                      GError         **error)
{
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;
  g_autofree char *text = NULL;
  gint64 row;

  statement = herald_database_query (database, error, "SELECT row, text FROM search_texts WHERE document = ?", "i", document);
  if (statement == NULL)
    return FALSE;
  if (!herald_database_next (database, statement, &problem))
    {
      return herald_database_pass_on (&problem, error);
    }

  row = sqlite3_column_int64 (statement, 0);
  text = herald_search_get_text (statement, 1, error);
  g_clear_pointer (&statement, herald_statement_release);

  return text != NULL &&
         herald_database_run (database, error, "INSERT INTO search (search, rowid, words) VALUES ('delete', ?, ?)", "is", row, text) &&
         herald_database_run (database, error, "DELETE FROM search_texts WHERE document = ?", "i", document);
}

/* The time of the last change in milliseconds, or the next free number after it and after the row that was chosen before:
 * thousands that came within a second would each try all numbers that the others have. */
static gboolean
choose_row (HeraldDatabase  *database,
            gint64           modified,
            gint64          *row,
            GError         **error)
{
  gint64 taken = 1;

  for (*row = MAX (modified / 1000, *row + 1); taken; *row += taken)
    {
      if (!herald_database_get_int (database, 0, &taken, error, "SELECT 1 FROM search_texts WHERE row = ?", "i", *row))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_words (HeraldDatabase  *database,
           gint64           document,
           gint64           modified,
           const char      *words,
           gint64          *row,
           GError         **error)
{
  g_autoptr(GBytes) packed = herald_pack (words, strlen (words), NULL, 0);
  gsize size;
  const void *data = g_bytes_get_data (packed, &size);

  return choose_row (database, modified, row, error) &&
         herald_database_run (database, error, "INSERT INTO search (rowid, words) VALUES (?, ?)", "is", *row, words) &&
         herald_database_run (database, error, "INSERT INTO search_texts (row, document, text) VALUES (?, ?, ?)", "iib", *row, document, data, size);
}

typedef struct
{
  gint64          row;
  gint64          modified;
  HeraldDocument *document;
} Stale;

static void
clear_stale (gpointer data)
{
  g_clear_pointer (&((Stale *) data)->document, herald_document_unref);
}

static gboolean
load_stale (HeraldDatabase  *database,
            gint64           deadline,
            GArray          *stale,
            gboolean        *more,
            GError         **error)
{
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;

  statement = herald_database_query (database, error,
                                     "SELECT d.row, d.modified, w.text FROM documents d"
                                     " LEFT JOIN working_copies w ON w.document = d.row WHERE d.stale ORDER BY d.modified", "");
  if (statement == NULL)
    return FALSE;

  *more = FALSE;
  while (!*more && herald_database_next (database, statement, &problem))
    {
      Stale item = { sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1), NULL };
      const char *text = (const char *) sqlite3_column_text (statement, 2);

      if (text != NULL)
        item.document = herald_document_parse (text, sqlite3_column_bytes (statement, 2), &problem);
      /* A working copy that cannot be read is damage, which opening it tells; search goes on without it. */
      if (problem != NULL)
        g_warning ("A working copy could not be indexed: %s", problem->message);
      g_clear_error (&problem);
      g_array_append_val (stale, item);
      *more = stale->len >= SLICE_DOCUMENTS || g_get_monotonic_time () > deadline;
    }

  return herald_database_pass_on (&problem, error);
}

/* FTS5 takes rows in ascending order most cheaply: first all that go, then all that come. */
static gboolean
index_stale (HeraldDatabase  *database,
             GArray          *stale,
             GError         **error)
{
  gint64 row = -1;

  for (guint i = 0; i < stale->len; i++)
    {
      const Stale *item = &g_array_index (stale, Stale, i);

      if (!herald_search_forget (database, item->row, error) ||
          !herald_database_run (database, error, "UPDATE documents SET stale = 0 WHERE row = ?", "i", item->row))
        return FALSE;
    }

  for (guint i = 0; i < stale->len; i++)
    {
      const Stale *item = &g_array_index (stale, Stale, i);
      g_autofree char *words = item->document ? herald_document_to_search_text (item->document) : NULL;

      if (words != NULL && !add_words (database, item->row, item->modified, words, &row, error))
        return FALSE;
    }

  return TRUE;
}

/* FTS5 only marks words as deleted; merging its parts writes them anew without these. A merge of all at once would
 * hold the lock for seconds in a large library. https://www.sqlite.org/fts5.html, "The 'merge' Command" */
static gboolean
tidy (HeraldDatabase  *database,
      gboolean        *more,
      GError         **error)
{
  sqlite3 *handle = herald_database_get_handle (database);
  gint64 pages, before;

  if (!herald_database_get_int (database, 0, &pages, error, "SELECT CAST (value AS INTEGER) FROM settings WHERE key = 'search-tidying'", ""))
    return FALSE;
  *more = pages != 0;
  if (pages == 0)
    return TRUE;

  if (!herald_database_begin (database, error))
    return FALSE;
  before = sqlite3_total_changes64 (handle);
  if (!herald_database_run (database, error, "INSERT INTO search (search, rank) VALUES ('merge', ?)", "i", pages))
    {
      herald_database_rollback (database);
      return FALSE;
    }
  *more = pages < 0 || sqlite3_total_changes64 (handle) - before >= 2;
  if (!herald_database_run (database, error, *more ? "UPDATE settings SET value = '" TIDY_PAGES "' WHERE key = 'search-tidying'"
                                                   : "DELETE FROM settings WHERE key = 'search-tidying'", ""))
    {
      herald_database_rollback (database);
      return FALSE;
    }

  return herald_database_commit (database, error);
}

/**
 * herald_search_begin_tidying:
 * @database: the writing connection, in a transaction
 * @error: return location for an error
 *
 * Has what was forgotten wiped from the index, in slices to come.
 *
 * Returns: whether it worked
 */
gboolean
herald_search_begin_tidying (HeraldDatabase  *database,
                             GError         **error)
{
  return herald_database_run (database, error, "INSERT OR REPLACE INTO settings (key, value) VALUES ('search-tidying', '-" TIDY_PAGES "')", "");
}

/**
 * herald_search_run_slice:
 * @database: the writing connection
 * @budget_us: how long to read documents, in microseconds
 * @more: (out): whether there is more to index
 * @error: return location for an error
 *
 * Indexes some of what is not indexed yet; after that, wipes what an erasure left.
 *
 * Returns: whether it worked
 */
gboolean
herald_search_run_slice (HeraldDatabase  *database,
                         gint64           budget_us,
                         gboolean        *more,
                         GError         **error)
{
  g_autoptr(GArray) stale = g_array_new (FALSE, FALSE, sizeof (Stale));
  gint64 backlog;

  *more = FALSE;
  g_array_set_clear_func (stale, clear_stale);
  if (!herald_search_get_backlog (database, &backlog, error))
    return FALSE;
  if (backlog == 0)
    return tidy (database, more, error);

  if (!herald_database_begin (database, error))
    return FALSE;
  if (!load_stale (database, g_get_monotonic_time () + budget_us, stale, more, error) || !index_stale (database, stale, error))
    {
      herald_database_rollback (database);
      return FALSE;
    }

  return herald_database_commit (database, error);
}

/**
 * herald_search_get_backlog:
 * @database: a connection
 * @n_documents: (out): how many documents the index does not have as they are now
 * @error: return location for an error
 *
 * Returns: whether it could be read
 */
gboolean
herald_search_get_backlog (HeraldDatabase  *database,
                           gint64          *n_documents,
                           GError         **error)
{
  return herald_database_get_int (database, 0, n_documents, error, "SELECT count(*) FROM documents WHERE stale", "");
}
