/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-members.h"

/**
 * herald_node_object:
 * @node: (nullable): a node from outside
 *
 * Returns: (transfer none) (nullable): its object
 */
JsonObject *
herald_node_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * herald_node_string:
 * @node: (nullable): a node from outside
 *
 * Returns: (transfer none) (nullable): its string
 */
const char *
herald_node_string (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

/**
 * herald_member_string:
 * @object: (nullable): an object from outside
 * @name: a member
 *
 * Returns: (transfer none) (nullable): its string
 */
const char *
herald_member_string (JsonObject *object,
                      const char *name)
{
  return object != NULL ? herald_node_string (json_object_get_member (object, name)) : NULL;
}

/**
 * herald_member_object:
 * @object: (nullable): an object from outside
 * @name: a member
 *
 * Returns: (transfer none) (nullable): the object that it holds
 */
JsonObject *
herald_member_object (JsonObject *object,
                      const char *name)
{
  return object != NULL ? herald_node_object (json_object_get_member (object, name)) : NULL;
}

/**
 * herald_member_array:
 * @object: (nullable): an object from outside
 * @name: a member
 *
 * Returns: (transfer none) (nullable): the array that it holds
 */
JsonArray *
herald_member_array (JsonObject *object,
                     const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * herald_member_is_true:
 * @object: (nullable): an object from outside
 * @name: a member
 *
 * Returns: whether it is there, and true
 */
gboolean
herald_member_is_true (JsonObject *object,
                       const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN &&
         json_node_get_boolean (node);
}
