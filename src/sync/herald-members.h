/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Members of an object from outside: NULL, or FALSE, unless it is there and of that type. Nothing is copied. */
const char *herald_member_string  (JsonObject *object,
                                   const char *name);
JsonObject *herald_member_object  (JsonObject *object,
                                   const char *name);
JsonArray  *herald_member_array   (JsonObject *object,
                                   const char *name);
gboolean    herald_member_is_true (JsonObject *object,
                                   const char *name);
/* NULL unless the node is an object. */
JsonObject *herald_node_object    (JsonNode   *node);
/* NULL unless it is a string. */
const char *herald_node_string    (JsonNode   *node);

G_END_DECLS
