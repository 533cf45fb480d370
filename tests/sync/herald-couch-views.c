/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tells of many documents: https://docs.couchdb.org/en/3.4.3-docs/api/database/bulk-api.html,
 * .../api/database/changes.html */
#include "herald-couch-exchange.h"

#include "herald-json.h"
#include "herald-members.h"

#include <string.h>

static guint
read_number (HeraldCouchExchange *exchange,
             const char          *name,
             guint                otherwise)
{
  const char *text = herald_couch_exchange_query (exchange, name);

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : otherwise;
}

/* "_all_docs" */

static void
append_row (HeraldCouchExchange *exchange,
            HeraldCouchDatabase *database,
            const char          *id)
{
  HeraldCouchDocument *document = herald_couch_database_find (database, id);
  const HeraldCouchRevision *winner = document != NULL ? herald_couch_tree_winner (document->tree) : NULL;

  if (winner == NULL)
    {
      g_string_append (exchange->reply, "{\"key\":");
      herald_couch_append_json (exchange->reply, id);
      g_string_append (exchange->reply, ",\"error\":\"not_found\"}");
      return;
    }

  g_string_append (exchange->reply, "{\"id\":");
  herald_couch_append_json (exchange->reply, id);
  g_string_append (exchange->reply, ",\"key\":");
  herald_couch_append_json (exchange->reply, id);
  g_string_append_printf (exchange->reply, ",\"value\":{\"rev\":\"%s\"%s}", winner->rev,
                          winner->deleted ? ",\"deleted\":true" : "");
  if (herald_couch_exchange_asks (exchange, "include_docs"))
    {
      g_string_append (exchange->reply, ",\"doc\":");
      if (winner->deleted)
        g_string_append (exchange->reply, "null");
      else
        herald_couch_append_revision (exchange, exchange->reply, document, winner);
    }
  g_string_append_c (exchange->reply, '}');
}

static void
all_docs_by_keys (HeraldCouchExchange *exchange,
                  HeraldCouchDatabase *database,
                  JsonArray           *keys)
{
  g_string_append_printf (exchange->reply, "{\"total_rows\":%u,\"rows\":[\n", g_hash_table_size (database->documents));
  for (guint i = 0; i < json_array_get_length (keys); i++)
    {
      const char *id = herald_node_string (json_array_get_element (keys, i));

      if (i > 0)
        g_string_append (exchange->reply, ",\n");
      append_row (exchange, database, id != NULL ? id : "");
    }
  g_string_append (exchange->reply, "\n]}\n");
}

/* Keys in a query are JSON. (transfer full) */
static char *
read_key (HeraldCouchExchange *exchange,
          const char          *name)
{
  const char *text = herald_couch_exchange_query (exchange, name);
  g_autofree char *wrapped = text != NULL ? g_strdup_printf ("[%s]", text) : NULL;
  g_autoptr (JsonNode) node = wrapped != NULL ? herald_json_parse (wrapped, -1, NULL) : NULL;

  if (node == NULL || json_array_get_length (json_node_get_array (node)) != 1)
    return NULL;

  return g_strdup (herald_node_string (json_array_get_element (json_node_get_array (node), 0)));
}

static void
all_docs_in_range (HeraldCouchExchange *exchange,
                   HeraldCouchDatabase *database)
{
  g_autofree char *from = read_key (exchange, "startkey");
  g_autofree char *to = read_key (exchange, "endkey");
  guint skip = read_number (exchange, "skip", 0);
  guint limit = read_number (exchange, "limit", G_MAXUINT);
  g_autoptr (GPtrArray) ids = herald_couch_database_list (database);
  gboolean any = FALSE;

  g_string_append_printf (exchange->reply, "{\"total_rows\":%u,\"offset\":0,\"rows\":[\n", ids->len);
  for (guint i = 0; i < ids->len && limit > 0; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      HeraldCouchDocument *document = herald_couch_database_find (database, id);

      if ((from != NULL && strcmp (id, from) < 0) || (to != NULL && strcmp (id, to) > 0) ||
          herald_couch_tree_winner (document->tree)->deleted)
        continue;
      if (skip > 0)
        {
          skip--;
          continue;
        }

      if (any)
        g_string_append (exchange->reply, ",\n");
      append_row (exchange, database, id);
      any = TRUE;
      limit--;
    }
  g_string_append (exchange->reply, "\n]}\n");
}

void
herald_couch_exchange_all_docs (HeraldCouchExchange *exchange,
                                HeraldCouchDatabase *database)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *keys = NULL;

  if (strcmp (exchange->method, "POST") == 0)
    {
      node = herald_couch_exchange_read (exchange);
      if (node == NULL)
        return;
      keys = herald_member_array (herald_node_object (node), "keys");
    }

  if (keys != NULL)
    all_docs_by_keys (exchange, database, keys);
  else
    all_docs_in_range (exchange, database);
}

/* "_changes" */

static int
compare_seqs (gconstpointer a,
              gconstpointer b)
{
  const HeraldCouchDocument *one = *(HeraldCouchDocument * const *) a;
  const HeraldCouchDocument *other = *(HeraldCouchDocument * const *) b;

  return one->seq < other->seq ? -1 : one->seq > other->seq;
}

/* By shard; each in its own order. */
static void
find_changes (HeraldCouchDatabase  *database,
              const guint64        *since,
              GPtrArray           **shards)
{
  GHashTableIter iter = { 0 };
  gpointer value = NULL;

  for (guint i = 0; i < HERALD_COUCH_SHARDS; i++)
    shards[i] = g_ptr_array_new ();

  g_hash_table_iter_init (&iter, database->documents);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      HeraldCouchDocument *document = value;

      if (document->seq > since[document->shard])
        g_ptr_array_add (shards[document->shard], document);
    }

  for (guint i = 0; i < HERALD_COUCH_SHARDS; i++)
    g_ptr_array_sort (shards[i], compare_seqs);
}

static void
append_change (HeraldCouchExchange *exchange,
               HeraldCouchDatabase *database,
               HeraldCouchDocument *document,
               const guint64       *seqs)
{
  g_autofree char *seq = herald_couch_database_write_seq (database, seqs);
  g_autoptr (GPtrArray) leaves = herald_couch_tree_leaves (document->tree);
  const HeraldCouchRevision *winner = g_ptr_array_index (leaves, 0);
  gboolean all = g_strcmp0 (herald_couch_exchange_query (exchange, "style"), "all_docs") == 0;

  g_string_append_printf (exchange->reply, "{\"seq\":\"%s\",\"id\":", seq);
  herald_couch_append_json (exchange->reply, document->id);
  g_string_append_printf (exchange->reply, ",\"changes\":[{\"rev\":\"%s\"}", winner->rev);
  for (guint i = 1; all && i < leaves->len; i++)
    g_string_append_printf (exchange->reply, ",{\"rev\":\"%s\"}", ((HeraldCouchRevision *) g_ptr_array_index (leaves, i))->rev);
  g_string_append (exchange->reply, winner->deleted ? "],\"deleted\":true" : "]");
  if (herald_couch_exchange_asks (exchange, "include_docs"))
    {
      g_string_append (exchange->reply, ",\"doc\":");
      herald_couch_append_revision (exchange, exchange->reply, document, winner);
    }
  g_string_append_c (exchange->reply, '}');
}

/* The shards answer each at its own pace: the order tells nothing, only what came of each shard does. */
static void
read_since (HeraldCouchExchange *exchange,
            HeraldCouchDatabase *database,
            guint64             *seqs)
{
  const char *since = herald_couch_exchange_query (exchange, "since");

  if (g_strcmp0 (since, "now") == 0)
    memcpy (seqs, database->seqs, sizeof database->seqs);
  else
    herald_couch_database_read_seq (database, since, seqs);

  for (guint i = 0; i < HERALD_COUCH_SHARDS; i++)
    seqs[i] -= MIN (seqs[i], exchange->rewind);
}

static void
append_changes (HeraldCouchExchange  *exchange,
                HeraldCouchDatabase  *database,
                GPtrArray           **shards,
                guint64              *seqs,
                guint                 limit)
{
  guint taken[HERALD_COUCH_SHARDS] = { 0 };
  guint turn = (guint) database->seqs[0];

  for (guint count = 0; count < limit;)
    {
      guint shard = HERALD_COUCH_SHARDS;

      for (guint i = 0; i < HERALD_COUCH_SHARDS && shard == HERALD_COUCH_SHARDS; i++)
        if (taken[(turn + i) % HERALD_COUCH_SHARDS] < shards[(turn + i) % HERALD_COUCH_SHARDS]->len)
          shard = (turn + i) % HERALD_COUCH_SHARDS;
      if (shard == HERALD_COUCH_SHARDS)
        return;

      if (count++ > 0)
        g_string_append (exchange->reply, ",\n");
      seqs[shard] = ((HeraldCouchDocument *) g_ptr_array_index (shards[shard], taken[shard]))->seq;
      append_change (exchange, database, g_ptr_array_index (shards[shard], taken[shard]++), seqs);
      turn += count % 3;
    }
}

void
herald_couch_exchange_changes (HeraldCouchExchange *exchange,
                               HeraldCouchDatabase *database)
{
  guint64 seqs[HERALD_COUCH_SHARDS] = { 0 };
  GPtrArray *shards[HERALD_COUCH_SHARDS] = { NULL };
  guint limit = MAX (1, read_number (exchange, "limit", G_MAXUINT));
  guint found = 0;
  g_autofree char *last = NULL;

  read_since (exchange, database, seqs);
  find_changes (database, seqs, shards);
  for (guint i = 0; i < HERALD_COUCH_SHARDS; i++)
    found += shards[i]->len;

  exchange->waits = found == 0 && g_strcmp0 (herald_couch_exchange_query (exchange, "feed"), "longpoll") == 0;
  g_string_append (exchange->reply, "{\"results\":[\n");
  append_changes (exchange, database, shards, seqs, limit);
  last = herald_couch_database_write_seq (database, seqs);
  g_string_append_printf (exchange->reply, "\n],\n\"last_seq\":\"%s\",\"pending\":%u}\n", last,
                          found > limit ? found - limit : 0);

  for (guint i = 0; i < HERALD_COUCH_SHARDS; i++)
    g_ptr_array_unref (shards[i]);
}

/* "_bulk_docs", "_bulk_get" */

static gboolean
check_sizes (HeraldCouchExchange *exchange,
             JsonArray           *documents)
{
  for (guint i = 0; i < json_array_get_length (documents); i++)
    {
      JsonNode *node = json_array_get_element (documents, i);
      g_autofree char *text = json_to_string (node, FALSE);

      if (herald_node_object (node) == NULL)
        herald_couch_exchange_refuse (exchange, 400, "bad_request", "Document must be a JSON object");
      else if (strlen (text) > exchange->max_document)
        herald_couch_exchange_refuse (exchange, 413, "document_too_large", "?");
      else
        continue;
      return FALSE;
    }

  return TRUE;
}

void
herald_couch_exchange_bulk_docs (HeraldCouchExchange *exchange,
                                 HeraldCouchDatabase *database)
{
  g_autoptr (JsonNode) node = herald_couch_exchange_read (exchange);
  JsonArray *documents = herald_member_array (herald_node_object (node), "docs");
  gboolean new_edits = TRUE;
  gboolean any = FALSE;

  if (node == NULL)
    return;
  if (documents == NULL)
    {
      herald_couch_exchange_refuse (exchange, 400, "bad_request", "POST body must include `docs` parameter.");
      return;
    }
  if (!check_sizes (exchange, documents))
    return;

  new_edits = json_object_get_boolean_member_with_default (herald_node_object (node), "new_edits", TRUE);
  exchange->status = 201;
  g_string_append_c (exchange->reply, '[');
  for (guint i = 0; i < json_array_get_length (documents); i++)
    {
      g_auto (HeraldCouchAnswer) answer = { 0 };

      herald_couch_exchange_write (exchange, database, json_array_get_object_element (documents, i), new_edits, &answer);
      if (answer.status == 400)
        {
          herald_couch_exchange_refuse (exchange, 400, answer.error, answer.reason);
          return;
        }
      if (!new_edits && answer.error == NULL)
        continue;

      if (any)
        g_string_append_c (exchange->reply, ',');
      herald_couch_append_answer (exchange->reply, &answer);
      any = TRUE;
    }
  g_string_append (exchange->reply, "]\n");
}

static void
append_got (HeraldCouchExchange *exchange,
            HeraldCouchDatabase *database,
            JsonObject          *wanted)
{
  const char *id = herald_member_string (wanted, "id");
  const char *rev = herald_member_string (wanted, "rev");
  HeraldCouchDocument *document = id != NULL ? herald_couch_database_find (database, id) : NULL;
  const HeraldCouchRevision *revision = NULL;

  if (document != NULL)
    revision = rev != NULL ? herald_couch_tree_find (document->tree, rev) : herald_couch_tree_winner (document->tree);

  g_string_append (exchange->reply, "{\"id\":");
  herald_couch_append_json (exchange->reply, id != NULL ? id : "");
  g_string_append (exchange->reply, ",\"docs\":[");
  if (revision != NULL && revision->body != NULL)
    {
      g_string_append (exchange->reply, "{\"ok\":");
      herald_couch_append_revision (exchange, exchange->reply, document, revision);
      g_string_append (exchange->reply, "}]}");
    }
  else
    {
      g_string_append (exchange->reply, "{\"error\":{\"id\":");
      herald_couch_append_json (exchange->reply, id != NULL ? id : "");
      g_string_append (exchange->reply, ",\"rev\":");
      herald_couch_append_json (exchange->reply, rev != NULL ? rev : "undefined");
      g_string_append (exchange->reply, ",\"error\":\"not_found\",\"reason\":\"missing\"}}]}");
    }
}

void
herald_couch_exchange_bulk_get (HeraldCouchExchange *exchange,
                                HeraldCouchDatabase *database)
{
  g_autoptr (JsonNode) node = herald_couch_exchange_read (exchange);
  JsonArray *wanted = herald_member_array (herald_node_object (node), "docs");

  if (node == NULL)
    return;
  if (wanted == NULL)
    {
      herald_couch_exchange_refuse (exchange, 400, "bad_request", "Missing JSON list of 'docs'.");
      return;
    }

  g_string_append (exchange->reply, "{\"results\": [");
  for (guint i = 0; i < json_array_get_length (wanted); i++)
    {
      if (i > 0)
        g_string_append_c (exchange->reply, ',');
      append_got (exchange, database, herald_node_object (json_array_get_element (wanted, i)));
    }
  g_string_append (exchange->reply, "]}\n");
}
