/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The strict reader that stands before everything from outside (section 3 of the design). */

#define HERALD_JSON_MAX_DEPTH   64
#define HERALD_JSON_MAX_SIZE    (64 * 1024 * 1024)
#define HERALD_JSON_MAX_VALUES  2000000 /* in one text */
#define HERALD_JSON_MAX_MEMBERS 10000   /* in one object */

#define HERALD_JSON_ERROR (herald_json_error_quark ())
GQuark herald_json_error_quark (void);

typedef enum
{
  HERALD_JSON_ERROR_INVALID,   /* not JSON, or JSON that Herald refuses; the message names line, column and reason */
  HERALD_JSON_ERROR_TOO_LARGE, /* over the size cap */
} HeraldJsonError;

typedef struct _HeraldJsonReader HeraldJsonReader;

HeraldJsonReader *herald_json_reader_new    (gsize              max_size);
void              herald_json_reader_free   (HeraldJsonReader  *reader);
gboolean          herald_json_reader_feed   (HeraldJsonReader  *reader,
                                             const char        *data,
                                             gsize              length,
                                             GError           **error);
JsonNode         *herald_json_reader_finish (HeraldJsonReader  *reader,
                                             GError           **error);

JsonNode         *herald_json_parse         (const char        *data,
                                             gssize             length,
                                             GError           **error);
JsonNode         *herald_json_parse_bytes   (GBytes            *bytes,
                                             GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldJsonReader, herald_json_reader_free)

G_END_DECLS
