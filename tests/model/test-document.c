/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-document.h"

#include <string.h>

#include "herald-canonical.h"
#include "herald-json.h"

#define UUID "3f2b1c7e-8d4a-4f6b-9c0d-1e2f3a4b5c6d"

static void
test_canonical (void)
{
  static const char given[] = " { \"type\": \"person\",\n \"name\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\","
                              " \"id\": \"" UUID "\", \"schema\": 1, \"title\": \"\" }";
  static const char expected[] = "{\"id\":\"" UUID "\",\"name\":\"\xe2\x82\xac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\",\"schema\":1,"
                                 "\"title\":\"\",\"type\":\"person\"}";
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldDocument) document = herald_document_parse (given, -1, &error);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, expected, -1);
  gsize length = 0;

  /* The string is the one of RFC 8785, section 3.2.2; the empty title stays: what was received is kept as it was. */
  g_assert_no_error (error);
  g_assert_cmpstr (herald_document_get_text (document, &length), ==, expected);
  g_assert_cmpuint (length, ==, strlen (expected));
  g_assert_cmpstr (herald_document_get_hash (document), ==, hash);
  g_assert_cmpint (herald_document_get_kind (document), ==, HERALD_DOCUMENT_PERSON);
  g_assert_cmpstr (herald_document_get_id (document), ==, UUID);
  g_assert_cmpint (herald_document_get_schema (document), ==, 1);
  g_assert_false (herald_document_is_newer (document));
}

/* One document whose hash was computed elsewhere (sha256sum of the line below). */
static void
test_hash (void)
{
  static const char text[] = "{\"headline\":\"Aurelia Optics e Kitefin Mobile\",\"id\":\"" UUID "\",\"schema\":1,\"type\":\"announcement\"}";
  g_autoptr (HeraldDocument) document = herald_document_parse (text, -1, NULL);

  g_assert_cmpstr (herald_document_get_text (document, NULL), ==, text);
  g_assert_cmpstr (herald_document_get_hash (document), ==, "e0a5c9d007c4d1f285780eb46e95950a8ca9e4767fb61ccc70761183634d3c2a");
}

static void
test_node_is_copied (void)
{
  g_autoptr (JsonNode) node = herald_json_parse ("{\"schema\":1,\"type\":\"person\",\"id\":\"" UUID "\"}", -1, NULL);
  g_autoptr (HeraldDocument) document = herald_document_new (node, NULL);
  g_autofree char *before = g_strdup (herald_document_get_text (document, NULL));
  g_autoptr (JsonNode) own = herald_document_to_node (document);
  g_autoptr (JsonNode) again = NULL;

  json_object_set_string_member (json_node_get_object (node), "name", "Anna");
  json_object_set_string_member (json_node_get_object (own), "name", "Anna");
  g_assert_cmpstr (herald_document_get_text (document, NULL), ==, before);
  again = herald_document_to_node (document);
  g_assert_false (json_object_has_member (json_node_get_object (again), "name"));
}

static void
test_newer (void)
{
  static const char text[] = "{\"body\":{\"a\":[true,null]},\"id\":\"" UUID "\",\"schema\":9,\"type\":\"announcement\"}";
  g_autoptr (HeraldDocument) document = herald_document_parse (text, -1, NULL);

  g_assert_true (herald_document_is_newer (document));
  g_assert_cmpint (herald_document_get_schema (document), ==, 9);
  g_assert_cmpstr (herald_document_get_text (document, NULL), ==, text);
}

static void
test_strict_reader (void)
{
  static const char * const refused[] = {
    "", "{", "{\"schema\":1,\"schema\":1}", "{\"schema\":1.5}", "{\"schema\":1}x", "// comment\n{}", "{\"a\":\"\\u0000\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (herald_document_parse (refused[i], -1, &error));
      g_assert_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_INVALID);
    }
}

static gpointer
use_document (gpointer data)
{
  HeraldDocument *document = data;

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (HeraldDocument) mine = herald_document_ref (document);

      g_assert_cmpstr (herald_document_get_id (mine), ==, UUID);
    }
  herald_document_unref (document);
  return NULL;
}

static void
test_threads (void)
{
  HeraldDocument *document = herald_document_parse ("{\"schema\":1,\"type\":\"person\",\"id\":\"" UUID "\"}", -1, NULL);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("document", use_document, herald_document_ref (document));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpstr (herald_document_get_id (document), ==, UUID);
  herald_document_unref (document);
}

static void
test_boxed (void)
{
  g_autoptr (HeraldDocument) document = herald_document_parse ("{\"schema\":1,\"type\":\"person\",\"id\":\"" UUID "\"}", -1, NULL);
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, herald_document_get_type ());
  g_value_set_boxed (&value, document);
  g_assert_true (g_value_get_boxed (&value) == document);
}

static void
test_types (void)
{
  HeraldDocumentType type = HERALD_DOCUMENT_PERSON;

  for (int i = HERALD_DOCUMENT_ANNOUNCEMENT; i <= HERALD_DOCUMENT_PERSON; i++)
    {
      g_assert_true (herald_document_type_from_string (herald_document_type_to_string (i), &type));
      g_assert_cmpint (type, ==, i);
    }
  g_assert_false (herald_document_type_from_string ("memo", &type));
  g_assert_false (herald_document_type_from_string (NULL, &type));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/document/canonical", test_canonical);
  g_test_add_func ("/model/document/hash", test_hash);
  g_test_add_func ("/model/document/node-is-copied", test_node_is_copied);
  g_test_add_func ("/model/document/newer", test_newer);
  g_test_add_func ("/model/document/strict-reader", test_strict_reader);
  g_test_add_func ("/model/document/threads", test_threads);
  g_test_add_func ("/model/document/boxed", test_boxed);
  g_test_add_func ("/model/document/types", test_types);
  return g_test_run ();
}
