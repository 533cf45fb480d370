/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "herald-kit-picture.h"

#include <math.h>
#include <string.h>

#include "herald-i18n.h"

#define MAX_SOURCE_EDGE    30000          /* pixels that a file may claim along one edge */
#define MAX_SOURCE_PIXELS  (120.0 * 1e6)  /* and in all: 480 MB when a format cannot be read at a smaller scale */
#define FIGURE_EDGE        1600
#define LOGO_WIDTH         720
#define LOGO_HEIGHT        360
#define JPEG_QUALITY       "86"

typedef struct
{
  int      max_width;
  int      max_height;
  int      claimed_width;
  int      claimed_height;
  gboolean scalable;
  gboolean refused;
} SizeLimit;

/* Runs before any pixel is allocated: a bomb is refused here, and what is larger than needed is read smaller. */
static void
limit_size (GdkPixbufLoader *loader,
            int              width,
            int              height,
            gpointer         user_data)
{
  SizeLimit *limit = user_data;
  double scale = MIN ((double) limit->max_width / width, (double) limit->max_height / height);

  limit->claimed_width = width;
  limit->claimed_height = height;
  if (width > MAX_SOURCE_EDGE || height > MAX_SOURCE_EDGE || (double) width * height > MAX_SOURCE_PIXELS)
    {
      limit->refused = TRUE;
      gdk_pixbuf_loader_set_size (loader, 0, 0);
      return;
    }
  if (scale < 1.0 || limit->scalable)
    gdk_pixbuf_loader_set_size (loader, MAX (1, (int) lround (width * scale)), MAX (1, (int) lround (height * scale)));
}

/* The formats that a press picture comes in; other decoders of the machine are not offered bytes from outside. */
static const char *
sniff_format (GBytes *bytes)
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

/* The decoders take what is there and leave the rest grey. A PNG ends with a chunk IEND; the scan of a JPEG (after the
 * last SOS, since a thumbnail has ends of its own) with the marker EOI. */
static gboolean
is_complete (const char *format,
             GBytes     *bytes)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *scan = NULL;
  const char *end = data + size;

  if (strcmp (format, "png") == 0)
    return memmem (data, size, "IEND", 4) != NULL;
  if (strcmp (format, "jpeg") != 0)
    return TRUE;
  for (const char *p = data; p != NULL; p = memmem (p + 2, end - p - 2, "\xff\xda", 2))
    scan = p;
  return memmem (scan, end - scan, "\xff\xd9", 2) != NULL;
}

static GdkPixbuf *
decode (GBytes  *bytes,
        int      max_width,
        int      max_height,
        GError **error)
{
  const char *format = sniff_format (bytes);
  g_autoptr (GdkPixbufLoader) loader = NULL;
  g_autoptr (GError) reason = NULL;
  SizeLimit limit = { max_width, max_height };
  GdkPixbuf *pixbuf = NULL;
  gboolean complete = FALSE;

  if (format == NULL)
    {
      g_set_error_literal (error, HERALD_RENDER_ERROR, HERALD_RENDER_ERROR_PICTURE, _("it is not a PNG, JPEG, GIF, WebP or SVG picture"));
      return NULL;
    }
  limit.scalable = strcmp (format, "svg") == 0;
  loader = gdk_pixbuf_loader_new_with_type (format, &reason);
  if (loader == NULL)
    {
      g_set_error (error, HERALD_RENDER_ERROR, HERALD_RENDER_ERROR_PICTURE, _("this computer cannot read %s pictures"), format);
      return NULL;
    }
  g_signal_connect (loader, "size-prepared", G_CALLBACK (limit_size), &limit);
  complete = gdk_pixbuf_loader_write_bytes (loader, bytes, &reason);
  complete = gdk_pixbuf_loader_close (loader, complete ? &reason : NULL) && complete;
  if (limit.refused)
    {
      g_set_error (error, HERALD_RENDER_ERROR, HERALD_RENDER_ERROR_PICTURE, _("it is too large: %d × %d pixels"),
                   limit.claimed_width, limit.claimed_height);
      return NULL;
    }
  pixbuf = complete && is_complete (format, bytes) ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  if (pixbuf == NULL)
    {
      g_set_error (error, HERALD_RENDER_ERROR, HERALD_RENDER_ERROR_PICTURE, _("it is damaged: %s"),
                   reason != NULL ? reason->message : _("it ends too early"));
      return NULL;
    }
  return gdk_pixbuf_apply_embedded_orientation (pixbuf);
}

/* Whether a pixel is something to see on white paper. */
static gboolean
is_ink (const guchar *pixel,
        int           n_channels)
{
  if (n_channels == 4 && pixel[3] < 8)
    return FALSE;
  return n_channels == 4 || pixel[0] < 248 || pixel[1] < 248 || pixel[2] < 248;
}

/* Cuts off the empty border of a logo: it would count as its size. */
static GdkPixbuf *
trim_border (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf);
  int height = gdk_pixbuf_get_height (pixbuf);
  int n_channels = gdk_pixbuf_get_n_channels (pixbuf);
  int stride = gdk_pixbuf_get_rowstride (pixbuf);
  const guchar *pixels = gdk_pixbuf_read_pixels (pixbuf);
  int left = width, right = -1, top = height, bottom = -1;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      if (is_ink (pixels + (gsize) y * stride + x * n_channels, n_channels))
        {
          left = MIN (left, x);
          right = MAX (right, x);
          top = MIN (top, y);
          bottom = MAX (bottom, y);
        }
  if (right < left)
    return g_object_ref (pixbuf);
  return gdk_pixbuf_new_subpixbuf (pixbuf, left, top, right - left + 1, bottom - top + 1);
}

static gboolean
is_opaque (GdkPixbuf *pixbuf)
{
  int stride = gdk_pixbuf_get_rowstride (pixbuf);
  const guchar *pixels = gdk_pixbuf_read_pixels (pixbuf);

  if (!gdk_pixbuf_get_has_alpha (pixbuf))
    return TRUE;
  for (int y = 0; y < gdk_pixbuf_get_height (pixbuf); y++)
    for (int x = 0; x < gdk_pixbuf_get_width (pixbuf); x++)
      if (pixels[(gsize) y * stride + x * 4 + 3] != 255)
        return FALSE;
  return TRUE;
}

/* A decoder may ignore the wish for a smaller size. The copy also leaves every option of the file behind. */
static GdkPixbuf *
scale_down (GdkPixbuf *pixbuf,
            int        max_width,
            int        max_height)
{
  int width = gdk_pixbuf_get_width (pixbuf);
  int height = gdk_pixbuf_get_height (pixbuf);
  double scale = MIN (1.0, MIN ((double) max_width / width, (double) max_height / height));

  if (scale >= 1.0)
    return gdk_pixbuf_copy (pixbuf);
  return gdk_pixbuf_scale_simple (pixbuf, MAX (1, (int) lround (width * scale)), MAX (1, (int) lround (height * scale)),
                                  GDK_INTERP_HYPER);
}

static gboolean
encode (HeraldKitPicture  *self,
        GError        **error)
{
  gboolean opaque = is_opaque (self->pixbuf);
  g_autoptr (GdkPixbuf) flat = opaque && gdk_pixbuf_get_has_alpha (self->pixbuf)
                                   ? gdk_pixbuf_composite_color_simple (self->pixbuf, self->width, self->height, GDK_INTERP_NEAREST, 255, 8, 0xffffff, 0xffffff)
                                   : g_object_ref (self->pixbuf);
  char *buffer = NULL;
  gsize size = 0;
  gboolean done = FALSE;

  if (opaque)
    done = gdk_pixbuf_save_to_buffer (flat, &buffer, &size, "jpeg", error, "quality", JPEG_QUALITY, NULL);
  else
    done = gdk_pixbuf_save_to_buffer (self->pixbuf, &buffer, &size, "png", error, NULL);
  if (!done)
    return FALSE;
  self->media_type = opaque ? "image/jpeg" : "image/png";
  self->bytes = g_bytes_new_take (buffer, size);
  return TRUE;
}

/**
 * herald_kit_picture_new:
 * @bytes: a picture file from outside
 * @max_width: pixels at most
 * @max_height: pixels at most
 * @trim: whether to cut off an empty border
 * @error: return location; %HERALD_RENDER_ERROR_PICTURE
 *
 * Decodes within bounds that are set before memory is allocated, turns the picture upright, scales it down and encodes
 * it again.
 *
 * Returns: (transfer full): the picture
 */
HeraldKitPicture *
herald_kit_picture_new (GBytes   *bytes,
                    int       max_width,
                    int       max_height,
                    gboolean  trim,
                    GError  **error)
{
  g_autoptr (HeraldKitPicture) self = g_new0 (HeraldKitPicture, 1);
  g_autoptr (GdkPixbuf) decoded = NULL;
  g_autoptr (GdkPixbuf) trimmed = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (max_width > 0 && max_height > 0, NULL);

  decoded = decode (bytes, max_width, max_height, error);
  if (decoded == NULL)
    return NULL;
  trimmed = trim ? trim_border (decoded) : g_object_ref (decoded);
  self->pixbuf = scale_down (trimmed, max_width, max_height);
  self->width = gdk_pixbuf_get_width (self->pixbuf);
  self->height = gdk_pixbuf_get_height (self->pixbuf);
  if (!encode (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * herald_kit_picture_free:
 * @self: (transfer full): a picture
 */
void
herald_kit_picture_free (HeraldKitPicture *self)
{
  g_clear_object (&self->pixbuf);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

/**
 * herald_kit_picture_fit_area:
 * @self: a logo
 * @area: what it is to cover
 * @max_width: at most
 * @max_height: at most
 * @width: (out): of the logo
 * @height: (out): of the logo
 *
 * Logos weigh the same to the eye when they cover the same area, not when they are of the same height.
 */
void
herald_kit_picture_fit_area (const HeraldKitPicture *self,
                         double               area,
                         double               max_width,
                         double               max_height,
                         double              *width,
                         double              *height)
{
  double ratio = (double) self->width / self->height;
  double scale = 1.0;

  *width = sqrt (area * ratio);
  *height = sqrt (area / ratio);
  scale = MIN (1.0, MIN (max_width / *width, max_height / *height));
  *width *= scale;
  *height *= scale;
}

struct _HeraldKitPictures
{
  const HeraldRenderJob *job;
  GHashTable            *figures; /* sha256 -> HeraldKitPicture */
  GHashTable            *logos;
};

/**
 * herald_kit_pictures_new:
 * @job: a job, which must outlive what is returned
 *
 * Returns: (transfer full): the pictures of the job, none read yet
 */
HeraldKitPictures *
herald_kit_pictures_new (const HeraldRenderJob *job)
{
  HeraldKitPictures *self = g_new0 (HeraldKitPictures, 1);

  self->job = job;
  self->figures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) herald_kit_picture_free);
  self->logos = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) herald_kit_picture_free);
  return self;
}

/**
 * herald_kit_pictures_free:
 * @self: (transfer full): pictures
 */
void
herald_kit_pictures_free (HeraldKitPictures *self)
{
  g_hash_table_unref (self->figures);
  g_hash_table_unref (self->logos);
  g_free (self);
}

static HeraldKitPicture *
get_picture (HeraldKitPictures  *self,
             GHashTable      *table,
             const char      *sha256,
             const char      *name,
             GError         **error)
{
  HeraldKitPicture *picture = g_hash_table_lookup (table, sha256);
  gboolean logo = table == self->logos;
  g_autoptr (GBytes) bytes = NULL;

  if (picture != NULL)
    return picture;
  if (self->job->read_asset == NULL)
    {
      g_set_error (error, HERALD_RENDER_ERROR, HERALD_RENDER_ERROR_PICTURE, _("The picture “%s” is not at hand."), name);
      return NULL;
    }
  bytes = self->job->read_asset (sha256, self->job->read_asset_data, error);
  if (bytes == NULL)
    {
      g_prefix_error (error, _("The picture “%s” cannot be read: "), name);
      return NULL;
    }
  picture = herald_kit_picture_new (bytes, logo ? LOGO_WIDTH : FIGURE_EDGE, logo ? LOGO_HEIGHT : FIGURE_EDGE, logo, error);
  if (picture == NULL)
    {
      g_prefix_error (error, _("The picture “%s” cannot be used: "), name);
      return NULL;
    }
  g_hash_table_insert (table, g_strdup (sha256), picture);
  return picture;
}

/**
 * herald_kit_pictures_get:
 * @self: pictures
 * @sha256: which
 * @name: (nullable): what to call it in a message: its caption
 * @error: return location
 *
 * Returns: (transfer none): a figure's picture at the size for screens
 */
HeraldKitPicture *
herald_kit_pictures_get (HeraldKitPictures  *self,
                     const char      *sha256,
                     const char      *name,
                     GError         **error)
{
  return get_picture (self, self->figures, sha256, name != NULL ? name : "", error);
}

/**
 * herald_kit_pictures_get_logo:
 * @self: pictures
 * @party: a company that has a logo
 * @error: return location
 *
 * Returns: (transfer none): the logo without an empty border
 */
HeraldKitPicture *
herald_kit_pictures_get_logo (HeraldKitPictures     *self,
                          const HeraldParty  *party,
                          GError            **error)
{
  return get_picture (self, self->logos, party->logo, party->name != NULL ? party->name : "", error);
}
