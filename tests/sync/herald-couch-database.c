/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-couch-database.h"

#include "herald-canonical.h"
#include "herald-id.h"
#include "herald-members.h"

#include <string.h>

/* As a database of CouchDB 3 is made: for administrators of the server only. */
#define SECURITY "{\"admins\":{\"roles\":[\"_admin\"]},\"members\":{\"roles\":[\"_admin\"]}}"

static void
document_free (gpointer data)
{
  HeraldCouchDocument *document = data;

  g_free (document->id);
  herald_couch_tree_free (document->tree);
  g_free (document);
}

static void
local_free (gpointer data)
{
  HeraldCouchLocal *local = data;

  g_free (local->body);
  g_free (local);
}

HeraldCouchDatabase *
herald_couch_database_new (const char *name)
{
  HeraldCouchDatabase *database = g_new0 (HeraldCouchDatabase, 1);

  database->name = g_strdup (name);
  database->uuid = herald_uuid_new ();
  database->documents = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, document_free);
  database->locals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, local_free);
  database->security = g_strdup (SECURITY);
  return database;
}

void
herald_couch_database_free (HeraldCouchDatabase *database)
{
  g_free (database->name);
  g_free (database->uuid);
  g_hash_table_unref (database->documents);
  g_hash_table_unref (database->locals);
  g_free (database->security);
  g_free (database);
}

static void
copy_documents (HeraldCouchDatabase *copy,
                HeraldCouchDatabase *database)
{
  GHashTableIter iter = { 0 };
  gpointer value = NULL;

  g_hash_table_iter_init (&iter, database->documents);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      HeraldCouchDocument *document = g_memdup2 (value, sizeof (HeraldCouchDocument));

      document->id = g_strdup (document->id);
      document->tree = herald_couch_tree_copy (document->tree);
      g_hash_table_replace (copy->documents, document->id, document);
    }
}

static void
put_local (HeraldCouchDatabase *database,
           const char          *id,
           guint                count,
           const char          *body)
{
  HeraldCouchLocal *local = g_new0 (HeraldCouchLocal, 1);

  local->count = count;
  local->body = g_strdup (body);
  g_hash_table_replace (database->locals, g_strdup (id), local);
}

HeraldCouchDatabase *
herald_couch_database_copy (HeraldCouchDatabase *database)
{
  HeraldCouchDatabase *copy = herald_couch_database_new (database->name);
  GHashTableIter iter = { 0 };
  gpointer id = NULL;
  gpointer local = NULL;

  g_free (copy->uuid);
  copy->uuid = g_strdup (database->uuid);
  g_free (copy->security);
  copy->security = g_strdup (database->security);
  memcpy (copy->seqs, database->seqs, sizeof copy->seqs);

  copy_documents (copy, database);
  g_hash_table_iter_init (&iter, database->locals);
  while (g_hash_table_iter_next (&iter, &id, &local))
    put_local (copy, id, ((HeraldCouchLocal *) local)->count, ((HeraldCouchLocal *) local)->body);

  return copy;
}

HeraldCouchDocument *
herald_couch_database_find (HeraldCouchDatabase *database,
                            const char          *id)
{
  return g_hash_table_lookup (database->documents, id);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

GPtrArray *
herald_couch_database_list (HeraldCouchDatabase *database)
{
  GPtrArray *ids = g_ptr_array_new ();
  GHashTableIter iter = { 0 };
  gpointer id = NULL;

  g_hash_table_iter_init (&iter, database->documents);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (ids, id);

  g_ptr_array_sort (ids, compare_ids);
  return ids;
}

static HeraldCouchDocument *
ensure_document (HeraldCouchDatabase *database,
                 const char          *id)
{
  HeraldCouchDocument *document = herald_couch_database_find (database, id);

  if (document != NULL)
    return document;

  document = g_new0 (HeraldCouchDocument, 1);
  document->id = g_strdup (id);
  document->tree = herald_couch_tree_new ();
  document->shard = g_str_hash (id) % HERALD_COUCH_SHARDS;
  g_hash_table_replace (database->documents, document->id, document);
  return document;
}

static void
add_revision (HeraldCouchDatabase *database,
              const char          *id,
              HeraldCouchRevision *revision)
{
  HeraldCouchDocument *document = ensure_document (database, id);

  herald_couch_tree_add (document->tree, revision);
  document->seq = ++database->seqs[document->shard];
}

static void
refuse (HeraldCouchAnswer *answer,
        guint              status,
        const char        *error,
        const char        *reason)
{
  answer->status = status;
  answer->error = error;
  answer->reason = reason;
}

/* Writing */

/* couch_doc.erl, transform_fields: the members that begin with an underscore are CouchDB's own, and these are known. */
static char *
take_body (JsonObject        *document,
           HeraldCouchAnswer *answer)
{
  const char * const known[] = { "_id", "_rev", "_deleted", "_attachments", "_revisions", "_conflicts", "_deleted_conflicts",
                                 "_local_seq", "_revs_info", NULL };
  g_autoptr (JsonObject) rest = json_object_new ();
  g_autoptr (JsonNode) node = NULL;
  JsonObjectIter iter = { 0 };
  const char *name = NULL;
  JsonNode *value = NULL;

  json_object_iter_init (&iter, document);
  while (json_object_iter_next (&iter, &name, &value))
    if (name[0] != '_')
      json_object_set_member (rest, name, json_node_copy (value));
    else if (!g_strv_contains (known, name))
      {
        refuse (answer, 400, "doc_validation", "Bad special document member");
        return NULL;
      }

  node = json_node_init_object (json_node_alloc (), rest);
  return herald_canonical_to_string (node, NULL);
}

static gboolean
check_id (const char        *id,
          HeraldCouchAnswer *answer)
{
  if (id == NULL || id[0] == '\0')
    refuse (answer, 400, "illegal_docid", "Document id must not be empty");
  else if (id[0] == '_' && !g_str_has_prefix (id, "_design/"))
    refuse (answer, 400, "illegal_docid", "Only reserved document ids may start with underscore.");

  return answer->error == NULL;
}

static GPtrArray *
new_attachments (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) herald_couch_attachment_unref);
}

static HeraldCouchAttachment *
find_attachment (const HeraldCouchRevision *revision,
                 const char                *name)
{
  for (guint i = 0; revision != NULL && i < revision->attachments->len; i++)
    {
      HeraldCouchAttachment *attachment = g_ptr_array_index (revision->attachments, i);

      if (strcmp (attachment->name, name) == 0)
        return attachment;
    }

  return NULL;
}

/* Stubs stay as the parent has them; others come with their bytes. */
static GPtrArray *
take_attachments (JsonObject                *document,
                  const HeraldCouchRevision *parent,
                  guint                      revpos,
                  HeraldCouchAnswer         *answer)
{
  g_autoptr (GPtrArray) attachments = new_attachments ();
  JsonObject *members = herald_member_object (document, "_attachments");
  JsonObjectIter iter = { 0 };
  const char *name = NULL;
  JsonNode *value = NULL;

  if (members == NULL)
    return g_steal_pointer (&attachments);

  json_object_iter_init (&iter, members);
  while (json_object_iter_next (&iter, &name, &value))
    {
      JsonObject *one = herald_node_object (value);
      const char *data = herald_member_string (one, "data");
      HeraldCouchAttachment *there = find_attachment (parent, name);

      if (data != NULL)
        {
          gsize length = 0;
          guchar *decoded = g_base64_decode (data, &length);
          g_autoptr (GBytes) bytes = g_bytes_new_take (decoded, length);
          const char *type = herald_member_string (one, "content_type");

          g_ptr_array_add (attachments, herald_couch_attachment_new (name, type != NULL ? type : "application/octet-stream",
                                                                     revpos, bytes));
        }
      else if (there != NULL)
        g_ptr_array_add (attachments, herald_couch_attachment_ref (there));
      else
        refuse (answer, 412, "missing_stub", "Invalid attachment stub");
    }

  return g_steal_pointer (&attachments);
}

/* couch_db.erl, prep_and_validate_update: a write names the leaf that it replaces, or none where nothing is; what was
 * deleted goes on from there. */
static gboolean
find_parent (HeraldCouchDatabase  *database,
             const char           *id,
             const char           *rev,
             const char          **parent,
             HeraldCouchAnswer    *answer)
{
  HeraldCouchDocument *document = herald_couch_database_find (database, id);
  const HeraldCouchRevision *winner = document != NULL ? herald_couch_tree_winner (document->tree) : NULL;

  *parent = rev;
  if (rev != NULL && herald_couch_revision_count (rev) == 0)
    refuse (answer, 400, "bad_request", "Invalid rev format");
  else if (rev == NULL && winner != NULL && winner->deleted)
    *parent = winner->rev;
  else if (rev == NULL ? winner != NULL : document == NULL || !herald_couch_tree_is_leaf (document->tree, rev))
    refuse (answer, 409, "conflict", "Document update conflict.");

  return answer->error == NULL;
}

/* "_revisions": {"start": 3, "ids": ["c", "b", "a"]}: the names of what came before. */
static void
add_ancestors (HeraldCouchDatabase *database,
               const char          *id,
               JsonObject          *document)
{
  JsonObject *revisions = herald_member_object (document, "_revisions");
  JsonArray *ids = herald_member_array (revisions, "ids");
  gint64 start = revisions != NULL ? json_object_get_int_member_with_default (revisions, "start", 0) : 0;

  for (guint i = 1; ids != NULL && i < json_array_get_length (ids); i++)
    {
      g_autofree char *rev = g_strdup_printf ("%" G_GINT64_FORMAT "-%s", start - i, json_array_get_string_element (ids, i));
      g_autofree char *parent = i + 1 < json_array_get_length (ids)
                                  ? g_strdup_printf ("%" G_GINT64_FORMAT "-%s", start - i - 1,
                                                     json_array_get_string_element (ids, i + 1))
                                  : NULL;

      herald_couch_tree_add (ensure_document (database, id)->tree,
                             herald_couch_revision_new (rev, parent, NULL, FALSE, NULL));
    }
}

static char *
read_replicated_parent (JsonObject *document)
{
  JsonObject *revisions = herald_member_object (document, "_revisions");
  JsonArray *ids = herald_member_array (revisions, "ids");

  if (ids == NULL || json_array_get_length (ids) < 2)
    return NULL;

  return g_strdup_printf ("%" G_GINT64_FORMAT "-%s", json_object_get_int_member (revisions, "start") - 1,
                          json_array_get_string_element (ids, 1));
}

static void
write_replicated (HeraldCouchDatabase *database,
                  JsonObject          *document,
                  const char          *body,
                  HeraldCouchAnswer   *answer)
{
  const char *rev = herald_member_string (document, "_rev");
  g_autofree char *parent = read_replicated_parent (document);
  g_autoptr (GPtrArray) attachments = NULL;

  if (herald_couch_revision_count (rev) == 0)
    {
      refuse (answer, 400, "bad_request", "Invalid rev format");
      return;
    }

  attachments = take_attachments (document, NULL, herald_couch_revision_count (rev), answer);
  if (answer->error != NULL)
    return;

  add_ancestors (database, answer->id, document);
  add_revision (database, answer->id,
                herald_couch_revision_new (rev, parent, body, herald_member_is_true (document, "_deleted"), attachments));
  answer->rev = g_strdup (rev);
  answer->status = 201;
}

void
herald_couch_database_write (HeraldCouchDatabase *database,
                             JsonObject          *document,
                             gboolean             new_edits,
                             HeraldCouchAnswer   *answer)
{
  const char *id = herald_member_string (document, "_id");
  const char *rev = herald_member_string (document, "_rev");
  const char *parent = NULL;
  const HeraldCouchRevision *replaced = NULL;
  g_autofree char *body = NULL;
  g_autoptr (GPtrArray) attachments = NULL;
  HeraldCouchRevision *revision = NULL;

  answer->id = id != NULL ? g_strdup (id) : herald_uuid_new ();
  if (!check_id (answer->id, answer) || (body = take_body (document, answer)) == NULL)
    return;

  if (!new_edits)
    {
      write_replicated (database, document, body, answer);
      return;
    }

  if (!find_parent (database, answer->id, rev, &parent, answer))
    return;

  replaced = parent != NULL ? herald_couch_tree_find (herald_couch_database_find (database, answer->id)->tree, parent) : NULL;
  attachments = take_attachments (document, replaced, herald_couch_revision_count (parent) + 1, answer);
  if (answer->error != NULL)
    return;

  revision = herald_couch_revision_new (NULL, parent, body, herald_member_is_true (document, "_deleted"), attachments);
  answer->rev = g_strdup (revision->rev);
  answer->status = 201;
  add_revision (database, answer->id, revision);
}

void
herald_couch_database_attach (HeraldCouchDatabase *database,
                              const char          *id,
                              const char          *rev,
                              const char          *name,
                              const char          *content_type,
                              GBytes              *bytes,
                              HeraldCouchAnswer   *answer)
{
  const char *parent = NULL;
  const HeraldCouchRevision *replaced = NULL;
  g_autoptr (GPtrArray) attachments = new_attachments ();
  HeraldCouchRevision *revision = NULL;

  answer->id = g_strdup (id);
  if (!check_id (id, answer) || !find_parent (database, id, rev, &parent, answer))
    return;

  replaced = parent != NULL ? herald_couch_tree_find (herald_couch_database_find (database, id)->tree, parent) : NULL;
  for (guint i = 0; replaced != NULL && i < replaced->attachments->len; i++)
    if (strcmp (((HeraldCouchAttachment *) g_ptr_array_index (replaced->attachments, i))->name, name) != 0)
      g_ptr_array_add (attachments, herald_couch_attachment_ref (g_ptr_array_index (replaced->attachments, i)));
  g_ptr_array_add (attachments, herald_couch_attachment_new (name, content_type, herald_couch_revision_count (parent) + 1,
                                                             bytes));

  revision = herald_couch_revision_new (NULL, parent, replaced != NULL ? replaced->body : "{}", FALSE, attachments);
  answer->rev = g_strdup (revision->rev);
  answer->status = 201;
  add_revision (database, id, revision);
}

/* CouchDB 3 does not compare the revisions of these: whoever writes last has written (couch_bt_engine.erl). */
void
herald_couch_database_write_local (HeraldCouchDatabase *database,
                                   JsonObject          *document,
                                   HeraldCouchAnswer   *answer)
{
  const char *id = herald_member_string (document, "_id");
  const char *rev = herald_member_string (document, "_rev");
  guint count = rev != NULL && g_str_has_prefix (rev, "0-") ? (guint) g_ascii_strtoull (rev + 2, NULL, 10) : 0;
  g_autofree char *body = take_body (document, answer);

  answer->id = g_strdup (id);
  if (body == NULL)
    return;

  put_local (database, id, count + 1, body);
  answer->rev = g_strdup_printf ("0-%u", count + 1);
  answer->status = 201;
}

/* A node that was away learns documents; what is not replicated stays with the node that took it last. */
void
herald_couch_database_take (HeraldCouchDatabase *database,
                            HeraldCouchDatabase *other)
{
  g_autoptr (GPtrArray) ids = herald_couch_database_list (other);
  GHashTableIter iter = { 0 };
  gpointer id = NULL;
  gpointer value = NULL;

  for (guint i = 0; i < ids->len; i++)
    {
      HeraldCouchDocument *theirs = herald_couch_database_find (other, g_ptr_array_index (ids, i));
      HeraldCouchDocument *ours = ensure_document (database, theirs->id);

      if (herald_couch_tree_merge (ours->tree, theirs->tree))
        ours->seq = ++database->seqs[ours->shard];
    }

  g_hash_table_iter_init (&iter, other->locals);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      const HeraldCouchLocal *ours = g_hash_table_lookup (database->locals, id);

      if (ours == NULL || ours->count < ((HeraldCouchLocal *) value)->count)
        put_local (database, id, ((HeraldCouchLocal *) value)->count, ((HeraldCouchLocal *) value)->body);
    }
}

/* Sequences: "5-" and something opaque, which is the database and how far each shard is. */

char *
herald_couch_database_write_seq (HeraldCouchDatabase *database,
                                 const guint64       *seqs)
{
  g_autoptr (GString) inside = g_string_new (database->uuid);
  g_autofree char *encoded = NULL;
  guint64 sum = 0;

  for (guint i = 0; i < HERALD_COUCH_SHARDS; i++)
    {
      g_string_append_printf (inside, ":%" G_GUINT64_FORMAT, seqs[i]);
      sum += seqs[i];
    }

  encoded = g_base64_encode ((const guchar *) inside->str, inside->len);
  return g_strdup_printf ("%" G_GUINT64_FORMAT "-%s", sum, encoded);
}

void
herald_couch_database_read_seq (HeraldCouchDatabase *database,
                                const char          *since,
                                guint64             *seqs)
{
  const char *dash = since != NULL ? strchr (since, '-') : NULL;
  g_autofree guchar *decoded = NULL;
  g_autofree char *inside = NULL;
  g_auto (GStrv) parts = NULL;
  gsize length = 0;

  memset (seqs, 0, sizeof database->seqs);
  if (dash == NULL)
    return;

  decoded = g_base64_decode (dash + 1, &length);
  inside = g_strndup ((const char *) decoded, length);
  parts = g_strsplit (inside, ":", -1);
  if (g_strv_length (parts) != HERALD_COUCH_SHARDS + 1 || strcmp (parts[0], database->uuid) != 0)
    return;

  for (guint i = 0; i < HERALD_COUCH_SHARDS; i++)
    seqs[i] = g_ascii_strtoull (parts[i + 1], NULL, 10);
}

void
herald_couch_answer_clear (HeraldCouchAnswer *answer)
{
  g_clear_pointer (&answer->id, g_free);
  g_clear_pointer (&answer->rev, g_free);
}
