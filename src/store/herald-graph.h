/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-database.h"

G_BEGIN_DECLS

/* A version as its place in the history: what can be told without reading it. */
typedef struct _HeraldGraphNode
{
  char    *hash;
  gint64   row;
  gint64   time;       /* seconds since 1970 */
  char   **parents;    /* hashes; not all need be here */
  guint    number;     /* 1 for a first version, else one more than the greatest of its parents here */
  gint64   place;      /* its time, or the latest place of its parents here if that is later: no clock puts a child before */
  gboolean in_place;   /* number and place are stored so */
  int      folds;      /* as stored; -1: not known */
  GSList  *children;   /* of HeraldGraphNode, borrowed */
} HeraldGraphNode;

/* The versions of one document that are here. */
typedef struct
{
  GPtrArray  *nodes;    /* of HeraldGraphNode: by place, newest first, never a parent before its child */
  GHashTable *by_hash;  /* hash -> node, borrowed */
  gboolean    has_gaps; /* a parent is not here */
  GPtrArray  *circular; /* of HeraldGraphNode, borrowed: their own ancestors, which only damage makes, and what came of those */
} HeraldGraph;

HeraldGraph *herald_graph_load            (HeraldDatabase      *database,
                                           gint64               document_row,
                                           GError             **error);
void         herald_graph_free            (HeraldGraph         *graph);
gboolean     herald_graph_leads_to        (HeraldGraph         *graph,
                                           const char          *ancestor,
                                           const char          *descendant);
guint        herald_graph_count           (HeraldGraph         *graph,
                                           const char          *head);
/* The head that is shown (section 7 of the design). */
const char  *herald_graph_choose_head     (HeraldGraph         *graph,
                                           const char * const  *heads,
                                           const char          *base);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldGraph, herald_graph_free)

G_END_DECLS
