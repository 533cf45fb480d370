/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "herald-kit-pictures.h"

#ifdef HAVE_GEXIV2
#include <gexiv2/gexiv2.h>
#endif
#include <lcms2.h>
#include <stdio.h>
#include <jpeglib.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "herald-content.h"
#include "herald-pixels.h"
#include "kit-sample.h"

static gboolean
bytes_contain (GBytes     *bytes,
               const char *needle)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  return memmem (data, size, needle, strlen (needle)) != NULL;
}

static HeraldKitPicture *
make (GBytes           *bytes,
      HeraldPictureUse  use)
{
  g_autoptr (GError) error = NULL;
  HeraldKitPicture *picture = herald_kit_picture_new (bytes, use, NULL, &error);

  g_assert_no_error (error);
  return picture;
}

static GdkPixbuf *
decode_again (const HeraldKitPicture *picture)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();

  g_assert_true (gdk_pixbuf_loader_write_bytes (loader, picture->bytes, NULL));
  g_assert_true (gdk_pixbuf_loader_close (loader, NULL));
  return g_object_ref (gdk_pixbuf_loader_get_pixbuf (loader));
}

static void
assert_pixel (GdkPixbuf *pixels,
              int        x,
              int        y,
              int        red,
              int        green,
              int        blue)
{
  const guchar *p = gdk_pixbuf_read_pixels (pixels) + y * gdk_pixbuf_get_rowstride (pixels) + x * gdk_pixbuf_get_n_channels (pixels);

  if (ABS (p[0] - red) > 6 || ABS (p[1] - green) > 6 || ABS (p[2] - blue) > 6)
    g_error ("%d %d %d instead of %d %d %d", p[0], p[1], p[2], red, green, blue);
}

static void
test_nothing_hidden_leaves (void)
{
  g_autoptr (GBytes) photo = kit_sample_photo ();
  g_autoptr (GBytes) logo = kit_sample_logo (40, 10);
  g_autoptr (HeraldKitPicture) jpeg = make (photo, HERALD_PICTURE_WEB);
  g_autoptr (HeraldKitPicture) png = make (logo, HERALD_PICTURE_WEB);

  g_assert_true (bytes_contain (photo, CANARY) && bytes_contain (logo, CANARY));
  g_assert_false (bytes_contain (jpeg->bytes, CANARY));
  g_assert_false (bytes_contain (jpeg->bytes, "Exif"));
  g_assert_false (bytes_contain (png->bytes, CANARY));
  g_assert_cmpstr (jpeg->media_type, ==, "image/jpeg");
  g_assert_cmpstr (png->media_type, ==, "image/png");
}

/* Turned right, the red that was on top is on the right. */
static void
test_orientation (void)
{
  g_autoptr (GBytes) photo = kit_sample_photo ();
  g_autoptr (HeraldKitPicture) picture = make (photo, HERALD_PICTURE_WEB);
  g_autoptr (GdkPixbuf) pixels = decode_again (picture);

  g_assert_cmpint (picture->width, ==, 200);
  g_assert_cmpint (picture->height, ==, 300);
  assert_pixel (pixels, 20, 150, 0x20, 0x40, 0xa0);
  assert_pixel (pixels, 180, 150, 0xd0, 0x20, 0x20);
}

static GBytes *
save (GdkPixbuf  *pixels,
      const char *format)
{
  char *buffer = NULL;
  gsize size = 0;

  g_assert_true (gdk_pixbuf_save_to_buffer (pixels, &buffer, &size, format, NULL, NULL));
  return g_bytes_new_take (buffer, size);
}

/* A wave of colours: more of them than a drawing has. */
static GdkPixbuf *
paint (int width,
       int height)
{
  GdkPixbuf *pixels = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  guchar *data = gdk_pixbuf_get_pixels (pixels);
  int stride = gdk_pixbuf_get_rowstride (pixels);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guchar *p = data + (gsize) y * stride + x * 3;

        p[0] = (guchar) (255 * x / width);
        p[1] = (guchar) (255 * y / height);
        p[2] = 128;
      }
  return pixels;
}

static void
test_sizes (void)
{
  static const struct { const char *format; int edge; HeraldPictureUse use; int expected; } cases[] = {
    { "jpeg", 1000, HERALD_PICTURE_WEB, 1000 },
    { "jpeg", 2400, HERALD_PICTURE_WEB, 1200 },
    { "jpeg", 2100, HERALD_PICTURE_WEB, 1838 },
    { "jpeg", 4100, HERALD_PICTURE_WEB, 1538 },
    { "jpeg", 4100, HERALD_PICTURE_PRINT, 3588 },
    { "jpeg", 16800, HERALD_PICTURE_WEB, 2000 },
    { "jpeg", 2400, HERALD_PICTURE_LOGO, 600 },
    { "png", 1000, HERALD_PICTURE_WEB, 1000 },
    { "png", 4200, HERALD_PICTURE_WEB, 1400 },
    { "png", 2800, HERALD_PICTURE_WEB, 1400 },
    { "png", 2100, HERALD_PICTURE_WEB, 2000 },
    { "png", 4200, HERALD_PICTURE_PRINT, 4000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GdkPixbuf) pixels = paint (cases[i].edge, cases[i].edge / 30);
      g_autoptr (GBytes) file = save (pixels, cases[i].format);
      g_autoptr (HeraldKitPicture) picture = make (file, cases[i].use);
      g_autoptr (GdkPixbuf) small = decode_again (picture);

      g_assert_cmpint (picture->width, ==, cases[i].expected);
      g_assert_cmpint (gdk_pixbuf_get_width (small), ==, picture->width);
      g_assert_cmpint (gdk_pixbuf_get_height (small), ==, picture->height);
      g_assert_cmpstr (picture->media_type, ==, "image/jpeg");
      assert_pixel (small, picture->width / 2, picture->height / 2, 128, 128, 128);
    }
}

/* What is already as it should be is not decoded, and yet nothing but the picture leaves. */
static void
test_copy (void)
{
  static const char secret[] = "\xff\xfe\0\x0b" CANARY;
  g_autoptr (GdkPixbuf) pixels = paint (1000, 300);
  g_autoptr (GBytes) file = save (pixels, "jpeg");
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (file, &size);
  g_autoptr (GByteArray) bent = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (HeraldKitPicture) picture = NULL;
  g_autoptr (GdkPixbuf) found = NULL;
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();

  g_byte_array_append (bent, data, 2);
  g_byte_array_append (bent, (const guint8 *) secret, 13);
  g_byte_array_append (bent, data + 2, (guint) size - 2);
  g_byte_array_append (bent, (const guint8 *) CANARY, strlen (CANARY));
  bytes = g_bytes_new (bent->data, bent->len);
  picture = make (bytes, HERALD_PICTURE_PRINT);
  g_assert_cmpint (picture->width, ==, 1000);
  g_assert_cmpint (picture->height, ==, 300);
  g_assert_false (bytes_contain (picture->bytes, CANARY));
  found = decode_again (picture);
  g_assert_true (gdk_pixbuf_loader_write_bytes (loader, file, NULL) && gdk_pixbuf_loader_close (loader, NULL));
  g_assert_cmpmem (gdk_pixbuf_read_pixels (found), gdk_pixbuf_get_byte_length (found),
                   gdk_pixbuf_read_pixels (gdk_pixbuf_loader_get_pixbuf (loader)), gdk_pixbuf_get_byte_length (found));
}

/* A chart keeps its edges. */
static void
test_drawing (void)
{
  g_autoptr (GdkPixbuf) pixels = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 300, 200);
  g_autoptr (GdkPixbuf) bar = gdk_pixbuf_new_subpixbuf (pixels, 50, 50, 20, 150);
  g_autoptr (GBytes) file = NULL;
  g_autoptr (HeraldKitPicture) picture = NULL;

  gdk_pixbuf_fill (pixels, 0xffffffff);
  gdk_pixbuf_fill (bar, 0x8f2d04ff);
  file = save (pixels, "png");
  picture = make (file, HERALD_PICTURE_WEB);
  g_assert_cmpstr (picture->media_type, ==, "image/png");
  g_assert_nonnull (picture->pixels);
}

/* Colours that cannot be seen count for nothing when a picture is made smaller. */
static void
test_shrinking_keeps_edges (void)
{
  g_autoptr (GdkPixbuf) pixels = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, 1800, 90);
  g_autoptr (GdkPixbuf) ink = gdk_pixbuf_new_subpixbuf (pixels, 1, 0, 1799, 90);
  g_autoptr (GdkPixbuf) small = NULL;
  const guchar *p = NULL;

  gdk_pixbuf_fill (pixels, 0xff000000);
  gdk_pixbuf_fill (ink, 0x0000ffff);
  small = herald_pixels_shrink (pixels, 600, 600);
  g_assert_cmpint (gdk_pixbuf_get_width (small), ==, 600);
  g_assert_cmpint (gdk_pixbuf_get_height (small), ==, 30);
  p = gdk_pixbuf_read_pixels (small);
  g_assert_cmpint (p[0], ==, 0);
  g_assert_cmpint (p[2], ==, 255);
  g_assert_cmpint (p[3], ==, 170);
}

static void
test_trimmed (void)
{
  g_autoptr (GBytes) logo = kit_sample_logo (200, 50);
  g_autoptr (HeraldKitPicture) picture = make (logo, HERALD_PICTURE_LOGO);

  g_assert_cmpint (picture->width, ==, 200);
  g_assert_cmpint (picture->height, ==, 50);
}

static void
test_logos_weigh_the_same (void)
{
  HeraldKitPicture wide = { .width = 400, .height = 100 };
  HeraldKitPicture square = { .width = 90, .height = 90 };
  HeraldKitPicture thread = { .width = 1000, .height = 2 };
  double w1, h1, w2, h2, w3, h3;

  herald_kit_picture_fit_area (&wide, 3600, 400, 100, &w1, &h1);
  herald_kit_picture_fit_area (&square, 3600, 400, 100, &w2, &h2);
  herald_kit_picture_fit_area (&thread, 3600, 400, 100, &w3, &h3);
  g_assert_cmpfloat_with_epsilon (w1 * h1, w2 * h2, 0.01);
  g_assert_cmpfloat_with_epsilon (w1 / h1, 4.0, 0.01);
  g_assert_cmpfloat (w3, <=, 400.01);
}

static char *
refusal_of (const void *data,
            gsize       size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  g_assert_null (herald_kit_picture_new (bytes, HERALD_PICTURE_WEB, NULL, &error));
  g_assert_error (error, HERALD_RENDER_ERROR, HERALD_RENDER_ERROR_PICTURE);
  return g_strdup (error->message);
}

static void
assert_refused (const void *data,
                gsize       size,
                const char *because)
{
  g_autofree char *message = refusal_of (data, size);

  if (strstr (message, because) == NULL)
    g_error ("“%s” instead of “%s”", message, because);
}

static void
test_refused (void)
{
  g_autoptr (GBytes) logo = kit_sample_logo (300, 300);
  g_autoptr (GBytes) photo = kit_sample_photo ();
  gsize size = 0;
  const char *data = g_bytes_get_data (logo, &size);

  assert_refused ("", 0, "it is not a PNG");
  assert_refused ("no picture at all", 17, "it is not a PNG");
  assert_refused ("BM" "\x46\0\0\0\0\0\0\0", 10, "it is not a PNG"); /* a bitmap: its decoder is not offered anything */
  assert_refused (g_bytes_get_data (photo, NULL), g_bytes_get_size (photo) - 200, "it is damaged");
  assert_refused (g_bytes_get_data (photo, NULL), 30, "it is damaged");
  assert_refused (data, size / 2, "it is damaged");
  assert_refused (data, 20, "it is damaged");
  assert_refused ("<svg", 4, "it is damaged");
}

/* Every byte of a photo changed, one after the other: a picture or a refusal, and nothing else. */
static void
test_crafted (void)
{
  g_autoptr (GBytes) photo = kit_sample_photo ();
  g_autofree guchar *bent = g_memdup2 (g_bytes_get_data (photo, NULL), g_bytes_get_size (photo));
  gsize size = MIN (g_bytes_get_size (photo), 900);

  for (gsize i = 0; i < size; i++)
    {
      guchar kept = bent[i];
      g_autoptr (GBytes) file = NULL;
      g_autoptr (HeraldKitPicture) picture = NULL;
      g_autoptr (GError) error = NULL;

      bent[i] ^= (guchar) (1 << i % 8 | 0x10);
      file = g_bytes_new (bent, g_bytes_get_size (photo));
      picture = herald_kit_picture_new (file, HERALD_PICTURE_WEB, NULL, &error);
      g_assert_true ((picture != NULL) != (error != NULL));
      bent[i] = kept;
    }
}

static void
append_number (GByteArray *file,
               guint32     number)
{
  guchar bytes[4] = { number >> 24, number >> 16 & 0xff, number >> 8 & 0xff, number & 0xff };

  g_byte_array_append (file, bytes, 4);
}

/* A chunk with its length in front and its sum behind (PNG specification, 5.3). */
static void
append_chunk (GByteArray   *file,
              const char   *type,
              gconstpointer data,
              gsize         size)
{
  gsize start = file->len + 4;

  append_number (file, (guint32) size);
  g_byte_array_append (file, (const guchar *) type, 4);
  g_byte_array_append (file, data, (guint) size);
  append_number (file, (guint32) crc32 (0, file->data + start, (uInt) (file->len - start)));
}

/* Files of some hundred bytes that claim hundreds of millions of pixels are refused before they are allocated. */
static void
test_bombs (void)
{
  g_autoptr (GByteArray) png = g_byte_array_new ();
  g_autoptr (GBytes) photo = kit_sample_photo ();
  g_autofree guchar *jpeg = g_memdup2 (g_bytes_get_data (photo, NULL), g_bytes_get_size (photo));
  guchar *frame = memmem (jpeg, g_bytes_get_size (photo), "\xff\xc0", 2);
  static const char gif[] = "GIF89a\xff\xff\xff\xff\0\0\0,\0\0\0\0\xff\xff\xff\xff\0\2\2L\1\0;";
  static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' width='90000' height='90000'/>";

  g_byte_array_append (png, (const guchar *) "\x89PNG\r\n\x1a\n", 8);
  append_chunk (png, "IHDR", "\0\0\x75\x30\0\0\x75\x30\x08\x06\0\0\0", 13);
  append_chunk (png, "IDAT", "\x78", 1);
  assert_refused (png->data, png->len, "it is too large: 30000 × 30000 pixels");
  memcpy (frame + 5, "\xf0\0\xf0\0", 4);
  assert_refused (jpeg, g_bytes_get_size (photo), "it is too large: 61440 × 61440 pixels");
  assert_refused (gif, sizeof gif - 1, "it is too large: 65535 × 65535 pixels");
  assert_refused (svg, sizeof svg - 1, "it is too large");
}

/* A progressive JPEG that refines its pixels again and again, in 1 + 63 * n scans. */
static GBytes *
save_in_scans (guint n)
{
  struct jpeg_compress_struct writer;
  struct jpeg_error_mgr manager;
  jpeg_scan_info scans[1 + 63 * 3];
  guchar row[64] = { 0 };
  JSAMPROW rows[1] = { row };
  unsigned char *buffer = NULL;
  unsigned long size = 0;

  writer.err = jpeg_std_error (&manager);
  jpeg_create_compress (&writer);
  jpeg_mem_dest (&writer, &buffer, &size);
  writer.image_width = writer.image_height = 64;
  writer.input_components = 1;
  writer.in_color_space = JCS_GRAYSCALE;
  jpeg_set_defaults (&writer);
  scans[0] = (jpeg_scan_info) { 1, { 0 }, 0, 0, 0, 0 };
  for (guint i = 0; i < 63 * n; i++)
    {
      int bit = 3 - (int) (i / 63);

      scans[1 + i] = (jpeg_scan_info) { 1, { 0 }, 1 + (int) (i % 63), 1 + (int) (i % 63), bit == 3 ? 0 : bit + 1, bit };
    }
  writer.scan_info = scans;
  writer.num_scans = 1 + 63 * (int) n;
  jpeg_start_compress (&writer, TRUE);
  for (int y = 0; y < 64; y++)
    jpeg_write_scanlines (&writer, rows, 1);
  jpeg_finish_compress (&writer);
  jpeg_destroy_compress (&writer);
  return g_bytes_new_with_free_func (buffer, size, free, buffer);
}

/* A decoder goes over all pixels once for each scan: they are counted. */
static void
test_scans_are_counted (void)
{
  g_autoptr (GBytes) few = save_in_scans (1);
  g_autoptr (GBytes) many = save_in_scans (2);

  herald_kit_picture_free (make (few, HERALD_PICTURE_WEB));
  assert_refused (g_bytes_get_data (many, NULL), g_bytes_get_size (many), "it is damaged");
}

static void
test_animations (void)
{
  static const char frame[] = "!\xf9\4\0\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0";
  g_autoptr (GByteArray) gif = g_byte_array_new ();
  g_autoptr (GByteArray) png = g_byte_array_new ();
  g_autoptr (GBytes) still = NULL;

  g_byte_array_append (gif, (const guchar *) "GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff", 19);
  g_byte_array_append (gif, (const guchar *) frame, sizeof frame - 1);
  g_byte_array_append (gif, (const guchar *) ";", 1);
  still = g_bytes_new (gif->data, gif->len);
  herald_kit_picture_free (make (still, HERALD_PICTURE_WEB));
  g_byte_array_set_size (gif, gif->len - 1);
  g_byte_array_append (gif, (const guchar *) frame, sizeof frame - 1);
  g_byte_array_append (gif, (const guchar *) ";", 1);
  assert_refused (gif->data, gif->len, "it moves");
  g_byte_array_append (png, (const guchar *) "\x89PNG\r\n\x1a\n", 8);
  append_chunk (png, "IHDR", "\0\0\0\1\0\0\0\1\x08\0\0\0\0", 13);
  append_chunk (png, "acTL", "\0\0\0\2\0\0\0\0", 8);
  append_chunk (png, "IDAT", "\x78", 1);
  assert_refused (png->data, png->len, "it moves");
}

/* A JPEG of one colour with a profile. */
static GBytes *
save_with_profile (J_COLOR_SPACE  space,
                   const guchar  *colour,
                   cmsHPROFILE    profile)
{
  struct jpeg_compress_struct writer;
  struct jpeg_error_mgr manager;
  int n = space == JCS_CMYK ? 4 : 3;
  g_autofree guchar *row = g_malloc (64 * n);
  JSAMPROW rows[1] = { row };
  unsigned char *buffer = NULL;
  unsigned long size = 0;
  cmsUInt32Number profile_size = 0;
  g_autofree guchar *icc = NULL;

  cmsSaveProfileToMem (profile, NULL, &profile_size);
  icc = g_malloc (profile_size);
  cmsSaveProfileToMem (profile, icc, &profile_size);
  writer.err = jpeg_std_error (&manager);
  jpeg_create_compress (&writer);
  jpeg_mem_dest (&writer, &buffer, &size);
  writer.image_width = writer.image_height = 64;
  writer.input_components = n;
  writer.in_color_space = space;
  jpeg_set_defaults (&writer);
  jpeg_set_quality (&writer, 98, TRUE);
  jpeg_start_compress (&writer, TRUE);
  jpeg_write_icc_profile (&writer, icc, profile_size);
  for (int x = 0; x < 64 * n; x++)
    row[x] = colour[x % n];
  for (int y = 0; y < 64; y++)
    jpeg_write_scanlines (&writer, rows, 1);
  jpeg_finish_compress (&writer);
  jpeg_destroy_compress (&writer);
  return g_bytes_new_with_free_func (buffer, size, free, buffer);
}

/* Adobe RGB (1998), 4.3: its green is far outside of sRGB, so a soft one is more of a green there. */
static cmsHPROFILE
new_wide_profile (void)
{
  cmsCIExyY white = { 0.3127, 0.3290, 1.0 };
  cmsCIExyYTRIPLE primaries = { { 0.64, 0.33, 1.0 }, { 0.21, 0.71, 1.0 }, { 0.15, 0.06, 1.0 } };
  cmsToneCurve *gamma = cmsBuildGamma (NULL, 563.0 / 256.0);
  cmsToneCurve *curves[3] = { gamma, gamma, gamma };
  cmsHPROFILE profile = cmsCreateRGBProfile (&white, &primaries, curves);

  cmsFreeToneCurve (gamma);
  return profile;
}

static void
test_colour_profile (void)
{
  static const guchar colour[3] = { 120, 180, 100 };
  cmsHPROFILE wide = new_wide_profile ();
  cmsHPROFILE srgb = cmsCreate_sRGBProfile ();
  g_autoptr (GBytes) photo = save_with_profile (JCS_RGB, colour, wide);
  g_autoptr (GBytes) plain = save_with_profile (JCS_RGB, colour, srgb);
  g_autoptr (HeraldKitPicture) converted = make (photo, HERALD_PICTURE_WEB);
  g_autoptr (HeraldKitPicture) kept = make (plain, HERALD_PICTURE_WEB);
  g_autoptr (GdkPixbuf) converted_pixels = decode_again (converted);
  g_autoptr (GdkPixbuf) kept_pixels = decode_again (kept);

  g_assert_false (bytes_contain (converted->bytes, "ICC_PROFILE"));
  assert_pixel (converted_pixels, 30, 30, 77, 181, 95);
  assert_pixel (kept_pixels, 30, 30, 120, 180, 100);
  cmsCloseProfile (wide);
  cmsCloseProfile (srgb);
}

/* A photo for the press: half of the cyan and no other ink. */
static void
test_ink (void)
{
  static const guchar ink[4] = { 128, 255, 255, 255 };
  cmsHPROFILE wide = new_wide_profile ();
  g_autoptr (GBytes) photo = save_with_profile (JCS_CMYK, ink, wide);
  g_autoptr (HeraldKitPicture) picture = make (photo, HERALD_PICTURE_WEB);
  g_autoptr (GdkPixbuf) pixels = decode_again (picture);

  assert_pixel (pixels, 30, 30, 128, 255, 255);
  cmsCloseProfile (wide);
}

static HeraldKitPictures *
open_pictures (HeraldAnnouncement *announcement,
               HeraldPurpose       purpose,
               HeraldRenderJob    *job,
               GPtrArray         **contents)
{
  *job = kit_sample_job (announcement, purpose);
  *contents = herald_contents_new (job);
  return herald_kit_pictures_new (job, *contents);
}

static const char *
figure_asset (HeraldAnnouncement *announcement)
{
  for (guint i = 0; i < announcement->body->len; i++)
    {
      HeraldBlock *block = g_ptr_array_index (announcement->body, i);

      if (block->type == HERALD_BLOCK_FIGURE)
        return block->asset;
    }
  g_assert_not_reached ();
}

/* Whether they are made beforehand or when asked for, each is made once. */
static void
test_each_once (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
      g_autoptr (GPtrArray) contents = NULL;
      HeraldRenderJob job;
      g_autoptr (HeraldKitPictures) pictures = open_pictures (announcement, HERALD_PURPOSE_REVIEW, &job, &contents);
      const char *asset = figure_asset (announcement);
      HeraldKitPicture *web = NULL;

      if (i == 1)
        {
          herald_kit_pictures_begin (pictures, HERALD_PICTURE_LOGO);
          herald_kit_pictures_begin (pictures, HERALD_PICTURE_WEB);
        }
      web = herald_kit_pictures_get (pictures, asset, NULL, NULL);
      g_assert_nonnull (web);
      g_assert_true (herald_kit_pictures_get (pictures, asset, NULL, NULL) == web);
      g_assert_true (herald_kit_pictures_get_print (pictures, asset, NULL, NULL) != web);
      g_assert_nonnull (herald_kit_pictures_get_logo (pictures, g_ptr_array_index (announcement->parties, 0), NULL));
    }
}

static GBytes *
read_nonsense (const char  *sha256,
               gpointer     user_data,
               GError     **error)
{
  return g_bytes_new_static ("nonsense", 8);
}

/* Who made the kit reads which picture it is about. */
static void
test_message_names_the_picture (void)
{
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
  g_autoptr (GPtrArray) contents = NULL;
  HeraldRenderJob job;
  g_autoptr (HeraldKitPictures) pictures = open_pictures (announcement, HERALD_PURPOSE_REVIEW, &job, &contents);
  g_autoptr (GError) error = NULL;

  job.read_asset = read_nonsense;
  herald_kit_pictures_begin (pictures, HERALD_PICTURE_WEB);
  g_assert_null (herald_kit_pictures_get (pictures, figure_asset (announcement), "The first lens", &error));
  g_assert_cmpstr (error->message, ==, "The picture “The first lens” cannot be used: it is not a PNG, JPEG, GIF, WebP or SVG picture");
}

#ifdef HAVE_GEXIV2
static void
assert_tag (GExiv2Metadata *metadata,
            const char     *tag,
            const char     *expected)
{
  g_autofree char *found = gexiv2_metadata_try_get_tag_string (metadata, tag, NULL);

  if (found == NULL || strstr (found, expected) == NULL)
    g_error ("%s is “%s” and not “%s”", tag, found, expected);
}
#endif

/* What a newsroom reads in the picture, by a program that is not Herald. */
static void
test_facts (void)
{
#ifdef HAVE_GEXIV2
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
  g_autoptr (HeraldAnnouncement) italian = kit_sample_announcement ("it");
  g_autoptr (GPtrArray) contents = NULL;
  HeraldRenderJob job;
  g_autoptr (HeraldKitPictures) pictures = NULL;
  g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();
  g_autoptr (GExiv2Metadata) of_logo = gexiv2_metadata_new ();
  const char *asset = figure_asset (announcement);
  HeraldEdition edition = { italian, "", 1, "2026-11-22T07:16:42Z", TRUE };
  g_autoptr (GPtrArray) editions = g_ptr_array_new ();
  HeraldKitPicture *picture = NULL;
  gsize size = 0;
  const guint8 *data = NULL;

  herald_announcement_find_asset (announcement, asset)->rights = g_strdup ("© Aurelia <Optics> & friends");
  job = kit_sample_job (announcement, HERALD_PURPOSE_REVIEW);
  g_ptr_array_add (editions, &edition);
  job.editions = editions;
  contents = herald_contents_new (&job);
  pictures = herald_kit_pictures_new (&job, contents);
  picture = herald_kit_pictures_get (pictures, asset, NULL, NULL);
  data = g_bytes_get_data (picture->bytes, &size);
  g_assert_true (gexiv2_metadata_open_buf (metadata, data, (glong) size, NULL));
  assert_tag (metadata, "Xmp.dc.description", "lang=\"x-default\" The first lens");
  assert_tag (metadata, "Xmp.dc.description", "lang=\"en\" The first lens");
  assert_tag (metadata, "Xmp.dc.description", "lang=\"it\" The first lens");
  assert_tag (metadata, "Xmp.dc.creator", "Aurelia Optics");
  assert_tag (metadata, "Xmp.dc.rights", "lang=\"x-default\" © Aurelia <Optics> & friends");
  assert_tag (metadata, "Xmp.dc.rights", "lang=\"en\" © Aurelia <Optics> & friends");
  assert_tag (metadata, "Xmp.xmpRights.UsageTerms", "lang=\"x-default\" © Aurelia <Optics> & friends");
  assert_tag (metadata, "Xmp.xmpRights.UsageTerms", "lang=\"en\" © Aurelia <Optics> & friends");
  assert_tag (metadata, "Xmp.iptc.AltTextAccessibility", "lang=\"x-default\" A lens on a bench");
  assert_tag (metadata, "Xmp.iptc.AltTextAccessibility", "lang=\"en\" A lens on a bench");
  assert_tag (metadata, "Xmp.iptc.AltTextAccessibility", "lang=\"it\" A lens on a bench");
  assert_tag (metadata, "Xmp.photoshop.Credit", "Aurelia Optics");
  assert_tag (metadata, "Xmp.photoshop.Headline", "Aurelia Optics and Kitefin Mobile begin a partnership");
  assert_tag (metadata, "Iptc.Application2.Caption", "The first lens");
  assert_tag (metadata, "Iptc.Application2.Credit", "Aurelia Optics");
  assert_tag (metadata, "Iptc.Application2.Copyright", "© Aurelia <Optics> & friends");
  assert_tag (metadata, "Iptc.Application2.ReleaseDate", "2027-03-02");
  assert_tag (metadata, "Iptc.Application2.ReleaseTime", "08:00:00+00:00");
  g_assert_true (bytes_contain (picture->bytes, "Embargoed until Tuesday, 2 March 2027"));
  picture = herald_kit_pictures_get_logo (pictures, g_ptr_array_index (announcement->parties, 0), NULL);
  data = g_bytes_get_data (picture->bytes, &size);
  g_assert_true (gexiv2_metadata_open_buf (of_logo, data, (glong) size, NULL));
  assert_tag (of_logo, "Xmp.photoshop.Headline", "Aurelia Optics and Kitefin Mobile begin a partnership");
#else
  g_test_skip ("gexiv2 is not installed");
#endif
}

/* All that can be said, at its worst, still fits where a JPEG has room for it. */
static void
test_facts_fit (void)
{
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
  g_autoptr (GPtrArray) contents = NULL;
  HeraldRenderJob job;
  g_autoptr (HeraldKitPictures) pictures = NULL;
  g_autoptr (GPtrArray) editions = g_ptr_array_new ();
  HeraldEdition edition = { announcement, "", 1, "2026-11-22T07:16:42Z", TRUE };
  HeraldAsset *asset = herald_announcement_find_asset (announcement, figure_asset (announcement));
  g_autoptr (GError) error = NULL;

  asset->rights = g_strnfill (1000000, '&');
  asset->credit = g_strnfill (1000000, '"');
  announcement->headline = (g_free (announcement->headline), g_strnfill (1000000, '<'));
  for (guint i = 0; i < announcement->body->len; i++)
    {
      HeraldBlock *block = g_ptr_array_index (announcement->body, i);

      if (block->type != HERALD_BLOCK_FIGURE)
        continue;
      g_free (block->caption);
      block->caption = g_strnfill (1000000, '&');
      g_free (block->alt);
      block->alt = g_strnfill (1000000, '&');
    }
  for (guint i = 0; i < 5; i++)
    g_ptr_array_add (editions, &edition);
  job = kit_sample_job (announcement, HERALD_PURPOSE_REVIEW);
  job.editions = editions;
  contents = herald_contents_new (&job);
  pictures = herald_kit_pictures_new (&job, contents);
  g_assert_nonnull (herald_kit_pictures_get (pictures, asset->sha256, NULL, &error));
  g_assert_no_error (error);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/kit-picture/hidden", test_nothing_hidden_leaves);
  g_test_add_func ("/render/kit-picture/orientation", test_orientation);
  g_test_add_func ("/render/kit-picture/sizes", test_sizes);
  g_test_add_func ("/render/kit-picture/copy", test_copy);
  g_test_add_func ("/render/kit-picture/drawing", test_drawing);
  g_test_add_func ("/render/kit-picture/shrinking", test_shrinking_keeps_edges);
  g_test_add_func ("/render/kit-picture/trimmed", test_trimmed);
  g_test_add_func ("/render/kit-picture/logos", test_logos_weigh_the_same);
  g_test_add_func ("/render/kit-picture/refused", test_refused);
  g_test_add_func ("/render/kit-picture/crafted", test_crafted);
  g_test_add_func ("/render/kit-picture/bombs", test_bombs);
  g_test_add_func ("/render/kit-picture/scans", test_scans_are_counted);
  g_test_add_func ("/render/kit-picture/animations", test_animations);
  g_test_add_func ("/render/kit-picture/profile", test_colour_profile);
  g_test_add_func ("/render/kit-picture/ink", test_ink);
  g_test_add_func ("/render/kit-picture/once", test_each_once);
  g_test_add_func ("/render/kit-picture/message", test_message_names_the_picture);
  g_test_add_func ("/render/kit-picture/facts", test_facts);
  g_test_add_func ("/render/kit-picture/facts-fit", test_facts_fit);
  return g_test_run ();
}
