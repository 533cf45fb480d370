/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  HERALD_MARK_STRONG,
  HERALD_MARK_EMPHASIS,
  HERALD_MARK_LINK,
} HeraldMarkKind;

/* [start, length, kind, url?] in code points. */
typedef struct
{
  guint          start;
  guint          length;
  HeraldMarkKind kind;
  char          *url; /* links only */
} HeraldMark;

GArray     *herald_marks_new       (void);            /* of HeraldMark; frees the URLs */
GArray     *herald_marks_copy      (GArray     *marks);
void        herald_marks_add       (GArray     *marks,
                                    guint       start,
                                    guint       length,
                                    HeraldMarkKind kind,
                                    const char *url);
/* Sorted, disjoint per kind, joined when adjacent, inside a text of n_chars. */
void        herald_marks_normalise (GArray     *marks,
                                    guint       n_chars);
gboolean    herald_marks_equal     (GArray     *a,
                                    GArray     *b);

/* Schemes that a link may have: http, https, mailto, tel. */
gboolean    herald_url_is_allowed  (const char *url);

G_END_DECLS
