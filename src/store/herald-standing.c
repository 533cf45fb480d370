/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-standing.h"

#include <string.h>

#include "herald-history-rows.h"
#include "herald-library-private.h"

#define STATUSES "(?1, ?2, ?3)"

static const char query[] =
  "SELECT d.id, d.headline, d.status, d.language, d.embargo_wall, d.embargo_zone, d.embargo_utc, d.translation_group, d.dirty,"
  " (SELECT count(*) FROM heads h WHERE h.document = d.row),"
  " (SELECT v.hash FROM heads h JOIN versions v ON v.row = h.version WHERE h.document = d.row LIMIT 1),"
  " EXISTS (SELECT 1 FROM events e WHERE e.document = d.row AND e.purpose = ?4)"
  " FROM documents d WHERE d.type = ?5 AND NOT d.trashed AND d.modified > 0 AND (d.status IN " STATUSES
  " OR d.translation_group IN (SELECT g.translation_group FROM documents g"
  "   WHERE g.translation_group <> '' AND NOT g.trashed AND g.status IN " STATUSES "))"; /* in the order in which they lie on disk */

/**
 * herald_standing_free:
 * @standing: (transfer full): a standing
 */
void
herald_standing_free (HeraldStanding *standing)
{
  g_return_if_fail (standing != NULL);

  herald_summary_free (standing->summary);
  g_free (standing->head);
  g_free (standing);
}

static HeraldStanding *
read_standing (HeraldStatement *statement)
{
  HeraldStanding *standing = g_new0 (HeraldStanding, 1);
  HeraldSummary *summary = g_new0 (HeraldSummary, 1);

  standing->summary = summary;
  summary->type = HERALD_DOCUMENT_ANNOUNCEMENT;
  summary->id = herald_statement_get_string (statement, 0);
  summary->headline = herald_statement_get_string (statement, 1);
  summary->status = sqlite3_column_int (statement, 2);
  summary->language = herald_statement_get_string (statement, 3);
  summary->tags = g_new0 (char *, 1); /* nobody judges by them */
  summary->parties = g_new0 (char *, 1);
  summary->embargo_wall = herald_statement_get_string (statement, 4);
  summary->embargo_zone = herald_statement_get_string (statement, 5);
  summary->embargo_utc = herald_statement_get_string (statement, 6);
  summary->translation_group = herald_statement_get_string (statement, 7);
  standing->dirty = sqlite3_column_int (statement, 8);
  standing->n_heads = (guint) sqlite3_column_int (statement, 9);
  standing->head = standing->n_heads > 0 ? herald_statement_get_hash (statement, 10) : NULL;
  standing->given_out = sqlite3_column_int (statement, 11);
  return standing;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return strcmp ((*(HeraldStanding * const *) a)->summary->id, (*(HeraldStanding * const *) b)->summary->id);
}

static GPtrArray *
read_standings (HeraldDatabase  *database,
                GError         **error)
{
  g_autoptr (GPtrArray) standings = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_standing_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (HeraldStatement) statement = herald_database_query (database, &problem, query, "iiiii", (gint64) HERALD_STATUS_APPROVED,
                                                                 (gint64) HERALD_STATUS_SCHEDULED, (gint64) HERALD_STATUS_RELEASED,
                                                                 (gint64) HERALD_PURPOSE_RELEASE, (gint64) HERALD_DOCUMENT_ANNOUNCEMENT);

  while (statement != NULL && herald_database_next (database, statement, &problem))
    g_ptr_array_add (standings, read_standing (statement));
  g_ptr_array_sort (standings, compare_ids);
  return herald_database_pass_on (&problem, error) ? g_steal_pointer (&standings) : NULL;
}

/**
 * herald_library_list_standings:
 * @self: a library
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeraldStanding) (nullable): the announcements outside the trash that are
 *   approved, scheduled or released, and all their other language editions, by id
 */
GPtrArray *
herald_library_list_standings (HeraldLibrary  *self,
                               GError        **error)
{
  HeraldDatabase *database = NULL;
  GPtrArray *standings = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);

  database = herald_library_begin_reading (self, error);
  if (database == NULL)
    return NULL;
  standings = read_standings (database, error);
  herald_library_end_reading (self);
  return standings;
}

typedef struct
{
  const char * const       *hashes;
  const HeraldVersionEvent *event;
  gint64                    now;
} Noting;

static gboolean
note_events (HeraldDatabase  *database,
             gpointer         data,
             GError         **error)
{
  const Noting *noting = data;

  for (const char * const *hash = noting->hashes; *hash != NULL; hash++)
    if (!herald_history_note_event (database, *hash, noting->event, noting->now, error))
      return FALSE;
  return TRUE;
}

/**
 * herald_library_note_events:
 * @self: a library
 * @hashes: versions, ended by %NULL
 * @event: what happened to them
 * @error: return location for an error: NOT_FOUND
 *
 * herald_library_note_event() for many versions in one transaction.
 *
 * Returns: whether it is on disk
 */
gboolean
herald_library_note_events (HeraldLibrary             *self,
                            const char * const        *hashes,
                            const HeraldVersionEvent  *event,
                            GError                   **error)
{
  Noting noting = { hashes, event, 0 };

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (hashes != NULL && event != NULL && event->formats != NULL, FALSE);

  noting.now = herald_clock_get_real (herald_library_get_clock (self));
  return hashes[0] == NULL || herald_library_write (self, HERALD_WRITE_BULK, note_events, &noting, error);
}
