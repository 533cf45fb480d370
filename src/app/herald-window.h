/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "herald-edit-session.h"
#include "herald-preview-view.h"
#include "herald-shelf.h"
#include "herald-sync-controller.h"

G_BEGIN_DECLS

/* One library: its list and the announcement that is open. */
#define HERALD_TYPE_WINDOW (herald_window_get_type ())
G_DECLARE_FINAL_TYPE (HeraldWindow, herald_window, HERALD, WINDOW, AdwApplicationWindow)

HeraldWindow      *herald_window_new             (GtkApplication       *application,
                                                  HeraldLibrary        *library,
                                                  const char           *library_name,
                                                  const HeraldAuthor   *author,
                                                  HeraldSyncController *sync,
                                                  HeraldShelf          *shelf,
                                                  GSettings            *settings);
HeraldLibrary     *herald_window_get_library     (HeraldWindow         *self);
HeraldEditSession *herald_window_get_session     (HeraldWindow         *self);
const HeraldAuthor *herald_window_get_author     (HeraldWindow         *self);
GSettings         *herald_window_get_settings    (HeraldWindow         *self);
HeraldSyncController *herald_window_get_sync     (HeraldWindow         *self);
void               herald_window_open            (HeraldWindow         *self,
                                                  const char           *id);
void               herald_window_open_new        (HeraldWindow         *self,
                                                  HeraldAnnouncement   *announcement);
void               herald_window_import_file     (HeraldWindow         *self,
                                                  GFile                *file);
void               herald_window_close_document  (HeraldWindow         *self);
void               herald_window_say             (HeraldWindow         *self,
                                                  const char           *message);
void               herald_window_offer           (HeraldWindow         *self,
                                                  const char           *message,
                                                  const char           *button,
                                                  const char           *action,
                                                  GVariant             *target);
/* A page over list and editor, until it is closed. */
void               herald_window_show_page       (HeraldWindow         *self,
                                                  GtkWidget            *page);
GtkWidget         *herald_window_get_page        (HeraldWindow         *self);
void               herald_window_close_page      (HeraldWindow         *self);
void               herald_window_show_preview    (HeraldWindow         *self);
void               herald_window_close_preview   (HeraldWindow         *self);
HeraldPreviewView *herald_window_get_preview     (HeraldWindow         *self);
gboolean           herald_window_sees_preview    (HeraldWindow         *self);
void               herald_window_search          (HeraldWindow         *self);
void               herald_window_show_list       (HeraldWindow         *self);
void               herald_window_show_sidebar    (HeraldWindow         *self);

G_END_DECLS
