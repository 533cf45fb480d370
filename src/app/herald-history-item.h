/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-history.h"

G_BEGIN_DECLS

typedef enum
{
  HERALD_HISTORY_DRAFT,   /* the text as it stands */
  HERALD_HISTORY_VERSION,
  HERALD_HISTORY_FOLD,    /* automatic versions between two that stand out */
  HERALD_HISTORY_MORE,    /* older ones that are not loaded yet */
} HeraldHistoryKind;

/* A line of the timeline.
 *
 * signal "changed": say it anew */
#define HERALD_TYPE_HISTORY_ITEM (herald_history_item_get_type ())
G_DECLARE_FINAL_TYPE (HeraldHistoryItem, herald_history_item, HERALD, HISTORY_ITEM, GObject)

HeraldHistoryItem      *herald_history_item_new_draft   (void);
HeraldHistoryItem      *herald_history_item_new_version (HeraldHistoryRow  *row,
                                                         GPtrArray         *parents);
HeraldHistoryItem      *herald_history_item_new_fold    (HeraldHistoryItem *above);
HeraldHistoryItem      *herald_history_item_new_more    (HeraldHistoryItem *fold);

HeraldHistoryKind       herald_history_item_get_kind    (HeraldHistoryItem *self);
/* Whether it stands for a text: the draft or a version. */
gboolean                herald_history_item_is_state    (gpointer           item);
/* Of versions; else NULL. */
const HeraldHistoryRow *herald_history_item_get_row     (HeraldHistoryItem *self);
const char             *herald_history_item_get_hash    (HeraldHistoryItem *self);
/* Of joined versions: (element-type HeraldHistoryRow) (nullable), those that are here */
GPtrArray              *herald_history_item_get_parents (HeraldHistoryItem *self);
/* Of folds: the version above, how many are folded, whether they are shown. */
HeraldHistoryItem      *herald_history_item_get_above   (HeraldHistoryItem *self);
guint                   herald_history_item_get_n_folded (HeraldHistoryItem *self);
gboolean                herald_history_item_get_open    (HeraldHistoryItem *self);
void                    herald_history_item_set_open    (HeraldHistoryItem *self,
                                                         gboolean           open);
/* When the newest and the oldest of the versions folded below a version were made, seconds since 1970. */
void                    herald_history_item_set_folded_times (HeraldHistoryItem *self,
                                                         gint64             newest,
                                                         gint64             oldest);
void                    herald_history_item_get_folded_times (HeraldHistoryItem *self,
                                                         gint64            *newest,
                                                         gint64            *oldest);
/* Of the draft: what it says about itself. */
const char             *herald_history_item_get_note    (HeraldHistoryItem *self);
void                    herald_history_item_set_note    (HeraldHistoryItem *self,
                                                         const char        *note);
/* The fold that it came out of; NULL: none. */
HeraldHistoryItem      *herald_history_item_get_fold    (HeraldHistoryItem *self);
void                    herald_history_item_set_fold    (HeraldHistoryItem *self,
                                                         HeraldHistoryItem *fold);
/* Of MORE: somebody is fetching them. */
gboolean                herald_history_item_get_loading (HeraldHistoryItem *self);
void                    herald_history_item_set_loading (HeraldHistoryItem *self,
                                                         gboolean           loading);
/* Takes what was read later of the same version. */
void                    herald_history_item_take        (HeraldHistoryItem *self,
                                                         HeraldHistoryItem *other);

G_END_DECLS
