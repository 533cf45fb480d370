/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-kit.h"

#include <string.h>

typedef struct
{
  char   *path;
  GBytes *bytes;
} KitFile;

struct _HeraldKit
{
  gatomicrefcount  ref_count;
  GPtrArray       *files;   /* of KitFile, in the order in which they were added */
  GHashTable      *by_path; /* of the same */
};

static void
kit_file_free (KitFile *file)
{
  g_free (file->path);
  g_bytes_unref (file->bytes);
  g_free (file);
}

/* Lower-case words, digits, dots and dashes; folders only one below the other, never up. */
static gboolean
path_is_safe (const char *path)
{
  if (path[0] == '\0' || path[0] == '/' || path[0] == '.' || g_str_has_suffix (path, "/"))
    return FALSE;
  for (const char *p = path; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("-_./", *p) == NULL)
      return FALSE;
  return strstr (path, "..") == NULL && strstr (path, "//") == NULL && strstr (path, "/.") == NULL;
}

/**
 * herald_kit_new:
 *
 * Returns: (transfer full): a kit without files
 */
HeraldKit *
herald_kit_new (void)
{
  HeraldKit *self = g_new0 (HeraldKit, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) kit_file_free);
  self->by_path = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

/**
 * herald_kit_ref:
 * @self: a kit
 *
 * Returns: (transfer full): @self
 */
HeraldKit *
herald_kit_ref (HeraldKit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * herald_kit_unref:
 * @self: (transfer full): a kit
 */
void
herald_kit_unref (HeraldKit *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->by_path);
  g_ptr_array_unref (self->files);
  g_free (self);
}

/**
 * herald_kit_add:
 * @self: a kit
 * @path: relative, of letters, digits, `-`, `_`, `.` and `/` only, and new in this kit: it comes from the program,
 *   never from a document
 * @bytes: the file
 */
void
herald_kit_add (HeraldKit  *self,
                const char *path,
                GBytes     *bytes)
{
  KitFile *file = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (path != NULL && path_is_safe (path));
  g_return_if_fail (bytes != NULL);
  g_return_if_fail (herald_kit_get (self, path) == NULL);

  file = g_new0 (KitFile, 1);
  file->path = g_strdup (path);
  file->bytes = g_bytes_ref (bytes);
  g_ptr_array_add (self->files, file);
  g_hash_table_insert (self->by_path, file->path, file);
}

/**
 * herald_kit_get_size:
 * @self: a kit
 *
 * Returns: how many files it has
 */
guint
herald_kit_get_size (HeraldKit *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->files->len;
}

/**
 * herald_kit_get_path:
 * @self: a kit
 * @index: below its size
 *
 * Returns: (transfer none): the path of the file at @index, in the order of adding
 */
const char *
herald_kit_get_path (HeraldKit *self,
                     guint      index)
{
  g_return_val_if_fail (self != NULL && index < self->files->len, NULL);

  return ((KitFile *) g_ptr_array_index (self->files, index))->path;
}

/**
 * herald_kit_get:
 * @self: a kit
 * @path: a path
 *
 * Returns: (transfer none) (nullable): the bytes of the file, or %NULL when there is none
 */
GBytes *
herald_kit_get (HeraldKit  *self,
                const char *path)
{
  KitFile *file = NULL;

  g_return_val_if_fail (self != NULL && path != NULL, NULL);

  file = g_hash_table_lookup (self->by_path, path);
  return file != NULL ? file->bytes : NULL;
}
