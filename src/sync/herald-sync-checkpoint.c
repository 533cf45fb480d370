/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a round knows that the server is in the state in which it was left, and not in an older one. */
#include "herald-round.h"

#include "herald-heads-document.h"
#include "herald-id.h"
#include "herald-members.h"

#include <string.h>

#define SETTING_SEQUENCE    "remote-sequence"
#define SETTING_CHECKPOINT  "remote-checkpoint"
#define SETTING_CONFIRMED   "remote-confirmed"   /* the sequence when the token was written */
#define SETTING_UNCONFIRMED "remote-unconfirmed" /* remote ids that were pushed since, a line each */
#define BEING_COMPARED      "being compared"     /* a token that no server holds */

static char *
checkpoint_id (HeraldRound *round)
{
  return g_strconcat ("_local/herald-", herald_library_get_id (round->library), NULL);
}

/* NULL without error: there is none. */
static HeraldRemoteItem *
read_checkpoint (HeraldRound  *round,
                 GError      **error)
{
  g_autofree char *id = checkpoint_id (round);
  g_autoptr (GError) local = NULL;
  HeraldRemoteItem *item = herald_remote_get (round->remote, HERALD_REMOTE_HEADS, id, NULL, round->cancellable, &local);

  if (item == NULL && !g_error_matches (local, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&local));

  return item;
}

/* Whether the server is the one, and not older, that the last round left: it holds the token that this round wrote
 * there. "previous" is for a round that was cut off between writing it there and keeping it here. */
static gboolean
is_same_server (const char              *token,
                const HeraldRemoteItem  *item)
{
  if (token == NULL)
    return TRUE; /* nothing was left there yet */
  if (item == NULL)
    return FALSE;

  return g_strcmp0 (herald_member_string (item->content, "token"), token) == 0 ||
         g_strcmp0 (herald_member_string (item->content, "previous"), token) == 0;
}

/* The next round compares everything, and brings up all that is here. */
gboolean
herald_checkpoint_compare (HeraldLibrary  *library,
                           GError        **error)
{
  return herald_library_set_setting (library, SETTING_CHECKPOINT, BEING_COMPARED, error);
}

/* A server that was restored from a backup lacks what was pushed since, silently: all is compared anew. */
static gboolean
start_anew (HeraldRound  *round,
            GError      **error)
{
  g_info ("The team server is not in the state in which it was left; everything is compared.");

  g_clear_pointer (&round->sequence, g_free);
  return herald_library_forget_remote (round->library, error) &&
         herald_checkpoint_compare (round->library, error) &&
         herald_round_push_all_objects (round, error);
}

static HeraldArrival *
make_nothing (const char *remote_id)
{
  HeraldDocumentType type = HERALD_DOCUMENT_ANNOUNCEMENT;
  g_autofree char *id = NULL;
  HeraldArrival *arrival = NULL;

  if (!herald_heads_split_id (remote_id, &type, &id))
    return NULL;

  arrival = g_new0 (HeraldArrival, 1);
  arrival->id = g_steal_pointer (&id);
  arrival->type = type;
  arrival->versions = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_version_free);
  arrival->bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_document_unref);
  return arrival;
}

/* A round that was cut off before it wrote its token leaves things done of which nothing on the server says that they
 * lasted: a copy of the server that was made in between holds the same token. They are looked at again. */
static gboolean
go_back_to_confirmed (HeraldRound  *round,
                      GError      **error)
{
  g_autofree char *setting = herald_library_get_setting (round->library, SETTING_UNCONFIRMED, NULL);
  g_auto (GStrv) ids = g_strsplit (setting != NULL ? setting : "", "\n", -1);
  g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_arrival_free);

  g_free (round->sequence);
  round->sequence = herald_library_get_setting (round->library, SETTING_CONFIRMED, NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      HeraldArrival *arrival = make_nothing (ids[i]);

      if (arrival != NULL)
        g_ptr_array_add (arrivals, arrival);
    }

  return arrivals->len == 0 || herald_library_take_arrivals (round->library, arrivals, round->sequence, error);
}

/* The token is kept first: cut off after it, the next round looks again at more than it needs. */
static gboolean
confirm (HeraldRound  *round,
         const char   *token,
         GError      **error)
{
  return (token == NULL || herald_library_set_setting (round->library, SETTING_CHECKPOINT, token, error)) &&
         herald_library_set_setting (round->library, SETTING_CONFIRMED, round->sequence, error) &&
         herald_library_set_setting (round->library, SETTING_UNCONFIRMED, NULL, error);
}

static gboolean
may_not_write (const GError *error)
{
  return g_error_matches (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_FORBIDDEN) ||
         g_error_matches (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_READ_ONLY);
}

/* Leaves a token on the server that covers all that was taken in and pushed so far. */
gboolean
herald_round_write_checkpoint (HeraldRound  *round,
                               GError      **error)
{
  g_autofree char *id = checkpoint_id (round);
  g_autofree char *previous = herald_library_get_setting (round->library, SETTING_CHECKPOINT, NULL);
  g_autofree char *token = herald_uuid_new ();
  g_autofree char *rev = NULL;
  g_autoptr (GError) local = NULL;
  g_autoptr (HeraldRemoteItem) item = read_checkpoint (round, &local);
  g_autoptr (JsonObject) content = json_object_new ();

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  json_object_set_string_member (content, "token", token);
  if (previous != NULL && strcmp (previous, BEING_COMPARED) != 0)
    json_object_set_string_member (content, "previous", previous);

  rev = herald_remote_put (round->remote, HERALD_REMOTE_HEADS, id, item != NULL ? item->rev : NULL, content,
                           round->cancellable, &local);
  if (rev != NULL)
    return confirm (round, token, error);

  /* Two programs sync one library at the same time: the other one's is as good. Someone who may only read cannot
   * write one, and needs none: what was not pushed cannot be lost. */
  if (g_error_matches (local, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_CHANGED) ||
      may_not_write (local))
    return confirm (round, NULL, error);

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Whether a token was left on the server. */
gboolean
herald_round_has_checkpoint (HeraldRound *round)
{
  g_autofree char *token = herald_library_get_setting (round->library, SETTING_CHECKPOINT, NULL);

  return token != NULL && strcmp (token, BEING_COMPARED) != 0;
}

gboolean
herald_round_is_confirmed (HeraldRound *round)
{
  g_autofree char *unconfirmed = herald_library_get_setting (round->library, SETTING_UNCONFIRMED, NULL);

  return unconfirmed == NULL;
}

/* Before anything is marked as pushed: what no token covers yet. */
gboolean
herald_round_note_unconfirmed (HeraldRound  *round,
                               GPtrArray    *items,
                               GError      **error)
{
  g_autofree char *setting = herald_library_get_setting (round->library, SETTING_UNCONFIRMED, NULL);
  g_autoptr (GString) lines = g_string_new (setting);

  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", ((HeraldRemoteItem *) g_ptr_array_index (items, i))->id);

  return herald_library_set_setting (round->library, SETTING_UNCONFIRMED, lines->str, error);
}

/* Where this round begins: where the last one ended, or, on a server that was restored, at the beginning. */
gboolean
herald_round_read_checkpoint (HeraldRound  *round,
                              GError      **error)
{
  g_autofree char *token = herald_library_get_setting (round->library, SETTING_CHECKPOINT, NULL);
  g_autoptr (GError) local = NULL;
  g_autoptr (HeraldRemoteItem) checkpoint = read_checkpoint (round, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  if (!is_same_server (token, checkpoint))
    return start_anew (round, error);
  if (token != NULL && !go_back_to_confirmed (round, error))
    return FALSE;

  /* Before the first pull: what is taken in is never without a checkpoint. */
  return round->sequence != NULL || herald_round_write_checkpoint (round, error);
}
