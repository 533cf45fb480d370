/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-history-model.h"

#include "herald-history-words.h"
#include "herald-store-fixture.h"

typedef struct
{
  HeraldStoreFixture  store;
  char               *id;
  HeraldHistoryModel *model;
  guint               loaded;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  herald_store_fixture_set_up (&fixture->store, NULL);
  fixture->id = herald_store_put_new (fixture->store.library, "A headline", "first words");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->model);
  g_clear_pointer (&fixture->id, g_free);
  /* What was cancelled comes back to the main loop before the library goes. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  herald_store_fixture_tear_down (&fixture->store, NULL);
}

/* message: NULL: an automatic version */
static void
add_version (Fixture    *fixture,
             const char *message)
{
  static guint n = 0;
  g_autofree char *words = g_strdup_printf ("words of state %u", n++);
  g_autoptr(HeraldDocument) document = herald_store_make_document (fixture->id, "A headline", words);

  g_free (herald_store_put (fixture->store.library, document));
  herald_version_free (herald_store_save (&fixture->store, fixture->id, message));
}

static void
add_versions (Fixture *fixture,
              guint    n)
{
  for (guint i = 0; i < n; i++)
    add_version (fixture, NULL);
}

static void
on_loaded (Fixture *fixture)
{
  fixture->loaded++;
}

static void
wait_loaded (Fixture *fixture)
{
  guint before = fixture->loaded;

  while (fixture->loaded == before)
    g_main_context_iteration (NULL, TRUE);
}

static void
open_model (Fixture *fixture,
            guint    page)
{
  g_clear_object (&fixture->model);
  fixture->model = herald_history_model_new (fixture->store.library, fixture->id, page);
  g_signal_connect_swapped (fixture->model, "loaded", G_CALLBACK (on_loaded), fixture);
  wait_loaded (fixture);
}

static HeraldHistoryItem *
line_at (Fixture *fixture,
         guint    position)
{
  g_autoptr(HeraldHistoryItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->model), position);

  g_assert_nonnull (item);
  return item; /* the model keeps it */
}

/* Looks at every line for more until there is none. */
static void
load_all (Fixture *fixture)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->model)); i++)
    if (herald_history_item_get_kind (line_at (fixture, i)) == HERALD_HISTORY_MORE)
      {
        herald_history_model_want (fixture->model, line_at (fixture, i));
        wait_loaded (fixture);
        i--;
      }
}

/* The lines, as text. */
static char *
tell (Fixture *fixture)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->model)); i++)
    {
      g_autofree char *title = herald_history_title (line_at (fixture, i));

      g_string_append_printf (lines, "%s%s%s", i > 0 ? " | " : "",
                              herald_history_item_get_fold (line_at (fixture, i)) != NULL ? "> " : "", title);
    }
  return g_string_free (lines, FALSE);
}

static void
assert_lines (Fixture    *fixture,
              const char *expected)
{
  g_autofree char *lines = tell (fixture);

  g_assert_cmpstr (lines, ==, expected);
}

static void
make_history (Fixture *fixture)
{
  add_version (fixture, "First draft");
  add_versions (fixture, 7);
  add_version (fixture, "Sent to legal");
  add_version (fixture, "After legal");
  add_versions (fixture, 3);
}

#define HISTORY "Current Draft | Automatic version | 2 automatic versions | After legal | Sent to legal | " \
                "7 automatic versions | First draft"

/* Whatever the size of a page, automatic versions fold at the same places. */
static void
test_pages (Fixture       *fixture,
            gconstpointer  data)
{
  make_history (fixture);
  for (guint page = 1; page < 8; page++)
    {
      open_model (fixture, page);
      load_all (fixture);
      assert_lines (fixture, HISTORY);
    }
}

/* Only what was looked at is there. */
static void
test_first_page (Fixture       *fixture,
                 gconstpointer  data)
{
  make_history (fixture);
  open_model (fixture, 2);
  assert_lines (fixture, "Current Draft | Automatic version | 2 automatic versions | After legal | Older versions");
}

static void
test_unfold (Fixture       *fixture,
             gconstpointer  data)
{
  HeraldHistoryItem *fold = NULL;

  make_history (fixture);
  open_model (fixture, 5);
  fold = line_at (fixture, 5);
  g_assert_cmpint (herald_history_item_get_kind (fold), ==, HERALD_HISTORY_FOLD);
  g_assert_cmpuint (herald_history_item_get_n_folded (fold), ==, 7);
  herald_history_model_toggle (fixture->model, fold);
  g_assert_true (herald_history_item_get_open (fold));
  wait_loaded (fixture);
  g_assert_cmpuint (herald_history_item_get_row (line_at (fixture, 6))->number, ==, 8);
  load_all (fixture);
  assert_lines (fixture, "Current Draft | Automatic version | 2 automatic versions | After legal | Sent to legal | "
                         "7 automatic versions | > Automatic version | > Automatic version | > Automatic version | "
                         "> Automatic version | > Automatic version | > Automatic version | > Automatic version | "
                         "First draft");
  g_assert_cmpuint (herald_history_item_get_row (line_at (fixture, 12))->number, ==, 2);
  herald_history_model_toggle (fixture->model, fold);
  assert_lines (fixture, HISTORY);
}

/* A new version comes on top; what was there stays the same line, unfolded as it was. */
static void
test_refresh (Fixture       *fixture,
              gconstpointer  data)
{
  HeraldHistoryItem *named = NULL;
  HeraldHistoryItem *fold = NULL;

  make_history (fixture);
  open_model (fixture, 10);
  named = line_at (fixture, 4);
  fold = line_at (fixture, 5);
  herald_history_model_toggle (fixture->model, fold);
  wait_loaded (fixture);
  add_version (fixture, "Sent to Kitefin");
  wait_loaded (fixture);
  g_assert_true (line_at (fixture, 4) == named);
  g_assert_true (line_at (fixture, 5) == fold);
  g_assert_true (herald_history_item_get_fold (line_at (fixture, 6)) == fold);
  g_assert_cmpuint (herald_history_item_get_row (named)->position, ==, 5);
  herald_history_model_toggle (fixture->model, fold);
  assert_lines (fixture, "Current Draft | Sent to Kitefin | 3 automatic versions | After legal | Sent to legal | "
                         "7 automatic versions | First draft");
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(HeraldDocument) document = herald_store_make_document (fixture->id, "Lenses from Bergamo", "x");

  add_version (fixture, "First draft");
  g_free (herald_store_put (fixture->store.library, document));
  herald_version_free (herald_store_save (&fixture->store, fixture->id, "With lenses"));
  add_version (fixture, "Without");
  open_model (fixture, 10);
  herald_history_model_set_words (fixture->model, "lens berg");
  wait_loaded (fixture);
  assert_lines (fixture, "With lenses");
  herald_history_model_set_words (fixture->model, "nothing has this");
  wait_loaded (fixture);
  assert_lines (fixture, "");
  herald_history_model_set_words (fixture->model, "");
  wait_loaded (fixture);
  assert_lines (fixture, "Current Draft | Without | With lenses | First draft");
}

static void
test_no_version (Fixture       *fixture,
                 gconstpointer  data)
{
  open_model (fixture, 10);
  assert_lines (fixture, "Current Draft");
}

#define ADD(name, function) g_test_add ("/history-model/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("pages", test_pages);
  ADD ("first-page", test_first_page);
  ADD ("unfold", test_unfold);
  ADD ("refresh", test_refresh);
  ADD ("search", test_search);
  ADD ("no-version", test_no_version);
  return g_test_run ();
}
