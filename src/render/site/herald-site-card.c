/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-site-card.h"

#include <string.h>

#include "herald-clean.h"
#include "herald-zone.h"

/* Code points: more of it stands on the page itself. */
#define MAX_HEADLINE 300
#define MAX_SUMMARY  300
#define MAX_NAME     100
#define MAX_NAMES    32

#define EPOCH "1970-01-01T00:00:00Z"

/* Ends between words where there are any. */
static char *
shorten (const char *text,
         glong       max)
{
  g_autofree char *line = herald_clean_line (text);
  const char *end = NULL;
  const char *space = NULL;

  if (g_utf8_strlen (line, -1) <= max)
    return g_steal_pointer (&line);
  end = g_utf8_offset_to_pointer (line, max - 1);
  space = g_strrstr_len (line, end - line, " ");
  if (space != NULL && space - line > (end - line) / 2)
    end = space;
  return g_strdup_printf ("%.*s…", (int) (end - line), line);
}

/* Clean, none empty, none twice. */
static void
add_name (GPtrArray  *names,
          const char *text)
{
  g_autofree char *name = shorten (text, MAX_NAME);

  if (name[0] != '\0' && names->len < MAX_NAMES && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, g_steal_pointer (&name));
}

static char **
finish_names (GPtrArray *names)
{
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

static char **
list_companies (const HeraldAnnouncement *announcement)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < announcement->parties->len; i++)
    {
      const HeraldParty *party = g_ptr_array_index (announcement->parties, i);

      if (party->role != HERALD_ROLE_MENTIONED)
        add_name (names, party->name);
    }
  return finish_names (names);
}

static char **
list_tags (const HeraldAnnouncement *announcement)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < announcement->tags->len; i++)
    add_name (names, g_ptr_array_index (announcement->tags, i));
  return finish_names (names);
}

/* The subheadline, else how the news begins. */
static char *
summarise (const HeraldContent *content)
{
  const HeraldAnnouncement *announcement = content->announcement;

  if (content->subheadline[0] != '\0')
    return shorten (content->subheadline, MAX_SUMMARY);
  for (guint i = 0; i < announcement->body->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (announcement->body, i);

      if (block->type == HERALD_BLOCK_PARAGRAPH && block->text != NULL && block->text[0] != '\0')
        return shorten (block->text, MAX_SUMMARY);
    }
  return g_strdup ("");
}

static gboolean
is_day (const char *text)
{
  g_autofree char *instant = text != NULL && strlen (text) == 10 ? g_strconcat (text, "T00:00:00Z", NULL) : NULL;
  gint64 seconds = 0;

  return instant != NULL && herald_utc_parse (instant, &seconds);
}

static gboolean
is_instant (const char *text)
{
  gint64 seconds = 0;

  return text != NULL && herald_utc_parse (text, &seconds);
}

/* It was told at the lift, on the day that was agreed; else on the day of the dateline, else when the version was made. */
static void
set_times (HeraldSiteCard      *card,
           const HeraldContent *content)
{
  const HeraldEmbargo *embargo = content->announcement->embargo;
  const HeraldDateline *dateline = content->announcement->dateline;
  const char *made = is_instant (content->version_time) ? content->version_time : EPOCH;
  g_autofree char *wall = embargo != NULL && embargo->wall != NULL ? g_strndup (embargo->wall, 10) : NULL;

  if (embargo != NULL && is_instant (embargo->utc))
    {
      card->published = g_strdup (embargo->utc);
      card->day = is_day (wall) ? g_steal_pointer (&wall) : g_strndup (embargo->utc, 10);
    }
  else if (dateline != NULL && is_day (dateline->date))
    {
      card->published = g_strconcat (dateline->date, "T00:00:00Z", NULL);
      card->day = g_strdup (dateline->date);
    }
  else
    {
      card->published = g_strdup (made);
      card->day = g_strndup (made, 10);
    }
  card->updated = g_strdup (strcmp (made, card->published) > 0 ? made : card->published);
}

/**
 * herald_site_card_new:
 * @content: an edition that is released
 * @folder: of its page, in the press room
 *
 * Returns: (transfer full): what lists tell of it, without a picture
 */
HeraldSiteCard *
herald_site_card_new (const HeraldContent *content,
                      const char          *folder)
{
  HeraldSiteCard *card = g_new0 (HeraldSiteCard, 1);

  card->path = g_strconcat (folder, "/", content->html_path, NULL);
  card->id = g_strdup (content->announcement->id);
  card->version = g_strdup (content->version_hash);
  card->language = shorten (content->language, MAX_NAME);
  card->headline = shorten (content->headline[0] != '\0' ? content->headline : content->kicker, MAX_HEADLINE);
  card->summary = summarise (content);
  card->companies = list_companies (content->announcement);
  card->tags = list_tags (content->announcement);
  card->alt = g_strdup ("");
  set_times (card, content);
  return card;
}

/**
 * herald_site_card_free:
 * @card: (transfer full): a card
 */
void
herald_site_card_free (HeraldSiteCard *card)
{
  g_return_if_fail (card != NULL);

  g_free (card->path);
  g_free (card->id);
  g_free (card->version);
  g_free (card->language);
  g_free (card->headline);
  g_free (card->summary);
  g_free (card->day);
  g_free (card->published);
  g_free (card->updated);
  g_strfreev (card->companies);
  g_strfreev (card->tags);
  g_free (card->picture);
  g_free (card->alt);
  g_free (card);
}

static void
write_names (JsonObject  *object,
             const char  *member,
             char       **names)
{
  JsonArray *array = json_array_new ();

  for (; *names != NULL; names++)
    json_array_add_string_element (array, *names);
  json_object_set_array_member (object, member, array);
}

/**
 * herald_site_card_write:
 * @card: a card
 *
 * Returns: (transfer full): the card as herald_site_card_read() takes it
 */
JsonObject *
herald_site_card_write (const HeraldSiteCard *card)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "path", card->path);
  json_object_set_string_member (object, "id", card->id);
  json_object_set_string_member (object, "version", card->version);
  json_object_set_string_member (object, "language", card->language);
  json_object_set_string_member (object, "headline", card->headline);
  json_object_set_string_member (object, "summary", card->summary);
  json_object_set_string_member (object, "day", card->day);
  json_object_set_string_member (object, "published", card->published);
  json_object_set_string_member (object, "updated", card->updated);
  write_names (object, "companies", card->companies);
  write_names (object, "tags", card->tags);
  if (card->picture == NULL)
    return object;
  json_object_set_string_member (object, "picture", card->picture);
  json_object_set_string_member (object, "alt", card->alt);
  json_object_set_int_member (object, "width", card->width);
  json_object_set_int_member (object, "height", card->height);
  return object;
}

static char *
read_text (JsonObject *object,
           const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_dup_string (node) : NULL;
}

static char **
read_names (JsonObject *object,
            const char *member)
{
  JsonNode *node = json_object_get_member (object, member);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *name = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (name) && json_node_get_value_type (name) == G_TYPE_STRING)
        add_name (names, json_node_get_string (name));
    }
  return finish_names (names);
}

/* A path of the press room's own making. */
static gboolean
is_path (const char *path)
{
  return path != NULL && g_str_has_prefix (path, HERALD_PRESS_ROOM_FOLDER "/") && strstr (path, "..") == NULL && strchr (path, ':') == NULL;
}

static gboolean
is_whole (const HeraldSiteCard *card)
{
  return is_path (card->path) && card->id != NULL && card->version != NULL && card->language != NULL && card->headline != NULL &&
         card->summary != NULL && is_day (card->day) && is_instant (card->published) && is_instant (card->updated) &&
         (card->picture == NULL || (is_path (card->picture) && card->alt != NULL));
}

/**
 * herald_site_card_read:
 * @node: what herald_site_card_write() made, read from a file that anybody may have changed
 *
 * Returns: (transfer full) (nullable): the card
 */
HeraldSiteCard *
herald_site_card_read (JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autoptr (HeraldSiteCard) card = NULL;

  if (object == NULL)
    return NULL;
  card = g_new0 (HeraldSiteCard, 1);
  card->path = read_text (object, "path");
  card->id = read_text (object, "id");
  card->version = read_text (object, "version");
  card->language = read_text (object, "language");
  card->headline = read_text (object, "headline");
  card->summary = read_text (object, "summary");
  card->day = read_text (object, "day");
  card->published = read_text (object, "published");
  card->updated = read_text (object, "updated");
  card->companies = read_names (object, "companies");
  card->tags = read_names (object, "tags");
  card->picture = read_text (object, "picture");
  card->alt = card->picture != NULL ? read_text (object, "alt") : g_strdup ("");
  card->width = (int) CLAMP (json_object_get_int_member_with_default (object, "width", 0), 0, 4096);
  card->height = (int) CLAMP (json_object_get_int_member_with_default (object, "height", 0), 0, 4096);
  return is_whole (card) ? g_steal_pointer (&card) : NULL;
}

/**
 * herald_site_card_compare:
 * @a: pointer to a card
 * @b: pointer to another
 *
 * Returns: the order of lists: newest first; the editions of one kit stand together
 */
int
herald_site_card_compare (gconstpointer a,
                          gconstpointer b)
{
  const HeraldSiteCard *x = *(HeraldSiteCard * const *) a;
  const HeraldSiteCard *y = *(HeraldSiteCard * const *) b;
  int order = strcmp (y->day, x->day);

  if (order == 0)
    order = strcmp (y->published, x->published);
  return order != 0 ? order : strcmp (x->path, y->path);
}
