/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a typed letter completes: quotation marks and dashes as they are printed, lists that begin with a hyphen or a
 * number. A step of its own, so that undo gives back what was typed. */
#include "herald-flow-view-private.h"

#include "herald-typography.h"

static void
replace_typed (HeraldFlowView  *self,
               HeraldFlowPlace  cursor,
               guint            n_chars,
               const char      *instead)
{
  HeraldFlowPlace from = { cursor.line, cursor.column - n_chars };
  HeraldFlowLook look = herald_flow_view_look_at (self, cursor);

  herald_flow_view_do (self, herald_flow_delete (self->shown, from, cursor), HERALD_FLOW_DID_OTHER);
  herald_flow_view_do (self, herald_flow_insert (self->shown, from, instead, look), HERALD_FLOW_DID_OTHER);
}

static void
begin_list (HeraldFlowView  *self,
            HeraldFlowPlace  cursor,
            HeraldFlowStyle  style)
{
  HeraldFlowPlace start = { cursor.line, 0 };

  herald_flow_view_do (self, herald_flow_set_style (self->shown, start, start, style), HERALD_FLOW_DID_OTHER);
  herald_flow_view_do (self, herald_flow_delete (self->shown, start, cursor), HERALD_FLOW_DID_OTHER);
}

static gboolean
is_bullet (const char *before)
{
  return g_str_equal (before, "- ") || g_str_equal (before, "* ") || g_str_equal (before, "• ");
}

void
herald_flow_view_correct (HeraldFlowView *self)
{
  GtkTextBuffer *buffer = herald_flow_view_get_buffer (self);
  const char *language = herald_edit_session_get_announcement (self->session)->language;
  HeraldFlowPlace cursor;
  HeraldFlowPlace to;
  HeraldFlowLine line;
  g_autofree char *before = NULL;
  const char *instead = NULL;
  gboolean paragraph = FALSE;
  guint n_chars = 0;

  herald_flow_view_get_selection (self, &cursor, &to);
  herald_flow_find_line (self->shown, cursor.line, &line);
  if (line.kind != HERALD_FLOW_LINE_WORDS || cursor.column == 0)
    return;
  before = g_utf8_substring (herald_flow_get_words (self->shown, &line, NULL), 0, cursor.column);
  paragraph = ((HeraldBlock *) g_ptr_array_index (self->shown, line.block))->type == HERALD_BLOCK_PARAGRAPH;
  n_chars = herald_typography_correct (language, before, &instead);
  gtk_text_buffer_begin_user_action (buffer);
  if (paragraph && is_bullet (before))
    begin_list (self, cursor, HERALD_FLOW_BULLETS);
  else if (paragraph && g_str_equal (before, "1. "))
    begin_list (self, cursor, HERALD_FLOW_NUMBERS);
  else if (n_chars > 0)
    replace_typed (self, cursor, n_chars, instead);
  gtk_text_buffer_end_user_action (buffer);
}
