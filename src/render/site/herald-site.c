/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-site.h"

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "herald-clean.h"
#include "herald-html-page.h"
#include "herald-sha256.h"
#include "herald-site-page.h"

/* To be raised with every change between two versions of Herald of what pages say beside their announcements' words:
 * then all are made anew. */
#define EDITION 3

#define MAX_SLUG 60

static char *
hash_text (const char *text)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

static HeraldSiteShelf *
shelf_new (char       *folder,
           const char *title,
           gboolean    has_feed)
{
  HeraldSiteShelf *shelf = g_new0 (HeraldSiteShelf, 1);

  shelf->folder = folder;
  shelf->title = g_strdup (title);
  shelf->cards = g_ptr_array_new ();
  shelf->has_feed = has_feed;
  return shelf;
}

static void
shelf_free (HeraldSiteShelf *shelf)
{
  g_free (shelf->folder);
  g_free (shelf->title);
  g_ptr_array_unref (shelf->cards);
  g_free (shelf);
}

static int
compare_titles (gconstpointer a,
                gconstpointer b)
{
  const HeraldSiteShelf *x = *(HeraldSiteShelf * const *) a;
  const HeraldSiteShelf *y = *(HeraldSiteShelf * const *) b;
  g_autofree char *left = g_utf8_casefold (x->title, -1);
  g_autofree char *right = g_utf8_casefold (y->title, -1);
  int order = strcmp (left, right);

  return order != 0 ? order : strcmp (x->title, y->title);
}

/* The oldest announcement that needs a name gets the plain one, so that it stays when others come. */
static char *
make_folder (GHashTable *taken,
             const char *kind,
             const char *name)
{
  g_autofree char *slug = herald_clean_slug (name, MAX_SLUG);
  g_autofree char *hash = hash_text (name);
  g_autofree char *folder = NULL;

  for (guint length = slug[0] != '\0' ? 0 : 8; length <= 64; length += 8)
    {
      g_free (folder);
      folder = length == 0 ? g_strconcat (kind, "/", slug, NULL)
                           : g_strdup_printf ("%s/%s%s%.*s", kind, slug, slug[0] != '\0' ? "-" : "", (int) length, hash);
      if (g_hash_table_add (taken, g_strdup (folder)))
        break;
    }
  return g_steal_pointer (&folder);
}

static HeraldSiteShelf *
find_shelf (HeraldSite *site,
            GPtrArray  *shelves,
            GHashTable *taken,
            const char *kind,
            const char *name)
{
  g_autofree char *key = g_strconcat (kind, ":", name, NULL);
  HeraldSiteShelf *shelf = g_hash_table_lookup (site->shelves, key);

  if (shelf != NULL)
    return shelf;
  shelf = shelf_new (make_folder (taken, kind, name), name, strcmp (kind, HERALD_SITE_COMPANIES) == 0);
  g_ptr_array_add (shelves, shelf);
  g_hash_table_insert (site->shelves, g_steal_pointer (&key), shelf);
  return shelf;
}

/* From the oldest to the newest, for the names' sake; each shelf is turned round afterwards. */
static void
fill_named (HeraldSite *site)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = site->all->cards->len; i-- > 0;)
    {
      HeraldSiteCard *card = g_ptr_array_index (site->all->cards, i);

      for (char **tag = card->tags; *tag != NULL; tag++)
        g_ptr_array_add (find_shelf (site, site->tags, taken, HERALD_SITE_TAGS, *tag)->cards, card);
      for (char **company = card->companies; *company != NULL; company++)
        g_ptr_array_add (find_shelf (site, site->companies, taken, HERALD_SITE_COMPANIES, *company)->cards, card);
    }
  g_ptr_array_sort (site->tags, compare_titles);
  g_ptr_array_sort (site->companies, compare_titles);
}

static void
turn_round (GPtrArray *shelves)
{
  for (guint i = 0; i < shelves->len; i++)
    g_ptr_array_sort (((HeraldSiteShelf *) g_ptr_array_index (shelves, i))->cards, herald_site_card_compare);
}

/* Cards are in order, so those of a year or a month follow each other. */
static void
add_dated (GPtrArray      *shelves,
           HeraldSiteCard *card,
           gsize           length,
           const char     *title)
{
  HeraldSiteShelf *last = shelves->len > 0 ? g_ptr_array_index (shelves, shelves->len - 1) : NULL;
  g_autofree char *folder = g_strdup_printf (HERALD_SITE_DATES "/%.*s", (int) length, card->day);

  if (last == NULL || strcmp (last->folder, folder) != 0)
    {
      last = shelf_new (g_steal_pointer (&folder), title, FALSE);
      g_ptr_array_add (shelves, last);
    }
  g_ptr_array_add (last->cards, card);
}

static void
fill_dated (HeraldSite *site)
{
  for (guint i = 0; i < site->all->cards->len; i++)
    {
      HeraldSiteCard *card = g_ptr_array_index (site->all->cards, i);
      g_autofree char *month_name = NULL;
      char year_name[8];
      guint year = 0, month = 1;

      sscanf (card->day, "%4u-%2u", &year, &month);
      g_snprintf (year_name, sizeof year_name, "%04u", year);
      month_name = herald_kit_labels_format_month (site->language, year, CLAMP (month, 1, 12));
      add_dated (site->years, card, 4, year_name);
      add_dated (site->months, card, 7, month_name);
    }
}

/* What most of it is written in; of two as frequent ones the first by name. */
static const char *
choose_language (GPtrArray *cards)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer language, count;
  const char *best = "en";
  guint most = 0;

  for (guint i = 0; i < cards->len; i++)
    {
      char *key = ((HeraldSiteCard *) g_ptr_array_index (cards, i))->language;

      g_hash_table_insert (counts, key, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1));
    }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &language, &count))
    if (GPOINTER_TO_UINT (count) > most || (GPOINTER_TO_UINT (count) == most && strcmp (language, best) < 0))
      {
        best = language;
        most = GPOINTER_TO_UINT (count);
      }
  return best;
}

static void
place_free (HeraldSitePlace *place)
{
  g_free (place->path);
  g_free (place->stamp);
  g_free (place);
}

static void
append_folders (GString    *key,
                HeraldSite *site,
                const char *kind,
                char      **names)
{
  for (; *names != NULL; names++)
    {
      g_autofree char *name = g_strconcat (kind, ":", *names, NULL);
      const HeraldSiteShelf *shelf = g_hash_table_lookup (site->shelves, name);

      g_string_append_c (key, '\n');
      g_string_append (key, shelf->folder);
    }
}

/* A card says what its version says, at its place; and where its tags and companies are depends on others. */
static void
fill_keys (HeraldSite *site)
{
  g_autofree char *fingerprint = herald_site_get_fingerprint (&site->facts->look);

  site->common = g_strdup_printf ("%s\n%s\n%s\n%s\n%s\n%s\n%u %u %u\n", fingerprint, site->policy, site->facts->name, site->facts->address,
                                  site->facts->contact, site->language,
                                  site->all->cards->len > 0, site->tags->len > 0, site->companies->len > 0);
  site->keys = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  for (guint i = 0; i < site->all->cards->len; i++)
    {
      HeraldSiteCard *card = g_ptr_array_index (site->all->cards, i);
      GString *key = g_string_new (card->version);

      g_string_append_printf (key, "\n%s", card->path);
      append_folders (key, site, HERALD_SITE_TAGS, card->tags);
      append_folders (key, site, HERALD_SITE_COMPANIES, card->companies);
      g_hash_table_insert (site->keys, card, g_string_free (key, FALSE));
    }
}

/* Adds what a list says of some of the cards of a shelf. */
void
herald_site_append_keys (HeraldSite            *site,
                         GString               *made_from,
                         const HeraldSiteShelf *shelf,
                         guint                  begin,
                         guint                  end)
{
  for (guint i = begin; i < end; i++)
    {
      g_string_append_c (made_from, '\n');
      g_string_append (made_from, g_hash_table_lookup (site->keys, g_ptr_array_index (shelf->cards, i)));
    }
}

/* Notes a file and what it is made from. Returns: whether it has to be made. */
gboolean
herald_site_needs (HeraldSite *site,
                   const char *path,
                   GString    *made_from)
{
  HeraldSitePlace *place = g_new0 (HeraldSitePlace, 1);
  g_autoptr (GBytes) bytes = NULL;

  g_string_prepend (made_from, site->common);
  bytes = g_bytes_new_static (made_from->str, made_from->len);
  place->path = g_strdup (path);
  place->stamp = herald_sha256_of_bytes (bytes);
  g_ptr_array_add (site->places, place);
  return site->known == NULL || !site->known (place, site->known_data);
}

static void
site_init (HeraldSite            *site,
           GPtrArray             *cards,
           const HeraldSiteFacts *facts)
{
  GDestroyNotify free_shelf = (GDestroyNotify) shelf_free;

  g_ptr_array_sort (cards, herald_site_card_compare);
  site->facts = facts;
  site->language = choose_language (cards);
  site->style = herald_site_make_style (&facts->look);
  site->policy = herald_site_make_policy (site->style);
  site->all = shelf_new (g_strdup (""), herald_kit_labels_get (site->language, HERALD_KIT_LABEL_PRESS_ROOM), TRUE);
  g_ptr_array_extend (site->all->cards, cards, NULL, NULL);
  site->years = g_ptr_array_new_with_free_func (free_shelf);
  site->months = g_ptr_array_new_with_free_func (free_shelf);
  site->tags = g_ptr_array_new_with_free_func (free_shelf);
  site->companies = g_ptr_array_new_with_free_func (free_shelf);
  site->shelves = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  site->kit = herald_kit_new ();
  site->places = g_ptr_array_new_with_free_func ((GDestroyNotify) place_free);
  fill_named (site);
  turn_round (site->tags);
  turn_round (site->companies);
  fill_dated (site);
  fill_keys (site);
}

static void
site_clear (HeraldSite *site)
{
  g_free (site->style);
  g_free (site->policy);
  shelf_free (site->all);
  g_ptr_array_unref (site->years);
  g_ptr_array_unref (site->months);
  g_ptr_array_unref (site->tags);
  g_ptr_array_unref (site->companies);
  g_hash_table_unref (site->shelves);
  g_hash_table_unref (site->keys);
  g_free (site->common);
}

static void
add_shelves (HeraldSite *site,
             const char *kind,
             GPtrArray  *shelves)
{
  for (guint i = 0; i < shelves->len; i++)
    herald_site_add_pages (site, g_ptr_array_index (shelves, i), kind);
}

/* Each year before its months. */
static GPtrArray *
list_dates (HeraldSite *site)
{
  GPtrArray *dates = g_ptr_array_new ();
  guint month = 0;

  for (guint i = 0; i < site->years->len; i++)
    {
      HeraldSiteShelf *year = g_ptr_array_index (site->years, i);

      g_ptr_array_add (dates, year);
      for (; month < site->months->len; month++)
        {
          HeraldSiteShelf *shelf = g_ptr_array_index (site->months, month);

          if (!g_str_has_prefix (shelf->folder, year->folder))
            break;
          g_ptr_array_add (dates, shelf);
        }
    }
  return dates;
}

/**
 * herald_site_render:
 * @cards: (element-type HeraldSiteCard): all that is released; they are sorted
 * @facts: whose press room it is
 * @known: (nullable): whether a file is there as it would be made
 * @known_data: for @known
 * @places: (out) (transfer full) (element-type HeraldSitePlace): all files, made or known
 *
 * Makes the pages that list it: newest first, by year and month, by tag and by company, the Atom feeds (RFC 4287) and, if
 * the public address is known, the map for search engines (sitemaps.org). A file comes after those that it leads to: who
 * writes them in this order never leaves a link to nowhere. What is known to be there is not made.
 *
 * Returns: (transfer full): the files that were made
 */
HeraldKit *
herald_site_render (GPtrArray              *cards,
                    const HeraldSiteFacts  *facts,
                    HeraldSiteKnownFunc     known,
                    gpointer                known_data,
                    GPtrArray             **places)
{
  HeraldSite site = { NULL };
  g_autoptr (GPtrArray) dates = NULL;

  g_return_val_if_fail (cards != NULL && facts != NULL && facts->uuid != NULL && places != NULL, NULL);

  site.known = known;
  site.known_data = known_data;
  site_init (&site, cards, facts);
  add_shelves (&site, HERALD_SITE_DATES, site.months);
  add_shelves (&site, HERALD_SITE_DATES, site.years);
  add_shelves (&site, HERALD_SITE_TAGS, site.tags);
  add_shelves (&site, HERALD_SITE_COMPANIES, site.companies);
  dates = list_dates (&site);
  herald_site_add_overview (&site, HERALD_SITE_DATES, dates);
  herald_site_add_overview (&site, HERALD_SITE_TAGS, site.tags);
  herald_site_add_overview (&site, HERALD_SITE_COMPANIES, site.companies);
  herald_site_add_pages (&site, site.all, NULL);
  for (guint i = 0; i < site.companies->len; i++)
    herald_site_add_feed (&site, g_ptr_array_index (site.companies, i));
  herald_site_add_feed (&site, site.all);
  if (facts->address != NULL)
    herald_site_add_map (&site);
  site_clear (&site);
  *places = site.places;
  return site.kit;
}

/**
 * herald_site_make_uuid:
 * @seed: what it stands for
 *
 * Returns: (transfer full): a UUID made from @seed alone (version 8 of RFC 9562, of its SHA-256)
 */
char *
herald_site_make_uuid (const char *seed)
{
  g_autofree char *hash = hash_text (seed);

  hash[12] = '8';
  hash[16] = 'a';
  return g_strdup_printf ("%.8s-%.4s-%.4s-%.4s-%.12s", hash, hash + 8, hash + 12, hash + 16, hash + 20);
}

/**
 * herald_site_get_fingerprint:
 * @look: a library's look
 *
 * Returns: (transfer full): a hash of how pages are made: when it differs, they have to be made anew
 */
char *
herald_site_get_fingerprint (const HeraldLook *look)
{
  g_autofree char *style = herald_html_make_style (look);
  g_autofree char *all = g_strdup_printf ("%s %d\n%s\n%s", HERALD_VERSION, EDITION, style, herald_html_script);

  return hash_text (all);
}
