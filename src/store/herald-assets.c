/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-assets.h"

#include "herald-i18n.h"
#include "herald-id.h"
#include "herald-sha256.h"
#include "herald-store-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define CHUNK (64 * 1024)

static char *
get_path (const char *folder,
          const char *sha256)
{
  char shelf[3] = { sha256[0], sha256[1], '\0' };

  return g_build_filename (folder, shelf, sha256 + 2, NULL);
}

static void
set_error (int       code,
           GError  **error)
{
  switch (code)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_FULL, _("The file could not be added: the disk is full."));
      break;
    case EROFS:
    case EACCES:
    case EPERM:
      g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_READ_ONLY, _("The file could not be added: the library cannot be written to."));
      break;
    default:
      g_set_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_FAILED, _("The file could not be stored: %s."), g_strerror (code));
      break;
    }
}

static gboolean
write_all (int           file,
           const guint8 *data,
           gsize         length)
{
  while (length > 0)
    {
      gssize written = write (file, data, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return FALSE;
      data += written;
      length -= written;
    }

  return TRUE;
}

static char *
copy_stream (GInputStream  *stream,
             int            file,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *buffer = g_malloc (CHUNK);
  gssize length;

  while ((length = g_input_stream_read (stream, buffer, CHUNK, cancellable, error)) > 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error)) /* a stream in memory does not look */
        return NULL;
      g_checksum_update (checksum, buffer, length);
      if (!write_all (file, buffer, length))
        {
          set_error (errno, error);
          return NULL;
        }
    }
  if (length < 0)
    return NULL;

  if (fsync (file) != 0)
    {
      set_error (errno, error);
      return NULL;
    }

  return g_strdup (g_checksum_get_string (checksum));
}

/* A new name in a folder is on disk only once the folder is. */
static gboolean
sync_folder (const char  *path,
             GError     **error)
{
  int folder = g_open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean synced = folder >= 0 && fsync (folder) == 0;

  if (!synced)
    set_error (errno, error);
  if (folder >= 0)
    close (folder);

  return synced;
}

static gboolean
put_in_place (const char  *folder,
              const char  *temporary,
              const char  *sha256,
              GError     **error)
{
  g_autofree char *path = get_path (folder, sha256);
  g_autofree char *shelf = g_path_get_dirname (path);

  if (g_mkdir (shelf, 0700) != 0 && errno != EEXIST)
    {
      set_error (errno, error);
      return FALSE;
    }
  if (g_rename (temporary, path) != 0)
    {
      set_error (errno, error);
      return FALSE;
    }

  return sync_folder (shelf, error) && sync_folder (folder, error);
}

/**
 * herald_assets_add:
 * @folder: the assets' folder, which is made if need be
 * @stream: the bytes
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error: FULL, READ_ONLY, FAILED, or the stream's own
 *
 * Stores a file. It is there as a whole, and on disk, or not at all.
 *
 * Returns: (transfer full) (nullable): its SHA-256, in hex
 */
char *
herald_assets_add (const char    *folder,
                   GInputStream  *stream,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autofree char *temporary = g_build_filename (folder, ".new-XXXXXX", NULL);
  g_autofree char *sha256 = NULL;
  int file;

  if (g_mkdir (folder, 0700) != 0 && errno != EEXIST)
    {
      set_error (errno, error);
      return NULL;
    }
  file = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  if (file < 0)
    {
      set_error (errno, error);
      return NULL;
    }

  sha256 = copy_stream (stream, file, cancellable, error);
  close (file);
  if (sha256 == NULL || !put_in_place (folder, temporary, sha256, error))
    {
      g_unlink (temporary);
      return NULL;
    }

  return g_steal_pointer (&sha256);
}

/**
 * herald_assets_get:
 * @folder: the assets' folder
 * @sha256: which one
 * @error: return location for an error: NOT_FOUND, DAMAGED
 *
 * Maps a file, and verifies that it is still what its name says.
 *
 * Returns: (transfer full) (nullable): its bytes
 */
GBytes *
herald_assets_get (const char  *folder,
                   const char  *sha256,
                   GError     **error)
{
  g_autoptr(GMappedFile) file = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *path = NULL;
  g_autofree char *actual = NULL;

  if (herald_hash_is_valid (sha256))
    {
      path = get_path (folder, sha256);
      file = g_mapped_file_new (path, FALSE, NULL);
    }
  if (file == NULL)
    {
      g_set_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND, _("The file %.12s… is not on this computer."), sha256);
      return NULL;
    }

  bytes = g_mapped_file_get_bytes (file);
  actual = herald_sha256_of_bytes (bytes);
  if (!g_str_equal (actual, sha256))
    {
      g_set_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_DAMAGED, _("The file %.12s… of the library is damaged. Add it again, or get it from the team server."), sha256);
      return NULL;
    }

  return g_steal_pointer (&bytes);
}

/**
 * herald_assets_has:
 * @folder: the assets' folder
 * @sha256: which one
 *
 * Returns: whether there is such a file; its bytes are not looked at
 */
gboolean
herald_assets_has (const char *folder,
                   const char *sha256)
{
  g_autofree char *path = NULL;

  if (!herald_hash_is_valid (sha256))
    return FALSE;
  path = get_path (folder, sha256);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

/**
 * herald_assets_remove:
 * @folder: the assets' folder
 * @sha256: which one
 * @error: return location for an error
 *
 * Removes a file; one that is not there is no error.
 *
 * Returns: whether it is away
 */
gboolean
herald_assets_remove (const char  *folder,
                      const char  *sha256,
                      GError     **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (herald_hash_is_valid (sha256), FALSE);

  path = get_path (folder, sha256);
  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;
  set_error (errno, error);

  return FALSE;
}
