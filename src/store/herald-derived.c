/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-derived.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "herald-i18n.h"
#include "herald-id.h"
#include "herald-sha256.h"
#include "herald-store-error.h"

/* All of it on disk; past that the oldest goes. */
#define MAX_BYTES (256 * 1024 * 1024)

typedef struct
{
  char    *path;
  gint64   written; /* Unix time */
  guint64  size;
} Kept;

static void
kept_free (Kept *kept)
{
  g_free (kept->path);
  g_free (kept);
}

static char *
get_path (const char *folder,
          const char *sha256,
          const char *name)
{
  g_autofree char *file = g_strconcat (sha256, "-", name, NULL);

  return g_build_filename (folder, file, NULL);
}

/**
 * herald_derived_get:
 * @folder: where such things are
 * @sha256: the file that it was made from
 * @name: what it is
 *
 * Returns: (transfer full) (nullable): the bytes that were kept, mapped and verified
 */
GBytes *
herald_derived_get (const char *folder,
                    const char *sha256,
                    const char *name)
{
  g_autofree char *path = NULL;
  g_autoptr(GMappedFile) file = NULL;
  g_autoptr(GBytes) all = NULL;
  g_autoptr(GBytes) bytes = NULL;
  guint8 digest[HERALD_SHA256_SIZE];

  if (!herald_hash_is_valid (sha256))
    return NULL;
  path = get_path (folder, sha256, name);
  file = g_mapped_file_new (path, FALSE, NULL);
  if (file == NULL || g_mapped_file_get_length (file) <= HERALD_SHA256_SIZE)
    return NULL;
  all = g_mapped_file_get_bytes (file);
  bytes = g_bytes_new_from_bytes (all, HERALD_SHA256_SIZE, g_bytes_get_size (all) - HERALD_SHA256_SIZE);
  herald_sha256_digest (bytes, digest);

  return memcmp (digest, g_bytes_get_data (all, NULL), HERALD_SHA256_SIZE) == 0 ? g_steal_pointer (&bytes) : NULL;
}

static int
compare_age (gconstpointer a,
             gconstpointer b)
{
  const Kept *x = *(Kept * const *) a;
  const Kept *y = *(Kept * const *) b;

  return x->written < y->written ? -1 : x->written > y->written;
}

static GPtrArray *
list (const char *folder,
      guint64    *size)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) kept_free);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  *size = 0;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf status;
      Kept *kept;

      if (g_lstat (path, &status) != 0)
        continue;
      kept = g_new0 (Kept, 1);
      kept->path = g_steal_pointer (&path);
      kept->written = status.st_mtime;
      kept->size = (guint64) status.st_size;
      *size += kept->size;
      g_ptr_array_add (files, kept);
    }

  return g_steal_pointer (&files);
}

static void
make_room (const char *folder,
           gsize       needed)
{
  guint64 size;
  g_autoptr(GPtrArray) files = list (folder, &size);

  if (size + needed <= MAX_BYTES)
    return;
  g_ptr_array_sort (files, compare_age);
  for (guint i = 0; i < files->len && size + needed > MAX_BYTES; i++)
    {
      const Kept *kept = g_ptr_array_index (files, i);

      if (g_unlink (kept->path) == 0)
        size -= kept->size;
    }
}

/**
 * herald_derived_keep:
 * @folder: where such things are
 * @sha256: the file that it was made from
 * @name: what it is: small letters, digits, dots and dashes
 * @bytes: what was made
 *
 * Keeps it, for this account alone. That it cannot be kept is no error: it can be made again.
 */
void
herald_derived_keep (const char *folder,
                     const char *sha256,
                     const char *name,
                     GBytes     *bytes)
{
  g_autoptr(GByteArray) all = NULL;
  g_autoptr(GError) problem = NULL;
  g_autofree char *path = NULL;
  guint8 digest[HERALD_SHA256_SIZE];
  gsize size = g_bytes_get_size (bytes);

  g_return_if_fail (name[strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789.-")] == '\0');

  if (!herald_hash_is_valid (sha256) || size > MAX_BYTES / 8 || g_mkdir_with_parents (folder, 0700) != 0)
    return;
  make_room (folder, size + HERALD_SHA256_SIZE);
  herald_sha256_digest (bytes, digest);
  all = g_byte_array_sized_new ((guint) size + HERALD_SHA256_SIZE);
  g_byte_array_append (all, digest, HERALD_SHA256_SIZE);
  g_byte_array_append (all, g_bytes_get_data (bytes, NULL), (guint) size);
  path = get_path (folder, sha256, name);
  /* Neither durable nor in one step: whoever reads it sees by the hash whether it is whole. */
  if (!g_file_set_contents_full (path, (const char *) all->data, all->len, G_FILE_SET_CONTENTS_NONE, 0600, &problem))
    g_info ("%s", problem->message);
}

/**
 * herald_derived_remove:
 * @folder: where such things are
 * @sha256: the file that they were made from
 * @error: return location for an error
 *
 * Removes all that was made from a file.
 *
 * Returns: whether nothing is left of it
 */
gboolean
herald_derived_remove (const char  *folder,
                       const char  *sha256,
                       GError     **error)
{
  g_autofree char *prefix = g_strconcat (sha256, "-", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_str_has_prefix (name, prefix) || g_unlink (path) == 0 || errno == ENOENT)
        continue;
      g_set_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_FAILED, _("The file could not be removed: %s."), g_strerror (errno));
      return FALSE;
    }

  return TRUE;
}
