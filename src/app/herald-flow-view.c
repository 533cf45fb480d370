/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-flow-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "herald-flow-view-private.h"

enum
{
  SIGNAL_LEAVE,
  SIGNAL_PLACE_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeraldFlowView, herald_flow_view, GTK_TYPE_TEXT_VIEW)

GtkTextBuffer *
herald_flow_view_get_buffer (HeraldFlowView *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
}

GPtrArray *
herald_flow_view_get_body (HeraldFlowView *self)
{
  return herald_edit_session_get_announcement (self->session)->body;
}

gboolean
herald_flow_view_is_editable (HeraldFlowView *self)
{
  return self->session != NULL && !herald_edit_session_get_read_only (self->session);
}

/* Places */

HeraldFlowPlace
herald_flow_view_place_of (const GtkTextIter *iter)
{
  return (HeraldFlowPlace) { (guint) gtk_text_iter_get_line (iter), (guint) gtk_text_iter_get_line_offset (iter) };
}

void
herald_flow_view_iter_at (HeraldFlowView  *self,
                          HeraldFlowPlace  place,
                          GtkTextIter     *iter)
{
  gtk_text_buffer_get_iter_at_line_offset (herald_flow_view_get_buffer (self), iter, (int) place.line, (int) place.column);
}

gboolean
herald_flow_view_get_selection (HeraldFlowView  *self,
                                HeraldFlowPlace *from,
                                HeraldFlowPlace *to)
{
  GtkTextIter start;
  GtkTextIter end;
  gboolean selected = gtk_text_buffer_get_selection_bounds (herald_flow_view_get_buffer (self), &start, &end);

  *from = herald_flow_view_place_of (&start);
  *to = herald_flow_view_place_of (&end);
  return selected;
}

void
herald_flow_view_select (HeraldFlowView  *self,
                         HeraldFlowPlace  from,
                         HeraldFlowPlace  to)
{
  GtkTextIter start;
  GtkTextIter end;

  herald_flow_view_iter_at (self, from, &start);
  herald_flow_view_iter_at (self, to, &end);
  gtk_text_buffer_select_range (herald_flow_view_get_buffer (self), &end, &start);
}

static HeraldFlowPlace
get_cursor (HeraldFlowView *self)
{
  GtkTextBuffer *buffer = herald_flow_view_get_buffer (self);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  return herald_flow_view_place_of (&iter);
}

/* A screen reader says who wrote what the cursor stands in. */
static void
describe_place (HeraldFlowView *self)
{
  HeraldFlowLine line;
  g_autofree char *subject = NULL;
  const char *note = NULL;

  if (self->blame == NULL)
    return;
  herald_flow_find_line (self->shown, get_cursor (self).line, &line);
  if (line.kind != HERALD_FLOW_LINE_END)
    subject = g_strconcat ("block:", ((HeraldBlock *) g_ptr_array_index (self->shown, line.block))->id, NULL);
  note = subject != NULL ? herald_editor_blame_get_note (self->blame, subject) : NULL;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, note != NULL ? note : "", -1);
}

static gboolean
on_place_changed (gpointer data)
{
  HeraldFlowView *self = data;
  HeraldFlowPlace from;
  HeraldFlowPlace to;
  HeraldFlowLine line;
  HeraldFlowObject *object = NULL;

  self->place_source = 0;
  describe_place (self);
  g_signal_emit (self, signals[SIGNAL_PLACE_CHANGED], 0);
  gtk_widget_queue_draw (GTK_WIDGET (self)); /* a hint comes or goes */
  if (herald_flow_view_get_selection (self, &from, &to) || !gtk_widget_has_focus (GTK_WIDGET (self)))
    return G_SOURCE_REMOVE;
  /* Beside a speaker there is nothing to write: one writes in its fields. */
  herald_flow_find_line (self->shown, from.line, &line);
  if (line.kind == HERALD_FLOW_LINE_SPEAKER)
    object = herald_flow_show_object_at (self, from.line);
  if (object != NULL)
    herald_flow_object_focus (object);
  return G_SOURCE_REMOVE;
}

void
herald_flow_view_place_changed (HeraldFlowView *self)
{
  if (self->place_source == 0)
    self->place_source = g_idle_add (on_place_changed, self);
}

static void
on_cursor (HeraldFlowView *self)
{
  if (self->showing == 0 && !self->typed)
    self->look_set = FALSE;
  herald_flow_view_place_changed (self);
}

/* How a word looks that is typed there: as the letter before it. */
HeraldFlowLook
herald_flow_view_look_at (HeraldFlowView  *self,
                          HeraldFlowPlace  place)
{
  HeraldFlowPlace before = place;
  HeraldFlowLook look = HERALD_FLOW_PLAIN;

  if (self->look_set)
    return self->look;
  if (place.column == 0)
    place.column++;
  else
    before.column--;
  if (herald_flow_covers (self->shown, before, place, HERALD_MARK_STRONG))
    look |= HERALD_FLOW_STRONG;
  if (herald_flow_covers (self->shown, before, place, HERALD_MARK_EMPHASIS))
    look |= HERALD_FLOW_EMPHASIS;
  return look;
}

/* Edits */

/* Whether an edit is undone together with the one before: the same word is typed on, letter after letter is deleted, or
 * it is part of the same deed. */
static gboolean
goes_on (HeraldFlowView  *self,
         HeraldFlowDeed   deed,
         HeraldFlowPlace  from,
         HeraldFlowPlace  to,
         gboolean         space)
{
  if (self->actions > 0 && self->edits > 0)
    return TRUE;
  if (deed == HERALD_FLOW_DID_OTHER || deed != self->deed)
    return FALSE;
  if (deed == HERALD_FLOW_DID_TYPE)
    return herald_flow_compare (from, self->deed_end) == 0 && !(self->after_space && !space);
  return herald_flow_compare (from, self->deed_end) == 0 || herald_flow_compare (to, self->deed_end) == 0;
}

static void
edit_body (HeraldFlowView  *self,
           HeraldFlowEdit  *edit,
           HeraldFlowDeed   deed,
           HeraldFlowPlace  from,
           HeraldFlowPlace  to,
           gboolean         space)
{
  const HeraldBlock *block = edit->blocks->len > 0 ? g_ptr_array_index (edit->blocks, 0) : NULL;
  g_autofree char *group = NULL;

  if (!goes_on (self, deed, from, to, space))
    self->stamp++;
  group = g_strdup_printf ("words:%u:%s", self->stamp, block != NULL ? block->id : "");
  self->edits++;
  self->deed = deed;
  self->deed_end = edit->cursor;
  self->after_space = space;
  herald_edit_session_edit_body (self->session, edit, group);
}

void
herald_flow_view_do (HeraldFlowView *self,
                     HeraldFlowEdit *edit,
                     HeraldFlowDeed  deed)
{
  guint at = 0;
  guint n_old = 0;
  guint n_new = 0;
  HeraldFlowPlace cursor;

  if (edit == NULL)
    return;
  at = edit->at;
  n_old = edit->n_blocks;
  n_new = edit->blocks->len;
  cursor = edit->cursor;
  edit_body (self, edit, deed, cursor, cursor, FALSE);
  herald_flow_show_blocks (self, at, n_old, n_new);
  herald_flow_view_select (self, cursor, cursor);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (herald_flow_view_get_buffer (self)));
}

/* An edit that the buffer makes by itself in a line of words. */
static void
follow_edit (HeraldFlowView  *self,
             HeraldFlowEdit  *edit,
             HeraldFlowDeed   deed,
             HeraldFlowPlace  from,
             HeraldFlowPlace  to,
             gboolean         space)
{
  guint at = edit->at;

  edit_body (self, edit, deed, from, to, space);
  herald_flow_show_keep (self, at, 1, 1);
  self->typed = TRUE;
}

static HeraldFlowEdit *
edit_for_text (HeraldFlowView  *self,
               HeraldFlowPlace  place,
               const char      *text)
{
  GPtrArray *body = herald_flow_view_get_body (self);
  g_autoptr(GPtrArray) blocks = NULL;

  if (g_str_equal (text, "\n"))
    return herald_flow_split (body, place);
  if (strchr (text, '\n') == NULL)
    return herald_flow_insert (body, place, text, herald_flow_view_look_at (self, place));
  blocks = herald_flow_blocks_from_text (text);
  return herald_flow_paste (body, place, blocks);
}

static gboolean
is_space (const char *text)
{
  return g_unichar_isspace (g_utf8_get_char (text));
}

/* Enter behind the words of a quote: then comes who said them. */
static gboolean
goes_to_speaker (HeraldFlowView  *self,
                 HeraldFlowPlace  place,
                 const char      *text)
{
  HeraldFlowLine line;
  HeraldFlowObject *object = NULL;
  const HeraldBlock *block = NULL;

  herald_flow_find_line (self->shown, place.line, &line);
  if (!g_str_equal (text, "\n") || line.kind != HERALD_FLOW_LINE_WORDS || place.column == 0 ||
      place.column < herald_flow_line_length (self->shown, place.line))
    return FALSE;
  block = g_ptr_array_index (self->shown, line.block);
  if (block->type != HERALD_BLOCK_QUOTE || herald_flow_has_speaker (block))
    return FALSE;
  object = herald_flow_show_object_at (self, place.line + 1);
  return object != NULL && herald_flow_object_focus (object);
}

static void
on_insert_text (GtkTextBuffer  *buffer,
                GtkTextIter    *where,
                const char     *text,
                int             length,
                HeraldFlowView *self)
{
  HeraldFlowPlace place = herald_flow_view_place_of (where);
  g_autofree char *clean = NULL;
  HeraldFlowLine line;

  if (self->showing > 0)
    return;
  clean = herald_flow_clean_text (text, length);
  self->letter = self->actions > 0 && g_utf8_strlen (clean, 2) == 1 && *clean != '\n';
  herald_flow_find_line (self->shown, place.line, &line);
  if (line.kind == HERALD_FLOW_LINE_WORDS && *clean != '\0' && strchr (clean, '\n') == NULL &&
      strlen (clean) == (gsize) length && memcmp (clean, text, (gsize) length) == 0)
    {
      follow_edit (self, herald_flow_insert (self->shown, place, clean, herald_flow_view_look_at (self, place)),
                   HERALD_FLOW_DID_TYPE, place, place, is_space (clean));
      return;
    }
  g_signal_stop_emission_by_name (buffer, "insert-text");
  if (!goes_to_speaker (self, place, clean))
    herald_flow_view_do (self, edit_for_text (self, place, clean),
                         strchr (clean, '\n') == NULL ? HERALD_FLOW_DID_TYPE : HERALD_FLOW_DID_OTHER);
  gtk_text_buffer_get_iter_at_mark (buffer, where, gtk_text_buffer_get_insert (buffer));
}

static void
on_text_inserted (GtkTextBuffer  *buffer,
                  GtkTextIter    *where,
                  const char     *text,
                  int             length,
                  HeraldFlowView *self)
{
  if (self->showing > 0 || !self->typed)
    return;
  self->typed = FALSE;
  herald_flow_show_line (self, (guint) gtk_text_iter_get_line (where));
}

static void
on_delete_range (GtkTextBuffer  *buffer,
                 GtkTextIter    *start,
                 GtkTextIter    *end,
                 HeraldFlowView *self)
{
  HeraldFlowPlace from;
  HeraldFlowPlace to;
  HeraldFlowLine line;
  HeraldFlowEdit *edit = NULL;

  if (self->showing > 0)
    return;
  gtk_text_iter_order (start, end);
  from = herald_flow_view_place_of (start);
  to = herald_flow_view_place_of (end);
  herald_flow_find_line (self->shown, from.line, &line);
  edit = herald_flow_delete (self->shown, from, to);
  if (edit != NULL && from.line == to.line && line.kind == HERALD_FLOW_LINE_WORDS)
    {
      follow_edit (self, edit, to.column - from.column == 1 ? HERALD_FLOW_DID_DELETE : HERALD_FLOW_DID_OTHER, from, to,
                   FALSE);
      return;
    }
  g_signal_stop_emission_by_name (buffer, "delete-range");
  herald_flow_view_do (self, edit, HERALD_FLOW_DID_OTHER);
  herald_flow_view_iter_at (self, from, start);
  *end = *start;
}

static void
on_range_deleted (HeraldFlowView *self)
{
  if (self->showing == 0)
    self->typed = FALSE;
}

/* What a drag from another text brings along says nothing here. */
static void
on_tag (GtkTextBuffer     *buffer,
        GtkTextTag        *tag,
        const GtkTextIter *start,
        const GtkTextIter *end,
        HeraldFlowView    *self)
{
  if (self->showing == 0)
    g_signal_stop_emission_by_name (buffer, "apply-tag");
}

static void
on_begin_action (HeraldFlowView *self)
{
  if (self->actions++ > 0)
    return;
  self->edits = 0;
  self->letter = FALSE;
}

static void
on_end_action (HeraldFlowView *self)
{
  if (--self->actions > 0 || !self->letter)
    return;
  self->letter = FALSE;
  herald_flow_view_correct (self);
}

/* Keys */

static void
herald_flow_view_backspace (GtkTextView *view)
{
  HeraldFlowView *self = HERALD_FLOW_VIEW (view);
  HeraldFlowPlace from;
  HeraldFlowPlace to;
  HeraldFlowLine line;

  herald_flow_find_line (self->shown, get_cursor (self).line, &line);
  if (herald_flow_view_get_selection (self, &from, &to) ||
      (from.column > 0 && line.kind == HERALD_FLOW_LINE_WORDS) || !herald_flow_view_is_editable (self))
    {
      GTK_TEXT_VIEW_CLASS (herald_flow_view_parent_class)->backspace (view);
      return;
    }
  if (line.kind == HERALD_FLOW_LINE_END && from.line > 0)
    {
      from.line--;
      from.column = herald_flow_line_length (self->shown, from.line);
      herald_flow_view_select (self, from, from);
      return;
    }
  herald_flow_view_do (self, herald_flow_backspace (self->shown, from), HERALD_FLOW_DID_OTHER);
}

static void
herald_flow_view_delete_from_cursor (GtkTextView   *view,
                                     GtkDeleteType  type,
                                     int            count)
{
  HeraldFlowView *self = HERALD_FLOW_VIEW (view);
  HeraldFlowPlace from;
  HeraldFlowPlace to;
  HeraldFlowLine line;

  herald_flow_find_line (self->shown, get_cursor (self).line, &line);
  if (herald_flow_view_get_selection (self, &from, &to) || type != GTK_DELETE_CHARS || count != 1 ||
      (line.kind == HERALD_FLOW_LINE_WORDS && from.column < herald_flow_line_length (self->shown, from.line)) ||
      !herald_flow_view_is_editable (self))
    GTK_TEXT_VIEW_CLASS (herald_flow_view_parent_class)->delete_from_cursor (view, type, count);
  else
    herald_flow_view_do (self, herald_flow_delete_behind (self->shown, from), HERALD_FLOW_DID_OTHER);
}

static gboolean
leaves (HeraldFlowView  *self,
        GtkMovementStep  step,
        int              count)
{
  GtkTextIter probe;

  if (step != GTK_MOVEMENT_DISPLAY_LINES || count != -1)
    return FALSE;
  herald_flow_view_iter_at (self, get_cursor (self), &probe);
  gtk_text_view_backward_display_line_start (GTK_TEXT_VIEW (self), &probe);
  return gtk_text_iter_is_start (&probe);
}

static void
herald_flow_view_move_cursor (GtkTextView     *view,
                              GtkMovementStep  step,
                              int              count,
                              gboolean         extend)
{
  HeraldFlowView *self = HERALD_FLOW_VIEW (view);

  if (!extend && leaves (self, step, count))
    g_signal_emit (self, signals[SIGNAL_LEAVE], 0);
  else
    GTK_TEXT_VIEW_CLASS (herald_flow_view_parent_class)->move_cursor (view, step, count, extend);
}

static void
on_preedit (HeraldFlowView *self,
            const char     *words)
{
  HeraldFlowLine line;
  g_autofree char *group = NULL;

  if (self->session == NULL)
    return;
  self->composing = *words != '\0';
  herald_flow_find_line (self->shown, get_cursor (self).line, &line);
  group = g_strconcat ("words:", line.kind != HERALD_FLOW_LINE_END
                         ? ((HeraldBlock *) g_ptr_array_index (self->shown, line.block))->id : "", NULL);
  herald_edit_session_compose (self->session, self->composing ? group : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
herald_flow_view_snapshot_layer (GtkTextView      *view,
                                 GtkTextViewLayer  layer,
                                 GtkSnapshot      *snapshot)
{
  if (layer == GTK_TEXT_VIEW_LAYER_BELOW_TEXT)
    herald_flow_paint (HERALD_FLOW_VIEW (view), snapshot);
}

static gboolean
on_width (gpointer data)
{
  HeraldFlowView *self = data;

  self->width_source = 0;
  herald_flow_show_fit_objects (self);
  return G_SOURCE_REMOVE;
}

static void
update_width (HeraldFlowView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  int width = gtk_widget_get_width (GTK_WIDGET (self)) - gtk_text_view_get_left_margin (view) -
              gtk_text_view_get_right_margin (view) - 2;

  if (width == self->object_width || width <= 0)
    return;
  self->object_width = width;
  /* Not while the text is being laid out, which is when its width is told. */
  if (self->width_source == 0)
    self->width_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_width, self, NULL);
}

static void
herald_flow_view_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  GTK_WIDGET_CLASS (herald_flow_view_parent_class)->size_allocate (widget, width, height, baseline);
  update_width (HERALD_FLOW_VIEW (widget));
}

static void
herald_flow_view_dispose (GObject *object)
{
  HeraldFlowView *self = HERALD_FLOW_VIEW (object);

  g_clear_handle_id (&self->place_source, g_source_remove);
  g_clear_handle_id (&self->width_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->composing && self->session != NULL)
    herald_edit_session_compose (self->session, NULL);
  if (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)) != NULL)
    g_signal_handlers_disconnect_by_data (herald_flow_view_get_buffer (self), self);
  g_clear_object (&self->session);
  g_clear_object (&self->blame);

  G_OBJECT_CLASS (herald_flow_view_parent_class)->dispose (object);
}

static void
herald_flow_view_finalize (GObject *object)
{
  g_clear_pointer (&HERALD_FLOW_VIEW (object)->shown, g_ptr_array_unref);

  G_OBJECT_CLASS (herald_flow_view_parent_class)->finalize (object);
}

static void
herald_flow_view_class_init (HeraldFlowViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkTextViewClass *view_class = GTK_TEXT_VIEW_CLASS (klass);

  object_class->dispose = herald_flow_view_dispose;
  object_class->finalize = herald_flow_view_finalize;
  widget_class->size_allocate = herald_flow_view_size_allocate;
  view_class->backspace = herald_flow_view_backspace;
  view_class->delete_from_cursor = herald_flow_view_delete_from_cursor;
  view_class->move_cursor = herald_flow_view_move_cursor;
  view_class->snapshot_layer = herald_flow_view_snapshot_layer;
  view_class->copy_clipboard = herald_flow_view_copy;
  view_class->cut_clipboard = herald_flow_view_cut;
  view_class->paste_clipboard = herald_flow_view_paste;
  herald_flow_view_install_commands (widget_class);

  signals[SIGNAL_LEAVE] = g_signal_new ("leave", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PLACE_CHANGED] = g_signal_new ("place-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                                0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
connect_buffer (HeraldFlowView *self)
{
  GtkTextBuffer *buffer = herald_flow_view_get_buffer (self);

  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  g_signal_connect (buffer, "insert-text", G_CALLBACK (on_insert_text), self);
  g_signal_connect_after (buffer, "insert-text", G_CALLBACK (on_text_inserted), self);
  g_signal_connect (buffer, "delete-range", G_CALLBACK (on_delete_range), self);
  g_signal_connect_data (buffer, "delete-range", G_CALLBACK (on_range_deleted), self, NULL,
                         G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  g_signal_connect (buffer, "apply-tag", G_CALLBACK (on_tag), self);
  g_signal_connect_swapped (buffer, "begin-user-action", G_CALLBACK (on_begin_action), self);
  g_signal_connect_swapped (buffer, "end-user-action", G_CALLBACK (on_end_action), self);
  g_signal_connect_swapped (buffer, "notify::cursor-position", G_CALLBACK (on_cursor), self);
}

static void
update_margins (HeraldFlowView *self)
{
  gboolean gutter = self->notes_beside && herald_flow_show_has_notes (self);
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self), HERALD_FLOW_SIDE + (gutter && !rtl ? HERALD_FLOW_GUTTER : 0));
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self), HERALD_FLOW_SIDE + (gutter && rtl ? HERALD_FLOW_GUTTER : 0));
  update_width (self);
}

static void
herald_flow_view_init (HeraldFlowView *self)
{
  self->shown = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_block_free);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self), FALSE);
  gtk_text_view_set_pixels_inside_wrap (GTK_TEXT_VIEW (self), 5);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self), 4);
  gtk_widget_add_css_class (GTK_WIDGET (self), "flow");
  gtk_widget_add_css_class (GTK_WIDGET (self), "prose");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Text"), -1);
  herald_flow_show_make_tags (self);
  connect_buffer (self);
  g_signal_connect (self, "preedit-changed", G_CALLBACK (on_preedit), NULL);
  update_margins (self);
}

/**
 * herald_flow_view_set_session:
 * @self: a view
 * @session: (nullable): whose body
 */
void
herald_flow_view_set_session (HeraldFlowView    *self,
                              HeraldEditSession *session)
{
  g_return_if_fail (HERALD_IS_FLOW_VIEW (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  herald_flow_show_clear (self);
  self->deed = HERALD_FLOW_DID_OTHER;
  g_set_object (&self->session, session);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self), herald_flow_view_is_editable (self));
  herald_flow_view_update (self);
}

/**
 * herald_flow_view_update:
 * @self: a view with a session
 *
 * Shows the body as it is now. The cursor stays where it is in the text, but goes to what was undone.
 */
void
herald_flow_view_update (HeraldFlowView *self)
{
  guint at = 0;
  guint n_old = 0;
  guint n_new = 0;
  GtkTextIter iter;

  g_return_if_fail (HERALD_IS_FLOW_VIEW (self));

  if (self->session == NULL)
    return;
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self), herald_flow_view_is_editable (self));
  if (!herald_flow_compare_bodies (self->shown, herald_flow_view_get_body (self), &at, &n_old, &n_new))
    return;
  self->changed_at = -1;
  herald_flow_show_blocks (self, at, n_old, n_new);
  self->deed = HERALD_FLOW_DID_OTHER;
  herald_flow_view_place_changed (self);
  if (!herald_edit_session_get_stepping (self->session) || self->changed_at < 0)
    return;
  gtk_text_buffer_get_iter_at_offset (herald_flow_view_get_buffer (self), &iter, self->changed_at);
  gtk_text_buffer_place_cursor (herald_flow_view_get_buffer (self), &iter);
}

void
herald_flow_view_focus_first (HeraldFlowView *self)
{
  g_return_if_fail (HERALD_IS_FLOW_VIEW (self));

  herald_flow_view_select (self, (HeraldFlowPlace) { 0, 0 }, (HeraldFlowPlace) { 0, 0 });
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
on_blame_changed (HeraldFlowView *self)
{
  update_margins (self);
  if (!self->notes_beside)
    herald_flow_show_all_lines (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  herald_flow_view_place_changed (self);
}

/**
 * herald_flow_view_set_blame:
 * @self: a view
 * @blame: who wrote what in it
 */
void
herald_flow_view_set_blame (HeraldFlowView    *self,
                            HeraldEditorBlame *blame)
{
  g_return_if_fail (HERALD_IS_FLOW_VIEW (self));
  g_return_if_fail (self->blame == NULL && blame != NULL);

  self->blame = g_object_ref (blame);
  g_signal_connect_object (blame, "changed", G_CALLBACK (on_blame_changed), self, G_CONNECT_SWAPPED);
}

/**
 * herald_flow_view_set_notes_beside:
 * @self: a view with a blame
 * @beside: whether there is a margin for who wrote what; otherwise it stands above the blocks
 */
void
herald_flow_view_set_notes_beside (HeraldFlowView *self,
                                   gboolean        beside)
{
  g_return_if_fail (HERALD_IS_FLOW_VIEW (self));

  if (self->notes_beside == beside)
    return;
  self->notes_beside = beside;
  herald_flow_show_all_lines (self);
  on_blame_changed (self);
}
