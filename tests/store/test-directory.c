/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-directory.h"
#include "herald-store-fixture.h"

static HeraldAnnouncement *
make_announcement (const char *language,
                   const char *title)
{
  HeraldAnnouncement *announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, language);
  HeraldParty *party = herald_announcement_add_party (announcement, "Kitefin Mobile", HERALD_ROLE_ISSUER);
  HeraldBlock *quote = herald_block_new (HERALD_BLOCK_QUOTE, "We have wanted to know.");

  herald_announcement_add_boilerplate (announcement, party->id, g_str_equal (language, "it") ? "Kitefin fa telefoni." : "Kitefin makes phones.");
  quote->speaker = herald_speaker_new ("Lìn Qiao", title, "Kitefin Mobile");
  g_ptr_array_add (announcement->body, quote);
  return announcement;
}

static guint
count (HeraldStoreFixture *fixture,
       HeraldDocumentType  type)
{
  HeraldListQuery query = { .type = type };

  return herald_library_count (fixture->library, &query, NULL);
}

/* Noted once, whatever is written again; only what was missing is filled in. */
static void
test_note (HeraldStoreFixture *fixture,
           gconstpointer       data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldAnnouncement) first = make_announcement ("en", NULL);
  g_autoptr(HeraldAnnouncement) second = make_announcement ("it", "founder and CEO");
  g_autoptr(HeraldAnnouncement) third = make_announcement ("it", "chair");
  g_autoptr(HeraldOrganisation) organisation = NULL;
  g_autoptr(HeraldPerson) person = NULL;

  g_assert_true (herald_directory_note (fixture->library, first, &error));
  g_assert_true (herald_directory_note (fixture->library, second, &error));
  g_assert_true (herald_directory_note (fixture->library, third, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (fixture, HERALD_DOCUMENT_ORGANISATION), ==, 1);
  g_assert_cmpuint (count (fixture, HERALD_DOCUMENT_PERSON), ==, 1);
  g_assert_cmpuint (count (fixture, HERALD_DOCUMENT_ANNOUNCEMENT), ==, 0);

  organisation = herald_directory_find_organisation (fixture->library, "kitefin MOBILE", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (herald_organisation_get_boilerplate (organisation, "en"), ==, "Kitefin makes phones.");
  g_assert_cmpstr (herald_organisation_get_boilerplate (organisation, "it"), ==, "Kitefin fa telefoni.");
  person = herald_directory_find_person (fixture->library, "lin qiao", &error);
  g_assert_cmpstr (person->name, ==, "Lìn Qiao");
  g_assert_cmpstr (person->title, ==, "founder and CEO");
  g_assert_cmpstr (person->organisation, ==, organisation->id);
  g_assert_null (herald_directory_find_person (fixture->library, "Lin", &error));
  g_assert_null (herald_directory_find_organisation (fixture->library, "Kitefin", &error));
  g_assert_no_error (error);
}

static void
test_alias (HeraldStoreFixture *fixture,
            gconstpointer       data)
{
  g_autoptr(HeraldOrganisation) organisation = herald_organisation_new ("Kitefin Mobile Communications");
  g_autoptr(HeraldAnnouncement) announcement = make_announcement ("en", NULL);
  g_autoptr(HeraldDocument) document = NULL;

  g_ptr_array_add (organisation->aliases, g_strdup ("Kitefin Mobile"));
  document = herald_organisation_to_document (organisation);
  g_free (herald_store_put (fixture->library, document));
  g_assert_true (herald_directory_note (fixture->library, announcement, NULL));
  g_assert_cmpuint (count (fixture, HERALD_DOCUMENT_ORGANISATION), ==, 1);
}

static void
test_suggest (HeraldStoreFixture *fixture,
              gconstpointer       data)
{
  static const struct { const char *typed; guint n; } table[] = {
    { "li", 1 }, { "qia", 1 }, { "lin q", 1 }, { "founder", 0 }, { "x", 0 }, { "", 0 }, { "tag:lin", 0 },
  };
  g_autoptr(HeraldAnnouncement) announcement = make_announcement ("en", "founder");

  g_assert_true (herald_directory_note (fixture->library, announcement, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) suggestions = herald_directory_suggest (fixture->library, table[i].typed, 5, &error);
      const HeraldSuggestion *suggestion = suggestions->len > 0 ? g_ptr_array_index (suggestions, 0) : NULL;

      g_assert_no_error (error);
      g_assert_cmpuint (suggestions->len, ==, table[i].n);
      if (suggestion != NULL)
        {
          g_assert_cmpstr (suggestion->name, ==, "Lìn Qiao");
          g_assert_cmpstr (suggestion->title, ==, "founder");
          g_assert_cmpstr (suggestion->organisation, ==, "Kitefin Mobile");
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/store/directory/" name, HeraldStoreFixture, NULL, herald_store_fixture_set_up, function, herald_store_fixture_tear_down)
  ADD ("note", test_note);
  ADD ("alias", test_alias);
  ADD ("suggest", test_suggest);

  return g_test_run ();
}
