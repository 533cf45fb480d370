/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "herald-library.h"

G_BEGIN_DECLS

/* What a press room would show if it were made now, as far as lists say: for who is about to make it. */
typedef struct
{
  guint n_stories;   /* announcements, each with all its languages */
  guint n_pages;     /* with each language counted */
  guint n_embargoed; /* approved, their embargo has not ended */
  guint n_disputed;  /* several people's words, nobody has decided yet */
  guint n_waiting;   /* approved, without an embargo, and never given out for publication */
} HeraldPressRoomOutlook;

gboolean herald_press_room_foresee        (HeraldLibrary           *library,
                                           HeraldPressRoomOutlook  *outlook,
                                           GError                 **error);
/* In a thread. */
void     herald_press_room_foresee_async  (HeraldLibrary           *library,
                                           GCancellable            *cancellable,
                                           GAsyncReadyCallback      callback,
                                           gpointer                 user_data);
gboolean herald_press_room_foresee_finish (HeraldLibrary           *library,
                                           GAsyncResult            *result,
                                           HeraldPressRoomOutlook  *outlook,
                                           GError                 **error);

G_END_DECLS
