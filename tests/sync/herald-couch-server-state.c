/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a test does with the server: settings, and its databases from outside. */
#include "herald-couch-server-private.h"

#include "herald-id.h"

#include <string.h>

#define MAX_DOCUMENT 8000000

GHashTable *
herald_couch_databases_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) herald_couch_database_free);
}

void
herald_couch_server_end_sessions (HeraldCouchServer *server)
{
  g_mutex_lock (&server->mutex);
  g_hash_table_remove_all (server->sessions);
  g_mutex_unlock (&server->mutex);
}

void
herald_couch_server_set_fault (HeraldCouchServer    *server,
                               HeraldCouchFaultFunc  func,
                               gpointer              user_data)
{
  g_mutex_lock (&server->mutex);
  server->fault = func;
  server->fault_data = user_data;
  g_mutex_unlock (&server->mutex);
}

void
herald_couch_server_set_filter (HeraldCouchServer     *server,
                                HeraldCouchFilterFunc  func,
                                gpointer               user_data)
{
  g_mutex_lock (&server->mutex);
  server->filter = func;
  server->filter_data = user_data;
  g_mutex_unlock (&server->mutex);
}

void
herald_couch_server_set_judge (HeraldCouchServer    *server,
                               HeraldCouchJudgeFunc  func,
                               gpointer              user_data)
{
  g_mutex_lock (&server->mutex);
  server->judge = func;
  server->judge_data = user_data;
  g_mutex_unlock (&server->mutex);
}

void
herald_couch_server_set_max_document (HeraldCouchServer *server,
                                      gsize              max)
{
  g_mutex_lock (&server->mutex);
  server->max_document = max > 0 ? max : MAX_DOCUMENT;
  g_mutex_unlock (&server->mutex);
}

guint
herald_couch_server_get_requests (HeraldCouchServer *server)
{
  guint requests = 0;

  g_mutex_lock (&server->mutex);
  requests = server->requests;
  g_mutex_unlock (&server->mutex);
  return requests;
}

guint
herald_couch_server_get_bad_logins (HeraldCouchServer *server)
{
  const HeraldCouchUser *user = NULL;
  guint bad_logins = 0;

  g_mutex_lock (&server->mutex);
  user = g_hash_table_lookup (server->users, HERALD_COUCH_USER);
  bad_logins = user->bad_logins;
  g_mutex_unlock (&server->mutex);
  return bad_logins;
}

/* Databases from outside */

static GHashTable *
copy_databases (GHashTable *databases)
{
  GHashTable *copy = herald_couch_databases_new ();
  GHashTableIter iter = { 0 };
  gpointer name = NULL;
  gpointer database = NULL;

  g_hash_table_iter_init (&iter, databases);
  while (g_hash_table_iter_next (&iter, &name, &database))
    g_hash_table_replace (copy, g_strdup (name), herald_couch_database_copy (database));

  return copy;
}

GHashTable *
herald_couch_server_save (HeraldCouchServer *server)
{
  GHashTable *saved = NULL;

  g_mutex_lock (&server->mutex);
  saved = copy_databases (server->databases);
  g_mutex_unlock (&server->mutex);
  return saved;
}

void
herald_couch_server_restore (HeraldCouchServer *server,
                             GHashTable        *saved)
{
  g_mutex_lock (&server->mutex);
  g_hash_table_unref (server->databases);
  server->databases = copy_databases (saved);
  g_mutex_unlock (&server->mutex);
}

void
herald_couch_server_part (HeraldCouchServer *server,
                          HeraldCouchServer *other)
{
  g_autoptr (GHashTable) saved = herald_couch_server_save (server);
  GHashTableIter iter = { 0 };
  gpointer value = NULL;

  herald_couch_server_restore (other, saved);

  /* Its sequences are its own: one that another node gave is the beginning here. */
  g_mutex_lock (&other->mutex);
  g_hash_table_iter_init (&iter, other->databases);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      HeraldCouchDatabase *database = value;

      g_free (database->uuid);
      database->uuid = herald_uuid_new ();
    }
  g_mutex_unlock (&other->mutex);
}

void
herald_couch_server_even_out (HeraldCouchServer *server,
                              HeraldCouchServer *other)
{
  g_autoptr (GHashTable) theirs = herald_couch_server_save (other);
  GHashTableIter iter = { 0 };
  gpointer name = NULL;
  gpointer database = NULL;

  g_mutex_lock (&server->mutex);
  g_hash_table_iter_init (&iter, theirs);
  while (g_hash_table_iter_next (&iter, &name, &database))
    {
      HeraldCouchDatabase *ours = g_hash_table_lookup (server->databases, name);

      if (ours != NULL)
        herald_couch_database_take (ours, database);
      else
        g_hash_table_replace (server->databases, g_strdup (name), herald_couch_database_copy (database));
    }
  g_mutex_unlock (&server->mutex);
}

void
herald_couch_server_drop (HeraldCouchServer *server,
                          const char        *database)
{
  g_mutex_lock (&server->mutex);
  g_hash_table_remove (server->databases, database);
  g_mutex_unlock (&server->mutex);
}

static HeraldCouchDocument *
find_document (HeraldCouchServer *server,
               const char        *database,
               const char        *id)
{
  HeraldCouchDatabase *found = g_hash_table_lookup (server->databases, database);

  return found != NULL ? herald_couch_database_find (found, id) : NULL;
}

gboolean
herald_couch_server_delete (HeraldCouchServer *server,
                            const char        *database,
                            const char        *id)
{
  HeraldCouchDocument *document = NULL;
  gboolean there = FALSE;

  g_mutex_lock (&server->mutex);
  document = find_document (server, database, id);
  there = document != NULL && !herald_couch_tree_winner (document->tree)->deleted;
  if (there)
    {
      g_autoptr (JsonObject) tombstone = json_object_new ();
      g_auto (HeraldCouchAnswer) gone = { 0 };

      json_object_set_string_member (tombstone, "_id", id);
      json_object_set_string_member (tombstone, "_rev", herald_couch_tree_winner (document->tree)->rev);
      json_object_set_boolean_member (tombstone, "_deleted", TRUE);
      herald_couch_database_write (g_hash_table_lookup (server->databases, database), tombstone, TRUE, &gone);
    }
  g_mutex_unlock (&server->mutex);
  return there;
}

char *
herald_couch_server_get_text (HeraldCouchServer *server,
                              const char        *database,
                              const char        *id)
{
  HeraldCouchDocument *document = NULL;
  const HeraldCouchRevision *winner = NULL;
  char *text = NULL;

  g_mutex_lock (&server->mutex);
  document = find_document (server, database, id);
  winner = document != NULL ? herald_couch_tree_winner (document->tree) : NULL;
  if (winner != NULL && !winner->deleted)
    text = g_strdup (winner->body);
  g_mutex_unlock (&server->mutex);
  return text;
}

GBytes *
herald_couch_server_get_attachment (HeraldCouchServer *server,
                                    const char        *database,
                                    const char        *id,
                                    const char        *name)
{
  HeraldCouchDocument *document = NULL;
  const HeraldCouchRevision *winner = NULL;
  GBytes *bytes = NULL;

  g_mutex_lock (&server->mutex);
  document = find_document (server, database, id);
  winner = document != NULL ? herald_couch_tree_winner (document->tree) : NULL;
  for (guint i = 0; winner != NULL && i < winner->attachments->len; i++)
    {
      const HeraldCouchAttachment *attachment = g_ptr_array_index (winner->attachments, i);

      if (bytes == NULL && strcmp (attachment->name, name) == 0)
        bytes = g_bytes_ref (attachment->bytes);
    }
  g_mutex_unlock (&server->mutex);
  return bytes;
}

GPtrArray *
herald_couch_server_list (HeraldCouchServer *server,
                          const char        *database,
                          const char        *prefix)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);
  HeraldCouchDatabase *there = NULL;

  g_mutex_lock (&server->mutex);
  there = g_hash_table_lookup (server->databases, database);
  if (there != NULL)
    {
      g_autoptr (GPtrArray) ids = herald_couch_database_list (there);

      for (guint i = 0; i < ids->len; i++)
        if (g_str_has_prefix (g_ptr_array_index (ids, i), prefix) &&
            !herald_couch_tree_winner (herald_couch_database_find (there, g_ptr_array_index (ids, i))->tree)->deleted)
          g_ptr_array_add (found, g_strdup (g_ptr_array_index (ids, i)));
    }
  g_mutex_unlock (&server->mutex);
  return found;
}

guint
herald_couch_server_n_leaves (HeraldCouchServer *server,
                              const char        *database,
                              const char        *id)
{
  HeraldCouchDocument *document = NULL;
  guint n = 0;

  g_mutex_lock (&server->mutex);
  document = find_document (server, database, id);
  if (document != NULL)
    {
      g_autoptr (GPtrArray) leaves = herald_couch_tree_leaves (document->tree);

      for (guint i = 0; i < leaves->len; i++)
        n += !((HeraldCouchRevision *) g_ptr_array_index (leaves, i))->deleted;
    }
  g_mutex_unlock (&server->mutex);
  return n;
}

guint64
herald_couch_server_n_changes (HeraldCouchServer *server,
                               const char        *database)
{
  HeraldCouchDatabase *found = NULL;
  guint64 n = 0;

  g_mutex_lock (&server->mutex);
  found = g_hash_table_lookup (server->databases, database);
  for (guint i = 0; found != NULL && i < HERALD_COUCH_SHARDS; i++)
    n += found->seqs[i];
  g_mutex_unlock (&server->mutex);
  return n;
}
