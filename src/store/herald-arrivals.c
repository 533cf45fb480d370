/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-arrivals.h"

#include "herald-bodies.h"
#include "herald-copies.h"
#include "herald-i18n.h"
#include "herald-joining.h"
#include "herald-versions.h"

static gboolean
check_body (const HeraldVersion  *version,
            HeraldDocument       *body,
            GError              **error)
{
  if (g_strcmp0 (herald_document_get_hash (body), version->body) == 0 && g_strcmp0 (herald_document_get_id (body), version->document) == 0)
    return TRUE;

  g_set_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_FAILED, _("The version %.12s was not taken in: its text is not the one that it names."), version->hash);

  return FALSE;
}

static gboolean
store_version (HeraldDatabase       *database,
               gint64                document_row,
               const HeraldVersion  *version,
               HeraldDocument       *body,
               GError              **error)
{
  gint64 body_row, row;
  gboolean stored;

  if (body != NULL && !check_body (version, body, error))
    return FALSE;
  if (body != NULL)
    stored = herald_bodies_add (database, document_row, body, &body_row, error);
  else
    stored = herald_bodies_reserve (database, document_row, version->body, &body_row, error);

  return stored && herald_versions_add (database, document_row, version, body_row, &row, error);
}

/**
 * herald_arrivals_add_version:
 * @database: the writing connection, in a transaction
 * @version: a version of a document that is here, as the remote holds it
 * @body: (nullable): its body
 * @error: return location for an error: NOT_FOUND
 *
 * Adds to the history, and to nothing else.
 *
 * Returns: whether it is here now
 */
gboolean
herald_arrivals_add_version (HeraldDatabase       *database,
                             const HeraldVersion  *version,
                             HeraldDocument       *body,
                             GError              **error)
{
  const char *held[] = { version->hash, NULL };
  g_auto(HeraldStored) stored = { 0 };

  return herald_copies_find (database, version->document, &stored, error) &&
         store_version (database, stored.row, version, body, error) &&
         herald_versions_mark_synced (database, held, error) &&
         herald_database_run (database, error,
                              "UPDATE documents SET n_versions = NULL, change = (SELECT max (change) + 1 FROM documents) WHERE row = ?", "i", stored.row);
}

static gboolean
store_all (HeraldDatabase       *database,
           gint64                document_row,
           const HeraldArrival  *arrival,
           GError              **error)
{
  for (guint i = 0; i < arrival->versions->len; i++)
    {
      const HeraldVersion *version = g_ptr_array_index (arrival->versions, i);
      HeraldDocument *body = g_ptr_array_index (arrival->bodies, i);

      if (g_strcmp0 (version->document, arrival->id) != 0)
        {
          g_set_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_FAILED, _("The version %.12s was not taken in: it belongs to something else."), version->hash);
          return FALSE;
        }
      if (!store_version (database, document_row, version, body, error))
        return FALSE;
    }

  return TRUE;
}

static char **
get_arrived_heads (const HeraldArrival *arrival)
{
  char **heads = g_new0 (char *, arrival->versions->len + 1);

  for (guint i = 0; i < arrival->versions->len; i++)
    heads[i] = g_strdup (((const HeraldVersion *) g_ptr_array_index (arrival->versions, i))->hash);

  return heads;
}

/* The heads that were here and those that came, without ancestors of another. */
static char **
unite (HeraldDatabase  *database,
       gint64           document_row,
       char           **arrived,
       GError         **error)
{
  g_auto(GStrv) here = herald_versions_get_heads (database, document_row, error);
  g_autoptr(GPtrArray) both = g_ptr_array_new ();

  if (here == NULL)
    return NULL;
  for (gsize i = 0; here[i] != NULL; i++)
    g_ptr_array_add (both, here[i]);
  for (gsize i = 0; arrived[i] != NULL; i++)
    {
      if (!g_strv_contains ((const char * const *) here, arrived[i]))
        g_ptr_array_add (both, arrived[i]);
    }
  g_ptr_array_add (both, NULL);

  return herald_versions_reduce (database, (const char * const *) both->pdata, error);
}

/**
 * herald_arrivals_is_erased:
 * @database: a connection
 * @id: a document's id
 * @erased: (out): whether it was erased here, and has not been brought back by hand
 * @error: return location for an error
 *
 * Returns: whether it could be looked up
 */
gboolean
herald_arrivals_is_erased (HeraldDatabase  *database,
                           const char      *id,
                           gboolean        *erased,
                           GError         **error)
{
  gint64 found;

  if (!herald_database_get_int (database, 0, &found, error,
                                "SELECT EXISTS (SELECT 1 FROM erasures WHERE id = ?) AND NOT EXISTS (SELECT 1 FROM documents WHERE id = ?)", "ss", id, id))
    return FALSE;
  *erased = found != 0;

  return TRUE;
}

/**
 * herald_arrivals_take:
 * @database: the writing connection, in a transaction
 * @arrival: one document's heads as the remote has them
 * @error: return location for an error; then the transaction is to be rolled back
 *
 * Takes heads in (sections 4, 6 and 7 of the design): the union with those that are here, without ancestors of another
 * one; those that merge cleanly are joined. What was erased here does not come back (section 4).
 *
 * Returns: whether it worked
 */
gboolean
herald_arrivals_take (HeraldDatabase       *database,
                      const HeraldArrival  *arrival,
                      GError              **error)
{
  gboolean erased;
  g_auto(HeraldStored) stored = { 0 };
  g_auto(GStrv) arrived = get_arrived_heads (arrival);
  g_auto(GStrv) heads = NULL;

  if (!herald_arrivals_is_erased (database, arrival->id, &erased, error))
    return FALSE;
  if (erased)
    return TRUE;
  if (!herald_copies_look_up (database, arrival->id, &stored, error))
    return FALSE;
  if (stored.row != 0 && stored.type != arrival->type)
    {
      g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_EXISTS, _("Something of another kind has the same id."));
      return FALSE;
    }
  if (stored.row == 0 && !herald_copies_add (database, arrival->id, arrival->type, &stored.row, error))
    return FALSE;
  if (!store_all (database, stored.row, arrival, error) || !herald_versions_mark_synced (database, (const char * const *) arrived, error))
    return FALSE;

  heads = unite (database, stored.row, arrived, error);

  return heads != NULL &&
         herald_versions_set_heads (database, stored.row, (const char * const *) heads, (const char * const *) arrived, error) &&
         herald_database_run (database, error, "UPDATE documents SET remote_rev = ? WHERE row = ?", "si", arrival->remote_rev, stored.row) &&
         herald_joining_join (database, arrival->id, (const char * const *) arrived, error);
}

static gboolean
count_new (HeraldDatabase       *database,
           const HeraldArrival  *arrival,
           guint                *n_new,
           GError              **error)
{
  for (guint i = 0; i < arrival->versions->len; i++)
    {
      const HeraldVersion *version = g_ptr_array_index (arrival->versions, i);
      gint64 row;

      if (!herald_versions_find (database, version->hash, &row, error))
        return FALSE;
      *n_new += row == 0;
    }

  return TRUE;
}

/**
 * herald_arrivals_import:
 * @database: the writing connection, in a transaction
 * @arrival: one document's history, parents before their children; its remote_rev is not looked at
 * @tips: those of its versions from which none of the others was made
 * @n_new: (inout): counts up by the versions that were not here
 * @error: return location for an error; then the transaction is to be rolled back
 *
 * As herald_arrivals_take(), of what does not come from the remote: that has yet to be told. What is here already
 * changes nothing.
 *
 * Returns: whether it worked
 */
gboolean
herald_arrivals_import (HeraldDatabase       *database,
                        const HeraldArrival  *arrival,
                        const char * const   *tips,
                        guint                *n_new,
                        GError              **error)
{
  g_auto(HeraldStored) stored = { 0 };
  g_auto(GStrv) here = NULL;
  g_auto(GStrv) heads = NULL;

  if (!herald_copies_look_up (database, arrival->id, &stored, error))
    return FALSE;
  if (stored.row != 0 && stored.type != arrival->type)
    {
      g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_EXISTS, _("Something of another kind has the same id."));
      return FALSE;
    }
  if (stored.row == 0 && !herald_copies_add (database, arrival->id, arrival->type, &stored.row, error))
    return FALSE;
  if (!count_new (database, arrival, n_new, error) || !store_all (database, stored.row, arrival, error))
    return FALSE;

  here = herald_versions_get_heads (database, stored.row, error);
  heads = here != NULL ? unite (database, stored.row, (char **) tips, error) : NULL;
  if (heads == NULL)
    return FALSE;
  if (g_strv_equal ((const char * const *) here, (const char * const *) heads))
    return TRUE;

  return herald_versions_set_heads (database, stored.row, (const char * const *) heads, NULL, error) &&
         herald_joining_join (database, arrival->id, NULL, error);
}

/**
 * herald_arrivals_mark_pushed:
 * @database: the writing connection, in a transaction
 * @id: a document's id
 * @heads: what the remote holds now
 * @remote_rev: (nullable): under which revision
 * @error: return location for an error: NOT_FOUND
 *
 * Notes what the remote acknowledged. If more was made meanwhile, it is still to be pushed.
 *
 * Returns: whether it worked
 */
gboolean
herald_arrivals_mark_pushed (HeraldDatabase      *database,
                             const char          *id,
                             const char * const  *heads,
                             const char          *remote_rev,
                             GError             **error)
{
  g_auto(HeraldStored) stored = { 0 };
  g_auto(GStrv) here = NULL;

  if (!herald_copies_find (database, id, &stored, error))
    return FALSE;
  here = herald_versions_get_heads (database, stored.row, error);

  return here != NULL &&
         herald_versions_mark_synced (database, heads, error) &&
         herald_versions_set_heads (database, stored.row, (const char * const *) here, heads, error) &&
         herald_database_run (database, error, "UPDATE documents SET remote_rev = ? WHERE row = ?", "si", remote_rev, stored.row);
}
