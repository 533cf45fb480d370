/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Putting one side's state of a thing, or of a member of it, into a document as JSON. */
#include "herald-merge-put.h"

#include <string.h>

static const char *
get_identity (const char             *subject,
              const HeraldRecordType *type)
{
  gsize length = strlen (type->name);

  return strncmp (subject, type->name, length) == 0 && subject[length] == ':' ? subject + length + 1 : NULL;
}

static JsonArray *
get_array (JsonObject *object,
           const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static guint
find_element (const HeraldRecordType *type,
              JsonArray              *array,
              const char             *identity)
{
  guint length = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < length; i++)
    {
      g_autofree char *own = herald_merge_dup_identity (type, json_array_get_element (array, i));

      if (g_strcmp0 (own, identity) == 0)
        return i;
    }
  return length;
}

HeraldMergePlace
herald_merge_find_place (const HeraldMergeTarget *self,
                         const HeraldConflict    *conflict)
{
  HeraldMergePlace place = { NULL, NULL, NULL, 0 };

  for (guint i = 0; i < self->type->n_members && place.list == NULL; i++)
    {
      const HeraldMember *member = &self->type->members[i];

      if (member->kind != HERALD_MEMBER_RECORDS)
        continue;
      place.identity = get_identity (conflict->subject, member->record);
      if (place.identity != NULL)
        place.list = member;
    }
  if (place.list != NULL)
    {
      place.array = get_array (self->root, place.list->name);
      place.index = find_element (place.list->record, place.array, place.identity);
    }
  return place;
}

gboolean
herald_merge_is_there (const HeraldMergePlace *place)
{
  return place->array != NULL && place->index < json_array_get_length (place->array);
}

/* NULL: the thing is gone, by another choice. */
static JsonObject *
get_object (const HeraldMergeTarget *self,
            const HeraldMergePlace  *place)
{
  if (place->list == NULL)
    return self->root;
  return herald_merge_is_there (place) ? json_node_get_object (json_array_get_element (place->array, place->index)) : NULL;
}

gboolean
herald_merge_is_empty (JsonNode *value)
{
  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    return TRUE;
  if (JSON_NODE_HOLDS_ARRAY (value))
    return json_array_get_length (json_node_get_array (value)) == 0;
  return JSON_NODE_HOLDS_VALUE (value) && g_strcmp0 (json_node_get_string (value), "") == 0;
}

static void
set_or_remove (JsonObject *object,
               const char *name,
               JsonNode   *value)
{
  if (herald_merge_is_empty (value))
    json_object_remove_member (object, name);
  else
    json_object_set_member (object, name, herald_node_copy (value));
}

/* A text stands there with its marks; one that a person wrote anew has none. */
void
herald_merge_set_member (JsonObject *object,
                         const char *name,
                         JsonNode   *value)
{
  if (strcmp (name, "text") != 0)
    set_or_remove (object, name, value);
  else if (value != NULL && JSON_NODE_HOLDS_OBJECT (value))
    {
      set_or_remove (object, "text", json_object_get_member (json_node_get_object (value), "text"));
      set_or_remove (object, "marks", json_object_get_member (json_node_get_object (value), "marks"));
    }
  else
    {
      set_or_remove (object, "text", value);
      json_object_remove_member (object, "marks");
    }
}

/* The list with another element, or none, in the place of one; index its length: one more. */
void
herald_merge_put_element (const HeraldMergeTarget *self,
                          const HeraldMember      *list,
                          guint                    index,
                          gboolean                 replaces,
                          JsonNode                *element)
{
  JsonArray *old = get_array (self->root, list->name);
  guint length = old != NULL ? json_array_get_length (old) : 0;
  JsonArray *array = json_array_sized_new (length + 1);

  for (guint i = 0; i <= length; i++)
    {
      if (i == index && element != NULL)
        json_array_add_element (array, herald_node_copy (element));
      if (i < length && (i != index || !replaces))
        json_array_add_element (array, json_node_ref (json_array_get_element (old, i)));
    }
  if (json_array_get_length (array) > 0)
    json_object_set_array_member (self->root, list->name, array);
  else
    {
      json_array_unref (array);
      json_object_remove_member (self->root, list->name);
    }
}

static guint
find_name (JsonArray  *names,
           const char *name)
{
  guint length = json_array_get_length (names);

  for (guint i = 0; i < length; i++)
    if (g_strcmp0 (json_array_get_string_element (names, i), name) == 0)
      return i;
  return length;
}

/* After the nearest thing that stood before it in that order and is still there; else at the beginning. */
static void
move_thing (const HeraldMergeTarget *self,
            const HeraldMergePlace  *place,
            JsonNode                *order)
{
  JsonArray *names = order != NULL && JSON_NODE_HOLDS_ARRAY (order) ? json_node_get_array (order) : NULL;
  g_autoptr (JsonNode) thing = NULL;
  guint before, index = 0;

  if (names == NULL || !herald_merge_is_there (place))
    return;
  thing = json_node_ref (json_array_get_element (place->array, place->index));
  herald_merge_put_element (self, place->list, place->index, TRUE, NULL);
  before = find_name (names, place->identity);
  while (before > 0 && index == 0)
    {
      JsonArray *array = get_array (self->root, place->list->name);
      guint found = find_element (place->list->record, array, json_array_get_string_element (names, --before));

      if (array != NULL && found < json_array_get_length (array))
        index = found + 1;
    }
  herald_merge_put_element (self, place->list, index, FALSE, thing);
}

void
herald_merge_put (const HeraldMergeTarget *self,
                  const HeraldConflict    *conflict,
                  JsonNode                *value)
{
  HeraldMergePlace place = herald_merge_find_place (self, conflict);
  JsonObject *object = get_object (self, &place);

  if (conflict->kind == HERALD_CONFLICT_ORDER)
    move_thing (self, &place, value);
  else if (place.list != NULL && conflict->member == NULL)
    herald_merge_put_element (self, place.list, place.index, herald_merge_is_there (&place), herald_merge_is_empty (value) ? NULL : value);
  else if (object != NULL)
    herald_merge_set_member (object, conflict->member != NULL ? conflict->member : conflict->subject, value);
}
