/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-text.h"

static char *
to_string (GArray *marks)
{
  static const char * const kinds[] = { "s", "e", "l" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < marks->len; i++)
    {
      const HeraldMark *mark = &g_array_index (marks, HeraldMark, i);

      g_string_append_printf (text, "%s%u+%u%s%s%s", i > 0 ? " " : "", mark->start, mark->length, kinds[mark->kind],
                              mark->url != NULL ? "=" : "", mark->url != NULL ? mark->url : "");
    }
  return g_string_free (text, FALSE);
}

#define S HERALD_MARK_STRONG
#define E HERALD_MARK_EMPHASIS
#define L HERALD_MARK_LINK
#define A "https://a"
#define B "https://b"

/* As HeraldMark, whose URL is its own. */
typedef struct
{
  guint           start;
  guint           length;
  HeraldMarkKind  kind;
  const char     *url;
} Given;

static const struct
{
  guint       n_chars;
  Given       marks[4]; /* up to one of no length and no URL that starts at 0 */
  const char *expected;
} table[] = {
  { 10, { { 0, 5, S, NULL } }, "0+5s" },
  { 10, { { 5, 3, S, NULL }, { 0, 2, S, NULL } }, "0+2s 5+3s" },
  { 10, { { 0, 5, S, NULL }, { 5, 3, S, NULL } }, "0+8s" },              /* adjacent */
  { 10, { { 0, 5, S, NULL }, { 3, 4, S, NULL } }, "0+7s" },              /* overlapping */
  { 10, { { 0, 9, S, NULL }, { 3, 2, S, NULL } }, "0+9s" },              /* inside */
  { 10, { { 0, 5, S, NULL }, { 5, 3, E, NULL } }, "0+5s 5+3e" },
  { 10, { { 2, 3, E, NULL }, { 2, 3, S, NULL } }, "2+3s 2+3e" },
  { 10, { { 8, 5, S, NULL } }, "8+2s" },                                 /* beyond the end */
  { 10, { { 10, 1, S, NULL } }, "" },
  { 10, { { 9, G_MAXUINT, S, NULL } }, "9+1s" },
  { 10, { { G_MAXUINT, G_MAXUINT, S, NULL } }, "" },
  { 0, { { 0, 5, S, NULL } }, "" },
  { 10, { { 4, 0, S, NULL } }, "" },
  { 10, { { 0, 3, L, A }, { 3, 3, L, A } }, "0+6l=" A },
  { 10, { { 0, 3, L, A }, { 3, 3, L, B } }, "0+3l=" A " 3+3l=" B },
  { 10, { { 0, 5, L, A }, { 3, 5, L, B } }, "0+5l=" A " 5+3l=" B },      /* the earlier one keeps its words */
  { 10, { { 3, 5, L, B }, { 0, 5, L, A } }, "0+5l=" A " 5+3l=" B },
  { 10, { { 0, 5, L, A }, { 1, 2, L, B } }, "0+5l=" A },
  { 10, { { 0, 5, L, A }, { 0, 5, L, B } }, "0+5l=" B },                 /* the one added last */
  { 10, { { 0, 5, L, "javascript:x" } }, "" },
  { 10, { { 0, 5, L, NULL } }, "" },
  { 10, { { 0, 5, S, A }, { 5, 2, S, NULL } }, "0+7s" },                 /* only links have a URL */
  { 10, { { 0, 2, L, A }, { 0, 9, S, NULL }, { 1, 2, E, NULL } }, "0+9s 0+2l=" A " 1+2e" },
};

static void
test_normalise (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GArray) marks = herald_marks_new ();
      g_autoptr (GArray) again = NULL;
      g_autofree char *text = NULL;

      for (guint m = 0; m < 4; m++)
        {
          const Given *mark = &table[i].marks[m];

          if (mark->start > 0 || mark->length > 0)
            herald_marks_add (marks, mark->start, mark->length, mark->kind, mark->url);
        }
      herald_marks_normalise (marks, table[i].n_chars);
      text = to_string (marks);
      g_assert_cmpstr (text, ==, table[i].expected);

      again = herald_marks_copy (marks);
      herald_marks_normalise (again, table[i].n_chars);
      g_assert_true (herald_marks_equal (again, marks));
    }
}

#define N_CHARS 12

/* What each character shows, told character by character. */
static void
paint (GArray *marks,
       gboolean shown[2][N_CHARS])
{
  for (guint i = 0; i < marks->len; i++)
    {
      const HeraldMark *mark = &g_array_index (marks, HeraldMark, i);

      for (guint c = mark->start; mark->kind != L && c < mark->start + mark->length && c < N_CHARS; c++)
        shown[mark->kind][c] = TRUE;
    }
}

/* Normal form shows what was marked, is disjoint per kind, and does not depend on the order of adding. */
static void
test_normalise_random (void)
{
  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (GArray) given = herald_marks_new ();
      g_autoptr (GArray) normal = NULL;
      g_autoptr (GArray) backwards = herald_marks_new ();
      gboolean expected[2][N_CHARS] = { { FALSE } }, found[2][N_CHARS] = { { FALSE } };

      for (int n = g_test_rand_int_range (0, 8); n > 0; n--)
        herald_marks_add (given, g_test_rand_int_range (0, N_CHARS), g_test_rand_int_range (0, 6), g_test_rand_int_range (0, 2), NULL);
      for (guint i = given->len; i > 0; i--)
        {
          const HeraldMark *mark = &g_array_index (given, HeraldMark, i - 1);

          herald_marks_add (backwards, mark->start, mark->length, mark->kind, NULL);
        }
      normal = herald_marks_copy (given);
      herald_marks_normalise (normal, N_CHARS);
      herald_marks_normalise (backwards, N_CHARS);
      g_assert_true (herald_marks_equal (normal, backwards));

      paint (given, expected);
      paint (normal, found);
      g_assert_cmpmem (found, sizeof found, expected, sizeof expected);
      for (guint i = 0; i < normal->len; i++)
        for (guint k = i + 1; k < normal->len; k++)
          {
            const HeraldMark *one = &g_array_index (normal, HeraldMark, i);
            const HeraldMark *other = &g_array_index (normal, HeraldMark, k);

            g_assert_cmpuint (one->start, <=, other->start);
            if (one->kind == other->kind)
              g_assert_cmpuint (one->start + one->length, <, other->start);
          }
    }
}

/* A hostile document has as many marks as fit: this must not take quadratic time. */
static void
test_many_marks (void)
{
  g_autoptr (GArray) marks = herald_marks_new ();

  for (guint i = 0; i < 200000; i++)
    herald_marks_add (marks, (i * 7919) % 100000, 1 + i % 3, L, i % 2 ? A : B);
  herald_marks_normalise (marks, 100000);
  g_assert_cmpuint (marks->len, >, 1000);
}

static void
test_equal (void)
{
  g_autoptr (GArray) empty = herald_marks_new ();
  g_autoptr (GArray) one = herald_marks_new ();
  g_autoptr (GArray) other = herald_marks_new ();

  g_assert_true (herald_marks_equal (NULL, NULL));
  g_assert_true (herald_marks_equal (NULL, empty));
  g_assert_null (herald_marks_copy (NULL));
  herald_marks_add (one, 0, 1, L, A);
  herald_marks_add (other, 0, 1, L, B);
  g_assert_false (herald_marks_equal (one, other));
  g_assert_false (herald_marks_equal (one, NULL));
}

static void
test_urls (void)
{
  static const char * const allowed[] = {
    "https://example.com", "HTTPS://EXAMPLE.COM/a?b=c#d", "http://localhost:8080/", "mailto:press@example.com",
    "tel:+39035000000", "https://例え.example/路", "https://[::1]/",
  };
  static const char * const refused[] = {
    "", "example.com", "//example.com", "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd",
    "https:", "https://", "https:///path", "https:\\\\example.com", " https://example.com", "https://exa mple.com",
    "https://example.com\n", "java\nscript:x", "mailto:", "tel:", "ftp://example.com", "https://example.com/\xe2\x80\xae",
    "https://\xff", "vbscript:x", "blob:https://example.com",
  };

  for (guint i = 0; i < G_N_ELEMENTS (allowed); i++)
    g_assert_true (herald_url_is_allowed (allowed[i]));
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_false (herald_url_is_allowed (refused[i]));
  g_assert_false (herald_url_is_allowed (NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/text/normalise", test_normalise);
  g_test_add_func ("/model/text/normalise-random", test_normalise_random);
  g_test_add_func ("/model/text/many-marks", test_many_marks);
  g_test_add_func ("/model/text/equal", test_equal);
  g_test_add_func ("/model/text/urls", test_urls);
  return g_test_run ();
}
