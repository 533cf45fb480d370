/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-round.h"

#include "herald-heads-document.h"
#include "herald-id.h"
#include "herald-members.h"

#include <string.h>

static void
need_free (HeraldAssetNeed *need)
{
  g_free (need->sha256);
  g_free (need->media_type);
  g_free (need);
}

static void
add_need (GPtrArray  *needs,
          const char *sha256,
          const char *media_type,
          gint64      size)
{
  HeraldAssetNeed *need = NULL;

  if (sha256 == NULL || !herald_hash_is_valid (sha256))
    return;

  for (guint i = 0; i < needs->len; i++)
    if (g_str_equal (((HeraldAssetNeed *) g_ptr_array_index (needs, i))->sha256, sha256))
      return;

  need = g_new0 (HeraldAssetNeed, 1);
  need->sha256 = g_strdup (sha256);
  need->media_type = g_strdup (media_type);
  need->size = (guint64) MAX (size, 0);
  g_ptr_array_add (needs, need);
}

static void
add_needs (GPtrArray  *needs,
           JsonObject *object,
           const char *array_name,
           const char *member)
{
  JsonArray *array = herald_member_array (object, array_name);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *element = herald_node_object (json_array_get_element (array, i));

      JsonNode *size = element != NULL ? json_object_get_member (element, "size") : NULL;

      add_need (needs, herald_member_string (element, member), herald_member_string (element, "media_type"),
                size != NULL && json_node_get_value_type (size) == G_TYPE_INT64 ? json_node_get_int (size) : 0);
    }
}

/**
 * herald_assets_of:
 * @document: a body
 *
 * The files that it names: pictures, companies' logos, figures, portraits.
 *
 * Returns: (transfer full) (element-type HeraldAssetNeed): each once
 */
GPtrArray *
herald_assets_of (HeraldDocument *document)
{
  GPtrArray *needs = g_ptr_array_new_with_free_func ((GDestroyNotify) need_free);
  g_autoptr (JsonNode) node = herald_document_to_node (document);
  JsonObject *object = herald_node_object (node);

  add_needs (needs, object, "assets", "sha256");
  add_needs (needs, object, "parties", "logo");
  add_needs (needs, object, "body", "asset");
  add_need (needs, herald_member_string (object, "logo"), NULL, 0);
  add_need (needs, herald_member_string (object, "portrait"), NULL, 0);

  return needs;
}

static gboolean
fetch_asset (HeraldRound            *round,
             const HeraldAssetNeed  *need,
             GError                **error)
{
  g_autoptr (GInputStream) stream = NULL;
  g_autofree char *added = NULL;

  herald_round_tell_bytes (round, need->size, 0);
  stream = herald_remote_get_asset (round->remote, need->sha256, round->cancellable, error);
  added = stream != NULL ? herald_library_add_asset (round->library, stream, round->cancellable, error) : NULL;
  if (added != NULL)
    herald_round_tell_bytes (round, 0, need->size);

  return added != NULL;
}

/* Fetches what a text names. One that is not to be had is reported; the words are worth having without. */
gboolean
herald_round_fetch_assets_of (HeraldRound     *round,
                              const char      *id,
                              HeraldDocument  *body,
                              gboolean        *whole,
                              GError         **error)
{
  g_autoptr (GPtrArray) needs = herald_assets_of (body);
  gboolean all = TRUE;

  for (guint i = 0; i < needs->len; i++)
    {
      const HeraldAssetNeed *need = g_ptr_array_index (needs, i);
      g_autoptr (GError) local = NULL;

      if (herald_library_has_asset (round->library, need->sha256) || fetch_asset (round, need, &local))
        continue;

      if (!herald_round_is_local_error (local))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      herald_round_set_aside (round, id, local->message);
      all = FALSE;
    }

  if (whole != NULL)
    *whole = all;
  return TRUE;
}

/* Fetches what the arrived heads name; the next round looks again for what is not to be had. */
gboolean
herald_round_fetch_assets (HeraldRound    *round,
                           HeraldArrival  *arrival,
                           GError        **error)
{
  for (guint i = 0; i < arrival->bodies->len; i++)
    {
      gboolean whole = TRUE;

      if (!herald_round_fetch_assets_of (round, arrival->id, g_ptr_array_index (arrival->bodies, i), &whole, error))
        return FALSE;
      if (!whole)
        g_hash_table_add (round->unfinished, herald_heads_make_id (arrival->type, arrival->id));
    }

  return TRUE;
}

static GHashTable *
find_present (HeraldRound  *round,
              GPtrArray    *needs,
              GError      **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) found = NULL;
  GHashTable *present = NULL;

  for (guint i = 0; i < needs->len; i++)
    g_ptr_array_add (ids, g_strconcat ("asset:", ((HeraldAssetNeed *) g_ptr_array_index (needs, i))->sha256, NULL));

  found = herald_remote_get_many (round->remote, HERALD_REMOTE_OBJECTS, ids, FALSE, round->cancellable, error);
  if (found == NULL)
    return NULL;

  present = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < found->len; i++)
    {
      HeraldRemoteItem *item = g_ptr_array_index (found, i);

      if (item->id != NULL && item->error == NULL && g_str_has_prefix (item->id, "asset:"))
        g_hash_table_add (present, g_strdup (item->id + strlen ("asset:")));
    }

  return present;
}

static gboolean
push_asset (HeraldRound            *round,
            const HeraldAssetNeed  *need,
            GError                **error)
{
  g_autoptr (GBytes) bytes = herald_library_get_asset (round->library, need->sha256, error);

  if (bytes == NULL)
    return FALSE;

  herald_round_tell_bytes (round, g_bytes_get_size (bytes), 0);
  if (!herald_remote_put_asset (round->remote, need->sha256, need->media_type, bytes, round->cancellable, error))
    return FALSE;

  herald_round_tell_bytes (round, 0, g_bytes_get_size (bytes));
  return TRUE;
}

/* Brings the files to the remote that it does not have, read and verified from the disk. id: whose they are. */
gboolean
herald_round_push_assets (HeraldRound  *round,
                          const char   *id,
                          GPtrArray    *needs,
                          GError      **error)
{
  g_autoptr (GHashTable) present = NULL;

  if (needs->len == 0)
    return TRUE;

  present = find_present (round, needs, error);
  if (present == NULL)
    return FALSE;

  for (guint i = 0; i < needs->len; i++)
    {
      const HeraldAssetNeed *need = g_ptr_array_index (needs, i);
      g_autoptr (GError) local = NULL;

      if (g_hash_table_contains (present, need->sha256) || push_asset (round, need, &local))
        continue;

      if (!herald_round_is_local_error (local) && local->domain != HERALD_STORE_ERROR)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      herald_round_set_aside (round, id, local->message);

      /* The words wait for what may work next time; not for a file that is not here, or that will not fit there. */
      if (local->domain != HERALD_STORE_ERROR && !g_error_matches (local, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_TOO_LARGE))
        g_hash_table_add (round->aside, g_strdup (id));
    }

  return TRUE;
}
