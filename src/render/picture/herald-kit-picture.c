/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-kit-picture.h"

#include <math.h>
#include <string.h>

#include "herald-colour.h"
#include "herald-i18n.h"
#include "herald-jpeg.h"
#include "herald-picture-format.h"
#include "herald-pixels.h"
#include "herald-render.h"

#define MAX_PIXELS          50e6 /* a picture is held whole: 200 MB */
#define WEB_PIXELS_PER_BYTE 5
#define PACKED              "(biiay)"  /* whether it is a PNG, its width, height and bytes */

static const struct { int width, height, quality; } sizes[HERALD_N_PICTURES] = {
  [HERALD_PICTURE_WEB] = { 2000, 2000, 84 },
  [HERALD_PICTURE_PRINT] = { 4000, 4000, 92 },
  [HERALD_PICTURE_LOGO] = { 600, 240, 92 },
  [HERALD_PICTURE_SMALL] = { 480, 480, 80 },
};

typedef struct
{
  int       max_width;
  int       max_height;
  gboolean  scalable;
  GError   *refusal;
} SizeLimit;

/* Runs before any pixel is allocated: a bomb is refused here, and a drawing is made at the size that is needed. */
static void
limit_size (GdkPixbufLoader *loader,
            int              width,
            int              height,
            gpointer         user_data)
{
  SizeLimit *limit = user_data;
  double scale = MIN ((double) limit->max_width / MAX (1, width), (double) limit->max_height / MAX (1, height));

  g_clear_error (&limit->refusal);
  if (!herald_picture_format_check_size (width, height, MAX_PIXELS, &limit->refusal))
    gdk_pixbuf_loader_set_size (loader, 0, 0);
  else if (limit->scalable)
    gdk_pixbuf_loader_set_size (loader, MAX (1, (int) lround (width * scale)), MAX (1, (int) lround (height * scale)));
}

static void
convert_colours (GdkPixbuf *pixels)
{
  const char *option = gdk_pixbuf_get_option (pixels, "icc-profile");
  gsize size = 0;
  g_autofree guchar *profile = option != NULL ? g_base64_decode (option, &size) : NULL;

  herald_colour_to_srgb (pixels, profile, size);
}

static GdkPixbuf *
load (GBytes            *bytes,
      const char        *format,
      HeraldPictureUse   use,
      GError           **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (format, NULL);
  g_autoptr (GError) reason = NULL;
  SizeLimit limit = { sizes[use].width, sizes[use].height, strcmp (format, "svg") == 0, NULL };
  GdkPixbuf *pixels = NULL;
  gboolean complete = FALSE;

  if (loader == NULL)
    {
      g_set_error (error, HERALD_RENDER_ERROR, HERALD_RENDER_ERROR_PICTURE, _("this computer cannot read %s pictures"), format);
      return NULL;
    }
  g_signal_connect (loader, "size-prepared", G_CALLBACK (limit_size), &limit);
  complete = gdk_pixbuf_loader_write_bytes (loader, bytes, &reason);
  complete = gdk_pixbuf_loader_close (loader, complete ? &reason : NULL) && complete;
  if (limit.refusal != NULL)
    {
      g_propagate_error (error, limit.refusal);
      return NULL;
    }
  pixels = complete && herald_picture_format_is_complete (bytes, format) ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  if (pixels == NULL)
    {
      g_set_error (error, HERALD_RENDER_ERROR, HERALD_RENDER_ERROR_PICTURE, _("it is damaged: %s"),
                   reason != NULL ? reason->message : _("it ends too early"));
      return NULL;
    }
  convert_colours (pixels);
  return gdk_pixbuf_apply_embedded_orientation (pixels);
}

static GdkPixbuf *
decode (GBytes            *bytes,
        HeraldPictureUse   use,
        HeraldJpegSpace   *space,
        GError           **error)
{
  const char *format = herald_picture_format_sniff (bytes);

  if (format == NULL)
    {
      g_set_error_literal (error, HERALD_RENDER_ERROR, HERALD_RENDER_ERROR_PICTURE, _("it is not a PNG, JPEG, GIF, WebP or SVG picture"));
      return NULL;
    }
  if (herald_picture_format_is_animated (bytes, format))
    {
      g_set_error_literal (error, HERALD_RENDER_ERROR, HERALD_RENDER_ERROR_PICTURE, _("it moves. Choose one of its frames, and save that as a picture"));
      return NULL;
    }
  /* A logo is trimmed, for which its colours must be known. */
  *space = use != HERALD_PICTURE_LOGO && strcmp (format, "jpeg") == 0 ? HERALD_JPEG_YCC : HERALD_JPEG_RGB;
  return strcmp (format, "jpeg") == 0 ? herald_jpeg_decode (bytes, sizes[use].width, sizes[use].height, space, error)
                                      : load (bytes, format, use, error);
}

/* A photo that needs no change leaves with the coefficients that it has: for print always, for a page unless it was saved
 * for another purpose and would weigh on it. */
static gboolean
copy (HeraldKitPicture *self,
      GBytes           *bytes,
      HeraldPictureUse  use)
{
  g_autoptr (GBytes) encoded = NULL;

  if (use == HERALD_PICTURE_LOGO || g_strcmp0 (herald_picture_format_sniff (bytes), "jpeg") != 0)
    return FALSE;
  encoded = herald_jpeg_copy (bytes, sizes[use].width, sizes[use].height, &self->width, &self->height);
  if (encoded == NULL || (use == HERALD_PICTURE_WEB && g_bytes_get_size (encoded) > (gsize) self->width * self->height / WEB_PIXELS_PER_BYTE))
    return FALSE;
  self->bytes = g_steal_pointer (&encoded);
  self->media_type = "image/jpeg";
  return TRUE;
}

static gboolean
encode (HeraldKitPicture  *self,
        GdkPixbuf         *pixels,
        HeraldJpegSpace    space,
        HeraldPictureUse   use,
        GError           **error)
{
  gboolean opaque = herald_pixels_is_opaque (pixels);
  char *buffer = NULL;
  gsize size = 0;

  self->width = gdk_pixbuf_get_width (pixels);
  self->height = gdk_pixbuf_get_height (pixels);
  if (opaque && (space == HERALD_JPEG_YCC || !herald_pixels_is_flat (pixels)))
    {
      g_autoptr (GdkPixbuf) flat = herald_pixels_flatten (pixels);

      self->media_type = "image/jpeg";
      self->bytes = herald_jpeg_encode (flat, space, sizes[use].quality);
      return TRUE;
    }
  /* Drawings are small at any effort, and most of the time of an export could go here. */
  if (!gdk_pixbuf_save_to_buffer (pixels, &buffer, &size, "png", error, "compression", "3", NULL))
    return FALSE;
  self->media_type = "image/png";
  self->bytes = g_bytes_new_take (buffer, size);
  self->pixels = g_object_ref (pixels);
  return TRUE;
}

static gboolean
make_anew (HeraldKitPicture  *self,
           GBytes            *bytes,
           HeraldPictureUse   use,
           GError           **error)
{
  HeraldJpegSpace space = HERALD_JPEG_RGB;
  g_autoptr (GdkPixbuf) decoded = decode (bytes, use, &space, error);
  g_autoptr (GdkPixbuf) trimmed = NULL;
  g_autoptr (GdkPixbuf) small = NULL;

  if (decoded == NULL)
    return FALSE;
  trimmed = use == HERALD_PICTURE_LOGO ? herald_pixels_trim (decoded) : g_object_ref (decoded);
  small = herald_pixels_shrink (trimmed, sizes[use].width, sizes[use].height);
  return encode (self, small, space, use, error);
}

/**
 * herald_kit_picture_new:
 * @bytes: a picture file from outside
 * @use: what it is for: how large it may be
 * @facts: (nullable): what it is to say about itself
 * @error: return location; %HERALD_RENDER_ERROR_PICTURE
 *
 * Decodes within bounds that are set before memory is allocated, turns the picture upright and its colours into sRGB,
 * makes it smaller if need be and encodes it again. May be called in any thread.
 *
 * Returns: (transfer full): the picture
 */
HeraldKitPicture *
herald_kit_picture_new (GBytes                    *bytes,
                        HeraldPictureUse           use,
                        const HeraldPictureFacts  *facts,
                        GError                   **error)
{
  g_autoptr (HeraldKitPicture) self = g_new0 (HeraldKitPicture, 1);

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (use < HERALD_N_PICTURES, NULL);

  if (!copy (self, bytes, use) && !make_anew (self, bytes, use, error))
    return NULL;
  if (facts != NULL)
    herald_kit_picture_set_facts (self, facts);
  return g_steal_pointer (&self);
}

/**
 * herald_kit_picture_set_facts:
 * @self: a picture that says nothing about itself yet
 * @facts: what it is to say
 */
void
herald_kit_picture_set_facts (HeraldKitPicture         *self,
                              const HeraldPictureFacts *facts)
{
  g_autoptr (GBytes) plain = g_steal_pointer (&self->bytes);

  self->bytes = herald_picture_facts_write (facts, plain, self->media_type);
}

/**
 * herald_kit_picture_pack:
 * @self: a picture that says nothing about itself yet
 *
 * Returns: (transfer full): all of it, for herald_kit_picture_unpack() on this computer
 */
GBytes *
herald_kit_picture_pack (const HeraldKitPicture *self)
{
  GVariant *bytes = g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, self->bytes, TRUE);
  g_autoptr (GVariant) packed = g_variant_ref_sink (g_variant_new ("(bii@ay)", self->pixels != NULL, self->width, self->height, bytes));

  return g_variant_get_data_as_bytes (packed);
}

/* The pixels of a PNG that Herald has written. */
static GdkPixbuf *
read_pixels (GBytes *png)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (png);

  return gdk_pixbuf_new_from_stream (stream, NULL, NULL);
}

/**
 * herald_kit_picture_unpack:
 * @packed: from herald_kit_picture_pack()
 *
 * Returns: (transfer full) (nullable): the picture, the same as when it was packed; %NULL where @packed is nothing of the kind
 */
HeraldKitPicture *
herald_kit_picture_unpack (GBytes *packed)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (PACKED), packed, FALSE));
  g_autoptr (HeraldKitPicture) self = g_new0 (HeraldKitPicture, 1);
  g_autoptr (GVariant) bytes = NULL;
  gboolean has_pixels = FALSE;

  if (!g_variant_is_normal_form (variant))
    return NULL;
  g_variant_get (variant, "(bii@ay)", &has_pixels, &self->width, &self->height, &bytes);
  self->bytes = g_variant_get_data_as_bytes (bytes);
  self->media_type = has_pixels ? "image/png" : "image/jpeg";
  self->pixels = has_pixels ? read_pixels (self->bytes) : NULL;
  if (has_pixels && (self->pixels == NULL || gdk_pixbuf_get_width (self->pixels) != self->width ||
                     gdk_pixbuf_get_height (self->pixels) != self->height))
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
  g_clear_object (&self->pixels);
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
                             double                  area,
                             double                  max_width,
                             double                  max_height,
                             double                 *width,
                             double                 *height)
{
  double ratio = (double) self->width / self->height;
  double scale = 1.0;

  *width = sqrt (area * ratio);
  *height = sqrt (area / ratio);
  scale = MIN (1.0, MIN (max_width / *width, max_height / *height));
  *width *= scale;
  *height *= scale;
}
