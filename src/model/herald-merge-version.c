/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-merge-version.h"

#include <string.h>

#include "herald-i18n.h"
#include "herald-merge-graph.h"
#include "herald-merge-walk.h"

/* How far back, and how often in all, several bases are merged for the sake of one merge. Beyond it, which takes a history
 * that people do not make, the smallest hash of several bases stands for all: what was decided so long ago seldom shows. */
#define MAX_DEPTH 16
#define MAX_BASE_MERGES 64

G_DEFINE_QUARK (herald-merge-error-quark, herald_merge_error)

typedef struct
{
  HeraldVersionFunc  version;
  HeraldBodyFunc     body;
  gpointer           user_data;
  HeraldMergeGraph  *graph;
  GHashTable        *bodies;   /* hash of a version -> hash of its body */
  GHashTable        *merged;   /* bases -> HeraldDocument */
  char              *document; /* id that all versions must have */
  char              *damaged;  /* the first hash whose version is not what it should be, or NULL */
  guint              merges_left;
  guint              depth;    /* of bases that are merged for bases */
} Fold;

/**
 * herald_merge_find_bases:
 * @a: hash of a version
 * @b: hash of another
 * @parents: looks up the parents of a version
 * @user_data: for @parents
 * @error: return location for an error of #HERALD_MERGE_ERROR
 *
 * A version counts as an ancestor of itself. @parents is asked once at most about each version.
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): the common ancestors that are not an ancestor of another
 *   one, sorted; none of two roots
 */
char **
herald_merge_find_bases (const char         *a,
                         const char         *b,
                         HeraldParentsFunc   parents,
                         gpointer            user_data,
                         GError            **error)
{
  const char *heads[] = { a, b, NULL };
  g_autoptr (HeraldMergeGraph) graph = NULL;

  g_return_val_if_fail (a != NULL && b != NULL, NULL);
  g_return_val_if_fail (parents != NULL, NULL);

  graph = herald_merge_graph_new (heads, parents, user_data, error);
  return graph != NULL ? herald_merge_graph_find_bases (graph, heads, 1, b, error) : NULL;
}

/* A HeraldParentsFunc, which keeps what else the fold needs of the version. */
static char **
look_up_version (const char *hash,
                 gpointer    user_data)
{
  Fold *fold = user_data;
  g_autoptr (HeraldVersion) version = fold->version (hash, fold->user_data);
  char **parents;

  if (version == NULL)
    return NULL;
  if (fold->document == NULL)
    fold->document = g_strdup (version->document);
  if (g_strcmp0 (version->hash, hash) != 0 || g_strcmp0 (version->document, fold->document) != 0)
    {
      if (fold->damaged == NULL)
        fold->damaged = g_strdup (hash);
      return NULL;
    }
  g_hash_table_insert (fold->bodies, g_strdup (hash), g_strdup (version->body));
  parents = g_new0 (char *, version->parents->len + 1);
  for (guint i = 0; i < version->parents->len; i++)
    parents[i] = g_strdup (g_ptr_array_index (version->parents, i));
  return parents;
}

static HeraldDocument *
get_body (Fold        *fold,
          const char  *hash,
          GError     **error)
{
  const char *body = g_hash_table_lookup (fold->bodies, hash);
  g_autoptr (HeraldDocument) document = body != NULL ? fold->body (body, fold->user_data) : NULL;

  if (document == NULL)
    g_set_error_literal (error, HERALD_MERGE_ERROR, HERALD_MERGE_ERROR_MISSING,
                         _("The content of a version is not here, so the versions cannot be joined yet"));
  else if (strcmp (herald_document_get_hash (document), body) != 0)
    g_set_error_literal (error, HERALD_MERGE_ERROR, HERALD_MERGE_ERROR_DAMAGED,
                         _("The history is damaged: a version has another content than it says"));
  else
    return g_steal_pointer (&document);
  return NULL;
}

static HeraldMerge *fold_heads (Fold        *fold,
                                char       **heads,
                                gboolean     keeps_base,
                                GError     **error);

/* Several bases as one document. */
static HeraldDocument *
merge_bases (Fold      *fold,
             char     **bases,
             gboolean   keeps_base,
             GError   **error)
{
  g_autofree char *joined = g_strjoinv (keeps_base ? "+" : "|", bases);
  g_autoptr (HeraldMerge) merge = NULL;
  HeraldDocument *known = g_hash_table_lookup (fold->merged, joined);

  if (known != NULL)
    return herald_document_ref (known);
  if (fold->merges_left == 0 || fold->depth == MAX_DEPTH)
    return get_body (fold, bases[0], error);
  fold->merges_left--;
  fold->depth++;
  merge = fold_heads (fold, bases, keeps_base, error);
  fold->depth--;
  if (merge == NULL)
    return NULL;
  g_hash_table_insert (fold->merged, g_steal_pointer (&joined), herald_document_ref (merge->document));
  return herald_document_ref (merge->document);
}

/* Bases that are in conflict have been merged by people already, perhaps once to this and once to that. Whichever state
 * the one base has for it, it must not decide between them: so two are tried, and where it matters, it is a conflict. */
static HeraldMerge *
merge_across (Fold            *fold,
              char           **bases,
              HeraldDocument  *one,
              HeraldDocument  *other,
              gboolean         keeps_base,
              GError         **error)
{
  g_autoptr (HeraldDocument) base = merge_bases (fold, bases, TRUE, error);
  g_autoptr (HeraldDocument) alternative = base != NULL ? merge_bases (fold, bases, FALSE, error) : NULL;
  g_autoptr (HeraldMerge) merge = NULL, again = NULL;

  if (alternative == NULL)
    return NULL;
  merge = herald_merge_states (base, one, other, keeps_base, error);
  again = merge != NULL ? herald_merge_states (alternative, one, other, keeps_base, error) : NULL;
  if (again == NULL)
    return NULL;
  if (!herald_merge_is_clean (merge))
    return g_steal_pointer (&merge);
  if (!herald_merge_is_clean (again) || strcmp (herald_document_get_hash (merge->document),
                                                herald_document_get_hash (again->document)) == 0)
    return g_steal_pointer (&again);
  return herald_merge_states (NULL, merge->document, again->document, keeps_base, error);
}

static HeraldMerge *
merge_pair (Fold            *fold,
            char           **bases,
            HeraldDocument  *one,
            HeraldDocument  *other,
            gboolean         keeps_base,
            GError         **error)
{
  g_autoptr (HeraldDocument) base = NULL;

  if (bases[0] != NULL && bases[1] != NULL)
    return merge_across (fold, bases, one, other, keeps_base, error);
  if (bases[0] != NULL)
    {
      base = get_body (fold, bases[0], error);
      if (base == NULL)
        return NULL;
    }
  return herald_merge_states (base, one, other, keeps_base, error);
}

/* Among the first n. */
static const HeraldConflict *
find_conflict (GPtrArray            *conflicts,
               guint                 n,
               const HeraldConflict *like)
{
  for (guint i = 0; i < n; i++)
    {
      const HeraldConflict *conflict = g_ptr_array_index (conflicts, i);

      if (strcmp (conflict->subject, like->subject) == 0 && g_strcmp0 (conflict->member, like->member) == 0
          && (conflict->kind == HERALD_CONFLICT_ORDER) == (like->kind == HERALD_CONFLICT_ORDER))
        return conflict;
    }
  return NULL;
}

/* Where a third person changed what two changed already, ours is still what it was to the first two. */
static void
keep_ours (HeraldConflict       *conflict,
           const HeraldConflict *first)
{
  g_free (conflict->ours);
  g_clear_pointer (&conflict->our_value, json_node_unref);
  conflict->ours = g_strdup (first->ours);
  conflict->our_value = first->our_value != NULL ? herald_node_copy (first->our_value) : NULL;
}

static void
take_conflicts (GPtrArray   *conflicts,
                HeraldMerge *merge,
                const char  *head)
{
  guint n_before = conflicts->len;

  for (guint i = 0; i < merge->conflicts->len; i++)
    {
      HeraldConflict *conflict = g_ptr_array_index (merge->conflicts, i);
      const HeraldConflict *first = find_conflict (conflicts, n_before, conflict);

      if (first != NULL)
        keep_ours (conflict, first);
      conflict->head = g_strdup (head);
      g_ptr_array_add (conflicts, conflict);
    }
  g_free (g_ptr_array_steal (merge->conflicts, NULL));
}

/* heads: one at least. Each is merged with what the ones before it gave. */
static HeraldMerge *
fold_heads (Fold      *fold,
            char     **heads,
            gboolean   keeps_base,
            GError   **error)
{
  g_autoptr (GPtrArray) conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_conflict_free);
  g_autoptr (HeraldDocument) merged = get_body (fold, heads[0], error);
  HeraldMerge *result;

  for (guint i = 1; merged != NULL && heads[i] != NULL; i++)
    {
      g_autoptr (HeraldDocument) other = get_body (fold, heads[i], error);
      g_auto (GStrv) bases = NULL;
      g_autoptr (HeraldMerge) merge = NULL;

      if (other != NULL)
        bases = herald_merge_graph_find_bases (fold->graph, (const char * const *) heads, i, heads[i], error);
      merge = bases != NULL ? merge_pair (fold, bases, merged, other, keeps_base, error) : NULL;
      if (merge == NULL)
        return NULL;
      take_conflicts (conflicts, merge, heads[i]);
      herald_document_unref (merged);
      merged = herald_document_ref (merge->document);
    }
  if (merged == NULL)
    return NULL;
  result = g_new0 (HeraldMerge, 1);
  result->document = g_steal_pointer (&merged);
  result->conflicts = g_steal_pointer (&conflicts);
  return result;
}

static void
open_fold (Fold *fold)
{
  fold->bodies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  fold->merged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) herald_document_unref);
  fold->merges_left = MAX_BASE_MERGES;
}

static void
close_fold (Fold *fold)
{
  herald_merge_graph_free (fold->graph);
  g_hash_table_unref (fold->bodies);
  g_hash_table_unref (fold->merged);
  g_free (fold->document);
  g_free (fold->damaged);
}

static void
put_first (char       **heads,
           const char  *first)
{
  for (guint i = 0; first != NULL && heads[i] != NULL; i++)
    if (strcmp (heads[i], first) == 0)
      {
        char *ours = heads[i];

        memmove (heads + 1, heads, i * sizeof *heads);
        heads[0] = ours;
        return;
      }
}

/**
 * herald_merge_heads_for:
 * @ours: (nullable): the one of @heads that is "ours" in the conflicts; %NULL: the one with the smallest hash
 * @heads: (array zero-terminated=1): hashes of versions of one document, one at least
 * @version: looks up a version; asked once at most about each
 * @body: looks up a document by its hash
 * @user_data: for both
 * @error: return location for an error of #HERALD_MERGE_ERROR or #HERALD_MODEL_ERROR
 *
 * Heads that are an ancestor of another one are left out; the others are folded, @ours first and the rest in the order of
 * their hashes, each with what the ones before it gave, from their nearest common ancestors. Where these are several,
 * they are merged first. The conflicts are those of all steps, and tell with which head.
 *
 * Returns: (transfer full) (nullable): the merge; of one head its document
 */
HeraldMerge *
herald_merge_heads_for (const char          *ours,
                        const char * const  *heads,
                        HeraldVersionFunc    version,
                        HeraldBodyFunc       body,
                        gpointer             user_data,
                        GError             **error)
{
  Fold fold = { .version = version, .body = body, .user_data = user_data };
  g_auto (GStrv) left = NULL;
  HeraldMerge *merge = NULL;

  g_return_val_if_fail (heads != NULL && heads[0] != NULL, NULL);
  g_return_val_if_fail (version != NULL && body != NULL, NULL);

  open_fold (&fold);
  fold.graph = herald_merge_graph_new (heads, look_up_version, &fold, error);
  if (fold.graph != NULL)
    {
      left = herald_heads_reduce (heads, herald_merge_graph_dup_parents, fold.graph);
      put_first (left, ours);
      merge = fold_heads (&fold, left, FALSE, error);
    }
  if (fold.damaged != NULL)
    {
      g_clear_pointer (&merge, herald_merge_free);
      g_clear_error (error);
      g_set_error (error, HERALD_MERGE_ERROR, HERALD_MERGE_ERROR_DAMAGED,
                   _("The history is damaged: version %.8s is not what it should be"), fold.damaged);
    }
  close_fold (&fold);
  return merge;
}

/**
 * herald_merge_heads:
 * @heads: (array zero-terminated=1): hashes of versions of one document, one at least
 * @version: looks up a version; asked once at most about each
 * @body: looks up a document by its hash
 * @user_data: for both
 * @error: return location for an error of #HERALD_MERGE_ERROR or #HERALD_MODEL_ERROR
 *
 * herald_merge_heads_for() as nobody in particular sees it: the same everywhere.
 *
 * Returns: (transfer full) (nullable): the merge; of one head its document
 */
HeraldMerge *
herald_merge_heads (const char * const  *heads,
                    HeraldVersionFunc    version,
                    HeraldBodyFunc       body,
                    gpointer             user_data,
                    GError             **error)
{
  return herald_merge_heads_for (NULL, heads, version, body, user_data, error);
}

/* The later one; of two at the same second, the smaller hash. Times are all of one form (section 4 of the design). */
static gboolean
is_later (const HeraldVersion *version,
          const HeraldVersion *than)
{
  int order = strcmp (version->time, than->time);

  return order > 0 || (order == 0 && strcmp (version->hash, than->hash) < 0);
}

/**
 * herald_merge_version_new:
 * @heads: (array zero-terminated=1): the versions that were merged, in any order
 * @body: hash of what the merge gave
 *
 * Author and time are those of the latest head, there is no message, and nothing depends on who merged or when: two
 * people who merge the same heads make the identical version.
 *
 * Returns: (transfer full): the version, automatic, with all heads as parents
 */
HeraldVersion *
herald_merge_version_new (const HeraldVersion * const *heads,
                          const char                  *body)
{
  g_autoptr (GPtrArray) parents = g_ptr_array_new ();
  const HeraldVersion *latest;

  g_return_val_if_fail (heads != NULL && heads[0] != NULL, NULL);
  g_return_val_if_fail (body != NULL, NULL);

  latest = heads[0];
  for (guint i = 0; heads[i] != NULL; i++)
    {
      g_ptr_array_add (parents, heads[i]->hash);
      if (is_later (heads[i], latest))
        latest = heads[i];
    }
  g_ptr_array_add (parents, NULL);
  return herald_version_new (latest->document, (const char * const *) parents->pdata, latest->author, latest->time, NULL,
                             TRUE, body);
}
