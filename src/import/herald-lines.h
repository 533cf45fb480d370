/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One paragraph of the text, or one short line that stands by itself. */
typedef struct
{
  char     *text;       /* trimmed, not empty */
  gboolean  after_gap;  /* a blank line, or the start of the text, stands before it */
} HeraldLine;

/* (element-type HeraldLine) */
GPtrArray *herald_lines_read (const char *text,
                              gsize       length);

G_END_DECLS
