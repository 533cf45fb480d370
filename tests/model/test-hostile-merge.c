/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents and versions that were cut off, garbled or made up: they are refused, or merge as any others; never a crash.
 * HERALD_MERGE_CASES=100000 for a night; HERALD_MERGE_SEED=N for one case. */
#include "herald-merge.h"

#include <string.h>

#include "herald-json.h"
#include "herald-random-document.h"
#include "herald-random-edits.h"
#include "herald-version.h"

#define DEFAULT_CASES 2000

static HeraldDocument *
edit (const HeraldAnnouncement *announcement,
      guint32                   seed)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (HeraldAnnouncement) edited = herald_announcement_copy (announcement);

  herald_random_edits_make (edited, seed, words);
  herald_random_edits_make (edited, seed + 1, words);
  return herald_announcement_to_document (edited);
}

/* Merges text in each of the three places. Returns whether it was a document. */
static gboolean
try_text (const char     *text,
          gssize          length,
          HeraldDocument *one,
          HeraldDocument *other)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldDocument) document = herald_document_parse (text, length, &error);
  g_autoptr (HeraldMerge) as_ours = NULL, as_theirs = NULL, as_base = NULL;

  g_assert_true ((document == NULL) == (error != NULL));
  if (document == NULL)
    return FALSE;
  as_ours = herald_merge_documents (one, document, other, NULL);
  as_theirs = herald_merge_documents (one, other, document, NULL);
  as_base = herald_merge_documents (document, one, other, NULL);
  g_assert_true ((as_ours == NULL) == (as_theirs == NULL));
  if (as_ours != NULL)
    g_assert_cmpstr (herald_document_get_hash (as_ours->document), ==, herald_document_get_hash (as_theirs->document));
  return TRUE;
}

/* A few bytes of text changed, doubled or taken away. */
static GString *
garble (GRand      *rand,
        const char *text)
{
  static const char signs[] = "\"\\{}[]:,-019eE.ntfu\xc3\xa9\xff\x01 ";
  GString *garbled = g_string_new (text);

  for (int n = g_rand_int_range (rand, 1, 4); n > 0 && garbled->len > 1; n--)
    {
      gsize at = g_rand_int_range (rand, 0, (int) garbled->len);
      gsize length = g_rand_int_range (rand, 1, 40);
      int how = g_rand_int_range (rand, 0, 4);

      length = MIN (length, garbled->len - at);
      if (how == 0)
        g_string_erase (garbled, at, length);
      else if (how == 1)
        {
          g_autofree char *piece = g_strndup (garbled->str + at, length);

          g_string_insert (garbled, g_rand_int_range (rand, 0, (int) garbled->len), piece);
        }
      else
        garbled->str[at] = signs[g_rand_int_range (rand, 0, sizeof signs - 1)];
    }
  return garbled;
}

/* All values of the tree, so that one can be put in another's place. */
static void
list_nodes (JsonNode  *node,
            GPtrArray *nodes)
{
  g_ptr_array_add (nodes, node);
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      JsonNode *member;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, NULL, &member))
        list_nodes (member, nodes);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      list_nodes (json_array_get_element (json_node_get_array (node), i), nodes);
}

/* JSON that is right, and says something else: values in the places of other ones, members lost, elements twice. */
static char *
make_up (GRand      *rand,
         const char *text)
{
  g_autoptr (JsonNode) root = herald_json_parse (text, -1, NULL);

  for (int n = g_rand_int_range (rand, 1, 4); n > 0; n--)
    {
      g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
      JsonNode *node, *value;

      list_nodes (root, nodes);
      node = g_ptr_array_index (nodes, g_rand_int_range (rand, 0, (int) nodes->len));
      value = g_ptr_array_index (nodes, g_rand_int_range (rand, 0, (int) nodes->len));
      if (JSON_NODE_HOLDS_OBJECT (node) && json_object_get_size (json_node_get_object (node)) > 0)
        {
          g_autoptr (GList) names = json_object_get_members (json_node_get_object (node));
          const char *name = g_list_nth_data (names, g_rand_int_range (rand, 0, (int) g_list_length (names)));

          if (g_rand_boolean (rand))
            json_object_set_member (json_node_get_object (node), name, herald_node_copy (value));
          else
            json_object_remove_member (json_node_get_object (node), name);
        }
      else if (JSON_NODE_HOLDS_ARRAY (node))
        json_array_add_element (json_node_get_array (node), herald_node_copy (value));
    }
  return herald_canonical_to_string (root, NULL);
}

static void
test_cut (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  g_autoptr (HeraldAnnouncement) announcement = herald_random_announcement (rand);
  g_autoptr (HeraldDocument) base = herald_announcement_to_document (announcement);
  g_autoptr (HeraldDocument) other = edit (announcement, g_rand_int (rand));
  gsize length;
  const char *text = herald_document_get_text (base, &length);

  for (gsize i = 0; i < length; i++)
    g_assert_false (try_text (text, (gssize) i, base, other));
  g_assert_true (try_text (text, (gssize) length, base, other));
}

static void
try_case (guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (HeraldAnnouncement) announcement = herald_random_announcement (rand);
  g_autoptr (HeraldDocument) base = herald_announcement_to_document (announcement);
  g_autoptr (HeraldDocument) one = edit (announcement, seed);
  g_autoptr (HeraldDocument) other = edit (announcement, seed + 2);
  g_autoptr (GString) garbled = garble (rand, herald_document_get_text (one, NULL));
  g_autofree char *made_up = make_up (rand, herald_document_get_text (one, NULL));

  try_text (garbled->str, (gssize) garbled->len, base, other);
  try_text (made_up, -1, base, other);
}

static void
test_garbled (void)
{
  const char *cases = g_getenv ("HERALD_MERGE_CASES");
  const char *seed = g_getenv ("HERALD_MERGE_SEED");
  guint n_cases = seed != NULL ? 1 : cases != NULL ? (guint) g_ascii_strtoull (cases, NULL, 10) : DEFAULT_CASES;
  guint32 first = seed != NULL ? (guint32) g_ascii_strtoull (seed, NULL, 10) : (guint32) g_test_rand_int ();

  for (guint i = 0; i < n_cases; i++)
    {
      if (g_test_verbose ()) /* which one it was that crashed */
        g_printerr ("HERALD_MERGE_SEED=%u\n", first + i);
      try_case (first + i);
    }
}

static char *
write_version (void)
{
  g_autofree char *one = g_strnfill (64, 'a'), *other = g_strnfill (64, 'b');
  const char *parents[] = { one, other, NULL };
  g_autoptr (HeraldAuthor) author = herald_author_new ("Anna Bruni", "anna@aurelia.example");
  g_autoptr (HeraldVersion) version = herald_version_new ("3f2b1c7e-8d4a-4f6b-9c0d-1e2f3a4b5c6d", parents, author,
                                                          "2026-11-22T07:16:42Z", "Sent to Kitefin", FALSE, one);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, herald_version_write (version));
  return herald_canonical_to_string (node, NULL);
}

/* What is taken is what is written again, under the same hash. */
static void
try_version (const char *text,
             gssize      length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = herald_json_parse (text, length, &error);
  g_autoptr (HeraldVersion) version = NULL, again = NULL;
  g_autoptr (JsonObject) written = NULL;

  g_assert_true ((node == NULL) == (error != NULL));
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  version = herald_version_read (json_node_get_object (node), &error);
  g_assert_true ((version == NULL) == (error != NULL));
  if (version == NULL)
    return;
  written = herald_version_write (version);
  again = herald_version_read (written, NULL);
  g_assert_nonnull (again);
  g_assert_cmpstr (again->hash, ==, version->hash);
}

static void
test_versions (void)
{
  g_autofree char *text = write_version ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (gsize i = 0; i <= strlen (text); i++)
    try_version (text, (gssize) i);
  for (guint i = 0; i < DEFAULT_CASES; i++)
    {
      g_autoptr (GString) garbled = garble (rand, text);
      g_autofree char *made_up = make_up (rand, text);

      try_version (garbled->str, (gssize) garbled->len);
      try_version (made_up, -1);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/hostile-merge/cut", test_cut);
  g_test_add_func ("/model/hostile-merge/garbled", test_garbled);
  g_test_add_func ("/model/hostile-merge/versions", test_versions);
  return g_test_run ();
}
