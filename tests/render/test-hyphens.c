/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-hyphens.h"

#include <string.h>

#include "herald-hyphen-patterns.h"
#include "herald-rich.h"

#define GERMAN "Die Entwicklungsingenieurinnen beider Unternehmen arbeiten in einem Forschungslaboratorium zusammen, in dem " \
               "Beschichtungsverfahren und Qualitätssicherungsmaßnahmen unter Fertigungsbedingungen erprobt werden."

static char *
part (const char *language,
      const char *word)
{
  g_autoptr (HeraldHyphens) hyphens = herald_hyphens_new (language);
  g_autoptr (GArray) places = herald_hyphens_find (hyphens, word);
  GString *parted = g_string_new (word);

  for (guint i = places->len; i > 0; i--)
    g_string_insert_c (parted, (gssize) g_array_index (places, guint, i - 1), '-');
  return g_string_free (parted, FALSE);
}

static gboolean
has_dictionary (const char *language,
                const char *word)
{
  g_autofree char *parted = part (language, word);

  if (strchr (parted, '-') == NULL)
    g_test_skip ("this dictionary is not installed");
  return strchr (parted, '-') != NULL;
}

static void
test_find (void)
{
  static const struct { const char *language, *word, *expected; } cases[] = {
    { "de", "Zusammenarbeit", "Zusam-men" },
    { "de-CH", "ZUSAMMENARBEIT", "ZUSAM-MEN" },
    { "de", "Qualitätssicherung", "täts-si" },
    { "de", "Abend", "Abend" }, /* too short to be parted */
    { "it", "collaborazione", "col-la" },
    { "tlh", "Zusammenarbeit", "Zusammenarbeit" }, /* no dictionary */
    { "../de", "Zusammenarbeit", "Zusammenarbeit" },
    { "", "Zusammenarbeit", "Zusammenarbeit" },
  };

  if (!has_dictionary ("de", "Zusammenarbeit") || !has_dictionary ("it", "collaborazione"))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *parted = part (cases[i].language, cases[i].word);

      if (strstr (parted, cases[i].expected) == NULL)
        g_error ("“%s” in “%s”", parted, cases[i].language);
    }
}

static PangoLayout *
set (const HeraldTypeset  *typeset,
     const char           *text,
     double                width,
     GArray              **links)
{
  g_autoptr (HeraldRich) rich = herald_rich_new (typeset, HERALD_FACE_BODY);

  herald_rich_add (rich, HERALD_FACE_BODY, text);
  herald_rich_add_link (rich, HERALD_FACE_BODY, " Bergamo", "https://aurelia-optics.example/");
  *links = g_steal_pointer (&rich->links);
  return herald_rich_to_layout (rich, width);
}

/* A soft hyphen stands only where a line ends; what else is in the text is what went in. */
static void
test_apply (void)
{
  HeraldLook look = herald_look_read (NULL, NULL);
  g_autoptr (HeraldTypeset) typeset = herald_typeset_new (NULL, "de", &look);
  g_autoptr (HeraldHyphens) hyphens = herald_hyphens_new ("de");
  g_autoptr (GArray) links = NULL;
  g_autoptr (PangoLayout) layout = set (typeset, GERMAN, 200, &links);
  g_auto (GStrv) parts = NULL;
  g_autofree char *joined = NULL;
  guint n_hyphens = 0;
  const HeraldLink *link = NULL;
  const char *text = NULL;

  if (has_dictionary ("de", "Zusammenarbeit"))
    {
      herald_hyphens_apply (hyphens, layout, links);
      text = pango_layout_get_text (layout);
      for (int i = 1; i < pango_layout_get_line_count (layout); i++)
        n_hyphens += strncmp (text + pango_layout_get_line_readonly (layout, i)->start_index - 2, "\u00ad", 2) == 0;
      parts = g_strsplit (text, "\u00ad", -1);
      joined = g_strjoinv ("", parts);
      g_assert_cmpuint (n_hyphens, >=, 2);
      g_assert_cmpuint (g_strv_length (parts), ==, n_hyphens + 1);
      g_assert_cmpstr (joined, ==, GERMAN " Bergamo");
      link = &g_array_index (links, HeraldLink, 0);
      g_assert_cmpuint (link->end - link->start, ==, strlen (" Bergamo"));
      g_assert_true (g_str_has_prefix (text + link->start, " Bergamo"));
    }
}

/* Names stay whole outside of German, and so does a text that would take long. */
static void
test_left_alone (void)
{
  HeraldLook look = herald_look_read (NULL, NULL);
  g_autoptr (HeraldTypeset) typeset = herald_typeset_new (NULL, "it", &look);
  g_autoptr (HeraldHyphens) hyphens = herald_hyphens_new ("it");
  g_autoptr (GString) much = g_string_new (NULL);

  for (guint i = 0; i < 2200; i++)
    g_string_append (much, "collaborazione straordinaria ");
  if (has_dictionary ("it", "collaborazione"))
    {
      const char *texts[] = { "Una Collaborazionestraordinarissima Internazionalizzazione", much->str };

      for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        {
          g_autoptr (GArray) links = NULL;
          g_autoptr (PangoLayout) layout = set (typeset, texts[i], 220, &links);

          herald_hyphens_apply (hyphens, layout, links);
          g_assert_null (strstr (pango_layout_get_text (layout), "\u00ad"));
        }
    }
}

/* As libhyphen parts them, for whose dictionaries the patterns are made: the longest way through all patterns counts, one
 * level after the other, and no place at which letters change. */
static void
test_patterns (void)
{
  static const struct { const char *file, *word, *expected; } cases[] = {
    { "UTF-8\n", "abcdef", "abcdef" },
    { "UTF-8\n%a1b\n#a1b\nLEFTHYPHENMIN 2\nb1c\n", "abcdef", "ab-cdef" },
    { "UTF-8\nb1c\n1c2\nc1d\n", "abcdef", "ab-c-def" },
    { "UTF-8\nb1c\nabc\n", "abcdef", "abcdef" }, /* the longer one says that nothing is parted */
    { "UTF-8\nb1c\nabcx1\n", "abcdef", "abcdef" }, /* also a longer one that would only begin so */
    { "UTF-8\nb3c\nbc2d\n2cd\n.a2b\n", "abcdef", "ab-cdef" },
    { "UTF-8\ne1f.\n.a1b\n", "abcdef", "a-bcde-f" },
    { "UTF-8\nö1ß\n", "söße", "sö-ße" },
    { "ISO8859-1\n\xf6""1\xdf\r\n", "söße", "sö-ße" },
    { "UTF-8\nc1k/k=k,1,2\na1b\n", "abckd", "a-bckd" },
    { "UTF-8\nc1d\nNEXTLEVEL\n.d1e\nb1c\nc1d\n", "abcdef", "ab-c-d-ef" },
    { "NOSUCHSET\na1b\n", "abcdef", NULL },
    { "UTF-8\n\xff""1b\n", "abcdef", NULL },
    { "no line", "abcdef", NULL },
    { "", "abcdef", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HeraldHyphenPatterns) patterns = herald_hyphen_patterns_parse (cases[i].file, strlen (cases[i].file));
      g_autoptr (GArray) places = patterns != NULL ? herald_hyphen_patterns_find (patterns, cases[i].word) : NULL;
      g_autoptr (GString) parted = g_string_new (places != NULL ? cases[i].word : NULL);

      for (guint j = places != NULL ? places->len : 0; j > 0; j--)
        g_string_insert_c (parted, g_utf8_offset_to_pointer (cases[i].word, g_array_index (places, guint, j - 1)) - cases[i].word, '-');
      g_assert_cmpstr (parted->str, ==, cases[i].expected != NULL ? cases[i].expected : "");
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/hyphens/patterns", test_patterns);
  g_test_add_func ("/render/hyphens/find", test_find);
  g_test_add_func ("/render/hyphens/apply", test_apply);
  g_test_add_func ("/render/hyphens/left-alone", test_left_alone);
  return g_test_run ();
}
