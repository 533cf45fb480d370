/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-announcement.h"
#include "herald-tags.h"

static char *
join (HeraldAnnouncement *announcement)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < announcement->tags->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", (char *) g_ptr_array_index (announcement->tags, i));
  return g_string_free (text, FALSE);
}

static void
test_add (void)
{
  g_autoptr (HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, "it");
  g_autoptr (GError) error = NULL;
  g_autofree char *tags = NULL;

  g_assert_true (herald_announcement_add_tag (announcement, " smartphone\t", &error));
  g_assert_true (herald_announcement_add_tag (announcement, "imaging", &error));
  g_assert_true (herald_announcement_add_tag (announcement, "e\xcc\x81t\xc3\xa9", &error)); /* a combining accent */
  g_assert_false (herald_announcement_add_tag (announcement, "été", &error));
  g_assert_no_error (error);
  g_assert_false (herald_announcement_add_tag (announcement, "imaging ", &error));
  g_assert_no_error (error);
  g_assert_true (herald_announcement_add_tag (announcement, "Imaging", &error));
  g_assert_true (herald_announcement_add_tag (announcement, "\xe3\x80\x80影像\xe3\x80\x80", &error)); /* ideographic spaces */
  tags = join (announcement);
  g_assert_cmpstr (tags, ==, "Imaging,imaging,smartphone,été,影像");
}

static void
test_remove (void)
{
  g_autoptr (HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, "it");

  herald_announcement_add_tag (announcement, "été", NULL);
  g_assert_false (herald_announcement_remove_tag (announcement, "ete"));
  g_assert_true (herald_announcement_remove_tag (announcement, " e\xcc\x81t\xc3\xa9"));
  g_assert_false (herald_announcement_remove_tag (announcement, "été"));
  g_assert_cmpuint (announcement->tags->len, ==, 0);
}

static void
test_refused (void)
{
  static const char * const refused[] = { "", "  ", "\xc2\xa0", "a,b", ",", "a\nb", "a\tb", "a\x7f", "\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, "it");
      g_autoptr (GError) error = NULL;

      g_assert_false (herald_announcement_add_tag (announcement, refused[i], &error));
      g_assert_error (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_USAGE);
      g_assert_cmpuint (announcement->tags->len, ==, 0);
    }
}

static void
test_written_in_order (void)
{
  static const char text[] = "{\"schema\":1,\"type\":\"announcement\",\"id\":\"3f2b1c7e-8d4a-4f6b-9c0d-1e2f3a4b5c6d\","
                             "\"tags\":[\"z\",\"a\",\"\",\" a\",\"z\"]}";
  g_autoptr (HeraldDocument) document = herald_document_parse (text, -1, NULL);
  g_autoptr (HeraldAnnouncement) announcement = herald_announcement_from_document (document, NULL);
  g_autoptr (HeraldDocument) written = herald_announcement_to_document (announcement);

  g_assert_cmpstr (herald_document_get_text (written, NULL), ==,
                   "{\"id\":\"3f2b1c7e-8d4a-4f6b-9c0d-1e2f3a4b5c6d\",\"schema\":1,\"tags\":[\"a\",\"z\"],\"type\":\"announcement\"}");
}

/* A set of names may have commas: "Kitefin Mobile, Inc." */
static void
test_sets (void)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (words, g_strdup ("Kitefin Mobile, Inc."));
  g_ptr_array_add (words, g_strdup ("Aurelia"));
  g_ptr_array_add (words, g_strdup ("\xff"));
  herald_set_normalise (words);
  g_assert_cmpuint (words->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (words, 0), ==, "Aurelia");
}

/* A hostile document has as many as fit: this must not take quadratic time. */
static void
test_many (void)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 300000; i++)
    g_ptr_array_add (words, g_strdup_printf ("%u", i % 1000));
  herald_set_normalise (words);
  g_assert_cmpuint (words->len, ==, 1000);
  g_assert_cmpstr (g_ptr_array_index (words, 999), ==, "999");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/tags/add", test_add);
  g_test_add_func ("/model/tags/remove", test_remove);
  g_test_add_func ("/model/tags/refused", test_refused);
  g_test_add_func ("/model/tags/written-in-order", test_written_in_order);
  g_test_add_func ("/model/tags/sets", test_sets);
  g_test_add_func ("/model/tags/many", test_many);
  return g_test_run ();
}
