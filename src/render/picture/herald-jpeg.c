/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-jpeg.h"

#include <stdio.h>

#include <jpeglib.h>
#include <jerror.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "herald-colour.h"
#include "herald-i18n.h"
#include "herald-picture-format.h"
#include "herald-render.h"

/* A progressive file is held whole, and read once for each of its scans: neither may be without end. */
#define MAX_MEMORY (400L * 1024 * 1024)
#define MAX_SCANS  100
#define MAX_PIXELS 250e6 /* any other is read row by row, at the size that is needed */

typedef struct
{
  struct jpeg_error_mgr         manager; /* first: libjpeg hands it back */
  struct jpeg_progress_mgr      progress;
  struct jpeg_decompress_struct reader;
  struct jpeg_compress_struct   writer;      /* of a copy */
  unsigned char                *copy;
  unsigned long                 copy_size;
  jmp_buf                       jump;
  char                          message[JMSG_LENGTH_MAX];
  GdkPixbuf                    *pixels;
  int                           orientation;
  HeraldInk                    *ink;     /* or NULL */
  guchar                       *row;     /* of inks, before they are colours */
  GError                       *refusal;
  JOCTET                       *profile;
  unsigned int                  profile_size;
} Decoder;

static void
give_up (j_common_ptr common)
{
  Decoder *self = (Decoder *) common->err;

  common->err->format_message (common, self->message);
  longjmp (self->jump, 1);
}

/* libjpeg fills what is missing with grey, and only warns. */
static void
look_at_warning (j_common_ptr common,
                 int          level)
{
  if (level < 0 && (common->err->msg_code == JWRN_JPEG_EOF || common->err->msg_code == JWRN_HIT_MARKER))
    give_up (common);
}

static void
count_scans (j_common_ptr common)
{
  if (((j_decompress_ptr) common)->input_scan_number > MAX_SCANS)
    ERREXIT (common, JERR_BAD_PROGRESSION);
}

static gboolean
fits (j_decompress_ptr reader,
      guint64          eighths,
      int              max_width,
      int              max_height)
{
  return (reader->image_width * eighths + 7) / 8 <= (guint64) max_width &&
         (reader->image_height * eighths + 7) / 8 <= (guint64) max_height;
}

/* libjpeg makes a picture at any eighth of its size from the coefficients, with nothing to scale afterwards. Whole, half
 * and quarter have code of their own, faster than the rest by half: they are taken unless that would give away too much
 * of the size. */
static unsigned int
choose_eighths (j_decompress_ptr reader,
                int              max_width,
                int              max_height)
{
  unsigned int largest = 8;

  while (largest > 1 && !fits (reader, largest, max_width, max_height))
    largest--;
  for (unsigned int fast = 8; fast > 1; fast /= 2)
    if (fast <= largest && !fits (reader, fast, max_width * 3 / 5 - 1, max_height * 3 / 5 - 1))
      return fast;
  return largest;
}

static guint
read_number (const guchar *data,
             gboolean      big_endian,
             guint         size)
{
  guint number = 0;

  for (guint i = 0; i < size; i++)
    number |= (guint) data[i] << 8 * (big_endian ? size - 1 - i : i);
  return number;
}

/* The orientation in the first directory of an Exif block (CIPA DC-008, 4.6.4), "1" to "8". */
static int
find_orientation (j_decompress_ptr reader)
{
  for (jpeg_saved_marker_ptr marker = reader->marker_list; marker != NULL; marker = marker->next)
    {
      const guchar *tiff = marker->data + 6;
      gboolean big_endian = FALSE;
      guint size = 0, place = 0, n = 0;

      if (marker->marker != JPEG_APP0 + 1 || marker->data_length < 20 || memcmp (marker->data, "Exif\0", 6) != 0)
        continue;
      size = marker->data_length - 6;
      big_endian = tiff[0] == 'M';
      place = read_number (tiff + 4, big_endian, 4);
      if (place > size - 2)
        return 1;
      n = read_number (tiff + place, big_endian, 2);
      for (place += 2; n > 0 && place + 12 <= size; n--, place += 12)
        if (read_number (tiff + place, big_endian, 2) == 0x0112)
          return (int) read_number (tiff + place + 8, big_endian, 2);
    }
  return 1;
}

static void
choose_colours (Decoder         *self,
                HeraldJpegSpace *space)
{
  j_decompress_ptr reader = &self->reader;
  gboolean ink = reader->jpeg_color_space == JCS_CMYK || reader->jpeg_color_space == JCS_YCCK;

  if (*space == HERALD_JPEG_YCC && (reader->jpeg_color_space != JCS_YCbCr || herald_colour_is_needed (self->profile, self->profile_size)))
    *space = HERALD_JPEG_RGB;
  reader->out_color_space = ink ? JCS_CMYK : *space == HERALD_JPEG_YCC ? JCS_YCbCr : JCS_RGB;
}

static void
read_rows (Decoder *self)
{
  j_decompress_ptr reader = &self->reader;
  guchar *pixels = gdk_pixbuf_get_pixels (self->pixels);
  gsize stride = (gsize) gdk_pixbuf_get_rowstride (self->pixels);

  while (reader->output_scanline < reader->output_height)
    {
      JSAMPROW row = pixels + stride * reader->output_scanline;

      jpeg_read_scanlines (reader, self->ink != NULL ? &self->row : &row, 1);
      if (self->ink != NULL)
        herald_ink_to_srgb (self->ink, self->row, row, reader->output_width);
    }
}

static gboolean
read_head (Decoder *self,
           GBytes  *bytes)
{
  j_decompress_ptr reader = &self->reader;
  gsize size = 0;
  const guchar *data = g_bytes_get_data (bytes, &size);

  jpeg_create_decompress (reader);
  reader->mem->max_memory_to_use = MAX_MEMORY;
  reader->progress = &self->progress;
  jpeg_mem_src (reader, data, (unsigned long) size);
  jpeg_save_markers (reader, JPEG_APP0 + 1, 0xffff);
  jpeg_save_markers (reader, JPEG_APP0 + 2, 0xffff);
  jpeg_read_header (reader, TRUE);
  self->orientation = find_orientation (reader);
  jpeg_read_icc_profile (reader, &self->profile, &self->profile_size);
  return herald_picture_format_check_size ((int) reader->image_width, (int) reader->image_height, MAX_PIXELS, &self->refusal);
}

/* Everything that libjpeg may leave by a jump; what it has made until then is in @self. */
static gboolean
decode (Decoder         *self,
        GBytes          *bytes,
        int              max_width,
        int              max_height,
        HeraldJpegSpace *space)
{
  j_decompress_ptr reader = &self->reader;

  if (setjmp (self->jump) != 0)
    return FALSE;
  if (!read_head (self, bytes))
    return FALSE;
  choose_colours (self, space);
  reader->scale_num = choose_eighths (reader, max_width, max_height);
  reader->scale_denom = 8;
  jpeg_start_decompress (reader);
  if (reader->out_color_space == JCS_CMYK)
    {
      self->row = g_malloc ((gsize) reader->output_width * 4);
      self->ink = herald_ink_new (self->profile, self->profile_size, reader->saw_Adobe_marker);
    }
  self->pixels = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, (int) reader->output_width, (int) reader->output_height);
  if (self->pixels == NULL)
    ERREXIT1 (reader, JERR_OUT_OF_MEMORY, 0);
  read_rows (self);
  jpeg_finish_decompress (reader);
  return TRUE;
}

static GdkPixbuf *
turn_upright (GdkPixbuf *pixels,
              int        orientation)
{
  g_autofree char *number = g_strdup_printf ("%d", orientation);

  if (orientation < 2 || orientation > 8)
    return g_object_ref (pixels);
  gdk_pixbuf_set_option (pixels, "orientation", number);
  return gdk_pixbuf_apply_embedded_orientation (pixels);
}

/* Whether the picture may leave with the coefficients that it has. */
static gboolean
is_fit (Decoder *self,
        int      max_width,
        int      max_height)
{
  j_decompress_ptr reader = &self->reader;

  return (self->orientation < 2 || self->orientation > 8) && fits (reader, 8, max_width, max_height) &&
         (reader->jpeg_color_space == JCS_YCbCr || reader->jpeg_color_space == JCS_GRAYSCALE) &&
         !herald_colour_is_needed (self->profile, self->profile_size);
}

static gboolean
copy_coefficients (Decoder *self,
                   GBytes  *bytes,
                   int      max_width,
                   int      max_height)
{
  jvirt_barray_ptr *coefficients = NULL;

  if (setjmp (self->jump) != 0)
    return FALSE;
  if (!read_head (self, bytes) || !is_fit (self, max_width, max_height))
    return FALSE;
  coefficients = jpeg_read_coefficients (&self->reader);
  self->writer.err = &self->manager;
  jpeg_create_compress (&self->writer);
  jpeg_mem_dest (&self->writer, &self->copy, &self->copy_size);
  jpeg_copy_critical_parameters (&self->reader, &self->writer);
  jpeg_write_coefficients (&self->writer, coefficients);
  jpeg_finish_compress (&self->writer);
  return TRUE;
}

static Decoder *
decoder_new (void)
{
  Decoder *self = g_new0 (Decoder, 1);

  self->reader.err = jpeg_std_error (&self->manager);
  self->manager.error_exit = give_up;
  self->manager.emit_message = look_at_warning;
  self->progress.progress_monitor = count_scans;
  return self;
}

static void
decoder_free (Decoder *self)
{
  jpeg_destroy_compress (&self->writer);
  jpeg_destroy_decompress (&self->reader);
  g_clear_object (&self->pixels);
  g_clear_pointer (&self->ink, herald_ink_free);
  g_clear_error (&self->refusal);
  g_free (self->row);
  free (self->profile);
  free (self->copy);
  g_free (self);
}

/**
 * herald_jpeg_copy:
 * @bytes: a JPEG file from outside
 * @max_width: pixels at most
 * @max_height: likewise
 * @width: (out): of the picture
 * @height: (out): of the picture
 *
 * Encodes the coefficients of a picture anew, and nothing else of the file: not a bit of quality is lost, and it takes a
 * third of the time of decoding and encoding.
 *
 * Returns: (transfer full) (nullable): the copy; %NULL where the picture is too large, lies on its side, is not in sRGB
 *   or is damaged
 */
GBytes *
herald_jpeg_copy (GBytes *bytes,
                  int     max_width,
                  int     max_height,
                  int    *width,
                  int    *height)
{
  Decoder *self = decoder_new ();
  GBytes *copy = NULL;

  if (copy_coefficients (self, bytes, max_width, max_height))
    {
      copy = g_bytes_new_with_free_func (self->copy, self->copy_size, free, self->copy);
      self->copy = NULL;
      *width = (int) self->reader.image_width;
      *height = (int) self->reader.image_height;
    }
  decoder_free (self);
  return copy;
}

/**
 * herald_jpeg_decode:
 * @bytes: a JPEG file from outside
 * @max_width: pixels at most, before it is turned upright
 * @max_height: likewise; a file of more than eight times that is returned larger
 * @space: (inout): what is wished for, and what it became
 * @error: return location; %HERALD_RENDER_ERROR_PICTURE
 *
 * Reads a picture at one of the eighths of its size that libjpeg makes from the coefficients (ITU-T T.81), upright and
 * in sRGB.
 *
 * Returns: (transfer full): the pixels, three channels of eight bits
 */
GdkPixbuf *
herald_jpeg_decode (GBytes           *bytes,
                    int               max_width,
                    int               max_height,
                    HeraldJpegSpace  *space,
                    GError          **error)
{
  Decoder *self = decoder_new ();
  GdkPixbuf *upright = NULL;

  if (decode (self, bytes, max_width, max_height, space))
    {
      if (*space == HERALD_JPEG_RGB && self->reader.out_color_space == JCS_RGB)
        herald_colour_to_srgb (self->pixels, self->profile, self->profile_size);
      upright = turn_upright (self->pixels, self->orientation);
    }
  else if (self->refusal != NULL)
    g_propagate_error (error, g_steal_pointer (&self->refusal));
  else
    g_set_error (error, HERALD_RENDER_ERROR, HERALD_RENDER_ERROR_PICTURE, _("it is damaged: %s"), self->message);
  decoder_free (self);
  return upright;
}

/**
 * herald_jpeg_encode:
 * @pixels: three channels of eight bits
 * @space: what they are
 * @quality: 1 to 100; from 90 on colours are kept at full resolution, for print
 *
 * Returns: (transfer full): a JPEG file of the pixels and nothing else
 */
GBytes *
herald_jpeg_encode (GdkPixbuf       *pixels,
                    HeraldJpegSpace  space,
                    int              quality)
{
  struct jpeg_compress_struct writer;
  struct jpeg_error_mgr manager;
  const guchar *data = gdk_pixbuf_read_pixels (pixels);
  gsize stride = (gsize) gdk_pixbuf_get_rowstride (pixels);
  unsigned char *buffer = NULL;
  unsigned long size = 0;

  g_return_val_if_fail (gdk_pixbuf_get_n_channels (pixels) == 3, NULL);

  writer.err = jpeg_std_error (&manager);
  jpeg_create_compress (&writer);
  jpeg_mem_dest (&writer, &buffer, &size);
  writer.image_width = (JDIMENSION) gdk_pixbuf_get_width (pixels);
  writer.image_height = (JDIMENSION) gdk_pixbuf_get_height (pixels);
  writer.input_components = 3;
  writer.in_color_space = space == HERALD_JPEG_YCC ? JCS_YCbCr : JCS_RGB;
  jpeg_set_defaults (&writer);
  jpeg_set_quality (&writer, quality, TRUE);
  if (quality >= 90)
    writer.comp_info[0].h_samp_factor = writer.comp_info[0].v_samp_factor = 1;
  jpeg_start_compress (&writer, TRUE);
  while (writer.next_scanline < writer.image_height)
    {
      JSAMPROW row = (JSAMPROW) data + stride * writer.next_scanline;

      jpeg_write_scanlines (&writer, &row, 1);
    }
  jpeg_finish_compress (&writer);
  jpeg_destroy_compress (&writer);
  return g_bytes_new_with_free_func (buffer, size, free, buffer);
}
