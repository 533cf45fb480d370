/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stays on the server until somebody, or a merge, needs it. */
#include "herald-fetch.h"
#include "herald-memory-remote.h"
#include "herald-sync-support.h"
#include "herald-verify.h"

typedef struct
{
  HeraldMemoryRemote *memory;
  HeraldRemote       *remote;
  HeraldLibrary      *a;
  HeraldLibrary      *b;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->memory = herald_memory_remote_new ();
  fixture->remote = HERALD_REMOTE (fixture->memory);
  fixture->a = herald_test_library_new ("Aurelia");
  fixture->b = herald_test_library_new ("Kitefin");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  herald_test_library_close (fixture->a);
  herald_test_library_close (fixture->b);
  g_object_unref (fixture->memory);
}

static void
check_headline (HeraldLibrary *library,
                const char    *id,
                const char    *expected)
{
  g_autofree char *headline = herald_test_headline (library, id);

  g_assert_cmpstr (headline, ==, expected);
}

static void
make_versions (HeraldLibrary *library,
               const char    *id,
               guint          n)
{
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *headline = g_strdup_printf ("%u", i);

      herald_test_save (library, id, headline);
      herald_test_edit (library, id, headline);
    }
}

static guint
count_calls (Fixture       *fixture,
             HeraldLibrary *library)
{
  guint before = herald_memory_remote_get_calls (fixture->memory);

  herald_test_sync_quietly (library, fixture->remote);
  return herald_memory_remote_get_calls (fixture->memory) - before;
}

static void
check_texts (HeraldLibrary *library,
             const char    *id,
             guint          n_versions,
             guint          n_here)
{
  g_autoptr (GPtrArray) versions = herald_library_list_versions (library, id, 0, 0, NULL);
  guint here = 0;

  g_assert_cmpuint (versions->len, ==, n_versions);
  for (guint i = 0; i < versions->len; i++)
    {
      const HeraldHistoryRow *row = g_ptr_array_index (versions, i);
      g_autoptr (HeraldDocument) body = herald_library_get_body (library, row->version->body, NULL);

      g_assert_true (row->synced);
      g_assert_cmpint (row->here, ==, body != NULL);
      here += body != NULL;
    }
  g_assert_cmpuint (here, ==, n_here);
}

static gboolean
has_gaps (HeraldLibrary *library,
          const char    *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) gaps = herald_library_list_gaps (library, id, &error);

  g_assert_no_error (error);
  return gaps->len > 0;
}

/* A library that comes later gets the newest words in as many requests, whatever the history weighs; what is older stays
 * on the server, which is no damage, until somebody opens it. */
static void
test_history (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *light = herald_test_add (fixture->a, "Light");
  g_autofree char *id = NULL;
  g_autoptr (GPtrArray) damages = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) heads = NULL;
  HeraldLibrary *early = herald_test_library_new ("Early");
  guint calls = 0;

  id = herald_test_add (fixture->a, "Heavy");
  herald_test_sync_quietly (fixture->a, fixture->remote);
  calls = count_calls (fixture, early);
  make_versions (fixture->a, id, 120);
  herald_test_sync_quietly (fixture->a, fixture->remote);

  g_assert_cmpuint (count_calls (fixture, fixture->b), ==, calls);
  herald_test_assert_equal (fixture->a, fixture->b);
  g_assert_true (has_gaps (fixture->b, id));
  g_assert_false (has_gaps (fixture->b, light));
  check_texts (fixture->b, id, 1, 1);

  versions = herald_library_list_versions (fixture->b, id, 0, 0, NULL);
  g_assert_cmpuint (((HeraldHistoryRow *) g_ptr_array_index (versions, 0))->number, ==, 0);
  g_assert_true (herald_library_set_setting (fixture->b, "remote", "http://anna@localhost:5984/herald", NULL));
  damages = herald_library_verify (fixture->b, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < damages->len; i++)
    g_assert_cmpint (((HeraldDamage *) g_ptr_array_index (damages, i))->kind, ==, HERALD_DAMAGE_ABSENT);
  g_assert_cmpuint (damages->len, >, 0);

  g_assert_true (herald_fetch_history (fixture->b, fixture->remote, id, NULL, &error));
  g_assert_no_error (error);
  check_texts (fixture->b, id, 122, 1);
  heads = herald_library_get_heads (fixture->b, id, NULL);
  g_assert_true (herald_fetch_version (fixture->b, fixture->remote, heads[0], NULL, &error));
  g_assert_true (herald_fetch_texts (fixture->b, fixture->remote, id, NULL, &error));
  g_assert_no_error (error);
  check_texts (fixture->b, id, 122, 122);
  herald_test_library_close (early);
}

/* The text of one old version comes alone; without the server it is said that it is there. */
static void
test_one_version (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *id = herald_test_add (fixture->a, "0");
  g_autofree char *first = NULL;
  g_autoptr (HeraldDocument) body = NULL;
  g_autoptr (GError) error = NULL;

  make_versions (fixture->a, id, 5);
  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_sync_quietly (fixture->b, fixture->remote);
  g_assert_true (herald_fetch_history (fixture->b, fixture->remote, id, NULL, NULL));
  first = herald_library_resolve_version (fixture->b, id, "1", &error);
  g_assert_no_error (error);

  herald_memory_remote_fail_after (fixture->memory, 0);
  g_assert_false (herald_fetch_version (fixture->b, fixture->remote, first, NULL, &error));
  g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_OFFLINE);
  g_clear_error (&error);
  herald_memory_remote_fail_after (fixture->memory, -1);

  g_assert_true (herald_fetch_version (fixture->b, fixture->remote, first, NULL, &error));
  g_assert_no_error (error);
  check_texts (fixture->b, id, 6, 2);
}

/* Whoever has the newest words alone, and edits them while somebody else does: the merge brings its ancestor. */
static void
test_merge_needs_ancestor (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autofree char *id = herald_test_add (fixture->a, "0");

  make_versions (fixture->a, id, 20);
  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_sync_quietly (fixture->b, fixture->remote);
  herald_test_tag (fixture->b, id, "imaging");
  make_versions (fixture->a, id, 12);
  herald_test_tag (fixture->a, id, "smartphone");
  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_sync_quietly (fixture->b, fixture->remote);
  herald_test_sync_quietly (fixture->a, fixture->remote);

  g_assert_cmpuint (herald_test_n_heads (fixture->b, id), ==, 1);
  herald_test_assert_equal (fixture->a, fixture->b);
  check_headline (fixture->b, id, "12");
}

/* Somebody took the server back and went on from an older version, which is not here: the ancestor is found below what was
 * never fetched. */
static void
test_merge_below_gap (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *id = herald_test_add (fixture->a, "0");
  g_autoptr (GHashTable) backup = NULL;
  HeraldLibrary *late = herald_test_library_new ("Late");

  make_versions (fixture->a, id, 3);
  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_sync_quietly (fixture->b, fixture->remote);
  backup = herald_memory_remote_save (fixture->memory);
  make_versions (fixture->a, id, 3);
  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_sync_quietly (late, fixture->remote);

  herald_memory_remote_restore (fixture->memory, backup);
  herald_test_tag (fixture->b, id, "imaging");
  herald_test_sync_quietly (fixture->b, fixture->remote);
  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_sync_quietly (late, fixture->remote);
  herald_test_sync_quietly (fixture->a, fixture->remote);

  g_assert_cmpuint (herald_test_n_heads (late, id), ==, 1);
  herald_test_assert_equal (fixture->a, late);
  herald_test_library_close (late);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/fetch/history", test_history);
  ADD ("/fetch/one-version", test_one_version);
  ADD ("/fetch/merge-needs-ancestor", test_merge_needs_ancestor);
  ADD ("/fetch/merge-below-gap", test_merge_below_gap);
#undef ADD

  return g_test_run ();
}
