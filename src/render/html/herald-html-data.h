/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "herald-content.h"

G_BEGIN_DECLS

JsonNode *herald_html_make_data (const HeraldContent *content,
                                 GPtrArray           *media); /* of HeraldMediaFile */

G_END_DECLS
