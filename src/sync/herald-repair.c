/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-repair.h"

#include "herald-heads-document.h"
#include "herald-round.h"

#include <string.h>

#define MAX_VERSIONS 20000 /* of one document */
#define CHUNK        100

typedef struct
{
  HeraldLibrary *library;
  HeraldRemote  *remote;
  GCancellable  *cancellable;
  const char    *id;      /* of the document that is mended */
  GHashTable    *hashes;  /* of what is damaged in it */
} Repair;

/* One object that cannot be had leaves the others; without the server there is no going on. */
static gboolean
pass_over (GError **local,
           GError **error)
{
  if (*local == NULL || herald_round_is_local_error (*local))
    {
      if (*local != NULL)
        g_info ("Not mended: %s", (*local)->message);
      g_clear_error (local);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (local));
  return FALSE;
}

static gboolean
mend_version (Repair            *repair,
              HeraldRemoteItem  *item,
              GError           **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (HeraldVersion) version = item->error == NULL ? herald_object_read_version (item, repair->id, &local) : NULL;

  /* What the server has is no better than its hash. */
  if (version == NULL)
    {
      g_info ("Not mended: %s", item->error != NULL ? item->error->message : local->message);
      return TRUE;
    }
  return herald_library_mend_version (repair->library, version, error);
}

static gboolean
mend_body (Repair            *repair,
           HeraldRemoteItem  *item,
           GError           **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (HeraldDocument) body = item->error == NULL ? herald_object_read_body (item, repair->id, &local) : NULL;

  if (body == NULL)
    {
      g_info ("Not mended: %s", item->error != NULL ? item->error->message : local->message);
      return TRUE;
    }
  return herald_library_mend_body (repair->library, body, error);
}

static gboolean
fetch (Repair     *repair,
       GPtrArray  *ids,
       gboolean (*mend) (Repair *, HeraldRemoteItem *, GError **),
       GError    **error)
{
  for (guint start = 0; start < ids->len; start += CHUNK)
    {
      g_autoptr (GPtrArray) chunk = g_ptr_array_new ();
      g_autoptr (GPtrArray) found = NULL;
      g_autoptr (GError) local = NULL;

      for (guint i = start; i < MIN (start + CHUNK, ids->len); i++)
        g_ptr_array_add (chunk, g_ptr_array_index (ids, i));
      found = herald_remote_get_many (repair->remote, HERALD_REMOTE_OBJECTS, chunk, TRUE, repair->cancellable, &local);
      if (!pass_over (&local, error))
        return FALSE;
      for (guint i = 0; found != NULL && i < found->len; i++)
        if (!mend (repair, g_ptr_array_index (found, i), error))
          return FALSE;
    }
  return TRUE;
}

/* What is damaged here, and whatever of the history is not here: one range of ids lists all of it. */
static gboolean
fetch_versions (Repair  *repair,
                GError **error)
{
  g_autofree char *prefix = g_strdup_printf ("version:%s:", repair->id);
  g_autoptr (GError) local = NULL;
  g_autoptr (GPtrArray) found = herald_remote_list (repair->remote, HERALD_REMOTE_OBJECTS, prefix, MAX_VERSIONS, repair->cancellable, &local);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (!pass_over (&local, error))
    return FALSE;
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const HeraldRemoteItem *item = g_ptr_array_index (found, i);
      const char *hash = item->id + strlen (prefix);

      if (g_hash_table_contains (repair->hashes, hash) || !herald_library_has_version (repair->library, hash))
        g_ptr_array_add (ids, g_strdup (item->id));
    }
  return fetch (repair, ids, mend_version, error);
}

static gboolean
concerns (const HeraldDamage *damage,
          const char         *id,
          HeraldDamageKind    thing)
{
  return damage->thing == thing && damage->kind != HERALD_DAMAGE_LEFTOVER && damage->object != NULL && g_strcmp0 (damage->document, id) == 0;
}

/* Once the versions are right it is known which texts they have. */
static gboolean
fetch_bodies (Repair  *repair,
              GError **error)
{
  g_autoptr (GPtrArray) damages = herald_library_verify (repair->library, repair->id, repair->cancellable, error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (damages == NULL)
    return FALSE;
  for (guint i = 0; i < damages->len; i++)
    {
      const HeraldDamage *damage = g_ptr_array_index (damages, i);

      if (concerns (damage, repair->id, HERALD_DAMAGE_BODY))
        g_ptr_array_add (ids, g_strdup_printf ("body:%s:%s", repair->id, damage->object));
    }
  return fetch (repair, ids, mend_body, error);
}

static gboolean
mend_document (Repair     *repair,
               GPtrArray  *damages,
               GError    **error)
{
  gboolean history = FALSE, lost = FALSE;

  g_hash_table_remove_all (repair->hashes);
  for (guint i = 0; i < damages->len; i++)
    {
      const HeraldDamage *damage = g_ptr_array_index (damages, i);

      if (g_strcmp0 (damage->document, repair->id) != 0)
        continue;
      lost = lost || damage->thing == HERALD_DAMAGE_HEAD || (herald_damage_is_loss (damage) && damage->thing != HERALD_DAMAGE_ASSET);
      history = history || damage->thing != HERALD_DAMAGE_ASSET;
      if (damage->object != NULL)
        g_hash_table_add (repair->hashes, damage->object);
    }
  if (repair->remote != NULL && history && (!fetch_versions (repair, error) || !fetch_bodies (repair, error)))
    return FALSE;
  return !lost || herald_library_mend_document (repair->library, repair->id, error);
}

/* The library names a file by the hash of what came, whatever the server called it. */
static gboolean
fetch_asset (Repair      *repair,
             const char  *sha256,
             GError     **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GInputStream) stream = herald_remote_get_asset (repair->remote, sha256, repair->cancellable, &local);
  g_autofree char *added = stream != NULL ? herald_library_add_asset (repair->library, stream, repair->cancellable, &local) : NULL;

  return added != NULL || pass_over (&local, error);
}

/**
 * herald_repair_run:
 * @library: a library
 * @remote: (nullable): the team's server
 * @damages: (element-type HeraldDamage): what is wrong
 * @cancellable: (nullable): to stop; what is mended stays so
 * @error: return location for %HERALD_SYNC_ERROR or %HERALD_STORE_ERROR; what cannot be mended is no error
 *
 * First versions, then the texts that they name, then which versions are the newest and what the draft comes from; files
 * at last. What is only on the server comes here with it.
 *
 * Returns: whether it came to its end
 */
gboolean
herald_repair_run (HeraldLibrary  *library,
                   HeraldRemote   *remote,
                   GPtrArray      *damages,
                   GCancellable   *cancellable,
                   GError        **error)
{
  g_autoptr (GHashTable) hashes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);
  Repair repair = { library, remote, cancellable, NULL, hashes };

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), FALSE);
  g_return_val_if_fail (remote == NULL || HERALD_IS_REMOTE (remote), FALSE);
  g_return_val_if_fail (damages != NULL, FALSE);

  if (remote != NULL && damages->len > 0 && !herald_remote_open (remote, cancellable, error))
    return FALSE;
  for (guint i = 0; i < damages->len; i++)
    {
      const HeraldDamage *damage = g_ptr_array_index (damages, i);

      repair.id = damage->document;
      if (damage->document != NULL && g_hash_table_add (done, damage->document) && !mend_document (&repair, damages, error))
        return FALSE;
      if (remote != NULL && damage->thing == HERALD_DAMAGE_ASSET && damage->kind != HERALD_DAMAGE_LEFTOVER && damage->object != NULL &&
          !fetch_asset (&repair, damage->object, error))
        return FALSE;
    }
  return TRUE;
}
