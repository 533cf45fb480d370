/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "herald-kit-picture.h"

#include <string.h>

#include "kit-sample.h"

static gboolean
bytes_contain (GBytes     *bytes,
               const char *needle)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  return memmem (data, size, needle, strlen (needle)) != NULL;
}

static void
test_nothing_hidden_leaves (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) photo = kit_sample_photo ();
  g_autoptr (GBytes) logo = kit_sample_logo (40, 10);
  g_autoptr (HeraldKitPicture) jpeg = herald_kit_picture_new (photo, 1600, 1600, FALSE, &error);
  g_autoptr (HeraldKitPicture) png = herald_kit_picture_new (logo, 1600, 1600, FALSE, &error);

  g_assert_no_error (error);
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
  g_autoptr (HeraldKitPicture) picture = herald_kit_picture_new (photo, 1600, 1600, FALSE, NULL);
  const guchar *pixels = gdk_pixbuf_read_pixels (picture->pixbuf);
  int stride = gdk_pixbuf_get_rowstride (picture->pixbuf);
  const guchar *left = pixels + 150 * stride + 20 * 3;
  const guchar *right = pixels + 150 * stride + 180 * 3;

  g_assert_cmpint (picture->width, ==, 200);
  g_assert_cmpint (picture->height, ==, 300);
  g_assert_cmpint (left[2], >, left[0]);
  g_assert_cmpint (right[0], >, right[2]);
}

static void
test_scaled_down (void)
{
  g_autoptr (GBytes) logo = kit_sample_logo (3000, 500);
  g_autoptr (HeraldKitPicture) picture = herald_kit_picture_new (logo, 720, 360, FALSE, NULL);

  g_assert_cmpint (picture->width, ==, 720);
  g_assert_cmpint (picture->height, <, 140);
}

static void
test_trimmed (void)
{
  g_autoptr (GBytes) logo = kit_sample_logo (200, 50);
  g_autoptr (HeraldKitPicture) picture = herald_kit_picture_new (logo, 720, 360, TRUE, NULL);

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

static void
assert_refused (const void *data,
                gsize       size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  g_assert_null (herald_kit_picture_new (bytes, 1600, 1600, FALSE, &error));
  g_assert_error (error, HERALD_RENDER_ERROR, HERALD_RENDER_ERROR_PICTURE);
}

static void
test_refused (void)
{
  g_autoptr (GBytes) logo = kit_sample_logo (300, 300);
  g_autoptr (GBytes) photo = kit_sample_photo ();
  gsize size = 0;
  const char *data = g_bytes_get_data (logo, &size);

  assert_refused ("", 0);
  assert_refused (g_bytes_get_data (photo, NULL), g_bytes_get_size (photo) - 200);
  assert_refused ("no picture at all", 17);
  assert_refused ("BM" "\x46\0\0\0\0\0\0\0", 10); /* a bitmap: its decoder is not offered anything */
  assert_refused (data, size / 2);
  assert_refused (data, 20);
  assert_refused ("<svg", 4);
}

/* A PNG that claims a billion pixels in sixty bytes is refused before they are allocated. */
static void
test_bomb (void)
{
  static const guchar start[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x75\x30\0\0\x75\x30\x08\x06\0\0\0";
  guint32 crc = 0xffffffffu;
  GByteArray *file = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  guchar sum[4];

  g_byte_array_append (file, start, 29);
  for (guint i = 12; i < 29; i++) /* CRC-32 as in the PNG specification, annex D */
    {
      crc ^= file->data[i];
      for (int bit = 0; bit < 8; bit++)
        crc = crc & 1 ? 0xedb88320u ^ (crc >> 1) : crc >> 1;
    }
  crc = ~crc;
  sum[0] = crc >> 24;
  sum[1] = crc >> 16 & 0xff;
  sum[2] = crc >> 8 & 0xff;
  sum[3] = crc & 0xff;
  g_byte_array_append (file, sum, 4);
  g_byte_array_append (file, (const guchar *) "\0\0\0\1IDAT\x78", 9);
  bytes = g_byte_array_free_to_bytes (file);
  g_assert_null (herald_kit_picture_new (bytes, 1600, 1600, FALSE, &error));
  g_assert_error (error, HERALD_RENDER_ERROR, HERALD_RENDER_ERROR_PICTURE);
  g_assert_nonnull (strstr (error->message, "30000"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/kit-picture/hidden", test_nothing_hidden_leaves);
  g_test_add_func ("/render/kit-picture/orientation", test_orientation);
  g_test_add_func ("/render/kit-picture/scaled", test_scaled_down);
  g_test_add_func ("/render/kit-picture/trimmed", test_trimmed);
  g_test_add_func ("/render/kit-picture/logos", test_logos_weigh_the_same);
  g_test_add_func ("/render/kit-picture/refused", test_refused);
  g_test_add_func ("/render/kit-picture/bomb", test_bomb);
  return g_test_run ();
}
