/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "herald-edit-session.h"

G_BEGIN_DECLS

/* A calm bar above the text: who changed the same words, how many places are to be decided, and the way there. Hidden
 * when there is nothing to decide. */
#define HERALD_TYPE_EDITOR_DISPUTE (herald_editor_dispute_get_type ())
G_DECLARE_FINAL_TYPE (HeraldEditorDispute, herald_editor_dispute, HERALD, EDITOR_DISPUTE, GtkBox)

void herald_editor_dispute_set_session (HeraldEditorDispute *self,
                                        HeraldEditSession   *session);

G_END_DECLS
