/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-version.h"

G_BEGIN_DECLS

/* The history of some heads, as far as it is here. */
typedef struct _HeraldMergeGraph HeraldMergeGraph;

/* NULL with HERALD_MERGE_ERROR_DAMAGED: versions are their own ancestors. parents is asked once about each version. */
HeraldMergeGraph *herald_merge_graph_new        (const char * const      *heads,
                                                 HeraldParentsFunc        parents,
                                                 gpointer                 user_data,
                                                 GError                 **error);
void              herald_merge_graph_free       (HeraldMergeGraph        *self);
/* A HeraldParentsFunc; user_data is the graph. */
char            **herald_merge_graph_dup_parents (const char             *hash,
                                                 gpointer                 graph);
/* The nearest common ancestors of other and any of ones (the first n_ones): sorted hashes. */
char            **herald_merge_graph_find_bases (HeraldMergeGraph        *self,
                                                 const char * const      *ones,
                                                 guint                    n_ones,
                                                 const char              *other,
                                                 GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldMergeGraph, herald_merge_graph_free)

G_END_DECLS
