/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-content.h"

#include <string.h>

#include "herald-clean.h"
#include "herald-kit-labels.h"
#include "herald-sha256.h"

/* Code points; about six lines of a quote set large. */
#define LONG_QUOTE 360

#define MAX_SLUG 60

static HeraldGroup *
group_new (const char *name)
{
  HeraldGroup *group = g_new0 (HeraldGroup, 1);

  group->name = name;
  group->boilerplates = g_ptr_array_new ();
  group->contacts = g_ptr_array_new ();
  return group;
}

static void
group_free (HeraldGroup *group)
{
  g_ptr_array_unref (group->boilerplates);
  g_ptr_array_unref (group->contacts);
  g_free (group);
}

static void
content_free (HeraldContent *self)
{
  g_free (self->headline);
  g_free (self->subheadline);
  g_free (self->kicker);
  g_free (self->banner);
  g_free (self->notice);
  g_free (self->dateline);
  g_free (self->stem);
  g_free (self->html_path);
  g_free (self->pdf_path);
  g_ptr_array_unref (self->spare_figures);
  g_ptr_array_unref (self->issuers);
  g_ptr_array_unref (self->groups);
  g_free (self);
}

static gboolean
is_empty (const char *text)
{
  return text == NULL || text[strspn (text, " \t\n")] == '\0';
}

static void
fill_group (HeraldGroup              *group,
            const HeraldAnnouncement *announcement,
            const char               *party)
{
  for (guint i = 0; i < announcement->boilerplates->len; i++)
    {
      HeraldBoilerplate *boilerplate = g_ptr_array_index (announcement->boilerplates, i);
      gboolean known = herald_announcement_find_party (announcement, boilerplate->party) != NULL;

      if (!is_empty (boilerplate->text) && (party != NULL ? g_strcmp0 (boilerplate->party, party) == 0 : !known))
        g_ptr_array_add (group->boilerplates, boilerplate);
    }
  for (guint i = 0; i < announcement->contacts->len; i++)
    {
      HeraldContact *contact = g_ptr_array_index (announcement->contacts, i);
      gboolean known = herald_announcement_find_party (announcement, contact->party) != NULL;

      if (party != NULL ? g_strcmp0 (contact->party, party) == 0 : !known)
        g_ptr_array_add (group->contacts, contact);
    }
}

/* In the negotiated order; what belongs to no company comes last. */
static void
collect_groups (HeraldContent *self)
{
  const HeraldAnnouncement *announcement = self->announcement;

  for (guint i = 0; i <= announcement->parties->len; i++)
    {
      HeraldParty *party = i < announcement->parties->len ? g_ptr_array_index (announcement->parties, i) : NULL;
      HeraldGroup *group = group_new (party != NULL ? party->name : NULL);

      if (party != NULL && party->role == HERALD_ROLE_ISSUER)
        g_ptr_array_add (self->issuers, party);
      fill_group (group, announcement, party != NULL ? party->id : NULL);
      if (group->boilerplates->len > 0 || group->contacts->len > 0)
        g_ptr_array_add (self->groups, group);
      else
        group_free (group);
    }
}

static gboolean
is_shown (const HeraldAnnouncement *announcement,
          const char               *sha256)
{
  for (guint i = 0; i < announcement->parties->len; i++)
    if (g_strcmp0 (((HeraldParty *) g_ptr_array_index (announcement->parties, i))->logo, sha256) == 0)
      return TRUE;
  for (guint i = 0; i < announcement->body->len; i++)
    if (g_strcmp0 (((HeraldBlock *) g_ptr_array_index (announcement->body, i))->asset, sha256) == 0)
      return TRUE;
  return FALSE;
}

/* A figure without words of its own: its caption, credit and alternative text are the asset's. */
static void
collect_spare_figures (HeraldContent *self)
{
  for (guint i = 0; i < self->announcement->assets->len; i++)
    {
      const HeraldAsset *asset = g_ptr_array_index (self->announcement->assets, i);
      HeraldBlock *figure = NULL;

      if (is_empty (asset->sha256) || asset->media_type == NULL || !g_str_has_prefix (asset->media_type, "image/") ||
          is_shown (self->announcement, asset->sha256))
        continue;
      figure = herald_block_new (HERALD_BLOCK_FIGURE, NULL);
      figure->asset = g_strdup (asset->sha256);
      g_ptr_array_add (self->spare_figures, figure);
    }
}

/* "DRAFT — not for publication · Version 3 · 22 November 2026", or who a briefing is for. */
static char *
format_notice (const HeraldContent *self,
               guint                version_number)
{
  if (self->job->purpose == HERALD_PURPOSE_REVIEW)
    {
      g_autofree char *number = g_strdup_printf ("%u", version_number);
      /* What is still being written has no number. */
      g_autofree char *version = version_number > 0
                                     ? herald_kit_labels_fill (self->language, HERALD_KIT_LABEL_VERSION, "number", number, NULL)
                                     : NULL;
      g_autofree char *date = herald_kit_labels_format_date (self->language, self->version_time, FALSE);
      const char *draft = herald_kit_labels_get (self->language, HERALD_KIT_LABEL_DRAFT);

      const char *parts[] = { draft, version != NULL ? version : date, version != NULL ? date : NULL, NULL };

      return g_strjoinv (" · ", (char **) parts);
    }
  if (self->job->purpose == HERALD_PURPOSE_BRIEFING && !is_empty (self->job->recipient))
    {
      g_autofree char *recipient = herald_clean_line (self->job->recipient);

      return herald_kit_labels_fill (self->language, HERALD_KIT_LABEL_BRIEFING, "recipient", recipient, NULL);
    }
  return NULL;
}

static char *
format_banner (const HeraldContent *self,
               gboolean             show_embargo)
{
  g_autofree char *until = NULL;

  if (!show_embargo || self->announcement->embargo == NULL)
    return NULL;
  until = herald_content_format_until (self);
  return g_strdup_printf ("%s — %s", until, herald_kit_labels_get (self->language, HERALD_KIT_LABEL_NOT_BEFORE));
}

static char *
format_dateline (const HeraldContent *self)
{
  const HeraldDateline *dateline = self->announcement->dateline;
  g_autofree char *place = herald_clean_line (dateline != NULL ? dateline->place : NULL);
  g_autofree char *date = dateline != NULL ? herald_kit_labels_format_date (self->language, dateline->date, FALSE) : NULL;

  if (place[0] != '\0' && date != NULL)
    return g_strconcat (place, herald_kit_labels_get_comma (self->language), date, NULL);
  if (place[0] != '\0')
    return g_steal_pointer (&place);
  return g_steal_pointer (&date);
}

/* The names of an edition's files: readable, of safe characters, and its own in the kit. */
static void
name_files (HeraldContent *self,
            GHashTable    *taken,
            gboolean       is_main)
{
  g_autofree char *slug = herald_clean_slug (self->headline, MAX_SLUG);
  g_autofree char *language = herald_clean_slug (self->language, 16);
  const char *base = slug[0] != '\0' ? slug : "press-release";

  if (language[0] == '\0')
    {
      g_free (language);
      language = g_strdup ("other");
    }
  for (guint n = 1; self->html_path == NULL; n++)
    {
      g_autofree char *count = n > 1 ? g_strdup_printf ("-%u", n) : g_strdup ("");
      g_autofree char *path = is_main ? g_strdup ("index.html") : g_strdup_printf ("index.%s%s.html", language, count);

      if (g_hash_table_add (taken, g_strdup (path)))
        self->html_path = g_steal_pointer (&path);
    }
  for (guint n = 0; self->stem == NULL; n++)
    {
      g_autofree char *count = n > 1 ? g_strdup_printf ("-%u", n) : g_strdup ("");
      g_autofree char *stem = n == 0 && slug[0] != '\0' ? g_strdup (base) : g_strdup_printf ("%s-%s%s", base, language, count);

      if (g_hash_table_add (taken, g_strdup (stem)))
        self->stem = g_steal_pointer (&stem);
    }
  self->pdf_path = g_strconcat (self->stem, ".pdf", NULL);
}

static HeraldContent *
content_new (const HeraldRenderJob *job,
             const HeraldEdition   *edition,
             GHashTable            *taken,
             gboolean               is_main)
{
  HeraldContent *self = g_new0 (HeraldContent, 1);
  gboolean release = job->purpose == HERALD_PURPOSE_RELEASE;

  self->job = job;
  self->announcement = edition->announcement;
  self->language = is_empty (edition->announcement->language) ? "en" : edition->announcement->language;
  self->version_hash = edition->version_hash;
  self->version_time = edition->version_time;
  self->version_number = edition->version_number;
  self->headline = herald_clean_line (edition->announcement->headline);
  self->subheadline = herald_clean_line (edition->announcement->subheadline);
  self->kicker = g_strdup (herald_kit_labels_get (self->language, release ? HERALD_KIT_LABEL_FOR_RELEASE : HERALD_KIT_LABEL_PRESS_RELEASE));
  self->banner = format_banner (self, edition->show_embargo);
  self->notice = format_notice (self, edition->version_number);
  self->dateline = format_dateline (self);
  self->spare_figures = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_block_free);
  collect_spare_figures (self);
  self->issuers = g_ptr_array_new ();
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  collect_groups (self);
  name_files (self, taken, is_main);
  return self;
}

/**
 * herald_contents_new:
 * @job: a job, which must outlive what is returned
 *
 * Returns: (transfer full) (element-type HeraldContent): the contents of all editions, the job's own first
 */
GPtrArray *
herald_contents_new (const HeraldRenderJob *job)
{
  GPtrArray *contents = g_ptr_array_new_with_free_func ((GDestroyNotify) content_free);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  HeraldEdition own = { job->announcement, job->version_hash, job->version_number, job->version_time, job->show_embargo };

  g_ptr_array_add (contents, content_new (job, &own, taken, TRUE));
  for (guint i = 0; job->editions != NULL && i < job->editions->len; i++)
    g_ptr_array_add (contents, content_new (job, g_ptr_array_index (job->editions, i), taken, FALSE));
  return contents;
}

/**
 * herald_content_format_quote:
 * @self: a content
 * @text: the words of a quote
 *
 * Returns: (transfer full): the words between the quotation marks of the language
 */
char *
herald_content_format_quote (const HeraldContent *self,
                             const char          *text)
{
  g_autofree char *clean = herald_clean_text (text);
  const char *open = NULL;
  const char *close = NULL;

  herald_kit_labels_get_quotes (self->language, &open, &close);
  return g_strconcat (open, g_strstrip (clean), close, NULL);
}

/**
 * herald_content_format_position:
 * @self: a content
 * @speaker: who speaks
 *
 * Returns: (transfer full): job title and organisation, the latter only if the title does not name it already; or ""
 */
char *
herald_content_format_position (const HeraldContent *self,
                                const HeraldSpeaker *speaker)
{
  g_autofree char *title = herald_clean_line (speaker->title);
  g_autofree char *organisation = herald_clean_line (speaker->organisation);

  if (title[0] == '\0')
    return g_steal_pointer (&organisation);
  if (organisation[0] == '\0' || strstr (title, organisation) != NULL)
    return g_steal_pointer (&title);
  return g_strconcat (title, herald_kit_labels_get_comma (self->language), organisation, NULL);
}

/**
 * herald_content_format_attribution:
 * @self: a content
 * @speaker: (nullable): who speaks
 *
 * Returns: (transfer full) (nullable): name, job title and organisation; %NULL when nothing of it is known
 */
char *
herald_content_format_attribution (const HeraldContent *self,
                                   const HeraldSpeaker *speaker)
{
  g_autofree char *name = herald_clean_line (speaker != NULL ? speaker->name : NULL);
  g_autofree char *position = speaker != NULL ? herald_content_format_position (self, speaker) : g_strdup ("");

  if (name[0] == '\0')
    return position[0] != '\0' ? g_steal_pointer (&position) : NULL;
  if (position[0] == '\0')
    return g_steal_pointer (&name);
  return g_strconcat (name, herald_kit_labels_get_comma (self->language), position, NULL);
}

/**
 * herald_content_format_about:
 * @self: a content
 * @group: a company
 *
 * Returns: (transfer full) (nullable): "About X"; %NULL for what belongs to no company
 */
char *
herald_content_format_about (const HeraldContent *self,
                             const HeraldGroup   *group)
{
  g_autofree char *name = herald_clean_line (group->name);

  return name[0] != '\0' ? herald_kit_labels_fill (self->language, HERALD_KIT_LABEL_ABOUT, "name", name, NULL) : NULL;
}

/**
 * herald_content_format_source:
 * @self: a content
 *
 * Returns: (transfer full) (nullable): "Source: X"; %NULL when none is named
 */
char *
herald_content_format_source (const HeraldContent *self)
{
  const HeraldSource *source = self->announcement->source;
  g_autofree char *name = herald_clean_line (source != NULL ? source->name : NULL);

  return name[0] != '\0' ? herald_kit_labels_fill (self->language, HERALD_KIT_LABEL_SOURCE, "name", name, NULL) : NULL;
}

/**
 * herald_content_format_until:
 * @self: a content of an announcement that has an embargo
 *
 * Returns: (transfer full): "Embargoed until ..."
 */
char *
herald_content_format_until (const HeraldContent *self)
{
  g_autofree char *when = herald_kit_labels_format_lift (self->language, self->announcement->embargo);

  return herald_kit_labels_fill (self->language, HERALD_KIT_LABEL_EMBARGO, "when", when, NULL);
}

/**
 * herald_content_format_warning:
 * @self: a content
 * @between: what stands between the two
 *
 * Returns: (transfer full) (nullable): banner and notice in one; %NULL when there is neither
 */
char *
herald_content_format_warning (const HeraldContent *self,
                               const char          *between)
{
  if (self->banner == NULL || self->notice == NULL)
    return g_strdup (self->banner != NULL ? self->banner : self->notice);
  return g_strconcat (self->banner, between, self->notice, NULL);
}

/**
 * herald_content_make_hash_uri:
 * @bytes: a file of the kit
 *
 * Returns: (transfer full): the address of the bytes themselves (RFC 6920, `ni` with SHA-256)
 */
char *
herald_content_make_hash_uri (GBytes *bytes)
{
  guint8 digest[HERALD_SHA256_SIZE];
  g_autofree char *hash = NULL;

  herald_sha256_digest (bytes, digest);
  hash = g_base64_encode (digest, sizeof digest);
  g_strdelimit (g_strdelimit (hash, "+", '-'), "/", '_');
  hash[strcspn (hash, "=")] = '\0';
  return g_strconcat ("ni:///sha-256;", hash, NULL);
}

/**
 * herald_content_make_number:
 * @phone: (nullable): a telephone number as people write it
 *
 * Returns: (transfer full): the number for a `tel:` address (RFC 3966), without spaces and brackets
 */
char *
herald_content_make_number (const char *phone)
{
  GString *number = g_string_new (NULL);

  for (const char *p = phone != NULL ? phone : ""; *p != '\0'; p++)
    if (strchr (" ()/", *p) == NULL)
      g_string_append_c (number, *p);
  return g_string_free (number, FALSE);
}

/* What the figure says itself, or the asset that it shows. */
static char *
first_line (const char *own,
            const char *of_asset)
{
  return herald_clean_line (!is_empty (own) ? own : of_asset);
}

/**
 * herald_content_describe_figure:
 * @self: a content
 * @figure: a figure
 * @caption: (out) (transfer full): its caption, or ""
 * @credit: (out) (transfer full): "Photo: X", or ""
 * @alt: (out) (transfer full): what it shows, else the caption, or ""
 */
void
herald_content_describe_figure (const HeraldContent  *self,
                                const HeraldBlock    *figure,
                                char                **caption,
                                char                **credit,
                                char                **alt)
{
  const HeraldAsset *asset = herald_announcement_find_asset (self->announcement, figure->asset);
  g_autofree char *name = first_line (figure->credit, asset != NULL ? asset->credit : NULL);

  *caption = first_line (figure->caption, asset != NULL ? asset->caption : NULL);
  *credit = name[0] != '\0' ? herald_kit_labels_fill (self->language, HERALD_KIT_LABEL_CREDIT, "name", name, NULL) : g_strdup ("");
  *alt = first_line (figure->alt, asset != NULL ? asset->alt : NULL);
  if ((*alt)[0] != '\0')
    return;
  g_free (*alt);
  *alt = g_strdup (*caption);
}

/**
 * herald_content_is_long_quote:
 * @quote: a quote
 *
 * A few sentences can be set large and lead the eye; a long statement set so would take the page from the news.
 *
 * Returns: whether it is to be set near the size of the text
 */
gboolean
herald_content_is_long_quote (const HeraldBlock *quote)
{
  return quote->text != NULL && g_utf8_strlen (quote->text, -1) > LONG_QUOTE;
}
