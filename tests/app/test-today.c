/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-store-fixture.h"
#include "herald-today.h"
#include "herald-zone.h"

typedef struct
{
  HeraldStoreFixture one;
  HeraldStoreFixture other;
} Two;

static void
set_up (Two           *two,
        gconstpointer  data)
{
  herald_store_fixture_set_up (&two->one, NULL);
  herald_store_fixture_set_up (&two->other, NULL);
}

static void
tear_down (Two           *two,
           gconstpointer  data)
{
  herald_store_fixture_tear_down (&two->one, NULL);
  herald_store_fixture_tear_down (&two->other, NULL);
}

/* An announcement whose embargo ends so many hours from now; 0: none. */
static HeraldAnnouncement *
make (HeraldStoreFixture *fixture,
      const char         *headline,
      int                 hours)
{
  HeraldAnnouncement *announcement = herald_announcement_new (HERALD_KIND_PRODUCT, "en");
  g_autofree char *utc = herald_utc_format (herald_clock_get_real (fixture->clock) / G_USEC_PER_SEC + hours * 3600);

  announcement->headline = g_strdup (headline);
  if (hours != 0)
    {
      utc[19] = '\0'; /* without the Z it is the wall's time in UTC */
      announcement->embargo = herald_embargo_new (utc, "UTC", HERALD_ZONE_ONLY, NULL);
      g_assert_nonnull (announcement->embargo);
    }
  return announcement;
}

/* announcement: (transfer full) */
static void
put (HeraldStoreFixture *fixture,
     HeraldAnnouncement *announcement)
{
  g_autoptr(HeraldDocument) document = herald_announcement_to_document (announcement);

  g_free (herald_store_put (fixture->library, document));
  herald_announcement_free (announcement);
  herald_clock_advance (fixture->clock, G_USEC_PER_SEC);
}

static GPtrArray *
list_entries (Two *two)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_shelf_entry_unref);

  g_ptr_array_add (entries, herald_shelf_entry_new (two->one.library, "One", NULL));
  g_ptr_array_add (entries, herald_shelf_entry_new (two->other.library, "Other", NULL));
  return entries;
}

static char *
tell (GPtrArray *items)
{
  static const char *const kinds[] = { "conflict", "lift", "comments", "review" };
  GString *told = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      const HeraldTodayItem *item = g_ptr_array_index (items, i);

      g_string_append_printf (told, "%s%s: %s (%s)", i > 0 ? ", " : "", kinds[item->kind], item->row->summary->headline, item->entry->name);
    }
  return g_string_free (told, FALSE);
}

static void
fill (Two *two)
{
  HeraldAnnouncement *announcement = NULL;
  HeraldComment *comment = NULL;

  put (&two->one, make (&two->one, "In three days", 72));
  put (&two->one, make (&two->one, "In a month", 720));
  put (&two->one, make (&two->one, "Yesterday", -24));
  put (&two->other, make (&two->other, "Tomorrow", 24));
  announcement = make (&two->other, "Reviewed", 0);
  announcement->status = HERALD_STATUS_REVIEW;
  comment = herald_record_new (&herald_comment_type);
  comment->id = g_strdup ("aaaaaaaaaaaaa");
  comment->text = g_strdup ("We cannot say leader");
  g_ptr_array_add (announcement->comments, comment);
  put (&two->other, announcement);
  announcement = make (&two->other, "Thrown away", 24);
  announcement->trashed = herald_trashed_new ("Anna Bruni", "2026-11-22T10:00:00Z");
  put (&two->other, announcement);
}

/* Lifts of all libraries in the order of time; what is past or far, or in the trash, needs nobody. */
static void
test_collect (Two           *two,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = list_entries (two);
  g_autoptr(GPtrArray) items = NULL;
  g_autofree char *told = NULL;

  fill (two);
  items = herald_today_collect (entries, herald_clock_get_real (two->one.clock), &error);
  g_assert_no_error (error);
  told = tell (items);
  g_assert_cmpstr (told, ==, "lift: Tomorrow (Other), lift: In three days (One), comments: Reviewed (Other), review: Reviewed (Other)");
}

static void
test_lifts (Two           *two,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = list_entries (two);
  g_autoptr(GPtrArray) items = NULL;
  g_autofree char *told = NULL;
  gint64 now = 0;

  fill (two);
  now = herald_clock_get_real (two->one.clock) / G_USEC_PER_SEC;
  items = herald_today_collect_lifts (entries, now - 48 * 3600, now + 48 * 3600, &error);
  g_assert_no_error (error);
  told = tell (items);
  g_assert_cmpstr (told, ==, "lift: Yesterday (One), lift: Tomorrow (Other)");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/app/today/collect", Two, NULL, set_up, test_collect, tear_down);
  g_test_add ("/app/today/lifts", Two, NULL, set_up, test_lifts, tear_down);

  return g_test_run ();
}
