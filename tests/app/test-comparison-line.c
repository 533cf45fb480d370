/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-comparison-line.h"

static HeraldDocument *
make (const char *headline,
      const char *words)
{
  g_autoptr(HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, "en");
  HeraldBlock *block = herald_block_new (HERALD_BLOCK_PARAGRAPH, words);

  g_free (announcement->id);
  announcement->id = g_strdup ("0b7f2f5c-3d0e-4f55-8c64-51b1c3ae7d01");
  announcement->headline = g_strdup (headline);
  g_free (block->id);
  block->id = g_strdup ("tl3czvlt7hjyu");
  g_ptr_array_add (announcement->body, block);
  return herald_announcement_to_document (announcement);
}

static HeraldComparison *
compare (const char *before_headline,
         const char *before_words,
         const char *after_headline,
         const char *after_words)
{
  g_autoptr(HeraldDocument) before = make (before_headline, before_words);
  g_autoptr(HeraldDocument) after = make (after_headline, after_words);

  return herald_comparison_new (before, after);
}

static const HeraldComparedPart *
part_of (HeraldComparison *comparison,
         const char       *subject)
{
  const HeraldComparisonEntry *entry = herald_comparison_find (comparison, subject);

  g_assert_nonnull (entry);
  return entry->parts->pdata[0];
}

/* The line with what is struck in [- -] and what is underlined in [+ +]. */
static char *
tell (HeraldComparison *comparison,
      const char       *subject,
      HeraldSide        side)
{
  g_autoptr(HeraldComparisonLine) line = herald_comparison_line_new (side, HERALD_COLOURS_LIGHT);
  PangoAttrIterator *iterator = NULL;
  GString *told = g_string_new (NULL);

  herald_comparison_line_add (line, part_of (comparison, subject));
  iterator = pango_attr_list_get_iterator (line->attributes);
  do
    {
      const char *sign = pango_attr_iterator_get (iterator, PANGO_ATTR_STRIKETHROUGH) != NULL ? "-"
                         : pango_attr_iterator_get (iterator, PANGO_ATTR_UNDERLINE) != NULL   ? "+"
                                                                                              : NULL;
      int start = 0;
      int end = 0;

      pango_attr_iterator_range (iterator, &start, &end);
      end = MIN (end, (int) line->words->len);
      if (sign != NULL)
        g_string_append_printf (told, "[%s%.*s%s]", sign, end - start, line->words->str + start, sign);
      else
        g_string_append_len (told, line->words->str + start, end - start);
    }
  while (pango_attr_iterator_next (iterator));
  pango_attr_iterator_destroy (iterator);
  return g_string_free (told, FALSE);
}

static void
assert_told (HeraldComparison *comparison,
             const char       *subject,
             HeraldSide        side,
             const char       *expected)
{
  g_autofree char *told = tell (comparison, subject, side);

  g_assert_cmpstr (told, ==, expected);
}

static void
test_words (void)
{
  g_autoptr(HeraldComparison) comparison = compare ("A historic partnership", "x", "A long-term partnership", "x");
  g_autofree char *described = herald_comparison_describe_part (part_of (comparison, "headline"));

  assert_told (comparison, "headline", HERALD_SIDE_BOTH, "A [-historic-] [+long-term+] partnership");
  assert_told (comparison, "headline", HERALD_SIDE_BEFORE, "A [-historic-] partnership");
  assert_told (comparison, "headline", HERALD_SIDE_AFTER, "A [+long-term+] partnership");
  g_assert_cmpstr (described, ==, "Removed: “historic”. Added: “long-term”.");
  assert_told (comparison, "block:tl3czvlt7hjyu", HERALD_SIDE_BOTH, "x");
}

static void
test_other_scripts (void)
{
  g_autoptr(HeraldComparison) comparison = compare ("x", "Il telefono è già qui", "x", "Il telefono sarà già qui");

  assert_told (comparison, "block:tl3czvlt7hjyu", HERALD_SIDE_BOTH, "Il telefono [-è-] [+sarà+] già qui");
}

/* There was nothing: all of it is new, and nothing stands on the other side. */
static void
test_added (void)
{
  g_autoptr(HeraldDocument) after = make ("New", "Words");
  g_autoptr(HeraldComparison) comparison = herald_comparison_new (NULL, after);

  assert_told (comparison, "headline", HERALD_SIDE_BOTH, "[+New+]");
  assert_told (comparison, "headline", HERALD_SIDE_BEFORE, "");
  g_assert_false (herald_comparison_part_is_on (part_of (comparison, "headline"), HERALD_SIDE_BEFORE));
  g_assert_true (herald_comparison_part_is_on (part_of (comparison, "headline"), HERALD_SIDE_AFTER));
}

/* Every set of colours marks the words by a stroke or a line too. */
static void
test_colours (void)
{
  g_autoptr(HeraldComparison) comparison = compare ("one", "x", "two", "x");

  for (HeraldColours colours = HERALD_COLOURS_LIGHT; colours <= HERALD_COLOURS_DARK_CONTRAST; colours++)
    {
      g_autoptr(HeraldComparisonLine) line = herald_comparison_line_new (HERALD_SIDE_BOTH, colours);
      g_autofree char *attributes = NULL;

      herald_comparison_line_add (line, part_of (comparison, "headline"));
      attributes = pango_attr_list_to_string (line->attributes);
      g_assert_nonnull (strstr (attributes, "strikethrough"));
      g_assert_nonnull (strstr (attributes, "underline"));
      g_assert_nonnull (strstr (attributes, "foreground"));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/comparison-line/words", test_words);
  g_test_add_func ("/comparison-line/other-scripts", test_other_scripts);
  g_test_add_func ("/comparison-line/added", test_added);
  g_test_add_func ("/comparison-line/colours", test_colours);
  return g_test_run ();
}
