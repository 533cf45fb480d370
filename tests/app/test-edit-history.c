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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit-history/undo-and-redo", test_undo_and_redo);
  g_test_add_func ("/edit-history/groups", test_groups);
  return g_test_run ();
}
