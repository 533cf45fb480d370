/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-site-page.h"

#include <string.h>

#include "herald-html-page.h"

#define PAGE_SIZE 50

/* A page of a list in work. */
typedef struct
{
  HeraldSite            *site;
  HeraldMarkup          *out;
  const HeraldSiteShelf *shelf;
  const char            *kind;  /* NULL: the first page and those that follow it */
  guint                  up;    /* how many folders the page lies below the press room's own */
  guint                  index; /* from 0 */
  guint                  n_pages;
} Page;

/* What lists need beside the sheet of the announcements' pages. */
static const char sheet[] =
"main{padding-top:2.25rem}\n"
"h1 a{color:inherit;text-decoration:none}h1 a:hover{text-decoration:underline}\n"
".rooms{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin:1.25rem 0 0;padding:0;list-style:none;font:700 .9375rem/1.75 var(--sans)}\n"
".rooms [aria-current]{color:var(--ink);text-decoration:none}\n"
".part{margin:2.75rem 0 0;font-size:1.5rem}\n"
".cards{margin:2rem 0 0;padding:0;list-style:none}\n"
".card{padding:1.75rem 0;border-top:1px solid var(--line);break-inside:avoid}\n"
".card article{display:flex;gap:1.25rem 2rem;align-items:flex-start;justify-content:space-between}\n"
".card article>div{flex:1 1 auto;min-width:0}\n"
".card img{flex:none;width:9rem;height:6.5rem;object-fit:cover;border-radius:4px}\n"
".meta{display:flex;flex-wrap:wrap;gap:0 1rem;margin:0;color:var(--soft);font:.875rem/1.6 var(--sans)}\n"
".card h2,.card h3{margin:.3rem 0 .35rem;font:700 1.3125rem/1.28 var(--text);text-wrap:balance}\n"
".card h2 a,.card h3 a{color:var(--ink);text-decoration:none}.card h2 a:hover,.card h3 a:hover{text-decoration:underline}\n"
".card p{margin:0}.summary{color:var(--soft);font-size:1rem;line-height:1.5}\n"
".names{display:flex;flex-wrap:wrap;gap:.1rem 1rem;margin:.5rem 0 0;padding:0;list-style:none;font:.875rem/1.75 var(--sans)}\n"
".names a{display:inline-block;min-height:1.5rem;max-width:100%}.names li{max-width:100%}\n"
".index{columns:17rem;column-gap:2.5rem;margin:2rem 0 0;padding:0;list-style:none;font:1rem/1.5 var(--sans)}\n"
".index li{display:flex;gap:1rem;justify-content:space-between;padding:.4rem 0;border-bottom:1px solid var(--line);break-inside:avoid}\n"
".index a{min-width:0}.index span{color:var(--soft)}\n"
".turn{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;justify-content:space-between;padding-top:1.75rem;border-top:1px solid var(--line);"
"font:700 .9375rem/1.75 var(--sans)}\n"
".turn span{color:var(--soft);font-weight:400}\n"
".foot{margin-top:2.5rem;font:.875rem/1.75 var(--sans)}\n"
".whom{margin:0 0 .5rem;overflow-wrap:anywhere}\n"
".index .year{font-weight:700;break-after:avoid}\n"
".empty{margin:2.5rem 0 0;color:var(--soft)}\n"
"@media(max-width:34rem){.card article{flex-direction:column-reverse}.card img{width:100%;height:auto;max-height:14rem}}\n"
"@media(prefers-color-scheme:dark){.card img{filter:brightness(.92)}}\n"
"@media print{.rooms,.turn,.foot>a,.names{display:none}.card img{filter:none}}\n";

/**
 * herald_site_make_style:
 * @look: the library's look
 *
 * Returns: (transfer full): the lists' style sheet: that of the announcements' pages, and what lists need
 */
char *
herald_site_make_style (const HeraldLook *look)
{
  g_autofree char *base = herald_html_make_style (look);

  return g_strconcat (base, sheet, NULL);
}

/**
 * herald_site_make_policy:
 * @style: the lists' style sheet
 *
 * Returns: (transfer full): what the pages allow themselves (CSP Level 3): pictures of the same site, and that sheet
 */
char *
herald_site_make_policy (const char *style)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  g_autofree char *hash = NULL;

  g_checksum_update (checksum, (const guchar *) style, -1);
  g_checksum_get_digest (checksum, digest, &length);
  hash = g_base64_encode (digest, length);
  return g_strdup_printf ("default-src 'none'; img-src 'self'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'", hash);
}

static const char *
label (const Page     *page,
       HeraldKitLabel  which)
{
  return herald_kit_labels_get (page->site->language, which);
}

/**
 * herald_site_get_kind_label:
 * @site: a press room
 * @kind: (nullable): a kind of shelves
 *
 * Returns: (transfer none): "By topic"
 */
const char *
herald_site_get_kind_label (const HeraldSite *site,
                            const char       *kind)
{
  HeraldKitLabel which = HERALD_KIT_LABEL_ALL;

  if (g_strcmp0 (kind, HERALD_SITE_DATES) == 0)
    which = HERALD_KIT_LABEL_BY_DATE;
  else if (g_strcmp0 (kind, HERALD_SITE_TAGS) == 0)
    which = HERALD_KIT_LABEL_BY_TOPIC;
  else if (g_strcmp0 (kind, HERALD_SITE_COMPANIES) == 0)
    which = HERALD_KIT_LABEL_BY_COMPANY;
  return herald_kit_labels_get (site->language, which);
}

static char *
make_path (const char *folder,
           guint       index)
{
  const char *slash = folder[0] != '\0' ? "/" : "";

  return index == 0 ? g_strconcat (folder, slash, "index.html", NULL) : g_strdup_printf ("%s%spage-%u.html", folder, slash, index + 1);
}

static void
open_class (Page       *page,
            const char *element,
            const char *class_name)
{
  herald_markup_open (page->out, element);
  herald_markup_attribute (page->out, "class", class_name);
}

static void
close_all (Page  *page,
           guint  n)
{
  for (; n > 0; n--)
    herald_markup_close (page->out);
}

static void
write_link (Page       *page,
            const char *path,
            const char *words)
{
  herald_markup_open (page->out, "a");
  herald_markup_around (page->out, "href", page->up, path);
  herald_markup_text (page->out, words);
  herald_markup_close (page->out);
}

static void
write_meta (Page       *page,
            const char *kind,
            const char *name,
            const char *content)
{
  herald_markup_open (page->out, "meta");
  herald_markup_attribute (page->out, kind, name);
  herald_markup_attribute (page->out, "content", content);
  herald_markup_close (page->out);
}

static void
write_title (Page *page)
{
  const HeraldSiteFacts *facts = page->site->facts;
  g_autofree char *clean = g_strdup (facts->name != NULL && facts->name[0] != '\0' ? facts->name : label (page, HERALD_KIT_LABEL_PRESS_ROOM));
  g_autofree char *title = NULL;

  if (page->kind == NULL)
    title = g_strdup_printf ("%s · %s", clean, label (page, HERALD_KIT_LABEL_PRESS_ROOM));
  else
    title = g_strdup_printf ("%s · %s", page->shelf != NULL ? page->shelf->title : herald_site_get_kind_label (page->site, page->kind), clean);
  herald_markup_leaf (page->out, "title", NULL, title);
}

static void
write_feed_link (Page       *page,
                 const char *folder)
{
  g_autofree char *path = g_strconcat (folder, folder[0] != '\0' ? "/" : "", HERALD_PRESS_ROOM_FEED, NULL);

  herald_markup_open (page->out, "link");
  herald_markup_attribute (page->out, "rel", "alternate");
  herald_markup_attribute (page->out, "type", "application/atom+xml");
  herald_markup_around (page->out, "href", page->up, path);
  herald_markup_close (page->out);
}

static void
write_canonical (Page       *page,
                 const char *path)
{
  g_autofree char *address = NULL;

  if (page->site->facts->address == NULL)
    return;
  address = g_strconcat (page->site->facts->address, path, NULL);
  herald_markup_open (page->out, "link");
  herald_markup_attribute (page->out, "rel", "canonical");
  herald_markup_link (page->out, address);
  herald_markup_close (page->out);
}

static void
write_head (Page       *page,
            const char *path)
{
  HeraldMarkup *out = page->out;

  herald_markup_open (out, "html");
  herald_markup_attribute (out, "lang", page->site->language);
  herald_markup_attribute (out, "dir", herald_kit_labels_is_rtl (page->site->language) ? "rtl" : "ltr");
  herald_markup_open (out, "head");
  herald_markup_open (out, "meta");
  herald_markup_attribute (out, "charset", "utf-8");
  herald_markup_close (out);
  write_meta (page, "http-equiv", "Content-Security-Policy", page->site->policy);
  write_meta (page, "name", "viewport", "width=device-width, initial-scale=1");
  write_meta (page, "name", "referrer", "no-referrer");
  write_title (page);
  write_canonical (page, path);
  write_feed_link (page, page->shelf != NULL && page->shelf->has_feed ? page->shelf->folder : "");
  herald_markup_style (out, page->site->style);
  herald_markup_close (out);
}

static void
write_room (Page       *page,
            const char *kind,
            GPtrArray  *shelves)
{
  g_autofree char *path = make_path (kind != NULL ? kind : "", 0);
  gboolean current = g_strcmp0 (kind, page->kind) == 0 && page->index == 0 && (page->shelf == NULL || kind == NULL);

  if (shelves != NULL && shelves->len == 0)
    return;
  herald_markup_open (page->out, "li");
  herald_markup_open (page->out, "a");
  herald_markup_around (page->out, "href", page->up, path);
  if (current)
    herald_markup_attribute (page->out, "aria-current", "page");
  herald_markup_text (page->out, herald_site_get_kind_label (page->site, kind));
  close_all (page, 2);
}

static void
write_header (Page *page)
{
  const HeraldSiteFacts *facts = page->site->facts;
  gboolean named = facts->name != NULL && facts->name[0] != '\0';
  HeraldMarkup *out = page->out;

  herald_markup_open (out, "header");
  if (named)
    {
      open_class (page, "div", "over");
      herald_markup_leaf (out, "p", "kicker", label (page, HERALD_KIT_LABEL_PRESS_ROOM));
      herald_markup_close (out);
    }
  herald_markup_open (out, "h1");
  write_link (page, HERALD_PRESS_ROOM_HOME, named ? facts->name : label (page, HERALD_KIT_LABEL_PRESS_ROOM));
  herald_markup_close (out);
  herald_markup_open (out, "nav");
  herald_markup_attribute (out, "aria-label", label (page, HERALD_KIT_LABEL_PRESS_ROOM));
  open_class (page, "ul", "rooms");
  write_room (page, NULL, NULL);
  write_room (page, HERALD_SITE_DATES, page->site->months);
  write_room (page, HERALD_SITE_TAGS, page->site->tags);
  write_room (page, HERALD_SITE_COMPANIES, page->site->companies);
  close_all (page, 3);
}

static void
write_facts (Page                 *page,
             const HeraldSiteCard *card)
{
  g_autofree char *date = herald_kit_labels_format_date (page->site->language, card->day, FALSE);
  HeraldMarkup *out = page->out;

  open_class (page, "p", "meta");
  herald_markup_open (out, "time");
  herald_markup_attribute (out, "datetime", card->day);
  herald_markup_attribute (out, "dir", herald_kit_labels_is_rtl (page->site->language) ? "rtl" : "ltr");
  herald_markup_text (out, date != NULL ? date : card->day);
  herald_markup_close (out);
  herald_markup_open (out, "span");
  herald_markup_attribute (out, "lang", card->language);
  herald_markup_text (out, herald_kit_labels_get_name (card->language));
  close_all (page, 2);
}

static void
write_names (Page                 *page,
             const HeraldSiteCard *card)
{
  static const char * const kinds[] = { HERALD_SITE_COMPANIES, HERALD_SITE_TAGS };
  char **names[] = { card->companies, card->tags };

  if (*card->companies == NULL && *card->tags == NULL)
    return;
  open_class (page, "ul", "names");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (char **name = names[i]; *name != NULL; name++)
      {
        g_autofree char *key = g_strconcat (kinds[i], ":", *name, NULL);
        const HeraldSiteShelf *shelf = g_hash_table_lookup (page->site->shelves, key);
        g_autofree char *path = make_path (shelf->folder, 0);

        herald_markup_open (page->out, "li");
        write_link (page, path, *name);
        herald_markup_close (page->out);
      }
  herald_markup_close (page->out);
}

static void
write_picture (Page                 *page,
               const HeraldSiteCard *card)
{
  if (card->picture == NULL)
    return;
  herald_markup_open (page->out, "img");
  herald_markup_around (page->out, "src", page->up, card->picture);
  herald_markup_attribute (page->out, "alt", card->alt);
  herald_markup_number (page->out, "width", card->width);
  herald_markup_number (page->out, "height", card->height);
  herald_markup_attribute (page->out, "loading", "lazy");
  herald_markup_close (page->out);
}

static void
write_card (Page                 *page,
            const HeraldSiteCard *card)
{
  HeraldMarkup *out = page->out;
  const char *direction = herald_kit_labels_is_rtl (card->language) ? "rtl" : "ltr";

  open_class (page, "li", "card");
  herald_markup_open (out, "article");
  herald_markup_attribute (out, "dir", direction);
  herald_markup_open (out, "div");
  write_facts (page, card);
  herald_markup_open (out, page->kind != NULL ? "h3" : "h2");
  herald_markup_attribute (out, "lang", card->language);
  write_link (page, card->path, card->headline);
  herald_markup_close (out);
  if (card->summary[0] != '\0')
    {
      open_class (page, "p", "summary");
      herald_markup_attribute (out, "lang", card->language);
      herald_markup_text (out, card->summary);
      herald_markup_close (out);
    }
  write_names (page, card);
  herald_markup_close (out);
  write_picture (page, card);
  close_all (page, 2);
}

static void
write_step (Page           *page,
            HeraldKitLabel  which,
            const char     *relation,
            guint           index)
{
  g_autofree char *path = make_path (page->shelf->folder, index);

  herald_markup_open (page->out, "a");
  herald_markup_around (page->out, "href", page->up, path);
  herald_markup_attribute (page->out, "rel", relation);
  herald_markup_text (page->out, label (page, which));
  herald_markup_close (page->out);
}

static void
write_turn (Page *page)
{
  g_autofree char *number = g_strdup_printf ("%u", page->index + 1);
  g_autofree char *pages = g_strdup_printf ("%u", page->n_pages);
  g_autofree char *where = herald_kit_labels_fill (page->site->language, HERALD_KIT_LABEL_PAGE, "page", number, "pages", pages, NULL);

  if (page->n_pages < 2)
    return;
  open_class (page, "nav", "turn");
  herald_markup_attribute (page->out, "aria-label", where);
  if (page->index > 0)
    write_step (page, HERALD_KIT_LABEL_NEWER, "prev", page->index - 1);
  herald_markup_leaf (page->out, "span", NULL, where);
  if (page->index + 1 < page->n_pages)
    write_step (page, HERALD_KIT_LABEL_OLDER, "next", page->index + 1);
  herald_markup_close (page->out);
}

/* "Anna Bruni, press@aurelia.example, +39 035 555 0100": a line of words, in which one may be clicked. */
static void
write_contact (Page *page)
{
  const char *contact = page->site->facts->contact;
  const char *at = contact != NULL ? strchr (contact, '@') : NULL;
  const char *begin = at;
  const char *end = at;

  if (contact == NULL || contact[0] == '\0')
    return;
  while (begin != NULL && begin > contact && strchr (" ,;<(", begin[-1]) == NULL)
    begin--;
  while (end != NULL && *end != '\0' && strchr (" ,;>)", *end) == NULL)
    end++;
  open_class (page, "p", "whom");
  herald_markup_leaf (page->out, "strong", NULL, label (page, HERALD_KIT_LABEL_CONTACTS));
  herald_markup_text (page->out, " ");
  if (at != NULL)
    {
      g_autofree char *before = g_strndup (contact, begin - contact);
      g_autofree char *address = g_strndup (begin, end - begin);
      g_autofree char *link = g_strconcat ("mailto:", address, NULL);

      herald_markup_text (page->out, before);
      herald_markup_open (page->out, "a");
      herald_markup_link (page->out, link);
      herald_markup_text (page->out, address);
      herald_markup_close (page->out);
    }
  herald_markup_text (page->out, at != NULL ? end : contact);
  herald_markup_close (page->out);
}

static void
write_foot (Page *page)
{
  const char *folder = page->shelf != NULL && page->shelf->has_feed ? page->shelf->folder : "";
  g_autofree char *path = g_strconcat (folder, folder[0] != '\0' ? "/" : "", HERALD_PRESS_ROOM_FEED, NULL);

  open_class (page, "footer", "foot");
  write_contact (page);
  write_link (page, path, label (page, HERALD_KIT_LABEL_FEED));
  herald_markup_close (page->out);
}

static void
finish (Page       *page,
        const char *path)
{
  g_autoptr (GBytes) bytes = NULL;

  write_foot (page);
  bytes = herald_markup_finish (page->out);
  herald_kit_add (page->site->kit, path, bytes);
}

static void
begin (Page       *page,
       const char *path)
{
  write_head (page, path);
  herald_markup_open (page->out, "body");
  herald_markup_open (page->out, "main");
  write_header (page);
  if (page->kind != NULL)
    herald_markup_leaf (page->out, "h2", "part", page->shelf != NULL ? page->shelf->title : herald_site_get_kind_label (page->site, page->kind));
}

static guint
count_folders (const char *path)
{
  guint n = 0;

  for (const char *p = path; *p != '\0'; p++)
    n += *p == '/';
  return n;
}

static void
add_page (Page *page)
{
  g_autofree char *path = make_path (page->shelf->folder, page->index);
  g_autoptr (GString) made_from = g_string_new (page->shelf->title);
  g_autoptr (HeraldMarkup) out = NULL;
  guint end = MIN ((page->index + 1) * PAGE_SIZE, page->shelf->cards->len);

  g_string_append_printf (made_from, "\n%s\n%s %u", page->shelf->folder, page->kind, page->n_pages);
  herald_site_append_keys (page->site, made_from, page->shelf, page->index * PAGE_SIZE, end);
  if (!herald_site_needs (page->site, path, made_from))
    return;
  page->out = out = herald_markup_new ();
  page->up = count_folders (path);
  begin (page, path);
  if (page->shelf->cards->len == 0)
    herald_markup_leaf (out, "p", "empty", label (page, HERALD_KIT_LABEL_NOTHING));
  else
    open_class (page, "ul", "cards");
  for (guint i = page->index * PAGE_SIZE; i < end; i++)
    write_card (page, g_ptr_array_index (page->shelf->cards, i));
  if (page->shelf->cards->len > 0)
    herald_markup_close (out);
  write_turn (page);
  finish (page, path);
}

/**
 * herald_site_add_pages:
 * @site: a press room in work
 * @shelf: cards that stand together
 * @kind: (nullable): of which kind; %NULL: all
 *
 * Adds the pages that list them, the first of them last.
 */
void
herald_site_add_pages (HeraldSite            *site,
                       const HeraldSiteShelf *shelf,
                       const char            *kind)
{
  guint n_pages = MAX (1, (shelf->cards->len + PAGE_SIZE - 1) / PAGE_SIZE);

  for (guint i = n_pages; i-- > 0;)
    {
      Page page = { site, NULL, shelf, kind, 0, i, n_pages };

      add_page (&page);
    }
}

/**
 * herald_site_add_overview:
 * @site: a press room in work
 * @kind: a kind of shelves
 * @shelves: (element-type HeraldSiteShelf): those of the kind
 *
 * Adds the page that lists the shelves, with how much is on each.
 */
void
herald_site_add_overview (HeraldSite *site,
                          const char *kind,
                          GPtrArray  *shelves)
{
  g_autofree char *path = make_path (kind, 0);
  g_autoptr (GString) made_from = g_string_new (kind);
  g_autoptr (HeraldMarkup) out = herald_markup_new ();
  Page page = { site, out, NULL, kind, count_folders (path), 0, 1 };

  for (guint i = 0; i < shelves->len; i++)
    {
      const HeraldSiteShelf *shelf = g_ptr_array_index (shelves, i);

      g_string_append_printf (made_from, "\n%s\n%s %u", shelf->folder, shelf->title, shelf->cards->len);
    }
  if (shelves->len == 0 || !herald_site_needs (site, path, made_from))
    return;
  begin (&page, path);
  open_class (&page, "ul", "index");
  for (guint i = 0; i < shelves->len; i++)
    {
      const HeraldSiteShelf *shelf = g_ptr_array_index (shelves, i);
      g_autofree char *place = make_path (shelf->folder, 0);
      char count[16];

      g_snprintf (count, sizeof count, "%u", shelf->cards->len);
      herald_markup_open (out, "li");
      if (strcmp (kind, HERALD_SITE_DATES) == 0 && strchr (shelf->folder, '-') == NULL)
        herald_markup_attribute (out, "class", "year");
      write_link (&page, place, shelf->title);
      herald_markup_leaf (out, "span", NULL, count);
      herald_markup_close (out);
    }
  herald_markup_close (out);
  finish (&page, path);
}
