/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-file.h"

#define PIECE (64 * 1024)

/**
 * herald_file_read:
 * @file: a file that a person chose
 * @max_bytes: how many bytes it may have
 * @too_large: what to say when it has more
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error of GIO's
 *
 * Reads a whole file, and no more of it than allowed: what it says of its size is not believed, since a device says
 * nothing and never ends. Blocks.
 *
 * Returns: (transfer full) (nullable): its bytes
 */
GBytes *
herald_file_read (GFile         *file,
                  gsize          max_bytes,
                  const char    *too_large,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr(GFileInputStream) stream = NULL;
  g_autoptr(GByteArray) bytes = g_byte_array_new ();

  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (too_large != NULL, NULL);

  stream = g_file_read (file, cancellable, error);
  while (stream != NULL)
    {
      g_autoptr(GBytes) piece = g_input_stream_read_bytes (G_INPUT_STREAM (stream), PIECE, cancellable, error);

      if (piece == NULL)
        return NULL;
      if (g_bytes_get_size (piece) == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
      g_byte_array_append (bytes, g_bytes_get_data (piece, NULL), g_bytes_get_size (piece));
      if (bytes->len > max_bytes)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, too_large);
          return NULL;
        }
    }
  return NULL;
}
