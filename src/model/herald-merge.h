/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-document.h"

G_BEGIN_DECLS

typedef enum
{
  HERALD_CONFLICT_VALUE,   /* both changed one value, each to another */
  HERALD_CONFLICT_TEXT,    /* both changed the same words, or numbers of one text, or the words of a quote */
  HERALD_CONFLICT_MARKS,   /* both changed marks or links of the same words, or one marked what the other rewrote */
  HERALD_CONFLICT_REMOVED, /* one removed what the other edited; the edit stands */
  HERALD_CONFLICT_ORDER,   /* both moved it, each to another place */
} HeraldConflictKind;

/* What only a person can decide. subject is a member of the document ("headline", "embargo") or a thing in it
 * ("block:<id>", "sign_off:<party>/<subject>/<sha256>/<by>"), as in HeraldComparisonEntry; member is the thing's ("text"), or NULL
 * for the whole. The words are for people, NULL where there is nothing. The values are what herald_merge_resolve() puts in
 * place: of the member "text" an object of text and marks, of ORDER the identities of the list in that side's order, of
 * everything else the JSON of the member or the thing; NULL where there is nothing. */
typedef struct
{
  HeraldConflictKind kind;
  char              *subject;
  char              *member;
  char              *base;
  char              *ours;
  char              *theirs;
  JsonNode          *base_value;
  JsonNode          *our_value;
  JsonNode          *their_value;
  char              *head;        /* whose version theirs is: a hash, NULL where no versions were merged */
} HeraldConflict;

typedef struct
{
  HeraldDocument *document;  /* where there are conflicts, one side's state of each, for people to look at */
  GPtrArray      *conflicts; /* of HeraldConflict, in reading order; empty: clean */
} HeraldMerge;

/* The same document and, sides exchanged, the same conflicts whichever side is ours. base NULL: the empty document. */
HeraldMerge *herald_merge_documents (HeraldDocument     *base,
                                     HeraldDocument     *ours,
                                     HeraldDocument     *theirs,
                                     GError            **error);
gboolean     herald_merge_is_clean  (const HeraldMerge  *merge);
void         herald_merge_free      (HeraldMerge        *merge);
HeraldConflict *herald_conflict_copy (const HeraldConflict *conflict);
void         herald_conflict_free   (HeraldConflict     *conflict);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldMerge, herald_merge_free)

G_END_DECLS
