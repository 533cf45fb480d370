/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-comparison-private.h"

#include <string.h>

#include "herald-alignment.h"
#include "herald-format.h"
#include "herald-i18n.h"
#include "herald-subject.h"
#include "herald-words.h"

/* As people read a thing; what is not here follows by name. */
static const char * const reading_order[] = {
  "type", "asset", "logo", "portrait", "sha256", "text", "items", "rows", "name", "title", "role", "organisation",
  "speaker", "place", "date", "email", "phone", "ticker", "party", "system", "number", "subject", "state", "by", "at",
  "how", "caption", "credit", "alt", "rights", NULL,
};

/* Of use to programs: told only where they differ. */
static const char * const quiet[] = {
  "block", "media_type", "ordered", "person", "resolved", "size", "speaker.party", "speaker.person", "type", NULL,
};

static const char * const pictures[] = { "asset", "logo", "portrait", "sha256", NULL };

/* Words are compared in these; every other value is one thing, and replaced as a whole. */
static const char * const prose[] = {
  "alt", "biography", "caption", "credit", "how", "name", "place", "rights", "role", "speaker.name",
  "speaker.organisation", "speaker.title", "subject", "system", "text", "title", NULL,
};

static const char * const prose_members[] = { "headline", "name", "notes", "subheadline", "title", "biography", NULL };

/* One value while it is compared. */
typedef struct
{
  GPtrArray                 *parts;
  const HeraldComparedSides *sides;
  const char                *member; /* of the document */
} Compare;

static const char *
last_piece (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL ? dot + 1 : name;
}

static gboolean
is_string (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static const char *
get_string (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return is_string (node) ? json_node_get_string (node) : NULL;
}

static char *
say_party (const char               *id,
           const HeraldAnnouncement *announcement)
{
  const HeraldParty *party = announcement != NULL ? herald_announcement_find_party (announcement, id) : NULL;

  return party != NULL && party->name != NULL ? g_strdup (party->name) : g_strdup (id);
}

static char *
say_word (const char *member,
          const char *word)
{
  HeraldStatus status;
  HeraldKind kind;
  HeraldRole role;

  if (strcmp (member, "status") == 0 && herald_status_from_string (word, &status))
    return g_strdup (herald_format_status (status));
  if (strcmp (member, "kind") == 0 && herald_kind_from_string (word, &kind))
    return g_strdup (herald_kind_name (kind));
  if (strcmp (member, "parties") == 0 && herald_role_from_string (word, &role))
    return g_strdup (herald_role_name (role));
  return g_strdup (word);
}

static char *
say_block_type (const char *word)
{
  static const struct { const char *name; HeraldBlockType type; } types[] = {
    { "paragraph", HERALD_BLOCK_PARAGRAPH }, { "heading", HERALD_BLOCK_HEADING }, { "quote", HERALD_BLOCK_QUOTE },
    { "list", HERALD_BLOCK_LIST }, { "figure", HERALD_BLOCK_FIGURE }, { "facts", HERALD_BLOCK_FACTS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (types[i].name, word) == 0)
      return g_strdup (herald_block_type_name (types[i].type));
  return g_strdup (word);
}

static char *
say_string (const Compare            *compare,
            const char               *name,
            const char               *value,
            const HeraldAnnouncement *announcement)
{
  const char *piece = last_piece (name);

  if (strcmp (piece, "party") == 0)
    return say_party (value, announcement);
  if (strcmp (name, "type") == 0 && strcmp (compare->member, "body") == 0)
    return say_block_type (value);
  if (strcmp (name, "date") == 0)
    return herald_format_date (value);
  if (*name == '\0' && strcmp (compare->member, "language") == 0)
    return herald_format_language (value);
  if (*name == '\0' || strcmp (name, "role") == 0)
    return say_word (compare->member, value);
  return g_strdup (value);
}

/* "Tue 1 Dec 2026, 09:00 Rome": the moment as it was agreed. */
static char *
say_embargo (JsonObject *object)
{
  const char *wall = get_string (object, "wall"), *zone = get_string (object, "zone");

  if (wall == NULL || zone == NULL)
    return NULL;
  return herald_format_wall (wall, zone);
}

/* The words of a value for people; NULL of what is not there. */
static char *
say (const Compare            *compare,
     const char               *name,
     JsonNode                 *node,
     const HeraldAnnouncement *announcement)
{
  char *words = NULL;

  if (node == NULL)
    return NULL;
  if (is_string (node))
    return say_string (compare, name, json_node_get_string (node), announcement);
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? C_("answer", "Yes") : C_("answer", "No"));
  if (*name == '\0' && strcmp (compare->member, "embargo") == 0 && JSON_NODE_HOLDS_OBJECT (node))
    words = say_embargo (json_node_get_object (node));
  return words != NULL ? words : herald_words_of_member (*name != '\0' ? last_piece (name) : compare->member, node);
}

static char *
to_raw (JsonNode *node)
{
  g_autoptr (GString) raw = NULL;
  JsonObject *object;

  if (node == NULL)
    return NULL;
  if (is_string (node))
    return g_strdup (json_node_get_string (node));
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return json_to_string (node, FALSE);
  object = json_node_get_object (node);
  if (get_string (object, "wall") != NULL && get_string (object, "zone") != NULL)
    return g_strjoin (" ", get_string (object, "wall"), get_string (object, "zone"), NULL);
  return json_to_string (node, FALSE);
}

/* A whole value is replaced: its words are not compared with each other. */
static void
replace_whole (HeraldComparedPart *part)
{
  HeraldDiffSpan removed = { HERALD_DIFF_REMOVED, 0, 0, 0, 0 }, added = { HERALD_DIFF_ADDED, 0, 0, 0, 0 };

  if (part->before == NULL || part->after == NULL || strcmp (part->before, part->after) == 0)
    return;
  removed.a_length = added.a_start = (guint) g_utf8_strlen (part->before, -1);
  added.b_length = (guint) g_utf8_strlen (part->after, -1);
  g_array_set_size (part->runs, 0);
  if (removed.a_length > 0)
    g_array_append_val (part->runs, removed);
  if (added.b_length > 0)
    g_array_append_val (part->runs, added);
}

static gboolean
differ (JsonNode *before,
        JsonNode *after)
{
  if (before == NULL || after == NULL)
    return before != after;
  return !json_node_equal (before, after);
}

/* Two values that people are told in the same words, but that are not the same ("09:00 Rome" of two zones of that name). */
static void
use_raw_words (HeraldComparedText *before,
               HeraldComparedText *after,
               JsonNode           *before_node,
               JsonNode           *after_node)
{
  g_free (before->text);
  g_free (after->text);
  before->text = json_to_string (before_node, FALSE);
  after->text = json_to_string (after_node, FALSE);
}

static void
compare_single (const Compare *compare,
                const char    *name,
                JsonNode      *before,
                JsonNode      *after)
{
  g_auto (HeraldComparedText) was = { say (compare, name, before, compare->sides->before), NULL };
  g_auto (HeraldComparedText) is = { say (compare, name, after, compare->sides->after), NULL };
  gboolean is_prose = is_string (before != NULL ? before : after)
                      && (*name != '\0' ? g_strv_contains (prose, name) : g_strv_contains (prose_members, compare->member));
  g_autofree char *before_raw = to_raw (before), *after_raw = to_raw (after);
  HeraldComparedPart *part;

  if (before != NULL && after != NULL && differ (before, after) && g_strcmp0 (was.text, is.text) == 0)
    use_raw_words (&was, &is, before, after);
  part = herald_compare_texts (compare->parts, name, &was, &is);
  if (part == NULL)
    return;
  part->is_picture = g_strv_contains (pictures, name);
  if (!is_prose)
    replace_whole (part);
  if (g_strcmp0 (before_raw, part->before) != 0)
    part->before_raw = g_steal_pointer (&before_raw);
  if (g_strcmp0 (after_raw, part->after) != 0)
    part->after_raw = g_steal_pointer (&after_raw);
}

static JsonArray *
get_array (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static guint
get_length (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

static JsonNode *
get_element (JsonArray *array,
             int        i)
{
  return array != NULL && i >= 0 && (guint) i < json_array_get_length (array) ? json_array_get_element (array, (guint) i) : NULL;
}

/* The words of each element, or of the first thing in each. */
static GPtrArray *
list_words (JsonArray *array,
            gboolean   first)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonNode *told = first ? get_element (get_array (element), 0) : element;

      g_ptr_array_add (words, told != NULL ? herald_words_of_member ("items", told) : g_strdup (""));
    }
  return words;
}

/* An element is known by its words; a row of a table by its first cell before that. */
static int *
match_elements (JsonArray *before,
                JsonArray *after,
                gboolean   are_rows)
{
  int *matches = g_new (int, get_length (after) + 1);

  for (guint i = 0; i < get_length (after); i++)
    matches[i] = -1;
  for (int first = are_rows ? 1 : 0; first >= 0; first--)
    {
      g_autoptr (GPtrArray) before_words = list_words (before, first);
      g_autoptr (GPtrArray) after_words = list_words (after, first);

      herald_match_texts (before_words, after_words, matches);
    }
  return matches;
}

static HeraldComparedText
read_element (JsonNode *node)
{
  HeraldComparedText text = { NULL, NULL };

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    text = herald_compared_text_read (json_node_get_object (node));
  if (node != NULL && text.text == NULL)
    text.text = herald_words_of_member ("items", node);
  return text;
}

static void
place_part (HeraldComparedPart  *part,
            const HeraldAligned *aligned,
            int                  column)
{
  if (part == NULL)
    return;
  part->before_row = aligned->before;
  part->after_row = aligned->after;
  part->column = column;
  part->distance = aligned->distance;
  part->kind = herald_compared_kind (part->before != NULL, part->after != NULL, part->kind != HERALD_COMPARED_SAME,
                                     aligned->moved);
}

static void
compare_element (const Compare       *compare,
                 const char          *name,
                 JsonArray           *before,
                 JsonArray           *after,
                 const HeraldAligned *aligned)
{
  g_auto (HeraldComparedText) was = read_element (get_element (before, aligned->before));
  g_auto (HeraldComparedText) is = read_element (get_element (after, aligned->after));

  place_part (herald_compare_texts (compare->parts, name, &was, &is), aligned, -1);
}

/* The cells of a row, side by side. */
static void
compare_row (const Compare       *compare,
             const char          *name,
             JsonArray           *before,
             JsonArray           *after,
             const HeraldAligned *aligned)
{
  JsonArray *row_before = get_array (get_element (before, aligned->before));
  JsonArray *row_after = get_array (get_element (after, aligned->after));

  for (guint i = 0; i < MAX (get_length (row_before), get_length (row_after)); i++)
    {
      g_auto (HeraldComparedText) was = read_element (get_element (row_before, (int) i));
      g_auto (HeraldComparedText) is = read_element (get_element (row_after, (int) i));

      place_part (herald_compare_texts (compare->parts, name, &was, &is), aligned, (int) i);
    }
}

static void
compare_list (const Compare *compare,
              const char    *name,
              JsonNode      *before_node,
              JsonNode      *after_node)
{
  JsonArray *before = get_array (before_node), *after = get_array (after_node);
  g_autofree int *matches = match_elements (before, after, strcmp (name, "rows") == 0);
  g_autoptr (GArray) aligned = herald_align_lists (get_length (before), get_length (after), matches);

  for (guint i = 0; i < aligned->len; i++)
    if (strcmp (name, "rows") == 0)
      compare_row (compare, name, before, after, &g_array_index (aligned, HeraldAligned, i));
    else
      compare_element (compare, name, before, after, &g_array_index (aligned, HeraldAligned, i));
}

static void compare_named (const Compare *compare,
                           const char    *name,
                           JsonNode      *before,
                           JsonNode      *after);

static void
compare_text (const Compare *compare,
              const char    *name,
              JsonObject    *before,
              JsonObject    *after)
{
  g_auto (HeraldComparedText) was = herald_compared_text_read (before);
  g_auto (HeraldComparedText) is = herald_compared_text_read (after);

  herald_compare_texts (compare->parts, name, &was, &is);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* Members that only one Herald or another knows, in a fixed order. */
static GPtrArray *
list_others (JsonObject *before,
             JsonObject *after)
{
  g_autoptr (GList) of_before = before != NULL ? json_object_get_members (before) : NULL;
  g_autoptr (GList) of_after = after != NULL ? json_object_get_members (after) : NULL;
  GPtrArray *names = g_ptr_array_new ();

  for (GList *l = of_before; l != NULL; l = l->next)
    if (!g_strv_contains (reading_order, l->data))
      g_ptr_array_add (names, l->data);
  for (GList *l = of_after; l != NULL; l = l->next)
    if (!g_strv_contains (reading_order, l->data) && (before == NULL || !json_object_has_member (before, l->data)))
      g_ptr_array_add (names, l->data);
  g_ptr_array_sort (names, compare_names);
  return names;
}

static JsonNode *
get_member (JsonObject *object,
            const char *name)
{
  return object != NULL ? json_object_get_member (object, name) : NULL;
}

/* "organisation" of a company is the id of a document, that of a speaker is words. */
static gboolean
is_quiet (const char *name)
{
  return strcmp (name, "organisation") == 0 || strcmp (name, "party") == 0 || g_strv_contains (quiet, name);
}

/* prefix: "" or "speaker." */
static void
compare_member (const Compare *compare,
                const char    *prefix,
                const char    *name,
                JsonObject    *before,
                JsonObject    *after)
{
  g_autofree char *full = g_strconcat (prefix, name, NULL);

  if (strcmp (name, "id") == 0 || strcmp (name, "marks") == 0)
    return;
  if (is_quiet (full) && (before == NULL || after == NULL || !differ (get_member (before, name), get_member (after, name))))
    return;
  if (strcmp (full, "text") == 0)
    compare_text (compare, full, before, after);
  else
    compare_named (compare, full, get_member (before, name), get_member (after, name));
}

static void
compare_object (const Compare *compare,
                const char    *prefix,
                JsonObject    *before,
                JsonObject    *after)
{
  g_autoptr (GPtrArray) others = list_others (before, after);

  for (guint i = 0; reading_order[i] != NULL; i++)
    compare_member (compare, prefix, reading_order[i], before, after);
  for (guint i = 0; i < others->len; i++)
    compare_member (compare, prefix, g_ptr_array_index (others, i), before, after);
}

static gboolean
is_list (const Compare *compare,
         const char    *name,
         JsonNode      *node)
{
  return JSON_NODE_HOLDS_ARRAY (node)
         && (strcmp (name, "items") == 0 || strcmp (name, "rows") == 0
             || (*name == '\0' && (strcmp (compare->member, "tags") == 0 || strcmp (compare->member, "aliases") == 0)));
}

static void
compare_named (const Compare *compare,
               const char    *name,
               JsonNode      *before,
               JsonNode      *after)
{
  JsonNode *either = before != NULL ? before : after;
  gboolean same_holder = before == NULL || after == NULL || json_node_get_node_type (before) == json_node_get_node_type (after);
  gboolean is_value = *name == '\0' && strcmp (compare->member, "embargo") == 0;

  if (either == NULL)
    return;
  if (same_holder && is_list (compare, name, either))
    compare_list (compare, name, before, after);
  else if (same_holder && JSON_NODE_HOLDS_OBJECT (either) && !is_value && (*name == '\0' || strcmp (name, "speaker") == 0))
    compare_object (compare, *name != '\0' ? "speaker." : "", before != NULL ? json_node_get_object (before) : NULL,
                    after != NULL ? json_node_get_object (after) : NULL);
  else
    compare_single (compare, name, before, after);
}

void
herald_compare_value (GPtrArray                 *parts,
                      const HeraldComparedSides *sides,
                      const char                *member,
                      const char                *name,
                      JsonNode                  *before,
                      JsonNode                  *after)
{
  const Compare compare = { parts, sides, member };

  compare_named (&compare, name, before, after);
}
