/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-history.h"
#include "herald-search.h"
#include "herald-store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

/* Each released schema is kept as it was made, in schema-N.txt: a library of that time must still open, and what a
 * new library gets must be what the migrations lead to. */

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("herald-migrations-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, HERALD_LIBRARY_DATABASE, NULL);
  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  herald_store_remove_tree (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static HeraldDatabase *
connect_database (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  HeraldDatabase *database = herald_database_open (fixture->path, HERALD_DATABASE_WRITE, &error);

  g_assert_no_error (error);
  g_assert_true (herald_search_register (database, &error));

  return database;
}

/* Tables and indexes as SQLite keeps them; FTS5's own are its business. */
static char *
read_schema (HeraldDatabase *database)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldStatement) statement = NULL;
  GString *schema = g_string_new (NULL);

  statement = herald_database_query (database, &error, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'search\\_%' ESCAPE '\\'"
                                     " OR name = 'search_texts' ORDER BY name", "");
  g_assert_no_error (error);
  while (herald_database_next (database, statement, &error))
    g_string_append_printf (schema, "%s;\n", (const char *) sqlite3_column_text (statement, 0));
  g_assert_no_error (error);

  return g_string_free (schema, FALSE);
}

static void
test_new (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(HeraldDatabase) database = connect_database (fixture);
  g_autoptr(GError) error = NULL;
  g_autofree char *schema = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "store", "schema-3.txt", NULL);
  int version;

  g_assert_true (herald_migrations_check (database, &version, &error));
  g_assert_cmpint (version, ==, 0);
  g_assert_true (herald_migrations_run (database, &error));
  g_assert_true (herald_migrations_check (database, &version, &error));
  g_assert_cmpint (version, ==, 3);
  g_assert_true (herald_migrations_run (database, &error)); /* again, without harm */
  g_assert_no_error (error);

  schema = read_schema (database);
  g_assert_true (g_file_get_contents (path, &expected, NULL, &error));
  g_assert_cmpstr (schema, ==, expected);
}

/* An empty library as schema 1 made it. */
static HeraldDatabase *
make_schema_1 (Fixture *fixture)
{
  HeraldDatabase *database = connect_database (fixture);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "store", "schema-1.txt", NULL);
  g_autofree char *script = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &script, NULL, &error));
  g_assert_true (herald_database_exec (database, script, &error));
  g_assert_true (herald_database_exec (database, "PRAGMA application_id = 0x48726c64; PRAGMA user_version = 1;"
                                       "INSERT INTO settings (key, value) VALUES ('id', '3b241101-e2bb-4255-8caf-4136c566a962');", &error));

  return database;
}

/* A library as schema 1 made it, with a document in it, works. */
static void
test_from_schema_1 (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(HeraldDatabase) database = make_schema_1 (fixture);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldClock) clock = herald_clock_new_system ();
  g_autoptr(HeraldLibrary) library = NULL;
  g_autoptr(HeraldDocument) document = herald_store_make_document (NULL, "From long ago", "glass");
  g_autofree char *headline = NULL;
  HeraldListQuery query = { .query = "glass" };

  g_assert_true (herald_database_run (database, &error, "INSERT INTO documents (row, id, type, headline, modified, dirty, stale, change)"
                                      " VALUES (1, ?, 0, 'From long ago', 1700000000000000, 1, 1, 1)", "s", herald_document_get_id (document)));
  g_assert_true (herald_database_run (database, &error, "INSERT INTO working_copies (document, revision, hash, text) VALUES (1, 7, ?, ?)", "hs",
                                      herald_document_get_hash (document), herald_document_get_text (document, NULL)));
  g_clear_pointer (&database, herald_database_close);

  library = herald_library_open (fixture->folder, clock, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (herald_library_get_id (library), ==, "3b241101-e2bb-4255-8caf-4136c566a962");
  headline = herald_store_get_headline (library, herald_document_get_id (document));
  g_assert_cmpstr (headline, ==, "From long ago");
  g_assert_cmpuint (herald_library_count (library, &query, &error), ==, 1);
  herald_store_index_all (library);
  g_assert_cmpuint (herald_library_count (library, &query, &error), ==, 1);
}

/* The tables end as those of a new library do. */
static void
test_leads_to_same (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(HeraldDatabase) database = make_schema_1 (fixture);
  g_autoptr(GError) error = NULL;
  g_autofree char *schema = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "store", "schema-3.txt", NULL);

  g_assert_true (herald_migrations_run (database, &error));
  schema = read_schema (database);
  g_assert_true (g_file_get_contents (path, &expected, NULL, &error));
  g_assert_cmpstr (schema, ==, expected);
}

/* What schema 3 tells at a glance is found out of what an earlier Herald wrote, damage included. */
static void
test_glance (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(HeraldDatabase) database = make_schema_1 (fixture);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldClock) clock = herald_clock_new_system ();
  g_autoptr(HeraldLibrary) library = NULL;
  g_autoptr(HeraldCounts) counts = NULL;
  HeraldListQuery query = { .query = "speaker:qiao" };

  g_assert_true (herald_database_exec (database,
                                       "INSERT INTO documents (row, id, type, headline, status, tags, modified, trashed, change) VALUES"
                                       " (1, 'a', 0, 'One', 1, 'imaging' || char (10), 5, 0, 1), (2, 'b', 0, 'Two', 2, '', 5, 1, 2),"
                                       " (3, 'c', 0, 'Three', 2, '', 5, 0, 3);"
                                       "INSERT INTO labels (kind, label, document) VALUES (0, 'imaging', 1), (0, 'imaging', 2);"
                                       "INSERT INTO working_copies (document, revision, hash, text) VALUES"
                                       " (1, 1, x'00', '{\"body\":[\"odd\",{\"type\":\"quote\",\"speaker\":{\"name\":\"Lin Qiao\"}},{\"speaker\":{\"name\":7}}],"
                                       "\"comments\":[{\"id\":\"x\"},{\"id\":\"y\",\"resolved\":true},3]}'),"
                                       " (2, 1, x'00', '{}'), (3, 1, x'00', '{\"speaker\" \"comments\" damaged');", &error));
  g_assert_no_error (error);
  g_clear_pointer (&database, herald_database_close);

  library = herald_library_open (fixture->folder, clock, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (herald_library_count (library, &query, &error), ==, 1);
  counts = herald_library_get_counts (library, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counts->all, ==, 2);
  g_assert_cmpuint (counts->trashed, ==, 1);
  g_assert_cmpuint (counts->commented, ==, 1);
  g_assert_cmpuint (counts->statuses[HERALD_STATUS_REVIEW], ==, 1);
  g_assert_cmpuint (counts->tags->len, ==, 1);
  g_assert_cmpuint (((HeraldTally *) g_ptr_array_index (counts->tags, 0))->count, ==, 1);
}

#define N_VERSIONS 6

/* A history, written by today's code into a library beside. Every second version has a name. */
static char *
make_history (HeraldStoreFixture *new)
{
  g_autofree char *id = NULL;

  herald_store_fixture_set_up (new, NULL);
  for (guint i = 0; i < N_VERSIONS; i++)
    {
      g_autofree char *headline = g_strdup_printf ("State %u", i);
      g_autoptr(HeraldDocument) document = herald_store_make_document (id, headline, NULL);
      g_autoptr(HeraldVersion) version = NULL;

      g_free (id);
      id = herald_store_put (new->library, document);
      version = herald_store_save (new, id, i % 2 ? "Named" : NULL);
      herald_clock_advance (new->clock, G_TIME_SPAN_MINUTE);
    }
  g_clear_object (&new->library);

  return g_steal_pointer (&id);
}

/* A history from schema 1 is put in order when somebody looks at it. */
static void
test_history (Fixture       *fixture,
              gconstpointer  data)
{
  HeraldStoreFixture new = { 0 };
  g_autofree char *id = make_history (&new);
  g_autoptr(HeraldDatabase) database = make_schema_1 (fixture);
  g_autofree char *script = g_strdup_printf ("ATTACH '%s/library.db' AS new;"
                                             "INSERT INTO documents (row, id, type, modified, change, remote_rev) SELECT row, id, type, modified, change, '1-a' FROM new.documents;"
                                             "INSERT INTO bodies (row, hash, document, base, depth, data) SELECT row, hash, document, base, depth, data FROM new.bodies;"
                                             "INSERT INTO versions (row, hash, document, time, parents, body, data) SELECT row, hash, document, time, parents, body, data FROM new.versions;"
                                             "INSERT INTO heads SELECT * FROM new.heads;"
                                             "INSERT INTO working_copies SELECT * FROM new.working_copies;"
                                             "DETACH new;", new.path);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldLibrary) library = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GPtrArray) named = NULL;
  g_autoptr(GPtrArray) page = NULL;
  g_autoptr(HeraldVersion) version = NULL;
  const HeraldHistoryRow *row;

  g_assert_true (herald_database_exec (database, script, &error));
  g_assert_no_error (error);
  g_clear_pointer (&database, herald_database_close);
  library = herald_library_open (fixture->folder, new.clock, &error);
  g_assert_no_error (error);

  rows = herald_library_list_versions (library, id, 0, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, N_VERSIONS);
  for (guint i = 0; i < rows->len; i++)
    {
      row = g_ptr_array_index (rows, i);
      g_assert_cmpuint (row->number, ==, N_VERSIONS - i);
      g_assert_true (row->here);
      g_assert_true (row->synced);
      g_assert_cmpint (row->status, ==, HERALD_STATUS_DRAFT); /* nobody had noted it: it is read */
    }
  named = herald_library_list_named_versions (library, id, 0, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (named->len, ==, N_VERSIONS / 2);
  row = g_ptr_array_index (named, 0);
  g_assert_cmpuint (row->n_folded, ==, 1);

  version = herald_library_save_version (library, id, new.author, "One more", FALSE, &error);
  g_assert_no_error (error);
  page = herald_library_list_versions (library, id, 0, 1, &error);
  row = g_ptr_array_index (page, 0);
  g_assert_cmpstr (row->version->hash, ==, version->hash);
  g_assert_cmpuint (row->number, ==, N_VERSIONS + 1);
  herald_store_fixture_tear_down (&new, NULL);
}

static gpointer
open_in_thread (gpointer data)
{
  g_autoptr(HeraldClock) clock = herald_clock_new_system ();
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldLibrary) library = herald_library_open (data, clock, &error);

  g_assert_no_error (error);

  return g_strdup (herald_library_get_id (library));
}

/* Two programs open a new library at the same moment: one makes it, and both see one library. */
static void
test_at_once (Fixture       *fixture,
              gconstpointer  data)
{
  GThread *threads[4];
  g_autofree char *first = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("open", open_in_thread, fixture->folder);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autofree char *id = g_thread_join (threads[i]);

      if (first == NULL)
        first = g_strdup (id);
      g_assert_cmpstr (id, ==, first);
    }
}

/* Makes the library through another connection just before the schema's number is read. */
static int
make_in_between (unsigned  type,
                 void     *data,
                 void     *statement,
                 void     *sql)
{
  HeraldDatabase **other = data;
  HeraldDatabase *database = NULL;

  if (*other == NULL || strstr (sql, "user_version") == NULL)
    return 0;
  database = g_steal_pointer (other);
  herald_migrations_run (database, NULL); /* refused while somebody reads, which is as good */
  herald_database_close (database);

  return 0;
}

/* A library that is being made while somebody looks is an empty file or a library, not another program's. */
static void
test_made_meanwhile (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(HeraldDatabase) database = connect_database (fixture);
  HeraldDatabase *other = connect_database (fixture);
  g_autoptr(GError) error = NULL;
  int version = -1;

  herald_database_set_timeout (other, 0);
  sqlite3_trace_v2 (herald_database_get_handle (database), SQLITE_TRACE_STMT, make_in_between, &other);
  herald_migrations_check (database, &version, &error);
  g_assert_no_error (error);
  g_assert_cmpint (version, ==, 0);
  g_assert_null (other);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/store/migrations/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("new", test_new);
  ADD ("from-schema-1", test_from_schema_1);
  ADD ("leads-to-same", test_leads_to_same);
  ADD ("glance", test_glance);
  ADD ("history", test_history);
  ADD ("at-once", test_at_once);
  ADD ("made-meanwhile", test_made_meanwhile);

  return g_test_run ();
}
