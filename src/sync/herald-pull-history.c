/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-round.h"

#include "herald-heads-document.h"

#include <string.h>

#define MAX_VERSIONS 20000 /* of one document */
#define CHUNK        100

/* The parents that are not here: of what arrived, and of versions that are here, because a first sync that was cut
 * off may have left words without their history. */
static GPtrArray *
list_gaps (HeraldRound    *round,
           HeraldArrival  *arrival,
           GError        **error)
{
  GPtrArray *gaps = herald_library_list_gaps (round->library, arrival->id, error);

  for (guint i = 0; gaps != NULL && i < arrival->versions->len; i++)
    {
      HeraldVersion *version = g_ptr_array_index (arrival->versions, i);

      for (guint j = 0; j < version->parents->len; j++)
        if (!herald_library_has_version (round->library, g_ptr_array_index (version->parents, j)))
          g_ptr_array_add (gaps, g_strdup (g_ptr_array_index (version->parents, j)));
    }

  return gaps;
}

/* Ids of the document's versions that are there and not here. */
static GPtrArray *
list_missing (HeraldRound  *round,
              const char   *id,
              GError      **error)
{
  g_autofree char *prefix = g_strdup_printf ("version:%s:", id);
  g_autoptr (GPtrArray) found = herald_remote_list (round->remote, HERALD_REMOTE_OBJECTS, prefix, MAX_VERSIONS,
                                                    round->cancellable, error);
  GPtrArray *missing = NULL;

  if (found == NULL)
    return NULL;

  missing = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < found->len; i++)
    {
      HeraldRemoteItem *item = g_ptr_array_index (found, i);

      if (!herald_library_has_version (round->library, item->id + strlen (prefix)))
        g_ptr_array_add (missing, g_strdup (item->id));
    }

  return missing;
}

/* hash -> HeraldVersion; a version that is not what its id says is left out: a missing ancestor is never guessed. */
static GHashTable *
fetch_versions (HeraldRound  *round,
                const char   *id,
                GError      **error)
{
  g_autoptr (GPtrArray) missing = list_missing (round, id, error);
  g_autoptr (GPtrArray) found = NULL;
  GHashTable *versions = NULL;

  if (missing == NULL)
    return NULL;

  found = herald_remote_get_many (round->remote, HERALD_REMOTE_OBJECTS, missing, TRUE, round->cancellable, error);
  if (found == NULL)
    return NULL;

  versions = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) herald_version_free);
  for (guint i = 0; i < found->len; i++)
    {
      HeraldRemoteItem *item = g_ptr_array_index (found, i);
      g_autoptr (GError) local = NULL;
      HeraldVersion *version = item->error == NULL ? herald_object_read_version (item, id, &local) : NULL;

      if (version != NULL)
        g_hash_table_replace (versions, version->hash, version);
      else
        herald_round_set_aside (round, id, item->error != NULL ? item->error->message : local->message);
    }

  return versions;
}

static void
push_all (GPtrArray  *stack,
          GHashTable *versions,
          GPtrArray  *hashes)
{
  for (guint i = 0; i < hashes->len; i++)
    {
      HeraldVersion *parent = g_hash_table_lookup (versions, g_ptr_array_index (hashes, i));

      if (parent != NULL)
        g_ptr_array_add (stack, parent);
    }
}

/* What fills the gaps, each version after its own ancestors: cut off anywhere, a version that is here has all of
 * its history here. What somebody else is just pushing is no part of this history yet. */
static GPtrArray *
walk (GPtrArray  *gaps,
      GHashTable *versions)
{
  g_autoptr (GPtrArray) stack = g_ptr_array_new ();
  g_autoptr (GHashTable) entered = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) left = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *order = g_ptr_array_new ();

  push_all (stack, versions, gaps);
  while (stack->len > 0)
    {
      HeraldVersion *version = g_ptr_array_index (stack, stack->len - 1);

      if (g_hash_table_add (entered, version->hash))
        {
          push_all (stack, versions, version->parents);
          continue;
        }

      g_ptr_array_set_size (stack, (int) stack->len - 1);
      if (g_hash_table_add (left, version->hash))
        g_ptr_array_add (order, version);
    }

  return order;
}

static GHashTable *
fetch_bodies (HeraldRound  *round,
              const char   *id,
              GPtrArray    *order,
              guint         start,
              guint         end,
              GError      **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) asked = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) found = NULL;
  GHashTable *bodies = NULL;

  for (guint i = start; i < end; i++)
    {
      const HeraldVersion *version = g_ptr_array_index (order, i);

      if (g_hash_table_add (asked, version->body))
        g_ptr_array_add (ids, g_strdup_printf ("body:%s:%s", id, version->body));
    }

  found = herald_remote_get_many (round->remote, HERALD_REMOTE_OBJECTS, ids, TRUE, round->cancellable, error);
  if (found == NULL)
    return NULL;

  bodies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) herald_document_unref);
  for (guint i = 0; i < found->len; i++)
    {
      HeraldRemoteItem *item = g_ptr_array_index (found, i);
      g_autoptr (GError) local = NULL;
      HeraldDocument *body = item->error == NULL ? herald_object_read_body (item, id, &local) : NULL;

      if (body != NULL)
        g_hash_table_replace (bodies, g_strdup (herald_document_get_hash (body)), body);
      else
        herald_round_set_aside (round, id, item->error != NULL ? item->error->message : local->message);
    }

  return bodies;
}

/**
 * herald_round_fetch_history:
 * @round: a round
 * @arrival: heads that arrived and are not in the library yet
 * @error: return location for what stops the round
 *
 * Brings the versions between what is here and what arrived, with their texts, so that the heads can be reduced and
 * the history works offline. One range of ids lists the document's whole graph. What is missing or wrong there is
 * reported and left out.
 *
 * Returns: whether to go on
 */
gboolean
herald_round_fetch_history (HeraldRound    *round,
                            HeraldArrival  *arrival,
                            GError        **error)
{
  g_autoptr (GPtrArray) gaps = list_gaps (round, arrival, error);
  g_autoptr (GHashTable) versions = NULL;
  g_autoptr (GPtrArray) order = NULL;

  if (gaps == NULL || gaps->len == 0)
    return gaps != NULL;

  versions = fetch_versions (round, arrival->id, error);
  if (versions == NULL)
    return FALSE;

  order = walk (gaps, versions);
  for (guint start = 0; start < order->len; start += CHUNK)
    {
      guint end = MIN (start + CHUNK, order->len);
      g_autoptr (GHashTable) bodies = fetch_bodies (round, arrival->id, order, start, end, error);

      if (bodies == NULL)
        return FALSE;

      for (guint i = start; i < end; i++)
        {
          HeraldVersion *version = g_ptr_array_index (order, i);

          if (!herald_library_add_version (round->library, version, g_hash_table_lookup (bodies, version->body), error))
            return FALSE;
        }
    }

  return TRUE;
}
