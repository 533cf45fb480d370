/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-block.h"

G_BEGIN_DECLS

/* The body of an announcement as one text of numbered lines. A paragraph, a heading and each item of a list are a line
 * of words; a quote is two lines, its words and its speaker; a figure, a table and a block of a newer Herald are a line
 * without words. Behind the last block comes one more line, which is in no block yet: there the text goes on.
 * Here and in herald-flow-edit.h, body is a GPtrArray of HeraldBlock. */
typedef enum
{
  HERALD_FLOW_LINE_WORDS,
  HERALD_FLOW_LINE_SPEAKER,
  HERALD_FLOW_LINE_OBJECT,
  HERALD_FLOW_LINE_END,
} HeraldFlowKind;

typedef struct
{
  HeraldFlowKind kind;
  guint          block; /* its place in the body; of the end: behind the last */
  guint          first; /* the first line of that block */
  guint          item;  /* of a list */
} HeraldFlowLine;

/* Between two characters of a line. A line without words counts as one character. */
typedef struct
{
  guint line;
  guint column; /* code points */
} HeraldFlowPlace;

guint         herald_flow_count_lines  (const HeraldBlock *block);
guint         herald_flow_first_line   (GPtrArray         *body,
                                        guint              block);
void          herald_flow_find_line    (GPtrArray         *body,
                                        guint              line,
                                        HeraldFlowLine    *found);
int           herald_flow_find_block   (GPtrArray         *body,
                                        const char        *id);
const char   *herald_flow_get_words    (GPtrArray         *body,
                                        const HeraldFlowLine *line,
                                        GArray           **marks);
guint         herald_flow_line_length  (GPtrArray         *body,
                                        guint              line);
void          herald_flow_clamp        (GPtrArray         *body,
                                        HeraldFlowPlace   *place);
int           herald_flow_compare      (HeraldFlowPlace    a,
                                        HeraldFlowPlace    b);
gboolean      herald_flow_is_prose     (const HeraldBlock *block);
gboolean      herald_flow_has_speaker  (const HeraldBlock *block);
/* What a text buffer shows of a block: its lines, each ended by a newline. Code points stay one for one. */
void          herald_flow_append_text  (const HeraldBlock *block,
                                        GString           *text);
/* Where two bodies differ: n_old blocks from at on are n_new others. FALSE: nowhere. */
gboolean      herald_flow_compare_bodies (GPtrArray       *old_body,
                                        GPtrArray         *new_body,
                                        guint             *at,
                                        guint             *n_old,
                                        guint             *n_new);
GPtrArray    *herald_flow_extract      (GPtrArray         *body,
                                        HeraldFlowPlace    from,
                                        HeraldFlowPlace    to);
gboolean      herald_flow_covers       (GPtrArray         *body,
                                        HeraldFlowPlace    from,
                                        HeraldFlowPlace    to,
                                        HeraldMarkKind     kind);

/* Parts of a block, for those that edit: (transfer full) (nullable) copies with its id.
 * open: whether the cut goes through a line of words, so that something can be joined there. */
HeraldBlock  *herald_flow_cut_head     (GPtrArray         *body,
                                        HeraldFlowPlace    place,
                                        gboolean          *open);
HeraldBlock  *herald_flow_cut_tail     (GPtrArray         *body,
                                        HeraldFlowPlace    place,
                                        gboolean          *open);

G_END_DECLS
