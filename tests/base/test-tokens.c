/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-tokens.h"

typedef struct
{
  const char *text;
  const char *tokens; /* between bars */
} Split;

static const Split splits[] = {
  { "", "" },
  { "Aurelia Optics and Kitefin Mobile", "Aurelia| |Optics| |and| |Kitefin| |Mobile" },
  { "lens, camera; phone.", "lens|,| |camera|;| |phone|." },
  { "a  b\n\n\tc\u00a0d", "a|  |b|\n\n\t|c|\u00a0|d" },
  { " x ", " |x| " },

  { "don't", "don't" },
  { "l’azienda dell’ottica", "l’azienda| |dell’ottica" },
  { "'quoted' words", "'|quoted|'| |words" },
  { "Bruni’s lenses’ glass", "Bruni’s| |lenses|’| |glass" },
  { "rock'n'roll''x", "rock'n'roll|'|'|x" },

  { "3.5", "3.5" },
  { "10,000.50 euros", "10,000.50| |euros" },
  { "In 2026, 5.", "In| |2026|,| |5|." },
  { "3..5", "3|.|.|5" },
  { ".5", ".|5" },
  { "1.x", "1|.|x" },
  { "f/1.8", "f|/|1.8" },
  { "50% 20-mm $3.5m", "50|%| |20|-|mm| |$|3.5m" },
  { "Σκόπελος Ёлка", "Σκόπελος| |Ёлка" },

  { "测试。下一句", "测|试|。|下|一|句" },
  { "カメラと レンズ", "カ|メ|ラ|と| |レ|ン|ズ" },
  { "コーヒー", "コ|ー|ヒ|ー" },
  { "小米12S和Leica", "小|米|12S|和|Leica" },
  { "한국어 단어", "한국어| |단어" },

  { "e\u0301te\u0301 x", "e\u0301te\u0301| |x" },
  { "か\u3099き", "か\u3099|き" },
  { ",\u0301.", ",\u0301|." },
  { "\u0301x", "\u0301x" },
  { "co\u00adoperate", "co\u00adoperate" },
  { "می\u200cخواهم ما", "می\u200cخواهم| |ما" },
  { "☎\ufe0f☎", "☎\ufe0f|☎" },
  { "👍🏽👍", "👍🏽|👍" },
  { "👩\u200d🔬👩", "👩\u200d🔬|👩" },
  { "a\u200d", "a\u200d" },
};

static void
test_split (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (splits); i++)
    {
      g_autoptr (GArray) tokens = herald_tokens_split (splits[i].text);
      g_autoptr (GString) joined = g_string_new (NULL);

      for (guint n = 0; n < tokens->len; n++)
        {
          const HeraldToken *token = &g_array_index (tokens, HeraldToken, n);

          g_string_append (joined, n > 0 ? "|" : "");
          g_string_append_len (joined, token->start, token->length);
        }

      g_assert_cmpstr (joined->str, ==, splits[i].tokens);
    }
}

static void
assert_covers (const char *text)
{
  g_autoptr (GArray) tokens = herald_tokens_split (text);
  const char *place = text;
  guint offset = 0;

  for (guint i = 0; i < tokens->len; i++)
    {
      const HeraldToken *token = &g_array_index (tokens, HeraldToken, i);

      g_assert_true (token->start == place);
      g_assert_cmpuint (token->length, >, 0);
      g_assert_cmpuint (token->offset, ==, offset);
      g_assert_cmpuint (token->n_chars, ==, g_utf8_strlen (token->start, token->length));
      g_assert_true (i == 0 || !g_unichar_ismark (g_utf8_get_char (place)));

      place += token->length;
      offset += token->n_chars;
    }

  g_assert_cmpint (*place, ==, '\0');
}

/* Joined, the tokens are the text; none is empty, and none begins with a mark that belongs to the one before. */
static void
test_cover_any_text (void)
{
  static const gunichar letters[] = {
    'a', 'Z', '0', '9', ' ', '\n', '.', ',', '\'', '-', 0xa0, 0xad, 0xe9, 0x301, 0x3099, 0x200c, 0x200d, 0x2019, 0x20ac,
    0x30ab, 0x30fc, 0x4e2d, 0xac00, 0xfe0f, 0x1f469, 0x1f3fd, 0x1f600, 0x20000, 0x10ffff,
  };

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (int n = g_test_rand_int_range (0, 30); n > 0; n--)
        g_string_append_unichar (text, letters[g_test_rand_int_range (0, G_N_ELEMENTS (letters))]);

      assert_covers (text->str);
    }
}

/* All of Unicode, each character alone and between words. */
static void
test_every_character (void)
{
  for (gunichar c = 1; c <= 0x10ffff; c++)
    {
      char text[16] = "a";

      if (c >= 0xd800 && c <= 0xdfff)
        continue;

      text[1 + g_unichar_to_utf8 (c, text + 1)] = 'b';
      assert_covers (text);
    }
}

static void
test_equal (void)
{
  g_autoptr (GArray) tokens = herald_tokens_split ("lens lens lent len");
  HeraldToken *token = (HeraldToken *) tokens->data;

  g_assert_cmpuint (tokens->len, ==, 7);
  g_assert_true (herald_token_equal (&token[0], &token[2]));
  g_assert_false (herald_token_equal (&token[0], &token[4]));
  g_assert_false (herald_token_equal (&token[0], &token[6]));
  g_assert_false (herald_token_equal (&token[6], &token[0]));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tokens/split", test_split);
  g_test_add_func ("/tokens/cover-any-text", test_cover_any_text);
  g_test_add_func ("/tokens/every-character", test_every_character);
  g_test_add_func ("/tokens/equal", test_equal);

  return g_test_run ();
}
