/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-body.h"

static HeraldAnnouncement *
make (void)
{
  HeraldAnnouncement *announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, "en");
  HeraldBlock *quote = NULL;

  herald_body_insert (announcement, NULL, HERALD_BLOCK_PARAGRAPH, "Glass and phones");
  quote = herald_body_insert (announcement, NULL, HERALD_BLOCK_QUOTE, "We begin today");
  g_free (quote->speaker->name);
  quote->speaker->name = g_strdup ("Anna Bruni");
  herald_body_insert (announcement, NULL, HERALD_BLOCK_PARAGRAPH, "More later");
  return announcement;
}

static HeraldBlock *
block_at (HeraldAnnouncement *announcement,
          guint               place)
{
  g_assert_cmpuint (place, <, announcement->body->len);
  return g_ptr_array_index (announcement->body, place);
}

static void
test_split_and_join (void)
{
  g_autoptr(HeraldAnnouncement) announcement = make ();
  g_autofree char *id = g_strdup (block_at (announcement, 0)->id);
  HeraldBlock *rest = NULL;
  HeraldBlock *joined = NULL;
  guint at = 0;

  block_at (announcement, 0)->marks = herald_marks_new ();
  herald_marks_add (block_at (announcement, 0)->marks, 3, 9, HERALD_MARK_LINK, "https://example.com");
  rest = herald_body_split (announcement, id, 6);
  g_assert_cmpstr (block_at (announcement, 0)->text, ==, "Glass ");
  g_assert_cmpstr (block_at (announcement, 0)->id, ==, id);
  g_assert_cmpstr (rest->text, ==, "and phones");
  g_assert_cmpstr (rest->id, !=, id);
  g_assert_cmpuint (g_array_index (rest->marks, HeraldMark, 0).length, ==, 6);

  joined = herald_body_join (announcement, rest->id, &at);
  g_assert_cmpstr (joined->id, ==, id);
  g_assert_cmpstr (joined->text, ==, "Glass and phones");
  g_assert_cmpuint (at, ==, 6);
  g_assert_cmpuint (joined->marks->len, ==, 1);
  g_assert_cmpuint (g_array_index (joined->marks, HeraldMark, 0).start, ==, 3);
  g_assert_cmpuint (g_array_index (joined->marks, HeraldMark, 0).length, ==, 9);
}

/* A speaker belongs to the quote: nothing that is typed takes the name away. */
static void
test_speaker_stays (void)
{
  g_autoptr(HeraldAnnouncement) announcement = make ();
  HeraldBlock *rest = NULL;
  guint at = 0;

  g_assert_null (herald_body_join (announcement, block_at (announcement, 1)->id, &at));
  g_assert_false (herald_body_convert (announcement, block_at (announcement, 1)->id, HERALD_BLOCK_PARAGRAPH));
  rest = herald_body_split (announcement, block_at (announcement, 1)->id, 3);
  g_assert_cmpint (rest->type, ==, HERALD_BLOCK_QUOTE);
  g_assert_cmpstr (rest->speaker->name, ==, "Anna Bruni");
  g_assert_nonnull (herald_body_join (announcement, rest->id, &at));
  g_assert_cmpstr (block_at (announcement, 1)->text, ==, "We begin today");
  g_assert_cmpstr (block_at (announcement, 1)->speaker->name, ==, "Anna Bruni");

  rest = herald_body_split (announcement, block_at (announcement, 1)->id, 14);
  g_assert_cmpint (rest->type, ==, HERALD_BLOCK_PARAGRAPH);
  g_assert_null (rest->speaker);
}

static void
test_paste (void)
{
  g_autoptr(HeraldAnnouncement) announcement = make ();
  g_autofree char *id = g_strdup (block_at (announcement, 0)->id);
  HeraldBlock *last = NULL;
  guint end = 0;

  last = herald_body_paste (announcement, id, 6, "one\r\n\r\n two\nthree", &end);
  g_assert_cmpuint (announcement->body->len, ==, 5);
  g_assert_cmpstr (block_at (announcement, 0)->text, ==, "Glass one");
  g_assert_cmpstr (block_at (announcement, 0)->id, ==, id);
  g_assert_cmpstr (block_at (announcement, 1)->text, ==, "two");
  g_assert_cmpstr (block_at (announcement, 2)->text, ==, "threeand phones");
  g_assert_true (last == block_at (announcement, 2));
  g_assert_cmpuint (end, ==, 5);
}

static void
test_move_and_remove (void)
{
  g_autoptr(HeraldAnnouncement) announcement = make ();
  g_autofree char *first = g_strdup (block_at (announcement, 0)->id);

  g_assert_false (herald_body_move (announcement, first, -1));
  g_assert_true (herald_body_move (announcement, first, 1));
  g_assert_cmpint (herald_body_find (announcement, first), ==, 1);
  g_assert_true (herald_body_remove (announcement, first));
  g_assert_false (herald_body_remove (announcement, first));
  g_assert_cmpuint (announcement->body->len, ==, 2);
}

/* The words that were there are there after any edits that only split, join and move. */
static void
test_random (void)
{
  for (guint round = 0; round < 300; round++)
    {
      g_autoptr(HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_OTHER, "en");
      g_autoptr(GString) before = g_string_new ("abcdefghijklmnopqrstuvwxyz");
      g_autoptr(GString) after = g_string_new (NULL);

      herald_body_insert (announcement, NULL, HERALD_BLOCK_PARAGRAPH, before->str);
      for (guint edit = 0; edit < 40; edit++)
        {
          guint place = (guint) g_test_rand_int_range (0, (gint32) announcement->body->len);
          HeraldBlock *block = block_at (announcement, place);
          guint at = 0;

          if (g_test_rand_bit ())
            herald_body_split (announcement, block->id, (guint) g_test_rand_int_range (0, 10));
          else
            herald_body_join (announcement, block->id, &at);
        }
      for (guint i = 0; i < announcement->body->len; i++)
        g_string_append (after, block_at (announcement, i)->text);
      g_assert_cmpstr (after->str, ==, before->str);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/body/split-and-join", test_split_and_join);
  g_test_add_func ("/body/speaker-stays", test_speaker_stays);
  g_test_add_func ("/body/paste", test_paste);
  g_test_add_func ("/body/move-and-remove", test_move_and_remove);
  g_test_add_func ("/body/random", test_random);
  return g_test_run ();
}
