/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "herald-clean.h"
#include "herald-kit-labels.h"
#include "herald-pdf-maker.h"

#define LONGEST_LABEL  60    /* bytes of a label that may widen its column */
#define LABEL_PART     0.42  /* of the measure, at most */
#define QUOTE_INDENT   18.0
#define PARAGRAPH_GAP  8.0
#define LABEL_GAP      6.0   /* at least, after an item's number */
#define SECTION_GAP    16.0  /* more above a heading, less below it */
#define FIGURE_GAP     16.0  /* below a figure or a quote */
#define ROW_HEIGHT     240.0 /* of figures side by side, at most */
#define MIN_COLUMN     126.0 /* of one of them: three of these go in a row */

static gboolean
has_text (const char *text)
{
  return text != NULL && text[strspn (text, " \t\n")] != '\0';
}

/* A text that ends with a colon stays with what it announces. */
static gboolean
announces (const char *text)
{
  g_autofree char *line = herald_clean_line (text);

  g_strchomp (line);
  return g_str_has_suffix (line, ":") || g_str_has_suffix (line, "：");
}

static void
add_paragraph (HeraldPdfMaker    *self,
               const HeraldBlock *block,
               gboolean           is_lead)
{
  HeraldRich *rich = herald_rich_new (self->setting->typeset, HERALD_FACE_BODY);
  HeraldPiece *piece = NULL;

  if (is_lead && self->setting->content->dateline != NULL)
    {
      herald_rich_add (rich, HERALD_FACE_DATELINE, self->setting->content->dateline);
      herald_rich_add (rich, HERALD_FACE_DATELINE, " – ");
    }
  if (block != NULL)
    herald_rich_add_marked (rich, HERALD_FACE_BODY, block->text, block->marks);
  piece = herald_pdf_setting_add_text (self->setting, "P", rich, 0, 0, PARAGRAPH_GAP);
  piece->keep_with_next = block != NULL && announces (block->text);
  herald_pdf_maker_part_words (self, piece);
}

static void
add_heading (HeraldPdfMaker *self,
             const char     *text)
{
  HeraldRich *rich = herald_pdf_setting_rich (self->setting, HERALD_FACE_HEADING, text);
  HeraldPiece *piece = herald_pdf_setting_add_text (self->setting, "H2", rich, 0, SECTION_GAP, PARAGRAPH_GAP);

  piece->keep_with_next = TRUE;
  piece->in_outline = TRUE;
}

/* Who says it. %NULL when nothing of it is known. */
static HeraldRich *
set_speaker (HeraldPdfMaker      *self,
             const HeraldSpeaker *speaker)
{
  const HeraldContent *content = self->setting->content;
  g_autofree char *name = herald_clean_line (speaker != NULL ? speaker->name : NULL);
  g_autofree char *position = speaker != NULL ? herald_content_format_position (content, speaker) : g_strdup ("");
  HeraldRich *rich = NULL;

  if (name[0] == '\0' && position[0] == '\0')
    return NULL;
  rich = herald_pdf_setting_rich (self->setting, HERALD_FACE_NAME, name);
  if (name[0] != '\0' && position[0] != '\0')
    herald_rich_add (rich, HERALD_FACE_POSITION, herald_kit_labels_get_comma (content->language));
  herald_rich_add (rich, HERALD_FACE_POSITION, position);
  return rich;
}

static void
add_quote (HeraldPdfMaker    *self,
           const HeraldBlock *block)
{
  HeraldFace face = herald_content_is_long_quote (block) ? HERALD_FACE_LONG_QUOTE : HERALD_FACE_QUOTE;
  HeraldRich *rich = herald_rich_new (self->setting->typeset, face);
  HeraldRich *speaker = set_speaker (self, block->speaker);
  const char *open = NULL;
  const char *close = NULL;
  HeraldPiece *piece = NULL;

  herald_kit_labels_get_quotes (self->setting->content->language, &open, &close);
  herald_rich_add (rich, face, open);
  herald_rich_add_marked (rich, face, block->text, block->marks);
  herald_rich_add (rich, face, close);
  piece = herald_pdf_setting_add_text (self->setting, "P", rich, QUOTE_INDENT, PARAGRAPH_GAP, speaker != NULL ? 4 : FIGURE_GAP);
  herald_pdf_maker_part_words (self, piece);
  piece->begins[0] = "BlockQuote";
  piece->bar = TRUE;
  if (speaker != NULL)
    {
      piece->keep_with_next = TRUE;
      piece = herald_pdf_setting_add_text (self->setting, "P", speaker, QUOTE_INDENT, 0, FIGURE_GAP);
      piece->bar = TRUE;
    }
  piece->n_ends = 1;
}

static double
measure_label (HeraldPdfMaker *self,
               HeraldFace      face,
               const char     *text)
{
  g_autoptr (HeraldRich) rich = herald_pdf_setting_rich (self->setting, face, text);
  g_autoptr (PangoLayout) layout = herald_rich_to_layout (rich, herald_pdf_setting_measure (self->setting));
  int width = 0;

  pango_layout_get_size (layout, &width, NULL);
  return (double) width / PANGO_SCALE + 1;
}

static char *
format_label (const HeraldBlock *list,
              guint              number)
{
  return list->ordered ? g_strdup_printf ("%u.", number) : g_strdup ("•");
}

static void
add_item (HeraldPdfMaker    *self,
          const HeraldBlock *list,
          guint              index,
          double             indent)
{
  const char *tags[2] = { "Lbl", "LBody" };
  HeraldPdfSetting *setting = self->setting;
  HeraldItem *item = g_ptr_array_index (list->items, index);
  g_autofree char *label = format_label (list, index + 1);
  HeraldRich *rich = herald_rich_new (setting->typeset, HERALD_FACE_BODY);
  gboolean is_last = index + 1 == list->items->len;
  guint first = setting->pieces->len;
  HeraldPiece *last = NULL;
  HeraldPiece *piece = NULL;

  herald_rich_add_marked (rich, HERALD_FACE_BODY, item->text, item->marks);
  last = herald_pdf_maker_add_labelled (self, tags, herald_pdf_setting_rich (setting, HERALD_FACE_BODY, label), rich, indent, 0, 0);
  piece = g_ptr_array_index (setting->pieces, first);
  piece->begins[0] = index == 0 ? "L" : "LI";
  piece->begins[1] = index == 0 ? "LI" : NULL;
  if (index == 0)
    piece->numbering = list->ordered ? "Decimal" : "Disc";
  last->n_ends = is_last ? 2 : 1;
}

/* Items of one line each stand close together; and no such line alone at the foot or the head of a page. */
static void
add_list (HeraldPdfMaker    *self,
          const HeraldBlock *list)
{
  GPtrArray *pieces = self->setting->pieces;
  g_autofree char *longest = format_label (list, list->items->len);
  double indent = MAX (HERALD_PDF_ITEM_INDENT, measure_label (self, HERALD_FACE_BODY, longest) + LABEL_GAP);
  guint first = pieces->len;
  double leading = herald_face_get_leading (HERALD_FACE_BODY);
  gboolean is_short = TRUE;

  for (guint i = 0; i < list->items->len; i++)
    add_item (self, list, i, indent);
  for (guint i = first; i < pieces->len; i++)
    is_short = is_short && herald_piece_get_height (g_ptr_array_index (pieces, i)) <= leading;
  for (guint i = first; i < pieces->len; i++)
    {
      HeraldPiece *piece = g_ptr_array_index (pieces, i);
      gboolean is_line = herald_piece_get_height (piece) <= leading;

      if (piece->kind == HERALD_PIECE_ROW && i + 1 < pieces->len)
        piece->keep_with_next = is_line && (i == first || i + 2 == pieces->len);
      if (i + 1 == pieces->len || (!is_short && !piece->keep_with_next) || (!is_short && is_line))
        piece->space_after = PARAGRAPH_GAP;
    }
}

/* As wide as the longest label, within bounds. */
static double
choose_label_width (HeraldPdfMaker    *self,
                    const HeraldBlock *block)
{
  double measure = herald_pdf_setting_measure (self->setting);
  double width = HERALD_PDF_LABEL_WIDTH;

  for (guint i = 0; i < block->rows->len; i++)
    {
      GPtrArray *row = g_ptr_array_index (block->rows, i);
      HeraldItem *item = row->len > 1 ? g_ptr_array_index (row, 0) : NULL;

      if (item != NULL && item->text != NULL && strlen (item->text) <= LONGEST_LABEL)
        width = MAX (width, measure_label (self, HERALD_FACE_LABEL, item->text));
    }
  return MIN (width, measure * LABEL_PART);
}

/* Cells side by side: the first in the label column, the others share the rest. */
static HeraldPiece *
add_cells (HeraldPdfMaker *self,
           GPtrArray      *row,
           double          label_width)
{
  HeraldPiece *piece = herald_pdf_setting_add (self->setting, HERALD_PIECE_ROW, 12, 0);
  guint n_right = row->len > 1 ? row->len - 1 : 1;
  double x = label_width + HERALD_PDF_GUTTER;
  double width = (herald_pdf_setting_measure (self->setting) - x - HERALD_PDF_GUTTER * (n_right - 1)) / n_right;

  for (guint i = 0; i < row->len; i++)
    {
      HeraldItem *item = g_ptr_array_index (row, i);
      HeraldFace face = i == 0 ? HERALD_FACE_LABEL : HERALD_FACE_DETAIL;
      HeraldRich *rich = herald_rich_new (self->setting->typeset, face);

      herald_rich_add_marked (rich, face, item->text, item->marks);
      herald_piece_add_cell (piece, i == 0 ? "TH" : "TD", rich, i == 0 ? 0 : x + (width + HERALD_PDF_GUTTER) * (i - 1),
                             i == 0 ? label_width : width);
    }
  herald_pdf_maker_part_words (self, piece);
  return piece;
}

static void
add_facts (HeraldPdfMaker    *self,
           const HeraldBlock *block)
{
  double label_width = choose_label_width (self, block);

  for (guint i = 0; i < block->rows->len; i++)
    {
      gboolean is_last = i + 1 == block->rows->len;
      HeraldPiece *piece = add_cells (self, g_ptr_array_index (block->rows, i), label_width);
      HeraldPiece *last = NULL;

      piece->rule = TRUE;
      piece->begins[0] = i == 0 ? "Table" : "TR";
      piece->begins[1] = i == 0 ? "TR" : NULL;
      piece->space_after = is_last ? FIGURE_GAP : 0;
      last = herald_pdf_maker_stack (self, piece);
      last->n_ends = is_last ? 2 : 1;
      last->keep_with_next = !is_last && (i == 0 || i + 2 == block->rows->len);
    }
}

static HeraldRich *
set_caption (HeraldPdfMaker *self,
             const char     *caption,
             const char     *credit)
{
  HeraldRich *rich = herald_pdf_setting_rich (self->setting, HERALD_FACE_CAPTION, caption);

  herald_rich_add (rich, HERALD_FACE_CREDIT, caption[0] != '\0' && credit[0] != '\0' ? " · " : "");
  herald_rich_add (rich, HERALD_FACE_CREDIT, credit);
  return rich;
}

static gboolean
add_figure (HeraldPdfMaker     *self,
            const HeraldBlock  *block,
            GError            **error)
{
  g_autofree char *caption = NULL;
  g_autofree char *credit = NULL;
  g_autofree char *alt = NULL;
  HeraldKitPicture *picture = NULL;
  HeraldPiece *piece = NULL;
  GError *problem = NULL;

  if (!has_text (block->asset))
    return TRUE;
  herald_content_describe_figure (self->setting->content, block, &caption, &credit, &alt);
  picture = herald_kit_pictures_get (self->pictures, block->asset, caption, &problem);
  if (picture == NULL)
    return herald_pdf_maker_add_missing (self, problem, error);
  piece = herald_pdf_setting_add (self->setting, HERALD_PIECE_PICTURES, PARAGRAPH_GAP, FIGURE_GAP);
  herald_piece_add_plate (piece, picture, alt, 0, 0, 0);
  piece->flexible = TRUE;
  if (caption[0] == '\0' && credit[0] == '\0')
    return TRUE;
  piece->keep_with_next = TRUE;
  piece->space_after = HERALD_CAPTION_GAP;
  herald_pdf_setting_add_text (self->setting, "Caption", set_caption (self, caption, credit), 0, 0, FIGURE_GAP);
  return TRUE;
}

/* Of a column for a small figure, wide enough for its caption; 0 when there is none to show. */
static double
get_column_width (HeraldPdfMaker    *self,
                  const HeraldBlock *block,
                  double            *scale)
{
  HeraldKitPicture *picture = NULL;

  if (block->type != HERALD_BLOCK_FIGURE || !has_text (block->asset))
    return 0;
  picture = herald_kit_pictures_get (self->pictures, block->asset, block->caption, NULL);
  if (picture == NULL)
    return 0;
  *scale = herald_piece_get_scale (picture, herald_pdf_setting_measure (self->setting), ROW_HEIGHT);
  return MAX (MIN_COLUMN, picture->width * *scale);
}

/* How many figures, from one on that follow each other, stand side by side at the size that they may have. */
static guint
count_in_row (HeraldPdfMaker *self,
              guint           index)
{
  GPtrArray *body = self->setting->content->announcement->body;
  double x = 0, width = 0, scale = 0;
  guint n = 0;

  while (index + n < body->len && (width = get_column_width (self, g_ptr_array_index (body, index + n), &scale)) > 0 &&
         x + width <= herald_pdf_setting_measure (self->setting))
    {
      x += width + HERALD_PDF_GUTTER;
      n++;
    }
  return n;
}

static void
add_figures (HeraldPdfMaker *self,
             guint           index,
             guint           n)
{
  HeraldPiece *piece = herald_pdf_setting_add (self->setting, HERALD_PIECE_PICTURES, PARAGRAPH_GAP, FIGURE_GAP);
  double x = 0;

  piece->on_line = TRUE;
  for (guint i = index; i < index + n; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (self->setting->content->announcement->body, i);
      double scale = 0, width = get_column_width (self, block, &scale);
      HeraldKitPicture *picture = herald_kit_pictures_get (self->pictures, block->asset, block->caption, NULL);
      g_autofree char *caption = NULL;
      g_autofree char *credit = NULL;
      g_autofree char *alt = NULL;

      herald_content_describe_figure (self->setting->content, block, &caption, &credit, &alt);
      herald_piece_add_plate (piece, picture, alt, x, picture->width * scale, picture->height * scale);
      if (caption[0] != '\0' || credit[0] != '\0')
        herald_piece_add_caption (piece, herald_cell_new ("Caption", set_caption (self, caption, credit), x, width));
      x += width + HERALD_PDF_GUTTER;
    }
}

static gboolean
add_block (HeraldPdfMaker     *self,
           const HeraldBlock  *block,
           gboolean            is_lead,
           GError            **error)
{
  switch (block->type)
    {
    case HERALD_BLOCK_PARAGRAPH:
      if (is_lead || has_text (block->text))
        add_paragraph (self, block, is_lead);
      break;
    case HERALD_BLOCK_HEADING:
      if (has_text (block->text))
        add_heading (self, block->text);
      break;
    case HERALD_BLOCK_QUOTE:
      if (has_text (block->text))
        add_quote (self, block);
      break;
    case HERALD_BLOCK_LIST:
      add_list (self, block);
      break;
    case HERALD_BLOCK_FIGURE:
      return add_figure (self, block, error);
    case HERALD_BLOCK_FACTS:
      add_facts (self, block);
      break;
    case HERALD_BLOCK_UNKNOWN:
      break;
    }
  return TRUE;
}

/**
 * herald_pdf_maker_add_body:
 * @self: a maker
 * @error: return location; %HERALD_RENDER_ERROR_PICTURE, %G_IO_ERROR_CANCELLED, or what the asset reader says
 *
 * Adds the news itself, from the dateline to the last block.
 */
gboolean
herald_pdf_maker_add_body (HeraldPdfMaker  *self,
                           GError         **error)
{
  const HeraldContent *content = self->setting->content;
  GPtrArray *body = content->announcement->body;
  gboolean lead_done = FALSE;

  for (guint i = 0; i < body->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (body, i);
      gboolean is_lead = !lead_done && block->type == HERALD_BLOCK_PARAGRAPH;
      guint n_figures = count_in_row (self, i);

      if (n_figures > 1)
        {
          add_figures (self, i, n_figures);
          i += n_figures - 1;
          continue;
        }
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error) || !add_block (self, block, is_lead, error))
        return FALSE;
      lead_done = lead_done || is_lead;
    }
  if (!lead_done && content->dateline != NULL)
    add_paragraph (self, NULL, TRUE);
  return TRUE;
}
