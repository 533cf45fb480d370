/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-watch.h"

/* More ids than this at once are told as "anything". */
#define MANY 64

struct _HeraldWatch
{
  gatomicrefcount  ref_count;
  GMainContext    *context;
  GWeakRef         owner;
  HeraldWatchFunc  func;

  /* The writer's thread alone. */
  gint64           change;       /* documents up to this one have been told */
  gint64           other_change; /* the same for what has no row of its own */

  GMutex           lock;         /* guards what follows */
  GHashTable      *ids;          /* to be told */
  gboolean         anything;
  gboolean         scheduled;
};

/**
 * herald_watch_new:
 * @owner: who is told; only weakly held
 * @func: called in the thread-default context of this call
 *
 * Returns: (transfer full): a watch
 */
HeraldWatch *
herald_watch_new (GObject         *owner,
                  HeraldWatchFunc  func)
{
  HeraldWatch *self = g_new0 (HeraldWatch, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->context = g_main_context_ref_thread_default ();
  g_weak_ref_init (&self->owner, owner);
  self->func = func;
  g_mutex_init (&self->lock);
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

/**
 * herald_watch_ref:
 * @self: a watch
 *
 * Returns: (transfer full): the same
 */
HeraldWatch *
herald_watch_ref (HeraldWatch *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * herald_watch_unref:
 * @self: (transfer full): a watch
 */
void
herald_watch_unref (HeraldWatch *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_hash_table_unref (self->ids);
  g_mutex_clear (&self->lock);
  g_weak_ref_clear (&self->owner);
  g_main_context_unref (self->context);
  g_free (self);
}

static gboolean
tell (gpointer data)
{
  HeraldWatch *self = data;
  g_autoptr(GObject) owner = g_weak_ref_get (&self->owner);
  g_autoptr(GHashTable) ids = NULL;
  gboolean anything;
  GHashTableIter iter;
  gpointer id;

  g_mutex_lock (&self->lock);
  ids = g_steal_pointer (&self->ids);
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  anything = self->anything || g_hash_table_size (ids) > MANY;
  self->anything = FALSE;
  self->scheduled = FALSE;
  g_mutex_unlock (&self->lock);

  if (owner == NULL)
    return G_SOURCE_REMOVE;
  if (anything)
    {
      self->func (owner, NULL);
      return G_SOURCE_REMOVE;
    }

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    self->func (owner, id);

  return G_SOURCE_REMOVE;
}

static void
schedule (HeraldWatch *self)
{
  g_autoptr(GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell, herald_watch_ref (self), (GDestroyNotify) herald_watch_unref);
  g_source_set_static_name (source, "herald-library-changed");
  g_source_attach (source, self->context);
}

/* id: (transfer full) NULL: anything. */
static void
add (HeraldWatch *self,
     char        *id)
{
  gboolean scheduled;

  g_mutex_lock (&self->lock);
  if (id == NULL)
    self->anything = TRUE;
  else
    g_hash_table_add (self->ids, id);
  scheduled = self->scheduled;
  self->scheduled = TRUE;
  g_mutex_unlock (&self->lock);

  if (!scheduled)
    schedule (self);
}

static gboolean
read_counters (HeraldDatabase  *database,
               gint64          *change,
               gint64          *other_change,
               GError         **error)
{
  return herald_database_get_int (database, 0, change, error, "SELECT max (change) FROM documents", "") &&
         herald_database_get_int (database, 0, other_change, error, "SELECT CAST (value AS INTEGER) FROM settings WHERE key = 'changes'", "");
}

static gboolean
add_changed (HeraldWatch     *self,
             HeraldDatabase  *database,
             GError         **error)
{
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;
  guint n = 0;

  statement = herald_database_query (database, error, "SELECT id FROM documents WHERE change > ? ORDER BY change", "i", self->change);
  if (statement == NULL)
    return FALSE;
  while (n++ <= MANY && herald_database_next (database, statement, &problem))
    add (self, herald_statement_get_string (statement, 0));

  return herald_database_pass_on (&problem, error);
}

static gboolean
compare (HeraldWatch     *self,
         HeraldDatabase  *database,
         GError         **error)
{
  gint64 change, other_change;

  if (!read_counters (database, &change, &other_change, error))
    return FALSE;
  if (other_change != self->other_change)
    add (self, NULL);
  /* An erasure may take the document with the highest number: then only the other counter tells. */
  if (change > self->change && !add_changed (self, database, error))
    return FALSE;
  self->change = change;
  self->other_change = other_change;

  return TRUE;
}

/**
 * herald_watch_begin:
 * @self: a watch
 * @database: the writing connection
 *
 * Remembers how the library is now: that is not told.
 */
void
herald_watch_begin (HeraldWatch    *self,
                    HeraldDatabase *database)
{
  g_autoptr(GError) error = NULL;

  if (!read_counters (database, &self->change, &self->other_change, &error))
    g_warning ("Changes by other programs will be noticed late: %s", error->message);
}

/**
 * herald_watch_look:
 * @self: a watch
 * @database: the writing connection
 *
 * Tells what has changed since the last look.
 */
void
herald_watch_look (HeraldWatch    *self,
                   HeraldDatabase *database)
{
  g_autoptr(GError) error = NULL;

  if (!compare (self, database, &error))
    g_warning ("Could not look for changes by other programs: %s", error->message);
}
