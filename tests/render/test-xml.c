/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-xml.h"

#include <string.h>

static char *
finish (HeraldXml *xml)
{
  g_autoptr (GBytes) bytes = herald_xml_finish (xml, "");

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_escaping (void)
{
  g_autoptr (HeraldXml) xml = herald_xml_new ();
  g_autofree char *text = NULL;

  herald_xml_open (xml, "w:p");
  herald_xml_attribute (xml, "w:val", "\"a\" <b>\n\t& \x01\xff");
  herald_xml_text (xml, "<b>&amp;\x1b]]>\xef\xbf\xbe");
  herald_xml_open (xml, "w:br");
  herald_xml_close (xml);
  herald_xml_leaf (xml, "name", "");
  text = finish (xml);
  g_assert_cmpstr (text, ==, "<w:p w:val=\"&quot;a&quot; &lt;b&gt;&#10;&#9;&amp; \xef\xbf\xbd\">&lt;b&gt;&amp;amp;]]&gt;<w:br/><name></name></w:p>\n");
}

static void
test_links (void)
{
  static const char * const refused[] = { "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//x.example", "", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (HeraldXml) xml = herald_xml_new ();
      g_autofree char *text = NULL;

      herald_xml_open (xml, "a");
      g_assert_false (herald_xml_link (xml, "href", refused[i]));
      text = finish (xml);
      g_assert_cmpstr (text, ==, "<a/>\n");
    }
}

static void
test_misuse (void)
{
  g_autoptr (HeraldXml) xml = herald_xml_new ();

  g_test_expect_message ("herald-render", G_LOG_LEVEL_CRITICAL, "*is_plain_name*");
  herald_xml_open (xml, "script");
  g_test_assert_expected_messages ();
  herald_xml_open (xml, "p");
  g_test_expect_message ("herald-render", G_LOG_LEVEL_CRITICAL, "*is_plain_name*");
  herald_xml_attribute (xml, "onclick", "x");
  g_test_assert_expected_messages ();
  g_test_expect_message ("herald-render", G_LOG_LEVEL_CRITICAL, "*strstr*");
  herald_xml_part (xml, "href", "../outside");
  g_test_assert_expected_messages ();
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/xml/escaping", test_escaping);
  g_test_add_func ("/render/xml/links", test_links);
  g_test_add_func ("/render/xml/misuse", test_misuse);
  return g_test_run ();
}
