/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-merge-place.h"

G_BEGIN_DECLS

/* All that a person decides about one dispute, until it is confirmed: every step can be taken back. Knows no widget.
 *
 * signal "changed": something was decided, or is open again */
#define HERALD_TYPE_MERGE_PLACES (herald_merge_places_get_type ())
G_DECLARE_FINAL_TYPE (HeraldMergePlaces, herald_merge_places, HERALD, MERGE_PLACES, GObject)

/* Compares texts in a thread, and takes over what was decided and kept before. dispute: (transfer full); library NULL:
 * nothing was. */
void                    herald_merge_places_new_async    (HeraldLibrary       *library,
                                                          HeraldDispute       *dispute,
                                                          GAsyncReadyCallback  callback,
                                                          gpointer             user_data);
HeraldMergePlaces      *herald_merge_places_new_finish   (GAsyncResult        *result);
const HeraldDispute    *herald_merge_places_get_dispute  (HeraldMergePlaces   *self);
guint                   herald_merge_places_get_n        (HeraldMergePlaces   *self);
const HeraldMergePlace *herald_merge_places_get          (HeraldMergePlaces   *self,
                                                          guint                index);
guint                   herald_merge_places_count_joined (HeraldMergePlaces   *self);

/* Which answer stands; -1: none yet. */
int                     herald_merge_places_get_answer   (HeraldMergePlaces   *self,
                                                          guint                index);
const HeraldItem       *herald_merge_places_get_rewriting (HeraldMergePlaces  *self,
                                                          guint                index);
void                    herald_merge_places_answer       (HeraldMergePlaces   *self,
                                                          guint                index,
                                                          int                  option);
void                    herald_merge_places_rewrite      (HeraldMergePlaces   *self,
                                                          guint                index,
                                                          const char          *text,
                                                          GArray              *marks);
guint                   herald_merge_places_count_open   (HeraldMergePlaces   *self);
/* The next place that is open, after index and round from the beginning; -1: none. */
int                     herald_merge_places_find_open    (HeraldMergePlaces   *self,
                                                          int                  index);
gboolean                herald_merge_places_can_undo     (HeraldMergePlaces   *self);
gboolean                herald_merge_places_can_redo     (HeraldMergePlaces   *self);
/* Returns the place that changed; -1: none. */
int                     herald_merge_places_undo         (HeraldMergePlaces   *self);
int                     herald_merge_places_redo         (HeraldMergePlaces   *self);
/* What was decided before something else arrived, where it is still the same question. */
void                    herald_merge_places_adopt        (HeraldMergePlaces   *self,
                                                          HeraldMergePlaces   *before);
/* Keeps what is decided so far in the library, on this computer, for another time. */
void                    herald_merge_places_keep_async   (HeraldMergePlaces   *self,
                                                          HeraldLibrary       *library,
                                                          GAsyncReadyCallback  callback,
                                                          gpointer             user_data);
gboolean                herald_merge_places_keep_finish  (HeraldMergePlaces   *self,
                                                          GAsyncResult        *result,
                                                          GError             **error);
/* (transfer full): the text with everything decided. */
HeraldDocument         *herald_merge_places_get_document (HeraldMergePlaces   *self,
                                                          GError             **error);

G_END_DECLS
