/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-tail.h"

static HeraldRemoteItem *
make_row (guint       sequence,
          const char *id,
          const char *leaves)
{
  HeraldRemoteItem *item = herald_remote_item_new (id, NULL, NULL);

  item->sequence = g_strdup_printf ("%u-x", sequence);
  item->leaves = g_strdup (leaves);
  return item;
}

static void
note (HeraldTail *tail,
      guint       sequence,
      const char *id,
      const char *leaves)
{
  g_autoptr (HeraldRemoteItem) item = make_row (sequence, id, leaves);

  herald_tail_note (tail, item);
}

/* It keeps the last rows, each document once, and where they begin. */
static void
test_note (void)
{
  g_autoptr (HeraldTail) tail = herald_tail_new (NULL);

  g_assert_null (herald_tail_get_since (tail));
  for (guint i = 1; i <= 11; i++)
    {
      g_autofree char *id = g_strdup_printf ("d%u", i);

      note (tail, i, id, "1-a");
    }
  g_assert_cmpstr (herald_tail_get_since (tail), ==, "3-x");
  g_assert_cmpuint (herald_tail_get_length (tail), ==, 8);

  note (tail, 12, "d11", "2-b");
  note (tail, 13, "d4", "2-b");
  g_assert_cmpuint (herald_tail_get_length (tail), ==, 8);
  g_assert_cmpstr (herald_tail_get_since (tail), ==, "3-x");
}

static void
test_equals (void)
{
  g_autoptr (HeraldTail) tail = herald_tail_new ("7");
  g_autoptr (HeraldTail) again = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_remote_item_free);

  note (tail, 8, "a", "1-a");
  note (tail, 9, "b", "1-a,1-b");
  text = herald_tail_to_text (tail);
  again = herald_tail_parse (text);
  g_assert_cmpstr (herald_tail_get_since (again), ==, "7");

  g_assert_false (herald_tail_equals (again, items));
  g_ptr_array_add (items, make_row (9, "b", "1-a,1-b"));
  g_assert_false (herald_tail_equals (again, items));
  g_ptr_array_add (items, make_row (8, "a", "1-a"));
  g_assert_true (herald_tail_equals (again, items)); /* a cluster's order is not reliable */
  g_ptr_array_add (items, make_row (10, "c", "1-a"));
  g_assert_false (herald_tail_equals (again, items));
  g_ptr_array_set_size (items, 1);
  g_ptr_array_add (items, make_row (8, "a", "2-b"));
  g_assert_false (herald_tail_equals (again, items));
}

/* What cannot be told leaves nothing to compare; nor does what was not written by us. */
static void
test_useless (void)
{
  g_autoptr (HeraldTail) tail = herald_tail_new (NULL);
  g_autoptr (HeraldRemoteItem) item = herald_remote_item_new ("a", "1-a", NULL);
  const char * const texts[] = { "", "[]", "{}", "{\"rows\":1}", "{\"rows\":[1]}", "{\"rows\":[{\"id\":\"a\"}]}" };

  herald_tail_note (tail, item);
  g_assert_cmpuint (herald_tail_get_length (tail), ==, 0);
  g_assert_null (herald_tail_to_text (tail));
  g_assert_null (herald_tail_parse (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (herald_tail_parse (texts[i]));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tail/note", test_note);
  g_test_add_func ("/tail/equals", test_equals);
  g_test_add_func ("/tail/useless", test_useless);

  return g_test_run ();
}
