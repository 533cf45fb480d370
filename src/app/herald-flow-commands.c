/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What menus, buttons and keys ask of HeraldFlowView: styles, marks, links, order, pictures. */
#include "herald-flow-view-private.h"

#include <glib/gi18n.h>

#include "herald-compat.h"
#include "herald-picture.h"

/**
 * herald_flow_view_get_style:
 * @self: a view
 *
 * Returns: the style of the line that the cursor is in
 */
HeraldFlowStyle
herald_flow_view_get_style (HeraldFlowView *self)
{
  HeraldFlowPlace from;
  HeraldFlowPlace to;
  HeraldFlowLine line;
  const HeraldBlock *block = NULL;

  g_return_val_if_fail (HERALD_IS_FLOW_VIEW (self), HERALD_FLOW_PARAGRAPH);

  herald_flow_view_get_selection (self, &from, &to);
  herald_flow_find_line (self->shown, from.line, &line);
  if (line.kind == HERALD_FLOW_LINE_END)
    return HERALD_FLOW_PARAGRAPH;
  block = g_ptr_array_index (self->shown, line.block);
  switch (block->type)
    {
    case HERALD_BLOCK_HEADING:
      return HERALD_FLOW_HEADING;
    case HERALD_BLOCK_QUOTE:
      return HERALD_FLOW_QUOTE;
    case HERALD_BLOCK_LIST:
      return block->ordered ? HERALD_FLOW_NUMBERS : HERALD_FLOW_BULLETS;
    case HERALD_BLOCK_UNKNOWN:
    case HERALD_BLOCK_PARAGRAPH:
    case HERALD_BLOCK_FIGURE:
    case HERALD_BLOCK_FACTS:
    default:
      return HERALD_FLOW_PARAGRAPH;
    }
}

/* Whether a quote with a speaker is in the way of a change of style. */
static gboolean
names_speaker (HeraldFlowView  *self,
               HeraldFlowPlace  from,
               HeraldFlowPlace  to)
{
  HeraldFlowLine first;
  HeraldFlowLine last;

  herald_flow_find_line (self->shown, from.line, &first);
  herald_flow_find_line (self->shown, to.line, &last);
  for (guint i = first.block; i <= last.block && i < self->shown->len; i++)
    if (herald_flow_has_speaker (g_ptr_array_index (self->shown, i)))
      return TRUE;
  return FALSE;
}

/**
 * herald_flow_view_set_style:
 * @self: a view with a session
 * @style: what the lines of the selection become, or the one that the cursor is in
 */
void
herald_flow_view_set_style (HeraldFlowView  *self,
                            HeraldFlowStyle  style)
{
  HeraldFlowPlace from;
  HeraldFlowPlace to;
  gboolean selected = FALSE;
  HeraldFlowEdit *edit = NULL;

  g_return_if_fail (HERALD_IS_FLOW_VIEW (self));

  if (!herald_flow_view_is_editable (self))
    return;
  selected = herald_flow_view_get_selection (self, &from, &to);
  /* A selection that ends before the first letter of a line leaves that line out. */
  if (selected && to.column == 0 && to.line > from.line)
    {
      to.line--;
      to.column = herald_flow_line_length (self->shown, to.line);
    }
  edit = herald_flow_set_style (self->shown, from, to, style);
  if (style != HERALD_FLOW_QUOTE && names_speaker (self, from, to))
    g_signal_emit_by_name (self->session, "notice",
                           _("A quote whose speaker is named stays a quote. Empty the speaker’s fields first."));
  herald_flow_view_do (self, edit, HERALD_FLOW_DID_OTHER);
}

static HeraldFlowLook
look_of (HeraldMarkKind kind)
{
  return kind == HERALD_MARK_STRONG ? HERALD_FLOW_STRONG : HERALD_FLOW_EMPHASIS;
}

/**
 * herald_flow_view_has_mark:
 * @self: a view
 * @kind: a kind of mark
 *
 * Returns: whether all of the selection has it, or what is typed next would
 */
gboolean
herald_flow_view_has_mark (HeraldFlowView *self,
                           HeraldMarkKind  kind)
{
  HeraldFlowPlace from;
  HeraldFlowPlace to;

  g_return_val_if_fail (HERALD_IS_FLOW_VIEW (self), FALSE);

  if (herald_flow_view_get_selection (self, &from, &to))
    return herald_flow_covers (self->shown, from, to, kind);
  return kind != HERALD_MARK_LINK && (herald_flow_view_look_at (self, from) & look_of (kind)) != 0;
}

static void
do_and_select (HeraldFlowView  *self,
               HeraldFlowEdit  *edit,
               HeraldFlowPlace  from,
               HeraldFlowPlace  to)
{
  herald_flow_view_do (self, edit, HERALD_FLOW_DID_OTHER);
  herald_flow_view_select (self, from, to);
}

/**
 * herald_flow_view_toggle_mark:
 * @self: a view with a session
 * @kind: strong or emphasis
 *
 * Sets a mark on what is selected, or takes it away where all of it has it. Where nothing is selected, it is for what
 * is typed next.
 */
void
herald_flow_view_toggle_mark (HeraldFlowView *self,
                              HeraldMarkKind  kind)
{
  HeraldFlowPlace from;
  HeraldFlowPlace to;
  gboolean has = FALSE;

  g_return_if_fail (HERALD_IS_FLOW_VIEW (self));

  if (!herald_flow_view_is_editable (self))
    return;
  has = herald_flow_view_has_mark (self, kind);
  if (herald_flow_view_get_selection (self, &from, &to))
    {
      do_and_select (self, herald_flow_set_mark (self->shown, from, to, kind, !has, NULL), from, to);
      return;
    }
  self->look = herald_flow_view_look_at (self, from) ^ look_of (kind);
  self->look_set = TRUE;
  herald_flow_view_place_changed (self);
}

/* Links */

typedef struct
{
  HeraldFlowView    *view;
  HeraldEditSession *session;
  GtkEditable       *entry;
  HeraldFlowPlace    from;
  HeraldFlowPlace    to;
} LinkQuestion;

static void
link_question_free (LinkQuestion *question)
{
  g_object_unref (question->view);
  g_object_unref (question->session);
  g_object_unref (question->entry);
  g_free (question);
}

static void
on_link_answer (const char *response,
                gpointer    data)
{
  LinkQuestion *question = data;
  HeraldFlowView *self = question->view;
  g_autofree char *url = g_strstrip (g_strdup (gtk_editable_get_text (question->entry)));
  gboolean on = g_str_equal (response, "set");

  if (self->session != question->session || !(on || g_str_equal (response, "remove")) ||
      (on && !herald_url_is_allowed (url)))
    return;
  herald_flow_clamp (self->shown, &question->from);
  herald_flow_clamp (self->shown, &question->to);
  do_and_select (self, herald_flow_set_mark (self->shown, question->from, question->to, HERALD_MARK_LINK, on,
                                             on ? url : NULL), question->from, question->to);
}

static void
on_link_changed (GtkEditable *entry,
                 GtkWindow   *dialog)
{
  g_autofree char *url = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  herald_compat_set_answer_sensitive (dialog, "set", herald_url_is_allowed (url));
}

/* The link that a place is in or begins with; (transfer none) (nullable). */
static const HeraldMark *
find_link (HeraldFlowView  *self,
           HeraldFlowPlace  place)
{
  HeraldFlowLine line;
  GArray *marks = NULL;

  herald_flow_find_line (self->shown, place.line, &line);
  herald_flow_get_words (self->shown, &line, &marks);
  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      const HeraldMark *mark = &g_array_index (marks, HeraldMark, i);

      if (mark->kind == HERALD_MARK_LINK && mark->start <= place.column && place.column < mark->start + mark->length)
        return mark;
    }
  return NULL;
}

static void
show_link_question (HeraldFlowView  *self,
                    HeraldFlowPlace  from,
                    HeraldFlowPlace  to,
                    const char      *url)
{
  static const char * const body = N_("Web addresses (https), mail addresses (mailto) and telephone numbers (tel).");
  GtkWidget *entry = gtk_entry_new ();
  LinkQuestion *question = g_new0 (LinkQuestion, 1);
  GtkWindow *dialog = NULL;
  HeraldAnswer answers[] = {
    { "cancel", _("_Cancel"), FALSE, FALSE },
    { "remove", _("_Remove"), FALSE, TRUE },
    { "set", _("_Set Link"), TRUE, FALSE },
  };

  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Address"), -1);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (entry), url != NULL ? url : "https://");
  *question = (LinkQuestion) { g_object_ref (self), g_object_ref (self->session), GTK_EDITABLE (g_object_ref_sink (entry)),
                               from, to };
  dialog = herald_compat_ask (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Link"), _(body), entry,
                              answers, G_N_ELEMENTS (answers), on_link_answer, question,
                              (GDestroyNotify) link_question_free);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_link_changed), dialog, 0);
  on_link_changed (GTK_EDITABLE (entry), dialog);
  gtk_widget_grab_focus (entry);
}

/**
 * herald_flow_view_ask_link:
 * @self: a view with a session
 *
 * Asks where the selected words lead, or the link that the cursor is in.
 */
void
herald_flow_view_ask_link (HeraldFlowView *self)
{
  HeraldFlowPlace from;
  HeraldFlowPlace to;
  gboolean selected = FALSE;
  const HeraldMark *link = NULL;

  g_return_if_fail (HERALD_IS_FLOW_VIEW (self));

  if (!herald_flow_view_is_editable (self))
    return;
  selected = herald_flow_view_get_selection (self, &from, &to);
  link = find_link (self, from);
  if (!selected && link != NULL)
    {
      from.column = link->start;
      to.column = link->start + link->length;
    }
  if (selected || link != NULL)
    show_link_question (self, from, to, link != NULL ? link->url : NULL);
  else
    g_signal_emit_by_name (self->session, "notice", _("Select the words that shall lead somewhere."));
}

/**
 * herald_flow_view_move:
 * @self: a view with a session
 * @by: -1: the block that the cursor is in goes up; 1: down
 */
void
herald_flow_view_move (HeraldFlowView *self,
                       int             by)
{
  HeraldFlowPlace from;
  HeraldFlowPlace to;

  g_return_if_fail (HERALD_IS_FLOW_VIEW (self));

  if (!herald_flow_view_is_editable (self))
    return;
  herald_flow_view_get_selection (self, &from, &to);
  herald_flow_view_do (self, herald_flow_move (self->shown, from, by), HERALD_FLOW_DID_OTHER);
}

/* Pictures */

static void
on_picture_added (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr(HeraldFlowView) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldBlock) block = NULL;
  g_autoptr(GPtrArray) blocks = g_ptr_array_new ();
  HeraldAsset *asset = herald_picture_add_finish (HERALD_LIBRARY (source), result, &error);
  HeraldAnnouncement *announcement = NULL;
  HeraldFlowPlace from;
  HeraldFlowPlace to;

  if (asset == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->session != NULL)
        g_signal_emit_by_name (self->session, "notice", error->message);
      return;
    }
  announcement = herald_edit_session_begin (self->session, NULL);
  block = herald_block_new (HERALD_BLOCK_FIGURE, NULL);
  block->asset = g_strdup (asset->sha256);
  g_ptr_array_add (blocks, block);
  if (herald_announcement_find_asset (announcement, asset->sha256) == NULL)
    g_ptr_array_add (announcement->assets, asset);
  else
    herald_asset_free (asset);
  /* Behind the block that the cursor is in: a picture does not cut words apart. */
  herald_flow_view_get_selection (self, &from, &to);
  to.column = herald_flow_line_length (self->shown, to.line);
  herald_flow_view_do (self, herald_flow_paste (self->shown, to, blocks), HERALD_FLOW_DID_OTHER);
  herald_edit_session_end (self->session);
}

/**
 * herald_flow_view_add_picture:
 * @self: a view with a session
 * @file: a picture
 *
 * Takes the picture into the library and puts it below the line of the cursor, with a caption to fill in.
 */
void
herald_flow_view_add_picture (HeraldFlowView *self,
                              GFile          *file)
{
  g_return_if_fail (HERALD_IS_FLOW_VIEW (self));

  if (herald_flow_view_is_editable (self))
    herald_picture_add_async (herald_edit_session_get_library (self->session), file, self->cancellable, on_picture_added,
                              g_object_ref (self));
}

/* What the menu of an object asks for */

static void
object_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HeraldFlowView *self = HERALD_FLOW_VIEW (widget);
  int block = herald_flow_find_block (self->shown, g_variant_get_string (parameter, NULL));
  HeraldFlowPlace place = { 0, 0 };

  if (block < 0 || !herald_flow_view_is_editable (self))
    return;
  place.line = herald_flow_first_line (self->shown, (guint) block);
  if (g_str_has_suffix (name, "delete-block"))
    herald_flow_view_do (self, herald_flow_delete (self->shown, place, (HeraldFlowPlace) { place.line, 1 }),
                         HERALD_FLOW_DID_OTHER);
  else
    herald_flow_view_do (self, herald_flow_move (self->shown, place, g_str_has_suffix (name, "-up") ? -1 : 1),
                         HERALD_FLOW_DID_OTHER);
}

static gboolean
on_toggle_key (GtkWidget *widget,
               GVariant  *parameter,
               gpointer   data)
{
  herald_flow_view_toggle_mark (HERALD_FLOW_VIEW (widget), (HeraldMarkKind) g_variant_get_int32 (parameter));
  return TRUE;
}

static gboolean
on_move_key (GtkWidget *widget,
             GVariant  *parameter,
             gpointer   data)
{
  herald_flow_view_move (HERALD_FLOW_VIEW (widget), g_variant_get_int32 (parameter));
  return TRUE;
}

static gboolean
on_link_key (GtkWidget *widget,
             GVariant  *parameter,
             gpointer   data)
{
  herald_flow_view_ask_link (HERALD_FLOW_VIEW (widget));
  return TRUE;
}

void
herald_flow_view_install_commands (GtkWidgetClass *widget_class)
{
  static const char * const actions[] = { "flow.move-block-up", "flow.move-block-down", "flow.delete-block" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], "s", object_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_b, GDK_CONTROL_MASK, on_toggle_key, "i", HERALD_MARK_STRONG);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_i, GDK_CONTROL_MASK, on_toggle_key, "i", HERALD_MARK_EMPHASIS);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_k, GDK_CONTROL_MASK, on_link_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_ALT_MASK, on_move_key, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_ALT_MASK, on_move_key, "i", 1);
}
