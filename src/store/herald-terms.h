/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What counts as a word in a search: the same rules for the index, for the query and for what is not indexed yet. */

/* folded: length bytes, not terminated. beside: the word stands at the place of the one before. Returns FALSE to
 * stop. */
typedef gboolean (*HeraldTermFunc) (const char *folded,
                                    gsize       length,
                                    gsize       start,
                                    gsize       end,
                                    gboolean    beside,
                                    gpointer    data);

void     herald_terms_split   (const char     *text,
                               gsize           length,
                               gboolean        query,
                               HeraldTermFunc  func,
                               gpointer        data);

/* What somebody looks for: every word of it must occur, each may go on (type-ahead). */
typedef struct _HeraldTerms HeraldTerms;

HeraldTerms *herald_terms_new         (const char             *words);
void              herald_terms_free        (HeraldTerms       *query);
gboolean          herald_terms_is_empty    (const HeraldTerms *query);
char             *herald_terms_to_fts5     (const HeraldTerms *query);
gboolean          herald_terms_matches     (const HeraldTerms *query,
                                                  const char             *text);
char             *herald_terms_get_snippet (const HeraldTerms *query,
                                                  const char             *text);
char             *herald_terms_mark        (const HeraldTerms *query,
                                                  const char             *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldTerms, herald_terms_free)

G_END_DECLS
