/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-merge.h"

G_BEGIN_DECLS

typedef enum
{
  HERALD_CHOICE_MINE,      /* the state of ours */
  HERALD_CHOICE_THEIRS,
  HERALD_CHOICE_BOTH,      /* ours, and theirs after it; see herald_merge_allows_both() */
  HERALD_CHOICE_REWRITTEN, /* value */
} HeraldChoiceKind;

/* What a person decided about one conflict, or about all of one subject. */
typedef struct
{
  char             *subject; /* as in HeraldConflict */
  char             *member;  /* NULL: all that is in conflict of the subject */
  HeraldChoiceKind  kind;
  JsonNode         *value;   /* of REWRITTEN: as in HeraldConflict, a text may be a plain string too; NULL: removed */
  char             *head;    /* which version's theirs is meant, where several people changed the same; or NULL */
} HeraldChoice;

HeraldChoice *herald_choice_new        (const char           *subject,
                                        const char           *member,
                                        HeraldChoiceKind      kind,
                                        JsonNode             *value); /* (nullable), copied */
HeraldChoice *herald_choice_copy       (const HeraldChoice   *choice);
void          herald_choice_free       (HeraldChoice         *choice);

/* The merge with the choices (of HeraldChoice, later ones over earlier ones) put into its document; its conflicts are
 * those that are still open. Pure: the merge that is handed in stays as it is, so choices can be taken back. */
HeraldMerge  *herald_merge_resolve     (const HeraldMerge    *merge,
                                        GPtrArray            *choices,
                                        GError              **error);
gboolean      herald_merge_allows_both (const HeraldMerge    *merge,
                                        const HeraldConflict *conflict);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldChoice, herald_choice_free)

G_END_DECLS
