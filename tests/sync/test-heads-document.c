/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-heads-document.h"

#include "herald-canonical.h"
#include "herald-json.h"
#include "herald-random-document.h"
#include "herald-sync.h"

static HeraldVersion *
random_version (GRand          *rand,
                HeraldDocument *body)
{
  g_autofree char *name = herald_random_text (rand, 10);
  g_autofree char *message = herald_random_text (rand, 20);
  g_autoptr (HeraldAuthor) author = herald_author_new (name, "x@example.com");
  g_autofree char *seed = herald_random_text (rand, 30);
  g_autofree char *parent = g_compute_checksum_for_string (G_CHECKSUM_SHA256, seed, -1);
  const char *parents[] = { parent, NULL };

  return herald_version_new (herald_document_get_id (body), g_rand_boolean (rand) ? parents : NULL, author,
                             "2026-11-22T10:00:00Z", message, g_rand_boolean (rand), herald_document_get_hash (body));
}

/* As over the wire: through text. */
static JsonObject *
through_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *text = herald_canonical_to_string (node, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) read = herald_json_parse (text, -1, &error);

  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (read));
}

static void
test_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (HeraldDocument) body = herald_random_document (rand);
      g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_version_free);
      g_autoptr (GPtrArray) bodies = g_ptr_array_new ();
      g_autofree char *id = herald_heads_make_id (herald_document_get_kind (body), herald_document_get_id (body));
      g_autoptr (JsonObject) written = NULL;
      g_autoptr (JsonObject) again = NULL;
      g_autoptr (HeraldRemoteItem) item = NULL;
      g_autoptr (HeraldArrival) arrival = NULL;
      g_autoptr (GError) error = NULL;

      for (int n = g_rand_int_range (rand, 1, 4); n > 0; n--)
        {
          g_ptr_array_add (versions, random_version (rand, body));
          g_ptr_array_add (bodies, body);
        }

      written = herald_heads_write (versions, bodies);
      item = herald_remote_item_new (id, "1-x", through_text (written));
      arrival = herald_heads_read (item, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (arrival->versions->len, ==, versions->len);
      g_assert_cmpstr (arrival->remote_rev, ==, "1-x");

      for (guint j = 1; j < arrival->versions->len; j++)
        g_assert_cmpstr (((HeraldVersion *) g_ptr_array_index (arrival->versions, j - 1))->hash, <,
                         ((HeraldVersion *) g_ptr_array_index (arrival->versions, j))->hash);

      /* The same on every device. */
      again = herald_heads_write (arrival->versions, arrival->bodies);
      {
        g_autoptr (JsonNode) a = json_node_init_object (json_node_alloc (), written);
        g_autoptr (JsonNode) b = json_node_init_object (json_node_alloc (), again);
        g_autofree char *hash_a = herald_canonical_hash (a);
        g_autofree char *hash_b = herald_canonical_hash (b);

        g_assert_cmpstr (hash_a, ==, hash_b);
      }
    }
}

static void
test_objects (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (HeraldDocument) body = herald_random_document (rand);
      g_autoptr (HeraldDocument) other = herald_random_document (rand);
      g_autoptr (HeraldVersion) version = random_version (rand, body);
      const char *id = herald_document_get_id (body);
      g_autofree char *body_id = g_strdup_printf ("body:%s:%s", id, herald_document_get_hash (body));
      g_autofree char *version_id = g_strdup_printf ("version:%s:%s", id, version->hash);
      g_autoptr (JsonObject) body_content = herald_object_write_body (body);
      g_autoptr (JsonObject) version_content = herald_object_write_version (version);
      g_autoptr (JsonObject) other_content = herald_object_write_body (other);
      g_autoptr (HeraldRemoteItem) body_item = herald_remote_item_new (body_id, "1-x", through_text (body_content));
      g_autoptr (HeraldRemoteItem) version_item = herald_remote_item_new (version_id, "1-x", through_text (version_content));
      g_autoptr (HeraldRemoteItem) swapped = herald_remote_item_new (body_id, "1-x", through_text (other_content));
      g_autoptr (GError) error = NULL;
      g_autoptr (HeraldDocument) read = herald_object_read_body (body_item, id, &error);
      g_autoptr (HeraldVersion) read_version = herald_object_read_version (version_item, id, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (herald_document_get_hash (read), ==, herald_document_get_hash (body));
      g_assert_cmpstr (read_version->hash, ==, version->hash);

      g_assert_null (herald_object_read_body (swapped, id, &error));
      g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_BAD_REPLY);
      g_clear_error (&error);
      g_assert_null (herald_object_read_version (version_item, herald_document_get_id (other), &error));
      g_assert_nonnull (error);
    }
}

static void
test_ids (void)
{
  static const char * const strangers[] = {
    "", ":", "announcement", "announcement:", "announcement:x", "release:6f1c2a52-2f0a-4e0f-9d53-0f0a5d0f0a5d",
    "announcement:../6f1c2a52-2f0a-4e0f-9d53-0f0a5d0f", "announcement:6f1c2a52-2f0a-4e0f-9d53-0f0a5d0f0a5d:1",
  };
  HeraldDocumentType type = HERALD_DOCUMENT_ANNOUNCEMENT;
  g_autofree char *id = NULL;

  g_assert_true (herald_heads_split_id ("person:6f1c2a52-2f0a-4e0f-9d53-0f0a5d0f0a5d", &type, &id));
  g_assert_cmpint (type, ==, HERALD_DOCUMENT_PERSON);
  g_assert_cmpstr (id, ==, "6f1c2a52-2f0a-4e0f-9d53-0f0a5d0f0a5d");

  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    g_assert_false (herald_heads_split_id (strangers[i], &type, &id));
  g_assert_false (herald_heads_split_id (NULL, &type, &id));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/heads-document/round-trip", test_round_trip);
  g_test_add_func ("/heads-document/objects", test_objects);
  g_test_add_func ("/heads-document/ids", test_ids);

  return g_test_run ();
}
