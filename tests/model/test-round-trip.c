/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading and writing random documents of every kind is the identity. */
#include "herald-random-document.h"

#include "herald-canonical.h"

#define N_DOCUMENTS 2000

static HeraldDocument *
read_and_write (HeraldDocument *document)
{
  g_autoptr (GError) error = NULL;
  HeraldDocument *written = NULL;

  if (herald_document_get_kind (document) == HERALD_DOCUMENT_ANNOUNCEMENT)
    {
      g_autoptr (HeraldAnnouncement) announcement = herald_announcement_from_document (document, &error);

      g_assert_no_error (error);
      written = herald_announcement_to_document (announcement);
    }
  else if (herald_document_get_kind (document) == HERALD_DOCUMENT_ORGANISATION)
    {
      g_autoptr (HeraldOrganisation) organisation = herald_organisation_from_document (document, &error);

      g_assert_no_error (error);
      written = herald_organisation_to_document (organisation);
    }
  else
    {
      g_autoptr (HeraldPerson) person = herald_person_from_document (document, &error);

      g_assert_no_error (error);
      written = herald_person_to_document (person);
    }
  return written;
}

static void
test_documents (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (guint i = 0; i < N_DOCUMENTS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HeraldDocument) given = herald_random_document (rand);
      g_autoptr (HeraldDocument) parsed = NULL;
      g_autoptr (HeraldDocument) written = NULL;
      gsize length = 0;
      const char *text = herald_document_get_text (given, &length);

      parsed = herald_document_parse (text, length, &error);
      g_assert_no_error (error);
      written = read_and_write (parsed);
      g_assert_cmpstr (herald_document_get_text (written, NULL), ==, text);
      g_assert_cmpstr (herald_document_get_hash (written), ==, herald_document_get_hash (given));
    }
}

/* The pretty form that people read and edit is the same document. */
static void
test_pretty (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HeraldDocument) given = herald_random_document (rand);
      g_autoptr (JsonNode) node = herald_document_to_node (given);
      g_autofree char *pretty = herald_canonical_to_pretty (node);
      g_autoptr (HeraldDocument) parsed = herald_document_parse (pretty, -1, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (herald_document_get_hash (parsed), ==, herald_document_get_hash (given));
    }
}

static void
test_copies (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (HeraldAnnouncement) one = herald_random_announcement (rand);
      g_autoptr (HeraldAnnouncement) other = herald_announcement_copy (one);
      g_autoptr (HeraldDocument) of_one = herald_announcement_to_document (one);
      g_autoptr (HeraldDocument) of_other = herald_announcement_to_document (other);

      g_assert_true (herald_record_equal (&herald_announcement_type, one, other));
      g_assert_cmpstr (herald_document_get_text (of_one, NULL), ==, herald_document_get_text (of_other, NULL));
    }
}

/* Equal is exactly: written the same. */
static void
test_equal_is_written_the_same (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  guint n_different = 0;

  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (HeraldAnnouncement) one = herald_random_announcement (rand);
      g_autoptr (HeraldAnnouncement) other = herald_announcement_copy (one);
      g_autoptr (HeraldDocument) of_one = NULL;
      g_autoptr (HeraldDocument) of_other = NULL;
      gboolean same;

      herald_random_edit (rand, other);
      of_one = herald_announcement_to_document (one);
      of_other = herald_announcement_to_document (other);
      same = g_str_equal (herald_document_get_text (of_one, NULL), herald_document_get_text (of_other, NULL));
      g_assert_cmpint (herald_record_equal (&herald_announcement_type, one, other), ==, same);
      n_different += !same;
    }
  g_assert_cmpuint (n_different, >, 500);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/round-trip/documents", test_documents);
  g_test_add_func ("/model/round-trip/pretty", test_pretty);
  g_test_add_func ("/model/round-trip/copies", test_copies);
  g_test_add_func ("/model/round-trip/equal-is-written-the-same", test_equal_is_written_the_same);
  return g_test_run ();
}
