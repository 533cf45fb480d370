/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-table.h"

static const char * const titles[] = { "ID", "Name", "Headline", NULL };

static void
assert_format (HeraldTable *table,
               gboolean     with_titles,
               const char  *expected)
{
  g_autofree char *text = herald_table_format (table, with_titles);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_empty (void)
{
  g_autoptr (HeraldTable) table = herald_table_new (titles);

  assert_format (table, FALSE, "");
  assert_format (table, TRUE, "");
}

static void
test_aligned (void)
{
  g_autoptr (HeraldTable) table = herald_table_new (titles);

  herald_table_add (table, (const char *[]) { "1", "Aurelia", "Lenses" });
  herald_table_add (table, (const char *[]) { "12345", "K", "Phones" });
  assert_format (table, FALSE,
                 "1      Aurelia  Lenses\n"
                 "12345  K        Phones\n");
  assert_format (table, TRUE,
                 "ID     Name     Headline\n"
                 "1      Aurelia  Lenses\n"
                 "12345  K        Phones\n");
}

static void
test_no_trailing_space (void)
{
  g_autoptr (HeraldTable) table = herald_table_new (titles);

  herald_table_add (table, (const char *[]) { "1", "", NULL });
  herald_table_add (table, (const char *[]) { "2", NULL, "x" });
  herald_table_add (table, (const char *[]) { "3", "abc", "" });
  assert_format (table, FALSE,
                 "1\n"
                 "2       x\n"
                 "3  abc\n");
}

static void
test_widths (void)
{
  g_autoptr (HeraldTable) table = herald_table_new (titles);

  herald_table_add (table, (const char *[]) { "鳶鰭", "a", "x" });
  herald_table_add (table, (const char *[]) { "abcd", "e\314\201", "y" }); /* a combining accent */
  assert_format (table, FALSE,
                 "鳶鰭  a  x\n"
                 "abcd  e\314\201  y\n");
}

/* A headline from another server: it may neither break the row nor reach the terminal as a command. */
static void
test_cleaned (void)
{
  g_autoptr (HeraldTable) table = herald_table_new (titles);

  herald_table_add (table, (const char *[]) { "1", "a\nb\tc", "x\033[2Jy" });
  assert_format (table, FALSE, "1  a b c  x\357\277\275[2Jy\n");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table/empty", test_empty);
  g_test_add_func ("/table/aligned", test_aligned);
  g_test_add_func ("/table/no-trailing-space", test_no_trailing_space);
  g_test_add_func ("/table/widths", test_widths);
  g_test_add_func ("/table/cleaned", test_cleaned);
  return g_test_run ();
}
