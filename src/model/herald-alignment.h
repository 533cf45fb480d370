/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One element of two states of a list: its place in each, -1 where it is not in one. */
typedef struct
{
  int      before;
  int      after;
  gboolean moved;
  int      distance; /* of moved ones: so many unmoved ones passed, downwards when positive; never 0 */
} HeraldAligned;

/* of HeraldAligned, in the order of after; what is gone stands where it was */
GArray *herald_align_lists (guint      n_before,
                            guint      n_after,
                            const int *matches); /* for each place after: the place before, or -1; each at most once */

G_END_DECLS
