/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-window-kits.h"

#include <glib/gi18n.h>

#include "herald-compat.h"
#include "herald-export-dialog.h"
#include "herald-handover-dialog.h"
#include "herald-library-dialog.h"
#include "herald-press-room-dialog.h"
#include "herald-window.h"

#define MENDING "herald-mending"

/* Mending: an announcement is opened, and then its place. */

typedef struct
{
  char *id;
  char *place;
} Mending;

static void
mending_free (gpointer data)
{
  Mending *mending = data;

  g_free (mending->id);
  g_free (mending->place);
  g_free (mending);
}

static void
go_to_place (GtkWidget  *window,
             const char *id,
             const char *place)
{
  if (g_str_equal (place, "embargo"))
    gtk_widget_activate_action (window, "editor.set-embargo", NULL);
  else if (g_str_equal (place, "status"))
    gtk_widget_activate_action (window, "editor.choose-status", NULL);
  else if (g_str_equal (place, "conflict"))
    gtk_widget_activate_action (window, "win.decide", NULL);
  else if (g_str_equal (place, "trashed"))
    gtk_widget_activate_action (window, "win.untrash", "s", id);
  else if (*place != '\0')
    gtk_widget_activate_action (window, "editor.show-place", "s", place);
}

/* The window has another announcement, or none. It is not shown yet. */
static gboolean
on_opened (gpointer data)
{
  HeraldWindow *self = data;
  HeraldEditSession *session = herald_window_get_session (self);
  Mending *mending = g_object_steal_data (G_OBJECT (self), MENDING);

  if (mending != NULL && session != NULL && g_str_equal (mending->id, herald_edit_session_get_id (session)))
    go_to_place (GTK_WIDGET (self), mending->id, mending->place);
  g_clear_pointer (&mending, mending_free);
  return G_SOURCE_REMOVE;
}

static void
mend_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HeraldWindow *self = HERALD_WINDOW (widget);
  HeraldEditSession *session = herald_window_get_session (self);
  const char *id = NULL;
  const char *place = NULL;
  Mending *mending = NULL;

  g_variant_get (parameter, "(&s&s)", &id, &place);
  herald_window_close_page (self);
  if (session != NULL && g_str_equal (herald_edit_session_get_id (session), id))
    {
      herald_window_open (self, id);
      go_to_place (widget, id, place);
      return;
    }
  mending = g_new0 (Mending, 1);
  mending->id = g_strdup (id);
  mending->place = g_strdup (place);
  g_object_set_data_full (G_OBJECT (widget), MENDING, mending, mending_free);
  herald_window_open (self, id);
}

static void
on_mend (HeraldWindow *self,
         const char   *id,
         const char   *place)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.mend", "(ss)", id, place != NULL ? place : "");
}

/* Kits */

static void
on_show_place (HeraldWindow *self,
               GFile        *place)
{
  g_autofree char *uri = g_file_get_uri (place);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-folder", "s", uri);
}

static void
on_exported (HeraldWindow *self,
             GFile        *folder)
{
  herald_window_offer (self, _("Press kit exported"), _("_Open Folder"), "win.show-folder",
                       g_variant_new_take_string (g_file_get_uri (folder)));
}

static void
show_export_dialog (HeraldWindow *self,
                    GtkWidget    *dialog)
{
  g_signal_connect_object (dialog, "exported", G_CALLBACK (on_exported), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "mend", G_CALLBACK (on_mend), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "show-folder", G_CALLBACK (on_show_place), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HeraldWindow *self = HERALD_WINDOW (widget);
  HeraldEditSession *session = herald_window_get_session (self);

  if (session != NULL)
    show_export_dialog (self, herald_export_dialog_new (GTK_WINDOW (self), session, herald_window_get_author (self),
                                                        herald_window_get_settings (self)));
}

typedef struct
{
  HeraldWindow *window;
  char        **ids;
} Several;

static void
several_free (Several *several)
{
  g_object_unref (several->window);
  g_strfreev (several->ids);
  g_free (several);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Several, several_free)

static void
on_flushed_for_several (GObject      *source,
                        GAsyncResult *result,
                        gpointer      data)
{
  g_autoptr(Several) several = data;
  HeraldWindow *self = several->window;
  g_autoptr(GError) error = NULL;

  if (herald_window_get_library (self) == NULL)
    return;
  if (!herald_edit_session_flush_finish (HERALD_EDIT_SESSION (source), result, &error))
    herald_window_say (self, error->message);
  else
    show_export_dialog (self, herald_export_dialog_new_several (GTK_WINDOW (self), herald_window_get_library (self),
                                                                (const char * const *) several->ids,
                                                                herald_window_get_author (self), herald_window_get_settings (self)));
}

/* What was typed a second ago belongs into the kits. */
static void
export_several_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  HeraldWindow *self = HERALD_WINDOW (widget);
  HeraldEditSession *session = herald_window_get_session (self);
  g_auto(GStrv) ids = g_variant_dup_strv (parameter, NULL);
  Several *several = NULL;

  if (ids[0] == NULL)
    herald_window_say (self, _("There is nothing to export."));
  else if (session == NULL)
    show_export_dialog (self, herald_export_dialog_new_several (GTK_WINDOW (self), herald_window_get_library (self),
                                                                (const char * const *) ids, herald_window_get_author (self),
                                                                herald_window_get_settings (self)));
  else
    {
      several = g_new0 (Several, 1);
      several->window = g_object_ref (self);
      several->ids = g_steal_pointer (&ids);
      herald_edit_session_flush_async (session, NULL, on_flushed_for_several, several);
    }
}

static void
on_preferences (HeraldWindow *self,
                GtkWidget    *dialog)
{
  GtkWidget *preferences = herald_library_dialog_new (GTK_WINDOW (dialog), herald_window_get_library (self));

  gtk_window_present (GTK_WINDOW (preferences));
}

static void
library_preferences_action (GtkWidget  *widget,
                            const char *name,
                            GVariant   *parameter)
{
  on_preferences (HERALD_WINDOW (widget), widget);
}

static void
press_room_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  HeraldWindow *self = HERALD_WINDOW (widget);
  GtkWidget *dialog = herald_press_room_dialog_new (GTK_WINDOW (self), herald_window_get_library (self),
                                                    herald_window_get_author (self), herald_window_get_settings (self));

  g_signal_connect_object (dialog, "show-place", G_CALLBACK (on_show_place), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "preferences", G_CALLBACK (on_preferences), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Bundles */

static void
on_handed_over (HeraldWindow *self,
                GFile        *file)
{
  g_autoptr(GFile) folder = g_file_get_parent (file);

  if (herald_window_get_library (self) == NULL)
    return;
  herald_window_offer (self, _("Bundle saved. It is for colleagues, not for the press."), _("_Open Folder"), "win.show-folder",
                       g_variant_new_take_string (g_file_get_uri (folder)));
}

static void
on_handover_failed (HeraldWindow *self,
                    const char   *message)
{
  if (herald_window_get_library (self) != NULL)
    herald_window_say (self, message);
}

static void
hand_over (HeraldWindow       *self,
           const char * const *ids,
           const char         *headline)
{
  herald_handover_dialog_run (GTK_WINDOW (self), herald_window_get_library (self), ids, headline, herald_window_get_author (self),
                              (HeraldHandedOver) on_handed_over, (HeraldHandoverFailed) on_handover_failed, self);
}

static void
on_flushed_for_bundle (GObject      *source,
                       GAsyncResult *result,
                       gpointer      data)
{
  g_autoptr(Several) several = data;
  HeraldEditSession *session = HERALD_EDIT_SESSION (source);
  g_autoptr(GError) error = NULL;
  gboolean single = several->ids != NULL && several->ids[0] != NULL && several->ids[1] == NULL;

  if (herald_window_get_library (several->window) == NULL)
    return;
  if (!herald_edit_session_flush_finish (session, result, &error))
    herald_window_say (several->window, error->message);
  else
    hand_over (several->window, (const char * const *) several->ids,
               single ? herald_edit_session_get_announcement (session)->headline : NULL);
}

static void
start_handover (HeraldWindow *self,
                char        **ids) /* (transfer full) (nullable) */
{
  HeraldEditSession *session = herald_window_get_session (self);
  Several *several = NULL;

  if (session == NULL)
    {
      hand_over (self, (const char * const *) ids, NULL);
      g_strfreev (ids);
      return;
    }
  several = g_new0 (Several, 1);
  several->window = g_object_ref (self);
  several->ids = ids;
  herald_edit_session_flush_async (session, NULL, on_flushed_for_bundle, several);
}

static void
hand_over_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  HeraldEditSession *session = herald_window_get_session (HERALD_WINDOW (widget));
  const char *ids[] = { session != NULL ? herald_edit_session_get_id (session) : NULL, NULL };

  if (session != NULL)
    start_handover (HERALD_WINDOW (widget), g_strdupv ((char **) ids));
}

static void
hand_over_several_action (GtkWidget  *widget,
                          const char *name,
                          GVariant   *parameter)
{
  g_auto(GStrv) ids = g_variant_dup_strv (parameter, NULL);

  start_handover (HERALD_WINDOW (widget), ids[0] != NULL ? g_steal_pointer (&ids) : NULL);
}

/**
 * herald_window_kits_install:
 * @widget_class: the class of #HeraldWindow
 */
void
herald_window_kits_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "win.export-several", "as", export_several_action);
  gtk_widget_class_install_action (widget_class, "win.press-room", NULL, press_room_action);
  gtk_widget_class_install_action (widget_class, "win.hand-over", NULL, hand_over_action);
  gtk_widget_class_install_action (widget_class, "win.hand-over-several", "as", hand_over_several_action);
  gtk_widget_class_install_action (widget_class, "win.library-preferences", NULL, library_preferences_action);
  gtk_widget_class_install_action (widget_class, "win.mend", "(ss)", mend_action);
}

void
herald_window_kits_set_has_document (GtkWidget *window,
                                     gboolean   has_document)
{
  gtk_widget_action_set_enabled (window, "win.export", has_document);
  gtk_widget_action_set_enabled (window, "win.hand-over", has_document);
  if (has_document && g_object_get_data (G_OBJECT (window), MENDING) != NULL)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_opened, g_object_ref (window), g_object_unref);
}
