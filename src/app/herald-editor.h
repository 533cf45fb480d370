/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "herald-edit-session.h"

G_BEGIN_DECLS

/* The page to write on: embargo, companies and tags, headline, place and date, and the body. Shows a session and
 * hands every edit to it. */
#define HERALD_TYPE_EDITOR (herald_editor_get_type ())
G_DECLARE_FINAL_TYPE (HeraldEditor, herald_editor, HERALD, EDITOR, GtkBox)

void               herald_editor_set_session    (HeraldEditor      *self,
                                                 HeraldEditSession *session);
HeraldEditSession *herald_editor_get_session    (HeraldEditor      *self);
GActionGroup      *herald_editor_get_actions    (HeraldEditor      *self);
void               herald_editor_focus_headline (HeraldEditor      *self);

G_END_DECLS
