/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-history-words.h"

#define NOW (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC) /* 2023-11-14T22:13:20Z */

static HeraldHistoryRow *
make_row (const char *author,
          const char *time,
          const char *message,
          guint       number,
          guint       n_parents)
{
  static const char * const hashes[] = {
    "1111111111111111111111111111111111111111111111111111111111111111",
    "2222222222222222222222222222222222222222222222222222222222222222", NULL };
  HeraldHistoryRow *row = g_new0 (HeraldHistoryRow, 1);
  g_autoptr(HeraldAuthor) person = herald_author_new (author, NULL);

  row->version = herald_version_new ("0b7f2f5c-3d0e-4f55-8c64-51b1c3ae7d01", hashes + 2 - n_parents, person, time, message,
                                     message == NULL, hashes[0]);
  row->number = number;
  row->signers = g_new0 (char *, 1);
  row->events = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_version_event_free);
  return row;
}

static void
assert_line (HeraldHistoryItem *item,
             const char        *title,
             const char        *details)
{
  g_autofree char *found_title = herald_history_title (item);
  g_autofree char *found_details = herald_history_details (item, "Europe/Rome", NOW);

  g_assert_cmpstr (found_title, ==, title);
  g_assert_cmpstr (found_details, ==, details);
}

static void
test_named (void)
{
  g_autoptr(HeraldHistoryItem) item =
      herald_history_item_new_version (make_row ("Anna Bruni", "2023-11-14T10:20:00Z", "After legal", 7, 1), NULL);
  g_autofree char *number = herald_history_number (item);

  assert_line (item, "After legal", "Anna Bruni · today 11:20 Rome");
  g_assert_cmpstr (number, ==, "v7");
}

static void
test_automatic (void)
{
  g_autoptr(HeraldHistoryItem) item = herald_history_item_new_version (make_row (NULL, "2023-11-13T16:04:00Z", NULL, 3, 1),
                                                                       NULL);
  g_autofree char *name = herald_history_name (herald_history_item_get_row (item));

  assert_line (item, "Automatic version", "yesterday 17:04 Rome");
  g_assert_cmpstr (name, ==, "Version 3");
}

static HeraldHistoryItem *
make_joined (const char *one,
             const char *other,
             guint       number_of_other)
{
  GPtrArray *parents = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_history_row_free);

  g_ptr_array_add (parents, make_row (one, "2023-11-13T16:04:00Z", NULL, 8, 1));
  g_ptr_array_add (parents, make_row (other, "2023-11-13T16:05:00Z", NULL, number_of_other, 1));
  return herald_history_item_new_version (make_row (one, "2023-11-12T16:04:00Z", NULL, 9, 2), parents);
}

static void
test_joined (void)
{
  g_autoptr(HeraldHistoryItem) two = make_joined ("Anna Bruni", "Lin Qiao’s office", 7);
  g_autoptr(HeraldHistoryItem) one = make_joined ("Anna Bruni", "Anna Bruni", 7);
  g_autoptr(HeraldHistoryItem) same = make_joined ("Anna Bruni", "Lin Qiao", 8);

  assert_line (two, "Joined: Anna Bruni, Lin Qiao’s office", "12 Nov 17:04 Rome · from versions 7 and 8");
  assert_line (one, "Joined: two versions by Anna Bruni", "12 Nov 17:04 Rome · from versions 7 and 8");
  assert_line (same, "Joined: Anna Bruni, Lin Qiao", "12 Nov 17:04 Rome · from two versions");
}

static void
test_fold (void)
{
  HeraldHistoryRow *row = make_row ("Anna Bruni", "2023-11-14T10:20:00Z", "After legal", 12, 1);
  g_autoptr(HeraldHistoryItem) above = NULL;
  g_autoptr(HeraldHistoryItem) fold = NULL;

  row->n_folded = 9;
  above = herald_history_item_new_version (row, NULL);
  fold = herald_history_item_new_fold (above);
  herald_history_item_set_folded_times (above, NOW / G_USEC_PER_SEC - 24 * 60 * 60, NOW / G_USEC_PER_SEC - 24 * 60 * 60);
  assert_line (fold, "9 automatic versions", "yesterday");
  herald_history_item_set_folded_times (above, NOW / G_USEC_PER_SEC - 24 * 60 * 60, NOW / G_USEC_PER_SEC - 400 * 24 * 60 * 60);
  assert_line (fold, "9 automatic versions", "11 Oct 2022 – yesterday");
}

static void
add_event (HeraldHistoryRow *row,
           HeraldEventKind   kind,
           HeraldPurpose     purpose,
           const char       *recipient)
{
  g_ptr_array_add (row->events, herald_version_event_new (kind, purpose, recipient, NULL, NULL, NULL));
}

static void
test_marks (void)
{
  HeraldHistoryRow *row = make_row ("Anna Bruni", "2023-11-14T10:20:00Z", "Final", 12, 1);
  g_autoptr(HeraldHistoryItem) item = NULL;
  g_autoptr(GPtrArray) marks = NULL;
  g_autoptr(GString) words = g_string_new (NULL);

  g_strfreev (row->signers);
  row->signers = g_strsplit ("Lin Qiao,Marco Sala", ",", -1);
  add_event (row, HERALD_EVENT_EXPORTED, HERALD_PURPOSE_REVIEW, NULL);
  add_event (row, HERALD_EVENT_EXPORTED, HERALD_PURPOSE_BRIEFING, "La Gazzetta");
  add_event (row, HERALD_EVENT_RELEASED, HERALD_PURPOSE_RELEASE, NULL);
  item = herald_history_item_new_version (row, NULL);
  marks = herald_history_list_marks (item);
  for (guint i = 0; i < marks->len; i++)
    {
      const HeraldHistoryMark *mark = marks->pdata[i];

      g_string_append_printf (words, "[%s%s%s]", mark->words, mark->details != NULL ? ": " : "",
                              mark->details != NULL ? mark->details : "");
    }
  g_assert_cmpstr (words->str, ==, "[Released][Approved: Lin Qiao, Marco Sala][Sent for Review][Briefing: La Gazzetta]");
}

/* Nothing in a text becomes markup. */
static void
test_snippet (void)
{
  g_autofree char *plain = herald_history_snippet ("a \002lens\003 & <b> \002glass");
  g_autofree char *twisted = herald_history_snippet ("\003\003x\002\002y\003");

  g_assert_cmpstr (plain, ==, "a <b>lens</b> &amp; &lt;b&gt; <b>glass</b>");
  g_assert_cmpstr (twisted, ==, "x<b>y</b>");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history-words/named", test_named);
  g_test_add_func ("/history-words/automatic", test_automatic);
  g_test_add_func ("/history-words/joined", test_joined);
  g_test_add_func ("/history-words/fold", test_fold);
  g_test_add_func ("/history-words/marks", test_marks);
  g_test_add_func ("/history-words/snippet", test_snippet);
  return g_test_run ();
}
