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

      herald_edit_history_begin (history, now, NULL, 0);
      set_headline (now, headline);
      herald_edit_history_end (history);
    }
  now = herald_edit_history_undo (history, now);
  g_assert_cmpstr (now->headline, ==, "1");
  now = herald_edit_history_undo (history, now);
  g_assert_cmpstr (now->headline, ==, "0");
  now = herald_edit_history_redo (history, now);
  g_assert_cmpstr (now->headline, ==, "1");
  /* A new edit ends what could be redone. */
  herald_edit_history_begin (history, now, NULL, 0);
  set_headline (now, "other");
  herald_edit_history_end (history);
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
      herald_edit_history_begin (history, now, edits[i].group, edits[i].at_ms * 1000);
      set_headline (now, edits[i].headline);
      herald_edit_history_end (history);
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
  g_autoptr(HeraldAnnouncement) before = NULL;

  set_headline (now, "One two three");
  herald_edit_history_begin (history, now, NULL, 0);
  set_headline (now, "One two four");
  herald_edit_history_end (history);
  before = herald_announcement_copy (now);
  set_headline (now, "Zero two four");
  now->subheadline = g_strdup ("Written elsewhere");
  herald_edit_history_arrive (history, before, now);

  now = herald_edit_history_undo (history, now);
  g_assert_cmpstr (now->headline, ==, "Zero two three");
  g_assert_cmpstr (now->subheadline, ==, "Written elsewhere");
  now = herald_edit_history_redo (history, now);
  g_assert_cmpstr (now->headline, ==, "Zero two four");
  g_assert_cmpstr (now->subheadline, ==, "Written elsewhere");
  herald_announcement_free (now);
}

static void
type_words (HeraldEditHistory  *history,
            HeraldAnnouncement *now,
            HeraldFlowPlace     place,
            const char         *words,
            const char         *group)
{
  HeraldFlowEdit *edit = herald_flow_insert (now->body, place, words, HERALD_FLOW_PLAIN);

  herald_flow_edit_apply (edit, now->body);
  herald_edit_history_splice (history, edit, group, 0);
}

static const char *
words_of (HeraldAnnouncement *announcement,
          guint               block)
{
  return ((HeraldBlock *) g_ptr_array_index (announcement->body, block))->text;
}

/* What is typed is undone group by group, what arrives in between stays, and redo brings it all back. */
static void
test_body (void)
{
  g_autoptr(HeraldEditHistory) history = herald_edit_history_new ();
  HeraldAnnouncement *now = herald_announcement_new (HERALD_KIND_PRODUCT, "en");
  g_autoptr(HeraldAnnouncement) before = NULL;

  type_words (history, now, (HeraldFlowPlace) { 0, 0 }, "Glass", "one");
  type_words (history, now, (HeraldFlowPlace) { 0, 5 }, " and", "two");
  type_words (history, now, (HeraldFlowPlace) { 0, 9 }, " light", "two");
  before = herald_announcement_copy (now);
  g_ptr_array_insert (now->body, 0, herald_block_new (HERALD_BLOCK_HEADING, "From elsewhere"));
  herald_edit_history_arrive (history, before, now);
  type_words (history, now, (HeraldFlowPlace) { 1, 15 }, ".", "three");

  now = herald_edit_history_undo (history, now);
  g_assert_cmpstr (words_of (now, 1), ==, "Glass and light");
  now = herald_edit_history_undo (history, now);
  g_assert_cmpuint (now->body->len, ==, 2);
  g_assert_cmpstr (words_of (now, 0), ==, "From elsewhere");
  g_assert_cmpstr (words_of (now, 1), ==, "Glass");
  now = herald_edit_history_undo (history, now);
  g_assert_cmpuint (now->body->len, ==, 1);
  g_assert_cmpstr (words_of (now, 0), ==, "From elsewhere");
  g_assert_false (herald_edit_history_can_undo (history));
  for (int i = 0; i < 3; i++)
    now = herald_edit_history_redo (history, now);
  g_assert_cmpstr (words_of (now, 1), ==, "Glass and light.");
  g_assert_false (herald_edit_history_can_redo (history));
  herald_announcement_free (now);
}

/* A picture is an asset and a block: one step. */
static void
test_both_parts (void)
{
  g_autoptr(HeraldEditHistory) history = herald_edit_history_new ();
  HeraldAnnouncement *now = herald_announcement_new (HERALD_KIND_PRODUCT, "en");

  herald_edit_history_begin (history, now, NULL, 0);
  type_words (history, now, (HeraldFlowPlace) { 0, 0 }, "Glass", NULL);
  set_headline (now, "Light");
  herald_edit_history_end (history);
  now = herald_edit_history_undo (history, now);
  g_assert_null (now->headline);
  g_assert_cmpuint (now->body->len, ==, 0);
  g_assert_false (herald_edit_history_can_undo (history));
  now = herald_edit_history_redo (history, now);
  g_assert_cmpstr (now->headline, ==, "Light");
  g_assert_cmpstr (words_of (now, 0), ==, "Glass");
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
  g_test_add_func ("/edit-history/body", test_body);
  g_test_add_func ("/edit-history/both-parts", test_both_parts);
  return g_test_run ();
}
