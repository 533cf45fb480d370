/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* syncfs */
#include "herald-site-folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "herald-export.h"
#include "herald-i18n.h"
#include "herald-kit-stage.h"

#define MAX_DEPTH    8
#define STAGE_PREFIX ".herald-kit-"

struct _HeraldSiteFolder
{
  char               *path;
  int                 fd;       /* of the folder; holds its lock */
  HeraldKitStage     *stage;    /* where a file grows before it takes its place */
  HeraldSiteManifest *manifest;
  gboolean            found;    /* there was one */
  GHashTable         *there;    /* of paths: the files that were there before and are now */
  GHashTable         *folders;  /* of paths: folders that are known to be there */
  GMutex              lock;     /* of the two, and of next */
  guint               next;
};

static gboolean
fail (const char  *path,
      int          code,
      GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_FAILED, _("The press room could not be written to “%s”: %s"),
               name, g_strerror (code));
  return FALSE;
}

static gboolean
refuse (const char  *folder,
        const char  *stranger,
        GError     **error)
{
  g_autofree char *name = g_filename_display_name (folder);
  g_autofree char *found = g_filename_display_name (stranger);

  g_set_error (error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_FOLDER,
               _("The folder “%s” holds “%s”, which is no part of a press room. Choose another folder."), name, found);
  return FALSE;
}

/**
 * herald_site_folder_close:
 * @self: (transfer full): a folder
 *
 * Gives the folder back. What was not written whole is gone.
 */
void
herald_site_folder_close (HeraldSiteFolder *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->stage, herald_kit_stage_free);
  g_clear_pointer (&self->manifest, herald_site_manifest_free);
  g_hash_table_unref (self->there);
  g_hash_table_unref (self->folders);
  g_mutex_clear (&self->lock);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_free (self);
}

/* A link is no folder: what it leads to is not in the press room. */
static gboolean
is_folder (int                  fd,
           const struct dirent *entry)
{
  struct stat status;

  if (entry->d_type != DT_UNKNOWN)
    return entry->d_type == DT_DIR;
  return fstatat (fd, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR (status.st_mode);
}

static gboolean
list_files (HeraldSiteFolder  *self,
            const char        *relative,
            guint              depth,
            GError           **error)
{
  g_autofree char *full = relative[0] != '\0' ? g_build_filename (self->path, relative, NULL) : g_strdup (self->path);
  DIR *dir = opendir (full);
  struct dirent *entry = NULL;
  gboolean good = dir != NULL || fail (full, errno, error);

  while (good && (entry = readdir (dir)) != NULL)
    {
      g_autofree char *path = relative[0] != '\0' ? g_strconcat (relative, "/", entry->d_name, NULL) : g_strdup (entry->d_name);
      gboolean folder = is_folder (dirfd (dir), entry);

      if (strcmp (entry->d_name, ".") == 0 || strcmp (entry->d_name, "..") == 0 ||
          (folder && relative[0] == '\0' && g_str_has_prefix (entry->d_name, STAGE_PREFIX)))
        continue;
      if (folder && depth < MAX_DEPTH)
        {
          good = list_files (self, path, depth + 1, error);
          g_hash_table_add (self->folders, g_steal_pointer (&path));
        }
      else
        g_hash_table_add (self->there, g_steal_pointer (&path));
    }
  if (dir != NULL)
    closedir (dir);
  return good;
}

/* What may lie in a press room of which nobody knows how far it was made. */
static gboolean
is_of_ours (const char *path)
{
  static const char * const begins[] = { HERALD_PRESS_ROOM_FOLDER "/", "dates/", "topics/", "companies/", "verify/", "page-", "sitemap" };
  static const char * const whole[] = { HERALD_PRESS_ROOM_HOME, HERALD_PRESS_ROOM_FEED, "robots.txt", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (begins); i++)
    if (g_str_has_prefix (path, begins[i]))
      return TRUE;
  return g_strv_contains (whole, path);
}

static GHashTable *
list_known (HeraldSiteFolder *self)
{
  GHashTable *known = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer path;

  g_hash_table_add (known, (gpointer) HERALD_SITE_MANIFEST_PATH);
  g_hash_table_add (known, (gpointer) HERALD_SITE_SUMS_PATH);
  for (guint i = 0; i < self->manifest->records->len; i++)
    {
      const HeraldSiteRecord *record = g_ptr_array_index (self->manifest->records, i);

      for (guint j = 0; j < record->files->len; j++)
        g_hash_table_add (known, ((HeraldSiteFile *) g_ptr_array_index (record->files, j))->path);
    }
  g_hash_table_iter_init (&iter, self->manifest->files);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    g_hash_table_add (known, path);
  return known;
}

/* A mistyped folder must never cost anybody their files: only what Herald put there may be there. */
static gboolean
check_strangers (HeraldSiteFolder  *self,
                 GError           **error)
{
  g_autoptr (GHashTable) known = list_known (self);
  GHashTableIter iter;
  gpointer path;

  g_hash_table_iter_init (&iter, self->there);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (!self->found || (!g_hash_table_contains (known, path) && !(self->manifest->making && is_of_ours (path))))
      return refuse (self->path, path, error);
  return TRUE;
}

static gpointer
read_manifest (gpointer data)
{
  HeraldSiteFolder *self = data;
  g_autofree char *path = g_build_filename (self->path, HERALD_SITE_MANIFEST_PATH, NULL);
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr (GBytes) bytes = file != NULL ? g_mapped_file_get_bytes (file) : NULL;

  self->manifest = bytes != NULL ? herald_site_manifest_read (bytes) : NULL;
  self->found = self->manifest != NULL;
  if (!self->found)
    self->manifest = herald_site_manifest_new ();
  return NULL;
}

/* What it says of itself and what is in it, at once. */
static gboolean
read_folder (HeraldSiteFolder  *self,
             GError           **error)
{
  GThread *reading = g_thread_new ("herald-manifest", read_manifest, self);
  gboolean listed = list_files (self, "", 0, error);

  g_thread_join (reading);
  return listed && check_strangers (self, error);
}

static gboolean
take_lock (HeraldSiteFolder  *self,
           GError           **error)
{
  g_autofree char *name = g_filename_display_name (self->path);

  self->fd = open (self->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (self->fd < 0)
    return fail (self->path, errno, error);
  if (flock (self->fd, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  g_set_error (error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_FAILED, _("Another Herald is writing the press room in “%s”."), name);
  return FALSE;
}

static gboolean
open_folder (HeraldSiteFolder  *self,
             GError           **error)
{
  if (g_mkdir_with_parents (self->path, 0755) != 0)
    return fail (self->path, errno, error);
  if (!take_lock (self, error))
    return FALSE;
  if (!read_folder (self, error))
    return FALSE;
  self->stage = herald_kit_stage_new (self->path);
  return self->stage != NULL || fail (self->path, errno, error);
}

/**
 * herald_site_folder_open:
 * @path: a folder that does not exist yet, is empty, or is a press room of Herald's
 * @error: return location; %HERALD_RELEASE_ERROR_FOLDER when it holds anything else
 *
 * Returns: (transfer full) (nullable): the folder, for this process alone
 */
HeraldSiteFolder *
herald_site_folder_open (const char  *path,
                         GError     **error)
{
  g_autoptr (HeraldSiteFolder) self = g_new0 (HeraldSiteFolder, 1);

  g_return_val_if_fail (path != NULL, NULL);

  self->path = g_canonicalize_filename (path, NULL);
  self->fd = -1;
  self->there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_mutex_init (&self->lock);
  return open_folder (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * herald_site_folder_get_manifest:
 * @self: a folder
 *
 * Returns: (transfer none): what it told about itself when it was opened
 */
const HeraldSiteManifest *
herald_site_folder_get_manifest (HeraldSiteFolder *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->manifest;
}

/**
 * herald_site_folder_has:
 * @self: a folder
 * @path: of a file
 *
 * Returns: whether it is there
 */
gboolean
herald_site_folder_has (HeraldSiteFolder *self,
                        const char       *path)
{
  gboolean there = FALSE;

  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  g_mutex_lock (&self->lock);
  there = g_hash_table_contains (self->there, path);
  g_mutex_unlock (&self->lock);
  return there;
}

static gboolean
make_folder (HeraldSiteFolder  *self,
             const char        *path,
             GError           **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *full = g_build_filename (self->path, folder, NULL);
  gboolean known = FALSE;

  g_mutex_lock (&self->lock);
  known = g_hash_table_contains (self->folders, folder);
  g_mutex_unlock (&self->lock);
  if (known || strcmp (folder, ".") == 0)
    return TRUE;
  if (g_mkdir_with_parents (full, 0755) != 0)
    return fail (full, errno, error);
  g_mutex_lock (&self->lock);
  g_hash_table_add (self->folders, g_steal_pointer (&folder));
  g_mutex_unlock (&self->lock);
  return TRUE;
}

static gboolean
write_all (int     fd,
           GBytes *bytes)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  while (size > 0)
    {
      gssize n = write (fd, data, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      data += n;
      size -= (gsize) n;
    }
  return TRUE;
}

static gboolean
write_file (const char  *path,
            GBytes      *bytes,
            GError     **error)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
  gboolean good = fd >= 0 && write_all (fd, bytes);
  int code = errno;

  if (fd >= 0 && close (fd) != 0 && good)
    {
      code = errno;
      good = FALSE;
    }
  return good || fail (path, code, error);
}

/**
 * herald_site_folder_write:
 * @self: a folder
 * @path: of a file, relative, of the program's own making
 * @bytes: what it is to hold
 * @error: return location
 *
 * Puts a file in its place in one step: who looks sees the old one or the new one. It is durable after
 * herald_site_folder_sync().
 *
 * Returns: %FALSE when an error is set
 */
gboolean
herald_site_folder_write (HeraldSiteFolder  *self,
                          const char        *path,
                          GBytes            *bytes,
                          GError           **error)
{
  g_autofree char *full = NULL;
  g_autofree char *fresh = NULL;
  guint number = 0;

  g_return_val_if_fail (self != NULL && path != NULL && bytes != NULL, FALSE);

  if (!make_folder (self, path, error))
    return FALSE;
  g_mutex_lock (&self->lock);
  number = self->next++;
  g_mutex_unlock (&self->lock);
  full = g_build_filename (self->path, path, NULL);
  fresh = g_strdup_printf ("%s/%u", self->stage->path, number);
  if (!write_file (fresh, bytes, error))
    return FALSE;
  if (rename (fresh, full) != 0)
    return fail (full, errno, error);
  g_mutex_lock (&self->lock);
  g_hash_table_add (self->there, g_strdup (path));
  g_mutex_unlock (&self->lock);
  return TRUE;
}

/**
 * herald_site_folder_sync:
 * @self: a folder
 * @error: return location
 *
 * Makes durable what was written, before anything is written that leads to it.
 *
 * Returns: %FALSE when an error is set
 */
gboolean
herald_site_folder_sync (HeraldSiteFolder  *self,
                         GError           **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return syncfs (self->fd) == 0 || fail (self->path, errno, error);
}

static void
remove_empty (HeraldSiteFolder *self,
              const char       *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  while (strcmp (folder, ".") != 0)
    {
      char *parent = g_path_get_dirname (folder);

      if (unlinkat (self->fd, folder, AT_REMOVEDIR) != 0)
        {
          g_free (parent);
          break;
        }
      g_hash_table_remove (self->folders, folder);
      g_free (folder);
      folder = parent;
    }
}

/**
 * herald_site_folder_keep_only:
 * @self: a folder
 * @paths: (element-type utf8 utf8): a set: the files that belong to the press room
 * @error: return location
 *
 * Removes all other files. By now no page leads to them.
 *
 * Returns: %FALSE when an error is set
 */
gboolean
herald_site_folder_keep_only (HeraldSiteFolder  *self,
                              GHashTable        *paths,
                              GError           **error)
{
  GHashTableIter iter;
  gpointer path;

  g_return_val_if_fail (self != NULL && paths != NULL, FALSE);

  g_hash_table_iter_init (&iter, self->there);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    {
      if (g_hash_table_contains (paths, path))
        continue;
      if (unlinkat (self->fd, path, 0) != 0 && errno != ENOENT)
        return fail (path, errno, error);
      remove_empty (self, path);
      g_hash_table_iter_remove (&iter);
    }
  return TRUE;
}
