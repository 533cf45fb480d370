/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-html-page.h"

#include <string.h>

#include "herald-clean.h"
#include "herald-html-data.h"

static void
write_meta (HeraldHtmlPage *page,
            const char     *kind,
            const char     *name,
            const char     *value)
{
  if (value == NULL || *value == '\0')
    return;
  herald_markup_open (page->out, "meta");
  herald_markup_attribute (page->out, kind, name);
  herald_markup_attribute (page->out, "content", value);
  herald_markup_close (page->out);
}

static char *
hash (const char *source)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) source, -1);
  g_checksum_get_digest (checksum, digest, &length);
  return g_base64_encode (digest, length);
}

/* Nothing may be loaded, sent or framed; the one style sheet and the one script are named by their hashes (CSP Level 3). */
static void
write_policy (HeraldHtmlPage *page)
{
  g_autofree char *style = hash (page->style);
  g_autofree char *script = hash (herald_html_script);
  g_autofree char *policy = g_strdup_printf ("default-src 'none'; img-src data:; style-src 'sha256-%s'; script-src 'sha256-%s'; "
                                             "base-uri 'none'; form-action 'none'", style, script);

  write_meta (page, "http-equiv", "Content-Security-Policy", policy);
}

/* Open Graph names a language as a locale: "en-GB" is en_GB. */
static char *
make_locale (const char *language)
{
  return g_strdelimit (g_strdup (language), "-", '_');
}

static void
write_relation (HeraldHtmlPage *page,
                const char     *relation)
{
  herald_markup_open (page->out, "link");
  herald_markup_attribute (page->out, "rel", relation);
}

/* Where the page is in public, and what tells of the next ones. */
static void
write_place (HeraldHtmlPage *page)
{
  const HeraldPressRoom *room = page->content->job->press_room;
  g_autofree char *address = NULL;

  if (room == NULL)
    return;
  write_relation (page, "alternate");
  herald_markup_attribute (page->out, "type", "application/atom+xml");
  herald_markup_around (page->out, "href", HERALD_PRESS_ROOM_DEPTH, HERALD_PRESS_ROOM_FEED);
  herald_markup_close (page->out);
  if (room->address == NULL)
    return;
  address = g_strconcat (room->address, page->content->html_path, NULL);
  write_relation (page, "canonical");
  herald_markup_link (page->out, address);
  herald_markup_close (page->out);
  write_meta (page, "property", "og:url", address);
}

/* What search engines and messengers read: nothing before the lift, for they keep what they saw. */
static void
write_public_data (HeraldHtmlPage *page)
{
  const HeraldContent *content = page->content;
  g_autofree char *locale = make_locale (content->language);
  g_autoptr (JsonNode) data = herald_html_make_data (content, page->media);

  write_meta (page, "name", "description", content->subheadline);
  write_meta (page, "property", "og:type", "article");
  write_meta (page, "property", "og:title", content->headline);
  write_meta (page, "property", "og:description", content->subheadline);
  write_meta (page, "property", "og:locale", locale);
  herald_markup_data (page->out, "application/ld+json", data);
}

/**
 * herald_html_write_head:
 * @page: a page
 *
 * Writes all that stands above the body: what browsers, search engines and newsroom systems read.
 */
void
herald_html_write_head (HeraldHtmlPage *page)
{
  const HeraldContent *content = page->content;
  HeraldMarkup *out = page->out;

  herald_markup_open (out, "head");
  herald_markup_open (out, "meta");
  herald_markup_attribute (out, "charset", "utf-8");
  herald_markup_close (out);
  write_policy (page);
  write_meta (page, "name", "viewport", "width=device-width, initial-scale=1");
  write_meta (page, "name", "referrer", "no-referrer");
  if (content->job->purpose != HERALD_PURPOSE_RELEASE)
    write_meta (page, "name", "robots", "noindex, nofollow, noarchive");
  herald_markup_leaf (out, "title", NULL, content->headline[0] != '\0' ? content->headline : content->kicker);
  herald_markup_style (out, page->style);
  write_place (page);
  if (content->job->purpose == HERALD_PURPOSE_RELEASE)
    write_public_data (page);
  herald_markup_close (out);
}
