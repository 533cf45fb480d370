/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-pdf-page.h"

#include <hb-ot.h>
#include <hb.h>
#include <string.h>

#include "herald-kit-labels.h"

#define BAND_PADDING   5.0
#define HEADER_OFFSET  22.0 /* from the bands to the running header */
#define FIRST_OFFSET   40.0 /* from the bands to the measure on the first page, which has no running header */
#define TOP_OFFSET     52.0 /* and on the others */
#define FOOTER_OFFSET  42.0 /* from the edge of the sheet */
#define BOTTOM_OFFSET  64.0
#define BAR_WIDTH      2.5
#define MAX_HEADER     160  /* code points of the headline above each page */
#define MAX_BAND       400

typedef struct
{
  cairo_t             *cr;
  const HeraldSheet   *sheet;
  const HeraldContent *content;
  PangoContext        *context;
  guint                n_pages;
  const char          *leaf;     /* the leaf element that is open, or NULL */
  const HeraldLink    *link;     /* of that leaf */
  double               bar_end;  /* where the bar above ended on this page, or -1 */
  GHashTable          *images;   /* one page for itself, without structure: HeraldKitPicture -> cairo_surface_t; or NULL */
} Canvas;

static void
set_colour (cairo_t *cr,
            guint32  colour)
{
  cairo_set_source_rgb (cr, (colour >> 16 & 0xff) / 255.0, (colour >> 8 & 0xff) / 255.0, (colour & 0xff) / 255.0);
}

/* The left edge of something that begins at x from the start edge of the measure. */
static double
left_edge (const HeraldSheet *sheet,
           double             x,
           double             width)
{
  return sheet->rtl ? sheet->width - sheet->margin - x - width : sheet->margin + x;
}

/* An element that is parted by a page's end has no whole structure on either page: a page for itself has none. */
static void
begin_tag (Canvas     *self,
           const char *name,
           const char *attributes)
{
  if (self->images == NULL)
    cairo_tag_begin (self->cr, name, attributes);
}

static void
end_tag (Canvas     *self,
         const char *name)
{
  if (self->images == NULL)
    cairo_tag_end (self->cr, name);
}

/* Only leaf elements carry content in Cairo 1.16: whatever is drawn between them is no part of the structure. */
static void
close_leaf (Canvas *self)
{
  if (self->leaf != NULL)
    end_tag (self, self->leaf);
  self->leaf = NULL;
  self->link = NULL;
}

/* The value of a tag attribute stands between apostrophes (cairo: "Tags and Links"). */
static void
begin_link (Canvas     *self,
            const char *url)
{
  g_autoptr (GString) attributes = g_string_new ("uri='");

  for (const char *p = url; *p != '\0'; p++)
    {
      if (*p == '\'' || *p == '\\')
        g_string_append_c (attributes, '\\');
      g_string_append_c (attributes, *p);
    }
  g_string_append_c (attributes, '\'');
  begin_tag (self, CAIRO_TAG_LINK, attributes->str);
}

static void
open_leaf (Canvas           *self,
           const HeraldLink *link)
{
  if (self->leaf != NULL && self->link == link)
    return;
  close_leaf (self);
  if (link != NULL)
    begin_link (self, link->url);
  else
    begin_tag (self, "Span", NULL);
  self->leaf = link != NULL ? CAIRO_TAG_LINK : "Span";
  self->link = link;
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
set_ink (cairo_t          *cr,
         const PangoColor *colour)
{
  if (colour != NULL)
    cairo_set_source_rgb (cr, colour->red / 65535.0, colour->green / 65535.0, colour->blue / 65535.0);
  else
    set_colour (cr, HERALD_COLOUR_INK);
}

static void
draw_ground (Canvas           *self,
             const PangoColor *ground,
             const PangoItem  *item,
             double            x,
             double            baseline,
             double            width)
{
  PangoFontMetrics *metrics = pango_font_get_metrics (item->analysis.font, NULL);
  double ascent = (double) pango_font_metrics_get_ascent (metrics) / PANGO_SCALE;
  double descent = (double) pango_font_metrics_get_descent (metrics) / PANGO_SCALE;

  set_ink (self->cr, ground);
  cairo_rectangle (self->cr, x, baseline - ascent, width, ascent + descent);
  cairo_fill (self->cr);
  pango_font_metrics_unref (metrics);
}

/* Lines under and through the words of a run, in its colour. */
static void
draw_strokes (Canvas          *self,
              const RunStyle  *style,
              const PangoItem *item,
              gboolean         is_link,
              double           x,
              double           baseline,
              double           width)
{
  if (is_link)
    cairo_rectangle (self->cr, x, baseline + 1.4, width, 0.4);
  if (style->underlined)
    cairo_rectangle (self->cr, x, baseline + 1.4, width, 0.7);
  if (style->struck)
    {
      PangoFontMetrics *metrics = pango_font_get_metrics (item->analysis.font, NULL);

      cairo_rectangle (self->cr, x, baseline - (double) pango_font_metrics_get_strikethrough_position (metrics) / PANGO_SCALE,
                       width, (double) pango_font_metrics_get_strikethrough_thickness (metrics) / PANGO_SCALE);
      pango_font_metrics_unref (metrics);
    }
  cairo_fill (self->cr);
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
draw_glyphs (Canvas         *self,
             const char     *text,
             PangoGlyphItem *run)
{
  gboolean pixels = cairo_surface_get_type (cairo_get_target (self->cr)) == CAIRO_SURFACE_TYPE_IMAGE;
  hb_face_t *face = pixels ? hb_font_get_face (pango_font_get_hb_font (run->item->analysis.font)) : NULL;

  if (!pixels || hb_ot_color_has_png (face) || hb_ot_color_has_layers (face))
    {
      pango_cairo_show_glyph_item (self->cr, text, run);
      return;
    }
  pango_cairo_glyph_string_path (self->cr, run->item->analysis.font, run->glyphs);
  cairo_fill (self->cr);
}

/* One line, run by run, so that each link is an element of its own; without tags for what is no part of the text. */
static void
draw_line (Canvas          *self,
           PangoLayoutLine *line,
           const char      *text,
           GArray          *links,
           gboolean         tagged,
           double           x,
           double           baseline)
{
  for (GSList *l = line->runs; l != NULL; l = l->next)
    {
      PangoGlyphItem *run = restore_spaces (l->data, text);
      const HeraldLink *link = find_link (links, (guint) run->item->offset);
      double width = (double) pango_glyph_string_get_width (run->glyphs) / PANGO_SCALE;
      RunStyle style = read_style (run);

      if (tagged)
        open_leaf (self, link);
      if (style.ground != NULL)
        draw_ground (self, style.ground, run->item, x, baseline, width);
      set_ink (self->cr, style.ink);
      cairo_move_to (self->cr, x, baseline);
      draw_glyphs (self, text, run);
      draw_strokes (self, &style, run->item, link != NULL, x, baseline, width);
      x += width;
      pango_glyph_item_free (run);
    }
  if (self->link != NULL)
    close_leaf (self); /* a link's rectangle must not span two lines */
}

static void
draw_lines (Canvas      *self,
            PangoLayout *layout,
            GArray      *links,
            gboolean     tagged,
            guint        first,
            guint        n_lines,
            double       x,
            double       y)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  int top = 0;

  for (guint i = 0; i < first + n_lines; i++)
    {
      PangoRectangle logical;
      int start = 0, end = 0;

      pango_layout_iter_get_line_yrange (iter, &start, &end);
      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      if (i == first)
        top = start;
      if (i >= first)
        draw_line (self, pango_layout_iter_get_line_readonly (iter), pango_layout_get_text (layout), links, tagged,
                   x + (double) logical.x / PANGO_SCALE,
                   y + (double) (pango_layout_iter_get_baseline (iter) - top) / PANGO_SCALE);
      if (!pango_layout_iter_next_line (iter))
        break;
    }
  pango_layout_iter_free (iter);
}

static PangoLayout *
set_words (PangoContext   *context,
           HeraldFace      face,
           const char     *text,
           double          width,
           PangoAlignment  alignment)
{
  g_autoptr (HeraldRich) rich = herald_rich_new (face);
  PangoLayout *layout = NULL;

  herald_rich_add (rich, face, text);
  layout = herald_rich_to_layout (rich, context, width);
  pango_layout_set_alignment (layout, alignment);
  return layout;
}

static double
layout_height (PangoLayout *layout)
{
  int height = 0;

  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

/* A coloured band across the sheet. Returns where it ends. */
static double
draw_band (Canvas     *self,
           const char *text,
           HeraldFace  face,
           guint32     ground,
           gboolean    tagged,
           double      y)
{
  double width = self->sheet->width - 80;
  g_autofree char *words = text != NULL ? herald_typeset_shorten (text, MAX_BAND) : NULL;
  g_autoptr (PangoLayout) layout = NULL;
  double height = 0;

  if (words == NULL)
    return y;
  layout = set_words (self->context, face, words, width, PANGO_ALIGN_CENTER);
  height = layout_height (layout) + 2 * BAND_PADDING;
  if (self->cr == NULL)
    return y + height;
  set_colour (self->cr, ground);
  cairo_rectangle (self->cr, 0, y, self->sheet->width, height);
  cairo_fill (self->cr);
  if (tagged)
    begin_tag (self, "P", NULL);
  draw_lines (self, layout, NULL, tagged, 0, (guint) pango_layout_get_line_count (layout), 40, y + BAND_PADDING);
  if (tagged)
    {
      close_leaf (self);
      end_tag (self, "P");
    }
  return y + height;
}

/* Embargo and draft stand on every page; on the first they are also its first words. */
static double
draw_bands (Canvas   *self,
            gboolean  tagged)
{
  double y = draw_band (self, self->content->banner, HERALD_FACE_BANNER, HERALD_COLOUR_ACCENT, tagged, 0);

  return draw_band (self, self->content->notice, HERALD_FACE_NOTICE, HERALD_COLOUR_NOTICE, tagged, y);
}

static void
draw_foot_words (Canvas     *self,
                 const char *text,
                 double      part,   /* of the measure */
                 gboolean    at_end,
                 double      y)
{
  double width = HERALD_SHEET_MEASURE (self->sheet) * part;
  g_autofree char *words = herald_typeset_shorten (text, MAX_HEADER);
  g_autoptr (PangoLayout) layout = set_words (self->context, HERALD_FACE_FOOT, words, width, PANGO_ALIGN_LEFT);

  pango_layout_set_alignment (layout, at_end != self->sheet->rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_set_height (layout, -1);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  draw_lines (self, layout, NULL, FALSE, 0, 1,
              left_edge (self->sheet, at_end ? HERALD_SHEET_MEASURE (self->sheet) - width : 0, width), y);
}

static void
draw_hairline (Canvas  *self,
               double   y,
               guint32  colour,
               double   thickness)
{
  set_colour (self->cr, colour);
  cairo_rectangle (self->cr, self->sheet->margin, y, HERALD_SHEET_MEASURE (self->sheet), thickness);
  cairo_fill (self->cr);
}

/* What surrounds the text of a page. Drawn with no leaf open, so it is no part of the structure. */
static void
draw_surround (Canvas *self,
               guint   page)
{
  g_autofree char *number = g_strdup_printf ("%u", page + 1);
  g_autofree char *count = g_strdup_printf ("%u", self->n_pages);
  g_autofree char *label = herald_kit_labels_fill (self->content->language, HERALD_KIT_LABEL_PAGE, "page", number, "pages", count, NULL);
  double bands = draw_bands (self, page == 0);
  double foot = self->sheet->height - FOOTER_OFFSET;

  if (page > 0)
    {
      draw_foot_words (self, self->content->headline, 1.0, FALSE, bands + HEADER_OFFSET);
      draw_hairline (self, bands + HEADER_OFFSET + 14, HERALD_COLOUR_LINE, 0.5);
    }
  draw_foot_words (self, self->content->kicker, 0.6, FALSE, foot);
  draw_foot_words (self, label, 0.35, TRUE, foot);
}

static void
copy_pixels (cairo_surface_t *surface,
             GdkPixbuf       *pixels)
{
  int source_stride = gdk_pixbuf_get_rowstride (pixels);
  int n_channels = gdk_pixbuf_get_n_channels (pixels);
  const guchar *source = gdk_pixbuf_read_pixels (pixels);
  int stride = cairo_image_surface_get_stride (surface);
  guchar *target = cairo_image_surface_get_data (surface);

  cairo_surface_flush (surface);
  for (int y = 0; y < gdk_pixbuf_get_height (pixels); y++)
    for (int x = 0; x < gdk_pixbuf_get_width (pixels); x++)
      {
        const guchar *p = source + (gsize) y * source_stride + x * n_channels;
        guint32 alpha = n_channels == 4 ? p[3] : 255;
        guint32 pixel = alpha << 24 | (p[0] * alpha / 255) << 16 | (p[1] * alpha / 255) << 8 | (p[2] * alpha / 255);

        memcpy (target + (gsize) y * stride + x * 4, &pixel, 4);
      }
  cairo_surface_mark_dirty (surface);
}

static void
attach_jpeg (cairo_surface_t        *surface,
             const HeraldKitPicture *picture)
{
  cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, g_bytes_get_data (picture->bytes, NULL),
                               g_bytes_get_size (picture->bytes), (cairo_destroy_func_t) g_bytes_unref,
                               g_bytes_ref (picture->bytes));
}

/* The picture for Cairo. A JPEG goes into the file as it is: its pixels are never looked at, so they are of the kind that
 * takes least memory, which Cairo copies when the image goes. */
static cairo_surface_t *
make_image (const HeraldKitPicture *picture)
{
  gboolean has_alpha = picture->pixels != NULL && gdk_pixbuf_get_has_alpha (picture->pixels);
  cairo_format_t format = picture->pixels == NULL ? CAIRO_FORMAT_A1 : has_alpha ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24;
  cairo_surface_t *surface = cairo_image_surface_create (format, picture->width, picture->height);

  if (picture->pixels != NULL)
    copy_pixels (surface, picture->pixels);
  else
    attach_jpeg (surface, picture);
  return surface;
}

/* With pixels too, for screens and printers that look at them: decoded once for a page. */
static cairo_surface_t *
find_image (Canvas                 *self,
            const HeraldKitPicture *picture)
{
  cairo_surface_t *surface = g_hash_table_lookup (self->images, picture);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GdkPixbuf) pixels = NULL;

  if (surface != NULL)
    return surface;
  if (picture->pixels != NULL)
    surface = make_image (picture);
  else
    {
      stream = g_memory_input_stream_new_from_bytes (picture->bytes);
      pixels = gdk_pixbuf_new_from_stream (stream, NULL, NULL);
      surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, picture->width, picture->height);
      /* Herald has written it itself; were it unreadable all the same, its place stays black. */
      if (pixels != NULL && gdk_pixbuf_get_width (pixels) == picture->width && gdk_pixbuf_get_height (pixels) == picture->height)
        copy_pixels (surface, pixels);
      attach_jpeg (surface, picture);
    }
  g_hash_table_insert (self->images, (gpointer) picture, surface);
  return surface;
}

static void
draw_plate (Canvas            *self,
            const HeraldPlate *plate,
            double             y,
            double             row_height)
{
  cairo_surface_t *image = self->images != NULL ? cairo_surface_reference (find_image (self, plate->picture)) : make_image (plate->picture);

  begin_tag (self, "Figure", NULL);
  cairo_save (self->cr);
  cairo_translate (self->cr, left_edge (self->sheet, plate->x, plate->width), y + (row_height - plate->height) / 2);
  cairo_scale (self->cr, plate->width / plate->picture->width, plate->height / plate->picture->height);
  cairo_set_source_surface (self->cr, image, 0, 0);
  cairo_paint (self->cr);
  cairo_restore (self->cr);
  end_tag (self, "Figure");
  cairo_surface_destroy (image);
}

static void
draw_bar (Canvas               *self,
          const HeraldFragment *fragment)
{
  double from = self->bar_end >= 0 && fragment->piece->begins[0] == NULL ? self->bar_end : fragment->y;

  set_colour (self->cr, HERALD_COLOUR_ACCENT);
  cairo_rectangle (self->cr, left_edge (self->sheet, 0, BAR_WIDTH), from, BAR_WIDTH, fragment->y + fragment->height - from);
  cairo_fill (self->cr);
}

static void
draw_cells (Canvas               *self,
            const HeraldFragment *fragment)
{
  HeraldPiece *piece = fragment->piece;

  for (guint i = 0; i < piece->cells->len; i++)
    {
      HeraldCell *cell = g_ptr_array_index (piece->cells, i);
      gboolean text = piece->kind == HERALD_PIECE_TEXT;
      double y = fragment->y;

      if (fragment->is_first)
        begin_tag (self, cell->tag, NULL);
      if (piece->kind == HERALD_PIECE_PICTURES)
        y += (fragment->height - layout_height (cell->layout)) / 2; /* a name among logos */
      draw_lines (self, cell->layout, cell->links, TRUE, fragment->first_line,
                  text ? fragment->n_lines : (guint) pango_layout_get_line_count (cell->layout),
                  left_edge (self->sheet, cell->x, cell->width), y);
      close_leaf (self);
      if (fragment->is_last)
        end_tag (self, cell->tag);
    }
}

/* The ground under words that stand in a picture's place. */
static void
draw_missing (Canvas               *self,
              const HeraldFragment *fragment)
{
  set_colour (self->cr, HERALD_COLOUR_NOTICE);
  cairo_rectangle (self->cr, self->sheet->margin, fragment->y - HERALD_MISSING_PADDING, HERALD_SHEET_MEASURE (self->sheet),
                   fragment->height + 2 * HERALD_MISSING_PADDING);
  cairo_fill (self->cr);
}

static void
draw_fragment (Canvas               *self,
               const HeraldFragment *fragment)
{
  HeraldPiece *piece = fragment->piece;

  for (guint i = 0; fragment->is_first && i < G_N_ELEMENTS (piece->begins) && piece->begins[i] != NULL; i++)
    begin_tag (self, piece->begins[i], NULL);
  if (piece->missing)
    draw_missing (self, fragment);
  if (piece->rule)
    draw_hairline (self, fragment->y - piece->space_before / 2, HERALD_COLOUR_LINE, 0.6);
  if (piece->bar)
    draw_bar (self, fragment);
  for (guint i = 0; i < piece->plates->len; i++)
    draw_plate (self, &g_array_index (piece->plates, HeraldPlate, i), fragment->y, fragment->height);
  draw_cells (self, fragment);
  self->bar_end = piece->bar ? fragment->y + fragment->height : -1;
}

/* The elements that a piece closes were opened by it or by one before it: the last opened closes first. */
static void
end_elements (Canvas      *self,
              GPtrArray   *open,
              HeraldPiece *piece)
{
  for (guint i = 0; i < piece->n_ends && open->len > 0; i++)
    {
      end_tag (self, g_ptr_array_index (open, open->len - 1));
      g_ptr_array_remove_index (open, open->len - 1);
    }
}

static void
add_to_outline (cairo_surface_t      *surface,
                const HeraldFragment *fragment)
{
  HeraldCell *cell = g_ptr_array_index (fragment->piece->cells, 0);
  g_autofree char *place = g_strdup_printf ("page=%u pos=[0 %d]", fragment->page + 1, (int) MAX (0, fragment->y - 12));

  cairo_pdf_surface_add_outline (surface, CAIRO_PDF_OUTLINE_ROOT, pango_layout_get_text (cell->layout), place, CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

/**
 * herald_pdf_get_top:
 * @sheet: the sheet
 * @content: what is on it
 * @context: where it is set
 * @first: whether the page is the first
 *
 * Returns: where the measure begins: under embargo, draft line and running header
 */
double
herald_pdf_get_top (const HeraldSheet   *sheet,
                    const HeraldContent *content,
                    PangoContext        *context,
                    gboolean             first)
{
  Canvas canvas = { NULL, sheet, content, context };

  return draw_bands (&canvas, FALSE) + (first ? FIRST_OFFSET : TOP_OFFSET);
}

/**
 * herald_pdf_get_bottom:
 * @sheet: the sheet
 *
 * Returns: where the measure ends
 */
double
herald_pdf_get_bottom (const HeraldSheet *sheet)
{
  return sheet->height - BOTTOM_OFFSET;
}

/**
 * herald_pdf_draw_pages:
 * @surface: a PDF surface
 * @sheet: the sheet
 * @content: for what surrounds the text
 * @context: where it is set
 * @fragments: (element-type HeraldFragment): from herald_layout_paginate()
 */
void
herald_pdf_draw_pages (cairo_surface_t     *surface,
                       const HeraldSheet   *sheet,
                       const HeraldContent *content,
                       PangoContext        *context,
                       GArray              *fragments)
{
  Canvas canvas = { cairo_create (surface), sheet, content, context, .bar_end = -1 };
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  guint page = 0;
  canvas.n_pages = fragments->len > 0 ? g_array_index (fragments, HeraldFragment, fragments->len - 1).page + 1 : 1;
  cairo_tag_begin (canvas.cr, "Document", NULL);
  draw_surround (&canvas, 0);
  for (guint i = 0; i < fragments->len; i++)
    {
      HeraldFragment *fragment = &g_array_index (fragments, HeraldFragment, i);

      for (; page < fragment->page; page++)
        {
          cairo_show_page (canvas.cr);
          canvas.bar_end = -1;
          draw_surround (&canvas, page + 1);
        }
      for (guint j = 0; fragment->is_first && j < G_N_ELEMENTS (fragment->piece->begins) && fragment->piece->begins[j] != NULL; j++)
        g_ptr_array_add (open, (gpointer) fragment->piece->begins[j]);
      draw_fragment (&canvas, fragment);
      if (fragment->is_last)
        end_elements (&canvas, open, fragment->piece);
      if (fragment->is_first && fragment->piece->in_outline)
        add_to_outline (surface, fragment);
    }
  cairo_tag_end (canvas.cr, "Document");
  cairo_show_page (canvas.cr);
  cairo_destroy (canvas.cr);
}

/**
 * herald_pdf_draw_page:
 * @cr: where to, with the sheet's corner at 0, 0 and points as units
 * @sheet: the sheet
 * @content: for what surrounds the text
 * @context: where it is set
 * @fragments: (element-type HeraldFragment): from herald_layout_paginate()
 * @page: from 0
 * @images: pictures that are decoded already, and those that this page needs: HeraldKitPicture -> cairo_surface_t
 *
 * One of the pages that herald_pdf_draw_pages() draws, for screens and printers: without structure.
 */
void
herald_pdf_draw_page (cairo_t             *cr,
                      const HeraldSheet   *sheet,
                      const HeraldContent *content,
                      PangoContext        *context,
                      GArray              *fragments,
                      guint                page,
                      GHashTable          *images)
{
  Canvas canvas = { cr, sheet, content, context, .bar_end = -1, .images = images };

  canvas.n_pages = fragments->len > 0 ? g_array_index (fragments, HeraldFragment, fragments->len - 1).page + 1 : 1;
  draw_surround (&canvas, page);
  for (guint i = 0; i < fragments->len; i++)
    {
      HeraldFragment *fragment = &g_array_index (fragments, HeraldFragment, i);

      if (fragment->page == page)
        draw_fragment (&canvas, fragment);
    }
}
