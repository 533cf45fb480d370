/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the files of the merge share; nobody else includes it. */
#include "herald-merge-text.h"
#include "herald-merge.h"

G_BEGIN_DECLS

typedef struct
{
  HeraldMergeSide  prefer;     /* whose state stands where both changed the same */
  gboolean         keeps_base; /* but the base's, in a merge that is itself to be the base of another */
  GPtrArray       *conflicts;  /* of HeraldConflict */
} HeraldMergeWalk;

/* One thing three times; NULL where it is absent. */
typedef struct
{
  JsonNode *base, *ours, *theirs;
} HeraldMergeTrio;

/* thing is "block:<id>", or NULL for the document itself; name the member, or NULL for the whole thing, which is an
 * element of list. Nodes that are returned are the caller's own. */
gboolean    herald_merge_settle   (HeraldMergeTrio         trio,
                                   JsonNode              **settled);
HeraldConflict *herald_merge_report (HeraldMergeWalk      *walk,
                                   HeraldConflictKind      kind,
                                   const char             *thing,
                                   const char             *name,
                                   const char             *list,
                                   HeraldMergeTrio         trio);
/* Takes the nodes over. */
void        herald_conflict_take_values (HeraldConflict   *conflict,
                                   HeraldMergeTrio         values);
JsonNode   *herald_merge_value    (HeraldMergeWalk        *walk,
                                   const char             *thing,
                                   const char             *name,
                                   const char             *list,
                                   HeraldMergeTrio         trio);
JsonNode   *herald_merge_set      (HeraldMergeTrio         trio);
JsonNode   *herald_merge_list     (HeraldMergeWalk        *walk,
                                   const HeraldMember     *list,
                                   const char             *thing,
                                   HeraldMergeTrio         trio);
JsonNode   *herald_merge_record   (HeraldMergeWalk        *walk,
                                   const HeraldRecordType *type,
                                   const char             *thing,
                                   HeraldMergeTrio         trio);
const char *herald_merge_get_text (JsonNode               *object,
                                   const char             *name);
/* What tells an element of a list from the others, as it stands in subjects; NULL: nothing does. */
char       *herald_merge_dup_identity (const HeraldRecordType *type,
                                   JsonNode               *element);
/* The members of a document of this kind. */
const HeraldRecordType *herald_merge_get_type (HeraldDocument *document);
/* Checked, without empty members, with sets and marks in order; NULL: it breaks the format. */
JsonNode   *herald_merge_to_node  (HeraldDocument         *document,
                                   GError                **error);
HeraldMerge *herald_merge_states  (HeraldDocument         *base,
                                   HeraldDocument         *ours,
                                   HeraldDocument         *theirs,
                                   gboolean                keeps_base,
                                   GError                **error);

G_END_DECLS
