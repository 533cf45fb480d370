/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-pdf-page.h"

#include "herald-clean.h"
#include "herald-pdf-image.h"
#include "herald-pdf-words.h"

#define BAR_WIDTH      2.5
#define RULE_THICKNESS 0.6
#define OUTLINE_OFFSET 12 /* points above a title that its entry leads to */

typedef struct
{
  HeraldPdfCanvas  canvas;
  double           bar_end; /* where the bar above ended on this page, or -1 */
  GHashTable      *images;  /* HeraldKitPicture -> cairo_surface_t, of one page for itself; or NULL */
  GArray          *figures; /* of HeraldPdfFigure, of a whole document; or NULL */
} Painter;

static Painter
painter_new (cairo_t          *cr,
             HeraldPdfSetting *setting)
{
  return (Painter) { .canvas = { .cr = cr, .sheet = &setting->sheet, .typeset = setting->typeset }, .bar_end = -1 };
}

static cairo_surface_t *
find_image (Painter                *self,
            const HeraldKitPicture *picture)
{
  cairo_surface_t *surface = NULL;

  if (self->images == NULL)
    return herald_pdf_image_new (picture);
  surface = g_hash_table_lookup (self->images, picture);
  if (surface == NULL)
    {
      surface = herald_pdf_image_new_decoded (picture);
      g_hash_table_insert (self->images, (gpointer) picture, surface);
    }
  return cairo_surface_reference (surface);
}

static void
note_figure (Painter           *self,
             const HeraldPlate *plate,
             double             left,
             double             top)
{
  double foot = self->canvas.sheet->height;
  HeraldPdfFigure figure = {
    herald_clean_line (plate->alt), { left, foot - top - plate->height, left + plate->width, foot - top },
  };

  g_array_append_val (self->figures, figure);
}

static void
draw_caption (Painter    *self,
              HeraldCell *caption,
              double      y)
{
  herald_pdf_canvas_begin_tag (&self->canvas, caption->tag);
  herald_pdf_words_draw (&self->canvas, caption, 0, G_MAXUINT, TRUE, herald_pdf_canvas_get_left (&self->canvas, caption->x, caption->width), y);
  herald_pdf_canvas_close_leaf (&self->canvas);
  herald_pdf_canvas_end_tag (&self->canvas, caption->tag);
}

static void
draw_plate (Painter           *self,
            const HeraldPlate *plate,
            double             top)
{
  cairo_t *cr = self->canvas.cr;
  cairo_surface_t *image = find_image (self, plate->picture);
  double left = herald_pdf_canvas_get_left (&self->canvas, plate->x, plate->width);

  if (self->figures != NULL)
    note_figure (self, plate, left, top);
  herald_pdf_canvas_begin_tag (&self->canvas, "Figure");
  cairo_save (cr);
  cairo_translate (cr, left, top);
  cairo_scale (cr, plate->width / plate->picture->width, plate->height / plate->picture->height);
  cairo_set_source_surface (cr, image, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
  herald_pdf_canvas_end_tag (&self->canvas, "Figure");
  cairo_surface_destroy (image);
  if (plate->caption != NULL)
    draw_caption (self, plate->caption, top + plate->height + HERALD_CAPTION_GAP);
}

static void
draw_bar (Painter              *self,
          const HeraldFragment *fragment)
{
  double from = self->bar_end >= 0 && fragment->piece->begins[0] == NULL ? self->bar_end : fragment->y;

  herald_pdf_canvas_fill (&self->canvas, self->canvas.typeset->accent, herald_pdf_canvas_get_left (&self->canvas, 0, BAR_WIDTH), from,
                          BAR_WIDTH, fragment->y + fragment->height - from);
}

static void
draw_cell (Painter              *self,
           const HeraldFragment *fragment,
           HeraldCell           *cell,
           guint                 n_lines,
           double                y)
{
  if (fragment->is_first)
    herald_pdf_canvas_begin_tag (&self->canvas, cell->tag);
  herald_pdf_words_draw (&self->canvas, cell, fragment->first_line, n_lines, TRUE,
                         herald_pdf_canvas_get_left (&self->canvas, cell->x, cell->width), y);
  herald_pdf_canvas_close_leaf (&self->canvas);
  if (fragment->is_last)
    herald_pdf_canvas_end_tag (&self->canvas, cell->tag);
}

/* Pictures with captions stand on one line, logos and names on one axis, in the order of their places. */
static void
draw_pictures (Painter              *self,
               const HeraldFragment *fragment)
{
  HeraldPiece *piece = fragment->piece;
  double height = herald_piece_get_plates_height (piece);
  guint n_cells = 0;

  for (guint i = 0; i <= piece->plates->len; i++)
    {
      const HeraldPlate *plate = i < piece->plates->len ? &g_array_index (piece->plates, HeraldPlate, i) : NULL;

      for (; n_cells < piece->cells->len; n_cells++)
        {
          HeraldCell *name = g_ptr_array_index (piece->cells, n_cells);

          if (plate != NULL && name->x > plate->x)
            break;
          draw_cell (self, fragment, name, G_MAXUINT, fragment->y + (fragment->height - herald_cell_get_height (name)) / 2);
        }
      if (plate != NULL)
        draw_plate (self, plate, fragment->y + (piece->on_line ? height - plate->height : (fragment->height - plate->height) / 2));
    }
}

/* Across the measure: the ground under words that stand in a picture's place, and the line above a row. */
static void
draw_ground (Painter              *self,
             const HeraldFragment *fragment)
{
  const HeraldSheet *sheet = self->canvas.sheet;
  double measure = herald_sheet_get_measure (sheet);

  if (fragment->piece->missing)
    herald_pdf_canvas_fill (&self->canvas, HERALD_COLOUR_NOTICE, sheet->margin, fragment->y - HERALD_MISSING_PADDING, measure,
                            fragment->height + 2 * HERALD_MISSING_PADDING);
  if (fragment->piece->rule && fragment->is_first)
    herald_pdf_canvas_fill (&self->canvas, HERALD_COLOUR_LINE, sheet->margin, fragment->y - fragment->gap / 2, measure, RULE_THICKNESS);
}

static void
draw_fragment (Painter              *self,
               const HeraldFragment *fragment)
{
  HeraldPiece *piece = fragment->piece;

  for (guint i = 0; fragment->is_first && i < G_N_ELEMENTS (piece->begins) && piece->begins[i] != NULL; i++)
    herald_pdf_canvas_begin_tag (&self->canvas, piece->begins[i]);
  draw_ground (self, fragment);
  if (piece->bar)
    draw_bar (self, fragment);
  if (piece->kind == HERALD_PIECE_PICTURES)
    draw_pictures (self, fragment);
  for (guint i = 0; piece->kind != HERALD_PIECE_PICTURES && i < piece->cells->len; i++)
    draw_cell (self, fragment, g_ptr_array_index (piece->cells, i), piece->kind == HERALD_PIECE_TEXT ? fragment->n_lines : G_MAXUINT, fragment->y);
  self->bar_end = piece->bar ? fragment->y + fragment->height : -1;
}

/* The elements that a piece closes were opened by it or by one before it: the last opened closes first. */
static void
track_elements (Painter              *self,
                GPtrArray            *open, /* of char* */
                const HeraldFragment *fragment)
{
  HeraldPiece *piece = fragment->piece;

  for (guint i = 0; fragment->is_first && i < G_N_ELEMENTS (piece->begins) && piece->begins[i] != NULL; i++)
    g_ptr_array_add (open, (gpointer) piece->begins[i]);
  for (guint i = 0; fragment->is_last && i < piece->n_ends && open->len > 0; i++)
    herald_pdf_canvas_end_tag (&self->canvas, g_ptr_array_steal_index (open, open->len - 1));
}

static void
add_to_outline (cairo_surface_t      *surface,
                const HeraldFragment *fragment)
{
  HeraldCell *cell = g_ptr_array_index (fragment->piece->cells, 0);
  g_autofree char *place = g_strdup_printf ("page=%u pos=[0 %d]", fragment->page + 1, (int) MAX (0, fragment->y - OUTLINE_OFFSET));

  cairo_pdf_surface_add_outline (surface, CAIRO_PDF_OUTLINE_ROOT, pango_layout_get_text (cell->layout), place, CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

/**
 * herald_pdf_draw_pages:
 * @surface: a PDF surface
 * @setting: pages
 * @figures: (element-type HeraldPdfFigure): where the figures of the document are added, in reading order
 *
 * Draws all pages with their structure.
 */
void
herald_pdf_draw_pages (cairo_surface_t  *surface,
                       HeraldPdfSetting *setting,
                       GArray           *figures)
{
  Painter painter = painter_new (cairo_create (surface), setting);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  guint n_pages = herald_layout_count (setting->fragments);
  guint page = 0;

  painter.canvas.tagged = TRUE;
  painter.figures = figures;
  herald_pdf_canvas_begin_tag (&painter.canvas, "Document");
  herald_pdf_surround_draw (setting->surround, &painter.canvas, 0, n_pages);
  for (guint i = 0; i < setting->fragments->len; i++)
    {
      const HeraldFragment *fragment = &g_array_index (setting->fragments, HeraldFragment, i);

      for (; page < fragment->page; page++)
        {
          cairo_show_page (painter.canvas.cr);
          painter.bar_end = -1;
          herald_pdf_surround_draw (setting->surround, &painter.canvas, page + 1, n_pages);
        }
      draw_fragment (&painter, fragment);
      track_elements (&painter, open, fragment);
      if (fragment->is_first && fragment->piece->in_outline)
        add_to_outline (surface, fragment);
    }
  herald_pdf_canvas_end_tag (&painter.canvas, "Document");
  cairo_show_page (painter.canvas.cr);
  cairo_destroy (painter.canvas.cr);
}

/**
 * herald_pdf_draw_page:
 * @cr: where to, with the sheet's corner at 0, 0 and points as units
 * @setting: pages
 * @page: from 0
 * @images: pictures that are decoded already, and those that this page needs: HeraldKitPicture -> cairo_surface_t
 *
 * One of the pages that herald_pdf_draw_pages() draws, for screens and printers: without structure.
 */
void
herald_pdf_draw_page (cairo_t          *cr,
                      HeraldPdfSetting *setting,
                      guint             page,
                      GHashTable       *images)
{
  Painter painter = painter_new (cr, setting);

  painter.images = images;
  herald_pdf_surround_draw (setting->surround, &painter.canvas, page, herald_layout_count (setting->fragments));
  for (guint i = 0; i < setting->fragments->len; i++)
    {
      const HeraldFragment *fragment = &g_array_index (setting->fragments, HeraldFragment, i);

      if (fragment->page == page)
        draw_fragment (&painter, fragment);
    }
}
