/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "herald-store-fixture.h"

#include <string.h>
#include <sys/stat.h>

static char *
add_bytes (HeraldStoreFixture *fixture,
           const char         *bytes)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data (bytes, strlen (bytes), NULL);
  g_autoptr(GError) error = NULL;
  char *sha256 = herald_library_add_asset (fixture->library, stream, NULL, &error);

  g_assert_no_error (error);

  return sha256;
}

static guint
count_files (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  if (dir == NULL)
    return g_file_test (path, G_FILE_TEST_IS_REGULAR);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      n += count_files (child);
    }

  return n;
}

static void
test_round_trip (HeraldStoreFixture *fixture,
                 gconstpointer       data)
{
  g_autofree char *sha256 = add_bytes (fixture, "a picture");
  g_autofree char *again = add_bytes (fixture, "a picture");
  g_autofree char *expected = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "a picture", -1);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = herald_library_get_asset (fixture->library, sha256, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (sha256, ==, expected);
  g_assert_cmpstr (again, ==, expected);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "a picture", 9);
  g_assert_true (herald_library_has_asset (fixture->library, sha256));
  g_assert_cmpuint (count_files (herald_library_get_assets (fixture->library)), ==, 1);
}

static void
test_wrong_names (HeraldStoreFixture *fixture,
                  gconstpointer       data)
{
  const char *const names[] = { "", "..", "../library.db", "AB", "/etc/passwd" };
  g_autofree char *nowhere = g_strnfill (64, 'a');
  g_autoptr(GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_false (herald_library_has_asset (fixture->library, names[i]));
      g_assert_null (herald_library_get_asset (fixture->library, names[i], &error));
      g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND);
      g_clear_error (&error);
    }
  g_assert_null (herald_library_get_asset (fixture->library, nowhere, &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND);
}

static void
test_damaged (HeraldStoreFixture *fixture,
              gconstpointer       data)
{
  g_autofree char *sha256 = add_bytes (fixture, "a picture");
  g_autofree char *shelf = g_strndup (sha256, 2);
  g_autofree char *path = g_build_filename (herald_library_get_assets (fixture->library), shelf, sha256 + 2, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "another", -1, &error));
  g_assert_null (herald_library_get_asset (fixture->library, sha256, &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_DAMAGED);
  g_clear_error (&error);
  g_free (add_bytes (fixture, "a picture")); /* adding it again mends it */
  g_bytes_unref (herald_library_get_asset (fixture->library, sha256, &error));
  g_assert_no_error (error);
}

static void
test_failing_stream (HeraldStoreFixture *fixture,
                     gconstpointer       data)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data ("a picture", -1, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_null (herald_library_add_asset (fixture->library, stream, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (herald_library_get_assets (fixture->library)), ==, 0);
}

static char *
put_with_asset (HeraldStoreFixture *fixture,
                const char         *headline,
                const char         *one,
                const char         *other)
{
  g_autoptr(HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_PRODUCT, "en");
  g_autoptr(HeraldDocument) document = NULL;

  announcement->headline = g_strdup (headline);
  g_ptr_array_add (announcement->assets, herald_asset_new (one, "one.jpg", "image/jpeg", 9));
  if (other != NULL)
    g_ptr_array_add (announcement->assets, herald_asset_new (other, "other.jpg", "image/jpeg", 9));
  document = herald_announcement_to_document (announcement);

  return herald_store_put (fixture->library, document);
}

static gboolean
file_contains (const char *path,
               const char *words)
{
  g_autofree char *contents = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));

  return memmem (contents, length, words, strlen (words)) != NULL;
}

/* Nothing of it is left, in the database file either, and what others name stays. */
static void
test_erase (HeraldStoreFixture *fixture,
            gconstpointer       data)
{
  g_autofree char *own = add_bytes (fixture, "its own picture");
  g_autofree char *shared = add_bytes (fixture, "a shared picture");
  g_autofree char *gone = put_with_asset (fixture, "Quixotically", own, shared);
  g_autofree char *stays = put_with_asset (fixture, "Stays", shared, NULL);
  g_autofree char *database = g_build_filename (fixture->path, HERALD_LIBRARY_DATABASE, NULL);
  g_autoptr(HeraldVersion) version = herald_store_save (fixture, gone, "Zanzibar");
  g_autoptr(GError) error = NULL;
  HeraldListQuery query = { .query = "quixotically" };

  herald_store_index_all (fixture->library);
  g_assert_true (file_contains (database, "uixotically"));
  g_assert_cmpuint (herald_library_count (fixture->library, &query, NULL), ==, 1);

  g_assert_true (herald_library_erase (fixture->library, gone, &error));
  g_assert_no_error (error);
  g_assert_false (herald_library_has_asset (fixture->library, own));
  g_assert_true (herald_library_has_asset (fixture->library, shared));
  g_assert_false (herald_library_has_version (fixture->library, version->hash));
  g_assert_null (herald_library_get_body (fixture->library, version->body, NULL));
  g_assert_null (herald_library_get_working_copy (fixture->library, gone, &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpuint (herald_library_count (fixture->library, &query, NULL), ==, 0);
  query.query = NULL;
  g_assert_cmpuint (herald_library_count (fixture->library, &query, NULL), ==, 1);

  for (guint i = 0; i < 100 && file_contains (database, "uixotically"); i++)
    g_usleep (50000);
  g_assert_false (file_contains (database, "uixotically"));

  g_assert_false (herald_library_erase (fixture->library, gone, &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND);
}

/* An older version still needs the file. */
static void
test_erase_other (HeraldStoreFixture *fixture,
                  gconstpointer       data)
{
  g_autofree char *picture = add_bytes (fixture, "a picture");
  g_autofree char *keeper = put_with_asset (fixture, "Keeper", picture, NULL);
  g_autofree char *gone = put_with_asset (fixture, "Gone", picture, NULL);
  g_autoptr(HeraldDocument) without = herald_store_make_document (keeper, "Keeper", NULL);
  g_autoptr(GError) error = NULL;

  herald_version_free (herald_store_save (fixture, keeper, "With the picture"));
  g_free (herald_store_put (fixture->library, without));
  g_assert_true (herald_library_erase (fixture->library, gone, &error));
  g_assert_true (herald_library_has_asset (fixture->library, picture));
}

static GBytes *
keep (HeraldStoreFixture *fixture,
      const char         *sha256,
      const char         *words)
{
  g_autoptr(GBytes) bytes = g_bytes_new (words, strlen (words));

  herald_library_keep_derived (fixture->library, sha256, "thumbnail-1", bytes);

  return herald_library_get_derived (fixture->library, sha256, "thumbnail-1");
}

/* The path of the only file that was made from others; (transfer full) */
static char *
find_derived (HeraldStoreFixture *fixture)
{
  g_autofree char *folder = g_build_filename (fixture->path, "derived", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = g_dir_read_name (dir);

  g_assert_nonnull (name);
  g_assert_cmpuint (count_files (folder), ==, 1);

  return g_build_filename (folder, name, NULL);
}

static void
test_derived (HeraldStoreFixture *fixture,
              gconstpointer       data)
{
  g_autofree char *sha256 = add_bytes (fixture, "a picture");
  g_autofree char *absent = g_strnfill (64, 'a');
  g_autoptr(GBytes) kept = keep (fixture, sha256, "made from it");
  g_autoptr(GBytes) orphan = keep (fixture, absent, "made from nothing");
  g_autofree char *path = find_derived (fixture); /* of the two, the first */
  g_autofree char *folder = g_path_get_dirname (path);
  struct stat status;

  g_assert_nonnull (kept);
  g_assert_cmpmem (g_bytes_get_data (kept, NULL), g_bytes_get_size (kept), "made from it", 12);
  g_assert_null (orphan);
  g_assert_null (herald_library_get_derived (fixture->library, sha256, "thumbnail-2"));
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, 0600);
  g_assert_cmpint (stat (folder, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, 0700);
}

/* What is damaged is made again, as is what was half written. */
static void
test_derived_damaged (HeraldStoreFixture *fixture,
                      gconstpointer       data)
{
  g_autofree char *sha256 = add_bytes (fixture, "a picture");
  g_autoptr(GBytes) kept = keep (fixture, sha256, "made from it");
  g_autoptr(GBytes) again = NULL;
  g_autofree char *path = find_derived (fixture);
  g_autofree char *whole = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &whole, &size, NULL));
  for (gsize length = 0; length < size; length++)
    {
      g_assert_true (g_file_set_contents (path, whole, length, NULL));
      g_assert_null (herald_library_get_derived (fixture->library, sha256, "thumbnail-1"));
    }
  whole[size - 1] ^= 1;
  g_assert_true (g_file_set_contents (path, whole, size, NULL));
  g_assert_null (herald_library_get_derived (fixture->library, sha256, "thumbnail-1"));
  again = keep (fixture, sha256, "made from it");
  g_assert_nonnull (again);
}

/* What was made from an erased file would show it still. */
static void
test_derived_erased (HeraldStoreFixture *fixture,
                     gconstpointer       data)
{
  g_autofree char *own = add_bytes (fixture, "its own picture");
  g_autofree char *shared = add_bytes (fixture, "a shared picture");
  g_autofree char *gone = put_with_asset (fixture, "Gone", own, shared);
  g_autofree char *stays = put_with_asset (fixture, "Stays", shared, NULL);
  g_autoptr(GBytes) of_own = keep (fixture, own, "made from its own");
  g_autoptr(GBytes) of_shared = keep (fixture, shared, "made from a shared one");
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;

  g_assert_true (herald_library_erase (fixture->library, gone, NULL));
  path = find_derived (fixture);
  name = g_path_get_basename (path);
  g_assert_true (g_str_has_prefix (name, shared));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/store/assets/" name, HeraldStoreFixture, NULL, herald_store_fixture_set_up, function, herald_store_fixture_tear_down)
  ADD ("round-trip", test_round_trip);
  ADD ("wrong-names", test_wrong_names);
  ADD ("damaged", test_damaged);
  ADD ("failing-stream", test_failing_stream);
  ADD ("erase", test_erase);
  ADD ("erase-other", test_erase_other);
  ADD ("derived", test_derived);
  ADD ("derived-damaged", test_derived_damaged);
  ADD ("derived-erased", test_derived_erased);

  return g_test_run ();
}
