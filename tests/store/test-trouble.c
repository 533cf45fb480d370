/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-store-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

/* What can go wrong with disks and files: a clear error, nothing lost, the program alive. */

static char *self;

static char *
get_database (HeraldStoreFixture *fixture)
{
  return g_build_filename (fixture->path, HERALD_LIBRARY_DATABASE, NULL);
}

static void
assert_cannot_open (HeraldStoreFixture *fixture,
                    int                 code)
{
  g_autoptr(GError) error = NULL;

  g_clear_object (&fixture->library);
  g_assert_null (herald_library_open (fixture->path, fixture->clock, &error));
  g_assert_error (error, HERALD_STORE_ERROR, code);
  g_test_message ("%s", error->message);
}

static void
run_sql (HeraldStoreFixture *fixture,
         const char         *sql)
{
  g_autofree char *path = get_database (fixture);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldDatabase) database = herald_database_open (path, HERALD_DATABASE_WRITE, &error);

  g_assert_no_error (error);
  g_assert_true (herald_database_exec (database, sql, &error));
}

static void
test_missing (HeraldStoreFixture *fixture,
              gconstpointer       data)
{
  g_autofree char *path = get_database (fixture);

  g_clear_object (&fixture->library);
  g_remove (path);
  assert_cannot_open (fixture, HERALD_STORE_ERROR_NOT_FOUND);
}

static void
test_exists (HeraldStoreFixture *fixture,
             gconstpointer       data)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (herald_library_create (fixture->path, "Again", fixture->clock, &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_EXISTS);
}

static void
test_newer_schema (HeraldStoreFixture *fixture,
                   gconstpointer       data)
{
  g_autofree char *path = get_database (fixture);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize before_length, after_length;

  g_clear_object (&fixture->library);
  run_sql (fixture, "PRAGMA user_version = 999");
  g_assert_true (g_file_get_contents (path, &before, &before_length, NULL));
  assert_cannot_open (fixture, HERALD_STORE_ERROR_NEWER);
  g_assert_true (g_file_get_contents (path, &after, &after_length, NULL));
  g_assert_cmpmem (before, before_length, after, after_length);
}

static void
test_other_program (HeraldStoreFixture *fixture,
                    gconstpointer       data)
{
  g_autofree char *path = get_database (fixture);

  g_clear_object (&fixture->library);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  run_sql (fixture, "CREATE TABLE bookmarks (url TEXT)");
  assert_cannot_open (fixture, HERALD_STORE_ERROR_DAMAGED);
}

/* Whoever made it was killed between the file and what is in it. */
static void
test_empty_file (HeraldStoreFixture *fixture,
                 gconstpointer       data)
{
  g_autofree char *path = get_database (fixture);
  g_autofree char *id = NULL;

  g_clear_object (&fixture->library);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  fixture->library = herald_library_open (fixture->path, fixture->clock, NULL);
  g_assert_nonnull (fixture->library);
  id = herald_store_put_new (fixture->library, "A lens", NULL);
  g_assert_true (herald_library_get_id (fixture->library)[0] != '\0');
}

static void
test_no_database (HeraldStoreFixture *fixture,
                  gconstpointer       data)
{
  g_autofree char *path = get_database (fixture);
  g_autofree char *noise = g_strnfill (50000, 'x');

  g_clear_object (&fixture->library);
  g_assert_true (g_file_set_contents (path, noise, -1, NULL));
  assert_cannot_open (fixture, HERALD_STORE_ERROR_DAMAGED);
}

/* Pages in the middle are overwritten: opening may work, using tells. Never a crash. */
static void
test_damaged_pages (HeraldStoreFixture *fixture,
                    gconstpointer       data)
{
  g_autofree char *path = get_database (fixture);
  g_autofree char *contents = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *id = NULL;
  g_autofree char *words = g_strnfill (30000, 'w');
  g_autoptr(HeraldDocument) document = NULL;
  gsize length;
  HeraldListQuery query = { 0 };

  id = herald_store_put_new (fixture->library, "A lens", words);
  herald_version_free (herald_store_save (fixture, id, "First"));
  herald_store_index_all (fixture->library);
  g_clear_object (&fixture->library);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  for (gsize i = 8192; i < length; i++)
    contents[i] = (char) (i * 31);
  g_assert_true (g_file_set_contents (path, contents, length, NULL));

  fixture->library = herald_library_open (fixture->path, fixture->clock, &error);
  if (fixture->library != NULL)
    {
      g_autoptr(GPtrArray) rows = herald_library_list (fixture->library, &query, &error);
      g_autoptr(HeraldWorkingCopy) copy = NULL;

      g_assert_null (rows);
      g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_DAMAGED);
      g_clear_error (&error);
      copy = herald_library_get_working_copy (fixture->library, id, &error);
      g_assert_null (copy);
      g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_DAMAGED);
      g_clear_error (&error);
      document = herald_store_make_document (NULL, "Another", NULL);
      g_assert_cmpint (herald_library_put_working_copy (fixture->library, document, 0, &error), ==, 0);
    }
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_DAMAGED);
}

/* A body that was changed in the file is not passed on as if it were the old words. */
static void
test_damaged_body (HeraldStoreFixture *fixture,
                   gconstpointer       data)
{
  g_autofree char *id = herald_store_put_new (fixture->library, "A lens", NULL);
  g_autoptr(HeraldVersion) version = herald_store_save (fixture, id, "First");
  g_autoptr(GError) error = NULL;

  run_sql (fixture, "UPDATE bodies SET data = zeroblob (20)");
  g_assert_null (herald_library_get_body (fixture->library, version->body, &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_DAMAGED);
  g_clear_error (&error);
  run_sql (fixture, "UPDATE bodies SET base = row");
  g_assert_null (herald_library_get_body (fixture->library, version->body, &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_DAMAGED);
  g_clear_error (&error);
  run_sql (fixture, "UPDATE versions SET data = x'0500000001020304'");
  g_assert_null (herald_library_get_version (fixture->library, version->hash, &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_DAMAGED);
}

/* The file may not grow any more: what was there stays, what comes is told, and once there is space it goes on. */
static void
test_no_growth (HeraldStoreFixture *fixture,
                gconstpointer       data)
{
  g_autofree char *path = get_database (fixture);
  g_autoptr(HeraldDocument) small = herald_store_make_document (NULL, "A lens", NULL);
  g_autofree char *id = herald_store_put (fixture->library, small);
  g_autofree char *words = g_strnfill (900000, 'w');
  g_autoptr(HeraldDocument) large = herald_store_make_document (id, "A large lens", words);
  g_autofree char *headline = NULL;
  g_autofree char *later = NULL;
  g_autoptr(GError) error = NULL;
  struct rlimit limit, old;
  GStatBuf status;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  limit = old;
  limit.rlim_cur = status.st_size + 100000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_cmpint (herald_library_put_working_copy (fixture->library, large, 1, &error), ==, 0);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_FULL);
  g_clear_error (&error);

  headline = herald_store_get_headline (fixture->library, id);
  g_assert_cmpstr (headline, ==, "A lens");
  g_assert_cmpint (herald_library_put_working_copy (fixture->library, large, 1, &error), ==, 2);
  g_assert_no_error (error);
  later = herald_store_get_headline (fixture->library, id);
  g_assert_cmpstr (later, ==, "A large lens");
}

/* In a mount namespace of its own: a disk that is full in earnest, and one that cannot be written to. */
static void
run_on_mount (HeraldStoreFixture *fixture,
              const char         *script)
{
  g_autofree char *disk = g_build_filename (fixture->folder, "disk", NULL);
  g_autofree char *full_script = g_strconcat ("mount -t tmpfs -o size=2m none \"$1\" 2>/dev/null || exit 77; ", script, NULL);
  const char *arguments[] = { "unshare", "--user", "--map-root-user", "--mount", "sh", "-c", full_script, self, disk, NULL };
  g_autoptr(GSubprocess) child = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *output = NULL;

  g_assert_cmpint (g_mkdir (disk, 0700), ==, 0);
  child = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error);
  if (child == NULL)
    {
      g_test_skip ("unshare is not installed");
      return;
    }
  g_assert_true (g_subprocess_communicate_utf8 (child, NULL, NULL, &output, NULL, &error));
  if (g_subprocess_get_if_exited (child) && g_subprocess_get_exit_status (child) != 0 && (strstr (output, "unshare:") || g_subprocess_get_exit_status (child) == 77))
    {
      g_test_skip ("This computer lets nobody mount in a namespace of their own");
      return;
    }
  g_test_message ("%s", output);
  g_assert_true (g_subprocess_get_successful (child));
}

static void
test_full_disk (HeraldStoreFixture *fixture,
                gconstpointer       data)
{
  run_on_mount (fixture, "exec \"$0\" --full \"$1\"");
}

static void
test_read_only_disk (HeraldStoreFixture *fixture,
                     gconstpointer       data)
{
  run_on_mount (fixture, "\"$0\" --make \"$1\" && mount -o remount,ro \"$1\" && exec \"$0\" --read-only \"$1\"");
}

#define ID "3b241101-e2bb-4255-8caf-4136c566a962"

/* A picture that does not fit, then a text that does not; then there is space again. */
static int
run_full (const char *disk)
{
  g_autofree char *folder = g_build_filename (disk, "library", NULL);
  g_autofree char *ballast = g_build_filename (disk, "ballast", NULL);
  g_autofree char *more = g_build_filename (disk, "more", NULL);
  g_autofree char *million = g_strnfill (1000000, 'b');
  g_autofree char *words = g_strnfill (700000, 'w');
  g_autoptr(HeraldClock) clock = herald_clock_new_system ();
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldLibrary) library = herald_library_create (folder, "Small", clock, &error);
  g_autoptr(HeraldDocument) one = herald_store_make_document (ID, "One", NULL);
  g_autoptr(HeraldDocument) two = herald_store_make_document (ID, "Two", words);
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data (million, 1000000, NULL);
  g_autofree char *headline = NULL;

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (ballast, million, 1000000, &error));
  g_assert_cmpint (herald_library_put_working_copy (library, one, 0, &error), ==, 1);
  g_assert_null (herald_library_add_asset (library, stream, NULL, &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_FULL);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (more, million, 400000, &error));
  g_assert_cmpint (herald_library_put_working_copy (library, two, 1, &error), ==, 0);
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_FULL);
  g_clear_error (&error);
  headline = herald_store_get_headline (library, ID);
  g_assert_cmpstr (headline, ==, "One");

  g_remove (ballast);
  g_remove (more);
  g_assert_cmpint (herald_library_put_working_copy (library, two, 1, &error), ==, 2);
  g_assert_no_error (error);
  g_clear_object (&library);
  library = herald_library_open (folder, clock, &error);
  g_assert_no_error (error);

  return 0;
}

static int
run_make (const char *disk)
{
  g_autofree char *folder = g_build_filename (disk, "library", NULL);
  g_autoptr(HeraldClock) clock = herald_clock_new_system ();
  g_autoptr(HeraldLibrary) library = herald_library_create (folder, "Archive", clock, NULL);
  g_autoptr(HeraldDocument) one = herald_store_make_document (ID, "One", "glass");

  g_free (herald_store_put (library, one));

  return 0;
}

static int
run_read_only (const char *disk)
{
  g_autofree char *folder = g_build_filename (disk, "library", NULL);
  g_autofree char *other = g_build_filename (disk, "other", NULL);
  g_autoptr(HeraldClock) clock = herald_clock_new_system ();
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldLibrary) library = herald_library_open (folder, clock, &error);
  g_autoptr(HeraldDocument) two = herald_store_make_document (ID, "Two", NULL);
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data ("x", 1, NULL);
  g_autofree char *headline = NULL;
  HeraldListQuery query = { .query = "glass" };

  g_assert_no_error (error);
  headline = herald_store_get_headline (library, ID);
  g_assert_cmpstr (headline, ==, "One");
  g_assert_cmpuint (herald_library_count (library, &query, &error), ==, 1);
  g_assert_cmpint (herald_library_put_working_copy (library, two, 1, &error), ==, 0);
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_null (herald_library_add_asset (library, stream, NULL, &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_null (herald_library_create (other, "Other", clock, &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_READ_ONLY);

  return 0;
}

int
main (int   argc,
      char *argv[])
{
  self = argv[0];
  if (argc == 3 && g_str_equal (argv[1], "--full"))
    return run_full (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--make"))
    return run_make (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--read-only"))
    return run_read_only (argv[2]);

  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/store/trouble/" name, HeraldStoreFixture, NULL, herald_store_fixture_set_up, function, herald_store_fixture_tear_down)
  ADD ("missing", test_missing);
  ADD ("exists", test_exists);
  ADD ("newer-schema", test_newer_schema);
  ADD ("other-program", test_other_program);
  ADD ("empty-file", test_empty_file);
  ADD ("no-database", test_no_database);
  ADD ("damaged-pages", test_damaged_pages);
  ADD ("damaged-body", test_damaged_body);
  ADD ("no-growth", test_no_growth);
  ADD ("full-disk", test_full_disk);
  ADD ("read-only-disk", test_read_only_disk);

  return g_test_run ();
}
