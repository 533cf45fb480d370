/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-html.h"

#include <math.h>

#include "herald-clean.h"
#include "herald-html-page.h"
#include "herald-kit-labels.h"

/* CSS pixels: a logo of 4:1 is 150 wide. */
#define LOGO_AREA       5600.0
#define LOGO_MAX_WIDTH  200.0
#define LOGO_MAX_HEIGHT 64.0

static void
write_top (HeraldHtmlPage *page)
{
  if (page->content->banner == NULL && page->content->notice == NULL)
    return;
  herald_html_open (page, "header", "top");
  if (page->content->banner != NULL)
    herald_markup_leaf (page->out, "p", "banner", page->content->banner);
  if (page->content->notice != NULL)
    herald_markup_leaf (page->out, "p", "notice", page->content->notice);
  herald_markup_close (page->out);
}

/* The way back to the press room that the page stands in, and to its PDF. */
static void
write_room (HeraldHtmlPage *page)
{
  const HeraldPressRoom *room = page->content->job->press_room;
  const char *label = herald_kit_labels_get (page->content->language, HERALD_KIT_LABEL_PRESS_ROOM);
  HeraldMarkup *out = page->out;
  g_autofree char *words = NULL;

  if (room == NULL)
    return;
  words = herald_html_has_text (room->name) ? g_strdup_printf ("%s · %s", room->name, label) : g_strdup (label);
  herald_html_open (page, "nav", "room");
  herald_markup_attribute (out, "aria-label", label);
  herald_markup_open (out, "a");
  herald_markup_around (out, "href", HERALD_PRESS_ROOM_DEPTH, HERALD_PRESS_ROOM_HOME);
  herald_markup_text (out, words);
  herald_markup_close (out);
  if (room->with_pdf)
    {
      herald_markup_open (out, "a");
      herald_markup_neighbour (out, page->content->pdf_path);
      herald_markup_attribute (out, "type", "application/pdf");
      herald_markup_text (out, "PDF");
      herald_markup_close (out);
    }
  herald_markup_close (out);
}

static gboolean
write_logo (HeraldHtmlPage     *page,
            const HeraldParty  *party,
            GError            **error)
{
  HeraldKitPicture *logo = NULL;
  double width = 0, height = 0;

  herald_markup_open (page->out, "li");
  if (herald_html_has_text (party->logo))
    {
      logo = herald_kit_pictures_get_logo (page->rendering->pictures, party, error);
      if (logo == NULL)
        return FALSE;
      herald_kit_picture_fit_area (logo, LOGO_AREA, LOGO_MAX_WIDTH, LOGO_MAX_HEIGHT, &width, &height);
      herald_markup_open (page->out, "img");
      herald_markup_attribute (page->out, "alt", party->name != NULL ? party->name : "");
      herald_markup_number (page->out, "width", (int) lround (width));
      herald_markup_number (page->out, "height", (int) lround (height));
      herald_markup_picture (page->out, logo->media_type, logo->bytes);
      herald_markup_close (page->out);
    }
  else
    herald_markup_text (page->out, party->name != NULL ? party->name : "");
  herald_markup_close (page->out);
  return TRUE;
}

static gboolean
write_logos (HeraldHtmlPage  *page,
             GError         **error)
{
  if (page->content->issuers->len == 0)
    return TRUE;
  herald_html_open (page, "ul", "logos");
  for (guint i = 0; i < page->content->issuers->len; i++)
    if (!write_logo (page, g_ptr_array_index (page->content->issuers, i), error))
      return FALSE;
  herald_markup_close (page->out);
  return TRUE;
}

static void
write_languages (HeraldHtmlPage *page)
{
  HeraldMarkup *out = page->out;

  if (page->rendering->contents->len < 2)
    return;
  herald_markup_open (out, "nav");
  herald_markup_attribute (out, "aria-label", herald_kit_labels_get (page->content->language, HERALD_KIT_LABEL_LANGUAGES));
  herald_html_open (page, "ul", "languages");
  for (guint i = 0; i < page->rendering->contents->len; i++)
    {
      const HeraldContent *other = g_ptr_array_index (page->rendering->contents, i);
      gboolean own = other == page->content;

      herald_markup_open (out, "li");
      herald_markup_open (out, own ? "span" : "a");
      if (own)
        herald_markup_attribute (out, "aria-current", "page");
      else
        {
          herald_markup_neighbour (out, other->html_path);
          herald_markup_attribute (out, "hreflang", other->language);
        }
      herald_markup_attribute (out, "lang", other->language);
      herald_markup_text (out, herald_kit_labels_get_name (other->language));
      herald_markup_close (out);
      herald_markup_close (out);
    }
  herald_markup_close (out);
  herald_markup_close (out);
}

static gboolean
write_title (HeraldHtmlPage  *page,
             GError         **error)
{
  HeraldMarkup *out = page->out;

  herald_markup_open (out, "header");
  if (!write_logos (page, error))
    return FALSE;
  herald_html_open (page, "div", "over");
  herald_markup_leaf (out, "p", "kicker", page->content->kicker);
  write_languages (page);
  herald_markup_close (out);
  herald_markup_leaf (out, "h1", NULL, page->content->headline);
  if (page->content->subheadline[0] != '\0')
    herald_markup_leaf (out, "p", "subheadline", page->content->subheadline);
  herald_markup_close (out);
  return TRUE;
}

static void
write_end (HeraldHtmlPage *page)
{
  const HeraldSource *source = page->content->announcement->source;
  g_autofree char *line = herald_content_format_source (page->content);
  HeraldMarkup *out = page->out;

  if (line != NULL)
    {
      herald_html_open (page, "p", "source");
      herald_markup_open (out, herald_url_is_allowed (source->url) ? "a" : "span");
      herald_markup_link (out, source->url);
      herald_markup_text (out, line);
      herald_html_close (page, 2);
    }
  herald_html_open (page, "p", "end");
  herald_markup_attribute (out, "role", "img");
  herald_markup_attribute (out, "aria-label", herald_kit_labels_get (page->content->language, HERALD_KIT_LABEL_END));
  herald_markup_text (out, "###");
  herald_markup_close (out);
}

static gboolean
write_page (HeraldHtmlPage  *page,
            GError         **error)
{
  const char *language = page->content->language;

  herald_markup_open (page->out, "html");
  herald_markup_attribute (page->out, "lang", language);
  herald_markup_attribute (page->out, "dir", herald_kit_labels_is_rtl (language) ? "rtl" : "ltr");
  herald_html_write_head (page);
  herald_markup_open (page->out, "body");
  write_top (page);
  write_room (page);
  herald_markup_open (page->out, "main");
  herald_markup_open (page->out, "article");
  if (!write_title (page, error) || !herald_html_write_body (page, error) || !herald_html_write_gallery (page, error))
    return FALSE;
  herald_html_write_companies (page);
  write_end (page);
  herald_html_close (page, 2);
  herald_markup_script (page->out, herald_html_script);
  return TRUE;
}

/**
 * herald_html_add:
 * @rendering: the kit in work
 * @error: return location
 *
 * Adds a page for each edition, which works alone: HTML Living Standard, styles and web-size pictures inside, no
 * request, no script needed to read; and beside it the pictures in print size.
 */
gboolean
herald_html_add (HeraldRendering  *rendering,
                 GError          **error)
{
  const HeraldContent *main_edition = g_ptr_array_index (rendering->contents, 0);
  g_autoptr (GPtrArray) media = herald_media_new (rendering, error);
  g_autofree char *style = NULL;

  if (media == NULL)
    return FALSE;
  style = herald_html_make_style (&main_edition->job->look);
  for (guint i = 0; i < rendering->contents->len; i++)
    {
      const HeraldContent *content = g_ptr_array_index (rendering->contents, i);
      g_autoptr (HeraldMarkup) out = herald_markup_new ();
      g_autoptr (GBytes) bytes = NULL;
      HeraldHtmlPage page = { content, rendering, media, style, out };

      if (!write_page (&page, error))
        return FALSE;
      bytes = herald_markup_finish (out);
      herald_kit_add (rendering->kit, content->html_path, bytes);
    }
  herald_media_add (media, rendering->kit);
  return TRUE;
}
