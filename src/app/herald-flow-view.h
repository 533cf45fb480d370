/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "herald-edit-session.h"
#include "herald-editor-blame.h"

G_BEGIN_DECLS

/* The body of an announcement, to write in: one text. What is typed goes to the session as edits of blocks
 * (herald-flow-edit.h), and what is shown follows them; the text buffer decides nothing.
 *
 * signal "leave": the cursor goes on above the first line
 * signal "place-changed": the cursor is elsewhere, or what it stands in has another style or look */
#define HERALD_TYPE_FLOW_VIEW (herald_flow_view_get_type ())
G_DECLARE_FINAL_TYPE (HeraldFlowView, herald_flow_view, HERALD, FLOW_VIEW, GtkTextView)

void            herald_flow_view_set_session      (HeraldFlowView    *self,
                                                   HeraldEditSession *session);
void            herald_flow_view_update           (HeraldFlowView    *self);
void            herald_flow_view_focus_first      (HeraldFlowView    *self);
void            herald_flow_view_set_blame        (HeraldFlowView    *self,
                                                   HeraldEditorBlame *blame);
void            herald_flow_view_set_notes_beside (HeraldFlowView    *self,
                                                   gboolean           beside);

/* herald-flow-commands.c */
HeraldFlowStyle herald_flow_view_get_style        (HeraldFlowView    *self);
void            herald_flow_view_set_style        (HeraldFlowView    *self,
                                                   HeraldFlowStyle    style);
gboolean        herald_flow_view_has_mark         (HeraldFlowView    *self,
                                                   HeraldMarkKind     kind);
void            herald_flow_view_toggle_mark      (HeraldFlowView    *self,
                                                   HeraldMarkKind     kind);
void            herald_flow_view_ask_link         (HeraldFlowView    *self);
void            herald_flow_view_move             (HeraldFlowView    *self,
                                                   int                by);
void            herald_flow_view_add_picture      (HeraldFlowView    *self,
                                                   GFile             *file);

G_END_DECLS
