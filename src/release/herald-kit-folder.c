/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* renameat2 */
#include "herald-kit-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "herald-export.h"
#include "herald-i18n.h"
#include "herald-kit-stage.h"
#include "herald-manifest.h"

#define MAX_DEPTH 8

static gboolean
fail (const char  *path,
      int          code,
      GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_FAILED, _("The press kit could not be written to “%s”: %s"),
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
               _("The folder “%s” holds “%s”, which is no part of a press kit. Choose another folder."), name, found);
  return FALSE;
}

/* Without following links: what a link leads to is not in the folder. */
static gboolean
is_directory (const char *path)
{
  struct stat status;

  return lstat (path, &status) == 0 && S_ISDIR (status.st_mode);
}

/* Whether a folder holds only what a kit's manifest names. */
static gboolean
holds_only (const char  *root,
            const char  *relative,
            GHashTable  *paths,
            guint        depth,
            GError     **error)
{
  g_autofree char *folder = relative != NULL ? g_build_filename (root, relative, NULL) : g_strdup (root);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  const char *name = NULL;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = relative != NULL ? g_build_filename (relative, name, NULL) : g_strdup (name);
      g_autofree char *full = g_build_filename (root, path, NULL);

      if (is_directory (full) && depth < MAX_DEPTH)
        {
          if (!holds_only (root, path, paths, depth + 1, error))
            return FALSE;
        }
      else if (!g_hash_table_contains (paths, path))
        return refuse (root, path, error);
    }
  return TRUE;
}

/* An existing folder may be replaced when it is empty or a kit of Herald's and nothing else: a mistyped --output must
 * never cost anybody their files. */
static gboolean
may_be_replaced (const char  *folder,
                 GError     **error)
{
  g_autofree char *manifest = g_build_filename (folder, HERALD_MANIFEST_PATH, NULL);
  g_autoptr (GHashTable) paths = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  if (!is_directory (folder))
    return refuse (folder, folder, error);
  if (g_file_get_contents (manifest, &text, &length, NULL))
    {
      g_autoptr (GBytes) bytes = g_bytes_new (text, length);

      paths = herald_manifest_read_paths (bytes, NULL);
    }
  if (paths == NULL)
    paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return holds_only (folder, NULL, paths, 0, error);
}

static gboolean
sync_path (const char  *path,
           GError     **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  int result = fd >= 0 ? fsync (fd) : -1;
  int code = errno;

  if (fd >= 0)
    close (fd);
  return result == 0 || fail (path, code, error);
}

/* Lets the disk begin, so that the first that is waited for takes the others with it; what fails is told by fsync(2). */
static void
begin_sync (const char *path)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  if (fd < 0)
    return;
  sync_file_range (fd, 0, 0, SYNC_FILE_RANGE_WRITE);
  close (fd);
}

static gboolean
write_file (const char  *folder,
            const char  *path,
            GBytes      *bytes,
            GError     **error)
{
  g_autofree char *full = g_build_filename (folder, path, NULL);
  g_autofree char *parent = g_path_get_dirname (full);
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  if (g_mkdir_with_parents (parent, 0755) != 0)
    return fail (parent, errno, error);
  if (!g_file_set_contents_full (full, size > 0 ? data : "", (gssize) size, G_FILE_SET_CONTENTS_NONE, 0666, error))
    return FALSE;
  begin_sync (full);
  return TRUE;
}

static void
add_folders (GHashTable *folders,
             const char *path)
{
  g_autofree char *parent = g_path_get_dirname (path);

  if (g_hash_table_add (folders, g_strdup (parent)) && strcmp (parent, ".") != 0)
    add_folders (folders, parent);
}

/* Every file, then every folder once, up to the kit's own. */
static gboolean
sync_all (HeraldKit   *kit,
          const char  *folder,
          GError     **error)
{
  g_autoptr (GHashTable) folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer relative = NULL;

  for (guint i = 0; i < herald_kit_get_size (kit); i++)
    {
      g_autofree char *path = g_build_filename (folder, herald_kit_get_path (kit, i), NULL);

      add_folders (folders, herald_kit_get_path (kit, i));
      if (!sync_path (path, error))
        return FALSE;
    }
  g_hash_table_iter_init (&iter, folders);
  while (g_hash_table_iter_next (&iter, &relative, NULL))
    {
      g_autofree char *path = g_build_filename (folder, relative, NULL);

      if (!sync_path (path, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_all (HeraldKit     *kit,
           const char    *folder,
           GCancellable  *cancellable,
           GError       **error)
{
  for (guint i = 0; i < herald_kit_get_size (kit); i++)
    {
      const char *path = herald_kit_get_path (kit, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !write_file (folder, path, herald_kit_get (kit, path), error))
        return FALSE;
    }
  return sync_all (kit, folder, error);
}

/* Where two folders cannot be exchanged in one step, the old one steps aside and comes back if the new one cannot take
 * its place. */
static gboolean
exchange_in_steps (const char  *fresh,
                   const char  *folder,
                   GError     **error)
{
  g_autofree char *aside = g_strconcat (fresh, ".old", NULL);
  int code = 0;

  if (rename (folder, aside) != 0)
    return fail (folder, errno, error);
  if (rename (fresh, folder) != 0)
    {
      code = errno;
      if (rename (aside, folder) != 0)
        g_warning ("%s: %s", aside, g_strerror (errno));
      return fail (folder, code, error);
    }
  if (rename (aside, fresh) != 0)
    return fail (aside, errno, error);
  return TRUE;
}

/* Afterwards fresh is what folder was, or gone when there was none. */
static gboolean
take_place (const char  *fresh,
            const char  *folder,
            gboolean     exists,
            GError     **error)
{
  unsigned int flags = exists ? RENAME_EXCHANGE : RENAME_NOREPLACE;

  if (renameat2 (AT_FDCWD, fresh, AT_FDCWD, folder, flags) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
    return fail (folder, errno, error);
  if (exists)
    return exchange_in_steps (fresh, folder, error);
  return rename (fresh, folder) == 0 || fail (folder, errno, error);
}

/* The folder itself, where a link names it; absolute, without a slash at its end. */
static char *
resolve_folder (const char *folder)
{
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);
  g_autofree char *real = NULL;
  char *found = realpath (absolute, NULL);

  if (found == NULL)
    return g_steal_pointer (&absolute);
  real = g_strdup (found);
  free (found);
  return g_steal_pointer (&real);
}

/* Somebody may have put a file into the old kit while the new one was written: then it takes its place again. */
static gboolean
keep_strangers (const char  *old,
                const char  *folder,
                gboolean     exists,
                GError     **error)
{
  g_autoptr (GError) stranger = NULL;

  if (!exists || may_be_replaced (old, &stranger))
    return TRUE;
  if (!take_place (old, folder, TRUE, error))
    return FALSE;
  /* As it is in its own place, where the error can name it. */
  return may_be_replaced (folder, error) || fail (folder, EAGAIN, error);
}

/* The kit grows inside a folder that nobody else can enter; its own folder has the rights of the one it replaces. */
static gboolean
replace (HeraldKit     *kit,
         const char    *folder,
         const char    *fresh,
         gboolean       exists,
         GCancellable  *cancellable,
         GError       **error)
{
  g_autofree char *parent = g_path_get_dirname (folder);
  struct stat old;

  if (mkdir (fresh, 0777) != 0)
    return fail (fresh, errno, error);
  if (!write_all (kit, fresh, cancellable, error))
    return FALSE;
  if (exists && (stat (folder, &old) != 0 || chmod (fresh, old.st_mode & 07777) != 0))
    return fail (folder, errno, error);
  return take_place (fresh, folder, exists, error) && keep_strangers (fresh, folder, exists, error) &&
         sync_path (parent, error);
}

/**
 * herald_kit_folder_replace:
 * @kit: a kit with its manifest
 * @folder: where to: a path that does not exist yet, an empty folder, or an older kit of Herald's
 * @cancellable: (nullable): looked at between files; the folder is then as it was
 * @error: return location; %HERALD_RELEASE_ERROR_FOLDER when @folder holds anything else
 *
 * Writes the kit beside @folder, makes it durable and lets it take the place in one step (renameat2(2)), so that
 * nobody ever sees half a kit, and a failure leaves the old one.
 *
 * Returns: %FALSE when an error is set
 */
gboolean
herald_kit_folder_replace (HeraldKit     *kit,
                           const char    *folder,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autofree char *target = NULL;
  g_autofree char *parent = NULL;
  g_autoptr (HeraldKitStage) stage = NULL;
  g_autofree char *fresh = NULL;
  gboolean exists = FALSE;

  g_return_val_if_fail (kit != NULL && folder != NULL, FALSE);

  target = resolve_folder (folder);
  parent = g_path_get_dirname (target);
  exists = g_file_test (target, G_FILE_TEST_EXISTS);
  if (exists && !may_be_replaced (target, error))
    return FALSE;
  if (g_mkdir_with_parents (parent, 0755) != 0)
    return fail (parent, errno, error);
  stage = herald_kit_stage_new (parent);
  if (stage == NULL)
    return fail (parent, errno, error);
  fresh = g_build_filename (stage->path, "kit", NULL);
  return replace (kit, target, fresh, exists, cancellable, error);
}
