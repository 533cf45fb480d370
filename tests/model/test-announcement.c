/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-announcement.h"

#include "herald-canonical.h"
#include "herald-id.h"
#include "herald-organisation.h"

#define UUID "3f2b1c7e-8d4a-4f6b-9c0d-1e2f3a4b5c6d"
#define HASH "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

static void
test_new (void)
{
  g_autoptr (HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, "it");
  g_autoptr (HeraldDocument) document = herald_announcement_to_document (announcement);
  g_autofree char *expected = g_strdup_printf ("{\"id\":\"%s\",\"kind\":\"partnership\",\"language\":\"it\",\"schema\":1,"
                                               "\"status\":\"draft\",\"type\":\"announcement\"}", announcement->id);

  g_assert_true (herald_uuid_is_valid (announcement->id));
  g_assert_cmpstr (herald_document_get_text (document, NULL), ==, expected);
}

/* Every member of the format, so that none is lost by a table that forgot it: the text is what comes back. */
static void
test_all_members (void)
{
  static const char text[] =
    "{\"assets\":[{\"alt\":\"a\",\"caption\":\"c\",\"credit\":\"d\",\"media_type\":\"image/jpeg\",\"name\":\"hero.jpg\","
    "\"rights\":\"r\",\"sha256\":\"" HASH "\",\"size\":1}],"
    "\"body\":[{\"id\":\"aaaaaaaaaaaaa\",\"marks\":[[0,5,\"strong\"],[6,5,\"link\",\"https://example.com\"]],\"text\":\"plain words\",\"type\":\"paragraph\"},"
    "{\"id\":\"aaaaaaaaaaaab\",\"text\":\"h\",\"type\":\"heading\"},"
    "{\"id\":\"aaaaaaaaaaaac\",\"speaker\":{\"name\":\"Lin Qiao\",\"organisation\":\"Kitefin Mobile\",\"party\":\"aaaaaaaaaaaah\","
    "\"person\":\"" UUID "\",\"title\":\"CEO\"},\"text\":\"q\",\"type\":\"quote\"},"
    "{\"id\":\"aaaaaaaaaaaad\",\"items\":[{\"marks\":[[0,1,\"emphasis\"]],\"text\":\"i\"}],\"ordered\":true,\"type\":\"list\"},"
    "{\"alt\":\"a\",\"asset\":\"" HASH "\",\"caption\":\"c\",\"credit\":\"d\",\"id\":\"aaaaaaaaaaaae\",\"type\":\"figure\"},"
    "{\"id\":\"aaaaaaaaaaaaf\",\"rows\":[[{\"text\":\"Launch\"},{\"text\":\"July\"}]],\"type\":\"facts\"}],"
    "\"boilerplates\":[{\"id\":\"aaaaaaaaaaaag\",\"party\":\"aaaaaaaaaaaah\",\"text\":\"t\"}],"
    "\"comments\":[{\"at\":\"2026-05-03T10:00:00Z\",\"block\":\"aaaaaaaaaaaaa\",\"by\":\"Anna Bruni\",\"id\":\"aaaaaaaaaaaai\",\"resolved\":true,\"text\":\"t\"}],"
    "\"contacts\":[{\"email\":\"e\",\"id\":\"aaaaaaaaaaaaj\",\"name\":\"n\",\"party\":\"aaaaaaaaaaaah\",\"phone\":\"p\",\"role\":\"r\"}],"
    "\"dateline\":{\"date\":\"2026-11-22\",\"place\":\"Bergamo\"},"
    "\"embargo\":{\"utc\":\"2026-12-01T08:00:00Z\",\"wall\":\"2026-12-01T09:00:00\",\"zone\":\"Europe/Rome\"},"
    "\"filing\":{\"at\":\"2026-12-01T07:00:00Z\",\"number\":\"7\",\"system\":\"eMarket\"},"
    "\"headline\":\"h\",\"id\":\"" UUID "\",\"inside_information\":true,\"kind\":\"partnership\",\"language\":\"it\",\"notes\":\"n\","
    "\"parties\":[{\"id\":\"aaaaaaaaaaaah\",\"logo\":\"" HASH "\",\"name\":\"Kitefin Mobile\",\"organisation\":\"" UUID "\",\"role\":\"issuer\",\"ticker\":\"HKEX:1\"}],"
    "\"schema\":1,"
    "\"sign_offs\":[{\"at\":\"2026-05-03T10:00:00Z\",\"by\":\"Anna Bruni\",\"how\":\"mail of 3 May\",\"party\":\"aaaaaaaaaaaah\","
    "\"sha256\":\"" HASH "\",\"state\":\"approved\",\"subject\":\"quote:aaaaaaaaaaaac\"}],"
    "\"source\":{\"name\":\"Kitefin Mobile\",\"url\":\"https://example.com\"},"
    "\"status\":\"scheduled\",\"subheadline\":\"s\",\"tags\":[\"imaging\",\"smartphone\"],"
    "\"translation_group\":\"" UUID "\",\"trashed\":{\"at\":\"2026-05-03T10:00:00Z\",\"by\":\"Anna Bruni\"},\"type\":\"announcement\"}";
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldDocument) document = herald_document_parse (text, -1, &error);
  g_autoptr (HeraldAnnouncement) announcement = NULL;
  g_autoptr (HeraldDocument) written = NULL;

  g_assert_no_error (error);
  announcement = herald_announcement_from_document (document, &error);
  g_assert_no_error (error);
  g_assert_null (announcement->header.unknown);
  g_assert_null (((HeraldParty *) announcement->parties->pdata[0])->header.unknown);
  g_assert_null (((HeraldBlock *) announcement->body->pdata[2])->speaker->header.unknown);
  g_assert_cmpint (announcement->status, ==, HERALD_STATUS_SCHEDULED);
  g_assert_cmpstr (announcement->embargo->zone, ==, "Europe/Rome");
  g_assert_cmpint (((HeraldSignOff *) announcement->sign_offs->pdata[0])->state, ==, HERALD_SIGN_OFF_APPROVED);
  written = herald_announcement_to_document (announcement);
  g_assert_cmpstr (herald_document_get_text (written, NULL), ==, text);
}

/* What says nothing is not written; what was given keeps its own bytes and hash. */
static void
test_explicit_empties (void)
{
  static const char text[] =
    "{\"assets\":[],\"body\":[],\"boilerplates\":[],\"comments\":[],\"contacts\":[],\"dateline\":{\"date\":\"\"},\"embargo\":{},"
    "\"filing\":{},\"headline\":\"\",\"id\":\"" UUID "\",\"inside_information\":false,\"kind\":\"\",\"parties\":[],\"schema\":1,"
    "\"sign_offs\":[],\"source\":{\"name\":\"\",\"url\":\"\"},\"status\":\"\",\"tags\":[\"\"],\"trashed\":{},\"type\":\"announcement\"}";
  g_autoptr (HeraldDocument) document = herald_document_parse (text, -1, NULL);
  g_autoptr (HeraldAnnouncement) announcement = herald_announcement_from_document (document, NULL);
  g_autoptr (HeraldDocument) written = herald_announcement_to_document (announcement);

  g_assert_cmpstr (herald_document_get_text (document, NULL), ==, text);
  g_assert_cmpstr (herald_document_get_text (written, NULL), ==, "{\"id\":\"" UUID "\",\"schema\":1,\"type\":\"announcement\"}");
  g_assert_null (announcement->dateline);
  g_assert_null (announcement->embargo);
}

static void
test_newer (void)
{
  static const char text[] = "{\"headline\":\"From the future\",\"id\":\"" UUID "\",\"mood\":{\"a\":1},\"schema\":2,\"type\":\"announcement\"}";
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldDocument) document = herald_document_parse (text, -1, NULL);
  g_autoptr (HeraldAnnouncement) announcement = herald_announcement_from_document (document, &error);
  g_autoptr (HeraldDocument) written = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (announcement->headline, ==, "From the future");
  written = herald_announcement_to_document (announcement);
  g_assert_cmpstr (herald_document_get_text (written, NULL), ==, text);
}

static void
test_wrong_type (void)
{
  g_autoptr (HeraldOrganisation) organisation = herald_organisation_new ("Aurelia Optics");
  g_autoptr (HeraldDocument) document = herald_organisation_to_document (organisation);
  g_autoptr (GError) error = NULL;

  g_assert_null (herald_announcement_from_document (document, &error));
  g_assert_error (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_USAGE);
}

static void
test_marks_are_normalised (void)
{
  g_autoptr (HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_OTHER, NULL);
  HeraldBlock *list = herald_block_new (HERALD_BLOCK_LIST, NULL);
  HeraldBlock *facts = herald_block_new (HERALD_BLOCK_FACTS, NULL);
  GPtrArray *row = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_item_free);
  HeraldItem *items[] = { herald_item_new ("abc"), herald_item_new ("abc") };
  g_autoptr (HeraldDocument) document = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      items[i]->marks = herald_marks_new ();
      herald_marks_add (items[i]->marks, 1, 9, HERALD_MARK_STRONG, NULL);
      herald_marks_add (items[i]->marks, 0, 1, HERALD_MARK_STRONG, NULL);
    }
  g_ptr_array_add (list->items, items[0]);
  g_ptr_array_add (row, items[1]);
  g_ptr_array_add (facts->rows, row);
  g_ptr_array_add (announcement->body, list);
  g_ptr_array_add (announcement->body, facts);
  document = herald_announcement_to_document (announcement);
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_assert_cmpuint (items[i]->marks->len, ==, 1);
      g_assert_cmpuint (g_array_index (items[i]->marks, HeraldMark, 0).length, ==, 3);
    }
}

static void
test_parties (void)
{
  g_autoptr (HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, "en");
  HeraldParty *aurelia = herald_announcement_add_party (announcement, " Aurelia Optics ", HERALD_ROLE_ISSUER);
  HeraldParty *kitefin = herald_announcement_add_party (announcement, "Kitefin Mobile", HERALD_ROLE_ISSUER);

  g_assert_true (herald_announcement_add_party (announcement, "Aurelia Optics", HERALD_ROLE_MENTIONED) == aurelia);
  g_assert_cmpint (aurelia->role, ==, HERALD_ROLE_ISSUER);
  g_assert_cmpuint (announcement->parties->len, ==, 2);
  g_assert_true (herald_announcement_find_party (announcement, kitefin->id) == kitefin);
  g_assert_null (herald_announcement_find_party (announcement, "x"));
  g_assert_null (herald_announcement_find_party (announcement, NULL));
}

static void
test_find (void)
{
  g_autoptr (HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, "en");
  HeraldBlock *block = herald_block_new (HERALD_BLOCK_PARAGRAPH, "a");
  HeraldAsset *asset = herald_asset_new (HASH, "hero.jpg", "image/jpeg", 5);
  HeraldContact *contact = herald_announcement_add_contact (announcement, NULL, "Anna Bruni", "anna@example.com");
  HeraldBoilerplate *boilerplate = herald_announcement_add_boilerplate (announcement, NULL, "About us.");

  g_ptr_array_add (announcement->body, block);
  g_ptr_array_add (announcement->assets, asset);
  g_assert_true (herald_announcement_find_block (announcement, block->id) == block);
  g_assert_true (herald_announcement_find_asset (announcement, HASH) == asset);
  g_assert_null (herald_announcement_find_asset (announcement, "x"));
  g_assert_cmpstr (contact->id, !=, boilerplate->id);
  g_assert_true (announcement->contacts->pdata[0] == contact);
  g_assert_true (announcement->boilerplates->pdata[0] == boilerplate);
}

static void
test_names (void)
{
  HeraldStatus status = HERALD_STATUS_NONE;
  HeraldKind kind = HERALD_KIND_NONE;
  HeraldRole role = HERALD_ROLE_NONE;

  for (int i = HERALD_STATUS_DRAFT; i <= HERALD_STATUS_WITHDRAWN; i++)
    {
      g_assert_true (herald_status_from_string (herald_status_to_string (i), &status));
      g_assert_cmpint (status, ==, i);
    }
  for (int i = HERALD_KIND_PARTNERSHIP; i <= HERALD_KIND_OTHER; i++)
    {
      g_assert_true (herald_kind_from_string (herald_kind_to_string (i), &kind));
      g_assert_cmpint (kind, ==, i);
    }
  for (int i = HERALD_ROLE_ISSUER; i <= HERALD_ROLE_MENTIONED; i++)
    {
      g_assert_true (herald_role_from_string (herald_role_to_string (i), &role));
      g_assert_cmpint (role, ==, i);
    }
  g_assert_false (herald_status_from_string ("", &status));
  g_assert_false (herald_kind_from_string (NULL, &kind));
  g_assert_false (herald_role_from_string ("Issuer", &role));
  g_assert_cmpstr (herald_status_to_string (HERALD_STATUS_NONE), ==, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/announcement/new", test_new);
  g_test_add_func ("/model/announcement/all-members", test_all_members);
  g_test_add_func ("/model/announcement/explicit-empties", test_explicit_empties);
  g_test_add_func ("/model/announcement/newer", test_newer);
  g_test_add_func ("/model/announcement/wrong-type", test_wrong_type);
  g_test_add_func ("/model/announcement/marks-are-normalised", test_marks_are_normalised);
  g_test_add_func ("/model/announcement/parties", test_parties);
  g_test_add_func ("/model/announcement/find", test_find);
  g_test_add_func ("/model/announcement/names", test_names);
  return g_test_run ();
}
