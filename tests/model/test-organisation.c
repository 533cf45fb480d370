/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Organisations, persons and purposes. */
#include "herald-organisation.h"
#include "herald-person.h"
#include "herald-purpose.h"

#include "herald-id.h"

#define UUID "3f2b1c7e-8d4a-4f6b-9c0d-1e2f3a4b5c6d"
#define HASH "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

static void
test_organisation (void)
{
  static const char text[] =
    "{\"aliases\":[\"Aurelia\",\"Aurelia Ottica, S.p.A.\"],\"assets\":[{\"sha256\":\"" HASH "\"}],"
    "\"boilerplates\":[{\"language\":\"it\",\"text\":\"Chi siamo.\"}],"
    "\"contacts\":[{\"id\":\"aaaaaaaaaaaaa\",\"name\":\"Anna Bruni\"}],\"id\":\"" UUID "\",\"logo\":\"" HASH "\","
    "\"mood\":[],\"name\":\"Aurelia Optics\",\"schema\":1,\"site\":\"https://example.com\","
    "\"trashed\":{\"by\":\"Anna Bruni\"},\"type\":\"organisation\"}";
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldDocument) document = herald_document_parse (text, -1, &error);
  g_autoptr (HeraldOrganisation) organisation = herald_organisation_from_document (document, &error);
  g_autoptr (HeraldOrganisation) copy = NULL;
  g_autoptr (HeraldDocument) written = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (json_object_get_size (organisation->header.unknown), ==, 1);
  copy = herald_organisation_copy (organisation);
  written = herald_organisation_to_document (copy);
  g_assert_cmpstr (herald_document_get_text (written, NULL), ==, text);
  g_assert_null (herald_person_from_document (document, &error));
  g_assert_error (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_USAGE);
}

static void
test_boilerplates (void)
{
  g_autoptr (HeraldOrganisation) organisation = herald_organisation_new ("Aurelia Optics");

  g_assert_true (herald_uuid_is_valid (organisation->id));
  g_assert_null (herald_organisation_get_boilerplate (organisation, "it"));
  herald_organisation_set_boilerplate (organisation, "it", "Chi siamo.");
  herald_organisation_set_boilerplate (organisation, "en", "About us.");
  herald_organisation_set_boilerplate (organisation, "it", "Chi siamo oggi.");
  g_assert_cmpuint (organisation->boilerplates->len, ==, 2);
  g_assert_cmpstr (herald_organisation_get_boilerplate (organisation, "it"), ==, "Chi siamo oggi.");
  herald_organisation_set_boilerplate (organisation, "it", "");
  herald_organisation_set_boilerplate (organisation, "de", NULL);
  g_assert_null (herald_organisation_get_boilerplate (organisation, "it"));
  g_assert_cmpstr (herald_organisation_get_boilerplate (organisation, "en"), ==, "About us.");
  g_assert_cmpuint (organisation->boilerplates->len, ==, 1);
}

static void
test_person (void)
{
  static const char text[] =
    "{\"assets\":[{\"sha256\":\"" HASH "\"}],\"biography\":\"b\",\"id\":\"" UUID "\",\"name\":\"Lin Qiao\",\"organisation\":\"" UUID "\","
    "\"portrait\":\"" HASH "\",\"schema\":1,\"title\":\"founder and CEO\",\"type\":\"person\"}";
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldDocument) document = herald_document_parse (text, -1, &error);
  g_autoptr (HeraldPerson) person = herald_person_from_document (document, &error);
  g_autoptr (HeraldPerson) copy = NULL;
  g_autoptr (HeraldDocument) written = NULL;

  g_assert_no_error (error);
  g_assert_null (person->header.unknown);
  copy = herald_person_copy (person);
  written = herald_person_to_document (copy);
  g_assert_cmpstr (herald_document_get_text (written, NULL), ==, text);
}

static void
test_purposes (void)
{
  static const char * const names[] = { "review", "briefing", "release" };
  HeraldPurpose purpose = HERALD_PURPOSE_RELEASE;

  for (int i = HERALD_PURPOSE_REVIEW; i <= HERALD_PURPOSE_RELEASE; i++)
    {
      g_assert_cmpstr (herald_purpose_to_string (i), ==, names[i]);
      g_assert_true (herald_purpose_from_string (names[i], &purpose));
      g_assert_cmpint (purpose, ==, i);
    }
  g_assert_false (herald_purpose_from_string ("leak", &purpose));
  g_assert_false (herald_purpose_from_string (NULL, &purpose));
  g_assert_cmpint (purpose, ==, HERALD_PURPOSE_RELEASE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/organisation/read-and-write", test_organisation);
  g_test_add_func ("/model/organisation/boilerplates", test_boilerplates);
  g_test_add_func ("/model/person/read-and-write", test_person);
  g_test_add_func ("/model/purpose/names", test_purposes);
  return g_test_run ();
}
