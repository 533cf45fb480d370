/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "herald-picture-format.h"

#include <string.h>

#include "herald-i18n.h"
#include "herald-render.h"

#define MAX_EDGE 30000

/**
 * herald_picture_format_sniff:
 * @bytes: a file from outside
 *
 * The formats that a press picture comes in; other decoders of the machine are not offered bytes from outside.
 *
 * Returns: (nullable): its format as gdk-pixbuf calls it
 */
const char *
herald_picture_format_sniff (GBytes *bytes)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *start = g_strndup (size > 0 ? data : "", MIN (size, 1024));

  if (size >= 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    return "png";
  if (size >= 3 && memcmp (data, "\xff\xd8\xff", 3) == 0)
    return "jpeg";
  if (size >= 6 && (memcmp (data, "GIF87a", 6) == 0 || memcmp (data, "GIF89a", 6) == 0))
    return "gif";
  if (size >= 12 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    return "webp";
  if (g_utf8_validate (start, -1, NULL) && strstr (start, "<svg") != NULL)
    return "svg";
  return NULL;
}

/**
 * herald_picture_format_is_complete:
 * @bytes: a file from outside
 * @format: what it is
 *
 * gdk-pixbuf takes what is there of a PNG and leaves the rest empty. A PNG ends with a chunk IEND.
 *
 * Returns: whether the file has an end
 */
gboolean
herald_picture_format_is_complete (GBytes     *bytes,
                                   const char *format)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  return strcmp (format, "png") != 0 || memmem (data, size, "IEND", 4) != NULL;
}

/* Behind a chain of blocks, each with its length in front, which ends with an empty one. */
static gsize
skip_blocks (const guchar *data,
             gsize         size,
             gsize         place)
{
  while (place < size && data[place] != 0)
    place += 1u + data[place];
  return place + 1;
}

/* GIF89a specification, sections 17 to 25: how many pictures stand in the file, up to two. */
static guint
count_gif_frames (const guchar *data,
                  gsize         size)
{
  gsize place = 13;
  guint n = 0;

  if (size > 10 && (data[10] & 0x80) != 0)
    place += 3u << ((data[10] & 7) + 1);
  while (place < size && n < 2)
    {
      if (data[place] == 0x21)
        place = skip_blocks (data, size, place + 2);
      else if (data[place] == 0x2c && place + 9 < size)
        {
          n++;
          if ((data[place + 9] & 0x80) != 0)
            place += 3u << ((data[place + 9] & 7) + 1);
          place = skip_blocks (data, size, place + 11);
        }
      else
        break;
    }
  return n;
}

/**
 * herald_picture_format_is_animated:
 * @bytes: a file from outside
 * @format: what it is
 *
 * Looks at the file's outline only: an animation may unfold to any size.
 *
 * Returns: whether it moves
 */
gboolean
herald_picture_format_is_animated (GBytes     *bytes,
                                   const char *format)
{
  gsize size = 0;
  const guchar *data = g_bytes_get_data (bytes, &size);
  const char *pixels = NULL;

  if (strcmp (format, "gif") == 0)
    return count_gif_frames (data, size) > 1;
  if (strcmp (format, "webp") == 0) /* RFC 9649, section 2.7.1 */
    return size > 20 && memcmp (data + 12, "VP8X", 4) == 0 && (data[20] & 2) != 0;
  if (strcmp (format, "png") != 0) /* APNG: an acTL chunk before the pixels */
    return FALSE;
  pixels = memmem (data, size, "IDAT", 4);
  return pixels != NULL && memmem (data, (gsize) (pixels - (const char *) data), "acTL", 4) != NULL;
}

/**
 * herald_picture_format_check_size:
 * @width: pixels that a file claims to have
 * @height: likewise
 * @max_pixels: in all
 * @error: return location; %HERALD_RENDER_ERROR_PICTURE
 *
 * Returns: whether memory may be given to it
 */
gboolean
herald_picture_format_check_size (int       width,
                                  int       height,
                                  double    max_pixels,
                                  GError  **error)
{
  if (width > 0 && height > 0 && width <= MAX_EDGE && height <= MAX_EDGE && (double) width * height <= max_pixels)
    return TRUE;
  g_set_error (error, HERALD_RENDER_ERROR, HERALD_RENDER_ERROR_PICTURE, _("it is too large: %d × %d pixels"), width, height);
  return FALSE;
}
