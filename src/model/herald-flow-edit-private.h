/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-flow-edit.h"

G_BEGIN_DECLS

/* What the files share that make edits: herald-flow-edit.c for letters, lines and order, herald-flow-style.c for styles,
 * herald-flow-paste.c for what is pasted. */
HeraldBlock    *herald_flow_make_block      (HeraldBlockType        type,
                                             const char            *text);
void            herald_flow_renew_id        (HeraldBlock           *block);
/* Where the words of a line are kept; item: of a list. */
void            herald_flow_block_words     (HeraldBlock           *block,
                                             guint                  item,
                                             char                ***text,
                                             GArray              ***marks);
guint           herald_flow_last_item       (const HeraldBlock     *block);
/* Puts other words with their marks behind those of the last line of a block. */
void            herald_flow_append_words    (HeraldBlock           *block,
                                             const char            *words,
                                             GArray                *more);
/* tail: (transfer full). Returns what is left of it: the rest of a list, or NULL. */
HeraldBlock    *herald_flow_join_blocks     (HeraldBlock           *head,
                                             HeraldBlock           *tail);
/* Drops the last line of head when nothing of it is left. */
void            herald_flow_drop_empty_line (HeraldBlock          **head);
/* block: (transfer full) */
HeraldFlowEdit *herald_flow_insert_block    (guint                  at,
                                             HeraldBlock           *block,
                                             HeraldFlowPlace        cursor);
/* edit: (transfer full). NULL: it would change nothing. */
HeraldFlowEdit *herald_flow_checked         (HeraldFlowEdit        *edit,
                                             GPtrArray             *body);

G_END_DECLS
