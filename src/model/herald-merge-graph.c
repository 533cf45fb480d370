/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-merge-graph.h"

#include <string.h>

#include "herald-i18n.h"
#include "herald-merge-version.h"

typedef struct
{
  char    *hash;
  GArray  *parents;    /* of guint: places in nodes */
  guint    n_children; /* not yet in order, while they are put in order */
  gboolean is_here;
} Node;

struct _HeraldMergeGraph
{
  GArray     *nodes;  /* of Node */
  GHashTable *places; /* hash -> place in nodes + 1 */
  GArray     *order;  /* of guint: places in nodes, each before all of its ancestors */
  guint      *ranks;  /* by place in nodes: place in order */
  guint8     *paint;  /* by place in nodes */
};

/* What is known of a version: of which side it is an ancestor, and whether of a common ancestor. */
enum
{
  ONE = 1 << 0,
  OTHER = 1 << 1,
  FARTHER = 1 << 2,
};

static void
clear_node (gpointer data)
{
  Node *node = data;

  g_free (node->hash);
  g_clear_pointer (&node->parents, g_array_unref);
}

static Node *
get_node (HeraldMergeGraph *self,
          guint             place)
{
  return &g_array_index (self->nodes, Node, place);
}

static guint
add_node (HeraldMergeGraph *self,
          const char       *hash)
{
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, hash));
  Node node = { NULL, NULL, 0, FALSE };

  if (known > 0)
    return known - 1;
  node.hash = g_strdup (hash);
  node.parents = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (self->nodes, node);
  g_hash_table_insert (self->places, node.hash, GUINT_TO_POINTER (self->nodes->len));
  return self->nodes->len - 1;
}

/* New nodes are added behind the others, so that walking over all of them walks over the whole history. */
static void
add_ancestors (HeraldMergeGraph  *self,
               HeraldParentsFunc  look_up,
               gpointer           user_data)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      g_auto (GStrv) parents = look_up (get_node (self, i)->hash, user_data);

      get_node (self, i)->is_here = parents != NULL;
      for (guint k = 0; parents != NULL && parents[k] != NULL; k++)
        {
          guint parent = add_node (self, parents[k]);

          get_node (self, parent)->n_children++;
          g_array_append_val (get_node (self, i)->parents, parent);
        }
    }
}

/* Kahn, "Topological sorting of large networks" (1962). FALSE: there is a cycle. */
static gboolean
put_in_order (HeraldMergeGraph *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    if (get_node (self, i)->n_children == 0)
      g_array_append_val (self->order, i);
  for (guint i = 0; i < self->order->len; i++)
    {
      guint place = g_array_index (self->order, guint, i);
      GArray *parents = get_node (self, place)->parents;

      self->ranks[place] = i;
      for (guint k = 0; k < parents->len; k++)
        if (--get_node (self, g_array_index (parents, guint, k))->n_children == 0)
          g_array_append_val (self->order, g_array_index (parents, guint, k));
    }
  return self->order->len == self->nodes->len;
}

/**
 * herald_merge_graph_new:
 * @heads: (array zero-terminated=1): hashes of versions
 * @parents: looks up the parents of a version
 * @user_data: for @parents
 * @error: return location for an error of #HERALD_MERGE_ERROR
 *
 * Returns: (transfer full) (nullable): @heads and all their ancestors
 */
HeraldMergeGraph *
herald_merge_graph_new (const char * const  *heads,
                        HeraldParentsFunc    parents,
                        gpointer             user_data,
                        GError             **error)
{
  g_autoptr (HeraldMergeGraph) self = g_new0 (HeraldMergeGraph, 1);

  g_return_val_if_fail (heads != NULL, NULL);
  g_return_val_if_fail (parents != NULL, NULL);

  self->nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  g_array_set_clear_func (self->nodes, clear_node);
  self->places = g_hash_table_new (g_str_hash, g_str_equal);
  self->order = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; heads[i] != NULL; i++)
    add_node (self, heads[i]);
  add_ancestors (self, parents, user_data);
  self->ranks = g_new (guint, self->nodes->len + 1);
  self->paint = g_new (guint8, self->nodes->len + 1);
  if (put_in_order (self))
    return g_steal_pointer (&self);
  g_set_error_literal (error, HERALD_MERGE_ERROR, HERALD_MERGE_ERROR_DAMAGED,
                       _("The history is damaged: versions are their own ancestors"));
  return NULL;
}

/**
 * herald_merge_graph_free:
 * @self: (nullable) (transfer full): a graph
 */
void
herald_merge_graph_free (HeraldMergeGraph *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->places);
  g_array_unref (self->nodes);
  g_array_unref (self->order);
  g_free (self->ranks);
  g_free (self->paint);
  g_free (self);
}

/**
 * herald_merge_graph_dup_parents:
 * @hash: of a version of the graph
 * @graph: a #HeraldMergeGraph
 *
 * Returns: (transfer full) (nullable): the hashes of its parents; %NULL: it is not here
 */
char **
herald_merge_graph_dup_parents (const char *hash,
                                gpointer    graph)
{
  HeraldMergeGraph *self = graph;
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, hash));
  char **parents;
  const Node *node;

  if (known == 0 || !get_node (self, known - 1)->is_here)
    return NULL;
  node = get_node (self, known - 1);
  parents = g_new0 (char *, node->parents->len + 1);
  for (guint i = 0; i < node->parents->len; i++)
    parents[i] = g_strdup (get_node (self, g_array_index (node->parents, guint, i))->hash);
  return parents;
}

/* n_open: how many versions have been painted, not been visited yet, and can lead to a nearest common ancestor. */
static void
paint (HeraldMergeGraph *self,
       guint             place,
       guint8            colours,
       guint            *n_open)
{
  guint8 before = self->paint[place];
  guint8 after = before | colours;
  gboolean was_open = before != 0 && (before & FARTHER) == 0;

  self->paint[place] = after;
  *n_open += (after & FARTHER) == 0;
  *n_open -= was_open;
}

static void
paint_parents (HeraldMergeGraph *self,
               const Node       *node,
               guint8            colours,
               guint            *n_open)
{
  for (guint i = 0; i < node->parents->len; i++)
    paint (self, g_array_index (node->parents, guint, i), colours, n_open);
}

static guint
find_place (HeraldMergeGraph *self,
            const char       *hash)
{
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, hash));

  g_assert (known > 0);
  return known - 1;
}

/* Each version is visited before its ancestors, and only until nothing but ancestors of common ancestors is left: the
 * work is for what has happened since the bases, however long the history. NULL: a version is missing on the way, which
 * could itself be a nearest common ancestor, or lead to it. */
static GPtrArray *
collect_bases (HeraldMergeGraph *self,
               guint             rank,
               guint             n_open)
{
  g_autoptr (GPtrArray) bases = g_ptr_array_new_with_free_func (g_free);

  for (; n_open > 0; rank++)
    {
      guint place = g_array_index (self->order, guint, rank);
      const Node *node = get_node (self, place);
      guint8 colours = self->paint[place];

      if (colours == 0)
        continue;
      n_open -= (colours & FARTHER) == 0;
      if (colours == (ONE | OTHER))
        {
          g_ptr_array_add (bases, g_strdup (node->hash));
          colours |= FARTHER;
        }
      else if ((colours & FARTHER) == 0 && !node->is_here)
        return NULL;
      paint_parents (self, node, colours, &n_open);
    }
  return g_steal_pointer (&bases);
}

static int
compare_hashes (gconstpointer a,
                gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/**
 * herald_merge_graph_find_bases:
 * @self: a graph
 * @ones: hashes of versions of it
 * @n_ones: how many
 * @other: another version of it
 * @error: return location for a %HERALD_MERGE_ERROR_MISSING
 *
 * A version counts as an ancestor of itself.
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): the common ancestors of @other and of one of @ones at
 *   least that are not an ancestor of another such one, sorted
 */
char **
herald_merge_graph_find_bases (HeraldMergeGraph    *self,
                               const char * const  *ones,
                               guint                n_ones,
                               const char          *other,
                               GError             **error)
{
  guint place = find_place (self, other);
  guint first = self->ranks[place], n_open = 0;
  g_autoptr (GPtrArray) bases = NULL;

  memset (self->paint, 0, self->nodes->len);
  paint (self, place, OTHER, &n_open);
  for (guint i = 0; i < n_ones; i++)
    {
      place = find_place (self, ones[i]);
      first = MIN (first, self->ranks[place]);
      paint (self, place, ONE, &n_open);
    }
  bases = collect_bases (self, first, n_open);
  if (bases == NULL)
    {
      g_set_error_literal (error, HERALD_MERGE_ERROR, HERALD_MERGE_ERROR_MISSING,
                           _("The history is not complete here, so the versions cannot be joined yet"));
      return NULL;
    }
  g_ptr_array_sort (bases, compare_hashes);
  g_ptr_array_add (bases, NULL);
  g_ptr_array_set_free_func (bases, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&bases), FALSE);
}
