/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-store-fixture.h"

static char *
add (HeraldStoreFixture *fixture,
     const char         *headline,
     const char         *words,
     const char         *tag,
     const char         *party)
{
  g_autoptr(HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_PRODUCT, "en");
  g_autoptr(HeraldDocument) document = NULL;
  g_autoptr(GError) error = NULL;

  announcement->headline = g_strdup (headline);
  announcement->notes = g_strdup (words);
  if (tag != NULL)
    herald_announcement_add_tag (announcement, tag, &error);
  if (party != NULL)
    herald_announcement_add_party (announcement, party, HERALD_ROLE_ISSUER);
  g_assert_no_error (error);
  herald_clock_advance (fixture->clock, G_USEC_PER_SEC);
  document = herald_announcement_to_document (announcement);

  return herald_store_put (fixture->library, document);
}

/* The headlines of a page, joined; and that the count of all agrees with a page without limit. */
static char *
list (HeraldStoreFixture    *fixture,
      const HeraldListQuery *query)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = herald_library_list (fixture->library, query, &error);
  GString *headlines = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const HeraldListRow *row = g_ptr_array_index (rows, i);

      g_string_append_printf (headlines, "%s%s", i ? ", " : "", row->summary->headline);
    }
  if (query->limit == 0 && query->offset == 0)
    {
      guint count = herald_library_count (fixture->library, query, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (count, ==, rows->len);
    }

  return g_string_free (headlines, FALSE);
}

#define assert_list(expected, ...) \
  G_STMT_START { \
    HeraldListQuery the_query = { __VA_ARGS__ }; \
    g_autofree char *headlines = list (fixture, &the_query); \
    g_assert_cmpstr (headlines, ==, expected); \
  } G_STMT_END

static void
test_filters (HeraldStoreFixture *fixture,
              gconstpointer       data)
{
  g_autofree char *lens = add (fixture, "Lens", NULL, "imaging", "Aurelia Optics");
  g_autofree char *phone = add (fixture, "Phone", NULL, "mobile", "Kitefin Mobile");
  g_autofree char *both = add (fixture, "Both", NULL, "imaging", "Kitefin Mobile");
  g_autoptr(GPtrArray) tags = NULL;

  assert_list ("Both, Phone, Lens", .limit = 0);
  assert_list ("Both, Lens", .tag = "imaging");
  assert_list ("Both, Phone", .party = "Kitefin Mobile");
  assert_list ("Both", .party = "Kitefin Mobile", .tag = "imaging");
  assert_list ("", .tag = "Imaging");
  assert_list ("Phone", .offset = 1, .limit = 1);
  assert_list ("", .offset = 3, .limit = 10);
  assert_list ("Both, Phone, Lens", .status = HERALD_STATUS_DRAFT);
  assert_list ("", .status = HERALD_STATUS_APPROVED);
  assert_list ("", .embargoed = TRUE);
  assert_list ("", .trash = TRUE);
  assert_list ("", .type = HERALD_DOCUMENT_PERSON);
  assert_list ("", .translation_group = "3b241101-e2bb-4255-8caf-4136c566a962");

  tags = herald_library_list_tags (fixture->library, NULL);
  g_assert_cmpuint (tags->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (tags, 0), ==, "imaging");
  g_assert_cmpstr (g_ptr_array_index (tags, 1), ==, "mobile");
}

static void
change (HeraldStoreFixture *fixture,
        const char         *id,
        void              (*edit) (HeraldAnnouncement *announcement))
{
  g_autoptr(HeraldWorkingCopy) copy = herald_library_get_working_copy (fixture->library, id, NULL);
  g_autoptr(HeraldAnnouncement) announcement = herald_announcement_from_document (copy->document, NULL);
  g_autoptr(HeraldDocument) document = NULL;

  edit (announcement);
  document = herald_announcement_to_document (announcement);
  g_free (herald_store_put (fixture->library, document));
}

static void
trash (HeraldAnnouncement *announcement)
{
  announcement->trashed = herald_trashed_new ("Anna Bruni", "2026-11-22T10:00:00Z");
}

static void
set_embargo_and_group (HeraldAnnouncement *announcement)
{
  announcement->embargo = herald_embargo_new ("2026-12-01T09:00:00", "Europe/Rome", HERALD_ZONE_ONLY, NULL);
  announcement->translation_group = g_strdup ("3b241101-e2bb-4255-8caf-4136c566a962");
  herald_announcement_remove_tag (announcement, "imaging");
}

static void
test_changes (HeraldStoreFixture *fixture,
              gconstpointer       data)
{
  g_autofree char *lens = add (fixture, "Lens", NULL, "imaging", NULL);
  g_autofree char *phone = add (fixture, "Phone", NULL, "imaging", NULL);
  g_autoptr(GPtrArray) tags = NULL;

  change (fixture, lens, trash);
  assert_list ("Phone", .limit = 0);
  assert_list ("Lens", .trash = TRUE);
  change (fixture, phone, set_embargo_and_group);
  assert_list ("Phone", .embargoed = TRUE);
  assert_list ("Phone", .translation_group = "3b241101-e2bb-4255-8caf-4136c566a962");
  assert_list ("", .tag = "imaging");
  tags = herald_library_list_tags (fixture->library, NULL); /* what is in the trash does not count */
  g_assert_cmpuint (tags->len, ==, 0);
}

static void
test_row (HeraldStoreFixture *fixture,
          gconstpointer       data)
{
  g_autofree char *id = add (fixture, "Lens", NULL, "imaging", "Aurelia Optics");
  g_autoptr(GPtrArray) rows = NULL;
  HeraldListQuery query = { .limit = 1 };
  const HeraldListRow *row;

  rows = herald_library_list (fixture->library, &query, NULL);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row->summary->id, ==, id);
  g_assert_cmpuint (row->n_versions, ==, 0);
  g_assert_null (row->author);
  g_clear_pointer (&rows, g_ptr_array_unref);

  herald_version_free (herald_store_save (fixture, id, "First"));
  herald_version_free (herald_store_save (fixture, id, "Second"));
  rows = herald_library_list (fixture->library, &query, NULL);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpuint (row->n_versions, ==, 2);
  g_assert_cmpstr (row->author, ==, "Anna Bruni");
  g_assert_cmpstr (row->summary->tags[0], ==, "imaging");
  g_assert_null (row->summary->tags[1]);
  g_assert_cmpstr (row->summary->parties[0], ==, "Aurelia Optics");
  g_assert_cmpint (row->summary->status, ==, HERALD_STATUS_DRAFT);
  g_assert_cmpint (row->modified, ==, herald_clock_get_real (fixture->clock));
  g_assert_false (row->conflict);
  g_assert_null (row->snippet);
}

static void
check_searches (HeraldStoreFixture *fixture)
{
  assert_list ("Brief, Lens", .query = "Bergamo");
  assert_list ("Brief, Lens", .query = "ber");
  assert_list ("Lens", .query = "glass bergamo");
  assert_list ("", .query = "glass shenzhen");
  assert_list ("Phone", .query = "citta"); /* Città */
  assert_list ("Phone", .query = "CITTÀ");
  assert_list ("Phone", .query = "phone");
  assert_list ("Phone", .query = "手机");
  assert_list ("Phone", .query = "机");    /* the last character of its run */
  assert_list ("", .query = "机手");
  assert_list ("Phone", .query = "影像新");
  assert_list ("", .query = "影像旧");
  assert_list ("Phone", .query = "5g手机");
  assert_list ("Lens", .query = "gross"); /* groß */
  assert_list ("", .query = "?!");
  assert_list ("", .query = "\"");
  assert_list ("Lens", .query = "\"glass\" OR");
  assert_list ("Lens", .query = "glass", .limit = 1);
  assert_list ("Lens", .query = "bergamo", .limit = 1, .offset = 1);
  assert_list ("Brief", .query = "bergamo", .limit = 1);
  assert_list ("Lens", .query = "bergamo", .tag = "imaging");
}

static void
test_search (HeraldStoreFixture *fixture,
             gconstpointer       data)
{
  g_autofree char *lens = add (fixture, "Lens", "Large glass from Bergamo, groß, or so", "imaging", NULL);
  g_autofree char *phone = add (fixture, "Phone", "Nella Città: 5G手机，影像新世界", NULL, NULL);
  g_autofree char *brief = add (fixture, "Brief", "Opening in Bergamo", NULL, NULL);

  check_searches (fixture); /* read, */
  herald_store_index_all (fixture->library);
  check_searches (fixture); /* from the index, */
  herald_store_fixture_reopen (fixture);
  check_searches (fixture);
}

/* Words that went are not found, words that came are; and what was changed last comes first. */
static void
test_search_changed (HeraldStoreFixture *fixture,
                     gconstpointer       data)
{
  g_autofree char *lens = add (fixture, "Lens", "glass", NULL, NULL);
  g_autofree char *phone = add (fixture, "Phone", "glass", NULL, NULL);
  g_autoptr(HeraldDocument) changed = herald_store_make_document (lens, "Lens", "crystal glass");

  herald_store_index_all (fixture->library);
  assert_list ("Phone, Lens", .query = "glass");
  herald_clock_advance (fixture->clock, G_USEC_PER_SEC);
  g_free (herald_store_put (fixture->library, changed));
  assert_list ("Lens, Phone", .query = "glass");
  herald_store_index_all (fixture->library);
  assert_list ("Lens, Phone", .query = "glass");
  assert_list ("Lens", .query = "crystal");
  g_clear_pointer (&changed, herald_document_unref);
  changed = herald_store_make_document (lens, "Lens", "wood");
  g_free (herald_store_put (fixture->library, changed));
  assert_list ("Phone", .query = "glass");
  herald_store_index_all (fixture->library);
  assert_list ("Phone", .query = "glass");
  assert_list ("", .query = "crystal");
}

static void
assert_snippet (HeraldStoreFixture *fixture,
                const char         *words,
                const char         *snippet)
{
  HeraldListQuery query = { .query = words };
  g_autoptr(GPtrArray) rows = herald_library_list (fixture->library, &query, NULL);

  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (((HeraldListRow *) g_ptr_array_index (rows, 0))->snippet, ==, snippet);
}

static void
test_snippet (HeraldStoreFixture *fixture,
              gconstpointer       data)
{
  g_autofree char *id = add (fixture, "Two houses", "Kitefin Mobile and Aurelia Optics will build the lenses of the next telephone together, in Bergamo and in Shenzhen, and show the first of them in the spring of the next year.", NULL, NULL);

  for (guint round = 0; round < 2; round++)
    {
      assert_snippet (fixture, "hous", "Two \002houses\003");
      assert_snippet (fixture, "aurelia kite", "\002Kitefin\003 Mobile and \002Aurelia\003 Optics will build the lenses of the next telephone together, in Bergamo and in Shenzhen, and show the first of …");
      assert_snippet (fixture, "spring", "…and show the first of them in the \002spring\003 of the next year.");
      herald_store_index_all (fixture->library);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/store/lists/" name, HeraldStoreFixture, NULL, herald_store_fixture_set_up, function, herald_store_fixture_tear_down)
  ADD ("filters", test_filters);
  ADD ("changes", test_changes);
  ADD ("row", test_row);
  ADD ("search", test_search);
  ADD ("search-changed", test_search_changed);
  ADD ("snippet", test_snippet);

  return g_test_run ();
}
