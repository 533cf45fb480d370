/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-site-manifest.h"

#include <string.h>

#include "herald-canonical.h"
#include "herald-json.h"
#include "herald-sha256.h"

/* JSON Lines: the first says what it is, each other one is an announcement or a list. */
#define HEAD "{\"generator\":\"Herald\",\"kind\":\"press room\",\"schema\":1}"

/* The second one, from the first change until the last. */
#define MAKING "{\"making\":true}"

/**
 * herald_site_file_new:
 * @path: in the press room
 * @bytes: what it holds
 *
 * Returns: (transfer full): what a manifest says of it
 */
HeraldSiteFile *
herald_site_file_new (const char *path,
                      GBytes     *bytes)
{
  HeraldSiteFile *file = g_new0 (HeraldSiteFile, 1);

  file->path = g_strdup (path);
  file->sha256 = herald_sha256_of_bytes (bytes);
  file->size = (gint64) g_bytes_get_size (bytes);
  return file;
}

/**
 * herald_site_file_copy:
 * @file: a file
 *
 * Returns: (transfer full): another one
 */
HeraldSiteFile *
herald_site_file_copy (const HeraldSiteFile *file)
{
  HeraldSiteFile *copy = g_new0 (HeraldSiteFile, 1);

  copy->path = g_strdup (file->path);
  copy->sha256 = g_strdup (file->sha256);
  copy->size = file->size;
  copy->stamp = g_strdup (file->stamp);
  return copy;
}

/**
 * herald_site_file_free:
 * @file: (transfer full): a file
 */
void
herald_site_file_free (HeraldSiteFile *file)
{
  g_return_if_fail (file != NULL);

  g_free (file->path);
  g_free (file->sha256);
  g_free (file->stamp);
  g_free (file);
}

/**
 * herald_site_record_new:
 * @folder: of an announcement, in the press room
 *
 * Returns: (transfer full): a record without a stamp and files
 */
HeraldSiteRecord *
herald_site_record_new (const char *folder)
{
  HeraldSiteRecord *record = g_new0 (HeraldSiteRecord, 1);

  record->folder = g_strdup (folder);
  record->files = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_site_file_free);
  record->cards = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_site_card_free);
  return record;
}

/**
 * herald_site_record_free:
 * @record: (transfer full): a record
 */
void
herald_site_record_free (HeraldSiteRecord *record)
{
  g_return_if_fail (record != NULL);

  g_free (record->folder);
  g_free (record->stamp);
  g_ptr_array_unref (record->files);
  g_ptr_array_unref (record->cards);
  g_free (record->line);
  g_free (record);
}

/**
 * herald_site_manifest_new:
 *
 * Returns: (transfer full): that of a folder that holds nothing
 */
HeraldSiteManifest *
herald_site_manifest_new (void)
{
  HeraldSiteManifest *self = g_new0 (HeraldSiteManifest, 1);

  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_site_record_free);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) herald_site_file_free);
  return self;
}

/**
 * herald_site_manifest_free:
 * @self: (transfer full): a manifest
 */
void
herald_site_manifest_free (HeraldSiteManifest *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->records);
  g_hash_table_unref (self->files);
  g_free (self);
}

static const char *
get_text (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

/* A path below the folder, of the program's own characters: somebody may have changed the manifest. */
static gboolean
is_path (const char *path)
{
  if (path == NULL || path[0] == '\0' || path[0] == '/' || path[0] == '.' || g_str_has_suffix (path, "/") ||
      strstr (path, "//") != NULL || strstr (path, "/.") != NULL || strlen (path) > 1024)
    return FALSE;
  for (const char *p = path; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("-_./", *p) == NULL)
      return FALSE;
  return TRUE;
}

/* ["path", "sha256", size], and of a list its stamp */
static HeraldSiteFile *
read_file (JsonNode *node)
{
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint length = array != NULL ? json_array_get_length (array) : 0;
  const char *path = length >= 3 ? get_text (json_array_get_element (array, 0)) : NULL;
  const char *sha256 = length >= 3 ? get_text (json_array_get_element (array, 1)) : NULL;
  HeraldSiteFile *file = NULL;

  if (!is_path (path) || sha256 == NULL || !JSON_NODE_HOLDS_VALUE (json_array_get_element (array, 2)))
    return NULL;
  file = g_new0 (HeraldSiteFile, 1);
  file->path = g_strdup (path);
  file->sha256 = g_strdup (sha256);
  file->size = json_array_get_int_element (array, 2);
  file->stamp = length > 3 ? g_strdup (get_text (json_array_get_element (array, 3))) : NULL;
  return file;
}

static gboolean
read_files (JsonObject       *object,
            HeraldSiteRecord *record)
{
  JsonNode *node = json_object_get_member (object, "files");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      HeraldSiteFile *file = read_file (json_array_get_element (array, i));

      if (file == NULL)
        return FALSE;
      g_ptr_array_add (record->files, file);
    }
  return TRUE;
}

static gboolean
read_cards (JsonObject       *object,
            HeraldSiteRecord *record)
{
  JsonNode *node = json_object_get_member (object, "cards");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      HeraldSiteCard *card = herald_site_card_read (json_array_get_element (array, i));

      if (card == NULL)
        return FALSE;
      g_ptr_array_add (record->cards, card);
    }
  return TRUE;
}

static gboolean
read_record (HeraldSiteManifest *self,
             JsonObject         *object,
             const char         *folder,
             const char         *line,
             gsize               length)
{
  g_autoptr (HeraldSiteRecord) record = herald_site_record_new (folder);

  if (!is_path (folder) || !g_str_has_prefix (folder, HERALD_PRESS_ROOM_FOLDER "/") || strchr (folder + strlen (HERALD_PRESS_ROOM_FOLDER "/"), '/') != NULL ||
      !read_files (object, record) || !read_cards (object, record))
    return FALSE;
  record->stamp = g_strdup (get_text (json_object_get_member (object, "stamp")));
  if (record->stamp == NULL)
    return FALSE;
  record->line = g_strndup (line, length);
  g_ptr_array_add (self->records, g_steal_pointer (&record));
  return TRUE;
}

static gboolean
read_line (HeraldSiteManifest *self,
           const char         *line,
           gsize               length)
{
  g_autoptr (JsonNode) node = herald_json_parse (line, (gssize) length, NULL);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *folder = object != NULL ? get_text (json_object_get_member (object, "release")) : NULL;
  HeraldSiteFile *file = NULL;

  if (object == NULL)
    return FALSE;
  if (folder != NULL)
    return read_record (self, object, folder, line, length);
  if (json_object_has_member (object, "making"))
    {
      self->making = TRUE;
      return TRUE;
    }
  file = read_file (json_object_get_member (object, "list"));
  if (file != NULL)
    g_hash_table_replace (self->files, file->path, file);
  return file != NULL;
}

/**
 * herald_site_manifest_read:
 * @bytes: a file that should be a manifest
 *
 * Returns: (transfer full) (nullable): what it says, or %NULL when it is none
 */
HeraldSiteManifest *
herald_site_manifest_read (GBytes *bytes)
{
  g_autoptr (HeraldSiteManifest) self = herald_site_manifest_new ();
  gsize size = 0;
  const char *p = g_bytes_get_data (bytes, &size);
  const char *end = p + size;

  if (size < strlen (HEAD) + 1 || strncmp (p, HEAD "\n", strlen (HEAD) + 1) != 0)
    return NULL;
  for (p += strlen (HEAD) + 1; p < end;)
    {
      const char *stop = memchr (p, '\n', end - p);

      if (stop == NULL || !read_line (self, p, stop - p))
        return NULL;
      p = stop + 1;
    }
  return g_steal_pointer (&self);
}

static JsonNode *
describe_file (const HeraldSiteFile *file)
{
  JsonArray *array = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_array_add_string_element (array, file->path);
  json_array_add_string_element (array, file->sha256);
  json_array_add_int_element (array, file->size);
  if (file->stamp != NULL)
    json_array_add_string_element (array, file->stamp);
  json_node_take_array (node, array);
  return node;
}

static void
append_object (GString    *out,
               JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_node_take_object (node, object);
  text = herald_canonical_to_string (node, NULL);
  g_string_append (out, text);
  g_string_append_c (out, '\n');
}

static void
append_record (GString                *out,
               const HeraldSiteRecord *record)
{
  JsonObject *object = NULL;
  JsonArray *files = NULL;
  JsonArray *cards = NULL;

  if (record->line != NULL)
    {
      g_string_append (out, record->line);
      g_string_append_c (out, '\n');
      return;
    }
  object = json_object_new ();
  files = json_array_new ();
  cards = json_array_new ();
  for (guint i = 0; i < record->files->len; i++)
    json_array_add_element (files, describe_file (g_ptr_array_index (record->files, i)));
  for (guint i = 0; i < record->cards->len; i++)
    json_array_add_object_element (cards, herald_site_card_write (g_ptr_array_index (record->cards, i)));
  json_object_set_string_member (object, "release", record->folder);
  json_object_set_string_member (object, "stamp", record->stamp);
  json_object_set_array_member (object, "files", files);
  json_object_set_array_member (object, "cards", cards);
  append_object (out, object);
}

/**
 * herald_site_manifest_write:
 * @records: (element-type HeraldSiteRecord): the announcements, in order
 * @files: (nullable) (element-type HeraldSiteFile): the lists and feeds, in order; %NULL: the folder is being changed
 *
 * Returns: (transfer full): the manifest
 */
GBytes *
herald_site_manifest_write (GPtrArray *records,
                            GPtrArray *files)
{
  GString *out = g_string_new (HEAD "\n");

  if (files == NULL)
    g_string_append (out, MAKING "\n");
  for (guint i = 0; i < records->len; i++)
    append_record (out, g_ptr_array_index (records, i));
  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      JsonObject *object = json_object_new ();

      json_object_set_member (object, "list", describe_file (g_ptr_array_index (files, i)));
      append_object (out, object);
    }
  return g_string_free_to_bytes (out);
}

static void
append_sum (GString              *out,
            const HeraldSiteFile *file)
{
  g_string_append_printf (out, "%s  %s\n", file->sha256, file->path);
}

/**
 * herald_site_manifest_make_sums:
 * @records: (element-type HeraldSiteRecord): the announcements
 * @files: (element-type HeraldSiteFile): the lists and feeds
 *
 * Returns: (transfer full): the same for `sha256sum -c`
 */
GBytes *
herald_site_manifest_make_sums (GPtrArray *records,
                                GPtrArray *files)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < records->len; i++)
    {
      const HeraldSiteRecord *record = g_ptr_array_index (records, i);

      for (guint j = 0; j < record->files->len; j++)
        append_sum (out, g_ptr_array_index (record->files, j));
    }
  for (guint i = 0; i < files->len; i++)
    append_sum (out, g_ptr_array_index (files, i));
  return g_string_free_to_bytes (out);
}
