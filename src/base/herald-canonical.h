/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* RFC 8785 (JSON Canonicalization Scheme), integers only. */
char   *herald_canonical_to_string (JsonNode *node,
                                    gsize    *length);
GBytes *herald_canonical_to_bytes  (JsonNode *node);
/* For people: the same members in the same order, two spaces of indent, final newline. */
char   *herald_canonical_to_pretty (JsonNode *node);
char   *herald_canonical_hash      (JsonNode *node);  /* SHA-256 of the canonical form, lower-case hex */

G_END_DECLS
