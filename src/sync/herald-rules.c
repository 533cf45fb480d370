/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-rules.h"

#include "herald-members.h"
#include "herald-sync-resources.h"

#include <string.h>

#define PATH  "/io/github/heraldpress/Herald/sync/rules.js"
#define PLACE "@DATABASE@"

/* From its first function on: CouchDB takes the text for an expression, so no comment stands before or after it. */
static char *
read_source (HeraldRemoteDatabase database)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (herald_sync_get_resource (), PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *text = g_strndup (data, length);
  g_autoptr (GString) source = g_string_new (strstr (text, "\nfunction (") + 1);

  g_string_replace (source, PLACE, database == HERALD_REMOTE_OBJECTS ? "objects" : "heads", 1);
  return g_strstrip (g_strdup (source->str));
}

/**
 * herald_rules_write:
 * @database: which of the two
 *
 * Returns: (transfer full): the design document, without its id
 */
JsonObject *
herald_rules_write (HeraldRemoteDatabase database)
{
  JsonObject *content = json_object_new ();
  JsonObject *herald = json_object_new ();
  g_autofree char *source = read_source (database);

  json_object_set_int_member (herald, "rules", HERALD_RULES_VERSION);
  json_object_set_object_member (content, "herald", herald);
  json_object_set_string_member (content, "language", "javascript");
  json_object_set_string_member (content, "validate_doc_update", source);
  return content;
}

/**
 * herald_rules_get_version:
 * @content: (nullable): a design document
 *
 * Returns: the number of its rules, or 0 when they are none of Herald's
 */
guint
herald_rules_get_version (JsonObject *content)
{
  JsonObject *herald = herald_member_object (content, "herald");
  JsonNode *node = herald != NULL ? json_object_get_member (herald, "rules") : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return 0;

  return (guint) CLAMP (json_node_get_int (node), 0, G_MAXINT);
}
