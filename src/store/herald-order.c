/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-order.h"

#include "herald-graph.h"
#include "herald-versions.h"
#include "herald-zone.h"

/* documents.ordered */
enum
{
  STALE,
  COMPLETE,
  WITH_GAPS,
};

/**
 * herald_order_place:
 * @database: the writing connection, in a transaction
 * @document_row: whose history
 * @version: a version that is not here yet
 * @place: (out caller-allocates): where it will stand
 * @error: return location for an error
 *
 * A version on top of what is here gets its place at once, at the cost of a look at its parents. One that may fill a gap
 * changes the places of others: then the history is put in order when somebody looks at it, once for however many came.
 *
 * Returns: whether it worked
 */
gboolean
herald_order_place (HeraldDatabase       *database,
                    gint64                document_row,
                    const HeraldVersion  *version,
                    HeraldPlace          *place,
                    GError              **error)
{
  gint64 ordered, state;
  guint n_here = 0;

  *place = (HeraldPlace) { 1, 0 };
  herald_utc_parse (version->time, &place->place); /* a time that is none stays 1970: it only sorts */
  if (!herald_database_get_int (database, STALE, &ordered, error, "SELECT ordered FROM documents WHERE row = ?", "i", document_row))
    return FALSE;

  for (guint i = 0; ordered == COMPLETE && i < version->parents->len; i++)
    {
      g_autoptr(HeraldStatement) statement = NULL;
      g_autoptr(GError) problem = NULL;

      statement = herald_database_query (database, error, "SELECT number, place FROM versions WHERE hash = ? AND document = ?", "hi",
                                         g_ptr_array_index (version->parents, i), document_row);
      if (statement == NULL)
        return FALSE;
      if (herald_database_next (database, statement, &problem))
        {
          place->number = MAX (place->number, sqlite3_column_int64 (statement, 0) + 1);
          place->place = MAX (place->place, sqlite3_column_int64 (statement, 1));
          n_here++;
        }
      if (!herald_database_pass_on (&problem, error))
        return FALSE;
    }

  state = ordered != COMPLETE ? STALE : n_here == version->parents->len ? COMPLETE : WITH_GAPS;
  if (state == STALE)
    place->number = 0;

  return state == ordered || herald_database_run (database, error, "UPDATE documents SET ordered = ? WHERE row = ?", "ii", state, document_row);
}

/**
 * herald_order_check:
 * @database: a connection
 * @document_row: whose history
 * @current: (out): whether it is in order
 * @error: return location for an error
 *
 * Returns: whether it could be looked up
 */
gboolean
herald_order_check (HeraldDatabase  *database,
                    gint64           document_row,
                    gboolean        *current,
                    GError         **error)
{
  gint64 ordered;

  if (!herald_database_get_int (database, STALE, &ordered, error, "SELECT ordered FROM documents WHERE row = ?", "i", document_row))
    return FALSE;
  *current = ordered != STALE;

  return TRUE;
}

/**
 * herald_order_has_gaps:
 * @database: a connection
 * @document_row: a history that is in order
 * @has_gaps: (out): whether versions are not here from which others were made
 * @error: return location for an error
 *
 * Returns: whether it could be looked up
 */
gboolean
herald_order_has_gaps (HeraldDatabase  *database,
                       gint64           document_row,
                       gboolean        *has_gaps,
                       GError         **error)
{
  gint64 ordered;

  if (!herald_database_get_int (database, STALE, &ordered, error, "SELECT ordered FROM documents WHERE row = ?", "i", document_row))
    return FALSE;
  *has_gaps = ordered == WITH_GAPS;

  return TRUE;
}

/* Of a version from before schema 2, its own words tell. One that is damaged is shown, not folded away. */
static gboolean
folds (HeraldDatabase        *database,
       const HeraldGraphNode *node)
{
  g_autoptr(HeraldVersion) version = NULL;

  if (node->folds >= 0)
    return node->folds > 0;
  version = herald_versions_get (database, node->hash, NULL);

  return version != NULL && herald_versions_fold (version);
}

/**
 * herald_order_refresh:
 * @database: the writing connection, in a transaction
 * @document_row: whose history
 * @error: return location for an error
 *
 * Writes the places of a history anew where they are wrong.
 *
 * Returns: whether it worked
 */
gboolean
herald_order_refresh (HeraldDatabase  *database,
                      gint64           document_row,
                      GError         **error)
{
  g_autoptr(HeraldGraph) graph = herald_graph_load (database, document_row, error);

  if (graph == NULL)
    return FALSE;
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      const HeraldGraphNode *node = g_ptr_array_index (graph->nodes, i);

      if (node->in_place && node->folds >= 0)
        continue;
      if (!herald_database_run (database, error, "UPDATE versions SET number = ?, place = ?, folds = ? WHERE row = ?", "iiii",
                                (gint64) node->number, node->place, (gint64) folds (database, node), node->row))
        return FALSE;
    }

  return herald_database_run (database, error, "UPDATE documents SET ordered = ? WHERE row = ?", "ii",
                              (gint64) (graph->has_gaps ? WITH_GAPS : COMPLETE), document_row);
}
