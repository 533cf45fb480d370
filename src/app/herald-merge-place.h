/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-comparison.h"
#include "herald-dispute.h"
#include "herald-merge-resolve.h"

G_BEGIN_DECLS

/* One answer to a place. */
typedef struct
{
  HeraldChoiceKind  kind;
  char             *head;       /* of THEIRS: as in the conflict */
  char             *who;        /* of MINE and THEIRS: the author's name */
  gint64            time;       /* of MINE and THEIRS: when, seconds since 1970; 0: nobody knows */
  HeraldComparison *comparison; /* of MINE and THEIRS: from before both changes; NULL: not known */
  GPtrArray        *parts;      /* of const HeraldComparedPart, in it: the words, as they were and as they would be */
  char             *words;      /* what parts cannot tell: "It stands after: Paragraph 3"; or NULL */
} HeraldMergeOption;

/* One thing that only a person can decide, in words for people. Immutable. */
typedef struct
{
  HeraldConflictKind  kind;
  char               *subject;
  char               *member;   /* or NULL: as in the conflict */
  char               *name;     /* "Quote by Lin Qiao" */
  char               *part;     /* "Job title"; NULL: name says it all */
  char               *base;     /* the words before both changes; NULL: there were none */
  GPtrArray          *options;  /* of HeraldMergeOption: mine first, then theirs, perhaps both, perhaps rewritten */
  HeraldItem         *draft;    /* what a rewriting begins with; NULL: it cannot be rewritten here */
} HeraldMergePlace;

/* (element-type HeraldMergePlace), in reading order. Takes as long as two comparisons: for a thread. */
GPtrArray *herald_merge_place_list   (const HeraldDispute     *dispute);
void       herald_merge_place_free   (HeraldMergePlace        *place);
/* (transfer full): the words as they would stand; "" where nothing would. */
char      *herald_merge_option_words (const HeraldMergeOption *option);

G_END_DECLS
