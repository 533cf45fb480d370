/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-security.h"

#include "herald-canonical.h"
#include "herald-json.h"
#include "herald-members.h"

/* CouchDB's "admins" and "members" decide who comes in at all, and its rules get the whole object: Herald's own member
 * says who of them may write (rules.js). Unknown members stay: hosted servers keep their own there. */
#define HERALD  "herald"
#define EDITORS "editors"
#define VIEWERS "viewers"
#define NAMES   "names"
#define ROLES   "roles"
#define ADMIN   "_admin"

/* Sets of strings */

static GHashTable *
read_set (JsonObject *section,
          const char *member)
{
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *array = herald_member_array (section, member);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *text = herald_node_string (json_array_get_element (array, i));

      if (text != NULL)
        g_hash_table_add (set, g_strdup (text));
    }

  return set;
}

static void
add_all (GHashTable         *set,
         const char * const *names)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    g_hash_table_add (set, g_strdup (names[i]));
}

static void
remove_all (GHashTable         *set,
            const char * const *names)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    g_hash_table_remove (set, names[i]);
}

static void
add_set (GHashTable *set,
         GHashTable *other)
{
  GHashTableIter iter = { 0 };
  gpointer name = NULL;

  g_hash_table_iter_init (&iter, other);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_hash_table_add (set, g_strdup (name));
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char * const *) a, *(const char * const *) b);
}

/* Sorted, so that the same team is always the same text. */
static char **
list_set (GHashTable *set)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GHashTableIter iter = { 0 };
  gpointer name = NULL;

  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

static JsonArray *
write_set (GHashTable *set)
{
  g_auto (GStrv) names = list_set (set);
  JsonArray *array = json_array_new ();

  for (guint i = 0; names[i] != NULL; i++)
    json_array_add_string_element (array, names[i]);

  return array;
}

/* Takes neither. */
static JsonObject *
write_section (GHashTable *names,
               GHashTable *roles)
{
  JsonObject *section = json_object_new ();

  json_object_set_array_member (section, NAMES, write_set (names));
  json_object_set_array_member (section, ROLES, write_set (roles));
  return section;
}

/* Asking */

static gboolean
shares (JsonObject *section,
        const char *name,
        GHashTable *roles)
{
  g_autoptr (GHashTable) names = read_set (section, NAMES);
  g_autoptr (GHashTable) wanted = read_set (section, ROLES);
  GHashTableIter iter = { 0 };
  gpointer role = NULL;

  if (name != NULL && g_hash_table_contains (names, name))
    return TRUE;

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &role, NULL))
    if (g_hash_table_contains (roles, role))
      return TRUE;

  return FALSE;
}

/**
 * herald_security_may_write:
 * @security: a database's _security
 * @user: the "userCtx" of a session
 *
 * Judges as rules.js does. A database on which Herald's rules were never set up lets all its members write.
 *
 * Returns: whether the account may write
 */
gboolean
herald_security_may_write (JsonObject *security,
                           JsonObject *user)
{
  JsonObject *herald = herald_member_object (security, HERALD);
  const char *name = herald_member_string (user, "name");
  g_autoptr (GHashTable) roles = read_set (user, ROLES);

  return herald == NULL || g_hash_table_contains (roles, ADMIN) ||
         shares (herald_member_object (security, "admins"), name, roles) ||
         shares (herald_member_object (herald, EDITORS), name, roles);
}

/**
 * herald_security_list:
 * @security: a database's _security
 * @section: "editors" or "viewers"
 * @member: "names" or "roles"
 *
 * Returns: (transfer full): whom Herald's part of it names, sorted
 */
char **
herald_security_list (JsonObject *security,
                      const char *section,
                      const char *member)
{
  JsonObject *herald = herald_member_object (security, HERALD);
  g_autoptr (GHashTable) set = read_set (herald_member_object (herald, section), member);

  return list_set (set);
}

/* Changing */

static JsonObject *
copy_object (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *text = herald_canonical_to_string (node, NULL);
  g_autoptr (JsonNode) copy = herald_json_parse (text, -1, NULL);

  return herald_node_object (copy) != NULL ? json_object_ref (herald_node_object (copy)) : json_object_new ();
}

/* Who was a member of a database that had no rules could write there, and goes on so. */
static GHashTable *
read_editors (JsonObject *security,
              const char *member)
{
  JsonObject *herald = herald_member_object (security, HERALD);
  GHashTable *set = read_set (herald != NULL ? herald_member_object (herald, EDITORS)
                                             : herald_member_object (security, "members"), member);

  g_hash_table_remove (set, ADMIN);
  return set;
}

static void
add_role (GHashTable *roles,
          const char *database,
          const char *what)
{
  g_hash_table_add (roles, g_strconcat (database, "-", what, NULL));
}

/* Whoever Herald names comes in; who else is a member stays one. Never empty: that would let everybody in. */
static JsonObject *
write_members (JsonObject             *security,
               GHashTable             *editors,
               GHashTable             *viewers,
               GHashTable             *editor_roles,
               GHashTable             *viewer_roles,
               const HeraldTeamChange *change)
{
  JsonObject *members = herald_member_object (security, "members");
  g_autoptr (GHashTable) names = read_set (members, NAMES);
  g_autoptr (GHashTable) roles = read_set (members, ROLES);

  remove_all (names, (const char * const *) change->removed);
  add_set (names, editors);
  add_set (names, viewers);
  add_set (roles, editor_roles);
  add_set (roles, viewer_roles);
  g_hash_table_add (roles, g_strdup (ADMIN));

  return write_section (names, roles);
}

static JsonObject *
write_admins (JsonObject *security)
{
  JsonObject *admins = herald_member_object (security, "admins");
  g_autoptr (GHashTable) names = read_set (admins, NAMES);
  g_autoptr (GHashTable) roles = read_set (admins, ROLES);

  g_hash_table_add (roles, g_strdup (ADMIN));
  return write_section (names, roles);
}

/**
 * herald_security_change:
 * @security: a database's _security as it is
 * @database: the name of the library's database, which the two standing roles are named after
 * @change: whom to add and to remove
 *
 * Returns: (transfer full): what _security is to be
 */
JsonObject *
herald_security_change (JsonObject             *security,
                        const char             *database,
                        const HeraldTeamChange *change)
{
  JsonObject *result = copy_object (security);
  JsonObject *old = herald_member_object (security, HERALD);
  g_autoptr (GHashTable) editors = read_editors (security, NAMES);
  g_autoptr (GHashTable) editor_roles = read_editors (security, ROLES);
  g_autoptr (GHashTable) viewers = read_set (herald_member_object (old, VIEWERS), NAMES);
  g_autoptr (GHashTable) viewer_roles = read_set (herald_member_object (old, VIEWERS), ROLES);
  JsonObject *herald = json_object_new ();

  remove_all (editors, (const char * const *) change->viewers);
  remove_all (editors, (const char * const *) change->removed);
  remove_all (viewers, (const char * const *) change->editors);
  remove_all (viewers, (const char * const *) change->removed);
  add_all (editors, (const char * const *) change->editors);
  add_all (viewers, (const char * const *) change->viewers);
  add_role (editor_roles, database, "editor");
  add_role (viewer_roles, database, "viewer");

  json_object_set_object_member (result, "admins", write_admins (security));
  json_object_set_object_member (result, "members",
                                 write_members (security, editors, viewers, editor_roles, viewer_roles, change));
  json_object_set_object_member (herald, EDITORS, write_section (editors, editor_roles));
  json_object_set_object_member (herald, VIEWERS, write_section (viewers, viewer_roles));
  json_object_set_object_member (result, HERALD, herald);
  return result;
}
