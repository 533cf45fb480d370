/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-markup.h"

static char *
finish (HeraldMarkup *out)
{
  g_autoptr (GBytes) bytes = herald_markup_finish (out);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_escapes (void)
{
  g_autoptr (HeraldMarkup) out = herald_markup_new ();
  g_autofree char *page = NULL;

  herald_markup_open (out, "p");
  herald_markup_attribute (out, "title", "\"'><script>&");
  herald_markup_text (out, "<script>alert('x')</script> & \"y\"\nnext");
  page = finish (out);
  g_assert_cmpstr (page, ==,
                   "<!DOCTYPE html>\n<p title=\"&quot;&#39;&gt;&lt;script&gt;&amp;\">"
                   "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;y&quot;<br>next</p>\n");
}

static void
test_void_elements (void)
{
  g_autoptr (HeraldMarkup) out = herald_markup_new ();
  g_autofree char *page = NULL;

  herald_markup_open (out, "p");
  herald_markup_open (out, "img");
  herald_markup_number (out, "width", 12);
  herald_markup_close (out);
  herald_markup_text (out, "after");
  page = finish (out);
  g_assert_cmpstr (page, ==, "<!DOCTYPE html>\n<p><img width=\"12\">\nafter</p>\n");
}

static void
test_links (void)
{
  g_autoptr (HeraldMarkup) out = herald_markup_new ();
  g_autofree char *page = NULL;

  herald_markup_open (out, "a");
  g_assert_false (herald_markup_link (out, "javascript:alert(1)"));
  g_assert_false (herald_markup_link (out, NULL));
  g_assert_true (herald_markup_link (out, "https://a.example/?x=1&y=\"2"));
  page = finish (out);
  g_assert_cmpstr (page, ==, "<!DOCTYPE html>\n<a href=\"https://a.example/?x=1&amp;y=&quot;2\"></a>\n");
}

static void
test_dangerous_names_are_refused (void)
{
  static const char * const names[] = { "onclick", "href", "src", "style", "x y", "x\"" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (HeraldMarkup) out = herald_markup_new ();
      g_autofree char *page = NULL;

      herald_markup_open (out, "p");
      g_test_expect_message ("herald-render", G_LOG_LEVEL_CRITICAL, "*assertion*failed*");
      herald_markup_attribute (out, names[i], "x");
      g_test_assert_expected_messages ();
      page = finish (out);
      g_assert_cmpstr (page, ==, "<!DOCTYPE html>\n<p></p>\n");
    }
}

static void
test_script_is_refused (void)
{
  g_autoptr (HeraldMarkup) out = herald_markup_new ();
  g_autofree char *page = NULL;

  g_test_expect_message ("herald-render", G_LOG_LEVEL_CRITICAL, "*assertion*failed*");
  herald_markup_open (out, "script");
  g_test_expect_message ("herald-render", G_LOG_LEVEL_CRITICAL, "*assertion*failed*");
  herald_markup_style (out, "p{}</style><script>");
  g_test_assert_expected_messages ();
  page = finish (out);
  g_assert_cmpstr (page, ==, "<!DOCTYPE html>\n\n");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/markup/escapes", test_escapes);
  g_test_add_func ("/render/markup/void", test_void_elements);
  g_test_add_func ("/render/markup/links", test_links);
  g_test_add_func ("/render/markup/names", test_dangerous_names_are_refused);
  g_test_add_func ("/render/markup/script", test_script_is_refused);
  return g_test_run ();
}
