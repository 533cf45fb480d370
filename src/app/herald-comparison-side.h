/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-comparison.h"
#include "herald-library.h"

G_BEGIN_DECLS

/* One of two states that are compared: a version by its hash, the draft by its text, or nothing (before a first version). */
typedef struct
{
  char           *hash;
  HeraldDocument *document; /* of the draft */
  char           *name;     /* for people */
  char           *details;  /* who and when; or NULL */
  guint           number;   /* of a version; else 0 */
} HeraldComparisonSide;

HeraldComparisonSide *herald_comparison_side_copy   (const HeraldComparisonSide *side);
void                  herald_comparison_side_free   (HeraldComparisonSide       *side);

/* Reads both texts and compares them, away from the main thread. */
void                  herald_comparison_load_async  (HeraldLibrary              *library,
                                                     const HeraldComparisonSide *before,
                                                     const HeraldComparisonSide *after,
                                                     GCancellable               *cancellable,
                                                     GAsyncReadyCallback         callback,
                                                     gpointer                    user_data);
HeraldComparison     *herald_comparison_load_finish (HeraldLibrary              *library,
                                                     GAsyncResult               *result,
                                                     GError                    **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldComparisonSide, herald_comparison_side_free)

G_END_DECLS
