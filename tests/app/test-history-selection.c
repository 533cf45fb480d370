/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-history-selection.h"

/* Lines "0", "1", "-", "3" ...: what begins with a dash cannot be selected. */
static gboolean
is_selectable (gpointer item)
{
  return *gtk_string_object_get_string (item) != '-';
}

typedef struct
{
  GtkStringList          *lines;
  HeraldHistorySelection *selection;
  GtkSelectionModel      *model;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const char *lines[] = { "0", "1", "-", "3", "4", "-", NULL };

  fixture->lines = gtk_string_list_new (lines);
  fixture->selection = herald_history_selection_new (G_LIST_MODEL (fixture->lines), is_selectable);
  fixture->model = GTK_SELECTION_MODEL (fixture->selection);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->selection);
  g_clear_object (&fixture->lines);
}

/* The places that are selected, as text: "0", "1+3". */
static void
assert_selected (Fixture    *fixture,
                 const char *expected)
{
  g_autoptr(GString) places = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->lines)); i++)
    if (gtk_selection_model_is_selected (fixture->model, i))
      g_string_append_printf (places, places->len > 0 ? "+%u" : "%u", i);
  g_assert_cmpstr (places->str, ==, expected);
}

static void
test_one_and_two (Fixture       *fixture,
                  gconstpointer  data)
{
  assert_selected (fixture, "");
  g_assert_true (gtk_selection_model_select_item (fixture->model, 1, TRUE));
  assert_selected (fixture, "1");
  g_assert_true (gtk_selection_model_select_item (fixture->model, 4, FALSE));
  assert_selected (fixture, "1+4");
  /* A third one takes the place of the one selected longest. */
  g_assert_true (gtk_selection_model_select_item (fixture->model, 0, FALSE));
  assert_selected (fixture, "0+4");
  g_assert_true (gtk_selection_model_select_item (fixture->model, 3, TRUE));
  assert_selected (fixture, "3");
}

static void
test_folds_are_not_selected (Fixture       *fixture,
                             gconstpointer  data)
{
  g_assert_true (gtk_selection_model_select_item (fixture->model, 1, TRUE));
  g_assert_false (gtk_selection_model_select_item (fixture->model, 2, TRUE));
  assert_selected (fixture, "1");
  g_assert_false (gtk_selection_model_select_item (fixture->model, 99, TRUE));
  assert_selected (fixture, "1");
}

static void
test_something_stays (Fixture       *fixture,
                      gconstpointer  data)
{
  gtk_selection_model_select_item (fixture->model, 1, TRUE);
  g_assert_false (gtk_selection_model_unselect_item (fixture->model, 1));
  assert_selected (fixture, "1");
  gtk_selection_model_select_item (fixture->model, 3, FALSE);
  g_assert_true (gtk_selection_model_unselect_item (fixture->model, 1));
  assert_selected (fixture, "3");
  g_assert_false (gtk_selection_model_unselect_all (fixture->model));
  assert_selected (fixture, "3");
}

/* Shift: from the one that is selected to the one pointed at, not what lies between, and no fold. */
static void
test_range (Fixture       *fixture,
            gconstpointer  data)
{
  gpointer latest = NULL;
  gpointer other = NULL;

  gtk_selection_model_select_item (fixture->model, 1, TRUE);
  g_assert_true (gtk_selection_model_select_range (fixture->model, 1, 4, TRUE));
  assert_selected (fixture, "1+4");
  g_assert_true (gtk_selection_model_select_range (fixture->model, 0, 2, TRUE));
  assert_selected (fixture, "0+1");
  g_assert_true (gtk_selection_model_select_range (fixture->model, 1, 5, TRUE));
  assert_selected (fixture, "1+4");
  herald_history_selection_get (fixture->selection, &latest, &other);
  g_assert_cmpstr (gtk_string_object_get_string (latest), ==, "4");
  g_assert_cmpstr (gtk_string_object_get_string (other), ==, "1");
  g_assert_false (gtk_selection_model_select_range (fixture->model, 2, 1, TRUE));
  assert_selected (fixture, "1+4");
}

static void
count (guint *n)
{
  (*n)++;
}

static void
test_toggle (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GObject) first = g_list_model_get_item (G_LIST_MODEL (fixture->lines), 0);
  g_autoptr(GObject) third = g_list_model_get_item (G_LIST_MODEL (fixture->lines), 3);
  guint changes = 0;

  g_signal_connect_swapped (fixture->model, "selection-changed", G_CALLBACK (count), &changes);
  herald_history_selection_toggle (fixture->selection, first);
  herald_history_selection_toggle (fixture->selection, third);
  assert_selected (fixture, "0+3");
  g_assert_true (herald_history_selection_has (fixture->selection, first));
  herald_history_selection_toggle (fixture->selection, first);
  assert_selected (fixture, "3");
  g_assert_cmpuint (changes, ==, 3);
  herald_history_selection_choose (fixture->selection, third);
  g_assert_cmpuint (changes, ==, 3);
}

/* Lines that come above keep what is selected; one that is folded away stays selected. */
static void
test_lines_move (Fixture       *fixture,
                 gconstpointer  data)
{
  const char *more[] = { "new", "-", NULL };
  gpointer latest = NULL;
  gpointer other = NULL;

  gtk_selection_model_select_item (fixture->model, 1, TRUE);
  gtk_selection_model_select_item (fixture->model, 3, FALSE);
  gtk_string_list_splice (fixture->lines, 0, 0, more);
  assert_selected (fixture, "3+5");
  gtk_string_list_splice (fixture->lines, 3, 1, NULL);
  assert_selected (fixture, "4");
  herald_history_selection_get (fixture->selection, &latest, &other);
  g_assert_cmpstr (gtk_string_object_get_string (other), ==, "1");
}

#define ADD(name, function) g_test_add ("/history-selection/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("one-and-two", test_one_and_two);
  ADD ("folds-are-not-selected", test_folds_are_not_selected);
  ADD ("something-stays", test_something_stays);
  ADD ("range", test_range);
  ADD ("toggle", test_toggle);
  ADD ("lines-move", test_lines_move);
  return g_test_run ();
}
