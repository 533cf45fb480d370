/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "herald-merge-place.h"

G_BEGIN_DECLS

/* One answer to choose: whose it is, its words, and a place to write where it is one's own.
 *
 * signal "chosen"
 * signal "written": the words of one's own changed */
#define HERALD_TYPE_MERGE_CARD (herald_merge_card_get_type ())
G_DECLARE_FINAL_TYPE (HeraldMergeCard, herald_merge_card, HERALD, MERGE_CARD, GtkBox)

/* number: the key that chooses it. group: (nullable): another answer to the same place. */
GtkWidget *herald_merge_card_new        (const HeraldMergeOption *option,
                                         guint                    number,
                                         HeraldMergeCard         *group,
                                         const char              *own_zone);
/* Of one's own words */
void       herald_merge_card_set_draft  (HeraldMergeCard         *self,
                                         const HeraldItem        *draft);
char      *herald_merge_card_get_text   (HeraldMergeCard         *self);
GArray    *herald_merge_card_get_marks  (HeraldMergeCard         *self);
gboolean   herald_merge_card_is_chosen  (HeraldMergeCard         *self);
void       herald_merge_card_set_chosen (HeraldMergeCard         *self,
                                         gboolean                 chosen);
gboolean   herald_merge_card_has_focus  (HeraldMergeCard         *self);
void       herald_merge_card_focus      (HeraldMergeCard         *self,
                                         gboolean                 words);

G_END_DECLS
