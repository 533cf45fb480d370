/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-quotation.h"

#include <string.h>

typedef struct
{
  const char *language;
  const char *text;
  const char *passages; /* one a line; a quotation as words = name / title / organisation */
} Case;

static const Case cases[] = {
  { "en", "“We start,” said Anna Bruni, CEO of Aurelia Optics, “and we finish.”",
    "We start, and we finish. = Anna Bruni / CEO / Aurelia Optics\n" },
  { "en", "\"We start,\" said Bruni. \"We finish.\"", "We start. We finish. = Bruni / - / -\n" },
  { "en", "‘It’s a start,’ said Anna Bruni, Head of Communications at Aurelia Optics.",
    "It’s a start. = Anna Bruni / Head of Communications / Aurelia Optics\n" },
  { "en", "The phone is out. Anna Bruni, Chief Executive Officer, Aurelia Optics, said: “It works.” It costs nothing.",
    "The phone is out.\nIt works. = Anna Bruni / Chief Executive Officer / Aurelia Optics\nIt costs nothing.\n" },
  { "en", "“It works,” said Aurelia Optics’s CEO Anna Bruni.", "It works. = Anna Bruni / CEO / Aurelia Optics\n" },
  { "en", "“It works.” — Anna Bruni, founder, Aurelia Optics", "It works. = Anna Bruni / founder / Aurelia Optics\n" },
  { "en", "“It works,” Lei He said.", "It works. = Lei He / - / -\n" },
  { "en", "“It works,” said J. P. Stone, Vice President, Global Sales, Aurelia Optics.",
    "It works. = J. P. Stone / Vice President, Global Sales / Aurelia Optics\n" },
  { "it", "«Iniziamo», ha detto Anna Bruni, CEO di Aurelia Optics. «Finiamo.»", "Iniziamo. Finiamo. = Anna Bruni / CEO / Aurelia Optics\n" },
  { "de", "»Wir fangen an«, so der Geschäftsführer der Aurelia GmbH, Karl Maier.",
    "Wir fangen an = Karl Maier / Geschäftsführer / Aurelia GmbH\n" },
  { "fr", "« Bonjour à tous les amis », selon Anne Le Roux, directrice de la recherche.",
    "Bonjour à tous les amis = Anne Le Roux / directrice de la recherche / -\n" },
  { "zh", "奇特鱼移动创始人兼CEO林乔说：「光很古老，也很年轻。」", "光很古老，也很年轻。 = 林乔 / 创始人兼CEO / 奇特鱼移动\n" },

  /* In doubt the paragraph stays. */
  { "en", "It will last for “the long term” as both say.", "It will last for “the long term” as both say.\n" },
  { "en", "He called it “a very great and good start,” said Anna Bruni.", "He called it “a very great and good start,” said Anna Bruni.\n" },
  { "en", "“It works,” the company said.", "“It works,” the company said.\n" },
  { "en", "“It works,” he said.", "“It works,” he said.\n" },
  { "en", "“It works,” said Anna Bruni, speaking in Milan on Monday.", "“It works,” said Anna Bruni, speaking in Milan on Monday.\n" },
  { "en", "“It works,” said Anna Bruni, “and stops” when told.", "“It works,” said Anna Bruni, “and stops” when told.\n" },
  { "en", "“It never ends, said Anna Bruni.", "“It never ends, said Anna Bruni.\n" },
  { "zh", "公司表示：“我们非常高兴地宣布这一消息。”", "公司表示：“我们非常高兴地宣布这一消息。”\n" },
  { NULL, "“It works,” said Anna Bruni.", "“It works,” said Anna Bruni.\n" },
};

static const char *
or_dash (const char *text)
{
  return text != NULL ? text : "-";
}

static void
test_split (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) passages = herald_quotation_split (cases[i].text, herald_lexicon_for (cases[i].language));
      g_autoptr (GString) got = g_string_new (NULL);

      for (guint j = 0; j < passages->len; j++)
        {
          const HeraldPassage *passage = g_ptr_array_index (passages, j);

          g_string_append (got, passage->text);
          if (passage->speaker != NULL)
            g_string_append_printf (got, " = %s / %s / %s", passage->speaker->name, or_dash (passage->speaker->title),
                                    or_dash (passage->speaker->organisation));
          g_string_append_c (got, '\n');
        }
      g_assert_cmpstr (got->str, ==, cases[i].passages);
    }
}

static void
test_whole (void)
{
  g_assert_true (herald_quotation_is_whole ("“A city finds its house again.”"));
  g_assert_true (herald_quotation_is_whole ("«A city finds its house again».”"));
  g_assert_false (herald_quotation_is_whole ("“A city finds its house again,” said the mayor."));
  g_assert_false (herald_quotation_is_whole ("A city finds its house again."));
  g_assert_false (herald_quotation_is_whole (""));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quotation/split", test_split);
  g_test_add_func ("/quotation/whole", test_whole);

  return g_test_run ();
}
