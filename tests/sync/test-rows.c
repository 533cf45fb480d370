/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-rows.h"

#include "herald-json.h"

#include <string.h>

static const char reply[] =
  "{\"total\":[3],\"results\":[ \n{\"a\":\"],}\\\"[\"},\n[1,[2]] ,7,{\"bad\":1.5},\"x\",{} ],\n\"last_seq\":\"9,]\",\"o\":{\"x\":[1]}}\n";

typedef struct
{
  guint n_rows;
  guint n_refused;
} Count;

static void
count_row (JsonNode     *row,
           const GError *why,
           gpointer      user_data)
{
  Count *count = user_data;

  g_assert_true ((row == NULL) != (why == NULL));
  count->n_rows += row != NULL;
  count->n_refused += row == NULL;
  g_clear_pointer (&row, json_node_unref);
}

/* Cut in two pieces at every byte. */
static void
test_pieces (void)
{
  for (gsize cut = 0; cut < strlen (reply); cut++)
    {
      Count count = { 0 };
      g_autoptr (HeraldRows) rows = herald_rows_new (1000, 100, count_row, &count);
      g_autoptr (JsonNode) object = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (herald_rows_feed (rows, reply, cut, &error));
      g_assert_true (herald_rows_feed (rows, reply + cut, strlen (reply) - cut, &error));
      object = herald_rows_finish (rows, &error);
      g_assert_no_error (error);

      /* The 3 of "total" is a row too: rows are what stands in an array of the object. */
      g_assert_cmpuint (count.n_rows, ==, 6);
      g_assert_cmpuint (count.n_refused, ==, 1);
      g_assert_cmpstr (json_object_get_string_member (json_node_get_object (object), "last_seq"), ==, "9,]");
    }
}

/* Ended at every byte: never taken for whole. */
static void
test_cut (void)
{
  for (gsize cut = 0; cut < strlen (reply) - 1; cut++)
    {
      Count count = { 0 };
      g_autoptr (HeraldRows) rows = herald_rows_new (1000, 100, count_row, &count);
      g_autoptr (JsonNode) object = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (herald_rows_feed (rows, reply, cut, &error));
      object = herald_rows_finish (rows, &error);
      g_assert_null (object);
      g_assert_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_INVALID);
    }
}

static void
test_garbage (void)
{
  static const char * const texts[] = { "]]]]", "}{", "{\"a\":[1}]}", "[[1]]]", "{\"a\":[1]]}", "\"", "{\"a\":[[[" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      Count count = { 0 };
      g_autoptr (HeraldRows) rows = herald_rows_new (1000, 100, count_row, &count);
      g_autoptr (JsonNode) object = NULL;

      g_assert_true (herald_rows_feed (rows, texts[i], strlen (texts[i]), NULL));
      object = herald_rows_finish (rows, NULL);
      g_assert_true (object == NULL || count.n_refused > 0);
    }
}

static void
test_sizes (void)
{
  static const char long_row[] = "{\"rows\":[\"0123456789\",1,\"0123456789\"]}";
  Count count = { 0 };
  g_autoptr (HeraldRows) rows = herald_rows_new (40, 5, count_row, &count);
  g_autoptr (JsonNode) object = NULL;
  g_autoptr (GError) error = NULL;

  for (const char *c = long_row; *c != '\0'; c++)
    g_assert_true (herald_rows_feed (rows, c, 1, &error));
  g_assert_cmpuint (count.n_rows, ==, 1);
  g_assert_cmpuint (count.n_refused, ==, 2);
  object = herald_rows_finish (rows, &error);
  g_assert_no_error (error);

  g_assert_false (herald_rows_feed (rows, long_row, 10, &error));
  g_assert_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_TOO_LARGE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rows/pieces", test_pieces);
  g_test_add_func ("/rows/cut", test_cut);
  g_test_add_func ("/rows/garbage", test_garbage);
  g_test_add_func ("/rows/sizes", test_sizes);

  return g_test_run ();
}
