/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-bulk.h"
#include "herald-store-fixture.h"

static char *
add (HeraldStoreFixture *fixture,
     HeraldStatus        status,
     const char         *tag)
{
  g_autoptr(HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_PRODUCT, "en");
  g_autoptr(HeraldDocument) document = NULL;

  announcement->status = status;
  if (tag != NULL)
    herald_announcement_add_tag (announcement, tag, NULL);
  document = herald_announcement_to_document (announcement);
  return herald_store_put (fixture->library, document);
}

static HeraldAnnouncement *
read_one (HeraldStoreFixture *fixture,
          const char         *id)
{
  g_autoptr(HeraldWorkingCopy) copy = herald_library_get_working_copy (fixture->library, id, NULL);

  return herald_announcement_from_document (copy->document, NULL);
}

static void
run (HeraldStoreFixture *fixture,
     HeraldBulk         *bulk,
     const char         *describes)
{
  g_autofree char *words = NULL;

  herald_bulk_run (bulk, fixture->library, fixture->author, NULL);
  words = herald_bulk_describe (bulk);
  g_assert_cmpstr (words, ==, describes);
}

static void
name (HeraldBulk *bulk,
      const char *first,
      const char *second)
{
  g_ptr_array_add (bulk->ids, g_strdup (first));
  g_ptr_array_add (bulk->ids, g_strdup (second));
}

/* Undone, each has the status of before; what was published is left alone. */
static void
test_status (HeraldStoreFixture *fixture,
             gconstpointer       data)
{
  g_autofree char *draft = add (fixture, HERALD_STATUS_DRAFT, NULL);
  g_autofree char *approved = add (fixture, HERALD_STATUS_APPROVED, NULL);
  g_autofree char *released = add (fixture, HERALD_STATUS_RELEASED, NULL);
  g_autoptr(HeraldBulk) bulk = herald_bulk_new (HERALD_BULK_SET_STATUS, NULL, HERALD_STATUS_REVIEW);
  g_autoptr(HeraldBulk) undo = NULL;
  g_autoptr(HeraldAnnouncement) one = NULL, two = NULL, three = NULL;

  name (bulk, draft, approved);
  g_ptr_array_add (bulk->ids, g_strdup (released));
  run (fixture, bulk, "2 announcements set to “In Review”. 1 is published and stays as it is.");
  one = read_one (fixture, draft);
  g_assert_cmpint (one->status, ==, HERALD_STATUS_REVIEW);
  three = read_one (fixture, released);
  g_assert_cmpint (three->status, ==, HERALD_STATUS_RELEASED);

  undo = herald_bulk_new_undo (bulk);
  run (fixture, undo, "2 announcements have their status back");
  g_clear_pointer (&one, herald_announcement_free);
  one = read_one (fixture, draft);
  g_assert_cmpint (one->status, ==, HERALD_STATUS_DRAFT);
  two = read_one (fixture, approved);
  g_assert_cmpint (two->status, ==, HERALD_STATUS_APPROVED);
}

/* A tag that somebody had before stays when the tagging is undone. */
static void
test_tag (HeraldStoreFixture *fixture,
          gconstpointer       data)
{
  g_autofree char *plain = add (fixture, HERALD_STATUS_DRAFT, NULL);
  g_autofree char *tagged = add (fixture, HERALD_STATUS_DRAFT, "imaging");
  g_autoptr(HeraldBulk) bulk = herald_bulk_new (HERALD_BULK_ADD_TAG, "imaging", HERALD_STATUS_NONE);
  g_autoptr(HeraldBulk) undo = NULL;
  g_autoptr(HeraldAnnouncement) one = NULL, two = NULL;

  name (bulk, plain, tagged);
  run (fixture, bulk, "1 announcement tagged “imaging”");
  undo = herald_bulk_new_undo (bulk);
  run (fixture, undo, "Tag “imaging” removed from 1 announcement");
  one = read_one (fixture, plain);
  two = read_one (fixture, tagged);
  g_assert_cmpuint (one->tags->len, ==, 0);
  g_assert_cmpuint (two->tags->len, ==, 1);
}

static void
test_bad_tag (HeraldStoreFixture *fixture,
              gconstpointer       data)
{
  g_autofree char *id = add (fixture, HERALD_STATUS_DRAFT, NULL);
  g_autoptr(HeraldBulk) bulk = herald_bulk_new (HERALD_BULK_ADD_TAG, "", HERALD_STATUS_NONE);

  name (bulk, id, "3b241101-e2bb-4255-8caf-4136c566a962");
  herald_bulk_run (bulk, fixture->library, fixture->author, NULL);
  g_assert_cmpuint (bulk->n_failed, ==, 2);
  g_assert_cmpuint (bulk->done->len, ==, 0);
  g_assert_nonnull (bulk->problem);
}

/* As a version, so that it goes to the team, too. */
static void
test_trash (HeraldStoreFixture *fixture,
            gconstpointer       data)
{
  g_autofree char *one = add (fixture, HERALD_STATUS_DRAFT, NULL);
  g_autofree char *two = add (fixture, HERALD_STATUS_DRAFT, NULL);
  g_autoptr(HeraldBulk) bulk = herald_bulk_new (HERALD_BULK_TRASH, NULL, HERALD_STATUS_NONE);
  g_autoptr(HeraldBulk) undo = NULL;
  g_autoptr(GPtrArray) versions = NULL;
  HeraldListQuery query = { .trash = TRUE };

  name (bulk, one, two);
  run (fixture, bulk, "2 announcements moved to the trash");
  g_assert_cmpuint (herald_library_count (fixture->library, &query, NULL), ==, 2);
  undo = herald_bulk_new_undo (bulk);
  run (fixture, undo, "2 announcements taken out of the trash");
  g_assert_cmpuint (herald_library_count (fixture->library, &query, NULL), ==, 0);
  versions = herald_library_list_versions (fixture->library, one, 0, 0, NULL);
  g_assert_cmpuint (versions->len, ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/app/bulk/" path, HeraldStoreFixture, NULL, herald_store_fixture_set_up, function, herald_store_fixture_tear_down)
  ADD ("status", test_status);
  ADD ("tag", test_tag);
  ADD ("bad-tag", test_bad_tag);
  ADD ("trash", test_trash);

  return g_test_run ();
}
