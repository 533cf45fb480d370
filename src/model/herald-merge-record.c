/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one walk of the merge over the members of a record, by its table. */
#include "herald-merge-walk.h"

#include <string.h>

#include "herald-announcement.h"
#include "herald-words.h"

/* Merged word by word; every other text (a name, an address, a date) is one value. */
static const char * const prose[] = {
  "headline", "subheadline", "notes", "text", "caption", "credit", "alt", "biography", NULL,
};

static JsonNode *
copy_or_null (JsonNode *node)
{
  return node != NULL ? herald_node_copy (node) : NULL;
}

void
herald_conflict_take_values (HeraldConflict  *conflict,
                             HeraldMergeTrio  values)
{
  g_clear_pointer (&conflict->base_value, json_node_unref);
  g_clear_pointer (&conflict->our_value, json_node_unref);
  g_clear_pointer (&conflict->their_value, json_node_unref);
  conflict->base_value = values.base;
  conflict->our_value = values.ours;
  conflict->their_value = values.theirs;
}

/* Adds what a person has to decide. */
HeraldConflict *
herald_merge_report (HeraldMergeWalk    *walk,
                     HeraldConflictKind  kind,
                     const char         *thing,
                     const char         *name,
                     const char         *list,
                     HeraldMergeTrio     trio)
{
  HeraldConflict *conflict = g_new0 (HeraldConflict, 1);
  const char *words = name != NULL ? name : list;

  conflict->kind = kind;
  conflict->subject = g_strdup (thing != NULL ? thing : name);
  conflict->member = thing != NULL ? g_strdup (name) : NULL;
  conflict->base = trio.base != NULL ? herald_words_of_member (words, trio.base) : NULL;
  conflict->ours = trio.ours != NULL ? herald_words_of_member (words, trio.ours) : NULL;
  conflict->theirs = trio.theirs != NULL ? herald_words_of_member (words, trio.theirs) : NULL;
  herald_conflict_take_values (conflict, (HeraldMergeTrio) { copy_or_null (trio.base), copy_or_null (trio.ours),
                                                             copy_or_null (trio.theirs) });
  g_ptr_array_add (walk->conflicts, conflict);
  return conflict;
}

static gboolean
nodes_equal (JsonNode *a,
             JsonNode *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return json_node_equal (a, b);
}

/* What nobody has to decide. FALSE: both changed it, each to something else. */
gboolean
herald_merge_settle (HeraldMergeTrio   trio,
                     JsonNode        **settled)
{
  if (nodes_equal (trio.ours, trio.base) || nodes_equal (trio.ours, trio.theirs))
    *settled = trio.theirs;
  else if (nodes_equal (trio.theirs, trio.base))
    *settled = trio.ours;
  else
    return FALSE;
  return TRUE;
}

/* One value: where both changed it, that of the preferred side stands, and a person has to decide. */
JsonNode *
herald_merge_value (HeraldMergeWalk *walk,
                    const char      *thing,
                    const char      *name,
                    const char      *list,
                    HeraldMergeTrio  trio)
{
  JsonNode *chosen = NULL;

  if (herald_merge_settle (trio, &chosen))
    return copy_or_null (chosen);
  if (trio.ours == NULL || trio.theirs == NULL)
    {
      herald_merge_report (walk, HERALD_CONFLICT_REMOVED, thing, name, list, trio);
      chosen = trio.ours != NULL ? trio.ours : trio.theirs;
    }
  else
    {
      herald_merge_report (walk, HERALD_CONFLICT_VALUE, thing, name, list, trio);
      chosen = walk->prefer == HERALD_MERGE_OURS ? trio.ours : trio.theirs;
    }
  return copy_or_null (walk->keeps_base ? trio.base : chosen);
}

static JsonObject *
to_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonNode *
get_member (JsonNode   *node,
            const char *name)
{
  JsonObject *object = to_object (node);

  return object != NULL ? json_object_get_member (object, name) : NULL;
}

static HeraldMergeTrio
get_members (HeraldMergeTrio records,
             const char     *name)
{
  return (HeraldMergeTrio) {
    get_member (records.base, name), get_member (records.ours, name), get_member (records.theirs, name),
  };
}

/* NULL: absent, or not a text. */
const char *
herald_merge_get_text (JsonNode   *object,
                       const char *name)
{
  JsonNode *node = get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

/* The text of a record with the marks beside it. */
static HeraldItem *
read_text (JsonNode   *record,
           const char *name)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonNode *text = get_member (record, name);
  JsonNode *marks = strcmp (name, "text") == 0 ? get_member (record, "marks") : NULL;
  HeraldItem *item;

  if (text != NULL)
    json_object_set_member (object, "text", herald_node_copy (text));
  if (marks != NULL)
    json_object_set_member (object, "marks", herald_node_copy (marks));
  item = herald_record_read (&herald_item_type, object, NULL, NULL);
  return item != NULL ? item : herald_item_new (herald_merge_get_text (record, name));
}

static void
set_text (JsonObject *merged,
          const char *name,
          HeraldItem *item)
{
  g_autoptr (JsonObject) written = herald_record_write (&herald_item_type, item);

  if (json_object_has_member (written, "text"))
    json_object_set_member (merged, name, json_object_dup_member (written, "text"));
  if (json_object_has_member (written, "marks"))
    json_object_set_member (merged, "marks", json_object_dup_member (written, "marks"));
}

static gboolean
is_quote (JsonNode *record)
{
  return g_strcmp0 (herald_merge_get_text (record, "type"), "quote") == 0;
}

/* The text with its marks; NULL: there is none. */
static JsonNode *
write_text (const HeraldItem *item)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, herald_record_write (&herald_item_type, item));
  if (json_object_get_size (json_node_get_object (node)) == 0)
    g_clear_pointer (&node, json_node_unref);
  return node;
}

static void
merge_text (HeraldMergeWalk *walk,
            const char      *thing,
            const char      *name,
            HeraldMergeTrio  records,
            JsonObject      *merged)
{
  g_autoptr (HeraldItem) base = read_text (records.base, name);
  g_autoptr (HeraldItem) ours = read_text (records.ours, name);
  g_autoptr (HeraldItem) theirs = read_text (records.theirs, name);
  g_autoptr (HeraldItem) item = NULL;
  gboolean is_spoken = strcmp (name, "text") == 0
                       && (is_quote (records.base) || is_quote (records.ours) || is_quote (records.theirs));
  HeraldMergeTrio trio = get_members (records, name);
  HeraldTextConflict conflict;
  HeraldConflict *reported;

  item = herald_merge_texts (base, ours, theirs, walk->prefer, is_spoken, &conflict);
  set_text (merged, name, conflict != HERALD_TEXT_CLEAN && walk->keeps_base ? base : item);
  if (conflict == HERALD_TEXT_CLEAN)
    return;
  reported = herald_merge_report (walk, (conflict & HERALD_TEXT_WORDS) != 0 ? HERALD_CONFLICT_TEXT : HERALD_CONFLICT_MARKS,
                                  thing, name, NULL, trio);
  if (strcmp (name, "text") == 0)
    herald_conflict_take_values (reported, (HeraldMergeTrio) { write_text (base), write_text (ours), write_text (theirs) });
}

static const HeraldMember *
find_member (const HeraldRecordType *type,
             const char             *name)
{
  for (guint i = 0; i < type->n_members; i++)
    if (strcmp (type->members[i].name, name) == 0)
      return &type->members[i];
  return NULL;
}

static JsonNode *
merge_member (HeraldMergeWalk    *walk,
              const HeraldMember *member, /* NULL: not known */
              const char         *thing,
              const char         *name,
              HeraldMergeTrio     trio)
{
  JsonNode *settled = NULL;

  if (herald_merge_settle (trio, &settled))
    return copy_or_null (settled);
  if (member != NULL && member->kind == HERALD_MEMBER_STRINGS)
    return herald_merge_set (trio);
  if (member != NULL && member->kind == HERALD_MEMBER_RECORDS)
    return herald_merge_list (walk, member, thing, trio);
  return herald_merge_value (walk, thing, name, NULL, trio);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* Names that the table does not have. */
static GPtrArray *
list_unknown (const HeraldRecordType *type,
              HeraldMergeTrio         trio)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *unknown = g_ptr_array_new ();
  JsonNode *sides[] = { trio.base, trio.ours, trio.theirs };
  JsonObjectIter iter;
  const char *name;

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      if (to_object (sides[i]) == NULL)
        continue;
      json_object_iter_init (&iter, to_object (sides[i]));
      while (json_object_iter_next (&iter, &name, NULL))
        if (find_member (type, name) == NULL && g_hash_table_add (names, (char *) name))
          g_ptr_array_add (unknown, (char *) name);
    }
  g_ptr_array_sort (unknown, compare_names);
  return unknown;
}

/* Put into the trash here and edited there: the edit survives, and is shown. */
static gboolean
is_edited_trash (const HeraldMember *member,
                 HeraldMergeTrio     records,
                 HeraldMergeTrio     trio)
{
  return member != NULL && member->record == &herald_trashed_type && trio.base == NULL
         && (trio.ours == NULL) != (trio.theirs == NULL)
         && !nodes_equal (trio.ours == NULL ? records.ours : records.theirs, records.base);
}

static void
set_merged (HeraldMergeWalk    *walk,
            const HeraldMember *member,
            const char         *thing,
            const char         *name,
            HeraldMergeTrio     records,
            JsonObject         *merged)
{
  HeraldMergeTrio trio = get_members (records, name);
  JsonNode *node = NULL;

  if (is_edited_trash (member, records, trio))
    herald_merge_report (walk, HERALD_CONFLICT_VALUE, thing, name, NULL, trio);
  else
    node = merge_member (walk, member, thing, name, trio);
  if (node != NULL && member != NULL && JSON_NODE_HOLDS_ARRAY (node)
      && json_array_get_length (json_node_get_array (node)) == 0)
    g_clear_pointer (&node, json_node_unref); /* absent means empty */
  if (node != NULL)
    json_object_set_member (merged, name, node);
}

/* The one walk: what the table knows in its order, then the rest by name. */
JsonNode *
herald_merge_record (HeraldMergeWalk        *walk,
                     const HeraldRecordType *type,
                     const char             *thing,
                     HeraldMergeTrio         trio)
{
  g_autoptr (GPtrArray) unknown = list_unknown (type, trio);
  JsonObject *merged = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  for (guint i = 0; i < type->n_members; i++)
    {
      const HeraldMember *member = &type->members[i];

      if (member->kind == HERALD_MEMBER_STRING && g_strv_contains (prose, member->name))
        merge_text (walk, thing, member->name, trio, merged);
      else if (member->kind != HERALD_MEMBER_MARKS) /* merged with their text */
        set_merged (walk, member, thing, member->name, trio, merged);
    }
  for (guint i = 0; i < unknown->len; i++)
    set_merged (walk, NULL, thing, g_ptr_array_index (unknown, i), trio, merged);
  json_node_take_object (node, merged);
  return node;
}

