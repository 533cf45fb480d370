/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-pdf-words.h"

#include <hb-ot.h>
#include <hb.h>
#include <string.h>

#include "herald-pdf-parted.h"

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

/* Glyphs that stand for other words than those which they were made from. */
static void
show_instead (HeraldPdfCanvas *canvas,
              PangoGlyphItem  *run,
              const char      *words,
              double           x,
              double           baseline)
{
  int n = run->glyphs->num_glyphs;
  g_autofree cairo_glyph_t *glyphs = g_new (cairo_glyph_t, n);
  cairo_text_cluster_t cluster = { (int) strlen (words), 0 };

  for (int i = 0; i < n; i++)
    {
      PangoGlyphInfo *info = &run->glyphs->glyphs[i];

      if (info->glyph != PANGO_GLYPH_EMPTY)
        glyphs[cluster.num_glyphs++] = (cairo_glyph_t) {
          info->glyph, x + (double) info->geometry.x_offset / PANGO_SCALE, baseline + (double) info->geometry.y_offset / PANGO_SCALE,
        };
      x += (double) info->geometry.width / PANGO_SCALE;
    }
  cairo_set_scaled_font (canvas->cr, pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (run->item->analysis.font)));
  cairo_show_text_glyphs (canvas->cr, words, cluster.num_bytes, glyphs, cluster.num_glyphs, &cluster, 1, 0);
}

/* The part of a run up to a place; the run is what is left, and may be %NULL then. */
static PangoGlyphItem *
take_until (PangoGlyphItem **run,
            const char      *text,
            gsize            place)
{
  gsize start = (gsize) (*run)->item->offset;

  if (place >= start + (gsize) (*run)->item->length)
    return g_steal_pointer (run);
  return place > start ? pango_glyph_item_split (*run, text, (int) (place - start)) : NULL;
}

static double
get_width (PangoGlyphItem *run)
{
  return (double) pango_glyph_string_get_width (run->glyphs) / PANGO_SCALE;
}

/* A run from left to right with parts of words that are parted at the ends of lines. */
static void
draw_parted (HeraldPdfCanvas         *canvas,
             const char              *text,
             PangoGlyphItem          *run, /* (transfer full) */
             const HeraldPartedWords *parted,
             double                   x,
             double                   baseline)
{
  const struct { gsize end; const char *words; } stretches[] = {
    { parted->first.end, parted->first.words }, { parted->last.start, NULL }, { G_MAXSIZE, parted->last.words },
  };

  for (guint i = 0; i < G_N_ELEMENTS (stretches) && run != NULL; i++)
    {
      PangoGlyphItem *part = take_until (&run, text, stretches[i].end);

      if (part == NULL)
        continue;
      cairo_move_to (canvas->cr, x, baseline);
      if (stretches[i].words != NULL)
        show_instead (canvas, part, stretches[i].words, x, baseline);
      else
        draw_glyphs (canvas, text, part);
      x += get_width (part);
      pango_glyph_item_free (part);
    }
}

/* Whether a run holds a whole part: one that is set in two ways has to be left as it is. */
static gboolean
holds (const PangoItem        *item,
       const HeraldPartedWord *part)
{
  return part->words != NULL && part->start >= (gsize) item->offset && part->end <= (gsize) (item->offset + item->length);
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
draw_run (HeraldPdfCanvas         *canvas,
          const PlacedRun         *placed,
          const char              *text,
          const HeraldPartedWords *parted,
          gboolean                 is_link,
          double                   baseline)
{
  PangoGlyphItem *run = restore_spaces (placed->run, text);
  RunStyle style = read_style (run);

  if (style.ground != NULL)
    draw_ground (canvas, style.ground, run->item, placed->x, baseline, placed->width);
  set_ink (canvas, style.ink);
  draw_strokes (canvas, &style, run->item, is_link, placed->x, baseline, placed->width);
  cairo_move_to (canvas->cr, placed->x, baseline);
  if (canvas->tagged && (holds (run->item, &parted->first) || holds (run->item, &parted->last)))
    draw_parted (canvas, text, g_steal_pointer (&run), parted, placed->x, baseline);
  else
    draw_glyphs (canvas, text, run);
  g_clear_pointer (&run, pango_glyph_item_free);
}

static HeraldPartedWords
find_parts (HeraldCell *cell,
            guint       index)
{
  PangoLayoutLine *line = g_array_index (herald_cell_get_lines (cell), HeraldCellLine, index).line;

  return herald_parted_words_find (pango_layout_get_text (cell->layout), (gsize) line->start_index,
                                   (gsize) (line->start_index + line->length));
}

static gboolean
is_in_one_run (HeraldCell             *cell,
               guint                   index,
               const HeraldPartedWord *part)
{
  PangoLayoutLine *line = g_array_index (herald_cell_get_lines (cell), HeraldCellLine, index).line;

  for (GSList *l = line->runs; l != NULL; l = l->next)
    if (holds (((PangoGlyphItem *) l->data)->item, part))
      return TRUE;
  return FALSE;
}

/* Whether each part of the word that ends a line is in one run: else one part could be left out and another not. */
static gboolean
is_whole (HeraldCell *cell,
          guint       index)
{
  g_auto (HeraldPartedWords) parts = find_parts (cell, index);
  gboolean whole = is_in_one_run (cell, index, &parts.last);
  gboolean goes_on = TRUE;

  while (whole && goes_on && ++index < herald_cell_get_lines (cell)->len)
    {
      g_auto (HeraldPartedWords) next = find_parts (cell, index);

      whole = is_in_one_run (cell, index, &next.first);
      goes_on = next.continues;
    }
  return whole;
}

/* The parts on a line that may be set in another way than as they are. */
static HeraldPartedWords
choose_parts (HeraldCell *cell,
              guint       index)
{
  HeraldPartedWords parts = find_parts (cell, index);
  guint begin = index > 0 ? index - 1 : 0;

  for (gboolean before = parts.first.words != NULL; before && begin > 0; )
    {
      g_auto (HeraldPartedWords) previous = find_parts (cell, begin);

      before = previous.continues;
      begin -= before;
    }
  if (parts.first.words != NULL && !is_whole (cell, begin))
    g_clear_pointer (&parts.first.words, g_free);
  if (parts.last.words != NULL && !is_whole (cell, index))
    g_clear_pointer (&parts.last.words, g_free);
  return parts;
}

/* Run by run, so that each link is an element of its own. */
static void
draw_line (HeraldPdfCanvas *canvas,
           HeraldCell      *cell,
           guint            index,
           gboolean         is_content,
           double           x,
           double           baseline)
{
  const char *text = pango_layout_get_text (cell->layout);
  const HeraldCellLine *line = &g_array_index (herald_cell_get_lines (cell), HeraldCellLine, index);
  g_autoptr (GArray) runs = place_runs (line->line, x + line->x);
  g_auto (HeraldPartedWords) parted = choose_parts (cell, index);

  for (guint i = 0; i < runs->len; i++)
    {
      const PlacedRun *placed = &g_array_index (runs, PlacedRun, i);
      const HeraldLink *link = find_link (cell->links, (guint) placed->run->item->offset);

      if (is_content)
        herald_pdf_canvas_open_leaf (canvas, link);
      draw_run (canvas, placed, text, &parted, link != NULL, baseline);
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
    draw_line (canvas, cell, first + i, is_content, x, baseline + i * cell->leading);
}
