/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-verify.h"

#include "herald-assets.h"
#include "herald-bodies.h"
#include "herald-copies.h"
#include "herald-graph.h"
#include "herald-i18n.h"
#include "herald-id.h"
#include "herald-library-private.h"
#include "herald-versions.h"

/* A look at everything in a library. */
typedef struct
{
  HeraldLibrary   *library;
  HeraldDatabase  *database;
  GCancellable    *cancellable;
  HeraldBodyCache *cache;
  GPtrArray       *damages;
  GHashTable      *noted;      /* versions that are missing: told once, however many build on them */
  GHashTable      *assets;     /* files that some text of the document names: hash -> whether the server has it */
  gboolean         has_remote; /* then what is not here may be there */
  char            *id;         /* of the document that is looked at */
  gint64           row;
} Verifying;

static void
verifying_clear (Verifying *self)
{
  if (self->database != NULL)
    herald_library_end_reading (self->library);
  g_clear_pointer (&self->cache, herald_body_cache_free);
  g_clear_pointer (&self->damages, g_ptr_array_unref);
  g_clear_pointer (&self->noted, g_hash_table_unref);
  g_clear_pointer (&self->assets, g_hash_table_unref);
  g_clear_pointer (&self->id, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Verifying, verifying_clear)

/* message: (transfer full) */
static void
add (Verifying        *self,
     HeraldDamageKind  kind,
     HeraldDamageKind  thing,
     const char       *object,
     char             *message)
{
  HeraldDamage *damage = g_new0 (HeraldDamage, 1);

  damage->kind = kind;
  damage->thing = thing;
  damage->document = g_strdup (self->id);
  damage->object = g_strdup (object);
  damage->message = message;
  g_ptr_array_add (self->damages, damage);
}

/* What is not here: no loss where the server has it. */
static void
add_missing (Verifying        *self,
             HeraldDamageKind  kind,
             const char       *object,
             gboolean          elsewhere,
             const char       *missing,
             const char       *absent)
{
  gboolean is_absent = elsewhere && self->has_remote;

  add (self, is_absent ? HERALD_DAMAGE_ABSENT : kind, kind, object, g_strdup (is_absent ? absent : missing));
}

/* Others get their turn at the connection. */
static gboolean
rest (Verifying  *self,
      GError    **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  herald_library_end_reading (self->library);
  self->database = herald_library_begin_reading (self->library, error);

  return self->database != NULL;
}

/* A damaged page is what is looked for, not a reason to stop; a full disk or a lock is. */
static gboolean
note_problem (Verifying  *self,
              GError    **problem,
              GError    **error)
{
  if (*problem == NULL)
    return TRUE;
  if (!g_error_matches (*problem, HERALD_STORE_ERROR, HERALD_STORE_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (problem));
      return FALSE;
    }
  add (self, HERALD_DAMAGE_DATABASE, HERALD_DAMAGE_DATABASE, NULL, g_strdup ((*problem)->message));
  g_clear_error (problem);

  return TRUE;
}

static gboolean
verify_database (Verifying  *self,
                 GError    **error)
{
  g_autoptr(GError) problem = NULL;
  g_autoptr(HeraldStatement) statement = herald_database_query (self->database, &problem, "PRAGMA integrity_check (20)", "");

  while (statement != NULL && herald_database_next (self->database, statement, &problem))
    {
      const char *line = (const char *) sqlite3_column_text (statement, 0);

      if (g_strcmp0 (line, "ok") != 0)
        add (self, HERALD_DAMAGE_DATABASE, HERALD_DAMAGE_DATABASE, NULL, g_strdup_printf (_("The database file is damaged: %s"), line));
    }

  return note_problem (self, &problem, error);
}

static gboolean
verify_parents (Verifying        *self,
                HeraldGraph      *graph,
                HeraldGraphNode  *node,
                GError          **error)
{
  for (gsize i = 0; node->parents[i] != NULL; i++)
    {
      gint64 row, synced;

      if (g_hash_table_contains (graph->by_hash, node->parents[i]))
        continue;
      if (!herald_versions_find (self->database, node->parents[i], &row, error) ||
          !herald_database_get_int (self->database, 0, &synced, error, "SELECT synced FROM versions WHERE row = ?", "i", node->row))
        return FALSE;
      if (row != 0)
        add (self, HERALD_DAMAGE_GRAPH, HERALD_DAMAGE_VERSION, node->hash, g_strdup_printf (_("Version %u comes from a version of something else."), node->number));
      else if (g_hash_table_add (self->noted, g_strdup (node->parents[i])))
        add_missing (self, HERALD_DAMAGE_VERSION, node->parents[i], synced != 0, _("A version is missing on which newer ones build."),
                     _("An older version is on the team server only."));
    }

  return TRUE;
}

/* The version by its hash, and that what the tables tell of it is what it says itself. */
static gboolean
verify_version (Verifying        *self,
                HeraldGraphNode  *node,
                GError          **error)
{
  g_autoptr(GError) problem = NULL;
  g_autoptr(HeraldVersion) version = herald_versions_get (self->database, node->hash, &problem);
  gboolean sound = version != NULL && g_strcmp0 (version->document, self->id) == 0 && version->parents->len == g_strv_length (node->parents);

  if (problem != NULL && !g_error_matches (problem, HERALD_STORE_ERROR, HERALD_STORE_ERROR_DAMAGED) &&
      !g_error_matches (problem, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  for (guint i = 0; sound && i < version->parents->len; i++)
    sound = g_str_equal (g_ptr_array_index (version->parents, i), node->parents[i]);
  if (!sound)
    add (self, HERALD_DAMAGE_VERSION, HERALD_DAMAGE_VERSION, node->hash, g_strdup_printf (_("Version %u of the history is not what it was."), node->number));

  return TRUE;
}

static gboolean
verify_graph (Verifying  *self,
              GError    **error)
{
  g_autoptr(GError) problem = NULL;
  g_autoptr(HeraldGraph) graph = herald_graph_load (self->database, self->row, &problem);
  gint64 n_nameless = 0;

  for (guint i = 0; graph != NULL && i < graph->nodes->len; i++)
    {
      HeraldGraphNode *node = g_ptr_array_index (graph->nodes, i);

      if (!verify_version (self, node, error) || !verify_parents (self, graph, node, error) || (i % 64 == 63 && !rest (self, error)))
        return FALSE;
    }
  if (graph != NULL &&
      !herald_database_get_int (self->database, 0, &n_nameless, error, "SELECT count (*) FROM versions WHERE document = ? AND length (hash) <> 32", "i", self->row))
    return FALSE;
  if (n_nameless > 0)
    add (self, HERALD_DAMAGE_VERSION, HERALD_DAMAGE_VERSION, NULL, g_strdup (_("A version of the history has lost its hash.")));
  if (graph != NULL && graph->circular->len > 0)
    add (self, HERALD_DAMAGE_GRAPH, HERALD_DAMAGE_VERSION, ((HeraldGraphNode *) g_ptr_array_index (graph->circular, 0))->hash,
         g_strdup (_("The history goes round in a circle.")));

  return note_problem (self, &problem, error);
}

/* Files that a text lists; a hash elsewhere in it need not be a file's. They go to the server before the version that
 * names them. */
static void
note_assets (Verifying      *self,
             HeraldDocument *document,
             gboolean        sent)
{
  g_autoptr(HeraldAnnouncement) announcement = NULL;

  if (herald_document_get_kind (document) == HERALD_DOCUMENT_ANNOUNCEMENT)
    announcement = herald_announcement_from_document (document, NULL);
  for (guint i = 0; announcement != NULL && i < announcement->assets->len; i++)
    {
      const HeraldAsset *asset = g_ptr_array_index (announcement->assets, i);
      gboolean known = asset->sha256 != NULL && GPOINTER_TO_INT (g_hash_table_lookup (self->assets, asset->sha256));

      if (asset->sha256 != NULL)
        g_hash_table_replace (self->assets, g_strdup (asset->sha256), GINT_TO_POINTER (known || sent));
    }
}

typedef struct
{
  gint64    row;
  char     *hash;
  gboolean  here;
  gboolean  used;
  gboolean  synced;
} BodyRow;

static void
body_row_clear (gpointer data)
{
  g_free (((BodyRow *) data)->hash);
}

static GArray *
list_bodies (Verifying  *self,
             GError    **error)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (BodyRow));
  g_autoptr(HeraldStatement) statement = NULL;

  g_array_set_clear_func (rows, body_row_clear);
  statement = herald_database_query (self->database, error,
                                     "SELECT b.row, b.hash, b.data IS NOT NULL, count (v.row), max (v.synced) FROM bodies b LEFT JOIN versions v ON v.document = b.document AND v.body = b.row"
                                     " WHERE b.document = ? GROUP BY b.row ORDER BY b.row", "i", self->row);
  while (statement != NULL && herald_database_next (self->database, statement, error))
    {
      BodyRow row = { sqlite3_column_int64 (statement, 0), herald_statement_get_hash (statement, 1), sqlite3_column_int (statement, 2),
                      sqlite3_column_int (statement, 3) > 0, sqlite3_column_int (statement, 4) > 0 };

      g_array_append_val (rows, row);
    }

  return rows;
}

static gboolean
verify_body (Verifying      *self,
             const BodyRow  *row,
             GError        **error)
{
  g_autoptr(GError) problem = NULL;
  g_autoptr(GBytes) text = herald_bodies_get_text (self->database, row->row, self->cache, &problem);
  g_autoptr(HeraldDocument) document = NULL;

  if (problem != NULL && !g_error_matches (problem, HERALD_STORE_ERROR, HERALD_STORE_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (text != NULL)
    document = herald_document_parse (g_bytes_get_data (text, NULL), g_bytes_get_size (text), NULL);
  if (document == NULL || g_strcmp0 (herald_document_get_id (document), self->id) != 0)
    add (self, HERALD_DAMAGE_BODY, HERALD_DAMAGE_BODY, row->hash, g_strdup_printf (_("The text of a version is not what it was (%.12s)."), row->hash ? row->hash : "?"));
  else
    note_assets (self, document, row->synced);

  return TRUE;
}

static gboolean
verify_bodies (Verifying  *self,
               GError    **error)
{
  g_autoptr(GError) problem = NULL;
  g_autoptr(GArray) rows = list_bodies (self, &problem);

  for (guint i = 0; i < rows->len; i++)
    {
      const BodyRow *row = &g_array_index (rows, BodyRow, i);

      if (!row->used)
        add (self, HERALD_DAMAGE_LEFTOVER, HERALD_DAMAGE_BODY, row->hash, g_strdup_printf (_("A stored text belongs to no version (%.12s)."), row->hash ? row->hash : "?"));
      if (row->here && !verify_body (self, row, error))
        return FALSE;
      if (!row->here && row->used && row->hash != NULL)
        add_missing (self, HERALD_DAMAGE_BODY, row->hash, row->synced, _("The text of a version is missing."), _("The text of an older version is on the team server only."));
      if (i % 16 == 15 && !rest (self, error))
        return FALSE;
    }

  return note_problem (self, &problem, error);
}

/* Something was made from a newest version. What came from the server is joined by the next sync: one was cut off. */
static gboolean
verify_newest (Verifying  *self,
               GError    **error)
{
  g_autoptr(HeraldStatement) statement = NULL;
  gint64 n_newer = 0, n_synced = 0;

  statement = herald_database_query (self->database, error,
                                     "SELECT count (*), count (v.synced) FROM heads h JOIN versions n ON n.row = h.version"
                                     " JOIN versions v ON v.document = h.document AND instr (v.parents, n.hash) > 0 WHERE h.document = ?", "i", self->row);
  if (statement == NULL || !herald_database_next (self->database, statement, error))
    return FALSE;
  n_newer = sqlite3_column_int64 (statement, 0);
  n_synced = sqlite3_column_int64 (statement, 1);
  if (n_newer > 0)
    add (self, n_newer == n_synced ? HERALD_DAMAGE_ABSENT : HERALD_DAMAGE_HEAD, HERALD_DAMAGE_HEAD, NULL,
         g_strdup (_("There are newer versions than the one that is shown.")));

  return TRUE;
}

static gboolean
verify_heads (Verifying  *self,
              GError    **error)
{
  g_autoptr(GError) problem = NULL;
  gint64 n_heads = 0, n_sound = 0, n_versions = 0;
  g_auto(GStrv) heads = NULL;
  g_auto(GStrv) reduced = NULL;

  if (herald_database_get_int (self->database, 0, &n_heads, &problem, "SELECT count (*) FROM heads WHERE document = ?", "i", self->row) &&
      herald_database_get_int (self->database, 0, &n_sound, &problem,
                               "SELECT count (*) FROM heads h JOIN versions v ON v.row = h.version AND v.document = h.document WHERE h.document = ?", "i", self->row) &&
      herald_database_get_int (self->database, 0, &n_versions, &problem, "SELECT count (*) FROM versions WHERE document = ?", "i", self->row))
    {
      heads = herald_versions_get_heads (self->database, self->row, &problem);
      reduced = heads ? herald_versions_reduce (self->database, (const char * const *) heads, &problem) : NULL;
    }
  if (n_heads != n_sound)
    add (self, HERALD_DAMAGE_HEAD, HERALD_DAMAGE_HEAD, NULL, g_strdup (_("The newest version is missing.")));
  else if (n_versions > 0 && n_heads == 0)
    add (self, HERALD_DAMAGE_HEAD, HERALD_DAMAGE_HEAD, NULL, g_strdup (_("None of the versions is the newest.")));
  else if (reduced != NULL && g_strv_length (reduced) != g_strv_length (heads))
    add (self, HERALD_DAMAGE_HEAD, HERALD_DAMAGE_HEAD, NULL, g_strdup (_("An older version stands among the newest.")));
  else if (problem == NULL && !verify_newest (self, &problem))
    return note_problem (self, &problem, error);

  return note_problem (self, &problem, error);
}

static void
verify_assets (Verifying *self)
{
  GHashTableIter iter;
  gpointer hash, sent;

  g_hash_table_iter_init (&iter, self->assets);
  while (g_hash_table_iter_next (&iter, &hash, &sent))
    {
      if (!herald_library_has_asset (self->library, hash))
        add_missing (self, HERALD_DAMAGE_ASSET, hash, GPOINTER_TO_INT (sent), _("A file of the announcement is missing."),
                     _("A file of the announcement is on the team server only."));
    }
}

static gboolean
verify_copy (Verifying  *self,
             GError    **error)
{
  g_autoptr(GError) problem = NULL;
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(HeraldDocument) document = NULL;
  g_autofree char *hash = NULL;
  gint64 n_versions = 0;
  gboolean sound_base = TRUE;

  statement = herald_database_query (self->database, &problem,
                                     "SELECT w.text, w.hash, w.base IS NULL OR EXISTS (SELECT 1 FROM versions v WHERE v.row = w.base AND v.document = w.document)"
                                     " FROM working_copies w WHERE w.document = ?", "i", self->row);
  if (statement != NULL && herald_database_next (self->database, statement, &problem))
    {
      document = herald_document_parse ((const char *) sqlite3_column_text (statement, 0), sqlite3_column_bytes (statement, 0), NULL);
      hash = herald_statement_get_hash (statement, 1);
      sound_base = sqlite3_column_int (statement, 2);
      if (document == NULL || g_strcmp0 (herald_document_get_hash (document), hash) != 0 || g_strcmp0 (herald_document_get_id (document), self->id) != 0)
        add (self, HERALD_DAMAGE_COPY, HERALD_DAMAGE_COPY, hash, g_strdup (_("The current draft is not what it was.")));
      if (!sound_base)
        add (self, HERALD_DAMAGE_COPY, HERALD_DAMAGE_COPY, NULL, g_strdup (_("The version that the current draft was made from is missing.")));
    }
  else if (problem == NULL &&
           herald_database_get_int (self->database, 0, &n_versions, &problem, "SELECT count (*) FROM versions WHERE document = ?", "i", self->row) && n_versions > 0)
    add (self, HERALD_DAMAGE_COPY, HERALD_DAMAGE_COPY, NULL, g_strdup (_("The current draft is missing.")));
  if (document != NULL)
    note_assets (self, document, FALSE);

  return note_problem (self, &problem, error);
}

static gboolean
verify_document (Verifying  *self,
                 const char *id,
                 GError    **error)
{
  g_autoptr(GError) problem = NULL;

  g_free (self->id);
  self->id = g_strdup (id);
  if (!herald_database_get_int (self->database, 0, &self->row, &problem, "SELECT row FROM documents WHERE id = ?", "s", id) || self->row == 0)
    return note_problem (self, &problem, error); /* erased meanwhile */

  g_hash_table_remove_all (self->assets);
  if (!verify_graph (self, error) || !verify_bodies (self, error) || !verify_heads (self, error) || !verify_copy (self, error))
    return FALSE;
  verify_assets (self);

  return TRUE;
}

static GPtrArray *
list_documents (Verifying  *self,
                GError    **error)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(HeraldStatement) statement = herald_database_query (self->database, error, "SELECT id FROM documents ORDER BY id", "");

  while (statement != NULL && herald_database_next (self->database, statement, error))
    g_ptr_array_add (ids, herald_statement_get_string (statement, 0));

  return ids;
}

/* A file by its name, which is its hash, and whether anything names it. */
static gboolean
verify_file (Verifying   *self,
             const char  *hash,
             GError     **error)
{
  g_autoptr(GError) problem = NULL;
  g_autoptr(GBytes) bytes = herald_assets_get (herald_library_get_assets (self->library), hash, &problem);
  gint64 n_uses;

  if (!herald_database_get_int (self->database, 0, &n_uses, error, "SELECT count (*) FROM asset_uses WHERE asset = ?", "h", hash))
    return FALSE;
  if (bytes == NULL)
    add (self, HERALD_DAMAGE_ASSET, HERALD_DAMAGE_ASSET, hash, g_strdup_printf (_("A file is not what it was (%.12s)."), hash));
  else if (n_uses == 0)
    add (self, HERALD_DAMAGE_LEFTOVER, HERALD_DAMAGE_ASSET, hash, g_strdup_printf (_("A file is named by nothing (%.12s)."), hash));

  return rest (self, error);
}

static gboolean
verify_files (Verifying  *self,
              GError    **error)
{
  const char *folder = herald_library_get_assets (self->library);
  g_autoptr(GDir) shelves = g_dir_open (folder, 0, NULL);
  const char *shelf;

  g_clear_pointer (&self->id, g_free);
  while (shelves != NULL && (shelf = g_dir_read_name (shelves)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, shelf, NULL);
      g_autoptr(GDir) files = g_dir_open (path, 0, NULL);
      const char *name;

      while (files != NULL && (name = g_dir_read_name (files)) != NULL)
        {
          g_autofree char *hash = g_strconcat (shelf, name, NULL);

          if (herald_hash_is_valid (hash) && !verify_file (self, hash, error))
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
verify_all (Verifying  *self,
            GError    **error)
{
  g_autoptr(GError) problem = NULL;
  g_autoptr(GPtrArray) ids = NULL;

  if (!verify_database (self, error))
    return FALSE;
  ids = list_documents (self, &problem);
  if (!note_problem (self, &problem, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      if (!verify_document (self, g_ptr_array_index (ids, i), error) || !rest (self, error))
        return FALSE;
    }

  return verify_files (self, error);
}

/**
 * herald_library_verify:
 * @self: a library
 * @id: (nullable): a document's id; %NULL: the whole library, with its files
 * @cancellable: (nullable): to stop
 * @error: return location for an error: NOT_FOUND, BUSY, or cancelled; what is damaged is no error
 *
 * Reads everything: every version and text against its hash, where each version comes from, which are the newest, the
 * drafts, the files, and SQLite's own check. Writes nothing. Others may go on working meanwhile.
 *
 * Returns: (transfer full) (element-type HeraldDamage) (nullable): what is wrong
 */
GPtrArray *
herald_library_verify (HeraldLibrary  *self,
                       const char     *id,
                       GCancellable   *cancellable,
                       GError        **error)
{
  g_auto(Verifying) verifying = { .library = self, .cancellable = cancellable };
  g_autofree char *remote = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);

  remote = herald_library_get_setting (self, "remote", NULL);
  verifying.has_remote = remote != NULL && *remote != '\0';
  verifying.cache = herald_body_cache_new ();
  verifying.noted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  verifying.assets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  verifying.damages = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_damage_free);
  verifying.database = herald_library_begin_reading (self, error);
  if (verifying.database == NULL || !(id != NULL ? verify_document (&verifying, id, error) : verify_all (&verifying, error)))
    return NULL;

  return g_steal_pointer (&verifying.damages);
}

static void
verify_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *damages = herald_library_verify (source, data, cancellable, &error);

  if (damages != NULL)
    g_task_return_pointer (task, damages, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * herald_library_verify_async:
 * @self: a library
 * @id: (nullable): a document's id
 * @cancellable: (nullable): a cancellable
 * @callback: called with what is wrong
 * @user_data: for @callback
 *
 * See herald_library_verify().
 */
void
herald_library_verify_async (HeraldLibrary       *self,
                             const char          *id,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (HERALD_IS_LIBRARY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, herald_library_verify_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  g_task_run_in_thread (task, verify_in_thread);
}

/**
 * herald_library_verify_finish:
 * @self: a library
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeraldDamage) (nullable): what is wrong
 */
GPtrArray *
herald_library_verify_finish (HeraldLibrary  *self,
                              GAsyncResult   *result,
                              GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
