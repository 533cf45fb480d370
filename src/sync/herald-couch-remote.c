/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-couch-remote.h"

#include "herald-canonical.h"
#include "herald-couch-private.h"
#include "herald-couch-reply.h"
#include "herald-credentials.h"
#include "herald-i18n.h"
#include "herald-members.h"
#include "herald-sync.h"

#include <string.h>

#define MAX_ASSET_SIZE (G_GUINT64_CONSTANT (1) << 30)

static void herald_couch_remote_iface_init (HeraldRemoteInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HeraldCouchRemote, herald_couch_remote, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (HERALD_TYPE_REMOTE, herald_couch_remote_iface_init))

/* Everything but RFC 3986's unreserved characters is written with %: "+" as %2B, or CouchDB reads a space. */
char *
herald_couch_make_path (HeraldCouchRemote    *self,
                        HeraldRemoteDatabase  database,
                        const char           *id,
                        const char           *rest)
{
  g_autofree char *name = g_strconcat (self->url->database, database == HERALD_REMOTE_OBJECTS ? "-objects" : "", NULL);
  g_autofree char *folder = g_uri_escape_string (name, NULL, FALSE);
  const char *kind = id == NULL ? "" : g_str_has_prefix (id, "_local/") ? "_local/"
                                     : g_str_has_prefix (id, "_design/") ? "_design/" : "";
  g_autofree char *document = id != NULL ? g_uri_escape_string (id + strlen (kind), NULL, FALSE) : NULL;

  return g_strconcat ("/", folder, id != NULL ? "/" : "", kind, id != NULL ? document : "", rest != NULL ? rest : "",
                      NULL);
}

gboolean
herald_couch_ensure_http (HeraldCouchRemote  *self,
                          GCancellable       *cancellable,
                          GError            **error)
{
  char *password = NULL;

  if (self->http != NULL)
    return TRUE;

  password = self->password != NULL ? g_strdup (self->password)
                                    : herald_credentials_lookup (self->address, cancellable, error);
  if (password == NULL)
    return FALSE;

  self->http = herald_http_new (self->url->server, self->url->user, password);
  herald_http_set_authorities (self->http, self->authorities);
  if (self->has_retry_delay)
    herald_http_set_delay (self->http, self->retry_delay);
  if (self->has_window)
    herald_http_set_window (self->http, self->window);

  herald_credentials_free (password);
  return TRUE;
}

gboolean
herald_couch_send (HeraldCouchRemote     *self,
                   const char            *method,
                   const char            *path,
                   GBytes                *body,
                   const HeraldHttpSink  *sink,
                   GCancellable          *cancellable,
                   GError               **error)
{
  HeraldHttpRequest request = { method, path, body, "application/json" };
  GError *local = NULL;

  if (!herald_couch_ensure_http (self, cancellable, error))
    return FALSE;

  if (herald_http_send (self->http, &request, sink, cancellable, &local))
    return TRUE;

  /* What is not there may be the whole database, and a password may be another one by now: the next round looks. */
  if (!g_error_matches (local, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_CHANGED))
    self->opened = FALSE;
  g_propagate_error (error, local);
  return FALSE;
}

/* Sends a request whose reply is one JSON value. */
JsonNode *
herald_couch_send_for_value (HeraldCouchRemote  *self,
                             const char         *method,
                             const char         *path,
                             GBytes             *body,
                             GCancellable       *cancellable,
                             GError            **error)
{
  g_autoptr (HeraldCouchValue) value = herald_couch_value_new ();
  HeraldHttpSink sink = herald_couch_value_sink (value);

  if (!herald_couch_send (self, method, path, body, &sink, cancellable, error))
    return NULL;

  return json_node_ref (herald_couch_value_node (value));
}

gboolean
herald_couch_is_accepted_only (HeraldCouchRemote *self)
{
  return self->http != NULL && herald_http_get_status (self->http) == 202;
}

gboolean
herald_couch_refuse_reply (GError **error)
{
  g_set_error_literal (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_BAD_REPLY,
                       _("The team server answers otherwise than CouchDB does. Is the address right?"));
  return FALSE;
}

/* Databases */

static gboolean
make_database (HeraldCouchRemote  *self,
               const char         *path,
               GCancellable       *cancellable,
               GError            **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (JsonNode) reply = herald_couch_send_for_value (self, "PUT", path, NULL, cancellable, &local);

  if (reply != NULL || g_error_matches (local, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_CHANGED))
    return TRUE; /* made, or somebody else was faster */

  if (g_error_matches (local, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_LOG_IN) ||
      g_error_matches (local, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_FORBIDDEN))
    g_set_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_FORBIDDEN,
                 _("There is no database “%s” on the team server, and %s may not make one. Ask its administrator to."),
                 self->url->database, self->url->user);
  else
    g_propagate_error (error, g_steal_pointer (&local));

  return FALSE;
}

static gboolean
open_database (HeraldCouchRemote     *self,
               HeraldRemoteDatabase   database,
               GCancellable          *cancellable,
               GError               **error)
{
  g_autofree char *path = herald_couch_make_path (self, database, NULL, NULL);
  g_autoptr (GError) local = NULL;
  g_autoptr (JsonNode) reply = herald_couch_send_for_value (self, "GET", path, NULL, cancellable, &local);

  if (reply != NULL)
    return herald_member_string (herald_node_object (reply), "db_name") != NULL || herald_couch_refuse_reply (error);

  if (g_error_matches (local, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_NOT_FOUND))
    return make_database (self, path, cancellable, error);

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
herald_couch_remote_open (HeraldRemote  *remote,
                          GCancellable  *cancellable,
                          GError       **error)
{
  HeraldCouchRemote *self = HERALD_COUCH_REMOTE (remote);

  if (self->opened)
    return TRUE;

  g_clear_pointer (&self->http, herald_http_free);
  self->opened = open_database (self, HERALD_REMOTE_HEADS, cancellable, error) &&
                 open_database (self, HERALD_REMOTE_OBJECTS, cancellable, error);
  return self->opened;
}

/* Single documents */

static HeraldRemoteItem *
herald_couch_remote_get (HeraldRemote          *remote,
                         HeraldRemoteDatabase   database,
                         const char            *id,
                         const char            *rev,
                         GCancellable          *cancellable,
                         GError               **error)
{
  HeraldCouchRemote *self = HERALD_COUCH_REMOTE (remote);
  g_autofree char *escaped = rev != NULL ? g_uri_escape_string (rev, NULL, FALSE) : NULL;
  g_autofree char *query = rev != NULL ? g_strconcat ("?rev=", escaped, NULL) : g_strdup ("?conflicts=true");
  g_autofree char *path = herald_couch_make_path (self, database, id, g_str_has_prefix (id, "_local/") ? NULL : query);
  g_autoptr (JsonNode) reply = herald_couch_send_for_value (self, "GET", path, NULL, cancellable, error);
  g_autoptr (HeraldRemoteItem) item = NULL;

  if (reply == NULL)
    return NULL;

  if (herald_node_object (reply) != NULL)
    item = herald_couch_document_to_item (herald_node_object (reply));

  if (item == NULL || g_strcmp0 (item->id, id) != 0)
    {
      herald_couch_refuse_reply (error);
      return NULL;
    }

  return g_steal_pointer (&item);
}

void
herald_couch_append_string (GString    *out,
                            const char *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);
  g_autofree char *written = herald_canonical_to_string (node, NULL);

  g_string_append (out, written);
}

/* The document as CouchDB wants it: its content with "_id" and "_rev" in front. */
void
herald_couch_append_document (GString    *out,
                              const char *id,
                              const char *rev,
                              JsonObject *content)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), content);
  g_autofree char *text = herald_canonical_to_string (node, NULL);

  g_string_append (out, "{\"_id\":");
  herald_couch_append_string (out, id);
  if (rev != NULL)
    {
      g_string_append (out, ",\"_rev\":");
      herald_couch_append_string (out, rev);
    }
  if (text[1] != '}')
    g_string_append_c (out, ',');
  g_string_append (out, text + 1);
}

static char *
herald_couch_remote_put (HeraldRemote          *remote,
                         HeraldRemoteDatabase   database,
                         const char            *id,
                         const char            *rev,
                         JsonObject            *content,
                         GCancellable          *cancellable,
                         GError               **error)
{
  HeraldCouchRemote *self = HERALD_COUCH_REMOTE (remote);
  g_autofree char *path = herald_couch_make_path (self, database, id, NULL);
  GString *text = g_string_new (NULL);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (JsonNode) reply = NULL;
  const char *new_rev = NULL;

  herald_couch_append_document (text, id, rev, content);
  body = g_string_free_to_bytes (text);

  reply = herald_couch_send_for_value (self, "PUT", path, body, cancellable, error);
  if (reply == NULL)
    return NULL;

  new_rev = herald_member_string (herald_node_object (reply), "rev");
  if (new_rev == NULL)
    herald_couch_refuse_reply (error);

  return g_strdup (new_rev);
}

static gboolean
herald_couch_remote_remove (HeraldRemote          *remote,
                            HeraldRemoteDatabase   database,
                            const char            *id,
                            const char            *rev,
                            JsonObject            *tombstone,
                            GCancellable          *cancellable,
                            GError               **error)
{
  g_autofree char *last = NULL;

  /* CouchDB 3.4, "DELETE /{db}/{docid}": the same as writing "_deleted", which alone can say more. */
  json_object_set_boolean_member (tombstone, "_deleted", TRUE);
  last = herald_couch_remote_put (remote, database, id, rev, tombstone, cancellable, error);

  return last != NULL;
}

/* Assets */

/* It becomes a header: RFC 6838's restricted names only. */
static gboolean
is_media_type (const char *media_type)
{
  return media_type != NULL &&
         g_regex_match_simple ("^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}$",
                               media_type, G_REGEX_DOLLAR_ENDONLY, 0);
}

static gboolean
herald_couch_remote_put_asset (HeraldRemote  *remote,
                               const char    *sha256,
                               const char    *media_type,
                               GBytes        *bytes,
                               GCancellable  *cancellable,
                               GError       **error)
{
  HeraldCouchRemote *self = HERALD_COUCH_REMOTE (remote);
  g_autofree char *id = g_strconcat ("asset:", sha256, NULL);
  g_autofree char *path = herald_couch_make_path (self, HERALD_REMOTE_OBJECTS, id, "/data");
  HeraldHttpRequest request = { "PUT", path, bytes,
                                is_media_type (media_type) ? media_type : "application/octet-stream" };
  g_autoptr (HeraldCouchValue) value = herald_couch_value_new ();
  HeraldHttpSink sink = herald_couch_value_sink (value);
  g_autoptr (GError) local = NULL;

  if (!herald_couch_ensure_http (self, cancellable, error))
    return FALSE;

  if (herald_http_send (self->http, &request, &sink, cancellable, &local) ||
      g_error_matches (local, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_CHANGED))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static GInputStream *
herald_couch_remote_get_asset (HeraldRemote  *remote,
                               const char    *sha256,
                               GCancellable  *cancellable,
                               GError       **error)
{
  HeraldCouchRemote *self = HERALD_COUCH_REMOTE (remote);
  g_autofree char *id = g_strconcat ("asset:", sha256, NULL);
  g_autofree char *path = herald_couch_make_path (self, HERALD_REMOTE_OBJECTS, id, "/data");
  g_autoptr (HeraldCouchFile) file = herald_couch_file_new (sha256, MAX_ASSET_SIZE, error);
  HeraldHttpSink sink = { 0 };

  if (file == NULL)
    return NULL;

  sink = herald_couch_file_sink (file);
  if (!herald_couch_send (self, "GET", path, NULL, &sink, cancellable, error))
    return NULL;

  return herald_couch_file_open (file, error);
}

/* The object */

static void
herald_couch_remote_finalize (GObject *object)
{
  HeraldCouchRemote *self = HERALD_COUCH_REMOTE (object);

  g_clear_pointer (&self->http, herald_http_free);
  g_clear_pointer (&self->url, herald_remote_url_free);
  g_clear_object (&self->authorities);
  herald_credentials_free (self->password);
  g_free (self->address);

  G_OBJECT_CLASS (herald_couch_remote_parent_class)->finalize (object);
}

static void
herald_couch_remote_iface_init (HeraldRemoteInterface *iface)
{
  iface->open = herald_couch_remote_open;
  iface->get = herald_couch_remote_get;
  iface->put = herald_couch_remote_put;
  iface->put_many = herald_couch_put_many;
  iface->get_many = herald_couch_get_many;
  iface->list = herald_couch_list;
  iface->changes = herald_couch_changes;
  iface->remove = herald_couch_remote_remove;
  iface->put_asset = herald_couch_remote_put_asset;
  iface->get_asset = herald_couch_remote_get_asset;
  iface->get_access = herald_couch_get_access;
  iface->wait = herald_couch_wait;
}

static void
herald_couch_remote_class_init (HeraldCouchRemoteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = herald_couch_remote_finalize;
}

static void
herald_couch_remote_init (HeraldCouchRemote *self)
{
}

/**
 * herald_couch_remote_new:
 * @url: http(s)://USER\@HOST[:PORT]/DATABASE
 * @password: (nullable): the password, or %NULL to look it up when the remote is opened
 * @error: return location: FAILED when the address is not one
 *
 * Speaks CouchDB 3.4's API (https://docs.couchdb.org/en/3.4.3-docs/api/). Sends nothing yet.
 *
 * Returns: (transfer full) (nullable): the remote
 */
HeraldRemote *
herald_couch_remote_new (const char  *url,
                         const char  *password,
                         GError     **error)
{
  g_autoptr (HeraldCouchRemote) self = NULL;
  g_autoptr (HeraldRemoteUrl) parsed = NULL;

  g_return_val_if_fail (url != NULL, NULL);

  parsed = herald_remote_url_parse (url, error);
  if (parsed == NULL)
    return NULL;

  self = g_object_new (HERALD_TYPE_COUCH_REMOTE, NULL);
  self->address = g_strdup (url);
  self->url = g_steal_pointer (&parsed);
  self->password = g_strdup (password);

  return HERALD_REMOTE (g_steal_pointer (&self));
}

/**
 * herald_couch_remote_set_authorities:
 * @self: a remote that nothing was asked of yet
 * @authorities: (nullable): who may vouch for the server (herald-authority.h); %NULL: whom the system trusts
 */
void
herald_couch_remote_set_authorities (HeraldCouchRemote *self,
                                     GTlsDatabase      *authorities)
{
  g_return_if_fail (HERALD_IS_COUCH_REMOTE (self));
  g_return_if_fail (self->http == NULL);

  g_set_object (&self->authorities, authorities);
}

/**
 * herald_couch_remote_set_retry_delay:
 * @self: a remote
 * @ms: milliseconds before a second attempt
 *
 * For tests, which do not want to wait.
 */
void
herald_couch_remote_set_retry_delay (HeraldCouchRemote *self,
                                     guint              ms)
{
  g_return_if_fail (HERALD_IS_COUCH_REMOTE (self));

  self->retry_delay = ms;
  self->has_retry_delay = TRUE;
}

/**
 * herald_couch_remote_set_window:
 * @self: a remote that nothing was asked of yet
 * @ms: milliseconds in which a reply must get on (herald_http_set_window())
 *
 * For tests, which do not want to wait.
 */
void
herald_couch_remote_set_window (HeraldCouchRemote *self,
                                guint              ms)
{
  g_return_if_fail (HERALD_IS_COUCH_REMOTE (self));

  self->window = ms;
  self->has_window = TRUE;
}
