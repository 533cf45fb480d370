/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who an account is, and what _security lets it do. */
#include "herald-couch-private.h"

#include "herald-i18n.h"
#include "herald-members.h"
#include "herald-security.h"
#include "herald-sync.h"

/* CouchDB 3.4, "GET /_session": {"userCtx":{"name":"anna","roles":[]}}. (transfer full) */
JsonObject *
herald_couch_get_user (HeraldCouchRemote  *self,
                       GCancellable       *cancellable,
                       GError            **error)
{
  g_autoptr (JsonNode) reply = herald_couch_send_for_value (self, "GET", "/_session", NULL, cancellable, error);
  JsonObject *user = reply != NULL ? herald_member_object (herald_node_object (reply), "userCtx") : NULL;

  if (reply != NULL && user == NULL)
    herald_couch_refuse_reply (error);

  return user != NULL ? json_object_ref (user) : NULL;
}

/* (transfer full) */
JsonObject *
herald_couch_get_security (HeraldCouchRemote     *self,
                           HeraldRemoteDatabase   database,
                           GCancellable          *cancellable,
                           GError               **error)
{
  g_autofree char *path = herald_couch_make_path (self, database, NULL, "/_security");
  g_autoptr (JsonNode) reply = herald_couch_send_for_value (self, "GET", path, NULL, cancellable, error);

  if (reply != NULL && herald_node_object (reply) == NULL)
    herald_couch_refuse_reply (error);

  return herald_node_object (reply) != NULL ? json_object_ref (herald_node_object (reply)) : NULL;
}

/* A proxy may hide both, and a hosted server may tell members nothing: then whoever writes will see. */
static gboolean
excuse (GError  *local,
        GError **error)
{
  if (g_error_matches (local, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_OFFLINE) || local->domain != HERALD_SYNC_ERROR)
    {
      g_propagate_error (error, local);
      return FALSE;
    }

  g_error_free (local);
  return TRUE;
}

gboolean
herald_couch_get_access (HeraldRemote        *remote,
                         HeraldRemoteAccess  *access,
                         GCancellable        *cancellable,
                         GError             **error)
{
  HeraldCouchRemote *self = HERALD_COUCH_REMOTE (remote);
  GError *local = NULL;
  g_autoptr (JsonObject) user = herald_couch_get_user (self, cancellable, &local);
  g_autoptr (JsonObject) security = user != NULL ? herald_couch_get_security (self, HERALD_REMOTE_HEADS, cancellable, &local)
                                                 : NULL;

  *access = HERALD_REMOTE_MAY_WRITE;
  if (local != NULL)
    return excuse (local, error);

  if (!herald_security_may_write (security, user))
    *access = HERALD_REMOTE_MAY_READ;
  return TRUE;
}
