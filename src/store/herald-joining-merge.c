/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What heads give when they are merged, from what the library holds. */
#include "herald-joining.h"

#include "herald-bodies.h"
#include "herald-i18n.h"
#include "herald-merge-version.h"
#include "herald-versions.h"

/* Where the merge finds versions and texts. */
typedef struct
{
  HeraldDatabase *database;
  gboolean        has_newer; /* a newer Herald wrote one of the texts */
  GError         *error;     /* the first one */
  HeraldLacking  *lacking;   /* collects what is not here, or NULL */
} Source;

/* What is not here, or is not what it was, is a state of this document; everything else stops the transaction. */
static gboolean
is_state (const GError *error)
{
  return g_error_matches (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND) ||
         g_error_matches (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_DAMAGED);
}

/* lacking: where to note the hash if it is only not here, or NULL. */
static void
note_error (Source     *source,
            GError     *error,
            const char *hash,
            GHashTable *lacking)
{
  if (lacking != NULL && g_error_matches (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND))
    g_hash_table_add (lacking, g_strdup (hash));
  if (error != NULL && source->error == NULL && !g_error_matches (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND))
    source->error = error;
  else
    g_clear_error (&error);
}

static HeraldVersion *
look_up_version (const char *hash,
                 gpointer    data)
{
  Source *source = data;
  GError *error = NULL;
  HeraldVersion *version = herald_versions_get (source->database, hash, &error);

  note_error (source, error, hash, source->lacking != NULL ? source->lacking->versions : NULL);

  return version;
}

static HeraldDocument *
look_up_body (const char *hash,
              gpointer    data)
{
  Source *source = data;
  GError *error = NULL;
  HeraldDocument *body = herald_bodies_get (source->database, hash, &error);

  note_error (source, error, hash, source->lacking != NULL ? source->lacking->bodies : NULL);
  if (body != NULL && herald_document_is_newer (body))
    source->has_newer = TRUE;

  return body;
}

static char **
look_up_parents (const char *hash,
                 gpointer    data)
{
  g_autoptr(HeraldVersion) version = look_up_version (hash, data);
  char **parents;

  if (version == NULL)
    return NULL;
  parents = g_new0 (char *, version->parents->len + 1);
  for (guint i = 0; i < version->parents->len; i++)
    parents[i] = g_strdup (g_ptr_array_index (version->parents, i));

  return parents;
}

/* Sorts what went wrong: into problem what is a state of the document, into error what stops everything. */
static gboolean
judge (Source   *source,
       GError   *failure,
       GError  **problem,
       GError  **error)
{
  if (source->error != NULL)
    {
      g_clear_error (&failure);
      failure = g_steal_pointer (&source->error);
    }
  if (failure != NULL && failure->domain == HERALD_STORE_ERROR && !is_state (failure))
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (failure != NULL)
    g_propagate_error (problem, failure);

  return TRUE;
}

/**
 * herald_joining_merge:
 * @database: a connection
 * @ours: (nullable): the head whose state is "ours" in the conflicts
 * @heads: two heads or more
 * @merge: (out) (transfer full) (nullable): what they give
 * @problem: (out): why they give nothing, of #HERALD_MERGE_ERROR, #HERALD_MODEL_ERROR or %HERALD_STORE_ERROR_DAMAGED
 * @error: return location for an error of the database
 *
 * Texts of a newer schema are never merged.
 *
 * Returns: whether the library could be read
 */
gboolean
herald_joining_merge (HeraldDatabase      *database,
                      const char          *ours,
                      const char * const  *heads,
                      HeraldMerge        **merge,
                      GError             **problem,
                      GError             **error)
{
  Source source = { database, FALSE, NULL, NULL };
  g_autoptr(HeraldMerge) merged = NULL;
  GError *failure = NULL;

  merged = herald_merge_heads_for (ours, heads, look_up_version, look_up_body, &source, &failure);
  if (merged != NULL && source.has_newer)
    {
      g_clear_pointer (&merged, herald_merge_free);
      g_set_error_literal (&failure, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_NEWER,
                           _("A newer Herald wrote this document, and only that one can join its versions"));
    }
  if (source.error != NULL)
    g_clear_pointer (&merged, herald_merge_free);
  *merge = g_steal_pointer (&merged);

  return judge (&source, failure, problem, error);
}

/**
 * herald_joining_find_base:
 * @database: a connection
 * @a: a head
 * @b: another
 * @base: (out) (transfer full) (nullable): what they have in common; several common ancestors are merged
 * @error: return location for an error of the database
 *
 * Returns: whether the library could be read
 */
gboolean
herald_joining_find_base (HeraldDatabase  *database,
                          const char      *a,
                          const char      *b,
                          HeraldDocument **base,
                          GError         **error)
{
  Source source = { database, FALSE, NULL, NULL };
  g_autoptr(GError) problem = NULL;
  g_auto(GStrv) bases = NULL;
  g_autoptr(HeraldMerge) merge = NULL;
  GError *failure = NULL;

  bases = herald_merge_find_bases (a, b, look_up_parents, &source, &failure);
  if (bases != NULL && bases[0] != NULL)
    merge = herald_merge_heads ((const char * const *) bases, look_up_version, look_up_body, &source, &failure);
  *base = merge != NULL ? herald_document_ref (merge->document) : NULL;

  return judge (&source, failure, &problem, error);
}

/**
 * herald_joining_list_lacking:
 * @database: a connection
 * @heads: heads of one document
 * @lacking: where to note it
 * @error: return location for an error of the database
 *
 * Notes the versions and texts that merging any two of the heads, or all of them, asked for in vain. A merge stops at the
 * first text that is not here: whoever brings it asks again.
 *
 * Returns: whether the library could be read
 */
gboolean
herald_joining_list_lacking (HeraldDatabase      *database,
                             const char * const  *heads,
                             HeraldLacking       *lacking,
                             GError             **error)
{
  for (gsize i = 0; heads[i] != NULL && i < HERALD_MAX_JOINED; i++)
    {
      for (gsize j = i + 1; heads[j] != NULL && j < HERALD_MAX_JOINED; j++)
        {
          const char *two[] = { heads[i], heads[j], NULL };
          Source source = { database, FALSE, NULL, lacking };
          g_autoptr(HeraldMerge) merge = NULL;
          g_autoptr(GError) problem = NULL;
          GError *failure = NULL;

          merge = herald_merge_heads (two, look_up_version, look_up_body, &source, &failure);
          if (!judge (&source, failure, &problem, error))
            return FALSE;
        }
    }

  return TRUE;
}
