/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-heads-document.h"

#include "herald-i18n.h"
#include "herald-id.h"
#include "herald-members.h"
#include "herald-sync.h"

#include <string.h>

#define HEADS_SCHEMA 1
#define MAX_HEADS    64

static gboolean
refuse (GError     **error,
        const char  *reason)
{
  g_set_error_literal (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_BAD_REPLY, reason);
  return FALSE;
}

/**
 * herald_heads_make_id:
 * @type: a document's type
 * @id: its id
 *
 * Returns: (transfer full): the id of its heads on the remote
 */
char *
herald_heads_make_id (HeraldDocumentType  type,
                      const char         *id)
{
  return g_strconcat (herald_document_type_to_string (type), ":", id, NULL);
}

/**
 * herald_heads_split_id:
 * @remote_id: (nullable): an id on the remote
 * @type: (out): the document's type
 * @id: (out) (transfer full): the document's id
 *
 * Returns: whether it is the id of a document's heads; other documents on the remote are left alone
 */
gboolean
herald_heads_split_id (const char          *remote_id,
                       HeraldDocumentType  *type,
                       char               **id)
{
  const char *colon = remote_id != NULL ? strchr (remote_id, ':') : NULL;
  g_autofree char *name = colon != NULL ? g_strndup (remote_id, (gsize) (colon - remote_id)) : NULL;

  if (colon == NULL || !herald_uuid_is_valid (colon + 1) || !herald_document_type_from_string (name, type))
    return FALSE;

  *id = g_strdup (colon + 1);
  return TRUE;
}

static JsonObject *
write_head (HeraldVersion  *version,
            HeraldDocument *body)
{
  JsonObject *head = herald_version_write (version);

  json_object_remove_member (head, "document"); /* it stands in the id */
  json_object_set_string_member (head, "hash", version->hash);
  json_object_set_member (head, "body", herald_document_to_node (body));

  return head;
}

static int
compare_heads (gconstpointer a,
               gconstpointer b,
               gpointer      versions)
{
  HeraldVersion *x = g_ptr_array_index ((GPtrArray *) versions, *(const guint *) a);
  HeraldVersion *y = g_ptr_array_index ((GPtrArray *) versions, *(const guint *) b);

  return strcmp (x->hash, y->hash);
}

/**
 * herald_heads_write:
 * @versions: (element-type HeraldVersion): a document's heads
 * @bodies: (element-type HeraldDocument): their bodies, in the same order
 *
 * Writes the heads document of section 6 of the design: whoever reads it has the newest words without another request.
 *
 * Returns: (transfer full): `{"schema":1,"heads":[...]}`, sorted by hash
 */
JsonObject *
herald_heads_write (GPtrArray *versions,
                    GPtrArray *bodies)
{
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));
  JsonObject *content = json_object_new ();
  JsonArray *heads = json_array_new ();

  g_return_val_if_fail (versions->len == bodies->len, NULL);

  for (guint i = 0; i < versions->len; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_heads, versions);

  for (guint i = 0; i < order->len; i++)
    {
      guint n = g_array_index (order, guint, i);

      json_array_add_object_element (heads, write_head (g_ptr_array_index (versions, n), g_ptr_array_index (bodies, n)));
    }

  json_object_set_int_member (content, "schema", HEADS_SCHEMA);
  json_object_set_array_member (content, "heads", heads);
  return content;
}

static HeraldDocument *
read_body (JsonNode    *node,
           const char  *id,
           GError     **error)
{
  g_autoptr (HeraldDocument) body = NULL;

  if (node == NULL)
    {
      refuse (error, _("A version on the team server has no text."));
      return NULL;
    }

  body = herald_document_new (node, error);
  if (body == NULL)
    return NULL;

  if (g_strcmp0 (herald_document_get_id (body), id) != 0)
    {
      refuse (error, _("A version on the team server belongs to another document."));
      return NULL;
    }

  return g_steal_pointer (&body);
}

/* head is changed into the form that versions hash. */
static gboolean
read_head (HeraldArrival  *arrival,
           JsonObject     *head,
           GError        **error)
{
  g_autoptr (HeraldDocument) body = read_body (json_object_get_member (head, "body"), arrival->id, error);
  g_autofree char *hash = g_strdup (herald_member_string (head, "hash"));
  g_autoptr (HeraldVersion) version = NULL;

  if (body == NULL)
    return FALSE;
  if (herald_document_get_kind (body) != arrival->type)
    return refuse (error, _("A version on the team server belongs to another document."));

  json_object_remove_member (head, "hash");
  json_object_set_string_member (head, "document", arrival->id);
  json_object_set_string_member (head, "body", herald_document_get_hash (body));

  version = herald_version_read (head, error);
  if (version == NULL)
    return FALSE;
  if (g_strcmp0 (version->hash, hash) != 0)
    return refuse (error, _("A version on the team server is not what its hash says."));

  for (guint i = 0; i < arrival->versions->len; i++)
    if (strcmp (((HeraldVersion *) g_ptr_array_index (arrival->versions, i))->hash, hash) == 0)
      return TRUE;

  g_ptr_array_add (arrival->versions, g_steal_pointer (&version));
  g_ptr_array_add (arrival->bodies, g_steal_pointer (&body));
  return TRUE;
}

static HeraldArrival *
new_arrival (const HeraldRemoteItem  *item,
             GError                 **error)
{
  HeraldDocumentType type = HERALD_DOCUMENT_ANNOUNCEMENT;
  g_autofree char *id = NULL;
  HeraldArrival *arrival = NULL;

  if (!herald_heads_split_id (item->id, &type, &id))
    {
      refuse (error, _("This is no document of Herald’s."));
      return NULL;
    }

  arrival = g_new0 (HeraldArrival, 1);
  arrival->id = g_steal_pointer (&id);
  arrival->type = type;
  arrival->remote_rev = g_strdup (item->rev);
  arrival->versions = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_version_free);
  arrival->bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_document_unref);

  return arrival;
}

/**
 * herald_heads_read:
 * @item: a heads document as it arrived; its content is used up
 * @error: return location: BAD_REPLY, or what herald_document_new() and herald_version_read() say
 *
 * Reads a heads document. Nothing in it is believed: the body's hash is computed and goes into the version, whose
 * hash is computed and must be the one that stands there; both must belong to the document.
 *
 * Returns: (transfer full) (nullable): the heads
 */
HeraldArrival *
herald_heads_read (const HeraldRemoteItem  *item,
                   GError                 **error)
{
  g_autoptr (HeraldArrival) arrival = new_arrival (item, error);
  JsonArray *heads = herald_member_array (item->content, "heads");
  JsonNode *schema = item->content != NULL ? json_object_get_member (item->content, "schema") : NULL;

  if (arrival == NULL)
    return NULL;

  if (schema == NULL || json_node_get_value_type (schema) != G_TYPE_INT64 || json_node_get_int (schema) > HEADS_SCHEMA)
    {
      refuse (error, _("A newer Herald wrote this on the team server."));
      return NULL;
    }

  if (heads == NULL || json_array_get_length (heads) == 0 || json_array_get_length (heads) > MAX_HEADS)
    {
      refuse (error, _("A document on the team server has no versions."));
      return NULL;
    }

  for (guint i = 0; i < json_array_get_length (heads); i++)
    {
      JsonObject *head = herald_node_object (json_array_get_element (heads, i));

      if (head == NULL)
        refuse (error, _("A document on the team server has no versions."));
      if (head == NULL || !read_head (arrival, head, error))
        return NULL;
    }

  return g_steal_pointer (&arrival);
}

/* The hash at the end of "version:<document>:<hash>". */
static const char *
object_hash (const HeraldRemoteItem *item)
{
  const char *colon = item->id != NULL ? strrchr (item->id, ':') : NULL;

  return colon != NULL ? colon + 1 : "";
}

/**
 * herald_object_write_version:
 * @version: a version
 *
 * Returns: (transfer full): what "version:<document>:<hash>" holds. The version stands in a member of its own:
 *   CouchDB keeps names that begin with an underscore for itself.
 */
JsonObject *
herald_object_write_version (const HeraldVersion *version)
{
  JsonObject *content = json_object_new ();

  json_object_set_object_member (content, "version", herald_version_write (version));
  return content;
}

/**
 * herald_object_read_version:
 * @item: "version:<document>:<hash>" as it arrived
 * @document: the document's id
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the version, if its hash is the one in its id
 */
HeraldVersion *
herald_object_read_version (const HeraldRemoteItem  *item,
                            const char              *document,
                            GError                 **error)
{
  JsonObject *object = herald_member_object (item->content, "version");
  g_autoptr (HeraldVersion) version = object != NULL ? herald_version_read (object, error) : NULL;

  if (object == NULL)
    refuse (error, _("A version on the team server is missing its content."));
  if (version == NULL)
    return NULL;

  if (strcmp (version->document, document) != 0 || strcmp (version->hash, object_hash (item)) != 0)
    {
      refuse (error, _("A version on the team server is not what its hash says."));
      return NULL;
    }

  return g_steal_pointer (&version);
}

/**
 * herald_object_write_body:
 * @body: a body
 *
 * Returns: (transfer full): what "body:<document>:<hash>" holds
 */
JsonObject *
herald_object_write_body (HeraldDocument *body)
{
  JsonObject *content = json_object_new ();

  json_object_set_member (content, "body", herald_document_to_node (body));
  return content;
}

/**
 * herald_object_read_body:
 * @item: "body:<document>:<hash>" as it arrived
 * @document: the document's id
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the body, if its hash is the one in its id
 */
HeraldDocument *
herald_object_read_body (const HeraldRemoteItem  *item,
                         const char              *document,
                         GError                 **error)
{
  JsonNode *node = item->content != NULL ? json_object_get_member (item->content, "body") : NULL;
  g_autoptr (HeraldDocument) body = read_body (node, document, error);

  if (body == NULL)
    return NULL;

  if (strcmp (herald_document_get_hash (body), object_hash (item)) != 0)
    {
      refuse (error, _("A text on the team server is not what its hash says."));
      return NULL;
    }

  return g_steal_pointer (&body);
}
