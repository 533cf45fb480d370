/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-server-setup.h"

#include "herald-canonical.h"
#include "herald-couch-private.h"
#include "herald-couch-reply.h"
#include "herald-i18n.h"
#include "herald-members.h"
#include "herald-rules.h"
#include "herald-sync.h"

#include <string.h>

#define LEAST_VERSION 3 /* of CouchDB: since then a new database lets nobody in but administrators */
#define LOOK_AT       50
#define N_DATABASES   2

typedef struct
{
  HeraldCouchRemote      *remote;
  const HeraldTeamChange *change;
  GCancellable           *cancellable;
  HeraldServerSetup      *setup;
  gboolean                is_server_admin;
  gboolean                is_there[N_DATABASES];
} Run;

static gboolean
is_missing (const GError *error)
{
  return g_error_matches (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_NOT_FOUND);
}

static const char *
name_of (Run                  *run,
         HeraldRemoteDatabase  database)
{
  return database == HERALD_REMOTE_OBJECTS ? run->setup->objects : run->setup->database;
}

/* Takes local. CouchDB answers 401 to a good log-in too that is no administrator's. */
static gboolean
refuse (Run     *run,
        GError  *local,
        GError **error)
{
  g_autoptr (GError) cause = local;

  if (g_error_matches (cause, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_LOG_IN) ||
      g_error_matches (cause, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_FORBIDDEN) ||
      g_error_matches (cause, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_READ_ONLY))
    g_set_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_FORBIDDEN,
                 _("%s is no administrator of this database on the team server. Name one with --as."),
                 run->remote->url->user);
  else
    g_propagate_error (error, g_steal_pointer (&cause));

  return FALSE;
}

static void
note_status (Run *run)
{
  run->setup->accepted_only = run->setup->accepted_only || herald_couch_is_accepted_only (run->remote);
}

static gboolean
refuse_read_back (Run                   *run,
                  HeraldRemoteDatabase   database,
                  GError               **error)
{
  g_set_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_FAILED,
               _("What was written to “%s” does not read back yet: some computers of the team server seem to be away. "
                 "Run this again when all are there."), name_of (run, database));
  return FALSE;
}

/* Looking before anything is written */

/* A proxy may keep the welcome to itself; what is too old is told, what is unknown is tried. */
static gboolean
check_server (Run     *run,
              GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (JsonNode) reply = herald_couch_send_for_value (run->remote, "GET", "/", NULL, run->cancellable, &local);
  JsonObject *welcome = reply != NULL ? herald_node_object (reply) : NULL;
  const char *version = herald_member_string (welcome, "version");

  if (reply == NULL && !is_missing (local) && !g_error_matches (local, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_FORBIDDEN) &&
      !g_error_matches (local, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_BAD_REPLY))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  if (herald_member_string (welcome, "couchdb") == NULL || version == NULL ||
      g_ascii_strtoull (version, NULL, 10) >= LEAST_VERSION)
    return TRUE;

  g_set_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_FAILED,
               _("The team server runs CouchDB %.20s. That is too old: Herald needs 3.0 or later."), version);
  return FALSE;
}

static gboolean
look_at_user (Run     *run,
              GError **error)
{
  g_autoptr (JsonObject) user = herald_couch_get_user (run->remote, run->cancellable, error);
  JsonArray *roles = herald_member_array (user, "roles");

  for (guint i = 0; roles != NULL && i < json_array_get_length (roles); i++)
    if (g_strcmp0 (herald_node_string (json_array_get_element (roles, i)), "_admin") == 0)
      run->is_server_admin = TRUE;

  return user != NULL;
}

/* NULL without error: there is none. */
static HeraldRemoteItem *
get_document (Run                   *run,
              HeraldRemoteDatabase   database,
              const char            *id,
              GError               **error)
{
  g_autoptr (GError) local = NULL;
  HeraldRemoteItem *item = herald_remote_get (HERALD_REMOTE (run->remote), database, id, NULL, run->cancellable, &local);

  if (item == NULL && !is_missing (local))
    refuse (run, g_steal_pointer (&local), error);

  return item;
}

static gboolean
is_ours (const char *id)
{
  const char * const prefixes[] = { "announcement:", "organisation:", "person:", "release:", "journal:", "team:",
                                    "library:", "version:", "body:", "asset:" };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (id, prefixes[i]))
      return TRUE;

  return FALSE;
}

/* Whether there are documents, and none of those that were looked at is Herald's. */
static gboolean
holds_others (Run                   *run,
              HeraldRemoteDatabase   database,
              gboolean              *others,
              GError               **error)
{
  g_autofree char *query = g_strdup_printf ("/_all_docs?limit=%u", LOOK_AT);
  g_autofree char *path = herald_couch_make_path (run->remote, database, NULL, query);
  g_autoptr (HeraldCouchRows) rows = herald_couch_rows_new (FALSE);
  HeraldHttpSink sink = herald_couch_rows_sink (rows);
  GError *local = NULL;

  if (!herald_couch_send (run->remote, "GET", path, NULL, &sink, run->cancellable, &local))
    return refuse (run, local, error);

  *others = FALSE;
  for (guint i = 0; i < herald_couch_rows_items (rows)->len; i++)
    {
      const HeraldRemoteItem *item = g_ptr_array_index (herald_couch_rows_items (rows), i);

      if (item->id == NULL || g_str_has_prefix (item->id, "_design/"))
        continue;
      *others = !is_ours (item->id);
      if (!*others)
        break;
    }

  return TRUE;
}

static gboolean
check_owner (Run                   *run,
             HeraldRemoteDatabase   database,
             GError               **error)
{
  GError *local = NULL;
  g_autoptr (HeraldRemoteItem) rules = get_document (run, database, HERALD_RULES_ID, &local);
  g_autoptr (HeraldRemoteItem) identity = NULL;
  gboolean others = FALSE;

  if (local == NULL && rules == NULL && database == HERALD_REMOTE_HEADS)
    identity = get_document (run, database, "library:identity", &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }

  if ((rules != NULL && herald_rules_get_version (rules->content) > 0) || identity != NULL)
    return TRUE;
  if (!holds_others (run, database, &others, error))
    return FALSE;

  if (others)
    g_set_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_FAILED,
                 _("The database “%s” holds documents of another program. Nothing was changed. Give Herald a database "
                   "of its own."), name_of (run, database));
  return !others;
}

static gboolean
look_at_database (Run                   *run,
                  HeraldRemoteDatabase   database,
                  GError               **error)
{
  g_autofree char *path = herald_couch_make_path (run->remote, database, NULL, NULL);
  GError *local = NULL;
  g_autoptr (JsonNode) reply = herald_couch_send_for_value (run->remote, "GET", path, NULL, run->cancellable, &local);

  run->is_there[database] = reply != NULL;
  if (reply != NULL)
    return check_owner (run, database, error);
  if (!is_missing (local))
    return refuse (run, local, error);

  g_error_free (local);
  if (run->is_server_admin)
    return TRUE;

  g_set_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_FORBIDDEN,
               _("There is no database “%s” on the team server, and only an administrator of the server can make it. "
                 "%s is none; name one with --as."), name_of (run, database), run->remote->url->user);
  return FALSE;
}

/* Writing */

static gboolean
make_database (Run                   *run,
               HeraldRemoteDatabase   database,
               GError               **error)
{
  g_autofree char *path = herald_couch_make_path (run->remote, database, NULL, NULL);
  GError *local = NULL;
  g_autoptr (JsonNode) made = herald_couch_send_for_value (run->remote, "PUT", path, NULL, run->cancellable, &local);
  g_autoptr (JsonNode) there = NULL;

  if (made == NULL)
    return refuse (run, local, error);

  note_status (run);
  run->setup->made++;
  there = herald_couch_send_for_value (run->remote, "GET", path, NULL, run->cancellable, &local);
  if (there != NULL)
    return TRUE;
  if (!is_missing (local))
    return refuse (run, local, error);

  g_error_free (local);
  return refuse_read_back (run, database, error);
}

static gboolean
is_same (JsonObject *a,
         JsonObject *b)
{
  g_autoptr (JsonNode) x = json_node_init_object (json_node_alloc (), a);
  g_autoptr (JsonNode) y = json_node_init_object (json_node_alloc (), b);
  g_autofree char *hash_a = herald_canonical_hash (x);
  g_autofree char *hash_b = herald_canonical_hash (y);

  return g_str_equal (hash_a, hash_b);
}

static gboolean
put_rules (Run                     *run,
           HeraldRemoteDatabase     database,
           const HeraldRemoteItem  *before,
           JsonObject              *rules,
           GError                 **error)
{
  GError *local = NULL;
  g_autofree char *rev = herald_remote_put (HERALD_REMOTE (run->remote), database, HERALD_RULES_ID,
                                            before != NULL ? before->rev : NULL, rules, run->cancellable, &local);
  g_autoptr (HeraldRemoteItem) after = NULL;

  if (rev == NULL)
    return refuse (run, local, error);

  note_status (run);
  run->setup->rules_written = TRUE;
  after = get_document (run, database, HERALD_RULES_ID, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }

  return (after != NULL && is_same (after->content, rules)) || refuse_read_back (run, database, error);
}

/* Never backwards: a colleague's newer Herald may depend on what its rules let in. */
static gboolean
write_rules (Run                   *run,
             HeraldRemoteDatabase   database,
             GError               **error)
{
  GError *local = NULL;
  g_autoptr (HeraldRemoteItem) before = get_document (run, database, HERALD_RULES_ID, &local);
  guint version = before != NULL ? herald_rules_get_version (before->content) : 0;
  g_autoptr (JsonObject) rules = herald_rules_write (database);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }

  run->setup->rules_before = MIN (run->setup->rules_before, version);
  run->setup->rules = MIN (run->setup->rules, MAX (version, HERALD_RULES_VERSION));
  if (version > HERALD_RULES_VERSION || (before != NULL && is_same (before->content, rules)))
    return TRUE;

  return put_rules (run, database, before, rules, error);
}

static GBytes *
write_object (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  gsize length = 0;
  char *text = herald_canonical_to_string (node, &length);

  return g_bytes_new_take (text, length);
}

static gboolean
put_security (Run                   *run,
              HeraldRemoteDatabase   database,
              JsonObject            *security,
              GError               **error)
{
  g_autofree char *path = herald_couch_make_path (run->remote, database, NULL, "/_security");
  g_autoptr (GBytes) body = write_object (security);
  GError *local = NULL;
  g_autoptr (JsonNode) reply = herald_couch_send_for_value (run->remote, "PUT", path, body, run->cancellable, &local);
  g_autoptr (JsonObject) after = NULL;

  if (reply == NULL)
    return refuse (run, local, error);

  note_status (run);
  run->setup->team_written = TRUE;
  after = herald_couch_get_security (run->remote, database, run->cancellable, error);
  return after != NULL && (is_same (after, security) || refuse_read_back (run, database, error));
}

static gboolean
write_team (Run                   *run,
            HeraldRemoteDatabase   database,
            GError               **error)
{
  g_autoptr (JsonObject) before = herald_couch_get_security (run->remote, database, run->cancellable, error);
  g_autoptr (JsonObject) after = NULL;

  if (before == NULL)
    return FALSE;

  after = herald_security_change (before, run->setup->database, run->change);
  if (!is_same (before, after) && !put_security (run, database, after, error))
    return FALSE;
  if (database != HERALD_REMOTE_HEADS)
    return TRUE;

  run->setup->editors = herald_security_list (after, "editors", "names");
  run->setup->viewers = herald_security_list (after, "viewers", "names");
  run->setup->editor_roles = herald_security_list (after, "editors", "roles");
  run->setup->viewer_roles = herald_security_list (after, "viewers", "roles");
  return TRUE;
}

/* The rules before the team: at no moment may somebody who is only to read write. */
static gboolean
set_up_database (Run                   *run,
                 HeraldRemoteDatabase   database,
                 GError               **error)
{
  return (run->is_there[database] || make_database (run, database, error)) &&
         write_rules (run, database, error) &&
         write_team (run, database, error);
}

static HeraldServerSetup *
new_setup (const char *database)
{
  HeraldServerSetup *setup = g_new0 (HeraldServerSetup, 1);

  setup->database = g_strdup (database);
  setup->objects = g_strconcat (database, "-objects", NULL);
  setup->rules_before = G_MAXUINT;
  setup->rules = G_MAXUINT;
  return setup;
}

/**
 * herald_server_setup_run:
 * @url: http(s)://USER\@HOST[:PORT]/DATABASE; the user must be an administrator
 * @password: (nullable): the password, or %NULL to look it up (herald-credentials.h)
 * @authorities: (nullable): who may vouch for the server; %NULL: whom the system trusts
 * @change: whom to let in
 * @cancellable: (nullable): a #GCancellable
 * @error: return location: LOG_IN; FORBIDDEN when the user is no administrator; FAILED when the server is too old, a
 *   database is another program's, or what was written does not read back
 *
 * Makes the two databases of a library, brings their rules up to date, and says who may come in. It looks at all before
 * it writes, and may be run again at any time: what is there and right stays. Blocks.
 *
 * Returns: (transfer full) (nullable): what was done
 */
HeraldServerSetup *
herald_server_setup_run (const char              *url,
                         const char              *password,
                         GTlsDatabase            *authorities,
                         const HeraldTeamChange  *change,
                         GCancellable            *cancellable,
                         GError                 **error)
{
  g_autoptr (HeraldRemote) remote = NULL;
  g_autoptr (HeraldServerSetup) setup = NULL;
  Run run = { 0 };

  g_return_val_if_fail (url != NULL && change != NULL, NULL);

  remote = herald_couch_remote_new (url, password, error);
  if (remote == NULL)
    return NULL;

  herald_couch_remote_set_authorities (HERALD_COUCH_REMOTE (remote), authorities);
  run.remote = HERALD_COUCH_REMOTE (remote);
  run.change = change;
  run.cancellable = cancellable;
  run.setup = setup = new_setup (run.remote->url->database);

  if (!check_server (&run, error) || !look_at_user (&run, error) ||
      !look_at_database (&run, HERALD_REMOTE_HEADS, error) || !look_at_database (&run, HERALD_REMOTE_OBJECTS, error) ||
      !set_up_database (&run, HERALD_REMOTE_HEADS, error) || !set_up_database (&run, HERALD_REMOTE_OBJECTS, error))
    return NULL;

  return g_steal_pointer (&setup);
}

/**
 * herald_server_setup_free:
 * @setup: (transfer full): what was done
 *
 * Frees it.
 */
void
herald_server_setup_free (HeraldServerSetup *setup)
{
  g_return_if_fail (setup != NULL);

  g_free (setup->database);
  g_free (setup->objects);
  g_strfreev (setup->editors);
  g_strfreev (setup->viewers);
  g_strfreev (setup->editor_roles);
  g_strfreev (setup->viewer_roles);
  g_free (setup);
}
