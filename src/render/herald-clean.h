/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One stretch of a text that is set in one way. */
typedef struct
{
  char       *text;     /* clean */
  gboolean    strong;
  gboolean    emphasis;
  char       *url;      /* allowed, or NULL */
} HeraldRun;

char   *herald_clean_text (const char *text);
char   *herald_clean_line (const char *text);
char   *herald_clean_slug (const char *text,
                           gsize       max_length);
GArray *herald_clean_runs (const char *text,
                           GArray     *marks);  /* of HeraldRun */

G_END_DECLS
