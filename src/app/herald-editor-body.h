/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "herald-edit-session.h"
#include "herald-editor-blame.h"

G_BEGIN_DECLS

/* The blocks of an announcement, one below the other.
 *
 * signal "leave": the cursor goes on above the first block */
#define HERALD_TYPE_EDITOR_BODY (herald_editor_body_get_type ())
G_DECLARE_FINAL_TYPE (HeraldEditorBody, herald_editor_body, HERALD, EDITOR_BODY, GtkBox)

void herald_editor_body_set_session (HeraldEditorBody  *self,
                                     HeraldEditSession *session);
void herald_editor_body_update      (HeraldEditorBody  *self);
void herald_editor_body_add         (HeraldEditorBody  *self,
                                     HeraldBlockType    type);
void herald_editor_body_add_picture (HeraldEditorBody  *self,
                                     GFile             *file);
void herald_editor_body_focus_first (HeraldEditorBody  *self);
void       herald_editor_body_set_blame   (HeraldEditorBody  *self,
                                           HeraldEditorBlame *blame);
void       herald_editor_body_set_notes_beside (HeraldEditorBody *self,
                                           gboolean           beside);

G_END_DECLS
