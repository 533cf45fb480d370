/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-document.h"

#include "herald-canonical.h"
#include "herald-i18n.h"
#include "herald-id.h"
#include "herald-json.h"

struct _HeraldDocument
{
  HeraldDocumentType  kind;
  gint64              schema;
  char               *id;
  char               *text;
  gsize               length;
  char               *hash;
};

static const char * const type_names[] = { "announcement", "organisation", "person" };

G_DEFINE_BOXED_TYPE (HeraldDocument, herald_document, herald_document_ref, herald_document_unref)

/* The bounds of I-JSON (RFC 7493) and of the strict reader: what passes here can be read again. */
static const char *
find_fault (JsonNode *node,
            guint     depth)
{
  const char *fault = NULL;

  if (depth == HERALD_JSON_MAX_DEPTH && !JSON_NODE_HOLDS_VALUE (node) && !JSON_NODE_HOLDS_NULL (node))
    return _("is nested too deeply");
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (fault == NULL && json_object_iter_next (&iter, &name, &member))
        fault = g_utf8_validate (name, -1, NULL) ? find_fault (member, depth + 1) : _("holds text that is not UTF-8");
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; fault == NULL && i < json_array_get_length (array); i++)
        fault = find_fault (json_array_get_element (array, i), depth + 1);
    }
  else if (JSON_NODE_HOLDS_VALUE (node))
    {
      GType type = json_node_get_value_type (node);
      gint64 limit = (G_GINT64_CONSTANT (1) << 53) - 1;

      if (type == G_TYPE_STRING && !g_utf8_validate (json_node_get_string (node), -1, NULL))
        fault = _("holds text that is not UTF-8");
      else if (type == G_TYPE_INT64 && ABS (json_node_get_int (node)) > limit)
        fault = _("holds a number that is too big");
      else if (type == G_TYPE_DOUBLE)
        fault = _("holds a number that is not whole");
    }
  return fault;
}

static const char *
get_string (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

/* The little that every document has, of whatever schema. */
static gboolean
read_shape (HeraldDocument  *self,
            JsonNode        *node,
            GError         **error)
{
  JsonObject *object;
  JsonNode *schema;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_INVALID, _("A document must be an object"));
      return FALSE;
    }
  object = json_node_get_object (node);
  schema = json_object_get_member (object, "schema");
  if (schema == NULL || !JSON_NODE_HOLDS_VALUE (schema) || json_node_get_value_type (schema) != G_TYPE_INT64
      || json_node_get_int (schema) < 1)
    return herald_record_refuse (error, "schema", _("must be a whole number from 1 on"));
  self->schema = json_node_get_int (schema);
  if (!herald_document_type_from_string (get_string (object, "type"), &self->kind))
    return herald_record_refuse (error, "type", _("must be announcement, organisation or person"));
  self->id = g_strdup (get_string (object, "id"));
  if (self->id == NULL || !herald_uuid_is_valid (self->id))
    return herald_record_refuse (error, "id", _("must be a UUID"));
  return TRUE;
}

/* The canonical text of node, which keeps to the bounds of the strict reader. */
static HeraldDocument *
document_from_sound_node (JsonNode  *node,
                          GError   **error)
{
  g_autoptr (HeraldDocument) self = g_atomic_rc_box_new0 (HeraldDocument);

  if (!read_shape (self, node, error))
    return NULL;
  self->text = herald_canonical_to_string (node, &self->length);
  self->hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) self->text, self->length);
  return g_steal_pointer (&self);
}

/**
 * herald_document_new:
 * @node: a document as JSON
 * @error: return location for a %HERALD_MODEL_ERROR_INVALID
 *
 * Takes any document whose schema, type and id can be told, so that what other libraries and newer Heralds wrote can be
 * kept and passed on whole. The text is what was given, in canonical form (RFC 8785): nothing is left out or repaired, so
 * the hash of what was received is the hash of what is kept.
 *
 * Returns: (transfer full) (nullable): the document
 */
HeraldDocument *
herald_document_new (JsonNode  *node,
                     GError   **error)
{
  HeraldDocument *self;
  const char *fault;

  g_return_val_if_fail (node != NULL, NULL);

  fault = find_fault (node, 0);
  if (fault != NULL)
    {
      herald_record_refuse (error, _("Document"), fault);
      return NULL;
    }
  self = document_from_sound_node (node, error);
  if (self != NULL && self->length > HERALD_JSON_MAX_SIZE)
    {
      g_clear_pointer (&self, herald_document_unref);
      herald_record_refuse (error, _("Document"), _("is too large"));
    }
  return self;
}

/**
 * herald_document_parse:
 * @text: JSON
 * @length: bytes, or -1 when terminated
 * @error: return location for an error of #HERALD_JSON_ERROR or #HERALD_MODEL_ERROR
 *
 * Reads by the strict reader, then as herald_document_new().
 *
 * Returns: (transfer full) (nullable): the document
 */
HeraldDocument *
herald_document_parse (const char  *text,
                       gssize       length,
                       GError     **error)
{
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  node = herald_json_parse (text, length, error);
  return node != NULL ? document_from_sound_node (node, error) : NULL;
}

/**
 * herald_document_ref:
 * @self: a document
 *
 * Returns: (transfer full): @self; any thread may do so
 */
HeraldDocument *
herald_document_ref (HeraldDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_document (gpointer data)
{
  HeraldDocument *self = data;

  g_free (self->id);
  g_free (self->text);
  g_free (self->hash);
}

/**
 * herald_document_unref:
 * @self: (transfer full): a document
 */
void
herald_document_unref (HeraldDocument *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_document);
}

/**
 * herald_document_get_kind:
 * @self: a document
 *
 * Returns: whether it is an announcement, an organisation or a person
 */
HeraldDocumentType
herald_document_get_kind (HeraldDocument *self)
{
  g_return_val_if_fail (self != NULL, HERALD_DOCUMENT_ANNOUNCEMENT);

  return self->kind;
}

/**
 * herald_document_get_id:
 * @self: a document
 *
 * Returns: (transfer none): its UUID
 */
const char *
herald_document_get_id (HeraldDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->id;
}

/**
 * herald_document_get_hash:
 * @self: a document
 *
 * Returns: (transfer none): SHA-256 of its canonical text, lower-case hex
 */
const char *
herald_document_get_hash (HeraldDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->hash;
}

/**
 * herald_document_get_text:
 * @self: a document
 * @length: (out) (optional): bytes
 *
 * Returns: (transfer none): its canonical text, terminated
 */
const char *
herald_document_get_text (HeraldDocument *self,
                          gsize          *length)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (length != NULL)
    *length = self->length;
  return self->text;
}

/**
 * herald_document_get_schema:
 * @self: a document
 *
 * Returns: the number of the format it was written in
 */
gint64
herald_document_get_schema (HeraldDocument *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->schema;
}

/**
 * herald_document_is_newer:
 * @self: a document
 *
 * Returns: whether a newer Herald wrote it: it is shown read-only and never merged
 */
gboolean
herald_document_is_newer (HeraldDocument *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->schema > HERALD_SCHEMA;
}

/**
 * herald_document_to_node:
 * @self: a document
 *
 * Returns: (transfer full): its JSON, a tree of the caller's own
 */
JsonNode *
herald_document_to_node (HeraldDocument *self)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  g_return_val_if_fail (self != NULL, NULL);

  node = herald_json_parse (self->text, self->length, &error);
  g_assert_no_error (error); /* both ways in keep to the reader's bounds */
  return node;
}

/**
 * herald_document_read:
 * @self: a document
 * @kind: what it should be
 * @type: the record of that kind
 * @error: return location for an error of #HERALD_MODEL_ERROR
 *
 * What a document of a newer schema has and this Herald cannot read is %HERALD_MODEL_ERROR_NEWER.
 *
 * Returns: (transfer full) (nullable): the record
 */
gpointer
herald_document_read (HeraldDocument          *self,
                      HeraldDocumentType       kind,
                      const HeraldRecordType  *type,
                      GError                 **error)
{
  g_autoptr (JsonNode) node = NULL;
  GError *fault = NULL;
  gpointer record;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (type != NULL, NULL);

  if (self->kind != kind)
    {
      g_set_error (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_USAGE,
                   _("The document is of another type: %s"), type_names[self->kind]);
      return NULL;
    }
  node = herald_document_to_node (self);
  record = herald_record_read (type, json_node_get_object (node), NULL, &fault);
  if (record == NULL && herald_document_is_newer (self))
    fault->code = HERALD_MODEL_ERROR_NEWER;
  if (fault != NULL)
    g_propagate_error (error, fault);
  return record;
}

/**
 * herald_document_write:
 * @type: the record of a document
 * @record: what to write
 *
 * It is a mistake of the program to make a record that has no id or type or text that is not UTF-8.
 *
 * Returns: (transfer full): the document; %NULL after such a mistake, which is logged
 */
HeraldDocument *
herald_document_write (const HeraldRecordType *type,
                       gconstpointer           record)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GError) error = NULL;
  HeraldDocument *document;

  g_return_val_if_fail (type != NULL, NULL);
  g_return_val_if_fail (record != NULL, NULL);

  json_node_take_object (node, herald_record_write (type, record));
  document = herald_document_new (node, &error);
  if (document == NULL)
    g_critical ("The %s cannot be written: %s", type->name, error->message);
  return document;
}

/**
 * herald_document_type_to_string:
 * @type: a type of document
 *
 * Returns: (transfer none): its name in the format
 */
const char *
herald_document_type_to_string (HeraldDocumentType type)
{
  g_return_val_if_fail ((guint) type < G_N_ELEMENTS (type_names), NULL);

  return type_names[type];
}

/**
 * herald_document_type_from_string:
 * @name: (nullable): a name
 * @type: (out): the type of that name
 *
 * Returns: whether there is one; @type is untouched otherwise
 */
gboolean
herald_document_type_from_string (const char         *name,
                                  HeraldDocumentType *type)
{
  g_return_val_if_fail (type != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (type_names); i++)
    if (g_strcmp0 (name, type_names[i]) == 0)
      {
        *type = (HeraldDocumentType) i;
        return TRUE;
      }
  return FALSE;
}
