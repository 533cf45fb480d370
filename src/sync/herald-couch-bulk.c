/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The requests of CouchDB that carry many documents: _bulk_docs, _all_docs, _changes. */
#include "herald-couch-private.h"

#include "herald-canonical.h"
#include "herald-couch-reply.h"
#include "herald-i18n.h"
#include "herald-members.h"
#include "herald-sync.h"

#include <string.h>

#define BATCH_BYTES (2 * 1024 * 1024)
#define BATCH_ITEMS 200
#define GET_ITEMS   100
#define LOOK_ITEMS  500
#define PAGE_ITEMS  2000

/* The errors of _bulk_docs, document by document. */
static GError *
make_item_error (JsonObject *row)
{
  const char *name = herald_member_string (row, "error");
  const char *reason = herald_member_string (row, "reason");
  HeraldSyncError code = HERALD_SYNC_ERROR_FAILED;

  if (g_strcmp0 (name, "conflict") == 0)
    code = HERALD_SYNC_ERROR_CHANGED;
  else if (reason != NULL && g_str_has_prefix (reason, HERALD_HTTP_READ_ONLY))
    code = HERALD_SYNC_ERROR_READ_ONLY;
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
    return herald_couch_refuse_reply (error);

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
    herald_couch_refuse_reply (&((HeraldRemoteItem *) item)->error);

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
  g_autofree char *path = herald_couch_make_path (self, database, NULL, "/_bulk_docs");
  GString *text = g_string_new ("{\"docs\":[");
  g_autoptr (GBytes) body = NULL;
  g_autoptr (JsonNode) reply = NULL;
  GError *local = NULL;

  for (guint i = start; i < start + count; i++)
    {
      HeraldRemoteItem *item = g_ptr_array_index (items, i);

      if (i > start)
        g_string_append_c (text, ',');
      herald_couch_append_document (text, item->id, item->rev, item->content);
    }
  g_string_append (text, "]}");
  body = g_string_free_to_bytes (text);

  reply = herald_couch_send_for_value (self, "POST", path, body, cancellable, &local);
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

gboolean
herald_couch_put_many (HeraldRemote          *remote,
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
      herald_couch_append_string (text, g_ptr_array_index (ids, i));
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
  g_autofree char *path = herald_couch_make_path (self, database, NULL, 
                                                 !content ? "/_all_docs"
                                                 : database == HERALD_REMOTE_HEADS ? "/_all_docs?include_docs=true&conflicts=true"
                                                 : "/_all_docs?include_docs=true");
  g_autoptr (GBytes) body = write_keys (ids, start, count);
  g_autoptr (HeraldCouchRows) rows = herald_couch_rows_new (content);
  HeraldHttpSink sink = herald_couch_rows_sink (rows);
  g_autoptr (GError) local = NULL;

  if (content)
    herald_couch_rows_bound (rows, count);
  if (herald_couch_send (self, "POST", path, body, &sink, cancellable, &local))
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

GPtrArray *
herald_couch_get_many (HeraldRemote          *remote,
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

  return herald_couch_make_path (self, database, NULL, query);
}

GPtrArray *
herald_couch_list (HeraldRemote          *remote,
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

      if (!herald_couch_send (self, "GET", path, NULL, &sink, cancellable, error))
        return NULL;

      got = herald_couch_rows_items (rows)->len;
      for (guint i = 0; i < got; i++)
        {
          HeraldRemoteItem *item = g_ptr_array_index (herald_couch_rows_items (rows), i);

          /* The next page begins with the last id: it must be one that we asked for, and that goes on. */
          if (item->id == NULL || !g_str_has_prefix (item->id, prefix) || strpbrk (item->id, "\"\\") != NULL ||
              (last != NULL && strcmp (item->id, last->id) <= 0))
            {
              herald_couch_refuse_reply (error);
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

/* Sequences are opaque JSON; a string goes as it is, as CouchDB's own clients send it. All leaves are told, so that one
 * that was added beside the winner is seen. */
static char *
make_changes_path (HeraldCouchRemote *self,
                   const char        *since,
                   guint              limit,
                   gboolean           content)
{
  g_autofree char *escaped = g_uri_escape_string (since != NULL ? since : "0", NULL, FALSE);
  g_autofree char *query = g_strdup_printf ("/_changes?style=all_docs%s&limit=%u&since=%s",
                                            content ? "&include_docs=true&conflicts=true" : "", limit, escaped);

  return herald_couch_make_path (self, HERALD_REMOTE_HEADS, NULL, query);
}

static guint
read_pending (JsonObject *reply)
{
  JsonNode *node = json_object_get_member (reply, "pending");

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_INT64)
    return 0;
  return (guint) CLAMP (json_node_get_int (node), 0, G_MAXINT);
}

GPtrArray *
herald_couch_changes (HeraldRemote  *remote,
                      const char    *since,
                      guint          limit,
                      gboolean       content,
                      char         **sequence,
                      guint         *pending,
                      GCancellable  *cancellable,
                      GError       **error)
{
  HeraldCouchRemote *self = HERALD_COUCH_REMOTE (remote);
  g_autofree char *path = make_changes_path (self, since, limit, content);
  g_autoptr (HeraldCouchRows) rows = herald_couch_rows_new (content);
  HeraldHttpSink sink = herald_couch_rows_sink (rows);
  g_autoptr (GError) local = NULL;
  g_autofree char *last = NULL;

  if (content)
    herald_couch_rows_bound (rows, limit);
  if (!herald_couch_send (self, "GET", path, NULL, &sink, cancellable, &local))
    {
      if (limit > 1 && g_error_matches (local, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_TOO_LARGE))
        return herald_couch_changes (remote, since, limit / 2, content, sequence, pending, cancellable, error);

      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  last = herald_couch_read_sequence (json_object_get_member (herald_couch_rows_object (rows), "last_seq"));
  if (last == NULL)
    {
      herald_couch_refuse_reply (error);
      return NULL;
    }

  *pending = herald_couch_rows_items (rows)->len >= limit ? MAX (read_pending (herald_couch_rows_object (rows)), 1) : 0;
  if (*pending > 0 && g_strcmp0 (last, since) == 0)
    {
      herald_couch_refuse_reply (error); /* it would go on like this for ever */
      return NULL;
    }

  *sequence = g_steal_pointer (&last);
  return g_ptr_array_ref (herald_couch_rows_items (rows));
}
