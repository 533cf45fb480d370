/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-security.h"

#include "herald-canonical.h"
#include "herald-json.h"
#include "herald-rules.h"

#include <string.h>

static JsonObject *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = herald_json_parse (text, -1, &error);

  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (node));
}

static char *
print (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  return herald_canonical_to_string (node, NULL);
}

static void
check_change (const char             *before,
              const HeraldTeamChange *change,
              const char             *expected)
{
  g_autoptr (JsonObject) security = parse (before);
  g_autofree char *kept = print (security);
  g_autoptr (JsonObject) after = herald_security_change (security, "team", change);
  g_autofree char *text = print (after);
  g_autofree char *untouched = print (security);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpstr (untouched, ==, kept);
}

static void
test_change (void)
{
  char *anna[] = { (char *) "anna", NULL };
  char *lin[] = { (char *) "lin", NULL };
  const HeraldTeamChange none = { NULL, NULL, NULL };
  const HeraldTeamChange both = { anna, lin, NULL };
  const HeraldTeamChange demote = { NULL, anna, lin };

  /* Nobody is named: still nobody comes in who has no role. */
  check_change ("{}", &none,
                "{\"admins\":{\"names\":[],\"roles\":[\"_admin\"]},"
                "\"herald\":{\"editors\":{\"names\":[],\"roles\":[\"team-editor\"]},"
                "\"viewers\":{\"names\":[],\"roles\":[\"team-viewer\"]}},"
                "\"members\":{\"names\":[],\"roles\":[\"_admin\",\"team-editor\",\"team-viewer\"]}}");
  check_change ("{\"members\":{\"names\":[\"zoe\",7,\"lin\"]},\"cloudant\":{\"x\":1}}", &both,
                "{\"admins\":{\"names\":[],\"roles\":[\"_admin\"]},\"cloudant\":{\"x\":1},"
                "\"herald\":{\"editors\":{\"names\":[\"anna\",\"zoe\"],\"roles\":[\"team-editor\"]},"
                "\"viewers\":{\"names\":[\"lin\"],\"roles\":[\"team-viewer\"]}},"
                "\"members\":{\"names\":[\"anna\",\"lin\",\"zoe\"],\"roles\":[\"_admin\",\"team-editor\",\"team-viewer\"]}}");
  check_change ("{\"herald\":{\"editors\":{\"names\":[\"anna\"]},\"viewers\":{\"names\":[\"lin\"]}},"
                "\"members\":{\"names\":[\"anna\",\"lin\",\"guest\"]},\"admins\":\"nonsense\"}", &demote,
                "{\"admins\":{\"names\":[],\"roles\":[\"_admin\"]},"
                "\"herald\":{\"editors\":{\"names\":[],\"roles\":[\"team-editor\"]},"
                "\"viewers\":{\"names\":[\"anna\"],\"roles\":[\"team-viewer\"]}},"
                "\"members\":{\"names\":[\"anna\",\"guest\"],\"roles\":[\"_admin\",\"team-editor\",\"team-viewer\"]}}");
}

static void
test_may_write (void)
{
  const char *team = "{\"admins\":{\"names\":[\"chief\"]},\"members\":{\"names\":[\"anna\",\"lin\"]},"
                     "\"herald\":{\"editors\":{\"names\":[\"anna\"],\"roles\":[\"e\"]},\"viewers\":{\"names\":[\"lin\"]}}}";
  const struct
  {
    const char *security;
    const char *user;
    gboolean    may;
  } cases[] = {
    { "{}", "{\"name\":\"lin\"}", TRUE },
    { "{\"herald\":7}", "{\"name\":\"lin\"}", TRUE },
    { "{\"herald\":{}}", "{\"name\":\"lin\"}", FALSE },
    { "{\"herald\":{}}", "{\"name\":\"lin\",\"roles\":[\"_admin\"]}", TRUE },
    { "{\"herald\":{\"editors\":[\"lin\"]}}", "{\"name\":\"lin\"}", FALSE },
    { team, "{\"name\":\"anna\",\"roles\":[]}", TRUE },
    { team, "{\"name\":\"chief\",\"roles\":[]}", TRUE },
    { team, "{\"name\":\"mario\",\"roles\":[3,\"x\",\"e\"]}", TRUE },
    { team, "{\"name\":\"lin\",\"roles\":[]}", FALSE },
    { team, "{\"name\":null,\"roles\":\"e\"}", FALSE },
    { team, "{}", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) security = parse (cases[i].security);
      g_autoptr (JsonObject) user = parse (cases[i].user);

      g_test_message ("%s %s", cases[i].security, cases[i].user);
      g_assert_cmpint (herald_security_may_write (security, user), ==, cases[i].may);
    }
}

/* CouchDB takes the text for an expression. */
static void
test_rules (void)
{
  const char * const names[] = { "var database = 'heads';", "var database = 'objects';" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (JsonObject) rules = herald_rules_write ((HeraldRemoteDatabase) i);
      const char *source = json_object_get_string_member (rules, "validate_doc_update");

      g_assert_true (g_str_has_prefix (source, "function (newDoc, oldDoc, userCtx, secObj) {"));
      g_assert_true (g_str_has_suffix (source, "\n}"));
      g_assert_nonnull (strstr (source, names[i]));
      g_assert_cmpuint (herald_rules_get_version (rules), ==, HERALD_RULES_VERSION);
    }

  g_assert_cmpuint (herald_rules_get_version (NULL), ==, 0);
}

static void
test_version (void)
{
  const char * const wrong[] = { "{}", "{\"herald\":1}", "{\"herald\":{}}", "{\"herald\":{\"rules\":\"1\"}}",
                                 "{\"herald\":{\"rules\":-5}}", "{\"herald\":{\"rules\":[1]}}" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (JsonObject) content = parse (wrong[i]);

      g_assert_cmpuint (herald_rules_get_version (content), ==, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/security/change", test_change);
  g_test_add_func ("/security/may-write", test_may_write);
  g_test_add_func ("/rules/written", test_rules);
  g_test_add_func ("/rules/version", test_version);
  return g_test_run ();
}
