/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-round.h"

#include "herald-heads-document.h"
#include "herald-i18n.h"

#include <string.h>

#define FIRST_BATCH 100               /* documents */
#define MAX_BATCH   500
#define BATCH_BYTES (2 * 1024 * 1024) /* of texts */
#define CHECKPOINT_EVERY 5 /* batches */
#define SLICE 25
#define MAX_UNFINISHED 1000

#define SETTING_UNFINISHED "remote-unfinished" /* remote ids, a line each */

/* Another leaf of the document on the server (two nodes of a cluster, or a replication, took two writes): its heads
 * join those of the winner. It is removed when the winner holds them. */
static gboolean
read_loser (HeraldRound            *round,
            const HeraldRemoteItem *item,
            const char             *rev,
            GPtrArray              *arrivals,
            GError                **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (HeraldRemoteItem) loser = herald_remote_get (round->remote, HERALD_REMOTE_HEADS, item->id, rev,
                                                          round->cancellable, &local);
  g_autoptr (HeraldArrival) arrival = loser != NULL ? herald_heads_read (loser, &local) : NULL;
  GPtrArray *revs = NULL;

  if (arrival == NULL)
    {
      if (!herald_round_is_local_error (local))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      herald_round_set_aside (round, item->id, local->message);
      return TRUE;
    }

  revs = g_hash_table_lookup (round->losers, item->id);
  if (revs == NULL)
    {
      revs = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (round->losers, g_strdup (item->id), revs);
    }

  g_ptr_array_add (revs, g_strdup (rev));
  g_ptr_array_add (arrivals, g_steal_pointer (&arrival));
  return TRUE;
}

/* A head that was deleted on the server: heads never are, so whoever has it writes it again. An arrival without
 * versions says that the remote holds none. */
static void
read_deleted (HeraldRound            *round,
              const HeraldRemoteItem *item,
              GPtrArray              *arrivals)
{
  HeraldDocumentType type = HERALD_DOCUMENT_ANNOUNCEMENT;
  g_autofree char *id = NULL;
  g_auto (GStrv) heads = NULL;
  HeraldArrival *arrival = NULL;

  if (!herald_heads_split_id (item->id, &type, &id))
    return;

  heads = herald_library_get_heads (round->library, id, NULL);
  if (heads == NULL || heads[0] == NULL)
    return;

  arrival = g_new0 (HeraldArrival, 1);
  arrival->id = g_steal_pointer (&id);
  arrival->type = type;
  arrival->versions = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_version_free);
  arrival->bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_document_unref);
  g_ptr_array_add (arrivals, arrival);
}

static void
leave_unfinished (HeraldRound *round,
                  const char  *remote_id,
                  const char  *why)
{
  HeraldDocumentType type = HERALD_DOCUMENT_ANNOUNCEMENT;
  g_autofree char *id = NULL;

  herald_round_set_aside (round, remote_id, why);
  if (herald_heads_split_id (remote_id, &type, &id) && g_hash_table_size (round->unfinished) < MAX_UNFINISHED)
    g_hash_table_add (round->unfinished, g_strdup (remote_id));
}

static gboolean
has_other_type (HeraldRound         *round,
                const HeraldArrival *arrival,
                GPtrArray           *arrivals)
{
  g_autoptr (HeraldWorkingCopy) copy = NULL;

  for (guint i = 0; i < arrivals->len; i++)
    {
      const HeraldArrival *other = g_ptr_array_index (arrivals, i);

      if (strcmp (other->id, arrival->id) == 0 && other->type != arrival->type)
        return TRUE;
    }

  copy = herald_library_get_working_copy (round->library, arrival->id, NULL);
  return copy != NULL && herald_document_get_kind (copy->document) != arrival->type;
}

/* Two documents of different types never have one id, unless somebody wants their histories to mix. */
static gboolean
check_type (HeraldRound          *round,
            const HeraldArrival  *arrival,
            GPtrArray            *arrivals,
            GError              **error)
{
  if (!has_other_type (round, arrival, arrivals))
    return TRUE;

  g_set_error_literal (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_BAD_REPLY,
                       _("A version on the team server belongs to another document."));
  return FALSE;
}

gboolean
herald_round_read_item (HeraldRound       *round,
                        HeraldRemoteItem  *item,
                        GPtrArray         *arrivals,
                        GError           **error)
{
  HeraldDocumentType type = HERALD_DOCUMENT_ANNOUNCEMENT;
  g_autofree char *id = NULL;
  g_autoptr (GError) local = NULL;
  g_autoptr (HeraldArrival) arrival = NULL;

  if (item->error != NULL)
    {
      leave_unfinished (round, item->id, item->error->message);
      return TRUE;
    }

  /* Kinds that this Herald does not know stay where they are, and so does what was erased here. */
  if (!herald_heads_split_id (item->id, &type, &id) || herald_library_is_erased (round->library, id))
    return TRUE;

  if (item->deleted)
    {
      read_deleted (round, item, arrivals);
      return TRUE;
    }

  arrival = herald_heads_read (item, &local);
  if (arrival == NULL || !check_type (round, arrival, arrivals, &local))
    {
      leave_unfinished (round, item->id, local->message);
      return TRUE;
    }

  for (guint i = 0; item->conflicts != NULL && item->conflicts[i] != NULL; i++)
    if (!read_loser (round, item, item->conflicts[i], arrivals, error))
      return FALSE;

  /* Last: the store keeps the winner's revision. */
  g_ptr_array_add (arrivals, g_steal_pointer (&arrival));
  return TRUE;
}

static void
note_pulled (HeraldRound   *round,
             HeraldArrival *arrival)
{
  for (guint i = 0; i < arrival->versions->len; i++)
    if (!herald_library_has_version (round->library, ((HeraldVersion *) g_ptr_array_index (arrival->versions, i))->hash))
      {
        g_hash_table_add (round->pulled, g_strdup (arrival->id));
        return;
      }
}

static gboolean
is_here (HeraldRound         *round,
         const HeraldArrival *arrival)
{
  g_auto (GStrv) heads = herald_library_get_heads (round->library, arrival->id, NULL);

  return heads != NULL;
}

/* In slices, so that what a person writes meanwhile does not wait for long. */
static gboolean
take_slices (HeraldRound  *round,
             GPtrArray    *arrivals,
             GError      **error)
{
  for (guint start = 0; start < arrivals->len; start += SLICE)
    {
      g_autoptr (GPtrArray) slice = g_ptr_array_new ();

      for (guint i = start; i < MIN (start + SLICE, arrivals->len); i++)
        g_ptr_array_add (slice, g_ptr_array_index (arrivals, i));
      if (!herald_library_take_arrivals (round->library, slice, round->sequence, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * herald_round_take:
 * @round: a round
 * @arrivals: (element-type HeraldArrival): heads that arrived
 * @sequence: (nullable): what covers them, or the round's own
 * @error: return location
 *
 * Takes heads in, then the files that they name. What lies between the heads that are here and those that arrived comes
 * first, because without it nobody can tell which of two heads is the older; what came before stays on the server until
 * somebody opens it. The sequence is stored last: cut off anywhere, the next round begins where this one did, and finds
 * what is there.
 *
 * Returns: whether it worked
 */
gboolean
herald_round_take (HeraldRound  *round,
                   GPtrArray    *arrivals,
                   const char   *sequence,
                   GError      **error)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  for (guint i = 0; i < arrivals->len; i++)
    {
      HeraldArrival *arrival = g_ptr_array_index (arrivals, i);

      if (is_here (round, arrival))
        g_ptr_array_add (known, arrival);
      note_pulled (round, arrival);
    }

  if (!herald_round_connect (round, known, error) || !take_slices (round, arrivals, error))
    return FALSE;

  for (guint i = 0; i < arrivals->len; i++)
    if (!herald_round_fetch_assets (round, g_ptr_array_index (arrivals, i), error))
      return FALSE;

  if (g_strcmp0 (sequence, round->sequence) == 0)
    return TRUE;

  if (!herald_round_keep_unfinished (round, error) ||
      !herald_library_take_arrivals (round->library, none, sequence, error))
    return FALSE;

  g_free (round->sequence);
  round->sequence = g_strdup (sequence);
  return TRUE;
}

/* What this round wrote itself comes back in the list, and is known. */
static gboolean
is_own (HeraldRound            *round,
        const HeraldRemoteItem *item)
{
  const char *rev = item->id != NULL ? g_hash_table_lookup (round->sent, item->id) : NULL;

  return rev != NULL && g_strcmp0 (rev, item->leaves != NULL ? item->leaves : item->rev) == 0;
}

/* After a push, what changed comes by its name first, so that what was just sent does not come back whole. */
static gboolean
read_named (HeraldRound  *round,
            GPtrArray    *items,
            GPtrArray    *arrivals,
            GError      **error)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  g_autoptr (GPtrArray) found = NULL;

  for (guint i = 0; i < items->len; i++)
    {
      HeraldRemoteItem *item = g_ptr_array_index (items, i);

      if (is_own (round, item))
        continue;
      if (item->id != NULL && item->error == NULL && !item->deleted)
        g_ptr_array_add (wanted, item->id);
      else if (!herald_round_read_item (round, item, arrivals, error))
        return FALSE;
    }
  if (wanted->len == 0)
    return TRUE;

  found = herald_remote_get_many (round->remote, HERALD_REMOTE_HEADS, wanted, TRUE, round->cancellable, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    if (!herald_round_read_item (round, g_ptr_array_index (found, i), arrivals, error))
      return FALSE;

  return found != NULL;
}

static gboolean
read_whole (HeraldRound  *round,
            GPtrArray    *items,
            GPtrArray    *arrivals,
            GError      **error)
{
  for (guint i = 0; i < items->len; i++)
    if (!herald_round_read_item (round, g_ptr_array_index (items, i), arrivals, error))
      return FALSE;

  return TRUE;
}

static gsize
measure (GPtrArray *arrivals)
{
  gsize bytes = 0;

  for (guint i = 0; i < arrivals->len; i++)
    {
      const HeraldArrival *arrival = g_ptr_array_index (arrivals, i);

      for (guint j = 0; j < arrival->bodies->len; j++)
        {
          gsize length = 0;

          herald_document_get_text (g_ptr_array_index (arrival->bodies, j), &length);
          bytes += length;
        }
    }

  return bytes;
}

/* As many as fit into the memory of a batch, if the next ones are like these. */
static void
adapt_limit (HeraldRound *round,
             guint        n_rows,
             gsize        bytes)
{
  if (n_rows > 0)
    round->limit = (guint) CLAMP ((guint64) BATCH_BYTES * n_rows / MAX (bytes, 1), 1, MAX_BATCH);
}

static gboolean
pull_batch (HeraldRound  *round,
            guint        *pending,
            GError      **error)
{
  gboolean whole = g_hash_table_size (round->sent) == 0;
  g_autofree char *sequence = NULL;
  g_autoptr (GPtrArray) items = herald_remote_changes (round->remote, round->sequence, round->limit, whole, &sequence, pending,
                                                       round->cancellable, error);
  g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_arrival_free);

  if (items == NULL || !(whole ? read_whole : read_named) (round, items, arrivals, error))
    return FALSE;
  round->n_rows += items->len;
  for (guint i = 0; i < items->len; i++)
    herald_tail_note (round->tail, g_ptr_array_index (items, i));
  if (whole)
    adapt_limit (round, items->len, measure (arrivals));

  if (arrivals->len == 0 && g_strcmp0 (sequence, round->sequence) == 0)
    return TRUE;
  if (!herald_round_take (round, arrivals, sequence, error))
    return FALSE;

  herald_round_tell (round, HERALD_SYNC_RECEIVING, arrivals->len, *pending > 1 ? *pending : 0);
  return TRUE;
}

/* Takes in all that changed on the remote since the sequence. */
gboolean
herald_round_pull (HeraldRound  *round,
                   GError      **error)
{
  guint pending = 1;

  round->limit = FIRST_BATCH;

  /* A checkpoint now and then: a round that is cut off goes back to the last one. */
  for (guint i = 1; pending > 0; i++)
    if (!pull_batch (round, &pending, error) ||
        (pending > 0 && i % CHECKPOINT_EVERY == 0 && !herald_round_write_checkpoint (round, error)))
      return FALSE;

  return TRUE;
}

gboolean
herald_round_pull_unfinished (HeraldRound  *round,
                              GError      **error)
{
  g_autofree char *setting = herald_library_get_setting (round->library, SETTING_UNFINISHED, NULL);
  g_auto (GStrv) ids = g_strsplit (setting != NULL ? setting : "", "\n", -1);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_arrival_free);

  for (guint i = 0; ids[i] != NULL; i++)
    g_ptr_array_add (wanted, ids[i]);
  if (wanted->len == 0)
    return TRUE;

  items = herald_remote_get_many (round->remote, HERALD_REMOTE_HEADS, wanted, TRUE, round->cancellable, error);
  if (items == NULL)
    return FALSE;

  for (guint i = 0; i < items->len; i++)
    if (!herald_round_read_item (round, g_ptr_array_index (items, i), arrivals, error))
      return FALSE;

  return herald_round_take (round, arrivals, round->sequence, error);
}

/* Whether a round before this one could not take everything in. */
gboolean
herald_round_has_unfinished (HeraldRound *round)
{
  g_autofree char *setting = herald_library_get_setting (round->library, SETTING_UNFINISHED, NULL);

  return setting != NULL && setting[0] != '\0';
}

gboolean
herald_round_keep_unfinished (HeraldRound  *round,
                              GError      **error)
{
  g_autofree gpointer *ids = g_hash_table_get_keys_as_array (round->unfinished, NULL);
  g_autofree char *setting = g_strjoinv ("\n", (char **) ids);
  g_autofree char *kept = herald_library_get_setting (round->library, SETTING_UNFINISHED, NULL);

  if (g_str_equal (setting, kept != NULL ? kept : ""))
    return TRUE;

  return herald_library_set_setting (round->library, SETTING_UNFINISHED, setting[0] != '\0' ? setting : NULL, error);
}

/* Whether the winner holds exactly the heads that the library has, which are the union with the losers'. */
static gboolean
holds_union (HeraldRound   *round,
             HeraldArrival *winner)
{
  g_auto (GStrv) heads = herald_library_get_heads (round->library, winner->id, NULL);

  if (heads == NULL || g_strv_length (heads) != winner->versions->len)
    return FALSE;

  for (guint i = 0; i < winner->versions->len; i++)
    if (!g_strv_contains ((const char * const *) heads, ((HeraldVersion *) g_ptr_array_index (winner->versions, i))->hash))
      return FALSE;

  return TRUE;
}

/* What the server's rules (rules.js) ask of whoever removes a leaf: that he has read it, and knows a winner. */
static JsonObject *
make_tombstone (const HeraldArrival *loser,
                const char          *winner)
{
  JsonObject *tombstone = json_object_new ();
  JsonArray *heads = json_array_new ();

  for (guint i = 0; i < loser->versions->len; i++)
    json_array_add_string_element (heads, ((HeraldVersion *) g_ptr_array_index (loser->versions, i))->hash);

  json_object_set_array_member (tombstone, "heads", heads);
  json_object_set_string_member (tombstone, "winner", winner);
  return tombstone;
}

static gboolean
remove_loser (HeraldRound  *round,
              const char   *id,
              const char   *rev,
              const char   *winner,
              GError      **error)
{
  g_autoptr (HeraldRemoteItem) item = herald_remote_get (round->remote, HERALD_REMOTE_HEADS, id, rev,
                                                         round->cancellable, error);
  g_autoptr (HeraldArrival) loser = item != NULL ? herald_heads_read (item, error) : NULL;
  g_autoptr (JsonObject) tombstone = loser != NULL ? make_tombstone (loser, winner) : NULL;

  return tombstone != NULL && herald_remote_remove (round->remote, HERALD_REMOTE_HEADS, id, rev, tombstone,
                                                    round->cancellable, error);
}

static gboolean
remove_losers_of (HeraldRound  *round,
                  const char   *id,
                  GPtrArray    *revs,
                  GError      **error)
{
  g_autoptr (HeraldRemoteItem) item = herald_remote_get (round->remote, HERALD_REMOTE_HEADS, id, NULL,
                                                         round->cancellable, error);
  g_autoptr (HeraldArrival) winner = item != NULL ? herald_heads_read (item, error) : NULL;

  if (winner == NULL)
    return FALSE;
  if (!holds_union (round, winner))
    return TRUE;

  for (guint i = 0; i < revs->len; i++)
    {
      const char *rev = g_ptr_array_index (revs, i);
      g_autoptr (GError) local = NULL;

      if (strcmp (rev, item->rev) == 0 || remove_loser (round, id, rev, item->rev, &local))
        continue;

      /* Somebody else has removed it. */
      if (!g_error_matches (local, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_CHANGED) &&
          !g_error_matches (local, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }

  return TRUE;
}

/* Removes the losing leaves whose versions the winner now holds. */
gboolean
herald_round_remove_losers (HeraldRound  *round,
                            GError      **error)
{
  GHashTableIter iter = { 0 };
  gpointer id = NULL;
  gpointer revs = NULL;

  g_hash_table_iter_init (&iter, round->losers);
  while (!round->read_only && g_hash_table_iter_next (&iter, &id, &revs))
    {
      g_autoptr (GError) local = NULL;

      if (remove_losers_of (round, id, revs, &local))
        continue;

      if (g_error_matches (local, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_READ_ONLY))
        {
          round->read_only = TRUE;
          break;
        }

      if (!herald_round_is_local_error (local))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      herald_round_set_aside (round, id, local->message);
    }

  g_hash_table_remove_all (round->losers);
  return TRUE;
}
