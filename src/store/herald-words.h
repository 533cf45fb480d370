/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What counts as a word in a search: the same rules for the index, for the query and for what is not indexed yet. */

/* folded: length bytes, not terminated. beside: the word stands at the place of the one before. Returns FALSE to
 * stop. */
typedef gboolean (*HeraldWordFunc) (const char *folded,
                                    gsize       length,
                                    gsize       start,
                                    gsize       end,
                                    gboolean    beside,
                                    gpointer    data);

void     herald_words_split   (const char     *text,
                               gsize           length,
                               gboolean        query,
                               HeraldWordFunc  func,
                               gpointer        data);

/* What somebody looks for: every word of it must occur, each may go on (type-ahead). */
typedef struct _HeraldWordsQuery HeraldWordsQuery;

HeraldWordsQuery *herald_words_query_new         (const char             *words);
void              herald_words_query_free        (HeraldWordsQuery       *query);
gboolean          herald_words_query_is_empty    (const HeraldWordsQuery *query);
char             *herald_words_query_to_fts5     (const HeraldWordsQuery *query);
gboolean          herald_words_query_matches     (const HeraldWordsQuery *query,
                                                  const char             *text);
char             *herald_words_query_get_snippet (const HeraldWordsQuery *query,
                                                  const char             *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldWordsQuery, herald_words_query_free)

G_END_DECLS
