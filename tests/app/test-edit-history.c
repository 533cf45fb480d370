/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-edit-history.h"

static void
set_headline (HeraldAnnouncement *announcement,
              const char         *headline)
{
  g_free (announcement->headline);
  announcement->headline = g_strdup (headline);
}

static void
test_undo_and_redo (void)
{
  g_autoptr(HeraldEditHistory) history = herald_edit_history_new ();
  HeraldAnnouncement *now = herald_announcement_new (HERALD_KIND_PRODUCT, "en");

  g_assert_false (herald_edit_history_can_undo (history));
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *headline = g_strdup_printf ("%d", i);

      herald_edit_history_record (history, now, NULL, 0);
      set_headline (now, headline);
    }
  now = herald_edit_history_undo (history, now);
  g_assert_cmpstr (now->headline, ==, "1");
  now = herald_edit_history_undo (history, now);
  g_assert_cmpstr (now->headline, ==, "0");
  now = herald_edit_history_redo (history, now);
  g_assert_cmpstr (now->headline, ==, "1");
  /* A new edit ends what could be redone. */
  herald_edit_history_record (history, now, NULL, 0);
  set_headline (now, "other");
  g_assert_false (herald_edit_history_can_redo (history));
  now = herald_edit_history_undo (history, now);
  g_assert_cmpstr (now->headline, ==, "1");
  herald_announcement_free (now);
}

static void
test_groups (void)
{
  g_autoptr(HeraldEditHistory) history = herald_edit_history_new ();
  HeraldAnnouncement *now = herald_announcement_new (HERALD_KIND_PRODUCT, "en");
  static const struct { const char *group; gint64 at_ms; const char *headline; } edits[] = {
    { "headline", 0, "A" }, { "headline", 200, "AB" }, { "headline", 5000, "ABC" }, { "words:1", 5100, "ABCD" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      herald_edit_history_record (history, now, edits[i].group, edits[i].at_ms * 1000);
      set_headline (now, edits[i].headline);
    }
  now = herald_edit_history_undo (history, now);
  g_assert_cmpstr (now->headline, ==, "ABC");
  now = herald_edit_history_undo (history, now);
  g_assert_cmpstr (now->headline, ==, "AB");
  now = herald_edit_history_undo (history, now);
  g_assert_null (now->headline);
  g_assert_false (herald_edit_history_can_undo (history));
  herald_announcement_free (now);
}

/* Undo takes back one's own edits and leaves what somebody else wrote in between. */
static void
test_arrivals (void)
{
  g_autoptr(HeraldEditHistory) history = herald_edit_history_new ();
  HeraldAnnouncement *now = herald_announcement_new (HERALD_KIND_PRODUCT, "en");
  g_autoptr(HeraldDocument) before = NULL;
  g_autoptr(HeraldDocument) after = NULL;

  set_headline (now, "One two three");
  herald_edit_history_record (history, now, NULL, 0);
  set_headline (now, "One two four");
  before = herald_announcement_to_document (now);
  set_headline (now, "Zero two four");
  now->subheadline = g_strdup ("Written elsewhere");
  after = herald_announcement_to_document (now);
  herald_edit_history_arrive (history, before, after);

  now = herald_edit_history_undo (history, now);
  g_assert_cmpstr (now->headline, ==, "Zero two three");
  g_assert_cmpstr (now->subheadline, ==, "Written elsewhere");
  now = herald_edit_history_redo (history, now);
  g_assert_cmpstr (now->headline, ==, "Zero two four");
  g_assert_cmpstr (now->subheadline, ==, "Written elsewhere");
  herald_announcement_free (now);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit-history/undo-and-redo", test_undo_and_redo);
  g_test_add_func ("/edit-history/groups", test_groups);
  g_test_add_func ("/edit-history/arrivals", test_arrivals);
  return g_test_run ();
}
