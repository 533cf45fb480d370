/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-html.h"

#include <math.h>
#include <string.h>

#include "herald-clean.h"
#include "herald-kit-labels.h"
#include "herald-markup.h"

/* CSS pixels: a logo of 4:1 is 150 wide. */
#define LOGO_AREA       5600.0
#define LOGO_MAX_WIDTH  200.0
#define LOGO_MAX_HEIGHT 64.0

typedef struct
{
  const HeraldContent *content;
  GPtrArray           *contents;
  HeraldKitPictures   *pictures;
  HeraldMarkup        *out;
} Page;

static void
open_with_class (HeraldMarkup *out,
                 const char   *element,
                 const char   *class_name)
{
  herald_markup_open (out, element);
  herald_markup_attribute (out, "class", class_name);
}

static gboolean
has_text (const char *text)
{
  return text != NULL && text[strspn (text, " \t\n")] != '\0';
}

static void
write_meta (HeraldMarkup *out,
            const char   *kind,
            const char   *name,
            const char   *value)
{
  herald_markup_open (out, "meta");
  herald_markup_attribute (out, kind, name);
  herald_markup_attribute (out, "content", value);
  herald_markup_close (out);
}

/* Nothing may be loaded, run, sent or framed; the one style sheet is named by its hash (CSP Level 3). */
static char *
make_policy (void)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  g_autofree char *hash = NULL;

  g_checksum_update (checksum, (const guchar *) herald_html_style, -1);
  g_checksum_get_digest (checksum, digest, &length);
  hash = g_base64_encode (digest, length);
  return g_strdup_printf ("default-src 'none'; img-src data:; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'", hash);
}

static void
write_head (Page *page)
{
  HeraldMarkup *out = page->out;
  g_autofree char *policy = make_policy ();

  herald_markup_open (out, "head");
  herald_markup_open (out, "meta");
  herald_markup_attribute (out, "charset", "utf-8");
  herald_markup_close (out);
  write_meta (out, "http-equiv", "Content-Security-Policy", policy);
  write_meta (out, "name", "viewport", "width=device-width, initial-scale=1");
  write_meta (out, "name", "referrer", "no-referrer");
  if (page->content->job->purpose != HERALD_PURPOSE_RELEASE)
    write_meta (out, "name", "robots", "noindex, nofollow, noarchive");
  herald_markup_leaf (out, "title", NULL,
                      page->content->headline[0] != '\0' ? page->content->headline : page->content->kicker);
  herald_markup_style (out, herald_html_style);
  herald_markup_close (out);
}

static void
write_top (Page *page)
{
  if (page->content->banner == NULL && page->content->notice == NULL)
    return;
  open_with_class (page->out, "header", "top");
  if (page->content->banner != NULL)
    herald_markup_leaf (page->out, "p", "banner", page->content->banner);
  if (page->content->notice != NULL)
    herald_markup_leaf (page->out, "p", "notice", page->content->notice);
  herald_markup_close (page->out);
}

static gboolean
write_logo (Page              *page,
            const HeraldParty *party,
            GError           **error)
{
  HeraldKitPicture *logo = NULL;
  double width = 0, height = 0;

  herald_markup_open (page->out, "li");
  if (has_text (party->logo))
    {
      logo = herald_kit_pictures_get_logo (page->pictures, party, error);
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
write_logos (Page    *page,
             GError **error)
{
  if (page->content->issuers->len == 0)
    return TRUE;
  open_with_class (page->out, "ul", "logos");
  for (guint i = 0; i < page->content->issuers->len; i++)
    if (!write_logo (page, g_ptr_array_index (page->content->issuers, i), error))
      return FALSE;
  herald_markup_close (page->out);
  return TRUE;
}

static void
write_languages (Page *page)
{
  HeraldMarkup *out = page->out;

  if (page->contents->len < 2)
    return;
  herald_markup_open (out, "nav");
  herald_markup_attribute (out, "aria-label", herald_kit_labels_get (page->content->language, HERALD_KIT_LABEL_LANGUAGES));
  open_with_class (out, "ul", "languages");
  for (guint i = 0; i < page->contents->len; i++)
    {
      const HeraldContent *other = g_ptr_array_index (page->contents, i);
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
write_title (Page    *page,
             GError **error)
{
  HeraldMarkup *out = page->out;

  herald_markup_open (out, "header");
  if (!write_logos (page, error))
    return FALSE;
  open_with_class (out, "div", "over");
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
write_run (HeraldMarkup    *out,
           const HeraldRun *run)
{
  guint n = 0;

  if (run->url != NULL)
    {
      herald_markup_open (out, "a");
      herald_markup_link (out, run->url);
      herald_markup_attribute (out, "rel", "noopener noreferrer");
      n++;
    }
  if (run->strong)
    {
      herald_markup_open (out, "strong");
      n++;
    }
  if (run->emphasis)
    {
      herald_markup_open (out, "em");
      n++;
    }
  herald_markup_text (out, run->text);
  for (; n > 0; n--)
    herald_markup_close (out);
}

static void
write_rich (HeraldMarkup *out,
            const char   *text,
            GArray       *marks)
{
  g_autoptr (GArray) runs = herald_clean_runs (text, marks);

  for (guint i = 0; i < runs->len; i++)
    write_run (out, &g_array_index (runs, HeraldRun, i));
}

static void
write_paragraph (Page              *page,
                 const HeraldBlock *block,
                 gboolean           is_lead)
{
  herald_markup_open (page->out, "p");
  if (is_lead)
    {
      herald_markup_attribute (page->out, "class", "lead");
      if (page->content->dateline != NULL)
        {
          open_with_class (page->out, "span", "dateline");
          herald_markup_text (page->out, page->content->dateline);
          herald_markup_text (page->out, " –");
          herald_markup_close (page->out);
          herald_markup_text (page->out, " ");
        }
    }
  if (block != NULL)
    write_rich (page->out, block->text, block->marks);
  herald_markup_close (page->out);
}

static void
write_speaker (Page                *page,
               const HeraldSpeaker *speaker)
{
  g_autofree char *name = herald_clean_line (speaker->name);
  g_autofree char *position = herald_content_format_position (page->content, speaker);

  herald_markup_open (page->out, "figcaption");
  if (name[0] != '\0')
    {
      herald_markup_open (page->out, "cite");
      herald_markup_text (page->out, name);
      herald_markup_close (page->out);
    }
  if (position[0] != '\0')
    {
      herald_markup_text (page->out, name[0] != '\0' ? herald_kit_labels_get_comma (page->content->language) : "");
      herald_markup_text (page->out, position);
    }
  herald_markup_close (page->out);
}

static void
write_quote (Page              *page,
             const HeraldBlock *block)
{
  const char *open = NULL;
  const char *close = NULL;
  HeraldMarkup *out = page->out;

  herald_kit_labels_get_quotes (page->content->language, &open, &close);
  open_with_class (out, "figure", herald_content_is_long_quote (block) ? "long quote" : "quote");
  herald_markup_open (out, "blockquote");
  herald_markup_open (out, "p");
  herald_markup_text (out, open);
  write_rich (out, block->text, block->marks);
  herald_markup_text (out, close);
  herald_markup_close (out);
  herald_markup_close (out);
  if (block->speaker != NULL && (has_text (block->speaker->name) || has_text (block->speaker->organisation)))
    write_speaker (page, block->speaker);
  herald_markup_close (out);
}

static void
write_list (Page              *page,
            const HeraldBlock *block)
{
  open_with_class (page->out, block->ordered ? "ol" : "ul", "list");
  for (guint i = 0; i < block->items->len; i++)
    {
      HeraldItem *item = g_ptr_array_index (block->items, i);

      herald_markup_open (page->out, "li");
      write_rich (page->out, item->text, item->marks);
      herald_markup_close (page->out);
    }
  herald_markup_close (page->out);
}

static void
write_facts (Page              *page,
             const HeraldBlock *block)
{
  HeraldMarkup *out = page->out;

  herald_markup_open (out, "table");
  herald_markup_attribute (out, "aria-label", herald_kit_labels_get (page->content->language, HERALD_KIT_LABEL_FACTS));
  herald_markup_open (out, "tbody");
  for (guint i = 0; i < block->rows->len; i++)
    {
      GPtrArray *row = g_ptr_array_index (block->rows, i);

      herald_markup_open (out, "tr");
      for (guint j = 0; j < row->len; j++)
        {
          HeraldItem *cell = g_ptr_array_index (row, j);

          herald_markup_open (out, j == 0 ? "th" : "td");
          if (j == 0)
            herald_markup_attribute (out, "scope", "row");
          write_rich (out, cell->text, cell->marks);
          herald_markup_close (out);
        }
      herald_markup_close (out);
    }
  herald_markup_close (out);
  herald_markup_close (out);
}

/* Caption, credit and alternative text of the figure, or of the asset that it shows. */
static const char *
first_text (const char *own,
            const char *of_asset)
{
  return has_text (own) ? own : has_text (of_asset) ? of_asset : NULL;
}

static gboolean
write_figure (Page               *page,
              const HeraldBlock  *block,
              GError            **error)
{
  HeraldAsset *asset = herald_announcement_find_asset (page->content->announcement, block->asset);
  const char *caption = first_text (block->caption, asset != NULL ? asset->caption : NULL);
  const char *credit = first_text (block->credit, asset != NULL ? asset->credit : NULL);
  const char *alt = first_text (block->alt, asset != NULL ? asset->alt : NULL);
  HeraldKitPicture *picture = NULL;
  HeraldMarkup *out = page->out;

  if (!has_text (block->asset))
    return TRUE;
  picture = herald_kit_pictures_get (page->pictures, block->asset, caption, error);
  if (picture == NULL)
    return FALSE;
  open_with_class (out, "figure", "picture");
  herald_markup_open (out, "img");
  herald_markup_attribute (out, "alt", alt != NULL ? alt : caption != NULL ? caption : "");
  herald_markup_number (out, "width", picture->width);
  herald_markup_number (out, "height", picture->height);
  herald_markup_picture (out, picture->media_type, picture->bytes);
  herald_markup_close (out);
  if (caption != NULL || credit != NULL)
    {
      herald_markup_open (out, "figcaption");
      if (caption != NULL)
        herald_markup_text (out, caption);
      if (credit != NULL)
        {
          g_autofree char *name = herald_clean_line (credit);
          g_autofree char *line = herald_kit_labels_fill (page->content->language, HERALD_KIT_LABEL_CREDIT, "name", name, NULL);

          herald_markup_text (out, caption != NULL ? " · " : "");
          open_with_class (out, "span", "credit");
          herald_markup_text (out, line);
          herald_markup_close (out);
        }
      herald_markup_close (out);
    }
  herald_markup_close (out);
  return TRUE;
}

static gboolean
write_block (Page               *page,
             const HeraldBlock  *block,
             gboolean            is_lead,
             GError            **error)
{
  switch (block->type)
    {
    case HERALD_BLOCK_PARAGRAPH:
      if (is_lead || has_text (block->text))
        write_paragraph (page, block, is_lead);
      break;
    case HERALD_BLOCK_HEADING:
      if (has_text (block->text))
        herald_markup_leaf (page->out, "h2", NULL, block->text);
      break;
    case HERALD_BLOCK_QUOTE:
      if (has_text (block->text))
        write_quote (page, block);
      break;
    case HERALD_BLOCK_LIST:
      if (block->items->len > 0)
        write_list (page, block);
      break;
    case HERALD_BLOCK_FIGURE:
      return write_figure (page, block, error);
    case HERALD_BLOCK_FACTS:
      if (block->rows->len > 0)
        write_facts (page, block);
      break;
    case HERALD_BLOCK_UNKNOWN:
      break; /* made by a newer Herald: what it means to say cannot be judged here */
    }
  return TRUE;
}

static gboolean
write_body (Page    *page,
            GError **error)
{
  GPtrArray *body = page->content->announcement->body;
  HeraldMarkup *out = page->out;
  gboolean lead_done = FALSE;

  open_with_class (out, "div", "text");
  for (guint i = 0; i < body->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (body, i);
      gboolean is_lead = !lead_done && block->type == HERALD_BLOCK_PARAGRAPH;

      if (!write_block (page, block, is_lead, error))
        return FALSE;
      lead_done = lead_done || is_lead;
    }
  if (!lead_done && page->content->dateline != NULL)
    write_paragraph (page, NULL, TRUE);
  herald_markup_close (out);
  return TRUE;
}

/* RFC 3966: a number without the spaces and brackets that people read. */
static char *
make_phone_address (const char *phone)
{
  GString *address = g_string_new ("tel:");

  for (const char *p = phone; *p != '\0'; p++)
    if (strchr (" ()/", *p) == NULL)
      g_string_append_c (address, *p);
  return g_string_free (address, FALSE);
}

static void
write_contact (Page                *page,
               const HeraldContact *contact)
{
  HeraldMarkup *out = page->out;
  g_autofree char *mail = has_text (contact->email) ? g_strconcat ("mailto:", contact->email, NULL) : NULL;
  g_autofree char *number = has_text (contact->phone) ? make_phone_address (contact->phone) : NULL;

  open_with_class (out, "address", "contact");
  if (has_text (contact->name))
    herald_markup_leaf (out, "strong", NULL, contact->name);
  if (has_text (contact->role))
    herald_markup_leaf (out, "span", NULL, contact->role);
  if (mail != NULL)
    {
      herald_markup_open (out, herald_url_is_allowed (mail) ? "a" : "span");
      herald_markup_link (out, mail);
      herald_markup_text (out, contact->email);
      herald_markup_close (out);
    }
  if (number != NULL)
    {
      herald_markup_open (out, herald_url_is_allowed (number) ? "a" : "span");
      herald_markup_link (out, number);
      herald_markup_text (out, contact->phone);
      herald_markup_close (out);
    }
  herald_markup_close (out);
}

static void
write_boilerplates (Page *page)
{
  HeraldMarkup *out = page->out;
  gboolean any = FALSE;

  for (guint i = 0; i < page->content->groups->len; i++)
    {
      const HeraldGroup *group = g_ptr_array_index (page->content->groups, i);

      if (group->boilerplates->len == 0)
        continue;
      if (!any)
        open_with_class (out, "div", "companies");
      any = TRUE;
      herald_markup_open (out, "section");
      if (has_text (group->name))
        {
          g_autofree char *name = herald_clean_line (group->name);
          g_autofree char *about = herald_kit_labels_fill (page->content->language, HERALD_KIT_LABEL_ABOUT, "name", name, NULL);

          herald_markup_leaf (out, "h2", NULL, about);
        }
      for (guint j = 0; j < group->boilerplates->len; j++)
        {
          const HeraldBoilerplate *boilerplate = g_ptr_array_index (group->boilerplates, j);

          herald_markup_leaf (out, "p", NULL, boilerplate->text);
        }
      herald_markup_close (out);
    }
  if (any)
    herald_markup_close (out);
}

static void
write_contacts (Page *page)
{
  HeraldMarkup *out = page->out;
  gboolean any = FALSE;

  for (guint i = 0; i < page->content->groups->len; i++)
    {
      const HeraldGroup *group = g_ptr_array_index (page->content->groups, i);

      if (group->contacts->len == 0)
        continue;
      if (!any)
        {
          open_with_class (out, "section", "contacts");
          herald_markup_leaf (out, "h2", NULL, herald_kit_labels_get (page->content->language, HERALD_KIT_LABEL_CONTACTS));
          open_with_class (out, "div", "companies");
        }
      any = TRUE;
      herald_markup_open (out, "div");
      if (has_text (group->name))
        herald_markup_leaf (out, "h3", NULL, group->name);
      for (guint j = 0; j < group->contacts->len; j++)
        write_contact (page, g_ptr_array_index (group->contacts, j));
      herald_markup_close (out);
    }
  if (!any)
    return;
  herald_markup_close (out);
  herald_markup_close (out);
}

static void
write_source (Page *page)
{
  const HeraldSource *source = page->content->announcement->source;
  g_autofree char *name = herald_clean_line (source != NULL ? source->name : NULL);
  g_autofree char *line = NULL;

  if (name[0] == '\0')
    return;
  line = herald_kit_labels_fill (page->content->language, HERALD_KIT_LABEL_SOURCE, "name", name, NULL);
  open_with_class (page->out, "p", "source");
  herald_markup_open (page->out, herald_url_is_allowed (source->url) ? "a" : "span");
  herald_markup_link (page->out, source->url);
  herald_markup_text (page->out, line);
  herald_markup_close (page->out);
  herald_markup_close (page->out);
}

static void
write_back (Page *page)
{
  HeraldMarkup *out = page->out;

  if (page->content->groups->len > 0)
    {
      open_with_class (out, "footer", "back");
      write_boilerplates (page);
      write_contacts (page);
      herald_markup_close (out);
    }
  write_source (page);
  open_with_class (out, "p", "end");
  herald_markup_attribute (out, "role", "img");
  herald_markup_attribute (out, "aria-label", herald_kit_labels_get (page->content->language, HERALD_KIT_LABEL_END));
  herald_markup_text (out, "###");
  herald_markup_close (out);
}

static GBytes *
render_page (HeraldRendering      *rendering,
             const HeraldContent  *content,
             GError              **error)
{
  g_autoptr (HeraldMarkup) out = herald_markup_new ();
  Page page = { content, rendering->contents, rendering->pictures, out };

  herald_markup_open (out, "html");
  herald_markup_attribute (out, "lang", content->language);
  herald_markup_attribute (out, "dir", herald_kit_labels_is_rtl (content->language) ? "rtl" : "ltr");
  write_head (&page);
  herald_markup_open (out, "body");
  write_top (&page);
  herald_markup_open (out, "main");
  herald_markup_open (out, "article");
  if (!write_title (&page, error) || !write_body (&page, error))
    return NULL;
  write_back (&page);
  return herald_markup_finish (out);
}

/**
 * herald_html_add:
 * @rendering: the kit in work
 * @error: return location
 *
 * Adds a page for each edition, which works alone: HTML Living Standard, styles and pictures inside, no script, no
 * request.
 */
gboolean
herald_html_add (HeraldRendering  *rendering,
                 GError          **error)
{
  for (guint i = 0; i < rendering->contents->len; i++)
    {
      const HeraldContent *content = g_ptr_array_index (rendering->contents, i);
      g_autoptr (GBytes) bytes = render_page (rendering, content, error);

      if (bytes == NULL)
        return FALSE;
      herald_kit_add (rendering->kit, content->html_path, bytes);
    }
  return TRUE;
}
