/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-remote.h"

G_DEFINE_INTERFACE (HeraldRemote, herald_remote, G_TYPE_OBJECT)

static void
herald_remote_default_init (HeraldRemoteInterface *iface)
{
}

/**
 * herald_remote_open:
 * @self: a remote
 * @cancellable: (nullable): a #GCancellable
 * @error: return location: OFFLINE, LOG_IN, FORBIDDEN (no database there, and this user may not make one)
 *
 * Logs in, and makes the two databases if they are not there yet. Called at the beginning of each round.
 *
 * Returns: whether both databases can be used
 */
gboolean
herald_remote_open (HeraldRemote  *self,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_return_val_if_fail (HERALD_IS_REMOTE (self), FALSE);

  return HERALD_REMOTE_GET_IFACE (self)->open (self, cancellable, error);
}

/**
 * herald_remote_get:
 * @self: a remote
 * @database: which of the two
 * @id: a document's id; "_local/..." ones never leave the server
 * @rev: (nullable): one revision, or the winning one
 * @cancellable: (nullable): a #GCancellable
 * @error: return location: NOT_FOUND, BAD_REPLY and others
 *
 * Returns: (transfer full) (nullable): the document with its content
 */
HeraldRemoteItem *
herald_remote_get (HeraldRemote          *self,
                   HeraldRemoteDatabase   database,
                   const char            *id,
                   const char            *rev,
                   GCancellable          *cancellable,
                   GError               **error)
{
  g_return_val_if_fail (HERALD_IS_REMOTE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return HERALD_REMOTE_GET_IFACE (self)->get (self, database, id, rev, cancellable, error);
}

/**
 * herald_remote_put:
 * @self: a remote
 * @database: which of the two
 * @id: a document's id
 * @rev: (nullable): the revision that it replaces; %NULL for a new one
 * @content: its members without "_id" and "_rev"
 * @cancellable: (nullable): a #GCancellable
 * @error: return location: CHANGED when the server holds another revision; TOO_LARGE and others
 *
 * Writes by compare-and-swap.
 *
 * Returns: (transfer full) (nullable): the new revision
 */
char *
herald_remote_put (HeraldRemote          *self,
                   HeraldRemoteDatabase   database,
                   const char            *id,
                   const char            *rev,
                   JsonObject            *content,
                   GCancellable          *cancellable,
                   GError               **error)
{
  g_return_val_if_fail (HERALD_IS_REMOTE (self), NULL);
  g_return_val_if_fail (id != NULL && content != NULL, NULL);

  return HERALD_REMOTE_GET_IFACE (self)->put (self, database, id, rev, content, cancellable, error);
}

/**
 * herald_remote_put_many:
 * @self: a remote
 * @database: which of the two
 * @items: (element-type HeraldRemoteItem): what to write; each gets its new rev, or its error
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for what stops them all
 *
 * Writes many documents by compare-and-swap, in bounded batches in the order given, which are split when the server
 * finds them too large. For an immutable object CHANGED means: it is there.
 *
 * Returns: whether each item now has its answer
 */
gboolean
herald_remote_put_many (HeraldRemote          *self,
                        HeraldRemoteDatabase   database,
                        GPtrArray             *items,
                        GCancellable          *cancellable,
                        GError               **error)
{
  g_return_val_if_fail (HERALD_IS_REMOTE (self), FALSE);
  g_return_val_if_fail (items != NULL, FALSE);

  return HERALD_REMOTE_GET_IFACE (self)->put_many (self, database, items, cancellable, error);
}

/**
 * herald_remote_get_many:
 * @self: a remote
 * @database: which of the two
 * @ids: (element-type utf8): ids
 * @content: whether to fetch the contents too, not the revisions alone
 * @cancellable: (nullable): a #GCancellable
 * @error: return location
 *
 * Returns: (transfer container) (element-type HeraldRemoteItem) (nullable): those that are there, in any order;
 *   one that cannot be read has an error
 */
GPtrArray *
herald_remote_get_many (HeraldRemote          *self,
                        HeraldRemoteDatabase   database,
                        GPtrArray             *ids,
                        gboolean               content,
                        GCancellable          *cancellable,
                        GError               **error)
{
  g_return_val_if_fail (HERALD_IS_REMOTE (self), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  return HERALD_REMOTE_GET_IFACE (self)->get_many (self, database, ids, content, cancellable, error);
}

/**
 * herald_remote_list:
 * @self: a remote
 * @database: which of the two
 * @prefix: how the ids begin; it ends with a colon
 * @limit: how many at most
 * @cancellable: (nullable): a #GCancellable
 * @error: return location
 *
 * Returns: (transfer container) (element-type HeraldRemoteItem) (nullable): their ids and revisions, without content
 */
GPtrArray *
herald_remote_list (HeraldRemote          *self,
                    HeraldRemoteDatabase   database,
                    const char            *prefix,
                    guint                  limit,
                    GCancellable          *cancellable,
                    GError               **error)
{
  g_return_val_if_fail (HERALD_IS_REMOTE (self), NULL);
  g_return_val_if_fail (prefix != NULL && g_str_has_suffix (prefix, ":"), NULL);

  return HERALD_REMOTE_GET_IFACE (self)->list (self, database, prefix, limit, cancellable, error);
}

/**
 * herald_remote_changes:
 * @self: a remote
 * @since: (nullable): a sequence that an earlier call gave, or %NULL for everything
 * @limit: how many at most
 * @content: whether their content is wanted too
 * @sequence: (out): what to ask for next: opaque
 * @pending: (out): how many more there are at least, as far as the server tells; 0: none
 * @cancellable: (nullable): a #GCancellable
 * @error: return location
 *
 * What changed in the database of heads, each document once, in no order that means anything.
 *
 * Returns: (transfer container) (element-type HeraldRemoteItem) (nullable): documents; one that cannot be read has
 *   an error, and perhaps no id
 */
GPtrArray *
herald_remote_changes (HeraldRemote  *self,
                       const char    *since,
                       guint          limit,
                       gboolean       content,
                       char         **sequence,
                       guint         *pending,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_return_val_if_fail (HERALD_IS_REMOTE (self), NULL);
  g_return_val_if_fail (limit > 0 && sequence != NULL && pending != NULL, NULL);

  return HERALD_REMOTE_GET_IFACE (self)->changes (self, since, limit, content, sequence, pending, cancellable, error);
}

/**
 * herald_remote_remove:
 * @self: a remote
 * @database: which of the two
 * @id: a document's id
 * @rev: the leaf to remove
 * @tombstone: what is left in its place, for the server's rules (rules.js); it is changed
 * @cancellable: (nullable): a #GCancellable
 * @error: return location: CHANGED when it is no leaf any more
 *
 * Returns: whether it is gone
 */
gboolean
herald_remote_remove (HeraldRemote          *self,
                      HeraldRemoteDatabase   database,
                      const char            *id,
                      const char            *rev,
                      JsonObject            *tombstone,
                      GCancellable          *cancellable,
                      GError               **error)
{
  g_return_val_if_fail (HERALD_IS_REMOTE (self), FALSE);
  g_return_val_if_fail (id != NULL && rev != NULL && tombstone != NULL, FALSE);

  return HERALD_REMOTE_GET_IFACE (self)->remove (self, database, id, rev, tombstone, cancellable, error);
}

/**
 * herald_remote_put_asset:
 * @self: a remote
 * @sha256: the hash of the bytes, checked by the caller
 * @media_type: (nullable): what they are
 * @bytes: the bytes; a mapped file is sent from the disk
 * @cancellable: (nullable): a #GCancellable
 * @error: return location: TOO_LARGE and others
 *
 * Returns: whether the asset is on the server; it is so too when it was there before
 */
gboolean
herald_remote_put_asset (HeraldRemote  *self,
                         const char    *sha256,
                         const char    *media_type,
                         GBytes        *bytes,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_return_val_if_fail (HERALD_IS_REMOTE (self), FALSE);
  g_return_val_if_fail (sha256 != NULL && bytes != NULL, FALSE);

  return HERALD_REMOTE_GET_IFACE (self)->put_asset (self, sha256, media_type, bytes, cancellable, error);
}

/**
 * herald_remote_get_asset:
 * @self: a remote
 * @sha256: the hash of the bytes
 * @cancellable: (nullable): a #GCancellable
 * @error: return location: NOT_FOUND; BAD_REPLY when the bytes are not those of the hash; TOO_LARGE
 *
 * Downloads an asset to the disk and verifies it by its hash.
 *
 * Returns: (transfer full) (nullable): all its bytes, verified
 */
GInputStream *
herald_remote_get_asset (HeraldRemote  *self,
                         const char    *sha256,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_return_val_if_fail (HERALD_IS_REMOTE (self), NULL);
  g_return_val_if_fail (sha256 != NULL, NULL);

  return HERALD_REMOTE_GET_IFACE (self)->get_asset (self, sha256, cancellable, error);
}

/**
 * herald_remote_get_access:
 * @self: a remote that is open
 * @access: (out): what its account may do
 * @cancellable: (nullable): a #GCancellable
 * @error: return location
 *
 * Asks before anything is written. The answer is for the person; the rules on the server decide.
 *
 * Returns: whether there is an answer
 */
gboolean
herald_remote_get_access (HeraldRemote        *self,
                          HeraldRemoteAccess  *access,
                          GCancellable        *cancellable,
                          GError             **error)
{
  g_return_val_if_fail (HERALD_IS_REMOTE (self), FALSE);
  g_return_val_if_fail (access != NULL, FALSE);

  return HERALD_REMOTE_GET_IFACE (self)->get_access (self, access, cancellable, error);
}

/**
 * herald_remote_wait:
 * @self: a remote that nobody else uses meanwhile
 * @since: (nullable): a sequence of herald_remote_changes()
 * @wait: (inout): how long to be silent, and how it went
 * @cancellable: (nullable): a #GCancellable
 * @error: return location: OFFLINE when the server falls silent; LOG_IN and others
 *
 * Waits until something has changed in the database of the heads since @since. Blocks for hours; is not repeated by
 * itself.
 *
 * Returns: whether the server answered
 */
gboolean
herald_remote_wait (HeraldRemote      *self,
                    const char        *since,
                    HeraldRemoteWait  *wait,
                    GCancellable      *cancellable,
                    GError           **error)
{
  g_return_val_if_fail (HERALD_IS_REMOTE (self), FALSE);
  g_return_val_if_fail (wait != NULL, FALSE);

  wait->changed = wait->heard = FALSE;
  return HERALD_REMOTE_GET_IFACE (self)->wait (self, since, wait, cancellable, error);
}

/**
 * herald_remote_item_new:
 * @id: (nullable): a document's id
 * @rev: (nullable): its revision
 * @content: (transfer full) (nullable): its members
 *
 * Returns: (transfer full): one document on its way
 */
HeraldRemoteItem *
herald_remote_item_new (const char *id,
                        const char *rev,
                        JsonObject *content)
{
  HeraldRemoteItem *item = g_new0 (HeraldRemoteItem, 1);

  item->id = g_strdup (id);
  item->rev = g_strdup (rev);
  item->content = content;

  return item;
}

/**
 * herald_remote_item_free:
 * @item: (transfer full): one document
 *
 * Frees it with its content.
 */
void
herald_remote_item_free (HeraldRemoteItem *item)
{
  g_return_if_fail (item != NULL);

  g_free (item->id);
  g_free (item->rev);
  g_clear_pointer (&item->content, json_object_unref);
  g_strfreev (item->conflicts);
  g_free (item->sequence);
  g_free (item->leaves);
  g_clear_error (&item->error);
  g_free (item);
}
