/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-database.h"

G_BEGIN_DECLS

/* Every connection needs the tokenizer before it touches the index. */
gboolean herald_search_register   (HeraldDatabase  *database,
                                   GError         **error);
/* Indexes what is not indexed yet, for at most budget_us; more: there is some left. In a transaction of its own. */
gboolean herald_search_run_slice  (HeraldDatabase  *database,
                                   gint64           budget_us,
                                   gboolean        *more,
                                   GError         **error);
gboolean herald_search_get_backlog (HeraldDatabase *database,
                                   gint64          *n_documents,
                                   GError         **error);
/* Inside a transaction: the index forgets a document. */
gboolean herald_search_forget     (HeraldDatabase  *database,
                                   gint64           document,
                                   GError         **error);
/* Inside a transaction: what was forgotten is to be wiped from the index's old parts, in later slices. */
gboolean herald_search_begin_tidying (HeraldDatabase *database,
                                   GError         **error);
/* The words that were indexed, unpacked from column of a row. */
char    *herald_search_get_text   (HeraldStatement *statement,
                                   int              column,
                                   GError         **error);

G_END_DECLS
