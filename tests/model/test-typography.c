/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-typography.h"

/* Types the words letter by letter, correcting after each. */
static char *
type (const char *language,
      const char *words)
{
  GString *text = g_string_new (NULL);

  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *instead = NULL;
      guint n_chars = 0;

      g_string_append_unichar (text, g_utf8_get_char (p));
      n_chars = herald_typography_correct (language, text->str, &instead);
      if (n_chars == 0)
        continue;
      g_string_truncate (text, (gsize) (g_utf8_offset_to_pointer (text->str + text->len, -(glong) n_chars) - text->str));
      g_string_append (text, instead);
    }
  return g_string_free (text, FALSE);
}

static void
test_languages (void)
{
  static const struct { const char *language; const char *typed; const char *expected; } cases[] = {
    { "en", "\"Glass\" and (\"light\")", "“Glass” and (“light”)" },
    { "en", "phone's 'new' lens", "phone’s ‘new’ lens" },
    { "it", "L'ottica \"nuova\"", "L’ottica «nuova»" },
    { "de-AT", "\"Glas\"", "„Glas“" },
    { "fr", "\"Verre\"", "«\302\240Verre\302\240»" },
    { "zh", "\"a\"", "“a”" },
    { NULL, "\"a\"", "“a”" },
    { "en", "glass - light -- more...", "glass – light – more…" },
    { "en", "- a well-known lens, 10-12 ....", "- a well-known lens, 10-12 …." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = type (cases[i].language, cases[i].typed);

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/typography/languages", test_languages);
  return g_test_run ();
}
