/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-pack.h"

#include "herald-i18n.h"
#include "herald-store-error.h"

#include <string.h>
#include <zlib.h>

#define MAX_TEXT (64u * 1024 * 1024) /* as the strict reader's cap: nothing larger was ever packed */
#define WINDOW_BITS (-15)            /* bare deflate: the database has its own order, and the text its hash */

/**
 * herald_pack:
 * @text: the text
 * @length: its bytes
 * @dictionary: (nullable): a text much like it, which will be at hand for unpacking
 * @dictionary_length: its bytes
 *
 * Compresses a text (RFC 1951). With the text before as dictionary, an edit of a sentence takes a hundred bytes; only the last
 * 32 KiB of a dictionary count. The data begins with the length of the text, 32 bits, little-endian.
 *
 * Returns: (transfer full): the packed text
 */
GBytes *
herald_pack (const char *text,
             gsize       length,
             const char *dictionary,
             gsize       dictionary_length)
{
  z_stream stream = { 0 };
  guint32 header = GUINT32_TO_LE ((guint32) length);
  gsize room;
  guint8 *data;

  g_return_val_if_fail (length <= MAX_TEXT, NULL);

  if (deflateInit2 (&stream, Z_BEST_COMPRESSION, Z_DEFLATED, WINDOW_BITS, 9, Z_DEFAULT_STRATEGY) != Z_OK)
    g_error ("No memory to compress a text");
  if (dictionary != NULL)
    deflateSetDictionary (&stream, (const Bytef *) dictionary, dictionary_length);

  room = deflateBound (&stream, length);
  data = g_malloc (sizeof header + room);
  memcpy (data, &header, sizeof header);
  stream.next_in = (Bytef *) text;
  stream.avail_in = length;
  stream.next_out = data + sizeof header;
  stream.avail_out = room;
  if (deflate (&stream, Z_FINISH) != Z_STREAM_END)
    g_assert_not_reached (); /* deflateBound() is enough for one go */
  length = sizeof header + stream.total_out;
  deflateEnd (&stream);

  return g_bytes_new_take (g_realloc (data, length), length);
}

static gboolean
inflate_all (const guint8 *data,
             gsize         length,
             const char   *dictionary,
             gsize         dictionary_length,
             char         *text,
             gsize         text_length)
{
  z_stream stream = { 0 };
  gboolean complete;

  if (inflateInit2 (&stream, WINDOW_BITS) != Z_OK)
    g_error ("No memory to unpack a text");
  if (dictionary != NULL)
    inflateSetDictionary (&stream, (const Bytef *) dictionary, dictionary_length);

  stream.next_in = (Bytef *) data;
  stream.avail_in = length;
  stream.next_out = (Bytef *) text;
  stream.avail_out = text_length + 1; /* one more shows a text that is longer than it says */
  complete = inflate (&stream, Z_FINISH) == Z_STREAM_END && stream.total_out == text_length;
  inflateEnd (&stream);

  return complete;
}

/**
 * herald_unpack:
 * @data: what herald_pack() made
 * @length: its bytes
 * @dictionary: (nullable): the same dictionary
 * @dictionary_length: its bytes
 * @text_length: (out) (optional): bytes of the text
 * @error: return location for an error: DAMAGED
 *
 * Returns: (transfer full) (nullable): the text, terminated
 */
char *
herald_unpack (gconstpointer   data,
               gsize           length,
               const char     *dictionary,
               gsize           dictionary_length,
               gsize          *text_length,
               GError        **error)
{
  g_autofree char *text = NULL;
  guint32 header = 0;
  gsize size;

  if (length > sizeof header)
    memcpy (&header, data, sizeof header);
  size = GUINT32_FROM_LE (header);
  if (length > sizeof header && size <= MAX_TEXT)
    text = g_try_malloc (size + 1);

  if (text == NULL || !inflate_all ((const guint8 *) data + sizeof header, length - sizeof header, dictionary, dictionary_length, text, size))
    {
      g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_DAMAGED, _("The library is damaged: a stored text cannot be unpacked."));
      return NULL;
    }
  text[size] = '\0';
  if (text_length != NULL)
    *text_length = size;

  return g_steal_pointer (&text);
}
