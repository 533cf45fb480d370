/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-database.h"
#include "herald-version.h"

G_BEGIN_DECLS

/* Where a version stands in its document's history. A child always comes after its parents, whatever the clocks say. */
typedef struct
{
  gint64 number; /* 0: not known yet */
  gint64 place;
} HeraldPlace;

/* documents.ordered of a history in order, of which older versions are not here: what counts from the first is not known. */
#define HERALD_ORDER_WITH_GAPS "2"

/* Before a version is inserted, in that transaction: where it will stand, and what that means for the others. */
gboolean herald_order_place   (HeraldDatabase       *database,
                               gint64                document_row,
                               const HeraldVersion  *version,
                               HeraldPlace          *place,
                               GError              **error);
/* current: whether the history's numbers and places can be relied upon. */
gboolean herald_order_check   (HeraldDatabase       *database,
                               gint64                document_row,
                               gboolean             *current,
                               GError              **error);
/* Of a history in order: whether versions are not here from which others were made. */
gboolean herald_order_has_gaps (HeraldDatabase      *database,
                               gint64                document_row,
                               gboolean             *has_gaps,
                               GError              **error);
/* Inside a writing transaction: puts a history in order. */
gboolean herald_order_refresh (HeraldDatabase       *database,
                               gint64                document_row,
                               GError              **error);

G_END_DECLS
