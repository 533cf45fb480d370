/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-html-page.h"

#include "herald-clean.h"
#include "herald-kit-labels.h"

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
write_paragraph (HeraldHtmlPage    *page,
                 const HeraldBlock *block,
                 gboolean           is_lead)
{
  herald_markup_open (page->out, "p");
  if (is_lead)
    {
      herald_markup_attribute (page->out, "class", "lead");
      if (page->content->dateline != NULL)
        {
          herald_html_open (page, "span", "dateline");
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
write_speaker (HeraldHtmlPage      *page,
               const HeraldSpeaker *speaker)
{
  g_autofree char *name = herald_clean_line (speaker->name);
  g_autofree char *position = herald_content_format_position (page->content, speaker);

  herald_markup_open (page->out, "span");
  herald_markup_flag (page->out, "data-copy");
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
write_quote (HeraldHtmlPage    *page,
             const HeraldBlock *block)
{
  const char *open = NULL;
  const char *close = NULL;
  HeraldMarkup *out = page->out;

  herald_kit_labels_get_quotes (page->content->language, &open, &close);
  herald_html_open (page, "figure", herald_content_is_long_quote (block) ? "long quote" : "quote");
  herald_markup_open (out, "blockquote");
  herald_markup_flag (out, "data-copy");
  herald_markup_open (out, "p");
  herald_markup_text (out, open);
  write_rich (out, block->text, block->marks);
  herald_markup_text (out, close);
  herald_html_close (page, 2);
  herald_markup_open (out, "figcaption");
  if (block->speaker != NULL && (herald_html_has_text (block->speaker->name) || herald_html_has_text (block->speaker->organisation)))
    write_speaker (page, block->speaker);
  herald_html_write_copy (page, HERALD_KIT_LABEL_COPY_QUOTE);
  herald_html_close (page, 2);
}

static void
write_list (HeraldHtmlPage    *page,
            const HeraldBlock *block)
{
  herald_html_open (page, block->ordered ? "ol" : "ul", "list");
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
write_facts (HeraldHtmlPage    *page,
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

static gboolean
write_block (HeraldHtmlPage     *page,
             const HeraldBlock  *block,
             gboolean            is_lead,
             GError            **error)
{
  switch (block->type)
    {
    case HERALD_BLOCK_PARAGRAPH:
      if (is_lead || herald_html_has_text (block->text))
        write_paragraph (page, block, is_lead);
      break;
    case HERALD_BLOCK_HEADING:
      if (herald_html_has_text (block->text))
        herald_markup_leaf (page->out, "h2", NULL, block->text);
      break;
    case HERALD_BLOCK_QUOTE:
      if (herald_html_has_text (block->text))
        write_quote (page, block);
      break;
    case HERALD_BLOCK_LIST:
      if (block->items->len > 0)
        write_list (page, block);
      break;
    case HERALD_BLOCK_FIGURE:
      return !herald_html_has_text (block->asset) || herald_html_write_picture (page, block, error);
    case HERALD_BLOCK_FACTS:
      if (block->rows->len > 0)
        write_facts (page, block);
      break;
    case HERALD_BLOCK_UNKNOWN:
      break; /* made by a newer Herald: what it means to say cannot be judged here */
    }
  return TRUE;
}

/**
 * herald_html_write_body:
 * @page: a page
 * @error: return location; %HERALD_RENDER_ERROR_PICTURE, or what the asset reader says
 *
 * Writes the news itself, from the dateline to the last block.
 */
gboolean
herald_html_write_body (HeraldHtmlPage  *page,
                        GError         **error)
{
  GPtrArray *body = page->content->announcement->body;
  HeraldMarkup *out = page->out;
  gboolean lead_done = FALSE;

  herald_html_open (page, "div", "text");
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

