/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-alignment.h"

#include <string.h>

/* Lists as letters: "abc" and "cab". */
static GArray *
align (const char *before,
       const char *after)
{
  g_autofree int *matches = g_new (int, strlen (after) + 1);

  for (guint i = 0; after[i] != '\0'; i++)
    {
      const char *found = strchr (before, after[i]);

      matches[i] = found != NULL ? (int) (found - before) : -1;
    }
  return herald_align_lists ((guint) strlen (before), (guint) strlen (after), matches);
}

/* "-a" is gone, "+b" new, "c>2" has moved two down. */
static char *
to_string (GArray     *aligned,
           const char *before,
           const char *after)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < aligned->len; i++)
    {
      const HeraldAligned *element = &g_array_index (aligned, HeraldAligned, i);

      if (element->after < 0)
        g_string_append_printf (out, "-%c", before[element->before]);
      else
        g_string_append_printf (out, "%s%c", element->before < 0 ? "+" : "", after[element->after]);
      if (element->moved)
        g_string_append_printf (out, ">%d", element->distance);
    }
  return g_string_free (out, FALSE);
}

static void
test_table (void)
{
  static const struct { const char *before, *after, *expected; } table[] = {
    { "", "", "" },
    { "abc", "abc", "abc" },
    { "", "a", "+a" },
    { "a", "", "-a" },
    { "ac", "abc", "a+bc" },
    { "abc", "ac", "a-bc" },
    { "abcde", "bcdea", "bcdea>4" }, /* one moved to the end: not four to the front */
    { "abcde", "eabcd", "e>-4abcd" },
    { "abcde", "abced", "abce>-1d" },
    { "abcd", "cbxd", "-ac>-1b+xd" },
    { "abc", "xyz", "-a-b-c+x+y+z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GArray) aligned = align (table[i].before, table[i].after);
      g_autofree char *found = to_string (aligned, table[i].before, table[i].after);

      g_assert_cmpstr (found, ==, table[i].expected);
    }
}

/* Putting elsewhere what is said to have moved is enough to explain any order, and less is not: against every subset,
 * on short lists. */
static guint
fewest_moves (const char *after)
{
  guint n = (guint) strlen (after), longest = 0;

  for (guint set = 0; set < 1u << n; set++)
    {
      char last = '\0';
      guint length = 0;

      for (guint i = 0; i < n; i++)
        if (set & 1u << i)
          {
            length = after[i] > last ? length + 1 : 0;
            last = after[i] > last ? after[i] : '\x7f';
          }
      longest = MAX (longest, length);
    }
  return n - longest;
}

static void
test_fewest_moves (void)
{
  for (guint round = 0; round < 300; round++)
    {
      char order[] = "abcdefg";
      g_autoptr (GArray) aligned = NULL;
      guint n_moves = 0;

      for (guint i = 6; i > 0; i--)
        {
          guint k = (guint) g_test_rand_int_range (0, (int) i + 1);
          char kept = order[i];

          order[i] = order[k];
          order[k] = kept;
        }
      aligned = align ("abcdefg", order);
      for (guint i = 0; i < aligned->len; i++)
        {
          const HeraldAligned *element = &g_array_index (aligned, HeraldAligned, i);

          n_moves += element->moved ? 1 : 0;
          g_assert_cmpint (element->moved, ==, element->distance != 0);
        }
      g_assert_cmpuint (n_moves, ==, fewest_moves (order));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/alignment/table", test_table);
  g_test_add_func ("/model/alignment/fewest-moves", test_fewest_moves);
  return g_test_run ();
}
