/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the body without being text: the bar beside a quote, bullets and numbers, hints where nothing is
 * written yet, and who wrote what. Only of the lines that are seen. */
#include "herald-flow-view-private.h"

#include <glib/gi18n.h>

#include "herald-compat.h"

#define BAR_WIDTH 3
#define MARKER_GAP 9

typedef struct
{
  HeraldFlowView *view;
  GtkSnapshot    *snapshot;
  GdkRGBA         colour;
  GdkRGBA         accent;
  GdkRectangle    seen;   /* in buffer coordinates */
  int             start;  /* of the text, from the left */
  int             end;
  gboolean        rtl;
  guint           cursor; /* its line; G_MAXUINT: hidden */
} Painting;

static GdkRGBA
faded (const Painting *self,
       float           alpha)
{
  GdkRGBA colour = self->colour;

  colour.alpha *= alpha;
  return colour;
}

static void
paint_layout (const Painting *self,
              PangoLayout    *layout,
              int             x,
              int             y,
              const GdkRGBA  *colour)
{
  gtk_snapshot_save (self->snapshot);
  gtk_snapshot_translate (self->snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (self->snapshot, layout, colour);
  gtk_snapshot_restore (self->snapshot);
}

static void
paint_bar (const Painting       *self,
           const HeraldBlock    *block,
           const HeraldFlowLine *line,
           int                   y,
           int                   height)
{
  gboolean rtl = herald_flow_show_is_rtl (self->view, block->text != NULL ? block->text : "");
  int above = line->kind == HERALD_FLOW_LINE_WORDS ? HERALD_FLOW_QUOTE_ABOVE : 0;
  int below = line->kind == HERALD_FLOW_LINE_SPEAKER ? HERALD_FLOW_SPEAKER_BELOW : 0;
  int x = rtl ? self->end - BAR_WIDTH : self->start;

  if (line->kind == HERALD_FLOW_LINE_WORDS && herald_flow_show_has_notes (self->view) && !self->view->notes_beside)
    above = HERALD_FLOW_NOTE_ABOVE;
  gtk_snapshot_append_color (self->snapshot, &self->accent,
                             &GRAPHENE_RECT_INIT ((float) x, (float) (y + above), BAR_WIDTH,
                                                  (float) MAX (height - above - below, 0)));
}

static void
paint_marker (const Painting       *self,
              const HeraldBlock    *block,
              const HeraldFlowLine *line,
              const GdkRectangle   *first)
{
  g_autofree char *marker = block->ordered ? g_strdup_printf ("%u.", line->item + 1) : g_strdup ("•");
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), marker);
  gboolean rtl = herald_flow_show_is_rtl (self->view, herald_flow_get_words (self->view->shown, line, NULL));
  GdkRGBA colour = faded (self, 0.75f);
  int width = 0;
  int height = 0;
  int x = 0;

  pango_layout_get_pixel_size (layout, &width, &height);
  x = rtl ? self->end - HERALD_FLOW_INDENT + MARKER_GAP : self->start + HERALD_FLOW_INDENT - MARKER_GAP - width;
  paint_layout (self, layout, x, first->y + (first->height - height) / 2, &colour);
}

static const char *
hint_for (const Painting       *self,
          const HeraldBlock    *block,
          const HeraldFlowLine *line,
          guint                 number)
{
  if (line->kind == HERALD_FLOW_LINE_END)
    return self->view->shown->len == 0 ? _("Write the announcement") : NULL;
  if (line->kind != HERALD_FLOW_LINE_WORDS || *herald_flow_get_words (self->view->shown, line, NULL) != '\0')
    return NULL;
  switch (block->type)
    {
    case HERALD_BLOCK_HEADING:
      return _("Heading");
    case HERALD_BLOCK_QUOTE:
      return _("What was said, without quotation marks");
    case HERALD_BLOCK_PARAGRAPH:
      return number == self->cursor ? _("Write a paragraph") : NULL;
    case HERALD_BLOCK_LIST:
      return number == self->cursor ? _("List item") : NULL;
    case HERALD_BLOCK_UNKNOWN:
    case HERALD_BLOCK_FIGURE:
    case HERALD_BLOCK_FACTS:
    default:
      return NULL;
    }
}

static void
paint_hint (const Painting     *self,
            const char         *hint,
            const GdkRectangle *first)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), hint);
  GdkRGBA colour = faded (self, 0.5f);
  int x = self->rtl ? self->start : first->x;
  int width = self->rtl ? first->x - self->start : self->end - first->x;

  pango_layout_set_width (layout, MAX (width, 1) * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  paint_layout (self, layout, x, first->y, &colour);
}

static void
paint_note (const Painting     *self,
            const HeraldBlock  *block,
            int                 y,
            const GdkRectangle *first)
{
  g_autofree char *subject = g_strconcat ("block:", block->id, NULL);
  const char *note = herald_editor_blame_get_note (self->view->blame, subject);
  g_auto(GStrv) lines = g_strsplit (note != NULL ? note : "", "\n", -1);
  g_autofree char *words = g_strjoinv (" · ", lines);
  gboolean beside = self->view->notes_beside;
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), beside ? note : words);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  GdkRGBA colour = faded (self, 0.65f);
  int width = beside ? HERALD_FLOW_GUTTER - 22 : self->end - self->start;
  int x = beside ? (self->rtl ? self->end + 18 : HERALD_FLOW_SIDE) : self->start;

  if (note == NULL)
    return;
  pango_attr_list_insert (attributes, pango_attr_scale_new (0.76));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  paint_layout (self, layout, x, beside ? first->y + 2 : y + 1, &colour);
  if (!beside)
    return;
  colour = faded (self, 0.15f);
  gtk_snapshot_append_color (self->snapshot, &colour,
                             &GRAPHENE_RECT_INIT ((float) (self->rtl ? self->end + 9 : self->start - 11), (float) first->y,
                                                  2, (float) (first->height * 2)));
}

static void
paint_line (const Painting    *self,
            const GtkTextIter *iter)
{
  guint number = (guint) gtk_text_iter_get_line (iter);
  HeraldFlowLine line;
  const HeraldBlock *block = NULL;
  GdkRectangle first;
  const char *hint = NULL;
  int y = 0;
  int height = 0;

  herald_flow_find_line (self->view->shown, number, &line);
  if (line.kind != HERALD_FLOW_LINE_END)
    block = g_ptr_array_index (self->view->shown, line.block);
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (self->view), iter, &y, &height);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self->view), iter, &first);
  hint = self->view->composing && number == self->cursor ? NULL : hint_for (self, block, &line, number);
  if (hint != NULL)
    paint_hint (self, hint, &first);
  if (block == NULL)
    return;
  if (block->type == HERALD_BLOCK_QUOTE)
    paint_bar (self, block, &line, y, height);
  else if (block->type == HERALD_BLOCK_LIST)
    paint_marker (self, block, &line, &first);
  if (number == line.first && herald_flow_show_has_notes (self->view))
    paint_note (self, block, y, &first);
}

static Painting
begin_painting (HeraldFlowView *self,
                GtkSnapshot    *snapshot)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  Painting painting = { .view = self, .snapshot = snapshot, .cursor = G_MAXUINT };
  HeraldFlowPlace from;
  HeraldFlowPlace to;

  herald_compat_get_colour (GTK_WIDGET (self), &painting.colour);
  herald_compat_get_named_colour (GTK_WIDGET (self), "accent_bg_color", &painting.accent);
  gtk_text_view_get_visible_rect (view, &painting.seen);
  painting.start = gtk_text_view_get_left_margin (view);
  painting.end = gtk_widget_get_width (GTK_WIDGET (self)) - gtk_text_view_get_right_margin (view);
  painting.rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  if (gtk_widget_has_focus (GTK_WIDGET (self)) && !herald_flow_view_get_selection (self, &from, &to))
    painting.cursor = from.line;
  return painting;
}

void
herald_flow_paint (HeraldFlowView *self,
                   GtkSnapshot    *snapshot)
{
  Painting painting;
  GtkTextIter iter;
  int y = 0;

  if (self->session == NULL)
    return;
  painting = begin_painting (self, snapshot);
  gtk_text_view_get_line_at_y (GTK_TEXT_VIEW (self), &iter, painting.seen.y, NULL);
  for (int line = -1; gtk_text_iter_get_line (&iter) != line && y < painting.seen.y + painting.seen.height;)
    {
      line = gtk_text_iter_get_line (&iter);
      paint_line (&painting, &iter);
      gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (self), &iter, &y, NULL);
      gtk_text_iter_forward_line (&iter);
    }
}
