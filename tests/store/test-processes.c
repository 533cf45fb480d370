/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-store-fixture.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Several processes on one library. This program is its own children: "--edit FOLDER NAME N" and so on. */

#define ID "3b241101-e2bb-4255-8caf-4136c566a962"
#define N_EDITS 200

static char *self;

static GSubprocess *
spawn (const char *argument,
       ...)
{
  g_autoptr(GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  GSubprocess *child;
  va_list list;

  g_ptr_array_add (arguments, self);
  va_start (list, argument);
  for (const char *next = argument; next != NULL; next = va_arg (list, const char *))
    g_ptr_array_add (arguments, (char *) next);
  va_end (list);
  g_ptr_array_add (arguments, NULL);
  child = g_subprocess_newv ((const char * const *) arguments->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);

  return child;
}

static void
wait_well (GSubprocess *child)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (g_subprocess_wait_check (child, NULL, &error));
  g_assert_no_error (error);
}

/* Adds a line to the notes, however often somebody else is faster. */
static void
add_line (HeraldLibrary *library,
          const char    *line)
{
  for (;;)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(HeraldWorkingCopy) copy = herald_library_get_working_copy (library, ID, &error);
      g_autoptr(HeraldDocument) document = NULL;
      g_autoptr(HeraldAnnouncement) announcement = NULL;
      g_autofree char *notes = NULL;

      g_assert_no_error (error);
      announcement = herald_announcement_from_document (copy->document, &error);
      g_assert_no_error (error);
      notes = g_strconcat (announcement->notes, line, "\n", NULL);
      document = herald_store_make_document (ID, "Shared", notes);
      if (herald_library_put_working_copy (library, document, copy->revision, &error) > 0)
        return;
      g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_CHANGED);
    }
}

static HeraldLibrary *
open_library (const char *folder)
{
  g_autoptr(HeraldClock) clock = herald_clock_new_system ();
  g_autoptr(GError) error = NULL;
  HeraldLibrary *library = herald_library_open (folder, clock, &error);

  g_assert_no_error (error);

  return library;
}

static int
run_edit (char **arguments)
{
  g_autoptr(HeraldLibrary) library = open_library (arguments[0]);
  int n = atoi (arguments[2]);

  for (int i = 1; i <= n; i++)
    {
      g_autofree char *line = g_strdup_printf ("%s %d", arguments[1], i);

      add_line (library, line);
    }

  return 0;
}

/* Writes without end; tells each revision once it is acknowledged. */
static void
run_write (char **arguments)
{
  g_autoptr(HeraldLibrary) library = open_library (arguments[0]);
  g_autoptr(HeraldAuthor) author = herald_author_new ("Anna Bruni", "anna@aurelia.example");
  g_autoptr(HeraldWorkingCopy) copy = herald_library_get_working_copy (library, ID, NULL);
  gint64 revision = copy->revision;

  for (;;)
    {
      g_autofree char *headline = g_strdup_printf ("Revision %" G_GINT64_FORMAT, revision + 1);
      g_autofree char *words = g_strnfill (20000, 'w');
      g_autoptr(HeraldDocument) document = herald_store_make_document (ID, headline, words);
      g_autoptr(HeraldVersion) version = NULL;
      g_autoptr(GError) error = NULL;

      revision = herald_library_put_working_copy (library, document, revision, &error);
      g_assert_no_error (error);
      printf ("%" G_GINT64_FORMAT " -\n", revision);
      fflush (stdout);
      version = herald_library_save_version (library, ID, author, NULL, TRUE, &error);
      g_assert_no_error (error);
      printf ("%" G_GINT64_FORMAT " %s\n", revision, version->hash);
      fflush (stdout);
    }
}

/* Holds the lock for so many milliseconds. */
static int
run_lock (char **arguments)
{
  g_autofree char *path = g_build_filename (arguments[0], HERALD_LIBRARY_DATABASE, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldDatabase) database = herald_database_open (path, HERALD_DATABASE_WRITE, &error);

  g_assert_no_error (error);
  g_assert_true (herald_database_exec (database, "BEGIN EXCLUSIVE", &error));
  printf ("locked\n");
  fflush (stdout);
  g_usleep (atoi (arguments[1]) * 1000);
  herald_database_rollback (database);

  return 0;
}

static void
test_two_writers (HeraldStoreFixture *fixture,
                  gconstpointer       data)
{
  g_autoptr(HeraldDocument) document = herald_store_make_document (ID, "Shared", "begin\n");
  g_autofree char *id = herald_store_put (fixture->library, document);
  g_autofree char *n = g_strdup_printf ("%d", N_EDITS);
  g_autoptr(GSubprocess) anna = spawn ("--edit", fixture->path, "anna", n, NULL);
  g_autoptr(GSubprocess) lin = spawn ("--edit", fixture->path, "lin", n, NULL);
  g_autoptr(HeraldWorkingCopy) copy = NULL;
  g_autoptr(HeraldAnnouncement) announcement = NULL;

  wait_well (anna);
  wait_well (lin);
  copy = herald_library_get_working_copy (fixture->library, ID, NULL);
  announcement = herald_announcement_from_document (copy->document, NULL);
  g_assert_cmpint (copy->revision, ==, 2 * N_EDITS + 1);
  for (int i = 1; i <= N_EDITS; i++)
    {
      g_autofree char *by_anna = g_strdup_printf ("\nanna %d\n", i);
      g_autofree char *by_lin = g_strdup_printf ("\nlin %d\n", i);

      g_assert_nonnull (strstr (announcement->notes, by_anna));
      g_assert_nonnull (strstr (announcement->notes, by_lin));
    }
}

/* Reads what the child acknowledges, and kills it at a moment that nobody chose. */
static void
read_and_kill (GSubprocess *child,
               guint        milliseconds,
               gint64      *revision,
               char       **hash)
{
  g_autoptr(GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  gint64 deadline = g_get_monotonic_time () + milliseconds * 1000;
  g_autofree char *line = NULL;
  gboolean killed = FALSE;

  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL)
    {
      g_auto(GStrv) words = g_strsplit (line, " ", 2);

      *revision = g_ascii_strtoll (words[0], NULL, 10);
      if (!g_str_equal (words[1], "-"))
        {
          g_free (*hash);
          *hash = g_strdup (words[1]);
        }
      if (!killed && g_get_monotonic_time () > deadline)
        {
          g_subprocess_send_signal (child, SIGKILL);
          killed = TRUE;
        }
      g_clear_pointer (&line, g_free);
    }
  g_subprocess_wait (child, NULL, NULL);
  g_assert_true (killed);
}

static void
test_kill (HeraldStoreFixture *fixture,
           gconstpointer       data)
{
  g_autoptr(HeraldDocument) document = herald_store_make_document (ID, "Begin", NULL);
  g_autofree char *id = herald_store_put (fixture->library, document);

  for (guint round = 0; round < 8; round++)
    {
      g_autoptr(GSubprocess) child = NULL;
      g_autoptr(HeraldWorkingCopy) copy = NULL;
      g_autoptr(GPtrArray) history = NULL;
      g_autoptr(GError) error = NULL;
      g_autofree char *headline = NULL;
      g_autofree char *expected = NULL;
      g_autofree char *hash = NULL;
      gint64 revision = 0;

      g_clear_object (&fixture->library);
      child = spawn ("--write", fixture->path, NULL);
      read_and_kill (child, 20 + 23 * round, &revision, &hash);

      fixture->library = herald_library_open (fixture->path, fixture->clock, &error);
      g_assert_no_error (error);
      copy = herald_library_get_working_copy (fixture->library, ID, &error);
      g_assert_no_error (error);
      g_assert_cmpint (copy->revision, >=, revision);
      g_assert_cmpint (copy->revision, <=, revision + 1); /* one may be on disk, but not told yet */
      headline = herald_store_get_headline (fixture->library, ID);
      expected = g_strdup_printf ("Revision %" G_GINT64_FORMAT, copy->revision);
      g_assert_cmpstr (headline, ==, expected);
      g_assert_true (hash == NULL || herald_library_has_version (fixture->library, hash));
      history = herald_library_list_versions (fixture->library, ID, 0, 0, &error); /* every one can be read */
      g_assert_no_error (error);
      g_assert_cmpuint (history->len, >=, hash ? 1 : 0);
    }
}

static void
on_changed (HeraldLibrary  *library,
            const char     *id,
            char          **told)
{
  if (*told == NULL)
    *told = g_strdup (id ? id : "anything");
}

static gboolean
on_timeout (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_REMOVE;
}

static void
test_notice (HeraldStoreFixture *fixture,
             gconstpointer       data)
{
  g_autoptr(HeraldDocument) document = herald_store_make_document (ID, "Shared", "begin\n");
  g_autofree char *id = herald_store_put (fixture->library, document);
  g_autoptr(GSubprocess) child = NULL;
  g_autofree char *told = NULL;
  gboolean late = FALSE;
  guint timeout;

  g_usleep (200000); /* until our own change has been told */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_connect (fixture->library, "changed", G_CALLBACK (on_changed), &told);
  timeout = g_timeout_add_seconds (20, on_timeout, &late);
  child = spawn ("--edit", fixture->path, "lin", "1", NULL);
  while (told == NULL && !late)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (timeout);
  g_assert_cmpstr (told, ==, ID);
  g_signal_handlers_disconnect_by_data (fixture->library, &told);
  wait_well (child);
}

static GSubprocess *
lock (HeraldStoreFixture *fixture,
      const char         *milliseconds)
{
  GSubprocess *child = spawn ("--lock", fixture->path, milliseconds, NULL);
  g_autoptr(GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);

  g_assert_cmpstr (line, ==, "locked");

  return child;
}

static void
test_busy (HeraldStoreFixture *fixture,
           gconstpointer       data)
{
  g_autoptr(HeraldDocument) document = herald_store_make_document (ID, "Shared", "begin\n");
  g_autofree char *id = herald_store_put (fixture->library, document);
  g_autoptr(HeraldDocument) changed = herald_store_make_document (ID, "Changed", NULL);
  g_autoptr(GSubprocess) child = lock (fixture, "1500");
  g_autoptr(GError) error = NULL;

  herald_library_set_timeout (fixture->library, 200);
  g_assert_cmpint (herald_library_put_working_copy (fixture->library, changed, 1, &error), ==, 0);
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_null (herald_library_get_working_copy (fixture->library, ID, &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_null (herald_library_get_setting (fixture->library, "name", &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_BUSY);
  g_clear_error (&error);

  /* With patience it goes on by itself. */
  herald_library_set_timeout (fixture->library, 20000);
  g_assert_cmpint (herald_library_put_working_copy (fixture->library, changed, 1, &error), ==, 2);
  g_assert_no_error (error);
  wait_well (child);
}

static void
test_open_while_locked (HeraldStoreFixture *fixture,
                        gconstpointer       data)
{
  g_autoptr(GSubprocess) child = lock (fixture, "800");
  g_autoptr(HeraldLibrary) library = open_library (fixture->path);

  g_assert_nonnull (library);
  wait_well (child);
}

int
main (int   argc,
      char *argv[])
{
  self = argv[0];
  if (argc == 5 && g_str_equal (argv[1], "--edit"))
    return run_edit (argv + 2);
  if (argc == 3 && g_str_equal (argv[1], "--write"))
    run_write (argv + 2);
  if (argc == 4 && g_str_equal (argv[1], "--lock"))
    return run_lock (argv + 2);

  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/store/processes/" name, HeraldStoreFixture, NULL, herald_store_fixture_set_up, function, herald_store_fixture_tear_down)
  ADD ("two-writers", test_two_writers);
  ADD ("kill", test_kill);
  ADD ("notice", test_notice);
  ADD ("busy", test_busy);
  ADD ("open-while-locked", test_open_while_locked);

  return g_test_run ();
}
