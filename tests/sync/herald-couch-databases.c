/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Databases and single documents: https://docs.couchdb.org/en/3.4.3-docs/api/database/common.html,
 * .../api/document/common.html, .../api/document/attachments.html, .../api/local.html */
#include "herald-couch-exchange.h"

#include "herald-canonical.h"
#include "herald-json.h"
#include "herald-members.h"

#include <string.h>

void
herald_couch_append_json (GString    *out,
                          const char *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);
  g_autofree char *written = herald_canonical_to_string (node, NULL);

  g_string_append (out, written);
}

void
herald_couch_exchange_refuse (HeraldCouchExchange *exchange,
                              guint                status,
                              const char          *error,
                              const char          *reason)
{
  exchange->status = status;
  g_string_assign (exchange->reply, "{\"error\":");
  herald_couch_append_json (exchange->reply, error);
  g_string_append (exchange->reply, ",\"reason\":");
  herald_couch_append_json (exchange->reply, reason);
  g_string_append (exchange->reply, "}\n");
}

const char *
herald_couch_exchange_query (HeraldCouchExchange *exchange,
                             const char          *name)
{
  return exchange->query != NULL ? g_hash_table_lookup (exchange->query, name) : NULL;
}

gboolean
herald_couch_exchange_asks (HeraldCouchExchange *exchange,
                            const char          *name)
{
  return g_strcmp0 (herald_couch_exchange_query (exchange, name), "true") == 0;
}

JsonNode *
herald_couch_exchange_read (HeraldCouchExchange *exchange)
{
  g_autoptr (JsonNode) node = herald_json_parse_bytes (exchange->body, NULL);

  if (node == NULL)
    herald_couch_exchange_refuse (exchange, 400, "bad_request", "invalid UTF-8 JSON");
  else if (herald_node_object (node) == NULL)
    herald_couch_exchange_refuse (exchange, 400, "bad_request", "Request body must be a JSON object");
  else
    return g_steal_pointer (&node);

  return NULL;
}

/* One revision as JSON */

static void
append_revs (GString    *out,
             const char *name,
             GPtrArray  *leaves,
             gboolean    deleted)
{
  gboolean any = FALSE;

  for (guint i = 1; i < leaves->len; i++)
    {
      const HeraldCouchRevision *leaf = g_ptr_array_index (leaves, i);

      if (leaf->deleted != deleted)
        continue;
      g_string_append_printf (out, any ? ",\"%s\"" : ",\"%s\":[\"%s\"", any ? leaf->rev : name, leaf->rev);
      any = TRUE;
    }

  if (any)
    g_string_append_c (out, ']');
}

static void
append_history (GString                   *out,
                HeraldCouchDocument       *document,
                const HeraldCouchRevision *revision)
{
  g_string_append_printf (out, ",\"_revisions\":{\"start\":%u,\"ids\":[", herald_couch_revision_count (revision->rev));
  for (gboolean first = TRUE; revision != NULL; first = FALSE)
    {
      g_string_append_printf (out, first ? "\"%s\"" : ",\"%s\"", strchr (revision->rev, '-') + 1);
      revision = revision->parent != NULL ? herald_couch_tree_find (document->tree, revision->parent) : NULL;
    }
  g_string_append (out, "]}");
}

static void
append_attachments (HeraldCouchExchange       *exchange,
                    GString                   *out,
                    const HeraldCouchRevision *revision)
{
  for (guint i = 0; i < revision->attachments->len; i++)
    {
      const HeraldCouchAttachment *attachment = g_ptr_array_index (revision->attachments, i);

      g_string_append (out, i == 0 ? ",\"_attachments\":{" : ",");
      herald_couch_append_json (out, attachment->name);
      g_string_append (out, ":{\"content_type\":");
      herald_couch_append_json (out, attachment->content_type);
      g_string_append_printf (out, ",\"revpos\":%u,\"digest\":\"%s\",", attachment->revpos, attachment->digest);
      if (herald_couch_exchange_asks (exchange, "attachments"))
        {
          g_autofree char *data = g_base64_encode (g_bytes_get_data (attachment->bytes, NULL),
                                                   g_bytes_get_size (attachment->bytes));

          g_string_append_printf (out, "\"data\":\"%s\"}", data);
        }
      else
        {
          g_string_append_printf (out, "\"length\":%" G_GSIZE_FORMAT ",\"stub\":true}", g_bytes_get_size (attachment->bytes));
        }
    }

  if (revision->attachments->len > 0)
    g_string_append_c (out, '}');
}

void
herald_couch_append_revision (HeraldCouchExchange       *exchange,
                              GString                   *out,
                              HeraldCouchDocument       *document,
                              const HeraldCouchRevision *revision)
{
  g_string_append (out, "{\"_id\":");
  herald_couch_append_json (out, document->id);
  g_string_append_printf (out, ",\"_rev\":\"%s\"", revision->rev);
  if (revision->body != NULL && strcmp (revision->body, "{}") != 0)
    {
      g_string_append_c (out, ',');
      g_string_append_len (out, revision->body + 1, (gssize) strlen (revision->body) - 2);
    }
  if (revision->deleted)
    g_string_append (out, ",\"_deleted\":true");

  append_attachments (exchange, out, revision);
  if (herald_couch_exchange_asks (exchange, "revs"))
    append_history (out, document, revision);
  if (herald_couch_exchange_asks (exchange, "conflicts"))
    {
      g_autoptr (GPtrArray) leaves = herald_couch_tree_leaves (document->tree);

      append_revs (out, "_conflicts", leaves, FALSE);
    }
  g_string_append_c (out, '}');
}

/* Writing */

void
herald_couch_append_answer (GString                 *out,
                            const HeraldCouchAnswer *answer)
{
  g_string_append (out, answer->error == NULL ? "{\"ok\":true,\"id\":" : "{\"id\":");
  herald_couch_append_json (out, answer->id);
  if (answer->error == NULL)
    {
      g_string_append_printf (out, ",\"rev\":\"%s\"}", answer->rev);
      return;
    }

  g_string_append_printf (out, ",\"error\":\"%s\",\"reason\":", answer->error);
  herald_couch_append_json (out, answer->reason);
  g_string_append_c (out, '}');
}

/* validate_doc_update is not asked about what is not replicated, nor about designs. */
static char *
judge (HeraldCouchExchange *exchange,
       JsonObject          *document)
{
  const char *id = herald_member_string (document, "_id");
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  if (exchange->judge == NULL || (id != NULL && id[0] == '_'))
    return NULL;

  node = json_node_init_object (json_node_alloc (), document);
  text = json_to_string (node, FALSE);
  return exchange->judge (exchange->user, id, text, exchange->judge_data);
}

void
herald_couch_exchange_write (HeraldCouchExchange *exchange,
                             HeraldCouchDatabase *database,
                             JsonObject          *document,
                             gboolean             new_edits,
                             HeraldCouchAnswer   *answer)
{
  g_autofree char *why = judge (exchange, document);

  if (why == NULL)
    {
      herald_couch_database_write (database, document, new_edits, answer);
      return;
    }

  answer->id = g_strdup (herald_member_string (document, "_id"));
  answer->status = 403;
  answer->error = "forbidden";
  answer->reason = g_intern_string (why);
}

static void
give_answer (HeraldCouchExchange     *exchange,
             const HeraldCouchAnswer *answer)
{
  if (answer->error != NULL)
    {
      herald_couch_exchange_refuse (exchange, answer->status, answer->error, answer->reason);
      return;
    }

  exchange->status = answer->status;
  herald_couch_append_answer (exchange->reply, answer);
  g_string_append_c (exchange->reply, '\n');
}

static char *
document_id (HeraldCouchExchange *exchange,
             guint               *n_segments)
{
  const char *first = g_ptr_array_index (exchange->path, 1);

  *n_segments = strcmp (first, "_local") == 0 || strcmp (first, "_design") == 0 ? 3 : 2;
  if (exchange->path->len < *n_segments)
    return NULL;

  return *n_segments == 3 ? g_strconcat (first, "/", g_ptr_array_index (exchange->path, 2), NULL) : g_strdup (first);
}

static void
put_document (HeraldCouchExchange *exchange,
              HeraldCouchDatabase *database,
              const char          *id)
{
  g_autoptr (JsonNode) node = herald_couch_exchange_read (exchange);
  JsonObject *document = herald_node_object (node);
  g_auto (HeraldCouchAnswer) answer = { 0 };

  if (document == NULL)
    return;

  if (id != NULL)
    json_object_set_string_member (document, "_id", id);
  if (herald_couch_exchange_query (exchange, "rev") != NULL)
    json_object_set_string_member (document, "_rev", herald_couch_exchange_query (exchange, "rev"));

  if (g_bytes_get_size (exchange->body) > exchange->max_document)
    herald_couch_exchange_refuse (exchange, 413, "document_too_large", id != NULL ? id : "?");
  else if (id != NULL && g_str_has_prefix (id, "_local/"))
    {
      herald_couch_database_write_local (database, document, &answer);
      give_answer (exchange, &answer);
    }
  else
    {
      herald_couch_exchange_write (exchange, database, document,
                                   g_strcmp0 (herald_couch_exchange_query (exchange, "new_edits"), "false") != 0, &answer);
      give_answer (exchange, &answer);
    }
}

static const HeraldCouchRevision *
find_revision (HeraldCouchExchange *exchange,
               HeraldCouchDocument *document)
{
  const char *rev = herald_couch_exchange_query (exchange, "rev");
  const HeraldCouchRevision *revision = NULL;

  if (document != NULL)
    revision = rev != NULL ? herald_couch_tree_find (document->tree, rev) : herald_couch_tree_winner (document->tree);

  if (revision == NULL || revision->body == NULL)
    herald_couch_exchange_refuse (exchange, 404, "not_found", "missing");
  else if (rev == NULL && revision->deleted)
    herald_couch_exchange_refuse (exchange, 404, "not_found", "deleted");
  else
    return revision;

  return NULL;
}

static void
get_local (HeraldCouchExchange *exchange,
           HeraldCouchDatabase *database,
           const char          *id)
{
  const HeraldCouchLocal *local = g_hash_table_lookup (database->locals, id);

  if (local == NULL)
    {
      herald_couch_exchange_refuse (exchange, 404, "not_found", "missing");
      return;
    }

  g_string_append (exchange->reply, "{\"_id\":");
  herald_couch_append_json (exchange->reply, id);
  g_string_append_printf (exchange->reply, ",\"_rev\":\"0-%u\"%s%s\n", local->count,
                          strcmp (local->body, "{}") != 0 ? "," : "", local->body + 1);
}

static void
get_document (HeraldCouchExchange *exchange,
              HeraldCouchDatabase *database,
              const char          *id)
{
  HeraldCouchDocument *document = NULL;
  const HeraldCouchRevision *revision = NULL;

  if (g_str_has_prefix (id, "_local/"))
    {
      get_local (exchange, database, id);
      return;
    }

  document = herald_couch_database_find (database, id);
  revision = find_revision (exchange, document);
  if (revision == NULL)
    return;

  exchange->etag = g_strdup_printf ("\"%s\"", revision->rev);
  herald_couch_append_revision (exchange, exchange->reply, document, revision);
  g_string_append_c (exchange->reply, '\n');
}

/* "DELETE /{db}/{docid}": the same as writing "_deleted". */
static void
delete_document (HeraldCouchExchange *exchange,
                 HeraldCouchDatabase *database,
                 const char          *id)
{
  HeraldCouchDocument *document = herald_couch_database_find (database, id);
  const char *rev = herald_couch_exchange_query (exchange, "rev");
  g_autoptr (JsonObject) tombstone = json_object_new ();
  g_auto (HeraldCouchAnswer) answer = { 0 };

  if (document == NULL || herald_couch_tree_winner (document->tree)->deleted)
    {
      herald_couch_exchange_refuse (exchange, 404, "not_found", document == NULL ? "missing" : "deleted");
      return;
    }

  json_object_set_string_member (tombstone, "_id", id);
  if (rev != NULL)
    json_object_set_string_member (tombstone, "_rev", rev);
  json_object_set_boolean_member (tombstone, "_deleted", TRUE);
  herald_couch_exchange_write (exchange, database, tombstone, TRUE, &answer);
  if (answer.error == NULL)
    answer.status = 200;
  give_answer (exchange, &answer);
}

static void
run_document (HeraldCouchExchange *exchange,
              HeraldCouchDatabase *database,
              const char          *id)
{
  if (strcmp (exchange->method, "PUT") == 0)
    put_document (exchange, database, id);
  else if (strcmp (exchange->method, "DELETE") == 0)
    delete_document (exchange, database, id);
  else if (strcmp (exchange->method, "GET") == 0 || strcmp (exchange->method, "HEAD") == 0)
    get_document (exchange, database, id);
  else
    herald_couch_exchange_refuse (exchange, 405, "method_not_allowed", "Only DELETE,GET,HEAD,POST,PUT,COPY allowed");
}

static void
get_attachment (HeraldCouchExchange *exchange,
                HeraldCouchDatabase *database,
                const char          *id,
                const char          *name)
{
  const HeraldCouchRevision *revision = find_revision (exchange, herald_couch_database_find (database, id));

  for (guint i = 0; revision != NULL && i < revision->attachments->len; i++)
    {
      const HeraldCouchAttachment *attachment = g_ptr_array_index (revision->attachments, i);

      if (strcmp (attachment->name, name) != 0)
        continue;
      exchange->file = g_bytes_ref (attachment->bytes);
      exchange->reply_type = attachment->content_type;
      exchange->etag = g_strdup_printf ("\"%s\"", attachment->digest + strlen ("md5-"));
      return;
    }

  if (revision != NULL)
    herald_couch_exchange_refuse (exchange, 404, "not_found", "Document is missing attachment");
}

static void
run_attachment (HeraldCouchExchange *exchange,
                HeraldCouchDatabase *database,
                const char          *id,
                const char          *name)
{
  g_autoptr (JsonObject) document = json_object_new ();
  g_autofree char *why = NULL;
  g_auto (HeraldCouchAnswer) answer = { 0 };

  if (strcmp (exchange->method, "PUT") != 0)
    {
      get_attachment (exchange, database, id, name);
      return;
    }

  json_object_set_string_member (document, "_id", id);
  why = judge (exchange, document);
  if (why != NULL)
    {
      herald_couch_exchange_refuse (exchange, 403, "forbidden", why);
      return;
    }

  herald_couch_database_attach (database, id, herald_couch_exchange_query (exchange, "rev"), name,
                                exchange->content_type != NULL ? exchange->content_type : "application/octet-stream",
                                exchange->body, &answer);
  give_answer (exchange, &answer);
}

/* Databases */

static gboolean
names_user (HeraldCouchExchange *exchange,
            JsonObject          *group)
{
  JsonArray *names = herald_member_array (group, "names");
  JsonArray *roles = herald_member_array (group, "roles");

  for (guint i = 0; names != NULL && i < json_array_get_length (names); i++)
    if (g_strcmp0 (herald_node_string (json_array_get_element (names, i)), exchange->user) == 0)
      return TRUE;

  for (guint i = 0; roles != NULL && i < json_array_get_length (roles); i++)
    for (guint j = 0; exchange->roles != NULL && j < json_array_get_length (exchange->roles); j++)
      if (g_strcmp0 (herald_node_string (json_array_get_element (roles, i)),
                     herald_node_string (json_array_get_element (exchange->roles, j))) == 0)
        return TRUE;

  return FALSE;
}

static gboolean
is_empty (JsonObject *group)
{
  JsonArray *names = herald_member_array (group, "names");
  JsonArray *roles = herald_member_array (group, "roles");

  return (names == NULL || json_array_get_length (names) == 0) && (roles == NULL || json_array_get_length (roles) == 0);
}

/* https://docs.couchdb.org/en/3.4.3-docs/api/database/security.html */
static gboolean
may_pass (HeraldCouchExchange *exchange,
          HeraldCouchDatabase *database)
{
  g_autoptr (JsonNode) node = herald_json_parse (database->security, -1, NULL);
  JsonObject *admins = herald_member_object (herald_node_object (node), "admins");
  JsonObject *members = herald_member_object (herald_node_object (node), "members");
  gboolean is_admin = exchange->is_admin || names_user (exchange, admins);
  const char *place = exchange->path->len > 1 ? g_ptr_array_index (exchange->path, 1) : "";
  gboolean writes = strcmp (exchange->method, "GET") != 0 && strcmp (exchange->method, "HEAD") != 0;

  if (!is_admin && !is_empty (members) && !names_user (exchange, members))
    herald_couch_exchange_refuse (exchange, 403, "forbidden", "You are not allowed to access this db.");
  else if (!is_admin && writes && (strcmp (place, "_security") == 0 || strcmp (place, "_design") == 0))
    herald_couch_exchange_refuse (exchange, 401, "unauthorized", "You are not a db or server admin.");
  else
    return TRUE;

  return FALSE;
}

static guint
count_documents (HeraldCouchDatabase *database,
                 gboolean             deleted)
{
  GHashTableIter iter = { 0 };
  gpointer document = NULL;
  guint count = 0;

  g_hash_table_iter_init (&iter, database->documents);
  while (g_hash_table_iter_next (&iter, NULL, &document))
    count += herald_couch_tree_winner (((HeraldCouchDocument *) document)->tree)->deleted == deleted;

  return count;
}

static void
tell_database (HeraldCouchExchange *exchange,
               HeraldCouchDatabase *database)
{
  g_autofree char *seq = herald_couch_database_write_seq (database, database->seqs);

  g_string_append (exchange->reply, "{\"instance_start_time\":\"1700000000\",\"db_name\":");
  herald_couch_append_json (exchange->reply, database->name);
  g_string_append_printf (exchange->reply,
                          ",\"purge_seq\":\"0-g1\",\"update_seq\":\"%s\",\"sizes\":{\"file\":1,\"external\":1,\"active\":1},"
                          "\"props\":{},\"doc_del_count\":%u,\"doc_count\":%u,\"disk_format_version\":8,"
                          "\"compact_running\":false,\"cluster\":{\"q\":%d,\"n\":3,\"w\":2,\"r\":2}}\n",
                          seq, count_documents (database, TRUE), count_documents (database, FALSE), HERALD_COUCH_SHARDS);
}

static void
make_database (HeraldCouchExchange *exchange,
               const char          *name)
{
  if (!exchange->is_admin)
    herald_couch_exchange_refuse (exchange, 401, "unauthorized", "You are not a server admin.");
  else if (g_hash_table_contains (exchange->databases, name))
    herald_couch_exchange_refuse (exchange, 412, "file_exists", "The database could not be created, the file already exists.");
  else if (!g_regex_match_simple ("^[a-z][a-z0-9_$()+/-]*$", name, G_REGEX_DOLLAR_ENDONLY, 0))
    herald_couch_exchange_refuse (exchange, 400, "illegal_database_name", "Name: only lowercase characters (a-z), digits...");
  else
    {
      g_hash_table_replace (exchange->databases, g_strdup (name), herald_couch_database_new (name));
      exchange->status = 201;
      g_string_append (exchange->reply, "{\"ok\":true}\n");
    }
}

static void
run_database (HeraldCouchExchange *exchange,
              HeraldCouchDatabase *database)
{
  if (strcmp (exchange->method, "POST") == 0)
    put_document (exchange, database, NULL);
  else if (strcmp (exchange->method, "DELETE") != 0)
    tell_database (exchange, database);
  else if (!exchange->is_admin)
    herald_couch_exchange_refuse (exchange, 401, "unauthorized", "You are not a server admin.");
  else
    {
      g_hash_table_remove (exchange->databases, g_ptr_array_index (exchange->path, 0));
      g_string_append (exchange->reply, "{\"ok\":true}\n");
    }
}

static void
run_security (HeraldCouchExchange *exchange,
              HeraldCouchDatabase *database)
{
  g_autoptr (JsonNode) node = NULL;

  if (strcmp (exchange->method, "PUT") != 0)
    {
      g_string_append_printf (exchange->reply, "%s\n", database->security);
      return;
    }

  node = herald_couch_exchange_read (exchange);
  if (node == NULL)
    return;

  g_free (database->security);
  database->security = json_to_string (node, FALSE);
  g_string_append (exchange->reply, "{\"ok\":true}\n");
}

static void
run_in_database (HeraldCouchExchange *exchange,
                 HeraldCouchDatabase *database)
{
  const char *place = exchange->path->len > 1 ? g_ptr_array_index (exchange->path, 1) : "";
  g_autofree char *id = NULL;
  guint n = 0;

  if (place[0] == '\0')
    run_database (exchange, database);
  else if (strcmp (place, "_all_docs") == 0)
    herald_couch_exchange_all_docs (exchange, database);
  else if (strcmp (place, "_changes") == 0)
    herald_couch_exchange_changes (exchange, database);
  else if (strcmp (place, "_bulk_docs") == 0)
    herald_couch_exchange_bulk_docs (exchange, database);
  else if (strcmp (place, "_bulk_get") == 0)
    herald_couch_exchange_bulk_get (exchange, database);
  else if (strcmp (place, "_security") == 0)
    run_security (exchange, database);
  else if ((id = document_id (exchange, &n)) == NULL)
    herald_couch_exchange_refuse (exchange, 404, "not_found", "missing");
  else if (exchange->path->len > n)
    run_attachment (exchange, database, id, g_ptr_array_index (exchange->path, n));
  else
    run_document (exchange, database, id);
}

void
herald_couch_exchange_run (HeraldCouchExchange *exchange)
{
  const char *name = exchange->path->len > 0 ? g_ptr_array_index (exchange->path, 0) : "";
  HeraldCouchDatabase *database = g_hash_table_lookup (exchange->databases, name);

  if (name[0] == '\0')
    g_string_append (exchange->reply, "{\"couchdb\":\"Welcome\",\"version\":\"3.4.3\"}\n");
  else if (database == NULL && exchange->path->len == 1 && strcmp (exchange->method, "PUT") == 0)
    make_database (exchange, name);
  else if (database == NULL)
    herald_couch_exchange_refuse (exchange, 404, "not_found", "Database does not exist.");
  else if (exchange->path->len == 1 && strcmp (exchange->method, "PUT") == 0)
    make_database (exchange, name);
  else if (may_pass (exchange, database))
    run_in_database (exchange, database);
}
