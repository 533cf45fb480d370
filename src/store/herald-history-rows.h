/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-database.h"
#include "herald-library.h"

G_BEGIN_DECLS

/* A version's place in a list of a history. */
typedef struct
{
  gint64 row;      /* in versions */
  guint  number;
  guint  position; /* in the whole history */
  guint  n_folded; /* how many are folded away behind it */
} HeraldHistorySlot;

/* named: only what stands out. limit 0: all. (element-type HeraldHistorySlot) */
GArray           *herald_history_list_slots (HeraldDatabase           *database,
                                             gint64                    document_row,
                                             gboolean                  named,
                                             guint                     offset,
                                             guint                     limit,
                                             GError                  **error);
/* The slot of one version; its position is not looked for. */
gboolean          herald_history_find_slot  (HeraldDatabase           *database,
                                             const char               *hash,
                                             HeraldHistorySlot        *slot,
                                             GError                  **error);
HeraldHistoryRow *herald_history_read_row   (HeraldDatabase           *database,
                                             const HeraldHistorySlot  *slot,
                                             GError                  **error);

/* Inside a writing transaction: what happened to a version that is here. */
gboolean          herald_history_note_event (HeraldDatabase           *database,
                                             const char               *hash,
                                             const HeraldVersionEvent *event,
                                             gint64                    now,
                                             GError                  **error);

G_END_DECLS
