/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents that break the format: each is refused, and the message names the place. */
#include "herald-announcement.h"
#include "herald-json.h"
#include "herald-organisation.h"
#include "herald-person.h"

#include <string.h>

#define UUID "3f2b1c7e-8d4a-4f6b-9c0d-1e2f3a4b5c6d"
#define HASH "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
#define ID "aaaaaaaaaaaaa"
#define ID2 "bbbbbbbbbbbbb"

typedef struct
{
  const char *members; /* after schema, type and id */
  const char *place;   /* with which the message starts */
} Hostile;

static const Hostile hostile_announcements[] = {
  { "\"headline\": 7", "headline: " },
  { "\"headline\": null", "headline: " },
  { "\"headline\": [\"a\"]", "headline: " },
  { "\"kind\": \"rumour\"", "kind: " },
  { "\"kind\": 1", "kind: " },
  { "\"status\": \"leaked\"", "status: " },
  { "\"translation_group\": \"it\"", "translation_group: " },
  { "\"inside_information\": \"yes\"", "inside_information: " },
  { "\"inside_information\": 1", "inside_information: " },
  { "\"dateline\": \"Bergamo\"", "dateline: " },
  { "\"dateline\": {\"place\": 1}", "dateline.place: " },
  { "\"parties\": {}", "parties: " },
  { "\"parties\": [\"Aurelia\"]", "parties[0]: " },
  { "\"parties\": [{\"name\": \"Aurelia\"}]", "parties[0].id: " },
  { "\"parties\": [{\"id\": \"1\"}]", "parties[0].id: " },
  { "\"parties\": [{\"id\": \"" ID "\", \"role\": \"boss\"}]", "parties[0].role: " },
  { "\"parties\": [{\"id\": \"" ID "\", \"organisation\": \"Aurelia\"}]", "parties[0].organisation: " },
  { "\"parties\": [{\"id\": \"" ID "\", \"logo\": \"logo.png\"}]", "parties[0].logo: " },
  { "\"parties\": [{\"id\": \"" ID "\"}, {\"id\": \"" ID "\"}]", "parties[1]: " },
  { "\"parties\": [{\"id\": \"" ID "\"}], \"body\": [{\"id\": \"" ID "\", \"type\": \"paragraph\"}]", "body[0]: " },
  { "\"body\": [7]", "body[0]: " },
  { "\"body\": [[]]", "body[0]: " },
  { "\"body\": [{}]", "body[0].id: " },
  { "\"body\": [{\"id\": \"" ID "\"}]", "body[0].type: " },
  { "\"body\": [{\"id\": \"" ID "\", \"type\": \"\"}]", "body[0].type: " },
  { "\"body\": [{\"id\": \"" ID "\", \"type\": 1}]", "body[0].type: " },
  { "\"body\": [{\"type\": \"poll\"}]", "body[0].id: " },
  { "\"body\": [{\"id\": 1, \"type\": \"poll\"}]", "body[0].id: " },
  { "\"body\": [{\"id\": \"../etc/passwd\", \"type\": \"paragraph\"}]", "body[0].id: " },
  { "\"body\": [{\"id\": \"" ID "\", \"type\": \"paragraph\"}, {\"id\": \"" ID2 "\", \"type\": \"quote\", \"speaker\": {\"name\": []}}]",
    "body[1].speaker.name: " },
  { "\"body\": [{\"id\": \"" ID "\", \"type\": \"quote\", \"speaker\": {\"person\": \"Anna\"}}]", "body[0].speaker.person: " },
  { "\"body\": [{\"id\": \"" ID "\", \"type\": \"figure\", \"asset\": \"../../secret\"}]", "body[0].asset: " },
  { "\"body\": [{\"id\": \"" ID "\", \"type\": \"list\", \"items\": [{}, {\"text\": 1}]}]", "body[0].items[1].text: " },
  { "\"body\": [{\"id\": \"" ID "\", \"type\": \"facts\", \"rows\": [{}]}]", "body[0].rows[0]: " },
  { "\"body\": [{\"id\": \"" ID "\", \"type\": \"facts\", \"rows\": [[], [{}, 1]]}]", "body[0].rows[1][1]: " },
  { "\"body\": [{\"id\": \"" ID "\", \"type\": \"facts\", \"rows\": [[{\"text\": \"é\", \"marks\": [[0, 2, \"strong\"]]}]]}]",
    "body[0].rows[0][0].marks[0]: " },
  { "\"body\": [{\"id\": \"" ID "\", \"type\": \"paragraph\", \"text\": \"abc\", \"marks\": [[0, 4, \"strong\"]]}]", "body[0].marks[0]: " },
  { "\"body\": [{\"id\": \"" ID "\", \"type\": \"paragraph\", \"marks\": [[0, 1, \"strong\"]]}]", "body[0].marks[0]: " },
  { "\"body\": [{\"id\": \"" ID "\", \"type\": \"paragraph\", \"text\": \"abc\", \"marks\": [[-1, 2, \"strong\"]]}]", "body[0].marks[0]: " },
  { "\"body\": [{\"id\": \"" ID "\", \"type\": \"paragraph\", \"text\": \"abc\", \"marks\": [[0, 0, \"strong\"]]}]", "body[0].marks[0]: " },
  { "\"body\": [{\"id\": \"" ID "\", \"type\": \"paragraph\", \"text\": \"abc\", \"marks\": [[2147483647, 2147483647, \"strong\"]]}]",
    "body[0].marks[0]: " },
  { "\"body\": [{\"id\": \"" ID "\", \"type\": \"paragraph\", \"text\": \"abc\", \"marks\": [[9007199254740991, 1, \"strong\"]]}]",
    "body[0].marks[0]: " },
  { "\"body\": [{\"id\": \"" ID "\", \"type\": \"paragraph\", \"text\": \"abc\", \"marks\": [[0, 1, \"blink\"]]}]", "body[0].marks[0]: " },
  { "\"body\": [{\"id\": \"" ID "\", \"type\": \"paragraph\", \"text\": \"abc\", \"marks\": [[0, 1]]}]", "body[0].marks[0]: " },
  { "\"body\": [{\"id\": \"" ID "\", \"type\": \"paragraph\", \"text\": \"abc\", \"marks\": [[0, 1, \"strong\", \"https://a\"]]}]", "body[0].marks[0]: " },
  { "\"body\": [{\"id\": \"" ID "\", \"type\": \"paragraph\", \"text\": \"abc\", \"marks\": [[0, 1, \"link\"]]}]", "body[0].marks[0]: " },
  { "\"body\": [{\"id\": \"" ID "\", \"type\": \"paragraph\", \"text\": \"abc\", \"marks\": [[0, 1, \"link\", 5]]}]", "body[0].marks[0]: " },
  { "\"body\": [{\"id\": \"" ID "\", \"type\": \"paragraph\", \"text\": \"abc\", \"marks\": [[0, 1, \"link\", \"javascript:alert(1)\"]]}]",
    "body[0].marks[0]: " },
  { "\"body\": [{\"id\": \"" ID "\", \"type\": \"paragraph\", \"text\": \"abc\", \"marks\": {}}]", "body[0].marks: " },
  { "\"boilerplates\": [{}]", "boilerplates[0].id: " },
  { "\"contacts\": [{\"id\": \"" ID "\"}, {\"id\": \"" ID2 "\", \"email\": {}}]", "contacts[1].email: " },
  { "\"assets\": [{\"name\": \"hero.jpg\"}]", "assets[0].sha256: " },
  { "\"assets\": [{\"sha256\": \"" HASH "\", \"size\": -1}]", "assets[0].size: " },
  { "\"assets\": [{\"sha256\": \"" HASH "\", \"size\": \"1\"}]", "assets[0].size: " },
  { "\"assets\": [{\"sha256\": \"" HASH "\"}, {\"sha256\": \"" HASH "\"}]", "assets[1]: " },
  { "\"tags\": \"imaging\"", "tags: " },
  { "\"tags\": [\"imaging\", 1]", "tags[1]: " },
  { "\"tags\": [\"a,b\"]", "tags[0]: " },
  { "\"tags\": [\"a\\u0007b\"]", "tags[0]: " },
  { "\"embargo\": {\"wall\": \"tomorrow\", \"zone\": \"Europe/Rome\", \"utc\": \"2026-12-01T08:00:00Z\"}", "embargo.wall: " },
  { "\"embargo\": {\"wall\": \"2026-12-01 09:00\", \"zone\": \"Europe/Rome\", \"utc\": \"2026-12-01T08:00:00Z\"}", "embargo.wall: " },
  { "\"embargo\": {\"wall\": \"2026-12-01T09:00:00\", \"utc\": \"2026-12-01T08:00:00Z\"}", "embargo.zone: " },
  { "\"embargo\": {\"wall\": \"2026-12-01T09:00:00\", \"zone\": \"../../etc/passwd\", \"utc\": \"2026-12-01T08:00:00Z\"}", "embargo.zone: " },
  { "\"embargo\": {\"wall\": \"2026-12-01T09:00:00\", \"zone\": \"Europe/Rome\"}", "embargo.utc: " },
  { "\"embargo\": {\"wall\": \"2026-12-01T09:00:00\", \"zone\": \"Europe/Rome\", \"utc\": \"2026-12-01T08:00:00+01:00\"}", "embargo.utc: " },
  { "\"sign_offs\": [{\"sha256\": \"1\"}]", "sign_offs[0].sha256: " },
  { "\"sign_offs\": [{\"state\": \"maybe\"}]", "sign_offs[0].state: " },
  { "\"comments\": [{\"id\": \"" ID "\", \"resolved\": \"no\"}]", "comments[0].resolved: " },
  { "\"trashed\": true", "trashed: " },
};

static char *
make_text (const char *type,
           int         schema,
           const char *members)
{
  return g_strdup_printf ("{\"schema\": %d, \"type\": \"%s\", \"id\": \"" UUID "\", %s}", schema, type, members);
}

static void
test_announcements (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (hostile_announcements); i++)
    {
      const Hostile *hostile = &hostile_announcements[i];
      g_autofree char *text = make_text ("announcement", 1, hostile->members);
      g_autoptr (GError) error = NULL;
      g_autoptr (HeraldDocument) document = herald_document_parse (text, -1, &error);
      g_autoptr (HeraldAnnouncement) announcement = NULL;

      g_assert_no_error (error);
      announcement = herald_announcement_from_document (document, &error);
      g_test_message ("%s: %s", hostile->members, error != NULL ? error->message : "taken");
      g_assert_null (announcement);
      g_assert_error (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, hostile->place));
      g_assert_cmpuint (strlen (error->message), >, strlen (hostile->place));
    }
}

/* The same faults in a newer document are no faults: this Herald is too old. */
static void
test_newer_announcements (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (hostile_announcements); i++)
    {
      g_autofree char *text = make_text ("announcement", 2, hostile_announcements[i].members);
      g_autoptr (GError) error = NULL;
      g_autoptr (HeraldDocument) document = herald_document_parse (text, -1, &error);
      g_autoptr (HeraldAnnouncement) announcement = NULL;

      g_assert_no_error (error);
      g_assert_true (herald_document_is_newer (document));
      announcement = herald_announcement_from_document (document, &error);
      g_assert_null (announcement);
      g_assert_error (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_NEWER);
    }
}

static void
test_organisations_and_persons (void)
{
  static const struct { const char *type, *members, *place; } table[] = {
    { "organisation", "\"name\": {}", "name: " },
    { "organisation", "\"logo\": \"logo.png\"", "logo: " },
    { "organisation", "\"boilerplates\": {\"en\": \"About\"}", "boilerplates: " },
    { "organisation", "\"boilerplates\": [{\"language\": 1}]", "boilerplates[0].language: " },
    { "organisation", "\"contacts\": [{}]", "contacts[0].id: " },
    { "person", "\"name\": 1", "name: " },
    { "person", "\"organisation\": \"Aurelia\"", "organisation: " },
    { "person", "\"portrait\": \"x\"", "portrait: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *text = make_text (table[i].type, 1, table[i].members);
      g_autoptr (GError) error = NULL;
      g_autoptr (HeraldDocument) document = herald_document_parse (text, -1, &error);

      g_assert_no_error (error);
      if (herald_document_get_kind (document) == HERALD_DOCUMENT_PERSON)
        g_assert_null (herald_person_from_document (document, &error));
      else
        g_assert_null (herald_organisation_from_document (document, &error));
      g_assert_error (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, table[i].place));
    }
}

static void
test_shapes (void)
{
  static const struct { const char *text, *place; } table[] = {
    { "[]", "A document" },
    { "\"announcement\"", "A document" },
    { "null", "A document" },
    { "{}", "schema: " },
    { "{\"schema\": 0}", "schema: " },
    { "{\"schema\": -1}", "schema: " },
    { "{\"schema\": \"1\"}", "schema: " },
    { "{\"schema\": null}", "schema: " },
    { "{\"schema\": 1}", "type: " },
    { "{\"schema\": 1, \"type\": \"memo\"}", "type: " },
    { "{\"schema\": 1, \"type\": [\"person\"]}", "type: " },
    { "{\"schema\": 1, \"type\": \"person\"}", "id: " },
    { "{\"schema\": 1, \"type\": \"person\", \"id\": \"\"}", "id: " },
    { "{\"schema\": 1, \"type\": \"person\", \"id\": \"../" UUID "\"}", "id: " },
    { "{\"schema\": 1, \"type\": \"person\", \"id\": 5}", "id: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (herald_document_parse (table[i].text, -1, &error));
      g_assert_error (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, table[i].place));
    }
}

/* A tree that a program made must keep to the reader's bounds as well: what is stored can be read. */
static void
test_trees (void)
{
  g_autofree char *base = make_text ("person", 1, "\"name\": \"Anna Bruni\"");
  g_autoptr (HeraldDocument) document = herald_document_parse (base, -1, NULL);

  for (guint kind = 0; kind < 4; kind++)
    {
      g_autoptr (JsonNode) node = herald_document_to_node (document);
      g_autoptr (GError) error = NULL;
      JsonObject *object = json_node_get_object (node);

      if (kind == 0)
        json_object_set_double_member (object, "x", 0.5);
      else if (kind == 1)
        json_object_set_int_member (object, "x", G_GINT64_CONSTANT (1) << 53);
      else if (kind == 2)
        json_object_set_string_member (object, "x", "\xff");
      else
        for (guint depth = 0; depth < 64; depth++)
          {
            JsonObject *inner = json_object_new ();

            json_object_set_object_member (object, "x", inner);
            object = inner;
          }
      g_assert_null (herald_document_new (node, &error));
      g_assert_error (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_INVALID);
    }
}

/* A body of 100 MB: nobody wrote it, and no sentence of it is looked at. */
static void
test_hundred_megabytes (void)
{
  static const char head[] = "{\"schema\":1,\"type\":\"announcement\",\"id\":\"0b7f2f5c-3d0e-4f55-8c64-51b1c3ae7d01\","
                             "\"body\":[{\"id\":\"aaaaaaaaaaaaa\",\"type\":\"paragraph\",\"text\":\"";
  static const char tail[] = "\"}]}";
  g_autoptr (GString) text = g_string_sized_new (100 * 1000 * 1000 + 1024);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_alloc ();
  g_autoptr (GError) error = NULL;

  g_string_append (text, head);
  while (text->len < 100 * 1000 * 1000)
    g_string_append (text, "words ");
  g_string_append (text, tail);
  g_assert_null (herald_document_parse (text->str, (gssize) text->len, &error));
  g_assert_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_TOO_LARGE);
  g_clear_error (&error);

  json_object_set_int_member (object, "schema", 1);
  json_object_set_string_member (object, "type", "announcement");
  json_object_set_string_member (object, "id", "0b7f2f5c-3d0e-4f55-8c64-51b1c3ae7d01");
  json_object_set_string_member (object, "notes", text->str);
  json_node_init_object (node, object);
  g_assert_null (herald_document_new (node, &error));
  g_assert_nonnull (error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/hostile/announcements", test_announcements);
  g_test_add_func ("/model/hostile/newer-announcements", test_newer_announcements);
  g_test_add_func ("/model/hostile/organisations-and-persons", test_organisations_and_persons);
  g_test_add_func ("/model/hostile/shapes", test_shapes);
  g_test_add_func ("/model/hostile/trees", test_trees);
  g_test_add_func ("/model/hostile/hundred-megabytes", test_hundred_megabytes);
  return g_test_run ();
}
