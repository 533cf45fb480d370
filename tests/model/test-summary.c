/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-summary.h"

#include <string.h>

#include "herald-person.h"
#include "herald-random-document.h"

static HeraldAnnouncement *
make_announcement (void)
{
  HeraldAnnouncement *announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, "it");
  HeraldBlock *quote = herald_block_new (HERALD_BLOCK_QUOTE, "Vediamo lontano.");
  HeraldBlock *list = herald_block_new (HERALD_BLOCK_LIST, NULL);
  HeraldParty *party = herald_announcement_add_party (announcement, "Aurelia Optics", HERALD_ROLE_ISSUER);
  HeraldContact *contact;
  HeraldAsset *asset;

  announcement->headline = g_strdup ("Una nuova lente");
  announcement->subheadline = g_strdup ("Sommario");
  announcement->notes = g_strdup ("Chiamare Lin");
  announcement->dateline = herald_dateline_new ("Bergamo", "2026-11-22");
  announcement->translation_group = g_strdup ("3f2b1c7e-8d4a-4f6b-9c0d-1e2f3a4b5c6d");
  announcement->embargo = herald_embargo_new ("2026-12-01 09:00", "Europe/Rome", HERALD_ZONE_ONLY, NULL);
  party->organisation = g_strdup ("3f2b1c7e-8d4a-4f6b-9c0d-1e2f3a4b5c6d");
  herald_announcement_add_party (announcement, "Kitefin Mobile", HERALD_ROLE_PARTNER);
  herald_announcement_add_tag (announcement, "ottica", NULL);
  herald_announcement_add_tag (announcement, "imaging", NULL);
  quote->speaker = herald_speaker_new ("Lin Qiao", "fondatrice", "Kitefin");
  g_ptr_array_add (list->items, herald_item_new ("primo punto"));
  g_ptr_array_add (announcement->body, quote);
  g_ptr_array_add (announcement->body, list);
  herald_announcement_add_boilerplate (announcement, party->id, "Chi siamo.");
  contact = herald_announcement_add_contact (announcement, party->id, "Anna Bruni", "anna@example.com");
  contact->role = g_strdup ("ufficio stampa");
  asset = herald_asset_new ("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "hero.jpg", "image/jpeg", 5);
  asset->caption = g_strdup ("La lente");
  g_ptr_array_add (announcement->assets, asset);
  return announcement;
}

static void
check_summary (HeraldSummary      *summary,
               HeraldAnnouncement *announcement)
{
  g_autofree char *tags = g_strjoinv ("|", summary->tags);
  g_autofree char *parties = g_strjoinv ("|", summary->parties);

  g_assert_cmpstr (summary->id, ==, announcement->id);
  g_assert_cmpint (summary->type, ==, HERALD_DOCUMENT_ANNOUNCEMENT);
  g_assert_cmpstr (summary->headline, ==, "Una nuova lente");
  g_assert_cmpint (summary->status, ==, HERALD_STATUS_DRAFT);
  g_assert_cmpstr (summary->language, ==, "it");
  g_assert_cmpstr (tags, ==, "imaging|ottica");
  g_assert_cmpstr (parties, ==, "Aurelia Optics|Kitefin Mobile");
  g_assert_cmpstr (summary->embargo_wall, ==, "2026-12-01T09:00:00");
  g_assert_cmpstr (summary->embargo_zone, ==, "Europe/Rome");
  g_assert_cmpstr (summary->embargo_utc, ==, "2026-12-01T08:00:00Z");
  g_assert_cmpstr (summary->translation_group, ==, announcement->translation_group);
  g_assert_false (summary->trashed);
}

static void
test_announcement (void)
{
  g_autoptr (HeraldAnnouncement) announcement = make_announcement ();
  g_autoptr (HeraldDocument) document = herald_announcement_to_document (announcement);
  g_autoptr (HeraldSummary) summary = herald_summary_from_document (document);
  g_autoptr (HeraldSummary) copy = herald_summary_copy (summary);
  g_autoptr (HeraldDocument) trashed = NULL;
  g_autoptr (HeraldSummary) gone = NULL;

  check_summary (summary, announcement);
  check_summary (copy, announcement);
  announcement->trashed = herald_trashed_new ("Anna Bruni", NULL);
  trashed = herald_announcement_to_document (announcement);
  gone = herald_summary_from_document (trashed);
  g_assert_true (gone->trashed);
}

static void
test_person (void)
{
  g_autoptr (HeraldPerson) person = herald_person_new ("Lin Qiao");
  g_autoptr (HeraldDocument) document = herald_person_to_document (person);
  g_autoptr (HeraldSummary) summary = herald_summary_from_document (document);

  g_assert_cmpint (summary->type, ==, HERALD_DOCUMENT_PERSON);
  g_assert_cmpstr (summary->headline, ==, "Lin Qiao");
  g_assert_cmpuint (g_strv_length (summary->tags), ==, 0);
  g_assert_cmpuint (g_strv_length (summary->parties), ==, 0);
}

/* A row is needed for every document that is here. */
static void
test_unreadable (void)
{
  static const char text[] = "{\"schema\":7,\"type\":\"announcement\",\"id\":\"3f2b1c7e-8d4a-4f6b-9c0d-1e2f3a4b5c6d\",\"headline\":[1],"
                             "\"status\":\"dreamt\",\"tags\":[1,\"a\",\"\",{}],\"parties\":[\"x\",{\"name\":2},{\"name\":\"Aurelia\"}],"
                             "\"embargo\":[],\"trashed\":1,\"language\":null}";
  g_autoptr (HeraldDocument) document = herald_document_parse (text, -1, NULL);
  g_autoptr (HeraldSummary) summary = herald_summary_from_document (document);

  g_assert_null (summary->headline);
  g_assert_null (summary->language);
  g_assert_null (summary->embargo_utc);
  g_assert_cmpint (summary->status, ==, HERALD_STATUS_NONE);
  g_assert_cmpstr (summary->tags[0], ==, "a");
  g_assert_null (summary->tags[1]);
  g_assert_cmpstr (summary->parties[0], ==, "Aurelia");
  g_assert_null (summary->parties[1]);
  g_assert_false (summary->trashed);
}

static void
test_search_text (void)
{
  static const char * const found[] = {
    "Una nuova lente", "Sommario", "Bergamo", "Vediamo lontano.", "primo punto", "Lin Qiao", "fondatrice", "Kitefin",
    "Aurelia Optics", "Kitefin Mobile", "Chi siamo.", "Anna Bruni", "anna@example.com", "ufficio stampa", "imaging", "ottica",
    "La lente", "Chiamare Lin",
  };
  static const char * const not_found[] = { "partnership", "draft", "issuer", "it", "quote", "Europe/Rome", "image/jpeg" };
  g_autoptr (HeraldAnnouncement) announcement = make_announcement ();
  g_autoptr (HeraldDocument) document = herald_announcement_to_document (announcement);
  g_autofree char *text = herald_document_to_search_text (document);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; i < G_N_ELEMENTS (found); i++)
    g_assert_true (g_strv_contains ((const char * const *) lines, found[i]));
  for (guint i = 0; i < G_N_ELEMENTS (not_found); i++)
    g_assert_false (g_strv_contains ((const char * const *) lines, not_found[i]));
  g_assert_null (strstr (text, announcement->id));
  g_assert_null (strstr (text, "3f2b1c7e"));
  g_assert_null (strstr (text, "9f86d081"));
}

/* Every word of every block is found, in any document, also of block types to come. */
static void
test_search_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (HeraldAnnouncement) announcement = herald_random_announcement (rand);
      g_autoptr (HeraldDocument) document = herald_announcement_to_document (announcement);
      g_autofree char *text = herald_document_to_search_text (document);

      for (guint k = 0; k < announcement->body->len; k++)
        {
          g_autoptr (GString) words = g_string_new (NULL);
          g_auto (GStrv) lines = NULL;

          herald_block_append_words (g_ptr_array_index (announcement->body, k), words);
          lines = g_strsplit (words->str, "\n", -1);
          for (guint l = 0; lines[l] != NULL; l++)
            g_assert_nonnull (strstr (text, lines[l]));
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/summary/announcement", test_announcement);
  g_test_add_func ("/model/summary/person", test_person);
  g_test_add_func ("/model/summary/unreadable", test_unreadable);
  g_test_add_func ("/model/summary/search-text", test_search_text);
  g_test_add_func ("/model/summary/search-random", test_search_random);
  return g_test_run ();
}
