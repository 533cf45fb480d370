/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "herald-edit-session.h"

G_BEGIN_DECLS

/* Companies and tags of an announcement, each with a way to add and remove. */
#define HERALD_TYPE_CHIPS (herald_chips_get_type ())
G_DECLARE_FINAL_TYPE (HeraldChips, herald_chips, HERALD, CHIPS, GtkBox)

void herald_chips_set_session (HeraldChips       *self,
                               HeraldEditSession *session);
void herald_chips_update      (HeraldChips       *self);
void herald_chips_focus_tags  (HeraldChips       *self);

G_END_DECLS
