/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waiting for changes. */
#include "herald-couch-private.h"

#include "herald-couch-reply.h"

/* CouchDB 3.4, "GET /{db}/_changes", feed=longpoll: it answers with the first change after since, at once when there is
 * one, and sends an empty line for a heartbeat meanwhile. */
static char *
make_path (HeraldCouchRemote *self,
           const char        *since,
           guint              heartbeat)
{
  g_autofree char *escaped = g_uri_escape_string (since != NULL ? since : "0", NULL, FALSE);
  g_autofree char *query = g_strdup_printf ("/_changes?feed=longpoll&limit=1&heartbeat=%u&since=%s", heartbeat, escaped);

  return herald_couch_make_path (self, HERALD_REMOTE_HEADS, NULL, query);
}

gboolean
herald_couch_wait (HeraldRemote      *remote,
                   const char        *since,
                   HeraldRemoteWait  *wait,
                   GCancellable      *cancellable,
                   GError           **error)
{
  HeraldCouchRemote *self = HERALD_COUCH_REMOTE (remote);
  g_autofree char *path = make_path (self, since, wait->heartbeat);
  HeraldHttpRequest request = { "GET", path, NULL, NULL };
  g_autoptr (HeraldCouchRows) rows = herald_couch_news_new ();
  HeraldHttpSink sink = herald_couch_rows_sink (rows);

  if (!herald_couch_ensure_http (self, cancellable, error) ||
      !herald_http_wait (self->http, &request, &sink, wait->patience, &wait->heard, cancellable, error))
    return FALSE;

  wait->changed = herald_couch_rows_items (rows)->len > 0;
  return TRUE;
}
