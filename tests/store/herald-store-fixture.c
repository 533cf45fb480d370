/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-store-fixture.h"

#include "herald-search.h"

#include <glib/gstdio.h>

/**
 * herald_store_fixture_set_up:
 * @fixture: to be filled in
 * @data: not used
 */
void
herald_store_fixture_set_up (HeraldStoreFixture *fixture,
                             gconstpointer       data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("herald-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "library", NULL);
  fixture->clock = herald_clock_new_fixed (HERALD_STORE_TEST_TIME);
  fixture->author = herald_author_new ("Anna Bruni", "anna@aurelia.example");
  fixture->library = herald_library_create (fixture->path, "Aurelia", fixture->clock, &error);
  g_assert_no_error (error);
}

/**
 * herald_store_fixture_tear_down:
 * @fixture: a fixture
 * @data: not used
 */
void
herald_store_fixture_tear_down (HeraldStoreFixture *fixture,
                                gconstpointer       data)
{
  g_clear_object (&fixture->library);
  g_clear_object (&fixture->clock);
  g_clear_pointer (&fixture->author, herald_author_free);
  herald_store_remove_tree (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

/**
 * herald_store_fixture_reopen:
 * @fixture: a fixture
 */
void
herald_store_fixture_reopen (HeraldStoreFixture *fixture)
{
  g_autoptr(GError) error = NULL;

  g_assert_finalize_object (fixture->library);
  fixture->library = herald_library_open (fixture->path, fixture->clock, &error);
  g_assert_no_error (error);
}

/**
 * herald_store_remove_tree:
 * @path: a folder or file
 */
void
herald_store_remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      herald_store_remove_tree (child);
    }
  g_remove (path);
}

/**
 * herald_store_make_document:
 * @id: (nullable): an id
 * @headline: a headline
 * @words: (nullable): a paragraph
 *
 * Returns: (transfer full): an announcement
 */
HeraldDocument *
herald_store_make_document (const char *id,
                            const char *headline,
                            const char *words)
{
  g_autoptr(HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, "en");

  if (id != NULL)
    {
      g_free (announcement->id);
      announcement->id = g_strdup (id);
    }
  announcement->headline = g_strdup (headline);
  announcement->notes = g_strdup (words);

  return herald_announcement_to_document (announcement);
}

/**
 * herald_store_put:
 * @library: a library
 * @document: a document
 *
 * Returns: (transfer full): its id
 */
char *
herald_store_put (HeraldLibrary  *library,
                  HeraldDocument *document)
{
  const char *id = herald_document_get_id (document);
  g_autoptr(HeraldWorkingCopy) copy = herald_library_get_working_copy (library, id, NULL);
  g_autoptr(GError) error = NULL;

  herald_library_put_working_copy (library, document, copy ? copy->revision : 0, &error);
  g_assert_no_error (error);

  return g_strdup (id);
}

/**
 * herald_store_put_new:
 * @library: a library
 * @headline: a headline
 * @words: (nullable): a paragraph
 *
 * Returns: (transfer full): the new announcement's id
 */
char *
herald_store_put_new (HeraldLibrary *library,
                      const char    *headline,
                      const char    *words)
{
  g_autoptr(HeraldDocument) document = herald_store_make_document (NULL, headline, words);

  return herald_store_put (library, document);
}

/**
 * herald_store_get_headline:
 * @library: a library
 * @id: an id
 *
 * Returns: (transfer full): the headline of the working copy
 */
char *
herald_store_get_headline (HeraldLibrary *library,
                           const char    *id)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldWorkingCopy) copy = herald_library_get_working_copy (library, id, &error);
  g_autoptr(HeraldAnnouncement) announcement = NULL;

  g_assert_no_error (error);
  announcement = herald_announcement_from_document (copy->document, &error);
  g_assert_no_error (error);

  return g_strdup (announcement->headline);
}

/**
 * herald_store_save:
 * @fixture: a fixture
 * @id: an id
 * @message: (nullable): %NULL: an automatic version
 *
 * Returns: (transfer full): the version
 */
HeraldVersion *
herald_store_save (HeraldStoreFixture *fixture,
                   const char         *id,
                   const char         *message)
{
  g_autoptr(GError) error = NULL;
  HeraldVersion *version;

  version = herald_library_save_version (fixture->library, id, fixture->author, message, message == NULL, &error);
  g_assert_no_error (error);

  return version;
}

/**
 * herald_store_index_all:
 * @library: a library
 */
void
herald_store_index_all (HeraldLibrary *library)
{
  gint64 backlog = 1;

  for (guint i = 0; i < 1000 && backlog > 0; i++)
    {
      g_autoptr(GError) error = NULL;
      HeraldDatabase *database = herald_library_begin_reading (library, &error);

      g_assert_no_error (error);
      g_assert_true (herald_search_get_backlog (database, &backlog, &error));
      herald_library_end_reading (library);
      if (backlog > 0)
        g_usleep (20000);
    }
  g_assert_cmpint (backlog, ==, 0);
}
