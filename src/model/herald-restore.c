/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-restore.h"

#include <string.h>

#include "herald-announcement.h"
#include "herald-i18n.h"

/* A list whose elements have an identity, and the name of one of them. */
typedef struct
{
  const char *member;
  const char *subject;
  const char *key;
} ThingList;

static const ThingList lists[] = {
  { "parties", "party", "id" },
  { "body", "block", "id" },
  { "boilerplates", "boilerplate", "id" },
  { "contacts", "contact", "id" },
  { "assets", "asset", "sha256" },
  { "comments", "comment", "id" },
};

/* What makes it this document, what has a command and a record of its own, and what a person answers for:
 * approvals and overrides. */
static const char * const fixed[] = { "schema", "type", "id", "translation_group", "trashed", "sign_offs", "overrides", NULL };

static const char *
get_key (JsonNode        *node,
         const ThingList *list)
{
  JsonNode *key = JSON_NODE_HOLDS_OBJECT (node) ? json_object_get_member (json_node_get_object (node), list->key) : NULL;

  return key != NULL && JSON_NODE_HOLDS_VALUE (key) && json_node_get_value_type (key) == G_TYPE_STRING ? json_node_get_string (key) : NULL;
}

/* Every element has a key, and no two the same: an absent list is empty. */
static gboolean
has_identities (JsonNode        *node,
                const ThingList *list)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *array;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *key = get_key (json_array_get_element (array, i), list);

      if (key == NULL || !g_hash_table_add (seen, (char *) key))
        return FALSE;
    }
  return TRUE;
}

static const ThingList *
find_list (const char *member)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    if (strcmp (lists[i].member, member) == 0)
      return &lists[i];
  return NULL;
}

static gboolean
refuse (GError    **error,
        const char *message)
{
  g_set_error_literal (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_USAGE, message);
  return FALSE;
}

static HeraldStatus
get_status (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "status");
  HeraldStatus status = HERALD_STATUS_NONE;

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    herald_status_from_string (json_node_get_string (node), &status);
  return status;
}

/* That something was published, or is going to be, no restoring brings about or takes back. */
static gboolean
may_restore_status (JsonObject *into,
                    JsonObject *from)
{
  return get_status (into) <= HERALD_STATUS_APPROVED && get_status (from) <= HERALD_STATUS_APPROVED;
}

static void
take_member (JsonObject *into,
             JsonObject *from,
             const char *name)
{
  JsonNode *node = json_object_get_member (from, name);

  if (node != NULL)
    json_object_set_member (into, name, herald_node_copy (node));
  else
    json_object_remove_member (into, name);
}

static gboolean
restore_member (JsonObject  *into,
                JsonObject  *from,
                const char  *name,
                GError     **error)
{
  if (g_strv_contains (fixed, name))
    return refuse (error, _("This is not taken from an older version."));
  if (strcmp (name, "status") == 0 && !may_restore_status (into, from))
    return refuse (error, _("Only scheduling, publishing and withdrawing set this status; it is not taken from an older version."));
  if (!json_object_has_member (into, name) && !json_object_has_member (from, name))
    return refuse (error, _("Neither the older version nor the current draft has this."));
  take_member (into, from, name);
  return TRUE;
}

/* The index of the thing with this key; the length where there is none. */
static guint
find_thing (JsonArray       *array,
            const ThingList *list,
            const char      *key)
{
  guint i = 0;

  while (i < json_array_get_length (array) && g_strcmp0 (get_key (json_array_get_element (array, i), list), key) != 0)
    i++;
  return i;
}

/* Where a thing comes back: behind the nearest one before it that is still there, else in front of the nearest one
 * after it, else at the end. */
static guint
find_place (JsonArray       *into,
            JsonArray       *from,
            guint            at,
            const ThingList *list)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal); /* key -> index + 1 */
  guint place = 0;

  for (guint i = 0; i < json_array_get_length (into); i++)
    g_hash_table_insert (places, (char *) get_key (json_array_get_element (into, i), list), GUINT_TO_POINTER (i + 1));
  for (guint i = at; place == 0 && i-- > 0;)
    place = GPOINTER_TO_UINT (g_hash_table_lookup (places, get_key (json_array_get_element (from, i), list)));
  if (place > 0)
    return place;
  for (guint i = at + 1; place == 0 && i < json_array_get_length (from); i++)
    place = GPOINTER_TO_UINT (g_hash_table_lookup (places, get_key (json_array_get_element (from, i), list)));
  return place > 0 ? place - 1 : json_array_get_length (into);
}

/* Another array with node, if any, in place of n elements from at on. */
static JsonArray *
splice (JsonArray *array,
        guint      at,
        guint      n,
        JsonNode  *node)
{
  JsonArray *spliced = json_array_new ();

  for (guint i = 0; i <= json_array_get_length (array); i++)
    {
      if (i == at && node != NULL)
        json_array_add_element (spliced, herald_node_copy (node));
      if (i < json_array_get_length (array) && (i < at || i >= at + n))
        json_array_add_element (spliced, herald_node_copy (json_array_get_element (array, i)));
    }
  return spliced;
}

static JsonArray *
get_array (JsonObject *object,
           const char *member,
           JsonArray  *empty)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL ? json_node_get_array (node) : empty;
}

/* A picture in a block is of no use without what the kit says of it. */
static void
bring_asset (JsonObject *into,
             JsonObject *from,
             JsonNode   *block)
{
  static const ThingList figure = { NULL, NULL, "asset" };
  const ThingList *assets = find_list ("assets");
  const char *sha256 = get_key (block, &figure);
  g_autoptr (JsonArray) empty = json_array_new ();
  JsonArray *here, *there;
  guint index;

  if (sha256 == NULL || !has_identities (json_object_get_member (into, "assets"), assets) ||
      !has_identities (json_object_get_member (from, "assets"), assets))
    return;
  here = get_array (into, "assets", empty);
  there = get_array (from, "assets", empty);
  index = find_thing (there, assets, sha256);
  if (find_thing (here, assets, sha256) == json_array_get_length (here) && index < json_array_get_length (there))
    json_object_set_array_member (into, "assets", splice (here, find_place (here, there, index, assets), 0,
                                                          json_array_get_element (there, index)));
}

static gboolean
restore_thing (JsonObject       *into,
               JsonObject       *from,
               const ThingList  *list,
               const char       *key,
               GError          **error)
{
  g_autoptr (JsonArray) empty = json_array_new ();
  g_autoptr (JsonArray) restored = NULL;
  JsonArray *here, *there;
  gboolean is_here, is_there;
  guint at, index;

  if (!has_identities (json_object_get_member (into, list->member), list) || !has_identities (json_object_get_member (from, list->member), list))
    return refuse (error, _("This cannot be told apart from others of its kind; take the whole of them from the older version."));
  here = get_array (into, list->member, empty);
  there = get_array (from, list->member, empty);
  at = find_thing (here, list, key);
  index = find_thing (there, list, key);
  is_here = at < json_array_get_length (here);
  is_there = index < json_array_get_length (there);
  if (!is_here && !is_there)
    return refuse (error, _("Neither the older version nor the current draft has this."));

  if (!is_here)
    at = find_place (here, there, index, list);
  restored = splice (here, at, is_here, is_there ? json_array_get_element (there, index) : NULL);
  if (json_array_get_length (restored) > 0)
    json_object_set_array_member (into, list->member, g_steal_pointer (&restored));
  else
    json_object_remove_member (into, list->member);
  if (is_there && strcmp (list->subject, "block") == 0)
    bring_asset (into, from, json_array_get_element (there, index));
  return TRUE;
}

/* What belongs to the text. That it is in the trash, that it has other language editions, and what publishing wrote, does
 * not: none of it is undone by going back to older words. */
static gboolean
is_text (const char *name,
         gboolean    status)
{
  return strcmp (name, "trashed") != 0 && strcmp (name, "translation_group") != 0 && (status || strcmp (name, "status") != 0);
}

static void
restore_whole (JsonObject *into,
               JsonObject *from)
{
  gboolean status = may_restore_status (into, from);
  g_autoptr (GList) here = json_object_get_members (into);
  g_autoptr (GList) there = json_object_get_members (from);

  for (GList *l = here; l != NULL; l = l->next)
    if (is_text (l->data, status) && !json_object_has_member (from, l->data))
      json_object_remove_member (into, l->data);
  for (GList *l = there; l != NULL; l = l->next)
    if (is_text (l->data, status))
      take_member (into, from, l->data);
}

static gboolean
restore (JsonObject  *into,
         JsonObject  *from,
         const char  *subject,
         GError     **error)
{
  const char *colon = subject != NULL ? strchr (subject, ':') : NULL;

  if (subject == NULL)
    restore_whole (into, from);
  else if (colon == NULL)
    return restore_member (into, from, subject, error);
  else
    {
      for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
        if (strlen (lists[i].subject) == (gsize) (colon - subject) && strncmp (lists[i].subject, subject, colon - subject) == 0)
          return restore_thing (into, from, &lists[i], colon + 1, error);
      return refuse (error, _("This is not taken from an older version."));
    }
  return TRUE;
}

/**
 * herald_restore_subject:
 * @into: a document
 * @from: another state of it
 * @subject: (nullable): what of it; %NULL: the whole
 * @error: return location for a %HERALD_MODEL_ERROR_NEWER or %HERALD_MODEL_ERROR_USAGE
 *
 * A thing that is in both keeps its place. A block with a picture brings along what is known of the picture. What
 * publishing alone writes stays as it is. Approvals are given by persons and not restored one by one; with the whole they
 * come along, as they hold for its words only.
 *
 * Returns: (transfer full) (nullable): @into with the subject as it is in @from
 */
HeraldDocument *
herald_restore_subject (HeraldDocument  *into,
                        HeraldDocument  *from,
                        const char      *subject,
                        GError         **error)
{
  g_autoptr (JsonNode) into_node = NULL;
  g_autoptr (JsonNode) from_node = NULL;

  g_return_val_if_fail (into != NULL, NULL);
  g_return_val_if_fail (from != NULL, NULL);

  if (herald_document_is_newer (into) || herald_document_is_newer (from))
    {
      g_set_error_literal (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_NEWER,
                           _("It was written by a newer Herald and can only be read here."));
      return NULL;
    }
  if (g_strcmp0 (herald_document_get_id (into), herald_document_get_id (from)) != 0 ||
      herald_document_get_kind (into) != herald_document_get_kind (from))
    {
      refuse (error, _("This version belongs to something else."));
      return NULL;
    }
  into_node = herald_document_to_node (into);
  from_node = herald_document_to_node (from);
  if (!restore (json_node_get_object (into_node), json_node_get_object (from_node), subject, error))
    return NULL;
  return herald_document_new (into_node, error);
}
