/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-comparison-export.h"

#include <glib/gstdio.h>
#include <string.h>

/* 2027-01-15T08:00:00Z */
#define NOW G_GINT64_CONSTANT (1800000000000000)

#define SECRET "zq7canary"

typedef struct
{
  char               *base;
  char               *folder;
  HeraldClock        *clock;
  HeraldLibrary      *library;
  HeraldAuthor       *author;
  HeraldAnnouncement *announcement;
  char               *first; /* hash */
} Fixture;

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
put (Fixture *fixture)
{
  g_autoptr (HeraldDocument) document = herald_announcement_to_document (fixture->announcement);
  g_autoptr (HeraldWorkingCopy) copy = herald_library_get_working_copy (fixture->library, fixture->announcement->id, NULL);
  g_autoptr (GError) error = NULL;

  herald_library_put_working_copy (fixture->library, document, copy != NULL ? copy->revision : 0, &error);
  g_assert_no_error (error);
}

static char *
save (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldVersion) version = NULL;

  put (fixture);
  version = herald_library_save_version (fixture->library, fixture->announcement->id, fixture->author, SECRET, FALSE, &error);
  g_assert_no_error (error);
  return g_strdup (version->hash);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  fixture->base = g_dir_make_tmp ("herald-changes-XXXXXX", NULL);
  fixture->folder = g_build_filename (fixture->base, "changes", NULL);
  path = g_build_filename (fixture->base, "library", NULL);
  fixture->clock = herald_clock_new_fixed (NOW);
  fixture->library = herald_library_create (path, "Aurelia", fixture->clock, &error);
  g_assert_no_error (error);
  fixture->author = herald_author_new ("Anna Bruni", SECRET "@aurelia-optics.example");
  fixture->announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, "en");
  fixture->announcement->headline = g_strdup ("A historic partnership");
  fixture->announcement->notes = g_strdup (SECRET);
  fixture->first = save (fixture);
  g_free (fixture->announcement->headline);
  fixture->announcement->headline = g_strdup ("A long-term partnership");
  put (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->library);
  g_clear_object (&fixture->clock);
  herald_author_free (fixture->author);
  herald_announcement_free (fixture->announcement);
  remove_tree (fixture->base);
  g_free (fixture->first);
  g_free (fixture->folder);
  g_free (fixture->base);
}

static HeraldComparisonExport
make_job (Fixture *fixture)
{
  static const char * const formats[] = { "html", "pdf", NULL };
  HeraldComparisonExport job = { fixture->announcement->id, fixture->first, NULL, formats, fixture->folder, NULL, fixture->author };

  return job;
}

static char *
export (Fixture *fixture)
{
  HeraldComparisonExport job = make_job (fixture);
  g_autofree char *path = g_build_filename (fixture->folder, "changes.html", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) paths = herald_comparison_export_to_folder (fixture->library, &job, NULL, &error);
  char *page = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (paths->len, ==, 4);
  g_file_get_contents (path, &page, NULL, NULL);
  return page;
}

static void
set_embargo (Fixture    *fixture,
             const char *wall)
{
  g_clear_pointer (&fixture->announcement->embargo, herald_embargo_free);
  if (wall != NULL)
    fixture->announcement->embargo = herald_embargo_new (wall, "Europe/Rome", HERALD_ZONE_ONLY, NULL);
}

static void
test_draft (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *page = export (fixture);
  g_autofree char *again = export (fixture);

  g_assert_nonnull (strstr (page, "<del>historic</del> <ins>long-term</ins>"));
  g_assert_nonnull (strstr (page, "DRAFT — not for publication · Version 2"));
  g_assert_nonnull (strstr (page, "Version 1 · Anna Bruni"));
  g_assert_null (strstr (page, SECRET));
  g_assert_null (strstr (page, "class=\"banner\""));
  g_assert_cmpstr (page, ==, again);
}

/* Approved words are still for review here. */
static void
test_approved (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *page = NULL;

  fixture->announcement->status = HERALD_STATUS_APPROVED;
  put (fixture);
  page = export (fixture);
  g_assert_nonnull (strstr (page, "DRAFT"));
  g_assert_null (strstr (page, "IMMEDIATE"));
}

/* The stricter embargo of both versions, and of what stands now, is on the page. */
static void
test_stricter_embargo (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *second = NULL, *earlier = NULL, *later = NULL, *current = NULL;
  HeraldComparisonExport job = make_job (fixture);
  g_autofree char *path = g_build_filename (fixture->folder, "changes.html", NULL);

  set_embargo (fixture, "2030-05-05 09:00");
  second = save (fixture);
  set_embargo (fixture, "2029-04-04 09:00");
  put (fixture);
  g_free (fixture->first);
  fixture->first = g_strdup (second);
  earlier = export (fixture);
  g_assert_nonnull (strstr (earlier, "5 May 2030, 09:00"));
  g_assert_nonnull (strstr (earlier, "class=\"banner\""));

  set_embargo (fixture, "2031-06-06 09:00");
  put (fixture);
  later = export (fixture);
  g_assert_nonnull (strstr (strstr (later, "class=\"banner\""), "6 June 2031"));

  job.before = job.after = second;
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) paths = herald_comparison_export_to_folder (fixture->library, &job, NULL, &error);

    g_assert_no_error (error);
    g_file_get_contents (path, &current, NULL, NULL);
  }
  g_assert_nonnull (strstr (strstr (current, "class=\"banner\""), "6 June 2031"));
}

static void
test_refusals (Fixture       *fixture,
               gconstpointer  data)
{
  HeraldComparisonExport job = make_job (fixture);
  g_autoptr (GError) error = NULL;
  g_autofree char *mine = g_build_filename (fixture->folder, "mine.txt", NULL);

  job.before = "0000000000000000000000000000000000000000000000000000000000000000";
  g_assert_null (herald_comparison_export_to_folder (fixture->library, &job, NULL, &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (g_file_test (fixture->folder, G_FILE_TEST_EXISTS));

  job.before = fixture->first;
  g_mkdir (fixture->folder, 0700);
  g_file_set_contents (mine, "words of mine", -1, NULL);
  g_assert_null (herald_comparison_export_to_folder (fixture->library, &job, NULL, &error));
  g_assert_error (error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_FOLDER);
  g_assert_true (g_file_test (mine, G_FILE_TEST_EXISTS));
}

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) paths = herald_comparison_export_to_folder_finish (HERALD_LIBRARY (source), result, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (paths->len, ==, 4);
  g_main_loop_quit (user_data);
}

static void
test_async (Fixture       *fixture,
            gconstpointer  data)
{
  HeraldComparisonExport job = make_job (fixture);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  herald_comparison_export_to_folder_async (fixture->library, &job, NULL, on_done, loop);
  g_main_loop_run (loop);
}

#define ADD(name, function) g_test_add ("/release/comparison-export/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("draft", test_draft);
  ADD ("approved", test_approved);
  ADD ("stricter-embargo", test_stricter_embargo);
  ADD ("refusals", test_refusals);
  ADD ("async", test_async);
  return g_test_run ();
}
