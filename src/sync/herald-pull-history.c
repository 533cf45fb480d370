/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Versions and texts that are on the server only, and come when somebody or a merge needs them. */
#include "herald-round.h"

#include "herald-dispute.h"
#include "herald-heads-document.h"

#include <string.h>

#define MAX_VERSIONS 20000 /* of one document */
#define CHUNK        50
#define MAX_STEPS    4     /* of looking for parents by their hashes; beyond, the whole history is listed */

/* What is found of one document's history. */
typedef struct
{
  char       *id;
  GHashTable *versions; /* hash -> HeraldVersion */
  GPtrArray  *wanted;   /* of char *: hashes that were neither here nor found yet */
  GPtrArray  *gaps;     /* of char *: where it began */
} Trail;

static Trail *
trail_new (const char *id)
{
  Trail *trail = g_new0 (Trail, 1);

  trail->id = g_strdup (id);
  trail->versions = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) herald_version_free);
  trail->wanted = g_ptr_array_new_with_free_func (g_free);
  trail->gaps = g_ptr_array_new_with_free_func (g_free);
  return trail;
}

static void
trail_free (Trail *trail)
{
  g_free (trail->id);
  g_hash_table_unref (trail->versions);
  g_ptr_array_unref (trail->wanted);
  g_ptr_array_unref (trail->gaps);
  g_free (trail);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Trail, trail_free)

static void
want (HeraldRound *round,
      Trail       *trail,
      const char  *hash)
{
  if (!g_hash_table_contains (trail->versions, hash) && !herald_library_has_version (round->library, hash) &&
      !g_ptr_array_find_with_equal_func (trail->wanted, hash, g_str_equal, NULL))
    g_ptr_array_add (trail->wanted, g_strdup (hash));
}

static void
want_parents (HeraldRound         *round,
              Trail               *trail,
              const HeraldVersion *version)
{
  for (guint i = 0; i < version->parents->len; i++)
    want (round, trail, g_ptr_array_index (version->parents, i));
}

/* A version that is not what its id says is left out: a missing ancestor is never guessed. */
static HeraldVersion *
read_version (HeraldRound      *round,
              HeraldRemoteItem *item,
              const char       *id)
{
  g_autoptr (GError) local = NULL;
  HeraldVersion *version = item->error == NULL ? herald_object_read_version (item, id, &local) : NULL;

  if (version == NULL)
    herald_round_set_aside (round, id, item->error != NULL ? item->error->message : local->message);
  return version;
}

static gboolean
fetch_versions (HeraldRound  *round,
                Trail        *trail,
                GPtrArray    *ids,
                GError      **error)
{
  g_autoptr (GPtrArray) found = herald_remote_get_many (round->remote, HERALD_REMOTE_OBJECTS, ids, TRUE,
                                                        round->cancellable, error);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      HeraldVersion *version = read_version (round, g_ptr_array_index (found, i), trail->id);

      if (version != NULL)
        g_hash_table_replace (trail->versions, version->hash, version);
    }

  return found != NULL;
}

/* All versions of the document that are there and not here: one range of ids lists them. */
static gboolean
fetch_all (HeraldRound  *round,
           Trail        *trail,
           GError      **error)
{
  g_autofree char *prefix = g_strdup_printf ("version:%s:", trail->id);
  g_autoptr (GPtrArray) found = herald_remote_list (round->remote, HERALD_REMOTE_OBJECTS, prefix, MAX_VERSIONS,
                                                    round->cancellable, error);
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const char *id = ((HeraldRemoteItem *) g_ptr_array_index (found, i))->id;
      const char *hash = id + strlen (prefix);

      if (!g_hash_table_contains (trail->versions, hash) && !herald_library_has_version (round->library, hash))
        g_ptr_array_add (missing, (gpointer) id);
    }

  return found != NULL && fetch_versions (round, trail, missing, error);
}

static void
push_known (GPtrArray *stack,
            Trail     *trail,
            GPtrArray *hashes)
{
  for (guint i = 0; i < hashes->len; i++)
    {
      HeraldVersion *version = g_hash_table_lookup (trail->versions, g_ptr_array_index (hashes, i));

      if (version != NULL)
        g_ptr_array_add (stack, version);
    }
}

/* What fills the gaps, each version after its own ancestors: cut off anywhere, what was found of a version's history is
 * here with it. What somebody else is just pushing is no part of this history yet. */
static GPtrArray *
walk (Trail *trail)
{
  g_autoptr (GPtrArray) stack = g_ptr_array_new ();
  g_autoptr (GHashTable) entered = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) left = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *order = g_ptr_array_new ();

  push_known (stack, trail, trail->gaps);
  while (stack->len > 0)
    {
      HeraldVersion *version = g_ptr_array_index (stack, stack->len - 1);

      if (g_hash_table_add (entered, version->hash))
        {
          push_known (stack, trail, version->parents);
          continue;
        }

      g_ptr_array_set_size (stack, (int) stack->len - 1);
      if (g_hash_table_add (left, version->hash))
        g_ptr_array_add (order, version);
    }

  return order;
}

static gboolean
keep (HeraldRound  *round,
      Trail        *trail,
      GError      **error)
{
  g_autoptr (GPtrArray) order = walk (trail);

  for (guint start = 0; start < order->len; start += CHUNK)
    {
      g_autoptr (GPtrArray) slice = g_ptr_array_new ();

      for (guint i = start; i < MIN (start + CHUNK, order->len); i++)
        g_ptr_array_add (slice, g_ptr_array_index (order, i));
      if (!herald_library_add_versions (round->library, slice, NULL, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * herald_round_fetch_history:
 * @round: a round
 * @id: a document that is here
 * @error: return location for what stops the round
 *
 * Brings all of its history that is not here, without texts. What is missing or wrong there is reported and left out.
 *
 * Returns: whether to go on
 */
gboolean
herald_round_fetch_history (HeraldRound  *round,
                            const char   *id,
                            GError      **error)
{
  g_autoptr (Trail) trail = trail_new (id);

  g_ptr_array_unref (trail->gaps);
  trail->gaps = herald_library_list_gaps (round->library, id, error);
  if (trail->gaps == NULL)
    {
      trail->gaps = g_ptr_array_new ();
      return FALSE;
    }

  return trail->gaps->len == 0 || (fetch_all (round, trail, error) && keep (round, trail, error));
}

/* One request for the parents of all that arrived, however many documents. */
static gboolean
take_step (HeraldRound  *round,
           GPtrArray    *trails,
           gboolean     *more,
           GError      **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) found = NULL;

  for (guint i = 0; i < trails->len; i++)
    {
      Trail *trail = g_ptr_array_index (trails, i);

      for (guint j = 0; j < trail->wanted->len; j++)
        {
          char *id = g_strdup_printf ("version:%s:%s", trail->id, (char *) g_ptr_array_index (trail->wanted, j));

          g_ptr_array_add (ids, id);
          g_hash_table_insert (by_id, id, trail);
        }
      g_ptr_array_set_size (trail->wanted, 0);
    }

  *more = ids->len > 0;
  if (!*more)
    return TRUE;

  found = herald_remote_get_many (round->remote, HERALD_REMOTE_OBJECTS, ids, TRUE, round->cancellable, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      HeraldRemoteItem *item = g_ptr_array_index (found, i);
      Trail *trail = item->id != NULL ? g_hash_table_lookup (by_id, item->id) : NULL;
      HeraldVersion *version = trail != NULL ? read_version (round, item, trail->id) : NULL;

      if (version == NULL)
        continue;
      g_hash_table_replace (trail->versions, version->hash, version);
      want_parents (round, trail, version);
    }

  return found != NULL;
}

/* Where the newest words are here, the arrived ones are most often their children or grandchildren. */
static Trail *
begin_trail (HeraldRound         *round,
             const HeraldArrival *arrival)
{
  Trail *trail = trail_new (arrival->id);

  for (guint i = 0; i < arrival->versions->len; i++)
    want_parents (round, trail, g_ptr_array_index (arrival->versions, i));
  for (guint i = 0; i < trail->wanted->len; i++)
    g_ptr_array_add (trail->gaps, g_strdup (g_ptr_array_index (trail->wanted, i)));

  return trail;
}

/**
 * herald_round_connect:
 * @round: a round
 * @arrivals: (element-type HeraldArrival): heads that arrived, of documents that are here
 * @error: return location for what stops the round
 *
 * Brings the versions between what is here and what arrived, without their texts, so that the heads can be reduced.
 *
 * Returns: whether to go on
 */
gboolean
herald_round_connect (HeraldRound  *round,
                      GPtrArray    *arrivals,
                      GError      **error)
{
  g_autoptr (GPtrArray) trails = g_ptr_array_new_with_free_func ((GDestroyNotify) trail_free);
  gboolean more = TRUE;

  for (guint i = 0; i < arrivals->len; i++)
    g_ptr_array_add (trails, begin_trail (round, g_ptr_array_index (arrivals, i)));

  for (guint step = 0; more && step < MAX_STEPS; step++)
    if (!take_step (round, trails, &more, error))
      return FALSE;

  for (guint i = 0; i < trails->len; i++)
    {
      Trail *trail = g_ptr_array_index (trails, i);

      if (trail->wanted->len > 0 && !fetch_all (round, trail, error))
        return FALSE;
      if (!keep (round, trail, error))
        return FALSE;
    }

  return TRUE;
}

static GHashTable *
get_bodies (HeraldRound  *round,
            const char   *id,
            GPtrArray    *versions,
            GError      **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) asked = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) found = NULL;
  GHashTable *bodies = NULL;

  for (guint i = 0; i < versions->len; i++)
    {
      const HeraldVersion *version = g_ptr_array_index (versions, i);

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
 * herald_round_fetch_texts:
 * @round: a round
 * @id: a document that is here
 * @versions: (element-type HeraldVersion): versions of it that are here
 * @error: return location for what stops the round
 *
 * Brings their texts. What is missing or wrong there is reported and left out.
 *
 * Returns: whether to go on
 */
gboolean
herald_round_fetch_texts (HeraldRound  *round,
                          const char   *id,
                          GPtrArray    *versions,
                          GError      **error)
{
  for (guint start = 0; start < versions->len; start += CHUNK)
    {
      g_autoptr (GPtrArray) slice = g_ptr_array_new ();
      g_autoptr (GPtrArray) texts = g_ptr_array_new ();
      g_autoptr (GHashTable) bodies = NULL;

      for (guint i = start; i < MIN (start + CHUNK, versions->len); i++)
        g_ptr_array_add (slice, g_ptr_array_index (versions, i));
      bodies = get_bodies (round, id, slice, error);
      if (bodies == NULL)
        return FALSE;

      for (guint i = 0; i < slice->len; i++)
        g_ptr_array_add (texts, g_hash_table_lookup (bodies, ((HeraldVersion *) g_ptr_array_index (slice, i))->body));
      if (!herald_library_add_versions (round->library, slice, texts, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
fetch_lacking_texts (HeraldRound         *round,
                     const char          *id,
                     const char * const  *bodies,
                     gboolean            *came,
                     GError             **error)
{
  g_autoptr (GPtrArray) textless = herald_library_list_textless (round->library, id, error);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  g_autoptr (GPtrArray) left = NULL;

  for (guint i = 0; textless != NULL && i < textless->len; i++)
    if (g_strv_contains (bodies, ((HeraldVersion *) g_ptr_array_index (textless, i))->body))
      g_ptr_array_add (wanted, g_ptr_array_index (textless, i));
  if (textless == NULL || !herald_round_fetch_texts (round, id, wanted, error))
    return FALSE;

  left = herald_library_list_textless (round->library, id, error);
  *came = left != NULL && left->len < textless->len;
  return left != NULL;
}

static gboolean
fetch_lacking_versions (HeraldRound         *round,
                        const char          *id,
                        const char * const  *versions,
                        gboolean            *came,
                        GError             **error)
{
  *came = FALSE;
  if (!herald_round_fetch_history (round, id, error))
    return FALSE;

  for (guint i = 0; versions[i] != NULL; i++)
    *came = *came || herald_library_has_version (round->library, versions[i]);
  return TRUE;
}

/**
 * herald_round_join:
 * @round: a round
 * @id: a document with several heads
 * @error: return location for what stops the round
 *
 * Joins its heads, and brings what that takes. What is not to be had leaves them apart: a missing ancestor is a conflict,
 * never a guess.
 *
 * Returns: whether to go on
 */
gboolean
herald_round_join (HeraldRound  *round,
                   const char   *id,
                   GError      **error)
{
  gboolean came = TRUE;

  while (came)
    {
      g_auto (GStrv) heads = herald_library_join_heads (round->library, id, NULL, error);
      g_auto (GStrv) versions = NULL;
      g_auto (GStrv) bodies = NULL;

      if (heads == NULL)
        return FALSE;
      if (heads[0] == NULL || heads[1] == NULL)
        return TRUE;
      if (!herald_library_list_lacking (round->library, id, &versions, &bodies, error))
        return FALSE;

      came = FALSE;
      if (versions[0] != NULL && !fetch_lacking_versions (round, id, (const char * const *) versions, &came, error))
        return FALSE;
      if (versions[0] == NULL && bodies[0] != NULL &&
          !fetch_lacking_texts (round, id, (const char * const *) bodies, &came, error))
        return FALSE;
    }

  return TRUE;
}
