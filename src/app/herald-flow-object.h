/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "herald-edit-session.h"

G_BEGIN_DECLS

/* What stands in the text of the body without being words: the speaker of a quote, a figure, a table, or a box for what
 * this Herald does not know. Edits go to the session.
 *
 * signal "edited": the block of this id is another now
 * signal "leave" (int direction): the cursor goes on above (-1) or below (1) */
#define HERALD_TYPE_FLOW_OBJECT (herald_flow_object_get_type ())
G_DECLARE_FINAL_TYPE (HeraldFlowObject, herald_flow_object, HERALD, FLOW_OBJECT, GtkBox)

GtkWidget  *herald_flow_object_new      (HeraldEditSession *session,
                                         const HeraldBlock *block);
const char *herald_flow_object_get_id   (HeraldFlowObject  *self);
/* Whether it is made for blocks like this one. */
gboolean    herald_flow_object_suits    (HeraldFlowObject  *self,
                                         const HeraldBlock *block);
void        herald_flow_object_update   (HeraldFlowObject  *self,
                                         const HeraldBlock *block);
/* FALSE: there is nothing to write in. */
gboolean    herald_flow_object_focus    (HeraldFlowObject  *self);

G_END_DECLS
