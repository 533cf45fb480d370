/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-sync-support.h"

#include <glib/gstdio.h>
#include <string.h>

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_folder (child);
      else
        g_unlink (child);
    }

  g_rmdir (path);
}

HeraldLibrary *
herald_test_library_new (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *parent = g_dir_make_tmp ("herald-sync-XXXXXX", &error);
  g_autofree char *folder = g_build_filename (parent, "library", NULL);
  g_autoptr (HeraldClock) clock = herald_clock_new_system ();
  HeraldLibrary *library = herald_library_create (folder, name, clock, &error);

  g_assert_no_error (error);
  return library;
}

void
herald_test_library_close (HeraldLibrary *library)
{
  g_autofree char *parent = g_path_get_dirname (herald_library_get_folder (library));

  g_object_unref (library);
  remove_folder (parent);
}

HeraldAuthor *
herald_test_author (void)
{
  return herald_author_new ("Anna Bruni", "anna@aurelia.example");
}

static void
put (HeraldLibrary      *library,
     HeraldAnnouncement *announcement,
     gint64              revision)
{
  g_autoptr (HeraldDocument) document = herald_announcement_to_document (announcement);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (herald_library_put_working_copy (library, document, revision, &error), >, 0);
  g_assert_no_error (error);
}

char *
herald_test_add (HeraldLibrary *library,
                 const char    *headline)
{
  g_autoptr (HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, "en");

  announcement->headline = g_strdup (headline);
  put (library, announcement, 0);
  return g_strdup (announcement->id);
}

static HeraldAnnouncement *
get (HeraldLibrary *library,
     const char    *id,
     gint64        *revision)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldWorkingCopy) copy = herald_library_get_working_copy (library, id, &error);
  HeraldAnnouncement *announcement = NULL;

  g_assert_no_error (error);
  announcement = herald_announcement_from_document (copy->document, &error);
  g_assert_no_error (error);
  *revision = copy->revision;

  return announcement;
}

void
herald_test_edit (HeraldLibrary *library,
                  const char    *id,
                  const char    *headline)
{
  gint64 revision = 0;
  g_autoptr (HeraldAnnouncement) announcement = get (library, id, &revision);

  g_free (announcement->headline);
  announcement->headline = g_strdup (headline);
  put (library, announcement, revision);
}

void
herald_test_tag (HeraldLibrary *library,
                 const char    *id,
                 const char    *tag)
{
  gint64 revision = 0;
  g_autoptr (HeraldAnnouncement) announcement = get (library, id, &revision);

  g_ptr_array_add (announcement->tags, g_strdup (tag));
  put (library, announcement, revision);
}

void
herald_test_save (HeraldLibrary *library,
                  const char    *id,
                  const char    *message)
{
  g_autoptr (HeraldAuthor) author = herald_test_author ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldVersion) version = herald_library_save_version (library, id, author, message, FALSE, &error);

  g_assert_no_error (error);
  g_assert_nonnull (version);
}

char *
herald_test_add_asset (HeraldLibrary *library,
                       const char    *id,
                       const char    *bytes)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (bytes, (gssize) strlen (bytes), NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *sha256 = herald_library_add_asset (library, stream, NULL, &error);
  gint64 revision = 0;
  g_autoptr (HeraldAnnouncement) announcement = get (library, id, &revision);

  g_assert_no_error (error);
  g_ptr_array_add (announcement->assets, herald_asset_new (sha256, "lens.jpg", "image/jpeg", (gint64) strlen (bytes)));
  put (library, announcement, revision);

  return g_steal_pointer (&sha256);
}

char *
herald_test_headline (HeraldLibrary *library,
                      const char    *id)
{
  gint64 revision = 0;
  g_autoptr (HeraldAnnouncement) announcement = get (library, id, &revision);

  return g_strdup (announcement->headline);
}

guint
herald_test_n_heads (HeraldLibrary *library,
                     const char    *id)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) heads = herald_library_get_heads (library, id, &error);

  g_assert_no_error (error);
  return g_strv_length (heads);
}

guint
herald_test_n_versions (HeraldLibrary *library,
                        const char    *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) versions = herald_library_list_versions (library, id, 0, 0, &error);

  g_assert_no_error (error);
  return versions->len;
}

HeraldSyncResult *
herald_test_sync (HeraldLibrary *library,
                  HeraldRemote  *remote)
{
  g_autoptr (HeraldAuthor) author = herald_test_author ();
  g_autoptr (GError) error = NULL;
  HeraldSyncResult *result = herald_sync_run (library, remote, author, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  return result;
}

void
herald_test_sync_quietly (HeraldLibrary *library,
                          HeraldRemote  *remote)
{
  g_autoptr (HeraldSyncResult) result = herald_test_sync (library, remote);

  for (guint i = 0; i < result->set_aside->len; i++)
    g_error ("set aside: %s", (char *) g_ptr_array_index (result->set_aside, i));
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static char *
describe (HeraldLibrary *library)
{
  HeraldListQuery query = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  rows = herald_library_list (library, &query, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < rows->len; i++)
    {
      const char *id = ((HeraldListRow *) g_ptr_array_index (rows, i))->summary->id;
      g_auto (GStrv) heads = herald_library_get_heads (library, id, NULL);
      g_autofree char *joined = g_strjoinv (" ", heads);
      g_autoptr (HeraldWorkingCopy) copy = herald_library_get_working_copy (library, id, NULL);

      /* Which of two heads is shown is each library's own. */
      g_ptr_array_add (lines, g_strdup_printf ("%s %s %s", id, joined,
                                               g_strv_length (heads) == 1 ? herald_document_get_hash (copy->document) : ""));
    }

  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

void
herald_test_assert_equal (HeraldLibrary *a,
                          HeraldLibrary *b)
{
  g_autofree char *in_a = describe (a);
  g_autofree char *in_b = describe (b);

  g_assert_cmpstr (in_a, ==, in_b);
}
