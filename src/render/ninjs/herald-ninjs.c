/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-ninjs.h"

#include <string.h>

#include "herald-canonical.h"
#include "herald-fragment.h"
#include "herald-media.h"
#include "herald-plain-text.h"

/* IPTC ninjs 3.1 (https://iptc.org/standards/ninjs/): unknown members are not allowed, so what has no place there, such
 * as a speaker's job title, stands in `literal`. */
#define SCHEMA_URI "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"

static void
set_text (JsonObject *object,
          const char *name,
          const char *text)
{
  g_autofree char *clean = herald_clean_text (text);

  if (clean[0] != '\0')
    json_object_set_string_member (object, name, clean);
}

static void
set_link (JsonObject *object,
          const char *name,
          const char *url)
{
  if (herald_url_is_allowed (url))
    set_text (object, name, url);
}

static JsonObject *
add_object (JsonArray *array)
{
  JsonObject *object = json_object_new ();

  json_array_add_object_element (array, object);
  return object;
}

static void
set_array (JsonObject *object,
           const char *name,
           JsonArray  *array)
{
  if (json_array_get_length (array) > 0)
    json_object_set_array_member (object, name, array);
  else
    json_array_unref (array);
}

static JsonObject *
add_value (JsonArray  *array,
           const char *role,
           const char *content_type,
           const char *value)
{
  JsonObject *object = NULL;

  if (value == NULL || value[0] == '\0')
    return NULL;
  object = add_object (array);
  set_text (object, "role", role);
  set_text (object, "contentType", content_type);
  json_object_set_string_member (object, "value", value);
  return object;
}

static void
set_headlines (JsonObject          *item,
               const HeraldContent *content)
{
  JsonArray *headlines = json_array_new ();

  add_value (headlines, "main", "text/plain", content->headline);
  add_value (headlines, "subheadline", "text/plain", content->subheadline);
  set_array (item, "headlines", headlines);
}

static guint
count_words (const char *text)
{
  guint n = 0;
  gboolean inside = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gboolean word = !g_unichar_isspace (g_utf8_get_char (p));

      n += word && !inside;
      inside = word;
    }
  return n;
}

static void
set_bodies (JsonObject          *item,
            const HeraldContent *content,
            GPtrArray           *media)
{
  JsonArray *bodies = json_array_new ();
  g_autofree char *text = herald_plain_text_write (content);
  g_autofree char *page = herald_fragment_to_text (content, herald_media_find_picture, media);
  JsonObject *plain = add_value (bodies, "main", "text/plain", text);

  if (plain != NULL)
    {
      json_object_set_int_member (plain, "charCount", g_utf8_strlen (text, -1));
      json_object_set_int_member (plain, "wordCount", count_words (text));
    }
  add_value (bodies, "main", "text/html", page);
  set_array (item, "bodies", bodies);
}

/* Each who speaks, once, in the order of the page. */
static void
add_speakers (JsonArray           *people,
              const HeraldContent *content)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < content->announcement->body->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (content->announcement->body, i);
      g_autofree char *name = herald_clean_line (block->speaker != NULL ? block->speaker->name : NULL);
      g_autofree char *attribution = herald_content_format_attribution (content, block->speaker);
      JsonObject *person = NULL;

      if (block->type != HERALD_BLOCK_QUOTE || name[0] == '\0' || !g_hash_table_add (known, g_strdup (name)))
        continue;
      person = add_object (people);
      set_text (person, "name", name);
      set_text (person, "rel", "speaker");
      set_text (person, "literal", attribution);
    }
}

static void
add_contact_value (JsonArray  *values,
                   const char *type,
                   const char *text)
{
  g_autofree char *line = herald_clean_line (text);
  JsonObject *value = NULL;

  if (line[0] == '\0')
    return;
  value = add_object (values);
  set_text (value, "type", type);
  set_text (value, "role", "press");
  set_text (value, "value", line);
}

static void
add_contacts (JsonArray           *people,
              const HeraldContent *content)
{
  for (guint i = 0; i < content->groups->len; i++)
    {
      const HeraldGroup *group = g_ptr_array_index (content->groups, i);

      for (guint j = 0; j < group->contacts->len; j++)
        {
          const HeraldContact *contact = g_ptr_array_index (group->contacts, j);
          JsonObject *person = add_object (people);
          JsonArray *values = json_array_new ();

          set_text (person, "name", contact->name);
          set_text (person, "rel", "contact");
          set_text (person, "literal", group->name);
          add_contact_value (values, "email", contact->email);
          add_contact_value (values, "phone", contact->phone);
          set_array (person, "contactInfo", values);
        }
    }
}

/* "HKEX:1810" */
static void
set_symbols (JsonObject *organisation,
             const char *ticker)
{
  g_autofree char *line = herald_clean_line (ticker);
  char *colon = strchr (line, ':');
  JsonArray *symbols = NULL;
  JsonObject *symbol = NULL;

  if (line[0] == '\0')
    return;
  symbols = json_array_new ();
  symbol = add_object (symbols);
  if (colon != NULL)
    *colon = '\0';
  if (colon != NULL)
    set_text (symbol, "exchange", g_strstrip (line));
  set_text (symbol, "symbol", colon != NULL ? g_strstrip (colon + 1) : line);
  json_object_set_array_member (organisation, "symbols", symbols);
}

static void
set_organisations (JsonObject          *item,
                   const HeraldContent *content)
{
  JsonArray *organisations = json_array_new ();

  for (guint i = 0; i < content->announcement->parties->len; i++)
    {
      const HeraldParty *party = g_ptr_array_index (content->announcement->parties, i);
      g_autofree char *name = herald_clean_line (party->name);
      JsonObject *organisation = name[0] != '\0' ? add_object (organisations) : NULL;

      if (organisation == NULL)
        continue;
      set_text (organisation, "name", name);
      if (party->role != HERALD_ROLE_NONE)
        set_text (organisation, "rel", herald_role_to_string (party->role));
      set_symbols (organisation, party->ticker);
    }
  set_array (item, "organisations", organisations);
}

static void
set_source (JsonObject          *item,
            const HeraldContent *content)
{
  const HeraldSource *source = content->announcement->source;
  JsonArray *sources = json_array_new ();
  JsonObject *object = NULL;

  if (source != NULL && source->name != NULL && source->name[0] != '\0')
    {
      object = add_object (sources);
      set_text (object, "name", source->name);
      set_link (object, "uri", source->url);
    }
  set_array (item, "infoSources", sources);
}

static void
set_rendition (JsonObject            *association,
               const HeraldMediaFile *file)
{
  JsonArray *renditions = json_array_new ();
  JsonObject *rendition = add_object (renditions);

  set_text (rendition, "name", "main");
  set_text (rendition, "href", file->path);
  set_text (rendition, "contentType", file->picture->media_type);
  json_object_set_int_member (rendition, "width", file->picture->width);
  json_object_set_int_member (rendition, "height", file->picture->height);
  json_object_set_int_member (rendition, "sizeInBytes", (gint64) g_bytes_get_size (file->picture->bytes));
  json_object_set_array_member (association, "renditions", renditions);
}

static void
set_figure (JsonObject          *association,
            const HeraldContent *content,
            const HeraldPart    *figure)
{
  const HeraldAsset *asset = herald_announcement_find_asset (content->announcement, figure->asset);
  JsonArray *descriptions = json_array_new ();
  JsonArray *headlines = json_array_new ();

  add_value (headlines, "main", "text/plain", figure->caption);
  add_value (descriptions, "caption", "text/plain", figure->caption);
  add_value (descriptions, "alternative", "text/plain", figure->alt);
  set_array (association, "headlines", headlines);
  set_array (association, "descriptions", descriptions);
  set_text (association, "by", figure->credit);
  set_text (association, "usageTerms", asset != NULL ? asset->rights : NULL);
}

static void
set_status (JsonObject          *item,
            const HeraldContent *content)
{
  gboolean release = content->job->purpose == HERALD_PURPOSE_RELEASE;
  const HeraldEmbargo *embargo = content->announcement->embargo;

  json_object_set_string_member (item, "pubStatus", release ? "usable" : "withheld");
  if (content->banner != NULL && embargo != NULL && herald_embargo_get_lift (embargo) != G_MAXINT64)
    set_text (item, "embargoedUntil", embargo->utc);
}

static void
set_pictures (JsonObject          *item,
              const HeraldContent *content,
              GPtrArray           *media)
{
  g_autoptr (GPtrArray) story = herald_story_new (content);
  JsonArray *associations = json_array_new ();

  for (guint i = 0; i < story->len; i++)
    {
      const HeraldPart *part = g_ptr_array_index (story, i);
      const HeraldMediaFile *file = part->kind == HERALD_PART_FIGURE ? herald_media_find (media, part->asset) : NULL;
      g_autofree char *name = g_strdup_printf ("picture-%u", json_array_get_length (associations) + 1);
      g_autofree char *uri = file != NULL ? herald_content_make_hash_uri (file->picture->bytes) : NULL;
      JsonObject *association = file != NULL ? add_object (associations) : NULL;

      if (association == NULL)
        continue;
      set_text (association, "name", name);
      set_text (association, "uri", uri);
      set_text (association, "type", "picture");
      set_status (association, content);
      set_figure (association, content, part);
      set_rendition (association, file);
    }
  set_array (item, "associations", associations);
}

static void
set_identity (JsonObject          *item,
              const HeraldContent *content)
{
  g_autofree char *uri = g_strconcat ("urn:uuid:", content->announcement->id, NULL);
  g_autofree char *version = g_strdup_printf ("%u", content->version_number);
  JsonArray *alternatives = json_array_new ();
  JsonObject *standard = json_object_new ();
  JsonObject *alternative = NULL;

  json_object_set_string_member (standard, "name", "ninjs");
  json_object_set_string_member (standard, "version", "3.1");
  json_object_set_string_member (standard, "schema", SCHEMA_URI);
  json_object_set_object_member (item, "standard", standard);
  set_text (item, "uri", uri);
  set_text (item, "version", version);
  if (content->version_hash != NULL)
    {
      alternative = add_object (alternatives);
      set_text (alternative, "role", "version");
      set_text (alternative, "value", content->version_hash);
    }
  set_array (item, "altIds", alternatives);
}

static void
set_notes (JsonObject          *item,
           const HeraldContent *content)
{
  g_autofree char *note = herald_content_format_warning (content, "\n");
  const HeraldDateline *dateline = content->announcement->dateline;
  JsonArray *genres = json_array_new ();

  set_text (add_object (genres), "name", "Press release");
  set_array (item, "genres", genres);
  set_text (item, "edNote", note);
  set_text (item, "located", dateline != NULL ? dateline->place : NULL);
}

static GBytes *
make_item (const HeraldContent *content,
           GPtrArray           *media)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *item = json_object_new ();
  JsonArray *people = json_array_new ();
  char *text = NULL;

  json_node_take_object (node, item);
  set_identity (item, content);
  json_object_set_string_member (item, "type", "text");
  json_object_set_string_member (item, "representationType", "full");
  set_text (item, "versionCreated", content->version_time);
  set_text (item, "language", content->language);
  set_status (item, content);
  set_notes (item, content);
  set_headlines (item, content);
  set_bodies (item, content, media);
  add_speakers (people, content);
  add_contacts (people, content);
  set_array (item, "people", people);
  set_organisations (item, content);
  set_source (item, content);
  set_pictures (item, content, media);
  text = herald_canonical_to_pretty (node);
  return g_bytes_new_take (text, strlen (text));
}

/**
 * herald_ninjs_add:
 * @rendering: the kit in work
 * @error: return location
 *
 * Adds an item of ninjs 3.1 for each edition, and the pictures that it names. Addresses of pictures are relative to it.
 */
gboolean
herald_ninjs_add (HeraldRendering  *rendering,
                  GError          **error)
{
  g_autoptr (GPtrArray) media = herald_media_new (rendering, error);

  if (media == NULL)
    return FALSE;
  for (guint i = 0; i < rendering->contents->len; i++)
    {
      const HeraldContent *content = g_ptr_array_index (rendering->contents, i);
      g_autofree char *path = g_strconcat (content->stem, ".ninjs.json", NULL);
      g_autoptr (GBytes) bytes = make_item (content, media);

      herald_kit_add (rendering->kit, path, bytes);
    }
  herald_media_add (media, rendering->kit);
  return TRUE;
}
