/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-merge-text.h"

#include <string.h>

#include "herald-merge-figures.h"
#include "herald-notation.h"

#define CLEAN HERALD_TEXT_CLEAN
#define WORDS HERALD_TEXT_WORDS
#define MARKS HERALD_TEXT_MARKS

/* expected: with ours preferred. */
static const struct
{
  const char *name, *base, *ours, *theirs, *expected;
  guint       conflict;
} table[] = {
  { "nothing changed", "A lens.", "A lens.", "A lens.", "A lens.", CLEAN },
  { "one side", "A lens.", "A new lens.", "A lens.", "A new lens.", CLEAN },
  { "both the same", "A lens.", "A new lens.", "A new lens.", "A new lens.", CLEAN },
  { "two words of a sentence", "The red car stops.", "The blue car stops.", "The red truck stops.", "The blue truck stops.", CLEAN },
  { "two sentences", "One is here. Two is there.", "It is here. Two is there.", "One is here. Two was there.", "It is here. Two was there.", CLEAN },
  { "the same word", "The red car.", "The blue car.", "The green car.", "The blue car.", WORDS },
  { "two words at one place", "We launch.", "We launch today.", "We launch tomorrow.", "We launch today.", WORDS },
  { "both ends", "lens", "A lens", "lens here", "A lens here", CLEAN },
  { "cut and edited", "Keep this. Old words here. End.", "Keep this. End.", "Keep this. Old words there. End.",
    "Keep this. Old words there. End.", WORDS },
  { "sentence anew by both", "The phone has a lens from Bergamo.", "In Bergamo we made the lens of a phone.",
    "Kitefin chose an Aurelia sensor for it.", "In Bergamo we made the lens of a phone.", WORDS },
  { "Chinese", "新手机今天发布。", "新手机明天发布。", "新相机今天发布。", "新相机明天发布。", CLEAN },
  { "a number by one", "It has 3.5 inches and glass.", "It has 4 inches and glass.", "It has 3.5 inches and steel.", "It has 4 inches and steel.", CLEAN },
  { "numbers by both", "It has 3 lenses, 10 motors.", "It has 4 lenses, 10 motors.", "It has 3 lenses, 12 motors.", "It has 4 lenses, 12 motors.", WORDS },
  { "Chinese numbers by both", "三个镜头和五个马达。", "四个镜头和五个马达。", "三个镜头和六个马达。", "四个镜头和六个马达。", WORDS },
  { "the same number by both", "It has 3 red lenses.", "It has 4 red lenses.", "It has 4 red lenses today.", "It has 4 red lenses today.", CLEAN },
  { "marks by one", "A new lens.", "A *new* lens.", "A new lens.", "A *new* lens.", CLEAN },
  { "marks by both", "A new lens here.", "A *new* lens here.", "A new _lens_ here.", "A *new* _lens_ here.", CLEAN },
  { "marks that overlap", "A new lens here.", "A *new lens* here.", "A new *lens here*.", "A *new lens here*.", CLEAN },
  { "bold here, reworded elsewhere", "A new lens from Bergamo.", "A *new* lens from Bergamo.", "A new lens from Milan.", "A *new* lens from Milan.", CLEAN },
  { "bold what the other rewrites", "A new lens.", "A *new* lens.", "A better lens.", "A *better* lens.", CLEAN },
  { "a sentence made bold with a word put in", "A new lens.", "*A new lens.*", "A new big lens.", "*A new big lens.*", CLEAN },
  { "bold a part of what the other rewrites", "A new lens.", "A *n*ew lens.", "A better lens.", "A better lens.", MARKS },
  { "mark gone, words changed", "A *new* lens.", "A new lens.", "A *better* lens.", "A better lens.", CLEAN },
  { "links to two places", "A new lens.", "A [new] lens.", "A <new> lens.", "A [new] lens.", MARKS },
  { "link and rewritten link", "A new lens.", "A [new] lens.", "A <better> lens.", "A [better] lens.", MARKS },
  { "link changed and gone", "A [new] lens.", "A new lens.", "A <new> lens.", "A <new> lens.", MARKS },
  { "all gone and edited", "Old words.", "", "Old phrase.", "Old phrase.", WORDS },
  { "new on both sides", "", "Ours.", "Theirs.", "Ours.", WORDS },
};

static void
check_row (guint    i,
           gboolean is_exchanged)
{
  g_autoptr (HeraldItem) base = herald_notation_read (table[i].base);
  g_autoptr (HeraldItem) ours = herald_notation_read (table[i].ours);
  g_autoptr (HeraldItem) theirs = herald_notation_read (table[i].theirs);
  g_autoptr (HeraldItem) merged = NULL;
  g_autofree char *found = NULL;
  HeraldTextConflict conflict = 99;

  if (is_exchanged)
    merged = herald_merge_texts (base, theirs, ours, HERALD_MERGE_THEIRS, FALSE, &conflict);
  else
    merged = herald_merge_texts (base, ours, theirs, HERALD_MERGE_OURS, FALSE, &conflict);
  found = herald_notation_write (merged);
  g_test_message ("%s: %s", table[i].name, found);
  g_assert_cmpstr (found, ==, table[i].expected);
  g_assert_cmpuint (conflict, ==, table[i].conflict);
}

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      check_row (i, FALSE);
      check_row (i, TRUE);
    }
}

/* Two who change a quote in different places have not agreed on what was said. */
static void
test_quote (void)
{
  g_autoptr (HeraldItem) base = herald_notation_read ("We see the far stars tonight.");
  g_autoptr (HeraldItem) ours = herald_notation_read ("You see the far stars tonight.");
  g_autoptr (HeraldItem) theirs = herald_notation_read ("We see the far stars today.");
  g_autoptr (HeraldItem) bold = herald_notation_read ("We see the *far* stars tonight.");
  g_autoptr (HeraldItem) mixed = NULL, whole = NULL, marked = NULL;
  HeraldTextConflict conflict = 99;

  mixed = herald_merge_texts (base, ours, theirs, HERALD_MERGE_THEIRS, FALSE, &conflict);
  g_assert_cmpstr (mixed->text, ==, "You see the far stars today.");
  g_assert_cmpuint (conflict, ==, CLEAN);
  whole = herald_merge_texts (base, ours, theirs, HERALD_MERGE_THEIRS, TRUE, &conflict);
  g_assert_cmpstr (whole->text, ==, "We see the far stars today.");
  g_assert_cmpuint (conflict, ==, WORDS);
  marked = herald_merge_texts (base, ours, bold, HERALD_MERGE_THEIRS, TRUE, &conflict);
  g_assert_cmpstr (marked->text, ==, "You see the far stars tonight.");
  g_assert_cmpuint (marked->marks->len, ==, 1);
  g_assert_cmpuint (conflict, ==, CLEAN);
}

static void
test_absent (void)
{
  g_autoptr (HeraldItem) ours = herald_notation_read ("*Ours*");
  g_autoptr (HeraldItem) merged = NULL, none = NULL;
  HeraldTextConflict conflict = 99;

  merged = herald_merge_texts (NULL, ours, NULL, HERALD_MERGE_OURS, FALSE, &conflict);
  g_assert_cmpstr (merged->text, ==, "Ours");
  g_assert_cmpuint (merged->marks->len, ==, 1);
  g_assert_cmpuint (conflict, ==, CLEAN);
  none = herald_merge_texts (NULL, NULL, NULL, HERALD_MERGE_OURS, FALSE, &conflict);
  g_assert_cmpstr (none->text, ==, "");
}

static void
test_numbers (void)
{
  g_assert_true (herald_merge_numbers_differ ("1 of 2", "3 of 2", "1 of 4"));
  g_assert_true (herald_merge_numbers_differ ("", "1", "2"));
  g_assert_true (herald_merge_numbers_differ ("³ and ½", "4 and ½", "³ and ¼"));
  g_assert_true (herald_merge_numbers_differ ("٣", "٤", "٥"));
  g_assert_false (herald_merge_numbers_differ ("1 of 2", "3 of 2", "1 of 2 lenses"));
  g_assert_false (herald_merge_numbers_differ ("1", "2", "2"));
  g_assert_false (herald_merge_numbers_differ (NULL, NULL, "2"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/merge-text/table", test_table);
  g_test_add_func ("/model/merge-text/quote", test_quote);
  g_test_add_func ("/model/merge-text/absent", test_absent);
  g_test_add_func ("/model/merge-text/numbers", test_numbers);
  return g_test_run ();
}
