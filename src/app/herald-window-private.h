/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-browse-pane.h"
#include "herald-compat.h"
#include "herald-editor.h"
#include "herald-sidebar.h"
#include "herald-window.h"

G_BEGIN_DECLS

/* For the files of HeraldWindow itself. */
struct _HeraldWindow
{
  AdwApplicationWindow  parent_instance;

  HeraldLibrary        *library;
  HeraldAuthor         *author;
  HeraldSyncController *sync;
  HeraldShelf          *shelf;
  GSettings            *settings;
  HeraldEditSession    *session;
  char                 *wanted;      /* id that is being opened */
  HeraldAnnouncement   *wanted_new;  /* or the new announcement that is */
  gboolean              leaving;     /* the one before is being saved */
  gboolean              closing;     /* its last changes are being saved */
  gboolean              may_close;
  GCancellable         *cancellable; /* of what runs for several announcements */
  HeraldBulk           *last_bulk;   /* what the toast offers to undo */
  gboolean              greeted;     /* the first list has been looked at */
  char                 *first;       /* what stood on top of it */
  char                 *known;       /* what is shown of the library and its neighbours */
  char                 *remembered;  /* id of what was open when the library was closed */

  HeraldDrawer         *drawer;      /* the sidebar, beside or over the rest */
  HeraldSidebar        *sidebar;
  HeraldSplit          *split;
  HeraldBrowsePane     *browse;
  HeraldListPane       *list;        /* in it */
  AdwToastOverlay      *toasts;
  GtkStack             *pages;       /* list and editor, or a page over both */
  GtkWidget            *content;
  GtkStack             *stack;
  HeraldEditor         *editor;
  HeraldSplit          *sides;       /* text and preview */
  AdwBin               *preview_side;
  GtkWidget            *back;
  GtkWidget            *export_button;
  GtkWidget            *versions_button;
  GtkButton            *save_button;
};

void herald_window_show_title     (HeraldWindow *self);
void herald_window_build          (HeraldWindow *self,
                                   const char   *library_name);
void herald_window_update_drawer  (HeraldWindow *self);
void herald_window_save_state     (HeraldWindow *self);
void herald_window_restore_state  (HeraldWindow *self);
gboolean herald_window_hold_close (HeraldWindow *self);
void herald_window_change_several (HeraldWindow *self,
                                   HeraldBulk   *bulk);

G_END_DECLS
