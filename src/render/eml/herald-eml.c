/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-eml.h"

#include <gmime/gmime.h>
#include <string.h>

#include "herald-fragment.h"
#include "herald-jpeg.h"
#include "herald-kit-labels.h"
#include "herald-pdf.h"
#include "herald-pixels.h"
#include "herald-plain-text.h"

/* A picture in a mail is looked at, not printed. */
#define PICTURE_EDGE    600
#define PICTURE_QUALITY 82

/* One picture of a mail: a part beside the page, which names it by `cid:` (RFC 2392). */
typedef struct
{
  const char *sha256;
  char       *cid;        /* without the scheme */
  char       *address;    /* with it */
  const char *media_type;
  GBytes     *bytes;
  int         width;
  int         height;
} Inline;

/* A mail in work. */
typedef struct
{
  HeraldRendering     *rendering;
  const HeraldContent *content;
  GBytes              *pdf;
  GPtrArray           *pictures; /* of Inline */
  char                *seed;     /* what boundaries and ids are made from */
} Mail;

static void
inline_free (Inline *picture)
{
  g_free (picture->cid);
  g_free (picture->address);
  g_bytes_unref (picture->bytes);
  g_free (picture);
}

static void
mail_clear (Mail *mail)
{
  g_clear_pointer (&mail->pictures, g_ptr_array_unref);
  g_clear_pointer (&mail->seed, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Mail, mail_clear)

/* The same for the same kit, and another for every other: libraries for mail take the clock and the name of the
 * computer. */
static char *
make_name (const Mail *mail,
           const char *what)
{
  g_autofree char *text = g_strdup_printf ("%s\n%s", mail->seed, what);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strndup (hash, 32);
}

static char *
make_seed (const HeraldContent *content)
{
  const HeraldRenderJob *job = content->job;

  return g_strdup_printf ("%s\n%s\n%s\n%s", content->announcement->id, content->version_hash != NULL ? content->version_hash : "",
                          herald_purpose_to_string (job->purpose), job->recipient != NULL ? job->recipient : "");
}

static gboolean
make_small (const HeraldKitPicture  *picture,
            Inline                  *small,
            GError                 **error)
{
  g_autoptr (GdkPixbuf) pixels = NULL;
  HeraldJpegSpace space = HERALD_JPEG_RGB;
  char *buffer = NULL;
  gsize size = 0;

  if (picture->pixels == NULL)
    {
      g_autoptr (GdkPixbuf) decoded = herald_jpeg_decode (picture->bytes, PICTURE_EDGE, PICTURE_EDGE, &space, error);

      pixels = decoded != NULL ? herald_pixels_shrink (decoded, PICTURE_EDGE, PICTURE_EDGE) : NULL;
      small->bytes = pixels != NULL ? herald_jpeg_encode (pixels, space, PICTURE_QUALITY) : NULL;
    }
  else
    {
      pixels = herald_pixels_shrink (picture->pixels, PICTURE_EDGE, PICTURE_EDGE);
      if (gdk_pixbuf_save_to_buffer (pixels, &buffer, &size, "png", error, NULL))
        small->bytes = g_bytes_new_take (buffer, size);
    }
  if (small->bytes == NULL)
    return FALSE;
  small->media_type = picture->media_type;
  small->width = gdk_pixbuf_get_width (pixels);
  small->height = gdk_pixbuf_get_height (pixels);
  return TRUE;
}

static gboolean
add_picture (Mail              *mail,
             const HeraldPart  *figure,
             GError           **error)
{
  const HeraldKitPicture *picture = herald_kit_pictures_get (mail->rendering->pictures, figure->asset, figure->caption, error);
  g_autofree char *name = make_name (mail, figure->asset);
  Inline small = { figure->asset };
  Inline *added = NULL;

  for (guint i = 0; i < mail->pictures->len; i++)
    if (strcmp (((Inline *) g_ptr_array_index (mail->pictures, i))->sha256, figure->asset) == 0)
      return TRUE;
  if (picture == NULL || !make_small (picture, &small, error))
    return FALSE;
  added = g_new (Inline, 1);
  *added = small;
  added->cid = g_strconcat (name, "@herald.invalid", NULL);
  added->address = g_strconcat ("cid:", added->cid, NULL);
  g_ptr_array_add (mail->pictures, added);
  return TRUE;
}

static gboolean
add_pictures (Mail    *mail,
              GError **error)
{
  g_autoptr (GPtrArray) story = herald_story_new (mail->content);

  for (guint i = 0; i < story->len; i++)
    {
      const HeraldPart *part = g_ptr_array_index (story, i);

      if (part->kind == HERALD_PART_FIGURE && !add_picture (mail, part, error))
        return FALSE;
    }
  return TRUE;
}

static const char *
find_picture (const HeraldPart *figure,
              int              *width,
              int              *height,
              gpointer          user_data)
{
  GPtrArray *pictures = user_data;

  for (guint i = 0; i < pictures->len; i++)
    {
      const Inline *picture = g_ptr_array_index (pictures, i);

      if (strcmp (picture->sha256, figure->asset) != 0)
        continue;
      *width = picture->width;
      *height = picture->height;
      return picture->address;
    }
  return NULL;
}

static GBytes *
make_page (const Mail *mail)
{
  g_autoptr (HeraldXml) out = herald_xml_new ();

  herald_xml_open (out, "html");
  herald_xml_attribute (out, "lang", mail->content->language);
  herald_xml_open (out, "head");
  herald_xml_open (out, "meta");
  herald_xml_attribute (out, "charset", "utf-8");
  herald_xml_close (out);
  herald_xml_leaf (out, "title", mail->content->headline);
  herald_xml_close (out);
  herald_xml_open (out, "body");
  herald_fragment_write (out, mail->content, find_picture, mail->pictures);
  return herald_xml_finish (out, "<!DOCTYPE html>\n");
}

static GMimePart *
make_part (const char          *type,
           const char          *subtype,
           GBytes              *bytes,
           GMimeContentEncoding encoding)
{
  GMimePart *part = g_mime_part_new_with_type (type, subtype);
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  GMimeStream *stream = g_mime_stream_mem_new_with_buffer (data, size);
  GMimeDataWrapper *wrapper = g_mime_data_wrapper_new_with_stream (stream, GMIME_CONTENT_ENCODING_DEFAULT);

  g_mime_part_set_content (part, wrapper);
  g_mime_part_set_content_encoding (part, encoding);
  g_object_unref (wrapper);
  g_object_unref (stream);
  return part;
}

static GMimePart *
make_text (const Mail *mail,
           const char *subtype,
           GBytes     *bytes)
{
  GMimePart *part = make_part ("text", subtype, bytes, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);

  g_mime_object_set_content_type_parameter (GMIME_OBJECT (part), "charset", "utf-8");
  g_mime_object_set_header (GMIME_OBJECT (part), "Content-Language", mail->content->language, NULL);
  return part;
}

static GMimeMultipart *
make_multipart (const Mail *mail,
                const char *subtype)
{
  GMimeMultipart *multipart = g_mime_multipart_new_with_subtype (subtype);
  g_autofree char *name = make_name (mail, subtype);
  g_autofree char *boundary = g_strconcat ("=_", name, NULL); /* never in base64 or quoted-printable */

  g_mime_multipart_set_boundary (multipart, boundary);
  return multipart;
}

/* (transfer full) for what is added */
static void
add_to (GMimeMultipart *multipart,
        gpointer        part)
{
  g_mime_multipart_add (multipart, part);
  g_object_unref (part);
}

static GMimeMultipart *
make_related (const Mail *mail)
{
  GMimeMultipart *related = make_multipart (mail, "related");
  g_autoptr (GBytes) page = make_page (mail);

  add_to (related, make_text (mail, "html", page));
  for (guint i = 0; i < mail->pictures->len; i++)
    {
      const Inline *picture = g_ptr_array_index (mail->pictures, i);
      GMimePart *part = make_part ("image", picture->media_type + strlen ("image/"), picture->bytes, GMIME_CONTENT_ENCODING_BASE64);

      g_mime_part_set_content_id (part, picture->cid);
      g_mime_object_set_disposition (GMIME_OBJECT (part), GMIME_DISPOSITION_INLINE);
      add_to (related, part);
    }
  return related;
}

static GMimeMultipart *
make_body (const Mail *mail)
{
  GMimeMultipart *mixed = make_multipart (mail, "mixed");
  GMimeMultipart *alternative = make_multipart (mail, "alternative");
  GMimePart *attachment = make_part ("application", "pdf", mail->pdf, GMIME_CONTENT_ENCODING_BASE64);
  char *text = herald_plain_text_write (mail->content);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  add_to (alternative, make_text (mail, "plain", bytes));
  add_to (alternative, make_related (mail));
  add_to (mixed, alternative);
  g_mime_object_set_disposition (GMIME_OBJECT (attachment), GMIME_DISPOSITION_ATTACHMENT);
  g_mime_part_set_filename (attachment, mail->content->pdf_path);
  add_to (mixed, attachment);
  return mixed;
}

/* An embargo that only the text tells is seen too late. */
static char *
make_subject (const HeraldContent *content)
{
  gboolean draft = content->job->purpose == HERALD_PURPOSE_REVIEW;
  g_autofree char *until = content->banner != NULL ? herald_content_format_until (content) : NULL;
  GString *subject = g_string_new (NULL);

  if (draft)
    g_string_append_printf (subject, "[%s] ", herald_kit_labels_get (content->language, HERALD_KIT_LABEL_DRAFT));
  if (until != NULL)
    g_string_append_printf (subject, "[%s] ", until);
  g_string_append (subject, content->headline[0] != '\0' ? content->headline : content->kicker);
  return g_string_free (subject, FALSE);
}

static GMimeMessage *
make_message (const Mail *mail)
{
  GMimeMessage *message = g_mime_message_new (FALSE);
  g_autofree char *subject = make_subject (mail->content);
  g_autofree char *name = make_name (mail, "message");
  g_autofree char *id = g_strconcat (name, "@herald.invalid", NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (mail->content->version_time, zone);
  GMimeMultipart *body = make_body (mail);

  g_mime_message_set_subject (message, subject, "utf-8");
  g_mime_message_set_message_id (message, id);
  if (date != NULL)
    g_mime_message_set_date (message, date);
  /* Outlook's mark for a mail that was not sent, which others have taken over: it opens for editing. */
  g_mime_object_set_header (GMIME_OBJECT (message), "X-Unsent", "1", NULL);
  g_mime_message_set_mime_part (message, GMIME_OBJECT (body));
  g_object_unref (body);
  return message;
}

static GBytes *
write_message (const Mail *mail)
{
  GMimeMessage *message = make_message (mail);
  GMimeFormatOptions *options = g_mime_format_options_new ();
  GByteArray *array = g_byte_array_new ();
  GMimeStream *stream = g_mime_stream_mem_new_with_byte_array (array);

  g_mime_stream_mem_set_owner (GMIME_STREAM_MEM (stream), FALSE);
  g_mime_format_options_set_newline_format (options, GMIME_NEWLINE_FORMAT_DOS);
  g_mime_object_write_to_stream (GMIME_OBJECT (message), options, stream);
  g_mime_format_options_free (options);
  g_object_unref (stream);
  g_object_unref (message);
  return g_byte_array_free_to_bytes (array);
}

static gboolean
add_mail (HeraldRendering      *rendering,
          const HeraldContent  *content,
          GBytes               *pdf,
          GError              **error)
{
  g_auto (Mail) mail = { rendering, content, pdf };
  g_autofree char *path = g_strconcat (content->stem, ".eml", NULL);
  g_autoptr (GBytes) bytes = NULL;

  mail.pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) inline_free);
  mail.seed = make_seed (content);
  if (!add_pictures (&mail, error))
    return FALSE;
  bytes = write_message (&mail);
  herald_kit_add (rendering->kit, path, bytes);
  return TRUE;
}

/**
 * herald_eml_add:
 * @rendering: the kit in work
 * @error: return location
 *
 * Adds a draft for mail programs (RFC 5322, RFC 2046) for each edition: the text as plain text and as a simple page with
 * small pictures, the PDF attached. It has no sender and no receiver: those are the person's.
 */
gboolean
herald_eml_add (HeraldRendering  *rendering,
                GError          **error)
{
  static gsize ready;
  g_autoptr (HeraldKit) kit = herald_kit_new ();
  HeraldRendering inside = *rendering;

  if (g_once_init_enter (&ready))
    {
      g_mime_init ();
      g_once_init_leave (&ready, 1);
    }
  inside.kit = kit;
  if (!herald_pdf_add (&inside, error))
    return FALSE;
  for (guint i = 0; i < rendering->contents->len; i++)
    {
      const HeraldContent *content = g_ptr_array_index (rendering->contents, i);

      if (!add_mail (rendering, content, herald_kit_get (kit, content->pdf_path), error))
        return FALSE;
    }
  return TRUE;
}
