/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-editor-body.h"

#include <glib/gi18n.h>

#include "herald-block-view.h"
#include "herald-body.h"
#include "herald-picture.h"

struct _HeraldEditorBody
{
  GtkBox             parent_instance;

  HeraldEditSession *session;
  HeraldEditorBlame *blame;       /* NULL: nobody asked yet */
  gboolean           notes_beside;
  GCancellable      *cancellable;
};

static guint leave_signal;

G_DEFINE_FINAL_TYPE (HeraldEditorBody, herald_editor_body, GTK_TYPE_BOX)

static HeraldBlockView *
find_view (HeraldEditorBody *self,
           const char       *id)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_strcmp0 (herald_block_view_get_id (HERALD_BLOCK_VIEW (child)), id) == 0)
      return HERALD_BLOCK_VIEW (child);
  return NULL;
}

static void
focus_block (HeraldEditorBody *self,
             const char       *id,
             int               at)
{
  HeraldBlockView *view = find_view (self, id);

  if (view != NULL)
    herald_block_view_focus (view, at);
}

/* What blocks ask for that concerns their neighbours */

static void
on_split (HeraldBlockView  *view,
          guint             at,
          HeraldEditorBody *self)
{
  HeraldBlock *rest = herald_body_split (herald_edit_session_begin (self->session, NULL),
                                         herald_block_view_get_id (view), at);
  g_autofree char *id = rest != NULL ? g_strdup (rest->id) : NULL;

  herald_edit_session_end (self->session);
  herald_editor_body_update (self);
  focus_block (self, id, 0);
}

static void
on_paste (HeraldBlockView  *view,
          guint             at,
          const char       *text,
          HeraldEditorBody *self)
{
  guint end = 0;
  HeraldBlock *last = herald_body_paste (herald_edit_session_begin (self->session, NULL),
                                         herald_block_view_get_id (view), at, text, &end);
  g_autofree char *id = last != NULL ? g_strdup (last->id) : NULL;

  herald_edit_session_end (self->session);
  herald_editor_body_update (self);
  focus_block (self, id, (int) end);
}

static void
join (HeraldEditorBody *self,
      const char       *block_id)
{
  guint at = 0;
  HeraldBlock *joined = herald_body_join (herald_edit_session_begin (self->session, NULL), block_id, &at);
  g_autofree char *id = joined != NULL ? g_strdup (joined->id) : NULL;

  herald_edit_session_end (self->session);
  herald_editor_body_update (self);
  if (id != NULL)
    focus_block (self, id, (int) at);
}

static void
on_join (HeraldBlockView  *view,
         HeraldEditorBody *self)
{
  join (self, herald_block_view_get_id (view));
}

static void
on_join_next (HeraldBlockView  *view,
              HeraldEditorBody *self)
{
  GtkWidget *next = gtk_widget_get_next_sibling (GTK_WIDGET (view));

  if (next != NULL)
    join (self, herald_block_view_get_id (HERALD_BLOCK_VIEW (next)));
}

static void
on_leave (HeraldBlockView  *view,
          int               direction,
          HeraldEditorBody *self)
{
  GtkWidget *next = GTK_WIDGET (view);

  do
    next = direction > 0 ? gtk_widget_get_next_sibling (next) : gtk_widget_get_prev_sibling (next);
  while (next != NULL && !herald_block_view_focus (HERALD_BLOCK_VIEW (next), direction > 0 ? 0 : -1));
  if (next != NULL)
    return;
  if (direction < 0)
    g_signal_emit (self, leave_signal, 0);
  /* Below a quote at the end the text goes on: there is no other way out of its speaker line by keyboard. */
  else if (herald_block_view_get_kind (view) == HERALD_BLOCK_QUOTE &&
           !herald_edit_session_get_read_only (self->session))
    herald_editor_body_add (self, HERALD_BLOCK_PARAGRAPH);
}

static void
remove_block (HeraldEditorBody *self,
              HeraldBlockView  *view)
{
  GtkWidget *neighbour = gtk_widget_get_prev_sibling (GTK_WIDGET (view));
  g_autofree char *id = NULL;

  if (neighbour == NULL)
    neighbour = gtk_widget_get_next_sibling (GTK_WIDGET (view));
  if (neighbour != NULL)
    id = g_strdup (herald_block_view_get_id (HERALD_BLOCK_VIEW (neighbour)));
  herald_body_remove (herald_edit_session_begin (self->session, NULL), herald_block_view_get_id (view));
  herald_edit_session_end (self->session);
  herald_editor_body_update (self);
  if (id != NULL)
    focus_block (self, id, -1);
}

static void
on_command (HeraldBlockView  *view,
            const char       *command,
            HeraldEditorBody *self)
{
  g_autofree char *id = g_strdup (herald_block_view_get_id (view));
  HeraldAnnouncement *announcement = NULL;

  if (g_str_equal (command, "delete"))
    {
      remove_block (self, view);
      return;
    }
  announcement = herald_edit_session_begin (self->session, NULL);
  if (g_str_equal (command, "move-up"))
    herald_body_move (announcement, id, -1);
  else if (g_str_equal (command, "move-down"))
    herald_body_move (announcement, id, 1);
  else if (g_str_equal (command, "paragraph"))
    herald_body_convert (announcement, id, HERALD_BLOCK_PARAGRAPH);
  else if (g_str_equal (command, "heading"))
    herald_body_convert (announcement, id, HERALD_BLOCK_HEADING);
  else if (g_str_equal (command, "quote"))
    herald_body_convert (announcement, id, HERALD_BLOCK_QUOTE);
  herald_edit_session_end (self->session);
  herald_editor_body_update (self);
  focus_block (self, id, -1);
}

/* Showing */

static HeraldBlockView *
make_view (HeraldEditorBody  *self,
           const HeraldBlock *block)
{
  GtkWidget *view = herald_block_view_new (self->session, block);

  g_signal_connect_object (view, "split", G_CALLBACK (on_split), self, 0);
  g_signal_connect_object (view, "paste", G_CALLBACK (on_paste), self, 0);
  g_signal_connect_object (view, "join", G_CALLBACK (on_join), self, 0);
  g_signal_connect_object (view, "join-next", G_CALLBACK (on_join_next), self, 0);
  g_signal_connect_object (view, "leave", G_CALLBACK (on_leave), self, 0);
  g_signal_connect_object (view, "command", G_CALLBACK (on_command), self, 0);
  gtk_box_append (GTK_BOX (self), view);
  return HERALD_BLOCK_VIEW (view);
}

static void
remove_strangers (HeraldEditorBody   *self,
                  HeraldAnnouncement *announcement)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);
      HeraldBlockView *view = HERALD_BLOCK_VIEW (child);
      const HeraldBlock *block = herald_announcement_find_block (announcement, herald_block_view_get_id (view));

      /* A facts table is made anew, since it is only shown. */
      if (block == NULL || block->type != herald_block_view_get_kind (view) || block->type == HERALD_BLOCK_FACTS)
        gtk_box_remove (GTK_BOX (self), child);
      child = next;
    }
}

static void
show_notes (HeraldEditorBody *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      HeraldBlockView *view = HERALD_BLOCK_VIEW (child);
      g_autofree char *subject = g_strconcat ("block:", herald_block_view_get_id (view), NULL);

      herald_block_view_set_note (view, herald_editor_blame_get_note (self->blame, subject), self->notes_beside);
    }
}

/**
 * herald_editor_body_set_blame:
 * @self: a body
 * @blame: who wrote what in it
 */
void
herald_editor_body_set_blame (HeraldEditorBody  *self,
                              HeraldEditorBlame *blame)
{
  g_return_if_fail (HERALD_IS_EDITOR_BODY (self));
  g_return_if_fail (self->blame == NULL && blame != NULL);

  self->blame = g_object_ref (blame);
  g_signal_connect_object (blame, "changed", G_CALLBACK (show_notes), self, G_CONNECT_SWAPPED);
}

/**
 * herald_editor_body_set_notes_beside:
 * @self: a body with a blame
 * @beside: whether there is a margin for who wrote what; otherwise it stands above the blocks
 */
void
herald_editor_body_set_notes_beside (HeraldEditorBody *self,
                                     gboolean          beside)
{
  g_return_if_fail (HERALD_IS_EDITOR_BODY (self));

  if (self->notes_beside == beside)
    return;
  self->notes_beside = beside;
  show_notes (self);
}

/**
 * herald_editor_body_update:
 * @self: a body with a session
 *
 * Shows the blocks as they are now; views of blocks that stayed stay, with their cursors.
 */
void
herald_editor_body_update (HeraldEditorBody *self)
{
  HeraldAnnouncement *announcement = NULL;
  GtkWidget *previous = NULL;

  g_return_if_fail (HERALD_IS_EDITOR_BODY (self));

  if (self->session == NULL)
    return;
  announcement = herald_edit_session_get_announcement (self->session);
  remove_strangers (self, announcement);
  for (guint i = 0; i < announcement->body->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (announcement->body, i);
      HeraldBlockView *view = find_view (self, block->id);

      if (view == NULL)
        view = make_view (self, block);
      else
        herald_block_view_update (view, block);
      if (gtk_widget_get_prev_sibling (GTK_WIDGET (view)) != previous)
        gtk_box_reorder_child_after (GTK_BOX (self), GTK_WIDGET (view), previous);
      previous = GTK_WIDGET (view);
    }
  if (self->blame != NULL && herald_editor_blame_get_wanted (self->blame))
    show_notes (self);
}

static const char *
focused_block (HeraldEditorBody *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *view = focus != NULL ? gtk_widget_get_ancestor (focus, HERALD_TYPE_BLOCK_VIEW) : NULL;

  return view != NULL ? herald_block_view_get_id (HERALD_BLOCK_VIEW (view)) : NULL;
}

/**
 * herald_editor_body_add:
 * @self: a body with a session
 * @type: what to add
 *
 * Adds an empty block below the one that has the cursor, else at the end, and puts the cursor into it.
 */
void
herald_editor_body_add (HeraldEditorBody *self,
                        HeraldBlockType   type)
{
  g_autofree char *after = NULL;
  g_autofree char *id = NULL;

  g_return_if_fail (HERALD_IS_EDITOR_BODY (self));

  after = g_strdup (focused_block (self));
  id = g_strdup (herald_body_insert (herald_edit_session_begin (self->session, NULL), after, type, "")->id);
  herald_edit_session_end (self->session);
  herald_editor_body_update (self);
  focus_block (self, id, 0);
}

static void
on_picture_added (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr(HeraldEditorBody) self = data;
  g_autoptr(GError) error = NULL;
  HeraldAsset *asset = herald_picture_add_finish (HERALD_LIBRARY (source), result, &error);
  HeraldAnnouncement *announcement = NULL;
  HeraldBlock *block = NULL;
  g_autofree char *id = NULL;

  if (asset == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->session != NULL)
        g_signal_emit_by_name (self->session, "notice", error->message);
      return;
    }
  announcement = herald_edit_session_begin (self->session, NULL);
  block = herald_body_insert (announcement, NULL, HERALD_BLOCK_FIGURE, NULL);
  block->asset = g_strdup (asset->sha256);
  id = g_strdup (block->id);
  if (herald_announcement_find_asset (announcement, asset->sha256) == NULL)
    g_ptr_array_add (announcement->assets, asset);
  else
    herald_asset_free (asset);
  herald_edit_session_end (self->session);
  herald_editor_body_update (self);
  focus_block (self, id, 0);
}

/**
 * herald_editor_body_add_picture:
 * @self: a body with a session
 * @file: a picture
 *
 * Takes the picture into the library and adds it at the end, with a caption to fill in.
 */
void
herald_editor_body_add_picture (HeraldEditorBody *self,
                                GFile            *file)
{
  g_return_if_fail (HERALD_IS_EDITOR_BODY (self));

  herald_picture_add_async (herald_edit_session_get_library (self->session), file, self->cancellable,
                            on_picture_added, g_object_ref (self));
}

void
herald_editor_body_focus_first (HeraldEditorBody *self)
{
  GtkWidget *first = NULL;

  g_return_if_fail (HERALD_IS_EDITOR_BODY (self));

  first = gtk_widget_get_first_child (GTK_WIDGET (self));
  if (first != NULL)
    herald_block_view_focus (HERALD_BLOCK_VIEW (first), 0);
}

static void
herald_editor_body_dispose (GObject *object)
{
  HeraldEditorBody *self = HERALD_EDITOR_BODY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->blame);

  G_OBJECT_CLASS (herald_editor_body_parent_class)->dispose (object);
}

static void
herald_editor_body_class_init (HeraldEditorBodyClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = herald_editor_body_dispose;
  leave_signal = g_signal_new ("leave", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                               0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
herald_editor_body_init (HeraldEditorBody *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 10);
}

/**
 * herald_editor_body_set_session:
 * @self: a body
 * @session: (nullable): whose blocks
 */
void
herald_editor_body_set_session (HeraldEditorBody  *self,
                                HeraldEditSession *session)
{
  GtkWidget *child = NULL;

  g_return_if_fail (HERALD_IS_EDITOR_BODY (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  g_set_object (&self->session, session);
  herald_editor_body_update (self);
}
