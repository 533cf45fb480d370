/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-newsml.h"

#include <string.h>

#include "herald-fragment.h"
#include "herald-media.h"

/* IPTC NewsML-G2 2.35, power conformance (https://iptc.org/standards/newsml-g2/); the order of elements is the schema's.
 * The prefixes of the codes are those of the catalogue. */
#define NAMESPACE "http://iptc.org/std/nar/2006-10-01/"
#define CATALOGUE "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"
#define XHTML     "http://www.w3.org/1999/xhtml"

static void
write_code (HeraldXml  *out,
            const char *element,
            const char *attribute,
            const char *value)
{
  herald_xml_open (out, element);
  herald_xml_attribute (out, attribute, value);
  herald_xml_close (out);
}

static void
write_text (HeraldXml  *out,
            const char *element,
            const char *text)
{
  g_autofree char *line = herald_clean_line (text);

  if (line[0] != '\0')
    herald_xml_leaf (out, element, line);
}

/* A thing that has no code: its name alone. */
static void
write_named (HeraldXml  *out,
             const char *element,
             const char *type,
             const char *role,
             const char *name)
{
  g_autofree char *line = herald_clean_line (name);

  if (line[0] == '\0')
    return;
  herald_xml_open (out, element);
  if (type != NULL)
    herald_xml_attribute (out, "type", type);
  if (role != NULL)
    herald_xml_attribute (out, "role", role);
  herald_xml_leaf (out, "name", line);
  herald_xml_close (out);
}

static const char *
find_provider (const HeraldContent *content)
{
  const HeraldSource *source = content->announcement->source;

  for (guint i = 0; i < content->issuers->len; i++)
    {
      const HeraldParty *party = g_ptr_array_index (content->issuers, i);

      if (party->name != NULL && party->name[0] != '\0')
        return party->name;
    }
  return source != NULL && source->name != NULL && source->name[0] != '\0' ? source->name : content->kicker;
}

static void
write_links (HeraldXml           *out,
             const HeraldContent *content,
             GPtrArray           *media)
{
  g_autoptr (GPtrArray) story = herald_story_new (content);

  for (guint i = 0; i < story->len; i++)
    {
      const HeraldPart *part = g_ptr_array_index (story, i);
      const HeraldMediaFile *file = part->kind == HERALD_PART_FIGURE ? herald_media_find (media, part->asset) : NULL;

      if (file == NULL)
        continue;
      herald_xml_open (out, "link");
      herald_xml_attribute (out, "rel", "irel:associatedWith");
      herald_xml_part (out, "href", file->path);
      herald_xml_attribute (out, "contenttype", file->picture->media_type);
      herald_xml_number (out, "size", (gint64) g_bytes_get_size (file->picture->bytes));
      herald_xml_attribute (out, "title", part->alt);
      write_code (out, "itemClass", "qcode", "ninat:picture");
      write_text (out, "title", part->caption);
      herald_xml_close (out);
    }
}

static void
write_item_meta (HeraldXml           *out,
                 const HeraldContent *content,
                 GPtrArray           *media)
{
  const HeraldEmbargo *embargo = content->announcement->embargo;
  gboolean release = content->job->purpose == HERALD_PURPOSE_RELEASE;
  g_autofree char *warning = herald_content_format_warning (content, " · ");

  herald_xml_open (out, "itemMeta");
  write_code (out, "itemClass", "qcode", "ninat:text");
  write_named (out, "provider", NULL, NULL, find_provider (content));
  herald_xml_leaf (out, "versionCreated", content->version_time);
  if (content->banner != NULL && embargo != NULL && herald_embargo_get_lift (embargo) != G_MAXINT64)
    herald_xml_leaf (out, "embargoed", embargo->utc);
  write_code (out, "pubStatus", "qcode", release ? "stat:usable" : "stat:withheld");
  write_text (out, "title", content->headline);
  write_text (out, "edNote", warning);
  write_links (out, content, media);
  herald_xml_close (out);
}

static void
write_speakers (HeraldXml           *out,
                const HeraldContent *content)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < content->announcement->body->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (content->announcement->body, i);
      g_autofree char *name = herald_clean_line (block->speaker != NULL ? block->speaker->name : NULL);
      g_autofree char *position = block->speaker != NULL ? herald_content_format_position (content, block->speaker) : NULL;

      if (block->type != HERALD_BLOCK_QUOTE || name[0] == '\0' || !g_hash_table_add (known, g_strdup (name)))
        continue;
      herald_xml_open (out, "subject");
      herald_xml_attribute (out, "type", "cpnat:person");
      herald_xml_leaf (out, "name", name);
      write_text (out, "definition", position);
      herald_xml_close (out);
    }
}

static void
write_content_meta (HeraldXml           *out,
                    const HeraldContent *content)
{
  const HeraldDateline *dateline = content->announcement->dateline;
  const HeraldSource *source = content->announcement->source;

  herald_xml_open (out, "contentMeta");
  write_named (out, "located", NULL, NULL, dateline != NULL ? dateline->place : NULL);
  write_named (out, "infoSource", NULL, NULL, source != NULL ? source->name : NULL);
  for (guint i = 0; i < content->issuers->len; i++)
    write_named (out, "creator", NULL, NULL, ((HeraldParty *) g_ptr_array_index (content->issuers, i))->name);
  write_code (out, "language", "tag", content->language);
  write_named (out, "genre", NULL, NULL, "Press release");
  for (guint i = 0; i < content->announcement->parties->len; i++)
    write_named (out, "subject", "cpnat:organisation", NULL,
                 ((HeraldParty *) g_ptr_array_index (content->announcement->parties, i))->name);
  write_speakers (out, content);
  write_text (out, "headline", content->headline);
  write_text (out, "dateline", content->dateline);
  write_text (out, "description", content->subheadline);
  herald_xml_close (out);
}

static void
write_content (HeraldXml           *out,
               const HeraldContent *content,
               GPtrArray           *media)
{
  herald_xml_open (out, "contentSet");
  herald_xml_open (out, "inlineXML");
  herald_xml_attribute (out, "contenttype", "application/xhtml+xml");
  herald_xml_open (out, "html");
  herald_xml_attribute (out, "xmlns", XHTML);
  herald_xml_open (out, "head");
  herald_xml_leaf (out, "title", content->headline);
  herald_xml_close (out);
  herald_xml_open (out, "body");
  herald_fragment_write (out, content, herald_media_find_picture, media);
  herald_xml_close (out);
  herald_xml_close (out);
  herald_xml_close (out);
  herald_xml_close (out);
}

static GBytes *
make_item (const HeraldContent *content,
           GPtrArray           *media)
{
  g_autoptr (HeraldXml) out = herald_xml_new ();
  g_autofree char *guid = g_strconcat ("urn:uuid:", content->announcement->id, NULL);

  herald_xml_open (out, "newsItem");
  herald_xml_attribute (out, "xmlns", NAMESPACE);
  herald_xml_attribute (out, "guid", guid);
  herald_xml_number (out, "version", MAX (content->version_number, 1));
  herald_xml_attribute (out, "standard", "NewsML-G2");
  herald_xml_attribute (out, "standardversion", "2.35");
  herald_xml_attribute (out, "conformance", "power");
  herald_xml_attribute (out, "xml:lang", content->language);
  write_code (out, "catalogRef", "href", CATALOGUE);
  write_item_meta (out, content, media);
  write_content_meta (out, content);
  write_content (out, content, media);
  return herald_xml_finish (out, HERALD_XML_DECLARATION);
}

/**
 * herald_newsml_add:
 * @rendering: the kit in work
 * @error: return location
 *
 * Adds a news item of NewsML-G2 2.35 for each edition, and the pictures that it names. Addresses of pictures are
 * relative to it.
 */
gboolean
herald_newsml_add (HeraldRendering  *rendering,
                   GError          **error)
{
  g_autoptr (GPtrArray) media = herald_media_new (rendering, error);

  if (media == NULL)
    return FALSE;
  for (guint i = 0; i < rendering->contents->len; i++)
    {
      const HeraldContent *content = g_ptr_array_index (rendering->contents, i);
      g_autofree char *path = g_strconcat (content->stem, ".newsml.xml", NULL);
      g_autoptr (GBytes) bytes = make_item (content, media);

      herald_kit_add (rendering->kit, path, bytes);
    }
  herald_media_add (media, rendering->kit);
  return TRUE;
}
