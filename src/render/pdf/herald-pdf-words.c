/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-pdf-words.h"

#include <hb-ot.h>
#include <hb.h>

#define LINK_OFFSET    1.4 /* points from the baseline to the line under a link */
#define LINK_THICKNESS 0.4
#define LINE_THICKNESS 0.7

/* What Pango leaves to its renderer, of which only the glyphs are used here. */
typedef struct
{
  const PangoColor *ink;
  const PangoColor *ground;
  gboolean          underlined;
  gboolean          struck;
} RunStyle;

static RunStyle
read_style (const PangoGlyphItem *run)
{
  RunStyle style = { NULL };

  for (GSList *l = run->item->analysis.extra_attrs; l != NULL; l = l->next)
    {
      PangoAttribute *attribute = l->data;
      PangoAttrColor *colour = pango_attribute_as_color (attribute);
      PangoAttrInt *number = pango_attribute_as_int (attribute);

      if (attribute->klass->type == PANGO_ATTR_FOREGROUND)
        style.ink = &colour->color;
      else if (attribute->klass->type == PANGO_ATTR_BACKGROUND)
        style.ground = &colour->color;
      else if (attribute->klass->type == PANGO_ATTR_UNDERLINE)
        style.underlined = number->value != PANGO_UNDERLINE_NONE;
      else if (attribute->klass->type == PANGO_ATTR_STRIKETHROUGH)
        style.struck = number->value != 0;
    }
  return style;
}

static void
set_ink (HeraldPdfCanvas  *canvas,
         const PangoColor *colour)
{
  if (colour != NULL)
    cairo_set_source_rgb (canvas->cr, colour->red / 65535.0, colour->green / 65535.0, colour->blue / 65535.0);
  else
    herald_pdf_canvas_set_colour (canvas, HERALD_COLOUR_INK);
}

static void
draw_ground (HeraldPdfCanvas  *canvas,
             const PangoColor *ground,
             const PangoItem  *item,
             double            x,
             double            baseline,
             double            width)
{
  PangoFontMetrics *metrics = pango_font_get_metrics (item->analysis.font, NULL);
  double ascent = (double) pango_font_metrics_get_ascent (metrics) / PANGO_SCALE;
  double descent = (double) pango_font_metrics_get_descent (metrics) / PANGO_SCALE;

  set_ink (canvas, ground);
  cairo_rectangle (canvas->cr, x, baseline - ascent, width, ascent + descent);
  cairo_fill (canvas->cr);
  pango_font_metrics_unref (metrics);
}

/* Lines under and through the words of a run, in its colour. */
static void
draw_strokes (HeraldPdfCanvas *canvas,
              const RunStyle  *style,
              const PangoItem *item,
              gboolean         is_link,
              double           x,
              double           baseline,
              double           width)
{
  if (is_link)
    cairo_rectangle (canvas->cr, x, baseline + LINK_OFFSET, width, LINK_THICKNESS);
  if (style->underlined)
    cairo_rectangle (canvas->cr, x, baseline + LINK_OFFSET, width, LINE_THICKNESS);
  if (style->struck)
    {
      PangoFontMetrics *metrics = pango_font_get_metrics (item->analysis.font, NULL);

      cairo_rectangle (canvas->cr, x, baseline - (double) pango_font_metrics_get_strikethrough_position (metrics) / PANGO_SCALE,
                       width, (double) pango_font_metrics_get_strikethrough_thickness (metrics) / PANGO_SCALE);
      pango_font_metrics_unref (metrics);
    }
  cairo_fill (canvas->cr);
}

/* Pango takes the space at which a line was broken out of the glyphs. It goes back in, without width: else the words
 * on both sides of the break are one word to whoever copies them or hears them read. */
static PangoGlyphItem *
restore_spaces (const PangoGlyphItem *run,
                const char           *text)
{
  PangoGlyphItem *copy = pango_glyph_item_copy ((PangoGlyphItem *) run);
  hb_font_t *font = pango_font_get_hb_font (run->item->analysis.font);
  hb_codepoint_t space = 0;

  for (int i = 0; i < copy->glyphs->num_glyphs; i++)
    if (copy->glyphs->glyphs[i].glyph == PANGO_GLYPH_EMPTY &&
        text[copy->item->offset + copy->glyphs->log_clusters[i]] == ' ' && hb_font_get_nominal_glyph (font, ' ', &space))
      copy->glyphs->glyphs[i].glyph = space;
  return copy;
}

/* Cairo 1.16 moves each glyph of a picture to the next whole pixel, which tears small words apart: outlines stay where
 * they are. Glyphs in colour have none. */
static void
draw_glyphs (HeraldPdfCanvas *canvas,
             const char      *text,
             PangoGlyphItem  *run)
{
  gboolean pixels = cairo_surface_get_type (cairo_get_target (canvas->cr)) == CAIRO_SURFACE_TYPE_IMAGE;
  hb_face_t *face = pixels ? hb_font_get_face (pango_font_get_hb_font (run->item->analysis.font)) : NULL;

  if (!pixels || hb_ot_color_has_png (face) || hb_ot_color_has_layers (face))
    {
      pango_cairo_show_glyph_item (canvas->cr, text, run);
      return;
    }
  pango_cairo_glyph_string_path (canvas->cr, run->item->analysis.font, run->glyphs);
  cairo_fill (canvas->cr);
}

static const HeraldLink *
find_link (GArray *links,
           guint   offset)
{
  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      HeraldLink *link = &g_array_index (links, HeraldLink, i);

      if (link->start <= offset && offset < link->end)
        return link;
    }
  return NULL;
}

/* A stretch of equal setting, and where it stands. */
typedef struct
{
  const PangoGlyphItem *run;
  double                x;
  double                width;
} PlacedRun;

static int
compare_runs (gconstpointer a,
              gconstpointer b)
{
  return ((const PlacedRun *) a)->run->item->offset - ((const PlacedRun *) b)->run->item->offset;
}

/* Pango has them from left to right. In the file they follow each other as they are read: from right to left, and back
 * again for a name or a number. */
static GArray *
place_runs (PangoLayoutLine *line,
            double           x)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (PlacedRun));

  for (GSList *l = line->runs; l != NULL; l = l->next)
    {
      const PangoGlyphItem *run = l->data;
      PlacedRun placed = { run, x, (double) pango_glyph_string_get_width (run->glyphs) / PANGO_SCALE };

      g_array_append_val (runs, placed);
      x += placed.width;
    }
  g_array_sort (runs, compare_runs);
  return runs;
}

static void
draw_run (HeraldPdfCanvas *canvas,
          const PlacedRun *placed,
          const char      *text,
          gboolean         is_link,
          double           baseline)
{
  PangoGlyphItem *run = restore_spaces (placed->run, text);
  RunStyle style = read_style (run);

  if (style.ground != NULL)
    draw_ground (canvas, style.ground, run->item, placed->x, baseline, placed->width);
  set_ink (canvas, style.ink);
  cairo_move_to (canvas->cr, placed->x, baseline);
  draw_glyphs (canvas, text, run);
  draw_strokes (canvas, &style, run->item, is_link, placed->x, baseline, placed->width);
  pango_glyph_item_free (run);
}

/* Run by run, so that each link is an element of its own. */
static void
draw_line (HeraldPdfCanvas      *canvas,
           HeraldCell           *cell,
           const HeraldCellLine *line,
           gboolean              is_content,
           double                x,
           double                baseline)
{
  g_autoptr (GArray) runs = place_runs (line->line, x + line->x);

  for (guint i = 0; i < runs->len; i++)
    {
      const PlacedRun *placed = &g_array_index (runs, PlacedRun, i);
      const HeraldLink *link = find_link (cell->links, (guint) placed->run->item->offset);

      if (is_content)
        herald_pdf_canvas_open_leaf (canvas, link);
      draw_run (canvas, placed, pango_layout_get_text (cell->layout), link != NULL, baseline);
    }
  if (canvas->link != NULL)
    herald_pdf_canvas_close_leaf (canvas); /* a link's rectangle must not span two lines */
}

/**
 * herald_pdf_words_draw:
 * @canvas: where
 * @cell: the words
 * @first: the first line
 * @n_lines: how many lines, at most
 * @is_content: %FALSE for what surrounds the text and is no part of the structure
 * @x: the left edge of the cell
 * @y: the top of the first line
 *
 * Draws some lines of a cell, with baselines that depend on its leading alone.
 */
void
herald_pdf_words_draw (HeraldPdfCanvas *canvas,
                       HeraldCell      *cell,
                       guint            first,
                       guint            n_lines,
                       gboolean         is_content,
                       double           x,
                       double           y)
{
  GArray *lines = herald_cell_get_lines (cell);
  double baseline = y + herald_leading_get_baseline (cell->leading);

  for (guint i = 0; i < n_lines && first + i < lines->len; i++)
    draw_line (canvas, cell, &g_array_index (lines, HeraldCellLine, first + i), is_content, x, baseline + i * cell->leading);
}
