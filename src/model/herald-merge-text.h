/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-block.h"

G_BEGIN_DECLS

typedef enum
{
  HERALD_MERGE_OURS,
  HERALD_MERGE_THEIRS,
} HeraldMergeSide;

typedef enum
{
  HERALD_TEXT_CLEAN = 0,
  HERALD_TEXT_WORDS = 1 << 0, /* both changed the same words, or numbers, or a text that is never mixed */
  HERALD_TEXT_MARKS = 1 << 1, /* both changed marks of the same words, or one marked what the other rewrote */
} HeraldTextConflict;

/* Texts with their marks; unknown members of the items are not looked at. */
HeraldItem *herald_merge_texts (const HeraldItem   *base,
                                const HeraldItem   *ours,
                                const HeraldItem   *theirs,
                                HeraldMergeSide     prefer,
                                gboolean            as_a_whole,
                                HeraldTextConflict *conflict);

G_END_DECLS
