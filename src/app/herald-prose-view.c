/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-prose-view.h"

#include "herald-compat.h"
#include "herald-diff.h"
#include "herald-mark-edit.h"
#include "herald-tokens.h"

/* What a line of words may be squeezed to. */
#define MIN_WIDTH 60
/* GtkTextView keeps it free behind the last letter of a line, so words wrap that much earlier. */
#define CURSOR_WIDTH 1
/* How near to the edge of the page the cursor may come. */
#define FOLLOW_MARGIN 36

struct _HeraldProseView
{
  GtkTextView  parent_instance;

  GArray      *marks;    /* of HeraldMark: follow the buffer edit by edit */
  char        *placeholder;
  gboolean     rich;     /* may carry marks */
  gboolean     lines;    /* Enter makes a line here instead of a block below */
  guint        loading;  /* what is shown is being set, not typed */
  guint        follow_source;
};

enum
{
  SIGNAL_EDITED,
  SIGNAL_SPLIT,
  SIGNAL_LEAVE,
  SIGNAL_COMPOSING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];
static const char * const tag_names[] = { "strong", "emphasis", "link" };

G_DEFINE_FINAL_TYPE (HeraldProseView, herald_prose_view, GTK_TYPE_TEXT_VIEW)

static GtkTextBuffer *
get_buffer (HeraldProseView *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
}

static void
show_marks (HeraldProseView *self)
{
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  for (guint i = 0; i < G_N_ELEMENTS (tag_names); i++)
    gtk_text_buffer_remove_tag_by_name (buffer, tag_names[i], &start, &end);
  for (guint i = 0; i < self->marks->len; i++)
    {
      const HeraldMark *mark = &g_array_index (self->marks, HeraldMark, i);

      gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) mark->start);
      gtk_text_buffer_get_iter_at_offset (buffer, &end, (int) (mark->start + mark->length));
      gtk_text_buffer_apply_tag_by_name (buffer, tag_names[mark->kind], &start, &end);
    }
}

static void
on_insert_text (GtkTextBuffer   *buffer,
                GtkTextIter     *where,
                const char      *text,
                int              length,
                HeraldProseView *self)
{
  guint at = (guint) gtk_text_iter_get_offset (where);

  if (self->loading > 0)
    return;
  if (!self->lines && memchr (text, '\n', (gsize) length) != NULL)
    {
      g_autofree char *line = g_strndup (text, (gsize) length);

      /* Enter goes on elsewhere; several lines at once are put into one. */
      g_signal_stop_emission_by_name (buffer, "insert-text");
      if (g_str_equal (line, "\n"))
        {
          g_signal_emit (self, signals[SIGNAL_SPLIT], 0, at);
          gtk_text_buffer_get_iter_at_mark (buffer, where, gtk_text_buffer_get_insert (buffer));
        }
      else
        gtk_text_buffer_insert (buffer, where, g_strdelimit (line, "\r\n", ' '), -1);
      return;
    }
  herald_mark_edit_insert (self->marks, at, (guint) g_utf8_strlen (text, length));
}

static void
on_delete_range (GtkTextBuffer   *buffer,
                 GtkTextIter     *start,
                 GtkTextIter     *end,
                 HeraldProseView *self)
{
  guint from = (guint) gtk_text_iter_get_offset (start);
  guint to = (guint) gtk_text_iter_get_offset (end);

  if (self->loading == 0)
    herald_mark_edit_delete (self->marks, MIN (from, to), MAX (from, to) - MIN (from, to));
}

static void
on_changed (HeraldProseView *self)
{
  gtk_widget_queue_resize (GTK_WIDGET (self));
  if (self->loading == 0)
    g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

/* A paste from another of our views brings its tags along; only what the marks say stands. */
static void
on_paste_done (HeraldProseView *self)
{
  show_marks (self);
}

/* Words of an input method are shown and not in the text yet. */
static void
on_preedit (HeraldProseView *self,
            const char      *words)
{
  g_signal_emit (self, signals[SIGNAL_COMPOSING], 0, *words != '\0');
}

static gboolean
leaves (HeraldProseView *self,
        GtkMovementStep  step,
        int              count)
{
  GtkTextIter cursor;
  GtkTextIter probe;

  gtk_text_buffer_get_iter_at_mark (get_buffer (self), &cursor, gtk_text_buffer_get_insert (get_buffer (self)));
  probe = cursor;
  if (step == GTK_MOVEMENT_DISPLAY_LINES && count == 1)
    return !gtk_text_view_forward_display_line (GTK_TEXT_VIEW (self), &probe) ||
           gtk_text_iter_equal (&probe, &cursor) ||
           (gtk_text_iter_is_end (&probe) && !gtk_text_view_starts_display_line (GTK_TEXT_VIEW (self), &probe));
  if (step == GTK_MOVEMENT_DISPLAY_LINES && count == -1)
    {
      gtk_text_view_backward_display_line_start (GTK_TEXT_VIEW (self), &probe);
      return gtk_text_iter_is_start (&probe);
    }
  if (step == GTK_MOVEMENT_VISUAL_POSITIONS && count == 1)
    return gtk_text_iter_is_end (&cursor);
  if (step == GTK_MOVEMENT_VISUAL_POSITIONS && count == -1)
    return gtk_text_iter_is_start (&cursor);
  return FALSE;
}

static void
herald_prose_view_move_cursor (GtkTextView     *view,
                               GtkMovementStep  step,
                               int              count,
                               gboolean         extend)
{
  HeraldProseView *self = HERALD_PROSE_VIEW (view);

  if (!extend && leaves (self, step, count))
    g_signal_emit (self, signals[SIGNAL_LEAVE], 0, count);
  else
    GTK_TEXT_VIEW_CLASS (herald_prose_view_parent_class)->move_cursor (view, step, count, extend);
}

static void
herald_prose_view_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  HeraldProseView *self = HERALD_PROSE_VIEW (widget);
  g_autoptr(PangoLayout) layout = NULL;
  GdkRGBA colour;
  int margin = gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self));

  GTK_WIDGET_CLASS (herald_prose_view_parent_class)->snapshot (widget, snapshot);
  if (self->placeholder == NULL || gtk_text_buffer_get_char_count (get_buffer (self)) > 0)
    return;
  herald_compat_get_colour (widget, &colour);
  colour.alpha *= 0.55f;
  layout = gtk_widget_create_pango_layout (widget, self->placeholder);
  pango_layout_set_width (layout, MAX (gtk_widget_get_width (widget) - margin, 1) * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) margin,
                                                (float) gtk_text_view_get_top_margin (GTK_TEXT_VIEW (self))));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

/* Words as they will be laid out: bold ones are wider. */
static PangoLayout *
make_layout (HeraldProseView *self,
             int              width)
{
  g_autofree char *text = herald_prose_view_get_text (self);
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  for (guint i = 0; i < self->marks->len; i++)
    {
      const HeraldMark *mark = &g_array_index (self->marks, HeraldMark, i);
      PangoAttribute *attribute = NULL;

      if (mark->kind == HERALD_MARK_LINK)
        continue;
      attribute = mark->kind == HERALD_MARK_STRONG ? pango_attr_weight_new (PANGO_WEIGHT_BOLD)
                                                   : pango_attr_style_new (PANGO_STYLE_ITALIC);
      attribute->start_index = (guint) (g_utf8_offset_to_pointer (text, mark->start) - text);
      attribute->end_index = (guint) (g_utf8_offset_to_pointer (text, mark->start + mark->length) - text);
      pango_attr_list_insert (attributes, attribute);
    }
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, width >= 0 ? MAX (width, 1) * PANGO_SCALE : -1);
  return layout;
}

/* A GtkTextView outside a scrolled window asks for no height of its own when it wraps (GTK 4.8): it is told here what
 * its words need at a width. */
static void
herald_prose_view_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  HeraldProseView *self = HERALD_PROSE_VIEW (widget);
  GtkTextView *view = GTK_TEXT_VIEW (self);
  int margins = gtk_text_view_get_left_margin (view) + gtk_text_view_get_right_margin (view) + CURSOR_WIDTH;
  g_autoptr(PangoLayout) layout = NULL;
  int width = 0;
  int height = 0;

  layout = make_layout (self, orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0 ? for_size - margins : -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = margins + MIN_WIDTH;
      *natural = MAX (width + margins, *minimum);
    }
  else
    *minimum = *natural = height + gtk_text_view_get_top_margin (view) + gtk_text_view_get_bottom_margin (view) +
                          (pango_layout_get_line_count (layout) - 1) * gtk_text_view_get_pixels_inside_wrap (view);
}

static GtkSizeRequestMode
herald_prose_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* The page scrolls, not this view: it is the page that must follow the cursor. */

static gboolean
on_follow_cursor (gpointer data)
{
  HeraldProseView *self = data;
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = NULL;
  GtkTextIter cursor;
  GdkRectangle place;
  graphene_point_t point;

  self->follow_source = 0;
  if (scroller == NULL || !gtk_widget_has_focus (GTK_WIDGET (self)))
    return G_SOURCE_REMOVE;
  gtk_text_buffer_get_iter_at_mark (get_buffer (self), &cursor, gtk_text_buffer_get_insert (get_buffer (self)));
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), &cursor, &place);
  if (!gtk_widget_compute_point (GTK_WIDGET (self), scroller,
                                 &GRAPHENE_POINT_INIT ((float) place.x, (float) place.y), &point))
    return G_SOURCE_REMOVE;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  gtk_adjustment_clamp_page (adjustment,
                             gtk_adjustment_get_value (adjustment) + (double) point.y - FOLLOW_MARGIN,
                             gtk_adjustment_get_value (adjustment) + (double) point.y + place.height + FOLLOW_MARGIN);
  return G_SOURCE_REMOVE;
}

static void
follow_cursor (HeraldProseView *self)
{
  /* After the layout of what was typed. */
  if (self->follow_source == 0 && self->loading == 0)
    self->follow_source = g_idle_add_full (GDK_PRIORITY_REDRAW + 10, on_follow_cursor, self, NULL);
}

static gboolean
on_toggle_key (GtkWidget *widget,
               GVariant  *args,
               gpointer   user_data)
{
  herald_prose_view_toggle (HERALD_PROSE_VIEW (widget), g_variant_get_int32 (args));
  return TRUE;
}

static void
herald_prose_view_dispose (GObject *object)
{
  g_clear_handle_id (&HERALD_PROSE_VIEW (object)->follow_source, g_source_remove);

  G_OBJECT_CLASS (herald_prose_view_parent_class)->dispose (object);
}

static void
herald_prose_view_finalize (GObject *object)
{
  HeraldProseView *self = HERALD_PROSE_VIEW (object);

  g_clear_pointer (&self->marks, g_array_unref);
  g_clear_pointer (&self->placeholder, g_free);

  G_OBJECT_CLASS (herald_prose_view_parent_class)->finalize (object);
}

static void
herald_prose_view_class_init (HeraldProseViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkTextViewClass *view_class = GTK_TEXT_VIEW_CLASS (klass);

  object_class->dispose = herald_prose_view_dispose;
  object_class->finalize = herald_prose_view_finalize;
  widget_class->get_request_mode = herald_prose_view_get_request_mode;
  widget_class->measure = herald_prose_view_measure;
  widget_class->snapshot = herald_prose_view_snapshot;
  view_class->move_cursor = herald_prose_view_move_cursor;

  gtk_widget_class_add_binding (widget_class, GDK_KEY_b, GDK_CONTROL_MASK, on_toggle_key, "i", HERALD_MARK_STRONG);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_i, GDK_CONTROL_MASK, on_toggle_key, "i", HERALD_MARK_EMPHASIS);

  signals[SIGNAL_EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SPLIT] = g_signal_new ("split", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_LEAVE] = g_signal_new ("leave", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SIGNAL_COMPOSING] = g_signal_new ("composing", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
herald_prose_view_init (HeraldProseView *self)
{
  GtkTextBuffer *buffer = get_buffer (self);

  self->marks = herald_marks_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self), FALSE);
  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  gtk_text_buffer_create_tag (buffer, tag_names[HERALD_MARK_STRONG], "weight", PANGO_WEIGHT_BOLD, NULL);
  gtk_text_buffer_create_tag (buffer, tag_names[HERALD_MARK_EMPHASIS], "style", PANGO_STYLE_ITALIC, NULL);
  gtk_text_buffer_create_tag (buffer, tag_names[HERALD_MARK_LINK], "underline", PANGO_UNDERLINE_SINGLE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "prose");
  g_signal_connect (buffer, "insert-text", G_CALLBACK (on_insert_text), self);
  g_signal_connect (buffer, "delete-range", G_CALLBACK (on_delete_range), self);
  g_signal_connect_swapped (buffer, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (buffer, "notify::cursor-position", G_CALLBACK (follow_cursor), self);
  g_signal_connect_swapped (buffer, "paste-done", G_CALLBACK (on_paste_done), self);
  g_signal_connect (self, "preedit-changed", G_CALLBACK (on_preedit), NULL);
}

/**
 * herald_prose_view_new:
 * @rich: whether words may carry marks
 * @lines: whether Enter makes a line here; otherwise "split" is emitted
 *
 * Returns: (transfer floating): a view
 */
GtkWidget *
herald_prose_view_new (gboolean rich,
                       gboolean lines)
{
  HeraldProseView *self = g_object_new (HERALD_TYPE_PROSE_VIEW, NULL);

  self->rich = rich;
  self->lines = lines;
  return GTK_WIDGET (self);
}

void
herald_prose_view_set_placeholder (HeraldProseView *self,
                                   const char      *placeholder)
{
  g_return_if_fail (HERALD_IS_PROSE_VIEW (self));

  g_free (self->placeholder);
  self->placeholder = g_strdup (placeholder);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER, placeholder, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The name that a screen reader says. */
void
herald_prose_view_set_label (HeraldProseView *self,
                             const char      *label)
{
  g_return_if_fail (HERALD_IS_PROSE_VIEW (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

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

/* Replaces words from at on; n_removed in code points. Returns where the new ones end. */
static int
replace_words (GtkTextBuffer *buffer,
               int            at,
               int            n_removed,
               const char    *words,
               int            length)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, at);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, at + n_removed);
  if (n_removed > 0)
    gtk_text_buffer_delete (buffer, &start, &end);
  if (length > 0)
    gtk_text_buffer_insert (buffer, &start, words, length);
  return gtk_text_iter_get_offset (&start);
}

/* Changes only the words that differ, so that cursor, selection and scroll position stay where they are in the text. */
static void
replace_text (GtkTextBuffer *buffer,
              const char    *before,
              const char    *after)
{
  g_autoptr(GArray) old = herald_tokens_split (before);
  g_autoptr(GArray) new = herald_tokens_split (after);
  Tokens tokens = { old, new };
  g_autoptr(GArray) spans = herald_diff_sequences (old->len, new->len, tokens_equal, &tokens);
  int at = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      const HeraldDiffSpan *span = &g_array_index (spans, HeraldDiffSpan, i);

      for (guint t = 0; t < span->a_length && span->kind != HERALD_DIFF_ADDED; t++)
        {
          int n_chars = (int) g_array_index (old, HeraldToken, span->a_start + t).n_chars;

          at = span->kind == HERALD_DIFF_SAME ? at + n_chars : replace_words (buffer, at, n_chars, NULL, 0);
        }
      for (guint t = 0; t < span->b_length && span->kind == HERALD_DIFF_ADDED; t++)
        {
          const HeraldToken *token = &g_array_index (new, HeraldToken, span->b_start + t);

          at = replace_words (buffer, at, 0, token->start, (int) token->length);
        }
    }
}

/**
 * herald_prose_view_set_text:
 * @self: a view
 * @text: (nullable): its words
 * @marks: (nullable) (element-type HeraldMark): their marks; copied
 *
 * Shows something else, or the same again; "edited" is not emitted.
 */
void
herald_prose_view_set_text (HeraldProseView *self,
                            const char      *text,
                            GArray          *marks)
{
  g_autofree char *before = NULL;
  gboolean same_text = FALSE;
  g_autoptr(GArray) new_marks = NULL;

  g_return_if_fail (HERALD_IS_PROSE_VIEW (self));

  before = herald_prose_view_get_text (self);
  same_text = g_str_equal (before, text != NULL ? text : "");
  new_marks = marks != NULL ? herald_marks_copy (marks) : herald_marks_new ();
  if (same_text && herald_marks_equal (self->marks, new_marks))
    return;
  self->loading++;
  if (!same_text)
    replace_text (get_buffer (self), before, text != NULL ? text : "");
  g_array_unref (self->marks);
  self->marks = g_steal_pointer (&new_marks);
  show_marks (self);
  self->loading--;
}

/**
 * herald_prose_view_get_text:
 * @self: a view
 *
 * Returns: (transfer full): its words
 */
char *
herald_prose_view_get_text (HeraldProseView *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (HERALD_IS_PROSE_VIEW (self), NULL);

  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  return gtk_text_buffer_get_text (get_buffer (self), &start, &end, TRUE);
}

/**
 * herald_prose_view_get_marks:
 * @self: a view
 *
 * Returns: (transfer none) (element-type HeraldMark): the marks of its words
 */
GArray *
herald_prose_view_get_marks (HeraldProseView *self)
{
  g_return_val_if_fail (HERALD_IS_PROSE_VIEW (self), NULL);

  return self->marks;
}

/**
 * herald_prose_view_place_cursor:
 * @self: a view
 * @at: where, in code points; -1: at the end
 *
 * Takes the focus as well.
 */
void
herald_prose_view_place_cursor (HeraldProseView *self,
                                int              at)
{
  GtkTextIter cursor;

  g_return_if_fail (HERALD_IS_PROSE_VIEW (self));

  gtk_text_buffer_get_iter_at_offset (get_buffer (self), &cursor, at);
  gtk_text_buffer_place_cursor (get_buffer (self), &cursor);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static gboolean
get_selection (HeraldProseView *self,
               guint           *start,
               guint           *n_chars)
{
  GtkTextIter from, to;

  if (!gtk_text_buffer_get_selection_bounds (get_buffer (self), &from, &to))
    return FALSE;
  *start = (guint) gtk_text_iter_get_offset (&from);
  *n_chars = (guint) gtk_text_iter_get_offset (&to) - *start;
  return TRUE;
}

static void
marks_edited (HeraldProseView *self)
{
  herald_marks_normalise (self->marks, (guint) gtk_text_buffer_get_char_count (get_buffer (self)));
  show_marks (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

/**
 * herald_prose_view_toggle:
 * @self: a view
 * @kind: strong or emphasis
 *
 * Sets a mark on what is selected, or takes it away where all of it has it.
 */
void
herald_prose_view_toggle (HeraldProseView *self,
                          HeraldMarkKind   kind)
{
  guint start = 0;
  guint n_chars = 0;

  g_return_if_fail (HERALD_IS_PROSE_VIEW (self));

  if (!self->rich || !gtk_text_view_get_editable (GTK_TEXT_VIEW (self)) || !get_selection (self, &start, &n_chars))
    return;
  if (herald_mark_edit_covers (self->marks, start, n_chars, kind))
    herald_mark_edit_clear (self->marks, start, n_chars, kind);
  else
    herald_marks_add (self->marks, start, n_chars, kind, NULL);
  marks_edited (self);
}
