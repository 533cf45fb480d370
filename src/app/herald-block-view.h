/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "herald-edit-session.h"

G_BEGIN_DECLS

/* One block of the body: words, a quote with its speaker, a list, a picture, a table, or a box for what this Herald
 * does not know. Edits inside the block go to the session; what concerns its neighbours is the editor's.
 *
 * signals "split" (guint at), "paste" (guint at, const char *text), "join", "join-next", "leave" (int direction): as
 * those of HeraldProseView
 * signal "command" (const char *command): "paragraph", "heading", "quote", "move-up", "move-down", "delete" */
#define HERALD_TYPE_BLOCK_VIEW (herald_block_view_get_type ())
G_DECLARE_FINAL_TYPE (HeraldBlockView, herald_block_view, HERALD, BLOCK_VIEW, GtkBox)

GtkWidget       *herald_block_view_new      (HeraldEditSession *session,
                                             const HeraldBlock *block);
const char      *herald_block_view_get_id   (HeraldBlockView   *self);
HeraldBlockType  herald_block_view_get_kind (HeraldBlockView   *self);
void             herald_block_view_update   (HeraldBlockView   *self,
                                             const HeraldBlock *block);
/* Who wrote it and when, on two lines: beside the block in the margin, or above it. NULL: nothing. */
void             herald_block_view_set_note (HeraldBlockView   *self,
                                             const char        *note,
                                             gboolean           beside);
gboolean         herald_block_view_focus    (HeraldBlockView   *self,
                                             int                at);

G_END_DECLS
