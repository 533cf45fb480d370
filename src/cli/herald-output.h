/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Data goes to standard output, always in UTF-8; messages go to standard error. */
void      herald_print           (const char  *format,
                                  ...) G_GNUC_PRINTF (1, 2);
void      herald_print_node      (JsonNode    *node);
void      herald_print_object    (JsonObject  *object);
void      herald_print_array     (JsonArray   *array);
void      herald_object_set_string (JsonObject *object,
                                  const char  *name,
                                  const char  *value);
gboolean  herald_print_finish    (GError     **error);
gboolean  herald_print_is_tty    (void);
gboolean  herald_print_in_colour (void);
void      herald_warn            (const char  *message);

G_END_DECLS
