/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-store-fixture.h"

static char *
put_text (HeraldStoreFixture *fixture,
          const char         *id,
          const char         *headline)
{
  g_autoptr(HeraldDocument) document = herald_store_make_document (id, headline, NULL);

  herald_clock_advance (fixture->clock, 60 * G_USEC_PER_SEC);

  return herald_store_put (fixture->library, document);
}

static void
test_save (HeraldStoreFixture *fixture,
           gconstpointer       data)
{
  g_autofree char *id = put_text (fixture, NULL, "One");
  g_autoptr(HeraldVersion) first = herald_store_save (fixture, id, "First draft");
  g_autoptr(HeraldVersion) again = herald_store_save (fixture, id, NULL);
  g_autoptr(HeraldVersion) named = NULL;
  g_autoptr(HeraldVersion) stored = NULL;
  g_autoptr(HeraldWorkingCopy) copy = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) heads = NULL;

  g_assert_cmpuint (first->parents ? first->parents->len : 0, ==, 0);
  g_assert_cmpstr (first->time, ==, "2023-11-14T22:14:20Z");
  g_assert_cmpstr (first->message, ==, "First draft");
  g_assert_false (first->automatic);

  /* Nothing to save: the one that stands. */
  g_assert_cmpstr (again->hash, ==, first->hash);

  /* A name for what stands: the same body on top. */
  named = herald_store_save (fixture, id, "For the lawyers");
  g_assert_cmpstr (named->body, ==, first->body);
  g_assert_cmpstr (g_ptr_array_index (named->parents, 0), ==, first->hash);

  herald_store_fixture_reopen (fixture);
  stored = herald_library_get_version (fixture->library, named->hash, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (stored->author->email, ==, "anna@aurelia.example");
  g_assert_cmpstr (stored->hash, ==, named->hash);
  copy = herald_library_get_working_copy (fixture->library, id, &error);
  g_assert_cmpstr (copy->base, ==, named->hash);
  g_assert_false (copy->dirty);
  g_assert_cmpint (copy->revision, ==, 1); /* saving leaves the text alone */
  heads = herald_library_get_heads (fixture->library, id, &error);
  g_assert_cmpuint (g_strv_length (heads), ==, 1);
  g_assert_cmpstr (heads[0], ==, named->hash);
}

static void
test_dirty (HeraldStoreFixture *fixture,
            gconstpointer       data)
{
  g_autofree char *id = put_text (fixture, NULL, "One");
  g_autoptr(HeraldVersion) version = herald_store_save (fixture, id, NULL);
  g_autoptr(GPtrArray) dirty = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (version->automatic);
  dirty = herald_library_list_dirty (fixture->library, &error);
  g_assert_cmpuint (dirty->len, ==, 0);
  g_clear_pointer (&dirty, g_ptr_array_unref);

  g_free (put_text (fixture, id, "Two"));
  dirty = herald_library_list_dirty (fixture->library, &error);
  g_assert_cmpuint (dirty->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (dirty, 0), ==, id);
  g_clear_pointer (&dirty, g_ptr_array_unref);
}

/* Whoever types the old words again is back at the version. The documents must be byte for byte the same. */
static void
test_back_to_base (HeraldStoreFixture *fixture,
                   gconstpointer       data)
{
  g_autoptr(HeraldDocument) one = herald_store_make_document (NULL, "One", NULL);
  g_autofree char *id = herald_store_put (fixture->library, one);
  g_autoptr(HeraldVersion) version = herald_store_save (fixture, id, NULL);
  g_autoptr(HeraldWorkingCopy) copy = NULL;

  g_free (put_text (fixture, id, "Two"));
  g_free (herald_store_put (fixture->library, one));
  copy = herald_library_get_working_copy (fixture->library, id, NULL);
  g_assert_cmpint (copy->revision, ==, 3);
  g_assert_false (copy->dirty);
}

static void
test_restore (HeraldStoreFixture *fixture,
              gconstpointer       data)
{
  g_autofree char *id = put_text (fixture, NULL, "One");
  g_autoptr(HeraldVersion) first = herald_store_save (fixture, id, "First");
  g_autoptr(HeraldVersion) restored = NULL;
  g_autoptr(HeraldWorkingCopy) copy = NULL;
  g_autoptr(GPtrArray) history = NULL;
  g_autofree char *headline = NULL;
  g_autoptr(GError) error = NULL;
  const HeraldHistoryRow *row;

  g_free (put_text (fixture, id, "Two"));
  restored = herald_library_restore_version (fixture->library, id, first->hash, fixture->author, "Back", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (restored->body, ==, first->body);

  headline = herald_store_get_headline (fixture->library, id);
  g_assert_cmpstr (headline, ==, "One");
  copy = herald_library_get_working_copy (fixture->library, id, &error);
  g_assert_cmpstr (copy->base, ==, restored->hash);
  g_assert_cmpint (copy->revision, ==, 3);
  g_assert_false (copy->dirty);

  /* What was unsaved is a version between them. */
  history = herald_library_list_versions (fixture->library, id, 0, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->len, ==, 3);
  row = g_ptr_array_index (history, 0);
  g_assert_cmpstr (row->version->hash, ==, restored->hash);
  g_assert_cmpuint (row->number, ==, 3);
  g_assert_true (row->is_head);
  row = g_ptr_array_index (history, 1);
  g_assert_true (row->version->automatic);
  g_assert_false (row->is_head);
  g_assert_cmpstr (g_ptr_array_index (row->version->parents, 0), ==, first->hash);
}

static void
test_restore_wrong (HeraldStoreFixture *fixture,
                    gconstpointer       data)
{
  g_autofree char *id = put_text (fixture, NULL, "One");
  g_autofree char *other = put_text (fixture, NULL, "Other");
  g_autoptr(HeraldVersion) version = herald_store_save (fixture, other, "First");
  g_autoptr(GPtrArray) history = NULL;
  g_autofree char *headline = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *nowhere = g_strnfill (64, 'a');

  g_assert_null (herald_library_restore_version (fixture->library, id, version->hash, fixture->author, NULL, &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (herald_library_restore_version (fixture->library, id, nowhere, fixture->author, NULL, &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  headline = herald_store_get_headline (fixture->library, id);
  g_assert_cmpstr (headline, ==, "One");
  history = herald_library_list_versions (fixture->library, id, 0, 0, &error);
  g_assert_cmpuint (history->len, ==, 0);
}

/* Long enough for several chains of packed bodies, and for pages. */
static void
test_long_history (HeraldStoreFixture *fixture,
                   gconstpointer       data)
{
  const guint n = 150;
  g_autoptr(GPtrArray) history = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *id = g_strdup ("3b241101-e2bb-4255-8caf-4136c566a962");
  g_autofree char *words = g_strnfill (3000, 'w');

  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *headline = g_strdup_printf ("Headline %u", i);
      g_autoptr(HeraldDocument) document = herald_store_make_document (id, headline, words);

      g_free (herald_store_put (fixture->library, document));
      herald_version_free (herald_store_save (fixture, id, headline));
    }

  history = herald_library_list_versions (fixture->library, id, 0, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      const HeraldHistoryRow *row = g_ptr_array_index (history, i);
      g_autofree char *headline = g_strdup_printf ("Headline %u", n - i);
      g_autoptr(HeraldDocument) body = herald_library_get_body (fixture->library, row->version->body, &error);
      g_autoptr(HeraldAnnouncement) announcement = NULL;

      g_assert_no_error (error);
      announcement = herald_announcement_from_document (body, &error);
      g_assert_cmpstr (announcement->headline, ==, headline);
      g_assert_cmpstr (row->version->message, ==, headline);
      g_assert_cmpuint (row->number, ==, n - i);
      g_assert_cmpint (row->is_head, ==, i == 0);
    }
  g_clear_pointer (&history, g_ptr_array_unref);

  history = herald_library_list_versions (fixture->library, id, 148, 10, &error);
  g_assert_cmpuint (history->len, ==, 2);
  g_assert_cmpuint (((HeraldHistoryRow *) g_ptr_array_index (history, 1))->number, ==, 1);
}

static void
test_resolve (HeraldStoreFixture *fixture,
              gconstpointer       data)
{
  g_autofree char *id = put_text (fixture, NULL, "One");
  g_autoptr(GError) error = NULL;
  g_autofree char *none = herald_library_resolve_version (fixture->library, id, "head", &error);
  g_autoptr(HeraldVersion) first = NULL;
  g_autoptr(HeraldVersion) second = NULL;
  g_autofree char *prefix = NULL;
  g_autofree char *by_number = NULL;
  g_autofree char *by_prefix = NULL;
  g_autofree char *head = NULL;

  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  first = herald_store_save (fixture, id, "First");
  g_free (put_text (fixture, id, "Two"));
  second = herald_store_save (fixture, id, "Second");

  by_number = herald_library_resolve_version (fixture->library, id, "1", &error);
  g_assert_cmpstr (by_number, ==, first->hash);
  prefix = g_strndup (second->hash, 12);
  by_prefix = herald_library_resolve_version (fixture->library, id, prefix, &error);
  g_assert_cmpstr (by_prefix, ==, second->hash);
  head = herald_library_resolve_version (fixture->library, id, "head", &error);
  g_assert_cmpstr (head, ==, second->hash);

  g_assert_null (herald_library_resolve_version (fixture->library, id, "", &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (herald_library_resolve_version (fixture->library, id, "zebra", &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/store/versions/" name, HeraldStoreFixture, NULL, herald_store_fixture_set_up, function, herald_store_fixture_tear_down)
  ADD ("save", test_save);
  ADD ("dirty", test_dirty);
  ADD ("back-to-base", test_back_to_base);
  ADD ("restore", test_restore);
  ADD ("restore-wrong", test_restore_wrong);
  ADD ("long-history", test_long_history);
  ADD ("resolve", test_resolve);

  return g_test_run ();
}
