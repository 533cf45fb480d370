/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-tallies.h"

#include "herald-zone.h"

static void
tally_free (HeraldTally *tally)
{
  g_free (tally->label);
  g_free (tally);
}

static gboolean
list_tallies (HeraldDatabase  *database,
              gint64           kind,
              guint            limit,
              GPtrArray       *tallies,
              GError         **error)
{
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;

  statement = herald_database_query (database, error,
                                     "SELECT label, shown FROM tallies WHERE kind = ? AND shown > 0 ORDER BY shown DESC, label LIMIT ?", "ii",
                                     kind, (gint64) limit);
  if (statement == NULL)
    return FALSE;
  while (herald_database_next (database, statement, &problem))
    {
      HeraldTally *tally = g_new0 (HeraldTally, 1);

      tally->label = herald_statement_get_string (statement, 0);
      tally->count = (guint) sqlite3_column_int (statement, 1);
      g_ptr_array_add (tallies, tally);
    }

  return herald_database_pass_on (&problem, error);
}

static gboolean
read_statuses (HeraldDatabase  *database,
               HeraldCounts    *counts,
               GError         **error)
{
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;

  statement = herald_database_query (database, error, "SELECT kind, CAST (label AS INTEGER), shown FROM tallies WHERE kind IN (3, 4)", "");
  if (statement == NULL)
    return FALSE;
  while (herald_database_next (database, statement, &problem))
    {
      guint status = (guint) sqlite3_column_int (statement, 1);
      guint shown = (guint) MAX (sqlite3_column_int (statement, 2), 0);

      if (sqlite3_column_int (statement, 0) == 4)
        counts->trashed = shown;
      else if (status < G_N_ELEMENTS (counts->statuses))
        counts->statuses[status] = shown;
    }
  for (guint i = 0; i < G_N_ELEMENTS (counts->statuses); i++)
    counts->all += counts->statuses[i];

  return herald_database_pass_on (&problem, error);
}

/* Lifts to come, open comments and conflicts are few, and each has an index of its own. */
static gboolean
read_few (HeraldDatabase  *database,
          gint64           now,
          HeraldCounts    *counts,
          GError         **error)
{
  g_autofree char *utc = herald_utc_format (now / G_USEC_PER_SEC);
  gint64 embargoed, commented, conflicts;

  if (!herald_database_get_int (database, 0, &embargoed, error,
                                "SELECT count(*) FROM documents WHERE type = 0 AND trashed = 0 AND embargo_utc > ?", "s", utc) ||
      !herald_database_get_int (database, 0, &commented, error,
                                "SELECT count(*) FROM documents WHERE comments > 0 AND type = 0 AND NOT trashed", "") ||
      !herald_database_get_int (database, 0, &conflicts, error,
                                "SELECT count(*) FROM documents WHERE conflict AND type = 0 AND NOT trashed", ""))
    return FALSE;
  counts->embargoed = (guint) embargoed;
  counts->commented = (guint) commented;
  counts->conflicts = (guint) conflicts;

  return TRUE;
}

/**
 * herald_tallies_get_counts:
 * @database: the reading connection
 * @now: microseconds since 1970
 * @limit: how many tags and parties at most, the most used
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the counts
 */
HeraldCounts *
herald_tallies_get_counts (HeraldDatabase  *database,
                           gint64           now,
                           guint            limit,
                           GError         **error)
{
  g_autoptr(HeraldCounts) counts = g_new0 (HeraldCounts, 1);

  counts->tags = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_free);
  counts->parties = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_free);
  if (!read_statuses (database, counts, error) || !read_few (database, now, counts, error) ||
      !list_tallies (database, 0, limit, counts->tags, error) || !list_tallies (database, 1, limit, counts->parties, error))
    return NULL;

  return g_steal_pointer (&counts);
}

/**
 * herald_tallies_list_tags:
 * @database: the reading connection
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type utf8) (nullable): the tags of what is not in the trash, sorted
 */
GPtrArray *
herald_tallies_list_tags (HeraldDatabase  *database,
                          GError         **error)
{
  g_autoptr(GPtrArray) tags = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;

  statement = herald_database_query (database, error, "SELECT label FROM tallies WHERE kind = 0 AND shown > 0 ORDER BY label", "");
  if (statement == NULL)
    return NULL;
  while (herald_database_next (database, statement, &problem))
    g_ptr_array_add (tags, herald_statement_get_string (statement, 0));

  return herald_database_pass_on (&problem, error) ? g_steal_pointer (&tags) : NULL;
}
