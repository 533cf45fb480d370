/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-history-rows.h"

#include "herald-bodies.h"
#include "herald-body-facts.h"
#include "herald-graph.h"
#include "herald-i18n.h"
#include "herald-order.h"
#include "herald-versions.h"

#include <string.h>

/* Versions come by in order, and those that are asked for stay. */
typedef struct
{
  GArray   *slots;
  gboolean  named;
  guint64   offset;
  guint64   end;      /* rows of the list, not of the history */
  guint64   n_shown;
  guint     position;
} Walk;

/* Returns FALSE when nothing more is needed. */
static gboolean
pass_by (Walk    *walk,
         gint64   row,
         gint64   number,
         gboolean folds)
{
  HeraldHistorySlot slot = { row, (guint) number, walk->position++, 0 };

  /* The newest is shown in any case: what is folded away stands behind something. */
  if (walk->named && folds && slot.position > 0)
    {
      if (walk->n_shown > walk->offset)
        g_array_index (walk->slots, HeraldHistorySlot, walk->slots->len - 1).n_folded++;
      return TRUE;
    }
  if (walk->n_shown >= walk->end)
    return FALSE;
  if (walk->n_shown++ >= walk->offset)
    g_array_append_val (walk->slots, slot);

  return TRUE;
}

static gboolean
walk_index (HeraldDatabase  *database,
            gint64           document_row,
            Walk            *walk,
            GError         **error)
{
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;

  statement = herald_database_query (database, error,
                                     "SELECT row, number, folds AND row NOT IN (SELECT version FROM heads WHERE document = ?1)"
                                     " AND row NOT IN (SELECT v.row FROM events e JOIN versions v ON v.hash = e.version WHERE e.document = ?1)"
                                     " FROM versions WHERE document = ?1 ORDER BY place DESC, number DESC, folds DESC, row DESC", "i", document_row);
  if (statement == NULL)
    return FALSE;
  while (herald_database_next (database, statement, &problem) &&
         pass_by (walk, sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1), sqlite3_column_int (statement, 2)))
    ;

  return herald_database_pass_on (&problem, error);
}

/* Where the history could not be put in order (a medium that cannot be written to), it is read as a whole. */
static gboolean
walk_graph (HeraldDatabase  *database,
            gint64           document_row,
            Walk            *walk,
            GError         **error)
{
  g_autoptr(HeraldGraph) graph = herald_graph_load (database, document_row, error);

  if (graph == NULL)
    return FALSE;
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      const HeraldGraphNode *node = g_ptr_array_index (graph->nodes, i);

      if (!pass_by (walk, node->row, node->number, node->folds > 0 && node->children != NULL))
        break;
    }

  return TRUE;
}

/**
 * herald_history_list_slots:
 * @database: a connection
 * @document_row: whose history
 * @named: only what stands out
 * @offset: how many rows to leave out
 * @limit: how many at most, 0: all
 * @error: return location for an error
 *
 * Reads the index of the history alone, not the versions.
 *
 * Returns: (transfer full) (element-type HeraldHistorySlot) (nullable): the places, newest first
 */
GArray *
herald_history_list_slots (HeraldDatabase  *database,
                           gint64           document_row,
                           gboolean         named,
                           guint            offset,
                           guint            limit,
                           GError         **error)
{
  g_autoptr(GArray) slots = g_array_new (FALSE, FALSE, sizeof (HeraldHistorySlot));
  Walk walk = { slots, named, offset, limit ? (guint64) offset + limit : G_MAXUINT64, 0, 0 };
  gboolean current, walked;

  if (!herald_order_check (database, document_row, &current, error))
    return NULL;
  walked = current ? walk_index (database, document_row, &walk, error) : walk_graph (database, document_row, &walk, error);

  return walked ? g_steal_pointer (&slots) : NULL;
}

/**
 * herald_history_find_slot:
 * @database: a connection
 * @hash: which version
 * @slot: (out caller-allocates): its place; the position is 0
 * @error: return location for an error: NOT_FOUND
 *
 * Returns: whether it is here
 */
gboolean
herald_history_find_slot (HeraldDatabase     *database,
                          const char         *hash,
                          HeraldHistorySlot  *slot,
                          GError            **error)
{
  gint64 document_row, number;
  gboolean current;

  memset (slot, 0, sizeof *slot);
  if (!herald_versions_find (database, hash, &slot->row, error))
    return FALSE;
  if (slot->row == 0)
    {
      g_set_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND, _("There is no version %.12s in this library."), hash);
      return FALSE;
    }
  if (!herald_database_get_int (database, 0, &document_row, error, "SELECT document FROM versions WHERE row = ?", "i", slot->row) ||
      !herald_database_get_int (database, 0, &number, error, "SELECT number FROM versions WHERE row = ?", "i", slot->row) ||
      !herald_order_check (database, document_row, &current, error))
    return FALSE;

  slot->number = (guint) number;
  if (!current)
    {
      g_autoptr(HeraldGraph) graph = herald_graph_load (database, document_row, error);
      const HeraldGraphNode *node = graph ? g_hash_table_lookup (graph->by_hash, hash) : NULL;

      if (graph == NULL)
        return FALSE;
      slot->number = node && !graph->has_gaps ? node->number : 0;
    }

  return TRUE;
}

static char **
split_lines (const char *lines)
{
  char **split = g_strsplit (lines ? lines : "", "\n", -1);
  guint length = g_strv_length (split);

  if (length > 0 && split[length - 1][0] == '\0')
    g_clear_pointer (&split[length - 1], g_free);

  return split;
}

static GPtrArray *
read_events (HeraldDatabase  *database,
             const char      *hash,
             gint64           document_row,
             GError         **error)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_version_event_free);
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;

  statement = herald_database_query (database, error,
                                     "SELECT kind, purpose, time, recipient, target, person, formats FROM events"
                                     " WHERE document = ? AND version = ? ORDER BY time, row", "ih", document_row, hash);
  if (statement == NULL)
    return NULL;
  while (herald_database_next (database, statement, &problem))
    {
      HeraldVersionEvent *event = g_new0 (HeraldVersionEvent, 1);

      event->kind = sqlite3_column_int (statement, 0);
      event->purpose = sqlite3_column_int (statement, 1);
      event->time = sqlite3_column_int64 (statement, 2);
      event->recipient = herald_statement_get_string (statement, 3);
      event->target = herald_statement_get_string (statement, 4);
      event->by = herald_statement_get_string (statement, 5);
      event->formats = split_lines ((const char *) sqlite3_column_text (statement, 6));
      g_ptr_array_add (events, event);
    }

  return herald_database_pass_on (&problem, error) ? g_steal_pointer (&events) : NULL;
}

/* What is told of a version's text, as noted; read from it where nobody noted anything. */
static gboolean
find_facts (HeraldDatabase   *database,
            const char       *hash,
            HeraldBodyFacts  *facts,
            char            **body,
            GError          **error)
{
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;
  gboolean noted = TRUE;

  *facts = (HeraldBodyFacts) { HERALD_STATUS_NONE, 0 };
  *body = NULL;
  statement = herald_database_query (database, error,
                                     "SELECT b.hash, b.status, b.approvals FROM versions v JOIN bodies b ON b.row = v.body"
                                     " WHERE v.hash = ? AND b.data IS NOT NULL", "h", hash);
  if (statement == NULL)
    return FALSE;
  if (herald_database_next (database, statement, &problem))
    {
      *body = herald_statement_get_hash (statement, 0);
      noted = sqlite3_column_type (statement, 1) != SQLITE_NULL;
      facts->status = sqlite3_column_int (statement, 1);
      facts->approvals = sqlite3_column_int64 (statement, 2);
    }
  if (!noted && *body != NULL)
    {
      g_autoptr(HeraldDocument) document = herald_bodies_get (database, *body, NULL);

      if (document != NULL) /* a damaged text tells nothing; whoever opens it is told */
        herald_body_facts_read (document, facts);
    }

  return herald_database_pass_on (&problem, error);
}

static void
add_approvals (HeraldDatabase *database,
               const char     *body,
               GHashTable     *lines)
{
  g_autoptr(HeraldDocument) document = herald_bodies_get (database, body, NULL);
  g_autoptr(GPtrArray) approvals = document ? herald_body_facts_list_approvals (document) : NULL;

  for (guint i = 0; approvals != NULL && i < approvals->len; i++)
    g_hash_table_add (lines, g_strdup (g_ptr_array_index (approvals, i)));
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_utf8_collate (*(const char * const *) a, *(const char * const *) b);
}

/* Those whose approval is in the first text and not in the other one, each once. */
static char **
list_new_signers (HeraldDatabase *database,
                  const char     *body,
                  const char     *parent_body)
{
  g_autoptr(GHashTable) lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) old_lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer line;

  add_approvals (database, body, lines);
  if (parent_body != NULL)
    add_approvals (database, parent_body, old_lines);
  g_hash_table_iter_init (&iter, lines);
  while (g_hash_table_iter_next (&iter, &line, NULL))
    {
      g_autofree char *name = g_strndup (line, strcspn (line, "\t"));

      if (!g_hash_table_contains (old_lines, line) && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_steal_pointer (&name));
    }
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);

  return (char **) g_ptr_array_steal (names, NULL);
}

static gboolean
tell_text (HeraldDatabase    *database,
           HeraldHistoryRow  *row,
           GError           **error)
{
  const GPtrArray *parents = row->version->parents;
  g_autofree char *body = NULL;
  g_autofree char *parent_body = NULL;
  HeraldBodyFacts facts, before = { HERALD_STATUS_NONE, 0 };

  if (!find_facts (database, row->version->hash, &facts, &body, error))
    return FALSE;
  row->here = body != NULL;
  row->status = facts.status;
  if (facts.approvals != 0 && parents->len > 0 &&
      !find_facts (database, g_ptr_array_index (parents, 0), &before, &parent_body, error))
    return FALSE;
  row->signers = facts.approvals != before.approvals && facts.approvals != 0
                 ? list_new_signers (database, body, parent_body) : g_new0 (char *, 1);

  return TRUE;
}

/**
 * herald_history_read_row:
 * @database: a connection
 * @slot: which version
 * @error: return location for an error: NOT_FOUND, DAMAGED
 *
 * Returns: (transfer full) (nullable): what a history tells of it
 */
HeraldHistoryRow *
herald_history_read_row (HeraldDatabase           *database,
                         const HeraldHistorySlot  *slot,
                         GError                  **error)
{
  g_autoptr(HeraldHistoryRow) row = g_new0 (HeraldHistoryRow, 1);
  g_autoptr(HeraldStatement) statement = NULL;
  g_autofree char *hash = NULL;
  gint64 document_row;

  statement = herald_database_query (database, error,
                                     "SELECT v.hash, v.document, v.synced IS NOT NULL, EXISTS (SELECT 1 FROM heads h WHERE h.document = v.document AND h.version = v.row),"
                                     " EXISTS (SELECT 1 FROM working_copies w WHERE w.document = v.document AND w.base = v.row),"
                                     " (SELECT d.ordered = " HERALD_ORDER_WITH_GAPS " FROM documents d WHERE d.row = v.document)"
                                     " FROM versions v WHERE v.row = ?", "i", slot->row);
  if (statement == NULL || !herald_database_next (database, statement, error))
    return NULL;
  hash = herald_statement_get_hash (statement, 0);
  document_row = sqlite3_column_int64 (statement, 1);
  row->synced = sqlite3_column_int (statement, 2);
  row->is_head = sqlite3_column_int (statement, 3);
  row->is_base = sqlite3_column_int (statement, 4);
  row->number = sqlite3_column_int (statement, 5) ? 0 : slot->number;
  row->position = slot->position;
  row->n_folded = slot->n_folded;

  row->version = herald_versions_get (database, hash, error);
  if (row->version == NULL || !tell_text (database, row, error))
    return NULL;
  row->events = read_events (database, hash, document_row, error);

  return row->events ? g_steal_pointer (&row) : NULL;
}

/**
 * herald_history_note_event:
 * @database: the writing connection, in a transaction
 * @hash: which version
 * @event: what happened to it
 * @now: when, if the event does not tell; microseconds since 1970
 * @error: return location for an error: NOT_FOUND
 *
 * Returns: whether it worked
 */
gboolean
herald_history_note_event (HeraldDatabase            *database,
                           const char                *hash,
                           const HeraldVersionEvent  *event,
                           gint64                     now,
                           GError                   **error)
{
  g_autofree char *formats = g_strjoinv ("\n", event->formats);
  HeraldHistorySlot slot;

  return herald_history_find_slot (database, hash, &slot, error) &&
         herald_database_run (database, error,
                              "INSERT INTO events (document, version, kind, purpose, time, recipient, target, person, formats)"
                              " SELECT document, hash, ?, ?, ?, ?, ?, ?, ? FROM versions WHERE row = ?", "iiissssi",
                              (gint64) event->kind, (gint64) event->purpose, event->time ? event->time : now, event->recipient, event->target,
                              event->by, formats, slot.row) &&
         herald_database_run (database, error,
                              "UPDATE documents SET change = (SELECT max (change) + 1 FROM documents) WHERE row = (SELECT document FROM versions WHERE row = ?)",
                              "i", slot.row);
}
