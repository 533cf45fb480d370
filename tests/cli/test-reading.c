/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-reading.h"

#include <string.h>

static HeraldAnnouncement *
make_announcement (void)
{
  HeraldAnnouncement *announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, "en");
  HeraldParty *aurelia = herald_announcement_add_party (announcement, "Aurelia Optics", HERALD_ROLE_ISSUER);
  HeraldBlock *quote = herald_block_new (HERALD_BLOCK_QUOTE, "We grind light.");
  HeraldBlock *list = herald_block_new (HERALD_BLOCK_LIST, NULL);

  herald_announcement_add_party (announcement, "Kitefin Mobile", HERALD_ROLE_ISSUER);
  announcement->headline = g_strdup ("A lens for every pocket");
  announcement->dateline = herald_dateline_new ("Bergamo", "2026-12-01");
  announcement->embargo = herald_embargo_new ("2026-12-01 09:00", "UTC", HERALD_ZONE_ONLY, NULL);
  g_ptr_array_add (announcement->body, herald_block_new (HERALD_BLOCK_PARAGRAPH, "The lead."));
  quote->speaker = herald_speaker_new ("Anna Bruni", "head of optics", "Aurelia Optics");
  g_ptr_array_add (announcement->body, quote);
  g_ptr_array_add (list->items, herald_item_new ("one"));
  g_ptr_array_add (list->items, herald_item_new ("two"));
  g_ptr_array_add (announcement->body, list);
  herald_announcement_add_boilerplate (announcement, aurelia->id, "Aurelia Optics makes lenses.");
  herald_announcement_add_contact (announcement, aurelia->id, "Anna Bruni", "anna@aurelia.example");
  g_assert_true (herald_announcement_add_tag (announcement, "imaging", NULL));
  announcement->notes = g_strdup ("not yet agreed");
  return announcement;
}

static void
assert_order (const char         *text,
              const char * const *parts)
{
  const char *rest = text;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *found = strstr (rest, parts[i]);

      if (found == NULL)
        g_error ("“%s” does not follow in:\n%s", parts[i], text);
      rest = found + strlen (parts[i]);
    }
}

static void
test_order (void)
{
  static const char * const parts[] = {
    "A lens for every pocket\n", "Status: draft\n", "Kind: partnership\n", "Language: en\n",
    "Embargo ends: 2026-12-01 09:00 UTC\n",
    "Companies: Aurelia Optics, Kitefin Mobile\n", "Tags: imaging\n",
    "\nBergamo, 2026-12-01 — The lead.\n",
    "\n“We grind light.”\n    — Anna Bruni, head of optics, Aurelia Optics\n",
    "\n  • one\n  • two\n",
    "\nAbout Aurelia Optics\nAurelia Optics makes lenses.\n",
    "\nMedia Contacts\nAnna Bruni, anna@aurelia.example\n",
    "not yet agreed\n", NULL
  };
  g_autoptr (HeraldAnnouncement) announcement = make_announcement ();
  g_autofree char *text = herald_reading_format (announcement);

  assert_order (text, parts);
}

static void
test_empty (void)
{
  static const char * const parts[] = { "(without a headline)\n", "Status: draft\n", NULL };
  g_autoptr (HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_NONE, NULL);
  g_autofree char *text = herald_reading_format (announcement);

  assert_order (text, parts);
  g_assert_null (strstr (text, "Companies"));
  g_assert_null (strstr (text, "Media Contacts"));
}

/* Place and date are not lost where there is no lead to stand before. */
static void
test_dateline_alone (void)
{
  static const char * const parts[] = { "\nBergamo\n\n“We grind light.”\n", NULL };
  g_autoptr (HeraldAnnouncement) announcement = make_announcement ();
  g_autofree char *text = NULL;

  g_ptr_array_remove_index (announcement->body, 0);
  herald_dateline_free (announcement->dateline);
  announcement->dateline = herald_dateline_new ("Bergamo", NULL);
  g_clear_pointer (&announcement->notes, g_free);
  text = herald_reading_format (announcement);
  assert_order (text, parts);
}

static void
test_no_commands (void)
{
  g_autoptr (HeraldAnnouncement) announcement = make_announcement ();
  g_autofree char *text = NULL;

  g_ptr_array_add (announcement->body, herald_block_new (HERALD_BLOCK_HEADING, "red \033[31m alert"));
  g_ptr_array_add (announcement->body, herald_block_new (HERALD_BLOCK_PARAGRAPH, "bell \007"));
  text = herald_reading_format (announcement);
  g_assert_null (strchr (text, '\033'));
  g_assert_null (strchr (text, '\007'));
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reading/order", test_order);
  g_test_add_func ("/reading/empty", test_empty);
  g_test_add_func ("/reading/dateline-alone", test_dateline_alone);
  g_test_add_func ("/reading/no-commands", test_no_commands);
  return g_test_run ();
}
