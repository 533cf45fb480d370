/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-prose.h"

G_BEGIN_DECLS

/* Sentences that share less than this part of their weight, of 1000, are not the same one rewritten, but another one. */
#define HERALD_PROSE_ALIKE 400

/* Two texts read with one table. */
typedef struct
{
  HeraldProse a;
  HeraldProse b;
  guint      *counts; /* by number of a unit; all 0 between uses */
} HeraldProsePair;

/* Between sentences that stayed: n_a from a on were there, n_b from b on are now. */
typedef struct
{
  guint a, n_a;
  guint b, n_b;
} HeraldProseGap;

/* So many sentences of A became so many of B: none, one, or two where one was split or two were joined. */
typedef struct
{
  guint n_a, n_b;
} HeraldProseStep;

GArray *herald_prose_align (const HeraldProsePair *pair,
                            const HeraldProseGap  *gap);

G_END_DECLS
