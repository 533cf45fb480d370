/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether all hold the same in the end, and nothing is lost. */
#include "herald-team-private.h"

#include "herald-canonical.h"
#include "herald-json.h"
#include "herald-members.h"

#include <string.h>

static char *
join_heads (HeraldTeam   *team,
            HeraldColleague *member,
            guint         document)
{
  g_auto (GStrv) heads = herald_library_get_heads (member->library, team->ids[document], NULL);

  return heads != NULL ? g_strjoinv (" ", heads) : g_strdup ("");
}

/* The server's "version:..." or "body:...": what is in the member of that name. */
static JsonObject *
read_object (HeraldTeam *team,
             const char *kind,
             guint       document,
             const char *hash)
{
  g_autofree char *database = g_strconcat (team->database, "-objects", NULL);
  g_autofree char *id = g_strdup_printf ("%s:%s:%s", kind, team->ids[document], hash);
  g_autofree char *text = herald_couch_server_get_text (team->server, database, id);
  g_autoptr (JsonNode) node = text != NULL ? herald_json_parse (text, -1, NULL) : NULL;
  JsonObject *object = herald_member_object (herald_node_object (node), kind);

  return object != NULL ? json_object_ref (object) : NULL;
}

static char *
read_server_heads (HeraldTeam *team,
                   guint       document)
{
  g_autofree char *id = g_strconcat ("announcement:", team->ids[document], NULL);
  g_autofree char *text = herald_couch_server_get_text (team->server, team->database, id);
  g_autoptr (JsonNode) node = text != NULL ? herald_json_parse (text, -1, NULL) : NULL;
  JsonArray *heads = herald_member_array (herald_node_object (node), "heads");
  g_autoptr (GString) joined = g_string_new (NULL);

  if (herald_couch_server_n_leaves (team->server, team->database, id) > 1)
    g_string_append (joined, "(and a leaf that lost) ");
  for (guint i = 0; heads != NULL && i < json_array_get_length (heads); i++)
    {
      if (i > 0)
        g_string_append_c (joined, ' ');
      g_string_append (joined, herald_member_string (herald_node_object (json_array_get_element (heads, i)), "hash"));
    }

  return g_strdup (joined->str);
}

/* The working copy is what the one head says. */
static void
check_copy (HeraldTeam   *team,
            HeraldColleague *member,
            guint         document,
            const char   *head)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldWorkingCopy) copy = herald_library_get_working_copy (member->library, team->ids[document], &error);
  g_autoptr (HeraldVersion) version = copy != NULL ? herald_library_get_version (member->library, head, &error) : NULL;

  if (version == NULL)
    herald_team_fail (team, "library %u, document %u: %s", member->index, document, error->message);
  else if (copy->dirty || g_strcmp0 (copy->base, head) != 0)
    herald_team_fail (team, "library %u, document %u: the working copy has not gone on to the head", member->index, document);
  else if (strcmp (herald_document_get_hash (copy->document), version->body) != 0)
    herald_team_fail (team, "library %u, document %u: the working copy is not the head's text", member->index, document);
}

/* Every text behind the heads as the server holds it, and the set of versions. */
static char *
walk_history (HeraldTeam *team,
              guint       document,
              const char *heads,
              GHashTable *versions)
{
  g_auto (GStrv) first = g_strsplit (heads, " ", -1);
  g_autoptr (GPtrArray) queue = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) texts = g_string_new (NULL);

  for (guint i = 0; first[i] != NULL; i++)
    g_ptr_array_add (queue, g_strdup (first[i]));

  for (guint i = 0; i < queue->len; i++)
    {
      const char *hash = g_ptr_array_index (queue, i);
      g_autoptr (JsonObject) version = NULL;
      g_autoptr (JsonObject) body = NULL;
      g_autoptr (JsonNode) node = NULL;
      g_autofree char *text = NULL;
      JsonArray *parents = NULL;

      if (!g_hash_table_add (versions, g_strdup (hash)))
        continue;

      version = read_object (team, "version", document, hash);
      body = version != NULL ? read_object (team, "body", document, herald_member_string (version, "body")) : NULL;
      if (body == NULL)
        {
          herald_team_fail (team, "document %u: the server lacks %s %s", document, version == NULL ? "version" : "the text of", hash);
          continue;
        }

      node = json_node_init_object (json_node_alloc (), body);
      text = herald_canonical_to_string (node, NULL);
      g_string_append (texts, text);
      parents = herald_member_array (version, "parents");
      for (guint j = 0; parents != NULL && j < json_array_get_length (parents); j++)
        g_ptr_array_add (queue, g_strdup (json_array_get_string_element (parents, j)));
    }

  return g_strdup (texts->str);
}

static void
check_kept (HeraldTeam *team,
            guint       document,
            const char *heads)
{
  g_autoptr (GHashTable) versions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *texts = walk_history (team, document, heads, versions);

  for (guint i = 0; i < team->versions[document]->len; i++)
    if (!g_hash_table_contains (versions, g_ptr_array_index (team->versions[document], i)))
      herald_team_fail (team, "document %u: version %s is behind no head", document,
                        (char *) g_ptr_array_index (team->versions[document], i));

  for (guint i = 0; i < team->words[document]->len; i++)
    if (strstr (texts, g_ptr_array_index (team->words[document], i)) == NULL)
      herald_team_fail (team, "document %u: the word %s is lost", document,
                        (char *) g_ptr_array_index (team->words[document], i));
}

static void
check_document (HeraldTeam *team,
                guint       document)
{
  g_autofree char *heads = join_heads (team, &team->members[0], document);
  g_autofree char *on_server = read_server_heads (team, document);

  if (strcmp (heads, on_server) != 0)
    herald_team_fail (team, "document %u: library 0 has %s, the server %s", document, heads, on_server);

  for (guint i = 0; i < team->n_members; i++)
    {
      g_autofree char *here = join_heads (team, &team->members[i], document);

      if (strcmp (heads, here) != 0)
        herald_team_fail (team, "document %u: library 0 has %s, library %u %s", document, heads, i, here);
      else if (heads[0] != '\0' && strchr (heads, ' ') == NULL)
        check_copy (team, &team->members[i], document, heads);
    }

  if (heads[0] != '\0' || team->versions[document]->len > 0)
    check_kept (team, document, heads);
}

static void
check_assets (HeraldTeam *team)
{
  g_autofree char *database = g_strconcat (team->database, "-objects", NULL);
  GHashTableIter iter = { 0 };
  gpointer sha256 = NULL;
  gpointer text = NULL;

  g_hash_table_iter_init (&iter, team->assets);
  while (g_hash_table_iter_next (&iter, &sha256, &text))
    {
      g_autofree char *id = g_strconcat ("asset:", sha256, NULL);
      g_autoptr (GBytes) there = herald_couch_server_get_attachment (team->server, database, id, "data");

      if (there == NULL || g_bytes_get_size (there) != strlen (text) ||
          memcmp (g_bytes_get_data (there, NULL), text, strlen (text)) != 0)
        herald_team_fail (team, "the server lacks the file “%s”", (char *) text);
    }
}

const char *
herald_team_check (HeraldTeam *team)
{
  for (guint i = 0; i < HERALD_TEAM_DOCUMENTS; i++)
    check_document (team, i);
  check_assets (team);

  return team->fault;
}
