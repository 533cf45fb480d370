/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-graph.h"

static void
free_node (gpointer data)
{
  HeraldGraphNode *node = data;

  g_free (node->hash);
  g_strfreev (node->parents);
  g_free (node);
}

static char **
read_parents (HeraldStatement *statement,
              int              column)
{
  g_autoptr(GPtrArray) parents = g_ptr_array_new ();
  const guint8 *bytes = sqlite3_column_blob (statement, column);
  gsize length = sqlite3_column_bytes (statement, column);

  for (gsize i = 0; i + 32 <= length; i += 32)
    g_ptr_array_add (parents, herald_hash_from_bytes (bytes + i));
  g_ptr_array_add (parents, NULL);

  return (char **) g_ptr_array_steal (parents, NULL);
}

static gboolean
load_nodes (HeraldGraph     *graph,
            HeraldDatabase  *database,
            gint64           document_row,
            GError         **error)
{
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;

  statement = herald_database_query (database, error, "SELECT hash, time, parents FROM versions WHERE document = ?", "i", document_row);
  if (statement == NULL)
    return FALSE;

  while (herald_database_next (database, statement, &problem))
    {
      HeraldGraphNode *node = g_new0 (HeraldGraphNode, 1);

      node->hash = herald_statement_get_hash (statement, 0);
      node->time = sqlite3_column_int64 (statement, 1);
      node->parents = read_parents (statement, 2);
      g_ptr_array_add (graph->nodes, node);
      g_hash_table_insert (graph->by_hash, node->hash, node);
    }

  return herald_database_pass_on (&problem, error);
}

static gboolean
is_newer (const HeraldGraphNode *a,
          const HeraldGraphNode *b)
{
  return a->time > b->time || (a->time == b->time && g_strcmp0 (a->hash, b->hash) < 0);
}

static HeraldGraphNode *
take_newest (GPtrArray *ready)
{
  guint newest = 0;

  for (guint i = 1; i < ready->len; i++)
    {
      if (is_newer (g_ptr_array_index (ready, i), g_ptr_array_index (ready, newest)))
        newest = i;
    }

  return g_ptr_array_remove_index_fast (ready, newest);
}

/* Children first, among those the newest: clocks of several computers may disagree, the graph does not. */
static void
sort_nodes (HeraldGraph *graph)
{
  g_autoptr(GHashTable) waiting = g_hash_table_new (NULL, NULL);
  g_autoptr(GPtrArray) ready = g_ptr_array_new ();
  GPtrArray *sorted = g_ptr_array_new_with_free_func (free_node);

  for (guint i = 0; i < graph->nodes->len; i++)
    {
      HeraldGraphNode *node = g_ptr_array_index (graph->nodes, i);

      g_hash_table_insert (waiting, node, GUINT_TO_POINTER (node->n_children));
      if (node->n_children == 0)
        g_ptr_array_add (ready, node);
    }

  while (ready->len > 0)
    {
      HeraldGraphNode *node = take_newest (ready);

      g_ptr_array_add (sorted, node);
      for (gsize i = 0; node->parents[i] != NULL; i++)
        {
          HeraldGraphNode *parent = g_hash_table_lookup (graph->by_hash, node->parents[i]);
          guint left = parent ? GPOINTER_TO_UINT (g_hash_table_lookup (waiting, parent)) - 1 : 0;

          if (parent == NULL)
            continue;
          g_hash_table_insert (waiting, parent, GUINT_TO_POINTER (left));
          if (left == 0)
            g_ptr_array_add (ready, parent);
        }
    }

  /* A hash cannot be its own ancestor's: only in a damaged library is anything left. It is shown all the same. */
  for (guint i = 0; i < graph->nodes->len && sorted->len < graph->nodes->len; i++)
    {
      if (g_hash_table_lookup (waiting, g_ptr_array_index (graph->nodes, i)) != NULL)
        g_ptr_array_add (sorted, g_ptr_array_index (graph->nodes, i));
    }
  g_ptr_array_set_free_func (graph->nodes, NULL);
  g_ptr_array_unref (graph->nodes);
  graph->nodes = sorted;
}

static void
link_nodes (HeraldGraph *graph)
{
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      HeraldGraphNode *node = g_ptr_array_index (graph->nodes, i);

      for (gsize j = 0; node->parents[j] != NULL; j++)
        {
          HeraldGraphNode *parent = g_hash_table_lookup (graph->by_hash, node->parents[j]);

          if (parent != NULL)
            parent->n_children++;
        }
    }
}

static void
number_nodes (HeraldGraph *graph)
{
  for (guint i = graph->nodes->len; i-- > 0;)
    {
      HeraldGraphNode *node = g_ptr_array_index (graph->nodes, i);

      node->number = 1;
      for (gsize j = 0; node->parents[j] != NULL; j++)
        {
          HeraldGraphNode *parent = g_hash_table_lookup (graph->by_hash, node->parents[j]);

          if (parent != NULL)
            node->number = MAX (node->number, parent->number + 1);
        }
    }
}

/**
 * herald_graph_load:
 * @database: a connection
 * @document_row: whose history
 * @error: return location for an error
 *
 * Reads where the versions of a document stand to each other, without the versions.
 *
 * Returns: (transfer full) (nullable): the graph, which may be empty
 */
HeraldGraph *
herald_graph_load (HeraldDatabase  *database,
                   gint64           document_row,
                   GError         **error)
{
  g_autoptr(HeraldGraph) graph = g_new0 (HeraldGraph, 1);

  graph->nodes = g_ptr_array_new_with_free_func (free_node);
  graph->by_hash = g_hash_table_new (g_str_hash, g_str_equal);
  if (!load_nodes (graph, database, document_row, error))
    return NULL;

  link_nodes (graph);
  sort_nodes (graph);
  number_nodes (graph);

  return g_steal_pointer (&graph);
}

/**
 * herald_graph_free:
 * @graph: (transfer full): a graph
 */
void
herald_graph_free (HeraldGraph *graph)
{
  g_hash_table_unref (graph->by_hash);
  g_ptr_array_unref (graph->nodes);
  g_free (graph);
}

/* All versions that lead to one, it included. */
static GHashTable *
collect_ancestors (HeraldGraph *graph,
                   const char  *hash)
{
  GHashTable *seen = g_hash_table_new (NULL, NULL);
  g_autoptr(GPtrArray) open = g_ptr_array_new ();
  HeraldGraphNode *first = g_hash_table_lookup (graph->by_hash, hash);

  if (first != NULL)
    g_ptr_array_add (open, first);
  while (open->len > 0)
    {
      HeraldGraphNode *node = g_ptr_array_remove_index_fast (open, open->len - 1);

      if (!g_hash_table_add (seen, node))
        continue;
      for (gsize i = 0; node->parents[i] != NULL; i++)
        {
          HeraldGraphNode *parent = g_hash_table_lookup (graph->by_hash, node->parents[i]);

          if (parent != NULL)
            g_ptr_array_add (open, parent);
        }
    }

  return seen;
}

/**
 * herald_graph_leads_to:
 * @graph: a graph
 * @ancestor: a version
 * @descendant: a version
 *
 * Returns: whether @descendant is @ancestor or was made from it, as far as is known here
 */
gboolean
herald_graph_leads_to (HeraldGraph *graph,
                       const char  *ancestor,
                       const char  *descendant)
{
  g_autoptr(GHashTable) ancestors = collect_ancestors (graph, descendant);
  HeraldGraphNode *node = g_hash_table_lookup (graph->by_hash, ancestor);

  return node != NULL && g_hash_table_contains (ancestors, node);
}

/**
 * herald_graph_count:
 * @graph: a graph
 * @head: a version
 *
 * Returns: how many versions lead to it, it included
 */
guint
herald_graph_count (HeraldGraph *graph,
                    const char  *head)
{
  g_autoptr(GHashTable) ancestors = collect_ancestors (graph, head);

  return g_hash_table_size (ancestors);
}

/**
 * herald_graph_choose_head:
 * @graph: a graph
 * @heads: hashes
 * @base: (nullable): what the working copy descends from
 *
 * The head that the working copy descends from, or that was made from what it descends from; among several, and
 * where there is none such, the later one, then the one with the smaller hash.
 *
 * Returns: (transfer none) (nullable): the head that is shown, %NULL if there are none
 */
const char *
herald_graph_choose_head (HeraldGraph         *graph,
                          const char * const  *heads,
                          const char          *base)
{
  const HeraldGraphNode *chosen = NULL;
  gboolean chosen_related = FALSE;

  if (base != NULL && g_strv_contains (heads, base))
    {
      const HeraldGraphNode *node = g_hash_table_lookup (graph->by_hash, base);

      return node ? node->hash : NULL;
    }

  for (gsize i = 0; heads[i] != NULL; i++)
    {
      const HeraldGraphNode *node = g_hash_table_lookup (graph->by_hash, heads[i]);
      gboolean related = node != NULL && base != NULL && herald_graph_leads_to (graph, base, heads[i]);

      if (node == NULL || (chosen_related && !related))
        continue;
      if (chosen == NULL || related != chosen_related || is_newer (node, chosen))
        {
          chosen = node;
          chosen_related = related;
        }
    }

  return chosen ? chosen->hash : NULL;
}
