/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-html-data.h"

#include <string.h>

#include "herald-clean.h"
#include "herald-media.h"
#include "herald-story.h"
#include "herald-zone.h"

#define MINUTE 60
#define HOUR   (60 * MINUTE)

static JsonObject *
thing_new (const char *type)
{
  JsonObject *thing = json_object_new ();

  json_object_set_string_member (thing, "@type", type);
  return thing;
}

/* Clean, on one line; nothing for nothing. */
static void
set_text (JsonObject *thing,
          const char *member,
          const char *text)
{
  g_autofree char *clean = herald_clean_line (text);

  if (clean[0] != '\0')
    json_object_set_string_member (thing, member, clean);
}

/* An empty list says nothing. */
static void
take_list (JsonObject *thing,
           const char *member,
           JsonArray  *list)
{
  if (json_array_get_length (list) > 0)
    json_object_set_array_member (thing, member, list);
  else
    json_array_unref (list);
}

/* The lift as a wall time with its offset, by what was agreed: today's zone data are not asked. NULL: not understood. */
static char *
format_lift (const HeraldEmbargo *embargo)
{
  g_autofree char *wall = g_strconcat (embargo->wall != NULL ? embargo->wall : "", "Z", NULL);
  gint64 shown = 0;
  gint64 instant = 0;
  gint64 offset = 0;

  if (!herald_utc_parse (wall, &shown) || embargo->utc == NULL || !herald_utc_parse (embargo->utc, &instant))
    return NULL;
  offset = shown - instant;
  return g_strdup_printf ("%s%c%02d:%02d", embargo->wall, offset < 0 ? '-' : '+',
                          (int) (ABS (offset) / HOUR), (int) (ABS (offset) % HOUR / MINUTE));
}

/* When it was told: at the lift, else on the day of the dateline, else when the version was made. */
static void
set_dates (JsonObject          *article,
           const HeraldContent *content)
{
  const HeraldAnnouncement *announcement = content->announcement;
  const char *day = announcement->dateline != NULL ? announcement->dateline->date : NULL;
  g_autofree char *lift = announcement->embargo != NULL ? format_lift (announcement->embargo) : NULL;

  set_text (article, "datePublished", lift != NULL ? lift : day != NULL && *day != '\0' ? day : content->version_time);
  set_text (article, "dateModified", content->version_time);
  if (announcement->dateline != NULL)
    set_text (article, "dateline", announcement->dateline->place);
}

static JsonArray *
list_issuers (const HeraldContent *content)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < content->issuers->len; i++)
    {
      const HeraldParty *party = g_ptr_array_index (content->issuers, i);
      JsonObject *organisation = thing_new ("Organization");

      set_text (organisation, "name", party->name);
      set_text (organisation, "tickerSymbol", party->ticker);
      json_array_add_object_element (list, organisation);
    }
  return list;
}

static void
add_quote (JsonArray         *list,
           const HeraldBlock *quote)
{
  const HeraldSpeaker *speaker = quote->speaker;
  JsonObject *thing = thing_new ("Quotation");

  set_text (thing, "text", quote->text);
  if (speaker != NULL && speaker->name != NULL && *speaker->name != '\0')
    {
      JsonObject *person = thing_new ("Person");

      set_text (person, "name", speaker->name);
      set_text (person, "jobTitle", speaker->title);
      if (speaker->organisation != NULL && *speaker->organisation != '\0')
        {
          JsonObject *organisation = thing_new ("Organization");

          set_text (organisation, "name", speaker->organisation);
          json_object_set_object_member (person, "affiliation", organisation);
        }
      json_object_set_object_member (thing, "creator", person);
    }
  json_array_add_object_element (list, thing);
}

static JsonArray *
list_quotes (const HeraldContent *content)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < content->announcement->body->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (content->announcement->body, i);

      if (block->type == HERALD_BLOCK_QUOTE && block->text != NULL && *block->text != '\0')
        add_quote (list, block);
    }
  return list;
}

static void
add_picture (JsonArray             *list,
             const HeraldContent   *content,
             const HeraldBlock     *figure,
             const HeraldMediaFile *file)
{
  const HeraldAsset *asset = herald_announcement_find_asset (content->announcement, figure->asset);
  JsonObject *thing = thing_new ("ImageObject");
  g_autofree char *caption = NULL;
  g_autofree char *credit = NULL;
  g_autofree char *alt = NULL;
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, file->picture->bytes);

  herald_content_describe_figure (content, figure, &caption, &credit, &alt);
  set_text (thing, "contentUrl", file->path);
  set_text (thing, "encodingFormat", file->picture->media_type);
  json_object_set_int_member (thing, "width", file->picture->width);
  json_object_set_int_member (thing, "height", file->picture->height);
  set_text (thing, "sha256", sha256);
  set_text (thing, "caption", caption);
  set_text (thing, "description", alt);
  set_text (thing, "creditText", credit);
  set_text (thing, "copyrightNotice", asset != NULL ? asset->rights : NULL);
  json_array_add_object_element (list, thing);
}

static void
add_pictures (JsonArray           *list,
              const HeraldContent *content,
              GPtrArray           *figures,
              GPtrArray           *media)
{
  for (guint i = 0; i < figures->len; i++)
    {
      const HeraldBlock *figure = g_ptr_array_index (figures, i);
      const HeraldMediaFile *file = figure->type == HERALD_BLOCK_FIGURE ? herald_media_find (media, figure->asset) : NULL;

      if (file != NULL)
        add_picture (list, content, figure, file);
    }
}

/**
 * herald_html_make_data:
 * @content: an edition, in a release
 * @media: (element-type HeraldMediaFile): the files beside the page
 *
 * Returns: (transfer full): the announcement as schema.org's `NewsArticle`; there is no class for press
 *   releases. Tags stay out: they are the team's words to each other
 */
JsonNode *
herald_html_make_data (const HeraldContent *content,
                       GPtrArray           *media)
{
  JsonObject *article = thing_new ("NewsArticle");
  JsonArray *pictures = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (article, "@context", "https://schema.org");
  set_text (article, "headline", content->headline);
  set_text (article, "alternativeHeadline", content->subheadline);
  set_text (article, "inLanguage", content->language);
  set_dates (article, content);
  take_list (article, "author", list_issuers (content));
  take_list (article, "publisher", list_issuers (content));
  add_pictures (pictures, content, content->announcement->body, media);
  add_pictures (pictures, content, content->spare_figures, media);
  take_list (article, "image", pictures);
  take_list (article, "hasPart", list_quotes (content));
  json_node_take_object (node, article);
  return node;
}
