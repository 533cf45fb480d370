/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-summary.h"

#include "herald-id.h"

G_DEFINE_BOXED_TYPE (HeraldSummary, herald_summary, herald_summary_copy, herald_summary_free)

/* Read straight from the JSON and without refusing anything: a row is needed for every document that is here, also for
 * one of a newer Herald. */

static JsonNode *
get_member (JsonObject *object,
            const char *name)
{
  return object != NULL ? json_object_get_member (object, name) : NULL;
}

static JsonObject *
get_object (JsonObject *object,
            const char *name)
{
  JsonNode *node = get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static const char *
get_text (JsonNode *node)
{
  const char *text = NULL;

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    text = json_node_get_string (node);
  return text != NULL && *text != '\0' ? text : NULL;
}

static char *
dup_string (JsonObject *object,
            const char *name)
{
  return g_strdup (get_text (get_member (object, name)));
}

/* The texts of a list; of a list of objects, their members of that name. */
static char **
dup_strings (JsonObject *object,
             const char *list,
             const char *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonNode *node = get_member (object, list);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      const char *text;

      if (name != NULL)
        element = JSON_NODE_HOLDS_OBJECT (element) ? get_member (json_node_get_object (element), name) : NULL;
      text = get_text (element);
      if (text != NULL)
        g_strv_builder_add (builder, text);
    }
  return g_strv_builder_end (builder);
}

static JsonArray *
get_array (JsonObject *object,
           const char *name)
{
  JsonNode *node = get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
get_element (JsonArray *array,
             guint      index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static char **
read_speakers (JsonObject *object)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  JsonArray *body = get_array (object, "body");

  for (guint i = 0; body != NULL && i < json_array_get_length (body); i++)
    {
      const char *name = get_text (get_member (get_object (get_element (body, i), "speaker"), "name"));

      if (name != NULL && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

static guint
count_open_comments (JsonObject *object)
{
  JsonArray *comments = get_array (object, "comments");
  guint n = 0;

  for (guint i = 0; comments != NULL && i < json_array_get_length (comments); i++)
    {
      JsonNode *resolved = get_member (get_element (comments, i), "resolved");

      if (get_element (comments, i) == NULL)
        continue;
      if (resolved == NULL || !JSON_NODE_HOLDS_VALUE (resolved) || !json_node_get_boolean (resolved))
        n++;
    }
  return n;
}

static void
read_announcement (HeraldSummary *summary,
                   JsonObject    *object)
{
  JsonObject *embargo = get_object (object, "embargo");

  summary->headline = dup_string (object, "headline");
  summary->language = dup_string (object, "language");
  summary->translation_group = dup_string (object, "translation_group");
  summary->tags = dup_strings (object, "tags", NULL);
  summary->parties = dup_strings (object, "parties", "name");
  summary->speakers = read_speakers (object);
  summary->open_comments = count_open_comments (object);
  summary->embargo_wall = dup_string (embargo, "wall");
  summary->embargo_zone = dup_string (embargo, "zone");
  summary->embargo_utc = dup_string (embargo, "utc");
  herald_status_from_string (get_text (get_member (object, "status")), &summary->status);
}

/**
 * herald_summary_from_document:
 * @document: a document of any type and schema
 *
 * Returns: (transfer full): what a list row shows of it; what cannot be read is absent
 */
HeraldSummary *
herald_summary_from_document (HeraldDocument *document)
{
  g_autoptr (JsonNode) node = NULL;
  HeraldSummary *summary;
  JsonObject *object;

  g_return_val_if_fail (document != NULL, NULL);

  node = herald_document_to_node (document);
  object = json_node_get_object (node);
  summary = g_new0 (HeraldSummary, 1);
  summary->id = g_strdup (herald_document_get_id (document));
  summary->type = herald_document_get_kind (document);
  if (summary->type == HERALD_DOCUMENT_ANNOUNCEMENT)
    read_announcement (summary, object);
  else
    summary->headline = dup_string (object, "name");
  if (summary->tags == NULL)
    summary->tags = g_new0 (char *, 1);
  if (summary->parties == NULL)
    summary->parties = g_new0 (char *, 1);
  summary->trashed = get_object (object, "trashed") != NULL
                     && json_object_get_size (get_object (object, "trashed")) > 0;
  return summary;
}

/**
 * herald_summary_copy:
 * @summary: (nullable): a summary
 *
 * Returns: (transfer full) (nullable): a copy
 */
HeraldSummary *
herald_summary_copy (const HeraldSummary *summary)
{
  HeraldSummary *copy;

  if (summary == NULL)
    return NULL;
  copy = g_new0 (HeraldSummary, 1);
  copy->id = g_strdup (summary->id);
  copy->type = summary->type;
  copy->headline = g_strdup (summary->headline);
  copy->status = summary->status;
  copy->language = g_strdup (summary->language);
  copy->tags = g_strdupv (summary->tags);
  copy->parties = g_strdupv (summary->parties);
  copy->speakers = g_strdupv (summary->speakers);
  copy->open_comments = summary->open_comments;
  copy->embargo_wall = g_strdup (summary->embargo_wall);
  copy->embargo_zone = g_strdup (summary->embargo_zone);
  copy->embargo_utc = g_strdup (summary->embargo_utc);
  copy->translation_group = g_strdup (summary->translation_group);
  copy->trashed = summary->trashed;
  return copy;
}

/**
 * herald_summary_free:
 * @summary: (nullable) (transfer full): a summary
 */
void
herald_summary_free (HeraldSummary *summary)
{
  if (summary == NULL)
    return;
  g_free (summary->id);
  g_free (summary->headline);
  g_free (summary->language);
  g_strfreev (summary->tags);
  g_strfreev (summary->parties);
  g_strfreev (summary->speakers);
  g_free (summary->embargo_wall);
  g_free (summary->embargo_zone);
  g_free (summary->embargo_utc);
  g_free (summary->translation_group);
  g_free (summary);
}

/* Members that hold no words, or none that belong to the document's own. What a newer Herald adds is searched. */
static const char * const wordless[] = {
  "asset", "at", "block", "comments", "embargo", "id", "kind", "language", "logo", "marks",
  "media_type", "overrides", "party", "person", "portrait", "sha256", "sign_offs", "status", "translation_group", "trashed", "type",
  "url", NULL,
};

static gboolean
is_words (const char *name,
          const char *text)
{
  HeraldRole role;

  if (g_strcmp0 (name, "organisation") == 0)
    return !herald_uuid_is_valid (text); /* a name in a speaker, a document elsewhere */
  if (g_strcmp0 (name, "role") == 0)
    return !herald_role_from_string (text, &role); /* a job in a contact, a part in a party */
  return TRUE;
}

static void
collect_words (const char *name,
               JsonNode   *node,
               GString    *words)
{
  const char *text = get_text (node);

  if (g_strv_contains (wordless, name))
    return;
  if (text != NULL && is_words (name, text))
    {
      g_string_append (words, text);
      g_string_append_c (words, '\n');
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *member;
      JsonNode *value;

      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, &member, &value))
        collect_words (member, value, words);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        collect_words (name, json_array_get_element (array, i), words);
    }
}

/**
 * herald_document_to_search_text:
 * @document: a document of any type and schema
 *
 * Returns: (transfer full): all words that a search should find, one piece of text a line. Notes are among them: it is
 *   for the person's own library and never leaves it.
 */
char *
herald_document_to_search_text (HeraldDocument *document)
{
  g_autoptr (JsonNode) node = NULL;
  GString *words = g_string_new (NULL);

  g_return_val_if_fail (document != NULL, NULL);

  node = herald_document_to_node (document);
  collect_words ("", node, words);
  return g_string_free (words, FALSE);
}
