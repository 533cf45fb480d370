/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brings the buffer of HeraldFlowView to what the blocks say: as few letters as possible change, so that cursor,
 * selection and place on the page stay where they are in the text. */
#include "herald-flow-view-private.h"

#include <string.h>

#include "herald-diff.h"
#include "herald-tokens.h"

#define OBJECT_CHARACTER "\357\277\274"

static GtkTextTag *
make_tag (HeraldFlowView *self,
          const char     *first,
          ...)
{
  GtkTextTag *tag = gtk_text_tag_new (NULL);
  va_list arguments;

  va_start (arguments, first);
  g_object_set_valist (G_OBJECT (tag), first, arguments);
  va_end (arguments);
  gtk_text_tag_table_add (gtk_text_buffer_get_tag_table (herald_flow_view_get_buffer (self)), tag);
  g_object_unref (tag);
  return tag;
}

static GtkTextTag *
make_indented (HeraldFlowView *self,
               gboolean        rtl,
               int             above,
               int             below)
{
  return make_tag (self, rtl ? "right-margin" : "left-margin", HERALD_FLOW_INDENT, "accumulative-margin", TRUE,
                   "pixels-above-lines", above, "pixels-below-lines", below, NULL);
}

void
herald_flow_show_make_tags (HeraldFlowView *self)
{
  GtkTextTag **tags = self->tags;

  tags[HERALD_FLOW_TAG_PARAGRAPH] = make_tag (self, "pixels-below-lines", 13, NULL);
  tags[HERALD_FLOW_TAG_HEADING] = make_tag (self, "weight", PANGO_WEIGHT_BOLD, "scale", 1.16, "pixels-above-lines", 10,
                                            "pixels-below-lines", 7, NULL);
  for (int rtl = 0; rtl < 2; rtl++)
    {
      tags[HERALD_FLOW_TAG_QUOTE + rtl] = make_indented (self, rtl, HERALD_FLOW_QUOTE_ABOVE, 4);
      g_object_set (tags[HERALD_FLOW_TAG_QUOTE + rtl], "style", PANGO_STYLE_ITALIC, "scale", 1.06, NULL);
      tags[HERALD_FLOW_TAG_SPEAKER + rtl] = make_indented (self, rtl, 0, HERALD_FLOW_SPEAKER_BELOW);
      tags[HERALD_FLOW_TAG_LIST + rtl] = make_indented (self, rtl, 0, 6);
    }
  tags[HERALD_FLOW_TAG_LAST_ITEM] = make_tag (self, "pixels-below-lines", 13, NULL);
  tags[HERALD_FLOW_TAG_OBJECT] = make_tag (self, "pixels-above-lines", 4, "pixels-below-lines", 13, NULL);
  tags[HERALD_FLOW_TAG_NOTED] = make_tag (self, "pixels-above-lines", HERALD_FLOW_NOTE_ABOVE, NULL);
  tags[HERALD_FLOW_TAG_STRONG] = make_tag (self, "weight", PANGO_WEIGHT_BOLD, NULL);
  tags[HERALD_FLOW_TAG_EMPHASIS] = make_tag (self, "style", PANGO_STYLE_ITALIC, NULL);
  tags[HERALD_FLOW_TAG_LINK] = make_tag (self, "underline", PANGO_UNDERLINE_SINGLE, NULL);
}

/* Whether who wrote what is to be seen. */
gboolean
herald_flow_show_has_notes (HeraldFlowView *self)
{
  return self->blame != NULL && herald_editor_blame_get_wanted (self->blame);
}

/* Whether words run from right to left, as the first letter that has a direction does. */
gboolean
herald_flow_show_is_rtl (HeraldFlowView *self,
                         const char     *words)
{
  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalpha (c))
        continue;
      switch (g_unichar_get_script (c))
        {
        case G_UNICODE_SCRIPT_ARABIC:
        case G_UNICODE_SCRIPT_HEBREW:
        case G_UNICODE_SCRIPT_SYRIAC:
        case G_UNICODE_SCRIPT_THAANA:
        case G_UNICODE_SCRIPT_NKO:
        case G_UNICODE_SCRIPT_ADLAM:
          return TRUE;
        default:
          return FALSE;
        }
    }
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

static HeraldFlowTag
tag_of (HeraldFlowView       *self,
        const HeraldBlock    *block,
        const HeraldFlowLine *line)
{
  guint rtl = herald_flow_show_is_rtl (self, block->type == HERALD_BLOCK_LIST ? herald_flow_get_words (self->shown, line, NULL)
                                             : block->text != NULL ? block->text : "") ? 1 : 0;

  if (line->kind == HERALD_FLOW_LINE_SPEAKER)
    return HERALD_FLOW_TAG_SPEAKER + rtl;
  switch (block->type)
    {
    case HERALD_BLOCK_PARAGRAPH:
      return HERALD_FLOW_TAG_PARAGRAPH;
    case HERALD_BLOCK_HEADING:
      return HERALD_FLOW_TAG_HEADING;
    case HERALD_BLOCK_QUOTE:
      return HERALD_FLOW_TAG_QUOTE + rtl;
    case HERALD_BLOCK_LIST:
      return HERALD_FLOW_TAG_LIST + rtl;
    case HERALD_BLOCK_UNKNOWN:
    case HERALD_BLOCK_FIGURE:
    case HERALD_BLOCK_FACTS:
    default:
      return HERALD_FLOW_TAG_OBJECT;
    }
}

static void
dress_marks (HeraldFlowView *self,
             GtkTextIter     start,
             GArray         *marks)
{
  GtkTextBuffer *buffer = herald_flow_view_get_buffer (self);

  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      const HeraldMark *mark = &g_array_index (marks, HeraldMark, i);
      GtkTextIter from = start;
      GtkTextIter to = start;

      gtk_text_iter_set_line_offset (&from, (int) mark->start);
      gtk_text_iter_set_line_offset (&to, (int) (mark->start + mark->length));
      gtk_text_buffer_apply_tag (buffer, self->tags[HERALD_FLOW_TAG_STRONG + mark->kind], &from, &to);
    }
}

static void
dress_line (HeraldFlowView       *self,
            guint                 number,
            const HeraldFlowLine *line)
{
  GtkTextBuffer *buffer = herald_flow_view_get_buffer (self);
  const HeraldBlock *block = g_ptr_array_index (self->shown, line->block);
  GArray *marks = NULL;
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_line (buffer, &start, (int) number);
  end = start;
  gtk_text_iter_forward_line (&end);
  gtk_text_buffer_remove_all_tags (buffer, &start, &end);
  gtk_text_buffer_apply_tag (buffer, self->tags[tag_of (self, block, line)], &start, &end);
  if (number == line->first && !self->notes_beside && herald_flow_show_has_notes (self))
    gtk_text_buffer_apply_tag (buffer, self->tags[HERALD_FLOW_TAG_NOTED], &start, &end);
  herald_flow_get_words (self->shown, line, &marks);
  dress_marks (self, start, marks);
  if (block->type == HERALD_BLOCK_LIST && line->item + 1 >= block->items->len)
    gtk_text_buffer_apply_tag (buffer, self->tags[HERALD_FLOW_TAG_LAST_ITEM], &start, &end);
}

/* Style and marks of one line anew. */
void
herald_flow_show_line (HeraldFlowView *self,
                       guint           line)
{
  HeraldFlowLine found;

  herald_flow_find_line (self->shown, line, &found);
  if (found.kind == HERALD_FLOW_LINE_END)
    return;
  self->showing++;
  dress_line (self, line, &found);
  self->showing--;
}

/* Words */

typedef struct
{
  GArray *before;
  GArray *after;
} Tokens;

static gboolean
tokens_equal (guint    a,
              guint    b,
              gpointer data)
{
  const Tokens *tokens = data;

  return herald_token_equal (&g_array_index (tokens->before, HeraldToken, a),
                             &g_array_index (tokens->after, HeraldToken, b));
}

/* Letters as they are, and a place for a widget where there stands one. */
static void
insert_text (GtkTextBuffer *buffer,
             GtkTextIter   *where,
             const char    *text,
             const char    *end)
{
  while (text < end)
    {
      const char *object = g_strstr_len (text, end - text, OBJECT_CHARACTER);
      const char *stop = object != NULL ? object : end;

      if (stop > text)
        gtk_text_buffer_insert (buffer, where, text, (int) (stop - text));
      if (object == NULL)
        break;
      gtk_text_buffer_create_child_anchor (buffer, where);
      text = object + strlen (OBJECT_CHARACTER);
    }
}

static guint
span_chars (GArray *tokens,
            guint   start,
            guint   length)
{
  guint n_chars = 0;

  for (guint i = start; i < start + length; i++)
    n_chars += g_array_index (tokens, HeraldToken, i).n_chars;
  return n_chars;
}

static void
replace_text (HeraldFlowView *self,
              int             at,
              const char     *before,
              const char     *after)
{
  GtkTextBuffer *buffer = herald_flow_view_get_buffer (self);
  g_autoptr(GArray) old = herald_tokens_split (before);
  g_autoptr(GArray) new = herald_tokens_split (after);
  Tokens tokens = { old, new };
  g_autoptr(GArray) spans = herald_diff_sequences (old->len, new->len, tokens_equal, &tokens);
  GtkTextIter start;
  GtkTextIter end;

  for (guint i = 0; i < spans->len; i++)
    {
      const HeraldDiffSpan *span = &g_array_index (spans, HeraldDiffSpan, i);

      gtk_text_buffer_get_iter_at_offset (buffer, &start, at);
      if (span->kind == HERALD_DIFF_SAME)
        {
          at += (int) span_chars (old, span->a_start, span->a_length);
          continue;
        }
      if (span->kind != HERALD_DIFF_ADDED && span->a_length > 0)
        {
          gtk_text_buffer_get_iter_at_offset (buffer, &end, at + (int) span_chars (old, span->a_start, span->a_length));
          gtk_text_buffer_delete (buffer, &start, &end);
        }
      if (span->kind == HERALD_DIFF_ADDED && span->b_length > 0)
        {
          const HeraldToken *first = &g_array_index (new, HeraldToken, span->b_start);
          const HeraldToken *last = &g_array_index (new, HeraldToken, span->b_start + span->b_length - 1);

          insert_text (buffer, &start, first->start, last->start + last->length);
          at = gtk_text_iter_get_offset (&start);
        }
      self->changed_at = at;
    }
}

/* Widgets */

HeraldFlowObject *
herald_flow_show_object_at (HeraldFlowView *self,
                            guint           line)
{
  GtkTextChildAnchor *anchor = NULL;
  g_autofree GtkWidget **widgets = NULL;
  GtkTextIter iter;
  guint n_widgets = 0;

  gtk_text_buffer_get_iter_at_line (herald_flow_view_get_buffer (self), &iter, (int) line);
  anchor = gtk_text_iter_get_child_anchor (&iter);
  if (anchor == NULL || gtk_text_child_anchor_get_deleted (anchor))
    return NULL;
  widgets = gtk_text_child_anchor_get_widgets (anchor, &n_widgets);
  return n_widgets > 0 ? HERALD_FLOW_OBJECT (widgets[0]) : NULL;
}

static void
on_object_edited (HeraldFlowObject *object,
                  HeraldFlowView   *self)
{
  int place = herald_flow_find_block (self->shown, herald_flow_object_get_id (object));

  if (place >= 0)
    herald_flow_show_keep (self, (guint) place, 1, 1);
}

static void
on_object_leave (HeraldFlowObject *object,
                 int               direction,
                 HeraldFlowView   *self)
{
  int block = herald_flow_find_block (self->shown, herald_flow_object_get_id (object));
  HeraldFlowPlace place = { 0, 0 };

  if (block < 0)
    return;
  place.line = herald_flow_first_line (self->shown, (guint) block + (direction > 0 ? 1 : 0));
  if (direction < 0)
    {
      if (((HeraldBlock *) g_ptr_array_index (self->shown, (guint) block))->type != HERALD_BLOCK_QUOTE && place.line > 0)
        place.line--;
      place.column = herald_flow_line_length (self->shown, place.line);
    }
  herald_flow_view_select (self, place, place);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static int
object_width (HeraldFlowView    *self,
              const HeraldBlock *block)
{
  return MAX (self->object_width - (block->type == HERALD_BLOCK_QUOTE ? HERALD_FLOW_INDENT : 0), 60);
}

static void
show_object (HeraldFlowView    *self,
             guint              line,
             const HeraldBlock *block)
{
  GtkTextBuffer *buffer = herald_flow_view_get_buffer (self);
  HeraldFlowObject *object = herald_flow_show_object_at (self, line);
  GtkWidget *widget = NULL;
  GtkTextIter start;
  GtkTextIter end;

  if (object != NULL && herald_flow_object_suits (object, block))
    {
      herald_flow_object_update (object, block);
      return;
    }
  gtk_text_buffer_get_iter_at_line (buffer, &start, (int) line);
  if (object != NULL)
    {
      /* It stood for another block. */
      end = start;
      gtk_text_iter_forward_char (&end);
      gtk_text_buffer_delete (buffer, &start, &end);
      gtk_text_buffer_create_child_anchor (buffer, &start);
      gtk_text_iter_backward_char (&start);
    }
  widget = herald_flow_object_new (self->session, block);
  gtk_widget_set_size_request (widget, object_width (self, block), -1);
  g_signal_connect_object (widget, "edited", G_CALLBACK (on_object_edited), self, 0);
  g_signal_connect_object (widget, "leave", G_CALLBACK (on_object_leave), self, 0);
  gtk_text_view_add_child_at_anchor (GTK_TEXT_VIEW (self), widget, gtk_text_iter_get_child_anchor (&start));
}

/* Widgets are as wide as the text. */
void
herald_flow_show_fit_objects (HeraldFlowView *self)
{
  guint line = 0;

  for (guint i = 0; i < self->shown->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (self->shown, i);
      guint n_lines = herald_flow_count_lines (block);
      HeraldFlowObject *object = NULL;

      if (block->type == HERALD_BLOCK_QUOTE || (!herald_flow_is_prose (block) && block->type != HERALD_BLOCK_LIST))
        object = herald_flow_show_object_at (self, line + n_lines - 1);
      if (object != NULL)
        gtk_widget_set_size_request (GTK_WIDGET (object), object_width (self, block), -1);
      line += n_lines;
    }
}

/* Blocks */

/* Remembers blocks as they are now, which the buffer shows already. */
void
herald_flow_show_keep (HeraldFlowView *self,
                       guint           at,
                       guint           n_old,
                       guint           n_new)
{
  g_autoptr(HeraldFlowEdit) edit = herald_flow_edit_new (at, n_old);
  GPtrArray *body = herald_flow_view_get_body (self);

  for (guint i = 0; i < n_new; i++)
    g_ptr_array_add (edit->blocks, herald_block_copy (g_ptr_array_index (body, at + i)));
  herald_flow_edit_apply (edit, self->shown);
}

static char *
text_of (GPtrArray *body,
         guint      at,
         guint      n_blocks)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_blocks; i++)
    herald_flow_append_text (g_ptr_array_index (body, at + i), text);
  return g_string_free (text, FALSE);
}

static void
dress_blocks (HeraldFlowView *self,
              guint           at,
              guint           n_blocks)
{
  guint number = herald_flow_first_line (self->shown, at);

  for (guint i = at; i < at + n_blocks; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (self->shown, i);
      guint first = number;

      for (; number < first + herald_flow_count_lines (block); number++)
        {
          HeraldFlowLine line = { HERALD_FLOW_LINE_WORDS, i, first, 0 };

          if (block->type == HERALD_BLOCK_LIST)
            line.item = number - first;
          else if (!herald_flow_is_prose (block))
            line.kind = HERALD_FLOW_LINE_OBJECT;
          else if (number > first)
            line.kind = HERALD_FLOW_LINE_SPEAKER;
          if (line.kind != HERALD_FLOW_LINE_WORDS)
            show_object (self, number, block);
          dress_line (self, number, &line);
        }
    }
}

/* n_old blocks from at on have given way to n_new others. */
void
herald_flow_show_blocks (HeraldFlowView *self,
                         guint           at,
                         guint           n_old,
                         guint           n_new)
{
  g_autofree char *before = text_of (self->shown, at, n_old);
  g_autofree char *after = text_of (herald_flow_view_get_body (self), at, n_new);
  GtkTextIter start;

  self->showing++;
  gtk_text_buffer_get_iter_at_line (herald_flow_view_get_buffer (self), &start,
                                    (int) herald_flow_first_line (self->shown, at));
  replace_text (self, gtk_text_iter_get_offset (&start), before, after);
  herald_flow_show_keep (self, at, n_old, n_new);
  dress_blocks (self, at, n_new);
  self->showing--;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
herald_flow_show_all_lines (HeraldFlowView *self)
{
  self->showing++;
  dress_blocks (self, 0, self->shown->len);
  self->showing--;
}

void
herald_flow_show_clear (HeraldFlowView *self)
{
  self->showing++;
  g_ptr_array_set_size (self->shown, 0);
  gtk_text_buffer_set_text (herald_flow_view_get_buffer (self), "", 0);
  self->showing--;
}
