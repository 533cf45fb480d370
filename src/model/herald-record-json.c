/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a record is read from JSON and written to it; the rest of herald-record.h is in herald-record.c. */
#include "herald-record.h"

#include <string.h>

#include "herald-i18n.h"
#include "herald-text.h"

#define FIELD(record, member, Type) (*(Type *) G_STRUCT_MEMBER_P ((record), (member)->offset))

static const char * const mark_names[] = { "strong", "emphasis", "link", NULL };

/**
 * herald_object_copy:
 * @object: an object
 *
 * Returns: (transfer full): a copy that shares no node with @object
 */
JsonObject *
herald_object_copy (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    json_object_set_member (copy, name, herald_node_copy (node));
  return copy;
}

/**
 * herald_node_copy:
 * @node: a tree, not deeper than the strict reader lets pass
 *
 * Returns: (transfer full): a copy that shares no node with @node
 */
JsonNode *
herald_node_copy (JsonNode *node)
{
  JsonNode *copy = json_node_new (json_node_get_node_type (node));

  if (JSON_NODE_HOLDS_OBJECT (node))
    json_node_take_object (copy, herald_object_copy (json_node_get_object (node)));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *from = json_node_get_array (node);
      JsonArray *to = json_array_sized_new (json_array_get_length (from));

      for (guint i = 0; i < json_array_get_length (from); i++)
        json_array_add_element (to, herald_node_copy (json_array_get_element (from, i)));
      json_node_take_array (copy, to);
    }
  else if (JSON_NODE_HOLDS_VALUE (node))
    {
      g_auto (GValue) value = G_VALUE_INIT;

      json_node_get_value (node, &value);
      json_node_set_value (copy, &value);
    }
  return copy;
}

static gboolean
holds (JsonNode *node,
       GType     type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static int
index_of (const char * const *names,
          const char         *name)
{
  for (int i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], name) == 0)
      return i;
  return -1;
}

static gboolean
refuse_element (GError     **error,
                const char  *name,
                guint        i,
                const char  *reason)
{
  g_autofree char *place = g_strdup_printf ("%s[%u]", name, i);

  return herald_record_refuse (error, place, reason);
}

static gboolean
read_enum (const HeraldMember  *member,
           gpointer             record,
           JsonNode            *node,
           GError             **error)
{
  int value;

  if (!holds (node, G_TYPE_STRING))
    return herald_record_refuse (error, member->name, _("must be text"));
  value = index_of (member->names, json_node_get_string (node));
  if (value < 0)
    {
      g_autofree char *names = g_strjoinv (", ", (char **) member->names + 1);
      g_autofree char *reason = g_strdup_printf (_("must be one of %s"), names);

      return herald_record_refuse (error, member->name, reason);
    }
  FIELD (record, member, int) = value;
  return TRUE;
}

static gboolean
read_strings (const HeraldMember  *member,
              gpointer             record,
              JsonArray           *array,
              GError             **error)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!holds (element, G_TYPE_STRING))
        return refuse_element (error, member->name, i, _("must be text"));
      g_ptr_array_add (FIELD (record, member, GPtrArray *), json_node_dup_string (element));
    }
  return TRUE;
}

/* place: what stands before the index in messages. */
static gboolean
read_records (const HeraldRecordType  *type,
              GPtrArray               *records,
              JsonArray               *array,
              const char              *place,
              GError                 **error)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      gpointer record;

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return refuse_element (error, place, i, _("must be an object"));
      record = herald_record_read (type, json_node_get_object (element), NULL, error);
      if (record == NULL)
        {
          g_prefix_error (error, "%s[%u].", place, i);
          return FALSE;
        }
      g_ptr_array_add (records, record);
    }
  return TRUE;
}

static gboolean
read_rows (const HeraldMember  *member,
           gpointer             record,
           JsonArray           *array,
           GError             **error)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      g_autofree char *place = NULL;
      GPtrArray *row;

      if (!JSON_NODE_HOLDS_ARRAY (element))
        return refuse_element (error, member->name, i, _("must be a list"));
      row = g_ptr_array_new_with_free_func (member->record->destroy);
      g_ptr_array_add (FIELD (record, member, GPtrArray *), row);
      place = g_strdup_printf ("%s[%u]", member->name, i);
      if (!read_records (member->record, row, json_node_get_array (element), place, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_offset (JsonArray *array,
             guint      i,
             gint64     least,
             guint     *offset)
{
  JsonNode *node = json_array_get_element (array, i);

  if (!holds (node, G_TYPE_INT64) || json_node_get_int (node) < least || json_node_get_int (node) > G_MAXINT32)
    return FALSE;
  *offset = json_node_get_int (node);
  return TRUE;
}

/* [start, length, kind, url?] */
static const char *
read_mark (JsonNode *node,
           GArray   *marks)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n = array != NULL ? json_array_get_length (array) : 0;
  const char *url = NULL;
  guint start, length;
  int kind;

  if (n < 3 || !read_offset (array, 0, 0, &start) || !read_offset (array, 1, 1, &length)
      || !holds (json_array_get_element (array, 2), G_TYPE_STRING))
    return _("must be [start, length, kind] or [start, length, \"link\", URL]");
  kind = index_of (mark_names, json_array_get_string_element (array, 2));
  if (kind < 0)
    return _("must be strong, emphasis or link");
  if (n != (kind == HERALD_MARK_LINK ? 4 : 3))
    return _("must be [start, length, kind] or [start, length, \"link\", URL]");
  if (kind == HERALD_MARK_LINK)
    {
      if (!holds (json_array_get_element (array, 3), G_TYPE_STRING))
        return _("must be a link with a URL that is text");
      url = json_array_get_string_element (array, 3);
      if (!herald_url_is_allowed (url))
        return _("must be a link to an http, https, mailto or tel address");
    }
  herald_marks_add (marks, start, length, kind, url);
  return NULL;
}

static gboolean
read_marks (const HeraldMember  *member,
            gpointer             record,
            JsonArray           *array,
            GError             **error)
{
  GArray *marks;

  if (json_array_get_length (array) == 0)
    return TRUE;
  marks = herald_marks_new ();
  FIELD (record, member, GArray *) = marks;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *reason = read_mark (json_array_get_element (array, i), marks);

      if (reason != NULL)
        return refuse_element (error, member->name, i, reason);
    }
  return TRUE;
}

static gboolean
read_array (const HeraldMember  *member,
            gpointer             record,
            JsonNode            *node,
            GError             **error)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return herald_record_refuse (error, member->name, _("must be a list"));
  array = json_node_get_array (node);
  switch (member->kind)
    {
    case HERALD_MEMBER_STRINGS:
      return read_strings (member, record, array, error);
    case HERALD_MEMBER_RECORDS:
      return read_records (member->record, FIELD (record, member, GPtrArray *), array, member->name, error);
    case HERALD_MEMBER_ROWS:
      return read_rows (member, record, array, error);
    case HERALD_MEMBER_MARKS:
      return read_marks (member, record, array, error);
    default:
      g_assert_not_reached ();
    }
}

static gpointer read_unchecked (const HeraldRecordType  *type,
                                JsonObject              *object,
                                GError                 **error);

static gboolean
check_record (const HeraldRecordType  *type,
              gpointer                 record,
              GError                 **error)
{
  return type->check == NULL || type->check (record, error);
}

/* An object whose members are all empty is the same as none, so it is not held against the checks of its type. */
static gboolean
read_part (const HeraldMember  *member,
           gpointer             record,
           JsonNode            *node,
           GError             **error)
{
  gpointer part;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return herald_record_refuse (error, member->name, _("must be an object"));
  part = read_unchecked (member->record, json_node_get_object (node), error);
  if (part != NULL && !herald_record_is_empty (member->record, part))
    {
      FIELD (record, member, gpointer) = part;
      if (check_record (member->record, part, error))
        return TRUE;
    }
  else if (part != NULL)
    {
      herald_record_free (member->record, part);
      return TRUE;
    }
  g_prefix_error (error, "%s.", member->name);
  return FALSE;
}

static gboolean
read_member (const HeraldMember  *member,
             gpointer             record,
             JsonNode            *node,
             GError             **error)
{
  switch (member->kind)
    {
    case HERALD_MEMBER_STRING:
      if (!holds (node, G_TYPE_STRING))
        return herald_record_refuse (error, member->name, _("must be text"));
      if (*json_node_get_string (node) != '\0')
        FIELD (record, member, char *) = json_node_dup_string (node);
      return TRUE;
    case HERALD_MEMBER_BOOLEAN:
      if (!holds (node, G_TYPE_BOOLEAN))
        return herald_record_refuse (error, member->name, _("must be true or false"));
      FIELD (record, member, gboolean) = json_node_get_boolean (node);
      return TRUE;
    case HERALD_MEMBER_INTEGER:
      if (!holds (node, G_TYPE_INT64))
        return herald_record_refuse (error, member->name, _("must be a whole number"));
      FIELD (record, member, gint64) = json_node_get_int (node);
      return TRUE;
    case HERALD_MEMBER_ENUM:
      return read_enum (member, record, node, error);
    case HERALD_MEMBER_RECORD:
      return read_part (member, record, node, error);
    case HERALD_MEMBER_STRINGS:
    case HERALD_MEMBER_RECORDS:
    case HERALD_MEMBER_ROWS:
    case HERALD_MEMBER_MARKS:
      return read_array (member, record, node, error);
    default:
      g_assert_not_reached ();
    }
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

static gboolean
is_unknown_variant (const HeraldRecordType *type,
                    JsonObject             *object)
{
  JsonNode *node = type->variant != NULL ? json_object_get_member (object, type->variant) : NULL;

  return node != NULL && holds (node, G_TYPE_STRING)
         && index_of (find_member (type, type->variant)->names, json_node_get_string (node)) < 0;
}

static gboolean
read_unknown_variant (const HeraldRecordType  *type,
                      gpointer                 record,
                      JsonObject              *object,
                      GError                 **error)
{
  JsonNode *id = json_object_get_member (object, "id");

  ((HeraldRecordHeader *) record)->unknown = herald_object_copy (object);
  return id == NULL || read_member (find_member (type, "id"), record, id, error);
}

static gboolean
read_members (const HeraldRecordType  *type,
              HeraldRecordHeader      *record,
              JsonObject              *object,
              GError                 **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (is_unknown_variant (type, object))
    return read_unknown_variant (type, record, object, error);

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      const HeraldMember *member = find_member (type, name);

      if (member == NULL)
        {
          if (record->unknown == NULL)
            record->unknown = json_object_new ();
          json_object_set_member (record->unknown, name, herald_node_copy (node));
        }
      else if (!read_member (member, record, node, error))
        return FALSE;
    }
  return TRUE;
}

static gpointer
read_unchecked (const HeraldRecordType  *type,
                JsonObject              *object,
                GError                 **error)
{
  gpointer record = herald_record_new (type);

  if (read_members (type, record, object, error))
    return record;
  herald_record_free (type, record);
  return NULL;
}

/**
 * herald_record_read:
 * @type: what to read
 * @object: the JSON form
 * @place: (nullable): where @object stands, for messages; %NULL for the whole document
 * @error: return location for a %HERALD_MODEL_ERROR_INVALID that names the place
 *
 * Members that the table does not know are kept. Text is taken as it is: any character but U+0000, which the strict
 * reader has refused; what must not reach a page (other control characters) is the renderer's to filter.
 *
 * Returns: (transfer full) (nullable): the record
 */
gpointer
herald_record_read (const HeraldRecordType  *type,
                    JsonObject              *object,
                    const char              *place,
                    GError                 **error)
{
  gpointer record;

  g_return_val_if_fail (type != NULL, NULL);
  g_return_val_if_fail (object != NULL, NULL);

  record = read_unchecked (type, object, error);
  if (record != NULL && check_record (type, record, error))
    return record;
  if (place != NULL)
    g_prefix_error (error, "%s.", place);
  herald_record_free (type, record);
  return NULL;
}

static JsonArray *
write_records (const HeraldRecordType *type,
               GPtrArray              *records)
{
  JsonArray *array = json_array_sized_new (records->len);

  for (guint i = 0; i < records->len; i++)
    json_array_add_object_element (array, herald_record_write (type, g_ptr_array_index (records, i)));
  return array;
}

static JsonArray *
write_strings (GPtrArray *strings)
{
  JsonArray *array = json_array_sized_new (strings->len);

  for (guint i = 0; i < strings->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (strings, i));
  return array;
}

static JsonArray *
write_rows (const HeraldRecordType *type,
            GPtrArray              *rows)
{
  JsonArray *array = json_array_sized_new (rows->len);

  for (guint i = 0; i < rows->len; i++)
    json_array_add_array_element (array, write_records (type, g_ptr_array_index (rows, i)));
  return array;
}

static JsonArray *
write_marks (GArray *marks)
{
  guint n = marks != NULL ? marks->len : 0;
  JsonArray *array = json_array_sized_new (n);

  for (guint i = 0; i < n; i++)
    {
      const HeraldMark *mark = &g_array_index (marks, HeraldMark, i);
      JsonArray *element = json_array_sized_new (4);

      json_array_add_int_element (element, mark->start);
      json_array_add_int_element (element, mark->length);
      json_array_add_string_element (element, mark_names[mark->kind]);
      if (mark->kind == HERALD_MARK_LINK)
        json_array_add_string_element (element, mark->url);
      json_array_add_array_element (array, element);
    }
  return array;
}

static void
set_array (JsonObject *object,
           const char *name,
           JsonArray  *array)
{
  if (json_array_get_length (array) > 0)
    json_object_set_array_member (object, name, array);
  else
    json_array_unref (array);
}

static void
write_part (const HeraldMember *member,
            gconstpointer       part,
            JsonObject         *object)
{
  if (!herald_record_is_empty (member->record, part))
    json_object_set_object_member (object, member->name, herald_record_write (member->record, part));
}

static void
write_member (const HeraldMember *member,
              gconstpointer       record,
              JsonObject         *object)
{
  const char *name = member->name;

  switch (member->kind)
    {
    case HERALD_MEMBER_STRING:
      if (FIELD (record, member, char *) != NULL && *FIELD (record, member, char *) != '\0')
        json_object_set_string_member (object, name, FIELD (record, member, char *));
      break;
    case HERALD_MEMBER_BOOLEAN:
      if (FIELD (record, member, gboolean))
        json_object_set_boolean_member (object, name, TRUE);
      break;
    case HERALD_MEMBER_INTEGER:
      if (FIELD (record, member, gint64) != 0)
        json_object_set_int_member (object, name, FIELD (record, member, gint64));
      break;
    case HERALD_MEMBER_ENUM:
      if (FIELD (record, member, int) != 0)
        json_object_set_string_member (object, name, member->names[FIELD (record, member, int)]);
      break;
    case HERALD_MEMBER_STRINGS:
      set_array (object, name, write_strings (FIELD (record, member, GPtrArray *)));
      break;
    case HERALD_MEMBER_RECORD:
      write_part (member, FIELD (record, member, gpointer), object);
      break;
    case HERALD_MEMBER_RECORDS:
      set_array (object, name, write_records (member->record, FIELD (record, member, GPtrArray *)));
      break;
    case HERALD_MEMBER_ROWS:
      set_array (object, name, write_rows (member->record, FIELD (record, member, GPtrArray *)));
      break;
    case HERALD_MEMBER_MARKS:
      set_array (object, name, write_marks (FIELD (record, member, GArray *)));
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * herald_record_write:
 * @type: the type of @record
 * @record: a record
 *
 * Absent means empty: empty text, false, 0, empty lists and empty parts are not written. The elements of a list are,
 * even when they are empty: a cell without words still has its place in the table.
 *
 * Returns: (transfer full): the JSON form, unknown members included
 */
JsonObject *
herald_record_write (const HeraldRecordType *type,
                     gconstpointer           record)
{
  const HeraldRecordHeader *header = record;
  JsonObject *object;

  g_return_val_if_fail (type != NULL, NULL);
  g_return_val_if_fail (record != NULL, NULL);

  object = header->unknown != NULL ? herald_object_copy (header->unknown) : json_object_new ();
  for (guint i = 0; i < type->n_members; i++)
    write_member (&type->members[i], record, object);
  return object;
}
