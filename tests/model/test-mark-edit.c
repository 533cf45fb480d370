/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-mark-edit.h"

/* A mark is written as "start+length". */
static void
assert_marks (GArray     *marks,
              const char *expected)
{
  g_autoptr(GString) found = g_string_new (NULL);

  for (guint i = 0; i < marks->len; i++)
    {
      const HeraldMark *mark = &g_array_index (marks, HeraldMark, i);

      g_string_append_printf (found, "%s%u+%u", i > 0 ? " " : "", mark->start, mark->length);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static GArray *
one_mark (guint start,
          guint length)
{
  GArray *marks = herald_marks_new ();

  herald_marks_add (marks, start, length, HERALD_MARK_STRONG, NULL);
  return marks;
}

static void
test_insert (void)
{
  static const struct { guint at; const char *expected; } table[] = {
    { 0, "7+4" }, { 4, "7+4" }, { 5, "7+4" }, { 6, "5+6" }, { 8, "5+6" }, { 9, "5+4" }, { 20, "5+4" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(GArray) marks = one_mark (5, 4);

      herald_mark_edit_insert (marks, table[i].at, 2);
      assert_marks (marks, table[i].expected);
    }
}

static void
test_delete (void)
{
  static const struct { guint at; guint n_chars; const char *expected; } table[] = {
    { 0, 2, "3+4" }, { 0, 5, "0+4" }, { 3, 4, "3+2" }, { 5, 4, "" }, { 4, 6, "" }, { 6, 1, "5+3" },
    { 7, 9, "5+2" }, { 9, 3, "5+4" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(GArray) marks = one_mark (5, 4);

      herald_mark_edit_delete (marks, table[i].at, table[i].n_chars);
      assert_marks (marks, table[i].expected);
    }
}

static void
test_slice_and_append (void)
{
  g_autoptr(GArray) marks = herald_marks_new ();
  g_autoptr(GArray) head = NULL;
  g_autoptr(GArray) tail = NULL;

  herald_marks_add (marks, 2, 6, HERALD_MARK_LINK, "https://example.com");
  head = herald_mark_edit_slice (marks, 0, 5);
  tail = herald_mark_edit_slice (marks, 5, 10);
  assert_marks (head, "2+3");
  assert_marks (tail, "0+3");
  g_assert_cmpstr (g_array_index (tail, HeraldMark, 0).url, ==, "https://example.com");
  herald_mark_edit_append (head, tail, 5);
  herald_marks_normalise (head, 15);
  g_assert_true (herald_marks_equal (head, marks));
}

static void
test_toggle (void)
{
  g_autoptr(GArray) marks = one_mark (5, 10);

  g_assert_true (herald_mark_edit_covers (marks, 6, 3, HERALD_MARK_STRONG));
  g_assert_false (herald_mark_edit_covers (marks, 4, 3, HERALD_MARK_STRONG));
  g_assert_false (herald_mark_edit_covers (marks, 6, 3, HERALD_MARK_EMPHASIS));
  herald_mark_edit_clear (marks, 8, 2, HERALD_MARK_STRONG);
  herald_marks_normalise (marks, 30);
  assert_marks (marks, "5+3 10+5");
}

/* Whatever is typed, a letter that had a mark has it as long as it lives, and no other gets one outside of a mark. */
static void
test_random (void)
{
  for (guint round = 0; round < 500; round++)
    {
      g_autoptr(GArray) marks = one_mark (10, 10);
      g_autoptr(GString) model = g_string_new ("..........##########..........");

      for (guint edit = 0; edit < 20; edit++)
        {
          guint at = (guint) g_test_rand_int_range (0, (gint32) model->len + 1);

          if (g_test_rand_bit ())
            {
              gboolean inside = at > 0 && at < model->len && model->str[at - 1] == '#' && model->str[at] == '#';

              herald_mark_edit_insert (marks, at, 1);
              g_string_insert_c (model, (gssize) at, inside ? '#' : '.');
            }
          else if (at < model->len)
            {
              herald_mark_edit_delete (marks, at, 1);
              g_string_erase (model, (gssize) at, 1);
            }
        }
      for (guint i = 0; i < model->len; i++)
        g_assert_cmpint (herald_mark_edit_covers (marks, i, 1, HERALD_MARK_STRONG), ==, model->str[i] == '#');
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mark-edit/insert", test_insert);
  g_test_add_func ("/mark-edit/delete", test_delete);
  g_test_add_func ("/mark-edit/slice-and-append", test_slice_and_append);
  g_test_add_func ("/mark-edit/toggle", test_toggle);
  g_test_add_func ("/mark-edit/random", test_random);
  return g_test_run ();
}
