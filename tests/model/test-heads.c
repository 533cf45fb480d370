/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-version.h"

/* A history as "child:parent,parent child:parent ..."; one that is not named there is not here. */
typedef struct
{
  GHashTable *parents;
  guint       n_asked;
} History;

static History *
history_new (const char *text)
{
  History *history = g_new0 (History, 1);
  g_auto (GStrv) versions = g_strsplit (text, " ", -1);

  history->parents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  for (guint i = 0; versions[i] != NULL && *versions[i] != '\0'; i++)
    {
      g_auto (GStrv) parts = g_strsplit (versions[i], ":", 2);

      g_hash_table_insert (history->parents, g_strdup (parts[0]), g_strsplit (parts[1], ",", -1));
    }
  return history;
}

static void
history_free (History *history)
{
  g_hash_table_unref (history->parents);
  g_free (history);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (History, history_free)

static char **
look_up (const char *hash,
         gpointer    user_data)
{
  History *history = user_data;

  history->n_asked++;
  return g_strdupv (g_hash_table_lookup (history->parents, hash));
}

static char *
reduce (History    *history,
        const char *heads)
{
  g_auto (GStrv) given = g_strsplit (heads, " ", -1);
  g_auto (GStrv) left = herald_heads_reduce ((const char * const *) given, look_up, history);

  return g_strjoinv (" ", left);
}

static const struct
{
  const char *name, *history, *heads, *left;
} table[] = {
  { "one", "a:", "a", "a" },
  { "twice-the-same", "a:", "a a", "a" },
  { "forward", "b:a a:", "a b", "b" },
  { "far-forward", "e:d d:c c:b b:a a:", "a e", "e" },
  { "apart", "b:a c:a a:", "c b", "b c" },
  { "two-roots", "a: b:", "b a", "a b" },
  { "three", "b:a c:a d:c a:", "a b c d", "b d" },
  { "merged", "m:b,c b:a c:a a:", "b c m", "m" },
  /* Two people merged the same two versions, each on top of the other's: neither contains the other. */
  { "criss-cross", "x:b,c y:c,b b:a c:a a:", "x y", "x y" },
  { "criss-cross-merged", "z:x,y x:b,c y:b,c b:a c:a a:", "z x b y c", "z" },
  { "missing-between", "c:b", "a c", "a c" },               /* b is not here: a may be its ancestor, or not */
  { "missing-head", "b:a a:", "b z", "b z" },
  { "missing-on-one-way", "d:b,c c:a a:", "a d", "d" },     /* b is not here, but c leads to a */
  { "cycle", "a:b b:c c:a d:b", "d", "d" },                 /* hashes cannot make one; liars can try */
  { "cycle-with-head", "a:b b:c c:a d:", "d a", "a d" },
  { "cycle-through-itself", "a:a b:a", "a b", "b" },
  { "cycle-of-heads", "a:b b:a", "b a", "a" },
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (History) history = history_new (table[i].history);
      g_autofree char *left = reduce (history, table[i].heads);

      g_test_message ("%s", table[i].name);
      g_assert_cmpstr (left, ==, table[i].left);
    }
}

static void
test_none (void)
{
  const char *heads[] = { NULL };
  g_autoptr (History) history = history_new ("a:");
  g_auto (GStrv) left = herald_heads_reduce (heads, look_up, history);

  g_assert_cmpuint (g_strv_length (left), ==, 0);
}

/* n steps of two versions that both come from both of the step before: 2^n ways, 2n versions. */
static void
test_bounded (void)
{
  const guint n = 2000;
  g_autoptr (GString) text = g_string_new ("l0: r0:");
  g_autoptr (History) history = NULL;
  g_autofree char *heads = NULL, *left = NULL, *expected = NULL;

  for (guint i = 1; i <= n; i++)
    g_string_append_printf (text, " l%u:l%u,r%u r%u:l%u,r%u", i, i - 1, i - 1, i, i - 1, i - 1);
  history = history_new (text->str);
  heads = g_strdup_printf ("l%u r%u l0", n, n);
  left = reduce (history, heads);
  expected = g_strdup_printf ("l%u r%u", n, n);
  g_assert_cmpstr (left, ==, expected);
  g_assert_cmpuint (history->n_asked, <=, 2 * (n + 1)); /* about each version once */
}

/* Against the plainest definition, on random graphs: b goes if some other head reaches it. */
static gboolean
reaches (History    *history,
         const char *from,
         const char *to,
         guint       depth)
{
  char **parents = g_hash_table_lookup (history->parents, from);

  for (guint i = 0; depth > 0 && parents != NULL && parents[i] != NULL; i++)
    if (g_str_equal (parents[i], to) || reaches (history, parents[i], to, depth - 1))
      return TRUE;
  return FALSE;
}

static void
test_random (void)
{
  for (guint round = 0; round < 500; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GPtrArray) heads = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (History) history = NULL;
      g_auto (GStrv) left = NULL;

      for (guint v = 1; v < 9; v++)
        if (g_test_rand_int_range (0, 6) > 0) /* some are missing */
          g_string_append_printf (text, "%sv%u:v%d,v%d", text->len > 0 ? " " : "", v,
                                  g_test_rand_int_range (0, v), g_test_rand_int_range (0, v));
      for (guint v = 0; v < 9; v++)
        if (g_test_rand_bit ())
          g_ptr_array_add (heads, g_strdup_printf ("v%u", v));
      g_ptr_array_add (heads, NULL);
      history = history_new (text->str);
      left = herald_heads_reduce ((const char * const *) heads->pdata, look_up, history);

      for (guint i = 0; i + 1 < heads->len; i++)
        {
          gboolean contained = FALSE;

          for (guint k = 0; k + 1 < heads->len; k++)
            contained |= k != i && reaches (history, heads->pdata[k], heads->pdata[i], 9);
          g_assert_cmpint (g_strv_contains ((const char * const *) left, heads->pdata[i]), ==, !contained);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/heads/table", test_table);
  g_test_add_func ("/model/heads/none", test_none);
  g_test_add_func ("/model/heads/bounded", test_bounded);
  g_test_add_func ("/model/heads/random", test_random);
  return g_test_run ();
}
