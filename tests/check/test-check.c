/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-check.h"

static void
assert_findings (HeraldAnnouncement *announcement,
                 const char         *expected) /* "rule@place rule@place" */
{
  g_autoptr (GPtrArray) findings = herald_check (announcement);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      HeraldFinding *finding = g_ptr_array_index (findings, i);

      g_assert_nonnull (finding->message);
      g_string_append_printf (found, "%s%s@%s", i > 0 ? " " : "", finding->rule, finding->place);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static HeraldAnnouncement *
make_announcement (const char *headline)
{
  HeraldAnnouncement *announcement = herald_announcement_new (HERALD_KIND_OTHER, "en");

  announcement->headline = g_strdup (headline);
  return announcement;
}

static void
test_headline (void)
{
  g_autoptr (HeraldAnnouncement) none = make_announcement (NULL);
  g_autoptr (HeraldAnnouncement) blank = make_announcement (" \n");
  g_autoptr (HeraldAnnouncement) good = make_announcement ("Aurelia and Kitefin begin");

  assert_findings (none, "headline@headline");
  assert_findings (blank, "headline@headline");
  assert_findings (good, "");
}

static void
test_placeholders (void)
{
  static const struct { const char *text; gboolean found; } cases[] = {
    { "The price is TBD.", TRUE },
    { "Says [...] today", TRUE },
    { "Says […] today", TRUE },
    { "PENDING AURELIA QUOTE", TRUE },
    { "Lorem ipsum dolor", TRUE },
    { "XXX million euro", TRUE },
    { "How much ???", TRUE },
    { "The TKX lens", FALSE },
    { "Really? Yes.", FALSE },
    { "A pending order", FALSE },
    { "Wait ... what", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HeraldAnnouncement) announcement = make_announcement (cases[i].text);

      assert_findings (announcement, cases[i].found ? "placeholder@headline" : "");
    }
}

static void
test_quote_needs_a_speaker (void)
{
  g_autoptr (HeraldAnnouncement) announcement = make_announcement ("Aurelia and Kitefin begin");
  HeraldBlock *quote = herald_block_new (HERALD_BLOCK_QUOTE, "We begin.");
  g_autofree char *expected = g_strdup_printf ("quote-speaker@block:%s", quote->id);

  g_ptr_array_add (announcement->body, quote);
  assert_findings (announcement, expected);
  quote->speaker = herald_speaker_new ("", "managing director", "Aurelia Optics");
  assert_findings (announcement, expected);
  g_free (quote->speaker->name);
  quote->speaker->name = g_strdup ("Anna Bruni");
  assert_findings (announcement, "");
}

static void
test_order (void)
{
  g_autoptr (HeraldAnnouncement) announcement = make_announcement ("TBD");
  HeraldBlock *block = herald_block_new (HERALD_BLOCK_LIST, NULL);
  g_autofree char *expected = g_strdup_printf ("placeholder@headline placeholder@block:%s placeholder@boilerplates", block->id);

  g_ptr_array_add (block->items, herald_item_new ("one"));
  g_ptr_array_add (block->items, herald_item_new ("TK"));
  g_ptr_array_add (announcement->body, block);
  herald_announcement_add_boilerplate (announcement, NULL, "About XYZ");
  assert_findings (announcement, expected);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/headline", test_headline);
  g_test_add_func ("/check/placeholders", test_placeholders);
  g_test_add_func ("/check/quote-speaker", test_quote_needs_a_speaker);
  g_test_add_func ("/check/order", test_order);
  return g_test_run ();
}
