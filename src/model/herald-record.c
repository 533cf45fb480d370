/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-record.h"

#include <string.h>

#include "herald-i18n.h"
#include "herald-id.h"
#include "herald-text.h"

G_DEFINE_QUARK (herald-model-error-quark, herald_model_error)

#define FIELD(record, member, Type) (*(Type *) G_STRUCT_MEMBER_P ((record), (member)->offset))

/**
 * herald_record_new:
 * @type: what to make
 *
 * Returns: (transfer full): an empty record: arrays without elements, everything else absent
 */
gpointer
herald_record_new (const HeraldRecordType *type)
{
  gpointer record;

  g_return_val_if_fail (type != NULL, NULL);

  record = g_malloc0 (type->size);
  for (guint i = 0; i < type->n_members; i++)
    {
      const HeraldMember *member = &type->members[i];

      if (member->kind == HERALD_MEMBER_STRINGS)
        FIELD (record, member, GPtrArray *) = g_ptr_array_new_with_free_func (g_free);
      else if (member->kind == HERALD_MEMBER_RECORDS)
        FIELD (record, member, GPtrArray *) = g_ptr_array_new_with_free_func (member->record->destroy);
      else if (member->kind == HERALD_MEMBER_ROWS)
        FIELD (record, member, GPtrArray *) = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
    }
  return record;
}

static void
free_member (const HeraldMember *member,
             gpointer            record)
{
  switch (member->kind)
    {
    case HERALD_MEMBER_STRING:
      g_free (FIELD (record, member, char *));
      break;
    case HERALD_MEMBER_STRINGS:
    case HERALD_MEMBER_RECORDS:
    case HERALD_MEMBER_ROWS:
      g_clear_pointer (&FIELD (record, member, GPtrArray *), g_ptr_array_unref);
      break;
    case HERALD_MEMBER_RECORD:
      herald_record_free (member->record, FIELD (record, member, gpointer));
      break;
    case HERALD_MEMBER_MARKS:
      g_clear_pointer (&FIELD (record, member, GArray *), g_array_unref);
      break;
    case HERALD_MEMBER_BOOLEAN:
    case HERALD_MEMBER_INTEGER:
    case HERALD_MEMBER_ENUM:
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * herald_record_free:
 * @type: the type of @record
 * @record: (nullable) (transfer full): a record
 *
 * Frees the record with all that it holds.
 */
void
herald_record_free (const HeraldRecordType *type,
                    gpointer                record)
{
  HeraldRecordHeader *header = record;

  g_return_if_fail (type != NULL);

  if (record == NULL)
    return;
  for (guint i = 0; i < type->n_members; i++)
    free_member (&type->members[i], record);
  g_clear_pointer (&header->unknown, json_object_unref);
  g_free (record);
}

static GPtrArray *
copy_records (const HeraldRecordType *type,
              GPtrArray              *records)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (type->destroy);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (copy, herald_record_copy (type, g_ptr_array_index (records, i)));
  return copy;
}

static void
copy_member (const HeraldMember *member,
             gconstpointer       from,
             gpointer            to)
{
  GPtrArray *array;

  switch (member->kind)
    {
    case HERALD_MEMBER_STRING:
      FIELD (to, member, char *) = g_strdup (FIELD (from, member, char *));
      break;
    case HERALD_MEMBER_BOOLEAN:
      FIELD (to, member, gboolean) = FIELD (from, member, gboolean);
      break;
    case HERALD_MEMBER_INTEGER:
      FIELD (to, member, gint64) = FIELD (from, member, gint64);
      break;
    case HERALD_MEMBER_ENUM:
      FIELD (to, member, int) = FIELD (from, member, int);
      break;
    case HERALD_MEMBER_STRINGS:
      array = FIELD (from, member, GPtrArray *);
      for (guint i = 0; i < array->len; i++)
        g_ptr_array_add (FIELD (to, member, GPtrArray *), g_strdup (g_ptr_array_index (array, i)));
      break;
    case HERALD_MEMBER_RECORD:
      FIELD (to, member, gpointer) = herald_record_copy (member->record, FIELD (from, member, gpointer));
      break;
    case HERALD_MEMBER_RECORDS:
      g_ptr_array_unref (FIELD (to, member, GPtrArray *));
      FIELD (to, member, GPtrArray *) = copy_records (member->record, FIELD (from, member, GPtrArray *));
      break;
    case HERALD_MEMBER_ROWS:
      array = FIELD (from, member, GPtrArray *);
      for (guint i = 0; i < array->len; i++)
        g_ptr_array_add (FIELD (to, member, GPtrArray *),
                         copy_records (member->record, g_ptr_array_index (array, i)));
      break;
    case HERALD_MEMBER_MARKS:
      FIELD (to, member, GArray *) = herald_marks_copy (FIELD (from, member, GArray *));
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * herald_record_copy:
 * @type: the type of @record
 * @record: (nullable): a record
 *
 * Returns: (transfer full) (nullable): a copy that shares nothing with @record; %NULL of %NULL
 */
gpointer
herald_record_copy (const HeraldRecordType *type,
                    gconstpointer           record)
{
  const HeraldRecordHeader *header = record;
  HeraldRecordHeader *copy;

  g_return_val_if_fail (type != NULL, NULL);

  if (record == NULL)
    return NULL;
  copy = herald_record_new (type);
  if (header->unknown != NULL)
    copy->unknown = herald_object_copy (header->unknown);
  for (guint i = 0; i < type->n_members; i++)
    copy_member (&type->members[i], record, copy);
  return copy;
}

static gboolean
member_is_empty (const HeraldMember *member,
                 gconstpointer       record)
{
  const char *string;
  GArray *marks;

  switch (member->kind)
    {
    case HERALD_MEMBER_STRING:
      string = FIELD (record, member, char *);
      return string == NULL || *string == '\0';
    case HERALD_MEMBER_BOOLEAN:
      return !FIELD (record, member, gboolean);
    case HERALD_MEMBER_INTEGER:
      return FIELD (record, member, gint64) == 0;
    case HERALD_MEMBER_ENUM:
      return FIELD (record, member, int) == 0;
    case HERALD_MEMBER_STRINGS:
    case HERALD_MEMBER_RECORDS:
    case HERALD_MEMBER_ROWS:
      return FIELD (record, member, GPtrArray *)->len == 0;
    case HERALD_MEMBER_RECORD:
      return herald_record_is_empty (member->record, FIELD (record, member, gpointer));
    case HERALD_MEMBER_MARKS:
      marks = FIELD (record, member, GArray *);
      return marks == NULL || marks->len == 0;
    default:
      g_assert_not_reached ();
    }
}

/**
 * herald_record_is_empty:
 * @type: the type of @record
 * @record: (nullable): a record
 *
 * Returns: whether nothing of it would be written
 */
gboolean
herald_record_is_empty (const HeraldRecordType *type,
                        gconstpointer           record)
{
  const HeraldRecordHeader *header = record;

  g_return_val_if_fail (type != NULL, TRUE);

  if (record == NULL)
    return TRUE;
  if (header->unknown != NULL && json_object_get_size (header->unknown) > 0)
    return FALSE;
  for (guint i = 0; i < type->n_members; i++)
    if (!member_is_empty (&type->members[i], record))
      return FALSE;
  return TRUE;
}

static gboolean
records_equal (const HeraldRecordType *type,
               GPtrArray              *a,
               GPtrArray              *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!herald_record_equal (type, g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

static gboolean
rows_equal (const HeraldRecordType *type,
            GPtrArray              *a,
            GPtrArray              *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!records_equal (type, g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

static gboolean
strings_equal (GPtrArray *a,
               GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (strcmp (g_ptr_array_index (a, i), g_ptr_array_index (b, i)) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
member_equal (const HeraldMember *member,
              gconstpointer       a,
              gconstpointer       b)
{
  switch (member->kind)
    {
    case HERALD_MEMBER_STRING:
      if (member_is_empty (member, a) || member_is_empty (member, b))
        return member_is_empty (member, a) && member_is_empty (member, b);
      return strcmp (FIELD (a, member, char *), FIELD (b, member, char *)) == 0;
    case HERALD_MEMBER_BOOLEAN:
      return !FIELD (a, member, gboolean) == !FIELD (b, member, gboolean);
    case HERALD_MEMBER_INTEGER:
      return FIELD (a, member, gint64) == FIELD (b, member, gint64);
    case HERALD_MEMBER_ENUM:
      return FIELD (a, member, int) == FIELD (b, member, int);
    case HERALD_MEMBER_STRINGS:
      return strings_equal (FIELD (a, member, GPtrArray *), FIELD (b, member, GPtrArray *));
    case HERALD_MEMBER_RECORD:
      return herald_record_equal (member->record, FIELD (a, member, gpointer), FIELD (b, member, gpointer));
    case HERALD_MEMBER_RECORDS:
      return records_equal (member->record, FIELD (a, member, GPtrArray *), FIELD (b, member, GPtrArray *));
    case HERALD_MEMBER_ROWS:
      return rows_equal (member->record, FIELD (a, member, GPtrArray *), FIELD (b, member, GPtrArray *));
    case HERALD_MEMBER_MARKS:
      return herald_marks_equal (FIELD (a, member, GArray *), FIELD (b, member, GArray *));
    default:
      g_assert_not_reached ();
    }
}

static gboolean
unknown_equal (JsonObject *a,
               JsonObject *b)
{
  guint n_a = a != NULL ? json_object_get_size (a) : 0;
  guint n_b = b != NULL ? json_object_get_size (b) : 0;

  if (n_a == 0 || n_b == 0)
    return n_a == n_b;
  return json_object_equal (a, b);
}

/**
 * herald_record_equal:
 * @type: the type of both
 * @a: (nullable): a record
 * @b: (nullable): a record
 *
 * Returns: whether both would be written the same; %NULL and an empty record are
 */
gboolean
herald_record_equal (const HeraldRecordType *type,
                     gconstpointer           a,
                     gconstpointer           b)
{
  g_return_val_if_fail (type != NULL, FALSE);

  if (a == NULL || b == NULL)
    return herald_record_is_empty (type, a) && herald_record_is_empty (type, b);
  for (guint i = 0; i < type->n_members; i++)
    if (!member_equal (&type->members[i], a, b))
      return FALSE;
  return unknown_equal (((const HeraldRecordHeader *) a)->unknown, ((const HeraldRecordHeader *) b)->unknown);
}

/**
 * herald_record_refuse:
 * @error: return location for the error
 * @member: the place, seen from the record
 * @reason: what is wrong, translated
 *
 * Sets %HERALD_MODEL_ERROR_INVALID; whoever reads the record around it puts its own place in front.
 *
 * Returns: %FALSE
 */
gboolean
herald_record_refuse (GError     **error,
                      const char  *member,
                      const char  *reason)
{
  g_set_error (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_INVALID, "%s: %s", member, reason);
  return FALSE;
}

/**
 * herald_record_check_hash:
 * @member: the place
 * @value: (nullable): what stands there
 * @error: return location for an error
 *
 * Returns: whether @value is absent or a SHA-256 in lower-case hex
 */
gboolean
herald_record_check_hash (const char  *member,
                          const char  *value,
                          GError     **error)
{
  if (value == NULL || herald_hash_is_valid (value))
    return TRUE;
  return herald_record_refuse (error, member, _("must be a SHA-256 of 64 lower-case hexadecimal digits"));
}

/**
 * herald_record_check_uuid:
 * @member: the place
 * @value: (nullable): what stands there
 * @error: return location for an error
 *
 * Returns: whether @value is absent or a UUID
 */
gboolean
herald_record_check_uuid (const char  *member,
                          const char  *value,
                          GError     **error)
{
  if (value == NULL || herald_uuid_is_valid (value))
    return TRUE;
  return herald_record_refuse (error, member, _("must be a UUID"));
}

/**
 * herald_record_check_id:
 * @id: (nullable): the id of a thing inside a document
 * @error: return location for an error
 *
 * Returns: whether it is there and well-formed
 */
gboolean
herald_record_check_id (const char  *id,
                        GError     **error)
{
  if (id == NULL)
    return herald_record_refuse (error, "id", _("is missing"));
  if (!herald_id_is_valid (id))
    return herald_record_refuse (error, "id", _("must be 64 bits in base32"));
  return TRUE;
}
