/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-pdf-surround.h"

#include "herald-kit-labels.h"
#include "herald-pdf-words.h"

#define BAND_PADDING   4.0
#define BAND_MARGIN    40.0
#define HEADER_OFFSET  20.0 /* from the bands to the running header */
#define FIRST_OFFSET   40.0 /* from the bands to the measure on the first page, which has no running header */
#define TOP_OFFSET     52.0 /* and on the others */
#define FOOTER_OFFSET  42.0 /* from the edge of the sheet */
#define BOTTOM_OFFSET  64.0
#define RULE_THICKNESS 0.5
#define KICKER_PART    0.6  /* of the measure */
#define NUMBER_PART    0.35
#define MAX_WORDS      160  /* code points of what is set on one line */
#define MAX_BAND       400

static HeraldCell *
set_band (const HeraldTypeset *typeset,
          const HeraldSheet   *sheet,
          HeraldFace           face,
          const char          *text)
{
  g_autofree char *words = text != NULL ? herald_rich_shorten (text, MAX_BAND) : NULL;
  HeraldRich *rich = NULL;
  HeraldCell *cell = NULL;

  if (words == NULL)
    return NULL;
  rich = herald_rich_new (typeset, face);
  herald_rich_add (rich, face, words);
  cell = herald_cell_new ("P", rich, 0, sheet->width - 2 * BAND_MARGIN);
  pango_layout_set_alignment (cell->layout, PANGO_ALIGN_CENTER);
  return cell;
}

static HeraldCell *
set_line (const HeraldTypeset *typeset,
          const HeraldSheet   *sheet,
          const char          *text,
          double               part,
          gboolean             at_end)
{
  g_autofree char *words = herald_rich_shorten (text, MAX_WORDS);
  double measure = herald_sheet_get_measure (sheet);
  HeraldRich *rich = herald_rich_new (typeset, HERALD_FACE_FOOT);
  HeraldCell *cell = NULL;

  herald_rich_add (rich, HERALD_FACE_FOOT, words);
  cell = herald_cell_new ("P", rich, at_end ? measure * (1 - part) : 0, measure * part);
  pango_layout_set_auto_dir (cell->layout, FALSE);
  pango_layout_set_alignment (cell->layout, at_end != typeset->rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_set_height (cell->layout, -1);
  pango_layout_set_ellipsize (cell->layout, PANGO_ELLIPSIZE_END);
  return cell;
}

/**
 * herald_pdf_surround_new:
 * @content: an edition; outlives what is returned
 * @typeset: how it is set; likewise
 * @sheet: the sheet
 *
 * Returns: (transfer full): what surrounds its pages
 */
HeraldPdfSurround *
herald_pdf_surround_new (const HeraldContent *content,
                         const HeraldTypeset *typeset,
                         const HeraldSheet   *sheet)
{
  HeraldPdfSurround *self = g_new0 (HeraldPdfSurround, 1);

  self->language = content->language;
  self->banner = set_band (typeset, sheet, HERALD_FACE_BANNER, content->banner);
  self->notice = set_band (typeset, sheet, HERALD_FACE_NOTICE, content->notice);
  self->header = set_line (typeset, sheet, content->headline, 1.0, FALSE);
  self->kicker = set_line (typeset, sheet, content->kicker, KICKER_PART, FALSE);
  return self;
}

/**
 * herald_pdf_surround_free:
 * @self: (transfer full): what surrounds pages
 */
void
herald_pdf_surround_free (HeraldPdfSurround *self)
{
  g_clear_pointer (&self->banner, herald_cell_free);
  g_clear_pointer (&self->notice, herald_cell_free);
  g_clear_pointer (&self->header, herald_cell_free);
  g_clear_pointer (&self->kicker, herald_cell_free);
  g_free (self);
}

static double
get_band_height (HeraldCell *cell)
{
  return cell != NULL ? herald_cell_get_height (cell) + 2 * BAND_PADDING : 0;
}

/**
 * herald_pdf_surround_get_frame:
 * @self: what surrounds pages
 * @sheet: the sheet
 *
 * Returns: where the text may go: under embargo, draft line and running header, above the footer
 */
HeraldFrame
herald_pdf_surround_get_frame (const HeraldPdfSurround *self,
                               const HeraldSheet       *sheet)
{
  double bands = get_band_height (self->banner) + get_band_height (self->notice);

  return (HeraldFrame) { bands + FIRST_OFFSET, bands + TOP_OFFSET, sheet->height - BOTTOM_OFFSET, 1.0 };
}

/* A coloured band across the sheet. Returns where it ends. */
static double
draw_band (HeraldPdfCanvas *canvas,
           HeraldCell      *cell,
           guint32          ground,
           gboolean         is_content,
           double           y)
{
  double height = get_band_height (cell);

  if (cell == NULL)
    return y;
  herald_pdf_canvas_fill (canvas, ground, 0, y, canvas->sheet->width, height);
  if (is_content)
    herald_pdf_canvas_begin_tag (canvas, cell->tag);
  herald_pdf_words_draw (canvas, cell, 0, G_MAXUINT, is_content, BAND_MARGIN, y + BAND_PADDING);
  if (is_content)
    {
      herald_pdf_canvas_close_leaf (canvas);
      herald_pdf_canvas_end_tag (canvas, cell->tag);
    }
  return y + height;
}

static void
draw_words (HeraldPdfCanvas *canvas,
            HeraldCell      *cell,
            double           y)
{
  herald_pdf_words_draw (canvas, cell, 0, 1, FALSE, herald_pdf_canvas_get_left (canvas, cell->x, cell->width), y);
}

/**
 * herald_pdf_surround_draw:
 * @self: what surrounds pages
 * @canvas: where, with no leaf open
 * @page: from 0
 * @n_pages: how many there are
 */
void
herald_pdf_surround_draw (HeraldPdfSurround *self,
                          HeraldPdfCanvas   *canvas,
                          guint              page,
                          guint              n_pages)
{
  g_autofree char *number = g_strdup_printf ("%u", page + 1);
  g_autofree char *count = g_strdup_printf ("%u", n_pages);
  g_autofree char *label = herald_kit_labels_fill (self->language, HERALD_KIT_LABEL_PAGE, "page", number, "pages", count, NULL);
  g_autoptr (HeraldCell) place = set_line (canvas->typeset, canvas->sheet, label, NUMBER_PART, TRUE);
  double bands = draw_band (canvas, self->banner, HERALD_COLOUR_ALARM, page == 0, 0);
  double foot = canvas->sheet->height - FOOTER_OFFSET;

  bands = draw_band (canvas, self->notice, HERALD_COLOUR_NOTICE, page == 0, bands);
  if (page > 0)
    {
      draw_words (canvas, self->header, bands + HEADER_OFFSET);
      herald_pdf_canvas_fill (canvas, HERALD_COLOUR_LINE, canvas->sheet->margin, bands + HEADER_OFFSET + self->header->leading + 4,
                              herald_sheet_get_measure (canvas->sheet), RULE_THICKNESS);
    }
  draw_words (canvas, self->kicker, foot);
  draw_words (canvas, place, foot);
}
