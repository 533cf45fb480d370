/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-merge-order.h"

#include <string.h>

/* One letter, one identity. */
static GPtrArray *
to_ids (const char *letters)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (const char *p = letters; *p != '\0'; p++)
    g_ptr_array_add (ids, g_strndup (p, 1));
  return ids;
}

/* Kept: what both have, or one of them added. */
static char *
merge (const char      *base,
       const char      *ours,
       const char      *theirs,
       HeraldMergeSide  prefer,
       char           **torn)
{
  g_autoptr (GPtrArray) base_ids = to_ids (base);
  g_autoptr (GPtrArray) our_ids = to_ids (ours);
  g_autoptr (GPtrArray) their_ids = to_ids (theirs);
  g_autoptr (GPtrArray) conflicts = g_ptr_array_new ();
  g_autoptr (GPtrArray) order = NULL;
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) kept = g_hash_table_new (g_str_hash, g_str_equal);
  GString *result = g_string_new (NULL), *both = g_string_new (NULL);

  for (char c = 'a'; c <= 'z'; c++)
    if ((strchr (ours, c) != NULL && strchr (theirs, c) != NULL)
        || ((strchr (ours, c) != NULL || strchr (theirs, c) != NULL) && strchr (base, c) == NULL))
      {
        g_ptr_array_add (owned, g_strndup (&c, 1));
        g_hash_table_add (kept, g_ptr_array_index (owned, owned->len - 1));
      }
  order = herald_merge_order (base_ids, our_ids, their_ids, kept, prefer, conflicts);
  for (guint i = 0; i < order->len; i++)
    g_string_append (result, g_ptr_array_index (order, i));
  for (guint i = 0; i < conflicts->len; i++)
    g_string_append (both, g_ptr_array_index (conflicts, i));
  g_assert_cmpuint (order->len, ==, g_hash_table_size (kept));
  *torn = g_string_free (both, FALSE);
  return g_string_free (result, FALSE);
}

static const struct
{
  const char *base, *ours, *theirs, *expected, *torn;
} table[] = {
  { "abcd", "abcd", "abcd", "abcd", "" },
  { "abcd", "dabc", "abcd", "dabc", "" },
  { "abcd", "abcd", "dcba", "dcba", "" },
  { "abcd", "dabc", "dabc", "dabc", "" },
  { "abcde", "eabcd", "bacde", "ebacd", "" },      /* two moves */
  { "abcd", "axbcd", "abcdy", "axbcdy", "" },      /* added at two places */
  { "abcd", "abxcd", "abycd", "abxycd", "" },      /* at the same place */
  { "abcd", "abd", "acbd", "abd", "" },            /* moved here, removed there */
  { "abcd", "axcd", "dabc", "daxc", "" },          /* replaced, and moved around it */
  { "abcdef", "fabcde", "abfcde", "fabcde", "f" }, /* one thing to two places */
  { "", "abc", "axbc", "axbc", "" },               /* no ancestor */
  { "", "ab", "cd", "abcd", "" },
  { "abc", "", "abc", "", "" },
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *torn = NULL, *torn_back = NULL;
      g_autofree char *order = merge (table[i].base, table[i].ours, table[i].theirs, HERALD_MERGE_OURS, &torn);
      g_autofree char *back = merge (table[i].base, table[i].theirs, table[i].ours, HERALD_MERGE_THEIRS, &torn_back);

      g_test_message ("%s: %s and %s", table[i].base, table[i].ours, table[i].theirs);
      g_assert_cmpstr (order, ==, table[i].expected);
      g_assert_cmpstr (torn, ==, table[i].torn);
      g_assert_cmpstr (back, ==, order);
      g_assert_cmpstr (torn_back, ==, torn);
    }
}

static char *
edit (GRand      *rand,
      const char *letters,
      char        first_new)
{
  GString *edited = g_string_new (letters);

  for (int n = g_rand_int_range (rand, 0, 5); n > 0; n--)
    {
      gsize at = edited->len > 0 ? g_rand_int_range (rand, 0, edited->len) : 0;
      char moved = edited->len > 0 ? edited->str[at] : '\0';

      if (g_rand_int_range (rand, 0, 3) == 0 || moved == '\0')
        moved = first_new++;
      else
        g_string_erase (edited, at, 1);
      if (g_rand_int_range (rand, 0, 3) > 0 || moved == first_new - 1)
        g_string_insert_c (edited, g_rand_int_range (rand, 0, edited->len + 1), moved);
    }
  return g_string_free (edited, FALSE);
}

/* Against one that changed nothing the other's order stands; exchanged, the same. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *ours = edit (rand, "abcdefg", 'n');
      g_autofree char *theirs = edit (rand, "abcdefg", 't');
      g_autofree char *torn = NULL, *torn_back = NULL, *none = NULL, *same = NULL;
      g_autofree char *order = merge ("abcdefg", ours, theirs, HERALD_MERGE_OURS, &torn);
      g_autofree char *back = merge ("abcdefg", theirs, ours, HERALD_MERGE_THEIRS, &torn_back);
      g_autofree char *alone = merge ("abcdefg", ours, "abcdefg", HERALD_MERGE_THEIRS, &none);
      g_autofree char *twice = merge ("abcdefg", ours, ours, HERALD_MERGE_THEIRS, &same);

      g_assert_cmpstr (order, ==, back);
      g_assert_cmpstr (torn, ==, torn_back);
      g_assert_cmpstr (alone, ==, ours);
      g_assert_cmpstr (none, ==, "");
      g_assert_cmpstr (twice, ==, ours);
      g_assert_cmpstr (same, ==, "");
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/merge-order/table", test_table);
  g_test_add_func ("/model/merge-order/random", test_random);
  return g_test_run ();
}
