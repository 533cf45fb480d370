/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-store-fixture.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

static void
test_swap (HeraldStoreFixture *fixture,
           gconstpointer       data)
{
  g_autoptr(HeraldDocument) first = herald_store_make_document (NULL, "Kitefin and Aurelia join forces", NULL);
  g_autoptr(HeraldDocument) second = NULL;
  g_autoptr(HeraldWorkingCopy) copy = NULL;
  g_autoptr(GError) error = NULL;
  const char *id = herald_document_get_id (first);

  g_assert_cmpint (herald_library_put_working_copy (fixture->library, first, 1, &error), ==, 0);
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_CHANGED);
  g_clear_error (&error);

  g_assert_cmpint (herald_library_put_working_copy (fixture->library, first, 0, &error), ==, 1);
  g_assert_no_error (error);
  second = herald_store_make_document (id, "Kitefin and Aurelia work together", NULL);
  g_assert_cmpint (herald_library_put_working_copy (fixture->library, second, 0, &error), ==, 0);
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_CHANGED);
  g_clear_error (&error);
  herald_clock_advance (fixture->clock, G_USEC_PER_SEC);
  g_assert_cmpint (herald_library_put_working_copy (fixture->library, second, 1, &error), ==, 2);
  g_assert_no_error (error);

  herald_store_fixture_reopen (fixture);
  copy = herald_library_get_working_copy (fixture->library, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (herald_document_get_hash (copy->document), ==, herald_document_get_hash (second));
  g_assert_cmpint (copy->revision, ==, 2);
  g_assert_cmpint (copy->modified, ==, HERALD_STORE_TEST_TIME + G_USEC_PER_SEC);
  g_assert_null (copy->base);
  g_assert_true (copy->dirty);
}

static void
test_same_text (HeraldStoreFixture *fixture,
                gconstpointer       data)
{
  g_autoptr(HeraldDocument) document = herald_store_make_document (NULL, "A lens", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldWorkingCopy) copy = NULL;

  g_assert_cmpint (herald_library_put_working_copy (fixture->library, document, 0, &error), ==, 1);
  herald_clock_advance (fixture->clock, G_USEC_PER_SEC);
  g_assert_cmpint (herald_library_put_working_copy (fixture->library, document, 1, &error), ==, 1);
  g_assert_no_error (error);
  copy = herald_library_get_working_copy (fixture->library, herald_document_get_id (document), &error);
  g_assert_cmpint (copy->modified, ==, HERALD_STORE_TEST_TIME);
}

static void
test_missing (HeraldStoreFixture *fixture,
              gconstpointer       data)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (herald_library_get_working_copy (fixture->library, "3b241101-e2bb-4255-8caf-4136c566a962", &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND);
}

static void
test_newer_document (HeraldStoreFixture *fixture,
                     gconstpointer       data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldDocument) document = NULL;

  document = herald_document_parse ("{\"headline\":\"x\",\"id\":\"3b241101-e2bb-4255-8caf-4136c566a962\",\"schema\":99,\"type\":\"announcement\"}", -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (herald_library_put_working_copy (fixture->library, document, 0, &error), ==, 0);
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NEWER);
}

static void
test_resolve (HeraldStoreFixture *fixture,
              gconstpointer       data)
{
  g_autoptr(HeraldDocument) one = herald_store_make_document ("3b241101-e2bb-4255-8caf-4136c566a962", "One", NULL);
  g_autoptr(HeraldDocument) two = herald_store_make_document ("3b249999-e2bb-4255-8caf-4136c566a962", "Two", NULL);
  g_autoptr(GError) error = NULL;
  const struct { const char *prefix; const char *id; int code; } cases[] = {
    { "3b241", "3b241101-e2bb-4255-8caf-4136c566a962", 0 },
    { "3B249", "3b249999-e2bb-4255-8caf-4136c566a962", 0 },
    { "3b249999-e2bb-4255-8caf-4136c566a962", "3b249999-e2bb-4255-8caf-4136c566a962", 0 },
    { "3b24", NULL, HERALD_STORE_ERROR_AMBIGUOUS },
    { "3b25", NULL, HERALD_STORE_ERROR_NOT_FOUND },
    { "%", NULL, HERALD_STORE_ERROR_NOT_FOUND },
    { "", NULL, HERALD_STORE_ERROR_NOT_FOUND },
  };

  g_free (herald_store_put (fixture->library, one));
  g_free (herald_store_put (fixture->library, two));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = herald_library_resolve_id (fixture->library, cases[i].prefix, &error);

      g_assert_cmpstr (id, ==, cases[i].id);
      if (cases[i].id == NULL)
        g_assert_error (error, HERALD_STORE_ERROR, cases[i].code);
      g_clear_error (&error);
    }
}

static void
on_put (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  g_autoptr(GError) error = NULL;

  *(gint64 *) data = herald_library_put_working_copy_finish (HERALD_LIBRARY (source), result, &error);
  g_assert_no_error (error);
}

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(GError) error = NULL;

  *(HeraldVersion **) data = herald_library_save_version_finish (HERALD_LIBRARY (source), result, &error);
  g_assert_no_error (error);
}

/* What is put before a save is in it, without waiting for the answer. */
static void
test_async_order (HeraldStoreFixture *fixture,
                  gconstpointer       data)
{
  g_autoptr(HeraldDocument) document = herald_store_make_document (NULL, "A lens", NULL);
  g_autoptr(HeraldVersion) version = NULL;
  gint64 revision = -1;

  herald_library_put_working_copy_async (fixture->library, document, 0, NULL, on_put, &revision);
  herald_library_save_version_async (fixture->library, herald_document_get_id (document), fixture->author, "First", FALSE, NULL, on_saved, &version);
  while (version == NULL || revision < 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (revision, ==, 1);
  g_assert_cmpstr (version->body, ==, herald_document_get_hash (document));
}

static void
on_cancelled (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (herald_library_put_working_copy_finish (HERALD_LIBRARY (source), result, &error), ==, 0);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *(gboolean *) data = TRUE;
}

static void
test_cancel (HeraldStoreFixture *fixture,
             gconstpointer       data)
{
  g_autoptr(HeraldDocument) document = herald_store_make_document (NULL, "A lens", NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  gboolean told = FALSE;

  g_cancellable_cancel (cancellable);
  herald_library_put_working_copy_async (fixture->library, document, 0, cancellable, on_cancelled, &told);
  while (!told)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (herald_library_get_working_copy (fixture->library, herald_document_get_id (document), NULL));
}

static void
on_changed (HeraldLibrary *library,
            const char    *id,
            GPtrArray     *told)
{
  g_ptr_array_add (told, g_strdup (id ? id : "anything"));
}

static void
test_changed (HeraldStoreFixture *fixture,
              gconstpointer       data)
{
  g_autoptr(GPtrArray) told = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) error = NULL;
  g_autofree char *id = NULL;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_connect (fixture->library, "changed", G_CALLBACK (on_changed), told);
  id = herald_store_put_new (fixture->library, "A lens", NULL);
  while (told->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (g_ptr_array_index (told, 0), ==, id);

  g_ptr_array_set_size (told, 0);
  herald_library_set_setting (fixture->library, "colour", "#3584e4", &error);
  g_assert_no_error (error);
  while (told->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (g_ptr_array_index (told, 0), ==, "anything");
  g_signal_handlers_disconnect_by_data (fixture->library, told);
}

static void
test_modes (HeraldStoreFixture *fixture,
            gconstpointer       data)
{
  g_autofree char *database = g_build_filename (fixture->path, HERALD_LIBRARY_DATABASE, NULL);
  g_autofree char *journal = g_strconcat (database, "-journal", NULL);
  g_autofree char *id = herald_store_put_new (fixture->library, "A lens", NULL);
  GStatBuf status;

  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_assert_cmpint (g_stat (database, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (journal, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/store/working-copy/" name, HeraldStoreFixture, NULL, herald_store_fixture_set_up, function, herald_store_fixture_tear_down)
  ADD ("swap", test_swap);
  ADD ("same-text", test_same_text);
  ADD ("missing", test_missing);
  ADD ("newer-document", test_newer_document);
  ADD ("resolve", test_resolve);
  ADD ("async-order", test_async_order);
  ADD ("cancel", test_cancel);
  ADD ("changed", test_changed);
  ADD ("modes", test_modes);

  return g_test_run ();
}
