/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "herald-clock.h"
#include "herald-list-item.h"

G_BEGIN_DECLS

/* How the list shows one announcement. */
#define HERALD_TYPE_ANNOUNCEMENT_ROW (herald_announcement_row_get_type ())
G_DECLARE_FINAL_TYPE (HeraldAnnouncementRow, herald_announcement_row, HERALD, ANNOUNCEMENT_ROW, GtkBox)

GtkWidget *herald_announcement_row_new  (HeraldClock           *clock);
void       herald_announcement_row_bind (HeraldAnnouncementRow *self,
                                         HeraldListItem        *item);
void       herald_announcement_row_update (HeraldAnnouncementRow *self);

/* The style class of a status pill. */
const char *herald_status_style (HeraldStatus status);

G_END_DECLS
