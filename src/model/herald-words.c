/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-words.h"

#include <string.h>

/* In the order in which people say them; what is not here follows by name. */
static const char * const spoken_first[] = {
  "text", "items", "rows", "name", "title", "role", "organisation", "speaker", "place", "date", "email", "phone",
  "ticker", "system", "number", "subject", "state", "by", "at", "how", "caption", "credit", "alt", NULL,
};

/* Of use to programs only. */
static const char * const unspoken[] = {
  "asset", "block", "id", "logo", "marks", "media_type", "party", "person", "portrait", "sha256", "size", "type", NULL,
};

static void append_node (GString    *words,
                         JsonNode   *node,
                         const char *separator);

static void
append_separated (GString    *words,
                  const char *piece,
                  const char *separator)
{
  if (*piece == '\0')
    return;
  if (words->len > 0)
    g_string_append (words, separator);
  g_string_append (words, piece);
}

static char *
speak (JsonNode   *node,
       const char *separator)
{
  GString *words = g_string_new (NULL);

  append_node (words, node, separator);
  return g_string_free (words, FALSE);
}

static void
append_value (GString    *words,
              JsonNode   *node,
              const char *separator)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    append_separated (words, json_node_get_string (node), separator);
  else if (type == G_TYPE_BOOLEAN)
    append_separated (words, json_node_get_boolean (node) ? "true" : "false", separator);
  else if (type == G_TYPE_INT64)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));

      append_separated (words, number, separator);
    }
}

/* The rows of a facts table stand each on a line, with a bar between cells. */
static void
append_rows (GString   *words,
             JsonArray *rows)
{
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      g_autofree char *row = speak (json_array_get_element (rows, i), " | ");

      append_separated (words, row, "\n");
    }
}

static void
append_object_member (GString    *words,
                      const char *name,
                      JsonNode   *node,
                      const char *separator)
{
  if (strcmp (name, "rows") == 0 && JSON_NODE_HOLDS_ARRAY (node))
    append_rows (words, json_node_get_array (node));
  else if (strcmp (name, "speaker") == 0)
    {
      g_autofree char *speaker = speak (node, ", ");

      append_separated (words, speaker, separator);
    }
  else
    append_node (words, node, separator);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (a, b);
}

static void
append_object (GString    *words,
               JsonObject *object,
               const char *separator)
{
  g_autoptr (GList) names = g_list_sort (json_object_get_members (object), compare_names);

  for (guint i = 0; spoken_first[i] != NULL; i++)
    if (json_object_has_member (object, spoken_first[i]))
      append_object_member (words, spoken_first[i], json_object_get_member (object, spoken_first[i]), separator);
  for (GList *l = names; l != NULL; l = l->next)
    if (!g_strv_contains (spoken_first, l->data) && !g_strv_contains (unspoken, l->data))
      append_object_member (words, l->data, json_object_get_member (object, l->data), separator);
}

static void
append_node (GString    *words,
             JsonNode   *node,
             const char *separator)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    append_object (words, json_node_get_object (node), separator);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        append_node (words, json_array_get_element (array, i), separator);
    }
  else if (JSON_NODE_HOLDS_VALUE (node))
    append_value (words, node, separator);
}

static const char *
get_string (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return "";
  return json_node_get_string (node);
}

/* "2026-12-01 09:00:00 Europe/Rome": the wall time that people agreed on, with its zone. */
static char *
speak_embargo (JsonObject *embargo)
{
  g_autofree char *wall = g_strdelimit (g_strdup (get_string (embargo, "wall")), "T", ' ');

  return g_strjoin (" ", wall, get_string (embargo, "zone"), NULL);
}

/**
 * herald_words_of_member:
 * @member: name of a member of a document; of a list, what is in @node is one element of it
 * @node: its value
 *
 * Returns: (transfer full): its words for people: the pieces of a block on lines of their own, those of anything else
 *   after commas; perhaps empty
 */
char *
herald_words_of_member (const char *member,
                        JsonNode   *node)
{
  g_return_val_if_fail (member != NULL, NULL);
  g_return_val_if_fail (node != NULL, NULL);

  if (strcmp (member, "embargo") == 0 && JSON_NODE_HOLDS_OBJECT (node))
    return speak_embargo (json_node_get_object (node));
  return speak (node, strcmp (member, "body") == 0 ? "\n" : ", ");
}
