/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-graph.h"

static void
free_node (gpointer data)
{
  HeraldGraphNode *node = data;

  g_free (node->hash);
  g_strfreev (node->parents);
  g_slist_free (node->children);
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

/* A number that is not stored is 0. */
static HeraldGraphNode *
read_node (HeraldStatement *statement)
{
  HeraldGraphNode *node = g_new0 (HeraldGraphNode, 1);

  node->hash = herald_statement_get_hash (statement, 0);
  node->time = sqlite3_column_int64 (statement, 1);
  node->parents = read_parents (statement, 2);
  node->row = sqlite3_column_int64 (statement, 3);
  node->number = sqlite3_column_int (statement, 4);
  node->place = sqlite3_column_int64 (statement, 5);
  node->folds = sqlite3_column_type (statement, 6) == SQLITE_NULL ? -1 : sqlite3_column_int (statement, 6);

  return node;
}

static gboolean
load_nodes (HeraldGraph     *graph,
            HeraldDatabase  *database,
            gint64           document_row,
            GError         **error)
{
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;

  statement = herald_database_query (database, error, "SELECT hash, time, parents, row, number, place, folds FROM versions WHERE document = ?", "i", document_row);
  if (statement == NULL)
    return FALSE;

  while (herald_database_next (database, statement, &problem))
    {
      HeraldGraphNode *node = read_node (statement);

      if (node->hash == NULL || g_hash_table_contains (graph->by_hash, node->hash)) /* only in a damaged library */
        {
          free_node (node);
          continue;
        }
      g_hash_table_insert (graph->by_hash, node->hash, node);
      g_ptr_array_add (graph->nodes, node);
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
get_parent (HeraldGraph           *graph,
            const HeraldGraphNode *node,
            gsize                  i)
{
  return g_hash_table_lookup (graph->by_hash, node->parents[i]);
}

/* Returns how many of its parents are here. */
static guint
link_node (HeraldGraph     *graph,
           HeraldGraphNode *node)
{
  guint n_parents = 0;

  for (gsize i = 0; node->parents[i] != NULL; i++)
    {
      HeraldGraphNode *parent = get_parent (graph, node, i);

      if (parent != NULL)
        {
          parent->children = g_slist_prepend (parent->children, node);
          n_parents++;
        }
      else
        graph->has_gaps = TRUE;
    }

  return n_parents;
}

static void
place_node (HeraldGraph     *graph,
            HeraldGraphNode *node)
{
  guint number = 1;
  gint64 place = node->time;

  for (gsize i = 0; node->parents[i] != NULL; i++)
    {
      HeraldGraphNode *parent = get_parent (graph, node, i);

      if (parent == NULL)
        continue;
      number = MAX (number, parent->number + 1);
      place = MAX (place, parent->place);
    }
  node->in_place = node->number == number && node->place == place;
  node->number = number;
  node->place = place;
}

/* A hash cannot be its own ancestor's: only in a damaged library is anything left over. It is shown all the same. */
static void
place_circular (HeraldGraph *graph,
                GHashTable  *waiting)
{
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      HeraldGraphNode *node = g_ptr_array_index (graph->nodes, i);

      if (!g_hash_table_contains (waiting, node))
        continue;
      node->in_place = node->number == 1 && node->place == node->time;
      node->number = 1;
      node->place = node->time;
      g_ptr_array_add (graph->circular, node);
    }
}

/* Parents first (A. B. Kahn, "Topological sorting of large networks", 1962), each when all its parents are done. */
static void
place_nodes (HeraldGraph *graph)
{
  g_autoptr(GHashTable) waiting = g_hash_table_new (NULL, NULL); /* node -> how many of its parents are not done */
  g_autoptr(GPtrArray) ready = g_ptr_array_new ();

  for (guint i = 0; i < graph->nodes->len; i++)
    {
      HeraldGraphNode *node = g_ptr_array_index (graph->nodes, i);
      guint n_parents = link_node (graph, node);

      g_hash_table_insert (waiting, node, GUINT_TO_POINTER (n_parents));
      if (n_parents == 0)
        g_ptr_array_add (ready, node);
    }

  while (ready->len > 0)
    {
      HeraldGraphNode *node = g_ptr_array_remove_index_fast (ready, ready->len - 1);

      place_node (graph, node);
      g_hash_table_remove (waiting, node);
      for (GSList *child = node->children; child != NULL; child = child->next)
        {
          guint left = GPOINTER_TO_UINT (g_hash_table_lookup (waiting, child->data)) - 1;

          g_hash_table_insert (waiting, child->data, GUINT_TO_POINTER (left));
          if (left == 0)
            g_ptr_array_add (ready, child->data);
        }
    }
  place_circular (graph, waiting);
}

/* The order of the index versions_in_order, from its end. */
static int
compare_nodes (gconstpointer a,
               gconstpointer b)
{
  const HeraldGraphNode *x = *(HeraldGraphNode * const *) a;
  const HeraldGraphNode *y = *(HeraldGraphNode * const *) b;

  if (x->place != y->place)
    return x->place > y->place ? -1 : 1;
  if (x->number != y->number)
    return x->number > y->number ? -1 : 1;
  if (x->folds != y->folds)
    return x->folds > y->folds ? -1 : 1;

  return x->row > y->row ? -1 : x->row < y->row;
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
  graph->circular = g_ptr_array_new ();
  if (!load_nodes (graph, database, document_row, error))
    return NULL;

  place_nodes (graph);
  g_ptr_array_sort (graph->nodes, compare_nodes);

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
  g_ptr_array_unref (graph->circular);
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
