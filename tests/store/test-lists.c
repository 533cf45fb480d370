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

static void
add_quote (HeraldAnnouncement *announcement,
           const char         *name)
{
  HeraldBlock *quote = herald_block_new (HERALD_BLOCK_QUOTE, "Words");

  quote->speaker = herald_speaker_new (name, NULL, NULL);
  g_ptr_array_add (announcement->body, quote);
}

static void
quote_lin_qiao (HeraldAnnouncement *announcement)
{
  add_quote (announcement, "Lin Qiao");
  add_quote (announcement, "Lin Qiao");
}

static void
quote_anna_bruni (HeraldAnnouncement *announcement)
{
  add_quote (announcement, "Anna Bruni");
  g_free (announcement->language);
  announcement->language = g_strdup ("it-CH");
  announcement->status = HERALD_STATUS_REVIEW;
}

/* What narrows a search by its words, alone and together with words. */
static void
test_typed (HeraldStoreFixture *fixture,
            gconstpointer       data)
{
  g_autofree char *lens = add (fixture, "Lens", "glass", "mobile imaging", "Aurelia Optics");
  g_autofree char *phone = add (fixture, "Phone", "glass", "mobile", "Kitefin Mobile");

  change (fixture, lens, quote_lin_qiao);
  change (fixture, phone, quote_anna_bruni);
  for (guint round = 0; round < 2; round++)
    {
      assert_list ("Phone, Lens", .query = "tag:mobile");
      assert_list ("Phone, Lens", .query = "TAG:mob");
      assert_list ("Lens", .query = "tag:imag");
      assert_list ("Lens", .query = "tag:mobile tag:imaging");
      assert_list ("Lens", .query = "tag:\"mobile imaging\"");
      assert_list ("", .query = "tag:glass");
      assert_list ("Phone", .query = "party:kite");
      assert_list ("Lens", .query = "company:optics");
      assert_list ("Lens", .query = "speaker:qiao");
      assert_list ("Phone", .query = "speaker:\"anna bru");
      assert_list ("Phone", .query = "status:rev");
      assert_list ("Phone", .query = "lang:it");
      assert_list ("Lens", .query = "lang:en");
      assert_list ("", .query = "lang:i");
      assert_list ("Phone", .query = "glass speaker:anna");
      assert_list ("", .query = "wood speaker:anna");
      assert_list ("Phone, Lens", .query = "tag:");
      assert_list ("Phone, Lens", .query = "after:2020");
      assert_list ("", .query = "before:2020-01-02");
      assert_list ("Phone, Lens", .query = "glass before:2100-");
      assert_list ("", .query = "13:30"); /* no filter: words */
      herald_store_index_all (fixture->library);
    }
}

static void
set_rome (HeraldAnnouncement *announcement)
{
  announcement->embargo = herald_embargo_new ("2026-12-01T09:00:00", "Europe/Rome", HERALD_ZONE_ONLY, NULL);
}

static void
set_tokyo (HeraldAnnouncement *announcement)
{
  announcement->embargo = herald_embargo_new ("2026-12-01T09:00:00", "Asia/Tokyo", HERALD_ZONE_ONLY, NULL);
}

static void
test_sort (HeraldStoreFixture *fixture,
           gconstpointer       data)
{
  g_autofree char *one = add (fixture, "beta", NULL, NULL, NULL);
  g_autofree char *two = add (fixture, "Alpha", NULL, NULL, NULL);
  g_autofree char *three = add (fixture, "gamma", NULL, NULL, NULL);
  gint64 lift = 1796112000; /* 2026-12-01T08:00:00Z, nine o'clock in Rome */

  assert_list ("Alpha, beta, gamma", .sort = HERALD_SORT_HEADLINE);
  assert_list ("beta", .sort = HERALD_SORT_HEADLINE, .offset = 1, .limit = 1);
  change (fixture, one, set_rome);
  change (fixture, two, set_tokyo);
  assert_list ("Alpha, beta", .sort = HERALD_SORT_LIFT);
  assert_list ("beta, Alpha, gamma", .sort = HERALD_SORT_LIFT_DESCENDING);
  assert_list ("beta", .sort = HERALD_SORT_LIFT, .lift_from = lift);
  assert_list ("Alpha", .sort = HERALD_SORT_LIFT, .lift_until = lift);
}

static void
comment (HeraldAnnouncement *announcement)
{
  static const gboolean resolved[] = { FALSE, TRUE, FALSE };

  for (gsize i = 0; i < G_N_ELEMENTS (resolved); i++)
    {
      HeraldComment *note = herald_record_new (&herald_comment_type);

      note->id = g_strdup_printf ("aaaaaaaaaaaa%c", (char) ('a' + i));
      note->text = g_strdup ("We cannot say leader");
      note->resolved = resolved[i];
      g_ptr_array_add (announcement->comments, note);
    }
}

/* The counts, as "all, drafts, in review, embargoed, trash, commented; tag n ...; party n ...". */
static char *
tell_counts (HeraldStoreFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldCounts) counts = herald_library_get_counts (fixture->library, 3, &error);
  GString *told = g_string_new (NULL);

  g_assert_no_error (error);
  g_string_append_printf (told, "%u, %u, %u, %u, %u, %u;", counts->all, counts->statuses[HERALD_STATUS_DRAFT],
                          counts->statuses[HERALD_STATUS_REVIEW], counts->embargoed, counts->trashed, counts->commented);
  for (guint i = 0; i < counts->tags->len + counts->parties->len; i++)
    {
      const HeraldTally *tally = i < counts->tags->len ? g_ptr_array_index (counts->tags, i)
                                                       : g_ptr_array_index (counts->parties, i - counts->tags->len);

      g_string_append_printf (told, "%s %s %u", i == counts->tags->len ? ";" : "", tally->label, tally->count);
    }

  return g_string_free (told, FALSE);
}

#define assert_counts(expected) \
  G_STMT_START { \
    g_autofree char *told = tell_counts (fixture); \
    g_assert_cmpstr (told, ==, expected); \
  } G_STMT_END

static void
untrash (HeraldAnnouncement *announcement)
{
  g_clear_pointer (&announcement->trashed, herald_trashed_free);
}

/* Counted as it is written, through all that happens to an announcement. */
static void
test_counts (HeraldStoreFixture *fixture,
             gconstpointer       data)
{
  g_autofree char *lens = add (fixture, "Lens", NULL, "imaging", "Aurelia Optics");
  g_autofree char *phone = add (fixture, "Phone", NULL, "imaging", "Kitefin Mobile");

  assert_counts ("2, 2, 0, 0, 0, 0; imaging 2; Aurelia Optics 1 Kitefin Mobile 1");
  change (fixture, phone, quote_anna_bruni);
  assert_counts ("2, 1, 1, 0, 0, 0; imaging 2; Aurelia Optics 1 Kitefin Mobile 1");
  change (fixture, phone, comment);
  change (fixture, lens, trash);
  assert_counts ("1, 0, 1, 0, 1, 1; imaging 1; Kitefin Mobile 1");
  assert_list ("Phone", .commented = TRUE);
  change (fixture, lens, untrash);
  change (fixture, lens, set_embargo_and_group);
  assert_counts ("2, 1, 1, 1, 0, 1; imaging 1; Aurelia Optics 1 Kitefin Mobile 1");
  g_assert_true (herald_library_erase (fixture->library, phone, NULL));
  assert_counts ("1, 1, 0, 1, 0, 0;; Aurelia Optics 1");
  change (fixture, lens, trash);
  g_assert_true (herald_library_erase (fixture->library, lens, NULL));
  assert_counts ("0, 0, 0, 0, 0, 0;");
}

static void
test_marked_headline (HeraldStoreFixture *fixture,
                      gconstpointer       data)
{
  g_autofree char *id = add (fixture, "A lens & a phone", "glass", NULL, NULL);
  HeraldListQuery query = { .query = "phone tag:" };
  g_autoptr(GPtrArray) rows = herald_library_list (fixture->library, &query, NULL);

  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (((HeraldListRow *) g_ptr_array_index (rows, 0))->headline, ==, "A lens & a \002phone\003");
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
  ADD ("typed", test_typed);
  ADD ("sort", test_sort);
  ADD ("counts", test_counts);
  ADD ("marked-headline", test_marked_headline);
  ADD ("row", test_row);
  ADD ("search", test_search);
  ADD ("search-changed", test_search_changed);
  ADD ("snippet", test_snippet);

  return g_test_run ();
}
