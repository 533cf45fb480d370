/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-canonical.h"
#include "herald-json.h"

#include <string.h>

static JsonNode *
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = herald_json_parse (text, -1, &error);

  g_assert_no_error (error);
  return node;
}

static void
assert_canonical (const char *text,
                  const char *expected)
{
  g_autoptr (JsonNode) node = read_text (text);
  gsize length = 0;
  g_autofree char *written = herald_canonical_to_string (node, &length);

  g_assert_cmpstr (written, ==, expected);
  g_assert_cmpuint (length, ==, strlen (expected));
}

/* RFC 8785, section 3.2.3: the sorting example, its values in the order that it gives. */
static void
test_rfc_sorting (void)
{
  assert_canonical ("{\n"
                    "  \"\\u20ac\": \"Euro Sign\",\n"
                    "  \"\\r\": \"Carriage Return\",\n"
                    "  \"\\ufb33\": \"Hebrew Letter Dalet With Dagesh\",\n"
                    "  \"1\": \"One\",\n"
                    "  \"\\ud83d\\ude00\": \"Emoji: Grinning Face\",\n"
                    "  \"\\u0080\": \"Control\",\n"
                    "  \"\\u00f6\": \"Latin Small Letter O With Diaeresis\"\n"
                    "}",
                    "{\"\\r\":\"Carriage Return\","
                    "\"1\":\"One\","
                    "\"\xc2\x80\":\"Control\","
                    "\"ö\":\"Latin Small Letter O With Diaeresis\","
                    "\"€\":\"Euro Sign\","
                    "\"😀\":\"Emoji: Grinning Face\","
                    "\"\xef\xac\xb3\":\"Hebrew Letter Dalet With Dagesh\"}");
}

/* RFC 8785, sections 3.2.2 to 3.2.4: the first example without its numbers, byte by byte. */
static void
test_rfc_bytes (void)
{
  static const guint8 expected[] = {
    0x7b, 0x22, 0x6c, 0x69, 0x74, 0x65, 0x72, 0x61, 0x6c, 0x73, 0x22, 0x3a, 0x5b, 0x6e, 0x75, 0x6c, 0x6c, 0x2c, 0x74, 0x72,
    0x75, 0x65, 0x2c, 0x66, 0x61, 0x6c, 0x73, 0x65, 0x5d, 0x2c, 0x22, 0x73, 0x74, 0x72, 0x69, 0x6e, 0x67, 0x22, 0x3a, 0x22,
    0xe2, 0x82, 0xac, 0x24, 0x5c, 0x75, 0x30, 0x30, 0x30, 0x66, 0x5c, 0x6e, 0x41, 0x27, 0x42, 0x5c, 0x22, 0x5c, 0x5c, 0x5c,
    0x5c, 0x5c, 0x22, 0x2f, 0x22, 0x7d,
  };
  g_autoptr (JsonNode) node = read_text ("{\n"
                                         "  \"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\",\n"
                                         "  \"literals\": [null, true, false]\n"
                                         "}");
  g_autoptr (GBytes) bytes = herald_canonical_to_bytes (node);
  gsize length = 0;
  const void *data = g_bytes_get_data (bytes, &length);

  g_assert_cmpmem (data, length, expected, sizeof expected);
}

/* The numbers of that example are fractions, or written with an exponent: Herald's form knows whole numbers only. */
static void
test_rfc_numbers_are_refused (void)
{
  static const char * const numbers[] = { "333333333.33333329", "1E30", "4.50", "2e-3", "0.000000000000000000000000001" };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *text = g_strdup_printf ("{ \"numbers\": [%s] }", numbers[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (herald_json_parse (text, -1, &error));
      g_assert_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_INVALID);
    }
}

/* RFC 8785, appendix B: what of its samples is whole. */
static void
test_rfc_integers (void)
{
  assert_canonical ("[9007199254740991, -9007199254740991, 0, 1]", "[9007199254740991,-9007199254740991,0,1]");
}

static void
test_escapes (void)
{
  assert_canonical ("\"\\u0001\\u0008\\u0009\\u000a\\u000b\\u000c\\u000d\\u001F\\u007f\\u2028\\/\"",
                    "\"\\u0001\\b\\t\\n\\u000b\\f\\r\\u001f\x7f\u2028/\"");
}

/* At the borders of the planes, where UTF-8 and UTF-16 sort differently. */
static void
test_sorting_at_the_borders (void)
{
  assert_canonical ("{\"\xef\xbf\xbf\":1, \"\xf4\x8f\xbf\xbf\":2, \"\xf0\x90\x80\x80\":3, \"\xee\x80\x80\":4, \"\xed\x9f\xbf\":5, \"\":6,"
                    " \"a\xef\xbf\xbf\":7, \"a\xf0\x90\x80\x80\":8, \"a\":9, \"ab\":10, \"aa\":11, \"A\":12}",
                    "{\"\":6,\"A\":12,\"a\":9,\"aa\":11,\"ab\":10,\"a\xf0\x90\x80\x80\":8,\"a\xef\xbf\xbf\":7,"
                    "\"\xed\x9f\xbf\":5,\"\xf0\x90\x80\x80\":3,\"\xf4\x8f\xbf\xbf\":2,\"\xee\x80\x80\":4,\"\xef\xbf\xbf\":1}");
}

static void
test_pretty (void)
{
  g_autoptr (JsonNode) node = read_text ("{\"b\":[1,{\"d\":null},[]],\"a\":{},\"c\":\"x\\ny\"}");
  g_autofree char *pretty = herald_canonical_to_pretty (node);
  g_autoptr (JsonNode) again = read_text (pretty);

  g_assert_cmpstr (pretty, ==,
                   "{\n"
                   "  \"a\": {},\n"
                   "  \"b\": [\n"
                   "    1,\n"
                   "    {\n"
                   "      \"d\": null\n"
                   "    },\n"
                   "    []\n"
                   "  ],\n"
                   "  \"c\": \"x\\ny\"\n"
                   "}\n");
  g_assert_true (json_node_equal (node, again));
}

static void
test_hash (void)
{
  g_autoptr (JsonNode) empty = read_text (" { } ");
  g_autoptr (JsonNode) one = read_text ("{\"b\":1,\"a\":2}");
  g_autoptr (JsonNode) same = read_text ("{ \"a\": 2, \"\\u0062\": 1 }");
  g_autoptr (JsonNode) other = read_text ("{\"b\":2,\"a\":1}");
  g_autofree char *hash_of_empty = herald_canonical_hash (empty);
  g_autofree char *hash_of_one = herald_canonical_hash (one);
  g_autofree char *hash_of_same = herald_canonical_hash (same);
  g_autofree char *hash_of_other = herald_canonical_hash (other);

  /* printf '{}' | sha256sum */
  g_assert_cmpstr (hash_of_empty, ==, "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
  g_assert_cmpstr (hash_of_one, ==, hash_of_same);
  g_assert_cmpstr (hash_of_one, !=, hash_of_other);
}

static char *
random_name (void)
{
  static const gunichar letters[] = { 'a', 'b', 0xe9, 0x20ac, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x1f600, 0x10ffff };
  g_autoptr (GString) name = g_string_new (NULL);

  for (int n = g_test_rand_int_range (0, 5); n > 0; n--)
    g_string_append_unichar (name, letters[g_test_rand_int_range (0, G_N_ELEMENTS (letters))]);

  return g_string_free (g_steal_pointer (&name), FALSE);
}

static int
compare_as_utf16 (gconstpointer a,
                  gconstpointer b)
{
  glong n_x = 0, n_y = 0;
  g_autofree gunichar2 *x = g_utf8_to_utf16 (*(const char * const *) a, -1, NULL, &n_x, NULL);
  g_autofree gunichar2 *y = g_utf8_to_utf16 (*(const char * const *) b, -1, NULL, &n_y, NULL);

  for (glong i = 0; i < MIN (n_x, n_y); i++)
    if (x[i] != y[i])
      return x[i] < y[i] ? -1 : 1;

  return (int) (n_x - n_y);
}

static char *
write_names (GPtrArray *names)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_node_take_object (node, object);
  for (guint i = 0; i < names->len; i++)
    json_object_set_int_member (object, names->pdata[i], 1);

  return herald_canonical_to_string (node, NULL);
}

static char *
write_sorted (GPtrArray *names)
{
  g_autoptr (GString) text = g_string_new ("{");

  g_ptr_array_sort (names, compare_as_utf16);
  for (guint i = 0; i < names->len; i++)
    if (i == 0 || !g_str_equal (names->pdata[i - 1], names->pdata[i]))
      g_string_append_printf (text, "%s\"%s\":1", i > 0 ? "," : "", (char *) names->pdata[i]);

  return g_string_free (g_string_append_c (g_steal_pointer (&text), '}'), FALSE);
}

/* Against a plain comparison of UTF-16, and whatever the order in which members came. */
static void
test_order_of_random_names (void)
{
  for (guint round = 0; round < 500; round++)
    {
      g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *as_they_came = NULL;
      g_autofree char *sorted = NULL;
      g_autofree char *again = NULL;

      for (int n = g_test_rand_int_range (0, 30); n > 0; n--)
        g_ptr_array_add (names, random_name ());

      as_they_came = write_names (names);
      sorted = write_sorted (names);
      again = write_names (names);
      g_assert_cmpstr (as_they_came, ==, sorted);
      g_assert_cmpstr (again, ==, sorted);
    }
}

static JsonNode *
random_tree (guint depth)
{
  JsonNode *node = NULL;

  switch (g_test_rand_int_range (0, depth > 0 ? 6 : 4))
    {
    case 0:
      return json_node_new (JSON_NODE_NULL);
    case 1:
      return json_node_init_boolean (json_node_alloc (), g_test_rand_bit ());
    case 2:
      return json_node_init_int (json_node_alloc (), g_test_rand_int ());
    case 3:
      {
        g_autofree char *name = random_name ();
        return json_node_init_string (json_node_alloc (), name);
      }
    case 4:
      node = json_node_new (JSON_NODE_ARRAY);
      json_node_take_array (node, json_array_new ());
      for (int n = g_test_rand_int_range (0, 5); n > 0; n--)
        json_array_add_element (json_node_get_array (node), random_tree (depth - 1));
      return node;
    default:
      node = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (node, json_object_new ());
      for (int n = g_test_rand_int_range (0, 5); n > 0; n--)
        {
          g_autofree char *name = random_name ();
          json_object_set_member (json_node_get_object (node), name, random_tree (depth - 1));
        }
      return node;
    }
}

/* Writing and reading gives the same tree, and its form is already canonical. */
static void
test_round_trip (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (JsonNode) tree = random_tree (4);
      g_autofree char *text = herald_canonical_to_string (tree, NULL);
      g_autofree char *pretty = herald_canonical_to_pretty (tree);
      g_autoptr (JsonNode) from_text = read_text (text);
      g_autoptr (JsonNode) from_pretty = read_text (pretty);
      g_autofree char *again = herald_canonical_to_string (from_pretty, NULL);

      g_assert_true (json_node_equal (tree, from_text));
      g_assert_cmpstr (again, ==, text);
    }
}

static void
write_wrong_number (double fraction,
                    gint64 integer)
{
  g_autoptr (JsonNode) node = json_node_alloc ();

  if (integer != 0)
    json_node_init_int (node, integer);
  else
    json_node_init_double (node, fraction);

  g_test_expect_message ("herald-base", G_LOG_LEVEL_CRITICAL, "*whole numbers*");
  g_assert_null (herald_canonical_to_string (node, NULL));
  g_test_expect_message ("herald-base", G_LOG_LEVEL_CRITICAL, "*whole numbers*");
  g_assert_null (herald_canonical_hash (node));
  g_test_assert_expected_messages ();
}

/* Nobody may hash what another implementation would write otherwise. */
static void
test_wrong_numbers (void)
{
  write_wrong_number (1.5, 0);
  write_wrong_number (1.0, 0);
  write_wrong_number (0, G_GINT64_CONSTANT (9007199254740992));
  write_wrong_number (0, -G_GINT64_CONSTANT (9007199254740992));
  write_wrong_number (0, G_MININT64);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/canonical/rfc/sorting", test_rfc_sorting);
  g_test_add_func ("/canonical/rfc/bytes", test_rfc_bytes);
  g_test_add_func ("/canonical/rfc/numbers-are-refused", test_rfc_numbers_are_refused);
  g_test_add_func ("/canonical/rfc/integers", test_rfc_integers);
  g_test_add_func ("/canonical/escapes", test_escapes);
  g_test_add_func ("/canonical/sorting-at-the-borders", test_sorting_at_the_borders);
  g_test_add_func ("/canonical/pretty", test_pretty);
  g_test_add_func ("/canonical/hash", test_hash);
  g_test_add_func ("/canonical/order-of-random-names", test_order_of_random_names);
  g_test_add_func ("/canonical/round-trip", test_round_trip);
  g_test_add_func ("/canonical/wrong-numbers", test_wrong_numbers);

  return g_test_run ();
}
