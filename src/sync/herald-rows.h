/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Reads an object with one long array in it ({"results":[row, row, ...],"last_seq":...}) row by row, so that a long
 * reply needs the memory of its rows alone, and a row that is refused does not spoil the others. */
typedef struct _HeraldRows HeraldRows;

/* row: (transfer full), or NULL with why it is refused (borrowed). */
typedef void (*HeraldRowFunc) (JsonNode *row, const GError *why, gpointer user_data);

HeraldRows *herald_rows_new    (gsize          max_size,
                                gsize          max_row,
                                HeraldRowFunc  func,
                                gpointer       user_data);
gboolean    herald_rows_feed   (HeraldRows    *rows,
                                const char    *data,
                                gsize          length,
                                GError       **error);
/* In a HeraldRowFunc: what the row says, also one that is refused. As much of it as is kept; anything may stand in it. */
const char *herald_rows_get_text (HeraldRows  *rows);
JsonNode   *herald_rows_finish (HeraldRows    *rows,
                                GError       **error); /* the object, its array empty */
void        herald_rows_free   (HeraldRows    *rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldRows, herald_rows_free)

G_END_DECLS
