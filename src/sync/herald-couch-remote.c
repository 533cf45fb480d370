/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-couch-remote.h"

#include "herald-canonical.h"
#include "herald-couch-reply.h"
#include "herald-credentials.h"
#include "herald-http.h"
#include "herald-i18n.h"
#include "herald-members.h"
#include "herald-remote-url.h"
#include "herald-sync.h"

#include <string.h>

#define BATCH_BYTES    (2 * 1024 * 1024)
#define BATCH_ITEMS    200
#define GET_ITEMS      100
#define LOOK_ITEMS     500
#define PAGE_ITEMS     2000
#define MAX_ASSET_SIZE (G_GUINT64_CONSTANT (1) << 30)

struct _HeraldCouchRemote
{
  GObject          parent_instance;

  char            *address;  /* as it was given */
  HeraldRemoteUrl *url;
  char            *password; /* handed in, or NULL */
  HeraldHttp      *http;
  guint            retry_delay;
  gboolean         has_retry_delay;
};

static void herald_couch_remote_iface_init (HeraldRemoteInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HeraldCouchRemote, herald_couch_remote, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (HERALD_TYPE_REMOTE, herald_couch_remote_iface_init))

/* Everything but RFC 3986's unreserved characters is written with %: "+" as %2B, or CouchDB reads a space. */
static char *
make_path (HeraldCouchRemote    *self,
           HeraldRemoteDatabase  database,
           const char           *id,
           const char           *rest)
{
  g_autofree char *name = g_strconcat (self->url->database, database == HERALD_REMOTE_OBJECTS ? "-objects" : "", NULL);
  g_autofree char *folder = g_uri_escape_string (name, NULL, FALSE);
  gboolean local = id != NULL && g_str_has_prefix (id, "_local/");
  g_autofree char *document = id != NULL ? g_uri_escape_string (id + (local ? strlen ("_local/") : 0), NULL, FALSE) : NULL;

  return g_strconcat ("/", folder, id != NULL ? "/" : "", local ? "_local/" : "", id != NULL ? document : "",
                      rest != NULL ? rest : "", NULL);
}

static gboolean
ensure_http (HeraldCouchRemote  *self,
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
  if (self->has_retry_delay)
    herald_http_set_delay (self->http, self->retry_delay);

  herald_credentials_free (password);
  return TRUE;
}

static gboolean
send_request (HeraldCouchRemote     *self,
              const char            *method,
              const char            *path,
              GBytes                *body,
              const HeraldHttpSink  *sink,
              GCancellable          *cancellable,
              GError               **error)
{
  HeraldHttpRequest request = { method, path, body, "application/json" };

  return ensure_http (self, cancellable, error) && herald_http_send (self->http, &request, sink, cancellable, error);
}

/* Sends a request whose reply is one JSON value. */
static JsonNode *
send_for_value (HeraldCouchRemote  *self,
                const char         *method,
                const char         *path,
                GBytes             *body,
                GCancellable       *cancellable,
                GError            **error)
{
  g_autoptr (HeraldCouchValue) value = herald_couch_value_new ();
  HeraldHttpSink sink = herald_couch_value_sink (value);

  if (!send_request (self, method, path, body, &sink, cancellable, error))
    return NULL;

  return json_node_ref (herald_couch_value_node (value));
}

static gboolean
refuse_reply (GError **error)
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
  g_autoptr (JsonNode) reply = send_for_value (self, "PUT", path, NULL, cancellable, &local);

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
  g_autofree char *path = make_path (self, database, NULL, NULL);
  g_autoptr (GError) local = NULL;
  g_autoptr (JsonNode) reply = send_for_value (self, "GET", path, NULL, cancellable, &local);

  if (reply != NULL)
    return herald_member_string (herald_node_object (reply), "db_name") != NULL || refuse_reply (error);

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

  /* Anew each round: the password may have changed. */
  g_clear_pointer (&self->http, herald_http_free);

  return open_database (self, HERALD_REMOTE_HEADS, cancellable, error) &&
         open_database (self, HERALD_REMOTE_OBJECTS, cancellable, error);
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
  g_autofree char *path = make_path (self, database, id, g_str_has_prefix (id, "_local/") ? NULL : query);
  g_autoptr (JsonNode) reply = send_for_value (self, "GET", path, NULL, cancellable, error);
  g_autoptr (HeraldRemoteItem) item = NULL;

  if (reply == NULL)
    return NULL;

  if (herald_node_object (reply) != NULL)
    item = herald_couch_document_to_item (herald_node_object (reply));

  if (item == NULL || g_strcmp0 (item->id, id) != 0)
    {
      refuse_reply (error);
      return NULL;
    }

  return g_steal_pointer (&item);
}

static void
append_string (GString    *out,
               const char *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);
  g_autofree char *written = herald_canonical_to_string (node, NULL);

  g_string_append (out, written);
}

/* The document as CouchDB wants it: its content with "_id" and "_rev" in front. */
static void
append_document (GString    *out,
                 const char *id,
                 const char *rev,
                 JsonObject *content)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), content);
  g_autofree char *text = herald_canonical_to_string (node, NULL);

  g_string_append (out, "{\"_id\":");
  append_string (out, id);
  if (rev != NULL)
    {
      g_string_append (out, ",\"_rev\":");
      append_string (out, rev);
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
  g_autofree char *path = make_path (self, database, id, NULL);
  GString *text = g_string_new (NULL);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (JsonNode) reply = NULL;
  const char *new_rev = NULL;

  append_document (text, id, rev, content);
  body = g_string_free_to_bytes (text);

  reply = send_for_value (self, "PUT", path, body, cancellable, error);
  if (reply == NULL)
    return NULL;

  new_rev = herald_member_string (herald_node_object (reply), "rev");
  if (new_rev == NULL)
    refuse_reply (error);

  return g_strdup (new_rev);
}

static gboolean
herald_couch_remote_remove (HeraldRemote          *remote,
                            HeraldRemoteDatabase   database,
                            const char            *id,
                            const char            *rev,
                            GCancellable          *cancellable,
                            GError               **error)
{
  HeraldCouchRemote *self = HERALD_COUCH_REMOTE (remote);
  g_autofree char *escaped = g_uri_escape_string (rev, NULL, FALSE);
  g_autofree char *query = g_strconcat ("?rev=", escaped, NULL);
  g_autofree char *path = make_path (self, database, id, query);
  g_autoptr (JsonNode) reply = send_for_value (self, "DELETE", path, NULL, cancellable, error);

  return reply != NULL;
}

/* Many documents */

/* The errors of _bulk_docs, document by document. */
static GError *
make_item_error (JsonObject *row)
{
  const char *name = herald_member_string (row, "error");
  const char *reason = herald_member_string (row, "reason");
  HeraldSyncError code = HERALD_SYNC_ERROR_FAILED;

  if (g_strcmp0 (name, "conflict") == 0)
    code = HERALD_SYNC_ERROR_CHANGED;
  else if (g_strcmp0 (name, "forbidden") == 0 || g_strcmp0 (name, "unauthorized") == 0)
    code = HERALD_SYNC_ERROR_FORBIDDEN;
  else if (g_strcmp0 (name, "too_large") == 0 || g_strcmp0 (name, "document_too_large") == 0)
    code = HERALD_SYNC_ERROR_TOO_LARGE;

  return g_error_new (HERALD_SYNC_ERROR, (int) code, _("The team server refuses it: %.200s"),
                      reason != NULL ? reason : name != NULL ? name : "?");
}

static void
read_answer (GHashTable *items,
             JsonObject *row)
{
  const char *id = herald_member_string (row, "id");
  const char *rev = herald_member_string (row, "rev");
  HeraldRemoteItem *item = id != NULL ? g_hash_table_lookup (items, id) : NULL;

  if (item == NULL)
    return;

  if (json_object_has_member (row, "error") || rev == NULL)
    {
      item->error = make_item_error (row);
    }
  else
    {
      g_free (item->rev);
      item->rev = g_strdup (rev);
    }

  g_hash_table_remove (items, id);
}

static gboolean
read_answers (GPtrArray  *items,
              guint       start,
              guint       count,
              JsonNode   *reply,
              GError    **error)
{
  g_autoptr (GHashTable) waiting = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter = { 0 };
  gpointer item = NULL;

  if (!JSON_NODE_HOLDS_ARRAY (reply))
    return refuse_reply (error);

  for (guint i = start; i < start + count; i++)
    {
      HeraldRemoteItem *one = g_ptr_array_index (items, i);

      g_hash_table_insert (waiting, one->id, one);
    }

  for (guint i = 0; i < json_array_get_length (json_node_get_array (reply)); i++)
    {
      JsonObject *row = herald_node_object (json_array_get_element (json_node_get_array (reply), i));

      if (row != NULL)
        read_answer (waiting, row);
    }

  g_hash_table_iter_init (&iter, waiting);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    refuse_reply (&((HeraldRemoteItem *) item)->error);

  return TRUE;
}

static gboolean put_range (HeraldCouchRemote     *self,
                           HeraldRemoteDatabase   database,
                           GPtrArray             *items,
                           guint                  start,
                           guint                  count,
                           GCancellable          *cancellable,
                           GError               **error);

/* 413: by halves, until one document alone is too large. */
static gboolean
split_range (HeraldCouchRemote     *self,
             HeraldRemoteDatabase   database,
             GPtrArray             *items,
             guint                  start,
             guint                  count,
             GError                *why,
             GCancellable          *cancellable,
             GError               **error)
{
  HeraldRemoteItem *item = g_ptr_array_index (items, start);

  if (count == 1)
    {
      item->error = why;
      return TRUE;
    }

  g_error_free (why);
  return put_range (self, database, items, start, count / 2, cancellable, error) &&
         put_range (self, database, items, start + count / 2, count - count / 2, cancellable, error);
}

static gboolean
put_range (HeraldCouchRemote     *self,
           HeraldRemoteDatabase   database,
           GPtrArray             *items,
           guint                  start,
           guint                  count,
           GCancellable          *cancellable,
           GError               **error)
{
  g_autofree char *path = make_path (self, database, NULL, "/_bulk_docs");
  GString *text = g_string_new ("{\"docs\":[");
  g_autoptr (GBytes) body = NULL;
  g_autoptr (JsonNode) reply = NULL;
  GError *local = NULL;

  for (guint i = start; i < start + count; i++)
    {
      HeraldRemoteItem *item = g_ptr_array_index (items, i);

      if (i > start)
        g_string_append_c (text, ',');
      append_document (text, item->id, item->rev, item->content);
    }
  g_string_append (text, "]}");
  body = g_string_free_to_bytes (text);

  reply = send_for_value (self, "POST", path, body, cancellable, &local);
  if (reply != NULL)
    return read_answers (items, start, count, reply, error);

  if (g_error_matches (local, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_TOO_LARGE))
    return split_range (self, database, items, start, count, local, cancellable, error);

  g_propagate_error (error, local);
  return FALSE;
}

static gsize
measure (JsonObject *content)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), content);
  gsize length = 0;
  g_autofree char *text = herald_canonical_to_string (node, &length);

  return length;
}

static gboolean
herald_couch_remote_put_many (HeraldRemote          *remote,
                              HeraldRemoteDatabase   database,
                              GPtrArray             *items,
                              GCancellable          *cancellable,
                              GError               **error)
{
  HeraldCouchRemote *self = HERALD_COUCH_REMOTE (remote);
  guint start = 0;

  while (start < items->len)
    {
      gsize bytes = 0;
      guint end = start;

      while (end < items->len && end - start < BATCH_ITEMS && (end == start || bytes < BATCH_BYTES))
        bytes += measure (((HeraldRemoteItem *) g_ptr_array_index (items, end++))->content);

      if (!put_range (self, database, items, start, end - start, cancellable, error))
        return FALSE;
      start = end;
    }

  return TRUE;
}

static GBytes *
write_keys (GPtrArray *ids,
            guint      start,
            guint      count)
{
  GString *text = g_string_new ("{\"keys\":[");

  for (guint i = start; i < start + count; i++)
    {
      if (i > start)
        g_string_append_c (text, ',');
      append_string (text, g_ptr_array_index (ids, i));
    }

  return g_string_free_to_bytes (g_string_append (text, "]}"));
}

static void
move_items (GPtrArray *to,
            GPtrArray *from)
{
  for (guint i = 0; i < from->len; i++)
    {
      HeraldRemoteItem *item = g_ptr_array_index (from, i);

      if (item->deleted)
        herald_remote_item_free (item);
      else
        g_ptr_array_add (to, item);
      g_ptr_array_index (from, i) = NULL;
    }

  g_ptr_array_set_free_func (from, NULL);
}

static gboolean
get_range (HeraldCouchRemote     *self,
           HeraldRemoteDatabase   database,
           GPtrArray             *ids,
           guint                  start,
           guint                  count,
           gboolean               content,
           GPtrArray             *found,
           GCancellable          *cancellable,
           GError               **error)
{
  g_autofree char *path = make_path (self, database, NULL, content ? "/_all_docs?include_docs=true" : "/_all_docs");
  g_autoptr (GBytes) body = write_keys (ids, start, count);
  g_autoptr (HeraldCouchRows) rows = herald_couch_rows_new (content);
  HeraldHttpSink sink = herald_couch_rows_sink (rows);
  g_autoptr (GError) local = NULL;

  if (send_request (self, "POST", path, body, &sink, cancellable, &local))
    {
      move_items (found, herald_couch_rows_items (rows));
      return TRUE;
    }

  if (count > 1 && g_error_matches (local, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_TOO_LARGE))
    return get_range (self, database, ids, start, count / 2, content, found, cancellable, error) &&
           get_range (self, database, ids, start + count / 2, count - count / 2, content, found, cancellable, error);

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static GPtrArray *
herald_couch_remote_get_many (HeraldRemote          *remote,
                              HeraldRemoteDatabase   database,
                              GPtrArray             *ids,
                              gboolean               content,
                              GCancellable          *cancellable,
                              GError               **error)
{
  HeraldCouchRemote *self = HERALD_COUCH_REMOTE (remote);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_remote_item_free);
  guint step = content ? GET_ITEMS : LOOK_ITEMS;

  for (guint start = 0; start < ids->len; start += step)
    if (!get_range (self, database, ids, start, MIN (step, ids->len - start), content, found, cancellable, error))
      return NULL;

  return g_steal_pointer (&found);
}

/* Ids sort by their bytes here, so "version:x;" is the first one after all "version:x:...". */
static char *
make_page_path (HeraldCouchRemote    *self,
                HeraldRemoteDatabase  database,
                const char           *prefix,
                const char           *after,
                guint                 limit)
{
  g_autofree char *from = g_strdup_printf ("\"%s\"", after != NULL ? after : prefix);
  g_autofree char *to = g_strdup_printf ("\"%s", prefix);
  g_autofree char *escaped_from = g_uri_escape_string (from, NULL, FALSE);
  g_autofree char *escaped_to = NULL;
  g_autofree char *query = NULL;

  to[strlen (to) - 1] = ';';
  escaped_to = g_uri_escape_string (to, NULL, FALSE);
  query = g_strdup_printf ("/_all_docs?startkey=%s&endkey=%s%%22&limit=%u%s", escaped_from, escaped_to, limit,
                           after != NULL ? "&skip=1" : "");

  return make_path (self, database, NULL, query);
}

static GPtrArray *
herald_couch_remote_list (HeraldRemote          *remote,
                          HeraldRemoteDatabase   database,
                          const char            *prefix,
                          guint                  limit,
                          GCancellable          *cancellable,
                          GError               **error)
{
  HeraldCouchRemote *self = HERALD_COUCH_REMOTE (remote);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_remote_item_free);
  guint got = PAGE_ITEMS;

  while (got == PAGE_ITEMS && found->len < limit)
    {
      HeraldRemoteItem *last = found->len > 0 ? g_ptr_array_index (found, found->len - 1) : NULL;
      g_autofree char *path = make_page_path (self, database, prefix, last != NULL ? last->id : NULL, PAGE_ITEMS);
      g_autoptr (HeraldCouchRows) rows = herald_couch_rows_new (FALSE);
      HeraldHttpSink sink = herald_couch_rows_sink (rows);

      if (!send_request (self, "GET", path, NULL, &sink, cancellable, error))
        return NULL;

      got = herald_couch_rows_items (rows)->len;
      for (guint i = 0; i < got; i++)
        {
          HeraldRemoteItem *item = g_ptr_array_index (herald_couch_rows_items (rows), i);

          /* The next page begins with the last id: it must be one that we asked for, and that goes on. */
          if (item->id == NULL || !g_str_has_prefix (item->id, prefix) || strpbrk (item->id, "\"\\") != NULL ||
              (last != NULL && strcmp (item->id, last->id) <= 0))
            {
              refuse_reply (error);
              return NULL;
            }
        }
      move_items (found, herald_couch_rows_items (rows));
    }

  if (found->len > limit)
    g_ptr_array_set_size (found, (int) limit);
  return g_steal_pointer (&found);
}

/* Changes */

/* Sequences are opaque JSON; a string goes as it is, as CouchDB's own clients send it. */
static char *
make_changes_path (HeraldCouchRemote *self,
                   const char        *since,
                   guint              limit)
{
  g_autofree char *escaped = g_uri_escape_string (since != NULL ? since : "0", NULL, FALSE);
  g_autofree char *query = g_strdup_printf ("/_changes?include_docs=true&conflicts=true&limit=%u&since=%s",
                                            limit, escaped);

  return make_path (self, HERALD_REMOTE_HEADS, NULL, query);
}

static char *
read_sequence (JsonObject  *reply,
               GError     **error)
{
  JsonNode *node = json_object_get_member (reply, "last_seq");

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    {
      refuse_reply (error);
      return NULL;
    }

  if (herald_node_string (node) != NULL)
    return g_strdup (herald_node_string (node));

  return herald_canonical_to_string (node, NULL);
}

static GPtrArray *
herald_couch_remote_changes (HeraldRemote  *remote,
                             const char    *since,
                             guint          limit,
                             char         **sequence,
                             gboolean      *more,
                             GCancellable  *cancellable,
                             GError       **error)
{
  HeraldCouchRemote *self = HERALD_COUCH_REMOTE (remote);
  g_autofree char *path = make_changes_path (self, since, limit);
  g_autoptr (HeraldCouchRows) rows = herald_couch_rows_new (TRUE);
  HeraldHttpSink sink = herald_couch_rows_sink (rows);
  g_autoptr (GError) local = NULL;
  g_autofree char *last = NULL;

  if (!send_request (self, "GET", path, NULL, &sink, cancellable, &local))
    {
      if (limit > 1 && g_error_matches (local, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_TOO_LARGE))
        return herald_couch_remote_changes (remote, since, limit / 2, sequence, more, cancellable, error);

      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  last = read_sequence (herald_couch_rows_object (rows), error);
  if (last == NULL)
    return NULL;

  *more = herald_couch_rows_items (rows)->len >= limit;
  if (*more && g_strcmp0 (last, since) == 0)
    {
      refuse_reply (error); /* it would go on like this for ever */
      return NULL;
    }

  *sequence = g_steal_pointer (&last);
  return g_ptr_array_ref (herald_couch_rows_items (rows));
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
  g_autofree char *path = make_path (self, HERALD_REMOTE_OBJECTS, id, "/data");
  HeraldHttpRequest request = { "PUT", path, bytes,
                                is_media_type (media_type) ? media_type : "application/octet-stream" };
  g_autoptr (HeraldCouchValue) value = herald_couch_value_new ();
  HeraldHttpSink sink = herald_couch_value_sink (value);
  g_autoptr (GError) local = NULL;

  if (!ensure_http (self, cancellable, error))
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
  g_autofree char *path = make_path (self, HERALD_REMOTE_OBJECTS, id, "/data");
  g_autoptr (HeraldCouchFile) file = herald_couch_file_new (sha256, MAX_ASSET_SIZE, error);
  HeraldHttpSink sink = { 0 };

  if (file == NULL)
    return NULL;

  sink = herald_couch_file_sink (file);
  if (!send_request (self, "GET", path, NULL, &sink, cancellable, error))
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
  iface->put_many = herald_couch_remote_put_many;
  iface->get_many = herald_couch_remote_get_many;
  iface->list = herald_couch_remote_list;
  iface->changes = herald_couch_remote_changes;
  iface->remove = herald_couch_remote_remove;
  iface->put_asset = herald_couch_remote_put_asset;
  iface->get_asset = herald_couch_remote_get_asset;
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
