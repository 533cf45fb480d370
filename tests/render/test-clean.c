/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-clean.h"

#include "herald-text.h"

static void
test_hidden (void)
{
  static const struct { const char *text, *clean; } cases[] = {
    { "plain", "plain" },
    { "a\xe2\x80\xae" "b", "ab" },                 /* U+202E right-to-left override */
    { "a\xe2\x81\xa6" "b\xe2\x81\xa9", "ab" },     /* U+2066, U+2069 isolates */
    { "a\x1b[31mb", "a[31mb" },
    { "a\xc2\x85" "b", "ab" },                     /* U+0085 */
    { "a\xe2\x80\xa8" "b", "a\nb" },               /* U+2028 */
    { "a\xff" "b", "a\xef\xbf\xbd" "b" },          /* not UTF-8 */
    { "\xef\xbb\xbf" "a", "a" },                   /* byte order mark */
    { "a\xf3\xa0\x81\x81" "b", "ab" },             /* U+E0041 tag */
    { "\xd9\x85\xd8\xb1\xe2\x80\x8c\xd8\xa8", "\xd9\x85\xd8\xb1\xe2\x80\x8c\xd8\xa8" }, /* U+200C shapes Persian: it stays */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = herald_clean_text (cases[i].text);

      g_assert_cmpstr (clean, ==, cases[i].clean);
    }
}

static void
test_slug (void)
{
  static const struct { const char *text, *slug; } cases[] = {
    { "Aurelia Optics: new lenses!", "aurelia-optics-new-lenses" },
    { "Über schöne Straßen", "uber-schone-strassen" },
    { "../../etc/passwd", "etc-passwd" },
    { "合作", "" },
    { "", "" },
    { "one two three four five", "one-two-three-four" },
    { "abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrst" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *slug = herald_clean_slug (cases[i].text, cases[i].text[0] == 'o' || cases[i].text[0] == 'a' ? 20 : 60);

      g_assert_cmpstr (slug, ==, cases[i].slug);
    }
}

static void
test_runs (void)
{
  g_autoptr (GArray) marks = herald_marks_new ();
  g_autoptr (GArray) runs = NULL;
  g_autoptr (GString) joined = g_string_new (NULL);

  herald_marks_add (marks, 0, 4, HERALD_MARK_STRONG, NULL);
  herald_marks_add (marks, 2, 4, HERALD_MARK_EMPHASIS, NULL);
  herald_marks_add (marks, 6, 2, HERALD_MARK_LINK, "https://a.example/");
  herald_marks_add (marks, 7, 100, HERALD_MARK_STRONG, NULL); /* beyond the text */
  runs = herald_clean_runs ("测试ab cdef", marks);
  for (guint i = 0; i < runs->len; i++)
    {
      HeraldRun *run = &g_array_index (runs, HeraldRun, i);

      g_string_append_printf (joined, "[%s%s%s%s]", run->text, run->strong ? "*" : "", run->emphasis ? "/" : "", run->url != NULL ? "@" : "");
    }
  g_assert_cmpstr (joined->str, ==, "[测试*][ab*/][ c/][d@][e*@][f*]");
}

static void
test_runs_of_nothing (void)
{
  g_autoptr (GArray) runs = herald_clean_runs (NULL, NULL);
  g_autoptr (GArray) hidden = herald_clean_runs ("\xe2\x80\xae", NULL);

  g_assert_cmpuint (runs->len, ==, 0);
  g_assert_cmpuint (hidden->len, ==, 0);
}

static void
test_links_are_refused (void)
{
  static const char * const urls[] = { "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/passwd", "//a.example", "java\nscript:x" };

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (GArray) marks = herald_marks_new ();
      g_autoptr (GArray) runs = NULL;

      herald_marks_add (marks, 0, 4, HERALD_MARK_LINK, urls[i]);
      runs = herald_clean_runs ("text", marks);
      g_assert_cmpuint (runs->len, ==, 1);
      g_assert_null (g_array_index (runs, HeraldRun, 0).url);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/clean/hidden", test_hidden);
  g_test_add_func ("/render/clean/slug", test_slug);
  g_test_add_func ("/render/clean/runs", test_runs);
  g_test_add_func ("/render/clean/runs-of-nothing", test_runs_of_nothing);
  g_test_add_func ("/render/clean/links", test_links_are_refused);
  return g_test_run ();
}
