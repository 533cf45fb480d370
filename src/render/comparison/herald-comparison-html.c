/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-comparison-page.h"

#include <string.h>

#include "herald-i18n.h"
#include "herald-kit-labels.h"
#include "herald-markup.h"

/* Quieter than a kit's page: what speaks are the changes, struck through or underlined, so that they are seen without
 * colours as well. Their colours meet WCAG 2.2 AA on their grounds. */
static const char style[] =
"\n:root{color-scheme:light;--ink:#1c1b20;--soft:#595760;--line:#d9d6df;"
"--serif:'Source Serif 4','Noto Serif',Charter,Cambria,Georgia,'Songti SC','Noto Serif CJK SC',serif;"
"--sans:'Source Sans 3','Noto Sans',system-ui,-apple-system,'Segoe UI',Roboto,'PingFang SC','Noto Sans CJK SC',sans-serif}\n"
"*{box-sizing:border-box}\n"
"body{margin:0;background:#fff;color:var(--ink);font:1.0625rem/1.6 var(--serif);overflow-wrap:break-word}\n"
".banner,.notice{margin:0;padding:.6rem 1.5rem;font:700 .9375rem/1.4 var(--sans);text-align:center}\n"
".banner{position:sticky;top:0;background:#8f2d04;color:#fff}\n"
".notice{background:#fff3c4;color:#3d3000;font-weight:600}\n"
"main{max-width:46rem;margin:0 auto;padding:2rem clamp(1.25rem,5vw,2.5rem) 4rem}\n"
".about{margin:0 0 2rem;padding:0 0 1.25rem;border-bottom:2px solid var(--ink);font:.9375rem/1.5 var(--sans)}\n"
".about h1{margin:0 0 .5rem;font:700 1.5rem/1.25 var(--sans)}\n"
".about p{margin:.15rem 0}\n"
".legend{margin-top:.75rem!important;color:var(--soft)}\n"
"del{background:#fbd9dc;color:#8a1224;text-decoration:line-through}\n"
"ins{background:#d8f3df;color:#0c5423;text-decoration:underline;text-underline-offset:.15em}\n"
".terms{margin:0 0 2rem;padding:.75rem 1.1rem;border:1px solid var(--line);border-radius:8px;font:.9375rem/1.5 var(--sans)}\n"
".terms p,.back p{margin:.3rem 0}\n"
".headline{margin:0;font-size:1.875rem;line-height:1.2;letter-spacing:-.01em}\n"
".subheadline{margin:.6rem 0 0;color:var(--soft);font-size:1.1875rem;line-height:1.4}\n"
".dateline{margin:.9rem 0 0;font:600 .875rem/1.5 var(--sans);color:var(--soft)}\n"
".text>*{margin:0 0 1.15em}\n.text{margin-top:1.75rem}\n"
"h3{margin:2em 0 .5em;font:700 1.125rem/1.35 var(--sans)}\n"
".note{margin:-.75em 0 1.15em;color:var(--soft);font:.875rem/1.5 var(--sans)}\n"
".quote{padding-inline-start:1.25rem;border-inline-start:3px solid #8f2d04}\n"
".quote p{margin:0}\n.speaker{margin-top:.4rem!important;color:var(--soft);font:.9375rem/1.5 var(--sans)}\n"
"li{margin:.3em 0}\n"
"table{width:100%;border-collapse:collapse;font:1rem/1.5 var(--sans);border-top:2px solid var(--ink)}\n"
"td{padding:.45rem 1rem .45rem 0;border-bottom:1px solid var(--line);text-align:start;vertical-align:baseline}\n"
".plates{display:flex;flex-wrap:wrap;gap:1rem}\n.plates figure{margin:0;flex:1 1 14rem;max-width:100%}\n"
".plates img{display:block;max-width:100%;height:auto;max-height:22rem;border-radius:4px}\n"
".plates figcaption{margin-top:.35rem;font:.875rem/1.5 var(--sans)}\n"
".parts p{margin:.3rem 0;font:.9375rem/1.5 var(--sans)}\n"
".back{margin-top:2.5rem;padding-top:1.25rem;border-top:1px solid var(--line);font:.9375rem/1.55 var(--sans)}\n"
".back h3{font-size:1rem;margin:1.25em 0 .25em}\n"
"@media print{@page{margin:16mm 18mm}:root{font-size:9.6pt}body{display:table;width:100%}main{display:table-row-group}"
".top{display:table-header-group}.banner,.notice{position:static}h1,h2,h3{break-after:avoid}.plates,tr{break-inside:avoid}"
"*{-webkit-print-color-adjust:exact;print-color-adjust:exact}main{max-width:none;padding:0}}\n";

typedef struct
{
  const HeraldComparisonPage *page;
  HeraldMarkup               *out;
} Writer;

static void
open_with_class (HeraldMarkup *out,
                 const char   *element,
                 const char   *class_name)
{
  herald_markup_open (out, element);
  herald_markup_attribute (out, "class", class_name);
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
static void
write_policy (HeraldMarkup *out)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  g_autofree char *hash = NULL;
  g_autofree char *policy = NULL;

  g_checksum_update (checksum, (const guchar *) style, -1);
  g_checksum_get_digest (checksum, digest, &length);
  hash = g_base64_encode (digest, length);
  policy = g_strdup_printf ("default-src 'none'; img-src data:; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'", hash);
  write_meta (out, "http-equiv", "Content-Security-Policy", policy);
}

static void
write_head (const Writer *self)
{
  HeraldMarkup *out = self->out;
  g_autofree char *title = g_strdup_printf ("%s – %s", self->page->title, self->page->content->headline);

  herald_markup_open (out, "head");
  herald_markup_open (out, "meta");
  herald_markup_attribute (out, "charset", "utf-8");
  herald_markup_close (out);
  write_policy (out);
  write_meta (out, "name", "viewport", "width=device-width, initial-scale=1");
  write_meta (out, "name", "referrer", "no-referrer");
  write_meta (out, "name", "robots", "noindex, nofollow, noarchive");
  herald_markup_leaf (out, "title", NULL, title);
  herald_markup_style (out, style);
  herald_markup_close (out);
}

static void
write_top (const Writer *self)
{
  open_with_class (self->out, "div", "top");
  if (self->page->content->banner != NULL)
    herald_markup_leaf (self->out, "p", "banner", self->page->content->banner);
  if (self->page->content->notice != NULL)
    herald_markup_leaf (self->out, "p", "notice", self->page->content->notice);
  herald_markup_close (self->out);
}

/* Where a paragraph ends or another begins, the border is seen and takes effect. */
static void
write_lines (HeraldMarkup *out,
             const char   *text,
             gboolean      changed)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0)
        {
          herald_markup_text (out, changed ? "¶" : "");
          herald_markup_open (out, "br");
          herald_markup_close (out);
        }
      herald_markup_text (out, lines[i]);
    }
}

static void
write_words (const Writer             *self,
             const HeraldComparedPart *part)
{
  g_autoptr (GArray) all = herald_comparison_page_words (part);
  HeraldMarkup *out = self->out;

  for (guint i = 0; i < all->len; i++)
    {
      const HeraldChangedWords *words = &g_array_index (all, HeraldChangedWords, i);
      gboolean changed = words->kind != HERALD_DIFF_SAME;

      if (changed)
        herald_markup_open (out, words->kind == HERALD_DIFF_REMOVED ? "del" : "ins");
      if (words->strong)
        herald_markup_open (out, "strong");
      if (words->emphasis)
        herald_markup_open (out, "em");
      write_lines (out, words->text, changed);
      for (int n = changed + words->strong + words->emphasis; n > 0; n--)
        herald_markup_close (out);
    }
}

static void
write_note (const Writer *self,
            char         *note)
{
  if (note != NULL)
    {
      open_with_class (self->out, "p", "note");
      herald_markup_text (self->out, "↕ ");
      herald_markup_text (self->out, note);
      herald_markup_close (self->out);
    }
  g_free (note);
}

static void
write_entry_notes (const Writer                *self,
                   const HeraldComparisonEntry *entry)
{
  g_autoptr (GPtrArray) parts = herald_comparison_page_parts (entry);

  write_note (self, herald_comparison_page_note (self->page, entry, NULL));
  for (guint i = 0; i < parts->len; i++)
    write_note (self, herald_comparison_page_note (self->page, entry, g_ptr_array_index (parts, i)));
}

static void
write_plate (const Writer   *self,
             const char     *sha256,
             HeraldDiffKind  kind)
{
  g_autoptr (HeraldKitPicture) picture = herald_comparison_page_picture (self->page, sha256);
  const char *name = herald_comparison_page_picture_name (kind);
  HeraldMarkup *out = self->out;

  herald_markup_open (out, "figure");
  if (picture != NULL)
    {
      herald_markup_open (out, "img");
      herald_markup_attribute (out, "alt", name);
      herald_markup_number (out, "width", picture->width);
      herald_markup_number (out, "height", picture->height);
      herald_markup_picture (out, picture->media_type, picture->bytes);
      herald_markup_close (out);
    }
  herald_markup_open (out, "figcaption");
  herald_markup_leaf (out, kind == HERALD_DIFF_REMOVED ? "del" : kind == HERALD_DIFF_ADDED ? "ins" : "span", NULL, name);
  herald_markup_close (out);
  herald_markup_close (out);
}

static void
write_plates (const Writer             *self,
              const HeraldComparedPart *part)
{
  open_with_class (self->out, "div", "plates");
  if (part->kind == HERALD_COMPARED_SAME)
    write_plate (self, part->after, HERALD_DIFF_SAME);
  else
    {
      if (part->before != NULL)
        write_plate (self, part->before, HERALD_DIFF_REMOVED);
      if (part->after != NULL)
        write_plate (self, part->after, HERALD_DIFF_ADDED);
    }
  herald_markup_close (self->out);
}

static void
write_label (const Writer *self,
             const char   *label)
{
  herald_markup_open (self->out, "strong");
  herald_markup_text (self->out, label);
  herald_markup_text (self->out, ": ");
  herald_markup_close (self->out);
}

/* "Job title: ...", a line for each part. */
static void
write_parts (const Writer                *self,
             const HeraldComparisonEntry *entry)
{
  g_autoptr (GPtrArray) parts = herald_comparison_page_parts (entry);

  open_with_class (self->out, "div", "parts");
  for (guint i = 0; i < parts->len; i++)
    {
      const HeraldComparedPart *part = g_ptr_array_index (parts, i);
      g_autofree char *name = herald_compared_part_name (part);

      if (part->is_picture)
        {
          write_plates (self, part);
          continue;
        }
      herald_markup_open (self->out, "p");
      if (name != NULL)
        write_label (self, name);
      write_words (self, part);
      herald_markup_close (self->out);
      write_note (self, herald_comparison_page_note (self->page, entry, part));
    }
  herald_markup_close (self->out);
}

/* All on one line: "Tags: imaging smartphone". */
static void
write_term (const Writer                *self,
            const HeraldComparisonEntry *entry)
{
  g_autoptr (GPtrArray) parts = herald_comparison_page_parts (entry);
  g_autofree char *label = herald_comparison_page_label (self->page, entry);

  herald_markup_open (self->out, "p");
  write_label (self, label);
  for (guint i = 0; i < parts->len; i++)
    {
      const HeraldComparedPart *part = g_ptr_array_index (parts, i);
      g_autofree char *name = herald_compared_part_name (part);

      if (part->is_picture)
        continue;
      if (name != NULL)
        herald_markup_text (self->out, name);
      herald_markup_text (self->out, name != NULL ? ": " : "");
      write_words (self, part);
      herald_markup_text (self->out, " ");
    }
  herald_markup_close (self->out);
  for (guint i = 0; i < parts->len; i++)
    {
      const HeraldComparedPart *part = g_ptr_array_index (parts, i);

      if (part->is_picture)
        write_plates (self, part);
    }
}

static void
write_title (const Writer                *self,
             const HeraldComparisonEntry *entry)
{
  g_autoptr (GPtrArray) parts = herald_comparison_page_parts (entry);

  open_with_class (self->out, strcmp (entry->member, "headline") == 0 ? "h2" : "p", entry->member);
  for (guint i = 0; i < parts->len; i++)
    {
      herald_markup_text (self->out, i > 0 ? ", " : "");
      write_words (self, g_ptr_array_index (parts, i));
    }
  herald_markup_close (self->out);
}

static gboolean
is_of_speaker (const HeraldComparedPart *part)
{
  return g_str_has_prefix (part->member, "speaker.");
}

/* Name, job title and organisation beside each other, each with its own changes. */
static void
write_quote (const Writer                *self,
             const HeraldComparisonEntry *entry)
{
  g_autoptr (GPtrArray) parts = herald_comparison_page_parts (entry);
  gboolean spoken = FALSE;

  open_with_class (self->out, "div", "quote");
  for (guint i = 0; i < parts->len; i++)
    {
      const HeraldComparedPart *part = g_ptr_array_index (parts, i);

      if (!is_of_speaker (part))
        {
          herald_markup_open (self->out, "p");
          write_words (self, part);
          herald_markup_close (self->out);
          continue;
        }
      if (!spoken)
        open_with_class (self->out, "p", "speaker");
      herald_markup_text (self->out, spoken ? ", " : "");
      write_words (self, part);
      spoken = TRUE;
    }
  if (spoken)
    herald_markup_close (self->out);
  herald_markup_close (self->out);
}

static void
write_list (const Writer                *self,
            const HeraldComparisonEntry *entry)
{
  g_autoptr (GPtrArray) parts = herald_comparison_page_parts (entry);

  herald_markup_open (self->out, "ul");
  for (guint i = 0; i < parts->len; i++)
    {
      herald_markup_open (self->out, "li");
      write_words (self, g_ptr_array_index (parts, i));
      herald_markup_close (self->out);
    }
  herald_markup_close (self->out);
}

static void
write_facts (const Writer                *self,
             const HeraldComparisonEntry *entry)
{
  g_autoptr (GPtrArray) parts = herald_comparison_page_parts (entry);
  gboolean in_row = FALSE;

  herald_markup_open (self->out, "table");
  herald_markup_open (self->out, "tbody");
  for (guint i = 0; i < parts->len; i++)
    {
      const HeraldComparedPart *part = g_ptr_array_index (parts, i);

      if (part->column <= 0 || !in_row)
        {
          if (in_row)
            herald_markup_close (self->out);
          herald_markup_open (self->out, "tr");
          in_row = TRUE;
        }
      herald_markup_open (self->out, "td");
      write_words (self, part);
      herald_markup_close (self->out);
    }
  if (in_row)
    herald_markup_close (self->out);
  herald_markup_close (self->out);
  herald_markup_close (self->out);
}

static void
write_plain_block (const Writer                *self,
                   const char                  *element,
                   const HeraldComparisonEntry *entry)
{
  g_autoptr (GPtrArray) parts = herald_comparison_page_parts (entry);

  for (guint i = 0; i < parts->len; i++)
    {
      herald_markup_open (self->out, element);
      write_words (self, g_ptr_array_index (parts, i));
      herald_markup_close (self->out);
    }
}

static void
write_block (const Writer                *self,
             const HeraldComparisonEntry *entry)
{
  HeraldBlockType type = entry->block_type == entry->block_type_before || entry->before == NULL ? entry->block_type
                                                                                                 : HERALD_BLOCK_UNKNOWN;

  switch (type)
    {
    case HERALD_BLOCK_PARAGRAPH:
      write_plain_block (self, "p", entry);
      break;
    case HERALD_BLOCK_HEADING:
      write_plain_block (self, "h3", entry);
      break;
    case HERALD_BLOCK_QUOTE:
      write_quote (self, entry);
      break;
    case HERALD_BLOCK_LIST:
      write_list (self, entry);
      break;
    case HERALD_BLOCK_FACTS:
      write_facts (self, entry);
      break;
    case HERALD_BLOCK_FIGURE:
    case HERALD_BLOCK_UNKNOWN:
    default:
      write_note (self, herald_comparison_page_note (self->page, entry, NULL));
      write_parts (self, entry);
      return;
    }
  write_entry_notes (self, entry);
}

static void
write_back (const Writer                *self,
            const HeraldComparisonEntry *entry)
{
  g_autofree char *label = herald_comparison_page_label (self->page, entry);

  herald_markup_leaf (self->out, "h3", NULL, label);
  write_parts (self, entry);
}

static void
write_place (const Writer *self,
             HeraldPlace   place,
             const char   *element,
             const char   *class_name)
{
  GPtrArray *entries = herald_comparison_get_entries (self->page->job->comparison);
  gboolean is_open = FALSE;

  for (guint i = 0; i < entries->len; i++)
    {
      const HeraldComparisonEntry *entry = g_ptr_array_index (entries, i);

      if (herald_comparison_page_place (entry) != place)
        continue;
      if (!is_open)
        open_with_class (self->out, element, class_name);
      is_open = TRUE;
      if (place == HERALD_PLACE_TERMS)
        write_term (self, entry);
      else if (place == HERALD_PLACE_TITLE)
        write_title (self, entry);
      else if (place == HERALD_PLACE_BODY)
        write_block (self, entry);
      else
        write_back (self, entry);
    }
  if (is_open)
    herald_markup_close (self->out);
}

static void
write_about (const Writer *self)
{
  const HeraldComparisonPage *page = self->page;
  const char *lines[] = { page->before, page->after, page->recipient, page->count };
  HeraldMarkup *out = self->out;

  open_with_class (out, "header", "about");
  herald_markup_leaf (out, "h1", NULL, page->title);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (lines[i] != NULL)
      {
        herald_markup_open (out, "p");
        herald_markup_text (out, i == 1 && page->before != NULL ? "→ " : "");
        herald_markup_text (out, lines[i]);
        herald_markup_close (out);
      }
  open_with_class (out, "p", "legend");
  herald_markup_leaf (out, "del", NULL, _("removed words"));
  herald_markup_text (out, " · ");
  herald_markup_leaf (out, "ins", NULL, _("added words"));
  herald_markup_text (out, " · ↕ ");
  herald_markup_text (out, _("moved, split, joined or set differently"));
  herald_markup_close (out);
  herald_markup_close (out);
}

/**
 * herald_comparison_html_make:
 * @page: what to write
 *
 * Returns: (transfer full): an HTML document that works alone: nothing is loaded or run
 */
GBytes *
herald_comparison_html_make (const HeraldComparisonPage *page)
{
  g_autoptr (HeraldMarkup) out = herald_markup_new ();
  const Writer self = { page, out };

  herald_markup_open (out, "html");
  herald_markup_attribute (out, "lang", page->content->language);
  if (herald_kit_labels_is_rtl (page->content->language))
    herald_markup_attribute (out, "dir", "rtl");
  write_head (&self);
  herald_markup_open (out, "body");
  write_top (&self);
  herald_markup_open (out, "main");
  write_about (&self);
  write_place (&self, HERALD_PLACE_TERMS, "section", "terms");
  write_place (&self, HERALD_PLACE_TITLE, "header", "title");
  write_place (&self, HERALD_PLACE_BODY, "article", "text");
  write_place (&self, HERALD_PLACE_BACK, "section", "back");
  herald_markup_close (out);
  herald_markup_close (out);
  herald_markup_close (out);
  return herald_markup_finish (out);
}
