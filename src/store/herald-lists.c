/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-lists.h"

#include "herald-filters.h"
#include "herald-graph.h"
#include "herald-search.h"
#include "herald-versions.h"
#include "herald-terms.h"
#include "herald-zone.h"

#include <string.h>

#define COLUMNS \
  "d.row, d.id, d.type, d.headline, d.status, d.language, d.tags, d.parties, d.embargo_wall, d.embargo_zone, d.embargo_utc," \
  " d.translation_group, d.trashed, d.modified, d.author, d.n_versions, d.conflict, d.comments"
#define COLUMN_EXTRA 18 /* what a statement selects after them */

/* CROSS JOIN keeps SQLite to this order: the index leads, newest first, and stops after a page. */
#define INDEXED \
  " FROM search CROSS JOIN search_texts t ON t.row = search.rowid CROSS JOIN documents d ON d.row = t.document" \
  " WHERE search MATCH ?7 AND NOT d.stale AND"
/* Few rows as a rule, which SQLite cannot know. */
#define NOT_INDEXED \
  " FROM documents d INDEXED BY documents_stale CROSS JOIN working_copies w ON w.document = d.row WHERE d.stale AND"
#define ALL " FROM documents d WHERE"
/* Few rows as well, of which SQLite would read all to find them. */
#define IN_CONFLICT " FROM documents d INDEXED BY documents_in_conflict WHERE"
#define COMMENTED " FROM documents d INDEXED BY documents_commented WHERE"

typedef struct
{
  gint64         row;       /* the document's */
  HeraldListRow *list_row;
} Found;

static void
free_found (gpointer data)
{
  Found *found = data;

  g_clear_pointer (&found->list_row, herald_list_row_free);
  g_free (found);
}

static char **
split_names (const char *joined)
{
  char **names = g_strsplit (joined, "\n", -1);
  gsize n = g_strv_length (names);

  if (n > 0) /* each name is followed by a line feed */
    g_clear_pointer (&names[n - 1], g_free);

  return names;
}

static Found *
read_found (HeraldStatement *statement)
{
  Found *found = g_new0 (Found, 1);
  HeraldListRow *row = g_new0 (HeraldListRow, 1);
  HeraldSummary *summary = g_new0 (HeraldSummary, 1);

  found->row = sqlite3_column_int64 (statement, 0);
  found->list_row = row;
  row->summary = summary;
  summary->id = herald_statement_get_string (statement, 1);
  summary->type = sqlite3_column_int (statement, 2);
  summary->headline = herald_statement_get_string (statement, 3);
  summary->status = sqlite3_column_int (statement, 4);
  summary->language = herald_statement_get_string (statement, 5);
  summary->tags = split_names ((const char *) sqlite3_column_text (statement, 6));
  summary->parties = split_names ((const char *) sqlite3_column_text (statement, 7));
  summary->embargo_wall = herald_statement_get_string (statement, 8);
  summary->embargo_zone = herald_statement_get_string (statement, 9);
  summary->embargo_utc = herald_statement_get_string (statement, 10);
  summary->translation_group = herald_statement_get_string (statement, 11);
  summary->trashed = sqlite3_column_int (statement, 12);
  row->modified = sqlite3_column_int64 (statement, 13);
  row->author = herald_statement_get_string (statement, 14);
  row->n_versions = sqlite3_column_type (statement, 15) == SQLITE_NULL ? G_MAXUINT : (guint) sqlite3_column_int (statement, 15);
  row->conflict = sqlite3_column_int (statement, 16);
  row->open_comments = sqlite3_column_int (statement, 17);

  return found;
}

/* Versions of a history that is no line, or that came from the team, are counted only when a row is shown. */
static gboolean
count_versions (HeraldDatabase  *database,
                const Found     *found,
                GError         **error)
{
  HeraldListRow *row = found->list_row;
  g_autoptr(HeraldGraph) graph = NULL;
  g_auto(GStrv) heads = NULL;
  const char *head;

  if (row->n_versions != G_MAXUINT)
    return TRUE;
  heads = herald_versions_get_heads (database, found->row, error);
  graph = heads ? herald_graph_load (database, found->row, error) : NULL;
  if (graph == NULL)
    return FALSE;

  head = herald_graph_choose_head (graph, (const char * const *) heads, NULL);
  row->n_versions = head ? herald_graph_count (graph, head) : 0;

  return TRUE;
}

/* What is asked for, with what was typed taken apart. */
typedef struct
{
  const HeraldListQuery *query;
  HeraldFilters         *filters;
  HeraldTerms           *terms;   /* of the words */
  char                  *tags;    /* words of each filter, a line each */
  char                  *parties;
  char                  *speakers;
  char                  *lift_from; /* as in the database, or NULL */
  char                  *lift_until;
} Asked;

static void
asked_clear (Asked *asked)
{
  herald_filters_free (asked->filters);
  herald_terms_free (asked->terms);
  g_free (asked->tags);
  g_free (asked->parties);
  g_free (asked->speakers);
  g_free (asked->lift_from);
  g_free (asked->lift_until);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Asked, asked_clear)

static char *
join_lines (GPtrArray *values)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < values->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (values, i));

  return g_string_free (joined, FALSE);
}

static void
ask (Asked                 *asked,
     const HeraldListQuery *query)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();

  asked->query = query;
  asked->filters = herald_filters_new (query->query ? query->query : "", zone);
  asked->terms = herald_terms_new (asked->filters->words);
  asked->tags = join_lines (asked->filters->tags);
  asked->parties = join_lines (asked->filters->parties);
  asked->speakers = join_lines (asked->filters->speakers);
  asked->lift_from = query->lift_from ? herald_utc_format (query->lift_from) : NULL;
  asked->lift_until = query->lift_until ? herald_utc_format (query->lift_until) : NULL;
}

/* Labels of which the words of each filter are words. */
static void
add_label_filters (GString   *sql,
                   GPtrArray *values,
                   guint      kind,
                   guint      parameter)
{
  for (guint i = 0; i < values->len; i++)
    g_string_append_printf (sql, " AND d.row IN (SELECT document FROM labels WHERE kind = %u AND label IN"
                            " (SELECT label FROM tallies WHERE kind = %u AND herald_fits (?%u, %u, label)))", kind, kind, parameter, i);
}

static void
add_filters (GString             *sql,
             const HeraldFilters *filters)
{
  add_label_filters (sql, filters->tags, 0, 4);
  add_label_filters (sql, filters->parties, 1, 5);
  add_label_filters (sql, filters->speakers, 2, 6);
  if (filters->status != HERALD_STATUS_NONE)
    g_string_append_printf (sql, " AND d.status = %d", filters->status);
  if (filters->embargoed)
    g_string_append (sql, " AND d.embargo_wall IS NOT NULL");
  if (filters->language != NULL)
    g_string_append (sql, " AND (lower (d.language) = lower (?8) OR substr (lower (d.language), 1, length (?8) + 1) = lower (?8) || '-')");
  if (filters->after != 0)
    g_string_append (sql, " AND d.modified >= ?11");
  if (filters->before != 0)
    g_string_append (sql, " AND d.modified < ?12");
}

/* Begins a statement: select ends where its conditions go on. Only what is asked for becomes one, so that SQLite can
 * choose the index for it. Without a working copy (modified is 0) there is nothing to show yet. */
static HeraldStatement *
begin (HeraldDatabase  *database,
       const Asked     *asked,
       const char      *select,
       const char      *order,
       const char      *match,
       gint64           limit,
       gint64           offset,
       GError         **error)
{
  const HeraldListQuery *query = asked->query;
  g_autoptr(GString) sql = g_string_new (select);

  /* The plus keeps SQLite from an index by time where another has the order already: a second against milliseconds. */
  g_string_append_printf (sql, " d.type = %d AND d.trashed = %d AND %sd.modified > 0", query->type, query->trash ? 1 : 0,
                          query->sort != HERALD_SORT_CHANGED && g_str_has_prefix (order, " ORDER BY") ? "+" : "");
  if (query->status != HERALD_STATUS_NONE)
    g_string_append_printf (sql, " AND d.status = %d", query->status);
  if (query->tag != NULL)
    g_string_append (sql, " AND d.row IN (SELECT document FROM labels WHERE kind = 0 AND label = ?1)");
  if (query->party != NULL)
    g_string_append (sql, " AND d.row IN (SELECT document FROM labels WHERE kind = 1 AND label = ?2)");
  if (query->translation_group != NULL)
    g_string_append (sql, " AND d.translation_group = ?3");
  if (query->embargoed)
    g_string_append (sql, " AND d.embargo_wall IS NOT NULL");
  if (query->lift_from != 0)
    g_string_append (sql, " AND d.embargo_utc >= ?9");
  if (query->lift_until != 0)
    g_string_append (sql, " AND d.embargo_utc < ?10");
  if (query->sort == HERALD_SORT_LIFT)
    g_string_append (sql, " AND d.embargo_utc IS NOT NULL");
  if (query->commented)
    g_string_append (sql, " AND d.comments > 0");
  if (query->conflict)
    g_string_append (sql, " AND d.conflict");
  add_filters (sql, asked->filters);
  g_string_append (sql, order);

  return herald_database_query (database, error, sql->str, "ssssssssssiiii", query->tag, query->party, query->translation_group,
                                asked->tags, asked->parties, asked->speakers, match, asked->filters->language, asked->lift_from,
                                asked->lift_until, asked->filters->after, asked->filters->before, limit, offset);
}

#define PAGE(order) " ORDER BY " order " LIMIT ?13 OFFSET ?14"
#define NO_PAGE " LIMIT ?13 OFFSET ?14" /* the parameters are there in any case */

static const char *
get_order (HeraldSort sort)
{
  switch (sort)
    {
    case HERALD_SORT_HEADLINE:
      return PAGE ("d.headline COLLATE NOCASE, d.row");
    case HERALD_SORT_LIFT:
      return PAGE ("d.embargo_utc, d.row");
    case HERALD_SORT_LIFT_DESCENDING:
      return PAGE ("d.embargo_utc DESC, d.modified DESC, d.row DESC");
    case HERALD_SORT_CHANGED:
    default:
      return PAGE ("d.modified DESC, d.row DESC");
    }
}

/* columns with where they come from, for what is asked for without words. */
static const char *
choose_select (const HeraldListQuery *query,
               gboolean               counting)
{
  if (query->conflict)
    return counting ? "SELECT count (*)" IN_CONFLICT : "SELECT " COLUMNS IN_CONFLICT;
  if (query->commented)
    return counting ? "SELECT count (*)" COMMENTED : "SELECT " COLUMNS COMMENTED;

  return counting ? "SELECT count (*)" ALL : "SELECT " COLUMNS ALL;
}

static gboolean
list_all (HeraldDatabase  *database,
          const Asked     *asked,
          GPtrArray       *rows,
          GError         **error)
{
  const HeraldListQuery *query = asked->query;
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;

  statement = begin (database, asked, choose_select (query, FALSE), get_order (query->sort), NULL,
                     query->limit ? (gint64) query->limit : -1, query->offset, error);
  if (statement == NULL)
    return FALSE;
  while (herald_database_next (database, statement, &problem))
    g_ptr_array_add (rows, read_found (statement));

  return herald_database_pass_on (&problem, error);
}

/* limit: -1: no limit. */
static gboolean
search_index (HeraldDatabase  *database,
              const Asked     *asked,
              gint64           limit,
              GPtrArray       *rows,
              GError         **error)
{
  g_autofree char *match = herald_terms_to_fts5 (asked->terms);
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;

  statement = begin (database, asked, "SELECT " COLUMNS INDEXED, PAGE ("search.rowid DESC"), match, limit, 0, error);
  if (statement == NULL)
    return FALSE;
  while (herald_database_next (database, statement, &problem))
    g_ptr_array_add (rows, read_found (statement));

  return herald_database_pass_on (&problem, error);
}

/* Reads what the index does not have yet. */
static gboolean
search_rest (HeraldDatabase  *database,
             const Asked     *asked,
             GPtrArray       *rows,
             GError         **error)
{
  const HeraldTerms *terms = asked->terms;
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;

  statement = begin (database, asked, "SELECT " COLUMNS ", w.text" NOT_INDEXED, NO_PAGE, NULL, -1, 0, error);
  if (statement == NULL)
    return FALSE;
  while (herald_database_next (database, statement, &problem))
    {
      g_autoptr(HeraldDocument) document = NULL;
      g_autofree char *text = NULL;

      document = herald_document_parse ((const char *) sqlite3_column_text (statement, COLUMN_EXTRA), sqlite3_column_bytes (statement, COLUMN_EXTRA), NULL);
      text = document ? herald_document_to_search_text (document) : NULL; /* damage is told when it is opened */
      if (text == NULL || !herald_terms_matches (terms, text))
        continue;
      g_ptr_array_add (rows, read_found (statement));
      ((Found *) g_ptr_array_index (rows, rows->len - 1))->list_row->snippet = herald_terms_get_snippet (terms, text);
    }

  return herald_database_pass_on (&problem, error);
}

static int
compare_found (gconstpointer a,
               gconstpointer b)
{
  const Found *one = *(const Found *const *) a;
  const Found *other = *(const Found *const *) b;

  if (one->list_row->modified != other->list_row->modified)
    return one->list_row->modified > other->list_row->modified ? -1 : 1;

  return one->row > other->row ? -1 : one->row < other->row;
}

static gboolean
add_snippet (HeraldDatabase          *database,
             const HeraldTerms  *terms,
             const Found             *found,
             GError                 **error)
{
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;

  if (found->list_row->snippet != NULL)
    return TRUE;
  statement = herald_database_query (database, error, "SELECT text FROM search_texts WHERE document = ?", "i", found->row);
  if (statement == NULL)
    return FALSE;
  if (herald_database_next (database, statement, &problem))
    {
      g_autofree char *text = herald_search_get_text (statement, 0, error);

      if (text == NULL)
        return FALSE;
      found->list_row->snippet = herald_terms_get_snippet (terms, text);
    }

  return herald_database_pass_on (&problem, error);
}

static gboolean
search (HeraldDatabase  *database,
        const Asked     *asked,
        GPtrArray       *rows,
        GError         **error)
{
  const HeraldListQuery *query = asked->query;
  gint64 limit = query->limit ? (gint64) query->offset + query->limit : -1;

  if (herald_terms_is_empty (asked->terms))
    return TRUE;
  if (!search_index (database, asked, limit, rows, error) || !search_rest (database, asked, rows, error))
    return FALSE;

  g_ptr_array_sort (rows, compare_found);
  if (query->offset > 0)
    g_ptr_array_remove_range (rows, 0, MIN (query->offset, rows->len));
  if (query->limit > 0 && rows->len > query->limit)
    g_ptr_array_set_size (rows, query->limit);

  for (guint i = 0; i < rows->len; i++)
    {
      const Found *found = g_ptr_array_index (rows, i);
      HeraldListRow *row = found->list_row;

      if (!add_snippet (database, asked->terms, found, error))
        return FALSE;
      row->headline = row->summary->headline != NULL ? herald_terms_mark (asked->terms, row->summary->headline) : NULL;
    }

  return TRUE;
}

static gboolean
has_words (const Asked *asked)
{
  return asked->filters->words[0] != '\0';
}

/**
 * herald_lists_get_page:
 * @database: the reading connection
 * @query: what to show; its words are valid UTF-8
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeraldListRow) (nullable): the page, in the order asked for; with words, newest first
 */
GPtrArray *
herald_lists_get_page (HeraldDatabase         *database,
                       const HeraldListQuery  *query,
                       GError                **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (free_found);
  g_autoptr(GPtrArray) page = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_list_row_free);
  g_auto(Asked) asked = { 0 };
  gboolean listed;

  ask (&asked, query);
  if (has_words (&asked))
    listed = search (database, &asked, rows, error);
  else
    listed = list_all (database, &asked, rows, error);
  if (!listed)
    return NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      Found *found = g_ptr_array_index (rows, i);

      if (!count_versions (database, found, error))
        return NULL;
      g_ptr_array_add (page, g_steal_pointer (&found->list_row));
    }

  return g_steal_pointer (&page);
}

static gboolean
count_rows (HeraldDatabase  *database,
            const Asked     *asked,
            const char      *select,
            const char      *match,
            guint           *count,
            GError         **error)
{
  g_autoptr(HeraldStatement) statement = begin (database, asked, select, NO_PAGE, match, -1, 0, error);
  g_autoptr(GError) problem = NULL;

  if (statement == NULL)
    return FALSE;
  if (herald_database_next (database, statement, &problem))
    *count = sqlite3_column_int64 (statement, 0);

  return herald_database_pass_on (&problem, error);
}

static gboolean
count_found (HeraldDatabase  *database,
             const Asked     *asked,
             guint           *count,
             GError         **error)
{
  g_autoptr(GPtrArray) rest = g_ptr_array_new_with_free_func (free_found);
  g_autofree char *match = NULL;

  *count = 0;
  if (herald_terms_is_empty (asked->terms))
    return TRUE;
  match = herald_terms_to_fts5 (asked->terms);
  if (!count_rows (database, asked, "SELECT count (*)" INDEXED, match, count, error) || !search_rest (database, asked, rest, error))
    return FALSE;
  *count += rest->len;

  return TRUE;
}

/**
 * herald_lists_count:
 * @database: the reading connection
 * @query: what to count; offset and limit do not matter
 * @count: (out): how many
 * @error: return location for an error
 *
 * Returns: whether it worked
 */
gboolean
herald_lists_count (HeraldDatabase         *database,
                    const HeraldListQuery  *query,
                    guint                  *count,
                    GError                **error)
{
  g_auto(Asked) asked = { 0 };

  ask (&asked, query);
  if (has_words (&asked))
    return count_found (database, &asked, count, error);

  return count_rows (database, &asked, choose_select (query, TRUE), NULL, count, error);
}
