/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What a member of a document, or one thing in a list of it, says to people: no ids, no hashes, no JSON. */
char *herald_words_of_member (const char *member, /* "embargo", "tags", "body": of one block */
                              JsonNode   *node);

G_END_DECLS
