/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-diff.h"

#include <string.h>

typedef struct
{
  const guint *a;
  const guint *b;
  guint64      n_comparisons;
} Pair;

static gboolean
same (guint    a,
      guint    b,
      gpointer user_data)
{
  Pair *pair = user_data;

  pair->n_comparisons++;
  return pair->a[a] == pair->b[b];
}

static gboolean
same_char (guint    a,
           guint    b,
           gpointer user_data)
{
  const char **texts = user_data;

  return texts[0][a] == texts[1][b];
}

static void
append_part (GString    *out,
             const char *text,
             guint       start,
             guint       length)
{
  const char *from = g_utf8_offset_to_pointer (text, start);

  g_string_append_len (out, from, g_utf8_offset_to_pointer (from, length) - from);
}

/* "the [-red-]{+blue+} car" */
static char *
describe (GArray     *spans,
          const char *a,
          const char *b)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < spans->len; i++)
    {
      const HeraldDiffSpan *span = &g_array_index (spans, HeraldDiffSpan, i);

      g_string_append (out, span->kind == HERALD_DIFF_REMOVED ? "[-" : span->kind == HERALD_DIFF_ADDED ? "{+" : "");
      if (span->kind == HERALD_DIFF_ADDED)
        append_part (out, b, span->b_start, span->b_length);
      else
        append_part (out, a, span->a_start, span->a_length);
      g_string_append (out, span->kind == HERALD_DIFF_REMOVED ? "-]" : span->kind == HERALD_DIFF_ADDED ? "+}" : "");
    }

  return g_string_free (out, FALSE);
}

static const char * const letters[][3] = {
  { "", "", "" },
  { "abc", "abc", "abc" },
  { "", "abc", "{+abc+}" },
  { "abc", "", "[-abc-]" },
  { "abc", "xyz", "[-abc-]{+xyz+}" },
  { "abc", "axc", "a[-b-]{+x+}c" },

  /* What could stand in several places stands as late as possible, ... */
  { "aa", "aaa", "aa{+a+}" },
  { "aaa", "aa", "aa[-a-]" },
  { "abab", "ababab", "abab{+ab+}" },
  { "xaby", "xababy", "xab{+ab+}y" },
  { "xababy", "xaby", "xab[-ab-]y" },
  { "cabcabd", "cabd", "cab[-cab-]d" },

  /* ... but beside a change of the other side, and as one change rather than two. */
  { "xaay", "xbay", "x[-a-]{+b+}ay" },
  { "abcde", "abxcyde", "ab{+x+}c{+y+}de" },
};

static void
test_letters (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      const char *texts[2] = { letters[i][0], letters[i][1] };
      g_autoptr (GArray) spans = herald_diff_sequences (strlen (texts[0]), strlen (texts[1]), same_char, texts);
      g_autofree char *description = describe (spans, texts[0], texts[1]);

      g_assert_cmpstr (description, ==, letters[i][2]);
    }
}

static const char * const texts[][3] = {
  { "The red car.", "The blue car.", "The [-red-]{+blue+} car." },
  { "The car.", "The red car.", "The {+red +}car." },
  { "Aurelia will ship the lens in May.", "Aurelia will ship the new lens in June.",
    "Aurelia will ship the {+new +}lens in [-May-]{+June+}." },
  { "It costs 1,000 euros.", "It costs 10,000 euros.", "It costs [-1,000 euros-]{+10,000 euros+}." },
  { "L’ottica è nuova: così.", "L’ottica era nuova: così.", "L’ottica [-è-]{+era+} nuova: così." },
  { "我们测试镜头。", "我们今天测试新镜头。", "我们{+今天+}测试{+新+}镜头。" },
  { "One. Two. Three.", "One. Three.", "One. [-Two. -]Three." },
  { "same", "same", "same" },
  { "", "new words", "{+new words+}" },
  { "The cafe\u0301 opens 🔭 on time", "The cafe opens 🔭 on Friday", "The [-cafe\u0301-]{+cafe+} opens 🔭 on [-time-]{+Friday+}" },
};

static void
test_texts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GArray) spans = herald_diff_texts (texts[i][0], texts[i][1]);
      g_autofree char *description = describe (spans, texts[i][0], texts[i][1]);

      g_assert_cmpstr (description, ==, texts[i][2]);
    }
}

/* The spans cover both sequences in order, what they call the same is the same, no two of a kind touch, and in each
 * place what was removed comes before what was added. Returns the number of changed elements. */
static guint
assert_right (GArray      *spans,
              const guint *a,
              guint        n_a,
              const guint *b,
              guint        n_b)
{
  guint at_a = 0, at_b = 0, n_changed = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      const HeraldDiffSpan *span = &g_array_index (spans, HeraldDiffSpan, i);
      const HeraldDiffSpan *before = i > 0 ? span - 1 : NULL;

      g_assert_cmpuint (span->a_start, ==, at_a);
      g_assert_cmpuint (span->b_start, ==, at_b);
      g_assert_true (before == NULL || before->kind != span->kind);
      g_assert_false (before != NULL && before->kind == HERALD_DIFF_ADDED && span->kind == HERALD_DIFF_REMOVED);
      g_assert_true ((span->a_length > 0) == (span->kind != HERALD_DIFF_ADDED));
      g_assert_true ((span->b_length > 0) == (span->kind != HERALD_DIFF_REMOVED));

      if (span->kind == HERALD_DIFF_SAME)
        g_assert_cmpmem (a + at_a, span->a_length * sizeof *a, b + at_b, span->b_length * sizeof *b);
      else
        n_changed += span->a_length + span->b_length;

      at_a += span->a_length;
      at_b += span->b_length;
    }

  g_assert_cmpuint (at_a, ==, n_a);
  g_assert_cmpuint (at_b, ==, n_b);
  return n_changed;
}

static void
fill_randomly (guint *items,
               guint  length,
               int    n_kinds)
{
  for (guint i = 0; i < length; i++)
    items[i] = (guint) g_test_rand_int_range (0, n_kinds);
}

#define SHORT 24

/* The textbook's table, for comparison. */
static guint
shortest_distance (const guint *a,
                   guint        n_a,
                   const guint *b,
                   guint        n_b)
{
  guint common[SHORT + 1][SHORT + 1] = { 0 };

  for (guint i = 1; i <= n_a; i++)
    for (guint j = 1; j <= n_b; j++)
      common[i][j] = a[i - 1] == b[j - 1] ? common[i - 1][j - 1] + 1 : MAX (common[i - 1][j], common[i][j - 1]);

  return n_a + n_b - 2 * common[n_a][n_b];
}

static void
test_shortest (void)
{
  for (guint round = 0; round < 50000; round++)
    {
      guint a[SHORT] = { 0 }, b[SHORT] = { 0 };
      guint n_a = (guint) g_test_rand_int_range (0, SHORT + 1);
      guint n_b = (guint) g_test_rand_int_range (0, SHORT + 1);
      int n_kinds = g_test_rand_int_range (1, 8);
      Pair pair = { a, b };
      g_autoptr (GArray) spans = NULL;

      fill_randomly (a, n_a, n_kinds);
      fill_randomly (b, n_b, n_kinds);
      spans = herald_diff_sequences (n_a, n_b, same, &pair);
      g_assert_cmpuint (assert_right (spans, a, n_a, b, n_b), ==, shortest_distance (a, n_a, b, n_b));
    }
}

#define LONG 20000

/* Large texts, changed in many places. */
static void
test_long (void)
{
  g_autofree guint *a = g_new (guint, LONG);
  g_autofree guint *b = g_new (guint, LONG);

  for (guint round = 0; round < 20; round++)
    {
      Pair pair = { a, b };
      int n_changes = g_test_rand_int_range (0, 2000);
      g_autoptr (GArray) spans = NULL;

      fill_randomly (a, LONG, 3000);
      memcpy (b, a, LONG * sizeof *a);
      for (int i = 0; i < n_changes; i++)
        b[g_test_rand_int_range (0, LONG)] = (guint) g_test_rand_int_range (0, 3000);

      spans = herald_diff_sequences (LONG, LONG, same, &pair);
      g_assert_cmpuint (assert_right (spans, a, LONG, b, LONG), <=, 2 * (guint) n_changes);
    }
}

/* Sequences of very different lengths, with more changes than are searched to the end. */
static void
test_lopsided (void)
{
  g_autofree guint *a = g_new (guint, LONG);
  g_autofree guint *b = g_new (guint, LONG);

  for (guint round = 0; round < 200; round++)
    {
      guint n_a = (guint) g_test_rand_int_range (1, g_test_rand_bit () ? 8 : 3000);
      guint n_b = (guint) g_test_rand_int_range (1, 6000);
      int n_kinds = g_test_rand_int_range (2, g_test_rand_bit () ? 20 : 5000);
      Pair pair = { a, b };
      Pair mirrored = { b, a };
      g_autoptr (GArray) spans = NULL;
      g_autoptr (GArray) back = NULL;

      fill_randomly (a, n_a, n_kinds);
      fill_randomly (b, n_b, n_kinds);
      spans = herald_diff_sequences (n_a, n_b, same, &pair);
      back = herald_diff_sequences (n_b, n_a, same, &mirrored);
      assert_right (spans, a, n_a, b, n_b);
      assert_right (back, b, n_b, a, n_a);
    }
}

/* Counted instead of timed: this many take well under a second, the full search would need 400,000,000. */
static void
assert_bounded (const guint *a,
                const guint *b)
{
  Pair pair = { a, b };
  g_autoptr (GArray) spans = herald_diff_sequences (LONG, LONG, same, &pair);

  assert_right (spans, a, LONG, b, LONG);
  g_test_message ("%" G_GUINT64_FORMAT " comparisons", pair.n_comparisons);
  g_assert_cmpuint (pair.n_comparisons, <, 60000000);
}

static void
test_nothing_in_common (void)
{
  g_autofree guint *a = g_new (guint, LONG);
  g_autofree guint *b = g_new (guint, LONG);

  for (guint i = 0; i < LONG; i++)
    {
      a[i] = i;
      b[i] = LONG + i;
    }
  assert_bounded (a, b);

  /* The same elements the other way round: there is always something to find, and never much. */
  for (guint i = 0; i < LONG; i++)
    b[i] = LONG - 1 - i;
  assert_bounded (a, b);

  for (guint n_kinds = 1; n_kinds < LONG; n_kinds *= 7)
    {
      fill_randomly (a, LONG, (int) n_kinds);
      fill_randomly (b, LONG, (int) n_kinds);
      assert_bounded (a, b);
    }
}

/* The same change is told the same way, wherever a text repeats itself. */
static void
test_repetitions (void)
{
  for (guint round = 0; round < 5000; round++)
    {
      g_autoptr (GString) a = g_string_new (NULL);
      g_autoptr (GString) b = g_string_new (NULL);
      const char *both[2] = { NULL, NULL };
      g_autoptr (GArray) spans = NULL;
      const HeraldDiffSpan *last = NULL;

      for (int n = g_test_rand_int_range (1, 20); n > 0; n--)
        g_string_append (a, "ab");
      g_string_append (b, a->str);
      g_string_insert (b, 2 * g_test_rand_int_range (0, (int) a->len / 2 + 1), "abab");

      both[0] = a->str;
      both[1] = b->str;
      spans = herald_diff_sequences (a->len, b->len, same_char, both);
      last = &g_array_index (spans, HeraldDiffSpan, 1);
      g_assert_cmpuint (spans->len, ==, 2);
      g_assert_cmpint (last->kind, ==, HERALD_DIFF_ADDED);
      g_assert_cmpuint (last->b_start, ==, a->len);
      g_assert_cmpuint (last->b_length, ==, 4);
    }
}

static char *
random_text (void)
{
  static const char * const words[] = { "lens", "l’ottica", "3.5", " ", " ", " ", ". ", "测试", "🔭", "e\u0301", "\n", "," };
  GString *text = g_string_new (NULL);

  for (int n = g_test_rand_int_range (0, 40); n > 0; n--)
    g_string_append (text, words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);

  return g_string_free (text, FALSE);
}

/* Without what was added the spans are the one text, without what was removed the other. */
static void
test_random_texts (void)
{
  for (guint round = 0; round < 5000; round++)
    {
      g_autofree char *a = random_text ();
      g_autofree char *b = random_text ();
      g_autoptr (GArray) spans = herald_diff_texts (a, b);
      g_autoptr (GString) old = g_string_new (NULL);
      g_autoptr (GString) new = g_string_new (NULL);

      for (guint i = 0; i < spans->len; i++)
        {
          const HeraldDiffSpan *span = &g_array_index (spans, HeraldDiffSpan, i);

          append_part (old, a, span->a_start, span->a_length);
          append_part (new, span->kind == HERALD_DIFF_SAME ? a : b,
                       span->kind == HERALD_DIFF_SAME ? span->a_start : span->b_start, span->b_length);
        }

      g_assert_cmpstr (old->str, ==, a);
      g_assert_cmpstr (new->str, ==, b);
    }
}

/* Whatever comes, the spans are there before a person looks up: counted by the test's own time limit. */
static void
test_hostile_texts (void)
{
  static const char * const pairs[][2] = {
    { ". ", "! " }, { "The lens one is x. ", "The lens is two y. " }, { "a-", "b-" }, { ".)", ".]" }, { "\n", " \n" },
    { "测试", "试测" }, { "1 mm ", "2 mm " }, { "カ", "メ" }, { "ab cd ", "cd ab e " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (GString) a = g_string_new (NULL);
      g_autoptr (GString) b = g_string_new (NULL);
      g_autoptr (GArray) spans = NULL;
      guint length = 0;

      for (guint k = 0; k < 20000; k++)
        {
          g_string_append (a, pairs[i][0]);
          g_string_append (b, pairs[i][1]);
        }
      spans = herald_diff_texts (a->str, b->str);
      for (guint k = 0; k < spans->len; k++)
        length += g_array_index (spans, HeraldDiffSpan, k).a_length;
      g_assert_cmpuint (length, ==, g_utf8_strlen (a->str, -1));
    }
}

static void
test_similarity (void)
{
  g_assert_cmpuint (herald_diff_similarity ("", ""), ==, 1000);
  g_assert_cmpuint (herald_diff_similarity ("…", "…"), ==, 1000);
  g_assert_cmpuint (herald_diff_similarity ("…", "!"), ==, 0);
  g_assert_cmpuint (herald_diff_similarity ("The new lens", "The new lens"), ==, 1000);
  g_assert_cmpuint (herald_diff_similarity ("lens new The", "The new lens"), ==, 1000);
  g_assert_cmpuint (herald_diff_similarity ("The new lens", "A phone call"), ==, 0);
  g_assert_cmpuint (herald_diff_similarity ("Optical laboratories", "Optical instruments"), <, 600);
  g_assert_cmpuint (herald_diff_similarity ("Optical laboratories", "Optical laboratory"), >, 300);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/diff/letters", test_letters);
  g_test_add_func ("/diff/texts", test_texts);
  g_test_add_func ("/diff/shortest", test_shortest);
  g_test_add_func ("/diff/long", test_long);
  g_test_add_func ("/diff/lopsided", test_lopsided);
  g_test_add_func ("/diff/nothing-in-common", test_nothing_in_common);
  g_test_add_func ("/diff/repetitions", test_repetitions);
  g_test_add_func ("/diff/random-texts", test_random_texts);
  g_test_add_func ("/diff/hostile-texts", test_hostile_texts);
  g_test_add_func ("/diff/similarity", test_similarity);

  return g_test_run ();
}
