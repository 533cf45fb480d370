/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-history-item.h"

G_BEGIN_DECLS

/* An announcement's timeline as lines: the current draft, then the versions that stand out, newest first, with the
 * automatic ones between them folded. Never holds more of the history than somebody has looked at, and follows the
 * library; a line stays the same object while it is there.
 *
 * signal "loaded": lines have come (also when there are none)
 * signal "failed" (const char *message)
 * signal "incomplete" (const char *message): what is on the team's server only could not be had; NULL: it is all here */
#define HERALD_TYPE_HISTORY_MODEL (herald_history_model_get_type ())
G_DECLARE_FINAL_TYPE (HeraldHistoryModel, herald_history_model, HERALD, HISTORY_MODEL, GObject)

HeraldHistoryModel *herald_history_model_new       (HeraldLibrary      *library,
                                                    const char         *id,
                                                    guint               page);
/* Versions that have these words, instead of the timeline; NULL or "": the timeline. */
void                herald_history_model_set_words (HeraldHistoryModel *self,
                                                    const char         *words);
gboolean            herald_history_model_is_search (HeraldHistoryModel *self);
/* Opens or closes a fold. */
void                herald_history_model_toggle    (HeraldHistoryModel *self,
                                                    HeraldHistoryItem  *fold);
/* Somebody looks at a line of the kind HERALD_HISTORY_MORE. */
void                herald_history_model_want      (HeraldHistoryModel *self,
                                                    HeraldHistoryItem  *more);
/* (transfer none): the line of the draft, which is there from the start */
HeraldHistoryItem  *herald_history_model_get_draft (HeraldHistoryModel *self);
/* (transfer none) (nullable): among the lines that are loaded */
HeraldHistoryItem  *herald_history_model_find      (HeraldHistoryModel *self,
                                                    const char         *hash);

G_END_DECLS
