/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-body-cache.h"

#define MAX_BYTES (16u * 1024 * 1024)
#define MAX_TEXT  (MAX_BYTES / 8) /* a larger one would drive out all others */

struct _HeraldBodyCache
{
  GHashTable *texts; /* row -> GBytes */
  GQueue      rows;  /* of gint64 *: the keys, oldest first */
  gsize       bytes;
};

/**
 * herald_body_cache_new:
 *
 * Returns: (transfer full): an empty cache
 */
HeraldBodyCache *
herald_body_cache_new (void)
{
  HeraldBodyCache *self = g_new0 (HeraldBodyCache, 1);

  self->texts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_queue_init (&self->rows);

  return self;
}

/**
 * herald_body_cache_free:
 * @self: (transfer full): a cache
 */
void
herald_body_cache_free (HeraldBodyCache *self)
{
  g_queue_clear (&self->rows);
  g_hash_table_unref (self->texts);
  g_free (self);
}

/**
 * herald_body_cache_get:
 * @self: a cache
 * @row: a body's row
 *
 * Returns: (transfer none) (nullable): its text
 */
GBytes *
herald_body_cache_get (HeraldBodyCache *self,
                       gint64           row)
{
  return g_hash_table_lookup (self->texts, &row);
}

/**
 * herald_body_cache_put:
 * @self: a cache
 * @row: a body's row
 * @text: its text
 *
 * Keeps it for a while.
 */
void
herald_body_cache_put (HeraldBodyCache *self,
                       gint64           row,
                       GBytes          *text)
{
  gint64 *key;

  if (g_bytes_get_size (text) > MAX_TEXT || g_hash_table_contains (self->texts, &row))
    return;
  key = g_memdup2 (&row, sizeof row);
  g_hash_table_insert (self->texts, key, g_bytes_ref (text));
  g_queue_push_tail (&self->rows, key);
  self->bytes += g_bytes_get_size (text);

  while (self->bytes > MAX_BYTES)
    {
      gint64 *oldest = g_queue_pop_head (&self->rows);

      self->bytes -= g_bytes_get_size (g_hash_table_lookup (self->texts, oldest));
      g_hash_table_remove (self->texts, oldest);
    }
}
