/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Measures the library on real text: bench-store fill LIBRARY < announcements.jsonl; bench-store measure LIBRARY.
 * Prints medians and 95th percentiles, and SQLite's own single-row commit beside the autosave in the same run. */

#include "herald-announcement.h"
#include "herald-json.h"
#include "herald-library.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>

#define BATCH 200
#define COMMITS 200

static void
die_on (GError *error)
{
  if (error == NULL)
    return;

  g_printerr ("bench-store: %s\n", error->message);
  exit (1);
}

static HeraldArrival *
arrival_new (HeraldDocument *document)
{
  HeraldArrival *arrival = g_new0 (HeraldArrival, 1);
  g_autoptr (HeraldAuthor) author = herald_author_new ("Bench", "bench@example.org");

  arrival->id = g_strdup (herald_document_get_id (document));
  arrival->versions = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_version_free);
  arrival->bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_document_unref);
  arrival->remote_rev = g_strdup ("1-bench");
  g_ptr_array_add (arrival->versions,
                   herald_version_new (arrival->id, NULL, author, "2026-11-22T08:00:00Z", NULL, TRUE,
                                       herald_document_get_hash (document)));
  g_ptr_array_add (arrival->bodies, herald_document_ref (document));

  return arrival;
}

static void
take (HeraldLibrary *library,
      GPtrArray     *batch,
      guint          n_done)
{
  g_autofree char *sequence = g_strdup_printf ("%u", n_done);
  GError *error = NULL;

  herald_library_take_arrivals (library, batch, sequence, &error);
  die_on (error);
  g_ptr_array_set_size (batch, 0);
}

/* After a first sync the index follows in idle slices; what is measured is the library as it is a while later. */
static void
wait_for_index (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  gint64 start = g_get_monotonic_time ();
  gboolean more = TRUE;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 5000);
  while (more)
    {
      sqlite3_stmt *statement = NULL;

      g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT 1 FROM documents WHERE stale LIMIT 1", -1, &statement, NULL), ==, SQLITE_OK);
      more = sqlite3_step (statement) == SQLITE_ROW;
      sqlite3_finalize (statement);
      if (more)
        g_usleep (200000);
    }
  sqlite3_close (db);
  g_print ("%-44s %16.3f s\n", "waited for the index", (g_get_monotonic_time () - start) / 1e6);
}

static void
fill (const char *folder)
{
  g_autoptr (HeraldClock) clock = herald_clock_new_system ();
  g_autoptr (GPtrArray) batch = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_arrival_free);
  GError *error = NULL;
  g_autoptr (HeraldLibrary) library = herald_library_create (folder, "Bench", clock, &error);
  char *line = NULL;
  gsize size = 0;
  gssize length = 0;
  guint n_done = 0;

  die_on (error);
  while ((length = getline (&line, &size, stdin)) > 0)
    {
      g_autoptr (HeraldDocument) document = herald_document_parse (line, length, &error);

      die_on (error);
      g_ptr_array_add (batch, arrival_new (document));
      if (batch->len == BATCH)
        take (library, batch, n_done += BATCH);
    }
  if (batch->len > 0)
    take (library, batch, n_done + batch->len);
  free (line);
  wait_for_index (folder);
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

static void
report (const char *what,
        GArray     *times)
{
  g_array_sort (times, compare_times);
  g_print ("%-44s median %8.3f ms   p95 %8.3f ms   n %u\n", what,
           g_array_index (times, gint64, times->len / 2) / 1000.0,
           g_array_index (times, gint64, times->len * 95 / 100) / 1000.0, times->len);
}

static void
measure_search (HeraldLibrary *library)
{
  static const char * const typed[] = { "education reform", "water infrastructure bill", "health insurance",
                                        "partnership", "the president", "zebra", "senator announced today" };
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    for (gsize n = 1; n <= strlen (typed[i]); n++)
      {
        g_autofree char *words = g_strndup (typed[i], n);
        HeraldListQuery query = { .query = words, .limit = 50 };
        gint64 start = g_get_monotonic_time ();
        GError *error = NULL;
        g_autoptr (GPtrArray) rows = herald_library_list (library, &query, &error);
        gint64 taken = g_get_monotonic_time () - start;

        die_on (error);
        g_array_append_val (times, taken);
      }

  report ("keystroke in search, first 50 rows", times);
}

static void
measure_first_page (HeraldLibrary *library)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < 50; i++)
    {
      HeraldListQuery query = { .limit = 50 };
      gint64 start = g_get_monotonic_time ();
      GError *error = NULL;
      g_autoptr (GPtrArray) rows = herald_library_list (library, &query, &error);
      gint64 taken = g_get_monotonic_time () - start;

      die_on (error);
      g_array_append_val (times, taken);
    }

  report ("first page of the list", times);
}

static gint64
autosave_once (HeraldLibrary *library,
               const char    *id,
               guint          n)
{
  GError *error = NULL;
  g_autoptr (HeraldWorkingCopy) copy = herald_library_get_working_copy (library, id, &error);
  g_autoptr (HeraldAnnouncement) announcement = NULL;
  g_autoptr (HeraldDocument) document = NULL;
  g_autofree char *headline = g_strdup_printf ("Typed %u", n);
  gint64 start = 0;

  die_on (error);
  announcement = herald_announcement_from_document (copy->document, &error);
  die_on (error);
  g_free (announcement->headline);
  announcement->headline = g_steal_pointer (&headline);
  document = herald_announcement_to_document (announcement);

  start = g_get_monotonic_time ();
  herald_library_put_working_copy (library, document, copy->revision, &error);
  die_on (error);
  return g_get_monotonic_time () - start;
}

static gint64
sqlite_once (sqlite3 *db,
             guint    n)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE row SET text = 'Typed %u' || substr(text, 10)", n);
  gint64 start = g_get_monotonic_time ();

  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  return g_get_monotonic_time () - start;
}

/* The same number of bytes, the same pragmas, on the same disk, turn by turn. */
static void
measure_autosave (HeraldLibrary *library,
                  const char    *folder)
{
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) theirs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *path = g_build_filename (folder, "bench-row.db", NULL);
  HeraldListQuery query = { .limit = 1 };
  GError *error = NULL;
  g_autoptr (GPtrArray) rows = herald_library_list (library, &query, &error);
  const HeraldListRow *row = g_ptr_array_index (rows, 0);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=EXTRA;"
                                     "CREATE TABLE row (id INTEGER PRIMARY KEY, text);"
                                     "INSERT INTO row VALUES (1, hex(randomblob(2000)))", NULL, NULL, NULL), ==, SQLITE_OK);
  for (guint i = 0; i < COMMITS; i++)
    {
      gint64 taken = autosave_once (library, row->summary->id, i);

      g_array_append_val (ours, taken);
      taken = sqlite_once (db, i);
      g_array_append_val (theirs, taken);
    }
  sqlite3_close (db);
  g_unlink (path);

  report ("autosave, commit on disk", ours);
  report ("SQLite's own single-row commit", theirs);
}

static void
measure (const char *folder)
{
  g_autoptr (HeraldClock) clock = herald_clock_new_system ();
  GError *error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (HeraldLibrary) library = herald_library_open (folder, clock, &error);
  HeraldListQuery all = { 0 };

  die_on (error);
  g_print ("%-44s %16.3f ms\n", "open", (g_get_monotonic_time () - start) / 1000.0);
  g_print ("%-44s %16u\n", "announcements", herald_library_count (library, &all, NULL));
  wait_for_index (folder);
  measure_first_page (library);
  measure_search (library);
  measure_autosave (library, folder);
}

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "fill"))
    fill (argv[2]);
  else if (argc == 3 && g_str_equal (argv[1], "measure"))
    measure (argv[2]);
  else
    {
      g_printerr ("usage: bench-store fill|measure LIBRARY\n");
      return 2;
    }

  return 0;
}
