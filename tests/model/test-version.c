/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-version.h"

#include <string.h>

#define UUID "3f2b1c7e-8d4a-4f6b-9c0d-1e2f3a4b5c6d"
#define TIME "2026-11-22T07:16:42Z"
#define A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define C "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"

static char *
write_text (const HeraldVersion *version)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, herald_version_write (version));
  return herald_canonical_to_string (node, NULL);
}

static HeraldVersion *
read_text (const char  *text,
           GError     **error)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  return herald_version_read (json_node_get_object (node), error);
}

/* The written form is the contract with every other library: it and the hash of it are told here byte by byte. */
static void
test_form (void)
{
  const char *parents[] = { B, A, B, NULL };
  g_autoptr (HeraldAuthor) author = herald_author_new ("Anna Bruni", "anna@example.com");
  g_autoptr (HeraldVersion) version = herald_version_new (UUID, parents, author, TIME, "First draft", TRUE, C);
  g_autofree char *text = write_text (version);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  g_assert_cmpstr (text, ==,
                   "{\"author\":{\"email\":\"anna@example.com\",\"name\":\"Anna Bruni\"},\"automatic\":true,\"body\":\"" C "\","
                   "\"document\":\"" UUID "\",\"message\":\"First draft\",\"parents\":[\"" A "\",\"" B "\"],\"schema\":1,"
                   "\"time\":\"" TIME "\"}");
  g_assert_cmpstr (version->hash, ==, hash);
}

static void
test_empty_is_absent (void)
{
  g_autoptr (HeraldVersion) version = herald_version_new (UUID, NULL, NULL, TIME, "", FALSE, C);
  g_autofree char *text = write_text (version);
  g_autoptr (HeraldVersion) explicit = NULL;

  g_assert_cmpstr (text, ==,
                   "{\"body\":\"" C "\",\"document\":\"" UUID "\",\"schema\":1,\"time\":\"" TIME "\"}");
  explicit = read_text ("{\"body\":\"" C "\",\"document\":\"" UUID "\",\"schema\":1,\"time\":\"" TIME "\",\"parents\":[],"
                        "\"author\":{},\"message\":\"\",\"automatic\":false}", NULL);
  g_assert_cmpstr (explicit->hash, ==, version->hash);
}

static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldVersion) version = read_text ("{\"body\":\"" C "\",\"document\":\"" UUID "\",\"schema\":3,\"time\":\"" TIME "\","
                                                 "\"parents\":[\"" A "\"],\"mood\":{\"a\":[1]},\"author\":{\"name\":\"Lin Qiao\",\"x\":1}}",
                                                 &error);
  g_autoptr (HeraldVersion) copy = NULL;
  g_autofree char *text = NULL, *copied = NULL, *hash = NULL;

  g_assert_no_error (error);
  text = write_text (version);
  g_assert_nonnull (strstr (text, "\"mood\":{\"a\":[1]}"));
  g_assert_nonnull (strstr (text, "\"x\":1"));
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_assert_cmpstr (version->hash, ==, hash);
  copy = herald_version_copy (version);
  copied = write_text (copy);
  g_assert_cmpstr (copied, ==, text);
  g_assert_cmpstr (copy->hash, ==, version->hash);
}

/* Each member counts: no two versions that differ share a hash. */
static void
test_hash_covers_all (void)
{
  const char *parents[] = { A, NULL };
  g_autoptr (HeraldAuthor) author = herald_author_new ("Anna Bruni", NULL);
  g_autoptr (GHashTable) hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  HeraldVersion *versions[] = {
    herald_version_new (UUID, parents, author, TIME, "m", FALSE, C),
    herald_version_new ("4f2b1c7e-8d4a-4f6b-9c0d-1e2f3a4b5c6d", parents, author, TIME, "m", FALSE, C),
    herald_version_new (UUID, NULL, author, TIME, "m", FALSE, C),
    herald_version_new (UUID, parents, NULL, TIME, "m", FALSE, C),
    herald_version_new (UUID, parents, author, "2026-11-22T07:16:43Z", "m", FALSE, C),
    herald_version_new (UUID, parents, author, TIME, "n", FALSE, C),
    herald_version_new (UUID, parents, author, TIME, "m", TRUE, C),
    herald_version_new (UUID, parents, author, TIME, "m", FALSE, B),
  };

  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_assert_true (g_hash_table_add (hashes, g_strdup (versions[i]->hash)));
      herald_version_free (versions[i]);
    }
}

static void
test_hostile (void)
{
  static const struct { const char *text, *place; } table[] = {
    { "{}", "schema: " },
    { "{\"schema\":1}", "document: " },
    { "{\"schema\":1,\"document\":\"x\",\"body\":\"" C "\",\"time\":\"" TIME "\"}", "document: " },
    { "{\"schema\":1,\"document\":\"" UUID "\",\"time\":\"" TIME "\"}", "body: " },
    { "{\"schema\":1,\"document\":\"" UUID "\",\"body\":\"" C "x\",\"time\":\"" TIME "\"}", "body: " },
    { "{\"schema\":1,\"document\":\"" UUID "\",\"body\":\"" C "\"}", "time: " },
    { "{\"schema\":1,\"document\":\"" UUID "\",\"body\":\"" C "\",\"time\":\"yesterday\"}", "time: " },
    { "{\"schema\":1,\"document\":\"" UUID "\",\"body\":\"" C "\",\"time\":\"" TIME "\",\"parents\":[1]}", "parents[0]: " },
    { "{\"schema\":1,\"document\":\"" UUID "\",\"body\":\"" C "\",\"time\":\"" TIME "\",\"parents\":[\"a\"]}", "parents[0]: " },
    { "{\"schema\":1,\"document\":\"" UUID "\",\"body\":\"" C "\",\"time\":\"" TIME "\",\"parents\":[\"" B "\",\"" A "\"]}", "parents[1]: " },
    { "{\"schema\":1,\"document\":\"" UUID "\",\"body\":\"" C "\",\"time\":\"" TIME "\",\"parents\":[\"" A "\",\"" A "\"]}", "parents[1]: " },
    { "{\"schema\":1,\"document\":\"" UUID "\",\"body\":\"" C "\",\"time\":\"" TIME "\",\"author\":\"Anna\"}", "author: " },
    { "{\"schema\":1,\"document\":\"" UUID "\",\"body\":\"" C "\",\"time\":\"" TIME "\",\"author\":{\"name\":1}}", "author.name: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_text (table[i].text, &error));
      g_assert_error (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, table[i].place));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/version/form", test_form);
  g_test_add_func ("/model/version/empty-is-absent", test_empty_is_absent);
  g_test_add_func ("/model/version/round-trip", test_round_trip);
  g_test_add_func ("/model/version/hash-covers-all", test_hash_covers_all);
  g_test_add_func ("/model/version/hostile", test_hostile);
  return g_test_run ();
}
