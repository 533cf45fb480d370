/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-database.h"

#include "herald-i18n.h"
#include "herald-store-error.h"

#include <errno.h>
#include <string.h>

#define DEFAULT_TIMEOUT_MS 10000

struct _HeraldDatabase
{
  sqlite3    *handle;
  char       *path;
  GHashTable *statements;    /* SQL text -> sqlite3_stmt, kept for the next time */
  guint       timeout_ms;    /* how long to wait for another process's lock */
  gint64      waiting_since; /* monotonic, microseconds */
  gboolean    reading;
};

static const char *const pragmas[] = {
  /* A rollback journal, not WAL: SQLite 3.7.0-3.51.2 can corrupt a WAL when two connections checkpoint at the same
   * moment, and window, heraldctl and agent are separate processes on one library. */
  "PRAGMA journal_mode = TRUNCATE",
  "PRAGMA synchronous = EXTRA",
  "PRAGMA foreign_keys = ON",
  /* What is erased by law must not stay in free pages. */
  "PRAGMA secure_delete = ON",
  "PRAGMA cell_size_check = ON",
  "PRAGMA mmap_size = 0",
  "PRAGMA temp_store = MEMORY",
};

/* SQLite's own busy handler sleeps up to 100 ms between two looks; autosave would feel that. */
static int
wait_for_lock (void *data,
               int   attempt)
{
  HeraldDatabase *self = data;
  gint64 now = g_get_monotonic_time ();

  if (attempt == 0)
    self->waiting_since = now;
  if (now - self->waiting_since >= (gint64) self->timeout_ms * 1000)
    return 0;

  g_usleep (MIN (500 << MIN (attempt, 6), 20000) + g_random_int_range (0, 500));

  return 1;
}

/* The rollback that follows a failed write may have had system calls of its own: what the file itself remembers is
 * asked first. */
static int
get_system_error (HeraldDatabase *self)
{
  int code = 0;

  if (self->handle != NULL)
    sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_LAST_ERRNO, &code);
  if (self->handle != NULL && code == 0)
    code = sqlite3_system_errno (self->handle);

  return code;
}

static HeraldStoreError
classify_io (HeraldDatabase *self)
{
  switch (get_system_error (self))
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return HERALD_STORE_ERROR_FULL;
    case EROFS:
    case EACCES:
    case EPERM:
      return HERALD_STORE_ERROR_READ_ONLY;
    default:
      return HERALD_STORE_ERROR_FAILED;
    }
}

static HeraldStoreError
classify (HeraldDatabase *self,
          int             code)
{
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return HERALD_STORE_ERROR_BUSY;
    case SQLITE_FULL:
      return HERALD_STORE_ERROR_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return HERALD_STORE_ERROR_READ_ONLY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return HERALD_STORE_ERROR_DAMAGED;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      return classify_io (self);
    default:
      return HERALD_STORE_ERROR_FAILED;
    }
}

/**
 * herald_database_set_error:
 * @self: a connection
 * @code: SQLite's (extended) result code
 * @error: where to put it
 *
 * The one place where SQLite's codes become errors of the store, with a sentence for people.
 */
void
herald_database_set_error (HeraldDatabase  *self,
                           int              code,
                           GError         **error)
{
  HeraldStoreError kind = classify (self, code);
  g_autofree char *name = g_filename_display_name (self->path);

  switch (kind)
    {
    case HERALD_STORE_ERROR_BUSY:
      g_set_error (error, HERALD_STORE_ERROR, kind, _("Another program is using the library “%s”. Nothing was lost; try again in a moment."), name);
      break;
    case HERALD_STORE_ERROR_FULL:
      g_set_error (error, HERALD_STORE_ERROR, kind, _("The disk that holds the library “%s” is full. Free some space and try again."), name);
      break;
    case HERALD_STORE_ERROR_READ_ONLY:
      g_set_error (error, HERALD_STORE_ERROR, kind, _("The library “%s” cannot be written to. Check the permissions of its folder."), name);
      break;
    case HERALD_STORE_ERROR_DAMAGED:
      g_set_error (error, HERALD_STORE_ERROR, kind, _("The library “%s” is damaged. Restore it from a backup or from the team server."), name);
      break;
    default:
      g_set_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_FAILED, _("The library “%s” could not be used: %s."), name,
                   self->handle ? sqlite3_errmsg (self->handle) : sqlite3_errstr (code));
      break;
    }
}

static gboolean
configure (HeraldDatabase  *self,
           GError         **error)
{
  sqlite3_busy_handler (self->handle, wait_for_lock, self);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (pragmas); i++)
    {
      if (!herald_database_exec (self, pragmas[i], error))
        return FALSE;
    }

  return !self->reading || herald_database_exec (self, "PRAGMA query_only = ON", error);
}

static void
finalize_statement (gpointer data)
{
  sqlite3_finalize (data); /* its code is that of the last step, which was told already */
}

/**
 * herald_database_open:
 * @path: the database file; it must exist (an empty file is a new database)
 * @mode: whether this connection writes
 * @error: return location for an error: NOT_FOUND, READ_ONLY, DAMAGED, BUSY, FAILED
 *
 * Opens a connection. Also a reading one opens the file for writing, where that is allowed: only so can it roll back
 * what a killed process left half done.
 *
 * Returns: (transfer full) (nullable): the connection
 */
HeraldDatabase *
herald_database_open (const char          *path,
                      HeraldDatabaseMode   mode,
                      GError             **error)
{
  g_autoptr(HeraldDatabase) self = NULL;
  int code;

  g_return_val_if_fail (path != NULL, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_autofree char *name = g_filename_display_name (path);

      g_set_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND, _("There is no library at “%s”."), name);
      return NULL;
    }

  self = g_new0 (HeraldDatabase, 1);
  self->path = g_path_get_dirname (path);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize_statement);
  self->timeout_ms = DEFAULT_TIMEOUT_MS;
  self->reading = mode == HERALD_DATABASE_READ;
  code = sqlite3_open_v2 (path, &self->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE, NULL);
  if (code != SQLITE_OK)
    {
      herald_database_set_error (self, code, error);
      return NULL;
    }

  if (!configure (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * herald_database_close:
 * @self: (transfer full): a connection
 *
 * Closes it; a transaction that is still open is rolled back.
 */
void
herald_database_close (HeraldDatabase *self)
{
  g_hash_table_unref (self->statements);
  sqlite3_close_v2 (self->handle);
  g_free (self->path);
  g_free (self);
}

/**
 * herald_database_get_handle:
 * @self: a connection
 *
 * Returns: (transfer none): SQLite's handle, for what has no function here (the tokenizer's registration)
 */
sqlite3 *
herald_database_get_handle (HeraldDatabase *self)
{
  return self->handle;
}

/**
 * herald_database_set_timeout:
 * @self: a connection
 * @milliseconds: how long to wait for a lock before BUSY
 *
 * Sets the patience with other processes.
 */
void
herald_database_set_timeout (HeraldDatabase *self,
                             guint           milliseconds)
{
  self->timeout_ms = milliseconds;
}

static void
bind_hash (sqlite3_stmt *statement,
           int           index,
           const char   *hash)
{
  guint8 bytes[32];

  if (hash != NULL && herald_hash_to_bytes (hash, bytes))
    sqlite3_bind_blob (statement, index, bytes, sizeof bytes, SQLITE_TRANSIENT);
  else
    sqlite3_bind_null (statement, index);
}

static void
bind_all (sqlite3_stmt *statement,
          const char   *types,
          va_list       arguments)
{
  g_assert ((int) strlen (types) == sqlite3_bind_parameter_count (statement));

  for (int i = 0; types[i] != '\0'; i++)
    {
      const void *data;

      switch (types[i])
        {
        case 'i':
          sqlite3_bind_int64 (statement, i + 1, va_arg (arguments, gint64));
          break;
        case 's':
          sqlite3_bind_text (statement, i + 1, va_arg (arguments, const char *), -1, SQLITE_TRANSIENT);
          break;
        case 'h':
          bind_hash (statement, i + 1, va_arg (arguments, const char *));
          break;
        case 'b':
          data = va_arg (arguments, const void *);
          sqlite3_bind_blob64 (statement, i + 1, data, va_arg (arguments, gsize), SQLITE_TRANSIENT);
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

static sqlite3_stmt *
prepare (HeraldDatabase  *self,
         const char      *sql,
         GError         **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);
  int code;

  if (statement != NULL)
    {
      /* Not for a walk inside a walk over the same statement. */
      g_assert (!sqlite3_stmt_busy (statement));
      return statement;
    }

  code = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
  if (code != SQLITE_OK)
    {
      herald_database_set_error (self, code, error);
      return NULL;
    }
  g_hash_table_insert (self->statements, g_strdup (sql), statement);

  return statement;
}

static HeraldStatement *
query_valist (HeraldDatabase  *self,
              GError         **error,
              const char      *sql,
              const char      *types,
              va_list          arguments)
{
  sqlite3_stmt *statement = prepare (self, sql, error);

  if (statement != NULL)
    bind_all (statement, types, arguments);

  return statement;
}

/**
 * herald_database_query:
 * @self: a connection
 * @error: return location for an error
 * @sql: one statement; it is compiled once per connection
 * @types: a letter for each parameter: i gint64, s string or %NULL, h hash in hex or %NULL, b pointer and gsize
 * @...: the parameters
 *
 * Begins a statement; step it with herald_database_next().
 *
 * Returns: (transfer full) (nullable): the statement
 */
HeraldStatement *
herald_database_query (HeraldDatabase  *self,
                       GError         **error,
                       const char      *sql,
                       const char      *types,
                       ...)
{
  HeraldStatement *statement;
  va_list arguments;

  va_start (arguments, types);
  statement = query_valist (self, error, sql, types, arguments);
  va_end (arguments);

  return statement;
}

/**
 * herald_database_next:
 * @self: a connection
 * @statement: a statement of it
 * @error: return location for an error
 *
 * Goes to the next row.
 *
 * Returns: %FALSE at the end, or with @error set
 */
gboolean
herald_database_next (HeraldDatabase   *self,
                      HeraldStatement  *statement,
                      GError          **error)
{
  int code = sqlite3_step (statement);

  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    herald_database_set_error (self, code, error);

  return FALSE;
}

/**
 * herald_database_pass_on:
 * @problem: (inout): what herald_database_next() said, %NULL: it was the end
 * @error: where to move it
 *
 * Ends a walk over rows.
 *
 * Returns: whether it came to its end without a problem
 */
gboolean
herald_database_pass_on (GError **problem,
                         GError **error)
{
  if (*problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (problem));

  return FALSE;
}

/**
 * herald_database_run:
 * @self: a connection
 * @error: return location for an error
 * @sql: one statement without a result
 * @types: as for herald_database_query()
 * @...: the parameters
 *
 * Runs a statement to its end.
 *
 * Returns: whether it worked
 */
gboolean
herald_database_run (HeraldDatabase  *self,
                     GError         **error,
                     const char      *sql,
                     const char      *types,
                     ...)
{
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;
  va_list arguments;

  va_start (arguments, types);
  statement = query_valist (self, error, sql, types, arguments);
  va_end (arguments);
  if (statement == NULL)
    return FALSE;

  while (herald_database_next (self, statement, &problem))
    ;

  return herald_database_pass_on (&problem, error);
}

/**
 * herald_database_exec:
 * @self: a connection
 * @script: one or more statements of our own, never with values from outside
 * @error: return location for an error
 *
 * Runs a script.
 *
 * Returns: whether it worked
 */
gboolean
herald_database_exec (HeraldDatabase  *self,
                      const char      *script,
                      GError         **error)
{
  int code = sqlite3_exec (self->handle, script, NULL, NULL, NULL);

  if (code != SQLITE_OK)
    herald_database_set_error (self, code, error);

  return code == SQLITE_OK;
}

/**
 * herald_database_get_int:
 * @self: a connection
 * @fallback: the value when there is no row, or NULL in it
 * @value: (out): the first column of the first row
 * @error: return location for an error
 * @sql: one statement
 * @types: as for herald_database_query()
 * @...: the parameters
 *
 * Reads one number.
 *
 * Returns: whether it could be read
 */
gboolean
herald_database_get_int (HeraldDatabase  *self,
                         gint64           fallback,
                         gint64          *value,
                         GError         **error,
                         const char      *sql,
                         const char      *types,
                         ...)
{
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;
  va_list arguments;

  va_start (arguments, types);
  statement = query_valist (self, error, sql, types, arguments);
  va_end (arguments);
  if (statement == NULL)
    return FALSE;

  *value = fallback;
  if (herald_database_next (self, statement, &problem))
    {
      if (sqlite3_column_type (statement, 0) != SQLITE_NULL)
        *value = sqlite3_column_int64 (statement, 0);
    }
  else if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  return TRUE;
}

/**
 * herald_database_begin:
 * @self: a connection
 * @error: return location for an error
 *
 * Begins a transaction: at once as a writer's on the writing connection, so that it never has to be abandoned
 * half-way because another process wrote; on a reading one, a steady view of the library.
 *
 * Returns: whether it worked
 */
gboolean
herald_database_begin (HeraldDatabase  *self,
                       GError         **error)
{
  return herald_database_run (self, error, self->reading ? "BEGIN" : "BEGIN IMMEDIATE", "");
}

/**
 * herald_database_commit:
 * @self: a connection
 * @error: return location for an error
 *
 * Ends the transaction. What it wrote is on disk when this returns %TRUE; else nothing of it is.
 *
 * Returns: whether it worked
 */
gboolean
herald_database_commit (HeraldDatabase  *self,
                        GError         **error)
{
  if (herald_database_run (self, error, "COMMIT", ""))
    return TRUE;

  herald_database_rollback (self);

  return FALSE;
}

/**
 * herald_database_rollback:
 * @self: a connection
 *
 * Undoes the transaction, unless SQLite has already done so (after a full disk, for instance).
 */
void
herald_database_rollback (HeraldDatabase *self)
{
  g_autoptr(GError) problem = NULL;

  if (!sqlite3_get_autocommit (self->handle) && !herald_database_run (self, &problem, "ROLLBACK", ""))
    g_warning ("A transaction could not be undone now, the journal does it later: %s", problem->message);
}

/**
 * herald_statement_release:
 * @statement: (transfer full): a statement
 *
 * Gives it back to its connection.
 */
void
herald_statement_release (HeraldStatement *statement)
{
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
}

/**
 * herald_statement_get_string:
 * @statement: a statement on a row
 * @column: from 0
 *
 * Returns: (transfer full) (nullable): the text, %NULL for NULL
 */
char *
herald_statement_get_string (HeraldStatement *statement,
                             int              column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}

/**
 * herald_statement_get_hash:
 * @statement: a statement on a row
 * @column: from 0
 *
 * Returns: (transfer full) (nullable): the hash in hex, %NULL for NULL
 */
char *
herald_statement_get_hash (HeraldStatement *statement,
                           int              column)
{
  const void *bytes = sqlite3_column_blob (statement, column);

  return sqlite3_column_bytes (statement, column) == 32 ? herald_hash_from_bytes (bytes) : NULL;
}

/**
 * herald_hash_to_bytes:
 * @hash: 64 lower-case hex digits
 * @bytes: (out caller-allocates): the 32 bytes
 *
 * Returns: %FALSE if it is no hash
 */
gboolean
herald_hash_to_bytes (const char *hash,
                      guint8      bytes[32])
{
  for (gsize i = 0; i < 32; i++)
    {
      int high = g_ascii_xdigit_value (hash[2 * i]);
      int low = high < 0 ? -1 : g_ascii_xdigit_value (hash[2 * i + 1]);

      if (low < 0)
        return FALSE;
      bytes[i] = high << 4 | low;
    }

  return hash[64] == '\0';
}

/**
 * herald_hash_from_bytes:
 * @bytes: 32 bytes
 *
 * Returns: (transfer full): 64 lower-case hex digits
 */
char *
herald_hash_from_bytes (const guint8 bytes[32])
{
  char *hash = g_malloc (65);

  for (gsize i = 0; i < 32; i++)
    g_snprintf (hash + 2 * i, 3, "%02x", bytes[i]);

  return hash;
}
