/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-repair.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "herald-history.h"
#include "herald-memory-remote.h"
#include "herald-sync-support.h"

#define N_VERSIONS 60 /* more than one chain of packed texts */

typedef struct
{
  HeraldLibrary      *library;
  HeraldMemoryRemote *remote;
  char               *id;
  char               *asset;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->library = herald_test_library_new ("Aurelia");
  fixture->remote = herald_memory_remote_new ();
  fixture->id = herald_test_add (fixture->library, "State 0");
  fixture->asset = herald_test_add_asset (fixture->library, fixture->id, "a picture's bytes");
  for (guint i = 1; i < N_VERSIONS; i++)
    {
      g_autofree char *headline = g_strdup_printf ("State %u", i);

      herald_test_edit (fixture->library, fixture->id, headline);
      herald_test_save (fixture->library, fixture->id, i % 7 == 0 ? "Named" : NULL);
    }
  herald_test_sync_quietly (fixture->library, HERALD_REMOTE (fixture->remote));
  g_assert_true (herald_library_set_setting (fixture->library, "remote", "https://anna@press.example/herald", &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  herald_test_library_close (fixture->library);
  g_clear_object (&fixture->remote);
  g_free (fixture->id);
  g_free (fixture->asset);
}

/* With SQLite alone, as a failing disk would do it: no foreign keys, no triggers. */
static void
damage (Fixture    *fixture,
        const char *sql)
{
  g_autofree char *path = g_build_filename (herald_library_get_folder (fixture->library), "library.db", NULL);
  sqlite3 *handle = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_busy_timeout (handle, 5000);
  sqlite3_exec (handle, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (handle);
}

static guint
count (Fixture *fixture,
       gboolean losses)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) damages = herald_library_verify (fixture->library, NULL, NULL, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < damages->len; i++)
    {
      const HeraldDamage *found = g_ptr_array_index (damages, i);

      g_test_message ("%s: %s", herald_damage_kind_to_string (found->kind), found->message);
      n += !losses || herald_damage_is_loss (found);
    }
  return n;
}

static void
repair (Fixture      *fixture,
        HeraldRemote *remote)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) damages = herald_library_verify (fixture->library, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (herald_repair_run (fixture->library, remote, damages, NULL, &error));
  g_assert_no_error (error);
}

/* As before: every version, every text, the newest one, and the draft. */
static void
assert_whole (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *headline = herald_test_headline (fixture->library, fixture->id);
  g_autofree char *expected = g_strdup_printf ("State %u", N_VERSIONS - 1);

  g_assert_cmpuint (count (fixture, FALSE), ==, 0);
  g_assert_cmpstr (headline, ==, expected);
  rows = herald_library_list_versions (fixture->library, fixture->id, 0, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, >=, N_VERSIONS - 1);
  for (guint i = 0; i < rows->len; i++)
    {
      const HeraldHistoryRow *row = g_ptr_array_index (rows, i);
      g_autoptr (HeraldDocument) body = herald_library_get_body (fixture->library, row->version->body, &error);

      g_assert_no_error (error);
      g_assert_nonnull (body);
      g_assert_cmpuint (row->number, ==, rows->len - i);
      g_assert_cmpint (row->is_head, ==, i == 0);
    }
}

/* After the first repairs the rows stand in the order of their hashes, another one in each run: so whatever is written
 * over a row must differ from what any row could hold there. */
static const char * const damages_to_history[] = {
  "UPDATE bodies SET base = 50 WHERE row = 10",
  "UPDATE bodies SET data = substr (data, 1, length (data) / 2) ||"
  " CASE substr (data, length (data) / 2 + 1, 1) WHEN x'00' THEN x'01' ELSE x'00' END ||"
  " substr (data, length (data) / 2 + 2) WHERE row = 20",
  "UPDATE bodies SET data = x'ff' WHERE row % 7 = 3",
  "UPDATE bodies SET data = zeroblob (length (data))",
  "UPDATE bodies SET data = NULL WHERE row > 10",
  "UPDATE bodies SET base = row",
  "DELETE FROM bodies WHERE row = 30",
  "DELETE FROM bodies",
  "DELETE FROM versions WHERE row = 30",
  "DELETE FROM versions WHERE row % 2 = 0",
  "DELETE FROM versions",
  "UPDATE versions SET data = x'00' WHERE row = 12",
  "UPDATE versions SET parents = zeroblob (32) WHERE row = 12",
  "UPDATE versions SET parents = (SELECT hash FROM versions WHERE row IN (SELECT version FROM heads))"
  " WHERE row = (SELECT row FROM versions WHERE length (parents) = 0)", /* in a circle */
  "UPDATE versions SET body = (SELECT min (row) FROM bodies WHERE row <> versions.body) WHERE row = 12",
  "UPDATE versions SET hash = zeroblob (32) WHERE row = 12",
  "UPDATE versions SET hash = x'00' WHERE row = 1; UPDATE versions SET hash = (SELECT hash FROM versions WHERE row = 2) WHERE row = 1000",
  "CREATE TABLE swap AS SELECT row, hash FROM versions WHERE row IN (5, 50);"
  "UPDATE versions SET hash = randomblob (32) WHERE row IN (5, 50);"
  "UPDATE versions SET hash = (SELECT hash FROM swap WHERE row = 55 - versions.row) WHERE row IN (5, 50); DROP TABLE swap",
  "DELETE FROM heads",
  "UPDATE heads SET version = (SELECT min (row) FROM versions WHERE row <> heads.version)",
  "UPDATE heads SET version = 4000",
  "INSERT INTO heads (document, version) SELECT document, (SELECT min (row) FROM versions WHERE row <> heads.version) FROM heads",
  "UPDATE working_copies SET base = 4000",
  "UPDATE working_copies SET hash = zeroblob (32)",
  "UPDATE working_copies SET text = substr (text, 1, 40)",
  "DELETE FROM working_copies",
};

/* One after the other: each time all of it comes back. */
static void
test_history (Fixture       *fixture,
              gconstpointer  data)
{
  assert_whole (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (damages_to_history); i++)
    {
      g_test_message ("%s", damages_to_history[i]);
      damage (fixture, damages_to_history[i]);
      g_assert_cmpuint (count (fixture, FALSE), >, 0);
      repair (fixture, HERALD_REMOTE (fixture->remote));
      assert_whole (fixture);
    }
  herald_test_sync_quietly (fixture->library, HERALD_REMOTE (fixture->remote));
  assert_whole (fixture);
}

/* Without the server nothing crashes or hangs, and mending makes nothing worse: one damage on top of the other. */
static void
test_alone (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (herald_library_set_setting (fixture->library, "remote", NULL, &error));
  for (guint i = 0; i < G_N_ELEMENTS (damages_to_history); i++)
    {
      g_autoptr (GPtrArray) rows = NULL;
      g_autoptr (GPtrArray) parts = NULL;
      g_autoptr (GPtrArray) found = NULL;
      guint before = 0;

      g_test_message ("%s", damages_to_history[i]);
      damage (fixture, damages_to_history[i]);
      before = count (fixture, TRUE);
      repair (fixture, NULL);
      g_assert_cmpuint (count (fixture, TRUE), <=, before);
      rows = herald_library_list_versions (fixture->library, fixture->id, 0, 0, NULL); /* or an error */
      parts = herald_library_blame (fixture->library, fixture->id, NULL, NULL, NULL);
      found = herald_library_search_versions (fixture->library, fixture->id, "state", 0, NULL, NULL);
    }
}

static char *
get_asset_path (Fixture *fixture)
{
  g_autofree char *shelf = g_strndup (fixture->asset, 2);

  return g_build_filename (herald_library_get_folder (fixture->library), "assets", shelf, fixture->asset + 2, NULL);
}

static void
test_assets (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *path = get_asset_path (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) wrong = g_bytes_new_static ("other bytes", 11);
  g_autoptr (GBytes) right = g_bytes_new_static ("a picture's bytes", 17);

  g_assert_true (g_file_set_contents (path, "a picture", 9, NULL)); /* cut off */
  g_assert_cmpuint (count (fixture, TRUE), ==, 1);
  herald_memory_remote_set_asset (fixture->remote, fixture->asset, wrong); /* the server has it damaged as well */
  repair (fixture, HERALD_REMOTE (fixture->remote));
  g_assert_cmpuint (count (fixture, TRUE), ==, 1);
  herald_memory_remote_set_asset (fixture->remote, fixture->asset, right);
  repair (fixture, HERALD_REMOTE (fixture->remote));
  g_assert_cmpuint (count (fixture, TRUE), ==, 0);

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpuint (count (fixture, FALSE), >=, 1);
  repair (fixture, HERALD_REMOTE (fixture->remote));
  g_assert_true (herald_library_has_asset (fixture->library, fixture->asset));
  g_assert_cmpuint (count (fixture, TRUE), ==, 0);
}

/* What the server sends is no better than its hash. */
static void
test_lying_server (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GPtrArray) ids = herald_memory_remote_list_ids (fixture->remote, "body:");

  damage (fixture, "UPDATE bodies SET data = x'ff' WHERE row = 20");
  for (guint i = 0; i < ids->len; i++)
    herald_memory_remote_set_text (fixture->remote, HERALD_REMOTE_OBJECTS, g_ptr_array_index (ids, i),
                                   "{\"schema\":1,\"type\":\"announcement\",\"id\":\"0b7f2f5c-3d0e-4f55-8c64-51b1c3ae7d01\"}");
  repair (fixture, HERALD_REMOTE (fixture->remote));
  g_assert_cmpuint (count (fixture, TRUE), >, 0);
}

/* The server goes away in the middle: an error, and the rest comes the next time. */
static void
test_interrupted (Fixture       *fixture,
                  gconstpointer  data)
{
  damage (fixture, "DELETE FROM bodies; DELETE FROM versions");
  for (int calls = 0; calls < 6; calls++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) damages = herald_library_verify (fixture->library, NULL, NULL, &error);

      g_assert_no_error (error);
      herald_memory_remote_fail_after (fixture->remote, calls);
      herald_repair_run (fixture->library, HERALD_REMOTE (fixture->remote), damages, NULL, &error);
    }
  herald_memory_remote_fail_after (fixture->remote, -1);
  repair (fixture, HERALD_REMOTE (fixture->remote));
  assert_whole (fixture);
}

/* A picture that never went to the server is lost, whatever stands there. */
static void
test_unsent_asset (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *sent = get_asset_path (fixture);
  g_autofree char *path = NULL;

  g_assert_cmpint (g_unlink (sent), ==, 0);
  g_assert_cmpuint (count (fixture, FALSE), ==, 1);
  g_assert_cmpuint (count (fixture, TRUE), ==, 0);

  g_free (fixture->asset);
  fixture->asset = herald_test_add_asset (fixture->library, fixture->id, "bytes that nobody else has");
  path = get_asset_path (fixture);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpuint (count (fixture, TRUE), ==, 1);
  repair (fixture, HERALD_REMOTE (fixture->remote));
  g_assert_cmpuint (count (fixture, TRUE), ==, 1);
}

/* A picture that only an older version shows: restoring that version would need it. */
static void
test_asset_of_older_version (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autofree char *path = get_asset_path (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldWorkingCopy) copy = herald_library_get_working_copy (fixture->library, fixture->id, &error);
  g_autoptr (HeraldAnnouncement) announcement = NULL;
  g_autoptr (HeraldDocument) document = NULL;

  g_assert_no_error (error);
  announcement = herald_announcement_from_document (copy->document, &error);
  g_assert_no_error (error);
  g_assert_nonnull (herald_announcement_find_asset (announcement, fixture->asset));
  g_ptr_array_set_size (announcement->assets, 0);
  document = herald_announcement_to_document (announcement);
  g_assert_cmpint (herald_library_put_working_copy (fixture->library, document, copy->revision, &error), >, 0);
  g_assert_no_error (error);
  g_assert_cmpuint (count (fixture, FALSE), ==, 0);

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpuint (count (fixture, FALSE), ==, 1);
  g_assert_cmpuint (count (fixture, TRUE), ==, 0);
}

/* A version that is missing is told once, however many were made from it. */
static void
test_missing_once (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) damages = NULL;
  guint n_absent = 0;

  damage (fixture, "UPDATE versions SET parents = (SELECT x.hash FROM versions x WHERE x.number = 1) WHERE number BETWEEN 3 AND 6");
  damage (fixture, "DELETE FROM versions WHERE number = 1");
  damages = herald_library_verify (fixture->library, fixture->id, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < damages->len; i++)
    {
      const HeraldDamage *found = g_ptr_array_index (damages, i);

      n_absent += found->thing == HERALD_DAMAGE_VERSION && found->kind == HERALD_DAMAGE_ABSENT;
    }
  g_assert_cmpuint (n_absent, ==, 1);
}

/* A draft that is in no version and cannot be read is kept beside. */
static void
test_draft (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;
  guint n_kept = 0;

  herald_test_edit (fixture->library, fixture->id, "Not in a version yet");
  damage (fixture, "UPDATE working_copies SET text = replace (text, '{\"', '{')");
  g_assert_cmpuint (count (fixture, TRUE), >, 0);
  repair (fixture, HERALD_REMOTE (fixture->remote));
  assert_whole (fixture);
  folder = g_dir_open (herald_library_get_folder (fixture->library), 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (herald_library_get_folder (fixture->library), name, NULL);
      g_autofree char *text = NULL;

      if (!g_str_has_prefix (name, "damaged-"))
        continue;
      n_kept++;
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_nonnull (strstr (text, "Not in a version yet"));
    }
  g_assert_cmpuint (n_kept, ==, 1);
}

/* New words are saved even where old ones are damaged. */
static void
test_saving_goes_on (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *headline = NULL;

  damage (fixture, "UPDATE bodies SET data = x'00ff' || data WHERE row > 40");
  herald_test_edit (fixture->library, fixture->id, "New words");
  herald_test_save (fixture->library, fixture->id, "Saved");
  repair (fixture, HERALD_REMOTE (fixture->remote));
  g_assert_cmpuint (count (fixture, TRUE), ==, 0);
  headline = herald_test_headline (fixture->library, fixture->id);
  g_assert_cmpstr (headline, ==, "New words");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/sync/repair/history", Fixture, NULL, set_up, test_history, tear_down);
  g_test_add ("/sync/repair/alone", Fixture, NULL, set_up, test_alone, tear_down);
  g_test_add ("/sync/repair/assets", Fixture, NULL, set_up, test_assets, tear_down);
  g_test_add ("/sync/repair/unsent-asset", Fixture, NULL, set_up, test_unsent_asset, tear_down);
  g_test_add ("/sync/repair/asset-of-older-version", Fixture, NULL, set_up, test_asset_of_older_version, tear_down);
  g_test_add ("/sync/repair/missing-once", Fixture, NULL, set_up, test_missing_once, tear_down);
  g_test_add ("/sync/repair/lying-server", Fixture, NULL, set_up, test_lying_server, tear_down);
  g_test_add ("/sync/repair/interrupted", Fixture, NULL, set_up, test_interrupted, tear_down);
  g_test_add ("/sync/repair/draft", Fixture, NULL, set_up, test_draft, tear_down);
  g_test_add ("/sync/repair/saving-goes-on", Fixture, NULL, set_up, test_saving_goes_on, tear_down);
  return g_test_run ();
}
