/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-kit-folder.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "herald-export.h"
#include "herald-kit-stage.h"
#include "herald-manifest.h"

typedef struct
{
  char *base;   /* temporary */
  char *folder; /* where the kit goes */
} Fixture;

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->base = g_dir_make_tmp ("herald-kit-XXXXXX", NULL);
  fixture->folder = g_build_filename (fixture->base, "kit", NULL);
}

/* Whatever happened, nothing may be left beside the folder. */
static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->base, 0, NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_prefix (name, ".herald-kit"));
  remove_tree (fixture->base);
  g_free (fixture->folder);
  g_free (fixture->base);
}

static HeraldKit *
make_kit (const char *path,
          const char *text)
{
  HeraldKit *kit = herald_kit_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_OTHER, "en");
  HeraldRenderJob job = { .announcement = announcement, .version_hash = "abc" };

  herald_kit_add (kit, path, bytes);
  herald_manifest_add_to_kit (kit, &job);
  return kit;
}

static void
assert_file (const char *folder,
             const char *path,
             const char *expected)
{
  g_autofree char *full = g_build_filename (folder, path, NULL);
  g_autofree char *text = NULL;

  g_file_get_contents (full, &text, NULL, NULL);
  g_assert_cmpstr (text, ==, expected);
}

static void
write_file (const char *folder,
            const char *path,
            const char *text)
{
  g_autofree char *full = g_build_filename (folder, path, NULL);
  g_autofree char *parent = g_path_get_dirname (full);

  g_mkdir_with_parents (parent, 0755);
  g_assert_true (g_file_set_contents (full, text, -1, NULL));
}

static void
test_new_and_replaced (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (HeraldKit) first = make_kit ("index.html", "first");
  g_autoptr (HeraldKit) second = make_kit ("other.html", "second");
  g_autoptr (GError) error = NULL;

  herald_kit_folder_replace (first, fixture->folder, NULL, &error);
  g_assert_no_error (error);
  assert_file (fixture->folder, "index.html", "first");
  g_assert_cmpint (g_chmod (fixture->folder, 0750), ==, 0);
  herald_kit_folder_replace (second, fixture->folder, NULL, &error);
  g_assert_no_error (error);
  assert_file (fixture->folder, "index.html", NULL); /* whole: nothing of the old kit is left */
  assert_file (fixture->folder, "other.html", "second");
  {
    struct stat status;

    g_assert_cmpint (stat (fixture->folder, &status), ==, 0);
    g_assert_cmpint (status.st_mode & 0777, ==, 0750);
  }
}

static void
test_empty_folder (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (HeraldKit) kit = make_kit ("index.html", "first");
  g_autofree char *with_slash = g_strconcat (fixture->folder, "/", NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir (fixture->folder, 0755);
  herald_kit_folder_replace (kit, with_slash, NULL, &error);
  g_assert_no_error (error);
  assert_file (fixture->folder, "index.html", "first");
}

static void
assert_refused (const char *folder)
{
  g_autoptr (HeraldKit) kit = make_kit ("index.html", "new");
  g_autoptr (GError) error = NULL;

  g_assert_false (herald_kit_folder_replace (kit, folder, NULL, &error));
  g_assert_error (error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_FOLDER);
}

/* A mistyped folder must not cost anybody their files. */
static void
test_strangers_are_kept (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (HeraldKit) kit = make_kit ("index.html", "first");
  g_autofree char *file = g_build_filename (fixture->base, "file", NULL);
  g_autofree char *thesis = g_build_filename (fixture->folder, "thesis.odt", NULL);

  write_file (fixture->folder, "thesis.odt", "years of work");
  assert_refused (fixture->folder);
  assert_file (fixture->folder, "thesis.odt", "years of work");
  g_unlink (thesis);

  /* Put into a kit later on. */
  g_assert_true (herald_kit_folder_replace (kit, fixture->folder, NULL, NULL));
  write_file (fixture->folder, "deep/er/notes.txt", "mine");
  assert_refused (fixture->folder);
  assert_file (fixture->folder, "deep/er/notes.txt", "mine");
  assert_file (fixture->folder, "index.html", "first");

  write_file (fixture->base, "file", "not a folder");
  assert_refused (file);
  assert_file (fixture->base, "file", "not a folder");
}

static void
test_foreign_manifests (Fixture       *fixture,
                        gconstpointer  data)
{
  static const char * const manifests[] = { "", "{", "[]", "{\"files\":[]}", "{\"generator\":\"Other\",\"files\":[]}",
                                            "{\"generator\":\"Herald\",\"files\":[1]}", "{\"generator\":7,\"files\":[]}",
                                            "{\"generator\":\"Herald\",\"files\":{\"path\":\"x\"}}" };

  for (guint i = 0; i < G_N_ELEMENTS (manifests); i++)
    {
      write_file (fixture->folder, HERALD_MANIFEST_PATH, manifests[i]);
      assert_refused (fixture->folder);
    }
}

/* A link is followed to the folder that it names; one inside a folder is a stranger. */
static void
test_links (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (HeraldKit) kit = make_kit ("index.html", "first");
  g_autofree char *real = g_build_filename (fixture->base, "real", NULL);
  g_autofree char *inside = g_build_filename (fixture->base, "real", "index.html", NULL);

  g_mkdir (real, 0755);
  g_assert_cmpint (symlink ("real", fixture->folder), ==, 0);
  g_assert_true (herald_kit_folder_replace (kit, fixture->folder, NULL, NULL));
  g_assert_true (g_file_test (fixture->folder, G_FILE_TEST_IS_SYMLINK));
  assert_file (real, "index.html", "first");
  g_assert_cmpint (g_unlink (inside), ==, 0);
  g_assert_cmpint (symlink ("/etc", inside), ==, 0);
  g_assert_true (herald_kit_folder_replace (kit, real, NULL, NULL)); /* the link goes, not what it leads to */
  g_assert_true (g_file_test ("/etc/passwd", G_FILE_TEST_EXISTS));
  assert_file (real, "index.html", "first");
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (HeraldKit) first = make_kit ("index.html", "first");
  g_autoptr (HeraldKit) second = make_kit ("index.html", "second");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (herald_kit_folder_replace (first, fixture->folder, NULL, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_false (herald_kit_folder_replace (second, fixture->folder, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_file (fixture->folder, "index.html", "first");
}

static void
test_parent_cannot_be_made (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (HeraldKit) kit = make_kit ("index.html", "first");
  g_autofree char *below = g_build_filename (fixture->base, "file", "kit", NULL);
  g_autoptr (GError) error = NULL;

  write_file (fixture->base, "file", "not a folder");
  g_assert_false (herald_kit_folder_replace (kit, below, NULL, &error));
  g_assert_error (error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_FAILED);
}

/* Checked by the tool that people have. */
static void
test_sums (Fixture       *fixture,
           gconstpointer  data)
{
  static const char * const argv[] = { "sha256sum", "-c", "--strict", HERALD_MANIFEST_SUMS_PATH, NULL };
  g_autoptr (HeraldKit) kit = make_kit ("index.html", "first");
  int status = 0;

  g_assert_true (herald_kit_folder_replace (kit, fixture->folder, NULL, NULL));
  g_assert_true (g_spawn_sync (fixture->folder, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, NULL));
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  write_file (fixture->folder, "index.html", "forged");
  g_assert_true (g_spawn_sync (fixture->folder, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, NULL));
  g_assert_false (g_spawn_check_wait_status (status, NULL));
}

/* What a killed export left goes with the next one; what one that is at work holds stays. */
static void
test_abandoned_stage (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *abandoned = g_build_filename (fixture->base, ".herald-kit-abcdef", NULL);
  g_autofree char *words = g_build_filename (abandoned, "kit", "index.html", NULL);
  g_autofree char *others = g_build_filename (fixture->base, ".herald-kitchen", NULL);
  g_autoptr (HeraldKitStage) working = herald_kit_stage_new (fixture->base);
  g_autoptr (HeraldKit) kit = make_kit ("index.html", "first");
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (working);
  write_file (abandoned, "kit/index.html", "embargoed words");
  g_assert_cmpint (g_mkdir (others, 0700), ==, 0);
  herald_kit_folder_replace (kit, fixture->folder, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (words, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (abandoned, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (working->path, G_FILE_TEST_IS_DIR));
  g_assert_true (g_file_test (others, G_FILE_TEST_IS_DIR));
  g_assert_cmpint (g_rmdir (others), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  static const struct { const char *name; void (*run) (Fixture *, gconstpointer); } tests[] = {
    { "/release/kit-folder/replaced", test_new_and_replaced },
    { "/release/kit-folder/empty", test_empty_folder },
    { "/release/kit-folder/strangers", test_strangers_are_kept },
    { "/release/kit-folder/manifests", test_foreign_manifests },
    { "/release/kit-folder/links", test_links },
    { "/release/kit-folder/cancelled", test_cancelled },
    { "/release/kit-folder/parent", test_parent_cannot_be_made },
    { "/release/kit-folder/sums", test_sums },
    { "/release/kit-folder/abandoned", test_abandoned_stage },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
