/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-bundle.h"

#include <glib/gstdio.h>
#include <string.h>

#include "herald-store-fixture.h"
#include "herald-zip.h"

#define WORDS "The first lens is ground in Bergamo."

/* The fixture's library writes the bundle, the other one takes it in. */
typedef struct
{
  HeraldStoreFixture  here;
  HeraldLibrary      *there;
  char               *file;
  char               *id;
  char               *asset;
} Fixture;

static HeraldLibrary *
make_library (Fixture    *fixture,
              const char *name)
{
  g_autofree char *path = g_build_filename (fixture->here.folder, name, NULL);
  g_autoptr(GError) error = NULL;
  HeraldLibrary *library = herald_library_create (path, name, fixture->here.clock, &error);

  g_assert_no_error (error);

  return library;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data ("pixels", 6, NULL);
  g_autoptr(HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, "en");
  g_autoptr(HeraldDocument) document = NULL;
  g_autoptr(HeraldVersion) version = NULL;
  g_autoptr(GError) error = NULL;

  herald_store_fixture_set_up (&fixture->here, NULL);
  fixture->there = make_library (fixture, "there");
  fixture->file = g_build_filename (fixture->here.folder, "hand-over.presskit", NULL);
  fixture->asset = herald_library_add_asset (fixture->here.library, stream, NULL, &error);
  g_assert_no_error (error);
  announcement->headline = g_strdup ("Aurelia and Kitefin");
  announcement->notes = g_strdup ("Call Lin Qiao first.");
  g_ptr_array_add (announcement->body, herald_block_new (HERALD_BLOCK_PARAGRAPH, WORDS));
  g_ptr_array_add (announcement->assets, herald_asset_new (fixture->asset, "lens.jpg", "image/jpeg", 6));
  document = herald_announcement_to_document (announcement);
  fixture->id = herald_store_put (fixture->here.library, document);
  version = herald_store_save (&fixture->here, fixture->id, "First");
  g_assert_nonnull (version);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->there);
  g_free (fixture->file);
  g_free (fixture->id);
  g_free (fixture->asset);
  herald_store_fixture_tear_down (&fixture->here, NULL);
}

static void
write_bundle (Fixture *fixture)
{
  const char *ids[] = { fixture->id, NULL };
  g_autoptr(GFile) file = g_file_new_for_path (fixture->file);
  g_autoptr(GError) error = NULL;
  g_autoptr(GFileOutputStream) out = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (herald_bundle_write (fixture->here.library, ids, G_OUTPUT_STREAM (out), NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_output_stream_close (G_OUTPUT_STREAM (out), NULL, NULL));
}

static HeraldBundleCount
take (Fixture *fixture)
{
  HeraldBundleCount count;
  g_autoptr(GError) error = NULL;

  g_assert_true (herald_bundle_take (fixture->there, fixture->file, &count, NULL, NULL, NULL, &error));
  g_assert_no_error (error);

  return count;
}

static void
edit (Fixture       *fixture,
      HeraldLibrary *library,
      const char    *member,
      const char    *words)
{
  g_autoptr(HeraldWorkingCopy) copy = herald_library_get_working_copy (library, fixture->id, NULL);
  g_autoptr(HeraldAnnouncement) announcement = herald_announcement_from_document (copy->document, NULL);
  g_autoptr(HeraldDocument) document = NULL;
  g_autoptr(HeraldVersion) version = NULL;
  g_autofree char *id = NULL;

  g_assert_true (herald_announcement_set_member (announcement, member, words, NULL));
  document = herald_announcement_to_document (announcement);
  id = herald_store_put (library, document);
  version = herald_library_save_version (library, id, fixture->here.author, words, FALSE, NULL);
  g_assert_nonnull (version);
}

static void
assert_same (Fixture *fixture)
{
  g_autoptr(HeraldWorkingCopy) here = herald_library_get_working_copy (fixture->here.library, fixture->id, NULL);
  g_autoptr(HeraldWorkingCopy) there = herald_library_get_working_copy (fixture->there, fixture->id, NULL);
  g_autoptr(GPtrArray) here_rows = herald_library_list_versions (fixture->here.library, fixture->id, 0, 0, NULL);
  g_autoptr(GPtrArray) there_rows = herald_library_list_versions (fixture->there, fixture->id, 0, 0, NULL);
  g_autoptr(GBytes) asset = herald_library_get_asset (fixture->there, fixture->asset, NULL);

  g_assert_cmpstr (herald_document_get_hash (here->document), ==, herald_document_get_hash (there->document));
  g_assert_cmpstr (here->base, ==, there->base);
  g_assert_false (there->dirty);
  g_assert_cmpuint (here_rows->len, ==, there_rows->len);
  for (guint i = 0; i < here_rows->len; i++)
    {
      const HeraldVersion *a = ((HeraldHistoryRow *) g_ptr_array_index (here_rows, i))->version;
      const HeraldVersion *b = ((HeraldHistoryRow *) g_ptr_array_index (there_rows, i))->version;
      g_autoptr(HeraldDocument) body = herald_library_get_body (fixture->there, b->body, NULL);

      g_assert_cmpstr (a->hash, ==, b->hash);
      g_assert_nonnull (body);
    }
  g_assert_cmpuint (g_bytes_get_size (asset), ==, 6);
}

static void
test_hand_over (Fixture       *fixture,
                gconstpointer  data)
{
  HeraldBundleCount count;
  g_autoptr(GPtrArray) unpushed = NULL;

  edit (fixture, fixture->here.library, "headline", "Aurelia, Kitefin");
  edit (fixture, fixture->here.library, "headline", "Aurelia and Kitefin"); /* the first body again */
  write_bundle (fixture);
  count = take (fixture);
  g_assert_cmpuint (count.documents, ==, 1);
  g_assert_cmpuint (count.versions, ==, 3);
  g_assert_cmpuint (count.new_versions, ==, 3);
  g_assert_cmpuint (count.new_assets, ==, 1);
  assert_same (fixture);
  unpushed = herald_library_list_unpushed (fixture->there, 0, NULL);
  g_assert_cmpuint (unpushed->len, ==, 1);
}

static void
test_twice (Fixture       *fixture,
            gconstpointer  data)
{
  HeraldBundleCount count;
  g_autoptr(HeraldWorkingCopy) before = NULL;
  g_autoptr(HeraldWorkingCopy) after = NULL;
  const char *heads[] = { NULL, NULL };
  g_autoptr(GPtrArray) unpushed = NULL;

  write_bundle (fixture);
  take (fixture);
  before = herald_library_get_working_copy (fixture->there, fixture->id, NULL);
  heads[0] = before->base;
  g_assert_true (herald_library_mark_pushed (fixture->there, fixture->id, heads, "1-a", NULL));
  count = take (fixture);
  after = herald_library_get_working_copy (fixture->there, fixture->id, NULL);
  g_assert_cmpuint (count.new_versions, ==, 0);
  g_assert_cmpuint (count.new_assets, ==, 0);
  g_assert_cmpint (after->revision, ==, before->revision);
  unpushed = herald_library_list_unpushed (fixture->there, 0, NULL);
  g_assert_cmpuint (unpushed->len, ==, 0); /* what the server has it still has */
}

/* Both went on: what merges is joined, and no version is lost. */
static void
test_merge (Fixture       *fixture,
            gconstpointer  data)
{
  g_auto(GStrv) heads = NULL;
  g_autoptr(HeraldWorkingCopy) copy = NULL;
  g_autoptr(HeraldAnnouncement) announcement = NULL;

  write_bundle (fixture);
  take (fixture);
  edit (fixture, fixture->here.library, "headline", "Aurelia and Kitefin grind lenses");
  edit (fixture, fixture->there, "subheadline", "In Bergamo");
  write_bundle (fixture);
  take (fixture);
  heads = herald_library_get_heads (fixture->there, fixture->id, NULL);
  g_assert_cmpuint (g_strv_length (heads), ==, 1);
  copy = herald_library_get_working_copy (fixture->there, fixture->id, NULL);
  announcement = herald_announcement_from_document (copy->document, NULL);
  g_assert_cmpstr (announcement->headline, ==, "Aurelia and Kitefin grind lenses");
  g_assert_cmpstr (announcement->subheadline, ==, "In Bergamo");
}

static void
assert_refused (Fixture *fixture)
{
  HeraldListQuery query = { .type = HERALD_DOCUMENT_ANNOUNCEMENT };
  HeraldBundleCount count;
  g_autoptr(GError) error = NULL;

  g_assert_false (herald_bundle_take (fixture->there, fixture->file, &count, NULL, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (herald_library_count (fixture->there, &query, NULL), ==, 0);
}

/* Cut anywhere, or with any byte changed: refused with nothing taken in, or none the worse. */
static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *bytes = NULL;
  gsize size = 0;

  write_bundle (fixture);
  g_assert_true (g_file_get_contents (fixture->file, &bytes, &size, NULL));
  for (gsize cut = 0; cut < size; cut += 37)
    {
      g_assert_true (g_file_set_contents (fixture->file, bytes, (gssize) cut, NULL));
      assert_refused (fixture);
    }
  for (gsize at = 0; at < size; at += 11)
    {
      HeraldBundleCount count;
      g_autoptr(HeraldLibrary) there = NULL;
      g_autofree char *name = g_strdup_printf ("there-%" G_GSIZE_FORMAT, at);
      char kept = bytes[at];

      bytes[at] = (char) (bytes[at] ^ 0x41);
      g_assert_true (g_file_set_contents (fixture->file, bytes, (gssize) size, NULL));
      bytes[at] = kept;
      if (!herald_bundle_take (fixture->there, fixture->file, &count, NULL, NULL, NULL, NULL))
        {
          HeraldListQuery query = { .type = HERALD_DOCUMENT_ANNOUNCEMENT };

          g_assert_cmpuint (herald_library_count (fixture->there, &query, NULL), ==, 0);
          continue;
        }
      assert_same (fixture);
      there = make_library (fixture, name);
      g_set_object (&fixture->there, there);
    }
}

/* Files of a bundle, as somebody might forge them. */
static void
forge (Fixture *fixture,
       ...)
{
  g_autoptr(GFile) file = g_file_new_for_path (fixture->file);
  g_autoptr(GFileOutputStream) out = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL);
  g_autoptr(HeraldZipWriter) zip = herald_zip_writer_new (G_OUTPUT_STREAM (out));
  const char *path = NULL;
  va_list args;

  va_start (args, fixture);
  while ((path = va_arg (args, const char *)) != NULL)
    {
      const char *text = va_arg (args, const char *);
      g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));

      g_assert_true (herald_zip_writer_add (zip, path, bytes, NULL));
    }
  va_end (args);
  g_assert_true (herald_zip_writer_finish (zip, NULL));
  g_assert_true (g_output_stream_close (G_OUTPUT_STREAM (out), NULL, NULL));
}

#define HEADER(documents, assets) "herald.json", "{\"format\":\"herald-presskit\",\"schema\":1,\"documents\":" #documents ",\"assets\":" #assets "}"
#define ID     "3b241101-e2bb-4255-8caf-4136c566a962"
#define SHA    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static void
test_forged (Fixture       *fixture,
             gconstpointer  data)
{
  forge (fixture, NULL, NULL);
  assert_refused (fixture);
  forge (fixture, "index.html", "<p>", NULL);
  assert_refused (fixture);
  forge (fixture, "herald.json", "{\"documents\":0,\"assets\":0}", NULL);
  assert_refused (fixture);
  forge (fixture, "herald.json", "{\"format\":\"other\",\"schema\":1,\"documents\":0,\"assets\":0}", NULL);
  assert_refused (fixture);
  forge (fixture, "herald.json", "{\"format\":\"herald-presskit\",\"schema\":2,\"documents\":0,\"assets\":0}", NULL);
  assert_refused (fixture);
  forge (fixture, HEADER (0, 1), NULL); /* one is missing */
  assert_refused (fixture);
  forge (fixture, HEADER (0, 1), "assets/" SHA, "not what it says", NULL);
  assert_refused (fixture);
  forge (fixture, HEADER (0, 0), "../outside", "x", NULL);
  assert_refused (fixture);
  forge (fixture, HEADER (0, 0), "/tmp/outside", "x", NULL);
  assert_refused (fixture);
  forge (fixture, HEADER (0, 0), "something/else", "x", NULL);
  assert_refused (fixture);
  forge (fixture, HEADER (1, 0), "documents/" ID ".jsonl", "", NULL);
  assert_refused (fixture);
  forge (fixture, HEADER (1, 0), "documents/" ID ".jsonl", "{\"version\":{}}\n", NULL);
  assert_refused (fixture);
  forge (fixture, HEADER (1, 0), "documents/" ID ".jsonl",
         "{\"hash\":\"" SHA "\",\"version\":{\"schema\":1,\"document\":\"" ID "\",\"body\":\"" SHA "\",\"time\":\"2026-11-22T07:16:42Z\"}}\n", NULL);
  assert_refused (fixture);
  forge (fixture, HEADER (1, 0), "documents/" ID ".jsonl", "[[[[[[[[[", NULL);
  assert_refused (fixture);
}

/* A link, as other programs can write one. */
static void
test_link (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *tar = g_find_program_in_path ("bsdtar");
  g_autofree char *link_path = g_build_filename (fixture->here.folder, "herald.json", NULL);
  const char *argv[] = { "bsdtar", "--format", "zip", "-cf", fixture->file, "-C", fixture->here.folder, "herald.json", NULL };
  g_autoptr(GFile) link = g_file_new_for_path (link_path);

  if (tar == NULL)
    {
      g_test_skip ("bsdtar is not installed");
      return;
    }
  g_assert_true (g_file_make_symbolic_link (link, "/etc/passwd", NULL, NULL));
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
  assert_refused (fixture);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  HeraldBundleCount count;
  g_autoptr(GError) error = NULL;

  write_bundle (fixture);
  g_cancellable_cancel (cancellable);
  g_assert_false (herald_bundle_take (fixture->there, fixture->file, &count, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/store/bundle/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("hand-over", test_hand_over);
  ADD ("twice", test_twice);
  ADD ("merge", test_merge);
  ADD ("damaged", test_damaged);
  ADD ("forged", test_forged);
  ADD ("link", test_link);
  ADD ("cancel", test_cancel);
  return g_test_run ();
}
