/* SPDX-License-Identifier: GPL-3.0-or-later */
/* herald_heads_reduce of herald-version.h: which heads of a history are left. */
#include "herald-version.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  HeraldParentsFunc  look_up;
  gpointer           user_data;
  GHashTable        *parents; /* hash -> char **, so that each version is looked up once: the graph may be on disk */
} Graph;

static char **
get_parents (Graph      *graph,
             const char *hash)
{
  gpointer known;

  if (!g_hash_table_lookup_extended (graph->parents, hash, NULL, &known))
    {
      known = graph->look_up (hash, graph->user_data);
      g_hash_table_insert (graph->parents, g_strdup (hash), known);
    }
  return known;
}

/* Takes the ancestors of head out of left. Each version is visited once, so that a graph with a cycle in it (which
 * honest hashes cannot make) ends the walk too. */
static void
drop_ancestors (Graph      *graph,
                const char *head,
                GHashTable *left)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GQueue) queue = g_queue_new ();

  g_hash_table_add (seen, g_strdup (head));
  g_queue_push_tail (queue, (char *) head);
  while (!g_queue_is_empty (queue) && g_hash_table_size (left) > 1)
    {
      char **parents = get_parents (graph, g_queue_pop_head (queue));

      for (guint i = 0; parents != NULL && parents[i] != NULL; i++)
        if (g_hash_table_add (seen, g_strdup (parents[i])))
          {
            if (strcmp (parents[i], head) != 0)
              g_hash_table_remove (left, parents[i]);
            g_queue_push_tail (queue, parents[i]);
          }
    }
}

static int
compare_hashes (gconstpointer a,
                gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/**
 * herald_heads_reduce:
 * @heads: (array zero-terminated=1): hashes, in any order, some perhaps twice
 * @parents: looks up the parents of a version
 * @user_data: for @parents
 *
 * Walks back from each head as far as the history is here and takes out every head that it meets. Where a version is
 * missing the walk ends: both heads stay, because that one is the other's ancestor is never guessed. @parents is asked
 * once at most about each version.
 *
 * Returns: (transfer full) (array zero-terminated=1): the heads that are left, sorted; never none of some
 */
char **
herald_heads_reduce (const char * const *heads,
                     HeraldParentsFunc   parents,
                     gpointer            user_data)
{
  g_autoptr (GHashTable) left = NULL;
  g_autofree gpointer *sorted = NULL;
  g_autoptr (GPtrArray) result = NULL;
  Graph graph = { parents, user_data, NULL };
  guint n_heads;

  g_return_val_if_fail (heads != NULL, NULL);
  g_return_val_if_fail (parents != NULL, NULL);

  left = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; heads[i] != NULL; i++)
    g_hash_table_add (left, (char *) heads[i]);
  sorted = g_hash_table_get_keys_as_array (left, &n_heads);
  qsort (sorted, n_heads, sizeof (gpointer), compare_hashes);

  graph.parents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  for (guint i = 0; i < n_heads; i++)
    if (g_hash_table_contains (left, sorted[i]))
      drop_ancestors (&graph, sorted[i], left);
  g_hash_table_unref (graph.parents);

  result = g_ptr_array_new ();
  for (guint i = 0; i < n_heads; i++)
    if (g_hash_table_contains (left, sorted[i]))
      g_ptr_array_add (result, g_strdup (sorted[i]));
  g_ptr_array_add (result, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&result), FALSE);
}
