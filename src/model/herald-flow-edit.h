/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-flow.h"

G_BEGIN_DECLS

/* One edit of a body: some blocks in a row give way to others. Made by looking at the body, done by
 * herald_flow_edit_apply(), which also takes it back. */
typedef struct
{
  guint           at;       /* the first block that is replaced */
  guint           n_blocks; /* how many are */
  GPtrArray      *blocks;   /* of HeraldBlock: what stands there instead */
  HeraldFlowPlace cursor;   /* where it is afterwards */
} HeraldFlowEdit;

typedef enum
{
  HERALD_FLOW_PARAGRAPH,
  HERALD_FLOW_HEADING,
  HERALD_FLOW_QUOTE,
  HERALD_FLOW_BULLETS,
  HERALD_FLOW_NUMBERS,
} HeraldFlowStyle;

/* How words are that are typed. */
typedef enum
{
  HERALD_FLOW_PLAIN = 0,
  HERALD_FLOW_STRONG = 1 << 0,
  HERALD_FLOW_EMPHASIS = 1 << 1,
} HeraldFlowLook;

HeraldFlowEdit *herald_flow_edit_new      (guint              at,
                                           guint              n_blocks);
void            herald_flow_edit_free     (HeraldFlowEdit    *edit);
void            herald_flow_edit_apply    (HeraldFlowEdit    *edit,
                                           GPtrArray         *body);

/* What a person does. NULL: nothing is to be done. A block keeps its id through all of it; what is new gets a new one. */
HeraldFlowEdit *herald_flow_insert        (GPtrArray         *body,
                                           HeraldFlowPlace    place,
                                           const char        *text,
                                           HeraldFlowLook     look);
HeraldFlowEdit *herald_flow_delete        (GPtrArray         *body,
                                           HeraldFlowPlace    from,
                                           HeraldFlowPlace    to);
HeraldFlowEdit *herald_flow_split         (GPtrArray         *body,
                                           HeraldFlowPlace    place);
HeraldFlowEdit *herald_flow_backspace     (GPtrArray         *body,
                                           HeraldFlowPlace    place);
HeraldFlowEdit *herald_flow_delete_behind (GPtrArray         *body,
                                           HeraldFlowPlace    place);
HeraldFlowEdit *herald_flow_paste         (GPtrArray         *body,
                                           HeraldFlowPlace    place,
                                           GPtrArray         *blocks);
HeraldFlowEdit *herald_flow_set_style     (GPtrArray         *body,
                                           HeraldFlowPlace    from,
                                           HeraldFlowPlace    to,
                                           HeraldFlowStyle    style);
HeraldFlowEdit *herald_flow_set_mark      (GPtrArray         *body,
                                           HeraldFlowPlace    from,
                                           HeraldFlowPlace    to,
                                           HeraldMarkKind     kind,
                                           gboolean           on,
                                           const char        *url);
HeraldFlowEdit *herald_flow_move          (GPtrArray         *body,
                                           HeraldFlowPlace    place,
                                           int                by);
/* block: (transfer full): instead of the one that has its id */
HeraldFlowEdit *herald_flow_replace       (GPtrArray         *body,
                                           HeraldBlock       *block);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldFlowEdit, herald_flow_edit_free)

G_END_DECLS
