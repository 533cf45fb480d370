/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-libraries.h"
#include "herald-store-fixture.h"

typedef struct
{
  char            *folder;
  char            *base;
  HeraldClock     *clock;
  HeraldLibraries *libraries;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("herald-libraries-XXXXXX", NULL);
  fixture->base = g_build_filename (fixture->folder, "herald", NULL);
  fixture->clock = herald_clock_new_system ();
  fixture->libraries = herald_libraries_new (fixture->base, fixture->clock);
  g_unsetenv ("HERALD_LIBRARY");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->libraries);
  g_clear_object (&fixture->clock);
  herald_store_remove_tree (fixture->folder);
  g_free (fixture->base);
  g_free (fixture->folder);
}

static void
assert_name (HeraldLibrary *library,
             const char    *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *name = herald_library_get_setting (library, "name", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, expected);
}

static void
test_several (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) list = herald_libraries_list (fixture->libraries, &error);
  g_autoptr(HeraldLibrary) kitefin = NULL;
  g_autoptr(HeraldLibrary) aurelia = NULL;
  g_autoptr(HeraldLibrary) opened = NULL;
  g_autofree char *id = NULL;
  HeraldListQuery query = { 0 };
  const HeraldLibraryInfo *info;

  g_assert_cmpuint (list->len, ==, 0);
  g_clear_pointer (&list, g_ptr_array_unref);

  kitefin = herald_libraries_create (fixture->libraries, "Kitefin", &error);
  g_assert_no_error (error);
  aurelia = herald_libraries_create (fixture->libraries, "Aurelia è bella / 镜头", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (herald_library_get_id (aurelia), !=, herald_library_get_id (kitefin));
  g_assert_null (herald_libraries_create (fixture->libraries, "Kitefin", &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_EXISTS);
  g_clear_error (&error);

  id = herald_store_put_new (kitefin, "A telephone", NULL);
  g_assert_cmpuint (herald_library_count (aurelia, &query, &error), ==, 0); /* never mixed */

  list = herald_libraries_list (fixture->libraries, &error);
  g_assert_cmpuint (list->len, ==, 2);
  info = g_ptr_array_index (list, 0);
  g_assert_cmpstr (info->name, ==, "Aurelia è bella / 镜头");
  g_assert_true (info->current);
  g_assert_null (info->problem);

  opened = herald_libraries_open (fixture->libraries, "Kitefin", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (herald_library_count (opened, &query, &error), ==, 1);
  g_clear_object (&opened);
  opened = herald_libraries_open_default (fixture->libraries, NULL, &error); /* the one opened last */
  assert_name (opened, "Kitefin");
  g_clear_object (&opened);
  g_assert_null (herald_libraries_open (fixture->libraries, "Nobody", &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND);
}

static void
test_default (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *elsewhere = g_build_filename (fixture->folder, "elsewhere", "new", NULL);
  g_autofree char *other = g_build_filename (fixture->folder, "other", NULL);
  g_autofree char *file = g_build_filename (fixture->base, "mine.txt", NULL);
  g_autoptr(HeraldLibrary) first = herald_libraries_open_default (fixture->libraries, NULL, &error);
  g_autoptr(HeraldLibrary) chosen = NULL;
  g_autoptr(HeraldLibrary) again = NULL;
  g_autoptr(HeraldLibrary) environment = NULL;

  g_assert_no_error (error);
  assert_name (first, "Announcements");
  chosen = herald_libraries_open_default (fixture->libraries, elsewhere, &error);
  g_assert_no_error (error);
  assert_name (chosen, "new");
  g_clear_object (&chosen);
  chosen = herald_libraries_open_default (fixture->libraries, elsewhere, &error);
  assert_name (chosen, "new");

  g_setenv ("HERALD_LIBRARY", other, TRUE);
  environment = herald_libraries_open_default (fixture->libraries, NULL, &error);
  assert_name (environment, "other");
  g_unsetenv ("HERALD_LIBRARY");
  again = herald_libraries_open_default (fixture->libraries, NULL, &error); /* a choice for once */
  assert_name (again, "Announcements");
  g_clear_object (&again);
  again = herald_libraries_open_default (fixture->libraries, "Announcements", &error);
  g_assert_cmpstr (herald_library_get_folder (again), ==, herald_library_get_folder (first));
  g_clear_object (&again);

  /* Never into a folder with somebody's other files. */
  g_assert_true (g_file_set_contents (file, "mine", -1, &error));
  g_assert_null (herald_libraries_open_default (fixture->libraries, fixture->base, &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND);
}

static void
test_problem (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldLibrary) library = herald_libraries_create (fixture->libraries, "Kitefin", &error);
  g_autofree char *folder = g_strdup (herald_library_get_folder (library));
  g_autofree char *database = g_build_filename (folder, HERALD_LIBRARY_DATABASE, NULL);
  g_autoptr(GPtrArray) list = NULL;

  g_clear_object (&library);
  g_assert_true (g_file_set_contents (database, "this is no database, but a text that is long enough to look at", -1, &error));
  list = herald_libraries_list (fixture->libraries, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_nonnull (((HeraldLibraryInfo *) g_ptr_array_index (list, 0))->problem);
}

static void
test_person (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldAuthor) account = herald_libraries_get_person (fixture->libraries, &error);
  g_autoptr(HeraldAuthor) anna = herald_author_new ("Anna Bruni", "anna@aurelia.example");
  g_autoptr(HeraldAuthor) person = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (account->name, !=, "");
  g_assert_nonnull (strchr (account->email, '@'));
  g_assert_false (herald_libraries_has_person (fixture->libraries));
  g_assert_true (herald_libraries_set_person (fixture->libraries, anna, &error));
  g_assert_true (herald_libraries_has_person (fixture->libraries));
  person = herald_libraries_get_person (fixture->libraries, &error);
  g_assert_cmpstr (person->name, ==, "Anna Bruni");
  g_assert_cmpstr (person->email, ==, "anna@aurelia.example");
}

static void
test_settings (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldLibrary) library = herald_libraries_create (fixture->libraries, "Kitefin", &error);
  g_autofree char *value = herald_library_get_setting (library, "remote", &error);

  g_assert_null (value);
  g_assert_no_error (error);
  g_assert_true (herald_library_set_setting (library, "remote", "https://anna@couch.example/team", &error));
  value = herald_library_get_setting (library, "remote", &error);
  g_assert_cmpstr (value, ==, "https://anna@couch.example/team");
  g_assert_true (herald_library_set_setting (library, "remote", NULL, &error));
  g_free (value);
  value = herald_library_get_setting (library, "remote", &error);
  g_assert_null (value);
  g_assert_no_error (error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/store/libraries/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("several", test_several);
  ADD ("default", test_default);
  ADD ("problem", test_problem);
  ADD ("person", test_person);
  ADD ("settings", test_settings);

  return g_test_run ();
}
