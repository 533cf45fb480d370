/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-picture-facts.h"

#include <string.h>
#include <zlib.h>

#include "herald-clean.h"
#include "herald-content.h"
#include "herald-xmp.h"

#define MAX_XMP 65000

/* What one edition says of the picture. */
typedef struct
{
  const char *language;
  const char *caption;
  const char *alt;
  const char *rights;
} Words;

struct _HeraldPictureFacts
{
  char   *xmp;
  GBytes *iptc; /* IPTC-IIM 4.2: old systems of newsrooms read nothing else */
};

static const char *
first_text (const char *own,
            const char *of_asset)
{
  return own != NULL && own[0] != '\0' ? own : of_asset != NULL && of_asset[0] != '\0' ? of_asset : NULL;
}

static const HeraldBlock *
find_figure (const HeraldAnnouncement *announcement,
             const char               *sha256)
{
  for (guint i = 0; i < announcement->body->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (announcement->body, i);

      if (block->type == HERALD_BLOCK_FIGURE && g_strcmp0 (block->asset, sha256) == 0)
        return block;
    }
  return NULL;
}

static Words
read_words (const HeraldContent  *content,
            const char           *sha256,
            const char          **credit)
{
  const HeraldAsset *asset = herald_announcement_find_asset (content->announcement, sha256);
  const HeraldBlock *figure = find_figure (content->announcement, sha256);
  Words words = { content->language };

  words.caption = first_text (figure != NULL ? figure->caption : NULL, asset != NULL ? asset->caption : NULL);
  words.alt = first_text (figure != NULL ? figure->alt : NULL, asset != NULL ? asset->alt : NULL);
  words.rights = first_text (NULL, asset != NULL ? asset->rights : NULL);
  if (*credit == NULL)
    *credit = first_text (figure != NULL ? figure->credit : NULL, asset != NULL ? asset->credit : NULL);
  return words;
}

/* "Embargoed until ... · DRAFT ...", as on the page. */
static char *
make_instructions (const HeraldContent *content)
{
  if (content->banner != NULL && content->notice != NULL)
    return g_strdup_printf ("%s · %s", content->banner, content->notice);
  return g_strdup (content->banner != NULL ? content->banner : content->notice);
}

static char *
write_xmp (const HeraldContent *content,
           GArray              *words,
           const char          *credit,
           const char          *instructions)
{
  static const struct { const char *name; gsize offset; } properties[] = {
    { "dc:description", G_STRUCT_OFFSET (Words, caption) },
    { "Iptc4xmpCore:AltTextAccessibility", G_STRUCT_OFFSET (Words, alt) },
    { "dc:rights", G_STRUCT_OFFSET (Words, rights) },
    { "xmpRights:UsageTerms", G_STRUCT_OFFSET (Words, rights) },
  };
  g_autoptr (HeraldXmp) xmp = herald_xmp_new ();

  herald_xmp_add (xmp, "photoshop:Headline", content->headline);
  herald_xmp_add (xmp, "photoshop:Credit", credit);
  herald_xmp_add (xmp, "photoshop:Instructions", instructions);
  herald_xmp_add_item (xmp, "dc:creator", credit);
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    for (guint j = 0; j < words->len; j++)
      {
        Words *said = &g_array_index (words, Words, j);

        herald_xmp_add_words (xmp, properties[i].name, said->language, G_STRUCT_MEMBER (const char *, said, properties[i].offset));
      }
  return herald_xmp_finish (xmp);
}

/* One data set: marker, record, number, length, octets; cut between characters to what the standard allows. */
static void
add_data_set (GByteArray *out,
              guint8      record,
              guint8      number,
              const char *text,
              gsize       max_length)
{
  g_autofree char *clean = herald_clean_text (text);
  gsize length = strlen (clean);
  guint8 head[5] = { 0x1c, record, number };

  if (length > max_length)
    length = (gsize) (g_utf8_find_prev_char (clean, clean + max_length + 1) - clean);
  if (length == 0)
    return;
  head[3] = (guint8) (length >> 8);
  head[4] = (guint8) length;
  g_byte_array_append (out, head, sizeof head);
  g_byte_array_append (out, (const guint8 *) clean, (guint) length);
}

/* Release date and time are the standard's own words for an embargo: not to be used before. */
static void
add_lift (GByteArray          *out,
          const HeraldEmbargo *embargo)
{
  g_autoptr (GDateTime) lift = g_date_time_new_from_iso8601 (embargo->utc != NULL ? embargo->utc : "", NULL);
  g_autofree char *date = lift != NULL ? g_date_time_format (lift, "%Y%m%d") : NULL;
  g_autofree char *time = lift != NULL ? g_date_time_format (lift, "%H%M%S+0000") : NULL;

  add_data_set (out, 2, 30, date, 8);
  add_data_set (out, 2, 35, time, 11);
}

static GBytes *
write_iptc (const HeraldContent *content,
            const Words         *words,
            const char          *credit,
            const char          *instructions)
{
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, (const guint8 *) "\x1c\x01\x5a\0\x03\x1b%G", 8); /* the texts are UTF-8 (ISO 2022) */
  g_byte_array_append (out, (const guint8 *) "\x1c\x02\0\0\x02\0\x04", 7);   /* version 4 */
  if (content->banner != NULL)
    add_lift (out, content->announcement->embargo);
  add_data_set (out, 2, 40, instructions, 256);
  add_data_set (out, 2, 80, credit, 32);
  add_data_set (out, 2, 105, content->headline, 256);
  add_data_set (out, 2, 110, credit, 32);
  add_data_set (out, 2, 116, words->rights, 128);
  add_data_set (out, 2, 120, words->caption, 2000);
  return g_byte_array_free_to_bytes (out);
}

/**
 * herald_picture_facts_new:
 * @contents: (element-type HeraldContent): the editions that the picture goes out with, the main one first
 * @sha256: which of their assets it is
 *
 * Returns: (transfer full): headline, credit, caption, alternative text, rights and embargo, in the languages of all
 *   editions (IPTC Photo Metadata Standard 2021.1)
 */
HeraldPictureFacts *
herald_picture_facts_new (GPtrArray  *contents,
                          const char *sha256)
{
  HeraldPictureFacts *self = g_new0 (HeraldPictureFacts, 1);
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (Words));
  const HeraldContent *content = g_ptr_array_index (contents, 0);
  g_autofree char *instructions = make_instructions (content);
  const char *credit = NULL;

  for (guint i = 0; i < contents->len; i++)
    {
      Words said = read_words (g_ptr_array_index (contents, i), sha256, &credit);

      g_array_append_val (words, said);
    }
  self->xmp = write_xmp (content, words, credit, instructions);
  if (strlen (self->xmp) > MAX_XMP) /* of many languages a JPEG has no room for more than the main one */
    {
      g_free (self->xmp);
      g_array_set_size (words, 1);
      self->xmp = write_xmp (content, words, credit, instructions);
    }
  self->iptc = write_iptc (content, &g_array_index (words, Words, 0), credit, instructions);
  return self;
}

/**
 * herald_picture_facts_free:
 * @self: (transfer full): facts
 */
void
herald_picture_facts_free (HeraldPictureFacts *self)
{
  g_free (self->xmp);
  g_bytes_unref (self->iptc);
  g_free (self);
}

static void
append_number (GByteArray *out,
               guint32     number,
               guint       size)
{
  for (guint i = size; i > 0; i--)
    {
      guint8 byte = (guint8) (number >> 8 * (i - 1));

      g_byte_array_append (out, &byte, 1);
    }
}

/* ITU-T T.81, B.1.1.4: marker, and the length that counts itself. */
static void
add_segment (GByteArray   *out,
             guint8        marker,
             gconstpointer name,
             gsize         name_size,
             gconstpointer data,
             gsize         size)
{
  gsize length = 2 + name_size + size;

  g_assert (length <= G_MAXUINT16);
  append_number (out, 0xff00u | marker, 2);
  append_number (out, (guint32) length, 2);
  g_byte_array_append (out, name, (guint) name_size);
  g_byte_array_append (out, data, (guint) size);
}

/* Behind the first segment, which is JFIF's. */
static GBytes *
write_jpeg (const HeraldPictureFacts *self,
            const guint8             *data,
            gsize                     size)
{
  static const char xmp_name[] = "http://ns.adobe.com/xap/1.0/";
  GByteArray *out = g_byte_array_sized_new ((guint) (size + 8192));
  g_autoptr (GByteArray) resource = g_byte_array_new ();
  gsize iptc_size = 0;
  const guint8 *iptc = g_bytes_get_data (self->iptc, &iptc_size);
  gsize start = 4u + (gsize) (data[4] << 8 | data[5]);

  g_byte_array_append (resource, (const guint8 *) "8BIM\x04\x04\0\0", 8); /* Photoshop's image resource of IPTC, without a name */
  append_number (resource, (guint32) iptc_size, 4);
  g_byte_array_append (resource, iptc, (guint) iptc_size);
  if (iptc_size % 2 == 1)
    append_number (resource, 0, 1);
  g_byte_array_append (out, data, (guint) start);
  add_segment (out, 0xe1, xmp_name, sizeof xmp_name, self->xmp, strlen (self->xmp));
  add_segment (out, 0xed, "Photoshop 3.0", 14, resource->data, resource->len);
  g_byte_array_append (out, data + start, (guint) (size - start));
  return g_byte_array_free_to_bytes (out);
}

/* An international text behind the header, which is 33 octets long (PNG specification, 11.3.4.5; XMP part 3, 1.1.5). */
static GBytes *
write_png (const HeraldPictureFacts *self,
           const guint8             *data,
           gsize                     size)
{
  static const char start[] = "iTXtXML:com.adobe.xmp\0\0\0\0";
  GByteArray *out = g_byte_array_sized_new ((guint) (size + 8192));
  gsize length = sizeof start - 4 + strlen (self->xmp);
  guint place = 33 + 4;

  g_byte_array_append (out, data, 33);
  append_number (out, (guint32) length, 4);
  g_byte_array_append (out, (const guint8 *) start, sizeof start);
  g_byte_array_append (out, (const guint8 *) self->xmp, (guint) strlen (self->xmp));
  append_number (out, (guint32) crc32 (0, out->data + place, out->len - place), 4);
  g_byte_array_append (out, data + 33, (guint) (size - 33));
  return g_byte_array_free_to_bytes (out);
}

/**
 * herald_picture_facts_write:
 * @self: facts
 * @picture: a file that Herald has encoded, which says nothing about itself yet
 * @media_type: image/jpeg or image/png
 *
 * Returns: (transfer full): the file with the facts: as XMP, and in a JPEG also as IPTC-IIM
 */
GBytes *
herald_picture_facts_write (const HeraldPictureFacts *self,
                            GBytes                   *picture,
                            const char               *media_type)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (picture, &size);

  g_return_val_if_fail (size > 33, NULL);

  return strcmp (media_type, "image/jpeg") == 0 ? write_jpeg (self, data, size) : write_png (self, data, size);
}
