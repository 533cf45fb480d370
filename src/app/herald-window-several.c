/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-window-private.h"

#include <glib/gi18n.h>

#include "herald-window-several.h"

static void
on_changed (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HeraldWindow) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldBulk) bulk = herald_bulk_run_finish (result, &error);
  g_autofree char *message = NULL;

  if (self->library == NULL)
    return;
  message = bulk != NULL ? herald_bulk_describe (bulk) : g_strdup (error->message);
  if (bulk == NULL || bulk->done->len == 0)
    {
      herald_window_say (self, message);
      return;
    }
  herald_window_offer (self, message, _("_Undo"), "win.undo-several", NULL);
  g_clear_pointer (&self->last_bulk, herald_bulk_free);
  self->last_bulk = g_steal_pointer (&bulk);
}

typedef struct
{
  HeraldWindow *window;
  HeraldBulk   *bulk;
} Change;

static void
run (Change *change)
{
  herald_bulk_run_async (change->bulk, change->window->library, change->window->author, change->window->cancellable, on_changed,
                         g_object_ref (change->window));
  g_object_unref (change->window);
  g_free (change);
}

/* What is open and unsaved is written first, so that the change is made to what is seen. */
static void
on_flushed (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  Change *change = data;
  g_autoptr(GError) error = NULL;

  if (!herald_edit_session_flush_finish (HERALD_EDIT_SESSION (source), result, &error))
    herald_window_say (change->window, error->message);
  run (change);
}

/**
 * herald_window_change_several:
 * @self: a window
 * @bulk: (transfer full): what to change in which announcements
 *
 * Does it, says what was done, and offers to undo it.
 */
void
herald_window_change_several (HeraldWindow *self,
                              HeraldBulk   *bulk)
{
  Change *change = g_new0 (Change, 1);

  change->window = g_object_ref (self);
  change->bulk = bulk;
  if (self->session != NULL && !herald_edit_session_get_read_only (self->session))
    herald_edit_session_flush_async (self->session, NULL, on_flushed, change);
  else
    run (change);
}

static void
undo_several_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  HeraldWindow *self = HERALD_WINDOW (widget);

  if (self->last_bulk != NULL)
    herald_window_change_several (self, herald_bulk_new_undo (self->last_bulk));
  g_clear_pointer (&self->last_bulk, herald_bulk_free);
}

/* The window's actions on several announcements at once. */
void
herald_window_several_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.undo-several", NULL, undo_several_action);
}
