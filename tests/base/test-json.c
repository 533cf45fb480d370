/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-canonical.h"
#include "herald-json.h"

#include <string.h>

/* A text with length, since U+0000 may be in it. */
#define TEXT(literal) literal, sizeof (literal) - 1

typedef struct
{
  const char *text;
  gsize       length;
  guint       line;
  guint       column;
  const char *reason;
} Refusal;

static const char sample[] =
  "{ \"schema\": 1, \"type\": \"announcement\",\r\n"
  "\t\"headline\": \"Aurelia Optics e Kitefin Mobile: \\\"un\\u2019ottica\\\" \\ud83d\\uDE00\",\n"
  "  \"parties\": [{\"name\":\"Kitefin 移动 \xf0\x9f\x94\xad é\", \"none\":null}, {}, [], [[-12, 0, 9007199254740991, true, false]]],\n"
  "  \"\": \"\\/\\b\\f\\n\\r\\t\\\\\" }\n";

static JsonNode *
read_whole (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = herald_json_parse (text, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
  return node;
}

static void
assert_refused (const char      *text,
                gsize            length,
                HeraldJsonError  code,
                const char      *place,
                const char      *reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = herald_json_parse (text, (gssize) length, &error);

  g_assert_null (node);
  g_assert_error (error, HERALD_JSON_ERROR, (int) code);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));

  if (g_strstr_len (error->message, -1, place) == NULL || g_strstr_len (error->message, -1, reason) == NULL)
    g_error ("“%s” does not name “%s” and “%s”", error->message, place, reason);
}

/* The four failures of json-glib for which this reader exists. */
static void
test_deep_nesting (void)
{
  g_autofree char *arrays = g_strnfill (100000, '[');
  g_autoptr (GString) objects = g_string_new (NULL);

  for (guint i = 0; i < 100000; i++)
    g_string_append (objects, "{\"a\":");

  assert_refused (arrays, 100000, HERALD_JSON_ERROR_INVALID, "line 1, column 65:", "64");
  assert_refused (objects->str, objects->len, HERALD_JSON_ERROR_INVALID, "line 1, column 321:", "64");
}

static void
test_nul (void)
{
  assert_refused (TEXT ("\"before\\u0000after\""), HERALD_JSON_ERROR_INVALID, "column 13:", "U+0000");
  assert_refused (TEXT ("\"before\0after\""), HERALD_JSON_ERROR_INVALID, "column 8:", "control character");
  assert_refused (TEXT ("{\"before\\u0000after\": 1}"), HERALD_JSON_ERROR_INVALID, "column 14:", "U+0000");
  assert_refused (TEXT ("1\0"), HERALD_JSON_ERROR_INVALID, "column 2:", "after the end");
}

static void
test_large_integers (void)
{
  assert_refused (TEXT ("9007199254740992"), HERALD_JSON_ERROR_INVALID, "column 16:", "too large");
  assert_refused (TEXT ("-9007199254740992"), HERALD_JSON_ERROR_INVALID, "column 17:", "too large");
  assert_refused (TEXT ("18446744073709551616"), HERALD_JSON_ERROR_INVALID, "column 17:", "too large");
  assert_refused (TEXT ("[18446744073709551617]"), HERALD_JSON_ERROR_INVALID, "column 18:", "too large");
}

static void
test_comments (void)
{
  assert_refused (TEXT ("/* none */ 1"), HERALD_JSON_ERROR_INVALID, "column 1:", "value was expected");
  assert_refused (TEXT ("// none\n1"), HERALD_JSON_ERROR_INVALID, "column 1:", "value was expected");
  assert_refused (TEXT ("{ /* none */ }"), HERALD_JSON_ERROR_INVALID, "column 3:", "name in quotation marks");
  assert_refused (TEXT ("[1 // none\n]"), HERALD_JSON_ERROR_INVALID, "column 4:", "comma or a closing bracket");
  assert_refused (TEXT ("1 // none"), HERALD_JSON_ERROR_INVALID, "column 3:", "after the end");
}

static const Refusal refusals[] = {
  { TEXT (""), 1, 0, "ends too early" },
  { TEXT (" \n "), 2, 1, "ends too early" },
  { TEXT ("["), 1, 1, "ends too early" },
  { TEXT ("{\"a\":1"), 1, 6, "ends too early" },
  { TEXT ("{\"a\""), 1, 4, "ends too early" },
  { TEXT ("\"a"), 1, 2, "ends too early" },
  { TEXT ("\"\\ud83d"), 1, 7, "ends too early" },
  { TEXT ("\"\xc3"), 1, 2, "ends too early" },
  { TEXT ("tru"), 1, 3, "ends too early" },
  { TEXT ("-"), 1, 1, "there must be a digit" },

  { TEXT ("[1,]"), 1, 4, "value was expected" },
  { TEXT ("[,1]"), 1, 2, "value was expected" },
  { TEXT ("[1,,2]"), 1, 4, "value was expected" },
  { TEXT ("[1 2]"), 1, 4, "comma or a closing bracket" },
  { TEXT ("[1}"), 1, 3, "does not match" },
  { TEXT ("{\"a\":1]"), 1, 7, "does not match" },
  { TEXT ("[}"), 1, 2, "value was expected" },
  { TEXT ("{]"), 1, 2, "name in quotation marks" },
  { TEXT ("{\"a\":1,}"), 1, 8, "name in quotation marks" },
  { TEXT ("{,\"a\":1}"), 1, 2, "name in quotation marks" },
  { TEXT ("{a:1}"), 1, 2, "name in quotation marks" },
  { TEXT ("{1:1}"), 1, 2, "name in quotation marks" },
  { TEXT ("{'a':1}"), 1, 2, "name in quotation marks" },
  { TEXT ("{\"a\" 1}"), 1, 6, "colon" },
  { TEXT ("{\"a\",1}"), 1, 5, "colon" },
  { TEXT ("{\"a\":}"), 1, 6, "value was expected" },
  { TEXT ("]"), 1, 1, "value was expected" },
  { TEXT ("1 2"), 1, 3, "after the end" },
  { TEXT ("{}{}"), 1, 3, "after the end" },
  { TEXT ("[]]"), 1, 3, "after the end" },
  { TEXT ("\xef\xbb\xbf{}"), 1, 1, "byte order mark" },
  { TEXT ("\xa0{}"), 1, 1, "value was expected" },
  { TEXT ("[\n  1,\n  é]"), 3, 3, "value was expected" },
  { TEXT ("\v1"), 1, 1, "value was expected" },
  { TEXT ("1\f"), 1, 2, "after the end" },

  { TEXT ("{\"a\":1,\"a\":1}"), 1, 10, "“a”" },
  { TEXT ("{\"a\":1,\n \"\\u0061\":2}"), 2, 9, "“a”" },
  { TEXT ("{\"\":1,\"\":2}"), 1, 8, "twice" },

  { TEXT ("1.5"), 1, 2, "whole numbers only" },
  { TEXT ("1.0"), 1, 2, "whole numbers only" },
  { TEXT ("1e3"), 1, 2, "whole numbers only" },
  { TEXT ("[1E3]"), 1, 3, "whole numbers only" },
  { TEXT ("333333333.33333329"), 1, 10, "whole numbers only" },
  { TEXT ("-0"), 1, 2, "zero has no sign" },
  { TEXT ("[-0]"), 1, 4, "zero has no sign" },
  { TEXT ("01"), 1, 2, "does not begin with zero" },
  { TEXT ("-01"), 1, 3, "does not begin with zero" },
  { TEXT ("00"), 1, 2, "does not begin with zero" },
  { TEXT ("--1"), 1, 2, "there must be a digit" },
  { TEXT ("-a"), 1, 2, "there must be a digit" },
  { TEXT ("-.5"), 1, 2, "there must be a digit" },
  { TEXT ("+1"), 1, 1, "value was expected" },
  { TEXT (".5"), 1, 1, "value was expected" },
  { TEXT ("0x10"), 1, 2, "after the end" },
  { TEXT ("1a"), 1, 2, "after the end" },
  { TEXT ("NaN"), 1, 1, "value was expected" },
  { TEXT ("Infinity"), 1, 1, "value was expected" },
  { TEXT ("True"), 1, 1, "value was expected" },
  { TEXT ("trUe"), 1, 3, "no such word" },
  { TEXT ("nul "), 1, 4, "no such word" },
  { TEXT ("nulls"), 1, 5, "after the end" },
  { TEXT ("undefined"), 1, 1, "value was expected" },

  { TEXT ("\"\t\""), 1, 2, "control character" },
  { TEXT ("\"é\n\""), 1, 3, "control character" },
  { TEXT ("\"\x1f\""), 1, 2, "control character" },
  { TEXT ("\"\\a\""), 1, 3, "no such escape" },
  { TEXT ("\"\\'\""), 1, 3, "no such escape" },
  { TEXT ("\"\\\0\""), 1, 3, "no such escape" },
  { TEXT ("\"\\U0041\""), 1, 3, "no such escape" },
  { TEXT ("\"\\u004\""), 1, 7, "four hexadecimal digits" },
  { TEXT ("\"\\u00g0\""), 1, 6, "four hexadecimal digits" },
  { TEXT ("\"\\u+041\""), 1, 4, "four hexadecimal digits" },
  { TEXT ("\"\\ud83d\""), 1, 8, "surrogate" },
  { TEXT ("\"\\ud83dx\""), 1, 8, "surrogate" },
  { TEXT ("\"\\ud83d\\n\""), 1, 9, "surrogate" },
  { TEXT ("\"\\ud83d\\u0041\""), 1, 13, "surrogate" },
  { TEXT ("\"\\ud83d\\ud83d\""), 1, 13, "surrogate" },
  { TEXT ("\"\\ude00\""), 1, 7, "surrogate" },
  { TEXT ("\"\\ude00\\ud83d\""), 1, 7, "surrogate" },

  { TEXT ("\"\x80\""), 1, 2, "UTF-8" },
  { TEXT ("\"a\xc0\x80\""), 1, 3, "UTF-8" },
  { TEXT ("\"\xc1\xbf\""), 1, 2, "UTF-8" },
  { TEXT ("\"\xe0\x9f\xbf\""), 1, 2, "UTF-8" },
  { TEXT ("\"\xed\xa0\x80\""), 1, 2, "UTF-8" },
  { TEXT ("\"\xed\xbf\xbf\""), 1, 2, "UTF-8" },
  { TEXT ("\"\xf0\x8f\xbf\xbf\""), 1, 2, "UTF-8" },
  { TEXT ("\"\xf4\x90\x80\x80\""), 1, 2, "UTF-8" },
  { TEXT ("\"\xf5\x80\x80\x80\""), 1, 2, "UTF-8" },
  { TEXT ("\"\xff\""), 1, 2, "UTF-8" },
  { TEXT ("\"é\xe2\x82\""), 1, 3, "UTF-8" },
  { TEXT ("\"\xe2\x82\xe2\x82\xac\""), 1, 2, "UTF-8" },
};

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      const Refusal *r = &refusals[i];
      g_autofree char *place = g_strdup_printf ("line %u, column %u:", r->line, r->column);

      assert_refused (r->text, r->length, HERALD_JSON_ERROR_INVALID, place, r->reason);
    }
}

/* A message stays a message, whatever stands in the text. */
static void
test_long_names (void)
{
  g_autoptr (GString) text = g_string_new ("{");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_string_append (text, i == 0 ? "\"" : ",\"");
      for (guint n = 0; n < 100000; n++)
        g_string_append (text, "é");
      g_string_append (text, "\":1");
    }

  g_assert_null (herald_json_parse (text->str, -1, &error));
  g_assert_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_INVALID);
  g_assert_cmpuint (strlen (error->message), <, 300);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_accepted (void)
{
  static const char * const texts[][2] = {
    { "0", "0" }, { " -1 ", "-1" }, { "10", "10" }, { "\n\r\t 7", "7" },
    { "9007199254740991", "9007199254740991" }, { "-9007199254740991", "-9007199254740991" },
    { "true", "true" }, { "false", "false" }, { "null", "null" }, { "[]", "[]" }, { "{}", "{}" }, { "[ ]", "[]" }, { "{\n}", "{}" },
    { "\"\"", "\"\"" }, { "\"\\u0041\\u00e9\\u20ac\"", "\"Aé€\"" }, { "\"\\uD83D\\uDD2D\"", "\"🔭\"" },
    { "\"\\/\"", "\"/\"" }, { "\"\\u0001\x7f\"", "\"\\u0001\x7f\"" }, { "\"\\uffff\xef\xbf\xbf\"", "\"\xef\xbf\xbf\xef\xbf\xbf\"" },
    { "\"\xf4\x8f\xbf\xbf\xed\x9f\xbf\xee\x80\x80\"", "\"\xf4\x8f\xbf\xbf\xed\x9f\xbf\xee\x80\x80\"" },
    { "\"\xef\xbb\xbf\"", "\"\xef\xbb\xbf\"" }, { "\"// no comment\"", "\"// no comment\"" },
    { "[1,[2,[3]],{\"a\":[{}]}]", "[1,[2,[3]],{\"a\":[{}]}]" }, { "{\"a\":{\"a\":{\"a\":1}}}", "{\"a\":{\"a\":{\"a\":1}}}" },
    { "[{\"a\":1},{\"a\":2}]", "[{\"a\":1},{\"a\":2}]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (JsonNode) node = read_whole (texts[i][0]);
      g_autofree char *written = herald_canonical_to_string (node, NULL);

      g_assert_cmpstr (written, ==, texts[i][1]);
    }
}

static void
test_deepest (void)
{
  g_autofree char *open = g_strnfill (HERALD_JSON_MAX_DEPTH, '[');
  g_autofree char *close = g_strnfill (HERALD_JSON_MAX_DEPTH, ']');
  g_autofree char *text = g_strconcat (open, close, NULL);
  g_autofree char *twice = g_strconcat ("[", text, "]", NULL);
  g_autoptr (JsonNode) node = read_whole (text);

  g_assert_true (JSON_NODE_HOLDS_ARRAY (node));
  assert_refused (twice, strlen (twice), HERALD_JSON_ERROR_INVALID, "column 65:", "64");
}

static void
test_tree (void)
{
  g_autoptr (JsonNode) node = read_whole (sample);
  JsonObject *object = json_node_get_object (node);
  JsonArray *parties = json_object_get_array_member (object, "parties");
  JsonNode *first = json_array_get_element (parties, 0);
  JsonArray *numbers = json_array_get_array_element (json_array_get_array_element (parties, 3), 0);

  g_assert_cmpint (json_object_get_int_member (object, "schema"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (object, "headline"), ==, "Aurelia Optics e Kitefin Mobile: \"un’ottica\" 😀");
  g_assert_cmpstr (json_object_get_string_member (object, ""), ==, "/\b\f\n\r\t\\");
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (first), "name"), ==, "Kitefin 移动 🔭 é");
  g_assert_true (json_object_get_null_member (json_node_get_object (first), "none"));
  g_assert_cmpint (json_array_get_int_element (numbers, 0), ==, -12);
  g_assert_cmpint (json_array_get_int_element (numbers, 2), ==, G_GINT64_CONSTANT (9007199254740991));
  g_assert_true (json_array_get_boolean_element (numbers, 3));
  g_assert_true (json_node_get_parent (first) == json_object_get_member (object, "parties"));
}

static JsonNode *
read_in_pieces (const char *text,
                gsize       length,
                gsize       first,
                gsize       second)
{
  g_autoptr (HeraldJsonReader) reader = herald_json_reader_new (0);
  g_autoptr (GError) error = NULL;
  JsonNode *node = NULL;

  g_assert_true (herald_json_reader_feed (reader, text, first, &error));
  g_assert_true (herald_json_reader_feed (reader, text + first, second - first, &error));
  g_assert_true (herald_json_reader_feed (reader, text + second, length - second, &error));
  node = herald_json_reader_finish (reader, &error);
  g_assert_no_error (error);

  return node;
}

/* Every way to cut the sample into three. */
static void
test_every_split (void)
{
  g_autoptr (JsonNode) whole = read_whole (sample);
  gsize length = strlen (sample);

  for (gsize first = 0; first <= length; first++)
    for (gsize second = first; second <= length; second++)
      {
        g_autoptr (JsonNode) node = read_in_pieces (sample, length, first, second);

        g_assert_true (json_node_equal (whole, node));
      }
}

/* A refusal names the same place and reason, however the text was cut. */
static void
test_every_split_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (GError) whole = NULL;

      g_assert_null (herald_json_parse (refusals[i].text, (gssize) refusals[i].length, &whole));

      for (gsize cut = 0; cut <= refusals[i].length; cut++)
        {
          g_autoptr (HeraldJsonReader) reader = herald_json_reader_new (0);
          g_autoptr (GError) error = NULL;

          if (herald_json_reader_feed (reader, refusals[i].text, cut, NULL))
            herald_json_reader_feed (reader, refusals[i].text + cut, refusals[i].length - cut, NULL);
          g_assert_null (herald_json_reader_finish (reader, &error));
          g_assert_cmpstr (error->message, ==, whole->message);
        }
    }
}

static void
test_stays_refused (void)
{
  g_autoptr (HeraldJsonReader) reader = herald_json_reader_new (0);
  g_autoptr (GError) first = NULL;
  g_autoptr (GError) again = NULL;
  g_autoptr (GError) last = NULL;

  g_assert_false (herald_json_reader_feed (reader, "[1.", 3, &first));
  g_assert_false (herald_json_reader_feed (reader, "]", 1, &again));
  g_assert_null (herald_json_reader_finish (reader, &last));
  g_assert_cmpstr (first->message, ==, again->message);
  g_assert_cmpstr (first->message, ==, last->message);
}

static void
test_size_cap (void)
{
  g_autoptr (HeraldJsonReader) exact = herald_json_reader_new (6);
  g_autoptr (HeraldJsonReader) over = herald_json_reader_new (5);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_assert_true (herald_json_reader_feed (exact, "[1,", 3, NULL));
  g_assert_true (herald_json_reader_feed (exact, "22]", 3, NULL));
  node = herald_json_reader_finish (exact, NULL);
  g_assert_nonnull (node);

  g_assert_true (herald_json_reader_feed (over, "[1,", 3, NULL));
  g_assert_false (herald_json_reader_feed (over, "22]", 3, &error));
  g_assert_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_TOO_LARGE);
}

static void
test_default_cap (void)
{
  gsize length = HERALD_JSON_MAX_SIZE + 1;
  g_autofree char *spaces = g_strnfill (length, ' ');

  spaces[0] = '1';
  assert_refused (spaces, length, HERALD_JSON_ERROR_TOO_LARGE, "line 1", "too long");
}

/* A small text must not take all memory. */
static void
test_too_many_values (void)
{
  g_autoptr (GString) text = g_string_new ("[0");

  for (guint i = 0; i < HERALD_JSON_MAX_VALUES; i++)
    g_string_append (text, ",0");

  assert_refused (text->str, text->len, HERALD_JSON_ERROR_TOO_LARGE, "line 1", "too many values");
}

static void
test_too_many_members (void)
{
  g_autoptr (GString) text = g_string_new ("{\"first\":0");

  for (guint i = 1; i < HERALD_JSON_MAX_MEMBERS; i++)
    g_string_append_printf (text, ",\"%u\":%u", i, i);
  {
    g_autofree char *full = g_strconcat (text->str, "}", NULL);
    g_autoptr (JsonNode) node = read_whole (full);

    g_assert_cmpuint (json_object_get_size (json_node_get_object (node)), ==, HERALD_JSON_MAX_MEMBERS);
  }

  g_string_append (text, ",\"last\":0}");
  assert_refused (text->str, text->len, HERALD_JSON_ERROR_TOO_LARGE, "line 1", "too many members");
}

/* Damages the sample in a few places: the reader refuses it, or reads what it can write and read again. */
static void
test_damaged (void)
{
  gsize length = strlen (sample);

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *text = g_strdup (sample);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = NULL;
      g_autoptr (JsonNode) again = NULL;
      g_autofree char *written = NULL;

      for (int n = g_test_rand_int_range (1, 4); n > 0; n--)
        text[g_test_rand_int_range (0, (int) length)] =
          g_test_rand_bit () ? (char) g_test_rand_int_range (0, 256) : "{}[]:,\"\\u0-e."[g_test_rand_int_range (0, 14)];

      node = herald_json_parse (text, (gssize) length, &error);
      g_assert_true ((node == NULL) == (error != NULL));
      if (node == NULL)
        continue;

      written = herald_canonical_to_string (node, NULL);
      again = read_whole (written);
      g_assert_true (json_node_equal (node, again));
    }
}

static void
test_garbage (void)
{
  static const char bytes[] = "{}[]:,\"\"\"\\u019-tfalsern d8 \n\xc3\xa9\xf0\x9f\xff";

  for (guint i = 0; i < 50000; i++)
    {
      char text[40] = { 0 };
      gsize length = (gsize) g_test_rand_int_range (0, sizeof text);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = NULL;

      for (gsize n = 0; n < length; n++)
        text[n] = bytes[g_test_rand_int_range (0, sizeof bytes)];

      node = herald_json_parse (text, (gssize) length, &error);
      g_assert_true ((node == NULL) == (error != NULL));
      g_assert_true (error == NULL || g_utf8_validate (error->message, -1, NULL));
    }
}

static void
test_bytes (void)
{
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) one = g_bytes_new_static ("[1]and more", 3);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = herald_json_parse_bytes (one, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 1);
  g_assert_null (herald_json_parse_bytes (empty, &error));
  g_assert_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_INVALID);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json/json-glib/deep-nesting", test_deep_nesting);
  g_test_add_func ("/json/json-glib/nul", test_nul);
  g_test_add_func ("/json/json-glib/large-integers", test_large_integers);
  g_test_add_func ("/json/json-glib/comments", test_comments);
  g_test_add_func ("/json/refused", test_refused);
  g_test_add_func ("/json/long-names", test_long_names);
  g_test_add_func ("/json/accepted", test_accepted);
  g_test_add_func ("/json/deepest", test_deepest);
  g_test_add_func ("/json/tree", test_tree);
  g_test_add_func ("/json/every-split", test_every_split);
  g_test_add_func ("/json/every-split-refused", test_every_split_refused);
  g_test_add_func ("/json/stays-refused", test_stays_refused);
  g_test_add_func ("/json/size-cap", test_size_cap);
  g_test_add_func ("/json/default-cap", test_default_cap);
  g_test_add_func ("/json/too-many-values", test_too_many_values);
  g_test_add_func ("/json/too-many-members", test_too_many_members);
  g_test_add_func ("/json/damaged", test_damaged);
  g_test_add_func ("/json/garbage", test_garbage);
  g_test_add_func ("/json/bytes", test_bytes);

  return g_test_run ();
}
