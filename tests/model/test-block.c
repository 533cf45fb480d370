/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-block.h"

#include "herald-id.h"
#include "herald-json.h"

static HeraldBlock *
read_block (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = herald_json_parse (text, -1, &error);
  HeraldBlock *block;

  g_assert_no_error (error);
  block = herald_record_read (&herald_block_type, json_node_get_object (node), "body[0]", &error);
  g_assert_no_error (error);
  return block;
}

static char *
write_block (HeraldBlock *block)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, herald_record_write (&herald_block_type, block));
  return herald_canonical_to_string (node, NULL);
}

#define ID "aaaaaaaaaaaaa"

/* What is read on the left is written as on the right (NULL: the same). */
static void
test_forms (void)
{
  static const struct { const char *given, *written; } table[] = {
    { "{\"id\":\"" ID "\",\"type\":\"paragraph\"}", NULL },
    { "{\"id\":\"" ID "\",\"text\":\"\",\"type\":\"paragraph\"}", "{\"id\":\"" ID "\",\"type\":\"paragraph\"}" },
    { "{\"id\":\"" ID "\",\"marks\":[],\"ordered\":false,\"items\":[],\"rows\":[],\"speaker\":{},\"type\":\"quote\"}",
      "{\"id\":\"" ID "\",\"type\":\"quote\"}" },
    { "{\"id\":\"" ID "\",\"speaker\":{\"name\":\"\",\"title\":\"\"},\"type\":\"quote\"}", "{\"id\":\"" ID "\",\"type\":\"quote\"}" },
    { "{\"id\":\"" ID "\",\"speaker\":{\"pronouns\":\"\"},\"type\":\"quote\"}", NULL },
    /* An empty item or cell still has its place. */
    { "{\"id\":\"" ID "\",\"items\":[{},{\"text\":\"b\"},{}],\"type\":\"list\"}", NULL },
    { "{\"id\":\"" ID "\",\"items\":[{\"text\":\"\",\"marks\":[]}],\"type\":\"list\"}", "{\"id\":\"" ID "\",\"items\":[{}],\"type\":\"list\"}" },
    { "{\"id\":\"" ID "\",\"rows\":[[{},{\"text\":\"b\"}],[],[{\"text\":\"c\"}]],\"type\":\"facts\"}", NULL },
    { "{\"id\":\"" ID "\",\"marks\":[[0,1,\"strong\"],[0,1,\"link\",\"tel:+39035\"]],\"text\":\"\xf0\x9f\x98\x80\",\"type\":\"paragraph\"}", NULL },
    { "{\"id\":\"" ID "\",\"text\":\"a\\nb\\tc\\u0007\",\"type\":\"paragraph\"}", NULL },
    { "{\"deep\":{\"er\":[{\"a\":\"\"},[],{},0,false,null]},\"id\":\"" ID "\",\"type\":\"heading\"}", NULL },
    /* Of a newer Herald: whole, whatever its members are. */
    { "{\"id\":\"" ID "\",\"items\":\"\",\"marks\":7,\"text\":{\"a\":\"\"},\"type\":\"poll\"}", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (HeraldBlock) block = read_block (table[i].given);
      g_autoptr (HeraldBlock) copy = herald_block_copy (block);
      g_autofree char *written = write_block (block), *copied = write_block (copy);

      g_assert_cmpstr (written, ==, table[i].written != NULL ? table[i].written : table[i].given);
      g_assert_cmpstr (copied, ==, written);
      g_assert_true (herald_block_equal (block, copy));
    }
}

static void
test_unknown (void)
{
  g_autoptr (HeraldBlock) block = read_block ("{\"id\":\"" ID "\",\"text\":\"Which colour?\",\"type\":\"poll\"}");
  g_autoptr (GString) words = g_string_new (NULL);

  g_assert_cmpint (block->type, ==, HERALD_BLOCK_UNKNOWN);
  g_assert_cmpstr (block->id, ==, ID);
  g_assert_null (block->text);
  herald_block_append_words (block, words);
  g_assert_cmpstr (words->str, ==, "Which colour?\n");
}

static void
test_new (void)
{
  g_autoptr (HeraldBlock) one = herald_block_new (HERALD_BLOCK_PARAGRAPH, "Words");
  g_autoptr (HeraldBlock) other = herald_block_new (HERALD_BLOCK_PARAGRAPH, "Words");

  g_assert_true (herald_id_is_valid (one->id));
  g_assert_cmpstr (one->id, !=, other->id);
  g_assert_false (herald_block_equal (one, other));
  g_assert_nonnull (one->items);
  g_assert_nonnull (one->rows);
}

/* NULL, empty and absent are one; everything else makes a difference. */
static void
test_equal (void)
{
  g_autoptr (HeraldBlock) block = herald_block_new (HERALD_BLOCK_QUOTE, NULL);
  g_autoptr (HeraldBlock) other = herald_block_copy (block);

  other->text = g_strdup ("");
  other->speaker = herald_speaker_new ("", NULL, NULL);
  other->marks = herald_marks_new ();
  other->header.unknown = json_object_new ();
  g_assert_true (herald_block_equal (block, other));
  json_object_set_null_member (other->header.unknown, "x");
  g_assert_false (herald_block_equal (block, other));
  json_object_remove_member (other->header.unknown, "x");
  other->speaker->title = g_strdup ("CEO");
  g_assert_false (herald_block_equal (block, other));
  g_assert_false (herald_block_equal (block, NULL));
}

static void
test_words (void)
{
  g_autoptr (HeraldBlock) block = read_block ("{\"id\":\"" ID "\",\"type\":\"quote\",\"text\":\"We see.\","
                                              "\"items\":[{\"text\":\"one\"},{}],\"rows\":[[{\"text\":\"cell\"}]],"
                                              "\"speaker\":{\"name\":\"Lin Qiao\",\"organisation\":\"Kitefin Mobile\"},"
                                              "\"caption\":\"A lens\",\"credit\":\"Aurelia\",\"alt\":\"Glass\"}");
  g_autoptr (GString) words = g_string_new ("> ");

  herald_block_append_words (block, words);
  g_assert_cmpstr (words->str, ==, "> We see.\none\ncell\nLin Qiao\nKitefin Mobile\nA lens\nAurelia\nGlass\n");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/block/forms", test_forms);
  g_test_add_func ("/model/block/unknown", test_unknown);
  g_test_add_func ("/model/block/new", test_new);
  g_test_add_func ("/model/block/equal", test_equal);
  g_test_add_func ("/model/block/words", test_words);
  return g_test_run ();
}
