/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-round.h"

#include "herald-heads-document.h"
#include "herald-i18n.h"

#include <string.h>

#define BATCH     100 /* documents */
#define CHUNK     100 /* versions */
#define MAX_TRIES 10
#define CHECKPOINT_EVERY 5 /* batches: what no checkpoint covers is looked at again */

/* Objects */

/* The versions that lead to the row's heads, from the heads back to those that the remote's heads name: whoever wrote
 * a head had pushed all behind it. A version that is not here cannot be pushed from here. */
static gboolean
collect_versions (HeraldRound          *round,
                  const HeraldSyncRow  *row,
                  GHashTable           *stop,
                  GPtrArray            *versions,
                  GError              **error)
{
  g_autoptr (GPtrArray) queue = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < row->heads->len; i++)
    g_ptr_array_add (queue, g_strdup (g_ptr_array_index (row->heads, i)));

  for (guint i = 0; i < queue->len; i++)
    {
      const char *hash = g_ptr_array_index (queue, i);
      g_autoptr (GError) local = NULL;
      HeraldVersion *version = NULL;

      if ((stop != NULL && g_hash_table_contains (stop, hash)) || !g_hash_table_add (seen, (gpointer) hash))
        continue;

      version = herald_library_get_version (round->library, hash, &local);
      if (version == NULL && g_error_matches (local, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND))
        continue;
      if (version == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }

      for (guint j = 0; j < version->parents->len; j++)
        g_ptr_array_add (queue, g_strdup (g_ptr_array_index (version->parents, j)));
      g_ptr_array_add (versions, version);
    }

  return TRUE;
}

static char *
version_id (const HeraldVersion *version)
{
  return g_strdup_printf ("version:%s:%s", version->document, version->hash);
}

static char *
body_id (const HeraldVersion *version)
{
  return g_strdup_printf ("body:%s:%s", version->document, version->body);
}

/* Which of the versions and bodies are there. */
static GHashTable *
find_present (HeraldRound  *round,
              GPtrArray    *versions,
              guint         start,
              guint         end,
              GError      **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) found = NULL;
  GHashTable *present = NULL;

  for (guint i = start; i < end; i++)
    {
      g_ptr_array_add (ids, version_id (g_ptr_array_index (versions, i)));
      g_ptr_array_add (ids, body_id (g_ptr_array_index (versions, i)));
    }

  found = herald_remote_get_many (round->remote, HERALD_REMOTE_OBJECTS, ids, FALSE, round->cancellable, error);
  if (found == NULL)
    return NULL;

  present = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < found->len; i++)
    {
      HeraldRemoteItem *item = g_ptr_array_index (found, i);

      if (item->id != NULL && item->error == NULL)
        g_hash_table_add (present, g_strdup (item->id));
    }

  return present;
}

static void
note_too_large (HeraldRound  *round,
                const char   *id,
                const GError *why)
{
  if (g_error_matches (why, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_TOO_LARGE))
    g_hash_table_replace (round->too_large, g_strdup (id), g_strdup (why->message));
}

/* Puts objects; a document of which one does not go through is not pushed in this round. */
static gboolean
put_objects (HeraldRound  *round,
             GPtrArray    *items,
             GError      **error)
{
  if (items->len == 0)
    return TRUE;

  if (!herald_remote_put_many (round->remote, HERALD_REMOTE_OBJECTS, items, round->cancellable, error))
    return FALSE;

  for (guint i = 0; i < items->len; i++)
    {
      HeraldRemoteItem *item = g_ptr_array_index (items, i);
      g_auto (GStrv) parts = g_strsplit (item->id, ":", 3);

      if (g_error_matches (item->error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_READ_ONLY))
        {
          g_propagate_error (error, g_steal_pointer (&item->error));
          return FALSE;
        }

      if (item->error != NULL && !g_error_matches (item->error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_CHANGED))
        {
          note_too_large (round, parts[1], item->error);
          herald_round_set_aside (round, parts[1], item->error->message);
          g_hash_table_add (round->aside, g_strdup (parts[1]));
        }
    }

  return TRUE;
}

static gboolean
add_body (HeraldRound          *round,
          const HeraldVersion  *version,
          GHashTable           *present,
          GPtrArray            *items,
          GError              **error)
{
  g_autofree char *id = body_id (version);
  g_autoptr (HeraldDocument) body = NULL;
  g_autoptr (GPtrArray) needs = NULL;
  g_autoptr (GError) local = NULL;

  if (g_hash_table_contains (present, id))
    return TRUE;

  body = herald_library_get_body (round->library, version->body, &local);
  if (body == NULL)
    {
      /* Its text was never fetched to here: then it came from there. */
      if (g_error_matches (local, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  needs = herald_assets_of (body);
  if (!herald_round_push_assets (round, version->document, needs, error))
    return FALSE;
  if (g_hash_table_contains (round->aside, version->document))
    return TRUE;

  g_hash_table_add (present, g_strdup (id));
  g_ptr_array_add (items, herald_remote_item_new (id, NULL, herald_object_write_body (body)));
  return TRUE;
}

static gboolean
push_chunk (HeraldRound  *round,
            GPtrArray    *versions,
            guint         start,
            guint         end,
            GError      **error)
{
  g_autoptr (GHashTable) present = find_present (round, versions, start, end, error);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_remote_item_free);

  if (present == NULL)
    return FALSE;

  for (guint i = start; i < end; i++)
    if (!add_body (round, g_ptr_array_index (versions, i), present, items, error))
      return FALSE;

  for (guint i = start; i < end; i++)
    {
      HeraldVersion *version = g_ptr_array_index (versions, i);
      g_autofree char *id = version_id (version);

      if (!g_hash_table_contains (present, id) && !g_hash_table_contains (round->aside, version->document))
        g_ptr_array_add (items, herald_remote_item_new (id, NULL, herald_object_write_version (version)));
    }

  return put_objects (round, items, error);
}

/* Assets, bodies, versions. stops: remote id -> set of hashes that the remote's heads name, or NULL. */
static gboolean
push_objects (HeraldRound  *round,
              GPtrArray    *rows,
              GHashTable   *stops,
              GError      **error)
{
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_version_free);

  for (guint i = 0; i < rows->len; i++)
    {
      HeraldSyncRow *row = g_ptr_array_index (rows, i);

      if (!collect_versions (round, row, stops != NULL ? g_hash_table_lookup (stops, row->id) : NULL, versions, error))
        return FALSE;
    }

  for (guint start = 0; start < versions->len; start += CHUNK)
    if (!push_chunk (round, versions, start, MIN (start + CHUNK, versions->len), error))
      return FALSE;

  return TRUE;
}

gboolean
herald_round_push_all_objects (HeraldRound  *round,
                               GError      **error)
{
  g_autoptr (GPtrArray) rows = herald_library_list_unpushed (round->library, 0, error);

  if (rows == NULL)
    return FALSE;

  for (guint start = 0; start < rows->len && !round->read_only; start += BATCH)
    {
      g_autoptr (GPtrArray) some = g_ptr_array_new ();
      GError *local = NULL;

      for (guint i = start; i < MIN (start + BATCH, rows->len); i++)
        g_ptr_array_add (some, g_ptr_array_index (rows, i));
      if (!push_objects (round, some, NULL, &local) && !herald_round_note_read_only (round, local, error))
        return FALSE;
    }

  return TRUE;
}

/* Heads */

/* remote id -> item, of what the remote holds of these rows now. */
static GHashTable *
look_at_heads (HeraldRound  *round,
               GPtrArray    *rows,
               GPtrArray   **items,
               GError      **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GHashTable *current = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      HeraldSyncRow *row = g_ptr_array_index (rows, i);

      g_ptr_array_add (ids, herald_heads_make_id (row->type, row->id));
    }

  *items = herald_remote_get_many (round->remote, HERALD_REMOTE_HEADS, ids, TRUE, round->cancellable, error);
  if (*items == NULL)
    return NULL;

  current = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < (*items)->len; i++)
    {
      HeraldRemoteItem *item = g_ptr_array_index (*items, i);

      if (item->id != NULL)
        g_hash_table_insert (current, item->id, item);
    }

  return current;
}

static GHashTable *
make_stop (HeraldArrival *arrival)
{
  GHashTable *stop = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < arrival->versions->len; i++)
    g_hash_table_add (stop, g_strdup (((HeraldVersion *) g_ptr_array_index (arrival->versions, i))->hash));

  return stop;
}

static void
give_up (HeraldRound *round,
         const char  *id,
         const char  *why)
{
  herald_round_set_aside (round, id, why);
  g_hash_table_add (round->aside, g_strdup (id));
}

/* Judges what the remote holds of a row: moved on since it was last seen (then that comes down first, into arrivals,
 * and FALSE), or as expected (then stops learns its heads, and TRUE). */
static gboolean
is_ready (HeraldRound          *round,
          const HeraldSyncRow  *row,
          HeraldRemoteItem     *item,
          GPtrArray            *arrivals,
          GHashTable           *stops)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (HeraldArrival) arrival = NULL;

  if (item == NULL)
    return TRUE;

  arrival = item->error == NULL ? herald_heads_read (item, &local) : NULL;
  if (arrival == NULL)
    {
      /* What cannot be read is not overwritten either. */
      give_up (round, row->id, item->error != NULL ? item->error->message : local->message);
      return FALSE;
    }

  if (g_strcmp0 (item->rev, row->remote_rev) != 0)
    {
      g_ptr_array_add (arrivals, g_steal_pointer (&arrival));
      return FALSE;
    }

  g_hash_table_insert (stops, g_strdup (row->id), make_stop (arrival));
  return TRUE;
}

static JsonObject *
write_heads (HeraldRound          *round,
             const HeraldSyncRow  *row,
             GError              **error)
{
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_version_free);
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_document_unref);

  for (guint i = 0; i < row->heads->len; i++)
    {
      HeraldVersion *version = herald_library_get_version (round->library, g_ptr_array_index (row->heads, i), error);
      HeraldDocument *body = NULL;

      if (version == NULL)
        return NULL;
      g_ptr_array_add (versions, version);

      body = herald_library_get_body (round->library, version->body, error);
      if (body == NULL)
        return NULL;
      g_ptr_array_add (bodies, body);
    }

  return herald_heads_write (versions, bodies);
}

static gboolean
read_put (HeraldRound          *round,
          const HeraldSyncRow  *row,
          HeraldRemoteItem     *item,
          GError              **error)
{
  if (g_error_matches (item->error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_READ_ONLY))
    {
      g_propagate_error (error, g_steal_pointer (&item->error));
      return FALSE;
    }

  /* A miss is no fault: the next look brings down what the other wrote. */
  if (g_error_matches (item->error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_CHANGED))
    return TRUE;

  if (item->error != NULL)
    {
      note_too_large (round, row->id, item->error);
      give_up (round, row->id, item->error->message);
      return TRUE;
    }

  g_ptr_array_add (row->heads, NULL);
  if (!herald_library_mark_pushed (round->library, row->id, (const char * const *) row->heads->pdata, item->rev, error))
    return FALSE;

  g_hash_table_replace (round->sent, g_strdup (item->id), g_strdup (item->rev));
  round->result->pushed++;
  herald_round_tell (round, HERALD_SYNC_SENDING, 1, 0);
  return TRUE;
}

/* rows of which all objects are there. */
static gboolean
put_heads (HeraldRound  *round,
           GPtrArray    *rows,
           GHashTable   *current,
           GError      **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_remote_item_free);
  g_autoptr (GPtrArray) sent = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      HeraldSyncRow *row = g_ptr_array_index (rows, i);
      g_autofree char *id = herald_heads_make_id (row->type, row->id);
      HeraldRemoteItem *there = g_hash_table_lookup (current, id);
      JsonObject *content = NULL;

      if (g_hash_table_contains (round->aside, row->id))
        continue;

      content = write_heads (round, row, error);
      if (content == NULL)
        return FALSE;

      /* Where nothing is, a revision of old would miss: a restored server, or a deleted head. */
      g_ptr_array_add (items, herald_remote_item_new (id, there != NULL ? there->rev : NULL, content));
      g_ptr_array_add (sent, row);
    }

  if (items->len == 0)
    return TRUE;
  if (!herald_round_note_unconfirmed (round, items, error) ||
      !herald_remote_put_many (round->remote, HERALD_REMOTE_HEADS, items, round->cancellable, error))
    return FALSE;

  for (guint i = 0; i < sent->len; i++)
    if (!read_put (round, g_ptr_array_index (sent, i), g_ptr_array_index (items, i), error))
      return FALSE;

  return TRUE;
}

/* Counts how often a row was tried: it comes again only while somebody else writes the same document. */
static gboolean
may_try (HeraldRound *round,
         const char  *id)
{
  guint tries = GPOINTER_TO_UINT (g_hash_table_lookup (round->tries, id)) + 1;

  g_hash_table_replace (round->tries, g_strdup (id), GUINT_TO_POINTER (tries));
  if (tries > MAX_TRIES)
    give_up (round, id, _("Others keep changing it on the team server. Herald tries again later."));

  return tries <= MAX_TRIES;
}

static gboolean
push_batch (HeraldRound  *round,
            GPtrArray    *rows,
            GError      **error)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GHashTable) current = look_at_heads (round, rows, &items, error);
  g_autoptr (GHashTable) stops = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                        (GDestroyNotify) g_hash_table_unref);
  g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_arrival_free);
  g_autoptr (GPtrArray) ready = g_ptr_array_new ();

  if (current == NULL)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      HeraldSyncRow *row = g_ptr_array_index (rows, i);
      g_autofree char *id = herald_heads_make_id (row->type, row->id);

      if (may_try (round, row->id) && is_ready (round, row, g_hash_table_lookup (current, id), arrivals, stops))
        g_ptr_array_add (ready, row);
    }

  if ((arrivals->len > 0 && !herald_round_take (round, arrivals, round->sequence, error)) ||
      !push_objects (round, ready, stops, error) || !put_heads (round, ready, current, error))
    return FALSE;

  for (guint i = 0; i < ready->len; i++)
    {
      const HeraldSyncRow *row = g_ptr_array_index (ready, i);
      const char *why = g_hash_table_lookup (round->too_large, row->id);

      if (why != NULL)
        herald_round_note_refused (round, row, why);
    }
  return TRUE;
}

static void
leave_out_aside (HeraldRound *round,
                 GPtrArray   *rows)
{
  for (guint i = rows->len; i > 0; i--)
    if (g_hash_table_contains (round->aside, ((HeraldSyncRow *) g_ptr_array_index (rows, i - 1))->id) ||
        herald_round_is_refused (round, g_ptr_array_index (rows, i - 1)))
      g_ptr_array_remove_index (rows, i - 1);
}

/* Rows that are not set aside; none: there are no more. */
static GPtrArray *
next_rows (HeraldRound  *round,
           GError      **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  gboolean more = TRUE;

  while (more)
    {
      guint limit = BATCH + g_hash_table_size (round->aside);

      g_clear_pointer (&rows, g_ptr_array_unref);
      rows = herald_library_list_unpushed (round->library, limit, error);
      if (rows == NULL)
        return NULL;

      more = rows->len == limit;
      leave_out_aside (round, rows);
      more = more && rows->len == 0;
    }

  return g_steal_pointer (&rows);
}

/* How much there is to send, if anybody wants to know. */
static gboolean
tell_what_waits (HeraldRound  *round,
                 GError      **error)
{
  g_autoptr (GPtrArray) rows = round->func != NULL ? herald_library_list_unpushed (round->library, 0, error) : NULL;

  if (rows != NULL && rows->len > 0)
    herald_round_tell (round, HERALD_SYNC_SENDING, 0, rows->len);
  return round->func == NULL || rows != NULL;
}

/* Brings up what the remote does not hold: assets, bodies, versions, then heads by compare-and-swap. */
gboolean
herald_round_push (HeraldRound  *round,
                   GError      **error)
{
  if (!tell_what_waits (round, error))
    return FALSE;

  for (guint i = 1; !round->read_only; i++)
    {
      g_autoptr (GPtrArray) rows = next_rows (round, error);
      GError *local = NULL;

      if (rows == NULL)
        return FALSE;
      if (rows->len == 0)
        return TRUE;
      if (!push_batch (round, rows, &local) && !herald_round_note_read_only (round, local, error))
        return FALSE;
      if (i % CHECKPOINT_EVERY == 0 && !herald_round_write_checkpoint (round, error))
        return FALSE;
    }

  return TRUE;
}
