/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-export.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <string.h>

/* 2027-01-15T08:00:00Z */
#define NOW G_GINT64_CONSTANT (1800000000000000)

typedef struct
{
  char          *base;   /* temporary */
  char          *folder; /* where the kit goes */
  HeraldClock   *clock;
  HeraldLibrary *library;
  HeraldAuthor  *author;
} Fixture;

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  fixture->base = g_dir_make_tmp ("herald-export-XXXXXX", NULL);
  fixture->folder = g_build_filename (fixture->base, "kit", NULL);
  path = g_build_filename (fixture->base, "library", NULL);
  fixture->clock = herald_clock_new_fixed (NOW);
  fixture->library = herald_library_create (path, "Aurelia", fixture->clock, &error);
  g_assert_no_error (error);
  fixture->author = herald_author_new ("Anna Bruni", "anna@aurelia-optics.example");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->library);
  g_clear_object (&fixture->clock);
  herald_author_free (fixture->author);
  remove_tree (fixture->base);
  g_free (fixture->folder);
  g_free (fixture->base);
}

static HeraldAnnouncement *
make_announcement (const char   *language,
                   HeraldStatus  status)
{
  HeraldAnnouncement *announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, language);

  announcement->headline = g_strdup_printf ("Aurelia and Kitefin, %s", language);
  announcement->translation_group = g_strdup ("6d0f6d1e-5a0f-4a39-9d3b-0f4a8a1f7c11");
  announcement->status = status;
  g_ptr_array_add (announcement->body, herald_block_new (HERALD_BLOCK_PARAGRAPH, "The first words."));
  return announcement;
}

static void
put (Fixture            *fixture,
     HeraldAnnouncement *announcement)
{
  g_autoptr (HeraldDocument) document = herald_announcement_to_document (announcement);
  g_autoptr (HeraldWorkingCopy) copy = herald_library_get_working_copy (fixture->library, announcement->id, NULL);
  g_autoptr (GError) error = NULL;

  herald_library_put_working_copy (fixture->library, document, copy != NULL ? copy->revision : 0, &error);
  g_assert_no_error (error);
}

static HeraldExport
make_job (Fixture            *fixture,
          HeraldAnnouncement *announcement,
          HeraldPurpose       purpose)
{
  static const char * const formats[] = { "html", "pdf", NULL };
  HeraldExport job = { announcement->id, NULL, formats, fixture->folder, purpose, NULL, fixture->author };

  return job;
}

static char *
read_kit (Fixture    *fixture,
          const char *path)
{
  g_autofree char *full = g_build_filename (fixture->folder, path, NULL);
  char *text = NULL;

  g_file_get_contents (full, &text, NULL, NULL);
  return text;
}

static gboolean
has_path (GPtrArray  *paths,
          const char *path)
{
  return g_ptr_array_find_with_equal_func (paths, path, g_str_equal, NULL);
}

static void
test_unsaved_words_become_a_version (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_autoptr (HeraldAnnouncement) announcement = make_announcement ("en", HERALD_STATUS_DRAFT);
  HeraldExport job = make_job (fixture, announcement, HERALD_PURPOSE_REVIEW);
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *page = NULL;
  g_autofree char *manifest = NULL;

  put (fixture, announcement);
  paths = herald_export_to_folder (fixture->library, &job, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (has_path (paths, "index.html") && has_path (paths, "aurelia-and-kitefin-en.pdf"));
  g_assert_true (has_path (paths, "verify/manifest.json") && has_path (paths, "verify/SHA256SUMS"));
  g_assert_cmpuint (paths->len, ==, 4);
  versions = herald_library_list_versions (fixture->library, announcement->id, 0, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (versions->len, ==, 1);
  page = read_kit (fixture, "index.html");
  g_assert_nonnull (strstr (page, "Version 1 · 15 January 2027"));
  manifest = read_kit (fixture, "verify/manifest.json");
  g_assert_nonnull (strstr (manifest, ((HeraldHistoryRow *) g_ptr_array_index (versions, 0))->version->hash));
  g_assert_nonnull (strstr (manifest, "\"review\""));
}

static void
test_older_version (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (HeraldAnnouncement) announcement = make_announcement ("en", HERALD_STATUS_DRAFT);
  g_autoptr (HeraldVersion) first = NULL;
  HeraldExport job = make_job (fixture, announcement, HERALD_PURPOSE_REVIEW);
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *page = NULL;

  put (fixture, announcement);
  first = herald_library_save_version (fixture->library, announcement->id, fixture->author, "first", FALSE, &error);
  g_assert_no_error (error);
  g_free (announcement->headline);
  announcement->headline = g_strdup ("Newer words");
  put (fixture, announcement);
  job.version = first->hash;
  paths = herald_export_to_folder (fixture->library, &job, NULL, &error);
  g_assert_no_error (error);
  page = read_kit (fixture, "index.html");
  g_assert_nonnull (strstr (page, "Aurelia and Kitefin, en"));
  g_assert_null (strstr (page, "Newer words"));
}

static void
assert_refused (Fixture            *fixture,
                HeraldAnnouncement *announcement,
                HeraldPurpose       purpose)
{
  HeraldExport job = make_job (fixture, announcement, purpose);
  g_autoptr (GError) error = NULL;

  put (fixture, announcement);
  g_assert_null (herald_export_to_folder (fixture->library, &job, NULL, &error));
  g_assert_error (error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_REFUSED);
  g_assert_false (g_file_test (fixture->folder, G_FILE_TEST_EXISTS));
}

static void
test_gate_stands_before (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (HeraldAnnouncement) draft = make_announcement ("en", HERALD_STATUS_DRAFT);
  g_autoptr (HeraldAnnouncement) approved = make_announcement ("en", HERALD_STATUS_APPROVED);
  HeraldExport job = make_job (fixture, approved, HERALD_PURPOSE_RELEASE);
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *page = NULL;

  assert_refused (fixture, draft, HERALD_PURPOSE_RELEASE);
  assert_refused (fixture, draft, HERALD_PURPOSE_BRIEFING);
  approved->embargo = herald_embargo_new ("2027-01-15T09:00:01", "Europe/Rome", HERALD_ZONE_ONLY, NULL);
  assert_refused (fixture, approved, HERALD_PURPOSE_RELEASE);
  /* The same words a second later. */
  herald_clock_advance (fixture->clock, G_USEC_PER_SEC);
  paths = herald_export_to_folder (fixture->library, &job, NULL, &error);
  g_assert_no_error (error);
  page = read_kit (fixture, "index.html");
  g_assert_nonnull (strstr (page, "FOR IMMEDIATE RELEASE"));
  g_assert_null (strstr (page, "Embargoed"));
}

/* What was approved without an embargo does not slip out under the embargo that was set later, here or by a colleague
 * whose version arrived under an unsaved draft. */
static void
test_later_embargo_holds_old_versions (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autoptr (HeraldAnnouncement) announcement = make_announcement ("en", HERALD_STATUS_APPROVED);
  g_autoptr (HeraldAnnouncement) italian = make_announcement ("it", HERALD_STATUS_APPROVED);
  HeraldExport job = make_job (fixture, announcement, HERALD_PURPOSE_RELEASE);
  g_autoptr (HeraldVersion) first = NULL;
  g_autoptr (HeraldVersion) second = NULL;
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GError) error = NULL;

  put (fixture, announcement);
  first = herald_library_save_version (fixture->library, announcement->id, fixture->author, "approved", FALSE, &error);
  g_assert_no_error (error);
  italian->embargo = herald_embargo_new ("2027-01-15T09:00:01", "Europe/Rome", HERALD_ZONE_ONLY, NULL);
  put (fixture, italian);
  assert_refused (fixture, announcement, HERALD_PURPOSE_RELEASE);

  announcement->embargo = herald_embargo_copy (italian->embargo);
  put (fixture, announcement);
  job.version = first->hash;
  g_assert_null (herald_export_to_folder (fixture->library, &job, NULL, &error));
  g_assert_error (error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_REFUSED);
  g_clear_error (&error);

  /* Only a head knows of it: the draft was taken back to what it was. */
  g_clear_pointer (&announcement->embargo, herald_embargo_free);
  second = herald_library_save_version (fixture->library, announcement->id, fixture->author, NULL, TRUE, &error);
  g_assert_no_error (error);
  put (fixture, announcement);
  g_clear_pointer (&italian->embargo, herald_embargo_free);
  put (fixture, italian);
  g_assert_null (herald_export_to_folder (fixture->library, &job, NULL, &error));
  g_assert_error (error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_REFUSED);
  g_clear_error (&error);

  herald_clock_advance (fixture->clock, G_USEC_PER_SEC);
  paths = herald_export_to_folder (fixture->library, &job, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (paths);
}

/* Each edition passes the gate itself: the one that is not approved stays out of a release, not of a review. */
static void
test_editions (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (HeraldAnnouncement) english = make_announcement ("en", HERALD_STATUS_APPROVED);
  g_autoptr (HeraldAnnouncement) italian = make_announcement ("it", HERALD_STATUS_APPROVED);
  g_autoptr (HeraldAnnouncement) german = make_announcement ("de", HERALD_STATUS_DRAFT);
  g_autoptr (HeraldAnnouncement) stranger = make_announcement ("fr", HERALD_STATUS_APPROVED);
  HeraldExport job = make_job (fixture, english, HERALD_PURPOSE_RELEASE);
  g_autoptr (GPtrArray) release = NULL;
  g_autoptr (GPtrArray) review = NULL;
  g_autoptr (GError) error = NULL;

  g_free (stranger->translation_group);
  stranger->translation_group = g_strdup ("00000000-0000-4000-8000-000000000000");
  put (fixture, english);
  put (fixture, italian);
  put (fixture, german);
  put (fixture, stranger);
  release = herald_export_to_folder (fixture->library, &job, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (has_path (release, "index.it.html") && has_path (release, "aurelia-and-kitefin-it.pdf"));
  g_assert_false (has_path (release, "index.de.html"));
  job.purpose = HERALD_PURPOSE_REVIEW;
  review = herald_export_to_folder (fixture->library, &job, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (has_path (review, "index.it.html") && has_path (review, "index.de.html"));
  g_assert_false (has_path (review, "index.fr.html"));
}

static void
test_same_version_same_bytes (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr (HeraldAnnouncement) announcement = make_announcement ("en", HERALD_STATUS_DRAFT);
  HeraldExport job = make_job (fixture, announcement, HERALD_PURPOSE_REVIEW);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  put (fixture, announcement);
  g_ptr_array_unref (herald_export_to_folder (fixture->library, &job, NULL, NULL));
  first = read_kit (fixture, "verify/SHA256SUMS");
  herald_clock_advance (fixture->clock, G_GINT64_CONSTANT (40) * 24 * 3600 * G_USEC_PER_SEC);
  g_ptr_array_unref (herald_export_to_folder (fixture->library, &job, NULL, NULL));
  second = read_kit (fixture, "verify/SHA256SUMS");
  g_assert_nonnull (first);
  g_assert_cmpstr (first, ==, second);
}

/* A picture of stripes, in a figure. */
static void
add_figure (Fixture            *fixture,
            HeraldAnnouncement *announcement,
            const char         *format,
            int                 width)
{
  g_autoptr (GdkPixbuf) pixels = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, 90);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  HeraldBlock *figure = herald_block_new (HERALD_BLOCK_FIGURE, NULL);
  char *bytes = NULL;
  gsize size = 0;

  for (int x = 0; x < width; x++)
    {
      g_autoptr (GdkPixbuf) stripe = gdk_pixbuf_new_subpixbuf (pixels, x, 0, 1, 90);

      gdk_pixbuf_fill (stripe, (guint32) (x % 200) << 16 | 0xff);
    }
  g_assert_true (gdk_pixbuf_save_to_buffer (pixels, &bytes, &size, format, &error, NULL));
  stream = g_memory_input_stream_new_from_data (bytes, (gssize) size, g_free);
  figure->asset = herald_library_add_asset (fixture->library, stream, NULL, &error);
  g_assert_no_error (error);
  g_ptr_array_add (announcement->body, figure);
  g_ptr_array_add (announcement->assets, herald_asset_new (figure->asset, "stripes", NULL, (gint64) size));
}

/* Bends a byte of each file, or makes it another file's. */
static guint
spoil_derived (Fixture  *fixture,
               gboolean  exchange)
{
  g_autofree char *folder = g_build_filename (fixture->base, "library", "derived", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *first = NULL;
  gsize first_size = 0;
  const char *name = NULL;
  guint n = 0;

  for (; dir != NULL && (name = g_dir_read_name (dir)) != NULL; n++)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize size = 0;

      g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
      bytes[size / 2] ^= 1;
      g_assert_true (g_file_set_contents (path, first != NULL ? first : bytes, (gssize) (first != NULL ? first_size : size), NULL));
      if (exchange && first == NULL)
        {
          bytes[size / 2] ^= 1;
          first = g_steal_pointer (&bytes);
          first_size = size;
        }
    }
  return n;
}

static char *
export_sums (Fixture            *fixture,
             const HeraldExport *job)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) paths = herald_export_to_folder (fixture->library, job, NULL, &error);

  g_assert_no_error (error);
  return read_kit (fixture, "verify/SHA256SUMS");
}

/* The first export makes the pictures, the second takes them as they were made, the third finds them damaged. */
static void
test_kept_pictures_same_bytes (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr (HeraldAnnouncement) announcement = make_announcement ("en", HERALD_STATUS_DRAFT);
  HeraldExport job = make_job (fixture, announcement, HERALD_PURPOSE_REVIEW);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autofree char *fourth = NULL;

  add_figure (fixture, announcement, "png", 120);  /* a drawing, as it is */
  add_figure (fixture, announcement, "png", 1600); /* likewise */
  add_figure (fixture, announcement, "jpeg", 2600);
  put (fixture, announcement);
  g_assert_cmpuint (spoil_derived (fixture, FALSE), ==, 0);
  first = export_sums (fixture, &job);
  second = export_sums (fixture, &job);
  g_assert_cmpstr (second, ==, first);
  g_assert_cmpuint (spoil_derived (fixture, FALSE), ==, 6);
  third = export_sums (fixture, &job);
  g_assert_cmpstr (third, ==, first);
  spoil_derived (fixture, TRUE);
  fourth = export_sums (fixture, &job);
  g_assert_cmpstr (fourth, !=, first); /* they are looked at */
}

static void
test_failure_leaves_the_old_kit (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (HeraldAnnouncement) announcement = make_announcement ("en", HERALD_STATUS_DRAFT);
  HeraldExport job = make_job (fixture, announcement, HERALD_PURPOSE_REVIEW);
  HeraldBlock *figure = herald_block_new (HERALD_BLOCK_FIGURE, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  put (fixture, announcement);
  g_ptr_array_unref (herald_export_to_folder (fixture->library, &job, NULL, NULL));
  before = read_kit (fixture, "verify/SHA256SUMS");
  figure->asset = g_strnfill (64, 'a');
  g_ptr_array_add (announcement->body, figure);
  put (fixture, announcement);
  g_assert_null (herald_export_to_folder (fixture->library, &job, NULL, &error));
  g_assert_nonnull (error);
  after = read_kit (fixture, "verify/SHA256SUMS");
  g_assert_cmpstr (before, ==, after);
}

static void
on_exported (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_async (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (HeraldAnnouncement) announcement = make_announcement ("en", HERALD_STATUS_DRAFT);
  HeraldExport job = make_job (fixture, announcement, HERALD_PURPOSE_REVIEW);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GError) error = NULL;

  put (fixture, announcement);
  herald_export_to_folder_async (fixture->library, &job, NULL, on_exported, &result);
  job.folder = NULL; /* it was copied */
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  paths = herald_export_to_folder_finish (fixture->library, result, &error);
  g_assert_no_error (error);
  g_assert_true (has_path (paths, "index.html"));
}

static void
test_unknown_things (Fixture       *fixture,
                     gconstpointer  data)
{
  static const char * const formats[] = { "papyrus", NULL };
  g_autoptr (HeraldAnnouncement) announcement = make_announcement ("en", HERALD_STATUS_DRAFT);
  HeraldExport job = make_job (fixture, announcement, HERALD_PURPOSE_REVIEW);
  g_autoptr (GError) error = NULL;

  g_assert_null (herald_export_to_folder (fixture->library, &job, NULL, &error)); /* not in the library */
  g_assert_nonnull (error);
  g_clear_error (&error);
  put (fixture, announcement);
  job.formats = formats;
  g_assert_null (herald_export_to_folder (fixture->library, &job, NULL, &error));
  g_assert_nonnull (strstr (error->message, "papyrus"));
  g_assert_false (g_file_test (fixture->folder, G_FILE_TEST_EXISTS));
}

static void
test_default_purpose (Fixture       *fixture,
                      gconstpointer  data)
{
  for (int status = HERALD_STATUS_NONE; status <= HERALD_STATUS_WITHDRAWN; status++)
    {
      HeraldAnnouncement announcement = { .status = status };

      g_assert_cmpint (herald_export_default_purpose (&announcement), ==,
                       status >= HERALD_STATUS_APPROVED ? HERALD_PURPOSE_RELEASE : HERALD_PURPOSE_REVIEW);
    }
}

/* Who got which version when, in the history of every language edition that went out. */
static void
test_noted (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (HeraldAnnouncement) english = make_announcement ("en", HERALD_STATUS_DRAFT);
  g_autoptr (HeraldAnnouncement) italian = make_announcement ("it", HERALD_STATUS_DRAFT);
  HeraldExport job = make_job (fixture, english, HERALD_PURPOSE_REVIEW);
  const HeraldAnnouncement *both[] = { english, italian };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) paths = NULL;

  put (fixture, english);
  put (fixture, italian);
  job.recipient = "Legal";
  paths = herald_export_to_folder (fixture->library, &job, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_autoptr (GPtrArray) rows = herald_library_list_versions (fixture->library, both[i]->id, 0, 0, &error);
      const HeraldHistoryRow *row = NULL;
      const HeraldVersionEvent *event = NULL;

      g_assert_no_error (error);
      row = g_ptr_array_index (rows, 0);
      g_assert_cmpuint (row->events->len, ==, 1);
      event = g_ptr_array_index (row->events, 0);
      g_assert_cmpint (event->kind, ==, HERALD_EVENT_EXPORTED);
      g_assert_cmpint (event->purpose, ==, HERALD_PURPOSE_REVIEW);
      g_assert_cmpint (event->time, ==, NOW);
      g_assert_cmpstr (event->recipient, ==, "Legal");
      g_assert_cmpstr (event->by, ==, "Anna Bruni");
      g_assert_true (g_strv_equal ((const char * const *) event->formats, job.formats));
    }
}

int
main (int    argc,
      char **argv)
{
  static const struct { const char *name; void (*run) (Fixture *, gconstpointer); } tests[] = {
    { "/release/export/unsaved", test_unsaved_words_become_a_version },
    { "/release/export/older", test_older_version },
    { "/release/export/gate", test_gate_stands_before },
    { "/release/export/later-embargo", test_later_embargo_holds_old_versions },
    { "/release/export/editions", test_editions },
    { "/release/export/same-bytes", test_same_version_same_bytes },
    { "/release/export/kept-pictures", test_kept_pictures_same_bytes },
    { "/release/export/failure", test_failure_leaves_the_old_kit },
    { "/release/export/noted", test_noted },
    { "/release/export/async", test_async },
    { "/release/export/unknown", test_unknown_things },
    { "/release/export/purpose", test_default_purpose },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
