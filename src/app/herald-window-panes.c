/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-window-private.h"

#include <glib/gi18n.h>

#include "herald-dot.h"
#include "herald-window-actions.h"

static void
show_folding (HeraldWindow *self)
{
  gboolean folded = herald_split_get_folded (self->split);

  gtk_widget_set_visible (self->back, folded);
  /* Where it is narrow they are in the announcement's menu alone. */
  gtk_widget_set_visible (self->export_button, !folded);
  gtk_widget_set_visible (self->versions_button, !folded);
  if (folded)
    gtk_button_set_icon_name (self->save_button, "document-save-symbolic");
  else
    gtk_button_set_label (self->save_button, _("_Save Version"));
  herald_browse_pane_show_single (self->browse, folded);
}

static void
on_split_changed (HeraldWindow *self)
{
  show_folding (self);
  /* Folded, the list covers what is edited: leaving it is leaving the text. */
  if (!herald_split_get_show_content (self->split) && self->session != NULL)
    herald_edit_session_flush (self->session);
}


/* The sidebar */

#define SIDEBAR_BESIDE 1000         /* from this width on it stands beside list and text */
#define SIDEBAR_BESIDE_PREVIEW 1560 /* no more than three panes before this */

static void
on_show_sidebar_changed (HeraldWindow *self)
{
  if (!herald_drawer_get_folded (self->drawer))
    herald_drawer_set_open (self->drawer, g_settings_get_boolean (self->settings, "show-sidebar"));
}

/* Folds the sidebar away where there is no room for it, and puts it back. */
void
herald_window_update_drawer (HeraldWindow *self)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (self));
  gboolean third = gtk_widget_get_visible (GTK_WIDGET (self->preview_side));
  int width = 0;
  int height = 0;
  gboolean folded = FALSE;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (surface != NULL && gdk_surface_get_width (surface) > 1)
    width = gdk_surface_get_width (surface);
  folded = width < (third ? SIDEBAR_BESIDE_PREVIEW : SIDEBAR_BESIDE);
  if (herald_drawer_get_folded (self->drawer) == folded)
    return;
  herald_drawer_set_folded (self->drawer, folded);
  herald_drawer_set_open (self->drawer, !folded && g_settings_get_boolean (self->settings, "show-sidebar"));
}

/* F8: beside the list it goes and comes; over it, it opens and closes. */
void
herald_window_show_sidebar (HeraldWindow *self)
{
  gboolean open = FALSE;

  g_return_if_fail (HERALD_IS_WINDOW (self));

  open = !herald_drawer_get_open (self->drawer);
  if (herald_drawer_get_folded (self->drawer))
    herald_drawer_set_open (self->drawer, open);
  else
    g_settings_set_boolean (self->settings, "show-sidebar", open);
  if (open)
    herald_sidebar_focus (self->sidebar);
  else
    herald_browse_pane_focus (self->browse);
}

static void
on_chosen (HeraldWindow *self,
           gboolean      confirmed)
{
  herald_browse_pane_set_scope (self->browse, herald_sidebar_get_scope (self->sidebar));
  if (!confirmed)
    return;
  g_settings_set_boolean (self->settings, "show-list", TRUE);
  herald_split_set_show_content (self->split, FALSE);
  if (herald_drawer_get_folded (self->drawer))
    herald_drawer_set_open (self->drawer, FALSE);
}

/* The list */

static void
on_activated (HeraldWindow *self,
              const char   *id)
{
  herald_window_open (self, id);
}

static void
greet (HeraldWindow *self)
{
  if (self->session != NULL || self->wanted != NULL || self->wanted_new != NULL)
    return;
  /* Side by side an empty half would say nothing; folded, the list is the start. */
  if (self->first != NULL && !herald_split_get_folded (self->split))
    herald_window_open (self, self->remembered != NULL ? self->remembered : self->first);
  else if (self->first == NULL && herald_sidebar_get_scope (self->sidebar)->kind == HERALD_SCOPE_ALL)
    {
      gtk_stack_set_visible_child_name (self->stack, "welcome");
      herald_split_set_show_content (self->split, TRUE);
    }
  if (self->first != NULL)
    herald_list_pane_focus_list (self->list);
}

/* Whether list and page stand side by side is known when the window has its first size. */
static gboolean
on_greet (GtkWidget     *widget,
          GdkFrameClock *frame_clock,
          gpointer       data)
{
  if (gtk_widget_get_width (widget) == 0)
    return G_SOURCE_CONTINUE;
  greet (HERALD_WINDOW (widget));
  return G_SOURCE_REMOVE;
}

static void
on_list_loaded (HeraldWindow *self,
                const char   *first)
{
  if (self->greeted)
    return;
  self->greeted = TRUE;
  self->first = g_strdup (first);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), on_greet, NULL, NULL);
}

static void
on_export (HeraldWindow  *self,
           char         **ids)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.export-several", "^as", ids);
}

static gboolean
on_drop (HeraldWindow *self,
         const GValue *value)
{
  GFile *file = g_value_get_object (value);

  if (file == NULL)
    return FALSE;
  herald_window_import_file (self, file);
  return TRUE;
}

/* A text file dropped beside the editor becomes an announcement. */
static void
accept_files (HeraldWindow *self,
              GtkWidget    *widget)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}


/* What is remembered: for all windows their size and panes, for each library its list and the announcement. */

void
herald_window_save_state (HeraldWindow *self)
{
  g_autoptr(GVariant) before = g_settings_get_value (self->settings, "library-state");
  g_autofree char *scope = herald_scope_to_string (herald_sidebar_get_scope (self->sidebar));
  g_autofree char *sort = NULL;
  GVariantDict dict;
  int width = 0;
  int height = 0;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_object_get (self->browse, "sort", &sort, NULL);
  g_settings_set (self->settings, "window-size", "(ii)", width, height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  g_variant_dict_init (&dict, before);
  g_variant_dict_insert (&dict, herald_library_get_id (self->library), "(sss)", scope, sort,
                         self->session != NULL ? herald_edit_session_get_id (self->session) : "");
  g_settings_set_value (self->settings, "library-state", g_variant_dict_end (&dict));
}

static void
restore_library_state (HeraldWindow *self)
{
  g_autoptr(GVariant) state = g_settings_get_value (self->settings, "library-state");
  g_autoptr(HeraldScope) scope = NULL;
  GVariantDict dict;
  const char *name = NULL;
  const char *sort = NULL;
  const char *id = NULL;

  g_variant_dict_init (&dict, state);
  if (g_variant_dict_lookup (&dict, herald_library_get_id (self->library), "(&s&s&s)", &name, &sort, &id))
    {
      scope = herald_scope_from_string (name);
      g_object_set (self->browse, "sort", sort, NULL);
      self->remembered = *id != '\0' ? g_strdup (id) : NULL;
      herald_sidebar_set_scope (self->sidebar, scope);
      herald_browse_pane_set_scope (self->browse, scope);
    }
  g_variant_dict_clear (&dict);
}

static void
on_show_list_changed (HeraldWindow *self)
{
  herald_split_set_show_list (self->split, g_settings_get_boolean (self->settings, "show-list"));
}

/**
 * herald_window_restore_state:
 * @self: a window that is built and not shown yet
 */
void
herald_window_restore_state (HeraldWindow *self)
{
  int width = 0;
  int height = 0;

  g_settings_get (self->settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  g_signal_connect_object (self->settings, "changed::show-list", G_CALLBACK (on_show_list_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::show-sidebar", G_CALLBACK (on_show_sidebar_changed), self,
                           G_CONNECT_SWAPPED);
  restore_library_state (self);
  on_show_list_changed (self);
  on_show_sidebar_changed (self);
  herald_window_update_drawer (self);
  show_folding (self);
}

/* The preview's half is there only while there is a preview. */
static void
build_sides (HeraldWindow *self)
{
  g_autoptr(GtkWidget) text = g_object_ref (GTK_WIDGET (self->stack));

  gtk_box_remove (GTK_BOX (self->content), text);
  gtk_widget_set_hexpand (text, TRUE);
  self->preview_side = ADW_BIN (adw_bin_new ());
  self->sides = HERALD_SPLIT (herald_split_new (text, GTK_WIDGET (self->preview_side)));
  herald_split_set_show_content (self->sides, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->preview_side), FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->sides), TRUE);
  gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (self->sides));
}

static void
on_today_counted (HeraldWindow *self)
{
  herald_sidebar_set_today (self->sidebar, herald_today_pane_get_count (herald_browse_pane_get_today (self->browse)));
}

static GMenuModel *
make_library_menu (HeraldWindow *self)
{
  g_autoptr(GPtrArray) entries = herald_shelf_list (self->shelf);
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) others = g_menu_new ();
  g_autoptr(GMenu) rest = g_menu_new ();

  for (guint i = 0; i < entries->len; i++)
    {
      const HeraldShelfEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr(GMenuItem) item = g_menu_item_new (entry->name, NULL);

      g_menu_item_set_action_and_target (item, "app.open-library", "s", herald_library_get_folder (entry->library));
      g_menu_append_item (others, item);
    }
  g_menu_append (rest, _("_New Library…"), "app.new-library");
  g_menu_append (rest, _("Library _Preferences…"), "win.library-preferences");
  g_menu_append_section (menu, _("Open in Its Window"), G_MENU_MODEL (others));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rest));
  return G_MENU_MODEL (menu);
}

/* Name and colour may have become others. */
static void
on_shelf_changed (HeraldWindow *self)
{
  HeraldShelfEntry *entry = herald_shelf_find (self->shelf, herald_library_get_folder (self->library));
  const char *name = entry != NULL && *entry->name != '\0' ? entry->name : _("Announcements");
  g_autofree char *known = g_strdup_printf ("%s\n%s\n%u", name, entry != NULL && entry->colour != NULL ? entry->colour : "",
                                            herald_shelf_get_size (self->shelf));
  g_autoptr(GMenuModel) menu = NULL;

  /* Most changes are of what is in a library. */
  if (g_strcmp0 (known, self->known) == 0)
    return;
  g_free (self->known);
  self->known = g_steal_pointer (&known);
  menu = make_library_menu (self);
  herald_browse_pane_set_library_name (self->browse, name);
  herald_sidebar_set_library (self->sidebar, name, herald_dot_choose (entry != NULL ? entry->colour : NULL,
                                                                      herald_library_get_id (self->library)), menu);
}

static void
build_browse (HeraldWindow *self,
              const char   *library_name)
{
  self->browse = HERALD_BROWSE_PANE (herald_browse_pane_new (self->library, self->shelf));
  self->list = herald_browse_pane_get_list (self->browse);
  self->sidebar = HERALD_SIDEBAR (herald_sidebar_new (self->library));
  herald_browse_pane_set_library_name (self->browse, library_name);
  herald_sidebar_set_library (self->sidebar, library_name, herald_dot_choose (NULL, herald_library_get_id (self->library)), NULL);
  on_shelf_changed (self);
  accept_files (self, GTK_WIDGET (self->browse));
  g_signal_connect_object (herald_browse_pane_get_today (self->browse), "notify::count", G_CALLBACK (on_today_counted), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->shelf, "changed", G_CALLBACK (on_shelf_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "activated", G_CALLBACK (on_activated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "loaded", G_CALLBACK (on_list_loaded), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "change", G_CALLBACK (herald_window_change_several), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "export", G_CALLBACK (on_export), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "failed", G_CALLBACK (herald_window_say), self, G_CONNECT_SWAPPED);
}

/**
 * herald_window_build:
 * @self: a window with its library
 * @library_name: what people call it
 *
 * Puts the panes together: sidebar, list and text, the last two in a pile with pages that cover them.
 */
void
herald_window_build (HeraldWindow *self,
                     const char   *library_name)
{
  g_autoptr(GtkWidget) content = g_object_ref (self->content);

  build_sides (self);
  build_browse (self, library_name);
  adw_toast_overlay_set_child (self->toasts, NULL);
  self->split = HERALD_SPLIT (herald_split_new (GTK_WIDGET (self->browse), content));
  self->drawer = HERALD_DRAWER (herald_drawer_new (GTK_WIDGET (self->sidebar), GTK_WIDGET (self->split)));
  self->pages = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->pages, FALSE);
  gtk_stack_set_transition_type (self->pages, GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  gtk_stack_set_transition_duration (self->pages, 120);
  gtk_stack_add_child (self->pages, GTK_WIDGET (self->drawer));
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->pages));
  g_signal_connect_object (self->split, "notify", G_CALLBACK (on_split_changed), self, G_CONNECT_SWAPPED);
}

/**
 * herald_window_show_page:
 * @self: a window
 * @page: (transfer floating): covers list and editor, in place of a page before it
 */
void
herald_window_show_page (HeraldWindow *self,
                         GtkWidget    *page)
{
  g_return_if_fail (HERALD_IS_WINDOW (self));
  g_return_if_fail (GTK_IS_WIDGET (page));

  herald_window_close_page (self);
  if (self->session != NULL)
    herald_edit_session_flush (self->session);
  gtk_stack_add_child (self->pages, page);
  gtk_stack_set_visible_child (self->pages, page);
}

/* (transfer none) (nullable): what covers list and editor now */
GtkWidget *
herald_window_get_page (HeraldWindow *self)
{
  GtkWidget *page = NULL;

  g_return_val_if_fail (HERALD_IS_WINDOW (self), NULL);

  page = gtk_stack_get_visible_child (self->pages);
  return page != GTK_WIDGET (self->drawer) ? page : NULL;
}

/* Back to list and editor. */
void
herald_window_close_page (HeraldWindow *self)
{
  GtkWidget *page = NULL;

  g_return_if_fail (HERALD_IS_WINDOW (self));

  page = herald_window_get_page (self);
  if (page == NULL)
    return;
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (self->drawer));
  gtk_stack_remove (self->pages, page);
  gtk_widget_child_focus (GTK_WIDGET (self->editor), GTK_DIR_TAB_FORWARD);
}

/* (transfer none) (nullable): the preview that is beside the text, or over it */
HeraldPreviewView *
herald_window_get_preview (HeraldWindow *self)
{
  g_return_val_if_fail (HERALD_IS_WINDOW (self), NULL);

  return HERALD_PREVIEW_VIEW (adw_bin_get_child (self->preview_side));
}

/**
 * herald_window_show_preview:
 * @self: a window with an announcement
 *
 * Shows the press kit's pages beside the text; where it is narrow, over it.
 */
void
herald_window_show_preview (HeraldWindow *self)
{
  GtkWidget *view = NULL;

  g_return_if_fail (HERALD_IS_WINDOW (self));
  g_return_if_fail (self->session != NULL);

  herald_window_close_page (self);
  herald_split_set_show_content (self->split, TRUE);
  if (herald_window_get_preview (self) == NULL)
    {
      view = herald_preview_view_new (self->session);
      g_signal_connect_object (view, "close", G_CALLBACK (herald_window_close_preview), self, G_CONNECT_SWAPPED);
      adw_bin_set_child (self->preview_side, view);
      gtk_widget_set_visible (GTK_WIDGET (self->preview_side), TRUE);
      herald_window_update_drawer (self);
      herald_window_actions_set_has_preview (GTK_WIDGET (self), TRUE);
    }
  herald_split_set_show_content (self->sides, TRUE);
  herald_preview_view_focus (herald_window_get_preview (self));
}

void
herald_window_close_preview (HeraldWindow *self)
{
  g_return_if_fail (HERALD_IS_WINDOW (self));

  if (herald_window_get_preview (self) == NULL)
    return;
  herald_split_set_show_content (self->sides, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->preview_side), FALSE);
  herald_window_update_drawer (self);
  adw_bin_set_child (self->preview_side, NULL);
  herald_window_actions_set_has_preview (GTK_WIDGET (self), FALSE);
  gtk_widget_child_focus (GTK_WIDGET (self->editor), GTK_DIR_TAB_FORWARD);
}

/* Whether it is to be seen: where it is narrow the text may cover it. */
gboolean
herald_window_sees_preview (HeraldWindow *self)
{
  g_return_val_if_fail (HERALD_IS_WINDOW (self), FALSE);

  return herald_window_get_preview (self) != NULL && herald_window_get_page (self) == NULL &&
         (!herald_split_get_folded (self->sides) || herald_split_get_show_content (self->sides));
}

void
herald_window_search (HeraldWindow *self)
{
  g_return_if_fail (HERALD_IS_WINDOW (self));

  if (!herald_scope_is_list (herald_sidebar_get_scope (self->sidebar)))
    {
      HeraldScope all = { HERALD_SCOPE_ALL, NULL };

      herald_sidebar_set_scope (self->sidebar, &all);
      herald_browse_pane_set_scope (self->browse, &all);
    }
  g_settings_set_boolean (self->settings, "show-list", TRUE);
  herald_split_set_show_content (self->split, FALSE);
  herald_list_pane_focus_search (self->list);
}

/* F9: folded, to the list and back; side by side, the list goes and comes. */
void
herald_window_show_list (HeraldWindow *self)
{
  g_return_if_fail (HERALD_IS_WINDOW (self));

  if (herald_split_get_folded (self->split))
    herald_split_set_show_content (self->split, !herald_split_get_show_content (self->split));
  else
    g_settings_set_boolean (self->settings, "show-list", !g_settings_get_boolean (self->settings, "show-list"));
}
