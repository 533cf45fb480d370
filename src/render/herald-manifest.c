/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-manifest.h"

#include <string.h>

#include "herald-canonical.h"
#include "herald-embargo.h"
#include "herald-i18n.h"
#include "herald-json.h"
#include "herald-sha256.h"

#define MANIFEST_SCHEMA 1
#define GENERATOR       "Herald"

static JsonObject *
describe_edition (const HeraldAnnouncement *announcement,
                  const char               *version_hash)
{
  JsonObject *object = json_object_new ();

  if (announcement->language != NULL)
    json_object_set_string_member (object, "language", announcement->language);
  if (version_hash != NULL)
    json_object_set_string_member (object, "version", version_hash);
  if (announcement->embargo != NULL && announcement->embargo->utc != NULL)
    json_object_set_string_member (object, "lift", announcement->embargo->utc);
  return object;
}

static JsonArray *
describe_editions (const HeraldRenderJob *job)
{
  JsonArray *editions = json_array_new ();

  json_array_add_object_element (editions, describe_edition (job->announcement, job->version_hash));
  for (guint i = 0; job->editions != NULL && i < job->editions->len; i++)
    {
      const HeraldEdition *edition = g_ptr_array_index (job->editions, i);

      json_array_add_object_element (editions, describe_edition (edition->announcement, edition->version_hash));
    }
  return editions;
}

static JsonArray *
describe_files (HeraldKit *kit)
{
  JsonArray *files = json_array_new ();

  for (guint i = 0; i < herald_kit_get_size (kit); i++)
    {
      const char *path = herald_kit_get_path (kit, i);
      GBytes *bytes = herald_kit_get (kit, path);
      g_autofree char *hash = herald_sha256_of_bytes (bytes);
      JsonObject *file = json_object_new ();

      json_object_set_string_member (file, "path", path);
      json_object_set_string_member (file, "sha256", hash);
      json_object_set_int_member (file, "size", (gint64) g_bytes_get_size (bytes));
      json_array_add_object_element (files, file);
    }
  return files;
}

static void
add_manifest (HeraldKit             *kit,
              const HeraldRenderJob *job)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;

  json_object_set_int_member (object, "schema", MANIFEST_SCHEMA);
  json_object_set_string_member (object, "generator", GENERATOR);
  json_object_set_string_member (object, "purpose", herald_purpose_to_string (job->purpose));
  json_object_set_array_member (object, "editions", describe_editions (job));
  json_object_set_array_member (object, "files", describe_files (kit));
  json_node_take_object (node, object);
  text = herald_canonical_to_pretty (node);
  bytes = g_bytes_new (text, strlen (text));
  herald_kit_add (kit, HERALD_MANIFEST_PATH, bytes);
}

/* The format of sha256sum(1): checked from the kit's folder with `sha256sum -c verify/SHA256SUMS`. */
static void
add_sums (HeraldKit *kit)
{
  GString *sums = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < herald_kit_get_size (kit); i++)
    {
      const char *path = herald_kit_get_path (kit, i);
      g_autofree char *hash = herald_sha256_of_bytes (herald_kit_get (kit, path));

      g_string_append_printf (sums, "%s  %s\n", hash, path);
    }
  bytes = g_string_free_to_bytes (sums);
  herald_kit_add (kit, HERALD_MANIFEST_SUMS_PATH, bytes);
}

/**
 * herald_manifest_add_to_kit:
 * @kit: a kit that has all its other files
 * @job: what it was made from
 *
 * Adds `verify/manifest.json` (purpose, version and lift of each edition, files) and `verify/SHA256SUMS`.
 */
void
herald_manifest_add_to_kit (HeraldKit             *kit,
                            const HeraldRenderJob *job)
{
  g_return_if_fail (kit != NULL && job != NULL);

  add_manifest (kit, job);
  add_sums (kit);
}

static gboolean
add_path (GHashTable *paths,
          JsonNode   *node)
{
  JsonObject *file = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *path = file != NULL ? json_object_get_member (file, "path") : NULL;

  if (path == NULL || !JSON_NODE_HOLDS_VALUE (path) || json_node_get_value_type (path) != G_TYPE_STRING)
    return FALSE;
  g_hash_table_add (paths, json_node_dup_string (path));
  return TRUE;
}

/**
 * herald_manifest_read_paths:
 * @bytes: a file that should be a manifest
 * @error: return location; %HERALD_RENDER_ERROR_FAILED
 *
 * Returns: (transfer full) (element-type utf8 utf8): the paths of the kit's files as a set
 */
GHashTable *
herald_manifest_read_paths (GBytes  *bytes,
                            GError **error)
{
  g_autoptr (GHashTable) paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (JsonNode) node = herald_json_parse_bytes (bytes, NULL);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *files = object != NULL ? json_object_get_member (object, "files") : NULL;
  gboolean good = files != NULL && JSON_NODE_HOLDS_ARRAY (files) &&
                  g_strcmp0 (json_object_get_string_member_with_default (object, "generator", NULL), GENERATOR) == 0;

  for (guint i = 0; good && i < json_array_get_length (json_node_get_array (files)); i++)
    good = add_path (paths, json_array_get_element (json_node_get_array (files), i));
  if (!good)
    {
      g_set_error_literal (error, HERALD_RENDER_ERROR, HERALD_RENDER_ERROR_FAILED, _("The manifest is not one of Herald’s."));
      return NULL;
    }
  g_hash_table_add (paths, g_strdup (HERALD_MANIFEST_PATH));
  g_hash_table_add (paths, g_strdup (HERALD_MANIFEST_SUMS_PATH));
  return g_steal_pointer (&paths);
}
