/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "herald-library.h"

G_BEGIN_DECLS

/* Says what a press room would show, asks where it goes, and makes it or brings it up to date.
 *
 * signal "show-place" (GFile *place): the person wants to see its first page, or its folder
 * signal "preferences": the person wants to change what the library says of itself */
#define HERALD_TYPE_PRESS_ROOM_DIALOG (herald_press_room_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HeraldPressRoomDialog, herald_press_room_dialog, HERALD, PRESS_ROOM_DIALOG, AdwWindow)

GtkWidget *herald_press_room_dialog_new (GtkWindow          *parent,
                                         HeraldLibrary      *library,
                                         const HeraldAuthor *author,
                                         GSettings          *settings);

G_END_DECLS
