/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "herald-sha256.h"
#include "herald-site-page.h"
#include "herald-xml.h"

/* A feed tells what is new; the press room has the rest. */
#define FEED_SIZE 50

/* sitemaps.org: addresses in one file at most. */
#define MAP_SIZE 50000

/* An address in public where that is known, else a reference relative to the file that it stands in (RFC 4287, 2). */
static char *
make_reference (const HeraldSite *site,
                guint             up,
                const char       *path)
{
  g_autoptr (GString) place = g_string_new (site->facts->address);

  for (; up > 0 && site->facts->address == NULL; up--)
    g_string_append (place, "../");
  g_string_append (place, path);
  return g_strdup (place->str);
}

static void
write_link (HeraldXml  *xml,
            const char *relation,
            const char *type,
            const char *language,
            const char *reference)
{
  herald_xml_open (xml, "link");
  herald_xml_attribute (xml, "rel", relation);
  herald_xml_attribute (xml, "type", type);
  if (language != NULL)
    herald_xml_attribute (xml, "hreflang", language);
  herald_xml_attribute (xml, "href", reference);
  herald_xml_close (xml);
}

static void
write_urn (HeraldXml  *xml,
           const char *uuid)
{
  g_autofree char *made = g_uuid_string_is_valid (uuid) ? g_ascii_strdown (uuid, -1) : herald_site_make_uuid (uuid);
  g_autofree char *urn = g_strconcat ("urn:uuid:", made, NULL);

  herald_xml_leaf (xml, "id", urn);
}

static void
write_author (HeraldXml  *xml,
              const char *name)
{
  herald_xml_open (xml, "author");
  herald_xml_leaf (xml, "name", name);
  herald_xml_close (xml);
}

static void
write_entry (HeraldXml            *xml,
             const HeraldSite     *site,
             guint                 up,
             const HeraldSiteCard *card)
{
  g_autofree char *reference = make_reference (site, up, card->path);

  herald_xml_open (xml, "entry");
  herald_xml_attribute (xml, "xml:lang", card->language);
  write_urn (xml, card->id);
  herald_xml_leaf (xml, "title", card->headline);
  herald_xml_leaf (xml, "updated", card->updated);
  herald_xml_leaf (xml, "published", card->published);
  write_link (xml, "alternate", "text/html", card->language, reference);
  for (char **name = card->companies; *name != NULL; name++)
    write_author (xml, *name);
  for (char **tag = card->tags; *tag != NULL; tag++)
    {
      herald_xml_open (xml, "category");
      herald_xml_attribute (xml, "term", *tag);
      herald_xml_close (xml);
    }
  if (card->summary[0] != '\0')
    herald_xml_leaf (xml, "summary", card->summary);
  herald_xml_close (xml);
}

/* When the newest of what it shows became what it is. */
static const char *
find_updated (const HeraldSiteShelf *shelf)
{
  const char *newest = "1970-01-01T00:00:00Z";

  for (guint i = 0; i < shelf->cards->len; i++)
    {
      const HeraldSiteCard *card = g_ptr_array_index (shelf->cards, i);

      if (strcmp (card->updated, newest) > 0)
        newest = card->updated;
    }
  return newest;
}

static void
write_head (HeraldXml             *xml,
            const HeraldSite      *site,
            const HeraldSiteShelf *shelf,
            guint                  up,
            const char            *path)
{
  const char *name = site->facts->name != NULL && site->facts->name[0] != '\0' ? site->facts->name : site->all->title;
  g_autofree char *seed = g_strdup_printf ("%s %s", site->facts->uuid, shelf->title);
  g_autofree char *uuid = shelf == site->all ? g_strdup (site->facts->uuid) : herald_site_make_uuid (seed);
  g_autofree char *title = g_strdup_printf ("%s · %s", shelf == site->all ? name : shelf->title, site->all->title);
  g_autofree char *page = g_strconcat (shelf->folder, shelf->folder[0] != '\0' ? "/" : "", "index.html", NULL);
  g_autofree char *self_reference = make_reference (site, up, path);
  g_autofree char *page_reference = make_reference (site, up, page);

  herald_xml_attribute (xml, "xmlns", "http://www.w3.org/2005/Atom");
  herald_xml_attribute (xml, "xml:lang", site->language);
  write_urn (xml, uuid);
  herald_xml_leaf (xml, "title", title);
  herald_xml_leaf (xml, "updated", find_updated (shelf));
  write_author (xml, name);
  herald_xml_leaf (xml, "generator", "Herald");
  write_link (xml, "self", "application/atom+xml", NULL, self_reference);
  write_link (xml, "alternate", "text/html", NULL, page_reference);
}

/**
 * herald_site_add_feed:
 * @site: a press room in work
 * @shelf: cards that stand together
 *
 * Adds their Atom feed (RFC 4287) with the newest of them.
 */
void
herald_site_add_feed (HeraldSite            *site,
                      const HeraldSiteShelf *shelf)
{
  g_autofree char *path = g_strconcat (shelf->folder, shelf->folder[0] != '\0' ? "/" : "", HERALD_PRESS_ROOM_FEED, NULL);
  g_autoptr (GString) made_from = g_string_new (site->facts->uuid);
  g_autoptr (HeraldXml) xml = herald_xml_new ();
  g_autoptr (GBytes) bytes = NULL;
  guint up = 0;

  g_string_append_printf (made_from, "\n%s\n%s\n%s", shelf->title, shelf->folder, find_updated (shelf));
  herald_site_append_keys (site, made_from, shelf, 0, MIN (shelf->cards->len, FEED_SIZE));
  if (!herald_site_needs (site, path, made_from))
    return;
  for (const char *p = path; *p != '\0'; p++)
    up += *p == '/';
  herald_xml_open (xml, "feed");
  write_head (xml, site, shelf, up, path);
  for (guint i = 0; i < MIN (shelf->cards->len, FEED_SIZE); i++)
    write_entry (xml, site, up, g_ptr_array_index (shelf->cards, i));
  bytes = herald_xml_finish (xml, HERALD_XML_DECLARATION);
  herald_kit_add (site->kit, path, bytes);
}

static void
write_place (HeraldXml        *xml,
             const HeraldSite *site,
             const char       *element,
             const char       *path,
             const char       *changed)
{
  g_autofree char *address = g_strconcat (site->facts->address, path, NULL);

  herald_xml_open (xml, element);
  herald_xml_leaf (xml, "loc", address);
  if (changed != NULL)
    herald_xml_leaf (xml, "lastmod", changed);
  herald_xml_close (xml);
}

/* What is made in any case: one file, and soon done. */
static void
add_made (HeraldSite *site,
          const char *path,
          GBytes     *bytes)
{
  g_autofree char *hash = herald_sha256_of_bytes (bytes);
  g_autoptr (GString) made_from = g_string_new (hash);

  herald_site_needs (site, path, made_from);
  herald_kit_add (site->kit, path, bytes);
}

static void
finish (HeraldSite *site,
        HeraldXml  *xml,
        const char *path)
{
  g_autoptr (GBytes) bytes = herald_xml_finish (xml, HERALD_XML_DECLARATION);

  add_made (site, path, bytes);
}

static void
open_map (HeraldXml  *xml,
          const char *element)
{
  herald_xml_open (xml, element);
  herald_xml_attribute (xml, "xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");
}

/* The announcements from begin on, and the first page of all in the first map. */
static void
add_part (HeraldSite *site,
          guint       begin,
          const char *path)
{
  g_autoptr (HeraldXml) xml = herald_xml_new ();
  guint n = 0;

  open_map (xml, "urlset");
  if (begin == 0)
    write_place (xml, site, "url", "", find_updated (site->all));
  for (guint i = begin; i < site->all->cards->len && n < MAP_SIZE - 1; i++, n++)
    {
      const HeraldSiteCard *card = g_ptr_array_index (site->all->cards, i);

      write_place (xml, site, "url", card->path, card->updated);
    }
  finish (site, xml, path);
}

static void
add_robots (HeraldSite *site)
{
  g_autofree char *text = g_strdup_printf ("User-agent: *\nAllow: /\nSitemap: %ssitemap.xml\n", site->facts->address);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  add_made (site, "robots.txt", bytes);
}

/**
 * herald_site_add_map:
 * @site: a press room in work, whose public address is known
 *
 * Adds `sitemap.xml` (sitemaps.org 0.9), in parts where it is long, and `robots.txt`, which names it.
 */
void
herald_site_add_map (HeraldSite *site)
{
  guint n_parts = site->all->cards->len / (MAP_SIZE - 1) + 1;
  g_autoptr (HeraldXml) xml = herald_xml_new ();

  if (n_parts == 1)
    add_part (site, 0, "sitemap.xml");
  else
    open_map (xml, "sitemapindex");
  for (guint i = 0; n_parts > 1 && i < n_parts; i++)
    {
      g_autofree char *path = g_strdup_printf ("sitemap-%u.xml", i + 1);

      add_part (site, i * (MAP_SIZE - 1), path);
      write_place (xml, site, "sitemap", path, NULL);
    }
  if (n_parts > 1)
    finish (site, xml, "sitemap.xml");
  add_robots (site);
}
