/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-shelf.h"

struct _HeraldShelf
{
  GObject          parent_instance;

  HeraldLibraries *libraries;
  HeraldClock     *clock;
  GHashTable      *entries;    /* folder -> HeraldShelfEntry */
  gboolean         refreshing;
  gboolean         again;      /* asked for while it ran */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (HeraldShelf, herald_shelf, G_TYPE_OBJECT)

/**
 * herald_shelf_entry_new:
 * @library: an open library
 * @name: (nullable): what people call it
 * @colour: (nullable): what they know it by
 *
 * Returns: (transfer full): an entry
 */
HeraldShelfEntry *
herald_shelf_entry_new (HeraldLibrary *library,
                        const char    *name,
                        const char    *colour)
{
  HeraldShelfEntry *entry = g_atomic_rc_box_new0 (HeraldShelfEntry);

  entry->library = g_object_ref (library);
  entry->name = g_strdup (name != NULL ? name : "");
  entry->colour = g_strdup (colour);
  return entry;
}

HeraldShelfEntry *
herald_shelf_entry_ref (HeraldShelfEntry *entry)
{
  return g_atomic_rc_box_acquire (entry);
}

static void
clear_entry (gpointer data)
{
  HeraldShelfEntry *entry = data;

  g_object_unref (entry->library);
  g_free (entry->name);
  g_free (entry->colour);
}

void
herald_shelf_entry_unref (HeraldShelfEntry *entry)
{
  g_atomic_rc_box_release_full (entry, clear_entry);
}

static void
on_library_changed (HeraldShelf *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
keep (HeraldShelf      *self,
      HeraldShelfEntry *entry)
{
  const char *folder = herald_library_get_folder (entry->library);
  HeraldShelfEntry *before = g_hash_table_lookup (self->entries, folder);

  if (before == NULL || before->library != entry->library)
    g_signal_connect_object (entry->library, "changed", G_CALLBACK (on_library_changed), self, G_CONNECT_SWAPPED);
  if (before != NULL && before->library != entry->library)
    g_signal_handlers_disconnect_by_data (before->library, self);
  g_hash_table_replace (self->entries, g_strdup (folder), herald_shelf_entry_ref (entry));
}

typedef struct
{
  HeraldLibraries *libraries;
  HeraldClock     *clock;
  GHashTable      *open;      /* folder -> HeraldLibrary */
} Refresh;

static void
refresh_free (Refresh *refresh)
{
  g_object_unref (refresh->libraries);
  g_object_unref (refresh->clock);
  g_hash_table_unref (refresh->open);
  g_free (refresh);
}

static void
add_entry (GPtrArray     *entries,
           HeraldLibrary *library)
{
  g_autofree char *name = herald_library_get_setting (library, "name", NULL);
  g_autofree char *colour = herald_library_get_setting (library, "colour", NULL);

  g_ptr_array_add (entries, herald_shelf_entry_new (library, name, colour));
}

/* A library that cannot be opened says why when somebody opens it; here it is left out. */
static void
refresh_in_thread (GTask        *task,
                   gpointer      source,
                   gpointer      data,
                   GCancellable *cancellable)
{
  Refresh *refresh = data;
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_shelf_entry_unref);
  g_autoptr(GPtrArray) infos = herald_libraries_list (refresh->libraries, NULL);
  GHashTableIter iter;
  gpointer library = NULL;

  for (guint i = 0; infos != NULL && i < infos->len; i++)
    {
      const HeraldLibraryInfo *info = g_ptr_array_index (infos, i);
      g_autoptr(HeraldLibrary) opened = NULL;

      if (info->problem != NULL || g_hash_table_contains (refresh->open, info->folder))
        continue;
      opened = herald_library_open (info->folder, refresh->clock, NULL);
      if (opened != NULL)
        add_entry (entries, opened);
    }
  g_hash_table_iter_init (&iter, refresh->open);
  while (g_hash_table_iter_next (&iter, NULL, &library))
    add_entry (entries, library);
  g_task_return_pointer (task, g_steal_pointer (&entries), (GDestroyNotify) g_ptr_array_unref);
}

static void
on_refreshed (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  HeraldShelf *self = HERALD_SHELF (source);
  g_autoptr(GPtrArray) entries = g_task_propagate_pointer (G_TASK (result), NULL);

  self->refreshing = FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      HeraldShelfEntry *entry = g_ptr_array_index (entries, i);
      HeraldShelfEntry *now = g_hash_table_lookup (self->entries, herald_library_get_folder (entry->library));

      /* A window may have opened the same one in the meantime: that one stands. */
      if (now == NULL || now->library == entry->library)
        keep (self, entry);
    }
  g_signal_emit (self, changed_signal, 0);
  if (self->again)
    herald_shelf_refresh (self);
}

/**
 * herald_shelf_refresh:
 * @self: a shelf
 *
 * Opens the libraries that are not open yet, and reads all names and colours, in a thread. "changed" follows.
 */
void
herald_shelf_refresh (HeraldShelf *self)
{
  g_autoptr(GTask) task = NULL;
  Refresh *refresh = NULL;
  GHashTableIter iter;
  gpointer folder = NULL;
  gpointer entry = NULL;

  g_return_if_fail (HERALD_IS_SHELF (self));

  self->again = self->refreshing;
  if (self->refreshing)
    return;
  self->refreshing = TRUE;
  refresh = g_new0 (Refresh, 1);
  refresh->libraries = g_object_ref (self->libraries);
  refresh->clock = g_object_ref (self->clock);
  refresh->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &folder, &entry))
    g_hash_table_insert (refresh->open, g_strdup (folder), g_object_ref (((HeraldShelfEntry *) entry)->library));
  task = g_task_new (self, NULL, on_refreshed, NULL);
  g_task_set_source_tag (task, herald_shelf_refresh);
  g_task_set_task_data (task, refresh, (GDestroyNotify) refresh_free);
  g_task_run_in_thread (task, refresh_in_thread);
}

static void
herald_shelf_finalize (GObject *object)
{
  HeraldShelf *self = HERALD_SHELF (object);

  g_clear_pointer (&self->entries, g_hash_table_unref);
  g_clear_object (&self->libraries);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (herald_shelf_parent_class)->finalize (object);
}

static void
herald_shelf_class_init (HeraldShelfClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = herald_shelf_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
herald_shelf_init (HeraldShelf *self)
{
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) herald_shelf_entry_unref);
}

/**
 * herald_shelf_new:
 * @libraries: the person's
 * @clock: for libraries that it opens
 *
 * Returns: (transfer full): a shelf without a library; herald_shelf_refresh() fills it
 */
HeraldShelf *
herald_shelf_new (HeraldLibraries *libraries,
                  HeraldClock     *clock)
{
  HeraldShelf *self = g_object_new (HERALD_TYPE_SHELF, NULL);

  self->libraries = g_object_ref (libraries);
  self->clock = g_object_ref (clock);
  return self;
}

HeraldClock *
herald_shelf_get_clock (HeraldShelf *self)
{
  g_return_val_if_fail (HERALD_IS_SHELF (self), NULL);

  return self->clock;
}

void
herald_shelf_add (HeraldShelf   *self,
                  HeraldLibrary *library)
{
  g_autoptr(HeraldShelfEntry) entry = NULL;

  g_return_if_fail (HERALD_IS_SHELF (self));
  g_return_if_fail (HERALD_IS_LIBRARY (library));

  entry = herald_shelf_entry_new (library, NULL, NULL);
  keep (self, entry);
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  return g_utf8_collate ((*(HeraldShelfEntry *const *) a)->name, (*(HeraldShelfEntry *const *) b)->name);
}

GPtrArray *
herald_shelf_list (HeraldShelf *self)
{
  GPtrArray *entries = NULL;
  GHashTableIter iter;
  gpointer entry = NULL;

  g_return_val_if_fail (HERALD_IS_SHELF (self), NULL);

  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_shelf_entry_unref);
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    g_ptr_array_add (entries, herald_shelf_entry_ref (entry));
  g_ptr_array_sort (entries, compare_entries);
  return entries;
}

HeraldShelfEntry *
herald_shelf_find (HeraldShelf *self,
                   const char  *folder)
{
  g_return_val_if_fail (HERALD_IS_SHELF (self), NULL);

  return g_hash_table_lookup (self->entries, folder);
}

guint
herald_shelf_get_size (HeraldShelf *self)
{
  g_return_val_if_fail (HERALD_IS_SHELF (self), 0);

  return g_hash_table_size (self->entries);
}
