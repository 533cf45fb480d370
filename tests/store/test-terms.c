/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-terms.h"

#include <string.h>

static gboolean
append (const char *folded,
        gsize       length,
        gsize       start,
        gsize       end,
        gboolean    beside,
        gpointer    data)
{
  GString *words = data;

  g_string_append_printf (words, "%s%.*s", words->len == 0 ? "" : beside ? "+" : " ", (int) length, folded);

  return TRUE;
}

static void
test_split (void)
{
  const struct { const char *text; const char *words; const char *query; } cases[] = {
    { "", "", "" },
    { "L'Attacco, però!", "l attacco pero", "l attacco pero" },
    { "GROẞE Straße", "grosse strasse", "grosse strasse" },
    { "Ærø Łódź ﬁne ＡＢＣ", "aero lodz fine abc", "aero lodz fine abc" },
    { "Σίσυφος", "σισυφοσ", "σισυφοσ" },
    { "徕", "徕", "徕" },
    { "徕卡", "徕卡+卡", "徕卡" },
    { "徕卡影像", "徕卡 卡影 影像+像", "徕卡 卡影 影像" },
    { "小米13发布", "小米+米 13 发布+布", "小米 13 发布" },
    { "パリの", "ハリ リの+の", "ハリ リの" },
    { "리더", "리더+더", "리더" },
    { "e\xcc\x81" "t\xc3\xa9", "ete", "ete" },
    { "100.000 EUR", "100 000 eur", "100 000 eur" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GString) words = g_string_new (NULL);
      g_autoptr(GString) query = g_string_new (NULL);

      herald_terms_split (cases[i].text, strlen (cases[i].text), FALSE, append, words);
      g_assert_cmpstr (words->str, ==, cases[i].words);
      herald_terms_split (cases[i].text, strlen (cases[i].text), TRUE, append, query);
      g_assert_cmpstr (query->str, ==, cases[i].query);
    }
}

static gboolean
check_range (const char *folded,
             gsize       length,
             gsize       start,
             gsize       end,
             gboolean    beside,
             gpointer    data)
{
  const char *text = data;

  g_assert_cmpuint (start, <, end);
  g_assert_cmpuint (end, <=, strlen (text));
  g_assert_true (g_utf8_validate (text + start, end - start, NULL));
  g_assert_true (g_utf8_validate (folded, length, NULL));

  return TRUE;
}

/* Whatever comes, ranges are whole characters of the text. */
static void
test_any_text (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr(GString) text = g_string_new (NULL);

      for (gint i = g_test_rand_int_range (0, 40); i > 0; i--)
        {
          gunichar c = g_test_rand_int_range (1, g_test_rand_bit () ? 0x11000 : 0x500);

          if (g_unichar_validate (c))
            g_string_append_unichar (text, c);
        }
      herald_terms_split (text->str, text->len, FALSE, check_range, text->str);
    }
}

static void
test_matches (void)
{
  const struct { const char *query; const char *text; gboolean matches; } cases[] = {
    { "ber", "Bergamo", TRUE },
    { "gamo", "Bergamo", FALSE },
    { "anna bru", "Bruni, Anna", TRUE },
    { "anna-bru", "Bruni, Anna", FALSE },  /* written as one: they must follow each other */
    { "anna-bru", "Anna Bruni", TRUE },
    { "卡影像", "徕卡影像", TRUE },
    { "卡像", "徕卡影像", FALSE },
    { "像", "徕卡影像", TRUE },
    { "手机5g", "新手机5G", TRUE },
    { "", "Bergamo", FALSE },
    { "...", "Bergamo ...", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(HeraldTerms) terms = herald_terms_new (cases[i].query);

      g_assert_cmpint (herald_terms_matches (terms, cases[i].text), ==, cases[i].matches);
    }
}

static void
test_fts5 (void)
{
  g_autoptr(HeraldTerms) terms = herald_terms_new ("  lens \"of\" - NEAR(a* ");
  g_autofree char *fts5 = herald_terms_to_fts5 (terms);

  g_assert_cmpstr (fts5, ==, "\"lens\" * \" of \" * \"NEAR(a*\" *");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/terms/split", test_split);
  g_test_add_func ("/store/terms/any-text", test_any_text);
  g_test_add_func ("/store/terms/matches", test_matches);
  g_test_add_func ("/store/terms/fts5", test_fts5);

  return g_test_run ();
}
