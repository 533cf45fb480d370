/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-library-private.h"

#include "herald-copies.h"
#include "herald-i18n.h"
#include "herald-id.h"
#include "herald-search.h"
#include "herald-watch.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define IDLE_SLICE_US (10 * G_TIME_SPAN_MILLISECOND)
#define MONITOR_RATE_MS 100
/* heraldctl has no idle time: from so many documents on it indexes at the end, for so long at most. */
#define CLOSING_BACKLOG 64
#define CLOSING_US (300 * G_TIME_SPAN_MILLISECOND)

struct _HeraldLibrary
{
  GObject         parent_instance;

  char           *folder;
  char           *assets;
  char           *derived;
  char           *id;
  HeraldClock    *clock;
  HeraldWriter   *writer;
  HeraldWatch    *watch;
  GFileMonitor   *monitor;  /* of the folder, for other processes */

  GMutex          reading;  /* guards reader */
  HeraldDatabase *reader;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeraldLibrary, herald_library, G_TYPE_OBJECT)

static void
on_committed (HeraldDatabase *database,
              gpointer        data)
{
  herald_watch_look (data, database);
}

static gboolean
on_idle (HeraldDatabase *database,
         gpointer        data)
{
  g_autoptr(GError) error = NULL;
  gboolean more;

  if (herald_search_run_slice (database, IDLE_SLICE_US, &more, &error))
    return more;

  /* Nothing is lost: what is not indexed is read when somebody searches. */
  g_info ("The search index waits: %s", error->message);

  return FALSE;
}

static void
on_closing (HeraldDatabase *database,
            gpointer        data)
{
  gint64 deadline = g_get_monotonic_time () + CLOSING_US;
  gint64 backlog = 0;
  gboolean more;

  if (!herald_search_get_backlog (database, &backlog, NULL))
    return;
  for (more = backlog >= CLOSING_BACKLOG; more && g_get_monotonic_time () < deadline;)
    {
      g_autoptr(GError) error = NULL;

      if (!herald_search_run_slice (database, IDLE_SLICE_US, &more, &error))
        {
          g_info ("The search index waits: %s", error->message);
          break;
        }
    }
}

static const HeraldWriterHooks hooks = { on_committed, on_idle, on_closing };

static void
herald_library_dispose (GObject *object)
{
  HeraldLibrary *self = HERALD_LIBRARY (object);

  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_clear_pointer (&self->writer, herald_writer_stop);

  G_OBJECT_CLASS (herald_library_parent_class)->dispose (object);
}

static void
herald_library_finalize (GObject *object)
{
  HeraldLibrary *self = HERALD_LIBRARY (object);

  g_clear_pointer (&self->reader, herald_database_close);
  g_clear_pointer (&self->watch, herald_watch_unref);
  g_mutex_clear (&self->reading);
  g_clear_object (&self->clock);
  g_free (self->folder);
  g_free (self->assets);
  g_free (self->derived);
  g_free (self->id);

  G_OBJECT_CLASS (herald_library_parent_class)->finalize (object);
}

static void
herald_library_class_init (HeraldLibraryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = herald_library_dispose;
  object_class->finalize = herald_library_finalize;

  /**
   * HeraldLibrary::changed:
   * @self: the library
   * @id: (nullable): the document, or %NULL: anything may have changed
   *
   * Something was written, by this process or another. Emitted in the context that the library was opened in.
   */
  signals[CHANGED] = g_signal_new ("changed", HERALD_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
herald_library_init (HeraldLibrary *self)
{
  g_mutex_init (&self->reading);
}

static void
emit_changed (GObject    *owner,
              const char *id)
{
  g_signal_emit (owner, signals[CHANGED], 0, id);
}

static void
on_folder_changed (HeraldLibrary     *self,
                   GFile             *file,
                   GFile             *other_file,
                   GFileMonitorEvent  event,
                   GFileMonitor      *monitor)
{
  if (self->writer != NULL)
    herald_writer_look (self->writer);
}

static void
watch_folder (HeraldLibrary *self)
{
  g_autoptr(GFile) folder = g_file_new_for_path (self->folder);
  g_autoptr(GError) error = NULL;

  self->monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_NONE, NULL, &error);
  if (self->monitor == NULL)
    {
      g_warning ("Changes by other programs will not be noticed at once: %s", error->message);
      return;
    }
  g_file_monitor_set_rate_limit (self->monitor, MONITOR_RATE_MS);
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (on_folder_changed), self, G_CONNECT_SWAPPED);
}

static HeraldDatabase *
connect_database (const char          *path,
                  HeraldDatabaseMode   mode,
                  GError             **error)
{
  g_autoptr(HeraldDatabase) database = herald_database_open (path, mode, error);

  if (database == NULL || !herald_search_register (database, error))
    return NULL;

  return g_steal_pointer (&database);
}

/**
 * herald_library_read_setting:
 * @database: a connection
 * @key: which one
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the value; %NULL without error when it is not set
 */
char *
herald_library_read_setting (HeraldDatabase  *database,
                             const char      *key,
                             GError         **error)
{
  g_autoptr(HeraldStatement) statement = NULL;

  statement = herald_database_query (database, error, "SELECT value FROM settings WHERE key = ?", "s", key);
  if (statement == NULL || !herald_database_next (database, statement, error))
    return NULL;

  return herald_statement_get_string (statement, 0);
}

/* A library has its id from its first moment on, even if the one who made it was killed in that moment. */
static gboolean
ensure_id (HeraldLibrary   *self,
           HeraldDatabase  *database,
           GError         **error)
{
  g_autoptr(GError) problem = NULL;

  self->id = herald_library_read_setting (database, "id", &problem);
  if (self->id == NULL && problem == NULL)
    {
      g_autofree char *id = herald_uuid_new ();

      if (!herald_database_run (database, error, "INSERT OR IGNORE INTO settings (key, value) VALUES ('id', ?)", "s", id))
        return FALSE;
      self->id = herald_library_read_setting (database, "id", &problem);
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));

  return self->id != NULL;
}

static HeraldLibrary *
open_folder (const char   *folder,
             HeraldClock  *clock,
             GError      **error)
{
  g_autoptr(HeraldLibrary) self = g_object_new (HERALD_TYPE_LIBRARY, NULL);
  g_autofree char *path = g_build_filename (folder, HERALD_LIBRARY_DATABASE, NULL);
  g_autoptr(HeraldDatabase) database = NULL;

  self->folder = g_strdup (folder);
  self->assets = g_build_filename (folder, "assets", NULL);
  self->derived = g_build_filename (folder, "derived", NULL);
  self->clock = g_object_ref (clock);
  self->watch = herald_watch_new (G_OBJECT (self), emit_changed);

  database = connect_database (path, HERALD_DATABASE_WRITE, error);
  if (database == NULL || !herald_migrations_run (database, error) || !ensure_id (self, database, error))
    return NULL;
  self->reader = connect_database (path, HERALD_DATABASE_READ, error);
  if (self->reader == NULL)
    return NULL;

  herald_watch_begin (self->watch, database);
  self->writer = herald_writer_new (g_steal_pointer (&database), &hooks, self->watch);
  watch_folder (self);

  return g_steal_pointer (&self);
}

static gboolean
make_database (const char  *folder,
               GError     **error)
{
  g_autofree char *path = g_build_filename (folder, HERALD_LIBRARY_DATABASE, NULL);
  g_autofree char *name = g_filename_display_name (folder);
  int file;

  /* SQLite would make the file readable for everyone; its journal takes over the mode of this one. */
  if (g_mkdir_with_parents (folder, 0700) == 0)
    {
      file = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
      if (file >= 0)
        {
          close (file);
          return TRUE;
        }
    }

  if (errno == EEXIST)
    g_set_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_EXISTS, _("There is already a library at “%s”."), name);
  else if (errno == ENOSPC || errno == EDQUOT)
    g_set_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_FULL, _("The library “%s” could not be made: the disk is full."), name);
  else if (errno == EROFS || errno == EACCES || errno == EPERM)
    g_set_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_READ_ONLY, _("The library “%s” could not be made: its folder cannot be written to."), name);
  else
    g_set_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_FAILED, _("The library “%s” could not be made: %s."), name, g_strerror (errno));

  return FALSE;
}

/**
 * herald_library_create:
 * @folder: a folder, which is made if need be, for this person's eyes only
 * @name: what people call the library
 * @clock: the clock
 * @error: return location for an error: EXISTS, FULL, READ_ONLY, FAILED
 *
 * Makes a new library and opens it.
 *
 * Returns: (transfer full) (nullable): the library
 */
HeraldLibrary *
herald_library_create (const char   *folder,
                       const char   *name,
                       HeraldClock  *clock,
                       GError      **error)
{
  g_autoptr(HeraldLibrary) self = NULL;

  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (HERALD_IS_CLOCK (clock), NULL);

  if (!make_database (folder, error))
    return NULL;
  self = open_folder (folder, clock, error);
  if (self == NULL || !herald_library_set_setting (self, "name", name, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * herald_library_open:
 * @folder: a library's folder
 * @clock: the clock
 * @error: return location for an error: NOT_FOUND, NEWER, DAMAGED, READ_ONLY, BUSY, FULL, FAILED
 *
 * Opens a library. One on a medium that cannot be written to can be read.
 *
 * Returns: (transfer full) (nullable): the library
 */
HeraldLibrary *
herald_library_open (const char   *folder,
                     HeraldClock  *clock,
                     GError      **error)
{
  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (HERALD_IS_CLOCK (clock), NULL);

  return open_folder (folder, clock, error);
}

/**
 * herald_library_get_folder:
 * @self: a library
 *
 * Returns: (transfer none): its folder
 */
const char *
herald_library_get_folder (HeraldLibrary *self)
{
  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);

  return self->folder;
}

/**
 * herald_library_get_id:
 * @self: a library
 *
 * Returns: (transfer none): its uuid
 */
const char *
herald_library_get_id (HeraldLibrary *self)
{
  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);

  return self->id;
}

/**
 * herald_library_get_clock:
 * @self: a library
 *
 * Returns: (transfer none): the clock that its times come from
 */
HeraldClock *
herald_library_get_clock (HeraldLibrary *self)
{
  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);

  return self->clock;
}

/**
 * herald_library_begin_reading:
 * @self: a library
 * @error: return location for an error
 *
 * Takes the reading connection, with a view of the library that stays the same until herald_library_end_reading().
 *
 * Returns: (transfer none) (nullable): the connection
 */
HeraldDatabase *
herald_library_begin_reading (HeraldLibrary  *self,
                              GError        **error)
{
  g_mutex_lock (&self->reading);
  if (herald_database_begin (self->reader, error))
    return self->reader;
  g_mutex_unlock (&self->reading);

  return NULL;
}

/**
 * herald_library_end_reading:
 * @self: a library
 *
 * Gives the reading connection back. All its statements must have been released: a lock of theirs would keep writers
 * waiting.
 */
void
herald_library_end_reading (HeraldLibrary *self)
{
  herald_database_rollback (self->reader);
  g_mutex_unlock (&self->reading);
}

/**
 * herald_library_write:
 * @self: a library
 * @priority: who goes first
 * @func: what to do in a transaction, in the writer's thread
 * @data: for @func
 * @error: return location for an error
 *
 * Writes, and waits until it is on disk.
 *
 * Returns: whether it is
 */
gboolean
herald_library_write (HeraldLibrary        *self,
                      HeraldWritePriority   priority,
                      HeraldWriteFunc       func,
                      gpointer              data,
                      GError              **error)
{
  return herald_writer_run (self->writer, priority, func, data, error);
}

/**
 * herald_library_get_writer:
 * @self: a library
 *
 * Returns: (transfer none): its writer
 */
HeraldWriter *
herald_library_get_writer (HeraldLibrary *self)
{
  return self->writer;
}

/**
 * herald_library_get_assets:
 * @self: a library
 *
 * Returns: (transfer none): the folder of its files
 */
const char *
herald_library_get_assets (HeraldLibrary *self)
{
  return self->assets;
}

/**
 * herald_library_get_derived_folder:
 * @self: a library
 *
 * Returns: (transfer none): the folder of what was made from its files
 */
const char *
herald_library_get_derived_folder (HeraldLibrary *self)
{
  return self->derived;
}

/**
 * herald_library_set_timeout:
 * @self: a library
 * @milliseconds: how long to wait for another process's lock
 */
void
herald_library_set_timeout (HeraldLibrary *self,
                            guint          milliseconds)
{
  g_mutex_lock (&self->reading);
  herald_database_set_timeout (self->reader, milliseconds);
  g_mutex_unlock (&self->reading);
  herald_writer_set_timeout (self->writer, milliseconds);
}

/**
 * herald_library_note_change:
 * @database: the writing connection, in a transaction
 * @error: return location for an error
 *
 * Lets other processes notice what no document's row tells.
 *
 * Returns: whether it worked
 */
gboolean
herald_library_note_change (HeraldDatabase  *database,
                            GError         **error)
{
  return herald_database_run (database, error,
                              "INSERT INTO settings (key, value) VALUES ('changes', '1')"
                              " ON CONFLICT (key) DO UPDATE SET value = CAST (value AS INTEGER) + 1", "");
}

/**
 * herald_library_write_setting:
 * @database: the writing connection, in a transaction
 * @key: which one
 * @value: (nullable): %NULL clears
 * @error: return location for an error
 *
 * Returns: whether it worked
 */
gboolean
herald_library_write_setting (HeraldDatabase  *database,
                              const char      *key,
                              const char      *value,
                              GError         **error)
{
  if (value == NULL)
    return herald_database_run (database, error, "DELETE FROM settings WHERE key = ?", "s", key);

  return herald_database_run (database, error,
                              "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", "ss", key, value);
}

/**
 * herald_library_get_setting:
 * @self: a library
 * @key: "name", "colour", "remote", "remote-identity", "remote-sequence", "remote-checkpoint"
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the value; %NULL without error when it is not set
 */
char *
herald_library_get_setting (HeraldLibrary  *self,
                            const char     *key,
                            GError        **error)
{
  HeraldDatabase *database;
  char *value;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  database = herald_library_begin_reading (self, error);
  if (database == NULL)
    return NULL;
  value = herald_library_read_setting (database, key, error);
  herald_library_end_reading (self);

  return value;
}

typedef struct
{
  const char *key;
  const char *value;
} Setting;

static gboolean
set_setting (HeraldDatabase  *database,
             gpointer         data,
             GError         **error)
{
  const Setting *setting = data;

  return herald_library_write_setting (database, setting->key, setting->value, error) &&
         herald_library_note_change (database, error);
}

/**
 * herald_library_set_setting:
 * @self: a library
 * @key: as for herald_library_get_setting()
 * @value: (nullable): %NULL clears
 * @error: return location for an error
 *
 * Returns: whether it is on disk
 */
gboolean
herald_library_set_setting (HeraldLibrary  *self,
                            const char     *key,
                            const char     *value,
                            GError        **error)
{
  Setting setting = { key, value };

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  return herald_library_write (self, HERALD_WRITE_NORMAL, set_setting, &setting, error);
}
