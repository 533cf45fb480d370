/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-restore.h"

#include "herald-announcement.h"
#include "herald-parts.h"
#include "herald-random-document.h"

#define UUID "8f8f2c4e-8e4b-4a7c-9a51-6f1f0d5f7b11"

/* A block a letter: its id tells which, and its text is the letter, in upper case where the second string has it. */
static HeraldAnnouncement *
make_announcement (const char *blocks)
{
  HeraldAnnouncement *announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, "en");

  g_free (announcement->id);
  announcement->id = g_strdup (UUID);
  for (const char *p = blocks; *p != '\0'; p++)
    {
      HeraldBlock *block = herald_record_new (&herald_block_type);

      block->id = g_strnfill (13, g_ascii_tolower (*p));
      block->type = HERALD_BLOCK_PARAGRAPH;
      block->text = g_strnfill (1, *p);
      g_ptr_array_add (announcement->body, block);
    }
  return announcement;
}

static HeraldDocument *
make_document (const char *blocks)
{
  g_autoptr (HeraldAnnouncement) announcement = make_announcement (blocks);

  return herald_announcement_to_document (announcement);
}

static char *
to_letters (HeraldDocument *document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldAnnouncement) announcement = herald_announcement_from_document (document, &error);
  GString *letters = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < announcement->body->len; i++)
    g_string_append (letters, ((HeraldBlock *) g_ptr_array_index (announcement->body, i))->text);
  return g_string_free (letters, FALSE);
}

static void
test_blocks (void)
{
  static const struct { const char *into, *from; char block; const char *expected; } table[] = {
    { "abc", "aBc", 'b', "aBc" },      /* its words */
    { "cab", "aBc", 'b', "caB" },      /* and not its place */
    { "ac", "abc", 'b', "abc" },       /* gone: back behind the one before */
    { "ca", "abc", 'b', "cab" },       /* wherever that stands now */
    { "xc", "abc", 'b', "xbc" },       /* none before it is left: in front of the one after */
    { "xc", "abc", 'a', "xac" },
    { "axyc", "abdc", 'd', "adxyc" },  /* the nearest before it is gone as well */
    { "xy", "abc", 'b', "xyb" },       /* no neighbour is left */
    { "", "abc", 'b', "b" },
    { "abc", "ac", 'b', "ac" },        /* the older one does not have it */
    { "b", "", 'b', "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (HeraldDocument) into = make_document (table[i].into);
      g_autoptr (HeraldDocument) from = make_document (table[i].from);
      g_autofree char *id = g_strnfill (13, table[i].block);
      g_autofree char *subject = g_strconcat ("block:", id, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (HeraldDocument) restored = herald_restore_subject (into, from, subject, &error);
      g_autofree char *letters = NULL;

      g_test_message ("%s <- %s, %c", table[i].into, table[i].from, table[i].block);
      g_assert_no_error (error);
      letters = to_letters (restored);
      g_assert_cmpstr (letters, ==, table[i].expected);
    }
}

static void
assert_refused (HeraldDocument *into,
                HeraldDocument *from,
                const char     *subject,
                int             code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldDocument) restored = herald_restore_subject (into, from, subject, &error);

  g_assert_null (restored);
  g_assert_error (error, HERALD_MODEL_ERROR, code);
}

static void
test_members (void)
{
  g_autoptr (HeraldAnnouncement) old = make_announcement ("ab");
  g_autoptr (HeraldAnnouncement) new = make_announcement ("aB");
  g_autoptr (HeraldDocument) from = NULL;
  g_autoptr (HeraldDocument) into = NULL;
  g_autoptr (HeraldDocument) headline = NULL;
  g_autoptr (HeraldDocument) tags = NULL;
  g_autoptr (HeraldDocument) party = NULL;
  g_autoptr (HeraldAnnouncement) read = NULL;
  g_autofree char *subject = NULL;
  g_autoptr (GError) error = NULL;

  old->headline = g_strdup ("Old");
  new->headline = g_strdup ("New");
  herald_announcement_add_tag (new, "imaging", NULL);
  subject = g_strconcat ("party:", herald_announcement_add_party (old, "Aurelia Optics", HERALD_ROLE_ISSUER)->id, NULL);
  from = herald_announcement_to_document (old);
  into = herald_announcement_to_document (new);

  headline = herald_restore_subject (into, from, "headline", &error);
  g_assert_no_error (error);
  tags = herald_restore_subject (headline, from, "tags", &error); /* the older one has none */
  g_assert_no_error (error);
  party = herald_restore_subject (tags, from, subject, &error);
  g_assert_no_error (error);
  read = herald_announcement_from_document (party, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read->headline, ==, "Old");
  g_assert_cmpuint (read->tags->len, ==, 0);
  g_assert_cmpuint (read->parties->len, ==, 1);
  g_assert_cmpstr (((HeraldBlock *) g_ptr_array_index (read->body, 1))->text, ==, "B"); /* and nothing else */

  assert_refused (into, from, "embargo", HERALD_MODEL_ERROR_USAGE);
  assert_refused (into, from, "block:nobody", HERALD_MODEL_ERROR_USAGE);
  assert_refused (into, from, "id", HERALD_MODEL_ERROR_USAGE);
  assert_refused (into, from, "schema", HERALD_MODEL_ERROR_USAGE);
  assert_refused (into, from, "sign_offs", HERALD_MODEL_ERROR_USAGE);
  assert_refused (into, from, "sign_off:a/b/c/d", HERALD_MODEL_ERROR_USAGE);
  assert_refused (into, from, "", HERALD_MODEL_ERROR_USAGE);
  assert_refused (into, from, ":", HERALD_MODEL_ERROR_USAGE);
}

/* What is known of a picture comes back with the block that shows it. */
static void
test_figure (void)
{
  g_autoptr (HeraldAnnouncement) old = make_announcement ("ab");
  g_autoptr (HeraldDocument) into = make_document ("a");
  g_autoptr (HeraldDocument) from = NULL;
  g_autoptr (HeraldDocument) restored = NULL;
  g_autoptr (HeraldAnnouncement) read = NULL;
  g_autoptr (GError) error = NULL;
  HeraldBlock *block = g_ptr_array_index (old->body, 1);
  g_autofree char *sha256 = g_strnfill (64, 'c');

  block->type = HERALD_BLOCK_FIGURE;
  g_clear_pointer (&block->text, g_free);
  block->asset = g_strdup (sha256);
  g_ptr_array_add (old->assets, herald_asset_new (sha256, "lens.jpg", "image/jpeg", 12));
  from = herald_announcement_to_document (old);

  restored = herald_restore_subject (into, from, "block:bbbbbbbbbbbbb", &error);
  g_assert_no_error (error);
  read = herald_announcement_from_document (restored, &error);
  g_assert_no_error (error);
  g_assert_nonnull (herald_announcement_find_asset (read, sha256));
}

/* No way back to before something was published, put in the trash or got another edition. */
static void
test_whole (void)
{
  g_autoptr (HeraldAnnouncement) old = make_announcement ("ab");
  g_autoptr (HeraldAnnouncement) new = make_announcement ("xyz");
  g_autoptr (HeraldDocument) from = herald_announcement_to_document (old);
  g_autoptr (HeraldDocument) into = NULL;
  g_autoptr (HeraldDocument) restored = NULL;
  g_autoptr (HeraldDocument) plain = make_document ("q");
  g_autoptr (HeraldDocument) same = NULL;
  g_autoptr (HeraldAnnouncement) read = NULL;
  g_autoptr (GError) error = NULL;

  new->status = HERALD_STATUS_RELEASED;
  new->headline = g_strdup ("New");
  new->translation_group = g_strdup (UUID);
  new->trashed = herald_trashed_new ("Anna Bruni", "2026-11-22T08:00:00Z");
  into = herald_announcement_to_document (new);
  restored = herald_restore_subject (into, from, NULL, &error);
  g_assert_no_error (error);
  read = herald_announcement_from_document (restored, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read->status, ==, HERALD_STATUS_RELEASED);
  g_assert_nonnull (read->trashed);
  g_assert_cmpstr (read->translation_group, ==, UUID);
  g_assert_null (read->headline);
  g_assert_cmpuint (read->body->len, ==, 2);
  assert_refused (into, from, "status", HERALD_MODEL_ERROR_USAGE);
  assert_refused (from, into, "status", HERALD_MODEL_ERROR_USAGE);

  same = herald_restore_subject (plain, from, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (herald_document_get_hash (same), ==, herald_document_get_hash (from));
}

static void
test_refused (void)
{
  static const char newer[] = "{\"schema\":2,\"type\":\"announcement\",\"id\":\"" UUID "\",\"headline\":\"Later\"}";
  static const char other[] = "{\"schema\":1,\"type\":\"announcement\",\"id\":\"0b7f2f5c-3d0e-4f55-8c64-51b1c3ae7d01\"}";
  static const char twins[] = "{\"schema\":1,\"type\":\"announcement\",\"id\":\"" UUID "\",\"body\":[{\"id\":\"a\"},{\"id\":\"a\"}]}";
  static const char strange[] = "{\"schema\":1,\"type\":\"announcement\",\"id\":\"" UUID "\",\"body\":[1,[],null],\"assets\":7}";
  g_autoptr (HeraldDocument) document = make_document ("ab");
  g_autoptr (HeraldDocument) later = herald_document_parse (newer, -1, NULL);
  g_autoptr (HeraldDocument) else_where = herald_document_parse (other, -1, NULL);
  g_autoptr (HeraldDocument) twice = herald_document_parse (twins, -1, NULL);
  g_autoptr (HeraldDocument) odd = herald_document_parse (strange, -1, NULL);

  assert_refused (document, later, "headline", HERALD_MODEL_ERROR_NEWER);
  assert_refused (document, later, NULL, HERALD_MODEL_ERROR_NEWER);
  assert_refused (later, document, NULL, HERALD_MODEL_ERROR_NEWER);
  assert_refused (document, else_where, NULL, HERALD_MODEL_ERROR_USAGE);
  assert_refused (document, twice, "block:a", HERALD_MODEL_ERROR_USAGE);
  assert_refused (document, odd, "block:aaaaaaaaaaaaa", HERALD_MODEL_ERROR_USAGE);
  assert_refused (odd, document, "asset:a", HERALD_MODEL_ERROR_USAGE);
}

/* Of any two states: taking every part from the older one, one by one, leads to its parts. */
static void
test_random (void)
{
  for (guint32 seed = 1; seed <= 200; seed++)
    {
      g_autoptr (GRand) dice = g_rand_new_with_seed (seed);
      g_autoptr (HeraldAnnouncement) old = herald_random_announcement (dice);
      g_autoptr (HeraldAnnouncement) new = herald_announcement_copy (old);
      g_autoptr (HeraldDocument) from = NULL;
      g_autoptr (HeraldDocument) into = NULL;
      g_autoptr (GPtrArray) parts = NULL;

      herald_random_edit (dice, new);
      from = herald_announcement_to_document (old);
      into = herald_announcement_to_document (new);
      parts = herald_parts_split (herald_document_get_text (from, NULL));
      for (guint i = 0; i < parts->len; i++)
        {
          const HeraldPart *part = g_ptr_array_index (parts, i);
          g_autoptr (GError) error = NULL;
          g_autoptr (HeraldDocument) restored = herald_restore_subject (into, from, part->subject, &error);
          g_autoptr (GPtrArray) after = NULL;
          gboolean found = FALSE;

          if (g_error_matches (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_USAGE)) /* what is not restored by itself */
            continue;
          g_assert_no_error (error);
          after = herald_parts_split (herald_document_get_text (restored, NULL));
          for (guint j = 0; j < after->len; j++)
            {
              const HeraldPart *other = g_ptr_array_index (after, j);

              if (g_str_equal (other->subject, part->subject))
                found = g_str_equal (other->content, part->content);
            }
          g_test_message ("seed %u, %s", seed, part->subject);
          g_assert_true (found);
        }
    }
}

static void
test_parts (void)
{
  static const struct { const char *text, *expected; } table[] = {
    { "{\"body\":[{\"id\":\"a\",\"text\":\"A, \\\"B\\\" ]}\"},{\"id\":\"b\"}],\"headline\":\"H\",\"id\":\"x\",\"schema\":1,\"zoo\":[1,[2]]}",
      "headline=\"H\"\nblock:a={\"id\":\"a\",\"text\":\"A, \\\"B\\\" ]}\"}\nblock:b={\"id\":\"b\"}\nzoo=[1,[2]]\n" },
    { "{\"body\":[{\"id\":\"a\"},{\"id\":\"a\"}]}", "body=[{\"id\":\"a\"},{\"id\":\"a\"}]\n" },
    { "{\"body\":[{\"no\":{\"id\":\"a\"}}]}", "body=[{\"no\":{\"id\":\"a\"}}]\n" },
    { "{\"body\":7,\"assets\":[]}", "body=7\n" },
    { "{}", "" }, { "", "" }, { "{\"", "" }, { "{\"a", "" }, { "{\"a\"", "" }, { "{\"a\":", "" }, { "[1]", "" },
    { "{\"body\":[{", "" }, { "{\"body\":[{\"id\":\"", "" }, { "{\"body\":[{\"id\":\"}]}", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GPtrArray) parts = herald_parts_split (table[i].text);
      g_autoptr (GString) found = g_string_new (NULL);

      for (guint j = 0; j < parts->len; j++)
        {
          const HeraldPart *part = g_ptr_array_index (parts, j);

          g_string_append_printf (found, "%s=%s\n", part->subject, part->content);
        }
      g_assert_cmpstr (found->str, ==, table[i].expected);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/restore/blocks", test_blocks);
  g_test_add_func ("/model/restore/members", test_members);
  g_test_add_func ("/model/restore/figure", test_figure);
  g_test_add_func ("/model/restore/whole", test_whole);
  g_test_add_func ("/model/restore/refused", test_refused);
  g_test_add_func ("/model/restore/random", test_random);
  g_test_add_func ("/model/restore/parts", test_parts);
  return g_test_run ();
}
