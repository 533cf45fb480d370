/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-announcement.h"

/* Sets, reads back through the written document, clears, and is then as it was. */
static void
test_set_and_clear (void)
{
  static const struct { const char *member, *value, *written; } table[] = {
    { "headline", " A headline ", "\"headline\":\"A headline\"" },
    { "subheadline", "s", "\"subheadline\":\"s\"" },
    { "notes", "n\nm", "\"notes\":\"n\\nm\"" },
    { "language", "zh-Hans", "\"language\":\"zh-Hans\"" },
    { "kind", "product", "\"kind\":\"product\"" },
    { "dateline.place", "Bergamo", "\"dateline\":{\"place\":\"Bergamo\"}" },
    { "dateline.date", "2024-02-29", "\"dateline\":{\"date\":\"2024-02-29\"}" },
    { "source.name", "Aurelia Optics", "\"source\":{\"name\":\"Aurelia Optics\"}" },
    { "source.url", "https://example.com/a", "\"source\":{\"url\":\"https://example.com/a\"}" },
    { "inside_information", "true", "\"inside_information\":true" },
    { "filing.system", "eMarket", "\"filing\":{\"system\":\"eMarket\"}" },
    { "filing.number", "7", "\"filing\":{\"number\":\"7\"}" },
    { "filing.at", "2026-12-01T07:00:00Z", "\"filing\":{\"at\":\"2026-12-01T07:00:00Z\"}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_NONE, NULL);
      g_autoptr (HeraldDocument) before = herald_announcement_to_document (announcement);
      g_autoptr (HeraldDocument) set = NULL, cleared = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (herald_announcement_set_member (announcement, table[i].member, table[i].value, &error));
      g_assert_no_error (error);
      set = herald_announcement_to_document (announcement);
      g_assert_nonnull (g_strstr_len (herald_document_get_text (set, NULL), -1, table[i].written));
      g_assert_true (herald_announcement_set_member (announcement, table[i].member, "", &error));
      g_assert_no_error (error);
      cleared = herald_announcement_to_document (announcement);
      g_assert_cmpstr (herald_document_get_text (cleared, NULL), ==, herald_document_get_text (before, NULL));
    }
}

static void
test_parts_keep_the_rest (void)
{
  g_autoptr (HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_NONE, NULL);

  announcement->dateline = herald_dateline_new ("Bergamo", "2026-11-22");
  g_assert_true (herald_announcement_set_member (announcement, "dateline.place", "", NULL));
  g_assert_null (announcement->dateline->place);
  g_assert_cmpstr (announcement->dateline->date, ==, "2026-11-22");
  g_assert_true (herald_announcement_set_member (announcement, "dateline.date", "", NULL));
  g_assert_null (announcement->dateline);
}

static void
test_status (void)
{
  g_autoptr (HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_NONE, NULL);

  g_assert_true (herald_announcement_set_member (announcement, "status", "approved", NULL));
  g_assert_cmpint (announcement->status, ==, HERALD_STATUS_APPROVED);
  g_assert_true (herald_announcement_set_member (announcement, "status", "", NULL));
  g_assert_cmpint (announcement->status, ==, HERALD_STATUS_DRAFT);
}

static void
test_refused (void)
{
  static const struct { const char *member, *value; } table[] = {
    { "status", "scheduled" }, { "status", "released" }, { "status", "withdrawn" }, { "status", "Draft" },
    { "kind", "rumour" },
    { "language", "italiano!" }, { "language", "i" }, { "language", "it_IT" },
    { "dateline.date", "2026-02-30" }, { "dateline.date", "22/11/2026" }, { "dateline.date", "2026-1-1" },
    { "dateline.date", "2026-11-22T00:00" }, { "dateline.date", "tomorrow" },
    { "source.url", "javascript:alert(1)" }, { "source.url", "example.com" },
    { "inside_information", "yes" },
    { "filing.at", "noon" },
    { "headline", "\xff" },
    { "id", "3f2b1c7e-8d4a-4f6b-9c0d-1e2f3a4b5c6d" }, { "schema", "2" }, { "type", "person" }, { "body", "x" }, { "tags", "x" },
    { "embargo", "x" }, { "dateline", "x" }, { "dateline.", "x" }, { "", "x" }, { "\xff", "x" }, { "x-unknown", "x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_EVENT, "it");
      g_autoptr (HeraldAnnouncement) before = herald_announcement_copy (announcement);
      g_autoptr (GError) error = NULL;

      g_assert_false (herald_announcement_set_member (announcement, table[i].member, table[i].value, &error));
      g_assert_error (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_USAGE);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_true (herald_record_equal (&herald_announcement_type, announcement, before));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/announcement-member/set-and-clear", test_set_and_clear);
  g_test_add_func ("/model/announcement-member/parts-keep-the-rest", test_parts_keep_the_rest);
  g_test_add_func ("/model/announcement-member/status", test_status);
  g_test_add_func ("/model/announcement-member/refused", test_refused);
  return g_test_run ();
}
